//! One booking: what holds, what was agreed, and what may be done next.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use uuid::Uuid;

use super::{
    Booking, BookingState,
    forms::Steps,
    picker::{self, HouseholdPicker, Pick},
    rules::{Step, may},
    service::read::{self, Sheet, Summary},
};
use crate::{
    access::Class,
    households::Card,
    i18n::Lang,
    nights::Nights,
    ui::{self, Panel},
    visit::Visit,
};

/// The id in the address, or nil, which nothing has.
pub fn id_in_address() -> Uuid {
    let params = use_params_map();
    let id = params.with_untracked(|params| params.get("id"));
    id.and_then(|id| Uuid::parse_str(&id).ok()).unwrap_or_default()
}

/// `3 → 10/03/2026 · 7 nuits`, or the open end in words.
pub fn nights_in_words(lang: Lang, nights: Nights) -> String {
    match (nights.to(), nights.count()) {
        (Some(to), Some(count)) => lang.with(
            "bookings-nights",
            &[("from", nights.from().into()), ("to", to.into()), ("n", count.into())],
        ),
        _ => lang.with("bookings-nights-open", &[("from", nights.from().into())]),
    }
}

#[component]
pub fn StateBadge(state: BookingState) -> impl IntoView {
    let lang = Visit::current().lang;
    let tone = match state {
        BookingState::Arrived => "good",
        BookingState::Confirmed => "info",
        BookingState::Requested | BookingState::Held => "warn",
        BookingState::NoShow | BookingState::Refused => "bad",
        BookingState::Departed | BookingState::Cancelled | BookingState::Expired => "neutral",
    };
    view! { <span class=format!("badge badge-{tone}")>{lang.t(&format!("bookings-state-{}", state.code()))}</span> }
}

/// Who a booking is for, as far as the reader may know.
#[component]
pub fn HouseholdName(#[prop(optional_no_strip)] card: Option<Card>, named: bool) -> impl IntoView {
    let lang = Visit::current().lang;
    match card {
        Some(card) => {
            let text = card.label.clone().unwrap_or_else(|| card.code.clone());
            view! { <a class="household-name" href=format!("/households/{}", card.id)>{text}</a> }
                .into_any()
        }
        None if named => view! { <span>{lang.t("bookings-household-hidden")}</span> }.into_any(),
        None => view! { <span>{lang.t("bookings-to-be-named")}</span> }.into_any(),
    }
}

#[component]
pub fn BookingPage() -> impl IntoView {
    let visit = Visit::current();
    let id = id_in_address();
    ui::page(async move {
        let actor = visit.actor()?;
        let sheet = read::sheet(&visit.app, actor, id).await?;
        let picks = picker::picks(&visit).await?;
        let lang = visit.lang;
        let tonight = actor.tonight;
        let heading = lang.with("bookings-title", &[("code", sheet.booking.code.as_str().into())]);
        let banner = banner(lang, &sheet.booking, tonight);
        let history = format!("/history/booking/{id}");
        Ok(view! {
            {ui::title(heading.clone())}
            <header class="page-head">
                <h1>{heading}</h1>
                <StateBadge state=sheet.booking.state />
            </header>
            {banner}
            <Facts sheet=sheet.clone() />
            <UnitLines sheet=sheet.clone() />
            {may_name(&sheet).then(|| view! {
                <Panel heading=lang.t("bookings-step-name")>
                    <HouseholdPicker picks pick=Pick::Name(id) />
                </Panel>
            })}
            <Steps sheet=sheet.clone() />
            <p><a href=history>{lang.t("bookings-history")}</a></p>
        })
    })
}

fn may_name(sheet: &Sheet) -> bool {
    sheet.booking.household_id.is_none() && sheet.may_book && may(sheet.booking.state, Step::Name)
}

/// What needs saying first: an overstay, an option about to end.
fn banner(lang: Lang, booking: &Booking, tonight: chrono::NaiveDate) -> impl IntoView + use<> {
    let visit = Visit::current();
    let text = if booking.is_overstay(tonight) {
        booking.to_night.map(|to| lang.with("bookings-overstay-since", &[("to", to.into())]))
    } else if matches!(booking.state, BookingState::Held | BookingState::Requested) {
        booking.held_until.map(|until| {
            let until = lang.instant(&visit.app.clock, until);
            lang.with("bookings-held-until", &[("until", until.into())])
        })
    } else {
        None
    };
    text.map(|text| view! { <p class="notice notice-warn">{text}</p> })
}

#[component]
fn Facts(sheet: Sheet) -> impl IntoView {
    let lang = Visit::current().lang;
    let booking = sheet.booking;
    let agreed = Nights::new(booking.agreed_from, booking.agreed_to).unwrap_or(booking.nights());
    let changed = agreed != booking.nights();
    let leaves = booking.to_night.map(|to| {
        let day = lang.long_date(to);
        lang.with(
            "bookings-leaves",
            &[("day", day.into()), ("hour", sheet.site.checkout_until.as_str().into())],
        )
    });
    let reason = booking.reason.clone().map(|reason| {
        let side = booking.side.map(|side| lang.t(&format!("bookings-side-{}", side.code())));
        let words = lang.t(&format!("bookings-reason-{reason}"));
        view! { <dt>{lang.t("bookings-reason")}</dt><dd>{side.map(|side| format!("{side} — "))}{words}</dd> }
    });
    let origin = booking.transferred_from.map(|id| {
        view! { <dt>{lang.t("bookings-transferred-from")}</dt><dd><a href=format!("/bookings/{id}")>{lang.t("bookings-see-other")}</a></dd> }
    });
    let reference = (!booking.reference.is_empty()).then(
        || view! { <dt>{lang.t("bookings-reference")}</dt><dd>{booking.reference.clone()}</dd> },
    );
    view! {
        <dl class="facts">
            <dt>{lang.t("bookings-household")}</dt>
            <dd><HouseholdName card=sheet.card named=booking.household_id.is_some() /></dd>
            <dt>{lang.t("bookings-site")}</dt>
            <dd><a href=format!("/sites/{}", sheet.site.id)>{sheet.site.name.clone()}</a></dd>
            <dt>{lang.t("bookings-when")}</dt>
            <dd>{nights_in_words(lang, booking.nights())} {leaves.map(|text| view! { <br />{text} })}</dd>
            {changed.then(|| view! { <dt>{lang.t("bookings-agreed")}</dt><dd>{nights_in_words(lang, agreed)}</dd> })}
            <dt>{lang.t("bookings-persons")}</dt>
            <dd>{lang.with("n-persons", &[("n", booking.persons.into())])}
                {(booking.cots > 0).then(|| format!(", {}", lang.with("n-cots", &[("n", booking.cots.into())])))}</dd>
            {reference}{origin}{reason}
        </dl>
    }
}

#[component]
fn UnitLines(sheet: Sheet) -> impl IntoView {
    let lang = Visit::current().lang;
    let rows = sheet
        .lines
        .iter()
        .map(|line| {
            let unit = sheet.units.iter().find(|unit| unit.id == line.unit_id);
            let label = unit.map(|unit| unit.label.clone()).unwrap_or_default();
            let over = unit.map_or(0, |unit| line.persons - unit.places).max(0);
            view! {
                <tr>
                    <td data-label=lang.t("bookings-unit")>{label}</td>
                    <td data-label=lang.t("bookings-when")>{nights_in_words(lang, line.nights())}</td>
                    <td class="number" data-label=lang.t("bookings-persons")>{line.persons}
                        {(over > 0).then(|| view! { " " <span class="badge badge-bad">{lang.with("bookings-over-by", &[("n", over.into())])}</span> })}</td>
                    <td data-label=lang.t("bookings-kind")>{lang.t(&format!("occupation-{}", line.kind.code()))}</td>
                </tr>
            }
        })
        .collect_view();
    let caption = lang.t("bookings-lines");
    view! {
        <table class="table">
            <caption>{caption}</caption>
            <thead><tr><th scope="col">{lang.t("bookings-unit")}</th><th scope="col">{lang.t("bookings-when")}</th>
                <th scope="col" class="number">{lang.t("bookings-persons")}</th><th scope="col">{lang.t("bookings-kind")}</th></tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

/// The bookings of one household, latest first, for its own page.
#[component]
pub fn HouseholdBookings(household_id: Uuid) -> impl IntoView {
    let visit = Visit::current();
    ui::page(async move {
        let actor = visit.actor()?;
        let lang = visit.lang;
        let bookings = read::of_household(&visit.app, actor, household_id).await?;
        let find = actor.may_write(Class::Bookings).then(|| {
            view! { <p><a class="button button-primary" href=format!("/places?household={household_id}")>{lang.t("bookings-find-place")}</a></p> }
        });
        let list = if bookings.is_empty() {
            view! { <p class="empty">{lang.t("bookings-none-yet")}</p> }.into_any()
        } else {
            view! { <ul class="rows">{bookings.into_iter().map(|each| view! { <BookingRow summary=each /> }).collect_view()}</ul> }
                .into_any()
        };
        Ok(view! { {list}{find} })
    })
}

#[component]
fn BookingRow(summary: Summary) -> impl IntoView {
    let lang = Visit::current().lang;
    let nights = Nights::new(summary.from_night, summary.to_night)
        .unwrap_or(Nights::open(summary.from_night));
    view! {
        <li class="row">
            <a class="row-main" href=format!("/bookings/{}", summary.id)>
                <strong>{summary.site_name}</strong>
                <span class="row-detail">{nights_in_words(lang, nights)}</span>
            </a>
            <StateBadge state=summary.state />
        </li>
    }
}

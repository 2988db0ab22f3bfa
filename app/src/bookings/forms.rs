//! What may be done next with a booking: one form a step, the likely one first.

use leptos::prelude::*;

use super::{
    CancelReason, DepartureReason, RefusalReason, Side,
    rules::{Step, may},
    service::read::Sheet,
};
use crate::{
    i18n::Lang,
    nights::{next, previous},
    ui::{ActionForm, CheckField, ChoiceField, DateField, Submit, TextField},
    visit::Visit,
};

/// The steps this booking may take in the reader's hands.
#[component]
#[expect(clippy::needless_pass_by_value, reason = "a component owns its properties")]
pub fn Steps(sheet: Sheet) -> impl IntoView {
    let state = sheet.booking.state;
    let book = |step| sheet.may_book && may(state, step);
    let receive = |step| sheet.may_receive && may(state, step);
    let primary = if receive(Step::Arrive) {
        Some(view! { <Arrive sheet=sheet.clone() /> }.into_any())
    } else if receive(Step::Depart) {
        Some(view! { <Depart sheet=sheet.clone() /> }.into_any())
    } else if book(Step::Confirm) {
        Some(view! { <Confirm sheet=sheet.clone() /> }.into_any())
    } else {
        None
    };
    view! {
        <section class="booking-steps">
            {primary.map(|form| view! { <div class="actions">{form}</div> })}
            {receive(Step::NoShow).then(|| view! { <NoShow sheet=sheet.clone() /> })}
            {book(Step::Extend).then(|| view! { <Extend sheet=sheet.clone() /> })}
            {book(Step::Shorten).then(|| view! { <Shorten sheet=sheet.clone() /> })}
            {receive(Step::MoveUnit).then(|| view! { <MoveUnit sheet=sheet.clone() /> })}
            {(book(Step::Depart)).then(|| view! { <TransferLink sheet=sheet.clone() /> })}
            {book(Step::Refuse).then(|| view! { <Refuse sheet=sheet.clone() /> })}
            {book(Step::Cancel).then(|| view! { <Cancel sheet=sheet.clone() /> })}
        </section>
    }
}

/// A step behind its own name, opened by the address's fragment or by hand.
#[component]
fn Disclosed(id: &'static str, label: String, children: Children) -> impl IntoView {
    let visit = Visit::current();
    let refused =
        visit.refused.as_ref().is_some_and(|refused| refused.form.text("do").ends_with(id));
    let asked = visit.query.has(id);
    view! { <details class="step" id=id open=refused || asked><summary>{label}</summary>{children()}</details> }
}

#[component]
fn BookingId(sheet: Sheet) -> impl IntoView {
    view! { <input type="hidden" name="booking" value=sheet.booking.id.to_string() /> }
}

#[component]
fn Confirm(sheet: Sheet) -> impl IntoView {
    let lang = Visit::current().lang;
    view! {
        <ActionForm does="bookings.confirm"><BookingId sheet=sheet.clone() /><Submit label=lang.t("bookings-step-confirm") /></ActionForm>
    }
}

#[component]
fn Arrive(sheet: Sheet) -> impl IntoView {
    let visit = Visit::current();
    let lang = visit.lang;
    let night = visit.app.clock.tonight();
    view! {
        <ActionForm does="bookings.arrive" class="form-row">
            <BookingId sheet=sheet.clone() />
            <DateField name="night" label=lang.t("bookings-night-of") value=Some(night) required=true />
            <Submit label=lang.t("bookings-step-arrive") />
        </ActionForm>
    }
}

#[component]
fn Depart(sheet: Sheet) -> impl IntoView {
    let visit = Visit::current();
    let lang = visit.lang;
    let today = visit.app.clock.tonight();
    let refused = visit.refused.as_ref();
    let open = visit.query.has("depart")
        || refused.is_some_and(|refused| refused.form.text("do") == "bookings.depart");
    let on = sheet.booking.arrived_on.map_or(today, |arrived| today.max(next(arrived)));
    view! {
        <details class="step" id="depart" open=open>
            <summary class="button button-primary">{lang.t("bookings-step-depart")}</summary>
            <ActionForm does="bookings.depart">
                <BookingId sheet=sheet.clone() />
                <DateField name="on" label=lang.t("bookings-left-on") value=Some(on) required=true />
                <ChoiceField name="reason" label=lang.t("bookings-reason") blank=lang.t("choose") required=true
                    options=options(lang, "bookings-reason", DepartureReason::ALL.iter().map(|each| each.code())) />
                <Submit label=lang.t("bookings-step-depart") />
            </ActionForm>
        </details>
    }
}

#[component]
fn NoShow(sheet: Sheet) -> impl IntoView {
    let visit = Visit::current();
    let lang = visit.lang;
    let tonight = visit.app.clock.tonight();
    let night = sheet.booking.from_night.max(previous(tonight)).min(tonight);
    view! {
        <Disclosed id="no_show" label=lang.t("bookings-step-no_show")>
            <ActionForm does="bookings.no_show">
                <BookingId sheet=sheet.clone() />
                <DateField name="night" label=lang.t("bookings-no-show-night") hint=lang.t("bookings-no-show-hint") value=Some(night) required=true />
                <Submit label=lang.t("bookings-step-no_show") kind="danger" />
            </ActionForm>
        </Disclosed>
    }
}

#[component]
fn Extend(sheet: Sheet) -> impl IntoView {
    let lang = Visit::current().lang;
    let to = sheet.booking.to_night.map(|to| to + chrono::Days::new(7));
    to.map(|to| {
        view! {
            <Disclosed id="extend" label=lang.t("bookings-step-extend")>
                <ActionForm does="bookings.extend">
                    <BookingId sheet=sheet.clone() />
                    <DateField name="to" label=lang.t("bookings-leaves-on") value=Some(to) />
                    <CheckField name="open" label=lang.t("bookings-open") />
                    <Submit label=lang.t("bookings-step-extend") />
                </ActionForm>
            </Disclosed>
        }
    })
}

#[component]
fn Shorten(sheet: Sheet) -> impl IntoView {
    let lang = Visit::current().lang;
    view! {
        <Disclosed id="shorten" label=lang.t("bookings-step-shorten")>
            <ActionForm does="bookings.shorten">
                <BookingId sheet=sheet.clone() />
                <DateField name="to" label=lang.t("bookings-leaves-on") required=true />
                <Submit label=lang.t("bookings-step-shorten") />
            </ActionForm>
        </Disclosed>
    }
}

/// From one unit to another of the same site. More places than persons is told, fewer is refused.
#[component]
fn MoveUnit(sheet: Sheet) -> impl IntoView {
    let visit = Visit::current();
    let lang = visit.lang;
    let tonight = visit.app.clock.tonight();
    let here: Vec<_> =
        sheet.lines.iter().filter(|line| line.to_night.is_none_or(|to| to > tonight)).collect();
    let persons: i32 = here
        .iter()
        .filter(|line| line.covers(tonight.max(line.from_night)))
        .map(|line| line.persons)
        .max()
        .unwrap_or(1);
    let label = |unit: &crate::units::Unit| {
        lang.with(
            "bookings-unit-option",
            &[("label", unit.label.as_str().into()), ("places", unit.places.into())],
        )
    };
    let of = |id| {
        sheet.units.iter().find(|unit| unit.id == id).map(|unit| (unit.id.to_string(), label(unit)))
    };
    let mut from: Vec<_> = here.iter().filter_map(|line| of(line.unit_id)).collect();
    from.dedup();
    let first = from.first().map(|(id, _)| id.clone()).unwrap_or_default();
    let to: Vec<_> = sheet
        .units
        .iter()
        .filter(|unit| from.iter().all(|(id, _)| *id != unit.id.to_string()))
        .map(|unit| (unit.id.to_string(), label(unit)))
        .collect();
    view! {
        <Disclosed id="move_unit" label=lang.t("bookings-step-move_unit")>
            <ActionForm does="bookings.move_unit">
                <BookingId sheet=sheet.clone() />
                <ChoiceField name="from_unit" label=lang.t("bookings-move-from") options=from value=first />
                <ChoiceField name="unit" label=lang.t("bookings-move-to") options=to.clone() blank=lang.t("choose") required=true />
                <TextField name="persons" label=lang.t("bookings-persons") value=persons.to_string() kind="number" />
                <ChoiceField name="also_unit" label=lang.t("bookings-move-also") options=to blank=lang.t("bookings-move-also-none") />
                <TextField name="also_persons" label=lang.t("bookings-persons") kind="number" />
                <DateField name="night" label=lang.t("bookings-move-night") value=Some(tonight.max(sheet.booking.from_night)) required=true />
                {sheet.may_over.then(|| view! {
                    <TextField name="over_capacity" label=lang.t("bookings-over-reason") hint=lang.t("bookings-over-hint") />
                })}
                <Submit label=lang.t("bookings-step-move_unit") />
            </ActionForm>
        </Disclosed>
    }
}

/// Another site is found like any place; the new booking is then tied to this one.
#[component]
fn TransferLink(sheet: Sheet) -> impl IntoView {
    let lang = Visit::current().lang;
    let mut query = vec![
        ("transfer", sheet.booking.id.to_string()),
        ("adults", sheet.booking.persons.to_string()),
    ];
    query.extend(sheet.booking.household_id.map(|id| ("household", id.to_string())));
    let query = serde_urlencoded::to_string(query).unwrap_or_default();
    view! { <p><a class="button button-quiet" href=format!("/places?{query}")>{lang.t("bookings-step-transfer")}</a></p> }
}

#[component]
fn Refuse(sheet: Sheet) -> impl IntoView {
    let lang = Visit::current().lang;
    view! {
        <Disclosed id="refuse" label=lang.t("bookings-step-refuse")>
            <ActionForm does="bookings.refuse">
                <BookingId sheet=sheet.clone() />
                <ChoiceField name="side" label=lang.t("bookings-side") blank=lang.t("choose") required=true
                    options=options(lang, "bookings-side", Side::ALL.iter().map(|each| each.code())) />
                <ChoiceField name="reason" label=lang.t("bookings-reason") blank=lang.t("choose") required=true
                    options=options(lang, "bookings-reason", RefusalReason::ALL.iter().map(|each| each.code())) />
                <Submit label=lang.t("bookings-step-refuse") kind="danger" />
            </ActionForm>
        </Disclosed>
    }
}

#[component]
fn Cancel(sheet: Sheet) -> impl IntoView {
    let lang = Visit::current().lang;
    view! {
        <Disclosed id="cancel" label=lang.t("bookings-step-cancel")>
            <ActionForm does="bookings.cancel">
                <BookingId sheet=sheet.clone() />
                <ChoiceField name="reason" label=lang.t("bookings-reason") blank=lang.t("choose") required=true
                    options=options(lang, "bookings-reason", CancelReason::ALL.iter().map(|each| each.code())) />
                <Submit label=lang.t("bookings-step-cancel") kind="danger" />
            </ActionForm>
        </Disclosed>
    }
}

/// `(code, words)` of every value of a text enum.
pub fn options(
    lang: Lang,
    prefix: &str,
    codes: impl Iterator<Item = &'static str>,
) -> Vec<(String, String)> {
    codes.map(|code| (code.to_owned(), lang.t(&format!("{prefix}-{code}")))).collect()
}

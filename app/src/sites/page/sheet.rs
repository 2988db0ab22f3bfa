//! A site's sheet: what it is, what it has tonight, and what may be done with it.

use leptos::prelude::*;

use super::{
    life,
    tonight::{figures, units},
    words::{euros, period, state_badge},
};
use crate::{
    bookings::page::{id_in_address, nights_in_words},
    closures::Holder,
    i18n::Lang,
    sites::{
        Contact, Measure, SiteState, address, nights_of,
        service::{self, Sheet},
    },
    ui::{
        self, Actions, Back, Badge, ButtonLink, Details, KeyValue, Notice, PageHead, Panel, Tone,
        cell,
    },
    visit::Visit,
};

#[component]
pub fn SitePage() -> impl IntoView {
    let visit = Visit::current();
    let id = id_in_address();
    ui::page(async move {
        let actor = visit.actor()?;
        let lang = visit.lang;
        let sheet = service::sheet(&visit.app, actor, id).await?;
        let site = sheet.site.clone();
        let kind = lang.t(&format!("sites-kind-{}", site.kind.code()));
        let measure = lang.t(&format!("sites-measure-{}", site.measure.code()));
        let life = sheet.may_write.then(|| life::steps(lang, &site));
        let now = view! { {banners(lang, &sheet)}{figures(lang, &sheet)}{units(lang, &sheet)} };
        Ok(view! {
            {ui::title(site.name.clone())}
            <Back href="/sites" label=lang.t("nav-sites") />
            <PageHead heading=site.name.clone() lead=format!("{kind} · {}", site.territory_name)>
                {state_badge(lang, site.state)}
                <Badge text=measure />
            </PageHead>
            {links(lang, &sheet)}
            <div id="site" class="sites-sheet" data-live=id.to_string()>{now}</div>
            {facts(lang, &sheet)}
            {contacts(lang, sheet.contacts)}
            {dated(lang, &sheet.capacities, sheet.prices.as_deref(), &sheet.openings)}
            {life}
        })
    })
}

fn links(lang: Lang, sheet: &Sheet) -> impl IntoView + use<> {
    let id = sheet.site.id;
    let here = address(id);
    let counted = sheet.site.measure != Measure::Reported;
    let edit = sheet.may_write.then(|| {
        view! { <ButtonLink href=format!("{here}/edit") label=lang.t("sites-edit") kind="quiet" /> }
    });
    let nights = counted.then(|| {
        view! {
            <ButtonLink href=format!("{here}/day") label=lang.t("sites-day") />
            <ButtonLink href=format!("/board?site={id}") label=lang.t("nav-board") kind="quiet" />
            <ButtonLink href=format!("{here}/closures") label=lang.t("closures-title") kind="quiet" />
        }
    });
    view! {
        <Actions>
            {nights}{edit}
            <ButtonLink href=format!("/history/site/{id}") label=lang.t("sites-history") kind="quiet" />
        </Actions>
    }
}

/// What stands in the way of a new booking, before anything else.
fn banners(lang: Lang, sheet: &Sheet) -> impl IntoView + use<> {
    let stop = sheet.stop.as_ref().map(|stop| {
        let text = lang.with(
            "sites-stopped",
            &[
                ("from", stop.from_night.into()),
                ("review", stop.review_on.into()),
                ("reason", stop.reason.clone().into()),
            ],
        );
        view! { <Notice text tone=Tone::Warn /> }
    });
    let closing = sheet.site.closes_on.map(|day| {
        let n = sheet.left.len();
        let text = if sheet.site.state == SiteState::Closed {
            lang.with("sites-closed-since", &[("date", day.into())])
        } else {
            lang.with("sites-closing-on", &[("date", day.into()), ("n", n.into())])
        };
        let left = (n > 0).then(|| who_is_left(lang, &sheet.left));
        view! { <Notice text tone=Tone::Warn>{left}</Notice> }
    });
    view! { {stop}{closing} }
}

fn who_is_left(lang: Lang, left: &[Holder]) -> impl IntoView + use<> {
    let rows = left
        .iter()
        .map(|holder| {
            let when = nights_in_words(lang, nights_of(holder.from_night, holder.to_night));
            let household = holder
                .household
                .clone()
                .map(|household| format!(" · {household}"));
            view! {
                <li><a href=format!("/bookings/{}", holder.booking_id)>{holder.code.clone()}</a>{household} " · " {when}</li>
            }
        })
        .collect_view();
    view! { <Details summary=lang.t("sites-who-is-left")><ul class="sites-left">{rows}</ul></Details> }
}

fn facts(lang: Lang, sheet: &Sheet) -> impl IntoView + use<> {
    let site = &sheet.site;
    let mut entries = vec![
        (lang.t("sites-field-code"), cell(site.code.clone())),
        (lang.t("sites-field-manager"), cell(sheet.manager.clone())),
        (lang.t("sites-field-address"), cell(format!("{}, {}", site.address, site.territory_name))),
        (lang.t("sites-field-territory-code"), cell(site.territory.clone())),
        (lang.t("sites-field-checkin_from"), cell(site.checkin_from.clone())),
        (lang.t("sites-field-checkout_until"), cell(site.checkout_until.clone())),
        (lang.t("sites-field-no_show_at"), cell(site.no_show_at.clone())),
    ];
    if let Some(ends) = site.agreement_ends {
        entries.push((lang.t("sites-field-agreement_ends"), cell(lang.date(ends))));
    }
    if let Some(nights) = site.stay_target_nights {
        let text = lang.with("sites-n-nights", &[("n", nights.into())]);
        entries.push((lang.t("sites-field-stay_target_nights"), cell(text)));
    }
    let amenities: Vec<_> = site
        .amenities()
        .into_iter()
        .map(|each| view! { <li>{lang.t(&format!("sites-amenity-{}", each.code()))}</li> })
        .collect();
    let amenities = if amenities.is_empty() {
        view! { <p>{lang.t("sites-no-amenity")}</p> }.into_any()
    } else {
        view! { <ul class="sites-amenities">{amenities}</ul> }.into_any()
    };
    view! {
        <Panel heading=lang.t("sites-facts")>
            <KeyValue entries />
            <h3>{lang.t("sites-amenities")}</h3>
            {amenities}
        </Panel>
    }
}

fn contacts(lang: Lang, contacts: Vec<Contact>) -> impl IntoView + use<> {
    let rows: Vec<_> = contacts
        .into_iter()
        .map(|contact| {
            let phone = (!contact.phone.is_empty()).then(|| {
                let dialled: String = contact
                    .phone
                    .chars()
                    .filter(|c| c.is_ascii_digit() || *c == '+')
                    .collect();
                view! { <a class="button button-quiet" href=format!("tel:{dialled}")>{contact.phone.clone()}</a> }
            });
            let email = (!contact.email.is_empty()).then(|| {
                view! { <a class="button button-quiet" href=format!("mailto:{}", contact.email)>{contact.email.clone()}</a> }
            });
            view! {
                <li class="row"><div class="row-main"><strong>{contact.label}</strong></div><div class="row-end">{phone}{email}</div></li>
            }
        })
        .collect();
    let list = if rows.is_empty() {
        view! { <p>{lang.t("sites-no-contact")}</p> }.into_any()
    } else {
        view! { <ul class="rows">{rows}</ul> }.into_any()
    };
    view! { <Panel heading=lang.t("sites-contacts")>{list}</Panel> }
}

fn dated(
    lang: Lang,
    capacities: &[crate::sites::Capacity],
    prices: Option<&[crate::sites::Price]>,
    openings: &[crate::sites::Opening],
) -> impl IntoView + use<> {
    let list = |lines: Vec<(String, String)>, none: &str| {
        if lines.is_empty() {
            return view! { <p>{lang.t(none)}</p> }.into_any();
        }
        let rows = lines
            .into_iter()
            .map(|(what, when)| {
                view! { <li class="row"><div class="row-main"><strong>{what}</strong><span class="row-detail">{when}</span></div></li> }
            })
            .collect_view();
        view! { <ul class="rows">{rows}</ul> }.into_any()
    };
    let capacities = capacities.iter().map(|row| {
        (super::dated::capacity_in_words(lang, row), period(lang, row.from_night, row.to_night))
    });
    let capacities = list(capacities.collect(), "sites-no-capacity");
    let openings =
        openings.iter().map(|row| (period(lang, row.from_night, row.to_night), String::new()));
    let openings = list(openings.collect(), "sites-opens-every-night");
    let prices = prices.map(|prices| {
        let lines = prices.iter().map(|row| {
            let basis = lang.t(&format!("sites-basis-{}", row.basis.code()));
            (
                format!("{} {basis}", euros(lang, row.amount_cents)),
                period(lang, row.from_night, row.to_night),
            )
        });
        let shown = list(lines.collect(), "sites-no-price");
        view! { <Panel heading=lang.t("sites-prices")>{shown}</Panel> }
    });
    view! {
        <Panel heading=lang.t("sites-capacities")>{capacities}</Panel>
        {prices}
        <Panel heading=lang.t("sites-openings")>{openings}</Panel>
    }
}

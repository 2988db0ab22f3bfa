//! Booking the units of an offer: for whom, how firmly.

use leptos::prelude::*;
use uuid::Uuid;

use super::{
    page::nights_in_words,
    picker::{self, HouseholdPicker, Pick},
    service::read::{self, Asked, Draft},
};
use crate::{
    error::Outcome,
    form::{Form, Reader},
    i18n::Message,
    nights::Nights,
    ui::{self, ActionForm, ChoiceField, NumberField, Submit, TextField},
    visit::Visit,
};

#[component]
pub fn NewBookingPage() -> impl IntoView {
    let visit = Visit::current();
    ui::page(async move {
        let draft = read::draft(&visit.app, visit.actor()?, asked(&visit.query)?).await?;
        let picks = picker::picks(&visit).await?;
        let unnamed = draft.household.is_none();
        let transfer = Uuid::parse_str(visit.query.text("transfer")).ok();
        let cots = visit.query.text("cots").parse().unwrap_or(0);
        let lang = visit.lang;
        let heading =
            lang.t(if transfer.is_some() { "bookings-new-transfer" } else { "bookings-new" });
        let back =
            visit.query.address_with("/places", &[("site", ""), ("unit", ""), ("persons", "")]);
        Ok(view! {
            {ui::title(heading.clone())}
            <ui::Back href=back label=lang.t("nav-places") />
            <h1>{heading}</h1>
            <DraftFacts draft=draft.clone() />
            {unnamed.then(|| view! { <HouseholdPicker picks pick=Pick::Address /> })}
            <DraftForm draft transfer cots />
        })
    })
}

/// What the address asks to book.
fn asked(query: &Form) -> Outcome<Asked> {
    let mut reader = Reader::new(query);
    let (site, from, to) = (reader.id("site"), reader.date("from"), reader.date_or_none("to"));
    let household = reader.id_or_none("household");
    let nights = Nights::new(from, to);
    if nights.is_none() {
        reader.refuse("to", Message::new("field-no-night"));
    }
    let persons = query.all("persons").map(|text| text.parse().ok()).chain(std::iter::repeat(None));
    let units = reader.ids("unit").into_iter().zip(persons).collect();
    reader.finish(Asked { site, units, nights: nights.unwrap_or(Nights::open(from)), household })
}

#[component]
fn DraftFacts(draft: Draft) -> impl IntoView {
    let lang = Visit::current().lang;
    let units = draft
        .units
        .iter()
        .map(|(unit, persons)| {
            let words = lang.with(
                "bookings-unit-persons",
                &[
                    ("label", unit.label.as_str().into()),
                    ("places", unit.places.into()),
                    ("n", (*persons).into()),
                ],
            );
            view! { <li>{words}</li> }
        })
        .collect_view();
    let who = match (&draft.card, draft.household) {
        (Some(card), _) => {
            let name = card.label.clone().unwrap_or_else(|| card.code.clone());
            format!("{name} · {}", lang.with("n-persons", &[("n", card.persons.into())]))
        }
        (None, _) => lang.t("bookings-to-be-named"),
    };
    view! {
        <dl class="facts">
            <dt>{lang.t("bookings-household")}</dt><dd>{who}</dd>
            <dt>{lang.t("bookings-site")}</dt><dd>{draft.site.name.clone()} " · " {draft.site.territory_name.clone()}</dd>
            <dt>{lang.t("bookings-when")}</dt><dd>{nights_in_words(lang, draft.nights)}</dd>
            <dt>{lang.t("bookings-units")}</dt><dd><ul class="plain">{units}</ul></dd>
        </dl>
    }
}

#[component]
fn DraftForm(
    draft: Draft,
    #[prop(optional_no_strip)] transfer: Option<Uuid>,
    cots: i32,
) -> impl IntoView {
    let visit = Visit::current();
    let lang = visit.lang;
    let does = if transfer.is_some() { "bookings.transfer" } else { "bookings.place" };
    let units = draft
        .units
        .iter()
        .map(|(unit, persons)| {
            view! {
                <input type="hidden" name="unit" value=unit.id.to_string() />
                <input type="hidden" name="persons" value=persons.to_string() />
            }
        })
        .collect_view();
    let over = draft.units.iter().any(|(unit, persons)| *persons > unit.places);
    let firmness = ["confirm", "hold", "request"]
        .map(|code| (code.to_owned(), lang.t(&format!("bookings-firmness-{code}"))));
    let choice = visit.query.text("firmness").to_owned();
    let submit =
        lang.t(if transfer.is_some() { "bookings-step-transfer" } else { "bookings-step-place" });
    let household = draft.household.map(|id| id.to_string()).unwrap_or_default();
    let named = draft.household.is_some();
    let origin =
        transfer.map(|id| view! { <input type="hidden" name="booking" value=id.to_string() /> });
    view! {
        <ActionForm does=does>
            {origin}
            <input type="hidden" name="site" value=draft.site.id.to_string() />
            <input type="hidden" name="from" value=draft.nights.from().to_string() />
            <input type="hidden" name="to" value=draft.nights.to().map(|to| to.to_string()).unwrap_or_default() />
            <input type="hidden" name="household" value=household />
            {units}
            {(!named).then(|| view! { <p class="notice notice-info">{lang.t("bookings-no-household-hint")}</p> })}
            {transfer.is_none().then(|| view! {
                <ChoiceField name="firmness" label=lang.t("bookings-firmness") options=firmness.to_vec() value=choice />
                <TextField name="held_until" label=lang.t("bookings-held-until-field") hint=lang.t("bookings-held-until-hint") kind="datetime-local" />
            })}
            <NumberField name="cots" label=lang.t("bookings-cots") value=cots min=0 max=10 />
            <TextField name="reference" label=lang.t("bookings-reference") characters_max=60 />
            {(over && draft.may_over).then(|| view! {
                <TextField name="over_capacity" label=lang.t("bookings-over-reason") hint=lang.t("bookings-over-hint") required=true />
            })}
            {(over && !draft.may_over).then(|| view! { <p class="notice notice-warn">{lang.t("bookings-over-not-yours")}</p> })}
            <div class="actions"><Submit label=submit /></div>
        </ActionForm>
    }
}

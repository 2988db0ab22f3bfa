//! Contacts, capacity, prices and openings: what is there, and a form to add one.

use chrono::NaiveDate;
use leptos::prelude::*;
use uuid::Uuid;

use super::{
    list::options,
    words::{euros, period},
};
use crate::{
    i18n::Lang,
    sites::{
        Capacity, CapacityKind, Price, PriceBasis,
        service::{Sheet, Which},
    },
    ui::{
        ActionForm, ChoiceField, DateField, Details, NumberField, Panel, Row, Rows, Submit,
        TextField,
    },
};

pub(super) fn panels(lang: Lang, tonight: NaiveDate, sheet: &Sheet) -> impl IntoView + use<> {
    let site = sheet.site.id;
    let prices = sheet
        .prices
        .as_ref()
        .filter(|_| sheet.may_write_money)
        .map(|prices| price_panel(lang, tonight, site, prices));
    view! {
        {contacts(lang, sheet)}
        {capacities(lang, tonight, sheet)}
        {prices}
        {openings(lang, tonight, sheet)}
    }
}

fn contacts(lang: Lang, sheet: &Sheet) -> impl IntoView + use<> {
    let site = sheet.site.id;
    let contacts: Vec<_> = sheet
        .contacts
        .iter()
        .map(|row| {
            let detail = [row.phone.as_str(), row.email.as_str()].join(" ");
            ended(lang, site, Which::Contact, row.id, row.label.clone(), detail)
        })
        .collect();
    view! {
        <Panel heading=lang.t("sites-contacts")>
            {(!contacts.is_empty()).then(|| view! { <Rows>{contacts}</Rows> })}
            <Details summary=lang.t("sites-add-contact")>
                <ActionForm does="sites.add_contact">
                    <SiteId site />
                    <TextField name="label" label=lang.t("sites-contact-label") hint=lang.t("sites-hint-contact") required=true characters_max=80 />
                    <TextField name="phone" kind="tel" label=lang.t("sites-contact-phone") characters_max=30 />
                    <TextField name="email" kind="email" label=lang.t("sites-contact-email") />
                    <Submit label=lang.t("sites-add-contact") />
                </ActionForm>
            </Details>
        </Panel>
    }
}

fn capacities(lang: Lang, tonight: NaiveDate, sheet: &Sheet) -> impl IntoView + use<> {
    let site = sheet.site.id;
    let capacities: Vec<_> = sheet
        .capacities
        .iter()
        .map(|row| {
            let when = period(lang, row.from_night, row.to_night);
            ended(lang, site, Which::Capacity, row.id, capacity_in_words(lang, row), when)
        })
        .collect();
    view! {
        <Panel heading=lang.t("sites-capacities")>
            <p>{lang.t("sites-capacities-lead")}</p>
            {(!capacities.is_empty()).then(|| view! { <Rows>{capacities}</Rows> })}
            <Details summary=lang.t("sites-add-capacity")>
                <ActionForm does="sites.add_capacity">
                    <SiteId site />
                    <ChoiceField name="capacity_kind" label=lang.t("sites-capacity-kind") options=options(lang, "sites-capacity", CapacityKind::ALL, CapacityKind::code) required=true />
                    {between(lang, tonight)}
                    <div class="form-pair">
                        <TextField name="unit_count" label=lang.t("sites-capacity-units") required=true characters_max=6 />
                        <TextField name="place_count" label=lang.t("sites-capacity-places") required=true characters_max=6 />
                    </div>
                    <TextField name="source" label=lang.t("sites-capacity-source") hint=lang.t("sites-hint-source") characters_max=120 />
                    <Submit label=lang.t("sites-add-capacity") />
                </ActionForm>
            </Details>
        </Panel>
    }
}

fn openings(lang: Lang, tonight: NaiveDate, sheet: &Sheet) -> impl IntoView + use<> {
    let site = sheet.site.id;
    let openings: Vec<_> = sheet
        .openings
        .iter()
        .map(|row| {
            let when = period(lang, row.from_night, row.to_night);
            ended(lang, site, Which::Opening, row.id, when, String::new())
        })
        .collect();
    view! {
        <Panel heading=lang.t("sites-openings")>
            <p>{lang.t("sites-openings-lead")}</p>
            {(!openings.is_empty()).then(|| view! { <Rows>{openings}</Rows> })}
            <Details summary=lang.t("sites-add-opening")>
                <ActionForm does="sites.add_opening">
                    <SiteId site />
                    {between(lang, tonight)}
                    <Submit label=lang.t("sites-add-opening") />
                </ActionForm>
            </Details>
        </Panel>
    }
}

fn price_panel(
    lang: Lang,
    tonight: NaiveDate,
    site: Uuid,
    prices: &[Price],
) -> impl IntoView + use<> {
    let rows: Vec<_> = prices
        .iter()
        .map(|row| {
            let basis = lang.t(&format!("sites-basis-{}", row.basis.code()));
            let what = format!("{} {basis}", euros(lang, row.amount_cents));
            let when = period(lang, row.from_night, row.to_night);
            ended(lang, site, Which::Price, row.id, what, when)
        })
        .collect();
    view! {
        <Panel heading=lang.t("sites-prices")>
            <p>{lang.t("sites-prices-lead")}</p>
            {(!rows.is_empty()).then(|| view! { <Rows>{rows}</Rows> })}
            <Details summary=lang.t("sites-add-price")>
                <ActionForm does="sites.add_price">
                    <SiteId site />
                    <ChoiceField name="basis" label=lang.t("sites-price-basis") options=options(lang, "sites-basis", PriceBasis::ALL, PriceBasis::code) required=true />
                    <TextField name="amount" label=lang.t("sites-price-amount") hint=lang.t("sites-hint-amount") required=true characters_max=12 />
                    {between(lang, tonight)}
                    <NumberField name="infants_free_below" label=lang.t("sites-price-infants") value=0 min=0 max=17 />
                    <Submit label=lang.t("sites-add-price") />
                </ActionForm>
            </Details>
        </Panel>
    }
}

#[component]
fn SiteId(site: Uuid) -> impl IntoView {
    view! { <input type="hidden" name="site" value=site.to_string() /> }
}

fn between(lang: Lang, tonight: NaiveDate) -> impl IntoView + use<> {
    view! {
        <div class="form-pair">
            <DateField name="from" label=lang.t("sites-from") value=Some(tonight) required=true />
            <DateField name="to" label=lang.t("sites-to") hint=lang.t("sites-hint-to") />
        </div>
    }
}

/// A row that can be taken away; the past of it stays in the history.
fn ended(
    lang: Lang,
    site: Uuid,
    which: Which,
    id: Uuid,
    main: String,
    detail: String,
) -> impl IntoView + use<> {
    view! {
        <Row main detail>
            <ActionForm does="sites.end" key=id.to_string() class="inline">
                <SiteId site />
                <input type="hidden" name="which" value=which.code() />
                <input type="hidden" name="ended" value=id.to_string() />
                <Submit label=lang.t("sites-remove") kind="quiet" />
            </ActionForm>
        </Row>
    }
}

pub(super) fn capacity_in_words(lang: Lang, row: &Capacity) -> String {
    let kind = lang.t(&format!("sites-capacity-{}", row.kind.code()));
    let said = lang.with(
        "sites-capacity-said",
        &[
            ("kind", kind.into()),
            ("units", row.unit_count.into()),
            ("places", row.place_count.into()),
        ],
    );
    if row.source.is_empty() { said } else { format!("{said} ({})", row.source) }
}

//! Creating units from a line of text, and changing several alike.

use leptos::prelude::*;
use uuid::Uuid;

use super::{
    Unit, rules,
    service::{self},
};
use crate::{
    bookings::page::id_in_address,
    error::AppError,
    i18n::Lang,
    sites::{self, address},
    ui::{
        self, ActionForm, Actions, Back, ButtonLink, CheckField, ChoiceField, DateField, Empty,
        NumberField, PageHead, Panel, Submit, TextArea, TextField,
    },
    visit::Visit,
};

#[component]
pub fn NewUnitsPage() -> impl IntoView {
    let visit = Visit::current();
    let site = id_in_address();
    ui::page(async move {
        let lang = visit.lang;
        let sheet = sites::service::sheet(&visit.app, visit.actor()?, site).await?;
        if !sheet.may_write {
            return Err(AppError::Forbidden);
        }
        let tonight = visit.app.clock.tonight();
        let heading = lang.t("units-add");
        Ok(view! {
            {ui::title(heading.clone())}
            <Back href=address(site) label=sheet.site.name.clone() />
            <PageHead heading lead=sheet.site.name.clone() />
            <Panel heading=lang.t("units-new-which")>
                <ActionForm does="units.create">
                    <input type="hidden" name="site" value=site.to_string() />
                    <TextArea name="labels" label=lang.t("units-field-labels") hint=lang.t("units-hint-labels") characters_max=4_000 />
                    <div class="form-pair">
                        <NumberField name="places" label=lang.t("units-field-places") hint=lang.t("units-hint-places") value=2 min=1 max=rules::PLACES_MAX />
                        <NumberField name="cots" label=lang.t("units-field-cots") hint=lang.t("units-hint-cots") value=0 min=0 max=20 />
                    </div>
                    <CheckField name="floor_by_number" label=lang.t("units-field-floor_by_number") checked=true />
                    <NumberField name="floor" label=lang.t("units-field-floor") hint=lang.t("units-hint-floor") value=0 min=-5 max=60 />
                    <fieldset class="ticks">
                        <legend>{lang.t("units-common")}</legend>
                        <div class="ticks-list">
                            <CheckField name="step_free" label=lang.t("units-field-step_free") />
                            <CheckField name="wheelchair" label=lang.t("units-field-wheelchair") />
                            <CheckField name="kitchen" label=lang.t("units-field-kitchen") />
                            <CheckField name="private_bath" label=lang.t("units-field-private_bath") checked=true />
                            <CheckField name="shared" label=lang.t("units-field-shared") />
                        </div>
                    </fieldset>
                    <div class="form-pair">
                        <DateField name="in_service_from" label=lang.t("units-field-in_service_from") value=Some(tonight) required=true />
                        <DateField name="in_service_to" label=lang.t("units-field-in_service_to") hint=lang.t("units-hint-in_service_to") />
                    </div>
                    <Actions><Submit label=lang.t("units-create") /></Actions>
                </ActionForm>
            </Panel>
        })
    })
}

#[component]
pub fn EditUnitsPage() -> impl IntoView {
    let visit = Visit::current();
    let site = id_in_address();
    ui::page(async move {
        let lang = visit.lang;
        let actor = visit.actor()?;
        let sheet = sites::service::sheet(&visit.app, actor, site).await?;
        if !sheet.may_write {
            return Err(AppError::Forbidden);
        }
        let chosen: Vec<&str> = visit.query.all("unit").collect();
        let (ours, others): (Vec<Unit>, Vec<Unit>) = service::at_site(&visit.app, actor, site)
            .await?
            .into_iter()
            .partition(|unit| chosen.contains(&unit.id.to_string().as_str()));
        let heading = lang.with("units-edit", &[("n", ours.len().into())]);
        let body = if ours.is_empty() {
            view! {
                <Empty text=lang.t("units-none-chosen")>
                    <ButtonLink href=format!("{}#units", address(site)) label=lang.t("units-choose") />
                </Empty>
            }
            .into_any()
        } else {
            form(lang, site, &ours, &others).into_any()
        };
        Ok(view! {
            {ui::title(heading.clone())}
            <Back href=address(site) label=sheet.site.name.clone() />
            <PageHead heading lead=sheet.site.name.clone() />
            {body}
        })
    })
}

fn form(lang: Lang, site: Uuid, units: &[Unit], others: &[Unit]) -> impl IntoView + use<> {
    let labels: Vec<&str> = units.iter().map(|unit| unit.label.as_str()).collect();
    let labels = labels.join(", ");
    let seen = units
        .iter()
        .map(|unit| {
            let seen = format!("{}.{}", unit.id, unit.version);
            view! { <input type="hidden" name="seen" value=seen /> }
        })
        .collect_view();
    let one = match units {
        [one] => Some(own_fields(lang, one, others)),
        _ => None,
    };
    let many = units.len() > 1;
    let common = common_fields(lang, units);
    let in_service = service_fields(lang, units);
    view! {
        <Panel heading=labels>
            {many.then(|| view! { <p>{lang.t("units-edit-lead")}</p> })}
            <ActionForm does="units.edit">
                <input type="hidden" name="site" value=site.to_string() />
                {seen}
                {one}
                {common}
                {in_service}
                <Actions><Submit label=lang.t("save") /></Actions>
            </ActionForm>
        </Panel>
    }
}

/// What only makes sense for one unit at a time.
fn own_fields(lang: Lang, unit: &Unit, others: &[Unit]) -> impl IntoView + use<> {
    let options: Vec<_> =
        others.iter().map(|other| (other.id.to_string(), other.label.clone())).collect();
    let connected = unit.connects_to.map(|id| id.to_string());
    view! {
        <TextField name="label" label=lang.t("units-field-label") value=unit.label.clone() required=true characters_max=rules::LABEL_CHARACTERS_MAX />
        <ChoiceField name="connects_to" label=lang.t("units-field-connects_to") options blank=lang.t("units-connects-nowhere") value=connected.unwrap_or_default() />
    }
}

/// The value all of them have; empty when they differ, and then left alone.
fn shared_value<T: PartialEq>(units: &[Unit], of: fn(&Unit) -> T) -> Option<T> {
    let first = of(units.first()?);
    units.iter().all(|unit| of(unit) == first).then_some(first)
}

/// A yes-or-no field: its name, its label, and what the unit answers.
type Asked = (&'static str, &'static str, fn(&Unit) -> bool);

fn common_fields(lang: Lang, units: &[Unit]) -> impl IntoView + use<> {
    let number = |of: fn(&Unit) -> i32| {
        shared_value(units, of).map(|number| number.to_string()).unwrap_or_default()
    };
    let (places, cots, floor) =
        (number(|unit| unit.places), number(|unit| unit.cots), number(|unit| unit.floor));
    let answers = [("yes", "units-yes"), ("no", "units-no")]
        .map(|(code, key)| (code.to_owned(), lang.t(key)))
        .to_vec();
    let yes_no: [Asked; 5] = [
        ("step_free", "units-field-step_free", |unit| unit.step_free),
        ("wheelchair", "units-field-wheelchair", |unit| unit.wheelchair),
        ("kitchen", "units-field-kitchen", |unit| unit.kitchen),
        ("private_bath", "units-field-private_bath", |unit| unit.private_bath),
        ("shared", "units-field-shared", |unit| unit.shared),
    ];
    let yes_no: Vec<_> = yes_no
        .into_iter()
        .map(|(name, key, of)| {
            let value = match shared_value(units, of) {
                Some(true) => "yes",
                Some(false) => "no",
                None => "",
            };
            let options = answers.clone();
            view! { <ChoiceField name label=lang.t(key) options blank=lang.t("units-as-is") value /> }
        })
        .collect();
    let as_is = lang.t("units-hint-as-is");
    view! {
        <div class="units-fields">
            <TextField name="places" label=lang.t("units-field-places") hint=as_is.clone() value=places characters_max=4 />
            <TextField name="cots" label=lang.t("units-field-cots") hint=as_is.clone() value=cots characters_max=2 />
            <TextField name="floor" label=lang.t("units-field-floor") hint=as_is value=floor characters_max=3 />
            {yes_no}
        </div>
    }
}

fn service_fields(lang: Lang, units: &[Unit]) -> impl IntoView + use<> {
    let from = shared_value(units, |unit| unit.in_service_from);
    let to = shared_value(units, |unit| unit.in_service_to);
    let (end, on) = match to {
        Some(Some(date)) => ("on", Some(date)),
        Some(None) => ("none", None),
        None => ("", None),
    };
    let ends = [("none", "units-end-none"), ("on", "units-end-on")]
        .map(|(code, key)| (code.to_owned(), lang.t(key)))
        .to_vec();
    view! {
        <DateField name="in_service_from" label=lang.t("units-field-in_service_from") hint=lang.t("units-hint-as-is") value=from />
        <div class="form-pair">
            <ChoiceField name="service_end" label=lang.t("units-field-service_end") options=ends blank=lang.t("units-as-is") value=end />
            <DateField name="in_service_to" label=lang.t("units-field-in_service_to") hint=lang.t("units-hint-in_service_to") value=on />
        </div>
    }
}

//! The form of a site, new or known.

use leptos::prelude::*;

use super::{dated, list::options};
use crate::{
    bookings::page::id_in_address,
    error::AppError,
    i18n::Lang,
    sites::{
        Amenity, Measure, Site, SiteKind, address,
        service::{self},
    },
    ui::{
        self, ActionForm, Actions, Back, ChoiceField, DateField, PageHead, Panel, Submit,
        TextField, TickList,
    },
    visit::Visit,
};

#[component]
pub fn NewSitePage() -> impl IntoView {
    let visit = Visit::current();
    ui::page(async move {
        let actor = visit.actor()?;
        let lang = visit.lang;
        if !service::may_create(actor) {
            return Err(AppError::Forbidden);
        }
        let managers = named(service::managers(&visit.app, actor).await?);
        Ok(view! {
            {ui::title(lang.t("sites-new"))}
            <Back href="/sites" label=lang.t("nav-sites") />
            <PageHead heading=lang.t("sites-new") lead=lang.t("sites-new-lead") />
            <Panel heading=lang.t("sites-facts")>
                <ActionForm does="sites.create">
                    {fields(lang, None, managers)}
                    <Actions><Submit label=lang.t("sites-create") /></Actions>
                </ActionForm>
            </Panel>
        })
    })
}

#[component]
pub fn EditSitePage() -> impl IntoView {
    let visit = Visit::current();
    let id = id_in_address();
    ui::page(async move {
        let actor = visit.actor()?;
        let lang = visit.lang;
        let sheet = service::sheet(&visit.app, actor, id).await?;
        if !sheet.may_write {
            return Err(AppError::Forbidden);
        }
        let mut managers = named(service::managers(&visit.app, actor).await?);
        if !service::may_create(actor) {
            let own = sheet.site.manager_id.to_string();
            managers.retain(|(id, _)| *id == own);
        }
        let site = sheet.site.clone();
        let heading = lang.with("sites-edit-of", &[("site", site.name.clone().into())]);
        Ok(view! {
            {ui::title(heading.clone())}
            <Back href=address(id) label=site.name.clone() />
            <PageHead heading />
            <Panel heading=lang.t("sites-facts")>
                <ActionForm does="sites.edit">
                    <input type="hidden" name="site" value=id.to_string() />
                    <input type="hidden" name="version" value=site.version.to_string() />
                    {fields(lang, Some(&site), managers)}
                    <Actions><Submit label=lang.t("save") /></Actions>
                </ActionForm>
            </Panel>
            {dated::panels(lang, visit.app.clock.tonight(), &sheet)}
        })
    })
}

fn named(managers: Vec<(uuid::Uuid, String)>) -> Vec<(String, String)> {
    let named = managers.into_iter().map(|(id, name)| (id.to_string(), name));
    named.collect()
}

fn fields(
    lang: Lang,
    site: Option<&Site>,
    managers: Vec<(String, String)>,
) -> impl IntoView + use<> {
    let label = |name: &str| lang.t(&format!("sites-field-{name}"));
    let text = |of: fn(&Site) -> String| site.map(of).unwrap_or_default();
    let hour = |of: fn(&Site) -> String, usual: &str| site.map_or(usual.to_owned(), of);
    let degrees = |degrees: Option<f64>| degrees.map(|it| it.to_string()).unwrap_or_default();
    let kinds = options(lang, "sites-kind", SiteKind::ALL, SiteKind::code);
    let measures = options(lang, "sites-measure", Measure::ALL, Measure::code);
    let amenities = options(lang, "sites-amenity", Amenity::ALL, Amenity::code);
    let ticked =
        site.map(|site| site.amenities().iter().map(|each| each.code().to_owned()).collect());
    let target = site.and_then(|site| site.stay_target_nights).map(|n| n.to_string());
    view! {
        <TextField name="name" label=label("name") value=text(|site| site.name.clone()) required=true characters_max=120 />
        <TextField name="code" label=label("code") hint=lang.t("sites-hint-code") value=text(|site| site.code.clone()) characters_max=40 />
        <ChoiceField name="kind" label=label("kind") options=kinds blank=lang.t("choose") value=text(|site| site.kind.code().to_owned()) required=true />
        <ChoiceField name="measure" label=label("measure") hint=lang.t("sites-hint-measure") options=measures value=text(|site| site.measure.code().to_owned()) required=true />
        <ChoiceField name="manager" label=label("manager") options=managers blank=lang.t("choose") value=text(|site| site.manager_id.to_string()) required=true />
        <TextField name="address" label=label("address") value=text(|site| site.address.clone()) />
        <div class="form-pair">
            <TextField name="territory_name" label=label("territory") hint=lang.t("sites-hint-territory") value=text(|site| site.territory_name.clone()) required=true characters_max=80 />
            <TextField name="territory" label=label("territory-code") hint=lang.t("sites-hint-territory-code") value=text(|site| site.territory.clone()) required=true characters_max=5 />
        </div>
        <div class="form-pair">
            <TextField name="latitude" label=label("latitude") value=degrees(site.and_then(|site| site.latitude)) characters_max=20 />
            <TextField name="longitude" label=label("longitude") value=degrees(site.and_then(|site| site.longitude)) characters_max=20 />
        </div>
        <TickList name="amenity" legend=lang.t("sites-amenities") options=amenities ticked=ticked.unwrap_or_default() />
        <div class="form-pair">
            <TextField name="checkin_from" kind="time" label=label("checkin_from") value=hour(|site| site.checkin_from.clone(), "14:00") required=true characters_max=5 />
            <TextField name="checkout_until" kind="time" label=label("checkout_until") value=hour(|site| site.checkout_until.clone(), "12:00") required=true characters_max=5 />
        </div>
        <TextField name="no_show_at" kind="time" label=label("no_show_at") hint=lang.t("sites-hint-no_show") value=hour(|site| site.no_show_at.clone(), "22:00") required=true characters_max=5 />
        <DateField name="agreement_ends" label=label("agreement_ends") hint=lang.t("sites-hint-agreement") value=site.and_then(|site| site.agreement_ends) />
        <TextField name="stay_target_nights" label=label("stay_target_nights") hint=lang.t("sites-hint-target") value=target.unwrap_or_default() characters_max=4 />
    }
}

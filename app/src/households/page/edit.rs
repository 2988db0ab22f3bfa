//! Editing what is not dated, and putting right who somebody is.

use leptos::prelude::*;
use uuid::Uuid;

use super::{
    Target, asked_id,
    intake::{note_field, territory_field},
    words,
};
use crate::{
    access::{Class, Need as Want},
    error::{AppError, Outcome},
    households::{
        Member, MemberRole,
        actions::writes_names,
        rules::intake::PERSONS_MAX,
        service::{self, File},
    },
    ui::{
        self, ActionForm, Actions, Back, CheckField, ChoiceField, DateField, PageHead, Stepper,
        Submit, TextField, TickList,
    },
    visit::Visit,
};

#[component]
pub fn HouseholdEditPage() -> impl IntoView {
    let visit = Visit::current();
    let id = asked_id();
    ui::page(async move { show(&visit, id?).await })
}

async fn show(visit: &Visit, id: Uuid) -> Outcome<AnyView> {
    let actor = visit.actor()?;
    actor.require(Class::Household, Want::Write)?;
    let file = service::open(&visit.app, actor, id).await?;
    if !file.may_write {
        return Err(AppError::NotFound);
    }
    let names = writes_names(actor);
    let typed = visit.refused.as_ref().map(|refused| refused.form.text("person"));
    let person = typed.filter(|person| !person.is_empty()).unwrap_or(visit.query.text("person"));
    if person.is_empty() {
        let territories = service::file::territories(&visit.app).await?;
        return Ok(household(visit, &file, names, territories));
    }
    let person = Uuid::parse_str(person).map_err(|_| AppError::NotFound)?;
    let member = file.members.iter().chain(&file.former);
    let member = member
        .into_iter()
        .find(|member| member.person.id == person)
        .filter(|_| names)
        .ok_or(AppError::NotFound)?;
    Ok(identity(visit, &file, member))
}

fn household(
    visit: &Visit,
    file: &File,
    names: bool,
    territories: Vec<(String, String)>,
) -> AnyView {
    let lang = visit.lang;
    let household = &file.household;
    let (id, version, animals) = (household.id, household.version, household.animals);
    let ticked = household.needs().iter().map(|need| need.code().to_owned()).collect();
    let who = names.then(|| {
        view! {
            <TextField name="phone" label=lang.t("households-phone") kind="tel" value=household.phone.clone() characters_max=30 />
            <TextField name="alias" label=lang.t("households-alias") hint=lang.t("households-alias-hint")
                value=household.alias.clone() characters_max=80 />
            <TextField name="language" label=lang.t("households-language") value=household.language.clone() characters_max=40 />
        }
    });
    let note = names.then(|| note_field(lang, household.note.clone()));
    let territory = territory_field(lang, territories, household.territory.clone());
    view! {
        {ui::title(lang.t("households-edit"))}
        <Back href=format!("/households/{id}") label=file.title.clone() />
        <PageHead heading=lang.t("households-edit") />
        <ActionForm does="households.edit">
            <Target id version />
            <TickList name="needs" legend=lang.t("households-needs") options=words::needs(lang) ticked />
            {who}
            <Stepper name="animals" label=lang.t("households-animals") value=animals min=0 max=PERSONS_MAX />
            {territory}
            {note}
            <Actions><Submit label=lang.t("save") /></Actions>
        </ActionForm>
    }
    .into_any()
}

fn identity(visit: &Visit, file: &File, member: &Member) -> AnyView {
    let lang = visit.lang;
    let (id, version) = (file.household.id, file.household.version);
    let person = member.person.clone();
    let is_member = member.spell.is_open();
    let leads = member.spell.role == MemberRole::Reference;
    let appoint = (is_member && !leads).then(
        || view! { <CheckField name="is_reference" label=lang.t("households-make-reference") /> },
    );
    view! {
        {ui::title(lang.t("households-correct"))}
        <Back href=format!("/households/{id}") label=file.title.clone() />
        <PageHead heading=lang.t("households-correct-identity") lead=lang.t("households-correct-what") />
        <ActionForm does="households.identity">
            <Target id version />
            <input type="hidden" name="person" value=person.id.to_string() />
            <TextField name="family_name" label=lang.t("households-family-name") value=person.family_name characters_max=80 />
            <TextField name="first_name" label=lang.t("households-first-name") value=person.first_name characters_max=80 />
            <DateField name="birth_date" label=lang.t("households-birth-date") value=person.birth_date />
            <ChoiceField name="age_band" label=lang.t("households-age-band") options=words::bands(lang)
                value=person.age_band.code() hint=lang.t("households-age-band-hint") />
            {appoint}
            <Actions><Submit label=lang.t("save") /></Actions>
        </ActionForm>
    }
    .into_any()
}

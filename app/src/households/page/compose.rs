//! What may happen to a household's composition: one small form each, folded away.

use chrono::NaiveDate;
use leptos::prelude::*;
use uuid::Uuid;

use super::{Target, words};
use crate::{
    households::service::File,
    i18n::Lang,
    ui::{
        ActionForm, ButtonLink, CheckField, ChoiceField, Confirm, DateField, Details, Submit,
        TextField, TickList,
    },
};

pub(super) fn forms(lang: Lang, file: &File) -> AnyView {
    let several = file.members.len() > 1;
    let id = file.household.id;
    let merge = file.names.then(|| {
        view! { <ButtonLink href=format!("/households/{id}/merge") label=lang.t("households-merge") kind="quiet" /> }
    });
    view! {
        <div class="households-forms">
            <h3>{lang.t("households-what-happened")}</h3>
            {birth(lang, file)}
            {arrival(lang, file)}
            {several.then(|| departure(lang, file))}
            {several.then(|| split(lang, file))}
            {(!file.members.is_empty()).then(|| death(lang, file))}
            {several.then(|| mistake(lang, file))}
            {merge}
        </div>
    }
    .into_any()
}

fn facts(file: &File) -> (Uuid, i32, NaiveDate) {
    (file.household.id, file.household.version, file.tonight)
}

fn members(lang: Lang, file: &File) -> Vec<(String, String)> {
    words::choices(lang, &file.members, file.tonight)
}

fn birth(lang: Lang, file: &File) -> AnyView {
    let (id, version, tonight) = facts(file);
    let family = file.members.first().map(|member| member.person.family_name.clone());
    let names = file.writes_names.then(|| {
        view! {
            <div class="form-pair">
                <TextField name="first_name" label=lang.t("households-first-name") characters_max=80 />
                <TextField name="family_name" label=lang.t("households-family-name")
                    value=family.unwrap_or_default() characters_max=80 />
            </div>
        }
    });
    view! {
        <Details summary=lang.t("households-event-birth")>
            <ActionForm does="households.birth">
                <Target id version />
                <DateField name="night" label=lang.t("households-born-on") value=Some(tonight) required=true />
                {names}
                <Submit label=lang.t("households-record-birth") />
            </ActionForm>
        </Details>
    }
    .into_any()
}

fn arrival(lang: Lang, file: &File) -> AnyView {
    let (id, version, tonight) = facts(file);
    let alive = file.former.iter().filter(|member| member.person.died_on.is_none());
    let former = words::choices(lang, alive, file.tonight);
    let back = (!former.is_empty()).then(|| {
        view! {
            <ChoiceField name="person" label=lang.t("households-comes-back") options=former
                blank=lang.t("households-somebody-new") />
        }
    });
    let names = file.writes_names.then(|| {
        view! {
            <div class="form-pair">
                <TextField name="first_name" label=lang.t("households-first-name") characters_max=80 />
                <TextField name="family_name" label=lang.t("households-family-name") characters_max=80 />
            </div>
            <DateField name="birth_date" label=lang.t("households-birth-date") />
        }
    });
    view! {
        <Details summary=lang.t("households-event-arrival")>
            <ActionForm does="households.arrival">
                <Target id version />
                <DateField name="night" label=lang.t("households-first-night") value=Some(tonight) required=true />
                {back}
                {names}
                <ChoiceField name="age_band" label=lang.t("households-age-band") options=words::bands(lang)
                    value="adult" hint=lang.t("households-age-band-hint") />
                <Submit label=lang.t("households-record-arrival") />
            </ActionForm>
        </Details>
    }
    .into_any()
}

fn departure(lang: Lang, file: &File) -> AnyView {
    let (id, version, tonight) = facts(file);
    let members = members(lang, file);
    view! {
        <Details summary=lang.t("households-event-departure")>
            <ActionForm does="households.departure">
                <Target id version />
                <ChoiceField name="person" label=lang.t("households-who") options=members
                    blank=lang.t("households-choose") required=true />
                <DateField name="night" label=lang.t("households-left-on")
                    hint=lang.t("households-left-on-hint") value=Some(tonight) required=true />
                <Submit label=lang.t("households-record-departure") />
            </ActionForm>
        </Details>
    }
    .into_any()
}

fn split(lang: Lang, file: &File) -> AnyView {
    let (id, version, tonight) = facts(file);
    let members = members(lang, file);
    view! {
        <Details summary=lang.t("households-event-split")>
            <p>{lang.t("households-split-what")}</p>
            <ActionForm does="households.split">
                <Target id version />
                <TickList name="person" legend=lang.t("households-who-leaves") options=members />
                <DateField name="night" label=lang.t("households-first-night-apart") value=Some(tonight) required=true />
                <CheckField name="restricted" label=lang.t("households-split-restricted") />
                <p class="field-hint">{lang.t("households-split-restricted-hint")}</p>
                <Submit label=lang.t("households-record-split") />
            </ActionForm>
        </Details>
    }
    .into_any()
}

fn death(lang: Lang, file: &File) -> AnyView {
    let (id, version, tonight) = facts(file);
    let members = members(lang, file);
    view! {
        <Details summary=lang.t("households-event-death")>
            <ActionForm does="households.death">
                <Target id version />
                <ChoiceField name="person" label=lang.t("households-who") options=members
                    blank=lang.t("households-choose") required=true />
                <DateField name="night" label=lang.t("households-died-on") value=Some(tonight) required=true />
                <Submit label=lang.t("households-record-death") />
            </ActionForm>
        </Details>
    }
    .into_any()
}

fn mistake(lang: Lang, file: &File) -> AnyView {
    let (id, version, _) = facts(file);
    let members = members(lang, file);
    view! {
        <Confirm does="households.mistake" label=lang.t("households-event-mistake")
            question=lang.t("households-mistake-what") submit=lang.t("households-record-mistake")>
            <Target id version />
            <ChoiceField name="person" label=lang.t("households-who") options=members
                blank=lang.t("households-choose") required=true />
        </Confirm>
    }
    .into_any()
}

//! What may happen to a household's composition: one small form each, folded away.

use chrono::NaiveDate;
use leptos::prelude::*;
use uuid::Uuid;

use super::{Fold, Target, is_refused, words};
use crate::{
    households::service::File,
    i18n::Lang,
    ui::{ActionForm, CheckField, ChoiceField, DateField, Submit, TextField, TickList},
    visit::Visit,
};

pub(super) fn forms(visit: &Visit, file: &File) -> AnyView {
    let lang = visit.lang;
    let several = file.members.len() > 1;
    let id = file.household.id;
    let merge = file.names.then(|| {
        view! {
            <p><a class="button button-quiet" href=format!("/households/{id}/merge")>{lang.t("households-merge")}</a></p>
        }
    });
    view! {
        <div class="households-forms">
            <h3>{lang.t("households-what-happened")}</h3>
            {birth(visit, file)}
            {arrival(visit, file)}
            {several.then(|| departure(visit, file))}
            {several.then(|| split(visit, file))}
            {death(visit, file)}
            {several.then(|| mistake(visit, file))}
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

fn birth(visit: &Visit, file: &File) -> AnyView {
    let lang = visit.lang;
    let (id, version, tonight) = facts(file);
    let names = file.names.then(|| {
        let family = file.members.first().map(|member| member.person.family_name.clone());
        view! {
            <TextField name="birth_first_name" label=lang.t("households-first-name") characters_max=80 />
            <TextField name="birth_family_name" label=lang.t("households-family-name")
                value=family.unwrap_or_default() characters_max=80 />
        }
    });
    view! {
        <Fold summary=lang.t("households-event-birth") open=is_refused(visit, "households.birth")>
            <ActionForm does="households.birth">
                <Target id version />
                <DateField name="birth_on" label=lang.t("households-born-on") value=Some(tonight) required=true />
                {names}
                <Submit label=lang.t("households-record-birth") />
            </ActionForm>
        </Fold>
    }
    .into_any()
}

fn arrival(visit: &Visit, file: &File) -> AnyView {
    let lang = visit.lang;
    let (id, version, tonight) = facts(file);
    let alive = file
        .former
        .iter()
        .filter(|member| member.person.died_on.is_none());
    let former = words::choices(lang, alive, file.tonight);
    let back = (!former.is_empty()).then(|| {
        view! {
            <ChoiceField name="arrival_person" label=lang.t("households-comes-back") options=former
                blank=lang.t("households-somebody-new") />
        }
    });
    let names = file.names.then(|| {
        view! {
            <TextField name="arrival_first_name" label=lang.t("households-first-name") characters_max=80 />
            <TextField name="arrival_family_name" label=lang.t("households-family-name") characters_max=80 />
            <DateField name="arrival_born" label=lang.t("households-birth-date") />
        }
    });
    view! {
        <Fold summary=lang.t("households-event-arrival") open=is_refused(visit, "households.arrival")>
            <ActionForm does="households.arrival">
                <Target id version />
                <DateField name="arrival_on" label=lang.t("households-first-night") value=Some(tonight) required=true />
                {back}
                {names}
                <ChoiceField name="arrival_band" label=lang.t("households-age-band") options=words::bands(lang)
                    value="adult" hint=lang.t("households-age-band-hint") />
                <Submit label=lang.t("households-record-arrival") />
            </ActionForm>
        </Fold>
    }
    .into_any()
}

fn departure(visit: &Visit, file: &File) -> AnyView {
    let lang = visit.lang;
    let (id, version, tonight) = facts(file);
    let members = members(lang, file);
    view! {
        <Fold summary=lang.t("households-event-departure") open=is_refused(visit, "households.departure")>
            <ActionForm does="households.departure">
                <Target id version />
                <ChoiceField name="departure_person" label=lang.t("households-who") options=members
                    blank=lang.t("households-choose") required=true />
                <DateField name="departure_on" label=lang.t("households-left-on")
                    hint=lang.t("households-left-on-hint") value=Some(tonight) required=true />
                <Submit label=lang.t("households-record-departure") />
            </ActionForm>
        </Fold>
    }
    .into_any()
}

fn death(visit: &Visit, file: &File) -> AnyView {
    let lang = visit.lang;
    let (id, version, tonight) = facts(file);
    let members = members(lang, file);
    view! {
        <Fold summary=lang.t("households-event-death") open=is_refused(visit, "households.death")>
            <ActionForm does="households.death">
                <Target id version />
                <ChoiceField name="death_person" label=lang.t("households-who") options=members
                    blank=lang.t("households-choose") required=true />
                <DateField name="death_on" label=lang.t("households-died-on") value=Some(tonight) required=true />
                <Submit label=lang.t("households-record-death") />
            </ActionForm>
        </Fold>
    }
    .into_any()
}

fn split(visit: &Visit, file: &File) -> AnyView {
    let lang = visit.lang;
    let (id, version, tonight) = facts(file);
    let members = members(lang, file);
    view! {
        <Fold summary=lang.t("households-event-split") open=is_refused(visit, "households.split")>
            <p>{lang.t("households-split-what")}</p>
            <ActionForm does="households.split">
                <Target id version />
                <TickList name="split_persons" legend=lang.t("households-who-leaves") options=members />
                <DateField name="split_on" label=lang.t("households-first-night-apart") value=Some(tonight) required=true />
                <CheckField name="split_restricted" label=lang.t("households-split-restricted") />
                <p class="field-hint">{lang.t("households-split-restricted-hint")}</p>
                <Submit label=lang.t("households-record-split") />
            </ActionForm>
        </Fold>
    }
    .into_any()
}

fn mistake(visit: &Visit, file: &File) -> AnyView {
    let lang = visit.lang;
    let (id, version, _) = facts(file);
    let members = members(lang, file);
    view! {
        <Fold summary=lang.t("households-event-mistake") open=is_refused(visit, "households.mistake")>
            <p>{lang.t("households-mistake-what")}</p>
            <ActionForm does="households.mistake">
                <Target id version />
                <ChoiceField name="mistake_person" label=lang.t("households-who") options=members
                    blank=lang.t("households-choose") required=true />
                <Submit label=lang.t("households-record-mistake") kind="danger" />
            </ActionForm>
        </Fold>
    }
    .into_any()
}

//! A household: who, what they need, what happened to them.

use leptos::prelude::*;
use uuid::Uuid;

use super::{Stays, asked_id, compose, history, list::badges, protect, words};
use crate::{
    assignments::page::Following,
    contacts::page::Contacts,
    error::Outcome,
    funding::page::Funding,
    households::{
        Member,
        rules::note::second_looks,
        service::{self, File},
    },
    i18n::Lang,
    requests::page::Requests,
    ui::{
        self, Back, Badge, ButtonLink, Details, KeyValue, Notice, PageHead, Panel, Row, Rows, Tone,
        cell,
    },
    visit::Visit,
};

#[component]
pub fn HouseholdPage() -> impl IntoView {
    let visit = Visit::current();
    let id = asked_id();
    ui::page(async move { show(&visit, id?).await })
}

async fn show(visit: &Visit, id: Uuid) -> Outcome<impl IntoView + use<>> {
    let actor = visit.actor()?;
    let lang = visit.lang;
    let file = service::open(&visit.app, actor, id).await?;
    let edit = file.may_write.then(|| {
        view! { <ButtonLink href=format!("/households/{id}/edit") label=lang.t("households-edit") kind="quiet" /> }
    });
    let marks = badges(lang, file.household.restricted, false);
    let title = file.title.clone();
    let composition = composition(visit, &file);
    let facts = facts(lang, &file);
    Ok(view! {
        {ui::title(title.clone())}
        <Back href="/households" label=lang.t("nav-households") />
        <PageHead heading=title lead=codes(lang, &file)>{marks}{edit}</PageHead>
        {alerts(lang, &file)}
        {protect::overlaps(lang, &file)}
        <Stays household_id=id />
        <Requests household_id=id />
        <Funding household_id=id />
        <Following household_id=id />
        <Contacts household_id=id />
        {composition}
        {facts}
        {protect::apart(lang, &file)}
        {protect::circle(lang, &file)}
        {history::events(lang, &file)}
        {history::journal(visit, &file)}
    })
}

/// Its code, and those it was also known by.
fn codes(lang: Lang, file: &File) -> String {
    let code = &file.household.code;
    if file.other_codes.is_empty() {
        return code.clone();
    }
    let others = file.other_codes.join(", ");
    let others = lang.with("households-other-codes", &[("codes", others.into())]);
    format!("{code} · {others}")
}

/// What must be known before anything else is done.
fn alerts(lang: Lang, file: &File) -> AnyView {
    let merged = file.merged_into.as_ref().map(|card| {
        let text = lang.with("households-merged-into", &[("code", card.code.as_str().into())]);
        let href = format!("/households/{}", card.id);
        view! {
            <Notice text tone=Tone::Info><p><a href=href>{lang.t("households-open-merged")}</a></p></Notice>
        }
    });
    let alone = file.composition.minors_alone().then(|| {
        view! {
            <Notice text=lang.t("households-minors-alone") tone=Tone::Bad>
                <p>{lang.t("households-minors-alone-what")}</p>
            </Notice>
        }
    });
    let unsure = file
        .composition
        .adult_unsure()
        .then(|| view! { <Notice text=lang.t("households-adult-unsure") tone=Tone::Warn /> });
    view! { {merged}{alone}{unsure} }.into_any()
}

fn composition(visit: &Visit, file: &File) -> AnyView {
    let lang = visit.lang;
    let summary = words::composition(lang, file.composition);
    let rows: Vec<_> = file.members.iter().map(|member| member_row(lang, file, member)).collect();
    let former = former(lang, file);
    let changes = file.may_write.then(|| compose::forms(lang, file));
    view! {
        <Panel heading=lang.t("households-composition") id="composition">
            <p class="lead">{summary}</p>
            {(!rows.is_empty()).then(|| view! { <Rows>{rows}</Rows> })}
            {former}
            {changes}
        </Panel>
    }
    .into_any()
}

fn member_row(lang: Lang, file: &File, member: &Member) -> AnyView {
    let name = words::name(lang, member, file.tonight);
    let age = words::age(lang, member, file.tonight);
    let detail = match member.person.birth_date {
        _ if age == name => String::new(),
        Some(birth) => {
            let args = [("age", age.into()), ("date", birth.into())];
            lang.with("households-age-born", &args)
        }
        None => age,
    };
    let role = words::role(lang, member.spell.role).map(|text| view! { <Badge text /> });
    let href = format!("/households/{}/edit?person={}", file.household.id, member.person.id);
    let correct = (file.may_write && file.writes_names).then(|| {
        let whom = lang.with("households-correct-whom", &[("name", name.as_str().into())]);
        view! { <a class="button button-quiet" href=href aria-label=whom>{lang.t("households-correct")}</a> }
    });
    view! { <Row main=name detail>{role}{correct}</Row> }.into_any()
}

fn former(lang: Lang, file: &File) -> Option<AnyView> {
    if file.former.is_empty() {
        return None;
    }
    let row = |member: &Member| {
        let name = words::name(lang, member, file.tonight);
        let until = member.spell.to_night;
        let detail = until
            .map_or_else(String::new, |to| lang.with("households-until", &[("date", to.into())]));
        view! { <Row main=name detail /> }
    };
    let rows: Vec<_> = file.former.iter().map(row).collect();
    let view = view! {
        <Details summary=lang.t("households-former")><Rows>{rows}</Rows></Details>
    };
    Some(view.into_any())
}

fn facts(lang: Lang, file: &File) -> AnyView {
    let household = &file.household;
    let needs: Vec<_> = household
        .needs()
        .into_iter()
        .map(|need| view! { <li>{words::need(lang, need)}</li> })
        .collect();
    let needs = if needs.is_empty() {
        view! { <p>{lang.t("households-no-need")}</p> }.into_any()
    } else {
        view! { <ul class="households-needs">{needs}</ul> }.into_any()
    };
    let mut entries = Vec::new();
    if !household.phone.is_empty() {
        let digits: String = household.phone.split_whitespace().collect();
        let phone = household.phone.clone();
        let link = cell(view! { <a href=format!("tel:{digits}")>{phone}</a> });
        entries.push((lang.t("households-phone"), link));
    }
    let territory = file.territory_name.as_ref().unwrap_or(&household.territory);
    let animals = if household.animals > 0 { household.animals.to_string() } else { String::new() };
    for (key, value) in [
        ("households-alias", &household.alias),
        ("households-language", &household.language),
        ("households-territory", territory),
        ("households-animals", &animals),
    ] {
        if !value.is_empty() {
            entries.push((lang.t(key), cell(value.clone())));
        }
    }
    let note = note(lang, file);
    view! {
        <Panel heading=lang.t("households-needs") id="needs">
            {needs}
            {(!entries.is_empty()).then(|| view! { <KeyValue entries /> })}
            {note}
        </Panel>
    }
    .into_any()
}

fn note(lang: Lang, file: &File) -> Option<AnyView> {
    let note = file.household.note.clone();
    if note.is_empty() {
        return None;
    }
    let looks = if file.may_write { second_looks(&note) } else { Vec::new() };
    let looks = (!looks.is_empty()).then(|| {
        let words: Vec<_> = looks
            .iter()
            .map(|(word, topic)| {
                let topic = lang.t(&format!("households-note-{}", topic.code()));
                let args = [("word", word.as_str().into()), ("topic", topic.into())];
                view! { <li>{lang.with("households-note-word", &args)}</li> }
            })
            .collect();
        view! {
            <Notice text=lang.t("households-note-reread") tone=Tone::Warn><ul>{words}</ul></Notice>
        }
    });
    let view = view! {
        <h3>{lang.t("households-note")}</h3>
        <p class="households-note">{note}</p>
        <p class="field-hint">{lang.t("households-note-readable")}</p>
        {looks}
    };
    Some(view.into_any())
}

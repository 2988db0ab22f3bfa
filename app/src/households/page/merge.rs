//! Making two households one: find the other, compare, confirm.

use leptos::prelude::*;
use uuid::Uuid;

use super::{Target, asked_id, words};
use crate::{
    access::{Class, Need as Want},
    error::{AppError, Outcome},
    households::{
        Household, Member,
        rules::composition::composition_on,
        service::{self, Asked, merge::Comparison},
    },
    i18n::Lang,
    ui::{
        self, ActionForm, Actions, Back, Badge, Column, DataTable, Empty, PageHead, Panel, Row,
        Rows, Submit, TextField, TickList, cell,
    },
    visit::Visit,
};

#[component]
pub fn HouseholdMergePage() -> impl IntoView {
    let visit = Visit::current();
    let id = asked_id();
    ui::page(async move { show(&visit, id?).await })
}

async fn show(visit: &Visit, id: Uuid) -> Outcome<AnyView> {
    let actor = visit.actor()?;
    actor.require(Class::Household, Want::Write)?;
    actor.require(Class::Identity, Want::Read)?;
    let file = service::open(&visit.app, actor, id).await?;
    if !file.may_write {
        return Err(AppError::NotFound);
    }
    let lang = visit.lang;
    let with = visit.query.text("with");
    let body = match Uuid::parse_str(with) {
        Ok(source) if source == id => return Err(AppError::NotFound),
        Ok(source) => {
            let sides = service::merge::compare(&visit.app, actor, id, source).await?;
            comparison(visit, &sides)
        }
        Err(_) => find(visit, id).await?,
    };
    let both =
        [("name", file.title.as_str().into()), ("code", file.household.code.as_str().into())];
    let lead = lang.with("households-merge-lead", &both);
    let view = view! {
        {ui::title(lang.t("households-merge"))}
        <Back href=format!("/households/{id}") label=file.title.clone() />
        <PageHead heading=lang.t("households-merge") lead />
        {body}
    };
    Ok(view.into_any())
}

/// Looking for the other household.
async fn find(visit: &Visit, id: Uuid) -> Outcome<AnyView> {
    let lang = visit.lang;
    let query = visit.query.text("with").to_owned();
    let found = if query.is_empty() {
        None
    } else {
        let asked = Asked { query: query.clone(), ..Asked::default() };
        let mut page = service::search(&visit.app, visit.actor()?, &asked).await?;
        page.rows.retain(|row| row.card.id != id);
        Some(results(lang, id, &query, &page))
    };
    let view = view! {
        <form method="get" class="form" role="search">
            <TextField name="with" label=lang.t("households-merge-find") hint=lang.t("households-search")
                kind="search" value=query characters_max=100 />
            <Actions><Submit label=lang.t("ui-search") /></Actions>
        </form>
        {found}
    };
    Ok(view.into_any())
}

fn results(lang: Lang, id: Uuid, query: &str, page: &service::Page) -> AnyView {
    if page.rows.is_empty() {
        let text = lang.with("households-none-found", &[("query", query.into())]);
        return view! { <Empty text /> }.into_any();
    }
    let row = |row: &service::search::Row| {
        let card = &row.card;
        let href = format!("/households/{id}/merge?with={}", card.id);
        let who = words::composition_of_card(lang, card);
        let place = words::place(lang, row.tonight.as_ref());
        let detail = format!("{} · {who} · {place}", card.code);
        view! { <Row main=card.title().to_owned() detail href /> }
    };
    let rows: Vec<_> = page.rows.iter().map(row).collect();
    view! { <Rows>{rows}</Rows> }.into_any()
}

fn comparison(visit: &Visit, sides: &Comparison) -> AnyView {
    let lang = visit.lang;
    let (target, source) = (&sides.target, &sides.source);
    let (id, version) = (target.id, target.version);
    let (other, other_version) = (source.id, source.version);
    let codes = [("kept", target.code.as_str().into()), ("other", source.code.as_str().into())];
    let question = lang.with("households-merge-question", &codes);
    let options = words::choices(lang, &sides.source_members, sides.tonight);
    let ticked = sides.likely_same.iter().map(ToString::to_string).collect();
    view! {
        {differences(lang, sides)}
        {overlaps(lang, sides)}
        <ActionForm does="households.merge">
            <Target id version />
            <input type="hidden" name="source" value=other.to_string() />
            <input type="hidden" name="source_version" value=other_version.to_string() />
            <TickList name="same" legend=lang.t("households-merge-same") options ticked />
            <p class="field-hint">{lang.t("households-merge-same-hint")}</p>
            <p class="confirm-question">{question}</p>
            <Actions><Submit label=lang.t("households-merge-confirm") kind="danger" /></Actions>
        </ActionForm>
    }
    .into_any()
}

/// Both sides line by line; what differs is marked in words.
fn differences(lang: Lang, sides: &Comparison) -> AnyView {
    let side = |household: &Household, members: &[Member]| {
        let names: Vec<_> = words::choices(lang, members, sides.tonight)
            .into_iter()
            .map(|(_, text)| text)
            .collect();
        let needs: Vec<_> =
            household.needs().into_iter().map(|need| words::need(lang, need)).collect();
        [
            words::composition(lang, composition_on(members, sides.tonight)),
            names.join(" · "),
            household.phone.clone(),
            household.alias.clone(),
            household.language.clone(),
            needs.join(" · "),
            household.note.clone(),
        ]
    };
    let labels = [
        "households-composition",
        "households-members",
        "households-phone",
        "households-alias",
        "households-language",
        "households-needs",
        "households-note",
    ];
    let kept = side(&sides.target, &sides.target_members);
    let other = side(&sides.source, &sides.source_members);
    let row = |(label, (kept, other)): (&str, (String, String))| {
        let differs = kept != other && !other.is_empty();
        let mark = differs.then(|| view! { <Badge text=lang.t("households-differs") /> });
        let name = lang.t(label);
        vec![cell(view! { {name}" "{mark} }), cell(kept), cell(other)]
    };
    let rows = labels.into_iter().zip(kept.into_iter().zip(other));
    let rows: Vec<_> = rows.map(row).collect();
    let columns = vec![
        Column::text(lang.t("households-code")),
        Column::text(&sides.target.code),
        Column::text(&sides.source.code),
    ];
    view! { <DataTable caption=lang.t("households-merge-compare") columns rows /> }.into_any()
}

fn overlaps(lang: Lang, sides: &Comparison) -> Option<AnyView> {
    if sides.overlaps.is_empty() {
        return None;
    }
    let row = |(first, second, nights): &(String, String, crate::nights::Nights)| {
        let until = nights.to().map_or_else(|| lang.t("households-open-end"), |to| lang.date(to));
        let args = [("from", nights.from().into()), ("to", until.into())];
        let detail = lang.with("households-overlap-nights", &args);
        view! { <Row main=format!("{first} / {second}") detail /> }
    };
    let rows: Vec<_> = sides.overlaps.iter().map(row).collect();
    let n = [("n", sides.overlaps.len().into())];
    let view = view! {
        <Panel heading=lang.with("households-overlaps", &n)>
            <p>{lang.t("households-overlaps-before")}</p>
            <Rows>{rows}</Rows>
        </Panel>
    };
    Some(view.into_any())
}

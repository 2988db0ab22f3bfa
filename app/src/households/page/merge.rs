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
    ui::{self, ActionForm, Back, Empty, Submit, TickList},
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
    let view = view! {
        {ui::title(lang.t("households-merge"))}
        <Back href=format!("/households/{id}") label=file.title.clone() />
        <h1>{lang.t("households-merge")}</h1>
        <p class="lead">{lang.with("households-merge-lead", &[("name", file.title.into()), ("code", file.household.code.into())])}</p>
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
        let asked = Asked {
            query: query.clone(),
            ..Asked::default()
        };
        let mut page = service::search(&visit.app, visit.actor()?, &asked).await?;
        page.rows.retain(|row| row.card.id != id);
        Some(results(lang, id, &query, &page))
    };
    let view = view! {
        <form method="get" class="form households-search" role="search">
            <div class="field">
                <label for="with">{lang.t("households-merge-find")}</label>
                <input id="with" name="with" type="search" value=query maxlength="100" autocomplete="off" />
            </div>
            <button type="submit" class="button button-primary">{lang.t("households-find")}</button>
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
    let rows = page.rows.iter().map(|row| {
        let card = &row.card;
        let href = format!("/households/{id}/merge?with={}", card.id);
        view! {
            <li class="row row-linked">
                <div class="row-main">
                    <a class="row-link" href=href>{card.title().to_owned()}</a>
                    <span class="row-detail">{card.code.clone()}" · "{words::composition_of_card(lang, card)}</span>
                    <span class="row-detail">{words::place(lang, row.tonight.as_ref())}</span>
                </div>
            </li>
        }
    });
    view! { <ul class="rows">{rows.collect_view()}</ul> }.into_any()
}

fn comparison(visit: &Visit, sides: &Comparison) -> AnyView {
    let lang = visit.lang;
    let (target, source) = (&sides.target, &sides.source);
    let (id, version) = (target.id, target.version);
    let (other, other_version) = (source.id, source.version);
    let codes = [
        ("kept", target.code.as_str().into()),
        ("other", source.code.as_str().into()),
    ];
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
            <div class="actions"><Submit label=lang.t("households-merge-confirm") kind="danger" /></div>
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
        let needs: Vec<_> = household
            .needs()
            .into_iter()
            .map(|need| words::need(lang, need))
            .collect();
        [
            household.code.clone(),
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
        "households-code",
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
    let rows = labels.into_iter().zip(kept.into_iter().zip(other)).map(|(label, (kept, other))| {
        let differs = kept != other && !other.is_empty();
        let mark = differs.then(|| view! { <span class="badge">{lang.t("households-differs")}</span> });
        view! { <tr><th scope="row">{lang.t(label)}" "{mark}</th><td>{kept}</td><td>{other}</td></tr> }
    });
    view! {
        <div class="households-compare table-scroll">
            <table>
                <thead><tr>
                    <td></td>
                    <th scope="col">{lang.t("households-merge-kept")}</th>
                    <th scope="col">{lang.t("households-merge-other")}</th>
                </tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn overlaps(lang: Lang, sides: &Comparison) -> Option<AnyView> {
    if sides.overlaps.is_empty() {
        return None;
    }
    let rows = sides.overlaps.iter().map(|(first, second, nights)| {
        let until = nights
            .to()
            .map_or_else(|| lang.t("households-open-end"), |to| lang.date(to));
        let args = [("from", nights.from().into()), ("to", until.into())];
        let when = lang.with("households-overlap-nights", &args);
        view! {
            <li class="row"><div class="row-main">
                <span>{first.clone()}" / "{second.clone()}</span>
                <span class="row-detail">{when}</span>
            </div></li>
        }
    });
    let view = view! {
        <section class="panel households-overlaps">
            <h2>{lang.with("households-overlaps", &[("n", sides.overlaps.len().into())])}</h2>
            <p>{lang.t("households-overlaps-before")}</p>
            <ul class="rows">{rows.collect_view()}</ul>
        </section>
    };
    Some(view.into_any())
}

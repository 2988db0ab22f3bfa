//! Finding a household, by any clue.

use leptos::prelude::*;

use super::words;
use crate::{
    access::Class,
    error::Outcome,
    households::{
        Need,
        service::{self, Asked, Page, search::Row},
        store::list::{Only, Sort},
    },
    i18n::Lang,
    ui::{self, ChoiceField, Empty},
    visit::Visit,
};

#[component]
pub fn HouseholdsPage() -> impl IntoView {
    let visit = Visit::current();
    ui::page(async move { show(&visit).await })
}

async fn show(visit: &Visit) -> Outcome<impl IntoView + use<>> {
    let actor = visit.actor()?;
    let lang = visit.lang;
    let asked = asked(visit);
    let page = service::search(&visit.app, actor, &asked).await?;
    let new = actor.may_write(Class::Household).then(|| {
        view! {
            <a class="button button-primary households-new" href="/households/new">{lang.t("households-new")}</a>
        }
    });
    let count = count(lang, &asked, &page);
    let found = if page.rows.is_empty() {
        nothing(lang, &asked)
    } else {
        let rows = page.rows.iter().map(|each| row(lang, each)).collect_view();
        view! { <ul class="rows">{rows}</ul> }.into_any()
    };
    let pager = pager(visit, &page);
    let form = search_form(lang, &asked, page.names);
    Ok(view! {
        {ui::title(lang.t("nav-households"))}
        <header class="page-head">
            <h1>{lang.t("nav-households")}</h1>
            {new}
        </header>
        {form}
        <p class="households-count" role="status">{count}</p>
        {found}
        {pager}
    })
}

fn asked(visit: &Visit) -> Asked {
    let query = &visit.query;
    Asked {
        query: query.text("q").to_owned(),
        sort: Sort::parse(query.text("sort")),
        only: Only::parse(query.text("only")),
        need: Need::parse(query.text("need")),
        page: query.text("page").parse().unwrap_or(1),
    }
}

fn search_form(lang: Lang, asked: &Asked, names: bool) -> AnyView {
    let only = Only::ALL
        .iter()
        .map(|each| option(lang, "households-only", each.code()))
        .collect();
    let sorts = Sort::ALL
        .iter()
        .filter(|sort| names || **sort != Sort::Name)
        .map(|each| option(lang, "households-sort", each.code()))
        .collect();
    let chosen = |code: Option<&'static str>| code.unwrap_or_default().to_owned();
    let filtered = asked.only.is_some() || asked.need.is_some() || asked.sort.is_some();
    let hint = if names {
        lang.t("households-search-hint")
    } else {
        lang.t("households-search-hint-codes")
    };
    view! {
        <form method="get" action="/households" class="form households-search" role="search">
            <div class="field households-query">
                <label for="q">{lang.t("households-search")}</label>
                <p class="field-hint" id="q-hint">{hint}</p>
                <input id="q" name="q" type="search" value=asked.query.clone() maxlength="100"
                    autocomplete="off" spellcheck="false" aria-describedby="q-hint" />
            </div>
            <details class="details" open=filtered>
                <summary>{lang.t("households-filters")}</summary>
                <div class="details-body form-row">
                    <ChoiceField name="only" label=lang.t("households-only") options=only
                        value=chosen(asked.only.map(Only::code)) blank=lang.t("households-only-all") />
                    <ChoiceField name="need" label=lang.t("households-need") options=words::needs(lang)
                        value=chosen(asked.need.map(Need::code)) blank=lang.t("households-need-any") />
                    <ChoiceField name="sort" label=lang.t("households-sort") options=sorts
                        value=chosen(asked.sort.map(Sort::code)) blank=lang.t("households-sort-usual") />
                </div>
            </details>
            <button type="submit" class="button button-quiet">{lang.t("households-find")}</button>
        </form>
    }
    .into_any()
}

fn option(lang: Lang, prefix: &str, code: &str) -> (String, String) {
    let key = format!("{prefix}-{}", code.replace('_', "-"));
    (code.to_owned(), lang.t(&key))
}

fn count(lang: Lang, asked: &Asked, page: &Page) -> String {
    if page.rows.is_empty() && page.total == 0 {
        return String::new();
    }
    let n = [("n", page.total.into())];
    if page.more {
        lang.with("households-count-more", &n)
    } else if asked.query.trim().is_empty() {
        lang.with("households-count", &n)
    } else {
        lang.with("households-count-found", &n)
    }
}

fn nothing(lang: Lang, asked: &Asked) -> AnyView {
    let filtered = asked.only.is_some() || asked.need.is_some();
    let text = if !asked.query.trim().is_empty() {
        lang.with(
            "households-none-found",
            &[("query", asked.query.as_str().into())],
        )
    } else if filtered {
        lang.t("households-none-filtered")
    } else {
        lang.t("households-none")
    };
    let all = (filtered || !asked.query.is_empty())
        .then(|| view! { <p><a href="/households">{lang.t("households-see-all")}</a></p> });
    view! { <Empty text>{all}</Empty> }.into_any()
}

fn row(lang: Lang, row: &Row) -> impl IntoView + use<> {
    let card = &row.card;
    let named = card.label.is_some();
    let code =
        named.then(|| view! { <span class="households-code">{card.code.clone()}</span>" · " });
    let needs = (!card.needs.is_empty()).then(|| {
        let needs: Vec<_> = card
            .needs
            .iter()
            .map(|each| words::need(lang, *each))
            .collect();
        view! { <span class="row-detail">{needs.join(" · ")}</span> }
    });
    let arrived = row
        .tonight
        .as_ref()
        .and_then(|tonight| tonight.arrived_on)
        .map(|date| lang.with("households-arrived-on", &[("date", date.into())]));
    let arrived = arrived.map(|text| view! { <span class="row-detail">{text}</span> });
    view! {
        <li class="row row-linked households-row">
            <div class="row-main">
                <a class="row-link" href=format!("/households/{}", card.id)>{card.title().to_owned()}</a>
                <span class="row-detail">{code}{words::composition_of_card(lang, card)}</span>
                <span class="row-detail">{words::place(lang, row.tonight.as_ref())}</span>
                {arrived}
                {needs}
            </div>
            <div class="row-end">{badges(lang, card.restricted, card.minors_alone)}</div>
        </li>
    }
}

/// What nobody may overlook, in words.
pub(super) fn badges(lang: Lang, restricted: bool, minors_alone: bool) -> impl IntoView {
    let minors_alone = minors_alone.then(
        || view! { <span class="badge badge-bad">{lang.t("households-minors-alone")}</span> },
    );
    let restricted = restricted
        .then(|| view! { <span class="badge badge-warn">{lang.t("households-restricted")}</span> });
    view! { {minors_alone}{restricted} }
}

fn pager(visit: &Visit, page: &Page) -> Option<AnyView> {
    if page.pages <= 1 {
        return None;
    }
    let lang = visit.lang;
    let to = |number: usize, key: &str, rel: &'static str| {
        let number = number.to_string();
        let href = visit
            .query
            .address_with("/households", &[("page", &number)]);
        view! { <a class="button button-quiet" href=href rel=rel>{lang.t(key)}</a> }
    };
    let before = (page.page > 1).then(|| to(page.page - 1, "households-page-before", "prev"));
    let after =
        (page.page < page.pages).then(|| to(page.page + 1, "households-page-after", "next"));
    let here = [("page", page.page.into()), ("pages", page.pages.into())];
    let here = lang.with("households-page", &here);
    let pager = view! {
        <nav class="pager" aria-label=lang.t("households-pages")>{before}<span>{here}</span>{after}</nav>
    };
    Some(pager.into_any())
}

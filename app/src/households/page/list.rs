//! Finding a household, by any clue.

use leptos::prelude::*;

use super::words;
use crate::{
    access::Class,
    error::Outcome,
    households::{
        Need, Only, Sort,
        service::{
            self, Asked, Page,
            search::{PAGE_ROWS, Row},
        },
    },
    i18n::Lang,
    ui::{
        self, Badge, ButtonLink, ChoiceField, Empty, FilterForm, Glyph, Icon, PageHead, Pager, Tone,
    },
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
        view! { <ButtonLink href="/households/new" label=lang.t("households-new") glyph=Glyph::Add /> }
    });
    let wide = page.more.then(|| {
        let n = [("n", page.total.into())];
        view! { <p class="field-hint" role="status">{lang.with("households-count-more", &n)}</p> }
    });
    let found = if page.rows.is_empty() {
        nothing(lang, &asked)
    } else {
        let rows = page.rows.iter().map(|each| row(lang, each)).collect_view();
        view! { <ul class="rows">{rows}</ul> }.into_any()
    };
    let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let (here, total) = (number(page.page), number(page.total));
    Ok(view! {
        {ui::title(lang.t("nav-households"))}
        <PageHead heading=lang.t("nav-households") lead=count(lang, &asked, &page)>{new}</PageHead>
        {filters(lang, page.names)}
        {wide}
        {found}
        <Pager page=here per_page=number(PAGE_ROWS) total />
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

fn filters(lang: Lang, names: bool) -> AnyView {
    let only = |each: &Only| {
        let key = format!("households-only-{}", each.code().replace('_', "-"));
        (each.code().to_owned(), lang.t(&key))
    };
    let only = Only::ALL.iter().map(only).collect();
    let sort = |each: &Sort| {
        let label = lang.t(&format!("households-sort-{}", each.code()));
        (each.code().to_owned(), label)
    };
    let sorts = Sort::ALL.iter().filter(|each| names || **each != Sort::Name).map(sort).collect();
    let search = lang.t(if names { "households-search" } else { "households-search-codes" });
    view! {
        <FilterForm search filters=vec!["only", "need", "sort"]>
            <ChoiceField name="only" label=lang.t("households-only") options=only
                blank=lang.t("households-only-all") />
            <ChoiceField name="need" label=lang.t("households-need") options=words::needs(lang)
                blank=lang.t("households-need-any") />
            <ChoiceField name="sort" label=lang.t("households-sort") options=sorts
                blank=lang.t("households-sort-usual") />
        </FilterForm>
    }
    .into_any()
}

fn count(lang: Lang, asked: &Asked, page: &Page) -> String {
    let n = [("n", page.total.into())];
    if page.more || page.total == 0 {
        String::new()
    } else if asked.query.trim().is_empty() {
        lang.with("households-count", &n)
    } else {
        lang.with("households-count-found", &n)
    }
}

fn nothing(lang: Lang, asked: &Asked) -> AnyView {
    let text = if !asked.query.trim().is_empty() {
        let query = [("query", asked.query.as_str().into())];
        lang.with("households-none-found", &query)
    } else if asked.only.is_some() || asked.need.is_some() {
        lang.t("households-none-filtered")
    } else {
        lang.t("households-none")
    };
    view! { <Empty text /> }.into_any()
}

fn row(lang: Lang, row: &Row) -> impl IntoView + use<> {
    let card = &row.card;
    let mut who = words::composition_of_card(lang, card);
    if card.label.is_some() {
        who = format!("{} · {who}", card.code);
    }
    let mut place = words::place(lang, row.tonight.as_ref());
    if let Some(date) = row.tonight.as_ref().and_then(|tonight| tonight.arrived_on) {
        let arrived = lang.with("households-arrived-on", &[("date", date.into())]);
        place = format!("{place} · {arrived}");
    }
    let needs: Vec<_> = card.needs.iter().map(|each| words::need(lang, *each)).collect();
    let needs =
        (!needs.is_empty()).then(|| view! { <span class="row-detail">{needs.join(" · ")}</span> });
    let badges = badges(lang, card.restricted, card.minors_alone);
    view! {
        <li class="row row-linked">
            <div class="row-main">
                <a class="row-link" href=format!("/households/{}", card.id)>{card.title().to_owned()}</a>
                <span class="row-detail">{who}</span>
                <span class="row-detail">{place}</span>
                {needs}
            </div>
            <div class="row-end">{badges}</div>
            <Icon glyph=Glyph::Next />
        </li>
    }
}

/// What nobody may overlook, in words.
pub(super) fn badges(lang: Lang, restricted: bool, minors_alone: bool) -> impl IntoView {
    let minors_alone = minors_alone
        .then(|| view! { <Badge text=lang.t("households-minors-alone") tone=Tone::Bad /> });
    let restricted = restricted
        .then(|| view! { <Badge text=lang.t("households-restricted") tone=Tone::Warn /> });
    view! { {minors_alone}{restricted} }
}

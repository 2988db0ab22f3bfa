//! Lists are searched, filtered and paged by their address.

use leptos::{prelude::*, tachys::reactive_graph::OwnedView};

use super::{
    icon::{Glyph, Icon},
    state::{FormState, Given},
};
use crate::visit::Visit;

/// A search and filters over the list of this page. The fields inside (usually
/// `ChoiceField`) show what the address says; `filters` names them, `keep` names what
/// the address keeps besides (the sort).
#[component]
pub fn FilterForm(
    /// What is searched for in `q`.
    #[prop(into)]
    search: String,
    #[prop(optional)] filters: Vec<&'static str>,
    #[prop(optional)] keep: Vec<&'static str>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let visit = Visit::current();
    let lang = visit.lang;
    let active = filters.iter().filter(|name| visit.query.has(name)).count();
    let dirty = active > 0 || visit.query.has("q");
    let none: Vec<_> = filters.into_iter().chain(["q", "page"]).map(|name| (name, "")).collect();
    let all = visit.query.address_with(&visit.path, &none);
    let kept = keep
        .into_iter()
        .filter(|name| visit.query.has(name))
        .map(|name| {
            let value = visit.query.text(name).to_owned();
            view! { <input type="hidden" name=name value=value /> }
        })
        .collect_view();
    let owner = Owner::current().unwrap_or_default().child();
    let fields = children.map(|children| {
        let fields = owner.with(|| {
            provide_context(FormState::new(visit.clone(), "filter", Given::Query));
            children()
        });
        let open = active > 0;
        let count = open.then(|| view! { <span class="tab-count">{active}</span> });
        view! {
            <details class="details filter-more" open=open data-open=open.then_some("")>
                <summary><Icon glyph=Glyph::Filter />{lang.t("ui-filters")}{count}</summary>
                <div class="filter-fields">
                    {OwnedView::new_with_owner(fields, owner)}
                    <button type="submit" class="button">{lang.t("ui-apply")}</button>
                </div>
            </details>
        }
    });
    view! {
        <form method="get" class="filter" action=visit.path.clone() role="search">
            {kept}
            <div class="filter-search">
                <label class="visually-hidden" for="filter-q">{search.clone()}</label>
                <input id="filter-q" type="search" name="q" value=visit.query.text("q").to_owned()
                    placeholder=search autocomplete="off" maxlength="200" />
                <button type="submit" class="button"><Icon glyph=Glyph::Search />{lang.t("ui-search")}</button>
            </div>
            {fields}
            {dirty.then(|| view! { <a class="filter-none" href=all>{lang.t("ui-show-all")}</a> })}
        </form>
    }
}

/// Where one is in a long list: `page` counts from 1. Says the total even on one page.
#[component]
pub fn Pager(page: i64, per_page: i64, total: i64) -> impl IntoView {
    let visit = Visit::current();
    let lang = visit.lang;
    let first = if total == 0 { 0 } else { (page - 1) * per_page + 1 };
    let last = (page * per_page).min(total);
    let said = lang.with(
        "ui-pager",
        &[("first", number(first)), ("last", number(last)), ("total", number(total))],
    );
    let to = |page: i64| {
        let page = if page > 1 { page.to_string() } else { String::new() };
        visit.query.address_with(&visit.path, &[("page", &page)])
    };
    let previous = (page > 1).then(|| {
        view! { <a class="button" rel="prev" href=to(page - 1)><Icon glyph=Glyph::Previous />{lang.t("ui-previous")}</a> }
    });
    let next = (last < total).then(|| {
        view! { <a class="button" rel="next" href=to(page + 1)>{lang.t("ui-next")}<Icon glyph=Glyph::Next /></a> }
    });
    view! {
        <nav class="pager" aria-label=lang.t("ui-pages")>
            <p class="num">{said}</p>
            {previous}{next}
        </nav>
    }
}

fn number(n: i64) -> crate::i18n::Arg {
    super::grouped(n).into()
}

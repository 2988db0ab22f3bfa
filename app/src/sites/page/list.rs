//! The list of sites: searched, filtered and sorted by its address.

use leptos::prelude::*;
use uuid::Uuid;

use super::words::state_badge;
use crate::{
    form::Form,
    i18n::Lang,
    sites::{
        Measure, SiteKind, SiteState, address,
        service::{self, Filter, List, Listed, PER_PAGE, Sort},
    },
    ui::{
        self, Actions, ButtonLink, ChoiceField, Column, DataTable, Direction, Empty, FilterForm,
        Glyph, PageHead, Pager, cell,
    },
    visit::Visit,
};

const SORTS: [(&str, Sort); 4] = [
    ("name", Sort::Name),
    ("kind", Sort::Kind),
    ("territory", Sort::Territory),
    ("state", Sort::State),
];

#[component]
pub fn SitesPage() -> impl IntoView {
    let visit = Visit::current();
    ui::page(async move {
        let actor = visit.actor()?;
        let lang = visit.lang;
        let filter = filter(&visit.query);
        let list = service::list(&visit.app, actor, &filter).await?;
        let lead = lang.with("sites-count", &[("n", list.total.into())]);
        let may_create = service::may_create(actor);
        let page = i64::try_from(filter.page).unwrap_or(1);
        let per_page = i64::try_from(PER_PAGE).unwrap_or(1);
        let total = i64::try_from(list.total).unwrap_or(0);
        let empty = list.rows.is_empty();
        let (any, kinds) = (list.any, options(lang, "sites-kind", SiteKind::ALL, SiteKind::code));
        let states = options(lang, "sites-state", SiteState::ALL, SiteState::code);
        let territories = list.territories.clone();
        let managers = list.managers.iter().map(|(id, name)| (id.to_string(), name.clone()));
        let managers: Vec<_> = managers.collect();
        let table = table(&visit, &filter, list);
        let add = may_create.then(|| {
            view! { <Actions><ButtonLink href="/sites/new" label=lang.t("sites-new") glyph=Glyph::Add /></Actions> }
        });
        Ok(view! {
            {ui::title(lang.t("nav-sites"))}
            <PageHead heading=lang.t("nav-sites") lead />
            <FilterForm search=lang.t("sites-search") filters=vec!["kind", "state", "territory", "manager"] keep=vec!["sort", "down"]>
                <ChoiceField name="kind" label=lang.t("sites-field-kind") blank=lang.t("sites-all") options=kinds />
                <ChoiceField name="state" label=lang.t("sites-field-state") blank=lang.t("sites-all") options=states />
                <ChoiceField name="territory" label=lang.t("sites-field-territory") blank=lang.t("sites-all") options=territories />
                <ChoiceField name="manager" label=lang.t("sites-field-manager") blank=lang.t("sites-all") options=managers />
            </FilterForm>
            {if empty {
                let key = if any { "sites-none-found" } else { "sites-none" };
                view! { <Empty text=lang.t(key) /> }.into_any()
            } else {
                view! { <div id="sites" data-live="*">{table}</div><Pager page per_page total /> }.into_any()
            }}
            {add}
        })
    })
}

fn filter(query: &Form) -> Filter {
    let sort = SORTS.iter().find(|(code, _)| *code == query.text("sort"));
    Filter {
        words: query.text("q").to_owned(),
        kind: SiteKind::parse(query.text("kind")),
        state: SiteState::parse(query.text("state")),
        territory: query.text("territory").to_owned(),
        manager: Uuid::parse_str(query.text("manager")).ok(),
        sort: sort.map(|(_, sort)| *sort).unwrap_or_default(),
        descending: query.has("down"),
        page: query.text("page").parse().unwrap_or(1).max(1),
    }
}

/// The codes of a text enum with their names.
pub(super) fn options<T: Copy>(
    lang: Lang,
    prefix: &str,
    all: &[T],
    code: fn(T) -> &'static str,
) -> Vec<(String, String)> {
    let named = all.iter().map(|each| {
        let code = code(*each);
        (code.to_owned(), lang.t(&format!("{prefix}-{code}")))
    });
    named.collect()
}

fn table(visit: &Visit, filter: &Filter, list: List) -> impl IntoView + use<> {
    let lang = visit.lang;
    let sorted = |code: &'static str, sort: Sort, label: &str| {
        let now = (filter.sort == sort).then_some(if filter.descending {
            Direction::Descending
        } else {
            Direction::Ascending
        });
        let down = if now == Some(Direction::Ascending) { "on" } else { "" };
        let href =
            visit.query.address_with(&visit.path, &[("sort", code), ("down", down), ("page", "")]);
        Column::text(lang.t(label)).sorting(href, now)
    };
    let columns = vec![
        sorted("name", Sort::Name, "sites-column-name"),
        sorted("kind", Sort::Kind, "sites-field-kind"),
        sorted("territory", Sort::Territory, "sites-field-territory"),
        Column::number(lang.t("sites-column-free")),
        sorted("state", Sort::State, "sites-field-state"),
    ];
    let rows = list.rows.into_iter().map(|row| cells(lang, row)).collect();
    view! { <DataTable caption=lang.t("nav-sites") caption_hidden=true columns rows /> }
}

fn cells(lang: Lang, row: Listed) -> Vec<AnyView> {
    let free = free_tonight(lang, &row);
    let site = row.site;
    let kind = lang.t(&format!("sites-kind-{}", site.kind.code()));
    vec![
        cell(view! { <a class="sites-name" href=address(site.id)>{site.name}</a> }),
        cell(kind),
        cell(site.territory_name),
        cell(view! { <span>{free}</span> }),
        cell(state_badge(lang, site.state)),
    ]
}

/// Free and opened units; a site whose units are not all ours to give says something else.
fn free_tonight(lang: Lang, row: &Listed) -> String {
    let Some(night) = row.tonight else {
        return lang.t("sites-counts-reported");
    };
    if !row.opens_tonight {
        return lang.t("sites-not-tonight");
    }
    if row.site.measure == Measure::Spot {
        let n = night.units.occupied;
        return lang.with("sites-occupied-tonight", &[("n", n.into())]);
    }
    lang.with(
        "sites-free-of",
        &[("free", night.units.free.into()), ("opened", night.units.opened().into())],
    )
}

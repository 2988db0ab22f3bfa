//! The list of organisations, and adding one.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use uuid::Uuid;

use super::{Kind, Listed, rules::matches, service};
use crate::{
    access::{Class, Need},
    i18n::Lang,
    ui::{
        self, ActionForm, Back, Badge, ButtonLink, CheckField, ChoiceField, Empty, FilterForm,
        Glyph, PageHead, Row, Rows, Submit, TextField, Tone,
    },
    visit::Visit,
};

/// The id in the address of the page.
pub(crate) fn id_param(name: &str) -> Option<Uuid> {
    let text = use_params_map().with_untracked(|params| params.get(name));
    text.and_then(|text| Uuid::parse_str(&text).ok())
}

/// The kinds to choose among.
pub(super) fn kinds(lang: Lang) -> Vec<(String, String)> {
    Kind::ALL.iter().map(|kind| (kind.code().to_owned(), kind_name(lang, *kind))).collect()
}

pub(super) fn kind_name(lang: Lang, kind: Kind) -> String {
    lang.t(&format!("organisations-kind-{}", kind.code()))
}

#[component]
pub fn OrganisationsPage() -> impl IntoView {
    let visit = Visit::current();
    ui::page(async move {
        let actor = visit.actor()?;
        let lang = visit.lang;
        let typed = visit.query.text("q").to_owned();
        let kind = Kind::parse(visit.query.text("kind"));
        let closed = visit.query.has("closed");
        let tonight = actor.tonight;
        let mut listed = service::list(&visit.app, actor).await?;
        listed.retain(|each| {
            let organisation = &each.organisation;
            matches(&typed, &[&organisation.name])
                && kind.is_none_or(|kind| organisation.kind == kind)
                && (closed || organisation.is_open_on(tonight))
        });
        let count = listed.len();
        let rows = listed.into_iter().map(|each| row(lang, each)).collect_view();
        Ok(view! {
            {ui::title(lang.t("organisations-title"))}
            <Back href="/admin" label=lang.t("nav-admin") />
            <PageHead heading=lang.t("organisations-title")
                lead=lang.with("organisations-count", &[("n", count.into())])>
                <ButtonLink href="/admin/organisations/new" label=lang.t("organisations-add") glyph=Glyph::Add />
            </PageHead>
            <FilterForm search=lang.t("organisations-search") filters=vec!["kind", "closed"]>
                <ChoiceField name="kind" label=lang.t("organisations-kind") options=kinds(lang)
                    blank=lang.t("organisations-any") />
                <CheckField name="closed" label=lang.t("organisations-closed-too") />
            </FilterForm>
            {if count == 0 {
                view! { <Empty text=lang.t("organisations-none") /> }.into_any()
            } else {
                view! { <Rows>{rows}</Rows> }.into_any()
            }}
        })
    })
}

fn row(lang: Lang, each: Listed) -> impl IntoView {
    let Listed { organisation, users, grants, sites } = each;
    let counts = lang.with(
        "organisations-detail",
        &[("users", users.into()), ("grants", grants.into()), ("sites", sites.into())],
    );
    let detail = format!("{} · {counts}", kind_name(lang, organisation.kind));
    let closed = organisation.closed_on.map(|on| {
        let text = lang.with("organisations-closed-on", &[("on", on.into())]);
        view! { <Badge text tone=Tone::Warn /> }
    });
    view! { <Row main=organisation.name detail href=super::path(organisation.id)>{closed}</Row> }
}

#[component]
pub fn NewOrganisationPage() -> impl IntoView {
    let visit = Visit::current();
    ui::page(async move {
        visit.actor()?.require(Class::Accounts, Need::Write)?;
        let lang = visit.lang;
        Ok(view! {
            {ui::title(lang.t("organisations-add"))}
            <Back href="/admin/organisations" label=lang.t("organisations-title") />
            <PageHead heading=lang.t("organisations-add") />
            <ActionForm does="organisations.add">
                <TextField name="name" label=lang.t("organisations-name") required=true characters_max=120 />
                <ChoiceField name="kind" label=lang.t("organisations-kind") hint=lang.t("organisations-kind-hint")
                    options=kinds(lang) blank=lang.t("organisations-choose") required=true />
                <Submit label=lang.t("organisations-add") />
            </ActionForm>
        })
    })
}

//! What each role reaches: domain B.2 as a page, from the very table that is enforced.

use leptos::prelude::*;

use super::{class_key, role_key};
use crate::{
    access::{Class, Need, Reach, Role, reach},
    i18n::Lang,
    ui::{self, Back, Column, DataTable, PageHead, Panel, cell},
    visit::Visit,
};

/// The roles to choose among.
pub fn names(lang: Lang) -> Vec<(String, String)> {
    Role::ALL.iter().map(|role| (role.code().to_owned(), lang.t(&role_key(*role)))).collect()
}

#[component]
pub fn RolesPage() -> impl IntoView {
    let visit = Visit::current();
    ui::page(async move {
        visit.actor()?.require(Class::Accounts, Need::Read)?;
        let lang = visit.lang;
        let columns = std::iter::once(Column::text(lang.t("grants-roles-class")))
            .chain(Role::ALL.iter().map(|role| Column::text(lang.t(&role_key(*role)))))
            .collect();
        let rows = Class::ALL
            .iter()
            .map(|class| {
                let reaches = Role::ALL.iter().map(|role| reach_cell(lang, reach(*role, *class)));
                std::iter::once(cell(lang.t(&class_key(*class)))).chain(reaches).collect()
            })
            .collect();
        let each = Role::ALL
            .iter()
            .map(|role| {
                view! {
                    <Panel heading=lang.t(&role_key(*role))>
                        <p>{lang.t(&format!("access-role-{}-about", role.code()))}</p>
                        <RoleReach role=*role />
                    </Panel>
                }
            })
            .collect_view();
        Ok(view! {
            {ui::title(lang.t("grants-roles-title"))}
            <Back href="/admin" label=lang.t("nav-admin") />
            <PageHead heading=lang.t("grants-roles-title") lead=lang.t("grants-roles-lead") />
            <p class="soft">{lang.t("grants-roles-legend")}</p>
            <div class="admin-matrix">
                <DataTable caption=lang.t("grants-roles-title") columns rows caption_hidden=true />
            </div>
            <div class="columns">{each}</div>
        })
    })
}

/// A word in each cell: weight and colour only help the eye.
fn reach_cell(lang: Lang, reach: Reach) -> AnyView {
    let (class, text) = match reach {
        Reach::None => ("admin-reach-none", lang.t("grants-reach-none")),
        Reach::Read => ("admin-reach-read", lang.t("grants-reach-read")),
        Reach::Write => ("admin-reach-write", lang.t("grants-reach-write")),
    };
    cell(view! { <span class=class>{text}</span> })
}

/// What one role reads, writes and does not open.
#[component]
pub fn RoleReach(role: Role) -> impl IntoView {
    let lang = Visit::current().lang;
    let classes = |wanted: Reach| {
        let names: Vec<_> = Class::ALL
            .iter()
            .filter(|class| reach(role, **class) == wanted)
            .map(|class| lang.t(&class_key(*class)))
            .collect();
        names.join(", ")
    };
    let lines = [
        (lang.t("grants-writes"), classes(Reach::Write)),
        (lang.t("grants-reads"), classes(Reach::Read)),
        (lang.t("grants-sees-not"), classes(Reach::None)),
    ];
    let lines = lines
        .into_iter()
        .filter(|(_, names)| !names.is_empty())
        .map(|(term, names)| view! { <div><dt>{term}</dt><dd>{names}</dd></div> })
        .collect_view();
    view! { <dl class="admin-reach">{lines}</dl> }
}

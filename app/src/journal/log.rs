//! Who read which personal record: the access log, for whoever reviews it.

use leptos::prelude::*;
use uuid::Uuid;

use super::{
    Read,
    service::{self, Asked},
};
use crate::{
    form::parse_date,
    ui::{
        self, Back, ButtonLink, ChoiceField, Column, DataTable, DateField, Empty, FilterForm,
        PageHead, cell,
    },
    visit::Visit,
};

#[component]
pub fn AccessLogPage() -> impl IntoView {
    let visit = Visit::current();
    ui::page(async move {
        let actor = visit.actor()?;
        let lang = visit.lang;
        let query = &visit.query;
        let asked = Asked {
            from: parse_date(query.text("from")),
            to: parse_date(query.text("to")),
            user: Uuid::parse_str(query.text("user")).ok(),
            code: query.text("q").to_owned(),
            older: Uuid::parse_str(query.text("page")).ok(),
        };
        let log = service::access_log(&visit.app, actor, asked.clone()).await?;
        let readers = log.readers.into_iter().map(|(id, name)| (id.to_string(), name)).collect();
        let older = log.older.map(|id| {
            let id = id.to_string();
            query.address_with(&visit.path, &[("page", &id)])
        });
        let newest = asked.older.map(|_| query.address_with(&visit.path, &[("page", "")]));
        let table = if log.reads.is_empty() {
            view! { <Empty text=lang.t("journal-log-none") /> }.into_any()
        } else {
            table(&visit, log.reads).into_any()
        };
        Ok(view! {
            {ui::title(lang.t("journal-log-title"))}
            <Back href="/admin" label=lang.t("nav-admin") />
            <PageHead heading=lang.t("journal-log-title") lead=lang.t("journal-log-lead") />
            <FilterForm search=lang.t("journal-log-code") filters=vec!["from", "to", "user"]>
                <DateField name="from" label=lang.t("journal-log-from") />
                <DateField name="to" label=lang.t("journal-log-to") />
                <ChoiceField name="user" label=lang.t("journal-log-user") options=readers
                    blank=lang.t("journal-log-anybody") />
            </FilterForm>
            {table}
            <p class="journal-pages">
                {newest.map(|href| view! { <ButtonLink href label=lang.t("journal-newest") kind="quiet" /> })}
                {older.map(|href| view! { <ButtonLink href label=lang.t("journal-older") kind="quiet" /> })}
            </p>
        })
    })
}

fn table(visit: &Visit, reads: Vec<Read>) -> impl IntoView + use<> {
    let lang = visit.lang;
    let rows = reads
        .into_iter()
        .map(|read| {
            let at = lang.instant(&visit.app.clock, read.at);
            let role = super::role_key(&read.role);
            let role = if lang.knows(&role) { lang.t(&role) } else { read.role };
            let subject = lang.t(&format!("journal-subject-{}", read.subject.code()));
            let code = read.code.unwrap_or_default();
            vec![
                cell(view! { <time datetime=read.at.to_rfc3339()>{at}</time> }),
                cell(read.user_name.unwrap_or_default()),
                cell(role),
                cell(format!("{subject} {code}")),
            ]
        })
        .collect();
    let columns = vec![
        Column::text(lang.t("journal-log-at")),
        Column::text(lang.t("journal-log-user")),
        Column::text(lang.t("users-role")),
        Column::text(lang.t("journal-log-what")),
    ];
    view! { <DataTable caption=lang.t("journal-log-title") columns rows caption_hidden=true /> }
}

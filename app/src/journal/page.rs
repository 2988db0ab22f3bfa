//! The history of one subject, latest first.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use uuid::Uuid;

use super::{
    service::{self, History, Told},
    words::Words,
};
use crate::{
    access::journal::Subject,
    error::AppError,
    organisations::page::id_param,
    ui::{self, Back, ButtonLink, Empty, PageHead},
    visit::Visit,
};

#[component]
pub fn HistoryPage() -> impl IntoView {
    let visit = Visit::current();
    let id = id_param("id");
    let subject = use_params_map().with_untracked(|params| params.get("subject"));
    ui::page(async move {
        let actor = visit.actor()?;
        let lang = visit.lang;
        let subject = subject.as_deref().and_then(Subject::parse);
        let (subject, id) = subject.zip(id).ok_or(AppError::NotFound)?;
        let older = Uuid::parse_str(visit.query.text("page")).ok();
        let History { of, page, told, labels, older } =
            service::history(&visit.app, actor, subject, id, older).await?;
        let title = lang.with("journal-of", &[("of", of.clone().into())]);
        let empty = told.is_empty();
        let words = Words::new(lang, &visit.app.clock, labels);
        let entries = told.iter().map(|told| entry(&words, told)).collect_view();
        let older = older.map(|id| {
            let id = id.to_string();
            visit.query.address_with(&visit.path, &[("page", &id)])
        });
        Ok(view! {
            {ui::title(title.clone())}
            <Back href=page label=of />
            <PageHead heading=title lead=lang.t("journal-lead") />
            {if empty {
                view! { <Empty text=lang.t("journal-none") /> }.into_any()
            } else {
                view! { <ol class="journal-entries">{entries}</ol> }.into_any()
            }}
            {older.map(|href| view! {
                <p class="journal-pages"><ButtonLink href label=lang.t("journal-older") kind="quiet" /></p>
            })}
        })
    })
}

fn entry(words: &Words, told: &Told) -> impl IntoView + use<> {
    let changes: Vec<_> = told
        .changes
        .iter()
        .map(|change| {
            let (name, text) = words.change(told.subject, change);
            view! { <div><dt>{name}</dt><dd>{text}</dd></div> }
        })
        .collect();
    let changes =
        (!changes.is_empty()).then(|| view! { <dl class="journal-changes">{changes}</dl> });
    let line = |text: String, class: &'static str| view! { <p class=class>{text}</p> };
    view! {
        <li class="journal-entry">
            <p><strong>{words.sentence(told)}</strong></p>
            <p class="journal-who">
                <time datetime=told.at.to_rfc3339()>{words.instant(told.at)}</time>" · "{words.author(told)}
            </p>
            {words.night(told).map(|text| line(text, "journal-night"))}
            {changes}
            {words.reason(told).map(|text| line(text, "journal-reason"))}
        </li>
    }
}

//! What happened to a household, and who wrote what.

use leptos::prelude::*;

use super::Target;
use crate::{
    households::{
        EventKind,
        service::{File, file::ShownEvent},
    },
    i18n::Lang,
    ui::{ActionForm, Details, Panel, Row, Rows, Submit},
    visit::Visit,
};

pub(super) fn events(lang: Lang, file: &File) -> AnyView {
    let rows: Vec<_> = file.events.iter().map(|each| event_row(lang, file, each)).collect();
    view! {
        <Panel heading=lang.t("households-events") id="events"><Rows>{rows}</Rows></Panel>
    }
    .into_any()
}

fn event_row(lang: Lang, file: &File, shown: &ShownEvent) -> AnyView {
    let code = shown.kind.map_or("changed", EventKind::code);
    let text = lang.t(&format!("households-event-{}", code.replace('_', "-")));
    let text = match &shown.who {
        Some(who) => format!("{text} · {who}"),
        None => text,
    };
    let night = [("date", shown.event.night.into())];
    let detail = lang.with("households-event-night", &night);
    let other = shown.other.as_ref().map(|card| {
        let href = format!("/households/{}", card.id);
        view! { <a href=href>{card.code.clone()}</a> }
    });
    let (id, version, event) = (file.household.id, file.household.version, shown.event.id);
    let undo = (shown.may_undo && file.may_write).then(|| {
        view! {
            <ActionForm does="households.undo_event" class="inline">
                <Target id version />
                <input type="hidden" name="event" value=event.to_string() />
                <Submit label=lang.t("households-undo") kind="quiet" />
            </ActionForm>
        }
    });
    view! { <Row main=text detail>{other}{undo}</Row> }.into_any()
}

pub(super) fn journal(visit: &Visit, file: &File) -> Option<AnyView> {
    let entries = file.journal.as_ref()?;
    let lang = visit.lang;
    let rows: Vec<_> = entries
        .iter()
        .map(|entry| {
            let key = format!("households-did-{}", entry.action.replace('_', "-"));
            let text = if lang.knows(&key) { lang.t(&key) } else { lang.t("households-did-other") };
            let author = entry.author.clone();
            let author = author.unwrap_or_else(|| lang.t("households-did-system"));
            let at = lang.instant(&visit.app.clock, entry.at);
            view! { <Row main=text detail=format!("{author} · {at}") /> }
        })
        .collect();
    let view = view! {
        <Details summary=lang.t("households-journal") class="households-journal">
            <Rows>{rows}</Rows>
        </Details>
    };
    Some(view.into_any())
}

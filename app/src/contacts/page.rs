//! Contacts, on the page of a household and in a worker's list.

use chrono::NaiveDate;
use leptos::prelude::*;
use uuid::Uuid;

use super::{Channel, Contact, Theme, service};
use crate::{
    access::Class,
    i18n::Lang,
    ui::{
        self, ActionForm, ChoiceField, DateField, Details, Empty, Panel, Row, Rows, Submit,
        TextArea, TickList,
    },
    visit::Visit,
};

/// One tap each: what most contacts are.
#[component]
pub fn QuickContact(household_id: Uuid, key: String) -> impl IntoView {
    let lang = Visit::current().lang;
    let buttons = Channel::ALL
        .iter()
        .map(|channel| {
            let label = lang.t(&format!("contacts-channel-{}", channel.code()));
            view! { <Submit label kind="quiet" name="channel" value=channel.code() /> }
        })
        .collect_view();
    view! {
        <ActionForm does="contacts.log" key class="contacts-quick">
            <input type="hidden" name="household" value=household_id.to_string() />
            <input type="hidden" name="back" value="portfolio" />
            {buttons}
        </ActionForm>
    }
}

/// The contacts of a household, and writing one down at the desk.
#[component]
pub fn Contacts(household_id: Uuid) -> impl IntoView {
    let visit = Visit::current();
    ui::page(async move {
        let actor = visit.actor()?;
        let lang = visit.lang;
        let Some(contacts) = service::of_household(&visit.app, actor, household_id).await? else {
            return Ok(().into_any());
        };
        let may_write = actor.may_write(Class::Support);
        let today = visit.app.clock.local(visit.app.clock.now()).date();
        let rows = contacts.iter().map(|each| row(lang, each, actor.user_id)).collect_view();
        let form = may_write.then(|| form(lang, household_id, today));
        Ok(view! {
            <Panel heading=lang.t("contacts-title") id="contacts">
                {contacts.is_empty().then(|| view! { <Empty text=lang.t("contacts-none") /> })}
                {(!contacts.is_empty()).then(|| view! { <Rows>{rows}</Rows> })}
                {form}
            </Panel>
        }
        .into_any())
    })
}

fn row(lang: Lang, contact: &Contact, reader: Uuid) -> AnyView {
    let channel = lang.t(&format!("contacts-channel-{}", contact.channel.code()));
    let main = format!("{} · {channel}", lang.date(contact.on_day));
    let themes = contact.themes();
    let themes = themes.iter().map(|theme| lang.t(&format!("contacts-theme-{}", theme.code())));
    let themes = themes.collect::<Vec<_>>().join(", ");
    let next = contact.next_on.map(|on| lang.with("contacts-next", &[("on", on.into())]));
    let parts = [Some(contact.worker.clone()), Some(themes), next, Some(contact.note.clone())];
    let parts: Vec<_> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    let back = (contact.worker_id == reader).then(|| {
        let (household, id) = (contact.household_id.to_string(), contact.id.to_string());
        view! {
            <ActionForm does="contacts.take_back" key=id.clone() class="inline">
                <input type="hidden" name="household" value=household />
                <input type="hidden" name="contact" value=id />
                <Submit label=lang.t("contacts-take-back") kind="quiet" />
            </ActionForm>
        }
    });
    view! { <Row main detail=parts.join(" · ")>{back}</Row> }.into_any()
}

fn form(lang: Lang, household: Uuid, today: NaiveDate) -> AnyView {
    let named =
        |code: &str, kind: &str| (code.to_owned(), lang.t(&format!("contacts-{kind}-{code}")));
    let channels = Channel::ALL.iter().map(|each| named(each.code(), "channel")).collect();
    let themes = Theme::ALL.iter().map(|each| named(each.code(), "theme")).collect();
    let minutes = ["15", "30", "60", "120"]
        .into_iter()
        .map(|minutes| (minutes.to_owned(), lang.t(&format!("contacts-minutes-{minutes}"))))
        .collect();
    view! {
        <Details summary=lang.t("contacts-add")>
            <ActionForm does="contacts.log">
                <input type="hidden" name="household" value=household.to_string() />
                <ChoiceField name="channel" label=lang.t("contacts-field-channel") options=channels required=true />
                <div class="form-pair">
                    <DateField name="on_day" label=lang.t("contacts-field-day") value=Some(today) required=true />
                    <ChoiceField name="minutes" label=lang.t("contacts-field-minutes") options=minutes blank=lang.t("contacts-minutes-none") />
                </div>
                <TickList name="theme" legend=lang.t("contacts-field-themes") options=themes />
                <DateField name="next_on" label=lang.t("contacts-field-next") />
                <TextArea name="note" label=lang.t("contacts-field-note") hint=lang.t("contacts-hint-note") characters_max=300 />
                <Submit label=lang.t("contacts-add") />
            </ActionForm>
        </Details>
    }
    .into_any()
}

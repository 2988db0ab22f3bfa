//! One organisation: what it is, its mandates, its closing.

use leptos::prelude::*;

use super::{
    Mandate, Organisation,
    page::{id_param, kind_name, kinds},
    service,
};
use crate::{
    access::{Class, journal::Subject},
    error::AppError,
    i18n::Lang,
    journal,
    ui::{
        self, ActionForm, Back, Badge, ButtonLink, ChoiceField, Confirm, DateField, Details,
        PageHead, Panel, Row, Rows, Submit, TextField, Tone,
    },
    visit::Visit,
};

#[component]
pub fn OrganisationPage() -> impl IntoView {
    let visit = Visit::current();
    let id = id_param("id");
    ui::page(async move {
        let actor = visit.actor()?;
        let lang = visit.lang;
        let id = id.ok_or(AppError::NotFound)?;
        let organisation = service::one(&visit.app, actor, id).await?;
        let mandates = service::mandates(&visit.app, actor, id).await?;
        let writes = actor.may_write(Class::Accounts);
        let name = organisation.name.clone();
        let kind = kind_name(lang, organisation.kind);
        let closed = organisation.closed_on.map(|on| {
            let text = lang.with("organisations-closed-on", &[("on", on.into())]);
            view! { <Badge text tone=Tone::Warn /> }
        });
        let mandate = writes.then(|| mandate_form(lang, &organisation));
        let forms = writes.then(|| forms(lang, &organisation));
        let people = format!("/admin/users?organisation={id}");
        Ok(view! {
            {ui::title(name.clone())}
            <Back href="/admin/organisations" label=lang.t("organisations-title") />
            <PageHead heading=name lead=kind>
                {closed}
                <ButtonLink href=people label=lang.t("organisations-people") kind="quiet" />
                <ButtonLink href=journal::path(Subject::Organisation, id) label=lang.t("journal-see") kind="quiet" />
            </PageHead>
            <Panel heading=lang.t("organisations-mandates")>
                {mandate_list(lang, mandates)}
                {mandate}
            </Panel>
            {forms}
        })
    })
}

fn mandate_list(lang: Lang, mandates: Vec<Mandate>) -> impl IntoView {
    if mandates.is_empty() {
        return view! { <p>{lang.t("organisations-mandates-none")}</p> }.into_any();
    }
    let rows = mandates
        .into_iter()
        .map(|mandate| {
            let from = ("from", mandate.from_night.into());
            let nights = match mandate.to_night {
                Some(to) => lang.with("grants-nights", &[from, ("to", to.into())]),
                None => lang.with("grants-nights-open", &[from]),
            };
            view! { <Row main=mandate.label detail=nights /> }
        })
        .collect_view();
    view! { <Rows>{rows}</Rows> }.into_any()
}

fn mandate_form(lang: Lang, organisation: &Organisation) -> impl IntoView + use<> {
    let id = organisation.id.to_string();
    view! {
        <Details summary=lang.t("organisations-mandate-add")>
            <ActionForm does="organisations.add_mandate">
                <input type="hidden" name="organisation" value=id />
                <TextField name="label" label=lang.t("organisations-mandate-label") required=true characters_max=120 />
                <div class="form-pair">
                    <DateField name="from" label=lang.t("grants-from") required=true />
                    <DateField name="to" label=lang.t("grants-to") />
                </div>
                <p class="soft small">{lang.t("grants-to-hint")}</p>
                <Submit label=lang.t("organisations-mandate-add") />
            </ActionForm>
        </Details>
    }
}

fn forms(lang: Lang, organisation: &Organisation) -> impl IntoView + use<> {
    let id = organisation.id.to_string();
    let version = organisation.version.to_string();
    let name = organisation.name.clone();
    let kind = organisation.kind.code();
    let closing = if organisation.closed_on.is_some() {
        reopen_form(lang, organisation).into_any()
    } else {
        close_form(lang, organisation).into_any()
    };
    view! {
        <Panel heading=lang.t("organisations-edit")>
            <ActionForm does="organisations.edit">
                <input type="hidden" name="organisation" value=id />
                <input type="hidden" name="version" value=version />
                <TextField name="name" label=lang.t("organisations-name") value=name required=true characters_max=120 />
                <ChoiceField name="kind" label=lang.t("organisations-kind") options=kinds(lang) value=kind />
                <Submit label=lang.t("save") />
            </ActionForm>
        </Panel>
        {closing}
    }
}

fn close_form(lang: Lang, organisation: &Organisation) -> impl IntoView + use<> {
    let id = organisation.id.to_string();
    let version = organisation.version.to_string();
    view! {
        <Confirm does="organisations.close" label=lang.t("organisations-close")
            question=lang.t("organisations-close-explained") submit=lang.t("organisations-close")>
            <input type="hidden" name="organisation" value=id />
            <input type="hidden" name="version" value=version />
            <DateField name="on" label=lang.t("organisations-close-on") required=true />
        </Confirm>
    }
}

fn reopen_form(lang: Lang, organisation: &Organisation) -> impl IntoView + use<> {
    let id = organisation.id.to_string();
    let version = organisation.version.to_string();
    view! {
        <ActionForm does="organisations.reopen">
            <input type="hidden" name="organisation" value=id />
            <input type="hidden" name="version" value=version />
            <Submit label=lang.t("organisations-reopen") kind="quiet" />
        </ActionForm>
    }
}

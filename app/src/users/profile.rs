//! One user: account, rights, devices.

use leptos::prelude::*;

use super::{Account, page::PassphraseField, service};
use crate::{
    access::{Class, Need, journal::Subject},
    accounts::Session,
    error::AppError,
    grants::{self, section::GrantsSection},
    i18n::Lang,
    journal,
    organisations::page::id_param,
    ui::{
        self, ActionForm, Back, Badge, ButtonLink, Confirm, PageHead, Panel, Row, Rows, Submit,
        TextField, Tone,
    },
    visit::Visit,
};

#[component]
pub fn UserPage() -> impl IntoView {
    let visit = Visit::current();
    let id = id_param("id");
    ui::page(async move {
        let actor = visit.actor()?;
        let lang = visit.lang;
        let id = id.ok_or(AppError::NotFound)?;
        let account = service::one(&visit.app, actor, id).await?;
        let held = grants::service::of_user(&visit.app, actor, id).await?;
        let sessions = service::sessions(&visit.app, actor, id).await?;
        let writes = actor.may_write(Class::Accounts);
        let oneself = actor.user_id == id;
        let tonight = actor.tonight;
        let disabled = account.disabled_at.map(|at| {
            let at = lang.instant(&visit.app.clock, at);
            let text = lang.with("users-disabled-since", &[("at", at.into())]);
            view! { <Badge text tone=Tone::Bad /> }
        });
        let forms = writes.then(|| {
            view! {
                {edit_form(lang, &account)}
                {access_forms(lang, &account, oneself)}
            }
        });
        let name = account.name.clone();
        let lead = format!("{} · {}", account.email, account.organisation);
        Ok(view! {
            {ui::title(name.clone())}
            <Back href="/admin/users" label=lang.t("users-title") />
            <PageHead heading=name lead>
                {disabled}
                <ButtonLink href=journal::path(Subject::User, id) label=lang.t("journal-see") kind="quiet" />
            </PageHead>
            <GrantsSection user=id held tonight writes />
            {devices(&visit, id, sessions, writes)}
            {forms}
        })
    })
}

fn devices(
    visit: &Visit,
    user: uuid::Uuid,
    sessions: Vec<Session>,
    writes: bool,
) -> impl IntoView + use<> {
    let lang = visit.lang;
    let several = sessions.len() > 1 && writes;
    let none = sessions.is_empty();
    let rows = sessions
        .into_iter()
        .map(|session| {
            let at = lang.instant(&visit.app.clock, session.seen_at);
            let hash = session.token_hash;
            let end = writes.then(|| {
                view! {
                    <ActionForm does="users.revoke" key=hash.clone() class="inline">
                        <input type="hidden" name="user" value=user.to_string() />
                        <input type="hidden" name="session" value=hash.clone() />
                        <Submit label=lang.t("accounts-revoke") kind="quiet" />
                    </ActionForm>
                }
            });
            let detail = lang.with("accounts-seen", &[("at", at.into())]);
            view! { <Row main=session.agent detail>{end}</Row> }
        })
        .collect_view();
    let list = if none {
        view! { <p>{lang.t("users-no-device")}</p> }.into_any()
    } else {
        view! { <Rows>{rows}</Rows> }.into_any()
    };
    let all = several.then(|| {
        view! {
            <ActionForm does="users.revoke" key="all" class="inline">
                <input type="hidden" name="user" value=user.to_string() />
                <Submit label=lang.t("users-revoke-all") kind="danger" />
            </ActionForm>
        }
    });
    view! { <Panel heading=lang.t("accounts-devices")>{all}{list}</Panel> }
}

fn edit_form(lang: Lang, account: &Account) -> impl IntoView + use<> {
    let Account { id, name, email, version, .. } = account.clone();
    view! {
        <Panel heading=lang.t("users-edit")>
            <ActionForm does="users.edit">
                <input type="hidden" name="user" value=id.to_string() />
                <input type="hidden" name="version" value=version.to_string() />
                <TextField name="name" label=lang.t("users-name") value=name required=true characters_max=120 />
                <TextField name="email" label=lang.t("users-email") value=email kind="email" required=true />
                <Submit label=lang.t("save") />
            </ActionForm>
        </Panel>
    }
}

fn access_forms(lang: Lang, account: &Account, oneself: bool) -> impl IntoView + use<> {
    let id = account.id.to_string();
    let password = format!("{}/password", super::path(account.id));
    let switch = if oneself {
        view! { <p>{lang.t("users-disable-oneself")}</p> }.into_any()
    } else if account.disabled_at.is_some() {
        view! {
            <ActionForm does="users.enable">
                <input type="hidden" name="user" value=id />
                <Submit label=lang.t("users-enable") />
            </ActionForm>
        }
        .into_any()
    } else {
        view! {
            <p><ButtonLink href=password label=lang.t("users-reset-password") kind="quiet" /></p>
            <Confirm does="users.disable" label=lang.t("users-disable")
                question=lang.t("users-disable-explained") submit=lang.t("users-disable")>
                <input type="hidden" name="user" value=id />
                <TextField name="reason" label=lang.t("users-reason") characters_max=300 />
            </Confirm>
        }
        .into_any()
    };
    view! { <Panel heading=lang.t("users-sign-in")>{switch}</Panel> }
}

#[component]
pub fn PasswordPage() -> impl IntoView {
    let visit = Visit::current();
    let id = id_param("id");
    ui::page(async move {
        let actor = visit.actor()?;
        actor.require(Class::Accounts, Need::Write)?;
        let lang = visit.lang;
        let id = id.ok_or(AppError::NotFound)?;
        let account = service::one(&visit.app, actor, id).await?;
        Ok(view! {
            {ui::title(lang.t("users-reset-password"))}
            <Back href=super::path(id) label=account.name />
            <PageHead heading=lang.t("users-reset-password") lead=lang.t("users-reset-lead") />
            <ActionForm does="users.reset_password">
                <input type="hidden" name="user" value=id.to_string() />
                <PassphraseField lang />
                <Submit label=lang.t("users-reset-password") />
            </ActionForm>
        })
    })
}

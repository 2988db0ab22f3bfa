//! Signing in, and one's own account.

use leptos::prelude::*;

use super::service;
use crate::{
    i18n::Lang,
    ui::{self, ActionForm, ChoiceField, PasswordField, Submit, TextField},
    visit::Visit,
};

#[component]
pub fn SignInPage() -> impl IntoView {
    let visit = Visit::current();
    let lang = visit.lang;
    let next = visit.query.text("next").to_owned();
    view! {
        {ui::title(lang.t("accounts-sign-in"))}
        <section class="accounts-sign-in">
            <h1>{lang.t("accounts-sign-in")}</h1>
            <p class="lead">{lang.t("accounts-sign-in-lead")}</p>
            <ActionForm does="accounts.sign_in">
                <input type="hidden" name="next" value=next />
                <TextField name="email" label=lang.t("accounts-email") kind="email" autocomplete="username" required=true />
                <PasswordField name="password" label=lang.t("accounts-password") autocomplete="current-password" />
                <Submit label=lang.t("accounts-sign-in") />
            </ActionForm>
        </section>
    }
}

#[component]
pub fn AccountPage() -> impl IntoView {
    let visit = Visit::current();
    ui::page(async move {
        let actor = visit.actor()?;
        let lang = visit.lang;
        let user = visit.user()?.clone();
        let sessions = service::sessions(&visit.app, actor).await?;
        let languages =
            Lang::ALL.map(|lang| (lang.code().to_owned(), lang.t("language-name"))).to_vec();
        let themes = ["auto", "light", "dark"]
            .map(|code| (code.to_owned(), lang.t(&format!("theme-{code}"))))
            .to_vec();
        let rows = sessions
            .into_iter()
            .map(|session| {
                let seen = lang.instant(&visit.app.clock, session.seen_at);
                let this = session.form_token == visit.form_token;
                let key = session.token_hash.clone();
                view! {
                    <li class="row">
                        <div class="row-main">
                            <strong>{session.agent}</strong>
                            <span class="row-detail">{lang.with("accounts-seen", &[("at", seen.into())])}</span>
                        </div>
                        {if this {
                            view! { <span class="badge">{lang.t("accounts-this-device")}</span> }.into_any()
                        } else {
                            view! {
                                <ActionForm does="accounts.revoke" key=key.clone() class="inline">
                                    <input type="hidden" name="session" value=key />
                                    <Submit label=lang.t("accounts-revoke") kind="quiet" />
                                </ActionForm>
                            }.into_any()
                        }}
                    </li>
                }
            })
            .collect_view();
        Ok(view! {
            {ui::title(lang.t("nav-account"))}
            <h1>{user.name.clone()}</h1>
            <p class="lead">{user.email.clone()} " · " {user.organisation.clone()}</p>
            <section class="panel">
                <h2>{lang.t("accounts-preferences")}</h2>
                <ActionForm does="accounts.prefer" class="form-row">
                    <input type="hidden" name="next" value="/account" />
                    <ChoiceField name="language" label=lang.t("accounts-language") options=languages value=lang.code() />
                    <ChoiceField name="theme" label=lang.t("accounts-theme") options=themes value=visit.theme.clone() />
                    <Submit label=lang.t("save") />
                </ActionForm>
            </section>
            <section class="panel">
                <h2>{lang.t("accounts-devices")}</h2>
                <ul class="rows">{rows}</ul>
            </section>
            <section class="panel">
                <h2>{lang.t("accounts-change-password")}</h2>
                <ActionForm does="accounts.change_password">
                    <PasswordField name="current" label=lang.t("accounts-password-current") autocomplete="current-password" />
                    <PasswordField name="wanted" label=lang.t("accounts-password-wanted")
                        hint=lang.t("accounts-password-hint") autocomplete="new-password" />
                    <Submit label=lang.t("accounts-change-password") />
                </ActionForm>
            </section>
            <ActionForm does="accounts.sign_out" class="inline">
                <Submit label=lang.t("accounts-sign-out") kind="quiet" />
            </ActionForm>
        })
    })
}

//! The list of users, and adding one.

use leptos::prelude::*;
use uuid::Uuid;

use super::{Listed, State, passphrase, rules::Filter, service};
use crate::{
    access::{Class, Need, Role},
    grants::{self, role_key},
    i18n::Lang,
    organisations,
    ui::{
        self, ActionForm, Back, Badge, ButtonLink, ChoiceField, Empty, FilterForm, Glyph, PageHead,
        Pager, Row, Rows, Submit, TextArea, TextField, Tone,
    },
    visit::Visit,
};

const PAGE_USERS: i64 = 50;

#[component]
pub fn UsersPage() -> impl IntoView {
    let visit = Visit::current();
    ui::page(async move {
        let actor = visit.actor()?;
        let lang = visit.lang;
        let query = &visit.query;
        let filter = Filter {
            typed: query.text("q").to_owned(),
            organisation: Uuid::parse_str(query.text("organisation")).ok(),
            role: Role::parse(query.text("role")),
            state: State::parse(query.text("state")),
        };
        let tonight = actor.tonight;
        let organisations = organisations::service::list(&visit.app, actor).await?;
        let organisations = organisations
            .into_iter()
            .map(|each| (each.organisation.id.to_string(), each.organisation.name))
            .collect();
        let mut users = service::list(&visit.app, actor).await?;
        users.retain(|user| filter.keeps(user, tonight));
        let total = i64::try_from(users.len()).unwrap_or(i64::MAX);
        let page = query.text("page").parse().unwrap_or(1_i64).max(1);
        let before = usize::try_from((page - 1).saturating_mul(PAGE_USERS)).unwrap_or(usize::MAX);
        let rows: Vec<_> = users
            .into_iter()
            .skip(before)
            .take(usize::try_from(PAGE_USERS).unwrap_or(usize::MAX))
            .map(|user| row(lang, user, tonight))
            .collect();
        Ok(view! {
            {ui::title(lang.t("users-title"))}
            <Back href="/admin" label=lang.t("nav-admin") />
            <PageHead heading=lang.t("users-title") lead=lang.with("users-count", &[("n", total.into())])>
                <ButtonLink href="/admin/users/new" label=lang.t("users-add") glyph=Glyph::Add />
            </PageHead>
            {filters(lang, organisations)}
            {if rows.is_empty() {
                view! { <Empty text=lang.t("users-none") /> }.into_any()
            } else {
                view! { <Rows>{rows}</Rows> }.into_any()
            }}
            <Pager page per_page=PAGE_USERS total />
        })
    })
}

fn filters(lang: Lang, organisations: Vec<(String, String)>) -> impl IntoView {
    let states: Vec<_> = State::ALL
        .iter()
        .map(|state| (state.code().to_owned(), state_name(lang, *state)))
        .collect();
    view! {
        <FilterForm search=lang.t("users-search") filters=vec!["organisation", "role", "state"]>
            <ChoiceField name="organisation" label=lang.t("users-organisation") options=organisations
                blank=lang.t("users-any-organisation") />
            <ChoiceField name="role" label=lang.t("users-role") options=grants::roles::names(lang)
                blank=lang.t("users-any-role") />
            <ChoiceField name="state" label=lang.t("users-state") options=states blank=lang.t("users-any-state") />
        </FilterForm>
    }
}

pub(super) fn state_name(lang: Lang, state: State) -> String {
    lang.t(&format!("users-state-{}", state.code()))
}

fn row(lang: Lang, user: Listed, tonight: chrono::NaiveDate) -> impl IntoView {
    let state = [(State::Disabled, Tone::Bad), (State::WithoutRight, Tone::Warn)];
    let badge = state
        .into_iter()
        .find(|(state, _)| user.is(*state, tonight))
        .map(|(state, tone)| (state_name(lang, state), tone))
        .or_else(|| {
            let on = user.next_end(tonight)?;
            Some((lang.with("users-ends-on", &[("on", on.into())]), Tone::Warn))
        });
    let badge = badge.map(|(text, tone)| view! { <Badge text tone /> });
    let mut roles: Vec<_> = user.rights.iter().map(|right| right.role).collect();
    roles.sort();
    roles.dedup();
    let roles = roles.into_iter().map(|role| lang.t(&role_key(role)));
    let account = user.account;
    let detail: Vec<_> = [account.organisation].into_iter().chain(roles).collect();
    view! {
        <Row main=account.name detail=detail.join(" · ") href=super::path(account.id)>{badge}</Row>
    }
}

#[component]
pub fn NewUserPage() -> impl IntoView {
    let visit = Visit::current();
    ui::page(async move {
        let actor = visit.actor()?;
        actor.require(Class::Accounts, Need::Write)?;
        let lang = visit.lang;
        let organisations = organisations::service::list(&visit.app, actor).await?;
        let organisations = organisations
            .into_iter()
            .filter(|each| each.organisation.is_open_on(actor.tonight))
            .map(|each| (each.organisation.id.to_string(), each.organisation.name))
            .collect();
        let chosen = visit.query.text("organisation").to_owned();
        Ok(view! {
            {ui::title(lang.t("users-add"))}
            <Back href="/admin/users" label=lang.t("users-title") />
            <PageHead heading=lang.t("users-add") lead=lang.t("users-add-lead") />
            <ActionForm does="users.add">
                <TextField name="name" label=lang.t("users-name") required=true characters_max=120 />
                <TextField name="email" label=lang.t("users-email") kind="email" required=true />
                <ChoiceField name="organisation_id" label=lang.t("users-organisation") options=organisations
                    value=chosen blank=lang.t("users-choose") required=true />
                <PassphraseField lang />
                <Submit label=lang.t("users-add") />
            </ActionForm>
        })
    })
}

/// A passphrase made up for this form alone: all of it is in sight until the form is
/// sent, on a phone too, and nowhere after.
#[component]
pub fn PassphraseField(lang: Lang) -> impl IntoView {
    view! {
        <div class="admin-passphrase">
            <TextArea name="password" label=lang.t("users-passphrase") hint=lang.t("users-passphrase-hint")
                value=passphrase::propose() characters_max=256 />
        </div>
    }
}

//! Giving a right, and one right with its end.

use chrono::NaiveDate;
use leptos::prelude::*;
use uuid::Uuid;

use super::{
    Held, Site, role_key,
    roles::{RoleReach, names},
    rules::{self, Standing},
    section::{frame, nights},
    service::{self, Choices},
};
use crate::{
    access::{Class, Need, Role},
    error::AppError,
    form::{Form, parse_date},
    i18n::Lang,
    organisations::page::id_param,
    ui::{
        self, ActionForm, Back, ButtonLink, ChoiceField, Confirm, DateField, Notice, PageHead,
        Panel, Submit, TextField, TickList, Tone,
    },
    users::{self, Account},
    visit::Visit,
};

/// More sites than this are searched, not listed.
const SITES_LISTED: usize = 40;

#[component]
pub fn NewGrantPage() -> impl IntoView {
    let visit = Visit::current();
    let id = id_param("id");
    ui::page(async move {
        let actor = visit.actor()?;
        actor.require(Class::Accounts, Need::Write)?;
        let lang = visit.lang;
        let id = id.ok_or(AppError::NotFound)?;
        let account = users::service::one(&visit.app, actor, id).await?;
        let role = Role::parse(visit.query.text("role"));
        let organisation = Uuid::parse_str(visit.query.text("organisation")).ok();
        let choices = service::choices(&visit.app, actor, organisation).await?;
        let chosen = organisation.filter(|id| choices.organisations.iter().any(|o| o.id == *id));
        let first = choose(lang, role, chosen.unwrap_or(account.organisation_id), &choices);
        let second = role.zip(chosen).map(|(role, organisation)| {
            let query = &visit.query;
            let search = role
                .only_own_sites()
                .then(|| site_search(lang, role, organisation, query));
            let form = give(lang, &account, role, organisation, &choices, query, actor.tonight);
            view! { <Panel heading=lang.t("grants-step-dates")><RoleReach role />{search}{form}</Panel> }
        });
        Ok(view! {
            {ui::title(lang.t("grants-give"))}
            <Back href=users::path(id) label=account.name.clone() />
            <PageHead heading=lang.with("grants-give-to", &[("name", account.name.clone().into())]) />
            <Panel heading=lang.t("grants-step-role")>
                {first}
                <p><a href="/admin/roles">{lang.t("grants-roles-title")}</a></p>
            </Panel>
            {second}
        })
    })
}

/// First the role and the organisation: what else is asked depends on them.
fn choose(
    lang: Lang,
    role: Option<Role>,
    organisation: Uuid,
    choices: &Choices,
) -> impl IntoView + use<> {
    let organisations =
        choices.organisations.iter().map(|each| (each.id.to_string(), each.name.clone())).collect();
    view! {
        <form method="get" class="form form-row">
            <ChoiceField name="role" label=lang.t("users-role") options=names(lang)
                value=role.map(Role::code).unwrap_or_default() blank=lang.t("grants-choose-role") required=true />
            <ChoiceField name="organisation" label=lang.t("grants-in-the-name-of") options=organisations
                value=organisation.to_string() required=true />
            <Submit label=lang.t("grants-continue") kind=if role.is_some() { "quiet" } else { "primary" } />
        </form>
    }
}

fn site_search(lang: Lang, role: Role, organisation: Uuid, query: &Form) -> impl IntoView + use<> {
    let typed = query.text("q").to_owned();
    view! {
        <form method="get" class="form" role="search">
            <input type="hidden" name="role" value=role.code() />
            <input type="hidden" name="organisation" value=organisation.to_string() />
            <TextField name="q" label=lang.t("grants-site-search") hint=lang.t("grants-site-search-hint")
                value=typed kind="search" />
            <Submit label=lang.t("grants-site-find") kind="quiet" />
        </form>
    }
}

fn give(
    lang: Lang,
    account: &Account,
    role: Role,
    organisation: Uuid,
    choices: &Choices,
    query: &Form,
    tonight: NaiveDate,
) -> impl IntoView + use<> {
    let mandate = rules::needs_mandate(role).then(|| {
        let options: Vec<_> =
            choices.mandates.iter().map(|each| (each.id.to_string(), each.label.clone())).collect();
        let none = options.is_empty().then(|| {
            let href = crate::organisations::path(organisation);
            view! {
                <Notice text=lang.t("grants-mandate-none") tone=Tone::Warn>
                    <p><a href=href>{lang.t("organisations-mandate-add")}</a></p>
                </Notice>
            }
        });
        let wanted = query.text("mandate").to_owned();
        view! {
            {none}
            <ChoiceField name="mandate_id" label=lang.t("grants-mandate") options value=wanted
                blank=lang.t("grants-choose-mandate") required=true />
        }
    });
    let sites = role
        .only_own_sites()
        .then(|| site_ticks(lang, organisation, &choices.sites, query.text("q")));
    let from = parse_date(query.text("from")).unwrap_or(tonight).max(tonight);
    let ends = rules::needs_end(role);
    let user = account.id.to_string();
    let hint = lang.t(if ends { "grants-to-needed-hint" } else { "grants-to-hint" });
    view! {
        <ActionForm does="grants.add">
            <input type="hidden" name="user" value=user />
            <input type="hidden" name="role" value=role.code() />
            <input type="hidden" name="organisation" value=organisation.to_string() />
            {mandate}
            {sites}
            <div class="form-pair">
                <DateField name="from" label=lang.t("grants-from") value=Some(from) required=true />
                <DateField name="to" label=lang.t("grants-to") required=ends />
            </div>
            <p class="soft small">{hint}</p>
            <Submit label=lang.t("grants-give") />
        </ActionForm>
    }
}

/// Sites of the organisation first; without a tick, it is those that are reached.
fn site_ticks(
    lang: Lang,
    organisation: Uuid,
    sites: &[Site],
    typed: &str,
) -> impl IntoView + use<> {
    let own = sites.iter().filter(|site| site.manager_id == organisation).count();
    let mut found = rules::found(sites, typed);
    found.sort_by_key(|site| site.manager_id != organisation);
    let more = found.len().saturating_sub(SITES_LISTED);
    let options = found
        .into_iter()
        .take(SITES_LISTED)
        .map(|site| {
            let label = format!("{} · {} · {}", site.name, site.territory_name, site.code);
            (site.id.to_string(), label)
        })
        .collect::<Vec<_>>();
    let none = options.is_empty();
    let hint = if own == 0 {
        lang.t("grants-sites-tick")
    } else {
        lang.with("grants-sites-own", &[("n", own.into())])
    };
    view! {
        <p>{hint}</p>
        {none.then(|| view! { <Notice text=lang.t("grants-sites-none-found") tone=Tone::Warn /> })}
        <TickList name="sites" legend=lang.t("grants-sites") options />
        {(more > 0).then(|| view! { <p>{lang.with("grants-sites-more", &[("n", more.into())])}</p> })}
    }
}

#[component]
pub fn GrantPage() -> impl IntoView {
    let visit = Visit::current();
    let id = id_param("id");
    ui::page(async move {
        let actor = visit.actor()?;
        let lang = visit.lang;
        let id = id.ok_or(AppError::NotFound)?;
        let held = service::one(&visit.app, actor, id).await?;
        let running = matches!(held.standing(actor.tonight), Standing::InForce | Standing::ToCome);
        let end = (running && actor.may_write(Class::Accounts))
            .then(|| end_form(lang, &held, actor.tonight));
        let again = actor.may_write(Class::Accounts).then(|| {
            view! { <ButtonLink href=again(&held) label=lang.t("grants-again") kind="quiet" /> }
        });
        let role = lang.t(&role_key(held.role));
        let lead = format!("{} · {}", held.user_name, frame(&held));
        let given = held
            .given_by
            .clone()
            .map(|name| lang.with("grants-given-by", &[("name", name.into())]));
        Ok(view! {
            {ui::title(role.clone())}
            <Back href=users::path(held.user_id) label=held.user_name.clone() />
            <PageHead heading=role lead>{again}</PageHead>
            <p>{nights(lang, &held)}</p>
            {given.map(|text| view! { <p class="soft">{text}</p> })}
            <Panel heading=lang.t("grants-reaches")><RoleReach role=held.role /></Panel>
            {end}
        })
    })
}

/// The form for the same right from the night this one ends.
fn again(held: &Held) -> String {
    let organisation = held.organisation_id.to_string();
    let mandate = held.mandate_id.map(|id| id.to_string()).unwrap_or_default();
    let from = held.to_night.map(|to| to.to_string()).unwrap_or_default();
    let codes: Vec<_> = held.sites.iter().map(|site| site.code.as_str()).collect();
    Form::default().address_with(
        &format!("{}/grant", users::path(held.user_id)),
        &[
            ("role", held.role.code()),
            ("organisation", &organisation),
            ("mandate", &mandate),
            ("from", &from),
            ("q", &codes.join(", ")),
        ],
    )
}

fn end_form(lang: Lang, held: &Held, tonight: NaiveDate) -> impl IntoView + use<> {
    let shown = held.to_night.map(|to| to.to_string()).unwrap_or_default();
    let first = held.from_night.max(tonight);
    let grant = held.id.to_string();
    view! {
        <Confirm does="grants.end" label=lang.t("grants-end")
            question=lang.t("grants-end-explained") submit=lang.t("grants-end")>
            <input type="hidden" name="grant" value=grant />
            <input type="hidden" name="shown" value=shown />
            <DateField name="on" label=lang.t("grants-end-on") hint=lang.t("grants-end-hint")
                value=Some(first) required=true />
            <TextField name="reason" label=lang.t("users-reason") characters_max=300 />
        </Confirm>
    }
}

//! The first page of the administration: what there is, and what needs a look.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::{Listed, State, page::state_name, service};
use crate::{
    access::Class,
    error::AppError,
    i18n::Lang,
    journal, organisations,
    ui::{self, ButtonLink, Glyph, PageHead, Row, Rows, Tile, Tiles, Tone},
    visit::Visit,
};

#[component]
pub fn AdminPage() -> impl IntoView {
    let visit = Visit::current();
    ui::page(async move {
        let actor = visit.actor()?;
        let lang = visit.lang;
        let reviews = journal::service::may_review(actor);
        if !reviews {
            return Err(AppError::Forbidden);
        }
        let keeps = actor.may_read(Class::Accounts);
        let tiles = if keeps {
            let users = service::list(&visit.app, actor).await?;
            let open = organisations::service::list(&visit.app, actor).await?;
            let open =
                open.iter().filter(|each| each.organisation.is_open_on(actor.tonight)).count();
            Some(tiles(lang, &users, open, actor.tonight))
        } else {
            None
        };
        let lists = keeps.then(|| {
            view! {
                <Row main=lang.t("users-title") detail=lang.t("users-title-detail") href="/admin/users" />
                <Row main=lang.t("organisations-title") detail=lang.t("organisations-title-detail")
                    href="/admin/organisations" />
                <Row main=lang.t("grants-roles-title") detail=lang.t("grants-roles-detail") href="/admin/roles" />
            }
        });
        Ok(view! {
            {ui::title(lang.t("nav-admin"))}
            <PageHead heading=lang.t("nav-admin")>
                {keeps.then(|| view! {
                    <ButtonLink href="/admin/users/new" label=lang.t("users-add") glyph=Glyph::Add />
                })}
            </PageHead>
            {tiles}
            <Rows>
                {lists}
                <Row main=lang.t("journal-log-title") detail=lang.t("journal-log-detail") href="/admin/access-log" />
            </Rows>
        })
    })
}

/// What there is, and what needs a look.
fn tiles(lang: Lang, users: &[Listed], open: usize, tonight: NaiveDate) -> impl IntoView + use<> {
    let states = State::ALL.iter().map(|state| {
        let count = users.iter().filter(|user| user.is(*state, tonight)).count();
        let looked_at = matches!(state, State::WithoutRight | State::Ending);
        let tone = if looked_at && count > 0 { Tone::Warn } else { Tone::Neutral };
        let unit = lang.with("users-unit", &[("n", count.into())]);
        let href = format!("/admin/users?state={}", state.code());
        view! { <Tile label=state_name(lang, *state) figure=count.to_string() unit href tone /> }
    });
    let states: Vec<_> = states.collect();
    view! {
        <Tiles>
            {states}
            <Tile label=lang.t("organisations-open") figure=open.to_string()
                unit=lang.with("organisations-unit", &[("n", open.into())]) href="/admin/organisations" />
        </Tiles>
    }
}

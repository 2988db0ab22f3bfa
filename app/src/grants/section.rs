//! The rights of one user: those that count now, and those that were.

use chrono::NaiveDate;
use leptos::prelude::*;
use uuid::Uuid;

use super::{Held, role_key, rules::Standing};
use crate::{
    i18n::Lang,
    ui::{Badge, ButtonLink, Details, Glyph, Panel, Row, Rows, Tone},
    users,
    visit::Visit,
};

#[component]
pub fn GrantsSection(
    user: Uuid,
    held: Vec<Held>,
    tonight: NaiveDate,
    writes: bool,
) -> impl IntoView {
    let lang = Visit::current().lang;
    let (current, past): (Vec<_>, Vec<_>) = held
        .into_iter()
        .partition(|held| matches!(held.standing(tonight), Standing::InForce | Standing::ToCome));
    let none = current.is_empty();
    let rows =
        |held: Vec<Held>| held.into_iter().map(|held| row(lang, &held, tonight)).collect_view();
    let current = if none {
        view! { <p>{lang.t("grants-none")}</p> }.into_any()
    } else {
        let rows = rows(current);
        view! { <Rows>{rows}</Rows> }.into_any()
    };
    let past = (!past.is_empty()).then(|| {
        let summary = lang.with("grants-past", &[("n", past.len().into())]);
        let rows = rows(past);
        view! { <Details summary><Rows>{rows}</Rows></Details> }
    });
    let give = format!("{}/grant", users::path(user));
    let give = writes.then(|| {
        view! { <p><ButtonLink href=give label=lang.t("grants-give") glyph=Glyph::Add /></p> }
    });
    view! { <Panel heading=lang.t("grants-title")>{give}{current}{past}</Panel> }
}

fn row(lang: Lang, held: &Held, tonight: NaiveDate) -> impl IntoView + use<> {
    let badge = match held.standing(tonight) {
        Standing::InForce => None,
        Standing::ToCome => Some((lang.t("grants-to-come"), Tone::Info)),
        Standing::Ended => Some((lang.t("grants-ended-badge"), Tone::Neutral)),
        Standing::Cancelled => Some((lang.t("grants-cancelled"), Tone::Neutral)),
    };
    let badge = badge.map(|(text, tone)| view! { <Badge text tone /> });
    let main = lang.t(&role_key(held.role));
    let detail = format!("{} · {}", frame(held), nights(lang, held));
    view! { <Row main detail href=super::path(held.id)>{badge}</Row> }
}

/// In whose name and where: `Les Amandiers · Lot 2 · Le Tilleul, Les Lilas`.
pub(super) fn frame(held: &Held) -> String {
    let sites: Vec<_> = held.sites.iter().map(|site| site.name.as_str()).collect();
    let sites = sites.join(", ");
    [held.organisation.as_str(), held.mandate.as_deref().unwrap_or_default(), &sites]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" · ")
}

pub(super) fn nights(lang: Lang, held: &Held) -> String {
    match held.to_night {
        Some(to) => {
            lang.with("grants-nights", &[("from", held.from_night.into()), ("to", to.into())])
        }
        None => lang.with("grants-nights-open", &[("from", held.from_night.into())]),
    }
}

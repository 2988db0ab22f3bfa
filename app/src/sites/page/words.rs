//! How sites' figures, periods and states are said.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::{
    i18n::Lang,
    occupation::rules::UnitState,
    sites::SiteState,
    ui::{Badge, Tone},
};

/// From an evening to a morning: the end is never a night slept.
pub fn period(lang: Lang, from: NaiveDate, to: Option<NaiveDate>) -> String {
    match to {
        Some(to) => lang.with("sites-period", &[("from", from.into()), ("to", to.into())]),
        None => lang.with("sites-period-open", &[("from", from.into())]),
    }
}

/// `18,50 €`, `€18.50`.
pub fn euros(lang: Lang, cents: i32) -> String {
    let (whole, part) = (cents / 100, cents % 100);
    match lang {
        Lang::Fr => format!("{whole},{part:02}\u{a0}€"),
        Lang::En => format!("€{whole}.{part:02}"),
    }
}

/// `85,6 %`, `85.6%`, from tenths of a percent.
pub fn percent(lang: Lang, tenths: i32) -> String {
    let (whole, part) = (tenths / 10, tenths % 10);
    match lang {
        Lang::Fr => format!("{whole},{part}\u{a0}%"),
        Lang::En => format!("{whole}.{part}%"),
    }
}

pub fn state_badge(lang: Lang, state: SiteState) -> impl IntoView + use<> {
    let tone = match state {
        SiteState::Open => Tone::Good,
        SiteState::Suspended | SiteState::Closing => Tone::Warn,
        SiteState::Closed => Tone::Neutral,
        SiteState::Prospect | SiteState::Visited | SiteState::Agreed => Tone::Info,
    };
    let text = lang.t(&format!("sites-state-{}", state.code()));
    view! { <Badge text tone /> }
}

/// A unit tonight; `None` is not in service.
pub fn unit_state_badge(lang: Lang, state: Option<UnitState>) -> impl IntoView + use<> {
    let (key, tone) = match state {
        Some(UnitState::Free) => ("units-state-free", Tone::Good),
        Some(UnitState::Occupied) => ("units-state-occupied", Tone::Neutral),
        Some(UnitState::Held) => ("units-state-held", Tone::Info),
        Some(UnitState::OutOfService) => ("units-state-out", Tone::Warn),
        None => ("units-state-not-in-service", Tone::Neutral),
    };
    view! { <Badge text=lang.t(key) tone /> }
}

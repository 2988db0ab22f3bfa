//! What a site may become, and whether it takes a booking.

use chrono::NaiveDate;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
use uuid::Uuid;

use super::{Measure, Site, SiteKind, SiteState};
use crate::{i18n::Message, nights::Nights};

/// The life of a site (domain C.2). What is not here is refused.
const LIFE: [(SiteState, &[SiteState]); 7] = [
    (SiteState::Prospect, &[SiteState::Visited]),
    (SiteState::Visited, &[SiteState::Agreed]),
    (SiteState::Agreed, &[SiteState::Open]),
    (SiteState::Open, &[SiteState::Suspended, SiteState::Closing]),
    (SiteState::Suspended, &[SiteState::Open, SiteState::Closing]),
    // A closing day may move, or be given up.
    (SiteState::Closing, &[SiteState::Closed, SiteState::Closing, SiteState::Open]),
    (SiteState::Closed, &[SiteState::Open]),
];

/// A step somebody asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub to: SiteState,
    /// The closing day, or the end of the agreement.
    pub on: Option<NaiveDate>,
    pub review_on: Option<NaiveDate>,
    pub reason: String,
}

/// What the guards of a step need to know.
#[derive(Clone, Copy, Debug)]
pub struct Facts {
    pub tonight: NaiveDate,
    /// Units in service tonight.
    pub units: i64,
}

pub fn next_states(state: SiteState) -> &'static [SiteState] {
    LIFE.iter().find(|(each, _)| *each == state).map_or(&[], |(_, next)| *next)
}

/// Every reason why the step cannot be taken, by field. Who still lives in a closing
/// site is asked apart: the answer names them.
pub fn check_step(site: &Site, step: &Step, facts: Facts) -> Vec<(&'static str, Message)> {
    let mut problems = Vec::new();
    if !next_states(site.state).contains(&step.to) {
        return vec![("to", Message::new("sites-step-impossible"))];
    }
    match step.to {
        SiteState::Open => check_opening(site, facts, &mut problems),
        SiteState::Suspended => {
            if step.reason.is_empty() {
                problems.push(("reason", Message::new("field-required")));
            }
            check_date("review_on", step.review_on, facts.tonight, &mut problems);
        }
        SiteState::Closing => check_date("on", step.on, facts.tonight, &mut problems),
        SiteState::Agreed => {
            if step.on.is_some_and(|ends| ends <= facts.tonight) {
                problems.push(("on", Message::new("sites-date-past")));
            }
        }
        SiteState::Closed => {
            if let Some(day) = site.closes_on.filter(|day| *day > facts.tonight) {
                problems.push(("to", Message::new("sites-closes-later").with("date", day)));
            }
        }
        SiteState::Prospect | SiteState::Visited => {}
    }
    problems
}

fn check_opening(site: &Site, facts: Facts, problems: &mut Vec<(&'static str, Message)>) {
    if site.measure == Measure::ByUnit && facts.units == 0 {
        problems.push(("to", Message::new("sites-opens-without-unit")));
    }
    if let Some(ended) = site.agreement_ends.filter(|ends| *ends <= facts.tonight) {
        problems.push(("to", Message::new("sites-agreement-over").with("date", ended)));
    }
}

fn check_date(
    field: &'static str,
    date: Option<NaiveDate>,
    tonight: NaiveDate,
    problems: &mut Vec<(&'static str, Message)>,
) {
    match date {
        None => problems.push((field, Message::new("field-required"))),
        Some(date) if date < tonight => {
            problems.push((field, Message::new("sites-date-past")));
        }
        Some(_) => {}
    }
}

/// The site after a step that was allowed.
pub fn stepped(site: &Site, step: &Step) -> Site {
    let mut after = site.clone();
    after.state = step.to;
    match step.to {
        SiteState::Agreed => after.agreement_ends = step.on.or(site.agreement_ends),
        SiteState::Closing => after.closes_on = step.on,
        SiteState::Open => after.closes_on = None,
        _ => {}
    }
    after
}

/// Whether a new booking of these nights may be made here (B-8, CAP-4). `stopped`: an
/// admission stop is in force on its first night. `openings`: none is every night.
pub fn may_book(
    site: &Site,
    stopped: bool,
    openings: &[Nights],
    nights: Nights,
) -> Result<(), Message> {
    let said = |key| Message::new(key).with("site", site.name.as_str());
    match site.state {
        SiteState::Prospect | SiteState::Visited | SiteState::Agreed => {
            return Err(said("sites-not-open"));
        }
        SiteState::Closed => return Err(said("sites-closed")),
        SiteState::Suspended => return Err(said("sites-suspended")),
        SiteState::Open | SiteState::Closing if stopped => {
            return Err(said("sites-suspended"));
        }
        SiteState::Open | SiteState::Closing => {}
    }
    let beyond = |last: NaiveDate| nights.to().is_none_or(|to| to > last);
    if let Some(day) = site.closes_on.filter(|day| beyond(*day)) {
        return Err(said("sites-closes-before").with("date", day));
    }
    if let Some(day) = site.agreement_ends.filter(|day| beyond(*day)) {
        return Err(said("sites-agreement-ends-before").with("date", day));
    }
    match first_night_shut(openings, nights) {
        Some(night) => Err(said("sites-shut-then").with("night", night)),
        None => Ok(()),
    }
}

/// The first night the opening calendar leaves out.
pub fn first_night_shut(openings: &[Nights], nights: Nights) -> Option<NaiveDate> {
    let mut night = nights.from();
    while !openings.is_empty() {
        if nights.to().is_some_and(|to| night >= to) {
            return None;
        }
        let until = openings
            .iter()
            .filter(|each| each.contains(night))
            .map(|each| each.to())
            .max_by_key(|to| to.unwrap_or(NaiveDate::MAX));
        match until {
            None => return Some(night),
            Some(None) => return None,
            Some(Some(to)) => night = to,
        }
    }
    None
}

/// Whether the site opens on a night at all: its state, its dates and its calendar.
pub fn opens_on(site: &Site, openings: &[Nights], night: NaiveDate) -> bool {
    let lives = matches!(site.state, SiteState::Open | SiteState::Suspended | SiteState::Closing);
    lives
        && site.closes_on.is_none_or(|day| night < day)
        && (openings.is_empty() || openings.iter().any(|each| each.contains(night)))
}

/// What is left of a dated row when another takes its nights `taken`.
pub fn remains(nights: Nights, taken: Nights) -> Vec<Nights> {
    let before = nights.split(taken.from()).0;
    let after = taken.to().and_then(|to| nights.split(to).1);
    before.into_iter().chain(after).collect()
}

/// CAP-1: places of units in service beyond those physically there. A warning, never a refusal.
pub fn places_beyond_installed(places: i32, installed: Option<i32>) -> Option<Message> {
    let installed = installed.filter(|installed| places > *installed)?;
    Some(
        Message::new("sites-places-beyond-installed")
            .with("places", places)
            .with("installed", installed),
    )
}

/// Net occupancy of a night in tenths of a percent (OCC-01); `None` where it means nothing.
pub fn net_occupancy(measure: Measure, persons: i32, places_net: i32) -> Option<i32> {
    (measure == Measure::ByUnit && places_net > 0)
        .then(|| (persons * 1000 + places_net / 2) / places_net)
}

/// What a list of sites is narrowed to; empty is everything.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    pub words: &'a str,
    pub kind: Option<SiteKind>,
    pub state: Option<SiteState>,
    pub territory: &'a str,
    pub manager: Option<Uuid>,
}

/// Every word, in any order, somewhere in the name, the code, the address or the commune.
pub fn matches(site: &Site, wanted: Wanted<'_>) -> bool {
    let text =
        folded(&format!("{} {} {} {}", site.name, site.code, site.address, site.territory_name));
    wanted.kind.is_none_or(|kind| site.kind == kind)
        && wanted.state.is_none_or(|state| site.state == state)
        && wanted.manager.is_none_or(|id| site.manager_id == id)
        && (wanted.territory.is_empty() || site.territory == wanted.territory)
        && folded(wanted.words).split_whitespace().all(|word| text.contains(word))
}

/// An INSEE code: five figures, or Corsica's letter in the second place.
pub fn is_territory(code: &str) -> bool {
    code.len() == 5
        && code
            .chars()
            .enumerate()
            .all(|(place, c)| c.is_ascii_digit() || (place == 1 && matches!(c, 'A' | 'B')))
}

/// `14:00`.
pub fn is_hour(text: &str) -> bool {
    chrono::NaiveTime::parse_from_str(text, "%H:%M").is_ok() && text.len() == 5
}

/// `18,50`, `18.5` or `18 €` in cents; at most 100 000 €.
pub fn parse_cents(text: &str) -> Option<i32> {
    let text: String = text.chars().filter(|c| !c.is_whitespace() && *c != '€').collect();
    let (euros, cents) = match text.split_once([',', '.']) {
        Some((euros, cents)) => (euros.to_owned(), cents.to_owned()),
        None => (text, String::new()),
    };
    let figures = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    if euros.is_empty() || !figures(&euros) || !figures(&cents) || cents.len() > 2 {
        return None;
    }
    let cents = format!("{cents:0<2}").parse::<i32>().ok()?;
    let euros = euros.parse::<i32>().ok().filter(|euros| *euros < 100_000)?;
    Some(euros * 100 + cents)
}

/// Lower case without accents.
pub fn folded(text: &str) -> String {
    text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests;

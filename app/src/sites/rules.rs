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
    (
        SiteState::Closing,
        &[SiteState::Closed, SiteState::Closing, SiteState::Open],
    ),
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
    LIFE.iter()
        .find(|(each, _)| *each == state)
        .map_or(&[], |(_, next)| *next)
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
        problems.push((
            "to",
            Message::new("sites-agreement-over").with("date", ended),
        ));
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
    let lives = matches!(
        site.state,
        SiteState::Open | SiteState::Suspended | SiteState::Closing
    );
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
    let text = folded(&format!(
        "{} {} {} {}",
        site.name, site.code, site.address, site.territory_name
    ));
    wanted.kind.is_none_or(|kind| site.kind == kind)
        && wanted.state.is_none_or(|state| site.state == state)
        && wanted.manager.is_none_or(|id| site.manager_id == id)
        && (wanted.territory.is_empty() || site.territory == wanted.territory)
        && folded(wanted.words)
            .split_whitespace()
            .all(|word| text.contains(word))
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
    let text: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '€')
        .collect();
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
    text.nfd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn june(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 6, day).unwrap()
    }

    fn site(state: SiteState) -> Site {
        Site {
            id: Uuid::nil(),
            code: "S-1".into(),
            name: "Sas Ourcq".into(),
            kind: SiteKind::Sas,
            measure: Measure::ByUnit,
            state,
            manager_id: Uuid::nil(),
            address: String::new(),
            territory: "75119".into(),
            territory_name: "Paris 19e".into(),
            latitude: None,
            longitude: None,
            amenities: String::new(),
            checkin_from: "14:00".into(),
            checkout_until: "12:00".into(),
            no_show_at: "22:00".into(),
            agreement_ends: None,
            closes_on: None,
            stay_target_nights: None,
            version: 1,
        }
    }

    fn step(to: SiteState) -> Step {
        Step {
            to,
            on: None,
            review_on: None,
            reason: String::new(),
        }
    }

    fn facts(units: i64) -> Facts {
        Facts {
            tonight: june(10),
            units,
        }
    }

    fn refused(site: &Site, step: &Step, units: i64) -> Vec<(&'static str, &'static str)> {
        check_step(site, step, facts(units))
            .into_iter()
            .map(|(field, message)| (field, message.key))
            .collect()
    }

    #[test]
    fn only_the_steps_of_the_life_cycle_are_taken() {
        let given = |to| Step {
            on: Some(june(20)),
            review_on: Some(june(12)),
            reason: "x".into(),
            ..step(to)
        };
        for (from, expected) in LIFE {
            for to in SiteState::ALL {
                let impossible =
                    refused(&site(from), &given(*to), 5).contains(&("to", "sites-step-impossible"));
                assert_eq!(impossible, !expected.contains(to), "{from:?} → {to:?}");
            }
        }
    }

    #[test]
    fn opening_needs_a_unit_unless_the_site_is_not_measured_by_unit() {
        let agreed = site(SiteState::Agreed);
        let no_unit = [("to", "sites-opens-without-unit")];
        assert_eq!(refused(&agreed, &step(SiteState::Open), 0), no_unit);
        assert!(refused(&agreed, &step(SiteState::Open), 1).is_empty());
        let reported = Site {
            measure: Measure::Reported,
            ..agreed
        };
        assert!(refused(&reported, &step(SiteState::Open), 0).is_empty());
        let over = Site {
            agreement_ends: Some(june(10)),
            ..site(SiteState::Closed)
        };
        let ended = [("to", "sites-agreement-over")];
        assert_eq!(refused(&over, &step(SiteState::Open), 3), ended);
    }

    #[test]
    fn suspending_needs_a_reason_and_a_review_and_closing_a_date() {
        let open = site(SiteState::Open);
        assert_eq!(
            refused(&open, &step(SiteState::Suspended), 1),
            [
                ("reason", "field-required"),
                ("review_on", "field-required")
            ]
        );
        assert_eq!(
            refused(&open, &step(SiteState::Closing), 1),
            [("on", "field-required")]
        );
        let past = Step {
            on: Some(june(9)),
            ..step(SiteState::Closing)
        };
        assert_eq!(refused(&open, &past, 1), [("on", "sites-date-past")]);
        let early = Site {
            closes_on: Some(june(11)),
            ..site(SiteState::Closing)
        };
        assert_eq!(
            refused(&early, &step(SiteState::Closed), 1),
            [("to", "sites-closes-later")]
        );
    }

    #[test]
    fn a_booking_is_refused_with_the_reason_that_holds() {
        let open = site(SiteState::Open);
        let closing = Site {
            closes_on: Some(june(20)),
            ..site(SiteState::Closing)
        };
        let ending = Site {
            agreement_ends: Some(june(20)),
            ..open.clone()
        };
        let winter = Nights::between(june(1), june(15)).unwrap();
        let to = |day| Nights::between(june(10), june(day)).unwrap();
        let ever = Nights::open(june(10));
        let cases = [
            (&open, false, vec![], ever, None),
            (&open, true, vec![], to(12), Some("sites-suspended")),
            (
                &site(SiteState::Suspended),
                false,
                vec![],
                to(12),
                Some("sites-suspended"),
            ),
            (
                &site(SiteState::Agreed),
                false,
                vec![],
                to(12),
                Some("sites-not-open"),
            ),
            (
                &site(SiteState::Closed),
                false,
                vec![],
                to(12),
                Some("sites-closed"),
            ),
            (&closing, false, vec![], to(20), None),
            (&closing, false, vec![], to(21), Some("sites-closes-before")),
            (&closing, false, vec![], ever, Some("sites-closes-before")),
            (
                &ending,
                false,
                vec![],
                to(21),
                Some("sites-agreement-ends-before"),
            ),
            (&open, false, vec![winter], to(15), None),
            (&open, false, vec![winter], to(16), Some("sites-shut-then")),
            (&open, false, vec![winter], ever, Some("sites-shut-then")),
        ];
        for (site, stopped, openings, nights, expected) in cases {
            let answer = may_book(site, stopped, &openings, nights);
            assert_eq!(answer.err().map(|message| message.key), expected);
        }
    }

    #[test]
    fn the_calendar_may_be_in_several_pieces() {
        let piece = |from, to| Nights::between(june(from), june(to)).unwrap();
        let openings = [piece(1, 5), piece(5, 8), piece(10, 12), piece(3, 6)];
        assert_eq!(first_night_shut(&openings, piece(1, 8)), None);
        assert_eq!(first_night_shut(&openings, piece(1, 9)), Some(june(8)));
        assert_eq!(first_night_shut(&openings, piece(9, 11)), Some(june(9)));
    }

    #[test]
    fn a_newer_row_takes_its_nights_and_leaves_the_rest() {
        let open = Nights::open(june(1));
        let middle = Nights::between(june(5), june(8)).unwrap();
        assert_eq!(
            remains(open, middle),
            [
                Nights::between(june(1), june(5)).unwrap(),
                Nights::open(june(8))
            ]
        );
        assert_eq!(remains(middle, open), []);
        assert_eq!(
            remains(open, Nights::open(june(5))),
            [Nights::between(june(1), june(5)).unwrap()]
        );
    }

    #[test]
    fn a_site_is_found_by_words_in_any_order_without_accents() {
        let site = Site {
            name: "Hôtel des Lilas".into(),
            ..site(SiteState::Open)
        };
        let wanted = |words| Wanted {
            words,
            kind: None,
            state: None,
            territory: "",
            manager: None,
        };
        for words in ["lilas hotel", "HÔTEL", "paris lil", ""] {
            assert!(matches(&site, wanted(words)), "{words}");
        }
        assert!(!matches(&site, wanted("lilas pantin")));
        let elsewhere = Wanted {
            territory: "93055",
            ..wanted("")
        };
        assert!(!matches(&site, elsewhere));
    }

    #[test]
    fn codes_hours_and_amounts_are_read_as_typed() {
        for (code, valid) in [
            ("75119", true),
            ("2A004", true),
            ("7511", false),
            ("A5119", false),
        ] {
            assert_eq!(is_territory(code), valid, "{code}");
        }
        for (text, valid) in [
            ("14:00", true),
            ("24:00", false),
            ("9:00", false),
            ("midi", false),
        ] {
            assert_eq!(is_hour(text), valid, "{text}");
        }
        for (text, cents) in [
            ("18,50", Some(1850)),
            ("18.5 €", Some(1850)),
            ("1 200", Some(120_000)),
            ("0", Some(0)),
            ("18,505", None),
            ("-3", None),
            ("", None),
            ("200000", None),
        ] {
            assert_eq!(parse_cents(text), cents, "{text}");
        }
    }

    #[test]
    fn a_spot_site_has_no_rate() {
        assert_eq!(net_occupancy(Measure::Spot, 10, 20), None);
        assert_eq!(net_occupancy(Measure::Reported, 10, 20), None);
        assert_eq!(net_occupancy(Measure::ByUnit, 10, 0), None);
        // Annex K: 101 / 118.
        assert_eq!(net_occupancy(Measure::ByUnit, 101, 118), Some(856));
    }
}

//! A row of a file of bookings, read and checked by itself.

use std::collections::{BTreeMap, HashMap};

use chrono::{Days, NaiveDate};
use sha2::{Digest, Sha256};

use crate::{
    bookings::BookingState,
    imports::{
        profile::{End, Profile},
        record::{Mapping, Record, Word},
        report::{Place, Report, Severity},
        rules::breach,
        sites::Told,
    },
    nights::{Nights, next},
    sites::{Measure, SiteKind},
};

#[derive(Clone, Debug)]
pub struct Row {
    pub place: Place,
    pub site: String,
    /// A room we know, or the kind of room the source gave.
    pub unit: String,
    /// The source's own, or one made of the row.
    pub reference: String,
    pub nights: Nights,
    pub party: Party,
    pub state: BookingState,
    /// When it became so, where the source tells.
    pub state_on: Option<NaiveDate>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Party {
    pub persons: i32,
    pub adults: Option<i32>,
    pub children: Option<i32>,
    pub infants: Option<i32>,
}

impl Row {
    /// The nights it keeps a room from others, whatever became of it.
    pub fn held(&self) -> Option<Nights> {
        let from = self.nights.from();
        match self.state {
            // That night stays held, and paid for.
            BookingState::NoShow => Nights::between(from, next(from)),
            BookingState::Cancelled => Nights::between(from, self.state_on.unwrap_or(from)),
            _ => Some(self.nights),
        }
    }
}

#[derive(Default)]
pub struct Parsed {
    pub rows: Vec<Row>,
    pub told: BTreeMap<String, Told>,
    /// How often the very same row was met: each is a booking of its own.
    met: HashMap<[u8; 8], u32>,
}

enum Refused {
    LeftOut,
    Unknown(&'static str, String),
    Wrong(&'static str, String),
}

impl Parsed {
    pub fn read(
        &mut self,
        profile: &Profile,
        mapping: &Mapping<'_>,
        cells: &[String],
        place: &Place,
        report: &mut Report,
    ) {
        let record = mapping.record(cells);
        for check in &profile.checks {
            if let Some(detail) = breach(&record, &check.rule) {
                report.find(&check.code, Severity::Note, Place { detail, ..place.clone() });
            }
        }
        if party(&record).is_ok_and(|party| party.persons == 0) {
            report.find("zero_guest", Severity::Note, place.clone());
        }
        let reference = self.reference(&record, cells);
        match row(profile, &record, place, reference) {
            Ok(row) => {
                if !self.told.contains_key(&row.site) {
                    self.told.insert(row.site.clone(), told(&record));
                }
                self.rows.push(row);
            }
            Err(Refused::LeftOut) => report.differences.ignored += 1,
            Err(Refused::Unknown(field, word)) => {
                let place = Place { detail: format!("{field}: {word}"), ..place.clone() };
                report.set_aside(field, word, place);
            }
            Err(Refused::Wrong(code, detail)) => {
                report.reject(code, Place { detail, ..place.clone() });
            }
        }
    }

    /// A source without references has its rows for names: the same row twice is two bookings.
    fn reference(&mut self, record: &Record<'_>, cells: &[String]) -> String {
        let own = record.text("reference");
        if !own.is_empty() {
            return own;
        }
        let digest = Sha256::digest(cells.join("\u{1f}"));
        let mut key = [0; 8];
        key.copy_from_slice(&digest[..8]);
        let times = self.met.entry(key).or_default();
        *times += 1;
        format!("{:016x}-{times}", u64::from_be_bytes(key))
    }
}

fn row(
    profile: &Profile,
    record: &Record<'_>,
    place: &Place,
    reference: String,
) -> Result<Row, Refused> {
    let site = record.code().ok_or_else(|| Refused::Wrong("site_missing", String::new()))?;
    let state = match record.word("state") {
        Word::Blank => return Err(Refused::Wrong("state_missing", String::new())),
        Word::LeftOut => return Err(Refused::LeftOut),
        Word::Unknown(word) => return Err(Refused::Unknown("state", word)),
        Word::Known(word) => BookingState::parse(&word).ok_or(Refused::Unknown("state", word))?,
    };
    let date = |field| record.date(field).map_err(|cell| Refused::Wrong("date_unreadable", cell));
    let from = date("from")?.ok_or_else(|| Refused::Wrong("from_missing", String::new()))?;
    let nights = nights(profile, record, from, date("to")?)?;
    let unit = record.text(if profile.makes_units { "unit_kind" } else { "unit" });
    if unit.is_empty() {
        return Err(Refused::Wrong("unit_missing", String::new()));
    }
    let state_on = date("state_on")?;
    Ok(Row {
        place: place.clone(),
        site,
        unit,
        reference,
        nights,
        party: party(record)?,
        state,
        state_on,
    })
}

fn nights(
    profile: &Profile,
    record: &Record<'_>,
    from: NaiveDate,
    to: Option<NaiveDate>,
) -> Result<Nights, Refused> {
    let count = whole(record, "nights")?;
    let to = match (to, count) {
        (Some(last), _) if profile.end == End::LastNight => Some(next(last)),
        (Some(morning), _) => Some(morning),
        (None, Some(count)) => {
            let count = u64::try_from(count)
                .map_err(|_| Refused::Wrong("nights_unreadable", count.to_string()))?;
            Some(from + Days::new(count))
        }
        (None, None) => None,
    };
    Nights::new(from, to).ok_or_else(|| Refused::Wrong("zero_night", from.to_string()))
}

fn party(record: &Record<'_>) -> Result<Party, Refused> {
    let adults = whole(record, "adults")?;
    // Who says how many adults and leaves the others blank says there are none.
    let or_none = |figure: Option<i32>| figure.or(adults.map(|_| 0));
    let children = or_none(whole(record, "children")?);
    let infants = or_none(whole(record, "infants")?);
    let sum = adults.unwrap_or(0) + children.unwrap_or(0) + infants.unwrap_or(0);
    let persons = whole(record, "persons")?.unwrap_or(sum);
    if persons < 0 || [adults, children, infants].into_iter().flatten().any(|figure| figure < 0) {
        return Err(Refused::Wrong("negative_persons", persons.to_string()));
    }
    Ok(Party { persons, adults, children, infants })
}

fn whole(record: &Record<'_>, field: &str) -> Result<Option<i32>, Refused> {
    record.whole(field).map_err(|cell| Refused::Wrong("figure_unreadable", cell))
}

fn told(record: &Record<'_>) -> Told {
    Told {
        name: record.text("site_name"),
        kind: SiteKind::parse(&record.text("kind")).unwrap_or(SiteKind::Hotel),
        measure: Measure::ByUnit,
        address: record.text("address"),
        territory: record.text("territory"),
        operator: record.text("operator"),
        closes_on: None,
    }
}

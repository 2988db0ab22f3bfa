//! The rows of each file, read and checked by themselves.

use std::collections::{BTreeMap, btree_map::Entry};

use chrono::NaiveDate;

use crate::{
    enrolments::{
        Destination, NightsOf, Relationship,
        codes::{self, BED_NIGHT},
    },
    imports::{
        record::{Mapping, Record},
        report::{Place, Report, Severity},
    },
    nights::Nights,
    sites::{CapacityKind, SiteKind},
};

/// Without these a file is not of its table.
pub fn required(table: &str) -> &'static [&'static str] {
    match table {
        "organisation" => &["organisation"],
        "project" => &["site", "programme"],
        "inventory" => &["inventory", "site", "begins"],
        "client" => &["person"],
        "enrolment" => &["enrolment", "person", "site", "household", "from"],
        "exit" => &["enrolment", "to"],
        _ => &["enrolment", "night", "record_type"],
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Project {
    pub name: String,
    pub operator: String,
    pub programme: i32,
    pub kind: SiteKind,
    pub nights: NightsOf,
    pub closes_on: Option<NaiveDate>,
    pub territory: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inventory {
    pub site: String,
    pub kind: CapacityKind,
    pub nights: Nights,
    pub units: i32,
    pub places: i32,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Client {
    pub family_name: String,
    pub first_name: String,
    pub birth_date: Option<NaiveDate>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnrolmentRow {
    pub person: String,
    pub site: String,
    pub household: String,
    pub from: NaiveDate,
    pub moved_in: Option<NaiveDate>,
    pub relationship: Relationship,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exit {
    pub to: NaiveDate,
    pub destination: Option<Destination>,
    pub code: String,
}

/// Rows by their key, with where each was read.
pub(super) type Rows<T> = BTreeMap<String, (T, Place)>;

#[derive(Default)]
pub struct Parsed {
    pub operators: Rows<String>,
    pub projects: Rows<Project>,
    pub inventory: Rows<Inventory>,
    pub clients: Rows<Client>,
    pub entries: Rows<EnrolmentRow>,
    /// By enrolment.
    pub exits: Rows<Exit>,
    /// By enrolment and night.
    pub bed_nights: BTreeMap<(String, NaiveDate), Place>,
}

/// Why a row is not taken in: a code, and the cell.
type Refused = (&'static str, String);

impl Parsed {
    /// Reads one row of a table.
    pub fn read(
        &mut self,
        table: &str,
        mapping: &Mapping<'_>,
        cells: &[String],
        place: &Place,
        report: &mut Report,
    ) {
        let record = mapping.record(cells);
        if !record.text("deleted").is_empty() {
            report.differences.ignored += 1;
            report.find("row_deleted", Severity::Note, place.clone());
            return;
        }
        let tracked = mapping.has("tracking");
        if let Err((code, detail)) = self.keep(table, &record, tracked, place, report) {
            report.reject(code, Place { detail, ..place.clone() });
        }
    }

    fn keep(
        &mut self,
        table: &str,
        record: &Record<'_>,
        tracked: bool,
        place: &Place,
        report: &mut Report,
    ) -> Result<(), Refused> {
        let mut at = Placed { place, report };
        match table {
            "organisation" => {
                at.keep(
                    &mut self.operators,
                    key(record, "organisation")?,
                    record.text("organisation_name"),
                );
            }
            "project" => {
                at.keep(&mut self.projects, key(record, "site")?, project(record, tracked)?);
            }
            "inventory" => {
                at.keep(&mut self.inventory, key(record, "inventory")?, inventory(record)?);
            }
            "client" => {
                let client = client(record)?;
                if client.birth_date.is_some()
                    && ["8", "9", "99"].contains(&&*record.text("birth_quality"))
                {
                    at.report.find("birth_date_unsure", Severity::Note, place.clone());
                }
                at.keep(&mut self.clients, key(record, "person")?, client);
            }
            "enrolment" => at.keep(&mut self.entries, key(record, "enrolment")?, entry(record)?),
            "exit" => {
                let exit = exit(record)?;
                if exit.destination.is_none() {
                    let place = Place { detail: exit.code.clone(), ..place.clone() };
                    at.report.find("destination_unknown_code", Severity::Note, place);
                }
                at.keep(&mut self.exits, key(record, "enrolment")?, exit);
            }
            _ => self.bed_night(record, &mut at)?,
        }
        Ok(())
    }

    /// Services of other kinds are left out.
    fn bed_night(&mut self, record: &Record<'_>, at: &mut Placed<'_>) -> Result<(), Refused> {
        if whole(record, "record_type")? != Some(BED_NIGHT) {
            at.report.differences.ignored += 1;
            return Ok(());
        }
        let night = date(record, "night")?.ok_or(("night_unreadable", String::new()))?;
        match self.bed_nights.entry((key(record, "enrolment")?, night)) {
            Entry::Vacant(free) => {
                free.insert(at.place.clone());
            }
            Entry::Occupied(_) => {
                at.report.differences.identical += 1;
                let place = Place { detail: night.to_string(), ..at.place.clone() };
                at.report.find("duplicate_night", Severity::Note, place);
            }
        }
        Ok(())
    }
}

/// A row being kept.
struct Placed<'a> {
    place: &'a Place,
    report: &'a mut Report,
}

impl Placed<'_> {
    /// The first word stands; the same key told otherwise contradicts it.
    fn keep<T: PartialEq>(self, rows: &mut Rows<T>, key: String, row: T) {
        match rows.entry(key) {
            Entry::Vacant(free) => {
                free.insert((row, self.place.clone()));
            }
            Entry::Occupied(known) => {
                if known.get().0 == row {
                    self.report.differences.identical += 1;
                } else {
                    self.report.differences.conflict += 1;
                }
                let place = Place { detail: known.key().clone(), ..self.place.clone() };
                self.report.find("duplicate_key", Severity::Note, place);
            }
        }
    }
}

fn key(record: &Record<'_>, field: &str) -> Result<String, Refused> {
    let key = record.text(field);
    if key.is_empty() { Err(("key_missing", field.to_owned())) } else { Ok(key) }
}

fn date(record: &Record<'_>, field: &str) -> Result<Option<NaiveDate>, Refused> {
    record.date(field).map_err(|cell| ("date_unreadable", cell))
}

fn whole(record: &Record<'_>, field: &str) -> Result<Option<i32>, Refused> {
    record.whole(field).map_err(|cell| ("figure_unreadable", cell))
}

fn project(record: &Record<'_>, tracked: bool) -> Result<Project, Refused> {
    let programme = whole(record, "programme")?.ok_or(("figure_unreadable", String::new()))?;
    let tracking = record.text("tracking");
    let (kind, nights) = codes::programme(programme, tracked.then_some(&*tracking));
    Ok(Project {
        name: record.text("site_name"),
        operator: record.text("organisation"),
        programme,
        kind,
        nights,
        closes_on: date(record, "closes_on")?,
        territory: record.text("territory"),
    })
}

fn inventory(record: &Record<'_>) -> Result<Inventory, Refused> {
    let from = date(record, "begins")?.ok_or(("from_missing", String::new()))?;
    let nights = Nights::new(from, date(record, "ends")?);
    Ok(Inventory {
        site: key(record, "site")?,
        kind: match &*record.text("availability") {
            "2" => CapacityKind::Seasonal,
            "3" => CapacityKind::Reinforcement,
            _ => CapacityKind::Opened,
        },
        nights: nights.ok_or(("zero_night", from.to_string()))?,
        units: whole(record, "units")?.unwrap_or(0).max(0),
        places: whole(record, "places")?.unwrap_or(0).max(0),
    })
}

fn client(record: &Record<'_>) -> Result<Client, Refused> {
    Ok(Client {
        family_name: record.text("family_name"),
        first_name: record.text("first_name"),
        birth_date: date(record, "birth_date")?,
    })
}

fn entry(record: &Record<'_>) -> Result<EnrolmentRow, Refused> {
    Ok(EnrolmentRow {
        person: key(record, "person")?,
        site: key(record, "site")?,
        household: key(record, "household")?,
        from: date(record, "from")?.ok_or(("from_missing", String::new()))?,
        moved_in: date(record, "moved_in")?,
        relationship: codes::relationship(&record.text("relationship")),
    })
}

fn exit(record: &Record<'_>) -> Result<Exit, Refused> {
    let code = record.text("destination");
    let destination =
        if code.is_empty() { Some(Destination::Unknown) } else { codes::destination(&code) };
    Ok(Exit {
        to: date(record, "to")?.ok_or(("date_unreadable", String::new()))?,
        destination,
        code,
    })
}

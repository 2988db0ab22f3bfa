//! The rows of each file. Pure: what is known goes in, cells come out.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use sha2::{Digest, Sha256};
use sheets::Cell;
use uuid::Uuid;

use super::{INVENTORY, Table, columns, read::Known};
use crate::{
    enrolments::{
        NightsOf, Stay,
        codes::{self, NOT_COLLECTED},
        store::Told,
    },
    presence::State,
    sites::{CapacityKind, Site},
};

/// When the files are written.
#[derive(Clone, Copy)]
pub struct When {
    pub now: DateTime<Utc>,
    pub tonight: NaiveDate,
}

/// What a column says.
type Said = (&'static str, Cell);

const UNKNOWN: Cell = Cell::Whole(NOT_COLLECTED);

pub fn tables(known: &Known, when: When) -> Vec<Table> {
    let keys = Keys::of(known);
    let mut tables = vec![
        export(known, when),
        organisations(known, when),
        projects(known, &keys, when),
        inventories(known, &keys, when),
        clients(known, &keys, when),
        enrolments(known, &keys),
        exits(known, &keys),
        services(known, &keys, when),
    ];
    let id = Cell::Text(plain(Uuid::now_v7()));
    for table in &mut tables {
        sign(table, &id);
    }
    tables
}

/// What each thing is called in every file, and in the next ones.
struct Keys {
    sites: HashMap<Uuid, String>,
    persons: HashMap<Uuid, String>,
}

impl Keys {
    fn of(known: &Known) -> Self {
        let code = |site: &Site| (site.id, short_code(site));
        let person = |(id, (_, key)): (&Uuid, &(_, Option<String>))| {
            (*id, key.clone().unwrap_or_else(|| plain(*id)))
        };
        Self {
            sites: known.sites.iter().map(code).collect(),
            persons: known.persons.iter().map(person).collect(),
        }
    }

    fn site(&self, id: Uuid) -> Cell {
        Cell::Text(self.sites.get(&id).cloned().unwrap_or_else(|| plain(id)))
    }

    fn person(&self, id: Uuid) -> Cell {
        Cell::Text(self.persons.get(&id).cloned().unwrap_or_else(|| plain(id)))
    }
}

/// The standard gives a key 32 characters, which is what an id has.
const KEY_MAX: usize = 32;

fn plain(id: Uuid) -> String {
    id.simple().to_string()
}

fn short_code(site: &Site) -> String {
    if site.code.chars().count() > KEY_MAX { plain(site.id) } else { site.code.clone() }
}

fn household(told: &Told) -> String {
    if told.stay.key.is_empty() || told.household_key.is_empty() {
        plain(told.stay.booking_id)
    } else {
        told.household_key.clone()
    }
}

/// The source's, or one that the same booking and person always have.
fn enrolment(stay: &Stay) -> String {
    if !stay.key.is_empty() {
        return stay.key.clone();
    }
    let mut digest = Sha256::new();
    digest.update(stay.booking_id);
    digest.update(stay.person_id);
    let mut id = [0; 16];
    id.copy_from_slice(&digest.finalize()[..16]);
    plain(Uuid::from_bytes(id))
}

fn table(name: &'static str, rows: impl Iterator<Item = Vec<Said>>) -> Table {
    let header = columns(name);
    let cell = |said: &[Said], column: &str| {
        let own = said.iter().find(|(name, _)| *name == column);
        own.map_or(Cell::Empty, |(_, cell)| cell.clone())
    };
    let line =
        |said: Vec<Said>| header.iter().map(|column| cell(&said, column)).collect::<Vec<_>>();
    let rows = rows.map(line).collect();
    Table { name, header: header.clone(), rows }
}

/// Every row of every file names the export it is of.
fn sign(table: &mut Table, export: &Cell) {
    let Some(at) = table.header.iter().position(|column| *column == "ExportID") else { return };
    for cell in table.rows.iter_mut().filter_map(|row| row.get_mut(at)) {
        *cell = export.clone();
    }
}

fn instant(at: DateTime<Utc>) -> Cell {
    Cell::Text(at.format("%Y-%m-%d %H:%M:%S").to_string())
}

/// What ends every row but the first file's.
fn written(at: DateTime<Utc>) -> [Said; 3] {
    [("DateCreated", instant(at)), ("DateUpdated", instant(at)), ("UserID", Cell::from("0"))]
}

fn export(known: &Known, when: When) -> Table {
    let first = known.stays.iter().map(|told| told.stay.from_night).min();
    let said = vec![
        ("SourceType", Cell::Whole(4)),
        ("SourceName", Cell::from("Escale")),
        ("ExportDate", instant(when.now)),
        ("ExportStartDate", Cell::Date(first.unwrap_or(when.tonight))),
        ("ExportEndDate", Cell::Date(when.tonight)),
        ("SoftwareName", Cell::from("Escale")),
        ("SoftwareVersion", Cell::from(env!("CARGO_PKG_VERSION"))),
        ("ExportPeriodType", Cell::Whole(3)),
        ("ExportDirective", Cell::Whole(2)),
        ("HashStatus", Cell::Whole(1)),
    ];
    table("Export.csv", std::iter::once(said))
}

fn organisations(known: &Known, when: When) -> Table {
    let used: BTreeSet<Uuid> = known.sites.iter().map(|site| site.manager_id).collect();
    let own = known.organisations.iter().filter(|each| used.contains(&each.id));
    let rows = own.map(|each| {
        let said = [
            ("OrganizationID", Cell::Text(plain(each.id))),
            ("OrganizationName", Cell::Text(each.name.clone())),
            ("VictimServicesProvider", UNKNOWN),
        ];
        said.into_iter().chain(written(when.now)).collect()
    });
    table("Organization.csv", rows)
}

fn projects(known: &Known, keys: &Keys, when: When) -> Table {
    let mut first: HashMap<Uuid, NaiveDate> = HashMap::new();
    let stays = known.stays.iter().map(|told| (told.stay.site_id, told.stay.from_night));
    let opened = known.capacities.iter().map(|each| (each.site_id, each.capacity.from_night));
    for (site, night) in stays.chain(opened) {
        let known = first.entry(site).or_insert(night);
        *known = night.min(*known);
    }
    let rows = known.sites.iter().map(|site| {
        let programme = known.programmes.get(&site.id);
        let kind = programme.map_or(codes::of_kind(site.kind), |programme| programme.kind);
        // Only an emergency shelter says how it follows who is there.
        let tracking = (kind == 1).then(|| match programme.map(|programme| programme.nights) {
            Some(NightsOf::Seen) => Cell::from(codes::NIGHT_BY_NIGHT),
            _ => Cell::Whole(0),
        });
        let said = [
            ("ProjectID", keys.site(site.id)),
            ("OrganizationID", Cell::Text(plain(site.manager_id))),
            ("ProjectName", Cell::Text(site.name.clone())),
            ("OperatingStartDate", Cell::from(first.get(&site.id).copied())),
            ("OperatingEndDate", Cell::from(site.closes_on)),
            ("ProjectType", Cell::Whole(kind.into())),
            ("TrackingMethod", tracking.unwrap_or(Cell::Empty)),
            ("HMISParticipatingProject", UNKNOWN),
        ];
        said.into_iter().chain(written(when.now)).collect()
    });
    table("Project.csv", rows)
}

fn inventories(known: &Known, keys: &Keys, when: When) -> Table {
    let rows = known.capacities.iter().map(|each| {
        let capacity = &each.capacity;
        let key = capacity.source.strip_prefix(INVENTORY).map(str::to_owned);
        let availability = match capacity.kind {
            CapacityKind::Seasonal => 2,
            CapacityKind::Reinforcement => 3,
            _ => 1,
        };
        let said = [
            ("InventoryID", Cell::Text(key.unwrap_or_else(|| plain(capacity.id)))),
            ("ProjectID", keys.site(each.site_id)),
            ("Availability", Cell::Whole(availability)),
            ("UnitInventory", Cell::Whole(capacity.unit_count.into())),
            ("BedInventory", Cell::Whole(capacity.place_count.into())),
            ("InventoryStartDate", Cell::Date(capacity.from_night)),
            ("InventoryEndDate", Cell::from(capacity.to_night)),
        ];
        said.into_iter().chain(written(when.now)).collect()
    });
    table("Inventory.csv", rows)
}

/// What the standard asks of a person and is not asked here.
const NOT_ASKED: [&str; 20] = [
    "SSNDataQuality",
    "AmIndAKNative",
    "Asian",
    "BlackAfAmerican",
    "NativeHIOtherPacific",
    "White",
    "RaceNone",
    "Ethnicity",
    "Gender",
    "VeteranStatus",
    "WorldWarII",
    "KoreanWar",
    "VietnamWar",
    "DesertStorm",
    "AfghanistanOEF",
    "IraqOIF",
    "IraqOND",
    "OtherTheater",
    "MilitaryBranch",
    "DischargeStatus",
];

fn clients(known: &Known, keys: &Keys, when: When) -> Table {
    let ids: BTreeSet<Uuid> = known.stays.iter().map(|told| told.stay.person_id).collect();
    let rows = ids.iter().filter_map(|id| {
        let (person, _) = known.persons.get(id)?;
        let quality = |is_known: bool| if is_known { Cell::Whole(1) } else { UNKNOWN };
        let named = !person.first_name.is_empty() || !person.family_name.is_empty();
        let said = [
            ("PersonalID", keys.person(*id)),
            ("FirstName", Cell::Text(person.first_name.clone())),
            ("LastName", Cell::Text(person.family_name.clone())),
            ("NameDataQuality", quality(named)),
            ("DOB", Cell::from(person.birth_date)),
            ("DOBDataQuality", quality(person.birth_date.is_some())),
        ];
        let not_asked = NOT_ASKED.map(|column| (column, UNKNOWN));
        Some(said.into_iter().chain(not_asked).chain(written(when.now)).collect())
    });
    table("Client.csv", rows)
}

/// What the standard asks at the entry and is not asked here.
const NOT_ASKED_AT_ENTRY: [&str; 7] = [
    "LivingSituation",
    "LengthOfStay",
    "LOSUnderThreshold",
    "PreviousStreetESSH",
    "TimesHomelessPastThreeYears",
    "MonthsHomelessPastThreeYears",
    "DisablingCondition",
];

fn enrolments(known: &Known, keys: &Keys) -> Table {
    let rows = known.stays.iter().map(|told| {
        let stay = &told.stay;
        let said = [
            ("EnrollmentID", Cell::Text(enrolment(stay))),
            ("PersonalID", keys.person(stay.person_id)),
            ("ProjectID", keys.site(stay.site_id)),
            ("EntryDate", Cell::Date(stay.from_night)),
            ("HouseholdID", Cell::Text(household(told))),
            ("RelationshipToHoH", Cell::Whole(codes::of_relationship(stay.relationship))),
            ("MoveInDate", Cell::from(stay.moved_in)),
        ];
        let not_asked = NOT_ASKED_AT_ENTRY.map(|column| (column, UNKNOWN));
        said.into_iter().chain(not_asked).chain(written(stay.recorded_at)).collect()
    });
    table("Enrollment.csv", rows)
}

fn exits(known: &Known, keys: &Keys) -> Table {
    let rows = known.stays.iter().filter_map(|told| {
        let stay = &told.stay;
        let destination = if stay.destination_code.is_empty() {
            Cell::Whole(codes::of_destination(stay.destination))
        } else {
            Cell::Text(stay.destination_code.clone())
        };
        let said = [
            ("ExitID", Cell::Text(enrolment(stay))),
            ("EnrollmentID", Cell::Text(enrolment(stay))),
            ("PersonalID", keys.person(stay.person_id)),
            ("ExitDate", Cell::Date(stay.to_night?)),
            ("Destination", destination),
        ];
        Some(said.into_iter().chain(written(stay.recorded_at)).collect())
    });
    table("Exit.csv", rows)
}

/// A bed night of whoever was seen; of everybody enrolled where the household was.
fn services(known: &Known, keys: &Keys, when: When) -> Table {
    let mut stays: HashMap<Uuid, Vec<&Stay>> = HashMap::new();
    for told in &known.stays {
        stays.entry(told.stay.booking_id).or_default().push(&told.stay);
    }
    let seen = known.presence.iter().filter(|row| row.state == State::Seen);
    let nights = seen.flat_map(|row| {
        let there = |stay: &&&Stay| match row.person_id {
            Some(person) => stay.person_id == person,
            None => stay.from_night <= row.night && stay.to_night.is_none_or(|to| row.night < to),
        };
        let own = row.booking_id.and_then(|booking| stays.get(&booking)).into_iter().flatten();
        own.filter(there).map(move |stay| (row, *stay))
    });
    let rows = nights.map(|(row, stay)| {
        let key = if row.person_id.is_some() {
            plain(row.id)
        } else {
            enrolment(&Stay { key: String::new(), booking_id: row.id, ..stay.clone() })
        };
        let said = [
            ("ServicesID", Cell::Text(key)),
            ("EnrollmentID", Cell::Text(enrolment(stay))),
            ("PersonalID", keys.person(stay.person_id)),
            ("DateProvided", Cell::Date(row.night)),
            ("RecordType", Cell::Whole(codes::BED_NIGHT.into())),
            ("TypeProvided", Cell::Whole(codes::BED_NIGHT.into())),
        ];
        said.into_iter().chain(written(when.now)).collect()
    });
    table("Services.csv", rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_said_is_one_of_the_file() {
        let has = |name, wanted: &[&str]| {
            let columns = columns(name);
            wanted.iter().all(|column| columns.contains(column))
        };
        assert!(has("Client.csv", &NOT_ASKED));
        assert!(has("Enrollment.csv", &NOT_ASKED_AT_ENTRY));
        for name in ["Export.csv", "Organization.csv", "Project.csv", "Inventory.csv"] {
            assert!(columns(name).iter().all(|column| !column.is_empty()), "{name}");
        }
        assert_eq!(columns("Exit.csv").len(), 43);
    }
}

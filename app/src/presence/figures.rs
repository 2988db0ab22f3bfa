//! `escale export presence`: how many nights people were seen, and how many people.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use sheets::Cell;
use uuid::Uuid;

use super::{Presence, State};

/// What is said of nights, grouped.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    seen: i64,
    absent_authorised: i64,
    absent_unauthorised: i64,
    persons: BTreeSet<Uuid>,
    household_nights: i64,
}

/// The columns after the month and the site. Nights told of a whole household are apart: how
/// many they were is in the ledger.
pub const HEADER: [&str; 7] = [
    "month",
    "site",
    "seen",
    "absent_authorised",
    "absent_unauthorised",
    "persons_seen",
    "household_nights",
];

pub type Table = BTreeMap<(String, String), Sum>;

/// The codes of the sites.
pub type Codes = HashMap<Uuid, String>;

/// By month and site code.
pub fn group(rows: &[Presence], codes: &Codes) -> Table {
    let mut table = Table::new();
    for row in rows {
        let Some(code) = codes.get(&row.site_id) else { continue };
        let month = row.night.format("%Y-%m").to_string();
        table.entry((month, code.clone())).or_default().add(row);
    }
    table
}

impl Sum {
    fn add(&mut self, row: &Presence) {
        let Some(person) = row.person_id else {
            self.household_nights += 1;
            return;
        };
        match row.state {
            State::Seen => {
                self.seen += 1;
                self.persons.insert(person);
            }
            State::AbsentAuthorised => self.absent_authorised += 1,
            State::AbsentUnauthorised => self.absent_unauthorised += 1,
        }
    }

    pub fn figures(&self) -> [i64; 5] {
        [
            self.seen,
            self.absent_authorised,
            self.absent_unauthorised,
            i64::try_from(self.persons.len()).unwrap_or(i64::MAX),
            self.household_nights,
        ]
    }
}

pub fn cells((month, site): &(String, String), sum: &Sum) -> Vec<Cell> {
    let words = [Cell::Text(month.clone()), Cell::Text(site.clone())];
    words.into_iter().chain(sum.figures().map(Cell::Whole)).collect()
}

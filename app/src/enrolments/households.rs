//! `escale export households`: who each household at a site was made of, without a name.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use sheets::Cell;

use super::{
    figures::Places,
    store::{Persons, Told},
};
use crate::households::AgeBand;

/// A household at a site; ages are of the day each of them came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Made {
    pub persons: i64,
    pub children: i64,
    pub adults: i64,
    pub age_unknown: i64,
    pub first_entry: Option<NaiveDate>,
    pub last_exit: Option<NaiveDate>,
    pub open: i64,
}

pub const HEADER: [&str; 9] = [
    "site",
    "household",
    "persons",
    "children",
    "adults",
    "age_unknown",
    "first_entry",
    "last_exit",
    "open",
];

/// By site code and what the source calls the household, else the booking's id.
pub fn group(
    stays: &[Told],
    places: &Places,
    persons: &Persons,
) -> BTreeMap<(String, String), Made> {
    let mut table: BTreeMap<(String, String), Made> = BTreeMap::new();
    for Told { household_key, stay } in stays {
        let Some((code, _)) = places.get(&stay.site_id) else { continue };
        let key = if household_key.is_empty() {
            stay.booking_id.to_string()
        } else {
            household_key.clone()
        };
        let made = table.entry((code.clone(), key)).or_default();
        made.persons += 1;
        let person = persons.get(&stay.person_id).map(|(person, _)| person);
        match person.map_or(AgeBand::Unknown, |person| person.band_on(stay.from_night)) {
            AgeBand::Adult => made.adults += 1,
            AgeBand::Child | AgeBand::Infant => made.children += 1,
            AgeBand::Unknown => made.age_unknown += 1,
        }
        let first = made.first_entry.map_or(stay.from_night, |first| first.min(stay.from_night));
        made.first_entry = Some(first);
        made.last_exit = made.last_exit.max(stay.to_night);
        made.open += i64::from(stay.to_night.is_none());
    }
    table
}

pub fn cells((site, household): &(String, String), made: &Made) -> Vec<Cell> {
    vec![
        Cell::Text(site.clone()),
        Cell::Text(household.clone()),
        Cell::Whole(made.persons),
        Cell::Whole(made.children),
        Cell::Whole(made.adults),
        Cell::Whole(made.age_unknown),
        Cell::from(made.first_entry),
        Cell::from(made.last_exit),
        Cell::Whole(made.open),
    ]
}

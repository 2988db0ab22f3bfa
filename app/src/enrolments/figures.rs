//! `escale export stays` and `escale export moves`: how long, and how many came and went.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;
use sheets::Cell;
use uuid::Uuid;

use super::Stay;
use crate::text_enum;

text_enum! {
    /// What stays are grouped by.
    By {
        Month = "month",
        Year = "year",
        Site = "site",
        Kind = "kind",
    }
}

/// Reads `month,site`; the word that is none of them otherwise.
pub fn dimensions(list: &str) -> Result<Vec<By>, String> {
    let words = list.split(',').map(str::trim).filter(|word| !word.is_empty());
    words.map(|word| By::parse(word).ok_or_else(|| word.to_owned())).collect()
}

/// A site's code and kind.
pub type Places = HashMap<Uuid, (String, String)>;

fn key(by: &[By], places: &Places, site: Uuid, on: NaiveDate) -> Option<Vec<String>> {
    let (code, kind) = places.get(&site)?;
    let word = |each: &By| match each {
        By::Month => on.format("%Y-%m").to_string(),
        By::Year => on.format("%Y").to_string(),
        By::Site => code.clone(),
        By::Kind => kind.clone(),
    };
    Some(by.iter().map(word).collect())
}

/// How long people stayed; the dates of a group are those of arrival.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lengths {
    pub stays: i64,
    pub still_in: i64,
    pub same_day: i64,
    /// Of those who left, in order once read.
    days: Vec<i64>,
}

pub const LENGTHS: [&str; 7] =
    ["stays", "departed", "still_in", "same_day", "mean_days", "median_days", "max_days"];

/// Of each group, in the order of its words.
pub fn lengths(stays: &[Stay], places: &Places, by: &[By]) -> BTreeMap<Vec<String>, Lengths> {
    let mut table: BTreeMap<Vec<String>, Lengths> = BTreeMap::new();
    for stay in stays {
        let Some(key) = key(by, places, stay.site_id, stay.from_night) else { continue };
        table.entry(key).or_default().add(stay);
    }
    for sum in table.values_mut() {
        sum.days.sort_unstable();
    }
    table
}

impl Lengths {
    fn add(&mut self, stay: &Stay) {
        self.stays += 1;
        match stay.to_night {
            None => self.still_in += 1,
            Some(to) => {
                let days = (to - stay.from_night).num_days();
                self.same_day += i64::from(days == 0);
                self.days.push(days);
            }
        }
    }

    pub fn departed(&self) -> i64 {
        i64::try_from(self.days.len()).unwrap_or(i64::MAX)
    }

    /// Of those who left, to four decimals, half up.
    pub fn mean(&self) -> Option<String> {
        let (n, sum) = (self.departed(), self.days.iter().sum::<i64>());
        let mean = |n: i64| (sum * 20_000 + n) / (2 * n);
        (n > 0).then(|| decimal(mean(n), 10_000, 4))
    }

    pub fn median(&self) -> Option<String> {
        let half = self.days.len() / 2;
        let upper = *self.days.get(half)?;
        let lower =
            if self.days.len().is_multiple_of(2) { *self.days.get(half - 1)? } else { upper };
        Some(decimal((lower + upper) * 5, 10, 1))
    }

    pub fn max(&self) -> Option<i64> {
        self.days.last().copied()
    }

    pub fn cells(&self) -> [Cell; 7] {
        let decimal = |text: Option<String>| text.map_or(Cell::Empty, Cell::Decimal);
        [
            Cell::Whole(self.stays),
            Cell::Whole(self.departed()),
            Cell::Whole(self.still_in),
            Cell::Whole(self.same_day),
            decimal(self.mean()),
            decimal(self.median()),
            Cell::from(self.max()),
        ]
    }
}

fn decimal(number: i64, unit: i64, digits: usize) -> String {
    format!("{}.{:0digits$}", number / unit, number % unit)
}

/// Who came and who left.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Moves {
    /// Persons.
    pub entries: i64,
    households: BTreeSet<Uuid>,
    /// Persons.
    pub exits: i64,
}

pub const MOVES: [&str; 3] = ["entries", "household_entries", "exits"];

/// An entry on the day of the arrival, an exit on that of the departure.
pub fn moves(stays: &[Stay], places: &Places, by: &[By]) -> BTreeMap<Vec<String>, Moves> {
    let mut table: BTreeMap<Vec<String>, Moves> = BTreeMap::new();
    for stay in stays {
        if let Some(key) = key(by, places, stay.site_id, stay.from_night) {
            let sum = table.entry(key).or_default();
            sum.entries += 1;
            sum.households.insert(stay.booking_id);
        }
        if let Some(to) = stay.to_night
            && let Some(key) = key(by, places, stay.site_id, to)
        {
            table.entry(key).or_default().exits += 1;
        }
    }
    table
}

impl Moves {
    /// Households of which somebody came; at another site they came again.
    pub fn household_entries(&self) -> i64 {
        i64::try_from(self.households.len()).unwrap_or(i64::MAX)
    }

    pub fn cells(&self) -> [Cell; 3] {
        [self.entries, self.household_entries(), self.exits].map(Cell::Whole)
    }
}

/// The header of a table grouped so.
pub fn header(by: &[By], figures: &[&'static str]) -> Vec<&'static str> {
    by.iter().map(|each| each.code()).chain(figures.iter().copied()).collect()
}

/// The cells of a group.
pub fn row(key: &[String], figures: impl IntoIterator<Item = Cell>) -> Vec<Cell> {
    key.iter().cloned().map(Cell::Text).chain(figures).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::enrolments::Relationship;

    fn stay(household: u128, from: &str, to: Option<&str>) -> Stay {
        Stay {
            key: String::new(),
            booking_id: Uuid::from_u128(household),
            site_id: Uuid::nil(),
            household_id: Uuid::from_u128(household),
            person_id: Uuid::now_v7(),
            from_night: from.parse().unwrap(),
            to_night: to.map(|to| to.parse().unwrap()),
            moved_in: None,
            relationship: Relationship::Head,
            destination: None,
            destination_code: String::new(),
            recorded_at: "2026-03-12T18:00:00Z".parse().unwrap(),
        }
    }

    fn places() -> Places {
        Places::from([(Uuid::nil(), ("S-1".to_owned(), "chu".to_owned()))])
    }

    #[test]
    fn lengths_are_of_those_who_left() {
        let stays = [
            stay(1, "2026-03-01", Some("2026-03-01")),
            stay(1, "2026-03-01", Some("2026-03-03")),
            stay(2, "2026-03-02", Some("2026-03-12")),
            stay(3, "2026-03-05", None),
        ];
        let table = lengths(&stays, &places(), &[By::Site]);
        let sum = &table[&vec!["S-1".to_owned()]];
        assert_eq!((sum.stays, sum.departed(), sum.still_in, sum.same_day), (4, 3, 1, 1));
        assert_eq!(sum.mean().as_deref(), Some("4.0000"));
        assert_eq!((sum.median().as_deref(), sum.max()), (Some("2.0"), Some(10)));
        let open = lengths(&stays[3..], &places(), &[]);
        assert_eq!(open[&Vec::<String>::new()].mean(), None, "nobody left: no length");
    }

    #[test]
    fn a_family_enters_once_a_month_and_each_person_each_time() {
        let stays = [
            stay(1, "2026-03-01", Some("2026-04-02")),
            stay(1, "2026-03-31", None),
            stay(1, "2026-04-01", None),
            stay(2, "2026-04-01", Some("2026-04-02")),
        ];
        let table = moves(&stays, &places(), &[By::Month, By::Site]);
        let of = |month: &str| {
            let sum = &table[&vec![month.to_owned(), "S-1".to_owned()]];
            (sum.entries, sum.household_entries(), sum.exits)
        };
        assert_eq!((of("2026-03"), of("2026-04")), ((2, 1, 0), (2, 2, 2)));
    }

    #[test]
    fn a_list_of_dimensions_is_read_or_its_wrong_word_said() {
        assert_eq!(dimensions("month, site"), Ok(vec![By::Month, By::Site]));
        assert_eq!(dimensions("month,public"), Err("public".to_owned()));
    }
}

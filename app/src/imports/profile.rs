//! How a source writes its list: data, in `app/profiles/`.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::record::plain;

/// The words a source uses for our fields, and what to look at twice.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    pub name: String,
    /// Who writes such lists: what is learnt of one of its files holds for the next.
    pub source: String,
    pub target: Target,
    /// Where a source writes several tables: each, by a header that only its file has.
    #[serde(default)]
    pub tables: BTreeMap<String, String>,
    /// Cells that say nothing, besides empty ones.
    #[serde(default)]
    pub blanks: Vec<String>,
    /// Fields the source does not write, the same on every row.
    #[serde(default)]
    pub fixed: BTreeMap<String, String>,
    /// Headers of each field; where several are there, the first cell that says something counts.
    pub columns: BTreeMap<String, Vec<String>>,
    /// The source's words of a field, and ours.
    #[serde(default)]
    pub values: BTreeMap<String, BTreeMap<String, String>>,
    /// Fields that are the sum of others.
    #[serde(default)]
    pub sums: BTreeMap<String, Vec<String>>,
    /// Dates written as a year, a month and a day.
    #[serde(default)]
    pub dates: BTreeMap<String, (String, String, String)>,
    /// What the end of a stay is.
    #[serde(default)]
    pub end: End,
    /// The source tells the kind of room and no room: rooms are made as they are needed.
    #[serde(default)]
    pub makes_units: bool,
    /// The parts of a site's code.
    #[serde(default)]
    pub code: Vec<Part>,
    /// The field that stands for the code when its first part is blank, and what it begins with.
    #[serde(default)]
    pub code_without: Option<Instead>,
    #[serde(default)]
    pub checks: Vec<Check>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// Figures a night: [`super::counts`].
    Counts,
    /// Stays: [`super::bookings`].
    Bookings,
    /// Persons, households and their stays, over several files: [`super::enrolments`].
    Enrolments,
}

impl Profile {
    /// Which of the source's tables a file is; `None` for one we have no use for.
    pub fn table(&self, header: &[String]) -> Option<&str> {
        let has = |name: &String| header.iter().any(|each| plain(each) == plain(name));
        self.tables.iter().find(|(_, name)| has(name)).map(|(table, _)| table.as_str())
    }
}

/// The trap of every list of stays (domain IMP-BOOK).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum End {
    /// The morning of the departure.
    #[default]
    Morning,
    /// The last night slept.
    LastNight,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    pub field: String,
    /// Words that become something else, or nothing.
    #[serde(default)]
    pub values: BTreeMap<String, String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Instead {
    pub field: String,
    pub prefix: String,
}

/// Something to tell of a row. It is taken in all the same: nothing is repaired.
#[derive(Clone, Debug, Deserialize)]
pub struct Check {
    pub code: String,
    #[serde(flatten)]
    pub rule: Rule,
}

/// Fields are compared as numbers; a rule says nothing where one of its fields is blank,
/// unless it is about that.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// The first is greater than the second.
    Greater(String, String),
    Negative(String),
    Zero(String),
    Missing(String),
    /// The first is not the second plus the third.
    NotSum(String, String, String),
    /// The first is not what the second lacks to reach the third, or 0.
    NotGap(String, String, String),
    /// The first is not 100 times the second over the third, to a hundredth.
    NotRate(String, String, String),
    /// Spaces around the text.
    OuterSpaces(String),
}

/// Ours first, then what others publish.
const PROFILES: &[&str] = &[
    include_str!("../../profiles/nightly-counts.toml"),
    include_str!("../../profiles/bookings.toml"),
    include_str!("../../profiles/toronto-occupancy.toml"),
    include_str!("../../profiles/calgary-occupancy.toml"),
    include_str!("../../profiles/hotel-bookings.toml"),
    include_str!("../../profiles/hmis-csv.toml"),
];

/// Every profile Escale comes with.
pub fn all() -> Vec<Profile> {
    PROFILES.iter().filter_map(|text| toml::from_str(text).ok()).collect()
}

pub fn find(name: &str) -> Option<Profile> {
    all().into_iter().find(|profile| profile.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_profile_can_be_read() {
        for text in PROFILES {
            let profile: Profile = toml::from_str(text).unwrap();
            assert!(!profile.columns.is_empty(), "{}", profile.name);
        }
        assert_eq!(all().len(), PROFILES.len());
    }
}

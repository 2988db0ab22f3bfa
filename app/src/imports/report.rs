//! What a file would change, and what somebody should look at.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Rows shown of a finding; all are counted.
pub const SHOWN_MAX: usize = 50;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// To know; the row is taken in as it is.
    Note,
    /// Rows that are not taken in.
    Rejected,
    /// Nothing is applied before somebody has decided.
    Blocking,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    pub code: String,
    pub severity: Severity,
    pub count: u64,
    /// How many of them each file has.
    pub by_file: BTreeMap<String, u64>,
    /// The first of them.
    pub rows: Vec<Place>,
}

impl Finding {
    fn none(code: &str, severity: Severity) -> Self {
        let code = code.to_owned();
        Self { code, severity, count: 0, by_file: BTreeMap::new(), rows: Vec::new() }
    }

    fn add(&mut self, place: Place) {
        self.count += 1;
        *self.by_file.entry(place.file.clone()).or_default() += 1;
        if self.rows.len() < SHOWN_MAX {
            self.rows.push(place);
        }
    }
}

/// A row of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    pub file: String,
    /// As a spreadsheet numbers it: the header is 1.
    pub row: u64,
    pub detail: String,
}

/// How many rows of each difference (domain G.1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Differences {
    pub new: u64,
    pub changed: u64,
    pub identical: u64,
    /// The same night twice in the files, told differently.
    pub conflict: u64,
    pub rejected: u64,
    /// Left out, as somebody decided.
    pub ignored: u64,
}

/// A word of the source nobody has decided about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unknown {
    pub field: String,
    pub word: String,
    pub rows: u64,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    pub profile: String,
    pub files: Vec<String>,
    pub rows: u64,
    #[serde(flatten)]
    pub differences: Differences,
    pub sites_created: u64,
    pub units_created: u64,
    #[serde(default)]
    pub persons_created: u64,
    #[serde(default)]
    pub households_created: u64,
    pub findings: Vec<Finding>,
    pub quarantine: Vec<Unknown>,
    pub applied: bool,
    /// What undoes it, once applied.
    pub batch: Option<Uuid>,
}

impl Report {
    pub fn new(profile: &str, files: Vec<String>) -> Self {
        Self {
            profile: profile.to_owned(),
            files,
            rows: 0,
            differences: Differences::default(),
            sites_created: 0,
            units_created: 0,
            persons_created: 0,
            households_created: 0,
            findings: Vec::new(),
            quarantine: Vec::new(),
            applied: false,
            batch: None,
        }
    }

    pub fn find(&mut self, code: &str, severity: Severity, place: Place) {
        let index = self.findings.iter().position(|each| each.code == code);
        let index = index.unwrap_or_else(|| {
            self.findings.push(Finding::none(code, severity));
            self.findings.len() - 1
        });
        if let Some(finding) = self.findings.get_mut(index) {
            finding.add(place);
        }
    }

    pub fn reject(&mut self, code: &str, place: Place) {
        self.differences.rejected += 1;
        self.find(code, Severity::Rejected, place);
    }

    pub fn set_aside(&mut self, field: &str, word: String, place: Place) {
        let found =
            self.quarantine.iter_mut().find(|each| each.field == field && each.word == word);
        match found {
            Some(unknown) => unknown.rows += 1,
            None => self.quarantine.push(Unknown { field: field.to_owned(), word, rows: 1 }),
        }
        self.reject("unknown_word", place);
    }

    /// Something has to be decided before anything is applied.
    pub fn is_blocked(&self) -> bool {
        self.findings.iter().any(|finding| finding.severity == Severity::Blocking)
    }

    /// Nothing would be written.
    pub fn changes_nothing(&self) -> bool {
        self.differences.new == 0 && self.differences.changed == 0
    }
}

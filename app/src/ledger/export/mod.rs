//! `escale export occupancy`: nights added up by whatever a question needs.
//!
//! What was not received adds nothing and is never zero; beds and units are never summed;
//! a rate is of the rows that have a capacity, and is never the mean of rates.

pub mod rows;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde_json::{Map, Value, json};
use sheets::Cell;
use uuid::Uuid;

use crate::{
    counts::{Figures, Measured, Public},
    text_enum,
};

text_enum! {
    /// What nights are grouped by.
    Dimension {
        Night = "night",
        Month = "month",
        Year = "year",
        Site = "site",
        Kind = "kind",
        Public = "public",
        Measure = "measure",
        Territory = "territory",
        Operator = "operator",
    }
}

/// Reads `month,public,measure`; the word that is none of them otherwise.
pub fn dimensions(list: &str) -> Result<Vec<Dimension>, String> {
    let words = list.split(',').map(str::trim).filter(|word| !word.is_empty());
    words.map(|word| Dimension::parse(word).ok_or_else(|| word.to_owned())).collect()
}

/// One line of service of one site on one night, named or counted.
#[derive(Clone, Debug)]
pub struct Row<'a> {
    pub site: &'a Place,
    pub night: NaiveDate,
    pub public: Option<Public>,
    pub measure: Measured,
    pub figures: Figures,
    /// Promised or kept for somebody; a count does not tell.
    pub held: Option<i32>,
}

/// What a site is, for grouping.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Place {
    pub id: Uuid,
    pub code: String,
    pub name: String,
    pub kind: String,
    pub measure: String,
    pub territory: String,
    pub operator: String,
}

/// The figures of one group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    sites: BTreeSet<Uuid>,
    nights: BTreeSet<NaiveDate>,
    measures: BTreeSet<Measured>,
    persons: Option<i64>,
    capacity: Option<i64>,
    intended: Option<i64>,
    occupied: Option<i64>,
    unavailable: Option<i64>,
    /// Occupied on the rows that have a capacity: the numerator of the rate.
    occupied_of_capacity: i64,
}

impl Sum {
    fn add(&mut self, row: &Row<'_>) {
        self.sites.insert(row.site.id);
        self.nights.insert(row.night);
        self.measures.insert(row.measure);
        let figures = &row.figures;
        add(&mut self.persons, figures.persons);
        add(&mut self.capacity, figures.capacity);
        add(&mut self.intended, figures.intended);
        add(&mut self.occupied, figures.occupied);
        add(&mut self.unavailable, figures.unavailable);
        if figures.capacity.is_some_and(|capacity| capacity > 0) {
            self.occupied_of_capacity += i64::from(figures.occupied.unwrap_or(0));
        }
    }

    /// Beds and units are in it together: nothing of theirs can be added up.
    pub fn is_mixed(&self) -> bool {
        self.measures.len() > 1
    }

    pub fn sites(&self) -> usize {
        self.sites.len()
    }

    pub fn nights(&self) -> usize {
        self.nights.len()
    }

    pub fn persons(&self) -> Option<i64> {
        self.persons
    }

    pub fn capacity(&self) -> Option<i64> {
        self.of_measure(self.capacity)
    }

    pub fn intended(&self) -> Option<i64> {
        self.of_measure(self.intended)
    }

    pub fn occupied(&self) -> Option<i64> {
        self.of_measure(self.occupied)
    }

    pub fn unavailable(&self) -> Option<i64> {
        self.of_measure(self.unavailable)
    }

    fn of_measure(&self, figure: Option<i64>) -> Option<i64> {
        figure.filter(|_| !self.is_mixed())
    }

    /// 100 × Σ occupied / Σ capacity, in ten-thousandths, rounded half up.
    pub fn rate(&self) -> Option<i64> {
        let capacity = self.capacity().filter(|capacity| *capacity > 0)?;
        Some((self.occupied_of_capacity * 2_000_000 + capacity) / (2 * capacity))
    }

    /// `89.1892`.
    pub fn rate_text(&self) -> String {
        self.rate()
            .map_or_else(String::new, |rate| format!("{}.{:04}", rate / 10_000, rate % 10_000))
    }
}

fn add(sum: &mut Option<i64>, figure: Option<i32>) {
    if let Some(figure) = figure {
        *sum = Some(sum.unwrap_or(0) + i64::from(figure));
    }
}

/// Every group in the order of its words.
pub type Table = BTreeMap<Vec<String>, Sum>;

pub fn group<'a>(rows: impl Iterator<Item = Row<'a>>, by: &[Dimension]) -> Table {
    let mut table = Table::new();
    for row in rows {
        let key = by.iter().map(|dimension| word(&row, *dimension)).collect();
        table.entry(key).or_default().add(&row);
    }
    table
}

fn word(row: &Row<'_>, by: Dimension) -> String {
    match by {
        Dimension::Night => row.night.to_string(),
        Dimension::Month => row.night.format("%Y-%m").to_string(),
        Dimension::Year => row.night.format("%Y").to_string(),
        Dimension::Site => row.site.code.clone(),
        Dimension::Kind => row.site.kind.clone(),
        Dimension::Public => row.public.map_or("", Public::code).to_owned(),
        Dimension::Measure => row.measure.code().to_owned(),
        Dimension::Territory => row.site.territory.clone(),
        Dimension::Operator => row.site.operator.clone(),
    }
}

/// The columns after those asked for.
pub const FIGURES: [&str; 8] = [
    "sites",
    "nights_reported",
    "persons",
    "capacity",
    "intended",
    "occupied",
    "unavailable",
    "occupancy_rate_pct",
];

pub fn header(by: &[Dimension]) -> Vec<&'static str> {
    by.iter().map(|dimension| dimension.code()).chain(FIGURES).collect()
}

fn figures(sum: &Sum) -> [Option<i64>; 7] {
    let count = |n: usize| i64::try_from(n).ok();
    [
        count(sum.sites()),
        count(sum.nights()),
        sum.persons(),
        sum.capacity(),
        sum.intended(),
        sum.occupied(),
        sum.unavailable(),
    ]
}

/// The cells of a group, as they are written in a file.
pub fn cells(key: &[String], sum: &Sum) -> Vec<Cell> {
    let words = key.iter().cloned().map(Cell::Text);
    let rate = sum.rate().map_or(Cell::Empty, |_| Cell::Decimal(sum.rate_text()));
    words.chain(figures(sum).map(Cell::from)).chain([rate]).collect()
}

/// The same as an object; what was not received is null.
pub fn object(by: &[Dimension], key: &[String], sum: &Sum) -> Value {
    let mut object = Map::new();
    for (dimension, word) in by.iter().zip(key) {
        object.insert(dimension.code().to_owned(), json!(word));
    }
    for (name, figure) in FIGURES.iter().zip(figures(sum)) {
        object.insert((*name).to_owned(), json!(figure));
    }
    let rate: Option<f64> = sum.rate_text().parse().ok();
    object.insert("occupancy_rate_pct".to_owned(), json!(rate));
    Value::Object(object)
}

#[cfg(test)]
mod tests;

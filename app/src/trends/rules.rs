//! Nights added up into bars. Pure.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Days, Months, NaiveDate};

use super::{Asked, Grain, Split};
use crate::{counts::Public, ledger::export::Row};

/// Figures of some nights, added up; `None` was not received on any of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    pub nights: BTreeSet<NaiveDate>,
    pub persons: Option<i64>,
    pub occupied: Option<i64>,
    pub held: Option<i64>,
    pub closed: Option<i64>,
    /// In service.
    pub capacity: Option<i64>,
    occupied_of_capacity: i64,
}

impl Sums {
    pub fn add(&mut self, row: &Row<'_>) {
        self.nights.insert(row.night);
        let figures = &row.figures;
        for (sum, figure) in [
            (&mut self.persons, figures.persons),
            (&mut self.occupied, figures.occupied),
            (&mut self.held, row.held),
            (&mut self.closed, figures.unavailable.map(|closed| closed.max(0))),
            (&mut self.capacity, figures.capacity),
        ] {
            if let Some(figure) = figure {
                *sum = Some(sum.unwrap_or(0) + i64::from(figure));
            }
        }
        if figures.capacity.is_some_and(|capacity| capacity > 0) {
            self.occupied_of_capacity += i64::from(figures.occupied.unwrap_or(0));
        }
    }

    /// Nobody's and in service.
    pub fn free(&self) -> Option<i64> {
        let taken = self.occupied? + self.held.unwrap_or(0);
        Some((self.capacity? - taken).max(0))
    }

    /// 100 × Σ occupied / Σ capacity, in hundredths; `None` without a capacity.
    pub fn rate(&self) -> Option<i64> {
        let capacity = self.capacity.filter(|capacity| *capacity > 0)?;
        Some((self.occupied_of_capacity * 20_000 + capacity) / (2 * capacity))
    }

    /// On the average reported night, in tenths.
    pub fn a_night(&self, figure: Option<i64>) -> Option<i64> {
        let nights = i64::try_from(self.nights.len()).ok().filter(|nights| *nights > 0)?;
        Some((figure? * 20 + nights) / (2 * nights))
    }
}

/// A bar: the nights of `[from, to)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bucket {
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub sums: Sums,
}

impl Bucket {
    /// Nights of it no figure came in for.
    pub fn missing(&self) -> usize {
        let nights = usize::try_from((self.to - self.from).num_days()).unwrap_or(0);
        nights.saturating_sub(self.sums.nights.len())
    }
}

/// The first night of the bar a night is in; weeks begin on Monday.
pub fn start(night: NaiveDate, grain: Grain) -> NaiveDate {
    match grain {
        Grain::Night => night,
        Grain::Week => night - Days::new(night.weekday().num_days_from_monday().into()),
        Grain::Month => night.with_day(1).unwrap_or(night),
    }
}

fn end(start: NaiveDate, grain: Grain) -> NaiveDate {
    match grain {
        Grain::Night => start + Days::new(1),
        Grain::Week => start + Days::new(7),
        Grain::Month => start + Months::new(1),
    }
}

/// Every bar of the period, those without a figure too: a missing night is seen to be missing.
pub fn buckets<'a>(rows: impl Iterator<Item = Row<'a>>, asked: &Asked) -> Vec<Bucket> {
    let mut sums: BTreeMap<NaiveDate, Sums> = BTreeMap::new();
    for row in rows {
        sums.entry(start(row.night, asked.grain)).or_default().add(&row);
    }
    let mut buckets = Vec::new();
    let mut from = start(asked.from, asked.grain);
    while from < asked.to {
        let to = end(from, asked.grain);
        let sums = sums.remove(&from).unwrap_or_default();
        buckets.push(Bucket { from: from.max(asked.from), to: to.min(asked.to), sums });
        from = to;
    }
    buckets
}

/// Whether the question is about this row.
pub fn is_asked(row: &Row<'_>, asked: &Asked) -> bool {
    row.measure == asked.measure
        && (asked.kind.is_empty() || row.site.kind == asked.kind)
        && (asked.public.is_empty() || row.public.map(Public::code) == Some(&asked.public))
}

/// The word of the small chart a row is drawn in.
pub fn part(row: &Row<'_>, split: Split) -> String {
    match split {
        Split::Kind => row.site.kind.clone(),
        Split::Territory => row.site.territory.clone(),
        Split::Public => row.public.map_or("", Public::code).to_owned(),
        Split::Operator => row.site.operator.clone(),
        Split::Site => row.site.name.clone(),
    }
}

/// A year in weeks, a season in nights: bars one can tell apart.
pub fn grain_of(from: NaiveDate, to: NaiveDate) -> Grain {
    match (to - from).num_days() {
        ..=62 => Grain::Night,
        63..=400 => Grain::Week,
        _ => Grain::Month,
    }
}

/// The same nights one month before, and one year before.
pub fn earlier(asked: &Asked, months: u32) -> (NaiveDate, NaiveDate) {
    let back = |date: NaiveDate| date.checked_sub_months(Months::new(months)).unwrap_or(date);
    (back(asked.from), back(asked.to))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_week_begins_on_monday_and_a_month_on_its_first() {
        for (night, grain, first) in [
            ("2026-03-15", Grain::Week, "2026-03-09"),
            ("2026-03-16", Grain::Week, "2026-03-16"),
            ("2026-03-16", Grain::Month, "2026-03-01"),
            ("2026-03-16", Grain::Night, "2026-03-16"),
        ] {
            assert_eq!(start(day(night), grain), day(first));
        }
    }

    #[test]
    fn every_bar_is_there_and_cut_to_the_period() {
        let asked = Asked {
            from: day("2026-01-10"),
            to: day("2026-03-05"),
            grain: Grain::Month,
            measure: crate::counts::Measured::Bed,
            split: None,
            kind: String::new(),
            public: String::new(),
            known_on: None,
        };
        let bars = buckets(std::iter::empty(), &asked);
        let ends: Vec<_> = bars.iter().map(|bar| (bar.from, bar.to, bar.missing())).collect();
        let expected = [
            (day("2026-01-10"), day("2026-02-01"), 22),
            (day("2026-02-01"), day("2026-03-01"), 28),
            (day("2026-03-01"), day("2026-03-05"), 4),
        ];
        assert_eq!(ends, expected);
        assert_eq!(bars[0].sums.rate(), None);
    }

    #[test]
    fn an_average_is_of_the_nights_reported() {
        let nights = [day("2026-01-01"), day("2026-01-02"), day("2026-01-05")].into();
        let sums = Sums { nights, occupied: Some(100), capacity: Some(120), ..Sums::default() };
        assert_eq!(sums.a_night(sums.occupied), Some(333));
        assert_eq!(sums.a_night(sums.held), None);
        assert_eq!(sums.free(), Some(20));
    }
}

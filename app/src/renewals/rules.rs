//! When something ends, until when to decide about it, and which list it is on.

use chrono::{Datelike, Days, NaiveDate};

use crate::workdays;

/// How far ahead one looks, in days.
pub const HORIZONS: [u64; 3] = [3, 7, 30];

/// The first of the two ends; `None`: neither is known.
pub fn ends_on(booked: Option<NaiveDate>, funded: Option<NaiveDate>) -> Option<NaiveDate> {
    match (booked, funded) {
        (Some(booked), Some(funded)) => Some(booked.min(funded)),
        (one, other) => one.or(other),
    }
}

/// On a list until an end is decided: within its days, and in any case once no working day
/// is left before it (domain H-08).
pub fn is_due(ends_on: NaiveDate, within: u64, tonight: NaiveDate, closing: &[NaiveDate]) -> bool {
    ends_on <= tonight + Days::new(within) || workdays::last_before(ends_on, closing) <= tonight
}

/// As many nights ahead as a row of holidays can push an end onto a list early.
pub const HOLIDAYS_MAX: u64 = 7;

/// Ends offered for an extension: one and two weeks, a month, and the month's last morning.
pub fn proposals(from: NaiveDate) -> Vec<NaiveDate> {
    let next_month = (from + Days::new(1))
        .with_day(1)
        .and_then(|first| first.checked_add_months(chrono::Months::new(1)));
    let mut ends: Vec<_> = [7, 14, 30].map(|days| from + Days::new(days)).to_vec();
    ends.extend(next_month);
    ends.sort_unstable();
    ends.dedup();
    ends
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_first_of_two_ends_counts() {
        let (may, june) = (date("2026-05-17"), date("2026-06-01"));
        for (booked, funded, expected) in [
            (Some(may), Some(june), Some(may)),
            (Some(june), Some(may), Some(may)),
            (None, Some(may), Some(may)),
            (Some(june), None, Some(june)),
            (None, None, None),
        ] {
            assert_eq!(ends_on(booked, funded), expected);
        }
    }

    /// Domain H-08: on Wednesday 13 May, a Sunday is already due, and not the day before.
    #[test]
    fn an_end_after_days_nobody_works_is_due_before_them() {
        let closing = [date("2026-05-15")];
        let sunday = date("2026-05-17");
        for (tonight, expected) in [("2026-05-12", false), ("2026-05-13", true)] {
            assert_eq!(is_due(sunday, 3, date(tonight), &closing), expected, "{tonight}");
        }
        assert!(is_due(date("2026-05-10"), 3, date("2026-05-13"), &[]), "what is over is due");
    }

    #[test]
    fn ends_are_offered_once_each_in_their_order() {
        let offered = proposals(date("2026-05-17"));
        let expected = ["2026-05-24", "2026-05-31", "2026-06-01", "2026-06-16"];
        assert_eq!(offered, expected.map(date));
        assert_eq!(proposals(date("2026-05-25"))[0], date("2026-06-01"), "a week, and the month");
    }
}

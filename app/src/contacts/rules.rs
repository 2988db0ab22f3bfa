//! Whether a household was seen in time, from both clocks (domain O-5).

use chrono::{Days, NaiveDate};

/// What a mandate agreed to; a level nobody agreed is the deployment's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Levels {
    /// From the assignment to the first visit.
    pub first_visit_days: u64,
    /// Between two contacts.
    pub contact_days: u64,
}

impl Levels {
    pub const USUAL: Self = Self { first_visit_days: 5, contact_days: 30 };

    pub fn agreed(first_visit: Option<i32>, contact: Option<i32>) -> Self {
        let days = |agreed: Option<i32>, usual| {
            agreed.and_then(|days| u64::try_from(days).ok()).unwrap_or(usual)
        };
        Self {
            first_visit_days: days(first_visit, Self::USUAL.first_visit_days),
            contact_days: days(contact, Self::USUAL.contact_days),
        }
    }
}

/// What is known of a household's follow-up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Since when this operator leads.
    pub assigned_on: NaiveDate,
    /// Since when the household is lodged at all.
    pub entered_on: Option<NaiveDate>,
    /// The first time it was met by this operator.
    pub first_visit: Option<NaiveDate>,
    /// The last contact of any kind that reached it.
    pub last_contact: Option<NaiveDate>,
    /// When somebody said they would come back.
    pub next_on: Option<NaiveDate>,
}

/// What is overdue about it, the most pressing first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Due {
    /// Never met, and the time agreed for it is over by so many days.
    FirstVisit(i64),
    /// No contact for too long, by so many days.
    Contact(i64),
    /// What was promised for a day that has come.
    Promised(i64),
}

impl Due {
    pub fn days(self) -> i64 {
        match self {
            Self::FirstVisit(days) | Self::Contact(days) | Self::Promised(days) => days,
        }
    }
}

/// `None`: nothing is overdue.
pub fn due(seen: &Seen, levels: Levels, tonight: NaiveDate) -> Option<Due> {
    let late = |by: NaiveDate| Some((tonight - by).num_days()).filter(|days| *days > 0);
    let promised = seen.next_on.map(|on| (tonight - on).num_days()).filter(|days| *days >= 0);
    let Some(first) = seen.first_visit else {
        let by = seen.assigned_on + Days::new(levels.first_visit_days);
        return late(by).map(Due::FirstVisit).or(promised.map(Due::Promised));
    };
    let last = seen.last_contact.unwrap_or(first);
    let by = last + Days::new(levels.contact_days);
    late(by).map(Due::Contact).or(promised.map(Due::Promised))
}

/// Days to the first visit from the assignment, and from the entry: the contract's view and
/// the policy's. `None` before it, or where the entry is not known.
pub fn first_visit_delay(seen: &Seen) -> (Option<i64>, Option<i64>) {
    let Some(first) = seen.first_visit else {
        return (None, None);
    };
    let from_entry = seen.entered_on.map(|entered| (first - entered).num_days());
    (Some((first - seen.assigned_on).num_days()), from_entry)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn seen(first: Option<&str>, last: Option<&str>, next: Option<&str>) -> Seen {
        Seen {
            assigned_on: date("2026-09-01"),
            entered_on: Some(date("2026-08-20")),
            first_visit: first.map(date),
            last_contact: last.map(date),
            next_on: next.map(date),
        }
    }

    #[test]
    fn what_is_overdue_and_by_how_much() {
        let cases = [
            (seen(None, None, None), "2026-09-06", None),
            (seen(None, None, None), "2026-09-07", Some(Due::FirstVisit(1))),
            (seen(None, Some("2026-09-02"), None), "2026-09-10", Some(Due::FirstVisit(4))),
            (seen(Some("2026-09-03"), None, None), "2026-10-03", None),
            (seen(Some("2026-09-03"), None, None), "2026-10-04", Some(Due::Contact(1))),
            (seen(Some("2026-09-03"), Some("2026-10-01"), None), "2026-10-04", None),
            (seen(Some("2026-09-03"), None, Some("2026-09-10")), "2026-09-09", None),
            (
                seen(Some("2026-09-03"), None, Some("2026-09-10")),
                "2026-09-10",
                Some(Due::Promised(0)),
            ),
        ];
        for (seen, tonight, expected) in cases {
            assert_eq!(due(&seen, Levels::USUAL, date(tonight)), expected, "{seen:?} {tonight}");
        }
    }

    #[test]
    fn the_first_visit_is_counted_from_both_clocks() {
        let visited = seen(Some("2026-09-04"), None, None);
        assert_eq!(first_visit_delay(&visited), (Some(3), Some(15)));
        assert_eq!(first_visit_delay(&seen(None, None, None)), (None, None));
    }

    #[test]
    fn a_level_nobody_agreed_is_the_usual_one() {
        assert_eq!(Levels::agreed(None, None), Levels::USUAL);
        assert_eq!(
            Levels::agreed(Some(2), Some(15)),
            Levels { first_visit_days: 2, contact_days: 15 }
        );
    }
}

//! Nights: half-open intervals of local dates.
//!
//! Night `d` runs from the evening of `d` to the morning of `d + 1`. `[from, to)`
//! therefore holds `to - from` nights, and departure is the morning of `to`.

use chrono::{Duration, NaiveDate};
use serde::{Deserialize, Serialize};

/// At least one night; `to` is exclusive, `None` is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Nights {
    from: NaiveDate,
    to: Option<NaiveDate>,
}

impl Nights {
    /// `None` when the interval would hold no night.
    pub fn new(from: NaiveDate, to: Option<NaiveDate>) -> Option<Self> {
        to.is_none_or(|to| to > from).then_some(Self { from, to })
    }

    pub fn between(from: NaiveDate, to: NaiveDate) -> Option<Self> {
        Self::new(from, Some(to))
    }

    pub fn open(from: NaiveDate) -> Self {
        Self { from, to: None }
    }

    pub fn from(self) -> NaiveDate {
        self.from
    }

    pub fn to(self) -> Option<NaiveDate> {
        self.to
    }

    /// How many nights; `None` when open.
    pub fn count(self) -> Option<i64> {
        self.to.map(|to| (to - self.from).num_days())
    }

    pub fn contains(self, night: NaiveDate) -> bool {
        self.from <= night && self.to.is_none_or(|to| night < to)
    }

    pub fn overlaps(self, other: Self) -> bool {
        self.intersection(other).is_some()
    }

    pub fn intersection(self, other: Self) -> Option<Self> {
        let to = match (self.to, other.to) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (one, None) | (None, one) => one,
        };
        Self::new(self.from.max(other.from), to)
    }

    /// The part before `night`, and the part from it on.
    pub fn split(self, night: NaiveDate) -> (Option<Self>, Option<Self>) {
        if night <= self.from {
            return (None, Some(self));
        }
        match self.to {
            Some(to) if night >= to => (Some(self), None),
            _ => (Self::between(self.from, night), Self::new(night, self.to)),
        }
    }

    /// Each night in turn; an open interval never ends.
    pub fn iter(self) -> impl Iterator<Item = NaiveDate> {
        self.from.iter_days().take_while(move |night| self.to.is_none_or(|to| *night < to))
    }
}

/// The night before.
pub fn previous(night: NaiveDate) -> NaiveDate {
    night - Duration::days(1)
}

/// The night after.
pub fn next(night: NaiveDate) -> NaiveDate {
    night + Duration::days(1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(offset: i64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2028, 2, 20).unwrap() + Duration::days(offset)
    }

    fn nights() -> impl Strategy<Value = Nights> {
        (0i64..40, proptest::option::of(1i64..20))
            .prop_map(|(from, n)| Nights::new(day(from), n.map(|n| day(from + n))).unwrap())
    }

    #[test]
    fn three_to_ten_march_is_seven_nights() {
        let date = |d| NaiveDate::from_ymd_opt(2026, 3, d).unwrap();
        assert_eq!(Nights::between(date(3), date(10)).unwrap().count(), Some(7));
        assert_eq!(Nights::between(date(3), date(3)), None);
        assert_eq!(Nights::between(date(4), date(3)), None);
    }

    #[test]
    fn a_leap_day_is_a_night() {
        let stay = Nights::between(day(8), day(10)).unwrap();
        let list: Vec<_> = stay.iter().map(|night| night.to_string()).collect();
        assert_eq!(list, ["2028-02-28", "2028-02-29"]);
    }

    proptest! {
        #[test]
        fn overlap_is_sharing_a_night(a in nights(), b in nights()) {
            let shared = (0..80).map(day).any(|night| a.contains(night) && b.contains(night));
            prop_assert_eq!(a.overlaps(b), shared);
            prop_assert_eq!(a.overlaps(b), b.overlaps(a));
        }

        #[test]
        fn splitting_keeps_every_night(stay in nights(), at in 0i64..80) {
            let (before, after) = stay.split(day(at));
            for night in (0..80).map(day) {
                let halves = [before, after].into_iter().flatten();
                prop_assert_eq!(
                    halves.filter(|half| half.contains(night)).count(),
                    usize::from(stay.contains(night))
                );
            }
        }
    }
}

//! Which nights an enrolment is a night slept, and whose they are. Pure.

use chrono::NaiveDate;

use super::NightsOf;
use crate::nights::{Nights, next};

/// The nights between the dates of an enrolment; those seen one by one are [`runs`].
pub fn nights(
    how: NightsOf,
    from: NaiveDate,
    to: Option<NaiveDate>,
    moved_in: Option<NaiveDate>,
) -> Option<Nights> {
    match how {
        NightsOf::Stayed => Nights::new(from, to),
        NightsOf::MovedIn => Nights::new(moved_in?.max(from), to),
        NightsOf::Seen | NightsOf::Nowhere => None,
    }
}

/// The nights somebody is of the household: that of the arrival at least.
pub fn belongs(from: NaiveDate, to: Option<NaiveDate>) -> Nights {
    Nights::new(from, to).unwrap_or(one(from))
}

fn one(night: NaiveDate) -> Nights {
    Nights::between(night, next(night)).unwrap_or(Nights::open(night))
}

/// Nights in order, each once, as intervals.
pub fn runs(nights: impl IntoIterator<Item = NaiveDate>) -> Vec<Nights> {
    let mut runs: Vec<Nights> = Vec::new();
    for night in nights {
        match runs.last_mut() {
            Some(last) if last.to() == Some(night) => {
                *last = Nights::between(last.from(), next(night)).unwrap_or(*last);
            }
            _ => runs.push(one(night)),
        }
    }
    runs
}

/// What is left of some nights once others are taken.
pub fn without(nights: Nights, taken: &[Nights]) -> Vec<Nights> {
    let mut left = vec![nights];
    for other in taken {
        left = left.into_iter().flat_map(|each| cut(each, *other)).collect();
    }
    left
}

fn cut(nights: Nights, other: Nights) -> Vec<Nights> {
    if !nights.overlaps(other) {
        return vec![nights];
    }
    let before = nights.split(other.from()).0;
    let after = other.to().and_then(|end| nights.split(end).1);
    before.into_iter().chain(after).collect()
}

#[cfg(test)]
mod tests {
    use chrono::Days;
    use proptest::prelude::*;

    use super::*;

    fn day(n: u64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2019, 1, 1).unwrap() + Days::new(n)
    }

    fn some_nights() -> impl Strategy<Value = Nights> {
        (0u64..40, proptest::option::of(1u64..12))
            .prop_map(|(from, n)| Nights::new(day(from), n.map(|n| day(from + n))).unwrap())
    }

    #[test]
    fn each_kind_of_programme_has_its_own_nights() {
        let (from, to, home) = (day(1), Some(day(9)), Some(day(4)));
        let of = |how| nights(how, from, to, home);
        assert_eq!(of(NightsOf::Stayed), Nights::new(from, to));
        assert_eq!(of(NightsOf::MovedIn), Nights::between(day(4), day(9)));
        assert_eq!(nights(NightsOf::MovedIn, from, to, None), None, "not housed yet");
        assert_eq!((of(NightsOf::Seen), of(NightsOf::Nowhere)), (None, None));
        assert_eq!(nights(NightsOf::Stayed, from, Some(from), None), None, "no night, no stay");
        assert_eq!(belongs(from, Some(from)).count(), Some(1));
    }

    proptest! {
        #[test]
        fn runs_hold_the_nights_and_no_others(nights in prop::collection::btree_set(0u64..40, 0..25)) {
            let runs = runs(nights.iter().map(|n| day(*n)));
            for n in 0..45 {
                let held = runs.iter().filter(|run| run.contains(day(n))).count();
                prop_assert_eq!(held, usize::from(nights.contains(&n)));
            }
            prop_assert!(runs.windows(2).all(|pair| pair[0].to() < Some(pair[1].from())));
        }

        #[test]
        fn what_is_left_is_what_nobody_took(all in some_nights(), taken in prop::collection::vec(some_nights(), 0..6)) {
            let left = without(all, &taken);
            for night in (0..60).map(day) {
                let free = all.contains(night) && !taken.iter().any(|each| each.contains(night));
                prop_assert_eq!(left.iter().filter(|each| each.contains(night)).count(), usize::from(free));
            }
        }
    }
}

//! A year and a half of nights as bits: one bit a night, set when it is taken.

use chrono::{Duration, NaiveDate};

use crate::nights::Nights;

const WORDS: usize = 8;
/// Nights a calendar knows, from its first: eight words of 64.
pub const NIGHTS: i64 = 512;

/// The nights of one unit, or of one place of a shared unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Calendar([u64; WORDS]);

impl Calendar {
    /// Marks the part of `nights` the calendar knows, counted from `first`.
    pub fn take(&mut self, first: NaiveDate, nights: Nights) {
        let mask = Self::of(first, nights);
        for (word, bits) in self.0.iter_mut().zip(mask.0) {
            *word |= bits;
        }
    }

    /// The calendar with exactly these nights set.
    pub fn of(first: NaiveDate, nights: Nights) -> Self {
        let clamp = |date: NaiveDate| (date - first).num_days().clamp(0, NIGHTS);
        let (from, to) = (clamp(nights.from()), nights.to().map_or(NIGHTS, clamp));
        let mut words = [0; WORDS];
        for (word, start) in words.iter_mut().zip((0..).step_by(64)) {
            let (low, high) = ((from - start).clamp(0, 64), (to - start).clamp(0, 64));
            if high > low {
                *word = below(high) & !below(low);
            }
        }
        Self(words)
    }

    pub fn meets(&self, other: &Self) -> bool {
        self.0.iter().zip(other.0).any(|(a, b)| a & b != 0)
    }

    #[must_use]
    pub fn union(mut self, other: &Self) -> Self {
        for (word, bits) in self.0.iter_mut().zip(other.0) {
            *word |= bits;
        }
        self
    }

    pub fn is_taken(&self, first: NaiveDate, night: NaiveDate) -> bool {
        self.meets(&Self::of(
            first,
            Nights::new(night, Some(night + Duration::days(1))).unwrap_or(Nights::open(night)),
        ))
    }

    /// The first taken night at or after `night`.
    pub fn next_taken(&self, first: NaiveDate, night: NaiveDate) -> Option<NaiveDate> {
        self.scan(first, night, |word| word)
    }

    /// The first free night at or after `night`.
    pub fn next_free(&self, first: NaiveDate, night: NaiveDate) -> Option<NaiveDate> {
        self.scan(first, night, |word| !word)
    }

    /// The first night from which as many free nights follow as `nights` asks.
    pub fn next_run(&self, first: NaiveDate, nights: Nights) -> Option<NaiveDate> {
        let mut from = self.next_free(first, nights.from())?;
        loop {
            let Some(taken) = self.next_taken(first, from) else {
                return Some(from);
            };
            if nights.count().is_some_and(|count| (taken - from).num_days() >= count) {
                return Some(from);
            }
            from = self.next_free(first, taken)?;
        }
    }

    fn scan(
        &self,
        first: NaiveDate,
        night: NaiveDate,
        view: impl Fn(u64) -> u64,
    ) -> Option<NaiveDate> {
        let start = (night - first).num_days().max(0);
        for (word, at) in self.0.iter().zip((0..).step_by(64)) {
            let bits = view(*word) & !below((start - at).clamp(0, 64));
            if bits != 0 {
                return Some(first + Duration::days(at + i64::from(bits.trailing_zeros())));
            }
        }
        None
    }
}

/// The lowest `n` bits, for `n` from 0 to 64.
fn below(n: i64) -> u64 {
    if n >= 64 { u64::MAX } else { (1 << n) - 1 }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(offset: i64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + Duration::days(offset)
    }

    proptest! {
        /// The same answers as a list of nights would give.
        #[test]
        fn agrees_with_a_plain_list(stays in prop::collection::vec((-40i64..560, 1i64..90), 0..8), from in 0i64..500, n in 1i64..60) {
            let mut calendar = Calendar::default();
            let mut list = vec![false; usize::try_from(NIGHTS).unwrap()];
            for (from, n) in stays {
                calendar.take(day(0), Nights::between(day(from), day(from + n)).unwrap());
                for night in from.max(0)..(from + n).clamp(0, NIGHTS) {
                    list[usize::try_from(night).unwrap()] = true;
                }
            }
            let taken = |night: i64| list[usize::try_from(night).unwrap()];
            prop_assert_eq!(calendar.is_taken(day(0), day(from)), taken(from));
            let asked = Nights::between(day(from), day(from + n)).unwrap();
            let any = (from..(from + n).min(NIGHTS)).any(taken);
            prop_assert_eq!(calendar.meets(&Calendar::of(day(0), asked)), any);
            prop_assert_eq!(calendar.next_taken(day(0), day(from)), (from..NIGHTS).find(|night| taken(*night)).map(day));
            let run = (from..NIGHTS).find(|start| (*start..(start + n).min(NIGHTS)).all(|night| !taken(night)));
            prop_assert_eq!(calendar.next_run(day(0), asked), run.map(day));
        }
    }
}

//! Nights that two households, now one, both slept somewhere.

use uuid::Uuid;

use crate::nights::Nights;

/// A booking that says somebody slept, or will.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slept {
    pub booking: Uuid,
    pub nights: Nights,
}

/// Every pair that shares nights, and which.
pub fn overlaps(ours: &[Slept], theirs: &[Slept]) -> Vec<(Uuid, Uuid, Nights)> {
    let pairs = ours.iter().flat_map(|a| theirs.iter().map(move |b| (a, b)));
    let mut found: Vec<_> = pairs
        .filter_map(|(a, b)| {
            let shared = a.nights.intersection(b.nights)?;
            Some((a.booking, b.booking, shared))
        })
        .collect();
    found.sort_by_key(|(_, _, nights)| nights.from());
    found
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    #[test]
    fn shared_nights_are_listed_and_a_change_of_bed_at_noon_is_none() {
        let day = |n| NaiveDate::from_ymd_opt(2026, 5, n).unwrap();
        let slept = |number, from, to: Option<u32>| Slept {
            booking: Uuid::from_u128(number),
            nights: Nights::new(day(from), to.map(day)).unwrap(),
        };
        let ours = [slept(1, 1, Some(10)), slept(2, 10, None)];
        let theirs = [slept(3, 8, Some(10)), slept(4, 12, Some(14))];
        let found = overlaps(&ours, &theirs);
        let brief: Vec<_> =
            found.iter().map(|(a, b, nights)| (a.as_u128(), b.as_u128(), nights.count())).collect();
        assert_eq!(brief, [(1, 3, Some(2)), (2, 4, Some(2))]);
    }
}

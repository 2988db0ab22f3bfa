//! What was seen of a party on a night, person by person or as a whole. Pure.

use super::{Split, State};

/// Splits `persons` of one household: what is said of one person counts for one, what is said
/// of the household for whoever is left, and of the others nobody knows.
pub fn split(persons: i64, each: &[State], whole: Option<State>) -> Split {
    let mut split = Split::default();
    let mut left = persons.max(0);
    for state in each {
        let one = left.min(1);
        *split.of(*state) += one;
        left -= one;
    }
    match whole {
        Some(state) => *split.of(state) += left,
        None => split.not_checked += left,
    }
    split
}

#[cfg(test)]
mod tests {
    use State::{AbsentAuthorised, AbsentUnauthorised, Seen};

    use super::*;

    fn parts(split: Split) -> [i64; 4] {
        [split.seen, split.absent_authorised, split.absent_unauthorised, split.not_checked]
    }

    #[test]
    fn each_person_is_in_one_part_and_nobody_is_presumed() {
        for (persons, each, whole, expected) in [
            (4, &[][..], None, [0, 0, 0, 4]),
            (4, &[], Some(Seen), [4, 0, 0, 0]),
            (4, &[AbsentAuthorised], Some(Seen), [3, 1, 0, 0]),
            (4, &[Seen, Seen], None, [2, 0, 0, 2]),
            (2, &[Seen, Seen, Seen], None, [2, 0, 0, 0]),
            (3, &[], Some(AbsentUnauthorised), [0, 0, 3, 0]),
            (0, &[Seen], Some(Seen), [0, 0, 0, 0]),
        ] {
            let split = split(persons, each, whole);
            assert_eq!(parts(split), expected);
            assert_eq!(split.persons(), persons);
        }
    }
}

//! Whether somebody who comes is perhaps somebody already known.

use chrono::{Datelike, NaiveDate};

use super::words::{self, is_close};

/// What is known of one person.
#[derive(Clone, Copy, Debug, Default)]
pub struct Traits<'a> {
    pub family_name: &'a str,
    pub first_name: &'a str,
    pub alias: &'a str,
    pub birth_date: Option<NaiveDate>,
    /// The household's.
    pub phone: &'a str,
}

impl Traits<'_> {
    fn words(&self) -> Vec<String> {
        [self.family_name, self.first_name, self.alias].into_iter().flat_map(words::words).collect()
    }
}

/// The same phone, or a close name with the same birth date, or a close full name.
pub fn are_likely_one(new: &Traits<'_>, known: &Traits<'_>) -> bool {
    let phone = words::phone_word(new.phone);
    if phone.is_some() && phone == words::phone_word(known.phone) {
        return true;
    }
    let (a, b) = (new.words(), known.words());
    let shared = shared_words(&a, &b);
    match (new.birth_date, known.birth_date) {
        (Some(new), Some(known)) if new == known => shared >= 1,
        // Day and month are mistyped or guessed; namesakes of another year are somebody else.
        (Some(new), Some(known)) if new.year() != known.year() => false,
        // Two words at least: half the families share one.
        _ => shared >= 2 && shared == a.len().min(b.len()),
    }
}

/// How many words of the one are close to a word of the other, each used once.
fn shared_words(a: &[String], b: &[String]) -> usize {
    let mut left: Vec<_> = b.iter().collect();
    a.iter()
        .filter(|word| {
            let found = left.iter().position(|other| is_close(word, other));
            found.map(|at| left.swap_remove(at)).is_some()
        })
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn traits<'a>(family: &'a str, first: &'a str, birth: &str, phone: &'a str) -> Traits<'a> {
        Traits {
            family_name: family,
            first_name: first,
            alias: "",
            birth_date: birth.parse().ok(),
            phone,
        }
    }

    #[test]
    fn likely_and_unlikely_pairs() {
        let known = traits("Diarra", "Awa", "1990-05-14", "06 12 34 56 78");
        let undated = traits("Diarra", "Awa", "", "");
        for (new, against, expected) in [
            (traits("", "", "", "+33612345678"), known, true),
            (traits("Diara", "", "1990-05-14", ""), known, true),
            (traits("Konaté", "Fanta", "1990-05-14", ""), known, false),
            (traits("Awa", "Diarra", "", ""), known, true),
            (traits("Diarra", "Awa", "1991-01-01", ""), known, false),
            (traits("Diarra", "Awa", "1990-01-01", ""), known, true),
            (traits("Diarra", "Fanta", "", ""), known, false),
            (traits("Diarra", "", "", ""), undated, false),
            (traits("Dairra", "Ava", "", ""), undated, false),
            (traits("Dairra", "Awa", "1990-05-14", ""), undated, true),
            (traits("", "", "", ""), traits("", "", "", ""), false),
        ] {
            assert_eq!(are_likely_one(&new, &against), expected, "{new:?}");
        }
    }
}

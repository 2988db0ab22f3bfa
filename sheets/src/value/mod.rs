//! What a cell means: numbers, money, dates and blanks in the text that people type.
//!
//! Each parser gives nothing for a text it does not understand, and rather nothing than a guess.

mod date;
mod month;
mod number;

pub use date::{Epoch, date, date_or_serial, serial};
pub use month::month;
pub use number::{cents, decimal, whole};

/// What is often written for nothing.
pub const BLANKS: [&str; 7] = ["-", "–", "NA", "N/A", "NULL", "NONE", "#N/A"];

/// Whether a cell says nothing: spaces only, or one of the given signs, in capitals or not.
pub fn is_blank(text: &str, blanks: &[&str]) -> bool {
    let text = text.trim();
    text.is_empty() || blanks.iter().any(|blank| blank.to_lowercase() == text.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_are_those_of_the_list() {
        for text in ["", "  ", "\u{a0}", "-", " NULL ", "null", "n/a", "NA", "Na"] {
            assert!(is_blank(text, &BLANKS), "{text:?}");
        }
        for text in ["0", "--", "nana", "non"] {
            assert!(!is_blank(text, &BLANKS), "{text:?}");
        }
        assert!(!is_blank("-", &[]));
    }
}

//! Keeps text that a spreadsheet would run as a formula from being run.
//!
//! A text that begins with one of `= + - @`, a tab or a carriage return is written with a quotation mark before
//! it, and so is one that already has such marks there: taking one mark off gives back what was written.

use std::borrow::Cow;

/// The text as it may stand in a file.
pub(crate) fn guarded(text: &str) -> Cow<'_, str> {
    if is_dangerous(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// Takes off the mark that [`guarded`] put.
pub(crate) fn unguarded(mut text: String) -> String {
    if text.starts_with('\'') && is_dangerous(&text) {
        text.remove(0);
    }
    text
}

fn is_dangerous(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_gets_a_mark_and_loses_it_again() {
        let cases = [
            ("=1+1", "'=1+1"),
            ("+33 6", "'+33 6"),
            ("-", "'-"),
            ("@x", "'@x"),
            ("\tx", "'\tx"),
            ("'=x", "''=x"),
            ("''=x", "'''=x"),
            ("'l'an", "'l'an"),
            ("'", "'"),
            ("a=b", "a=b"),
            ("", ""),
        ];
        for (text, written) in cases {
            assert_eq!(guarded(text), written);
            assert_eq!(unguarded(written.to_owned()), text);
        }
    }
}

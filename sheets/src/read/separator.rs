//! Finds what stands between two cells, by trying.

use super::Source;
use super::csv::Records;
use crate::limits::Limits;

const CANDIDATES: [char; 4] = [';', ',', '\t', '|'];
const ROWS_TRIED: usize = 100;

/// The separator of a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Separator {
    /// None when every row is one cell.
    pub(super) separator: Option<char>,
    /// Whether the first line says it (`sep=;`, which Excel writes and reads), and is no row.
    pub(super) announced: bool,
}

/// Tries each candidate on the beginning of a text: the best is the one by which most rows have as many cells as the
/// first and fewest quotation marks are out of place, and of equals the one that makes most cells.
pub(super) fn find(text: &[u8], text_is_all: bool) -> Separator {
    if let Some(separator) = announced(text) {
        return Separator { separator: Some(separator), announced: true };
    }
    let mut best = (0, 0);
    let mut separator = None;
    for candidate in CANDIDATES {
        let widths = widths(text, candidate, text_is_all);
        let Some(&first) = widths.first().filter(|first| **first > 1) else { continue };
        let alike = widths.iter().filter(|width| **width == first).count();
        let misplaced = misplaced_quotes(text, candidate);
        let score =
            ((alike * 1000 / widths.len()).saturating_sub(misplaced * 1000 / widths.len()), first);
        if score > best {
            (best, separator) = (score, Some(candidate));
        }
    }
    Separator { separator, announced: false }
}

fn announced(text: &[u8]) -> Option<char> {
    let line = text.split(|byte| *byte == b'\n').next()?;
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    let line = line.strip_prefix(b"\"").and_then(|line| line.strip_suffix(b"\"")).unwrap_or(line);
    match line {
        [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', separator] => {
            CANDIDATES.into_iter().find(|candidate| *candidate == char::from(*separator))
        }
        _ => None,
    }
}

/// How many cells each row would have.
fn widths(text: &[u8], separator: char, text_is_all: bool) -> Vec<usize> {
    let limits = Limits { cells_in_row: 20_000, cell_chars: 1 << 20, ..Limits::default() };
    let mut records = Records::new(text, separator, limits);
    let mut widths = Vec::new();
    while widths.len() < ROWS_TRIED
        && let Ok(Some(row)) = records.next_row()
    {
        if row.cells.iter().any(|cell| !cell.trim().is_empty()) || widths.is_empty() {
            widths.push(row.cells.len());
        }
    }
    // The last row may be cut in the middle of a quoted cell.
    if !text_is_all && widths.len() > 1 && widths.len() < ROWS_TRIED {
        widths.pop();
    }
    widths
}

/// How many quotation marks stand neither around a cell nor doubled in one, as they do when cells are cut wrongly.
fn misplaced_quotes(text: &[u8], separator: char) -> usize {
    let ends_cell = |byte: u8| matches!(byte, b'\n' | b'\r') || char::from(byte) == separator;
    let mut misplaced = 0;
    let (mut at_start, mut quoted) = (true, false);
    let mut bytes = text.iter().copied().peekable();
    while let Some(byte) = bytes.next() {
        if byte != b'"' {
            at_start = !quoted && ends_cell(byte);
        } else if quoted && bytes.next_if_eq(&b'"').is_none() {
            quoted = false;
            misplaced += usize::from(bytes.peek().is_some_and(|next| !ends_cell(*next)));
        } else if !quoted {
            quoted = at_start;
            misplaced += usize::from(!at_start);
            at_start = false;
        }
    }
    misplaced
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_separator_is_the_one_that_makes_a_table() {
        let cases = [
            ("a;b\n1;2\n", Some(';')),
            ("a,b\n1,2\n", Some(',')),
            ("a\tb\n1\t2\n", Some('\t')),
            ("a|b\n1|2\n", Some('|')),
            ("a\n1\n", None),
            ("a;b\n1,5;2,5\n3,5;4,5\n", Some(';')),
            ("nom, prénom;âge\nDurand, Léa;3\nPetit, Max;12\n", Some(';')),
            ("name,note\nx,one; two\ny,three\n", Some(',')),
            ("a,b\n\"1;2;3\",x\n\"4\n;5\",y\n", Some(',')),
            ("a;b;c", Some(';')),
            ("a;b\n1\n2\n3;4\n", Some(';')),
        ];
        for (text, separator) in cases {
            let found = find(text.as_bytes(), true);
            assert_eq!(found, Separator { separator, announced: false }, "{text:?}");
        }
    }

    #[test]
    fn a_first_line_may_say_the_separator() {
        let found = find(b"sep=|\r\na;b|c\r\n", true);
        assert_eq!(found, Separator { separator: Some('|'), announced: true });
        assert!(!find(b"sep=x\na;b\n", true).announced);
    }
}

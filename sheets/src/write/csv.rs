//! Text with separators, in UTF-8.

use super::text::{of_cell, of_text};
use super::{Cell, Unwritable};
use std::borrow::Cow;
use std::io::{BufWriter, Write};

/// How text with separators is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CsvOptions {
    /// What stands between two cells; an ASCII character.
    pub separator: u8,
    /// Whether a byte order mark comes first, without which Excel takes the text for Windows-1252.
    pub marked: bool,
}

impl Default for CsvOptions {
    fn default() -> Self {
        Self { separator: b',', marked: false }
    }
}

impl CsvOptions {
    /// What a French Excel opens as it should at a double click: `;`, and a mark.
    pub const FOR_FRENCH_EXCEL: Self = Self { separator: b';', marked: true };
}

/// Writes a header and rows as text, lines ending in `\n`. A cell is quoted where it has to be, and where it holds what
/// another program might take for the separator.
pub fn write_csv(
    options: CsvOptions,
    header: &[&str],
    rows: impl Iterator<Item = Vec<Cell>>,
    out: impl Write,
) -> Result<(), Unwritable> {
    let mut out = BufWriter::new(out);
    if options.marked {
        out.write_all("\u{feff}".as_bytes())?;
    }
    let mut line = Vec::new();
    push_line(header.iter().map(|name| of_text(name)), options.separator, &mut line);
    out.write_all(&line)?;
    for row in rows {
        line.clear();
        push_line(row.iter().map(of_cell), options.separator, &mut line);
        out.write_all(&line)?;
    }
    out.flush()?;
    Ok(())
}

fn push_line<'a>(
    cells: impl ExactSizeIterator<Item = Cow<'a, str>>,
    separator: u8,
    line: &mut Vec<u8>,
) {
    let alone = cells.len() == 1;
    for (column, cell) in cells.enumerate() {
        if column > 0 {
            line.push(separator);
        }
        let is_special = |byte| byte == separator || b";,\t|\"\n".contains(&byte);
        // A blank line would be no row.
        if cell.bytes().any(is_special) || (alone && cell.is_empty()) {
            line.push(b'"');
            line.extend_from_slice(cell.replace('"', "\"\"").as_bytes());
            line.push(b'"');
        } else {
            line.extend_from_slice(cell.as_bytes());
        }
    }
    line.push(b'\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(options: CsvOptions, rows: Vec<Vec<Cell>>) -> String {
        let mut out = Vec::new();
        write_csv(options, &["nom", "n;ombre"], rows.into_iter(), &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn cells_are_quoted_only_where_needed() {
        let rows = || {
            vec![
                vec!["l'Étoile, \"bis\"".into(), Cell::Whole(-3)],
                vec!["deux\nlignes".into(), Cell::cents(1250)],
                vec!["=1;2".into(), Cell::Empty],
            ]
        };
        assert_eq!(
            written(CsvOptions::default(), rows()),
            "nom,\"n;ombre\"\n\"l'Étoile, \"\"bis\"\"\",-3\n\"deux\nlignes\",12.50\n\"'=1;2\",\n"
        );
        assert_eq!(
            written(CsvOptions::FOR_FRENCH_EXCEL, rows()),
            "\u{feff}nom;\"n;ombre\"\n\"l'Étoile, \"\"bis\"\"\";-3\n\"deux\nlignes\";12.50\n\"'=1;2\";\n"
        );
    }
}

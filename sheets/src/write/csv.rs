//! Text with separators, in UTF-8.

use super::text::{of_cell, of_text};
use super::{Cell, Unwritable};
use csv::{QuoteStyle, Terminator, WriterBuilder};
use std::io::Write;

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

/// Writes a header and rows as text, quoted only where needed, lines ending in `\n`.
pub fn write_csv(
    options: CsvOptions,
    header: &[&str],
    rows: impl Iterator<Item = Vec<Cell>>,
    mut out: impl Write,
) -> Result<(), Unwritable> {
    if options.marked {
        out.write_all("\u{feff}".as_bytes())?;
    }
    let mut writer = WriterBuilder::new()
        .delimiter(options.separator)
        .quote_style(QuoteStyle::Necessary)
        .terminator(Terminator::Any(b'\n'))
        .flexible(true)
        .from_writer(out);
    writer.write_record(header.iter().map(|name| of_text(name).into_owned())).map_err(io_of)?;
    for row in rows {
        writer.write_record(row.iter().map(|cell| of_cell(cell).into_owned())).map_err(io_of)?;
    }
    writer.flush()?;
    Ok(())
}

fn io_of(error: csv::Error) -> std::io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => std::io::Error::other(format!("{other:?}")),
    }
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
            "nom,n;ombre\n\"l'Étoile, \"\"bis\"\"\",-3\n\"deux\nlignes\",12.50\n'=1;2,\n"
        );
        assert_eq!(
            written(CsvOptions::FOR_FRENCH_EXCEL, rows()),
            "\u{feff}nom;\"n;ombre\"\n\"l'Étoile, \"\"bis\"\"\";-3\n\"deux\nlignes\";12.50\n\"'=1;2\";\n"
        );
    }
}

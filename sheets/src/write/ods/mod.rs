//! ODS, whose rows go straight into the archive.
//!
//! Only what `LibreOffice` needs to open such a file without a word: its kind, its list of parts, one table with its
//! styles, and where the view is split.

mod cells;

use super::stored::{Widths, of_cell};
use super::text::of_text;
use super::{Cell, Unwritable};
use cells::{push_cell, push_text};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::{self, Seek, Write};
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const MEDIA_TYPE: &str = "application/vnd.oasis.opendocument.spreadsheet";
const MANIFEST: &str = include_str!("manifest.xml");
const SETTINGS: &str = include_str!("settings.xml");
const STYLES: &str = include_str!("styles.xml");
const CONTENT_START: &str = include_str!("content-start.xml");

const ROWS_MAX: u64 = 1_048_576;
const COLUMNS_MAX: usize = 16_384;
/// Rows whose texts decide how wide a column is, which the file says before its first row.
const ROWS_MEASURED: usize = 200;
/// What goes into the archive at once.
const PIECE_BYTES: usize = 64 << 10;

/// Writes one table: a bold header that stays in sight, and rows of real numbers and dates.
pub(super) fn write<W: Write + Seek>(
    header: &[&str],
    mut rows: impl Iterator<Item = Vec<Cell>>,
    out: W,
) -> Result<(), Unwritable> {
    if header.len() > COLUMNS_MAX {
        return Err(Unwritable::TooLarge);
    }
    let header: Vec<Cow<'_, str>> = header.iter().map(|name| of_text(name)).collect();
    let measured: Vec<Vec<Cell>> = rows.by_ref().take(ROWS_MEASURED).collect();
    let mut widths = Widths::of_header(&header);
    for row in &measured {
        for (column, cell) in row.iter().enumerate() {
            widths.see(column, &of_cell(cell));
        }
    }
    let mut zip = ZipWriter::new(out);
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let packed = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, text, options) in [
        ("mimetype", MEDIA_TYPE, stored),
        ("META-INF/manifest.xml", MANIFEST, packed),
        ("settings.xml", SETTINGS, packed),
        ("styles.xml", STYLES, packed),
    ] {
        zip.start_file(name, options).map_err(of_zip)?;
        zip.write_all(text.as_bytes())?;
    }
    // Not the form for more than 4 GiB, which LibreOffice does not open.
    zip.start_file("content.xml", packed).map_err(of_zip)?;
    write_table(&header, widths.chars(), measured.into_iter().chain(rows), &mut zip)?;
    zip.finish().map_err(of_zip)?.flush()?;
    Ok(())
}

fn write_table(
    header: &[Cow<'_, str>],
    widths: &[usize],
    rows: impl Iterator<Item = Vec<Cell>>,
    out: &mut impl Write,
) -> Result<(), Unwritable> {
    let mut xml = start(widths);
    xml.push_str("<table:table-header-rows><table:table-row>");
    for name in header {
        xml.push_str("<table:table-cell table:style-name=\"bold\" office:value-type=\"string\">");
        push_text(name, &mut xml);
        xml.push_str("</table:table-cell>");
    }
    xml.push_str("</table:table-row></table:table-header-rows>");
    for (row, cells) in (2_u64..).zip(rows) {
        if row > ROWS_MAX || cells.len() > COLUMNS_MAX {
            return Err(Unwritable::TooLarge);
        }
        xml.push_str("<table:table-row>");
        for cell in &cells {
            push_cell(&of_cell(cell), row, &mut xml)?;
        }
        if cells.is_empty() {
            xml.push_str("<table:table-cell/>");
        }
        xml.push_str("</table:table-row>");
        if xml.len() > PIECE_BYTES {
            out.write_all(xml.as_bytes())?;
            xml.clear();
        }
    }
    xml.push_str("</table:table></office:spreadsheet></office:body></office:document-content>");
    out.write_all(xml.as_bytes())?;
    Ok(())
}

/// The styles, and the columns with theirs.
fn start(widths: &[usize]) -> String {
    let mut xml = CONTENT_START.trim_end().to_owned();
    for width in widths.iter().collect::<BTreeSet<_>>() {
        // About 2 mm a character.
        let millimetres = width * 2 + 4;
        let _ = write!(
            xml,
            "<style:style style:name=\"w{width}\" style:family=\"table-column\">\
             <style:table-column-properties style:column-width=\"{millimetres}mm\"/></style:style>"
        );
    }
    xml.push_str("</office:automatic-styles><office:body><office:spreadsheet>");
    xml.push_str("<table:table table:name=\"Sheet1\">");
    for width in widths {
        let _ = write!(xml, "<table:table-column table:style-name=\"w{width}\"/>");
    }
    xml
}

fn of_zip(error: ZipError) -> Unwritable {
    match error {
        ZipError::Io(error) => Unwritable::Io(error),
        other => Unwritable::Io(io::Error::other(other)),
    }
}

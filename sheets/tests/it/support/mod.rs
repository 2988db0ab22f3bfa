//! Tools of the tests: another reader to compare with, and spreadsheets made by hand.

use calamine::{Data, Ods, Reader, Xlsx, open_workbook};
use sheets::{Kind, Sheet};
use std::io::{Cursor, Write};
use std::path::Path;
use tempfile::NamedTempFile;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// All cells of a table, the header first, in rows of equal length.
pub(crate) fn cells_of(sheet: Sheet) -> Vec<Vec<String>> {
    let header = sheet.header().to_vec();
    std::iter::once(header).chain(sheet.map(|row| row.unwrap().cells)).collect()
}

/// The same as `calamine` reads it, with the mark taken off what is no formula.
pub(crate) fn calamine_cells(path: &Path, kind: Kind) -> Vec<Vec<String>> {
    let range = if kind == Kind::Xlsx {
        let mut book: Xlsx<_> = open_workbook(path).unwrap();
        book.worksheet_range_at(0).unwrap().unwrap()
    } else {
        let mut book: Ods<_> = open_workbook(path).unwrap();
        book.worksheet_range_at(0).unwrap().unwrap()
    };
    range.rows().map(|row| row.iter().map(|cell| unguarded(shown(cell))).collect()).collect()
}

fn shown(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        other => other.to_string(),
    }
}

fn unguarded(text: String) -> String {
    match text.strip_prefix('\'') {
        Some(rest) if rest.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t']) => {
            rest.to_owned()
        }
        _ => text,
    }
}

/// A file of these bytes, that goes with the value.
pub(crate) fn file(bytes: &[u8]) -> NamedTempFile {
    let file = NamedTempFile::new().unwrap();
    std::fs::write(file.path(), bytes).unwrap();
    file
}

/// The bytes of an archive of these parts.
pub(crate) fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const PACKAGE: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/>
</Relationships>"#;

const PARTS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>
<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="/xl/worksheets/sheet2.xml"/>
<Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>
<Relationship Id="rId4" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/>
</Relationships>"#;

/// Style 1 is a date, 2 an hour, 3 a duration, 4 a date by its number alone, 5 a number with a word in its format.
const STYLES: &str = r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
<numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/><numFmt numFmtId="165" formatCode="h:mm;@"/>
<numFmt numFmtId="166" formatCode="[h]:mm"/><numFmt numFmtId="167" formatCode="0 &quot;days&quot;"/></numFmts>
<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="14"/><xf numFmtId="167"/></cellXfs>
</styleSheet>"#;

/// An XLSX file of two sheets, from what is in their `sheetData`, with these shared strings.
pub(crate) fn xlsx(first: &str, second: &str, strings: &str) -> NamedTempFile {
    workbook("", r#"state="visible""#, first, second, strings)
}

/// The same with the properties of the workbook, and whether the first sheet is hidden.
pub(crate) fn workbook(
    properties: &str,
    first_state: &str,
    first: &str,
    second: &str,
    strings: &str,
) -> NamedTempFile {
    let namespace = r#"xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#;
    let book = format!(
        r#"<?xml version="1.0"?><workbook {namespace}><workbookPr {properties}/><sheets>
        <sheet name="One &amp; only" sheetId="1" {first_state} r:id="rId1"/><sheet name="Two" sheetId="2" r:id="rId2"/>
        </sheets></workbook>"#
    );
    let sheet = |data: &str| {
        format!(
            "<worksheet {namespace}><dimension ref=\"A1:XFD1048576\"/><sheetData>{data}</sheetData><mergeCells/></worksheet>"
        )
    };
    file(&archive(&[
        ("[Content_Types].xml", "<Types/>"),
        ("_rels/.rels", PACKAGE),
        ("xl/workbook.xml", &book),
        ("xl/_rels/workbook.xml.rels", PARTS),
        ("xl/styles.xml", STYLES),
        (
            "xl/sharedStrings.xml",
            &format!("<sst {namespace} count=\"9\" uniqueCount=\"99999999999999\">{strings}</sst>"),
        ),
        ("xl/worksheets/sheet1.xml", &sheet(first)),
        ("xl/worksheets/sheet2.xml", &sheet(second)),
    ]))
}

/// An ODS file, from its automatic styles and what is in its `office:spreadsheet`.
pub(crate) fn ods(styles: &str, tables: &str) -> NamedTempFile {
    let content = format!(
        r#"<?xml version="1.0"?><office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:style="s" xmlns:calcext="c" xmlns:draw="d">
        <office:automatic-styles>{styles}</office:automatic-styles>
        <office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"#
    );
    file(&archive(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", "<manifest:manifest xmlns:manifest=\"m\"/>"),
        ("content.xml", &content),
    ]))
}

//! Files that are not what they claim: each gets one clear error, and no memory to speak of.

use crate::support::{archive, file, ods, xlsx};
use flate2::Compression;
use flate2::write::GzEncoder;
use sheets::{Cell, Kind, Limits, Unreadable};
use std::io::{Cursor, Write};

/// The error of a file, be it on opening or at some row.
fn error_of(bytes: &[u8], limits: Limits) -> Option<Unreadable> {
    match sheets::open(file(bytes).path(), limits) {
        Err(error) => Some(error),
        Ok(mut sheet) => sheet.find_map(Result::err),
    }
}

fn error(bytes: &[u8]) -> Unreadable {
    error_of(bytes, Limits::default()).unwrap()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
    gzip.write_all(bytes).unwrap();
    gzip.finish().unwrap()
}

fn written(kind: Kind, rows: i64) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    let rows = (0..rows).map(|row| vec![Cell::Whole(row), "x".into()]);
    sheets::write(kind, &["a", "b"], rows, &mut out).unwrap();
    out.into_inner()
}

fn lines(count: u64) -> String {
    let lines: Vec<String> =
        (0..count).map(|row| format!("{row};a{}\n", row * 7919 % 1000)).collect();
    lines.concat()
}

/// The older container of Microsoft, with a name in its list of parts.
fn old_container(name: &str) -> Vec<u8> {
    let mut bytes = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    bytes.resize(1024, 0);
    bytes.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
    bytes
}

#[test]
fn what_holds_no_table_is_no_table() {
    let document = archive(&[
        ("[Content_Types].xml", "<Types/>"),
        ("word/document.xml", "<w/>"),
        ("_rels/.rels", "<R/>"),
    ]);
    let drawing = archive(&[("mimetype", "application/vnd.oasis.opendocument.text")]);
    let noise: Vec<u8> =
        (0..2000_u32).map(|n| n.wrapping_mul(2_654_435_761).to_be_bytes()[1]).collect();
    let cases: [(&str, &[u8]); 12] = [
        ("png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01"),
        ("jpeg", b"\xff\xd8\xff\xe0\0\x10JFIF\0"),
        ("pdf", b"%PDF-1.7\n1 0 obj\n"),
        ("page saved as .xls", b"<html><table><tr><td>1</td></tr></table></html>"),
        ("json", b"{\n \"type\": \"FeatureCollection\"}"),
        ("noise", &noise),
        ("word document", &document),
        ("drawing", &drawing),
        ("zip of other things", &archive(&[("a.csv", "a;b\n1;2\n")])),
        ("old word document", &old_container("WordDocument")),
        ("gzip in gzip", &gzip(&gzip(b"a;b\n1;2\n"))),
        ("gzip of a picture", &gzip(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")),
    ];
    for (name, bytes) in cases {
        assert!(matches!(error(bytes), Unreadable::NotATable), "{name}: {:?}", error(bytes));
    }
}

#[test]
fn what_holds_nothing_is_empty() {
    for bytes in
        [b"".as_slice(), b"\n\n \n", b"\xef\xbb\xbf", b";;;\n;;;\n", &gzip(b""), b"\xff\xfe"]
    {
        assert!(matches!(error(bytes), Unreadable::Empty), "{bytes:?}: {:?}", error(bytes));
    }
    let header_only = file(b"a;b\n");
    assert_eq!(sheets::open(header_only.path(), Limits::default()).unwrap().count(), 0);
}

#[test]
fn protected_and_old_files_are_told_apart() {
    assert!(matches!(error(&old_container("EncryptedPackage")), Unreadable::Encrypted));
    assert!(matches!(error(&old_container("Workbook")), Unreadable::OldExcel));
    let protected = archive(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        (
            "META-INF/manifest.xml",
            "<m:manifest xmlns:m='m'><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>",
        ),
        ("content.xml", "\u{1}\u{2}"),
    ]);
    assert!(matches!(error(&protected), Unreadable::Encrypted));
}

#[test]
fn a_file_cut_anywhere_is_damaged() {
    let text = lines(200);
    let cases = [gzip(text.as_bytes()), written(Kind::Xlsx, 30), written(Kind::Ods, 30)];
    for whole in cases {
        assert!(error_of(&whole, Limits::default()).is_none());
        for length in (20..whole.len()).step_by(17) {
            let error = error(&whole[..length]);
            assert!(matches!(error, Unreadable::BadArchive), "{length}: {error:?}");
        }
    }
}

#[test]
fn a_changed_byte_never_goes_unseen_in_packed_rows() {
    let text = lines(500);
    let whole = gzip(text.as_bytes());
    for place in (12..whole.len()).step_by(11) {
        let mut changed = whole.clone();
        changed[place] ^= 0x10;
        assert!(error_of(&changed, Limits::default()).is_some(), "byte {place}");
    }
}

#[test]
fn limits_hold_in_every_kind() {
    let text: String = std::iter::once("a;b\n".to_owned())
        .chain((0..100).map(|row| format!("{row};x\n")))
        .collect();
    let kinds = [
        text.clone().into_bytes(),
        gzip(text.as_bytes()),
        written(Kind::Xlsx, 100),
        written(Kind::Ods, 100),
    ];
    for bytes in kinds {
        let limits = Limits::default();
        let with = |limits: Limits| error_of(&bytes, limits);
        assert!(with(Limits { rows: 100, ..limits }).is_none());
        assert!(matches!(
            with(Limits { rows: 99, ..limits }),
            Some(Unreadable::TooManyRows { limit: 99 })
        ));
        assert!(matches!(
            with(Limits { bytes: 20, ..limits }),
            Some(Unreadable::TooLarge { limit_bytes: 20 })
        ));
        assert!(matches!(
            with(Limits { unpacked_bytes: 300, ..limits }),
            Some(Unreadable::TooLarge { limit_bytes: 300 })
        ));
        assert!(matches!(
            with(Limits { cells_in_row: 1, ..limits }),
            Some(Unreadable::TooManyCells { row: 1, limit: 1 })
        ));
        assert!(matches!(
            with(Limits { cell_chars: 1, ..limits }),
            Some(Unreadable::CellTooLong { row: 12, limit: 1 })
        ));
    }
}

#[test]
fn little_files_that_ask_for_much_get_nothing() {
    let limits = Limits { unpacked_bytes: 1 << 20, ..Limits::default() };
    let too_large =
        |bytes: &[u8]| matches!(error_of(bytes, limits), Some(Unreadable::TooLarge { .. }));
    assert!(too_large(&gzip(&vec![b'a'; 4 << 20])));
    let blank = " ".repeat(4 << 20);
    let bytes = |file: &tempfile::NamedTempFile| std::fs::read(file.path()).unwrap();
    assert!(too_large(&bytes(&xlsx(&blank, "", ""))));
    assert!(too_large(&bytes(&xlsx("<row/>", "", &blank))));
    assert!(too_large(&bytes(&ods("", &blank))));

    let row = |cell: &str| {
        format!(
            "<table:table><table:table-row table:number-rows-repeated=\"4000000000\">{cell}</table:table-row></table:table>"
        )
    };
    let table = |cell: &str| error_of(&bytes(&ods("", &row(cell))), limits).unwrap();
    let one = "<table:table-cell><text:p>1</text:p></table:table-cell>";
    assert!(matches!(table(one), Unreadable::TooManyRows { .. }));
    let wide = "<table:table-cell table:number-columns-repeated=\"4000000000\"><text:p>1</text:p></table:table-cell>";
    assert!(matches!(table(wide), Unreadable::TooManyCells { row: 1, limit: 400 }));
    let long =
        "<table:table-cell><text:p><text:s text:c=\"4000000000\"/></text:p></table:table-cell>";
    assert!(matches!(table(long), Unreadable::CellTooLong { row: 1, .. }));
    let far = r#"<row r="1"><c r="XFD1"><v>1</v></c></row>"#;
    assert!(matches!(
        error(&bytes(&xlsx(far, "", ""))),
        Unreadable::TooManyCells { row: 1, limit: 400 }
    ));
}

#[test]
fn no_tag_and_no_text_of_a_spreadsheet_is_endless() {
    let long = "x".repeat(2 << 20);
    let references = "&amp;".repeat(2 << 20);
    let bytes = |file: tempfile::NamedTempFile| std::fs::read(file.path()).unwrap();
    for text in [&long, &references] {
        let row = format!("<row><c t=\"str\"><v>{text}</v></c></row>");
        let cell = format!(
            "<table:table><table:table-row><table:table-cell><text:p>{text}</text:p></table:table-cell></table:table-row></table:table>"
        );
        assert!(matches!(error(&bytes(xlsx(&row, "", ""))), Unreadable::BadArchive));
        assert!(matches!(
            error(&bytes(ods("", &cell))),
            Unreadable::BadArchive | Unreadable::CellTooLong { row: 1, .. }
        ));
        let shared = format!("<si><t>{text}</t></si>");
        assert!(matches!(error(&bytes(xlsx("<row/>", "", &shared))), Unreadable::BadArchive));
    }
    let tag = format!("<row {long}=\"\"/>");
    assert!(matches!(error(&bytes(xlsx(&tag, "", ""))), Unreadable::BadArchive));
    let names: Vec<String> = (0..10_001).map(|part| part.to_string()).collect();
    let parts: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "")).collect();
    assert!(matches!(error(&archive(&parts)), Unreadable::BadArchive));
}

#[test]
fn a_sheet_that_contradicts_itself_is_damaged() {
    for data in [
        r#"<row><c t="s"><v>7</v></c></row>"#,
        r#"<row><c t="s"><v>x</v></c></row>"#,
        r#"<row><c r="7"><v>1</v></c></row>"#,
        r#"<row><c r="AAAAAAAAAA7"><v>1</v></c></row>"#,
        "<row><c><v>&unknown;</v></c></row>",
        "<row><c></row></c>",
        "<row><c r=A1></c></row>",
    ] {
        let file = xlsx(data, "", "");
        let error = sheets::open(file.path(), Limits::default()).unwrap_err();
        assert!(matches!(error, Unreadable::BadArchive), "{data}: {error:?}");
    }
}

#[test]
fn a_missing_file_is_said_to_be_missing() {
    let error = sheets::open("/nowhere/at/all.csv".as_ref(), Limits::default()).unwrap_err();
    assert!(matches!(error, Unreadable::Io(_)));
    assert!(error.to_string().starts_with("the file could not be opened"));
}

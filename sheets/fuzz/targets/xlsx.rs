//! Any bytes as the parts of an XLSX file: the sheet, its texts, its styles and its workbook, with `|||` between.
#![no_main]

const PACKAGE: &[u8] = br#"<Relationships><Relationship Id="1" Type="t/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const PARTS: &[u8] = br#"<Relationships><Relationship Id="1" Type="t/worksheet" Target="sheet.xml"/><Relationship Id="2" Type="t/styles" Target="styles.xml"/><Relationship Id="3" Type="t/sharedStrings" Target="strings.xml"/></Relationships>"#;
const WORKBOOK: &[u8] = br#"<workbook><sheets><sheet name="S" id="1"/></sheets></workbook>"#;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let mut pieces = Vec::new();
    let mut rest = bytes;
    while let Some(end) = rest.windows(3).position(|mark| mark == b"|||") {
        pieces.push(&rest[..end]);
        rest = &rest[end + 3..];
    }
    pieces.push(rest);
    let piece = |place: usize, other| pieces.get(place).copied().unwrap_or(other);
    sheets_fuzz::read(&sheets_fuzz::archive(&[
        ("[Content_Types].xml", b""),
        ("_rels/.rels", PACKAGE),
        ("xl/_rels/workbook.xml.rels", PARTS),
        ("xl/sheet.xml", piece(0, b"")),
        ("xl/strings.xml", piece(1, b"<sst/>")),
        ("xl/styles.xml", piece(2, b"<styleSheet/>")),
        ("xl/workbook.xml", piece(3, WORKBOOK)),
    ]));
});

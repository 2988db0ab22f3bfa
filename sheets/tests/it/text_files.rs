//! Tables as text, in the encodings and with the separators that people send.

use crate::support::{cells_of, file};
use flate2::Compression;
use flate2::write::GzEncoder;
use sheets::{Container, Encoding, Limits, Unreadable};
use std::io::Write;

fn open(bytes: &[u8]) -> Result<sheets::Sheet, Unreadable> {
    sheets::open(file(bytes).path(), Limits::default())
}

const TEXT: &str = "Nom ;Âge;Prix €\nÉlodie;3;12,50\n\"Léa; dite \"\"Lé\"\"\";;\n";

#[test]
fn the_same_table_is_read_from_every_encoding() {
    let wide = |unit: fn(u16) -> [u8; 2]| -> Vec<u8> {
        "\u{feff}".encode_utf16().chain(TEXT.encode_utf16()).flat_map(unit).collect()
    };
    let windows: Vec<u8> = TEXT
        .chars()
        .map(|char| if char == '€' { 0x80 } else { u8::try_from(u32::from(char)).unwrap() })
        .collect();
    let cases = [
        (TEXT.as_bytes().to_vec(), Encoding::Utf8),
        (format!("\u{feff}{TEXT}").into_bytes(), Encoding::Utf8Marked),
        (windows, Encoding::Windows1252),
        (wide(u16::to_le_bytes), Encoding::Utf16Le),
        (wide(u16::to_be_bytes), Encoding::Utf16Be),
    ];
    for (bytes, encoding) in cases {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
        gzip.write_all(&bytes).unwrap();
        let packed = gzip.finish().unwrap();
        for (bytes, container) in [(bytes, Container::Plain), (packed, Container::Gzip)] {
            let sheet = open(&bytes).unwrap();
            assert_eq!(sheet.format().encoding, encoding);
            assert_eq!(sheet.format().container, container);
            assert_eq!(sheet.format().separator, Some(';'));
            assert_eq!(
                cells_of(sheet),
                [
                    vec!["Nom", "Âge", "Prix €"],
                    vec!["Élodie", "3", "12,50"],
                    vec!["Léa; dite \"Lé\"", "", ""],
                ]
            );
        }
    }
}

#[test]
fn rows_are_given_as_they_are_and_numbered_as_in_a_spreadsheet() {
    let sheet = open(b"sep=,\r\n\r\na,b,\r\n1\r\n\r\n,,,\r\n\"x\r\ny\",2,3,4\r\n\x1a").unwrap();
    assert_eq!(sheet.header(), ["a", "b", ""]);
    let rows: Vec<_> = sheet.map(|row| row.unwrap()).map(|row| (row.number, row.cells)).collect();
    assert_eq!(rows[0], (4, vec!["1".to_owned()]));
    assert_eq!(rows[1].0, 7);
    assert_eq!(rows[1].1, ["x\r\ny", "2", "3", "4"]);
    assert_eq!(rows.len(), 2);
}

#[test]
fn a_table_of_one_column_keeps_its_commas() {
    let sheet = open("nom\nDupont, Jean\nx;y\n".as_bytes()).unwrap();
    assert_eq!(sheet.format().separator, None);
    assert_eq!(cells_of(sheet), [["nom"], ["Dupont, Jean"], ["x;y"]]);
}

#[test]
fn damaged_text_is_told_with_its_row_and_ends_the_table() {
    let mut bytes = "nom;ville\nÉlodie;Évry\n\nLéa;".as_bytes().to_vec();
    bytes.extend(b"Orl\xe9ans\nx;y\n");
    let mut sheet = open(&bytes).unwrap();
    assert_eq!(sheet.format().encoding, Encoding::Utf8);
    assert_eq!(sheet.next().unwrap().unwrap().number, 2);
    assert!(matches!(sheet.next(), Some(Err(Unreadable::BadText { row: 4 }))));
    assert!(sheet.next().is_none());

    let undefined = open(b"nom\nL\xe9a\nx\x81y\n").unwrap();
    let errors: Vec<_> = undefined.filter_map(Result::err).collect();
    assert!(matches!(errors[..], [Unreadable::BadText { row: 3 }]));
}

#[test]
fn a_mark_against_formulas_is_taken_off() {
    let sheet = open(b"'=a;b\n'+33 6;'l'an\n").unwrap();
    assert_eq!(cells_of(sheet), [["=a", "b"], ["+33 6", "'l'an"]]);
}

#[test]
fn the_end_of_a_long_text_counts_for_its_encoding() {
    let mut bytes = b"nom;n\n".to_vec();
    for row in 0..20_000 {
        bytes.extend(format!("Durand;{row}\n").bytes());
    }
    bytes.extend(b"L\xe9a;1\n");
    let sheet = open(&bytes).unwrap();
    assert_eq!(sheet.format().encoding, Encoding::Windows1252);
    assert_eq!(sheet.last().unwrap().unwrap().cells[0], "Léa");
}

#[test]
fn an_open_table_may_be_handed_to_another_thread() {
    let sheet = open(b"a;b\n1;2\n").unwrap();
    assert_eq!(std::thread::spawn(move || sheet.count()).join().unwrap(), 1);
}

//! Spreadsheets made by hand, with what real ones have in them.

use crate::support::{archive, cells_of, file, ods, workbook, xlsx};
use sheets::{Container, Fault, Kind, Limits, Row, Unreadable};
use std::fmt::Write as _;
use std::path::Path;

fn open(path: &Path) -> sheets::Sheet {
    sheets::open(path, Limits::default()).unwrap()
}

fn rows(path: &Path) -> Vec<Row> {
    open(path).map(|row| row.unwrap()).collect()
}

#[test]
fn cells_of_an_excel_file_become_text() {
    let header = r#"<row r="1"><c r="A1" t="inlineStr"><is><t> kind </t></is></c><c r="B1" t="str"><v>value</v></c></row>"#;
    let strings = r"<si><t>plain</t></si><si><r><t>rich </t></r><r><rPr><b/></rPr><t xml:space='preserve'> text</t></r><rPh sb='0' eb='1'><t>spoken</t></rPh></si><si/><si><t xml:space='preserve'> a_x000D_b &amp; &#233;</t></si>";
    let cases = [
        ("shared", r#"t="s"><v>0</v>"#, "plain"),
        ("rich", r#"t="s"><v>1</v>"#, "rich text"),
        ("empty shared", r#"t="s"><v>2</v>"#, ""),
        ("escaped", r#"t="s"><v>3</v>"#, " a\rb & é"),
        ("formula text", r#"t="str"><f>A1&amp;"x"</f><v>x_x000A_y</v>"#, "x\ny"),
        ("inline", r#"t="inlineStr"><is><t>in &lt;line&gt;</t></is>"#, "in <line>"),
        ("whole", "><v>12</v>", "12"),
        ("whole as decimal", r#"t="n"><v>12.0</v>"#, "12"),
        ("decimal", "><v>19.989999999999998</v>", "19.99"),
        ("worded number", r#"s="5"><v>3</v>"#, "3"),
        ("truth", r#"t="b"><v>1</v>"#, "true"),
        ("untruth", r#"t="b"><v>0</v>"#, "false"),
        ("date", r#"s="1"><v>46093</v>"#, "2026-03-12"),
        ("date and hour", r#"s="1"><v>46093.770833333336</v>"#, "2026-03-12T18:30:00"),
        ("built-in date", r#"s="4"><v>46093</v>"#, "2026-03-12"),
        ("hour", r#"s="2"><v>0.7708333333</v>"#, "18:30:00"),
        ("duration", r#"s="3"><v>1.5</v>"#, "36:00:00"),
        ("iso date", r#"t="d"><v>2026-03-12T00:00:00</v>"#, "2026-03-12"),
        ("unknown style", r#"s="99"><v>5</v>"#, "5"),
        ("nothing", ">", ""),
    ];
    let mut data = header.to_owned();
    for (name, cell, _) in cases {
        let _ =
            write!(data, r#"<row><c t="inlineStr"><is><t>{name}</t></is></c><c {cell}</c></row>"#);
    }
    let file = xlsx(&data, "", strings);
    let sheet = open(file.path());
    assert_eq!(sheet.format().kind, Kind::Xlsx);
    assert_eq!(sheet.format().container, Container::Zip);
    assert_eq!(sheet.format().sheet.as_deref(), Some("One & only"));
    assert_eq!(sheet.header(), ["kind", "value"]);
    let read = rows(file.path());
    assert_eq!(read.len(), cases.len());
    for ((name, _, text), row) in cases.iter().zip(read) {
        assert_eq!(row.cells, [*name, *text]);
    }
}

#[test]
fn days_may_be_counted_from_1904() {
    let data = r#"<row><c t="str"><v>day</v></c></row><row><c s="1"><v>44631</v></c></row>"#;
    let file = workbook(r#"date1904="1""#, "", data, "", "");
    assert_eq!(rows(file.path())[0].cells, ["2026-03-12"]);
}

#[test]
fn rows_and_cells_that_are_not_there_are_counted() {
    let data = r#"<row r="3"><c r="A3"><v>1</v></c><c r="C3"><v>3</v></c><c r="D3" s="1"/></row>
        <row r="5"/><row r="9"><c r="B9"><v>2</v></c></row><row r="4"><c><v>7</v></c><c r="E4"><v>8</v></c></row>"#;
    let file = xlsx(data, "", "");
    let sheet = open(file.path());
    assert_eq!(sheet.header(), ["1", "", "3"]);
    let rows = rows(file.path());
    assert_eq!((rows[0].number, rows[1].number), (9, 10));
    assert_eq!(rows[0].cells, ["", "2", ""]);
    assert_eq!(rows[1].cells, ["7", "", "", "", "8"]);
}

#[test]
fn a_cell_in_error_is_empty_and_told() {
    let data = r#"<row><c t="str"><v>a</v></c><c t="str"><v>b</v></c></row>
        <row><c><v>1</v></c><c t="e"><f>1/0</f><v>#DIV/0!</v></c></row><row><c t="e"><v>#N/A</v></c></row>"#;
    let rows = rows(xlsx(data, "", "").path());
    assert_eq!(rows[0].cells, ["1", ""]);
    assert_eq!(rows[0].faults, [Fault { column: 1, text: "#DIV/0!".to_owned() }]);
    assert_eq!(rows[1].faults, [Fault { column: 0, text: "#N/A".to_owned() }]);
}

#[test]
fn the_first_sheet_with_anything_is_read_and_hidden_ones_last() {
    let one = r#"<row><c t="str"><v>one</v></c></row>"#;
    let two = r#"<row><c t="str"><v>two</v></c></row>"#;
    let header = |file: &tempfile::NamedTempFile| open(file.path()).header().to_vec();
    assert_eq!(header(&xlsx(one, two, "")), ["one"]);
    assert_eq!(header(&xlsx(r#"<row r="1"><c s="1"/></row>"#, two, "")), ["two"]);
    assert_eq!(header(&workbook("", r#"state="hidden""#, one, two, "")), ["two"]);
    assert_eq!(header(&workbook("", r#"state="veryHidden""#, one, "", "")), ["one"]);
    let named = |name: &str| sheets::open_named(xlsx(one, two, "").path(), Limits::default(), name);
    assert_eq!(named("Two").unwrap().header(), ["two"]);
    assert!(matches!(named("Three"), Err(Unreadable::NoSuchSheet)));
    assert!(matches!(
        sheets::open(xlsx("", "", "").path(), Limits::default()),
        Err(Unreadable::Empty)
    ));
}

#[test]
fn an_excel_file_may_name_its_parts_otherwise() {
    let kind = "http://purl.oclc.org/ooxml/officeDocument/relationships";
    let package = format!(
        r#"<Relationships><Relationship Id="x" Type="{kind}/officeDocument" Target="/data/Book.xml"/></Relationships>"#
    );
    let parts = format!(
        r#"<Relationships><Relationship Id="r9" Type="{kind}/worksheet" Target="../S.xml"/></Relationships>"#
    );
    let bytes = archive(&[
        ("[Content_Types].xml", ""),
        ("_rels\\.rels", &package),
        (
            "data/book.xml",
            r#"<x:workbook xmlns:x="m" xmlns:q="r"><x:sheets><x:sheet name="S" q:id="r9"/></x:sheets></x:workbook>"#,
        ),
        ("DATA/_rels/Book.xml.rels", &parts),
        (
            "s.xml",
            r#"<x:worksheet xmlns:x="m"><x:sheetData><x:row><x:c><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>"#,
        ),
    ]);
    assert_eq!(open(file(&bytes).path()).header(), ["1"]);
}

#[test]
fn cells_of_an_ods_file_become_text() {
    let cases = [
        (
            r#"office:value-type="string"><text:p>a <text:s text:c="2"/>b<text:tab/><text:span>c</text:span></text:p><text:p>d &amp; é</text:p>"#,
            "a   b\tc\nd & é",
        ),
        (
            r#"office:value-type="string"><office:annotation><text:p>note</text:p></office:annotation><draw:frame><text:p>box</text:p></draw:frame><text:p>text</text:p>"#,
            "text",
        ),
        (r#"office:value-type="string" office:string-value="said"><text:p>shown</text:p>"#, "said"),
        (r#"office:value-type="float" office:value="12"><text:p>12,00</text:p>"#, "12"),
        (r#"office:value-type="currency" office:value="12.5"><text:p>12,50 €</text:p>"#, "12.5"),
        (r#"office:value-type="percentage" office:value="0.5"><text:p>50 %</text:p>"#, "0.5"),
        (
            r#"office:value-type="date" office:date-value="2026-03-12"><text:p>12/03/26</text:p>"#,
            "2026-03-12",
        ),
        (
            r#"office:value-type="date" office:date-value="2026-03-12T18:30:00"><text:p/>"#,
            "2026-03-12T18:30:00",
        ),
        (r#"office:value-type="time" office:time-value="PT18H30M00S"><text:p/>"#, "18:30:00"),
        (
            r#"office:value-type="boolean" office:boolean-value="true"><text:p>VRAI</text:p>"#,
            "true",
        ),
        ("><text:p>untyped</text:p>", "untyped"),
        ("table:style-name=\"x\">", ""),
    ];
    let mut table = "<table:table table:name=\"T\"><table:table-row><table:table-cell><text:p>n</text:p></table:table-cell><table:table-cell><text:p>v</text:p></table:table-cell></table:table-row>".to_owned();
    for (cell, _) in cases {
        let _ = write!(
            table,
            "<table:table-row><table:table-cell><text:p>x</text:p></table:table-cell><table:table-cell {cell}</table:table-cell></table:table-row>"
        );
    }
    let file = ods("", &(table + "</table:table>"));
    let sheet = open(file.path());
    assert_eq!((sheet.format().kind, sheet.format().sheet.as_deref()), (Kind::Ods, Some("T")));
    let read = rows(file.path());
    assert_eq!(read.len(), cases.len());
    for ((cell, text), row) in cases.iter().zip(read) {
        assert_eq!(row.cells, ["x", *text], "{cell}");
    }
}

#[test]
fn repeated_rows_and_cells_are_there_as_often_as_said() {
    let table = r#"<table:table table:name="T">
        <table:table-column table:number-columns-repeated="16384"/>
        <table:table-row table:number-rows-repeated="4"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
        <table:table-header-rows><table:table-row><table:table-cell table:number-columns-repeated="2"><text:p>h</text:p></table:table-cell></table:table-row></table:table-header-rows>
        <table:table-row-group><table:table-row table:number-rows-repeated="2"><table:table-cell/><table:covered-table-cell table:number-columns-repeated="2"><text:p>1</text:p></table:covered-table-cell><table:table-cell table:number-columns-repeated="16381"/></table:table-row></table:table-row-group>
        <table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>
        <table:table-row><table:table-cell calcext:value-type="error" office:value-type="string" office:string-value=""><text:p>#N/A</text:p></table:table-cell></table:table-row>
        </table:table>"#;
    let file = ods("", table);
    assert_eq!(
        cells_of(open(file.path())),
        [vec!["h", "h"], vec!["", "1", "1"], vec!["", "1", "1"], vec!["", ""],]
    );
    let read = rows(file.path());
    assert_eq!(read.iter().map(|row| row.number).collect::<Vec<_>>(), [6, 7, 1_048_008]);
    assert_eq!(read[2].faults, [Fault { column: 0, text: "#N/A".to_owned() }]);
}

#[test]
fn the_first_table_with_anything_is_read_and_hidden_ones_last() {
    let table = |name: &str, text: &str| {
        format!(
            "<table:table table:name=\"{name}\" table:style-name=\"{name}\"><table:table-row><table:table-cell>{text}</table:table-cell></table:table-row></table:table>"
        )
    };
    let hiding = r#"<style:style style:name="one"><style:table-properties table:display="false"/></style:style>"#;
    let header = |styles: &str, tables: &str| open(ods(styles, tables).path()).header().to_vec();
    let (one, two) = (table("one", "<text:p>1</text:p>"), table("two", "<text:p>2</text:p>"));
    assert_eq!(header("", &(one.clone() + &two)), ["1"]);
    assert_eq!(header(hiding, &(one.clone() + &two)), ["2"]);
    assert_eq!(header(hiding, &one), ["1"]);
    assert_eq!(header("", &(table("void", "") + &two)), ["2"]);
    let both = ods("", &(one + &two));
    let named = |name: &str| sheets::open_named(both.path(), Limits::default(), name);
    assert_eq!(named("two").unwrap().header(), ["2"]);
    assert!(matches!(named("three"), Err(Unreadable::NoSuchSheet)));
}

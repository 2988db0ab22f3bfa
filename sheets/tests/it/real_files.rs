//! Reads published data as it came, where it is at hand.

use sheets::{Container, Encoding, Kind, Limits};
use std::path::{Path, PathBuf};

/// The folder of published data, which is no part of the project.
fn shared_data() -> Option<PathBuf> {
    let folder = std::env::var_os("ESCALE_SHARED_DATA").map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/data")),
        PathBuf::from,
    );
    let there = folder.is_dir();
    if !there {
        println!("skipped: no published data in {}", folder.display());
    }
    there.then_some(folder)
}

struct Published {
    path: &'static str,
    rows: u64,
    columns: usize,
    separator: char,
    first_names: &'static [&'static str],
}

const FILES: [Published; 9] = [
    Published {
        path: "toronto/daily-shelter-occupancy-2024.csv.gz",
        rows: 44_705,
        columns: 32,
        separator: ',',
        first_names: &["_id", "OCCUPANCY_DATE", "ORGANIZATION_ID", "ORGANIZATION_NAME"],
    },
    Published {
        path: "toronto/daily-shelter-occupancy-2022-q1.csv.gz",
        rows: 8_492,
        columns: 32,
        separator: ',',
        first_names: &["_id", "OCCUPANCY_DATE"],
    },
    Published {
        path: "toronto/shelter-system-flow.csv",
        rows: 724,
        columns: 0,
        separator: ',',
        first_names: &[],
    },
    Published {
        path: "calgary/daily-shelter-occupancy-2013-2019.csv.gz",
        rows: 24_616,
        columns: 12,
        separator: ',',
        first_names: &["date", "city", "ShelterType", "ShelterName"],
    },
    Published {
        path: "hotel_bookings/hotel_bookings.csv.gz",
        rows: 119_390,
        columns: 32,
        separator: ',',
        first_names: &["hotel", "is_canceled", "lead_time", "arrival_date_year"],
    },
    Published {
        path: "france/hebergements_classes_2026-04.csv.gz",
        rows: 21_311,
        columns: 0,
        separator: ';',
        first_names: &["DATE DE CLASSEMENT", "TYPOLOGIE ÉTABLISSEMENT", "CLASSEMENT"],
    },
    Published {
        path: "hmis_fy2019/Client.csv.gz",
        rows: 4_034,
        columns: 0,
        separator: ',',
        first_names: &["PersonalID", "FirstName", "MiddleName"],
    },
    Published {
        path: "hmis_fy2019/Enrollment.csv.gz",
        rows: 6_390,
        columns: 0,
        separator: ',',
        first_names: &["EnrollmentID", "PersonalID", "ProjectID", "EntryDate"],
    },
    Published {
        path: "hmis_fy2019/Export.csv",
        rows: 1,
        columns: 17,
        separator: ',',
        first_names: &["ExportID", "SourceType"],
    },
];

#[test]
fn published_files_have_the_rows_and_columns_they_are_said_to_have() {
    let Some(folder) = shared_data() else { return };
    for file in FILES {
        let path = file.path;
        let mut sheet = sheets::open(&folder.join(path), Limits::default()).unwrap();
        assert_eq!(sheet.format().kind, Kind::Csv, "{path}");
        let gzip = Path::new(path).extension().is_some_and(|end| end == "gz");
        let container = if gzip { Container::Gzip } else { Container::Plain };
        assert_eq!(sheet.format().container, container, "{path}");
        assert_eq!(sheet.format().separator, Some(file.separator), "{path}");
        let header = sheet.header().to_vec();
        assert_eq!(header[..file.first_names.len()], *file.first_names, "{path}");
        if file.columns > 0 {
            assert_eq!(header.len(), file.columns, "{path}");
        }
        let mut rows = 0;
        for row in sheet.by_ref() {
            let row = row.unwrap();
            assert_eq!(row.cells.len(), header.len(), "{path}, row {}", row.number);
            rows += 1;
        }
        assert_eq!(rows, file.rows, "{path}");
    }
}

#[test]
fn the_quirks_of_published_files_come_through() {
    let Some(folder) = shared_data() else { return };
    let open = |path: &str| sheets::open(&folder.join(path), Limits::default()).unwrap();
    let france = open("france/hebergements_classes_2026-04.csv.gz");
    assert_eq!(france.format().encoding, Encoding::Utf8);
    let first = france.header().iter().position(|name| name == "DATE DE CLASSEMENT").unwrap();
    for row in france.take(1000) {
        let row = row.unwrap();
        assert!(sheets::value::date(&row.cells[first]).is_some(), "row {}", row.number);
    }
    let bookings = open("hotel_bookings/hotel_bookings.csv.gz");
    let month = bookings.header().iter().position(|name| name == "arrival_date_month").unwrap();
    for row in bookings {
        assert!(sheets::value::month(&row.unwrap().cells[month]).is_some());
    }
    let toronto = open("toronto/daily-shelter-occupancy-2022-q1.csv.gz");
    let count = toronto.header().iter().position(|name| name == "SERVICE_USER_COUNT").unwrap();
    for row in toronto {
        assert!(sheets::value::whole(&row.unwrap().cells[count]).is_some());
    }
}

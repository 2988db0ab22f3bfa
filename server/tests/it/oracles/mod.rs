//! Real public data through the product, against figures computed elsewhere.
//!
//! The data lies beside the project and is no part of it: a test that does not find it says
//! so and passes. `imports_story` walks the same paths on small invented files.

mod bookings;
mod counts;
mod hmis;

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
};

use app::{
    imports::{
        Report, profile,
        service::{self, Mode, Source},
    },
    ledger::export::{self, Table},
};

use crate::support::world::{World, night};

/// A file of the shared data; `None`, and a line said, where it is not there.
fn shared(path: &str) -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data");
    let folder = std::env::var_os("ESCALE_TEST_SHARED_DATA").map_or(beside, PathBuf::from);
    let file = folder.join(path);
    if file.exists() {
        return Some(file);
    }
    println!("skipped: {} is not there", file.display());
    None
}

async fn take_in(world: &World, name: &str, files: &[PathBuf]) -> Report {
    let profile = profile::find(name).unwrap();
    let files = files.iter().map(|file| Source::at(file)).collect();
    service::take_in(&world.app, None, &profile, files, Mode::Apply).await.unwrap()
}

async fn table(world: &World, from: &str, to: &str, by: &str) -> Table {
    let mut known = export::rows::known(&world.app.db, night(from), night(to), None).await.unwrap();
    let world_sites = ["site-a", "site-b"].map(crate::support::world::id);
    known.keep(|site| !world_sites.contains(&site));
    export::group(known.rows(), &export::dimensions(by).unwrap())
}

/// The rows of an expected table, by column.
fn expected(path: &Path) -> Vec<HashMap<String, String>> {
    let sheet = sheets::open(path, sheets::Limits::default()).unwrap();
    let header = sheet.header().to_vec();
    sheet.map(|row| header.iter().cloned().zip(row.unwrap().cells).collect()).collect()
}

fn whole(row: &HashMap<String, String>, column: &str) -> Option<i64> {
    row[column].parse().ok()
}

/// A rate to 0.0001, as both write it.
fn same_rate(ours: &str, expected: &str) -> bool {
    let (ours, expected): (f64, f64) = (ours.parse().unwrap(), expected.parse().unwrap());
    (ours - expected).abs() <= 0.000_1
}

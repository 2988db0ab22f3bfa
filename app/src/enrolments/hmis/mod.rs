//! What the database holds, as the files of the HMIS standard (United States, FY2020 columns).
//!
//! Names and birth dates are in them: only who runs the server writes them. What is not known
//! here is written as the standard has it: 99, or nothing.

pub mod read;
pub mod tables;

use sheets::Cell;

/// One file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// `Enrollment.csv`.
    pub name: &'static str,
    pub header: Vec<&'static str>,
    pub rows: Vec<Vec<Cell>>,
}

/// What a capacity that came from an inventory has for its source, before the inventory's key.
pub const INVENTORY: &str = "HMIS ";

/// A line a file: its name, then its columns.
const COLUMNS: &str = include_str!("columns.txt");

/// The columns of a file, in their order.
pub(super) fn columns(name: &str) -> Vec<&'static str> {
    let own = COLUMNS.lines().filter_map(|line| line.split_once(' '));
    let own = own.filter(|(file, _)| *file == name);
    own.flat_map(|(_, columns)| columns.split(',')).collect()
}

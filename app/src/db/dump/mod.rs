//! The whole database as text: one header line, then one JSON object a row.
//!
//! The format is the same for both engines, and so are its bytes: a dump of one
//! loads into the other and nothing is lost. `docs/operations.md` describes it.

mod catalog;
mod cell;
mod checks;
mod load;
mod write;

use std::io;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{StoreError, migrations};
use catalog::Table;
pub use load::Present;

const FORMAT: &str = "escale";
const FORMAT_VERSION: u32 = 1;

/// Why a dump could not be written or loaded, for the operator.
#[derive(Debug, thiserror::Error)]
pub enum DumpError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Migration(#[from] sqlx::migrate::MigrateError),
    #[error(transparent)]
    Io(#[from] io::Error),
    #[error("{0}")]
    Refused(String),
}

impl From<sqlx::Error> for DumpError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(StoreError::Broken(error))
    }
}

pub(super) fn refused<T>(message: impl Into<String>) -> Result<T, DumpError> {
    Err(DumpError::Refused(message.into()))
}

/// A table and how many rows it had, or was given.
pub type Count = (String, i64);

/// The first line. Counts let a loader know a file that was cut short.
#[derive(Debug, Serialize, Deserialize)]
struct Header {
    format: String,
    version: u32,
    exported_at: DateTime<Utc>,
    migrations: Vec<String>,
    tables: Vec<TableHeader>,
}

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct TableHeader {
    name: String,
    rows: i64,
    columns: Vec<(String, String)>,
}

impl TableHeader {
    fn of(table: &Table, rows: i64) -> Self {
        let column =
            |column: &catalog::Column| (column.name.clone(), column.kind.name().to_owned());
        Self { name: table.name.clone(), rows, columns: table.columns.iter().map(column).collect() }
    }
}

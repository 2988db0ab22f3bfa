//! Tables in files: what people exchange, read and written.
//!
//! [`open`] recognises a file by what it holds, never by its name, and gives its rows one by one as text.
//! [`value`] makes numbers, money and dates of that text. [`write`](mod@write) makes such files.
//! Nothing here knows what a table is about.
//!
//! ```no_run
//! use sheets::{Limits, value};
//!
//! let sheet = sheets::open("arrivals.ods".as_ref(), Limits::default())?;
//! let arrival = sheet.header().iter().position(|name| name == "Arrival");
//! for row in sheet {
//!     let row = row?;
//!     let day = arrival.and_then(|column| value::date(row.cells.get(column)?));
//!     println!("row {}: {day:?}", row.number);
//! }
//! # Ok::<(), sheets::Unreadable>(())
//! ```

mod error;
mod format;
mod guard;
mod hash;
mod limits;
mod read;
pub mod value;
pub mod write;

pub use error::Unreadable;
pub use format::{Container, Encoding, Format, Kind};
pub use hash::hash;
pub use limits::Limits;
pub use read::{Fault, Row, Sheet, open, open_named};
pub use write::{Cell, CsvOptions, Unwritable, write, write_csv};

//! Files of bookings: one row a stay, wanted, under way or past.
//!
//! Each row lives through the rules a click goes through, on units that are free, under the
//! database's own guard; what is written is what it has become.

mod apply;
mod compare;
mod life;
pub mod rooms;
mod row;
mod undo;

pub use apply::apply;
pub use compare::{Plan, compare};
pub use row::Parsed;
pub use undo::take_back;

/// Without these a file is not of this kind.
pub const REQUIRED: &[&str] = &["site", "state"];

//! Spreadsheets.
use super::Found;
use crate::error::Unreadable;
use crate::limits::Limits;
use std::path::Path;
pub(super) fn open(
    _path: &Path,
    _limits: Limits,
    _name: Option<&str>,
) -> Result<Found, Unreadable> {
    Err(Unreadable::NotATable)
}

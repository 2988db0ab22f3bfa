//! Lists that exist, taken in: read, mapped, compared with what is here, applied as a whole.
//!
//! A profile says how a source writes its list. Whatever the profile, a file is parsed
//! first and touches nothing; then one transaction compares it with the database, and
//! keeps the differences unless the run is dry or a finding blocks it.

pub mod actions;
pub mod bookings;
pub mod counts;
pub mod drafts;
pub mod enrolments;
pub mod page;
pub mod profile;
pub mod record;
pub mod report;
pub mod rules;
pub mod service;
pub mod sites;
pub mod store;

pub use profile::{Profile, Target};
pub use report::{Finding, Report, Severity};

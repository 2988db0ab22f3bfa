//! Renewals: everything that ends, and what somebody decided about it.
//!
//! An end is the first of a booking's and of its funding's. It closes nothing by itself: it
//! waits here until a named person extends it, or says that it is not, why, and what follows.

pub mod actions;
pub mod page;
pub mod rules;
pub mod service;
pub mod store;

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::FromRow;
use uuid::Uuid;

use crate::text_enum;

text_enum! {
    Decision {
        Extended = "extended",
        NotExtended = "not_extended",
    }
}

text_enum! {
    /// Why nights are not added. Each calls for a next step: nobody is left without one.
    Reason {
        ExitPlanned = "exit_planned",
        TransferPlanned = "transfer_planned",
        OtherFunder = "other_funder",
        OutsideCriteria = "outside_criteria",
        HouseholdLeft = "household_left",
        Other = "other",
    }
}

/// What was decided of one end of one booking.
#[derive(Clone, Debug, FromRow)]
pub struct Renewal {
    pub booking_id: Uuid,
    pub ends_on: NaiveDate,
    pub decision: Decision,
    pub to_night: Option<NaiveDate>,
    /// A [`Reason`]; empty for an extension.
    pub reason: String,
    pub next_step: String,
    pub decided_by: String,
    pub decided_at: DateTime<Utc>,
}

/// A day the service does not work, besides weekends and holidays.
#[derive(Clone, Debug, FromRow)]
pub struct ClosingDay {
    pub day: NaiveDate,
    pub label: String,
}

//! Assignments: which operator leads a household's support on each night, and hand-overs.
//!
//! One lead a night, or none and counted (O-1). Whoever hands over leads until the other
//! has accepted (O-2); reading rights follow, with a tail for closing notes (O-3).

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
    OfferState {
        Proposed = "proposed",
        Accepted = "accepted",
        Refused = "refused",
        Withdrawn = "withdrawn",
    }
}

text_enum! {
    /// Why an operator does not take a household on.
    RefusalReason {
        OverCaseload = "over_caseload",
        OutOfScope = "out_of_scope",
        Other = "other",
    }
}

text_enum! {
    /// Why nobody of the operator leads any more.
    EndReason {
        HouseholdLeft = "household_left",
        MandateEnded = "mandate_ended",
        NoLongerNeeded = "no_longer_needed",
        Other = "other",
    }
}

/// Leads from `from_night` until the morning of `to_night`.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Assignment {
    pub id: Uuid,
    pub household_id: Uuid,
    pub mandate_id: Uuid,
    pub worker_id: Option<Uuid>,
    pub from_night: NaiveDate,
    pub to_night: Option<NaiveDate>,
}

/// The same, with the names a page shows.
#[derive(Clone, Debug, FromRow)]
pub struct Shown {
    #[sqlx(flatten)]
    pub assignment: Assignment,
    pub mandate: String,
    pub operator: String,
    pub worker: Option<String>,
}

#[derive(Clone, Debug, FromRow)]
pub struct Offer {
    pub id: Uuid,
    pub household_id: Uuid,
    pub mandate_id: Uuid,
    pub from_night: NaiveDate,
    pub state: OfferState,
    pub summary: String,
    pub reason: String,
    pub proposed_by: Uuid,
    pub proposed_at: DateTime<Utc>,
}

/// An offer as lists show it: what an operator may know before it accepts.
#[derive(Clone, Debug, FromRow)]
pub struct OfferLine {
    #[sqlx(flatten)]
    pub offer: Offer,
    pub code: String,
    pub persons: i64,
    pub mandate: String,
    pub operator: String,
    pub author: String,
}

/// A mandate a household can be offered to, and how many it leads tonight.
#[derive(Clone, Debug, FromRow)]
pub struct Lot {
    pub id: Uuid,
    pub label: String,
    pub operator: String,
    pub households: i64,
    pub caseload_max: Option<i32>,
    pub workers: i64,
}

/// A household somewhere tonight whom nobody leads.
#[derive(Clone, Debug, FromRow)]
pub struct Unled {
    pub id: Uuid,
    pub site_name: String,
    pub since: NaiveDate,
}

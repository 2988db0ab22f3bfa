//! Units out of service: why, until when, who brings them back.

pub mod actions;
pub mod page;
pub mod rules;
pub mod service;
pub mod store;

use chrono::NaiveDate;
use serde::Serialize;
use sqlx::FromRow;
use uuid::Uuid;

use crate::{nights::Nights, text_enum};

text_enum! {
    Cause {
        Bedbugs = "bedbugs",
        Cockroaches = "cockroaches",
        Works = "works",
        Utilities = "utilities",
        FireSafety = "fire_safety",
        Damage = "damage",
        Cleaning = "cleaning",
        KeptForAbsent = "kept_for_absent",
        Staffing = "staffing",
        Administrative = "administrative",
        Other = "other",
    }
}

/// Why units are out of service. The nights themselves are lines of `occupation`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, FromRow)]
pub struct Closure {
    pub id: Uuid,
    pub site_id: Uuid,
    pub cause: Cause,
    pub detail: String,
    /// Who brings the units back.
    pub owner: String,
    pub from_night: NaiveDate,
    /// Exclusive; `None`: until somebody lifts it, looked at again on `review_on`. The
    /// same as `from_night`: it was called off before its first night.
    pub to_night: Option<NaiveDate>,
    pub review_on: Option<NaiveDate>,
    pub version: i32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    InForce,
    Planned,
    Past,
}

impl Closure {
    /// `None` when it was called off before its first night.
    pub fn nights(&self) -> Option<Nights> {
        Nights::new(self.from_night, self.to_night)
    }

    pub fn when(&self, tonight: NaiveDate) -> When {
        match self.nights() {
            Some(nights) if nights.contains(tonight) => When::InForce,
            Some(nights) if nights.from() > tonight => When::Planned,
            _ => When::Past,
        }
    }
}

/// A unit people stay in although it should be closed, and who decided so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, FromRow)]
pub struct DegradedUse {
    pub id: Uuid,
    pub closure_id: Uuid,
    pub unit_id: Uuid,
    pub from_night: NaiveDate,
    pub to_night: Option<NaiveDate>,
    pub cause: Cause,
    pub decided_by: String,
    pub reason: String,
}

/// Somebody's nights that stand in the way, as far as the reader may know of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    pub booking_id: Uuid,
    pub code: String,
    /// Only of a household the reader may know of.
    pub household: Option<String>,
    pub from_night: NaiveDate,
    pub to_night: Option<NaiveDate>,
}

/// A closure that somebody promised to look at again by now.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct ClosureToReview {
    pub id: Uuid,
    pub site_id: Uuid,
    pub site_name: String,
    pub cause: Cause,
    pub units: i64,
    pub since: NaiveDate,
    pub review_on: NaiveDate,
    pub owner: String,
}

//! Nights that come in as figures: who slept at a site whose stays are not named here.

pub mod store;

use chrono::NaiveDate;
use sqlx::FromRow;
use uuid::Uuid;

use crate::text_enum;

text_enum! {
    /// Whom a line of service takes in.
    Public {
        Families = "families",
        Women = "women",
        Men = "men",
        MixedAdult = "mixed_adult",
        Youth = "youth",
    }
}

text_enum! {
    /// What capacity and occupied count. Beds and units are never added together.
    Measured {
        Bed = "bed",
        Unit = "unit",
    }
}

/// The figures of one night; `None` was not received.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, FromRow)]
pub struct Figures {
    pub persons: Option<i32>,
    /// In service that night.
    pub capacity: Option<i32>,
    /// Funded or contracted.
    pub intended: Option<i32>,
    pub occupied: Option<i32>,
    pub unavailable: Option<i32>,
}

/// One line of service of a site on one night.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Count {
    pub site_id: Uuid,
    /// The programme within the site, by its source's code; empty when there is but one.
    pub line: String,
    pub line_name: String,
    pub night: NaiveDate,
    pub public: Option<Public>,
    pub measure: Measured,
    #[sqlx(flatten)]
    pub figures: Figures,
}

/// A count as the database keeps it.
#[derive(Clone, Debug, FromRow)]
pub struct Kept {
    pub id: Uuid,
    #[sqlx(flatten)]
    pub count: Count,
}

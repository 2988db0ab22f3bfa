//! Capacity over time: how full it was, by whatever a meeting asks.

pub mod chart;
pub mod file;
pub mod page;
pub mod rules;
pub mod service;
pub mod table;

use chrono::NaiveDate;

use crate::{counts::Measured, text_enum};

text_enum! {
    /// What one bar stands for.
    Grain {
        Night = "night",
        Week = "week",
        Month = "month",
    }
}

text_enum! {
    /// What the small charts are of.
    Split {
        Kind = "kind",
        Territory = "territory",
        Public = "public",
        Operator = "operator",
        Site = "site",
    }
}

/// A question, as its address says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    pub from: NaiveDate,
    /// Exclusive.
    pub to: NaiveDate,
    pub grain: Grain,
    pub measure: Measured,
    pub split: Option<Split>,
    /// A code of a site kind, empty for every kind.
    pub kind: String,
    /// A public's code, empty for everybody.
    pub public: String,
    /// The figures as they were known at the end of that day; `None` is now.
    pub known_on: Option<NaiveDate>,
}

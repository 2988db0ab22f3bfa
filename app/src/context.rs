//! What every service is given: the database, the clock, the night index, the settings.

use std::sync::Arc;

use crate::{clock::Clock, db::Db, places::index::NightIndex};

#[derive(Clone)]
pub struct App {
    pub db: Db,
    pub clock: Clock,
    pub index: Arc<NightIndex>,
    pub settings: Arc<Settings>,
}

/// Choices of a deployment. What the domain marks [K] is here, never in a rule.
#[derive(Clone, Debug)]
pub struct Settings {
    /// How long an option is kept unless said otherwise.
    pub hold_minutes: i64,
    /// Over-capacity is authorised for at most this many nights at a time (B-3).
    pub over_capacity_nights_max: i64,
    /// A booking begins at most this many days ahead (B-9).
    pub days_ahead_max: i64,
    /// Cookies travel on https only.
    pub secure_cookies: bool,
    /// The page of components is served.
    pub development: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            hold_minutes: 120,
            over_capacity_nights_max: 14,
            days_ahead_max: 400,
            secure_cookies: false,
            development: false,
        }
    }
}

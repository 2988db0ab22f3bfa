//! Rooms, modules and dormitories: where people sleep.

pub mod actions;
pub mod page;
pub mod rules;
pub mod service;
pub mod store;

use chrono::NaiveDate;
use serde::Serialize;
use sqlx::FromRow;
use uuid::Uuid;

use crate::{nights::Nights, occupation::rules::UnitFacts};

#[expect(clippy::struct_excessive_bools, reason = "each is a question a family asks of a room")]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, FromRow)]
pub struct Unit {
    pub id: Uuid,
    pub site_id: Uuid,
    pub label: String,
    pub floor: i32,
    /// Adults and children; cots come on top.
    pub places: i32,
    pub cots: i32,
    /// Ground floor, or a lift.
    pub step_free: bool,
    pub wheelchair: bool,
    pub kitchen: bool,
    pub private_bath: bool,
    /// Several households, place by place.
    pub shared: bool,
    pub connects_to: Option<Uuid>,
    pub in_service_from: NaiveDate,
    pub in_service_to: Option<NaiveDate>,
    pub version: i32,
}

impl Unit {
    pub fn in_service(&self) -> Nights {
        Nights::new(self.in_service_from, self.in_service_to)
            .unwrap_or(Nights::open(self.in_service_from))
    }

    pub fn facts(&self) -> UnitFacts {
        UnitFacts {
            id: self.id,
            places: self.places,
            shared: self.shared,
            in_service: self.in_service(),
        }
    }
}

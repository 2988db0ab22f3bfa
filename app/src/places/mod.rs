//! Where a family can sleep: the night index, and finding a place in it.

pub mod actions;
pub mod calendar;
pub mod index;
pub mod page;
pub mod rules;
pub mod service;
pub mod store;

use chrono::NaiveDate;
use serde::Serialize;
use uuid::Uuid;

use crate::{nights::Nights, sites::SiteKind, text_enum};

text_enum! {
    /// What a family cannot do without, as far as a unit or a site can answer it.
    Requirement {
        StepFree = "step_free",
        Wheelchair = "wheelchair",
        Kitchen = "kitchen",
        PrivateBath = "private_bath",
        Fridge = "fridge",
        Laundry = "laundry",
        BabyEquipment = "baby_equipment",
        Animals = "animals",
    }
}

/// What is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    pub adults: i32,
    pub children: i32,
    /// Babies who sleep in a cot, on top of the places.
    pub cots: i32,
    pub nights: Nights,
    pub requirements: Vec<Requirement>,
    /// Start of an INSEE code: `751` is Paris, `75119` its 19th arrondissement.
    pub territory: String,
    pub kind: Option<SiteKind>,
    pub site: Option<Uuid>,
    pub near: Option<Uuid>,
}

impl Wish {
    pub fn persons(&self) -> i32 {
        self.adults + self.children
    }
}

/// One unit, or several of one site, that a family could have.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Offer {
    pub site_id: Uuid,
    pub site_code: String,
    pub site_name: String,
    pub kind: SiteKind,
    pub territory: String,
    pub territory_name: String,
    pub units: Vec<OfferedUnit>,
    /// Places nobody would use.
    pub wasted_places: i32,
    pub connecting: bool,
    /// The first night somebody else has one of the units; `None` beyond what is known.
    pub free_until: Option<NaiveDate>,
    /// Kilometres as the crow flies from the site asked to be near.
    pub distance_km: Option<f64>,
}

impl Offer {
    /// The page that books these units on these nights.
    pub fn booking_address(&self, nights: Nights, household: Option<Uuid>) -> String {
        let mut query =
            vec![("site", self.site_id.to_string()), ("from", nights.from().to_string())];
        query.extend(nights.to().map(|to| ("to", to.to_string())));
        query.extend(household.map(|id| ("household", id.to_string())));
        for unit in &self.units {
            query.push(("unit", unit.id.to_string()));
            query.push(("persons", unit.persons.to_string()));
        }
        format!("/bookings/new?{}", serde_urlencoded::to_string(query).unwrap_or_default())
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OfferedUnit {
    pub id: Uuid,
    pub label: String,
    pub places: i32,
    pub cots: i32,
    /// How many of the party would sleep here.
    pub persons: i32,
    pub shared: bool,
}

/// What comes closest when nothing fits.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum Nearest {
    /// The first night a fitting unit is free for as long.
    Later { from: NaiveDate, offer: Offer },
    /// Free from the wished night, but not for as long.
    Shorter { to: NaiveDate, offer: Offer },
    /// Fits but for one requirement.
    Without { requirement: Requirement, offer: Offer },
    /// Fits, in another area or another kind of site.
    Elsewhere { offer: Offer },
    /// One place short: over-capacity somebody would have to authorise.
    OnePlaceShort { offer: Offer },
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Found {
    pub offers: Vec<Offer>,
    /// How many fit, of which `offers` are the first.
    pub total: usize,
    /// Only when nothing fits.
    pub nearest: Vec<Nearest>,
}

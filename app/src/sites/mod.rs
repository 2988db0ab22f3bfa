//! Hotels, sas and shelters: what they offer, when, and to whom.

pub mod actions;
pub mod page;
pub mod rules;
pub mod service;
pub mod store;

use chrono::NaiveDate;
use serde::Serialize;
use sqlx::FromRow;
use uuid::Uuid;

use crate::{codes::split_codes, nights::Nights, text_enum};

text_enum! {
    /// Domain C.2.
    SiteKind {
        Hotel = "hotel",
        HotelAllotment = "hotel_allotment",
        Rhvs = "rhvs",
        Sas = "sas",
        MiseALabri = "mise_a_labri",
        Chu = "chu",
        Chrs = "chrs",
        NightHalt = "halte_nuit",
        Iml = "iml",
        RegionalSas = "sas_regional",
        Other = "other",
    }
}

text_enum! {
    /// How a site's nights are known.
    Measure {
        /// Named stays in units.
        ByUnit = "by_unit",
        /// Only nightly counts come in.
        Reported = "reported",
        /// Hotel nights bought one by one: volume and price, never an occupancy rate.
        Spot = "spot",
    }
}

text_enum! {
    SiteState {
        Prospect = "prospect",
        Visited = "visited",
        Agreed = "agreed",
        Open = "open",
        Suspended = "suspended",
        Closing = "closing",
        Closed = "closed",
    }
}

text_enum! {
    Amenity {
        SharedKitchen = "shared_kitchen",
        RoomKitchen = "room_kitchen",
        Fridge = "fridge",
        Laundry = "laundry",
        Wifi = "wifi",
        Lift = "lift",
        BabyEquipment = "baby_equipment",
        PrivateSanitary = "private_sanitary",
        Animals = "animals",
        Wheelchair = "wheelchair",
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, FromRow)]
pub struct Site {
    pub id: Uuid,
    pub code: String,
    pub name: String,
    pub kind: SiteKind,
    pub measure: Measure,
    pub state: SiteState,
    pub manager_id: Uuid,
    pub address: String,
    /// INSEE code of the commune, or of the arrondissement: text, never a number.
    pub territory: String,
    pub territory_name: String,
    pub latitude: Option<f64>,
    pub longitude: Option<f64>,
    pub amenities: String,
    pub checkin_from: String,
    pub checkout_until: String,
    pub no_show_at: String,
    pub agreement_ends: Option<NaiveDate>,
    pub closes_on: Option<NaiveDate>,
    pub stay_target_nights: Option<i32>,
    pub version: i32,
}

impl Site {
    pub fn amenities(&self) -> Vec<Amenity> {
        split_codes(&self.amenities, Amenity::parse)
    }

    /// No night from this date on: the end of the agreement or the closing day (B-8).
    pub fn last_date(&self) -> Option<NaiveDate> {
        match (self.agreement_ends, self.closes_on) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (one, None) | (None, one) => one,
        }
    }
}

text_enum! {
    /// What a capacity period says (domain C.2). `virtual` places never enter this table.
    CapacityKind {
        Installed = "installed",
        Contracted = "contracted",
        Opened = "opened",
        Seasonal = "seasonal",
        Reinforcement = "reinforcement",
    }
}

text_enum! {
    PriceBasis {
        PerPerson = "per_person",
        PerUnit = "per_unit",
        Flat = "flat",
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, FromRow)]
pub struct Contact {
    pub id: Uuid,
    pub label: String,
    pub phone: String,
    pub email: String,
}

/// Nights on which a seasonal site opens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, FromRow)]
pub struct Opening {
    pub id: Uuid,
    pub from_night: NaiveDate,
    pub to_night: Option<NaiveDate>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, FromRow)]
pub struct Capacity {
    pub id: Uuid,
    pub kind: CapacityKind,
    pub from_night: NaiveDate,
    pub to_night: Option<NaiveDate>,
    pub unit_count: i32,
    pub place_count: i32,
    pub source: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, FromRow)]
pub struct Price {
    pub id: Uuid,
    pub from_night: NaiveDate,
    pub to_night: Option<NaiveDate>,
    pub basis: PriceBasis,
    /// EUR, for one night.
    pub amount_cents: i32,
    /// Years.
    pub infants_free_below: i32,
}

/// No new household from this night, until somebody lifts it. Existing stays go on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, FromRow)]
pub struct AdmissionStop {
    pub id: Uuid,
    pub from_night: NaiveDate,
    pub review_on: NaiveDate,
    pub reason: String,
}

/// Two dates of a row as nights.
pub fn nights_of(from: NaiveDate, to: Option<NaiveDate>) -> Nights {
    Nights::new(from, to).unwrap_or(Nights::open(from))
}

impl Opening {
    pub fn nights(&self) -> Nights {
        nights_of(self.from_night, self.to_night)
    }
}

impl Capacity {
    pub fn nights(&self) -> Nights {
        nights_of(self.from_night, self.to_night)
    }
}

impl Price {
    pub fn nights(&self) -> Nights {
        nights_of(self.from_night, self.to_night)
    }
}

/// The address of a site's sheet.
pub fn address(site: Uuid) -> String {
    format!("/sites/{site}")
}

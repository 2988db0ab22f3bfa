//! Bookings: who has which units of a site on which nights, from the request to the departure.

pub mod actions;
pub mod check;
pub mod forms;
pub mod guards;
pub mod new;
pub mod page;
pub mod picker;
pub mod rules;
pub mod save;
pub mod service;
pub mod store;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{nights::Nights, text_enum};

text_enum! {
    /// The life cycle of domain C.3.
    BookingState {
        Requested = "requested",
        Held = "held",
        Confirmed = "confirmed",
        Arrived = "arrived",
        Departed = "departed",
        Cancelled = "cancelled",
        Refused = "refused",
        Expired = "expired",
        NoShow = "no_show",
    }
}

text_enum! {
    /// Who said no.
    Side {
        Household = "household",
        Site = "site",
        Prescriber = "prescriber",
    }
}

text_enum! {
    /// Domain C.4: the reasons of a refusal, whichever side gives them.
    RefusalReason {
        Full = "full",
        Composition = "composition",
        NoStepFree = "no_step_free",
        Animals = "animals",
        PreviousIncident = "previous_incident",
        Works = "works",
        IncompleteRequest = "incomplete_request",
        FarFromSchool = "far_from_school",
        FarFromCare = "far_from_care",
        FamilySplit = "family_split",
        NoKitchen = "no_kitchen",
        Condition = "condition",
        Safety = "safety",
        Other = "other",
        NotSaid = "not_said",
    }
}

text_enum! {
    CancelReason {
        OwnSolution = "own_solution",
        Replaced = "replaced",
        NoLongerNeeded = "no_longer_needed",
        Error = "error",
    }
}

text_enum! {
    DepartureReason {
        Exit = "exit",
        Transfer = "transfer",
        LeftWithoutNotice = "left_without_notice",
        SiteClosure = "site_closure",
        Excluded = "excluded",
    }
}

#[derive(Clone, Debug, PartialEq, Eq, FromRow, Serialize, Deserialize)]
pub struct Booking {
    pub id: Uuid,
    /// `R-7K3M-9QXT`.
    pub code: String,
    /// `None`: to be named.
    pub household_id: Option<Uuid>,
    pub site_id: Uuid,
    pub state: BookingState,
    /// As first agreed, like the next two.
    pub persons: i32,
    pub cots: i32,
    pub agreed_from: NaiveDate,
    pub agreed_to: Option<NaiveDate>,
    /// What holds now; the end is exclusive, `None` is open.
    pub from_night: NaiveDate,
    pub to_night: Option<NaiveDate>,
    pub held_until: Option<DateTime<Utc>>,
    pub arrived_on: Option<NaiveDate>,
    pub departed_on: Option<NaiveDate>,
    pub side: Option<Side>,
    pub reason: Option<String>,
    /// The booking body's own.
    pub reference: String,
    pub transferred_from: Option<Uuid>,
    /// Who it is for, as first said, when no household tells; so the next two.
    #[serde(default)]
    pub adults: Option<i32>,
    #[serde(default)]
    pub children: Option<i32>,
    #[serde(default)]
    pub infants: Option<i32>,
    pub version: i32,
}

impl Booking {
    pub fn nights(&self) -> Nights {
        Nights::new(self.from_night, self.to_night).unwrap_or(Nights::open(self.from_night))
    }

    /// Still asks for, keeps or fills a unit.
    pub fn is_live(&self) -> bool {
        use BookingState::{Arrived, Confirmed, Held, Requested};
        matches!(self.state, Requested | Held | Confirmed | Arrived)
    }

    /// In house past the agreed end. It keeps its unit: nothing ends by itself.
    pub fn is_overstay(&self, tonight: NaiveDate) -> bool {
        self.state == BookingState::Arrived && self.to_night.is_some_and(|to| to < tonight)
    }
}

/// A unit somebody asks for, and how many sleep in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claim {
    pub unit_id: Uuid,
    pub persons: i32,
}

/// How firmly a new booking is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Firmness {
    /// Sent to the host, who has until then to answer.
    Request(DateTime<Utc>),
    /// An option, kept until then.
    Hold(DateTime<Utc>),
    Confirm,
}

#[derive(Clone, Debug)]
pub struct NewBooking {
    pub household_id: Option<Uuid>,
    pub site_id: Uuid,
    pub nights: Nights,
    pub claims: Vec<Claim>,
    pub cots: i32,
    pub firmness: Firmness,
    pub reference: String,
    /// Why more people may sleep in a unit than it has places; needs the right to say so.
    pub over_capacity: Option<String>,
    pub transferred_from: Option<Uuid>,
}

//! Placement requests: who asks for a place, how long they wait, what they were answered.
//!
//! What is proposed to a request are the bookings made for its household since it came: a
//! hold keeps the place, a refusal frees it at once with its side and reason, an arrival
//! answers the request. Nothing of that is written twice (decision 0011).

pub mod actions;
pub mod evening;
pub mod page;
pub mod rules;
pub mod service;
pub mod store;

use chrono::{DateTime, Duration, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{
    bookings::BookingState,
    codes::{human_code, split_codes},
    text_enum,
};

text_enum! {
    /// Who asks (domain C.4).
    Source {
        Call115 = "call_115",
        Outreach = "outreach",
        Maternity = "maternity",
        Pmi = "pmi",
        School = "school",
        District = "district",
        Association = "association",
        Operation = "operation",
        SiteClosing = "site_closing",
        Return = "return",
        Other = "other",
    }
}

text_enum! {
    /// Where the household slept last night.
    Slept {
        Street = "street",
        Car = "car",
        ThirdParty = "third_party",
        PaidHotel = "paid_hotel",
        Shelter = "shelter",
        Maternity = "maternity",
        Housed = "housed",
        Unknown = "unknown",
    }
}

text_enum! {
    /// What makes a request more pressing, as the published list orders it.
    Criterion {
        Newborn = "newborn",
        Infant = "infant",
        Pregnancy = "pregnancy",
        Violence = "violence",
        Disability = "disability",
        NightsOutside = "nights_outside",
        SingleAdult = "single_adult",
    }
}

text_enum! {
    RequestState {
        Received = "received",
        Evaluated = "evaluated",
        Closed = "closed",
    }
}

text_enum! {
    CloseReason {
        OwnSolution = "own_solution",
        LostContact = "lost_contact",
        RefusedForGood = "refused_for_good",
        MovedAway = "moved_away",
        OutsideScope = "outside_scope",
        Duplicate = "duplicate",
        Error = "error",
    }
}

text_enum! {
    /// What a household that waits was answered on a night.
    Answer {
        NoPlace = "no_place",
        NoFittingPlace = "no_fitting_place",
        RefusedByHousehold = "refused_by_household",
        NotReachable = "not_reachable",
        OutsideCriteria = "outside_criteria",
        NotAsked = "not_asked",
    }
}

#[derive(Clone, Debug, PartialEq, Eq, FromRow, Serialize, Deserialize)]
pub struct Request {
    pub id: Uuid,
    pub code: String,
    pub household_id: Uuid,
    pub source: Source,
    pub received_at: DateTime<Utc>,
    pub slept: Slept,
    pub waits_at: String,
    criteria: String,
    pub state: RequestState,
    pub evaluate_by: DateTime<Utc>,
    pub parked_until: Option<NaiveDate>,
    pub reason: String,
    pub version: i32,
}

/// Hours an evaluation may take (domain C.4).
const EVALUATE_HOURS: i64 = 24;

impl Request {
    pub fn new(
        id: Uuid,
        household_id: Uuid,
        source: Source,
        slept: Slept,
        received_at: DateTime<Utc>,
    ) -> Self {
        Self {
            id,
            code: human_code('D', id),
            household_id,
            source,
            received_at,
            slept,
            waits_at: String::new(),
            criteria: String::new(),
            state: RequestState::Received,
            evaluate_by: received_at + Duration::hours(EVALUATE_HOURS),
            parked_until: None,
            reason: String::new(),
            version: 1,
        }
    }

    pub fn criteria(&self) -> Vec<Criterion> {
        split_codes(&self.criteria, Criterion::parse)
    }
}

/// Something proposed to a request: a booking of its household made since it came.
#[derive(Clone, Debug, FromRow)]
pub struct Proposal {
    pub id: Uuid,
    pub code: String,
    pub site_id: Uuid,
    pub site_name: String,
    pub state: BookingState,
    pub from_night: NaiveDate,
    pub to_night: Option<NaiveDate>,
    pub held_until: Option<DateTime<Utc>>,
    pub side: Option<String>,
    pub reason: Option<String>,
    pub created_at: DateTime<Utc>,
    pub departed_on: Option<NaiveDate>,
    pub admissible: Option<bool>,
    pub consequence: Option<String>,
}

/// A booking made for a household since it asked.
#[derive(Clone, Copy, Debug, FromRow)]
pub struct Proposed {
    pub request_id: Uuid,
    pub state: BookingState,
    pub departed_on: Option<NaiveDate>,
}

/// The order of the criteria, and who published it.
#[derive(Clone, Debug, FromRow)]
pub struct PriorityList {
    pub from_night: NaiveDate,
    criteria: String,
    pub reason: String,
    pub author: String,
}

impl PriorityList {
    pub fn criteria(&self) -> Vec<Criterion> {
        split_codes(&self.criteria, Criterion::parse)
    }
}

/// A place on the list a person gave.
#[derive(Clone, Debug, FromRow)]
pub struct Move {
    pub request_id: Uuid,
    pub place: i32,
    pub reason: String,
    pub author: String,
}

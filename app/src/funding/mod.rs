//! Funded periods: who agreed to pay for a household's nights, and until when.
//!
//! Apart from bookings (domain C.3): a period that ends closes nothing and moves nobody.

pub mod actions;
pub mod page;
pub mod rules;
pub mod service;
pub mod store;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use sqlx::FromRow;
use uuid::Uuid;

use crate::text_enum;

text_enum! {
    Funder {
        City = "city",
        Department = "department",
        State = "state",
        Other = "other",
    }
}

text_enum! {
    /// Why this funder pays. Who is competent for whom changes: a deployment may add its own.
    Basis {
        /// Emergency shelter for whoever has none (CASF L.345-2-2).
        Homeless = "homeless",
        /// Mother with a child under three, or pregnant (CASF L.222-5, 4°).
        MotherAndChild = "mother_and_child",
        /// A minor's protection (CASF L.222-2, L.222-3).
        ChildProtection = "child_protection",
        /// Under the reception of asylum seekers (CESEDA L.552-1).
        Asylum = "asylum",
        /// Decided by the city beyond any obligation.
        Voluntary = "voluntary",
    }
}

text_enum! {
    PeriodState {
        Requested = "requested",
        Granted = "granted",
        Refused = "refused",
        Closed = "closed",
    }
}

/// `[from_night, to_night)`; the end of funding is the first night nobody pays for.
#[derive(Clone, Debug, PartialEq, Eq, FromRow, Serialize, Deserialize)]
pub struct FundedPeriod {
    pub id: Uuid,
    pub household_id: Uuid,
    pub from_night: NaiveDate,
    pub to_night: NaiveDate,
    pub state: PeriodState,
    pub funder: Funder,
    pub basis: Basis,
    pub reference: String,
    pub decided_by: String,
    pub decided_on: Option<NaiveDate>,
    pub reason: String,
    pub version: i32,
}

impl FundedPeriod {
    pub fn funds(&self, night: NaiveDate) -> bool {
        self.state == PeriodState::Granted && self.from_night <= night && night < self.to_night
    }
}

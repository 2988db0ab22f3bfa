//! What somebody saw on a night: who was there, who was away, and of whom nobody knows.

pub mod figures;
pub mod rules;
pub mod store;

use std::ops::AddAssign;

use chrono::NaiveDate;
use serde::Serialize;
use sqlx::FromRow;
use uuid::Uuid;

use crate::text_enum;

text_enum! {
    /// What was seen. Where nobody looked there is none of these, and nothing is presumed.
    State {
        Seen = "seen",
        AbsentAuthorised = "absent_authorised",
        AbsentUnauthorised = "absent_unauthorised",
    }
}

/// One night of a household, or of one person of it.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Presence {
    pub id: Uuid,
    pub site_id: Uuid,
    pub night: NaiveDate,
    pub household_id: Option<Uuid>,
    /// `None`: the whole household.
    pub person_id: Option<Uuid>,
    pub booking_id: Option<Uuid>,
    pub state: State,
}

/// Those who sleep somewhere on a night, by what was seen of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Split {
    pub seen: i64,
    pub absent_authorised: i64,
    pub absent_unauthorised: i64,
    pub not_checked: i64,
}

impl Split {
    pub fn persons(self) -> i64 {
        self.seen + self.absent_authorised + self.absent_unauthorised + self.not_checked
    }

    pub(crate) fn of(&mut self, state: State) -> &mut i64 {
        match state {
            State::Seen => &mut self.seen,
            State::AbsentAuthorised => &mut self.absent_authorised,
            State::AbsentUnauthorised => &mut self.absent_unauthorised,
        }
    }
}

impl AddAssign for Split {
    fn add_assign(&mut self, other: Self) {
        self.seen += other.seen;
        self.absent_authorised += other.absent_authorised;
        self.absent_unauthorised += other.absent_unauthorised;
        self.not_checked += other.not_checked;
    }
}

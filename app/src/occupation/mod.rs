//! What competes for a unit's nights: holds, promises, stays and closures, in one table.

pub mod rules;
pub mod store;

use chrono::NaiveDate;
use sqlx::FromRow;
use uuid::Uuid;

use crate::{nights::Nights, text_enum};

text_enum! {
    Kind {
        /// A place kept by a request or an option, until it expires.
        Hold = "hold",
        /// A confirmed booking whose household has not arrived.
        Promise = "promise",
        /// Somebody sleeps here.
        Stay = "stay",
        Closure = "closure",
    }
}

/// One line in force: these nights of this unit are taken.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Line {
    pub id: Uuid,
    pub unit_id: Uuid,
    pub shared: bool,
    /// 0 is the whole unit; in a shared unit, each place has its own.
    pub slot: i32,
    pub from_night: NaiveDate,
    /// Exclusive; `None` is open.
    pub to_night: Option<NaiveDate>,
    pub kind: Kind,
    pub persons: i32,
    pub booking_id: Option<Uuid>,
    pub closure_id: Option<Uuid>,
}

impl Line {
    pub fn nights(&self) -> Nights {
        Nights::new(self.from_night, self.to_night).unwrap_or(Nights::open(self.from_night))
    }

    pub fn covers(&self, night: NaiveDate) -> bool {
        self.nights().contains(night)
    }

    /// The same line over other nights, as another row.
    #[must_use]
    pub fn over(&self, nights: Nights) -> Self {
        Self {
            id: Uuid::now_v7(),
            from_night: nights.from(),
            to_night: nights.to(),
            ..self.clone()
        }
    }

    #[must_use]
    pub fn of_kind(self, kind: Kind) -> Self {
        Self { kind, ..self }
    }

    #[must_use]
    pub fn with_persons(self, persons: i32) -> Self {
        Self { persons, ..self }
    }

    /// Everything before `night`, and everything from it on.
    pub fn split(&self, night: NaiveDate) -> (Option<Self>, Option<Self>) {
        let (before, after) = self.nights().split(night);
        (before.map(|nights| self.over(nights)), after.map(|nights| self.over(nights)))
    }
}

//! Contacts: what a worker did with a household, in as few taps as it takes to say it.
//!
//! No narrative is asked for: a channel, a day, perhaps themes and when next (domain C.7).

pub mod actions;
pub mod page;
pub mod rules;
pub mod service;
pub mod store;

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{codes::split_codes, text_enum};

text_enum! {
    /// How; a failed attempt is written down too, and is no contact.
    Channel {
        Visit = "visit",
        Office = "office",
        Phone = "phone",
        Interpreter = "interpreter",
        Failed = "failed",
    }
}

impl Channel {
    /// Somebody of the family was met in person.
    pub fn is_face_to_face(self) -> bool {
        matches!(self, Self::Visit | Self::Office | Self::Interpreter)
    }
}

text_enum! {
    /// The twelve themes of domain C.7.
    Theme {
        Domiciliation = "domiciliation",
        Identity = "identity",
        Residence = "residence",
        HealthCover = "health_cover",
        HealthAccess = "health_access",
        Schooling = "schooling",
        Resources = "resources",
        Employment = "employment",
        Housing = "housing",
        Daily = "daily",
        Budget = "budget",
        Safety = "safety",
    }
}

#[derive(Clone, Debug, FromRow)]
pub struct Contact {
    pub id: Uuid,
    pub household_id: Uuid,
    pub worker_id: Uuid,
    pub worker: String,
    pub on_day: NaiveDate,
    pub channel: Channel,
    pub minutes: i32,
    themes: String,
    pub next_on: Option<NaiveDate>,
    pub note: String,
    pub recorded_at: DateTime<Utc>,
}

impl Contact {
    pub fn themes(&self) -> Vec<Theme> {
        split_codes(&self.themes, Theme::parse)
    }
}

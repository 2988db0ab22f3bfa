//! Households, the persons in them, and since when.

pub mod actions;
pub mod history;
pub mod page;
pub mod rules;
pub mod service;
pub mod store;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{codes::split_codes, nights::Nights, text_enum};

pub const NOTE_CHARACTERS_MAX: usize = 300;

text_enum! {
    /// What a place must offer. Functional, never the reason behind it.
    Need {
        StepFree = "step_free",
        Wheelchair = "wheelchair",
        Cot = "cot",
        Fridge = "fridge",
        Kitchen = "kitchen",
        PrivateBath = "private_bath",
        Pushchair = "pushchair",
        ShortWalk = "short_walk",
        NearSchool = "near_school",
        NearHospital = "near_hospital",
    }
}

text_enum! {
    /// How old somebody is, as far as placing is concerned.
    AgeBand {
        Adult = "adult",
        Child = "child",
        /// Under three.
        Infant = "infant",
        Unknown = "unknown",
    }
}

text_enum! {
    MemberRole {
        Reference = "reference",
        Adult = "adult",
        Child = "child",
        Other = "other",
    }
}

text_enum! {
    /// Why somebody is in a household from a night on.
    ReasonIn {
        Intake = "intake",
        Birth = "birth",
        Arrival = "arrival",
        Split = "split",
        Merge = "merge",
        /// Only the role changed that night.
        Role = "role",
    }
}

text_enum! {
    /// Why somebody is no longer in a household from a night on.
    ReasonOut {
        Departure = "departure",
        Death = "death",
        Split = "split",
        Merge = "merge",
        Role = "role",
    }
}

text_enum! {
    /// What happened to a household's composition.
    EventKind {
        Intake = "intake",
        Birth = "birth",
        Arrival = "arrival",
        Departure = "departure",
        Death = "death",
        /// Some of its members became another household.
        Split = "split",
        /// It came out of another household.
        SplitOff = "split_off",
        /// It took another household in.
        Merge = "merge",
        /// Another household speaks for it from now on.
        Merged = "merged",
        Identity = "identity",
        /// Somebody had been written down by mistake.
        Mistake = "mistake",
    }
}

text_enum! {
    /// What a person decided about nights two merged households both slept somewhere.
    OverlapDecision {
        Both = "both",
        First = "first",
        Second = "second",
    }
}

text_enum! {
    /// The order of a list.
    Sort {
        Name = "name",
        Code = "code",
        Arrival = "arrival",
    }
}

text_enum! {
    /// Which households of a list.
    Only {
        /// Somebody saw them arrive, and not yet leave.
        Housed = "housed",
        NotHoused = "not_housed",
        /// Minors and no adult: the child-protection route.
        MinorsAlone = "minors_alone",
        /// Slept at two places at once, by what was merged: a person decides.
        NightsTwice = "nights_twice",
    }
}

#[derive(Clone, Copy, Debug, Default)]
pub struct Filter {
    pub only: Option<Only>,
    pub need: Option<Need>,
}

#[derive(Clone, Debug, PartialEq, FromRow)]
pub struct Household {
    pub id: Uuid,
    pub code: String,
    pub organisation_id: Uuid,
    pub alias: String,
    pub phone: String,
    pub language: String,
    pub territory: String,
    pub needs: String,
    pub animals: i32,
    pub note: String,
    pub restricted: bool,
    pub merged_into: Option<Uuid>,
    pub merged_on: Option<NaiveDate>,
    pub version: i32,
    pub created_at: DateTime<Utc>,
}

/// What an edit may change, and what the journal keeps of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Details {
    pub alias: String,
    pub phone: String,
    pub language: String,
    pub territory: String,
    pub needs: Vec<Need>,
    pub animals: i32,
    pub note: String,
    pub restricted: bool,
}

impl Household {
    pub fn details(&self) -> Details {
        Details {
            alias: self.alias.clone(),
            phone: self.phone.clone(),
            language: self.language.clone(),
            territory: self.territory.clone(),
            needs: self.needs(),
            animals: self.animals,
            note: self.note.clone(),
            restricted: self.restricted,
        }
    }

    #[must_use]
    pub fn with(self, details: Details) -> Self {
        Self {
            needs: join_codes(&details.needs),
            alias: details.alias,
            phone: details.phone,
            language: details.language,
            territory: details.territory,
            animals: details.animals,
            note: details.note,
            restricted: details.restricted,
            ..self
        }
    }

    pub fn needs(&self) -> Vec<Need> {
        split_codes(&self.needs, Need::parse)
    }
}

/// In the order of the list, each once: two households with the same needs read the same.
pub fn join_codes(needs: &[Need]) -> String {
    let codes = Need::ALL.iter().filter(|need| needs.contains(need));
    codes.map(|need| need.code()).collect::<Vec<_>>().join(" ")
}

#[derive(Clone, Debug, PartialEq, Eq, FromRow, Serialize, Deserialize)]
pub struct Person {
    #[sqlx(rename = "person_id")]
    pub id: Uuid,
    pub family_name: String,
    pub first_name: String,
    pub birth_date: Option<NaiveDate>,
    /// Used when there is no date.
    pub age_band: AgeBand,
    pub died_on: Option<NaiveDate>,
}

impl Person {
    /// `Awa DIARRA`; empty when neither is known.
    pub fn name(&self) -> String {
        let family = self.family_name.to_uppercase();
        [self.first_name.as_str(), family.as_str()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    }

    pub fn band_on(&self, night: NaiveDate) -> AgeBand {
        rules::age::band_on(self.birth_date, self.age_band, night)
    }
}

/// One row of membership: this person, in this household, these nights.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Membership {
    pub id: Uuid,
    pub person_id: Uuid,
    pub household_id: Uuid,
    pub from_night: NaiveDate,
    pub to_night: Option<NaiveDate>,
    pub role: MemberRole,
    pub reason_in: ReasonIn,
    pub reason_out: Option<ReasonOut>,
}

impl Membership {
    pub fn nights(&self) -> Nights {
        Nights::new(self.from_night, self.to_night).unwrap_or(Nights::open(self.from_night))
    }

    pub fn is_open(&self) -> bool {
        self.to_night.is_none()
    }
}

/// A membership and whose it is.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Member {
    #[sqlx(flatten)]
    pub spell: Membership,
    #[sqlx(flatten)]
    pub person: Person,
}

/// How many sleep there, by what the age changes. `children` holds the infants too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Composition {
    pub adults: i32,
    pub children: i32,
    pub infants: i32,
    /// Nobody knows their age.
    pub unknown: i32,
}

impl Composition {
    pub fn persons(self) -> i32 {
        self.adults + self.children + self.unknown
    }

    /// Minors and nobody of age: an alert, never an ordinary placement (H-2).
    pub fn minors_alone(self) -> bool {
        self.children > 0 && self.adults == 0 && self.unknown == 0
    }

    /// Whether an adult is there depends on an age nobody knows (H-6).
    pub fn adult_unsure(self) -> bool {
        self.adults == 0 && self.unknown > 0
    }
}

/// A household in one line, as far as the reader may know it.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    pub id: Uuid,
    pub code: String,
    /// The reference person, or the alias; `None` for who may not know names.
    pub label: Option<String>,
    /// Tonight, as the next three.
    pub persons: i32,
    pub adults: i32,
    /// Under eighteen, infants included.
    pub children: i32,
    /// Under three.
    pub infants: i32,
    pub unknown: i32,
    pub minors_alone: bool,
    pub needs: Vec<Need>,
    pub restricted: bool,
    pub territory: String,
    /// The household that speaks for it: everything above is then of that one.
    pub merged_into: Option<Uuid>,
}

impl Card {
    /// What to call it in a list: the label, or the code.
    pub fn title(&self) -> &str {
        self.label.as_deref().unwrap_or(&self.code)
    }
}

/// One dated change of the composition.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Event {
    pub id: Uuid,
    pub household_id: Uuid,
    pub kind: EventKind,
    pub night: NaiveDate,
    pub person_id: Option<Uuid>,
    pub other_household_id: Option<Uuid>,
    pub command_id: Uuid,
    pub recorded_at: DateTime<Utc>,
    pub undone_at: Option<DateTime<Utc>>,
}

/// Nights two households, now one, both slept somewhere.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Overlap {
    pub id: Uuid,
    pub household_id: Uuid,
    pub booking_id: Uuid,
    pub other_booking_id: Uuid,
    pub from_night: NaiveDate,
    pub to_night: Option<NaiveDate>,
    pub decision: Option<String>,
}

/// Where a household sleeps tonight.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tonight {
    pub site_id: Uuid,
    pub site: String,
    /// Labels of the units.
    pub units: Vec<String>,
    pub arrived_on: Option<NaiveDate>,
}

/// Somebody with an account, as the circle of a restricted household names them.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Confidant {
    pub id: Uuid,
    pub name: String,
    pub organisation: String,
}

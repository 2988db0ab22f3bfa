//! Enrolments: one person's part of a booking, where members of a household come and go, and
//! where each of them went.

pub mod codes;
pub mod figures;
pub mod hmis;
pub mod households;
pub mod rules;
pub mod store;

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::FromRow;
use uuid::Uuid;

use crate::text_enum;

text_enum! {
    /// To the head of the household.
    Relationship {
        Head = "head",
        Child = "child",
        Partner = "partner",
        Relative = "relative",
        Other = "other",
        Unknown = "unknown",
    }
}

text_enum! {
    /// Which nights of an enrolment are nights slept.
    NightsOf {
        /// From the arrival to the departure.
        Stayed = "stayed",
        /// Those somebody saw, night by night.
        Seen = "seen",
        /// From the day they moved into a home.
        MovedIn = "moved_in",
        /// A service that houses nobody.
        Nowhere = "nowhere",
    }
}

text_enum! {
    /// Where somebody went, as domain C.5 groups it.
    DestinationGroup {
        Housing = "housing",
        SupportedHousing = "supported_housing",
        StableShelter = "stable_shelter",
        Asylum = "asylum",
        EmergencyShelter = "emergency_shelter",
        Family = "family",
        Institution = "institution",
        LeftTerritory = "left_territory",
        Street = "street",
        /// The institution ended it.
        Ended = "ended",
        /// Counted, never guessed.
        Unknown = "unknown",
        Death = "death",
        /// Known, and in no group of ours.
        Other = "other",
    }
}

text_enum! {
    /// Where somebody went (domain C.5).
    Destination {
        SocialHousing = "social_housing",
        PrivateHousing = "private_housing",
        IntermediatedRental = "intermediated_rental",
        SupportedHousing = "supported_housing",
        StableShelter = "stable_shelter",
        Asylum = "asylum",
        EmergencyShelter = "emergency_shelter",
        FamilyDurable = "family_durable",
        FamilyTemporary = "family_temporary",
        Hospital = "hospital",
        Psychiatric = "psychiatric",
        Prison = "prison",
        PlacedChild = "placed_child",
        OtherInstitution = "other_institution",
        OtherTerritory = "other_territory",
        Street = "street",
        Excluded = "excluded",
        FundingEnded = "funding_ended",
        Unknown = "unknown",
        Death = "death",
        Other = "other",
    }
}

impl Destination {
    pub fn group(self) -> DestinationGroup {
        use DestinationGroup as Group;
        match self {
            Self::SocialHousing | Self::PrivateHousing | Self::IntermediatedRental => {
                Group::Housing
            }
            Self::SupportedHousing => Group::SupportedHousing,
            Self::StableShelter => Group::StableShelter,
            Self::Asylum => Group::Asylum,
            Self::EmergencyShelter => Group::EmergencyShelter,
            Self::FamilyDurable | Self::FamilyTemporary => Group::Family,
            Self::Hospital
            | Self::Psychiatric
            | Self::Prison
            | Self::PlacedChild
            | Self::OtherInstitution => Group::Institution,
            Self::OtherTerritory => Group::LeftTerritory,
            Self::Street => Group::Street,
            Self::Excluded | Self::FundingEnded => Group::Ended,
            Self::Unknown => Group::Unknown,
            Self::Death => Group::Death,
            Self::Other => Group::Other,
        }
    }
}

/// How a source of enrolments counts the nights of a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromRow)]
pub struct Programme {
    pub site_id: Uuid,
    /// As the source numbers its kinds.
    pub kind: i32,
    pub nights: NightsOf,
}

/// One person's part of a booking, as a source tells it.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Enrolment {
    pub id: Uuid,
    pub source: String,
    pub key: String,
    pub booking_id: Uuid,
    pub person_id: Uuid,
    pub from_night: NaiveDate,
    /// The day they left; that of arrival for a stay of no night, `None` is open.
    pub to_night: Option<NaiveDate>,
    pub moved_in: Option<NaiveDate>,
    pub relationship: Relationship,
    pub destination: Option<Destination>,
    /// As the source writes it.
    pub destination_code: String,
}

impl Enrolment {
    /// What may change while it stays the same enrolment.
    pub fn says_as(&self, other: &Self) -> bool {
        self.from_night == other.from_night
            && self.to_night == other.to_night
            && self.moved_in == other.moved_in
            && self.relationship == other.relationship
            && self.destination == other.destination
            && self.destination_code == other.destination_code
    }
}

/// One person at one site, from a source of enrolments or from a booking of our own.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Stay {
    /// Of the source; empty where there is none.
    pub key: String,
    pub booking_id: Uuid,
    pub site_id: Uuid,
    pub household_id: Uuid,
    pub person_id: Uuid,
    pub from_night: NaiveDate,
    pub to_night: Option<NaiveDate>,
    pub moved_in: Option<NaiveDate>,
    pub relationship: Relationship,
    pub destination: Option<Destination>,
    pub destination_code: String,
    pub recorded_at: DateTime<Utc>,
}

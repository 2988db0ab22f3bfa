//! Who may reach what: role × organisation × sites × mandate × dates.

pub mod journal;
mod rules;
pub mod store;

use chrono::NaiveDate;
use uuid::Uuid;

use crate::{error::AppError, text_enum};
pub use rules::{Need, Reach, reach};

text_enum! {
    /// The people of domain B.1.
    Role {
        Coordinator = "coordinator",
        FieldAgent = "field_agent",
        SocialWorker = "social_worker",
        BookingOfficer = "booking_officer",
        SiteManager = "site_manager",
        Analyst = "analyst",
        HeadOfMission = "head_of_mission",
        Administrator = "administrator",
        DataProtection = "data_protection",
    }
}

text_enum! {
    /// The classes of data of domain B.2 (C0–C7), and the two acts a class does not tell apart.
    Class {
        Aggregates = "aggregates",
        Sites = "sites",
        Household = "household",
        Identity = "identity",
        Support = "support",
        Sensitive = "sensitive",
        Money = "money",
        Accounts = "accounts",
        Journals = "journals",
        /// Asking for, holding, confirming, moving or ending a booking.
        Bookings = "bookings",
        /// Seeing somebody arrive, leave or not come, at the door.
        Arrivals = "arrivals",
        /// Letting more people sleep in a unit than it has places.
        OverCapacity = "over_capacity",
        /// Who pays for a household's nights, and until when.
        Funding = "funding",
        /// Which operator follows a household.
        Assignments = "assignments",
        /// Asking for a place, and what was answered.
        Requests = "requests",
    }
}

/// A right in force tonight.
#[derive(Clone, Debug)]
pub struct Grant {
    pub role: Role,
    pub organisation_id: Uuid,
    pub mandate_id: Option<Uuid>,
    /// Empty: every site the role reaches.
    pub sites: Vec<Uuid>,
    /// Sites the organisation manages, for those who only reach their own.
    pub own_sites: Vec<Uuid>,
}

/// Whoever acts: a signed-in user and the rights of tonight.
#[derive(Clone, Debug)]
pub struct Actor {
    pub user_id: Uuid,
    pub name: String,
    pub organisation_id: Uuid,
    pub grants: Vec<Grant>,
    pub tonight: NaiveDate,
}

impl Actor {
    /// The furthest any of the actor's rights goes for a class, wherever it applies.
    pub fn reach(&self, class: Class) -> Reach {
        self.grants.iter().map(|grant| reach(grant.role, class)).max().unwrap_or(Reach::None)
    }

    pub fn may_read(&self, class: Class) -> bool {
        self.reach(class) >= Reach::Read
    }

    pub fn may_write(&self, class: Class) -> bool {
        self.reach(class) >= Reach::Write
    }

    /// Refuses unless some right goes that far.
    pub fn require(&self, class: Class, need: Need) -> Result<(), AppError> {
        if self.reach(class) >= need.into() { Ok(()) } else { Err(AppError::Forbidden) }
    }

    /// Whether a right that reaches this site goes that far. Out of scope is "not found".
    pub fn require_at(&self, site: Uuid, class: Class, need: Need) -> Result<(), AppError> {
        if !self.sees_site(site) {
            return Err(AppError::NotFound);
        }
        let there = self.grants.iter().filter(|grant| grant.covers(site));
        let furthest = there.map(|grant| reach(grant.role, class)).max().unwrap_or(Reach::None);
        if furthest >= need.into() { Ok(()) } else { Err(AppError::Forbidden) }
    }

    /// Who sleeps there is for whoever books there, or receives at its door.
    pub fn require_nights_at(&self, site: Uuid) -> Result<(), AppError> {
        self.require_at(site, Class::Bookings, Need::Read)
            .or_else(|_| self.require_at(site, Class::Arrivals, Need::Read))
    }

    pub fn may_at(&self, site: Uuid, class: Class, need: Need) -> bool {
        self.require_at(site, class, need).is_ok()
    }

    pub fn sees_site(&self, site: Uuid) -> bool {
        self.grants
            .iter()
            .any(|grant| reach(grant.role, Class::Sites) >= Reach::Read && grant.covers(site))
    }

    /// A social worker still sees who left the mandate after this night: until the fifteenth
    /// day after the last one led (O-3).
    pub fn tail(&self) -> NaiveDate {
        self.tonight - chrono::Days::new(14)
    }

    /// The role the journal names: the first of the actor's rights.
    pub fn role(&self) -> &'static str {
        self.grants.first().map_or("none", |grant| grant.role.code())
    }

    pub fn has_role(&self, role: Role) -> bool {
        self.grants.iter().any(|grant| grant.role == role)
    }
}

impl Grant {
    fn covers(&self, site: Uuid) -> bool {
        let listed = self.sites.is_empty() || self.sites.contains(&site);
        listed
            && (!self.role.only_own_sites()
                || self.own_sites.contains(&site)
                || self.sites.contains(&site))
    }
}

impl Role {
    /// Reaches the sites its organisation manages, or those the right lists.
    pub fn only_own_sites(self) -> bool {
        matches!(self, Self::SiteManager | Self::FieldAgent)
    }
}

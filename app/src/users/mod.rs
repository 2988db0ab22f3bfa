//! The accounts of the people who work here, as administrators keep them.

pub mod actions;
pub mod overview;
pub mod page;
pub mod passphrase;
pub mod profile;
pub mod rules;
pub mod service;
pub mod store;
mod words;

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{access::Role, text_enum};

/// A user with what an administrator needs to keep it.
#[derive(Clone, Debug, FromRow)]
pub struct Account {
    pub id: Uuid,
    pub organisation_id: Uuid,
    pub organisation: String,
    pub email: String,
    pub name: String,
    pub disabled_at: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
    pub version: i32,
}

/// A right in force tonight, as the list shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromRow)]
pub struct InForce {
    pub user_id: Uuid,
    pub role: Role,
    pub to_night: Option<NaiveDate>,
}

/// A user in the list.
#[derive(Clone, Debug)]
pub struct Listed {
    pub account: Account,
    pub rights: Vec<InForce>,
}

text_enum! {
    /// What the list may be narrowed to.
    State {
        Active = "active",
        /// May sign in, reaches nothing.
        WithoutRight = "without_right",
        /// Some right ends soon.
        Ending = "ending",
        Disabled = "disabled",
    }
}

/// The address of a user's page.
pub fn path(id: Uuid) -> String {
    format!("/admin/users/{id}")
}

//! Rights: a role, in an organisation's name, on some sites, between two dates.

pub mod actions;
pub mod page;
pub mod roles;
pub mod rules;
pub mod section;
pub mod service;
pub mod store;

use chrono::NaiveDate;
use sqlx::FromRow;
use uuid::Uuid;

use crate::access::{Class, Role};

/// A right as it is kept, whether past, present or to come.
#[derive(Clone, Debug, FromRow)]
pub struct Held {
    pub id: Uuid,
    pub user_id: Uuid,
    pub user_name: String,
    pub role: Role,
    pub organisation_id: Uuid,
    pub organisation: String,
    pub mandate_id: Option<Uuid>,
    pub mandate: Option<String>,
    pub from_night: NaiveDate,
    /// Exclusive; the same night as `from_night` for a right taken back before it began.
    pub to_night: Option<NaiveDate>,
    pub given_by: Option<String>,
    #[sqlx(skip)]
    pub sites: Vec<Site>,
}

/// A site as the choice of sites shows it.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Site {
    pub id: Uuid,
    pub code: String,
    pub name: String,
    pub territory_name: String,
    pub manager_id: Uuid,
}

/// A right to be given.
#[derive(Clone, Debug)]
pub struct Wanted {
    pub user_id: Uuid,
    pub role: Role,
    pub organisation_id: Uuid,
    pub mandate_id: Option<Uuid>,
    pub sites: Vec<Uuid>,
    pub from: NaiveDate,
    pub to: Option<NaiveDate>,
}

/// The address of a right's page.
pub fn path(id: Uuid) -> String {
    format!("/admin/grants/{id}")
}

/// The sentence key of a role's name.
pub fn role_key(role: Role) -> String {
    format!("access-role-{}", role.code())
}

/// The sentence key of the name of a class of data.
pub fn class_key(class: Class) -> String {
    format!("access-class-{}", class.code())
}

//! Organisations: who employs, hosts, books, follows or pays, and under which mandate.

pub mod actions;
pub mod page;
pub mod rules;
pub mod service;
pub mod sheet;
pub mod store;

use chrono::NaiveDate;
use sqlx::FromRow;
use uuid::Uuid;

use crate::text_enum;

text_enum! {
    /// What an organisation mostly is in the system (domain C.6).
    Kind {
        City = "city",
        BookingBody = "booking_body",
        Host = "host",
        Support = "support",
        Other = "other",
    }
}

#[derive(Clone, Debug, FromRow)]
pub struct Organisation {
    pub id: Uuid,
    pub name: String,
    pub kind: Kind,
    /// No right from this night on.
    pub closed_on: Option<NaiveDate>,
    pub version: i32,
}

/// An organisation in the list, with what hangs on it.
#[derive(Clone, Debug, FromRow)]
pub struct Listed {
    #[sqlx(flatten)]
    pub organisation: Organisation,
    pub users: i64,
    pub grants: i64,
    pub sites: i64,
}

/// What a social operator was asked to do, and until when.
#[derive(Clone, Debug, FromRow)]
pub struct Mandate {
    pub id: Uuid,
    pub organisation_id: Uuid,
    pub label: String,
    pub from_night: NaiveDate,
    pub to_night: Option<NaiveDate>,
}

/// The address of an organisation's page.
pub fn path(id: Uuid) -> String {
    format!("/admin/organisations/{id}")
}

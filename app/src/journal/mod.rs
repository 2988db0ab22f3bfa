//! What happened to a household, a booking, a site, a user; and who read what.

pub mod log;
pub mod page;
pub mod rules;
pub mod service;
pub mod store;
mod words;

use chrono::{DateTime, Utc};
use sqlx::FromRow;
use uuid::Uuid;

use crate::access::journal::Subject;

/// One read of a personal record.
#[derive(Clone, Debug, FromRow)]
pub struct Read {
    pub id: Uuid,
    pub at: DateTime<Utc>,
    pub user_id: Uuid,
    pub user_name: Option<String>,
    pub role: String,
    pub subject: Subject,
    pub subject_id: Uuid,
    /// The subject's code; a family's name is never here.
    pub code: Option<String>,
}

/// The address of a subject's history.
pub fn path(subject: Subject, id: Uuid) -> String {
    format!("/history/{}/{id}", subject.code())
}

/// The sentence key of the name of the role a journal kept.
fn role_key(code: &str) -> String {
    format!("access-role-{code}")
}

//! Users, their passwords and their sessions.

pub mod actions;
pub mod operator;
pub mod page;
pub mod password;
pub mod rules;
pub mod service;
pub mod store;

use chrono::{DateTime, Utc};
use sqlx::FromRow;
use uuid::Uuid;

/// A user as the administrator sees one.
#[derive(Clone, Debug, FromRow)]
pub struct User {
    pub id: Uuid,
    pub organisation_id: Uuid,
    pub organisation: String,
    pub email: String,
    pub name: String,
    pub language: String,
    pub theme: String,
    pub disabled_at: Option<DateTime<Utc>>,
}

/// A device somebody signed in on.
#[derive(Clone, Debug, FromRow)]
pub struct Session {
    pub token_hash: String,
    pub user_id: Uuid,
    pub form_token: String,
    pub agent: String,
    pub created_at: DateTime<Utc>,
    pub seen_at: DateTime<Utc>,
    pub revoked_at: Option<DateTime<Utc>>,
}

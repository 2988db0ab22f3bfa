//! What a person can be told, and the one place that gives it a status.

use serde::Serialize;

use crate::{db::StoreError, i18n::Message};

pub type Outcome<T> = Result<T, AppError>;

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "error", rename_all = "snake_case")]
pub enum AppError {
    /// What was typed cannot stand: a field and a sentence for each.
    Invalid {
        fields: Vec<(&'static str, Message)>,
    },
    /// Somebody or something is in the way.
    Conflict(Box<Obstacle>),
    /// Absent, or out of the reader's scope: the same answer.
    NotFound,
    SignedOut,
    Forbidden,
    Internal,
}

/// Who or what is in the way, and what may be done instead, as far as the reader may know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Obstacle {
    pub message: Message,
    pub alternatives: Vec<Alternative>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Alternative {
    pub message: Message,
    pub href: String,
}

impl AppError {
    pub fn invalid(field: &'static str, key: &'static str) -> Self {
        Self::field(field, Message::new(key))
    }

    pub fn field(field: &'static str, message: Message) -> Self {
        Self::Invalid { fields: vec![(field, message)] }
    }

    pub fn conflict(message: Message) -> Self {
        Self::Conflict(Box::new(Obstacle { message, alternatives: Vec::new() }))
    }

    pub fn status(&self) -> u16 {
        match self {
            Self::Invalid { .. } => 422,
            Self::Conflict(_) => 409,
            Self::NotFound => 404,
            Self::SignedOut => 401,
            Self::Forbidden => 403,
            Self::Internal => 500,
        }
    }

    /// The sentence for the whole; fields carry their own.
    pub fn message(&self) -> Message {
        match self {
            Self::Invalid { fields } => match fields.as_slice() {
                [(_, only)] => only.clone(),
                _ => Message::new("error-invalid").with("n", fields.len()),
            },
            Self::Conflict(obstacle) => obstacle.message.clone(),
            Self::NotFound => Message::new("error-not-found"),
            Self::SignedOut => Message::new("error-signed-out"),
            Self::Forbidden => Message::new("error-forbidden"),
            Self::Internal => Message::new("error-internal"),
        }
    }
}

/// What the database could not do is logged, never shown. `Taken` deserves words
/// of its own: a service that can meet it says them before it gets here.
impl From<StoreError> for AppError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Taken => Self::conflict(Message::new("error-taken")),
            StoreError::Broken(error) => {
                tracing::error!(%error, "the database refused");
                Self::Internal
            }
        }
    }
}

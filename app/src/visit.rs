//! One request as pages and actions see it: who, in which language, what was refused.

use std::{
    ops::Deref,
    sync::{
        Arc, OnceLock,
        atomic::{AtomicU16, Ordering},
    },
};

use leptos::prelude::use_context;
use uuid::Uuid;

use crate::{
    access::Actor,
    accounts::{User, service::Known},
    context::App,
    error::{AppError, Outcome},
    form::Form,
    i18n::{Lang, Message},
};

#[derive(Clone)]
pub struct Visit(Arc<VisitParts>);

pub struct VisitParts {
    pub app: App,
    pub known: Option<Known>,
    pub lang: Lang,
    /// `light`, `dark`, or `auto`: the device's.
    pub theme: String,
    /// Repeated by every form; of the session, or of the sign-in page's own cookie.
    pub form_token: String,
    /// The session cookie's secret.
    pub secret: Option<String>,
    pub path: String,
    pub query: Form,
    /// The form this page answers, when it was refused.
    pub refused: Option<Refused>,
    /// What the last form did, shown once.
    pub flash: Option<Flash>,
    pub address: String,
    pub agent: String,
    /// Hashed addresses of the style, the script and the module.
    pub assets: &'static Assets,
    pub status: AtomicU16,
    /// The document's own, for the policy header.
    pub nonce: OnceLock<String>,
}

#[derive(Clone, Debug, Default)]
pub struct Assets {
    pub style: String,
    pub script: String,
    pub module: String,
    pub wasm: String,
}

/// A form as it was typed, and why it was refused.
pub struct Refused {
    pub form: Form,
    pub error: AppError,
}

/// A sentence shown once after a form was accepted, and the command it may take back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flash {
    pub key: String,
    pub undo: Option<Uuid>,
}

/// What follows an accepted form.
pub struct Done {
    /// The page to go to.
    pub to: String,
    pub flash: Option<Flash>,
    /// `Set-Cookie` values.
    pub cookies: Vec<String>,
}

impl Done {
    pub fn to(to: impl Into<String>) -> Self {
        Self { to: to.into(), flash: None, cookies: Vec::new() }
    }

    /// Says the sentence `key` on the next page.
    #[must_use]
    pub fn saying(mut self, key: &str) -> Self {
        self.flash = Some(Flash { key: key.to_owned(), undo: None });
        self
    }

    /// Says the sentence `key`, and offers to take the command back.
    #[must_use]
    pub fn undoable(mut self, key: &str, command: Uuid) -> Self {
        self.flash = Some(Flash { key: key.to_owned(), undo: Some(command) });
        self
    }
}

impl Deref for Visit {
    type Target = VisitParts;

    fn deref(&self) -> &VisitParts {
        &self.0
    }
}

impl Visit {
    pub fn new(parts: VisitParts) -> Self {
        Self(Arc::new(parts))
    }

    /// The request being answered; pages are only ever rendered for one.
    pub fn current() -> Self {
        use_context().expect("a page is rendered for a visit")
    }

    pub fn actor(&self) -> Outcome<&Actor> {
        self.known.as_ref().map(|known| &known.actor).ok_or(AppError::SignedOut)
    }

    pub fn user(&self) -> Outcome<&User> {
        self.known.as_ref().map(|known| &known.user).ok_or(AppError::SignedOut)
    }

    pub fn set_status(&self, status: u16) {
        self.status.store(status, Ordering::Relaxed);
    }

    pub fn t(&self, key: &str) -> String {
        self.lang.t(key)
    }

    pub fn say(&self, message: &Message) -> String {
        self.lang.say(message)
    }
}

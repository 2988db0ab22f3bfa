//! A form that posts to its own page, and comes back filled when it is refused.

use leptos::prelude::*;
use uuid::Uuid;

use crate::{error::AppError, form::Form, visit::Visit};

/// What the fields of one form know: what was typed and what was wrong with it.
#[derive(Clone)]
pub(super) struct FormState {
    visit: Visit,
    refused: bool,
}

impl FormState {
    pub(super) fn current() -> Option<Self> {
        use_context()
    }

    fn form(&self) -> Option<&Form> {
        self.visit
            .refused
            .as_ref()
            .filter(|_| self.refused)
            .map(|refused| &refused.form)
    }

    /// What was typed in a refused form.
    pub(super) fn typed(&self, name: &str) -> Option<String> {
        self.form()
            .and_then(|form| form.raw(name))
            .map(str::to_owned)
    }

    pub(super) fn is_refused(&self) -> bool {
        self.refused
    }

    pub(super) fn all_typed(&self, name: &str) -> Vec<String> {
        self.form()
            .map(|form| form.all(name).map(str::to_owned).collect())
            .unwrap_or_default()
    }

    pub(super) fn problem(&self, name: &str) -> Option<String> {
        let refused = self.visit.refused.as_ref().filter(|_| self.refused)?;
        let AppError::Invalid { fields } = &refused.error else {
            return None;
        };
        fields
            .iter()
            .find(|(field, _)| *field == name)
            .map(|(_, message)| self.visit.say(message))
    }
}

/// `does` names the action (`bookings.arrive`). `key` tells apart several forms of one
/// action on a page. A form sent twice is one command.
#[component]
pub fn ActionForm(
    does: &'static str,
    #[prop(optional, into)] key: String,
    #[prop(optional, into)] class: String,
    #[prop(optional, into)] id: String,
    children: Children,
) -> impl IntoView {
    let visit = Visit::current();
    let refused = visit
        .refused
        .as_ref()
        .is_some_and(|refused| refused.form.text("do") == does && refused.form.text("key") == key);
    // A refused command was not done: the same id may be sent again.
    let command = visit
        .refused
        .as_ref()
        .filter(|_| refused)
        .and_then(|refused| Uuid::parse_str(refused.form.text("command_id")).ok())
        .unwrap_or_else(Uuid::now_v7);
    let problem = refused.then(|| {
        let error = visit.refused.as_ref().map(|refused| refused.error.clone());
        error.map(|error| view! { <Alternatives error /> })
    });
    provide_context(FormState {
        visit: visit.clone(),
        refused,
    });
    view! {
        <form method="post" class=format!("form {class}") id=(!id.is_empty()).then_some(id) data-once="">
            <input type="hidden" name="do" value=does />
            <input type="hidden" name="key" value=key />
            <input type="hidden" name="command_id" value=command.to_string() />
            <input type="hidden" name="form_token" value=visit.form_token.clone() />
            {problem}
            {children()}
        </form>
    }
}

/// Why a form was refused: the sentence, and what may be done instead.
#[component]
pub fn Alternatives(error: AppError) -> impl IntoView {
    let visit = Visit::current();
    let alternatives = match &error {
        AppError::Conflict(obstacle) => obstacle.alternatives.clone(),
        _ => Vec::new(),
    };
    let links = alternatives
        .into_iter()
        .map(|each| view! { <li><a href=each.href>{visit.say(&each.message)}</a></li> })
        .collect_view();
    view! {
        <div class="notice notice-error" role="alert" tabindex="-1" autofocus="">
            <p>{visit.say(&error.message())}</p>
            <ul class="notice-ways">{links}</ul>
        </div>
    }
}

/// The button that sends the form. `kind`: `primary` (default), `quiet`, `danger`.
#[component]
pub fn Submit(
    #[prop(into)] label: String,
    #[prop(optional, into)] kind: String,
    #[prop(optional, into)] name: String,
    #[prop(optional, into)] value: String,
) -> impl IntoView {
    let kind = if kind.is_empty() {
        "primary".to_owned()
    } else {
        kind
    };
    let named = !name.is_empty();
    view! {
        <button type="submit" class=format!("button button-{kind}") name=named.then_some(name) value=named.then_some(value)>
            {label}
        </button>
    }
}

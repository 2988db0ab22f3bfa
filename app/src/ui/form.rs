//! A form that posts to its own page, and comes back filled when it is refused.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use leptos::{prelude::*, tachys::reactive_graph::OwnedView};
use uuid::Uuid;

use super::{
    classes,
    icon::{Glyph, Icon},
    panel::unfold,
    state::{FormState, Given},
};
use crate::{error::AppError, visit::Visit};

/// `does` names the action (`bookings.arrive`). `key` tells apart several forms of one
/// action on a page. A form sent twice is one command.
#[component]
pub fn ActionForm(
    does: &'static str,
    #[prop(optional, into)] key: String,
    #[prop(optional, into)] class: String,
    #[prop(optional, into)] id: String,
    /// It has a file to send.
    #[prop(optional)]
    files: bool,
    children: Children,
) -> impl IntoView {
    let visit = Visit::current();
    let refused = visit
        .refused
        .as_ref()
        .filter(|refused| refused.form.text("do") == does && refused.form.text("key") == key);
    // A refused command was not done: the same id may be sent again.
    let command = refused
        .and_then(|refused| Uuid::parse_str(refused.form.text("command_id")).ok())
        .unwrap_or_else(Uuid::now_v7);
    let given = if refused.is_some() { Given::Refused } else { Given::Nothing };
    let state = FormState::new(visit.clone(), format!("{does} {key}").trim(), given);
    let owner = Owner::current().unwrap_or_default().child();
    let inside = owner.with(|| {
        provide_context(state.clone());
        children()
    });
    let problem = refused.map(|refused| {
        unfold();
        said();
        match refused.error {
            AppError::Invalid { .. } => {
                view! { <ErrorSummary problems=state.summary() /> }.into_any()
            }
            _ => view! { <Alternatives error=refused.error.clone() /> }.into_any(),
        }
    });
    view! {
        <form method="post" class=classes("form", class) id=(!id.is_empty()).then_some(id) data-once=""
            enctype=files.then_some("multipart/form-data")>
            <input type="hidden" name="do" value=does />
            <input type="hidden" name="key" value=key />
            <input type="hidden" name="command_id" value=command.to_string() />
            <input type="hidden" name="form_token" value=visit.form_token.clone() />
            {problem}
            {OwnedView::new_with_owner(inside, owner)}
        </form>
    }
}

/// Whether the page already says why its form was refused.
#[derive(Clone, Default)]
pub struct Said(Arc<AtomicBool>);

fn said() {
    if let Some(Said(said)) = use_context() {
        said.store(true, Ordering::Relaxed);
    }
}

/// Why a form was refused, when the page no longer shows the form.
pub(super) fn unsaid(visit: &Visit) -> Option<AppError> {
    let refused = visit.refused.as_ref()?;
    let Said(said) = use_context()?;
    (!said.swap(true, Ordering::Relaxed)).then(|| refused.error.clone())
}

/// How many fields are wrong, which, and the way to each: `(address, sentence)`.
#[component]
pub fn ErrorSummary(problems: Vec<(Option<String>, String)>) -> impl IntoView {
    let lang = Visit::current().lang;
    let said = lang.with("ui-fields-to-correct", &[("n", problems.len().into())]);
    let problems = problems
        .into_iter()
        .map(|(href, sentence)| match href {
            Some(href) => view! { <li><a href=href>{sentence}</a></li> }.into_any(),
            None => view! { <li>{sentence}</li> }.into_any(),
        })
        .collect_view();
    view! { <Refusal said><ul class="notice-ways">{problems}</ul></Refusal> }
}

/// Why a form was refused: the sentence, and what may be done instead.
#[component]
pub fn Alternatives(error: AppError) -> impl IntoView {
    let visit = Visit::current();
    let said = visit.say(&error.message());
    let alternatives = match error {
        AppError::Conflict(obstacle) => obstacle.alternatives,
        _ => Vec::new(),
    };
    let links = alternatives
        .into_iter()
        .map(|each| view! { <li><a href=each.href>{visit.say(&each.message)}</a></li> })
        .collect::<Vec<_>>();
    let links = (!links.is_empty()).then(|| view! { <ul class="notice-ways">{links}</ul> });
    view! { <Refusal said>{links}</Refusal> }
}

#[component]
fn Refusal(said: String, children: Children) -> impl IntoView {
    view! {
        <div class="notice notice-bad notice-error" role="alert" tabindex="-1" autofocus="">
            <Icon glyph=Glyph::Bad />
            <div class="notice-body"><p>{said}</p>{children()}</div>
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
    let kind = if kind.is_empty() { "primary".to_owned() } else { kind };
    let named = !name.is_empty();
    view! {
        <button type="submit" class=format!("button button-{kind}") name=named.then_some(name) value=named.then_some(value)>
            {label}
        </button>
    }
}

/// A link that looks like what it is on this page: the thing to do next.
#[component]
pub fn ButtonLink(
    #[prop(into)] href: String,
    #[prop(into)] label: String,
    #[prop(default = "primary")] kind: &'static str,
    #[prop(optional)] glyph: Option<Glyph>,
) -> impl IntoView {
    view! {
        <a class=format!("button button-{kind}") href=href>
            {glyph.map(|glyph| view! { <Icon glyph /> })}{label}
        </a>
    }
}

/// The page's or the form's actions: on phones a bar within the thumb's reach.
#[component]
pub fn Actions(children: Children) -> impl IntoView {
    view! { <div class="actions">{children()}</div> }
}

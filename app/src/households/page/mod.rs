//! The pages of households.

mod compose;
pub mod edit;
pub mod file;
pub mod intake;
pub mod list;
pub mod merge;
mod protect;
pub mod stays;
mod words;

pub use edit::HouseholdEditPage;
pub use file::HouseholdPage;
pub use intake::IntakePage;
pub use list::HouseholdsPage;
pub use merge::HouseholdMergePage;
pub use stays::Stays;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use uuid::Uuid;

use crate::{
    error::{AppError, Outcome},
    visit::Visit,
};

/// The household the address names.
fn asked_id() -> Outcome<Uuid> {
    let id = use_params_map().with_untracked(|params| params.get("id"));
    id.and_then(|id| Uuid::parse_str(&id).ok())
        .ok_or(AppError::NotFound)
}

/// Whether the page shows this form refused: what is folded around it opens.
fn is_refused(visit: &Visit, does: &str) -> bool {
    let refused = visit.refused.as_ref();
    refused.is_some_and(|refused| refused.form.text("do") == does)
}

/// What every form about a household carries.
#[component]
fn Target(id: Uuid, version: i32) -> impl IntoView {
    view! {
        <input type="hidden" name="household" value=id.to_string() />
        <input type="hidden" name="version" value=version.to_string() />
    }
}

/// Something folded away until it is needed.
#[component]
fn Fold(
    summary: String,
    open: bool,
    #[prop(optional, into)] class: String,
    children: Children,
) -> impl IntoView {
    view! {
        <details class=format!("details {class}") open=open>
            <summary>{summary}</summary>
            <div class="details-body">{children()}</div>
        </details>
    }
}

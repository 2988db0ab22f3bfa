//! The pages of households.

mod compose;
pub mod edit;
pub mod file;
mod history;
pub mod intake;
pub mod list;
pub mod merge;
mod protect;
pub mod stays;
pub mod words;

pub use edit::HouseholdEditPage;
pub use file::HouseholdPage;
pub use intake::IntakePage;
pub use list::HouseholdsPage;
pub use merge::HouseholdMergePage;
pub use stays::Stays;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use uuid::Uuid;

use crate::error::{AppError, Outcome};

/// The household the address names.
fn asked_id() -> Outcome<Uuid> {
    let id = use_params_map().with_untracked(|params| params.get("id"));
    id.and_then(|id| Uuid::parse_str(&id).ok()).ok_or(AppError::NotFound)
}

/// What every form about a household carries.
#[component]
fn Target(id: Uuid, version: i32) -> impl IntoView {
    view! {
        <input type="hidden" name="household" value=id.to_string() />
        <input type="hidden" name="version" value=version.to_string() />
    }
}

//! Every component in every state, for those who build pages. Development only.

use leptos::prelude::*;

use crate::{error::AppError, ui, visit::Visit};

#[component]
pub fn GalleryPage() -> impl IntoView {
    let visit = Visit::current();
    ui::page(async move {
        if !visit.app.settings.development {
            return Err(AppError::NotFound);
        }
        Ok(view! { {ui::title("Composants".to_owned())} <h1>"Composants"</h1> })
    })
}

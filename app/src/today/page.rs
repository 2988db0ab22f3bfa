//! The home page.

use leptos::prelude::*;

use crate::{ui, visit::Visit};

#[component]
pub fn TodayPage() -> impl IntoView {
    let visit = Visit::current();
    ui::page(async move {
        let actor = visit.actor()?;
        Ok(view! {
            {ui::title(visit.t("nav-today"))}
            <h1>{visit.t("nav-today")}</h1>
            <p>{actor.name.clone()}</p>
        })
    })
}

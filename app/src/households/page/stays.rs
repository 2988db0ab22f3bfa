//! Where the household sleeps and will sleep: the bookings' part of its page.

use leptos::prelude::*;
use uuid::Uuid;

#[component]
pub fn Stays(household_id: Uuid) -> impl IntoView {
    let _ = household_id;
}

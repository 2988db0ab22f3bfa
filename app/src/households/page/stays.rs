//! Where the household sleeps and will sleep: the bookings' part of its page.

use leptos::prelude::*;
use uuid::Uuid;

use crate::{bookings::page::HouseholdBookings, ui::Panel, visit::Visit};

#[component]
pub fn Stays(household_id: Uuid) -> impl IntoView {
    let lang = Visit::current().lang;
    view! { <Panel heading=lang.t("households-stays")><HouseholdBookings household_id /></Panel> }
}

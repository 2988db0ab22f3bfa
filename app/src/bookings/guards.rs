//! What a unit and its nights must be for a household to be given them.

use chrono::{Days, NaiveDate};

use crate::{i18n::Message, nights::Nights, units::Unit};

/// In service on all of these nights, and large enough (B-3). Cots come on top of the places.
pub fn may_claim(
    unit: &Unit,
    nights: Nights,
    persons: i32,
    over_capacity: bool,
) -> Result<(), Message> {
    let outside = nights.from() < unit.in_service_from
        || unit.in_service_to.is_some_and(|end| nights.to().is_none_or(|to| to > end));
    if outside {
        return Err(Message::new("bookings-unit-not-in-service").with("unit", unit.label.as_str()));
    }
    if persons < 1 {
        return Err(Message::new("bookings-nobody-in-unit").with("unit", unit.label.as_str()));
    }
    // A place of a shared unit is one bed: nobody is authorised into a bed that is not there.
    if persons > unit.places && (unit.shared || !over_capacity) {
        return Err(Message::new("bookings-over-capacity")
            .with("unit", unit.label.as_str())
            .with("places", unit.places)
            .with("persons", persons));
    }
    Ok(())
}

/// Dates any booking must keep to (B-9): not before 2000, not further than `days_ahead_max`.
pub fn check_dates(
    nights: Nights,
    tonight: NaiveDate,
    days_ahead_max: i64,
) -> Result<(), (&'static str, Message)> {
    let earliest = NaiveDate::from_ymd_opt(2000, 1, 1).unwrap_or(NaiveDate::MIN);
    let latest = tonight + Days::new(days_ahead_max.unsigned_abs());
    if nights.from() < earliest || nights.from() > latest {
        return Err(("from", Message::new("bookings-date-far").with("latest", latest)));
    }
    Ok(())
}

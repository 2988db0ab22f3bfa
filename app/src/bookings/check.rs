//! What stands in the way of nights, asked inside the transaction of whoever wants them.

use uuid::Uuid;

use super::{Booking, save::Stop, store};
use crate::{
    access::Actor,
    db::{Stored, Tx},
    error::{Alternative, AppError, Obstacle},
    i18n::{Arg, Message},
    nights::Nights,
    occupation::Kind,
    sites,
};

/// The site takes bookings on these nights (B-8, CAP-4).
pub async fn check_site(tx: &mut Tx, site: Uuid, nights: Nights) -> Result<(), Stop> {
    let site = sites::store::site_in(tx, site).await?.ok_or(AppError::NotFound)?;
    let stopped = sites::store::is_stopped(tx, site.id, nights.from()).await?;
    let openings = sites::store::openings(tx, site.id).await?;
    Ok(sites::rules::may_book(&site, stopped, &openings, nights)?)
}

/// The household is in scope, is nowhere else on these nights (B-2), and meets nobody it must not.
pub async fn check_household(
    tx: &mut Tx,
    actor: &Actor,
    household: Uuid,
    site: Uuid,
    nights: Nights,
    except: Uuid,
) -> Result<(), Stop> {
    if !store::household_in_scope(tx, actor, household).await? {
        return Err(AppError::NotFound.into());
    }
    store::lock_household(tx, household).await?;
    if let Some(other) =
        store::overlapping_of_household(tx, household, nights, except).await?.first()
    {
        return Err(elsewhere(other).into());
    }
    if store::incompatible_at(tx, household, site, nights).await? {
        return Err(Message::new("bookings-incompatible").into());
    }
    Ok(())
}

/// Who has a unit on some of these nights, as far as the actor may know; `None`: nobody.
pub async fn in_the_way_of(
    tx: &mut Tx,
    actor: &Actor,
    unit: Uuid,
    nights: Nights,
    except: Uuid,
) -> Stored<Option<Message>> {
    let Some(first) = store::in_the_way(tx, unit, nights, except).await?.into_iter().next() else {
        return Ok(None);
    };
    let until = first.to_night.map_or(Arg::Key("bookings-open-end".to_owned()), Arg::Date);
    if first.kind == Kind::Closure {
        return Ok(Some(
            Message::new("bookings-unit-closed")
                .with("unit", first.unit_label)
                .with("until", until),
        ));
    }
    let known = match first.household_id {
        Some(household) => store::household_in_scope(tx, actor, household).await?,
        None => true,
    };
    // Out of scope, one learns that the unit is taken and until when: no code, no name.
    Ok(Some(match first.booking_code.filter(|_| known) {
        Some(code) => Message::new("bookings-taken-by")
            .with("unit", first.unit_label)
            .with("code", code)
            .with("from", first.from_night)
            .with("until", until),
        None => {
            Message::new("bookings-taken-until").with("unit", first.unit_label).with("until", until)
        }
    }))
}

/// The household already has a room elsewhere on these nights (B-2).
fn elsewhere(other: &Booking) -> AppError {
    let message = Message::new("bookings-household-elsewhere")
        .with("code", other.code.as_str())
        .with("from", other.from_night)
        .with("to", other.to_night.map_or(Arg::Key("bookings-open-end".to_owned()), Arg::Date));
    let see = Alternative {
        message: Message::new("bookings-see-other"),
        href: format!("/bookings/{}", other.id),
    };
    AppError::Conflict(Box::new(Obstacle { message, alternatives: vec![see] }))
}

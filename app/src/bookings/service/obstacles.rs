//! Explaining a refusal: who is in the way, until when, and what may be done instead,
//! as far as the actor may know.

use uuid::Uuid;

use super::{Booking, Change, NewBooking, store};
use crate::{
    access::{Actor, Class, Need},
    bookings::check::in_the_way_of,
    context::App,
    db::Tx,
    error::{Alternative, AppError, Obstacle, Outcome},
    i18n::Message,
    nights::Nights,
    places::{self, Offer, OfferedUnit, Wish},
};

/// Alternatives offered with a refusal.
const ALTERNATIVES_MAX: usize = 3;

/// A new booking met somebody.
pub(super) async fn of_new(app: &App, actor: &Actor, new: &NewBooking) -> Outcome<AppError> {
    let mut units: Vec<Uuid> = new.claims.iter().map(|claim| claim.unit_id).collect();
    units.sort_unstable();
    let persons = new.claims.iter().map(|claim| claim.persons).sum();
    let message = in_the_way(app, actor, &units, new.nights, Uuid::nil()).await?;
    let wanted = Wanted { units: &units, site: new.site_id, persons, nights: new.nights };
    let alternatives = instead(app, actor, &wanted, new.household_id);
    Ok(AppError::Conflict(Box::new(Obstacle { message, alternatives })))
}

/// A step of an existing booking met somebody.
pub(super) async fn of_change(
    app: &App,
    actor: &Actor,
    booking: &Booking,
    change: &Change,
) -> Outcome<AppError> {
    let mut message = Message::new("bookings-taken");
    for line in &change.add {
        let found = in_the_way(app, actor, &[line.unit_id], line.nights(), booking.id).await?;
        if found.key != "bookings-taken" {
            message = found;
            break;
        }
    }
    let nights = change.add.iter().map(crate::occupation::Line::nights).reduce(|a, b| {
        let to = a.to().zip(b.to()).map(|(a, b)| a.max(b));
        Nights::new(a.from().min(b.from()), to).unwrap_or(a)
    });
    let units: Vec<Uuid> = change.add.iter().map(|line| line.unit_id).collect();
    let alternatives = match nights {
        Some(nights) => {
            let wanted =
                Wanted { units: &units, site: booking.site_id, persons: booking.persons, nights };
            instead(app, actor, &wanted, booking.household_id)
        }
        None => Vec::new(),
    };
    Ok(AppError::Conflict(Box::new(Obstacle { message, alternatives })))
}

/// The household before has not left the unit.
pub(super) async fn still_there(
    tx: &mut Tx,
    actor: &Actor,
    other: &Booking,
    unit: Uuid,
) -> Outcome<AppError> {
    let label =
        crate::units::store::unit_in(tx, unit).await?.map(|unit| unit.label).unwrap_or_default();
    let named = match other.household_id {
        Some(household) => store::household_in_scope(tx, actor, household).await?,
        None => true,
    };
    let mut message = Message::new("bookings-not-left").with("unit", label.as_str());
    let mut alternatives = Vec::new();
    if named {
        message = Message::new("bookings-still-there")
            .with("unit", label)
            .with("code", other.code.as_str());
        let href = format!("/bookings/{}#depart", other.id);
        alternatives.push(Alternative { message: Message::new("bookings-record-departure"), href });
    }
    Ok(AppError::Conflict(Box::new(Obstacle { message, alternatives })))
}

/// Who has the first of these units that somebody has. A writer's own view is asked,
/// because the winner may have been saved a moment ago.
async fn in_the_way(
    app: &App,
    actor: &Actor,
    units: &[Uuid],
    nights: Nights,
    except: Uuid,
) -> Outcome<Message> {
    let mut tx = app.db.begin().await?;
    for unit in units {
        if let Some(found) = in_the_way_of(&mut tx, actor, *unit, nights, except).await? {
            return Ok(found);
        }
    }
    Ok(Message::new("bookings-taken"))
}

/// What was asked for and cannot be had.
struct Wanted<'a> {
    units: &'a [Uuid],
    site: Uuid,
    persons: i32,
    nights: Nights,
}

/// The best offers for as many persons on the same nights: first at the same site, then anywhere.
/// Never what was just refused: the index may not know yet who took it.
fn instead(
    app: &App,
    actor: &Actor,
    wanted: &Wanted<'_>,
    household: Option<Uuid>,
) -> Vec<Alternative> {
    let Wanted { units, site, persons, nights } = *wanted;
    let here = Wish {
        adults: persons,
        children: 0,
        cots: 0,
        nights,
        requirements: Vec::new(),
        territory: String::new(),
        kind: None,
        site: Some(site),
        near: None,
    };
    let anywhere = Wish { site: None, near: Some(site), ..here.clone() };
    let sees = |id| actor.may_at(id, Class::Bookings, Need::Write);
    let mut offers = app.index.read(|picture| {
        let mut offers = places::rules::find(picture, &here, sees).offers;
        if offers.len() < ALTERNATIVES_MAX {
            offers.extend(
                places::rules::find(picture, &anywhere, sees)
                    .offers
                    .into_iter()
                    .filter(|offer| offer.site_id != site),
            );
        }
        offers
    });
    let is_refused = |unit: &OfferedUnit| !unit.shared && units.contains(&unit.id);
    offers.retain(|offer| !offer.units.iter().any(is_refused));
    offers.truncate(ALTERNATIVES_MAX);
    offers.iter().map(|offer| alternative(offer, nights, household)).collect()
}

fn alternative(offer: &Offer, nights: Nights, household: Option<Uuid>) -> Alternative {
    let labels: Vec<&str> = offer.units.iter().map(|unit| unit.label.as_str()).collect();
    Alternative {
        message: Message::new("bookings-alternative")
            .with("units", labels.join(" + "))
            .with("site", offer.site_name.as_str()),
        href: offer.booking_address(nights, household),
    }
}

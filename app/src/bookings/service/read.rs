//! What the pages of bookings read.

pub use crate::bookings::store::Summary;

use uuid::Uuid;

use crate::{
    access::{Actor, Class, Need},
    bookings::{Booking, store},
    context::App,
    error::{AppError, Outcome},
    households::{self, Card},
    nights::Nights,
    occupation::{self, Line},
    sites::{self, Site},
    units::{self, Unit},
};

/// A booking with its lines in force, for who may know of it.
pub async fn show(app: &App, actor: &Actor, id: Uuid) -> Outcome<(Booking, Vec<Line>)> {
    let booking = store::visible(&app.db, actor, id).await?.ok_or(AppError::NotFound)?;
    actor.require_nights_at(booking.site_id).map_err(|_| AppError::NotFound)?;
    let lines = occupation::store::lines_of_booking(&app.db, id).await?;
    Ok((booking, lines))
}

/// Everything the page of a booking shows.
#[derive(Clone)]
pub struct Sheet {
    pub booking: Booking,
    pub lines: Vec<Line>,
    pub site: Site,
    pub units: Vec<Unit>,
    pub card: Option<Card>,
    pub may_book: bool,
    pub may_receive: bool,
    pub may_over: bool,
}

pub async fn sheet(app: &App, actor: &Actor, id: Uuid) -> Outcome<Sheet> {
    let (booking, lines) = show(app, actor, id).await?;
    let site = sites::store::site(&app.db, booking.site_id).await?.ok_or(AppError::NotFound)?;
    let units = units::store::at_site(&app.db, site.id).await?;
    let card = match booking.household_id {
        Some(household) => households::store::card(&app.db, actor, household).await?,
        None => None,
    };
    let may = |class| actor.may_at(site.id, class, Need::Write);
    Ok(Sheet {
        may_book: may(Class::Bookings),
        may_receive: may(Class::Arrivals),
        may_over: may(Class::OverCapacity),
        booking,
        lines,
        site,
        units,
        card,
    })
}

/// The bookings of a household at the sites the actor sees, latest first.
pub async fn of_household(app: &App, actor: &Actor, household: Uuid) -> Outcome<Vec<Summary>> {
    let known = households::store::visible(&app.db, actor, household).await?;
    known.ok_or(AppError::NotFound)?;
    let mut bookings = store::of_household(&app.db, household).await?;
    bookings.retain(|booking| actor.require_nights_at(booking.site_id).is_ok());
    Ok(bookings)
}

/// A booking about to be made: the units of an offer, for whom.
#[derive(Clone)]
pub struct Draft {
    pub site: Site,
    /// Each unit with how many would sleep in it.
    pub units: Vec<(Unit, i32)>,
    pub nights: Nights,
    pub household: Option<Uuid>,
    pub card: Option<Card>,
    pub may_over: bool,
}

/// What an address asks to book: each unit, with how many would sleep in it if it says.
pub struct Asked {
    pub site: Uuid,
    pub units: Vec<(Uuid, Option<i32>)>,
    pub nights: Nights,
    pub household: Option<Uuid>,
}

pub async fn draft(app: &App, actor: &Actor, asked: Asked) -> Outcome<Draft> {
    actor.require_at(asked.site, Class::Bookings, Need::Write)?;
    let site = sites::store::site(&app.db, asked.site).await?.ok_or(AppError::NotFound)?;
    let all = units::store::at_site(&app.db, site.id).await?;
    let card = match asked.household {
        Some(id) => {
            Some(households::store::card(&app.db, actor, id).await?.ok_or(AppError::NotFound)?)
        }
        None => None,
    };
    // One unit takes the whole household.
    let default = match (&card, asked.units.len()) {
        (Some(card), 1) => card.persons.max(1),
        _ => 1,
    };
    let units = asked.units.iter().filter_map(|(id, persons)| {
        let unit = all.iter().find(|unit| unit.id == *id)?;
        Some((unit.clone(), persons.unwrap_or(default)))
    });
    Ok(Draft {
        units: units.collect(),
        may_over: actor.may_at(site.id, Class::OverCapacity, Need::Write),
        site,
        nights: asked.nights,
        household: asked.household,
        card,
    })
}

//! Booking, and each step after it: check, load, decide, save, journal, in one transaction.

use uuid::Uuid;

use super::{
    Booking, Claim, DepartureReason, Firmness, NewBooking,
    check::{check_household, check_site},
    guards,
    rules::{self, Change},
    save::{Stop, note, save_change, write_lines},
    store::{self, OverCapacity},
};
use crate::{
    access::{Actor, Class, Need, journal},
    context::App,
    db::Tx,
    error::{AppError, Outcome},
    i18n::Message,
    nights::Nights,
    occupation::{self, Kind, Line},
    units,
};

mod obstacles;
pub mod read;
mod steps;
mod undo;
mod upkeep;

use upkeep::expire_in;

pub use read::show;
pub use steps::{
    Move, arrive, cancel, confirm, depart, extend, move_unit, name, no_show, refuse, shorten,
};
pub use undo::undo;
pub use upkeep::{expire_holds, keep_overstays};

/// Makes a booking; answers its id. The same command twice is one booking.
pub async fn place(app: &App, actor: &Actor, command: Uuid, new: &NewBooking) -> Outcome<Uuid> {
    actor.require_at(new.site_id, Class::Bookings, Need::Write)?;
    let id = Uuid::now_v7();
    let mut tx = app.db.begin().await?;
    if let Some(before) = journal::claim(&mut tx, &app.clock, Some(actor), command, &id).await? {
        return Ok(before);
    }
    let placed = place_in(app, actor, &mut tx, command, id, new).await;
    let change = match placed {
        Ok(change) => change,
        Err(Stop::Told(error)) => return Err(error),
        Err(Stop::Taken) => {
            drop(tx);
            return Err(obstacles::of_new(app, actor, new).await?);
        }
    };
    finish(app, tx, &change, &[]).await?;
    Ok(id)
}

async fn place_in(
    app: &App,
    actor: &Actor,
    tx: &mut Tx,
    command: Uuid,
    id: Uuid,
    new: &NewBooking,
) -> Result<Change, Stop> {
    guards::check_dates(new.nights, actor.tonight, app.settings.days_ahead_max)
        .map_err(|(field, message)| AppError::field(field, message))?;
    check_site(tx, new.site_id, new.nights).await?;
    if let Some(household) = new.household_id {
        check_household(tx, actor, household, new.site_id, new.nights, id).await?;
    }
    let lines = claim_lines(app, actor, tx, command, Claimed::of(new, id)).await?;
    let change = rules::place(id, new, lines);
    store::insert(tx, &change.booking, Some(actor.user_id), app.clock.now()).await?;
    write_lines(app, tx, command, &change).await?;
    authorise(app, actor, tx, id, new).await?;
    note(app, Some(actor), tx, command, None, &change, None).await?;
    Ok(change)
}

/// Units asked for, on whose behalf, and on which nights.
struct Claimed<'a> {
    booking: Uuid,
    site: Uuid,
    nights: Nights,
    claims: &'a [Claim],
    over_capacity: bool,
}

impl<'a> Claimed<'a> {
    fn of(new: &'a NewBooking, booking: Uuid) -> Self {
        Self {
            booking,
            site: new.site_id,
            nights: new.nights,
            claims: &new.claims,
            over_capacity: new.over_capacity.is_some(),
        }
    }
}

/// Lines for the units asked for: of the site, in service, large enough, slots chosen.
/// Units are claimed in one order everywhere, so that two claims never wait for each other.
async fn claim_lines(
    app: &App,
    actor: &Actor,
    tx: &mut Tx,
    command: Uuid,
    wanted: Claimed<'_>,
) -> Result<Vec<Line>, Stop> {
    if wanted.claims.is_empty() {
        return Err(AppError::invalid("unit", "bookings-no-unit").into());
    }
    if wanted.over_capacity {
        actor.require_at(wanted.site, Class::OverCapacity, Need::Write)?;
    }
    let mut claims = wanted.claims.to_vec();
    claims.sort_unstable_by_key(|claim| claim.unit_id);
    let mut lines = Vec::new();
    for claim in claims {
        release_lapsed(app, tx, command, claim.unit_id).await?;
        let unit = units::store::unit_in(tx, claim.unit_id).await?.ok_or(AppError::NotFound)?;
        if unit.site_id != wanted.site {
            return Err(AppError::NotFound.into());
        }
        guards::may_claim(&unit, wanted.nights, claim.persons, wanted.over_capacity)?;
        let slots = if unit.shared {
            let there = occupation::store::on_unit(tx, unit.id, wanted.nights).await?;
            occupation::rules::free_slots(unit.places, &there, wanted.nights, claim.persons)
                .ok_or(Stop::Taken)?
        } else {
            vec![0]
        };
        lines.extend(slots.into_iter().map(|slot| Line {
            id: Uuid::now_v7(),
            unit_id: unit.id,
            shared: unit.shared,
            slot,
            from_night: wanted.nights.from(),
            to_night: wanted.nights.to(),
            kind: Kind::Promise,
            persons: if unit.shared { 1 } else { claim.persons },
            booking_id: Some(wanted.booking),
            closure_id: None,
        }));
    }
    Ok(lines)
}

/// Options on a unit whose time is up make room before it is claimed.
async fn release_lapsed(app: &App, tx: &mut Tx, command: Uuid, unit: Uuid) -> Result<(), Stop> {
    for booking in store::lapsed_on(tx, unit, app.clock.now()).await? {
        expire_in(app, tx, command, &booking).await?;
    }
    Ok(())
}

/// Over-capacity is written down with its name, for at most the nights the settings allow.
async fn authorise(
    app: &App,
    actor: &Actor,
    tx: &mut Tx,
    booking: Uuid,
    new: &NewBooking,
) -> Result<(), Stop> {
    let Some(reason) = &new.over_capacity else {
        return Ok(());
    };
    let from = new.nights.from();
    let latest = from + chrono::Days::new(app.settings.over_capacity_nights_max.unsigned_abs());
    let to = new.nights.to().map_or(latest, |to| to.min(latest));
    let nights = Nights::between(from, to).ok_or(AppError::Internal)?;
    for claim in &new.claims {
        let over = OverCapacity { booking, unit: claim.unit_id, nights, by: actor.user_id, reason };
        store::insert_over_capacity(tx, over, app.clock.now()).await?;
    }
    Ok(())
}

/// A step of an existing booking, from the form's command to the answer.
struct Asked<'a> {
    app: &'a App,
    actor: &'a Actor,
    command: Uuid,
    booking: Uuid,
    class: Class,
    reason: Option<&'a str>,
}

impl Asked<'_> {
    /// Loads, lets `decide` rule, and saves. Overlaps are explained as far as the actor may know.
    async fn carry_out(
        &self,
        decide: impl AsyncFnOnce(&mut Tx, &Booking, &[Line]) -> Result<Change, Stop>,
    ) -> Outcome<()> {
        let Self { app, actor, .. } = *self;
        let known =
            store::visible(&app.db, actor, self.booking).await?.ok_or(AppError::NotFound)?;
        actor.require_at(known.site_id, self.class, Need::Write)?;
        let mut tx = app.db.begin().await?;
        if journal::claim(&mut tx, &app.clock, Some(actor), self.command, &()).await?.is_some() {
            return Ok(());
        }
        let booking = store::booking_in(&mut tx, self.booking).await?.ok_or(AppError::NotFound)?;
        let lines = occupation::store::of_booking(&mut tx, booking.id).await?;
        let decided = match decide(&mut tx, &booking, &lines).await {
            Ok(change) => change,
            Err(Stop::Told(error)) => return Err(error),
            Err(Stop::Taken) => return Err(AppError::conflict(Message::new("bookings-full-now"))),
        };
        match save_change(app, Some(actor), &mut tx, self.command, &booking, &decided, self.reason)
            .await
        {
            Ok(()) => finish(app, tx, &decided, &lines).await,
            Err(Stop::Told(error)) => Err(error),
            Err(Stop::Taken) => {
                drop(tx);
                Err(obstacles::of_change(app, actor, &booking, &decided).await?)
            }
        }
    }
}

/// Saves, then brings the night index up to what was saved.
async fn finish(app: &App, tx: Tx, change: &Change, lines: &[Line]) -> Outcome<()> {
    tx.save().await?;
    app.index.refresh_units(&app.db, &change.units(lines)).await?;
    Ok(())
}

/// Leaves one site for another on the same morning: an end here, a confirmed booking
/// there, linked. An exit from the site, and none from the scheme.
pub async fn transfer(
    app: &App,
    actor: &Actor,
    command: Uuid,
    booking: Uuid,
    new: &NewBooking,
) -> Outcome<Uuid> {
    let known = store::visible(&app.db, actor, booking).await?.ok_or(AppError::NotFound)?;
    actor.require_at(known.site_id, Class::Bookings, Need::Write)?;
    actor.require_at(new.site_id, Class::Bookings, Need::Write)?;
    let id = Uuid::now_v7();
    let mut tx = app.db.begin().await?;
    if let Some(before) = journal::claim(&mut tx, &app.clock, Some(actor), command, &id).await? {
        return Ok(before);
    }
    let moved = async {
        let left = store::booking_in(&mut tx, booking).await?.ok_or(AppError::NotFound)?;
        let lines = occupation::store::of_booking(&mut tx, left.id).await?;
        let on = new.nights.from();
        let departure = rules::depart(&left, &lines, on, DepartureReason::Transfer, actor.tonight)?;
        save_change(app, Some(actor), &mut tx, command, &left, &departure, None).await?;
        let new = NewBooking {
            household_id: left.household_id,
            transferred_from: Some(left.id),
            firmness: Firmness::Confirm,
            ..new.clone()
        };
        let arrival = place_in(app, actor, &mut tx, command, id, &new).await?;
        Ok::<_, Stop>([departure.units(&lines), arrival.units(&[])].concat())
    };
    match moved.await {
        Ok(units) => {
            tx.save().await?;
            app.index.refresh_units(&app.db, &units).await?;
            Ok(id)
        }
        Err(Stop::Told(error)) => Err(error),
        Err(Stop::Taken) => {
            drop(tx);
            Err(obstacles::of_new(app, actor, new).await?)
        }
    }
}

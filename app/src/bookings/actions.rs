//! The forms of a booking.

use chrono::Duration;
use uuid::Uuid;

use super::{
    CancelReason, Claim, DepartureReason, Firmness, NewBooking, RefusalReason, Side,
    service::{self, Move},
};
use crate::{
    error::{AppError, Outcome},
    form::{Form, Reader},
    i18n::Message,
    nights::Nights,
    visit::{Done, Visit},
};

const REASON_CHARACTERS_MAX: usize = 200;

pub async fn run(action: &str, visit: &Visit, form: &Form) -> Outcome<Done> {
    match action {
        "place" => place(visit, form).await,
        "name" => name(visit, form).await,
        "confirm" => confirm(visit, form).await,
        "refuse" => refuse(visit, form).await,
        "cancel" => cancel(visit, form).await,
        "arrive" => arrive(visit, form).await,
        "no_show" => no_show(visit, form).await,
        "extend" => extend(visit, form).await,
        "shorten" => shorten(visit, form).await,
        "move_unit" => move_unit(visit, form).await,
        "transfer" => transfer(visit, form).await,
        "depart" => depart(visit, form).await,
        "undo" => undo(visit, form).await,
        _ => Err(AppError::NotFound),
    }
}

async fn place(visit: &Visit, form: &Form) -> Outcome<Done> {
    let mut reader = Reader::new(form);
    let command = reader.command();
    let new = new_booking(visit, form, &mut reader);
    let new = reader.finish(new)?;
    let id = service::place(&visit.app, visit.actor()?, command, &new).await?;
    Ok(Done::to(format!("/bookings/{id}")).undoable("bookings-done-place", command))
}

async fn transfer(visit: &Visit, form: &Form) -> Outcome<Done> {
    let mut reader = Reader::new(form);
    let command = reader.command();
    let booking = reader.id("booking");
    let new = new_booking(visit, form, &mut reader);
    let new = reader.finish(new)?;
    let id = service::transfer(&visit.app, visit.actor()?, command, booking, &new).await?;
    Ok(Done::to(format!("/bookings/{id}")).saying("bookings-done-transfer"))
}

fn new_booking(visit: &Visit, form: &Form, reader: &mut Reader<'_>) -> NewBooking {
    let from = reader.date("from");
    let to = reader.date_or_none("to");
    let nights = Nights::new(from, to);
    if nights.is_none() {
        reader.refuse("to", Message::new("field-no-night"));
    }
    let claims = claims(form, "unit", "persons");
    if claims.is_empty() {
        reader.refuse("unit", Message::new("bookings-no-unit"));
    }
    let over_capacity = reader.text("over_capacity", REASON_CHARACTERS_MAX);
    NewBooking {
        household_id: reader.id_or_none("household"),
        site_id: reader.id("site"),
        nights: nights.unwrap_or(Nights::open(from)),
        claims,
        cots: reader.number("cots", 0, 10, 0),
        firmness: firmness(visit, form, reader),
        reference: reader.text("reference", 60),
        over_capacity: (!over_capacity.is_empty()).then_some(over_capacity),
        transferred_from: None,
    }
}

/// Units and how many sleep in each, one pair a unit; a blank unit is none.
fn claims(form: &Form, unit: &str, persons: &str) -> Vec<Claim> {
    let pairs = form.all(unit).zip(form.all(persons).chain(std::iter::repeat("")));
    pairs
        .filter_map(|(unit, persons)| {
            Some(Claim {
                unit_id: Uuid::parse_str(unit).ok()?,
                persons: persons.parse().unwrap_or(1),
            })
        })
        .collect()
}

fn firmness(visit: &Visit, form: &Form, reader: &mut Reader<'_>) -> Firmness {
    let now = visit.app.clock.now();
    let wanted =
        reader.moment_or_none("held_until").and_then(|local| visit.app.clock.instant(local));
    if wanted.is_some_and(|until| until <= now) {
        reader.refuse("held_until", Message::new("bookings-hold-past"));
    }
    let until = wanted.unwrap_or(now + Duration::minutes(visit.app.settings.hold_minutes));
    match form.text("firmness") {
        "hold" => Firmness::Hold(until),
        "request" => Firmness::Request(until),
        _ => Firmness::Confirm,
    }
}

/// What every step's form carries.
struct Step {
    command: Uuid,
    booking: Uuid,
}

fn step(reader: &mut Reader<'_>) -> Step {
    Step { command: reader.command(), booking: reader.id("booking") }
}

/// Back to where the form was, saying what was done and offering to take it back.
fn done(visit: &Visit, form: &Form, step: &Step, key: &str) -> Done {
    let here = visit.query.address_with(&visit.path, &[]);
    let to = if form.has("stay") { here } else { format!("/bookings/{}", step.booking) };
    Done::to(to).undoable(key, step.command)
}

async fn name(visit: &Visit, form: &Form) -> Outcome<Done> {
    let mut reader = Reader::new(form);
    let (step, household) = (step(&mut reader), reader.id("household"));
    reader.finish(())?;
    service::name(&visit.app, visit.actor()?, step.command, step.booking, household).await?;
    Ok(done(visit, form, &step, "bookings-done-name"))
}

async fn confirm(visit: &Visit, form: &Form) -> Outcome<Done> {
    let mut reader = Reader::new(form);
    let step = step(&mut reader);
    reader.finish(())?;
    service::confirm(&visit.app, visit.actor()?, step.command, step.booking).await?;
    Ok(done(visit, form, &step, "bookings-done-confirm"))
}

async fn refuse(visit: &Visit, form: &Form) -> Outcome<Done> {
    let mut reader = Reader::new(form);
    let step = step(&mut reader);
    let side = reader.choice("side", Side::parse);
    let reason = reader.choice("reason", RefusalReason::parse);
    reader.finish(())?;
    let (Some(side), Some(reason)) = (side, reason) else {
        return Err(AppError::Internal);
    };
    service::refuse(&visit.app, visit.actor()?, step.command, step.booking, side, reason).await?;
    Ok(done(visit, form, &step, "bookings-done-refuse"))
}

async fn cancel(visit: &Visit, form: &Form) -> Outcome<Done> {
    let mut reader = Reader::new(form);
    let step = step(&mut reader);
    let reason = reader.choice("reason", CancelReason::parse);
    reader.finish(())?;
    let Some(reason) = reason else {
        return Err(AppError::Internal);
    };
    service::cancel(&visit.app, visit.actor()?, step.command, step.booking, reason).await?;
    Ok(done(visit, form, &step, "bookings-done-cancel"))
}

/// Without a night, the arrival is now: before 06:00 it belongs to the night before.
async fn arrive(visit: &Visit, form: &Form) -> Outcome<Done> {
    let mut reader = Reader::new(form);
    let step = step(&mut reader);
    let night = reader.date_or_none("night").unwrap_or(visit.app.clock.tonight());
    reader.finish(())?;
    service::arrive(&visit.app, visit.actor()?, step.command, step.booking, night).await?;
    Ok(done(visit, form, &step, "bookings-done-arrive"))
}

async fn no_show(visit: &Visit, form: &Form) -> Outcome<Done> {
    let mut reader = Reader::new(form);
    let (step, night) = (step(&mut reader), reader.date("night"));
    reader.finish(())?;
    service::no_show(&visit.app, visit.actor()?, step.command, step.booking, night).await?;
    Ok(done(visit, form, &step, "bookings-done-no-show"))
}

async fn extend(visit: &Visit, form: &Form) -> Outcome<Done> {
    let mut reader = Reader::new(form);
    let step = step(&mut reader);
    let to = if reader.flag("open") { None } else { Some(reader.date("to")) };
    reader.finish(())?;
    service::extend(&visit.app, visit.actor()?, step.command, step.booking, to).await?;
    Ok(done(visit, form, &step, "bookings-done-extend"))
}

async fn shorten(visit: &Visit, form: &Form) -> Outcome<Done> {
    let mut reader = Reader::new(form);
    let (step, to) = (step(&mut reader), reader.date("to"));
    reader.finish(())?;
    service::shorten(&visit.app, visit.actor()?, step.command, step.booking, to).await?;
    Ok(done(visit, form, &step, "bookings-done-shorten"))
}

async fn move_unit(visit: &Visit, form: &Form) -> Outcome<Done> {
    let mut reader = Reader::new(form);
    let step = step(&mut reader);
    let from = reader.id("from_unit");
    let night = reader.date_or_none("night").unwrap_or(visit.app.clock.tonight());
    let over_capacity = reader.text("over_capacity", REASON_CHARACTERS_MAX);
    let targets: Vec<_> = claims(form, "unit", "persons")
        .into_iter()
        .chain(claims(form, "also_unit", "also_persons"))
        .collect();
    if targets.is_empty() {
        reader.refuse("unit", Message::new("bookings-no-unit"));
    }
    reader.finish(())?;
    let over_capacity = (!over_capacity.is_empty()).then_some(over_capacity);
    let wanted = Move { from, targets, night, over_capacity };
    service::move_unit(&visit.app, visit.actor()?, step.command, step.booking, &wanted).await?;
    Ok(done(visit, form, &step, "bookings-done-move-unit"))
}

async fn depart(visit: &Visit, form: &Form) -> Outcome<Done> {
    let mut reader = Reader::new(form);
    let step = step(&mut reader);
    let on = reader.date_or_none("on").unwrap_or(visit.app.clock.tonight());
    let reason = reader.choice("reason", DepartureReason::parse);
    reader.finish(())?;
    let Some(reason) = reason else {
        return Err(AppError::Internal);
    };
    service::depart(&visit.app, visit.actor()?, step.command, step.booking, on, reason).await?;
    Ok(done(visit, form, &step, "bookings-done-depart"))
}

async fn undo(visit: &Visit, form: &Form) -> Outcome<Done> {
    let mut reader = Reader::new(form);
    let (command, undone) = (reader.command(), reader.id("undone"));
    reader.finish(())?;
    service::undo(&visit.app, visit.actor()?, command, undone).await?;
    Ok(Done::to(visit.query.address_with(&visit.path, &[])).saying("bookings-undone"))
}

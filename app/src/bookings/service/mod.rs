//! Booking, and each step after it: check, load, decide, save, journal, in one transaction.

use chrono::NaiveDate;
use uuid::Uuid;

use super::{
    Booking, CancelReason, Claim, DepartureReason, Firmness, NewBooking, RefusalReason, Side,
    guards,
    rules::{self, Change, Ruled, Step},
    store::{self, OverCapacity},
};
use crate::{
    access::{Actor, Class, Need, journal},
    context::App,
    db::{StoreError, Tx},
    error::{AppError, Outcome},
    i18n::Message,
    nights::Nights,
    occupation::{self, Kind, Line},
    sites, units,
};

mod obstacles;

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

/// What ends a step early: a refusal already in words, or an overlap still to be explained.
enum Stop {
    Told(AppError),
    Taken,
}

impl From<AppError> for Stop {
    fn from(error: AppError) -> Self {
        Self::Told(error)
    }
}

impl From<StoreError> for Stop {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Taken => Self::Taken,
            broken @ StoreError::Broken(_) => Self::Told(broken.into()),
        }
    }
}

impl From<Message> for Stop {
    fn from(message: Message) -> Self {
        Self::Told(AppError::conflict(message))
    }
}

async fn place_in(
    app: &App,
    actor: &Actor,
    tx: &mut Tx,
    command: Uuid,
    id: Uuid,
    new: &NewBooking,
) -> Result<Change, Stop> {
    rules::check_dates(new.nights, actor.tonight, app.settings.days_ahead_max)
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

/// The site takes bookings on these nights (B-8, CAP-4).
async fn check_site(tx: &mut Tx, site: Uuid, nights: Nights) -> Result<(), Stop> {
    let site = sites::store::site_in(tx, site)
        .await?
        .ok_or(AppError::NotFound)?;
    let stopped = sites::store::is_stopped(tx, site.id, nights.from()).await?;
    let openings = sites::store::openings(tx, site.id).await?;
    Ok(sites::rules::may_book(&site, stopped, &openings, nights)?)
}

/// The household is in scope, is nowhere else on these nights (B-2), and meets nobody it must not.
async fn check_household(
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
    if let Some(other) = store::overlapping_of_household(tx, household, nights, except)
        .await?
        .first()
    {
        return Err(obstacles::elsewhere(other).into());
    }
    if store::incompatible_at(tx, household, site, nights).await? {
        return Err(Message::new("bookings-incompatible").into());
    }
    Ok(())
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
        let unit = units::store::unit_in(tx, claim.unit_id)
            .await?
            .ok_or(AppError::NotFound)?;
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

async fn expire_in(
    app: &App,
    tx: &mut Tx,
    command: Uuid,
    booking: &Booking,
) -> Result<Change, Stop> {
    let lines = occupation::store::of_booking(tx, booking.id).await?;
    let change = rules::expire(booking, &lines, app.clock.now(), app.clock.tonight())?;
    save_change(app, None, tx, command, booking, &change, None).await?;
    Ok(change)
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
        let over = OverCapacity {
            booking,
            unit: claim.unit_id,
            nights,
            by: actor.user_id,
            reason,
        };
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
        let known = store::visible(&app.db, actor, self.booking)
            .await?
            .ok_or(AppError::NotFound)?;
        actor.require_at(known.site_id, self.class, Need::Write)?;
        let mut tx = app.db.begin().await?;
        if journal::claim(&mut tx, &app.clock, Some(actor), self.command, &())
            .await?
            .is_some()
        {
            return Ok(());
        }
        let booking = store::booking_in(&mut tx, self.booking)
            .await?
            .ok_or(AppError::NotFound)?;
        let lines = occupation::store::of_booking(&mut tx, booking.id).await?;
        let decided = match decide(&mut tx, &booking, &lines).await {
            Ok(change) => change,
            Err(Stop::Told(error)) => return Err(error),
            Err(Stop::Taken) => return Err(AppError::conflict(Message::new("bookings-full-now"))),
        };
        match save_change(
            app,
            Some(actor),
            &mut tx,
            self.command,
            &booking,
            &decided,
            self.reason,
        )
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

/// Writes a change: the booking at its version, its lines, the journal.
async fn save_change(
    app: &App,
    actor: Option<&Actor>,
    tx: &mut Tx,
    command: Uuid,
    before: &Booking,
    change: &Change,
    reason: Option<&str>,
) -> Result<(), Stop> {
    if !store::update(tx, &change.booking, before.version).await? {
        return Err(Message::new("error-changed-meanwhile").into());
    }
    write_lines(app, tx, command, change).await?;
    note(app, actor, tx, command, Some(before), change, reason).await
}

async fn write_lines(app: &App, tx: &mut Tx, command: Uuid, change: &Change) -> Result<(), Stop> {
    let at = app.clock.now();
    for line in &change.release {
        occupation::store::supersede(tx, *line, command, at).await?;
    }
    for line in &change.add {
        occupation::store::insert(tx, line, command, at).await?;
    }
    Ok(())
}

async fn note(
    app: &App,
    actor: Option<&Actor>,
    tx: &mut Tx,
    command: Uuid,
    before: Option<&Booking>,
    change: &Change,
    reason: Option<&str>,
) -> Result<(), Stop> {
    let json = |booking: &Booking| serde_json::to_value(booking).unwrap_or_default();
    let before = before.map(json);
    let after = json(&change.booking);
    let entry = journal::Change {
        command,
        subject: journal::Subject::Booking,
        subject_id: change.booking.id,
        action: change.step.code(),
        night: app.clock.tonight(),
        before: before.as_ref(),
        after: Some(&after),
        reason,
    };
    journal::record(tx, &app.clock, actor, entry).await?;
    tx.touch(change.booking.site_id);
    if let Some(household) = change.booking.household_id {
        tx.touch(household);
    }
    Ok(())
}

/// Saves, then brings the night index up to what was saved.
async fn finish(app: &App, tx: Tx, change: &Change, lines: &[Line]) -> Outcome<()> {
    tx.save().await?;
    app.index
        .refresh_units(&app.db, &change.units(lines))
        .await?;
    Ok(())
}

/// Names the household of a booking made without one.
pub async fn name(
    app: &App,
    actor: &Actor,
    command: Uuid,
    booking: Uuid,
    household: Uuid,
) -> Outcome<()> {
    asked(app, actor, command, booking, Class::Bookings, None)
        .carry_out(async |tx, booking, _| {
            check_household(
                tx,
                actor,
                household,
                booking.site_id,
                booking.nights(),
                booking.id,
            )
            .await?;
            Ok(rules::name(booking, household)?)
        })
        .await
}

pub async fn confirm(app: &App, actor: &Actor, command: Uuid, booking: Uuid) -> Outcome<()> {
    by_rule(
        &asked(app, actor, command, booking, Class::Bookings, None),
        rules::confirm,
    )
    .await
}

pub async fn refuse(
    app: &App,
    actor: &Actor,
    command: Uuid,
    booking: Uuid,
    side: Side,
    reason: RefusalReason,
) -> Outcome<()> {
    let asked = asked(app, actor, command, booking, Class::Bookings, None);
    by_rule(&asked, |booking, lines| {
        rules::refuse(booking, lines, side, reason, actor.tonight)
    })
    .await
}

pub async fn cancel(
    app: &App,
    actor: &Actor,
    command: Uuid,
    booking: Uuid,
    reason: CancelReason,
) -> Outcome<()> {
    let asked = asked(app, actor, command, booking, Class::Bookings, None);
    by_rule(&asked, |booking, lines| {
        rules::cancel(booking, lines, reason, actor.tonight)
    })
    .await
}

/// Somebody came; refused while the household before is still in the unit.
pub async fn arrive(
    app: &App,
    actor: &Actor,
    command: Uuid,
    booking: Uuid,
    night: NaiveDate,
) -> Outcome<()> {
    asked(app, actor, command, booking, Class::Arrivals, None)
        .carry_out(async |tx, booking, lines| {
            for line in lines.iter().filter(|line| !line.shared) {
                if let Some(other) = store::not_yet_gone(tx, line.unit_id, night, booking.id)
                    .await?
                    .first()
                {
                    return Err(obstacles::still_there(tx, actor, other, line.unit_id)
                        .await?
                        .into());
                }
            }
            Ok(rules::arrive(booking, lines, night, actor.tonight)?)
        })
        .await
}

pub async fn no_show(
    app: &App,
    actor: &Actor,
    command: Uuid,
    booking: Uuid,
    night: NaiveDate,
) -> Outcome<()> {
    let asked = asked(app, actor, command, booking, Class::Arrivals, None);
    by_rule(&asked, |booking, lines| {
        rules::no_show(booking, lines, night, actor.tonight)
    })
    .await
}

pub async fn extend(
    app: &App,
    actor: &Actor,
    command: Uuid,
    booking: Uuid,
    to: Option<NaiveDate>,
) -> Outcome<()> {
    asked(app, actor, command, booking, Class::Bookings, None)
        .carry_out(async |tx, booking, lines| {
            let change = rules::extend(booking, lines, to)?;
            if let Some(nights) = booking.to_night.and_then(|end| Nights::new(end, to)) {
                check_site(tx, booking.site_id, nights).await?;
                if let Some(household) = booking.household_id {
                    check_household(tx, actor, household, booking.site_id, nights, booking.id)
                        .await?;
                }
            }
            Ok(change)
        })
        .await
}

pub async fn shorten(
    app: &App,
    actor: &Actor,
    command: Uuid,
    booking: Uuid,
    to: NaiveDate,
) -> Outcome<()> {
    let asked = asked(app, actor, command, booking, Class::Bookings, None);
    by_rule(&asked, |booking, lines| {
        rules::shorten(booking, lines, to, actor.tonight)
    })
    .await
}

/// From one unit of the site to one or several others, from a night on.
pub struct Move {
    pub from: Uuid,
    pub targets: Vec<Claim>,
    pub night: NaiveDate,
    pub over_capacity: Option<String>,
}

pub async fn move_unit(
    app: &App,
    actor: &Actor,
    command: Uuid,
    booking: Uuid,
    wanted: &Move,
) -> Outcome<()> {
    asked(
        app,
        actor,
        command,
        booking,
        Class::Arrivals,
        wanted.over_capacity.as_deref(),
    )
    .carry_out(async |tx, booking, lines| {
        let end = lines
            .iter()
            .rfind(|line| line.unit_id == wanted.from)
            .map(|line| line.to_night);
        let nights = Nights::new(
            wanted.night,
            end.ok_or(Message::new("bookings-move-not-there"))?,
        )
        .ok_or(Message::new("bookings-move-late"))?;
        let claimed = Claimed {
            booking: booking.id,
            site: booking.site_id,
            nights,
            claims: &wanted.targets,
            over_capacity: wanted.over_capacity.is_some(),
        };
        let targets = claim_lines(app, actor, tx, command, claimed).await?;
        Ok(rules::move_unit(
            booking,
            lines,
            wanted.from,
            &targets,
            wanted.night,
        )?)
    })
    .await
}

pub async fn depart(
    app: &App,
    actor: &Actor,
    command: Uuid,
    booking: Uuid,
    on: NaiveDate,
    reason: DepartureReason,
) -> Outcome<()> {
    let asked = asked(app, actor, command, booking, Class::Arrivals, None);
    by_rule(&asked, |booking, lines| {
        rules::depart(booking, lines, on, reason, actor.tonight)
    })
    .await
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
    let known = store::visible(&app.db, actor, booking)
        .await?
        .ok_or(AppError::NotFound)?;
    actor.require_at(known.site_id, Class::Bookings, Need::Write)?;
    actor.require_at(new.site_id, Class::Bookings, Need::Write)?;
    let id = Uuid::now_v7();
    let mut tx = app.db.begin().await?;
    if let Some(before) = journal::claim(&mut tx, &app.clock, Some(actor), command, &id).await? {
        return Ok(before);
    }
    let moved = async {
        let left = store::booking_in(&mut tx, booking)
            .await?
            .ok_or(AppError::NotFound)?;
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

/// Takes back the last step of a booking, its own author's, as long as nothing followed it.
pub async fn undo(app: &App, actor: &Actor, command: Uuid, undone: Uuid) -> Outcome<Uuid> {
    let found = journal::of_command(&app.db, undone, journal::Subject::Booking).await?;
    let entry = found
        .filter(|entry| entry.user_id == Some(actor.user_id))
        .ok_or(AppError::NotFound)?;
    let before: Option<Booking> = entry
        .before
        .as_deref()
        .and_then(|text| serde_json::from_str(text).ok());
    let Some(before) = before else {
        // A new booking is not unmade: it is cancelled, as an error.
        cancel(app, actor, command, entry.subject_id, CancelReason::Error).await?;
        return Ok(entry.subject_id);
    };
    let asked = asked(app, actor, command, entry.subject_id, Class::Arrivals, None);
    asked
        .carry_out(async |tx, booking, _| {
            if booking.version != before.version + 1 {
                return Err(Message::new("bookings-undo-late").into());
            }
            let (inserted, superseded) = occupation::store::by_command(tx, undone).await?;
            let own = |line: &&Line| line.booking_id == Some(booking.id);
            Ok(Change {
                step: Step::parse(&entry.action).unwrap_or(Step::Place),
                booking: before.clone(),
                release: inserted.iter().filter(own).map(|line| line.id).collect(),
                add: superseded
                    .iter()
                    .filter(own)
                    .map(|line| line.over(line.nights()))
                    .collect(),
            })
        })
        .await?;
    Ok(entry.subject_id)
}

/// Ends options and requests whose time is up; answers how many.
pub async fn expire_holds(app: &App) -> Outcome<usize> {
    let mut count = 0;
    for id in store::lapsed(&app.db, app.clock.now()).await? {
        let mut tx = app.db.begin().await?;
        let Some(booking) = store::booking_in(&mut tx, id).await? else {
            continue;
        };
        let lines = occupation::store::of_booking(&mut tx, id).await?;
        // Confirmed or cancelled meanwhile: nothing is left to end.
        if let Ok(change) = expire_in(app, &mut tx, Uuid::now_v7(), &booking).await {
            finish(app, tx, &change, &lines).await?;
            count += 1;
        }
    }
    Ok(count)
}

/// Overstays keep their unit for tonight, unless somebody else was promised it; answers how many do.
pub async fn keep_overstays(app: &App) -> Outcome<usize> {
    let tonight = app.clock.tonight();
    let mut count = 0;
    for id in store::overstays_without_unit(&app.db, tonight).await? {
        let mut tx = app.db.begin().await?;
        let Some(booking) = store::booking_in(&mut tx, id).await? else {
            continue;
        };
        let lines = occupation::store::of_booking(&mut tx, id).await?;
        let Some(change) = rules::keep_unit(&booking, &lines, tonight) else {
            continue;
        };
        match save_change(app, None, &mut tx, Uuid::now_v7(), &booking, &change, None).await {
            Ok(()) => {
                finish(app, tx, &change, &lines).await?;
                count += 1;
            }
            // Shown among the conflicts: people decide who moves.
            Err(Stop::Taken) => {}
            Err(Stop::Told(error)) => return Err(error),
        }
    }
    Ok(count)
}

/// A booking with its lines in force, for who may know of it.
pub async fn show(app: &App, actor: &Actor, id: Uuid) -> Outcome<(Booking, Vec<Line>)> {
    let booking = store::visible(&app.db, actor, id)
        .await?
        .ok_or(AppError::NotFound)?;
    if !actor.sees_site(booking.site_id) {
        return Err(AppError::NotFound);
    }
    let lines = occupation::store::lines_of_booking(&app.db, id).await?;
    Ok((booking, lines))
}

fn asked<'a>(
    app: &'a App,
    actor: &'a Actor,
    command: Uuid,
    booking: Uuid,
    class: Class,
    reason: Option<&'a str>,
) -> Asked<'a> {
    Asked {
        app,
        actor,
        command,
        booking,
        class,
        reason,
    }
}

async fn by_rule(asked: &Asked<'_>, rule: impl FnOnce(&Booking, &[Line]) -> Ruled) -> Outcome<()> {
    asked
        .carry_out(async |_, booking, lines| Ok(rule(booking, lines)?))
        .await
}

//! Adding nights to many stays at once: shown first, then done as a whole or not at all.

use chrono::NaiveDate;
use uuid::Uuid;

use super::Due;
use crate::{
    access::{Actor, Class, Need, journal},
    bookings::{
        self,
        check::{check_household, check_site, in_the_way_of},
        rules::Change,
        save::{Stop, save_change},
    },
    context::App,
    db::Tx,
    error::{Alternative, AppError, Obstacle, Outcome},
    funding,
    households::Card,
    i18n::Message,
    nights::Nights,
    occupation::{self, Line},
    renewals::{
        Decision, rules,
        store::{self, NewRenewal},
    },
};

/// One stay, and what an extension would do to it.
pub struct Preview {
    pub due: Due,
    /// The booking's new end; `None`: its nights already reach that far, or are not the actor's.
    pub booked_to: Option<NaiveDate>,
    /// The funding's new end; `None`: it already reaches that far, or none was ever granted.
    pub funded_to: Option<NaiveDate>,
    /// What stands in the way.
    pub blocked: Option<Message>,
}

/// What is asked for: the stays of a site that are due, or one.
#[derive(Clone, Copy, Debug)]
pub enum Which {
    Site { site: Uuid, within: u64 },
    Booking(Uuid),
}

/// Every stay asked for, and what is in the way of each. Nothing is written.
pub async fn preview(
    app: &App,
    actor: &Actor,
    which: Which,
    to: NaiveDate,
) -> Outcome<Vec<Preview>> {
    actor.require(Class::Funding, Need::Write)?;
    let dues = match which {
        Which::Site { site, within } => {
            let groups = super::due(app, actor, within).await?;
            groups
                .into_iter()
                .find(|group| group.site_id == site)
                .map_or_else(Vec::new, |group| group.dues)
        }
        Which::Booking(booking) => dues_of(app, actor, &[booking]).await?,
    };
    if dues.is_empty() {
        return Err(AppError::NotFound);
    }
    let mut tx = app.db.begin().await?;
    let mut previews = Vec::with_capacity(dues.len());
    for due in dues {
        let planned = plan(app, actor, &mut tx, &due, to).await;
        let (booked_to, funded_to, blocked) = match planned {
            Ok(plan) => (plan.booked_to(), plan.funded_to(), None),
            Err(stop) => (None, None, Some(said(stop)?)),
        };
        previews.push(Preview { due, booked_to, funded_to, blocked });
    }
    Ok(previews)
}

/// Extends all of these stays, or none: the first that cannot be says why.
pub async fn extend(
    app: &App,
    actor: &Actor,
    command: Uuid,
    bookings: &[Uuid],
    to: NaiveDate,
) -> Outcome<usize> {
    actor.require(Class::Funding, Need::Write)?;
    let mut bookings = bookings.to_vec();
    bookings.sort_unstable();
    bookings.dedup();
    if bookings.is_empty() {
        return Err(AppError::invalid("booking", "renewals-nobody"));
    }
    let dues = dues_of(app, actor, &bookings).await?;
    if dues.len() < bookings.len() {
        return Err(AppError::NotFound);
    }
    let mut tx = app.db.begin().await?;
    let count = dues.len();
    if let Some(before) = journal::claim(&mut tx, &app.clock, Some(actor), command, &count).await? {
        return Ok(before);
    }
    let mut units = Vec::new();
    for due in &dues {
        let done = carry_out(app, actor, &mut tx, command, due, to).await;
        units.extend(done.map_err(|stop| in_the_way(due, stop))?);
    }
    tx.save().await?;
    app.index.refresh_units(&app.db, &units).await?;
    Ok(count)
}

async fn dues_of(app: &App, actor: &Actor, bookings: &[Uuid]) -> Outcome<Vec<Due>> {
    let closing = super::closing(app, actor.tonight).await?;
    let endings = store::of_bookings(&app.db, actor, bookings).await?;
    super::told(app, actor, endings, &closing).await
}

/// What an extension changes, decided and not yet written.
struct Plan {
    booking: Option<(bookings::Booking, Vec<Line>, Change)>,
    funding: Option<(funding::FundedPeriod, funding::FundedPeriod)>,
}

impl Plan {
    fn booked_to(&self) -> Option<NaiveDate> {
        self.booking.as_ref().and_then(|(_, _, change)| change.booking.to_night)
    }

    fn funded_to(&self) -> Option<NaiveDate> {
        self.funding.as_ref().map(|(_, after)| after.to_night)
    }
}

async fn plan(
    app: &App,
    actor: &Actor,
    tx: &mut Tx,
    due: &Due,
    to: NaiveDate,
) -> Result<Plan, Stop> {
    if to <= due.ends_on {
        return Err(Message::new("renewals-to-earlier").with("to", due.ends_on).into());
    }
    let latest = actor.tonight + chrono::Duration::days(app.settings.days_ahead_max);
    if to > latest {
        return Err(Message::new("bookings-date-far").with("latest", latest).into());
    }
    let funding = match due.booking.household_id {
        Some(household) => fund(tx, household, to).await?,
        None => None,
    };
    let booking = if actor.may_at(due.booking.site_id, Class::Bookings, Need::Write) {
        book(tx, actor, due, to).await?
    } else {
        None
    };
    if funding.is_none() && booking.is_none() {
        return Err(Message::new("renewals-nothing-to-extend").into());
    }
    Ok(Plan { booking, funding })
}

/// The granted period of the latest end, longer: the same decision goes on.
async fn fund(
    tx: &mut Tx,
    household: Uuid,
    to: NaiveDate,
) -> Result<Option<(funding::FundedPeriod, funding::FundedPeriod)>, Stop> {
    let periods = funding::store::of_household_in(tx, household).await?;
    let granted = periods.iter().filter(|each| each.state == funding::PeriodState::Granted);
    let Some(last) = granted.max_by_key(|each| each.to_night).filter(|each| each.to_night < to)
    else {
        return Ok(None);
    };
    let after = funding::rules::extend(last, to)?;
    let others: Vec<_> = periods.iter().filter(|each| each.id != last.id).cloned().collect();
    if let Some(nights) = Nights::between(after.from_night, after.to_night) {
        funding::rules::may_begin(nights, &others)?;
    }
    Ok(Some((last.clone(), after)))
}

/// The added nights of each unit, if the site takes them and nobody else was promised one.
async fn book(
    tx: &mut Tx,
    actor: &Actor,
    due: &Due,
    to: NaiveDate,
) -> Result<Option<(bookings::Booking, Vec<Line>, Change)>, Stop> {
    let id = due.booking.id;
    let booking = bookings::store::booking_in(tx, id).await?.ok_or(AppError::NotFound)?;
    let Some(end) = booking.to_night.filter(|end| *end < to) else {
        return Ok(None);
    };
    let lines = occupation::store::of_booking(tx, id).await?;
    let change = bookings::rules::extend(&booking, &lines, Some(to))?;
    let added = Nights::between(end, to).ok_or(AppError::Internal)?;
    check_site(tx, booking.site_id, added).await?;
    if let Some(household) = booking.household_id {
        check_household(tx, actor, household, booking.site_id, added, id).await?;
    }
    for line in change.add.iter().filter(|line| !line.shared) {
        if let Some(found) = in_the_way_of(tx, actor, line.unit_id, line.nights(), id).await? {
            return Err(found.into());
        }
    }
    Ok(Some((booking, lines, change)))
}

/// Answers the units whose nights changed.
async fn carry_out(
    app: &App,
    actor: &Actor,
    tx: &mut Tx,
    command: Uuid,
    due: &Due,
    to: NaiveDate,
) -> Result<Vec<Uuid>, Stop> {
    let Plan { booking, funding } = plan(app, actor, tx, due, to).await?;
    let mut units = Vec::new();
    if let Some((before, lines, change)) = booking {
        save_change(app, Some(actor), tx, command, &before, &change, None).await?;
        units = change.units(&lines);
    }
    if let Some((before, after)) = funding
        && !funding::store::update(tx, &after, before.version).await?
    {
        return Err(Message::new("error-changed-meanwhile").into());
    }
    let new = NewRenewal {
        household: due.booking.household_id.ok_or(AppError::NotFound)?,
        booking: due.booking.id,
        ends_on: due.ends_on,
        decision: Decision::Extended,
        to: Some(to),
        reason: "",
        next_step: "",
        by: actor.user_id,
        command,
    };
    super::decide(app, actor, tx, &new).await?;
    Ok(units)
}

fn said(stop: Stop) -> Outcome<Message> {
    match stop.told() {
        AppError::Internal => Err(AppError::Internal),
        other => Ok(other.message()),
    }
}

/// Whose extension cannot be, and why: nothing of the others was done either.
fn in_the_way(due: &Due, stop: Stop) -> AppError {
    let who = due.card.as_ref().map_or(due.booking.code.as_str(), Card::title);
    match stop.told() {
        AppError::Conflict(obstacle) => {
            let href = format!("/bookings/{}", due.booking.id);
            let mut alternatives = vec![Alternative { message: obstacle.message, href }];
            alternatives.extend(obstacle.alternatives);
            let message = Message::new("renewals-blocked").with("who", who);
            AppError::Conflict(Box::new(Obstacle { message, alternatives }))
        }
        other => other,
    }
}

/// Ends offered for the stays of a list: after the latest of them.
pub fn proposals(previews: &[Preview]) -> Vec<NaiveDate> {
    let latest = previews.iter().map(|each| each.due.ends_on).max();
    latest.map_or_else(Vec::new, rules::proposals)
}

//! What ends soon, as far as the reader may know; saying that it is not extended; closing days.

pub mod extend;

pub use extend::{extend, preview};

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use serde_json::json;
use uuid::Uuid;

use super::{
    ClosingDay, Decision, Reason, Renewal, rules,
    store::{self, Ending, NewRenewal},
};
use crate::{
    access::{Actor, Class, Need, journal},
    bookings::store::Summary,
    context::App,
    db::Tx,
    error::{AppError, Outcome},
    households::{
        self, Card,
        history::{self, Entry},
    },
    i18n::Message,
    workdays,
};

/// One booking that ends, or whose funding does.
#[derive(Clone, Debug)]
pub struct Due {
    pub booking: Summary,
    pub card: Option<Card>,
    pub funded_until: Option<NaiveDate>,
    /// The first of the two ends.
    pub ends_on: NaiveDate,
    /// The last working day before it.
    pub decide_by: NaiveDate,
    /// What was decided about this very end.
    pub decided: Option<Renewal>,
    pub may_decide: bool,
}

impl Due {
    /// Sleeps somewhere tonight that nobody pays for any more.
    pub fn is_unfunded(&self, tonight: NaiveDate) -> bool {
        self.funded_until.is_some_and(|until| until <= tonight)
    }
}

#[derive(Clone, Debug)]
pub struct Group {
    pub site_id: Uuid,
    pub site_name: String,
    pub dues: Vec<Due>,
}

impl Group {
    pub fn undecided(&self) -> usize {
        self.dues.iter().filter(|due| due.decided.is_none()).count()
    }
}

/// Everything that ends within so many days, by site, the first to end first.
pub async fn due(app: &App, actor: &Actor, within: u64) -> Outcome<Vec<Group>> {
    actor.require(Class::Funding, Need::Read)?;
    let tonight = actor.tonight;
    let horizon = tonight + Days::new(within.max(rules::HOLIDAYS_MAX));
    let endings = store::endings(&app.db, actor, horizon).await?;
    let closing = closing(app, tonight).await?;
    let mut dues = told(app, actor, endings, &closing).await?;
    dues.retain(|due| rules::is_due(due.ends_on, within, tonight, &closing));
    let mut groups: BTreeMap<(String, Uuid), Vec<Due>> = BTreeMap::new();
    for due in dues {
        let site = (due.booking.site_name.clone(), due.booking.site_id);
        groups.entry(site).or_default().push(due);
    }
    let mut groups: Vec<_> = groups
        .into_iter()
        .map(|((site_name, site_id), mut dues)| {
            dues.sort_by_key(|due| due.ends_on);
            Group { site_id, site_name, dues }
        })
        .collect();
    groups.sort_by_key(|group| group.dues.first().map(|due| due.ends_on));
    Ok(groups)
}

/// The endings the actor may see, with what was decided about them.
async fn told(
    app: &App,
    actor: &Actor,
    endings: Vec<Ending>,
    closing: &[NaiveDate],
) -> Outcome<Vec<Due>> {
    let seen = |each: &Ending| {
        actor.require_nights_at(each.booking.site_id).is_ok()
            || actor.sees_site(each.booking.site_id) && actor.may_read(Class::Funding)
    };
    let endings: Vec<_> = endings.into_iter().filter(seen).collect();
    let bookings: Vec<_> = endings.iter().map(|each| each.booking.id).collect();
    let ids: Vec<_> = endings.iter().filter_map(|each| each.booking.household_id).collect();
    let decided = store::decided(&app.db, &bookings).await?;
    let cards = households::store::cards_of(&app.db, actor, &ids).await?;
    let may_decide = actor.may_write(Class::Funding);
    let due = |ending: Ending| {
        let booked = ending.booking.to_night.filter(|_| !ending.goes_on);
        let ends_on = rules::ends_on(booked, ending.funded_until)?;
        Some(Due {
            card: ending.booking.household_id.and_then(|id| cards.get(&id).cloned()),
            funded_until: ending.funded_until,
            ends_on,
            decide_by: workdays::last_before(ends_on, closing),
            decided: decided
                .get(&ending.booking.id)
                .filter(|each| each.ends_on == ends_on)
                .cloned(),
            may_decide,
            booking: ending.booking,
        })
    };
    Ok(endings.into_iter().filter_map(due).collect())
}

/// Closing days around tonight, as far as a deadline can reach.
async fn closing(app: &App, tonight: NaiveDate) -> Outcome<Vec<NaiveDate>> {
    let days = store::closing_days(&app.db, tonight - Days::new(31)).await?;
    Ok(days.into_iter().map(|each| each.day).collect())
}

/// A decision not to add nights: named, with its reason and what comes next.
pub struct Refusal {
    pub command: Uuid,
    pub booking: Uuid,
    /// The end the form showed.
    pub ends_on: NaiveDate,
    pub reason: Reason,
    pub next_step: String,
}

pub async fn refuse(app: &App, actor: &Actor, asked: &Refusal) -> Outcome<()> {
    actor.require(Class::Funding, Need::Write)?;
    let closing = closing(app, actor.tonight).await?;
    let ending = store::of_bookings(&app.db, actor, &[asked.booking]).await?;
    let due = told(app, actor, ending, &closing).await?.pop().ok_or(AppError::NotFound)?;
    if due.ends_on != asked.ends_on {
        return Err(AppError::conflict(Message::new("renewals-moved").with("to", due.ends_on)));
    }
    let household = due.booking.household_id.ok_or(AppError::NotFound)?;
    let mut tx = app.db.begin().await?;
    if journal::claim(&mut tx, &app.clock, Some(actor), asked.command, &()).await?.is_some() {
        return Ok(());
    }
    let new = NewRenewal {
        household,
        booking: asked.booking,
        ends_on: due.ends_on,
        decision: Decision::NotExtended,
        to: None,
        reason: asked.reason.code(),
        next_step: &asked.next_step,
        by: actor.user_id,
        command: asked.command,
    };
    decide(app, actor, &mut tx, &new).await?;
    tx.save().await?;
    Ok(())
}

/// Writes a decision and its line in the household's history.
async fn decide(app: &App, actor: &Actor, tx: &mut Tx, new: &NewRenewal<'_>) -> Outcome<()> {
    store::decide(tx, new, app.clock.now()).await?;
    let after = json!({ "funding": {
        "booking_id": new.booking, "ends_on": new.ends_on, "decision": new.decision, "to": new.to,
        "reason": new.reason, "next_step": new.next_step,
    } });
    let extended = new.decision == Decision::Extended;
    let entry = Entry {
        command: new.command,
        household: new.household,
        action: if extended { "extend_stay" } else { "do_not_extend" },
        before: None,
        after: &after,
    };
    history::note(app, actor, tx, entry).await
}

/// Coming days the service does not work, besides weekends and holidays.
pub async fn closing_days(app: &App, actor: &Actor) -> Outcome<Vec<ClosingDay>> {
    actor.require(Class::Funding, Need::Read)?;
    Ok(store::closing_days(&app.db, actor.tonight).await?)
}

pub async fn add_closing_day(
    app: &App,
    actor: &Actor,
    command: Uuid,
    day: NaiveDate,
    label: &str,
) -> Outcome<()> {
    actor.require(Class::Funding, Need::Write)?;
    if day < actor.tonight {
        return Err(AppError::invalid("day", "renewals-day-past"));
    }
    let mut tx = app.db.begin().await?;
    if journal::claim(&mut tx, &app.clock, Some(actor), command, &()).await?.is_some() {
        return Ok(());
    }
    let at = app.clock.now();
    if !store::add_closing_day(&mut tx, day, label, actor.user_id, at).await? {
        return Err(AppError::invalid("day", "renewals-day-known"));
    }
    tx.save().await?;
    Ok(())
}

//! Writing a contact down, reading those of a household.

use chrono::{Days, NaiveDate};
use serde_json::json;
use uuid::Uuid;

use super::{
    Channel, Contact, Theme,
    store::{self, NewRow},
};
use crate::{
    access::{Actor, Class, Need, journal},
    context::App,
    db::Tx,
    error::{AppError, Outcome},
    households::{
        self,
        history::{self, Entry},
    },
};

/// Shown on a household's page.
const SHOWN_MAX: i64 = 30;
/// How far back a contact can still be written down.
const BACK_DAYS: u64 = 92;

#[derive(Clone, Debug)]
pub struct NewContact {
    pub household: Uuid,
    pub on_day: NaiveDate,
    pub channel: Channel,
    /// The upper end of a band; 0 is not told.
    pub minutes: i32,
    pub themes: Vec<Theme>,
    pub next_on: Option<NaiveDate>,
    pub note: String,
}

/// The contacts of a household, the latest first; `None` for who may not read them.
pub async fn of_household(
    app: &App,
    actor: &Actor,
    household: Uuid,
) -> Outcome<Option<Vec<Contact>>> {
    if !actor.may_read(Class::Support) {
        return Ok(None);
    }
    households::store::visible(&app.db, actor, household).await?.ok_or(AppError::NotFound)?;
    let mut contacts = store::of_household(&app.db, household, SHOWN_MAX).await?;
    // A coordinator reads that it happened and what about, not what was noted.
    if !actor.may_write(Class::Support) {
        for contact in &mut contacts {
            contact.note.clear();
        }
    }
    Ok(Some(contacts))
}

pub async fn log(app: &App, actor: &Actor, command: Uuid, new: &NewContact) -> Outcome<()> {
    actor.require(Class::Support, Need::Write)?;
    check(actor, new)?;
    let mut tx = app.db.begin().await?;
    if journal::claim(&mut tx, &app.clock, Some(actor), command, &()).await?.is_some() {
        return Ok(());
    }
    households::store::visible_in(&mut tx, actor, new.household)
        .await?
        .ok_or(AppError::NotFound)?;
    let themes: Vec<&str> = new.themes.iter().map(|theme| theme.code()).collect();
    let row = NewRow {
        id: command,
        household: new.household,
        worker: actor.user_id,
        on_day: new.on_day,
        channel: new.channel,
        minutes: new.minutes,
        themes: &themes.join(" "),
        next_on: new.next_on,
        note: &new.note,
        command,
    };
    store::insert(&mut tx, &row, app.clock.now()).await?;
    note(app, actor, &mut tx, command, new.household, "contact", new.on_day).await?;
    tx.save().await?;
    Ok(())
}

fn check(actor: &Actor, new: &NewContact) -> Outcome<()> {
    let earliest = actor.tonight - Days::new(BACK_DAYS);
    // After midnight and before six, tonight is still yesterday's date.
    if new.on_day > actor.tonight + Days::new(1) || new.on_day < earliest {
        return Err(AppError::invalid("on_day", "contacts-day"));
    }
    if new.next_on.is_some_and(|next| next < new.on_day) {
        return Err(AppError::invalid("next_on", "contacts-next-past"));
    }
    Ok(())
}

/// A contact written down by mistake, taken back by who wrote it.
pub async fn take_back(
    app: &App,
    actor: &Actor,
    command: Uuid,
    household: Uuid,
    contact: Uuid,
) -> Outcome<()> {
    actor.require(Class::Support, Need::Write)?;
    let mut tx = app.db.begin().await?;
    if journal::claim(&mut tx, &app.clock, Some(actor), command, &()).await?.is_some() {
        return Ok(());
    }
    households::store::visible_in(&mut tx, actor, household).await?.ok_or(AppError::NotFound)?;
    if !store::take_back(&mut tx, contact, actor.user_id, app.clock.now()).await? {
        return Err(AppError::NotFound);
    }
    note(app, actor, &mut tx, command, household, "contact_taken_back", actor.tonight).await?;
    tx.save().await?;
    Ok(())
}

/// That there was one, and when: what was said is not for the history.
async fn note(
    app: &App,
    actor: &Actor,
    tx: &mut Tx,
    command: Uuid,
    household: Uuid,
    action: &'static str,
    on: NaiveDate,
) -> Outcome<()> {
    let after = json!({ "support": { "night": on } });
    let entry = Entry { command, household, action, before: None, after: &after };
    history::note(app, actor, tx, entry).await
}

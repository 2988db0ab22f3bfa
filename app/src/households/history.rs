//! Changing what belongs to a household, from the features that keep it: held while it is
//! decided, and one line in its history.

use serde_json::Value;
use uuid::Uuid;

use super::store;
use crate::{
    access::{
        Actor,
        journal::{self, Change, Subject},
    },
    bookings,
    context::App,
    db::Tx,
    error::{AppError, Outcome},
};

/// In the actor's scope, and nobody else's to change until this is done.
pub async fn hold(tx: &mut Tx, actor: &Actor, household: Uuid) -> Outcome<()> {
    store::visible_in(tx, actor, household).await?.ok_or(AppError::NotFound)?;
    Ok(bookings::store::lock_household(tx, household).await?)
}

/// What changed, and by which command.
pub struct Entry<'a> {
    pub command: Uuid,
    pub household: Uuid,
    pub action: &'static str,
    pub before: Option<&'a Value>,
    pub after: &'a Value,
}

/// Writes the line, and tells the open pages of the household.
pub async fn note(app: &App, actor: &Actor, tx: &mut Tx, entry: Entry<'_>) -> Outcome<()> {
    let change = Change {
        command: entry.command,
        subject: Subject::Household,
        subject_id: entry.household,
        action: entry.action,
        night: app.clock.tonight(),
        before: entry.before,
        after: Some(entry.after),
        reason: None,
    };
    journal::record(tx, &app.clock, Some(actor), change).await?;
    tx.touch(entry.household);
    Ok(())
}

//! Writing down what a rule decided of a booking, inside the transaction of whoever asked.

use uuid::Uuid;

use super::{Booking, rules::Change, store};
use crate::{
    access::{Actor, journal},
    context::App,
    db::{StoreError, Tx},
    error::AppError,
    i18n::Message,
    occupation,
};

/// What ends a step early: a refusal already in words, or an overlap still to be explained.
pub enum Stop {
    Told(AppError),
    Taken,
}

impl Stop {
    /// In words, where no overlap was to be expected: somebody was faster.
    pub fn told(self) -> AppError {
        match self {
            Self::Told(error) => error,
            Self::Taken => AppError::conflict(Message::new("error-changed-meanwhile")),
        }
    }
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

/// Writes a change: the booking at its version, its lines, the journal.
pub async fn save_change(
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

pub async fn write_lines(
    app: &App,
    tx: &mut Tx,
    command: Uuid,
    change: &Change,
) -> Result<(), Stop> {
    let at = app.clock.now();
    for line in &change.release {
        occupation::store::supersede(tx, *line, command, at).await?;
    }
    for line in &change.add {
        occupation::store::insert(tx, line, command, at).await?;
    }
    Ok(())
}

pub async fn note(
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

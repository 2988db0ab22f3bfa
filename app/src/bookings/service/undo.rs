//! Taking the last step back.

use uuid::Uuid;

use super::{cancel, steps::asked};
use crate::{
    access::{Actor, Class, journal},
    bookings::{
        Booking, CancelReason,
        rules::{Change, Step},
    },
    context::App,
    error::{AppError, Outcome},
    i18n::Message,
    occupation::{self, Line},
};

/// Takes back the last step of a booking, its own author's, as long as nothing followed it.
pub async fn undo(app: &App, actor: &Actor, command: Uuid, undone: Uuid) -> Outcome<Uuid> {
    let found = journal::of_command(&app.db, undone, journal::Subject::Booking).await?;
    let entry =
        found.filter(|entry| entry.user_id == Some(actor.user_id)).ok_or(AppError::NotFound)?;
    let before: Option<Booking> =
        entry.before.as_deref().and_then(|text| serde_json::from_str(text).ok());
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
                add: superseded.iter().filter(own).map(|line| line.over(line.nights())).collect(),
            })
        })
        .await?;
    Ok(entry.subject_id)
}

//! Taking the bookings of a batch back: those it made are cancelled as an error, those it
//! moved end where they ended before.

use std::collections::HashMap;

use sqlx::FromRow;
use uuid::Uuid;

use crate::{
    bookings::{
        Booking, BookingState, CancelReason,
        rules::{Change, Step},
        save::{Stop, save_change},
        store,
    },
    db::{Stored, Tx},
    error::{AppError, Outcome},
    i18n::Message,
    imports::sites::By,
    occupation::{self, Line},
    tx_all,
};

#[derive(FromRow)]
struct Made {
    subject_id: Uuid,
    before: Option<String>,
}

/// Answers the units whose nights changed.
pub async fn take_back(tx: &mut Tx, by: By<'_>, batch: Uuid) -> Outcome<Vec<Uuid>> {
    let made = made(tx, batch).await?;
    let (inserted, superseded) = occupation::store::by_command(tx, batch).await?;
    let (inserted, superseded) = (by_booking(inserted), by_booking(superseded));
    let none = Vec::new();
    let mut units = Vec::new();
    for each in made {
        let Some(booking) = store::booking_in(tx, each.subject_id).await? else { continue };
        let before: Option<Booking> =
            each.before.as_deref().and_then(|text| serde_json::from_str(text).ok());
        if booking.version != before.as_ref().map_or(1, |before| before.version + 1) {
            return Err(AppError::conflict(Message::new("imports-undo-built-upon")));
        }
        let gone = inserted.get(&booking.id).unwrap_or(&none);
        let back = superseded.get(&booking.id).unwrap_or(&none);
        let change = Change {
            step: Step::Cancel,
            booking: before.unwrap_or_else(|| mistaken(&booking)),
            release: gone.iter().map(|line| line.id).collect(),
            add: back.iter().map(|line| line.over(line.nights())).collect(),
        };
        save_change(by.app, by.actor, tx, by.command, &booking, &change, None)
            .await
            .map_err(Stop::told)?;
        units.extend(change.units(gone));
    }
    units.sort_unstable();
    units.dedup();
    Ok(units)
}

fn mistaken(booking: &Booking) -> Booking {
    let reason = Some(CancelReason::Error.code().to_owned());
    // The file may be taken in again: its reference is free for a booking that is meant.
    let reference = String::new();
    Booking { state: BookingState::Cancelled, reason, reference, ..booking.clone() }
}

async fn made(tx: &mut Tx, batch: Uuid) -> Stored<Vec<Made>> {
    Ok(tx_all!(
        tx,
        "select subject_id, before from journal where command_id = $1 and subject = 'booking' order by at, id",
        batch
    )?)
}

fn by_booking(lines: Vec<Line>) -> HashMap<Uuid, Vec<Line>> {
    let mut by_booking: HashMap<Uuid, Vec<Line>> = HashMap::new();
    for line in lines {
        if let Some(booking) = line.booking_id {
            by_booking.entry(booking).or_default().push(line);
        }
    }
    by_booking
}

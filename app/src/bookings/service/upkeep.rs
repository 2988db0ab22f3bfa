//! What the clock may do: end an option, and keep a room for whoever is still in it.

use uuid::Uuid;

use super::finish;
use crate::{
    bookings::{
        Booking, rules,
        rules::Change,
        save::{Stop, save_change},
        store,
    },
    context::App,
    db::Tx,
    error::Outcome,
    occupation,
};

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

pub(super) async fn expire_in(
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

//! Writing the bookings of a file, in the transaction that compared them.

use serde_json::json;
use uuid::Uuid;

use super::{
    compare::Plan,
    life::{Life, live},
    row::{Parsed, Row},
};
use crate::{
    access::journal::{self, Change, Subject},
    bookings::{
        rules,
        save::{Stop, save_change},
        store,
    },
    db::Tx,
    error::Outcome,
    imports::sites::{self, By},
    occupation, units,
    units::Unit,
};

/// Answers the units whose nights changed.
pub async fn apply(
    tx: &mut Tx,
    by: By<'_>,
    source: &str,
    parsed: &Parsed,
    mut plan: Plan,
) -> Outcome<Vec<Uuid>> {
    sites::create(tx, by, source, &parsed.told, &mut plan.known).await?;
    make_rooms(tx, by, &plan).await?;
    let mut changed = Vec::new();
    for (index, unit) in &plan.bookings {
        let Some(row) = parsed.rows.get(*index) else { continue };
        let Some(site) = plan.known.get(&row.site) else { continue };
        let life = live(row, *site, *unit).map_err(crate::error::AppError::conflict)?;
        write(tx, by, &life).await?;
        changed.extend(unit);
    }
    for (index, booking) in &plan.moved {
        let Some(row) = parsed.rows.get(*index) else { continue };
        changed.extend(move_end(tx, by, row, *booking).await?);
    }
    changed.sort_unstable();
    changed.dedup();
    Ok(changed)
}

async fn make_rooms(tx: &mut Tx, by: By<'_>, plan: &Plan) -> Outcome<()> {
    for ((code, _), rooms) in &plan.rooms {
        let (Some(site), Some(since)) = (plan.known.get(code), plan.since.get(code)) else {
            continue;
        };
        for room in rooms.iter().filter(|room| room.is_new) {
            let unit = Unit {
                id: room.id,
                site_id: *site,
                label: room.label.clone(),
                floor: 0,
                places: room.places,
                cots: 0,
                step_free: false,
                wheelchair: false,
                kitchen: false,
                private_bath: false,
                shared: false,
                connects_to: None,
                in_service_from: *since,
                in_service_to: None,
                version: 1,
            };
            units::store::insert(tx, &unit, by.at).await?;
        }
    }
    Ok(())
}

async fn write(tx: &mut Tx, by: By<'_>, life: &Life) -> Outcome<()> {
    let author = by.actor.map(|actor| actor.user_id);
    store::insert(tx, &life.booking, author, by.at).await?;
    for line in &life.lines {
        occupation::store::insert(tx, line, by.command, by.at).await?;
    }
    let after = json!(life.booking);
    let change = Change {
        command: by.command,
        subject: Subject::Booking,
        subject_id: life.booking.id,
        action: "import",
        night: by.app.clock.tonight(),
        before: None,
        after: Some(&after),
        reason: None,
    };
    Ok(journal::record(tx, &by.app.clock, by.actor, change).await?)
}

/// The end the file says: nights are added or given back, as by hand.
async fn move_end(tx: &mut Tx, by: By<'_>, row: &Row, booking: Uuid) -> Outcome<Vec<Uuid>> {
    let Some(before) = store::booking_in(tx, booking).await? else {
        return Ok(Vec::new());
    };
    let lines = occupation::store::of_booking(tx, booking).await?;
    let longer = match (before.to_night, row.nights.to()) {
        (Some(old), Some(new)) => new > old,
        (_, new) => new.is_none(),
    };
    let ruled = if longer {
        rules::extend(&before, &lines, row.nights.to())
    } else {
        let to = row.nights.to().unwrap_or(before.from_night);
        rules::shorten(&before, &lines, to, by.app.clock.tonight())
    };
    let change = ruled.map_err(crate::error::AppError::conflict)?;
    save_change(by.app, by.actor, tx, by.command, &before, &change, None)
        .await
        .map_err(Stop::told)?;
    Ok(change.units(&lines))
}

//! Presence in the database: superseded, never changed.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::Presence;
use crate::{
    db::{Db, Stored, Tx},
    execute, read_all, tx_all, tx_one,
};

/// `Taken` when something is said already of that person, or household, on that night.
pub async fn insert(tx: &mut Tx, row: &Presence, command: Uuid, at: DateTime<Utc>) -> Stored<()> {
    execute!(
        tx,
        "insert into presence (id, site_id, night, household_id, person_id, booking_id, state, command_id, recorded_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        row.id,
        row.site_id,
        row.night,
        row.household_id,
        row.person_id,
        row.booking_id,
        row.state,
        command,
        at
    )?;
    Ok(())
}

/// Ends a row's force; the row stays. `false` when it was no longer in force.
pub async fn supersede(tx: &mut Tx, row: Uuid, command: Uuid, at: DateTime<Utc>) -> Stored<bool> {
    let rows = execute!(
        tx,
        "update presence set superseded_at = $3, superseded_by = $2 where id = $1 and superseded_at is null",
        row,
        command,
        at
    )?;
    Ok(rows == 1)
}

/// What was seen at a site on nights of `[from, to)`.
pub async fn at_site(db: &Db, site: Uuid, from: NaiveDate, to: NaiveDate) -> Stored<Vec<Presence>> {
    Ok(read_all!(
        db,
        "select id, site_id, night, household_id, person_id, booking_id, state from presence
         where site_id = $1 and superseded_at is null and night >= $2 and night < $3 order by night, id",
        site,
        from,
        to
    )?)
}

/// Everything in force at a site.
pub async fn of_site(tx: &mut Tx, site: Uuid) -> Stored<Vec<Presence>> {
    Ok(tx_all!(
        tx,
        "select id, site_id, night, household_id, person_id, booking_id, state from presence
         where site_id = $1 and superseded_at is null",
        site
    )?)
}

/// Everything in force, in the order of the nights.
pub async fn all(db: &Db) -> Stored<Vec<Presence>> {
    Ok(read_all!(
        db,
        "select id, site_id, night, household_id, person_id, booking_id, state from presence
         where superseded_at is null order by night, id"
    )?)
}

/// What a command inserted that is no longer in force: somebody built on it.
pub async fn is_built_upon(tx: &mut Tx, command: Uuid) -> Stored<bool> {
    let found: Option<(Uuid,)> = tx_one!(
        tx,
        "select id from presence where command_id = $1 and superseded_at is not null limit 1",
        command
    )?;
    Ok(found.is_some())
}

/// Takes back what a command wrote: its rows lose their force, those they replaced are
/// written again.
pub async fn take_back(tx: &mut Tx, command: Uuid, undo: Uuid, at: DateTime<Utc>) -> Stored<()> {
    execute!(
        tx,
        "update presence set superseded_at = $3, superseded_by = $2 where command_id = $1 and superseded_at is null",
        command,
        undo,
        at
    )?;
    let replaced: Vec<Presence> = tx_all!(
        tx,
        "select id, site_id, night, household_id, person_id, booking_id, state from presence where superseded_by = $1",
        command
    )?;
    for row in replaced {
        insert(tx, &Presence { id: Uuid::now_v7(), ..row }, undo, at).await?;
    }
    Ok(())
}

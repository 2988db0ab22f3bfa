//! What happened to a household's composition, and when.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::{
    db::{Db, Stored, Tx},
    execute,
    households::{Event, EventKind},
    read_all, tx_all, tx_one,
};

/// One row of `household_event` to be.
#[derive(Clone, Copy, Debug)]
pub struct NewEvent {
    pub household: Uuid,
    pub kind: EventKind,
    pub night: NaiveDate,
    pub person: Option<Uuid>,
    pub other: Option<Uuid>,
}

pub async fn insert(tx: &mut Tx, event: NewEvent, command: Uuid, at: DateTime<Utc>) -> Stored<()> {
    execute!(
        tx,
        "insert into household_event (id, household_id, kind, night, person_id, other_household_id, command_id, recorded_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        Uuid::now_v7(),
        event.household,
        event.kind,
        event.night,
        event.person,
        event.other,
        command,
        at
    )?;
    Ok(())
}

/// The latest known first; those taken back are left out.
pub async fn of_household(db: &Db, household: Uuid) -> Stored<Vec<Event>> {
    Ok(read_all!(
        db,
        "select id, household_id, kind, night, person_id, other_household_id, command_id, recorded_at, undone_at
         from household_event where household_id = $1 and undone_at is null
         order by recorded_at desc, id desc",
        household
    )?)
}

/// The last event in force: the only one that may be taken back.
pub async fn last(tx: &mut Tx, household: Uuid) -> Stored<Option<Event>> {
    Ok(tx_one!(
        tx,
        "select id, household_id, kind, night, person_id, other_household_id, command_id, recorded_at, undone_at
         from household_event where household_id = $1 and undone_at is null
         order by recorded_at desc, id desc limit 1",
        household
    )?)
}

/// What one command did, in every household it touched.
pub async fn of_command(tx: &mut Tx, command: Uuid) -> Stored<Vec<Event>> {
    Ok(tx_all!(
        tx,
        "select id, household_id, kind, night, person_id, other_household_id, command_id, recorded_at, undone_at
         from household_event where command_id = $1 and undone_at is null",
        command
    )?)
}

pub async fn undo(tx: &mut Tx, command: Uuid, at: DateTime<Utc>) -> Stored<()> {
    execute!(
        tx,
        "update household_event set undone_at = $2 where command_id = $1 and undone_at is null",
        command,
        at
    )?;
    Ok(())
}

/// What the journal says was there before a command, as JSON.
pub async fn before(tx: &mut Tx, command: Uuid, subject: Uuid) -> Stored<Option<String>> {
    let found: Option<(Option<String>,)> = tx_one!(
        tx,
        "select before from journal where command_id = $1 and subject_id = $2",
        command,
        subject
    )?;
    Ok(found.and_then(|(before,)| before))
}

//! Contacts in the database: superseded, never changed.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::{Channel, Contact};
use crate::{
    db::{Db, Stored, Tx},
    execute, read_all,
};

pub struct NewRow<'a> {
    pub id: Uuid,
    pub household: Uuid,
    pub worker: Uuid,
    pub on_day: NaiveDate,
    pub channel: Channel,
    pub minutes: i32,
    pub themes: &'a str,
    pub next_on: Option<NaiveDate>,
    pub note: &'a str,
    pub command: Uuid,
}

pub async fn insert(tx: &mut Tx, new: &NewRow<'_>, at: DateTime<Utc>) -> Stored<()> {
    execute!(
        tx,
        "insert into contact (id, household_id, worker_id, on_day, channel, minutes, themes, next_on, note, command_id,
                              recorded_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        new.id,
        new.household,
        new.worker,
        new.on_day,
        new.channel,
        new.minutes,
        new.themes,
        new.next_on,
        new.note,
        new.command,
        at
    )?;
    Ok(())
}

/// The contacts in force of a household, the latest first.
pub async fn of_household(db: &Db, household: Uuid, limit: i64) -> Stored<Vec<Contact>> {
    Ok(read_all!(
        db,
        "select c.id, c.household_id, c.worker_id, u.name as worker, c.on_day, c.channel, c.minutes, c.themes,
                c.next_on, c.note, c.recorded_at
         from contact c join user_account u on u.id = c.worker_id
         where c.superseded_at is null and c.household_id in (
             select f.id from household k join household f on f.id = coalesce(k.merged_into, k.id)
                 or f.merged_into = coalesce(k.merged_into, k.id)
             where k.id = $1)
         order by c.on_day desc, c.recorded_at desc limit $2",
        household,
        limit
    )?)
}

/// Takes back what its author wrote by mistake; `false` when there is nothing of theirs.
pub async fn take_back(tx: &mut Tx, id: Uuid, worker: Uuid, at: DateTime<Utc>) -> Stored<bool> {
    let rows = execute!(
        tx,
        "update contact set superseded_at = $3 where id = $1 and worker_id = $2 and superseded_at is null",
        id,
        worker,
        at
    )?;
    Ok(rows == 1)
}

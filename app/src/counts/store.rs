//! Nightly counts in the database: superseded, never changed.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::FromRow;
use uuid::Uuid;

use super::{Count, Kept};
use crate::{
    db::{Db, Stored, Tx},
    execute, read_all, tx_all, tx_one,
};

pub async fn insert(tx: &mut Tx, count: &Count, command: Uuid, at: DateTime<Utc>) -> Stored<()> {
    execute!(
        tx,
        "insert into nightly_count (id, site_id, line, line_name, night, public, measure, persons, capacity,
                                    intended, occupied, unavailable, command_id, recorded_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        Uuid::now_v7(),
        count.site_id,
        &count.line,
        &count.line_name,
        count.night,
        count.public,
        count.measure,
        count.figures.persons,
        count.figures.capacity,
        count.figures.intended,
        count.figures.occupied,
        count.figures.unavailable,
        command,
        at
    )?;
    Ok(())
}

/// Ends a count's force; the row stays. `false` when it was no longer in force.
pub async fn supersede(tx: &mut Tx, count: Uuid, command: Uuid, at: DateTime<Utc>) -> Stored<bool> {
    let rows = execute!(
        tx,
        "update nightly_count set superseded_at = $3, superseded_by = $2 where id = $1 and superseded_at is null",
        count,
        command,
        at
    )?;
    Ok(rows == 1)
}

/// The counts in force of the sites a source names, on nights of `[from, to]`.
pub async fn of_source(
    tx: &mut Tx,
    source: &str,
    from: NaiveDate,
    to: NaiveDate,
) -> Stored<Vec<Kept>> {
    Ok(tx_all!(
        tx,
        "select c.id, c.site_id, c.line, c.line_name, c.night, c.public, c.measure, c.persons, c.capacity,
                c.intended, c.occupied, c.unavailable
         from nightly_count c
         where c.superseded_at is null and c.night >= $2 and c.night <= $3
           and c.site_id in (select site_id from site_source where source = $1)",
        source,
        from,
        to
    )?)
}

/// A site that sends its nights, and the last it sent.
#[derive(Clone, Debug, FromRow)]
pub struct Silent {
    pub id: Uuid,
    pub name: String,
    pub last_night: NaiveDate,
}

/// Sites whose last word is of a night of `[from, last)`, the oldest first.
pub async fn silent(db: &Db, from: NaiveDate, last: NaiveDate) -> Stored<Vec<Silent>> {
    Ok(read_all!(
        db,
        "select s.id, s.name, max(c.night) as last_night
         from nightly_count c join site s on s.id = c.site_id
         where c.superseded_at is null and c.night >= $1 and s.state <> 'closed'
         group by s.id, s.name having max(c.night) < $2 order by max(c.night), s.name",
        from,
        last
    )?)
}

/// What a command inserted that is no longer in force: somebody built on it.
pub async fn is_built_upon(tx: &mut Tx, command: Uuid) -> Stored<bool> {
    let found: Option<(Uuid,)> = tx_one!(
        tx,
        "select id from nightly_count where command_id = $1 and superseded_at is not null limit 1",
        command
    )?;
    Ok(found.is_some())
}

/// Takes back what a command wrote: its counts lose their force, those they replaced are
/// written again.
pub async fn take_back(tx: &mut Tx, command: Uuid, undo: Uuid, at: DateTime<Utc>) -> Stored<()> {
    execute!(
        tx,
        "update nightly_count set superseded_at = $3, superseded_by = $2
         where command_id = $1 and superseded_at is null",
        command,
        undo,
        at
    )?;
    let replaced: Vec<Kept> = tx_all!(
        tx,
        "select id, site_id, line, line_name, night, public, measure, persons, capacity, intended, occupied,
                unavailable
         from nightly_count where superseded_by = $1",
        command
    )?;
    for kept in replaced {
        insert(tx, &kept.count, undo, at).await?;
    }
    Ok(())
}

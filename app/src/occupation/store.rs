//! The lines in force, and their past.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::Line;
use crate::{
    db::{Db, Stored, Tx},
    execute, ledger,
    nights::Nights,
    read_all, tx_all, tx_one,
};

/// Inserts a line. `Taken` when the database sees an overlap.
pub async fn insert(tx: &mut Tx, line: &Line, command: Uuid, at: DateTime<Utc>) -> Stored<()> {
    execute!(
        tx,
        "insert into occupation (id, unit_id, shared, slot, from_night, to_night, kind, persons,
                                 booking_id, closure_id, command_id, recorded_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        line.id,
        line.unit_id,
        line.shared,
        line.slot,
        line.from_night,
        line.to_night,
        line.kind,
        line.persons,
        line.booking_id,
        line.closure_id,
        command,
        at
    )?;
    ledger::store::add_line(tx, line).await
}

/// Ends a line's force; the row stays. `false` when it was no longer in force.
pub async fn supersede(tx: &mut Tx, line: Uuid, command: Uuid, at: DateTime<Utc>) -> Stored<bool> {
    let ended: Option<Line> = tx_one!(
        tx,
        "update occupation set superseded_at = $3, superseded_by = $2 where id = $1 and superseded_at is null
         returning id, unit_id, shared, slot, from_night, to_night, kind, persons, booking_id, closure_id",
        line,
        command,
        at
    )?;
    match ended {
        Some(line) => ledger::store::remove_line(tx, &line).await.map(|()| true),
        None => Ok(false),
    }
}

pub async fn of_booking(tx: &mut Tx, booking: Uuid) -> Stored<Vec<Line>> {
    Ok(tx_all!(
        tx,
        "select id, unit_id, shared, slot, from_night, to_night, kind, persons, booking_id, closure_id
         from occupation where booking_id = $1 and superseded_at is null order by from_night, unit_id, slot",
        booking
    )?)
}

pub async fn lines_of_booking(db: &Db, booking: Uuid) -> Stored<Vec<Line>> {
    Ok(read_all!(
        db,
        "select id, unit_id, shared, slot, from_night, to_night, kind, persons, booking_id, closure_id
         from occupation where booking_id = $1 and superseded_at is null order by from_night, unit_id, slot",
        booking
    )?)
}

pub async fn of_closure(tx: &mut Tx, closure: Uuid) -> Stored<Vec<Line>> {
    Ok(tx_all!(
        tx,
        "select id, unit_id, shared, slot, from_night, to_night, kind, persons, booking_id, closure_id
         from occupation where closure_id = $1 and superseded_at is null order by unit_id, slot",
        closure
    )?)
}

/// The lines in force on a unit that share a night with `nights`.
pub async fn on_unit(tx: &mut Tx, unit: Uuid, nights: Nights) -> Stored<Vec<Line>> {
    Ok(tx_all!(
        tx,
        "select id, unit_id, shared, slot, from_night, to_night, kind, persons, booking_id, closure_id
         from occupation where unit_id = $1 and superseded_at is null
           and from_night < coalesce($3, '9999-12-31') and coalesce(to_night, '9999-12-31') > $2
         order by from_night, slot",
        unit,
        nights.from(),
        nights.to()
    )?)
}

/// The lines in force at a site that share a night with `[from, to)`.
pub async fn at_site(db: &Db, site: Uuid, from: NaiveDate, to: NaiveDate) -> Stored<Vec<Line>> {
    Ok(read_all!(
        db,
        "select o.id, o.unit_id, o.shared, o.slot, o.from_night, o.to_night, o.kind, o.persons, o.booking_id, o.closure_id
         from occupation o join unit u on u.id = o.unit_id
         where u.site_id = $1 and o.superseded_at is null
           and o.from_night < $3 and coalesce(o.to_night, '9999-12-31') > $2
         order by o.unit_id, o.slot, o.from_night",
        site,
        from,
        to
    )?)
}

/// Every line in force that reaches `from` or later, for the night index.
pub async fn reaching(db: &Db, from: NaiveDate) -> Stored<Vec<Line>> {
    Ok(read_all!(
        db,
        "select id, unit_id, shared, slot, from_night, to_night, kind, persons, booking_id, closure_id
         from occupation where superseded_at is null and coalesce(to_night, '9999-12-31') > $1",
        from
    )?)
}

/// What one command inserted and what it superseded: enough to take it back.
pub async fn by_command(tx: &mut Tx, command: Uuid) -> Stored<(Vec<Line>, Vec<Line>)> {
    let inserted = tx_all!(
        tx,
        "select id, unit_id, shared, slot, from_night, to_night, kind, persons, booking_id, closure_id
         from occupation where command_id = $1 and superseded_at is null",
        command
    )?;
    let superseded = tx_all!(
        tx,
        "select id, unit_id, shared, slot, from_night, to_night, kind, persons, booking_id, closure_id
         from occupation where superseded_by = $1",
        command
    )?;
    Ok((inserted, superseded))
}

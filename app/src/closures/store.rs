//! Closures, degraded uses, and who stands in the way of one.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::FromRow;
use uuid::Uuid;

use super::{Closure, ClosureToReview, DegradedUse, Holder};
use crate::{
    access::{Actor, Class},
    db::{Db, Stored, Tx},
    execute,
    occupation::Line,
    read_all, tx_all, tx_one, visible_household,
};

pub async fn of_site(db: &Db, site: Uuid) -> Stored<Vec<Closure>> {
    Ok(read_all!(
        db,
        "select id, site_id, cause, detail, owner, from_night, to_night, review_on, version
         from closure where site_id = $1 order by from_night desc, id desc",
        site
    )?)
}

pub async fn closure_in(tx: &mut Tx, id: Uuid) -> Stored<Option<Closure>> {
    Ok(tx_one!(
        tx,
        "select id, site_id, cause, detail, owner, from_night, to_night, review_on, version
         from closure where id = $1",
        id
    )?)
}

pub async fn insert(tx: &mut Tx, closure: &Closure, at: DateTime<Utc>) -> Stored<()> {
    execute!(
        tx,
        "insert into closure (id, site_id, cause, detail, owner, from_night, to_night, review_on, version, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        closure.id,
        closure.site_id,
        closure.cause,
        &closure.detail,
        &closure.owner,
        closure.from_night,
        closure.to_night,
        closure.review_on,
        closure.version,
        at
    )?;
    Ok(())
}

/// Writes the end and the review date over version `closure.version`; `false` when
/// somebody else did before. `lifted`: no unit of it is closed any more after its end.
pub async fn set_end(
    tx: &mut Tx,
    closure: &Closure,
    lifted: Option<DateTime<Utc>>,
) -> Stored<bool> {
    let rows = execute!(
        tx,
        "update closure set to_night = $3, review_on = $4, lifted_at = $5, version = version + 1
         where id = $1 and version = $2",
        closure.id,
        closure.version,
        closure.to_night,
        closure.review_on,
        lifted
    )?;
    Ok(rows == 1)
}

/// Which units a closure has lines in force on; shared units once.
pub async fn units_closed(db: &Db, site: Uuid) -> Stored<Vec<(Uuid, Uuid)>> {
    Ok(read_all!(
        db,
        "select distinct o.closure_id, o.unit_id from occupation o join closure c on c.id = o.closure_id
         where c.site_id = $1 and o.superseded_at is null",
        site
    )?)
}

/// Closures still in force whose review date has come, the longest overdue first.
pub async fn to_review(db: &Db, tonight: NaiveDate) -> Stored<Vec<ClosureToReview>> {
    Ok(read_all!(
        db,
        "select c.id, c.site_id, s.name as site_name, c.cause,
                (select count(distinct o.unit_id) from occupation o
                 where o.closure_id = c.id and o.superseded_at is null) as units,
                c.from_night as since, c.review_on, c.owner
         from closure c join site s on s.id = c.site_id
         where c.lifted_at is null and c.review_on <= $1 and (c.to_night is null or c.to_night > $1)
         order by c.review_on, s.name, c.id",
        tonight
    )?)
}

pub async fn insert_degraded(tx: &mut Tx, used: &DegradedUse, at: DateTime<Utc>) -> Stored<()> {
    execute!(
        tx,
        "insert into degraded_use (id, closure_id, unit_id, from_night, to_night, cause, decided_by, reason, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        used.id,
        used.closure_id,
        used.unit_id,
        used.from_night,
        used.to_night,
        used.cause,
        &used.decided_by,
        &used.reason,
        at
    )?;
    Ok(())
}

pub async fn end_degraded(tx: &mut Tx, id: Uuid, at: DateTime<Utc>) -> Stored<()> {
    execute!(
        tx,
        "update degraded_use set superseded_at = $2 where id = $1 and superseded_at is null",
        id,
        at
    )?;
    Ok(())
}

pub async fn degraded_of(tx: &mut Tx, closure: Uuid) -> Stored<Vec<DegradedUse>> {
    Ok(tx_all!(
        tx,
        "select id, closure_id, unit_id, from_night, to_night, cause, decided_by, reason
         from degraded_use where closure_id = $1 and superseded_at is null order by unit_id",
        closure
    )?)
}

pub async fn degraded_at_site(db: &Db, site: Uuid) -> Stored<Vec<DegradedUse>> {
    Ok(read_all!(
        db,
        "select d.id, d.closure_id, d.unit_id, d.from_night, d.to_night, d.cause, d.decided_by, d.reason
         from degraded_use d join closure c on c.id = d.closure_id
         where c.site_id = $1 and d.superseded_at is null order by d.unit_id",
        site
    )?)
}

#[derive(FromRow)]
struct HolderRow {
    code: String,
    household: Option<String>,
    name: Option<String>,
    from_night: NaiveDate,
    to_night: Option<NaiveDate>,
}

/// The booking's code for everybody; the household for whoever may know of it, with its
/// reference person's name for whoever may read identities.
pub async fn holder_of(tx: &mut Tx, actor: &Actor, booking: Uuid) -> Stored<Option<Holder>> {
    let row: Option<HolderRow> = tx_one!(
        tx,
        concat!(
            "select b.code, b.from_night, b.to_night, h.code as household,
                (select trim(p.family_name || ' ' || p.first_name) from membership m join person p on p.id = m.person_id
                 where m.household_id = h.id and m.role = 'reference' and m.superseded_at is null
                   and m.from_night <= $2 and (m.to_night is null or m.to_night > $2)
                 order by m.from_night limit 1) as name
             from booking b left join household h on h.id = b.household_id and ",
            visible_household!(),
            " where b.id = $4"
        ),
        actor.user_id,
        actor.tonight,
        actor.tail(),
        booking
    )?;
    let named = actor.may_read(Class::Identity);
    Ok(row.map(|row| {
        let name = row.name.filter(|name| named && !name.is_empty());
        let household = row.household.map(|code| match name {
            Some(name) => format!("{code} {name}"),
            None => code,
        });
        Holder {
            booking_id: booking,
            code: row.code,
            household,
            from_night: row.from_night,
            to_night: row.to_night,
        }
    }))
}

/// Who is behind lines, once a booking; lines of closures have none.
pub async fn holders(tx: &mut Tx, actor: &Actor, lines: &[Line]) -> Stored<Vec<Holder>> {
    let mut found: Vec<Holder> = Vec::new();
    for line in lines {
        let Some(booking) = line.booking_id else {
            continue;
        };
        if found.iter().any(|holder| holder.booking_id == booking) {
            continue;
        }
        if let Some(mut holder) = holder_of(tx, actor, booking).await? {
            holder.from_night = line.from_night;
            holder.to_night = line.to_night;
            found.push(holder);
        }
    }
    Ok(found)
}

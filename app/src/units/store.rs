//! Units in the database.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::Unit;
use crate::{
    db::{Db, Stored, Tx},
    execute, ledger,
    occupation::Line,
    on_pool, read_all, tx_all, tx_one,
};

pub async fn at_site(db: &Db, site: Uuid) -> Stored<Vec<Unit>> {
    Ok(read_all!(
        db,
        "select id, site_id, label, floor, places, cots, step_free, wheelchair, kitchen, private_bath, shared,
                connects_to, in_service_from, in_service_to, version
         from unit where site_id = $1 order by label, id",
        site
    )?)
}

pub async fn all(db: &Db) -> Stored<Vec<Unit>> {
    Ok(read_all!(
        db,
        "select id, site_id, label, floor, places, cots, step_free, wheelchair, kitchen, private_bath, shared,
                connects_to, in_service_from, in_service_to, version
         from unit order by site_id, label, id"
    )?)
}

pub async fn unit_in(tx: &mut Tx, id: Uuid) -> Stored<Option<Unit>> {
    Ok(tx_one!(
        tx,
        "select id, site_id, label, floor, places, cots, step_free, wheelchair, kitchen, private_bath, shared,
                connects_to, in_service_from, in_service_to, version
         from unit where id = $1",
        id
    )?)
}

pub async fn at_site_in(tx: &mut Tx, site: Uuid) -> Stored<Vec<Unit>> {
    Ok(tx_all!(
        tx,
        "select id, site_id, label, floor, places, cots, step_free, wheelchair, kitchen, private_bath, shared,
                connects_to, in_service_from, in_service_to, version
         from unit where site_id = $1 order by label, id",
        site
    )?)
}

pub async fn in_service(tx: &mut Tx, site: Uuid, night: NaiveDate) -> Stored<i64> {
    let row: Option<(i64,)> = tx_one!(
        tx,
        "select count(*) from unit where site_id = $1
           and in_service_from <= $2 and (in_service_to is null or in_service_to > $2)",
        site,
        night
    )?;
    Ok(row.map_or(0, |(n,)| n))
}

/// Whether a line of any time, in force or not, names the unit.
pub async fn was_ever_taken(tx: &mut Tx, unit: Uuid) -> Stored<bool> {
    let row: Option<(Uuid,)> =
        tx_one!(tx, "select id from occupation where unit_id = $1 limit 1", unit)?;
    Ok(row.is_some())
}

pub async fn insert(tx: &mut Tx, unit: &Unit, at: DateTime<Utc>) -> Stored<()> {
    execute!(
        tx,
        "insert into unit (id, site_id, label, floor, places, cots, step_free, wheelchair, kitchen, private_bath,
                           shared, connects_to, in_service_from, in_service_to, version, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
        unit.id,
        unit.site_id,
        &unit.label,
        unit.floor,
        unit.places,
        unit.cots,
        unit.step_free,
        unit.wheelchair,
        unit.kitchen,
        unit.private_bath,
        unit.shared,
        unit.connects_to,
        unit.in_service_from,
        unit.in_service_to,
        unit.version,
        at
    )?;
    ledger::store::add_unit(tx, unit.id).await
}

/// Writes the whole row over version `unit.version`; `false` when somebody else did before.
pub async fn update(tx: &mut Tx, unit: &Unit) -> Stored<bool> {
    ledger::store::remove_unit(tx, unit.id).await?;
    let rows = execute!(
        tx,
        "update unit set label = $3, floor = $4, places = $5, cots = $6, step_free = $7, wheelchair = $8,
                kitchen = $9, private_bath = $10, shared = $11, connects_to = $12, in_service_from = $13,
                in_service_to = $14, version = version + 1
         where id = $1 and version = $2",
        unit.id,
        unit.version,
        &unit.label,
        unit.floor,
        unit.places,
        unit.cots,
        unit.step_free,
        unit.wheelchair,
        unit.kitchen,
        unit.private_bath,
        unit.shared,
        unit.connects_to,
        unit.in_service_from,
        unit.in_service_to
    )?;
    ledger::store::add_unit(tx, unit.id).await?;
    Ok(rows == 1)
}

/// A door goes both ways: `other` connects to `unit` and to nothing else, nothing else to `unit`.
pub async fn connect(tx: &mut Tx, unit: Uuid, other: Option<Uuid>) -> Stored<()> {
    execute!(
        tx,
        "update unit set connects_to = null, version = version + 1 where connects_to = $1 and id <> $2",
        unit,
        other.unwrap_or(unit)
    )?;
    if let Some(other) = other {
        execute!(
            tx,
            "update unit set connects_to = null, version = version + 1 where connects_to = $1 and id <> $2",
            other,
            unit
        )?;
        execute!(
            tx,
            "update unit set connects_to = $2, version = version + 1 where id = $1",
            other,
            unit
        )?;
    }
    Ok(())
}

/// Sites whose units are read together: a page of the list.
pub const SITES_AT_ONCE: usize = 25;

/// The units of up to [`SITES_AT_ONCE`] sites.
pub async fn at_sites(db: &Db, sites: &[Uuid]) -> Stored<Vec<Unit>> {
    Ok(on_pool!(db, |c| {
        let mut query = sqlx::query_as(
            "select id, site_id, label, floor, places, cots, step_free, wheelchair, kitchen, private_bath, shared,
                    connects_to, in_service_from, in_service_to, version
             from unit where site_id in ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25)",
        );
        for site in padded(sites) {
            query = query.bind(site);
        }
        query.fetch_all(c).await
    })?)
}

/// The lines in force on a night at up to [`SITES_AT_ONCE`] sites.
pub async fn lines_at_sites(db: &Db, sites: &[Uuid], night: NaiveDate) -> Stored<Vec<Line>> {
    Ok(on_pool!(db, |c| {
        let mut query = sqlx::query_as(
            "select o.id, o.unit_id, o.shared, o.slot, o.from_night, o.to_night, o.kind, o.persons, o.booking_id, o.closure_id
             from occupation o join unit u on u.id = o.unit_id
             where o.superseded_at is null and o.from_night <= $1 and coalesce(o.to_night, '9999-12-31') > $1
               and u.site_id in ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26)",
        )
        .bind(night);
        for site in padded(sites) {
            query = query.bind(site);
        }
        query.fetch_all(c).await
    })?)
}

/// The two texts above always ask for as many sites; nobody has the nil id.
fn padded(sites: &[Uuid]) -> impl Iterator<Item = Uuid> {
    let sites = sites.iter().copied().chain(std::iter::repeat(Uuid::nil()));
    sites.take(SITES_AT_ONCE)
}

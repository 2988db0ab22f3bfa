//! Dated differences in the database.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::FromRow;
use uuid::Uuid;

use super::{Changes, Key, Tally, rules};
use crate::{
    counts::Measured,
    db::{Db, Stored, Tx},
    execute,
    nights::Nights,
    occupation::{Line, rules::UnitFacts},
    read_all, read_one, tx_all, tx_one,
};

#[derive(Clone, Copy, FromRow)]
pub(crate) struct Facts {
    site_id: Uuid,
    id: Uuid,
    places: i32,
    shared: bool,
    in_service_from: NaiveDate,
    in_service_to: Option<NaiveDate>,
}

impl Facts {
    fn unit(&self) -> UnitFacts {
        let there = Nights::new(self.in_service_from, self.in_service_to)
            .unwrap_or(Nights::open(self.in_service_from));
        UnitFacts { id: self.id, places: self.places, shared: self.shared, in_service: there }
    }
}

async fn facts(tx: &mut Tx, unit: Uuid) -> Stored<Option<Facts>> {
    if let Some(known) = tx.ledger.units.get(&unit) {
        return Ok(Some(*known));
    }
    let found: Option<Facts> = tx_one!(
        tx,
        "select site_id, id, places, shared, in_service_from, in_service_to from unit where id = $1",
        unit
    )?;
    if let Some(facts) = found {
        tx.ledger.units.insert(unit, facts);
    }
    Ok(found)
}

/// A line comes into force.
pub async fn add_line(tx: &mut Tx, line: &Line) -> Stored<()> {
    if let Some(facts) = facts(tx, line.unit_id).await? {
        let tally = rules::of_line(&facts.unit(), line);
        let measure = rules::measure(facts.shared);
        tx.ledger.changes.add(facts.site_id, measure, line.from_night, line.to_night, tally);
    }
    Ok(())
}

/// A line loses its force.
pub async fn remove_line(tx: &mut Tx, line: &Line) -> Stored<()> {
    if let Some(facts) = facts(tx, line.unit_id).await? {
        let tally = -rules::of_line(&facts.unit(), line);
        let measure = rules::measure(facts.shared);
        tx.ledger.changes.add(facts.site_id, measure, line.from_night, line.to_night, tally);
    }
    Ok(())
}

/// Everything a unit adds, with its lines as they are: before it changes, then after.
pub async fn add_unit(tx: &mut Tx, unit: Uuid) -> Stored<()> {
    let changes = of_unit(tx, unit).await?;
    for ((site, night, measure), tally) in changes.0 {
        tx.ledger.changes.add(site, measure, night, None, tally);
    }
    Ok(())
}

pub async fn remove_unit(tx: &mut Tx, unit: Uuid) -> Stored<()> {
    let changes = of_unit(tx, unit).await?;
    for ((site, night, measure), tally) in changes.0 {
        tx.ledger.changes.add(site, measure, night, None, -tally);
    }
    Ok(())
}

async fn of_unit(tx: &mut Tx, unit: Uuid) -> Stored<Changes> {
    let mut changes = Changes::default();
    // It is about to change, or just has.
    tx.ledger.units.remove(&unit);
    if let Some(facts) = facts(tx, unit).await? {
        let lines: Vec<Line> = tx_all!(
            tx,
            "select id, unit_id, shared, slot, from_night, to_night, kind, persons, booking_id, closure_id
             from occupation where unit_id = $1 and superseded_at is null",
            unit
        )?;
        rules::changes_of(&mut changes, facts.site_id, &facts.unit(), &lines);
    }
    Ok(changes)
}

/// Writes what the transaction changes. Rows are met in one order everywhere, so that two
/// transactions never wait for each other.
pub(crate) async fn write(tx: &mut Tx) -> Stored<()> {
    let changes = std::mem::take(&mut tx.ledger.changes);
    for ((site, night, measure), tally) in changes.into_changes() {
        add(tx, (site, night, measure), tally).await?;
    }
    Ok(())
}

async fn add(tx: &mut Tx, (site, night, measure): Key, tally: Tally) -> Stored<()> {
    execute!(
        tx,
        "insert into night_change (site_id, night, measure, total, occupied, held, closed, places, places_occupied,
                                   places_lost, places_held, places_closed, persons, over)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
         on conflict (site_id, night, measure) do update set
             total = night_change.total + excluded.total,
             occupied = night_change.occupied + excluded.occupied,
             held = night_change.held + excluded.held,
             closed = night_change.closed + excluded.closed,
             places = night_change.places + excluded.places,
             places_occupied = night_change.places_occupied + excluded.places_occupied,
             places_lost = night_change.places_lost + excluded.places_lost,
             places_held = night_change.places_held + excluded.places_held,
             places_closed = night_change.places_closed + excluded.places_closed,
             persons = night_change.persons + excluded.persons,
             over = night_change.over + excluded.over",
        site,
        night,
        measure,
        tally.total,
        tally.occupied,
        tally.held,
        tally.closed,
        tally.places,
        tally.places_occupied,
        tally.places_lost,
        tally.places_held,
        tally.places_closed,
        tally.persons,
        tally.over
    )?;
    Ok(())
}

/// What a site's figures change by on a night.
#[derive(Clone, Debug, FromRow)]
pub struct Change {
    pub site_id: Uuid,
    pub night: NaiveDate,
    pub measure: Measured,
    #[sqlx(flatten)]
    pub tally: Tally,
}

/// What every site had on the eve of a night.
#[derive(Clone, Debug, FromRow)]
pub struct Before {
    pub site_id: Uuid,
    pub measure: Measured,
    #[sqlx(flatten)]
    pub tally: Tally,
}

pub async fn before(db: &Db, night: NaiveDate) -> Stored<Vec<Before>> {
    Ok(read_all!(
        db,
        "select site_id, measure, sum(total) as total, sum(occupied) as occupied, sum(held) as held,
                sum(closed) as closed, sum(places) as places, sum(places_occupied) as places_occupied,
                sum(places_lost) as places_lost, sum(places_held) as places_held,
                sum(places_closed) as places_closed, sum(persons) as persons, sum(over) as over
         from night_change where night < $1 group by site_id, measure order by site_id, measure",
        night
    )?)
}

/// The changes on nights of `[from, to)`, in order.
pub async fn changes(db: &Db, from: NaiveDate, to: NaiveDate) -> Stored<Vec<Change>> {
    Ok(read_all!(
        db,
        "select site_id, night, measure, cast(total as bigint) as total, cast(occupied as bigint) as occupied,
                cast(held as bigint) as held, cast(closed as bigint) as closed, cast(places as bigint) as places,
                cast(places_occupied as bigint) as places_occupied, cast(places_lost as bigint) as places_lost,
                cast(places_held as bigint) as places_held, cast(places_closed as bigint) as places_closed,
                cast(persons as bigint) as persons, cast(over as bigint) as over
         from night_change where night >= $1 and night < $2 order by site_id, measure, night",
        from,
        to
    )?)
}

/// Every change kept of a site.
pub async fn of_site(tx: &mut Tx, site: Uuid) -> Stored<Vec<Change>> {
    Ok(tx_all!(
        tx,
        "select site_id, night, measure, cast(total as bigint) as total, cast(occupied as bigint) as occupied,
                cast(held as bigint) as held, cast(closed as bigint) as closed, cast(places as bigint) as places,
                cast(places_occupied as bigint) as places_occupied, cast(places_lost as bigint) as places_lost,
                cast(places_held as bigint) as places_held, cast(places_closed as bigint) as places_closed,
                cast(persons as bigint) as persons, cast(over as bigint) as over
         from night_change where site_id = $1 order by measure, night",
        site
    )?)
}

/// Forgets what is kept of a site, before it is counted again.
pub async fn forget(tx: &mut Tx, site: Uuid) -> Stored<()> {
    execute!(tx, "delete from night_change where site_id = $1", site)?;
    Ok(())
}

/// The lines that were in force at an instant, and share a night with `[from, to)`.
pub async fn lines_known(
    db: &Db,
    from: NaiveDate,
    to: NaiveDate,
    at: DateTime<Utc>,
) -> Stored<Vec<Line>> {
    Ok(read_all!(
        db,
        "select id, unit_id, shared, slot, from_night, to_night, kind, persons, booking_id, closure_id
         from occupation where recorded_at <= $3 and (superseded_at is null or superseded_at > $3)
           and from_night < $2 and coalesce(to_night, '9999-12-31') > $1",
        from,
        to,
        at
    )?)
}

pub async fn sites(tx: &mut Tx) -> Stored<Vec<Uuid>> {
    let rows: Vec<(Uuid,)> = tx_all!(tx, "select id from site order by id")?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// There are units, and nothing is kept of them.
pub async fn is_missing(db: &Db) -> Stored<bool> {
    let kept: Option<(Uuid,)> = read_one!(db, "select site_id from night_change limit 1")?;
    let unit: Option<(Uuid,)> = read_one!(db, "select id from unit limit 1")?;
    Ok(kept.is_none() && unit.is_some())
}

/// Every line in force at a site.
pub async fn lines(tx: &mut Tx, site: Uuid) -> Stored<Vec<Line>> {
    Ok(tx_all!(
        tx,
        "select o.id, o.unit_id, o.shared, o.slot, o.from_night, o.to_night, o.kind, o.persons, o.booking_id, o.closure_id
         from occupation o join unit u on u.id = o.unit_id
         where u.site_id = $1 and o.superseded_at is null",
        site
    )?)
}

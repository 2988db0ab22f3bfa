//! Where households sleep, read from their bookings; and nights that need a decision.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{
    db::{
        Db, Stored, Tx,
        statement::{LIST_MAX, Statement, Value, ids},
    },
    execute,
    households::{Overlap, OverlapDecision, Tonight, rules::overlap::Slept},
    nights::Nights,
    read_all, tx_all,
};

#[derive(FromRow)]
struct Row {
    household_id: Uuid,
    site_id: Uuid,
    site: String,
    unit: Option<String>,
    arrived_on: Option<NaiveDate>,
}

/// Where each of these households sleeps tonight; absent: nowhere that is known.
pub async fn tonight_of(
    db: &Db,
    night: NaiveDate,
    households: &[Uuid],
) -> Stored<HashMap<Uuid, Tonight>> {
    let mut found: HashMap<Uuid, Tonight> = HashMap::new();
    for some in households.chunks(LIST_MAX) {
        let mut statement = Statement::default();
        statement.add(
            "select coalesce(h.merged_into, h.id) as household_id, b.site_id, s.name as site, u.label as unit, b.arrived_on
             from household h join booking b on b.household_id = h.id and b.state = 'arrived'
             join site s on s.id = b.site_id
             left join occupation o on o.booking_id = b.id and o.superseded_at is null and o.kind = 'stay'
                 and o.from_night <= ",
        );
        statement.bind(Value::Night(night));
        statement.add(" and (o.to_night is null or o.to_night > ");
        statement.bind(Value::Night(night)).add(")");
        statement.add(" left join unit u on u.id = o.unit_id where h.id in (");
        statement.list(ids(some)).add(") or h.merged_into in (");
        statement.list(ids(some));
        statement.add(") order by b.arrived_on, b.id, u.label");
        for row in statement.rows::<Row>(db).await? {
            let tonight = found.entry(row.household_id).or_insert_with(|| Tonight {
                site_id: row.site_id,
                site: row.site.clone(),
                units: Vec::new(),
                arrived_on: row.arrived_on,
            });
            if tonight.site_id != row.site_id {
                continue;
            }
            let unit = row.unit.filter(|unit| !tonight.units.contains(unit));
            tonight.units.extend(unit);
        }
    }
    Ok(found)
}

/// The nights a household slept somewhere, sleeps, or was promised to.
pub async fn slept(tx: &mut Tx, household: Uuid) -> Stored<Vec<Slept>> {
    let rows: Vec<(Uuid, NaiveDate, Option<NaiveDate>)> = tx_all!(
        tx,
        "select b.id, coalesce(b.arrived_on, b.from_night), coalesce(b.departed_on, b.to_night)
         from booking b join household h on h.id = b.household_id
         where (h.id = $1 or h.merged_into = $1) and b.state in ('confirmed', 'arrived', 'departed')
         order by b.from_night, b.id",
        household
    )?;
    let slept = rows.into_iter().filter_map(|(booking, from, to)| {
        Nights::new(from, to).map(|nights| Slept { booking, nights })
    });
    Ok(slept.collect())
}

pub async fn insert_overlap(
    tx: &mut Tx,
    overlap: &Overlap,
    command: Uuid,
    at: DateTime<Utc>,
) -> Stored<()> {
    execute!(
        tx,
        "insert into night_overlap (id, household_id, booking_id, other_booking_id, from_night, to_night, command_id, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        overlap.id,
        overlap.household_id,
        overlap.booking_id,
        overlap.other_booking_id,
        overlap.from_night,
        overlap.to_night,
        command,
        at
    )?;
    Ok(())
}

/// Those nobody has decided yet.
pub async fn overlaps(db: &Db, household: Uuid) -> Stored<Vec<Overlap>> {
    Ok(read_all!(
        db,
        "select id, household_id, booking_id, other_booking_id, from_night, to_night, decision
         from night_overlap where household_id = $1 and resolved_at is null order by from_night, id",
        household
    )?)
}

/// `false` when it was decided already.
pub async fn decide(
    tx: &mut Tx,
    household: Uuid,
    overlap: Uuid,
    decision: OverlapDecision,
    by: Uuid,
    at: DateTime<Utc>,
) -> Stored<bool> {
    let rows = execute!(
        tx,
        "update night_overlap set decision = $3, resolved_by = $4, resolved_at = $5
         where id = $1 and household_id = $2 and resolved_at is null",
        overlap,
        household,
        decision,
        by,
        at
    )?;
    Ok(rows == 1)
}

/// The overlaps a merge listed are no more once it is taken back.
pub async fn forget_overlaps(tx: &mut Tx, merge: Uuid, by: Uuid, at: DateTime<Utc>) -> Stored<()> {
    execute!(
        tx,
        "update night_overlap set decision = 'undone', resolved_by = $2, resolved_at = $3
         where command_id = $1 and resolved_at is null",
        merge,
        by,
        at
    )?;
    Ok(())
}

/// The codes of two bookings' sites, to say what overlaps.
pub async fn booking_sites(db: &Db, bookings: &[Uuid]) -> Stored<HashMap<Uuid, (String, String)>> {
    if bookings.is_empty() {
        return Ok(HashMap::new());
    }
    let mut statement = Statement::default();
    statement.add("select b.id, b.code, s.name from booking b join site s on s.id = b.site_id where b.id in (");
    statement.list(ids(bookings)).add(")");
    let rows: Vec<(Uuid, String, String)> = statement.rows(db).await?;
    Ok(rows.into_iter().map(|(id, code, site)| (id, (code, site))).collect())
}

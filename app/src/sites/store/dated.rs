//! What a site has for a time: contacts, openings, capacity, prices, admission stops.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::{
    db::{Db, Stored, Tx},
    execute,
    nights::Nights,
    read_all, read_one,
    sites::{AdmissionStop, Capacity, Contact, Opening, Price, nights_of},
    tx_all, tx_one,
};

pub async fn contacts(db: &Db, site: Uuid) -> Stored<Vec<Contact>> {
    Ok(read_all!(
        db,
        "select id, label, phone, email from site_contact
         where site_id = $1 and superseded_at is null order by label, id",
        site
    )?)
}

pub async fn insert_contact(tx: &mut Tx, site: Uuid, contact: &Contact) -> Stored<()> {
    execute!(
        tx,
        "insert into site_contact (id, site_id, label, phone, email) values ($1, $2, $3, $4, $5)",
        contact.id,
        site,
        &contact.label,
        &contact.phone,
        &contact.email
    )?;
    Ok(())
}

pub async fn contact_in(tx: &mut Tx, site: Uuid, id: Uuid) -> Stored<Option<Contact>> {
    Ok(tx_one!(
        tx,
        "select id, label, phone, email from site_contact
         where id = $2 and site_id = $1 and superseded_at is null",
        site,
        id
    )?)
}

pub async fn end_contact(tx: &mut Tx, id: Uuid, at: DateTime<Utc>) -> Stored<()> {
    execute!(
        tx,
        "update site_contact set superseded_at = $2 where id = $1 and superseded_at is null",
        id,
        at
    )?;
    Ok(())
}

/// The nights the site opens; empty is every night.
pub async fn openings(tx: &mut Tx, site: Uuid) -> Stored<Vec<Nights>> {
    let rows: Vec<Opening> = tx_all!(
        tx,
        "select id, from_night, to_night from site_opening
         where site_id = $1 and superseded_at is null order by from_night",
        site
    )?;
    Ok(rows.iter().map(Opening::nights).collect())
}

pub async fn opening_rows(db: &Db, site: Uuid) -> Stored<Vec<Opening>> {
    Ok(read_all!(
        db,
        "select id, from_night, to_night from site_opening
         where site_id = $1 and superseded_at is null order by from_night",
        site
    )?)
}

/// The opening calendar of every site that has one, for the night index and the list.
pub async fn all_openings(db: &Db) -> Stored<Vec<(Uuid, Nights)>> {
    let rows: Vec<(Uuid, NaiveDate, Option<NaiveDate>)> = read_all!(
        db,
        "select site_id, from_night, to_night from site_opening
         where superseded_at is null order by site_id, from_night"
    )?;
    Ok(rows.into_iter().map(|(site, from, to)| (site, nights_of(from, to))).collect())
}

pub async fn insert_opening(tx: &mut Tx, site: Uuid, opening: &Opening) -> Stored<()> {
    execute!(
        tx,
        "insert into site_opening (id, site_id, from_night, to_night) values ($1, $2, $3, $4)",
        opening.id,
        site,
        opening.from_night,
        opening.to_night
    )?;
    Ok(())
}

pub async fn opening_in(tx: &mut Tx, site: Uuid, id: Uuid) -> Stored<Option<Opening>> {
    Ok(tx_one!(
        tx,
        "select id, from_night, to_night from site_opening
         where id = $2 and site_id = $1 and superseded_at is null",
        site,
        id
    )?)
}

pub async fn end_opening(tx: &mut Tx, id: Uuid, at: DateTime<Utc>) -> Stored<()> {
    execute!(
        tx,
        "update site_opening set superseded_at = $2 where id = $1 and superseded_at is null",
        id,
        at
    )?;
    Ok(())
}

pub async fn capacities(db: &Db, site: Uuid) -> Stored<Vec<Capacity>> {
    Ok(read_all!(
        db,
        "select id, kind, from_night, to_night, unit_count, place_count, source from capacity_period
         where site_id = $1 and superseded_at is null order by from_night desc, kind",
        site
    )?)
}

pub async fn capacities_in(tx: &mut Tx, site: Uuid) -> Stored<Vec<Capacity>> {
    Ok(tx_all!(
        tx,
        "select id, kind, from_night, to_night, unit_count, place_count, source from capacity_period
         where site_id = $1 and superseded_at is null order by from_night desc, kind",
        site
    )?)
}

pub async fn insert_capacity(
    tx: &mut Tx,
    site: Uuid,
    capacity: &Capacity,
    at: DateTime<Utc>,
) -> Stored<()> {
    execute!(
        tx,
        "insert into capacity_period (id, site_id, kind, from_night, to_night, unit_count, place_count, source, recorded_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        capacity.id,
        site,
        capacity.kind,
        capacity.from_night,
        capacity.to_night,
        capacity.unit_count,
        capacity.place_count,
        &capacity.source,
        at
    )?;
    Ok(())
}

/// A capacity that a list tells, and may take back.
pub async fn insert_capacity_of(
    tx: &mut Tx,
    site: Uuid,
    capacity: &Capacity,
    command: Uuid,
    at: DateTime<Utc>,
) -> Stored<()> {
    insert_capacity(tx, site, capacity, at).await?;
    execute!(tx, "update capacity_period set command_id = $2 where id = $1", capacity.id, command)?;
    Ok(())
}

/// Ends a capacity's force for another of the same list.
pub async fn replace_capacity(
    tx: &mut Tx,
    id: Uuid,
    command: Uuid,
    at: DateTime<Utc>,
) -> Stored<()> {
    execute!(
        tx,
        "update capacity_period set superseded_at = $3, superseded_by = $2 where id = $1 and superseded_at is null",
        id,
        command,
        at
    )?;
    Ok(())
}

/// Takes back the capacities a list told. `false` when somebody changed one since.
pub async fn take_back_capacities(
    tx: &mut Tx,
    command: Uuid,
    undo: Uuid,
    at: DateTime<Utc>,
) -> Stored<bool> {
    let built_upon: Option<(Uuid,)> = tx_one!(
        tx,
        "select id from capacity_period where command_id = $1 and superseded_at is not null limit 1",
        command
    )?;
    if built_upon.is_some() {
        return Ok(false);
    }
    execute!(
        tx,
        "update capacity_period set superseded_at = $3, superseded_by = $2
         where command_id = $1 and superseded_at is null",
        command,
        undo,
        at
    )?;
    let replaced: Vec<(Uuid, Uuid)> =
        tx_all!(tx, "select id, site_id from capacity_period where superseded_by = $1", command)?;
    for (id, site) in replaced {
        let before: Option<Capacity> = tx_one!(
            tx,
            "select id, kind, from_night, to_night, unit_count, place_count, source from capacity_period where id = $1",
            id
        )?;
        if let Some(before) = before {
            let again = Capacity { id: Uuid::now_v7(), ..before };
            insert_capacity_of(tx, site, &again, undo, at).await?;
        }
    }
    Ok(true)
}

pub async fn end_capacity(tx: &mut Tx, id: Uuid, at: DateTime<Utc>) -> Stored<()> {
    execute!(
        tx,
        "update capacity_period set superseded_at = $2 where id = $1 and superseded_at is null",
        id,
        at
    )?;
    Ok(())
}

pub async fn prices(db: &Db, site: Uuid) -> Stored<Vec<Price>> {
    Ok(read_all!(
        db,
        "select id, from_night, to_night, basis, amount_cents, infants_free_below from price_line
         where site_id = $1 and superseded_at is null order by from_night desc",
        site
    )?)
}

pub async fn prices_in(tx: &mut Tx, site: Uuid) -> Stored<Vec<Price>> {
    Ok(tx_all!(
        tx,
        "select id, from_night, to_night, basis, amount_cents, infants_free_below from price_line
         where site_id = $1 and superseded_at is null order by from_night desc",
        site
    )?)
}

pub async fn insert_price(tx: &mut Tx, site: Uuid, price: &Price, at: DateTime<Utc>) -> Stored<()> {
    execute!(
        tx,
        "insert into price_line (id, site_id, from_night, to_night, basis, amount_cents, infants_free_below, recorded_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        price.id,
        site,
        price.from_night,
        price.to_night,
        price.basis,
        price.amount_cents,
        price.infants_free_below,
        at
    )?;
    Ok(())
}

pub async fn end_price(tx: &mut Tx, id: Uuid, at: DateTime<Utc>) -> Stored<()> {
    execute!(
        tx,
        "update price_line set superseded_at = $2 where id = $1 and superseded_at is null",
        id,
        at
    )?;
    Ok(())
}

/// Whether admissions are stopped on a night. A stop ends only when somebody lifts it.
pub async fn is_stopped(tx: &mut Tx, site: Uuid, night: NaiveDate) -> Stored<bool> {
    let row: Option<(Uuid,)> = tx_one!(
        tx,
        "select id from admission_stop where site_id = $1 and lifted_at is null and from_night <= $2 limit 1",
        site,
        night
    )?;
    Ok(row.is_some())
}

/// The stop in force at a site, the latest when several were recorded.
pub async fn stop(db: &Db, site: Uuid) -> Stored<Option<AdmissionStop>> {
    Ok(read_one!(
        db,
        "select id, from_night, review_on, reason from admission_stop
         where site_id = $1 and lifted_at is null order by created_at desc limit 1",
        site
    )?)
}

/// One admission stop whose review date has come.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct StopToReview {
    pub site_id: Uuid,
    pub site_name: String,
    pub reason: String,
    pub since: NaiveDate,
    pub review_on: NaiveDate,
}

pub async fn stops_to_review(db: &Db, tonight: NaiveDate) -> Stored<Vec<StopToReview>> {
    Ok(read_all!(
        db,
        "select s.id as site_id, s.name as site_name, a.reason, a.from_night as since, a.review_on
         from admission_stop a join site s on s.id = a.site_id
         where a.lifted_at is null and a.review_on <= $1 order by a.review_on, s.name",
        tonight
    )?)
}

pub async fn insert_stop(
    tx: &mut Tx,
    site: Uuid,
    stop: &AdmissionStop,
    at: DateTime<Utc>,
) -> Stored<()> {
    execute!(
        tx,
        "insert into admission_stop (id, site_id, from_night, review_on, reason, created_at)
         values ($1, $2, $3, $4, $5, $6)",
        stop.id,
        site,
        stop.from_night,
        stop.review_on,
        &stop.reason,
        at
    )?;
    Ok(())
}

pub async fn lift_stops(tx: &mut Tx, site: Uuid, at: DateTime<Utc>) -> Stored<()> {
    execute!(
        tx,
        "update admission_stop set lifted_at = $2 where site_id = $1 and lifted_at is null",
        site,
        at
    )?;
    Ok(())
}

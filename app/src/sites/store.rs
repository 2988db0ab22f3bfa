//! Sites in the database.

use chrono::NaiveDate;
use uuid::Uuid;

use super::Site;
use crate::{
    db::{Db, Stored, Tx},
    nights::Nights,
    read_all, read_one, tx_all, tx_one,
};

pub async fn site(db: &Db, id: Uuid) -> Stored<Option<Site>> {
    Ok(read_one!(
        db,
        "select id, code, name, kind, measure, state, manager_id, address, territory, territory_name, latitude, longitude,
                amenities, checkin_from, checkout_until, no_show_at, agreement_ends, closes_on, stay_target_nights, version
         from site where id = $1",
        id
    )?)
}

pub async fn site_in(tx: &mut Tx, id: Uuid) -> Stored<Option<Site>> {
    Ok(tx_one!(
        tx,
        "select id, code, name, kind, measure, state, manager_id, address, territory, territory_name, latitude, longitude,
                amenities, checkin_from, checkout_until, no_show_at, agreement_ends, closes_on, stay_target_nights, version
         from site where id = $1",
        id
    )?)
}

pub async fn sites(db: &Db) -> Stored<Vec<Site>> {
    Ok(read_all!(
        db,
        "select id, code, name, kind, measure, state, manager_id, address, territory, territory_name, latitude, longitude,
                amenities, checkin_from, checkout_until, no_show_at, agreement_ends, closes_on, stay_target_nights, version
         from site order by name, id"
    )?)
}

/// Whether admissions are stopped on a night.
pub async fn is_stopped(tx: &mut Tx, site: Uuid, night: NaiveDate) -> Stored<bool> {
    let found: Option<(Uuid,)> = tx_one!(
        tx,
        "select id from admission_stop where site_id = $1 and lifted_at is null and from_night <= $2",
        site,
        night
    )?;
    Ok(found.is_some())
}

/// The opening calendar; empty when the site opens every night.
pub async fn openings(tx: &mut Tx, site: Uuid) -> Stored<Vec<Nights>> {
    let rows: Vec<(NaiveDate, Option<NaiveDate>)> = tx_all!(
        tx,
        "select from_night, to_night from site_opening
         where site_id = $1 and superseded_at is null order by from_night",
        site
    )?;
    Ok(rows
        .into_iter()
        .filter_map(|(from, to)| Nights::new(from, to))
        .collect())
}

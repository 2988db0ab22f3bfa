//! Sites in the database.

mod dated;

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::Site;
use crate::{
    db::{Db, Stored, Tx},
    execute, read_all, read_one, tx_one,
};
pub use dated::*;

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

pub async fn insert(tx: &mut Tx, site: &Site, at: DateTime<Utc>) -> Stored<()> {
    execute!(
        tx,
        "insert into site (id, code, name, kind, measure, state, manager_id, address, territory, territory_name,
                           latitude, longitude, amenities, checkin_from, checkout_until, no_show_at, agreement_ends,
                           closes_on, stay_target_nights, version, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)",
        site.id,
        &site.code,
        &site.name,
        site.kind,
        site.measure,
        site.state,
        site.manager_id,
        &site.address,
        &site.territory,
        &site.territory_name,
        site.latitude,
        site.longitude,
        &site.amenities,
        &site.checkin_from,
        &site.checkout_until,
        &site.no_show_at,
        site.agreement_ends,
        site.closes_on,
        site.stay_target_nights,
        site.version,
        at
    )?;
    Ok(())
}

/// Writes the whole row over version `site.version`; `false` when somebody else did before.
pub async fn update(tx: &mut Tx, site: &Site) -> Stored<bool> {
    let rows = execute!(
        tx,
        "update site set code = $3, name = $4, kind = $5, measure = $6, state = $7, manager_id = $8, address = $9,
                territory = $10, territory_name = $11, latitude = $12, longitude = $13, amenities = $14,
                checkin_from = $15, checkout_until = $16, no_show_at = $17, agreement_ends = $18, closes_on = $19,
                stay_target_nights = $20, version = version + 1
         where id = $1 and version = $2",
        site.id,
        site.version,
        &site.code,
        &site.name,
        site.kind,
        site.measure,
        site.state,
        site.manager_id,
        &site.address,
        &site.territory,
        &site.territory_name,
        site.latitude,
        site.longitude,
        &site.amenities,
        &site.checkin_from,
        &site.checkout_until,
        &site.no_show_at,
        site.agreement_ends,
        site.closes_on,
        site.stay_target_nights
    )?;
    Ok(rows == 1)
}

/// Organisations that may manage a site on a night, and the one that does already.
pub async fn managers(db: &Db, tonight: NaiveDate) -> Stored<Vec<(Uuid, String)>> {
    Ok(read_all!(
        db,
        "select id, name from organisation where closed_on is null or closed_on > $1 order by name, id",
        tonight
    )?)
}

pub async fn manager_name(db: &Db, id: Uuid) -> Stored<Option<String>> {
    let row: Option<(String,)> = read_one!(db, "select name from organisation where id = $1", id)?;
    Ok(row.map(|(name,)| name))
}

/// The bookings that still have somebody here, or will: what keeps a site from closing.
/// A household whose last night has passed is still here until its departure was seen.
pub async fn bookings_left(tx: &mut Tx, site: Uuid, tonight: NaiveDate) -> Stored<Vec<Uuid>> {
    let rows: Vec<(Uuid,)> = crate::tx_all!(
        tx,
        "select id from booking where site_id = $1 and (state = 'arrived'
            or (state in ('requested', 'held', 'confirmed') and coalesce(to_night, '9999-12-31') > $2))
         order by from_night, id",
        site,
        tonight
    )?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

//! Sites in the database.

use uuid::Uuid;

use super::Site;
use crate::{
    db::{Db, Stored, Tx},
    read_all, read_one, tx_one,
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

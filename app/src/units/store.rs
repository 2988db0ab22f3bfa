//! Units in the database.

use uuid::Uuid;

use super::Unit;
use crate::{
    db::{Db, Stored, Tx},
    read_all, tx_one,
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

//! Users as administrators keep them, in the database.

use chrono::NaiveDate;
use uuid::Uuid;

use super::{Account, InForce};
use crate::{
    db::{Db, Stored, Tx},
    execute, read_all, read_one, tx_one,
};

pub async fn accounts(db: &Db) -> Stored<Vec<Account>> {
    Ok(read_all!(
        db,
        "select u.id, u.organisation_id, o.name as organisation, u.email, u.name,
                u.disabled_at, u.created_at, u.version
         from user_account u join organisation o on o.id = u.organisation_id
         order by u.name, u.id"
    )?)
}

pub async fn account(db: &Db, id: Uuid) -> Stored<Option<Account>> {
    Ok(read_one!(
        db,
        "select u.id, u.organisation_id, o.name as organisation, u.email, u.name,
                u.disabled_at, u.created_at, u.version
         from user_account u join organisation o on o.id = u.organisation_id where u.id = $1",
        id
    )?)
}

/// Every right in force on a night.
pub async fn in_force(db: &Db, night: NaiveDate) -> Stored<Vec<InForce>> {
    Ok(read_all!(
        db,
        "select user_id, role, to_night from access_grant
         where from_night <= $1 and (to_night is null or to_night > $1)
         order by from_night, id",
        night
    )?)
}

/// Reads a user and keeps others from changing it, or its rights, until the
/// transaction ends.
pub async fn lock(tx: &mut Tx, id: Uuid) -> Stored<Option<Account>> {
    execute!(tx, "update user_account set version = version where id = $1", id)?;
    Ok(tx_one!(
        tx,
        "select u.id, u.organisation_id, o.name as organisation, u.email, u.name,
                u.disabled_at, u.created_at, u.version
         from user_account u join organisation o on o.id = u.organisation_id where u.id = $1",
        id
    )?)
}

pub async fn owner_of(tx: &mut Tx, email: &str) -> Stored<Option<Uuid>> {
    let found: Option<(Uuid,)> =
        tx_one!(tx, "select id from user_account where email = $1", email)?;
    Ok(found.map(|(id,)| id))
}

/// How many rows were of the version shown: none when somebody was quicker.
pub async fn update(tx: &mut Tx, id: Uuid, version: i32, name: &str, email: &str) -> Stored<u64> {
    Ok(execute!(
        tx,
        "update user_account set name = $3, email = $4, version = version + 1
         where id = $1 and version = $2",
        id,
        version,
        name,
        email
    )?)
}

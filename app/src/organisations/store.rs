//! Organisations and mandates in the database.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::FromRow;
use uuid::Uuid;

use super::{Kind, Listed, Mandate, Organisation, rules::Holder};
use crate::{
    access::Role,
    db::{Db, Stored, Tx},
    execute, read_all, read_one, tx_all, tx_one,
};

/// Every organisation with its people, its rights in force tonight and the sites it manages.
pub async fn listed(db: &Db, tonight: NaiveDate) -> Stored<Vec<Listed>> {
    Ok(read_all!(
        db,
        "select o.id, o.name, o.kind, o.closed_on, o.version,
                (select count(*) from user_account u
                  where u.organisation_id = o.id and u.disabled_at is null) as users,
                (select count(*) from access_grant g where g.organisation_id = o.id
                  and g.from_night <= $1 and (g.to_night is null or g.to_night > $1)) as grants,
                (select count(*) from site s where s.manager_id = o.id) as sites
         from organisation o order by o.name, o.id",
        tonight
    )?)
}

pub async fn organisations(db: &Db) -> Stored<Vec<Organisation>> {
    Ok(read_all!(
        db,
        "select id, name, kind, closed_on, version from organisation order by name, id"
    )?)
}

pub async fn organisation(db: &Db, id: Uuid) -> Stored<Option<Organisation>> {
    Ok(read_one!(
        db,
        "select id, name, kind, closed_on, version from organisation where id = $1",
        id
    )?)
}

/// Reads an organisation and keeps others from changing it, or from giving rights
/// in its name, until the transaction ends.
pub async fn lock(tx: &mut Tx, id: Uuid) -> Stored<Option<Organisation>> {
    execute!(tx, "update organisation set version = version where id = $1", id)?;
    Ok(tx_one!(
        tx,
        "select id, name, kind, closed_on, version from organisation where id = $1",
        id
    )?)
}

pub async fn names(tx: &mut Tx) -> Stored<Vec<(Uuid, String)>> {
    Ok(tx_all!(tx, "select id, name from organisation")?)
}

pub async fn insert(
    tx: &mut Tx,
    id: Uuid,
    name: &str,
    kind: Kind,
    at: DateTime<Utc>,
) -> Stored<()> {
    execute!(
        tx,
        "insert into organisation (id, name, kind, created_at) values ($1, $2, $3, $4)",
        id,
        name,
        kind,
        at
    )?;
    Ok(())
}

/// How many rows were of the version shown: none when somebody was quicker.
pub async fn update(tx: &mut Tx, id: Uuid, version: i32, name: &str, kind: Kind) -> Stored<u64> {
    Ok(execute!(
        tx,
        "update organisation set name = $3, kind = $4, version = version + 1
         where id = $1 and version = $2",
        id,
        version,
        name,
        kind
    )?)
}

pub async fn set_closed_on(
    tx: &mut Tx,
    id: Uuid,
    version: i32,
    on: Option<NaiveDate>,
) -> Stored<u64> {
    Ok(execute!(
        tx,
        "update organisation set closed_on = $3, version = version + 1
         where id = $1 and version = $2",
        id,
        version,
        on
    )?)
}

#[derive(FromRow)]
struct HolderRow {
    grant_id: Uuid,
    name: String,
    role: Role,
    to_night: Option<NaiveDate>,
}

/// The rights given in an organisation's name that hold on `on` or after.
pub async fn holders(tx: &mut Tx, organisation: Uuid, on: NaiveDate) -> Stored<Vec<Holder>> {
    let rows: Vec<HolderRow> = tx_all!(
        tx,
        "select g.id as grant_id, u.name, g.role, g.to_night
         from access_grant g join user_account u on u.id = g.user_id
         where g.organisation_id = $1
           and (g.to_night is null or (g.to_night > $2 and g.to_night > g.from_night))
         order by u.name, g.id",
        organisation,
        on
    )?;
    let holder = |row: HolderRow| Holder {
        grant_id: row.grant_id,
        name: row.name,
        role: row.role,
        to_night: row.to_night,
    };
    Ok(rows.into_iter().map(holder).collect())
}

pub async fn mandates_of(db: &Db, organisation: Uuid) -> Stored<Vec<Mandate>> {
    Ok(read_all!(
        db,
        "select id, organisation_id, label, from_night, to_night from mandate
         where organisation_id = $1 order by from_night desc, label",
        organisation
    )?)
}

pub async fn mandate(tx: &mut Tx, id: Uuid) -> Stored<Option<Mandate>> {
    Ok(tx_one!(
        tx,
        "select id, organisation_id, label, from_night, to_night from mandate where id = $1",
        id
    )?)
}

pub async fn insert_mandate(tx: &mut Tx, mandate: &Mandate) -> Stored<()> {
    execute!(
        tx,
        "insert into mandate (id, organisation_id, label, from_night, to_night)
         values ($1, $2, $3, $4, $5)",
        mandate.id,
        mandate.organisation_id,
        &mandate.label,
        mandate.from_night,
        mandate.to_night
    )?;
    Ok(())
}

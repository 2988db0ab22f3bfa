//! Who may see a restricted household, and who is never placed beside whom.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{
    db::{Db, Stored, Tx},
    execute,
    households::Confidant,
    read_all, tx_all, tx_one,
};

pub async fn confidants(db: &Db, household: Uuid) -> Stored<Vec<Confidant>> {
    Ok(read_all!(
        db,
        "select u.id, u.name, o.name as organisation
         from household_circle c join user_account u on u.id = c.user_id
         join organisation o on o.id = u.organisation_id
         where c.household_id = $1 order by u.name, u.id",
        household
    )?)
}

/// Whose e-mail it is, if the account is in use.
pub async fn user_of_email(tx: &mut Tx, email: &str) -> Stored<Option<Uuid>> {
    let found: Option<(Uuid,)> =
        tx_one!(tx, "select id from user_account where email = $1 and disabled_at is null", email)?;
    Ok(found.map(|(id,)| id))
}

pub async fn name(tx: &mut Tx, household: Uuid, user: Uuid) -> Stored<()> {
    execute!(
        tx,
        "insert into household_circle (household_id, user_id) values ($1, $2)
         on conflict (household_id, user_id) do nothing",
        household,
        user
    )?;
    Ok(())
}

pub async fn unname(tx: &mut Tx, household: Uuid, user: Uuid) -> Stored<()> {
    execute!(
        tx,
        "delete from household_circle where household_id = $1 and user_id = $2",
        household,
        user
    )?;
    Ok(())
}

pub async fn named(tx: &mut Tx, household: Uuid) -> Stored<Vec<Uuid>> {
    let rows: Vec<(Uuid,)> = tx_all!(
        tx,
        "select user_id from household_circle where household_id = $1 order by user_id",
        household
    )?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// What was said of a merged household holds for the one that speaks for it.
macro_rules! incompatible {
    () => {
        "select coalesce(o.merged_into, o.id) from incompatibility i join household o on o.id = i.other_id
         where i.lifted_at is null and i.household_id in (select id from household where id = $1 or merged_into = $1)
         union
         select coalesce(o.merged_into, o.id) from incompatibility i join household o on o.id = i.household_id
         where i.lifted_at is null and i.other_id in (select id from household where id = $1 or merged_into = $1)"
    };
}

/// Households never placed at the same site as this one. Never say why, nor to whom not.
pub async fn incompatible_with(tx: &mut Tx, household: Uuid) -> Stored<Vec<Uuid>> {
    let rows: Vec<(Uuid,)> = tx_all!(tx, incompatible!(), household)?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

pub async fn incompatible(db: &Db, household: Uuid) -> Stored<Vec<Uuid>> {
    let rows: Vec<(Uuid,)> = read_all!(db, incompatible!(), household)?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

pub async fn keep_apart(tx: &mut Tx, a: Uuid, b: Uuid, at: DateTime<Utc>) -> Stored<()> {
    execute!(
        tx,
        "insert into incompatibility (household_id, other_id, created_at) values ($1, $2, $3)
         on conflict (household_id, other_id) do update set lifted_at = null",
        a.min(b),
        a.max(b),
        at
    )?;
    Ok(())
}

pub async fn lift(tx: &mut Tx, a: Uuid, b: Uuid, at: DateTime<Utc>) -> Stored<()> {
    execute!(
        tx,
        "update incompatibility set lifted_at = $3 where lifted_at is null and (
            (household_id in (select id from household where id = $1 or merged_into = $1)
             and other_id in (select id from household where id = $2 or merged_into = $2))
         or (household_id in (select id from household where id = $2 or merged_into = $2)
             and other_id in (select id from household where id = $1 or merged_into = $1)))",
        a,
        b,
        at
    )?;
    Ok(())
}

//! Funded periods in the database.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::FundedPeriod;
use crate::{
    db::{Db, Stored, Tx},
    execute, read_all, tx_all, tx_one,
};

macro_rules! period_select {
    () => {
        "select id, household_id, from_night, to_night, state, funder, basis, reference, decided_by, decided_on,
                reason, version
         from funded_period where "
    };
}

/// Of the household and of those it speaks for, the latest first.
macro_rules! of_household {
    () => {
        concat!(
            period_select!(),
            "household_id in (
                 select f.id from household k join household f on f.id = coalesce(k.merged_into, k.id)
                     or f.merged_into = coalesce(k.merged_into, k.id)
                 where k.id = $1)
             order by from_night desc, id desc"
        )
    };
}

pub async fn insert(tx: &mut Tx, period: &FundedPeriod, by: Uuid, at: DateTime<Utc>) -> Stored<()> {
    execute!(
        tx,
        "insert into funded_period (id, household_id, from_night, to_night, state, funder, basis, reference,
             decided_by, decided_on, reason, version, created_at, created_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 1, $12, $13)",
        period.id,
        period.household_id,
        period.from_night,
        period.to_night,
        period.state,
        period.funder,
        period.basis,
        &period.reference,
        &period.decided_by,
        period.decided_on,
        &period.reason,
        at,
        by
    )?;
    Ok(())
}

/// `false` when it is no longer at the version read.
pub async fn update(tx: &mut Tx, period: &FundedPeriod, version: i32) -> Stored<bool> {
    let rows = execute!(
        tx,
        "update funded_period set to_night = $3, state = $4, reference = $5, decided_by = $6, decided_on = $7,
             reason = $8, version = version + 1
         where id = $1 and version = $2",
        period.id,
        version,
        period.to_night,
        period.state,
        &period.reference,
        &period.decided_by,
        period.decided_on,
        &period.reason
    )?;
    Ok(rows == 1)
}

/// A household's periods, the latest first.
pub async fn of_household(db: &Db, household: Uuid) -> Stored<Vec<FundedPeriod>> {
    Ok(read_all!(db, of_household!(), household)?)
}

pub async fn of_household_in(tx: &mut Tx, household: Uuid) -> Stored<Vec<FundedPeriod>> {
    Ok(tx_all!(tx, of_household!(), household)?)
}

pub async fn period_in(tx: &mut Tx, id: Uuid) -> Stored<Option<FundedPeriod>> {
    Ok(tx_one!(tx, concat!(period_select!(), "id = $1"), id)?)
}

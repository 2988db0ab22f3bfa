//! Households in the database. What a reader may know of is decided in SQL, always by
//! the same condition.

pub mod cards;
pub mod circle;
pub mod duplicates;
pub mod events;
pub mod list;
pub mod members;
pub mod nights;
pub mod search;
pub mod words;

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::Household;
use crate::{
    access::Actor,
    db::{
        Db, Stored, Tx,
        statement::{Statement, Value},
    },
    execute, read_all, read_one, tx_all, tx_one, visible_household,
};
pub use cards::{card, cards_of};
pub use circle::incompatible_with;
pub use members::{members_on, size_on};

macro_rules! household_columns {
    () => {
        "h.id, h.code, h.organisation_id, h.alias, h.phone, h.language, h.territory, h.needs, h.animals,
         h.note, h.restricted, h.merged_into, h.merged_on, h.version, h.created_at"
    };
}

/// `$1`, `$2` and `$3` of `visible_household!()`.
pub fn scope(actor: &Actor) -> (Uuid, NaiveDate, NaiveDate) {
    (actor.user_id, actor.tonight, actor.tail())
}

/// A statement that begins with them.
pub fn scoped(actor: &Actor) -> Statement {
    let (user, tonight, tail) = scope(actor);
    Statement::given([Value::Id(user), Value::Night(tonight), Value::Night(tail)])
}

/// The household, if the actor may know of it.
pub async fn visible(db: &Db, actor: &Actor, id: Uuid) -> Stored<Option<Household>> {
    let (user, tonight, tail) = scope(actor);
    Ok(read_one!(
        db,
        concat!(
            "select ",
            household_columns!(),
            " from household h where h.id = $4 and ",
            visible_household!()
        ),
        user,
        tonight,
        tail,
        id
    )?)
}

pub async fn visible_in(tx: &mut Tx, actor: &Actor, id: Uuid) -> Stored<Option<Household>> {
    let (user, tonight, tail) = scope(actor);
    Ok(tx_one!(
        tx,
        concat!(
            "select ",
            household_columns!(),
            " from household h where h.id = $4 and ",
            visible_household!()
        ),
        user,
        tonight,
        tail,
        id
    )?)
}

/// Brings up to date what is derived from a household: called last in a change.
pub async fn refresh(tx: &mut Tx, household: Uuid, tonight: NaiveDate) -> Stored<()> {
    members::look_after(tx, household, tonight).await?;
    words::index(tx, household, tonight).await
}

/// Whose code it is, if the actor may know of it.
pub async fn by_code(tx: &mut Tx, actor: &Actor, code: &str) -> Stored<Option<Household>> {
    let (user, tonight, tail) = scope(actor);
    Ok(tx_one!(
        tx,
        concat!(
            "select ",
            household_columns!(),
            " from household h where h.code = $4 and ",
            visible_household!()
        ),
        user,
        tonight,
        tail,
        code
    )?)
}

/// The household, whoever asks: for what one command does to several.
pub(super) async fn any_in(tx: &mut Tx, id: Uuid) -> Stored<Option<Household>> {
    Ok(tx_one!(
        tx,
        concat!("select ", household_columns!(), " from household h where h.id = $1"),
        id
    )?)
}

pub async fn code_is_free(tx: &mut Tx, code: &str) -> Stored<bool> {
    let found: Option<(Uuid,)> = tx_one!(tx, "select id from household where code = $1", code)?;
    Ok(found.is_none())
}

/// `by` is nobody when a list tells of it.
pub async fn insert(tx: &mut Tx, household: &Household, by: impl Into<Option<Uuid>>) -> Stored<()> {
    let by: Option<Uuid> = by.into();
    execute!(
        tx,
        "insert into household (id, code, organisation_id, alias, phone, language, territory, needs, animals,
                                note, restricted, version, created_at, created_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        household.id,
        &household.code,
        household.organisation_id,
        &household.alias,
        &household.phone,
        &household.language,
        &household.territory,
        &household.needs,
        household.animals,
        &household.note,
        household.restricted,
        household.version,
        household.created_at,
        by
    )?;
    Ok(())
}

/// Writes what an edit may change, once the household is taken ([`advance`]).
pub async fn update(tx: &mut Tx, household: &Household) -> Stored<()> {
    execute!(
        tx,
        "update household set alias = $3, phone = $4, language = $5, territory = $6, needs = $7, animals = $8,
                note = $9, restricted = $10
         where id = $1 and version = $2",
        household.id,
        household.version,
        &household.alias,
        &household.phone,
        &household.language,
        &household.territory,
        &household.needs,
        household.animals,
        &household.note,
        household.restricted
    )?;
    Ok(())
}

/// Takes the household for this transaction. `false` when it is no longer at that version.
pub async fn advance(tx: &mut Tx, id: Uuid, version: i32) -> Stored<bool> {
    let rows = execute!(
        tx,
        "update household set version = version + 1 where id = $1 and version = $2",
        id,
        version
    )?;
    Ok(rows == 1)
}

/// `target` speaks for `source`, and for those `source` spoke for.
pub async fn merge_into(tx: &mut Tx, source: Uuid, target: Uuid, night: NaiveDate) -> Stored<()> {
    execute!(tx, "update household set merged_into = $2 where merged_into = $1", source, target)?;
    execute!(
        tx,
        "update household set merged_into = $2, merged_on = $3 where id = $1",
        source,
        target,
        night
    )?;
    Ok(())
}

/// `source` speaks for itself again, and for those it spoke for.
pub async fn part_from(tx: &mut Tx, source: Uuid, target: Uuid) -> Stored<()> {
    execute!(
        tx,
        "update household set merged_into = $1 where merged_into = $2 and id in (
            select e.household_id from household_event e
            where e.kind = 'merged' and e.other_household_id = $1 and e.undone_at is null)",
        source,
        target
    )?;
    execute!(
        tx,
        "update household set merged_into = null, merged_on = null where id = $1",
        source
    )?;
    Ok(())
}

/// The codes of the households this one speaks for.
pub async fn other_codes(db: &Db, id: Uuid) -> Stored<Vec<String>> {
    let rows: Vec<(String,)> =
        read_all!(db, "select code from household where merged_into = $1 order by code", id)?;
    Ok(rows.into_iter().map(|(code,)| code).collect())
}

/// The household and those it speaks for: bookings made for any of them are its own.
pub async fn ids_of(db: &Db, id: Uuid) -> Stored<Vec<Uuid>> {
    let rows: Vec<(Uuid,)> =
        read_all!(db, "select id from household where id = $1 or merged_into = $1", id)?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// The city: on whose account households are written down by those who act for it.
pub async fn city(tx: &mut Tx) -> Stored<Option<Uuid>> {
    let found: Option<(Uuid,)> = tx_one!(
        tx,
        "select id from organisation where kind = 'city' and closed_on is null order by created_at, id limit 1"
    )?;
    Ok(found.map(|(id,)| id))
}

/// Where sites are: code and name, for the territory of attachment.
pub async fn territories(db: &Db) -> Stored<Vec<(String, String)>> {
    Ok(read_all!(
        db,
        "select territory, min(territory_name) from site group by territory order by territory"
    )?)
}

pub struct Assigned {
    pub household: Uuid,
    pub mandate: Uuid,
    pub worker: Option<Uuid>,
    pub from: NaiveDate,
}

pub async fn assign(tx: &mut Tx, assigned: &Assigned) -> Stored<()> {
    execute!(
        tx,
        "insert into assignment (id, household_id, mandate_id, worker_id, from_night) values ($1, $2, $3, $4, $5)",
        Uuid::now_v7(),
        assigned.household,
        assigned.mandate,
        assigned.worker,
        assigned.from
    )?;
    Ok(())
}

/// The mandates that follow the household on a night, and the worker of each.
pub async fn assignments(
    tx: &mut Tx,
    household: Uuid,
    night: NaiveDate,
) -> Stored<Vec<(Uuid, Option<Uuid>)>> {
    Ok(tx_all!(
        tx,
        "select mandate_id, worker_id from assignment
         where household_id = $1 and from_night <= $2 and (to_night is null or to_night > $2)",
        household,
        night
    )?)
}

/// Whether anything was ever booked in the household's own name.
pub async fn has_bookings(tx: &mut Tx, household: Uuid) -> Stored<bool> {
    let found: Option<(Uuid,)> =
        tx_one!(tx, "select id from booking where household_id = $1 limit 1", household)?;
    Ok(found.is_some())
}

/// Writes that the names of these households were read, all at once.
pub async fn log_reads(
    tx: &mut Tx,
    actor: &Actor,
    at: DateTime<Utc>,
    households: &[Uuid],
) -> Stored<()> {
    for household in households {
        execute!(
            tx,
            "insert into access_log (id, at, user_id, role, subject, subject_id) values ($1, $2, $3, $4, 'household', $5)",
            Uuid::now_v7(),
            at,
            actor.user_id,
            actor.role(),
            *household
        )?;
    }
    Ok(())
}

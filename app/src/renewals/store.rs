//! What ends, and what was decided about it.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::FromRow;
use uuid::Uuid;

use super::{ClosingDay, Decision, Renewal};
use crate::{
    access::Actor,
    bookings::store::Summary,
    db::{
        Db, Stored, Tx,
        statement::{LIST_MAX, Statement, ids},
    },
    execute, households, read_all, visible_household,
};

/// A booking, and until when its household is funded.
#[derive(Clone, Debug, FromRow)]
pub struct Ending {
    #[sqlx(flatten)]
    pub booking: Summary,
    pub funded_until: Option<NaiveDate>,
    /// Another booking of the household goes on from its end.
    pub goes_on: bool,
}

macro_rules! ending_select {
    () => {
        concat!(
            "select b.id, b.code, b.household_id, b.site_id, s.name as site_name, b.state, b.persons, b.from_night,
                    b.to_night, b.held_until,
                    (select max(f.to_night) from funded_period f join household fh on fh.id = f.household_id
                     where f.state = 'granted' and (fh.id = coalesce(h.merged_into, h.id)
                         or fh.merged_into = coalesce(h.merged_into, h.id))) as funded_until,
                    exists (select 1 from booking nb where nb.household_id = b.household_id and nb.id <> b.id
                        and nb.state in ('held', 'confirmed', 'arrived') and nb.from_night <= b.to_night
                        and (nb.to_night is null or nb.to_night > b.to_night)) as goes_on
             from booking b join site s on s.id = b.site_id join household h on h.id = b.household_id
             where ",
            visible_household!()
        )
    };
}

/// Those who sleep somewhere tonight, or are expected by the horizon: the caller keeps what ends.
pub async fn endings(db: &Db, actor: &Actor, horizon: NaiveDate) -> Stored<Vec<Ending>> {
    Ok(read_all!(
        db,
        concat!(
            ending_select!(),
            " and (b.state = 'arrived' or (b.state = 'confirmed' and b.from_night <= $2))
              and (b.to_night <= $4 or exists (select 1 from funded_period g
                   where g.household_id = b.household_id and g.state = 'granted' and g.to_night <= $4))
              order by s.name, b.to_night, b.id"
        ),
        actor.user_id,
        actor.tonight,
        actor.tail(),
        horizon
    )?)
}

/// These bookings, as far as the actor may know of them.
pub async fn of_bookings(db: &Db, actor: &Actor, bookings: &[Uuid]) -> Stored<Vec<Ending>> {
    let mut found = Vec::with_capacity(bookings.len());
    for some in bookings.chunks(LIST_MAX) {
        let mut statement = households::store::scoped(actor);
        statement
            .add(ending_select!())
            .add(" and b.state in ('arrived', 'confirmed') and b.id in (");
        statement.list(ids(some)).add(") order by s.name, b.to_night, b.id");
        found.extend(statement.rows::<Ending>(db).await?);
    }
    Ok(found)
}

/// The decision in force about each of these bookings, whichever end it was about.
pub async fn decided(db: &Db, bookings: &[Uuid]) -> Stored<HashMap<Uuid, Renewal>> {
    let mut decided = HashMap::new();
    for some in bookings.chunks(LIST_MAX) {
        let mut statement = Statement::default();
        statement.add(
            "select r.booking_id, r.ends_on, r.decision, r.to_night, r.reason, r.next_step, u.name as decided_by, r.decided_at
             from renewal r join user_account u on u.id = r.decided_by
             where r.superseded_at is null and r.booking_id in (",
        );
        statement.list(ids(some)).add(")");
        let rows: Vec<Renewal> = statement.rows(db).await?;
        decided.extend(rows.into_iter().map(|each| (each.booking_id, each)));
    }
    Ok(decided)
}

pub struct NewRenewal<'a> {
    pub household: Uuid,
    pub booking: Uuid,
    pub ends_on: NaiveDate,
    pub decision: Decision,
    pub to: Option<NaiveDate>,
    pub reason: &'a str,
    pub next_step: &'a str,
    pub by: Uuid,
    pub command: Uuid,
}

/// Writes a decision down; the one before about the same booking is history.
pub async fn decide(tx: &mut Tx, new: &NewRenewal<'_>, at: DateTime<Utc>) -> Stored<()> {
    execute!(
        tx,
        "update renewal set superseded_at = $2 where booking_id = $1 and superseded_at is null",
        new.booking,
        at
    )?;
    execute!(
        tx,
        "insert into renewal (id, household_id, booking_id, ends_on, decision, to_night, reason, next_step, decided_by,
                              decided_at, command_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        Uuid::now_v7(),
        new.household,
        new.booking,
        new.ends_on,
        new.decision,
        new.to,
        new.reason,
        new.next_step,
        new.by,
        at,
        new.command
    )?;
    Ok(())
}

pub async fn closing_days(db: &Db, from: NaiveDate) -> Stored<Vec<ClosingDay>> {
    Ok(read_all!(
        db,
        "select day, label from service_closing_day where day >= $1 order by day",
        from
    )?)
}

/// `false` when the day was known to be one.
pub async fn add_closing_day(
    tx: &mut Tx,
    day: NaiveDate,
    label: &str,
    by: Uuid,
    at: DateTime<Utc>,
) -> Stored<bool> {
    let rows = execute!(
        tx,
        "insert into service_closing_day (day, label, created_at, created_by) values ($1, $2, $3, $4)
         on conflict (day) do nothing",
        day,
        label,
        at,
        by
    )?;
    Ok(rows == 1)
}

//! Assignments and offers in the database.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::{Assignment, Lot, Offer, OfferLine, OfferState, Shown, Unled};
use crate::{
    access::Actor,
    db::{
        Db, Stored, Tx,
        statement::{Statement, Value, ids},
    },
    execute, households, read_all, tx_all, tx_one, visible_household,
};

/// Who led and leads the household, the latest first.
pub async fn of_household(db: &Db, household: Uuid) -> Stored<Vec<Shown>> {
    Ok(read_all!(
        db,
        "select a.id, a.household_id, a.mandate_id, a.worker_id, a.from_night, a.to_night, m.label as mandate,
                o.name as operator, u.name as worker
         from assignment a join mandate m on m.id = a.mandate_id join organisation o on o.id = m.organisation_id
         left join user_account u on u.id = a.worker_id
         where a.household_id = $1 order by a.from_night desc, a.id desc",
        household
    )?)
}

pub async fn of_household_in(tx: &mut Tx, household: Uuid) -> Stored<Vec<Assignment>> {
    Ok(tx_all!(
        tx,
        "select id, household_id, mandate_id, worker_id, from_night, to_night
         from assignment where household_id = $1 order by from_night",
        household
    )?)
}

pub async fn insert(tx: &mut Tx, assignment: &Assignment) -> Stored<()> {
    execute!(
        tx,
        "insert into assignment (id, household_id, mandate_id, worker_id, from_night, to_night)
         values ($1, $2, $3, $4, $5, $6)",
        assignment.id,
        assignment.household_id,
        assignment.mandate_id,
        assignment.worker_id,
        assignment.from_night,
        assignment.to_night
    )?;
    Ok(())
}

/// Ends a lead on the morning of a day; `false` when it had ended by then.
pub async fn end(tx: &mut Tx, id: Uuid, on: NaiveDate, reason: &str) -> Stored<bool> {
    let rows = execute!(
        tx,
        "update assignment set to_night = $2, ended_reason = $3
         where id = $1 and (to_night is null or to_night > $2)",
        id,
        on,
        reason
    )?;
    Ok(rows == 1)
}

pub async fn set_worker(tx: &mut Tx, id: Uuid, worker: Uuid) -> Stored<()> {
    execute!(tx, "update assignment set worker_id = $2 where id = $1", id, worker)?;
    Ok(())
}

pub async fn insert_offer(tx: &mut Tx, offer: &Offer) -> Stored<()> {
    execute!(
        tx,
        "insert into assignment_offer (id, household_id, mandate_id, from_night, state, summary, reason, proposed_by,
                                       proposed_at)
         values ($1, $2, $3, $4, $5, $6, '', $7, $8)",
        offer.id,
        offer.household_id,
        offer.mandate_id,
        offer.from_night,
        offer.state,
        &offer.summary,
        offer.proposed_by,
        offer.proposed_at
    )?;
    Ok(())
}

pub async fn offer_in(tx: &mut Tx, id: Uuid) -> Stored<Option<Offer>> {
    Ok(tx_one!(
        tx,
        "select id, household_id, mandate_id, from_night, state, summary, reason, proposed_by, proposed_at
         from assignment_offer where id = $1",
        id
    )?)
}

/// Answers an offer nobody answered yet; `false` when somebody was faster.
pub async fn answer(
    tx: &mut Tx,
    id: Uuid,
    state: OfferState,
    reason: &str,
    by: Uuid,
    at: DateTime<Utc>,
) -> Stored<bool> {
    let rows = execute!(
        tx,
        "update assignment_offer set state = $2, reason = $3, answered_by = $4, answered_at = $5
         where id = $1 and state = 'proposed'",
        id,
        state,
        reason,
        by,
        at
    )?;
    Ok(rows == 1)
}

macro_rules! offer_lines {
    () => {
        "select f.id, f.household_id, f.mandate_id, f.from_night, f.state, f.summary, f.reason, f.proposed_by,
                f.proposed_at, h.code, m.label as mandate, o.name as operator, u.name as author,
                (select count(*) from membership ms where ms.household_id = h.id and ms.superseded_at is null
                    and ms.from_night <= f.from_night and (ms.to_night is null or ms.to_night > f.from_night)) as persons
         from assignment_offer f join household h on h.id = f.household_id join mandate m on m.id = f.mandate_id
         join organisation o on o.id = m.organisation_id join user_account u on u.id = f.proposed_by
         where f.state = 'proposed' and "
    };
}

/// Offers of a household that wait for an answer.
pub async fn offers_of(db: &Db, household: Uuid) -> Stored<Vec<OfferLine>> {
    Ok(read_all!(
        db,
        concat!(offer_lines!(), "f.household_id = $1 order by f.proposed_at"),
        household
    )?)
}

/// Offers that wait for one of these mandates to answer.
pub async fn offers_to(db: &Db, mandates: &[Uuid]) -> Stored<Vec<OfferLine>> {
    if mandates.is_empty() {
        return Ok(Vec::new());
    }
    let mut statement = Statement::default();
    statement.add(offer_lines!()).add("f.mandate_id in (");
    statement.list(ids(mandates)).add(") order by f.from_night, f.proposed_at");
    statement.rows(db).await
}

pub async fn lots(db: &Db, night: NaiveDate) -> Stored<Vec<Lot>> {
    Ok(read_all!(
        db,
        "select m.id, m.label, o.name as operator, m.caseload_max,
                (select count(*) from assignment a where a.mandate_id = m.id and a.from_night <= $1
                    and (a.to_night is null or a.to_night > $1)) as households,
                (select count(distinct g.user_id) from access_grant g where g.mandate_id = m.id
                    and g.role = 'social_worker' and g.from_night <= $1 and (g.to_night is null or g.to_night > $1)) as workers
         from mandate m join organisation o on o.id = m.organisation_id
         where m.from_night <= $1 and (m.to_night is null or m.to_night > $1)
         order by o.name, m.label",
        night
    )?)
}

pub async fn unled(db: &Db, actor: &Actor, limit: i64) -> Stored<Vec<Unled>> {
    let mut statement = households::store::scoped(actor);
    statement.add("select h.id, s.name as site_name, b.from_night as since");
    statement.add(UNLED).add(" and ").add(visible_household!());
    statement.add(" order by b.from_night, h.code limit ").bind(Value::Count(limit));
    statement.rows(db).await
}

pub async fn count_unled(db: &Db, actor: &Actor) -> Stored<i64> {
    let mut statement = households::store::scoped(actor);
    statement.add("select count(distinct h.id)").add(UNLED);
    statement.add(" and ").add(visible_household!());
    let rows: Vec<(i64,)> = statement.rows(db).await?;
    Ok(rows.first().map_or(0, |(count,)| *count))
}

const UNLED: &str =
    " from booking b join site s on s.id = b.site_id join household h on h.id = b.household_id
      where b.state = 'arrived' and not exists (
          select 1 from assignment a where a.household_id = h.id and a.from_night <= $2
            and (a.to_night is null or a.to_night > $2))";

/// Who works under a mandate tonight.
pub async fn workers(db: &Db, mandate: Uuid, night: NaiveDate) -> Stored<Vec<(Uuid, String)>> {
    Ok(read_all!(
        db,
        "select distinct u.id, u.name from access_grant g join user_account u on u.id = g.user_id
         where g.mandate_id = $1 and g.role = 'social_worker' and u.disabled_at is null
           and g.from_night <= $2 and (g.to_night is null or g.to_night > $2)
         order by u.name",
        mandate,
        night
    )?)
}

//! Requests, answers and the order of the list in the database.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::FromRow;
use uuid::Uuid;

use super::{Answer, Move, PriorityList, Proposal, Proposed, Request};
use crate::{
    access::Actor,
    db::{
        Db, Stored, Tx,
        statement::{LIST_MAX, Statement, Value, ids},
    },
    execute, read_all, read_one, tx_one, visible_household,
};

macro_rules! request_columns {
    () => {
        "r.id, r.code, r.household_id, r.source, r.received_at, r.slept, r.waits_at, r.criteria, r.state, r.evaluate_by,
         r.parked_until, r.reason, r.version"
    };
}

pub async fn insert(tx: &mut Tx, request: &Request, by: Uuid) -> Stored<()> {
    execute!(
        tx,
        "insert into placement_request (id, code, household_id, source, received_at, slept, waits_at, criteria, state,
                                        evaluate_by, created_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        request.id,
        &request.code,
        request.household_id,
        request.source,
        request.received_at,
        request.slept,
        &request.waits_at,
        &request.criteria,
        request.state,
        request.evaluate_by,
        by
    )?;
    Ok(())
}

/// `false` when it is no longer at the version read.
pub async fn update(tx: &mut Tx, request: &Request, version: i32) -> Stored<bool> {
    let rows = execute!(
        tx,
        "update placement_request set slept = $3, waits_at = $4, criteria = $5, state = $6, parked_until = $7, reason = $8,
             version = version + 1
         where id = $1 and version = $2",
        request.id,
        version,
        request.slept,
        &request.waits_at,
        &request.criteria,
        request.state,
        request.parked_until,
        &request.reason
    )?;
    Ok(rows == 1)
}

/// The request, if the actor may know of its household.
pub async fn visible(db: &Db, actor: &Actor, id: Uuid) -> Stored<Option<Request>> {
    Ok(read_one!(
        db,
        concat!(
            "select ",
            request_columns!(),
            " from placement_request r join household h on h.id = r.household_id where r.id = $4 and ",
            visible_household!()
        ),
        actor.user_id,
        actor.tonight,
        actor.tail(),
        id
    )?)
}

pub async fn request_in(tx: &mut Tx, id: Uuid) -> Stored<Option<Request>> {
    Ok(tx_one!(
        tx,
        concat!("select ", request_columns!(), " from placement_request r where r.id = $1"),
        id
    )?)
}

/// Every request not closed that the actor may know of, the oldest first.
pub async fn open(db: &Db, actor: &Actor) -> Stored<Vec<Request>> {
    Ok(read_all!(
        db,
        concat!(
            "select ",
            request_columns!(),
            " from placement_request r join household h on h.id = r.household_id where r.state <> 'closed' and ",
            visible_household!(),
            " order by r.received_at, r.id"
        ),
        actor.user_id,
        actor.tonight,
        actor.tail()
    )?)
}

/// A household's requests, the latest first.
pub async fn of_household(db: &Db, household: Uuid) -> Stored<Vec<Request>> {
    Ok(read_all!(
        db,
        concat!(
            "select ",
            request_columns!(),
            " from placement_request r where r.household_id = $1 order by r.received_at desc, r.id desc"
        ),
        household
    )?)
}

/// What was proposed to each of these requests since it came.
pub async fn proposed(db: &Db, requests: &[Uuid]) -> Stored<Vec<Proposed>> {
    let mut found = Vec::new();
    for some in requests.chunks(LIST_MAX) {
        let mut statement = Statement::default();
        statement.add(
            "select r.id as request_id, b.state, b.departed_on from placement_request r
             join booking b on b.household_id = r.household_id and b.created_at >= r.received_at
             where r.id in (",
        );
        statement.list(ids(some)).add(")");
        found.extend(statement.rows::<Proposed>(db).await?);
    }
    Ok(found)
}

/// What was proposed to a request, the latest first, with what a person made of each refusal.
pub async fn proposals(db: &Db, request: Uuid) -> Stored<Vec<Proposal>> {
    Ok(read_all!(
        db,
        "select b.id, b.code, b.site_id, s.name as site_name, b.state, b.from_night, b.to_night, b.held_until, b.side,
                b.reason, b.created_at, b.departed_on, v.admissible, v.consequence
         from placement_request r
         join booking b on b.household_id = r.household_id and b.created_at >= r.received_at
         join site s on s.id = b.site_id left join refusal_review v on v.booking_id = b.id
         where r.id = $1 order by b.created_at desc, b.id desc",
        request
    )?)
}

/// An answer in force.
#[derive(Clone, Copy, Debug, FromRow)]
pub struct Answered {
    pub request_id: Uuid,
    pub night: NaiveDate,
    pub answer: Answer,
}

pub async fn answers_on(db: &Db, night: NaiveDate) -> Stored<Vec<Answered>> {
    Ok(read_all!(
        db,
        "select request_id, night, answer from night_answer where night = $1 and superseded_at is null",
        night
    )?)
}

pub async fn answers_to(db: &Db, request: Uuid) -> Stored<Vec<Answered>> {
    Ok(read_all!(
        db,
        "select request_id, night, answer from night_answer where request_id = $1 and superseded_at is null
         order by night desc",
        request
    )?)
}

/// Writes a night's answer; the one before is history.
pub async fn answer(
    tx: &mut Tx,
    request: Uuid,
    night: NaiveDate,
    answer: Answer,
    by: Uuid,
    at: DateTime<Utc>,
) -> Stored<()> {
    execute!(
        tx,
        "update night_answer set superseded_at = $3 where request_id = $1 and night = $2 and superseded_at is null",
        request,
        night,
        at
    )?;
    execute!(
        tx,
        "insert into night_answer (id, request_id, night, answer, recorded_by, recorded_at) values ($1, $2, $3, $4, $5, $6)",
        Uuid::now_v7(),
        request,
        night,
        answer,
        by,
        at
    )?;
    Ok(())
}

/// The list in force on a night; `None`: nobody published one.
pub async fn priority(db: &Db, night: NaiveDate) -> Stored<Option<PriorityList>> {
    let mut statement = Statement::given([Value::Night(night)]);
    statement.add(
        "select p.from_night, p.criteria, p.reason, u.name as author
         from priority_list p join user_account u on u.id = p.published_by
         where p.from_night <= $1 order by p.from_night desc, p.published_at desc limit 1",
    );
    Ok(statement.rows::<PriorityList>(db).await?.pop())
}

pub async fn publish(
    tx: &mut Tx,
    from: NaiveDate,
    criteria: &str,
    reason: &str,
    by: Uuid,
    at: DateTime<Utc>,
) -> Stored<()> {
    execute!(
        tx,
        "insert into priority_list (id, from_night, criteria, reason, published_by, published_at)
         values ($1, $2, $3, $4, $5, $6)",
        Uuid::now_v7(),
        from,
        criteria,
        reason,
        by,
        at
    )?;
    Ok(())
}

pub async fn moves(db: &Db) -> Stored<Vec<Move>> {
    Ok(read_all!(
        db,
        "select m.request_id, m.place, m.reason, u.name as author
         from priority_move m join user_account u on u.id = m.moved_by
         where m.superseded_at is null order by m.moved_at"
    )?)
}

/// Gives a place on the list, or takes the given one back.
pub async fn move_to(
    tx: &mut Tx,
    request: Uuid,
    place: Option<(i32, &str)>,
    by: Uuid,
    at: DateTime<Utc>,
) -> Stored<()> {
    execute!(
        tx,
        "update priority_move set superseded_at = $2 where request_id = $1 and superseded_at is null",
        request,
        at
    )?;
    if let Some((place, reason)) = place {
        execute!(
            tx,
            "insert into priority_move (id, request_id, place, reason, moved_by, moved_at) values ($1, $2, $3, $4, $5, $6)",
            Uuid::now_v7(),
            request,
            place,
            reason,
            by,
            at
        )?;
    }
    Ok(())
}

/// What a person made of a refusal; `false` when somebody had decided before.
pub async fn review(
    tx: &mut Tx,
    booking: Uuid,
    admissible: bool,
    consequence: &str,
    by: Uuid,
    at: DateTime<Utc>,
) -> Stored<bool> {
    let rows = execute!(
        tx,
        "insert into refusal_review (booking_id, admissible, consequence, decided_by, decided_at)
         values ($1, $2, $3, $4, $5) on conflict (booking_id) do nothing",
        booking,
        admissible,
        consequence,
        by,
        at
    )?;
    Ok(rows == 1)
}

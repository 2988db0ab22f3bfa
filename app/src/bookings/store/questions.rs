//! The day's questions, each a list of bookings.

use std::collections::HashMap;

use chrono::NaiveDate;
use sqlx::FromRow;
use uuid::Uuid;

use super::Summary;
use crate::{
    access::Actor,
    db::{
        Db, Stored,
        statement::{LIST_MAX, Statement, Value, ids},
    },
    read_all, visible_household,
};

/// Households that came to a site, and left it, on a night: transfers are neither (domain C.9-3).
#[derive(Clone, Debug, FromRow)]
pub struct Moves {
    pub site_id: Uuid,
    pub kind: String,
    pub night: NaiveDate,
    pub entries: i64,
    pub exits: i64,
}

pub async fn moves(db: &Db, from: NaiveDate, to: NaiveDate) -> Stored<Vec<Moves>> {
    Ok(read_all!(
        db,
        "select m.site_id, s.kind, m.night, cast(sum(m.entries) as bigint) as entries, cast(sum(m.exits) as bigint) as exits
         from (select site_id, arrived_on as night, 1 as entries, 0 as exits from booking
               where arrived_on >= $1 and arrived_on < $2 and transferred_from is null
               union all
               select site_id, departed_on, 0, 1 from booking
               where departed_on >= $1 and departed_on < $2 and reason <> 'transfer') m
         join site s on s.id = m.site_id group by m.site_id, s.kind, m.night",
        from,
        to
    )?)
}

/// Which bookings answer a question about a day, `$4`.
#[derive(Clone, Copy)]
pub struct Question(&'static str);

/// Expected on or before the day, and not yet seen.
pub const ARRIVALS: Question = Question("b.state = 'confirmed' and b.from_night <= $4");
/// Due to leave on the day's morning.
pub const DEPARTURES: Question = Question("b.state = 'arrived' and b.to_night = $4");
/// In house although the end was before the day.
pub const OVERSTAYS: Question = Question("b.state = 'arrived' and b.to_night < $4");
/// In house, and ending after tonight, by the day.
pub const ENDING: Question =
    Question("b.state = 'arrived' and b.to_night > $2 and b.to_night <= $4");
/// Requests and options that begin by the day.
pub const PENDING: Question = Question("b.state in ('requested', 'held') and b.from_night <= $4");
/// Sleeping here on the day.
pub const IN_HOUSE: Question = Question("b.state = 'arrived' and b.from_night <= $4");
/// In house where somebody else was promised the unit.
pub const WITHOUT_UNIT: Question = Question(
    "b.state = 'arrived' and b.to_night < $4 and not exists (select 1 from occupation o
        where o.booking_id = b.id and o.superseded_at is null and (o.to_night is null or o.to_night > $4))",
);
/// In house in more numbers than the unit has places and anybody authorised.
const CROWDED: Question = Question(
    "b.state = 'arrived' and exists (select 1 from occupation o join unit u on u.id = o.unit_id
        where o.booking_id = b.id and o.superseded_at is null and not o.shared and o.kind = 'stay'
          and o.from_night <= $4 and (o.to_night is null or o.to_night > $4) and o.persons > u.places
          and not exists (select 1 from over_capacity v where v.booking_id = b.id and v.unit_id = o.unit_id
              and v.from_night <= $4 and v.to_night > $4))",
);

/// A booking that answers, and where it is: the caller keeps those in scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromRow)]
pub struct Found {
    pub id: Uuid,
    pub site_id: Uuid,
}

/// The bookings that answer a question, the first to end first.
pub async fn find(
    db: &Db,
    actor: &Actor,
    question: Question,
    day: NaiveDate,
) -> Stored<Vec<Found>> {
    let mut statement = asked(actor, day, question);
    in_order(&mut statement);
    statement.rows(db).await
}

/// Those of one site.
pub async fn find_at(
    db: &Db,
    actor: &Actor,
    question: Question,
    day: NaiveDate,
    site: Uuid,
) -> Stored<Vec<Found>> {
    let mut statement = asked(actor, day, question);
    statement.add(" and b.site_id = ").bind(Value::Id(site));
    in_order(&mut statement);
    statement.rows(db).await
}

/// Too many people, among whoever sleeps in one of these units: the night index knows
/// which ever had more than their places.
pub async fn crowded(db: &Db, actor: &Actor, day: NaiveDate, units: &[Uuid]) -> Stored<Vec<Found>> {
    let mut found = Vec::new();
    for some in units.chunks(LIST_MAX) {
        let mut statement = asked(actor, day, CROWDED);
        statement.add(" and b.id in (select c.booking_id from occupation c where c.superseded_at is null and c.unit_id in (");
        statement.list(ids(some)).add("))");
        in_order(&mut statement);
        found.extend(statement.rows::<Found>(db).await?);
    }
    Ok(found)
}

fn asked(actor: &Actor, day: NaiveDate, question: Question) -> Statement {
    let days = [actor.tonight, actor.tail(), day].map(Value::Night);
    let mut statement = Statement::given([Value::Id(actor.user_id)].into_iter().chain(days));
    statement.add("select b.id, b.site_id from booking b left join household h on h.id = b.household_id where ");
    statement.add(question.0).add(" and (b.household_id is null or (");
    statement.add(visible_household!()).add("))");
    statement
}

fn in_order(statement: &mut Statement) {
    statement.add(" order by coalesce(b.to_night, '9999-12-31'), b.from_night, b.id");
}

/// What lists show of these bookings, in their order.
pub async fn summaries(db: &Db, found: &[Found]) -> Stored<Vec<Summary>> {
    let wanted: Vec<_> = found.iter().map(|each| each.id).collect();
    let mut known = HashMap::with_capacity(wanted.len());
    for some in wanted.chunks(LIST_MAX) {
        let mut statement = Statement::default();
        statement.add(
            "select b.id, b.code, b.household_id, b.site_id, s.name as site_name, b.state, b.persons, b.from_night,
                    b.to_night, b.held_until
             from booking b join site s on s.id = b.site_id where b.id in (",
        );
        statement.list(ids(some)).add(")");
        let rows: Vec<Summary> = statement.rows(db).await?;
        known.extend(rows.into_iter().map(|each| (each.id, each)));
    }
    Ok(wanted.iter().filter_map(|id| known.remove(id)).collect())
}

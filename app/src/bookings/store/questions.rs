//! The day's questions, each a list of bookings.

use chrono::NaiveDate;
use sqlx::FromRow;
use uuid::Uuid;

use super::Summary;
use crate::{
    access::Actor,
    db::{Db, Stored},
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

/// Bookings of one question of the day at every site; the caller keeps those in scope.
/// `$4` is the day the question is about.
macro_rules! question {
    ($name:ident, $doc:literal, $condition:literal) => {
        #[doc = $doc]
        pub async fn $name(db: &Db, actor: &Actor, day: NaiveDate) -> Stored<Vec<Summary>> {
            Ok(read_all!(
                db,
                concat!(
                    "select b.id, b.code, b.household_id, b.site_id, s.name as site_name, b.state, b.persons,
                            b.from_night, b.to_night, b.held_until
                     from booking b join site s on s.id = b.site_id left join household h on h.id = b.household_id
                     where ",
                    $condition,
                    " and (b.household_id is null or (",
                    visible_household!(),
                    ")) order by coalesce(b.to_night, '9999-12-31'), b.from_night, b.id"
                ),
                actor.user_id,
                actor.tonight,
                actor.tail(),
                day
            )?)
        }
    };
}

question!(
    arrivals,
    "Expected on or before the day, and not yet seen.",
    "b.state = 'confirmed' and b.from_night <= $4"
);
question!(
    departures,
    "Due to leave on the day's morning.",
    "b.state = 'arrived' and b.to_night = $4"
);
question!(
    overstays,
    "In house although the end was before the day.",
    "b.state = 'arrived' and b.to_night < $4"
);
question!(
    ending,
    "In house, and ending after tonight, by the day.",
    "b.state = 'arrived' and b.to_night > $2 and b.to_night <= $4"
);
question!(
    pending,
    "Requests and options that begin by the day.",
    "b.state in ('requested', 'held') and b.from_night <= $4"
);
question!(in_house, "Sleeping here on the day.", "b.state = 'arrived' and b.from_night <= $4");
question!(
    overlapping,
    "Of any live state, on the day.",
    "b.state in ('requested', 'held', 'confirmed', 'arrived')
    and b.from_night <= $4 and (b.to_night is null or b.to_night > $4 or b.state = 'arrived')"
);
question!(
    conflicts,
    "In house where tonight somebody else was promised the unit, or in more numbers than anybody authorised.",
    "b.state = 'arrived' and (
        exists (select 1 from occupation o join unit u on u.id = o.unit_id
            where o.booking_id = b.id and o.superseded_at is null and not o.shared and o.kind = 'stay'
              and o.from_night <= $4 and (o.to_night is null or o.to_night > $4) and o.persons > u.places
              and not exists (select 1 from over_capacity v where v.booking_id = b.id and v.unit_id = o.unit_id
                  and v.from_night <= $4 and v.to_night > $4))
        or (b.to_night < $4 and not exists (select 1 from occupation o
            where o.booking_id = b.id and o.superseded_at is null and (o.to_night is null or o.to_night > $4))))"
);

//! What the board shows besides the lines themselves.

use chrono::NaiveDate;
use sqlx::FromRow;
use uuid::Uuid;

use crate::{
    access::Actor,
    bookings::BookingState,
    db::{Db, Stored},
    read_all, visible_household,
};

/// A booking behind a cell, only when the reader may know of it.
#[derive(Clone, Debug, FromRow)]
pub struct Behind {
    pub id: Uuid,
    pub code: String,
    pub household_id: Option<Uuid>,
    pub state: BookingState,
    pub to_night: Option<NaiveDate>,
}

/// The bookings in scope that have a line at the site in `[from, to)`.
pub async fn behind(
    db: &Db,
    actor: &Actor,
    site: Uuid,
    from: NaiveDate,
    to: NaiveDate,
) -> Stored<Vec<Behind>> {
    Ok(read_all!(
        db,
        concat!(
            "select b.id, b.code, b.household_id, b.state, b.to_night
             from booking b left join household h on h.id = b.household_id
             where b.id in (
                select o.booking_id from occupation o join unit u on u.id = o.unit_id
                where u.site_id = $4 and o.superseded_at is null
                  and o.from_night < $6 and coalesce(o.to_night, '9999-12-31') > $5)
               and (b.household_id is null or (",
            visible_household!(),
            "))"
        ),
        actor.user_id,
        actor.tonight,
        actor.tail(),
        site,
        from,
        to
    )?)
}

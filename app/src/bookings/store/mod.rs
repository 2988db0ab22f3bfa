//! Bookings in the database.

mod questions;

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::FromRow;
use uuid::Uuid;

use super::{Booking, BookingState};
use crate::{
    access::Actor,
    db::{Db, Stored, Tx},
    execute,
    nights::Nights,
    occupation::Kind,
    read_all, read_one, tx_all, tx_one, visible_household,
};
pub use questions::*;

macro_rules! columns {
    () => {
        "b.id, b.code, b.household_id, b.site_id, b.state, b.persons, b.cots, b.agreed_from, b.agreed_to,
         b.from_night, b.to_night, b.held_until, b.arrived_on, b.departed_on, b.side, b.reason, b.reference,
         b.transferred_from, b.adults, b.children, b.infants, b.version"
    };
}

/// A booking as lists show it. Identity is not here: see the household's card.
#[derive(Clone, Debug, FromRow)]
pub struct Summary {
    pub id: Uuid,
    pub code: String,
    pub household_id: Option<Uuid>,
    pub site_id: Uuid,
    pub site_name: String,
    pub state: BookingState,
    pub persons: i32,
    pub from_night: NaiveDate,
    pub to_night: Option<NaiveDate>,
    pub held_until: Option<DateTime<Utc>>,
}

/// Somebody in the way, as the database knows it.
#[derive(Clone, Debug, FromRow)]
pub struct InTheWay {
    pub unit_id: Uuid,
    pub unit_label: String,
    pub kind: Kind,
    pub booking_id: Option<Uuid>,
    pub booking_code: Option<String>,
    pub household_id: Option<Uuid>,
    pub from_night: NaiveDate,
    pub to_night: Option<NaiveDate>,
}

pub async fn insert(
    tx: &mut Tx,
    booking: &Booking,
    by: Option<Uuid>,
    at: DateTime<Utc>,
) -> Stored<()> {
    execute!(
        tx,
        "insert into booking (id, code, household_id, site_id, state, persons, cots, agreed_from, agreed_to, from_night,
             to_night, held_until, arrived_on, departed_on, side, reason, reference, transferred_from, adults, children,
             infants, version, created_at, created_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, 1, $22, $23)",
        booking.id,
        &booking.code,
        booking.household_id,
        booking.site_id,
        booking.state,
        booking.persons,
        booking.cots,
        booking.agreed_from,
        booking.agreed_to,
        booking.from_night,
        booking.to_night,
        booking.held_until,
        booking.arrived_on,
        booking.departed_on,
        booking.side,
        &booking.reason,
        &booking.reference,
        booking.transferred_from,
        booking.adults,
        booking.children,
        booking.infants,
        at,
        by
    )?;
    Ok(())
}

/// Writes what a step changed, if the booking is still at `version`; `false` otherwise.
pub async fn update(tx: &mut Tx, booking: &Booking, version: i32) -> Stored<bool> {
    let rows = execute!(
        tx,
        "update booking set state = $3, household_id = $4, from_night = $5, to_night = $6, held_until = $7,
             arrived_on = $8, departed_on = $9, side = $10, reason = $11, reference = $12, version = version + 1
         where id = $1 and version = $2",
        booking.id,
        version,
        booking.state,
        booking.household_id,
        booking.from_night,
        booking.to_night,
        booking.held_until,
        booking.arrived_on,
        booking.departed_on,
        booking.side,
        &booking.reason,
        &booking.reference
    )?;
    Ok(rows == 1)
}

pub async fn booking_in(tx: &mut Tx, id: Uuid) -> Stored<Option<Booking>> {
    Ok(tx_one!(tx, concat!("select ", columns!(), " from booking b where b.id = $1"), id)?)
}

/// The bookings of a site that a source has a name for.
pub async fn referenced_at(tx: &mut Tx, site: Uuid) -> Stored<Vec<Booking>> {
    Ok(tx_all!(
        tx,
        concat!(
            "select ",
            columns!(),
            " from booking b where b.site_id = $1 and b.reference <> ''"
        ),
        site
    )?)
}

/// The household's bookings that have, or had, a night from `night` on.
pub async fn of_household_from(
    tx: &mut Tx,
    household: Uuid,
    night: NaiveDate,
) -> Stored<Vec<Booking>> {
    Ok(tx_all!(
        tx,
        concat!(
            "select ",
            columns!(),
            " from booking b where b.household_id = $1 and coalesce(b.to_night, '9999-12-31') > $2
                and b.state in ('requested', 'held', 'confirmed', 'arrived', 'departed')
              order by b.from_night, b.id"
        ),
        household,
        night
    )?)
}

/// A booking the actor may know of: one of a household in scope, or one without a name yet.
pub async fn visible(db: &Db, actor: &Actor, id: Uuid) -> Stored<Option<Booking>> {
    Ok(read_one!(
        db,
        concat!(
            "select ",
            columns!(),
            " from booking b left join household h on h.id = b.household_id
              where b.id = $4 and (b.household_id is null or (",
            visible_household!(),
            "))"
        ),
        actor.user_id,
        actor.tonight,
        actor.tail(),
        id
    )?)
}

/// The bookings of a household, latest first. The caller has checked that it is in scope.
pub async fn of_household(db: &Db, household: Uuid) -> Stored<Vec<Summary>> {
    Ok(read_all!(
        db,
        "select b.id, b.code, b.household_id, b.site_id, s.name as site_name, b.state, b.persons,
                b.from_night, b.to_night, b.held_until
         from booking b join site s on s.id = b.site_id
         where b.household_id = $1 order by b.from_night desc, b.id desc",
        household
    )?)
}

/// Live bookings of a household that share a night with these, apart from `except`.
pub async fn overlapping_of_household(
    tx: &mut Tx,
    household: Uuid,
    nights: Nights,
    except: Uuid,
) -> Stored<Vec<Booking>> {
    Ok(tx_all!(
        tx,
        concat!(
            "select ",
            columns!(),
            " from booking b where b.household_id = $1 and b.id <> $4
                and b.state in ('requested', 'held', 'confirmed', 'arrived')
                and b.from_night < coalesce($3, '9999-12-31') and coalesce(b.to_night, '9999-12-31') > $2
              order by b.from_night"
        ),
        household,
        nights.from(),
        nights.to(),
        except
    )?)
}

/// Locks the household until the transaction ends, so that two bookings of one family queue.
pub async fn lock_household(tx: &mut Tx, household: Uuid) -> Stored<()> {
    execute!(tx, "update household set version = version where id = $1", household)?;
    Ok(())
}

/// Whether a household exists that the actor may book for.
pub async fn household_in_scope(tx: &mut Tx, actor: &Actor, household: Uuid) -> Stored<bool> {
    let found: Option<(Uuid,)> = tx_one!(
        tx,
        concat!(
            "select h.id from household h where h.id = $4 and h.merged_into is null and ",
            visible_household!()
        ),
        actor.user_id,
        actor.tonight,
        actor.tail(),
        household
    )?;
    Ok(found.is_some())
}

/// Households this one may not be placed with, that sleep or will sleep at the site on these nights.
pub async fn incompatible_at(
    tx: &mut Tx,
    household: Uuid,
    site: Uuid,
    nights: Nights,
) -> Stored<bool> {
    let found: Option<(Uuid,)> = tx_one!(
        tx,
        "select b.id from booking b join incompatibility i
            on (i.household_id = $1 and i.other_id = b.household_id)
            or (i.other_id = $1 and i.household_id = b.household_id)
         where b.site_id = $2 and b.state in ('requested', 'held', 'confirmed', 'arrived')
           and b.from_night < coalesce($4, '9999-12-31') and coalesce(b.to_night, '9999-12-31') > $3",
        household,
        site,
        nights.from(),
        nights.to()
    )?;
    Ok(found.is_some())
}

/// Who or what has a unit on some of these nights.
pub async fn in_the_way(
    tx: &mut Tx,
    unit: Uuid,
    nights: Nights,
    except: Uuid,
) -> Stored<Vec<InTheWay>> {
    Ok(tx_all!(
        tx,
        "select o.unit_id, u.label as unit_label, o.kind, o.booking_id, b.code as booking_code, b.household_id,
                o.from_night, o.to_night
         from occupation o join unit u on u.id = o.unit_id left join booking b on b.id = o.booking_id
         where o.unit_id = $1 and o.superseded_at is null and (o.booking_id is null or o.booking_id <> $4)
           and o.from_night < coalesce($3, '9999-12-31') and coalesce(o.to_night, '9999-12-31') > $2
         order by o.from_night",
        unit,
        nights.from(),
        nights.to(),
        except
    )?)
}

/// Households still in a unit although their last night there was before `night`.
pub async fn not_yet_gone(
    tx: &mut Tx,
    unit: Uuid,
    night: NaiveDate,
    except: Uuid,
) -> Stored<Vec<Booking>> {
    Ok(tx_all!(
        tx,
        concat!(
            "select ",
            columns!(),
            " from booking b where b.state = 'arrived' and b.id <> $3 and b.to_night <= $2 and exists (
                select 1 from occupation o where o.booking_id = b.id and o.unit_id = $1 and o.superseded_at is null
                  and not o.shared and o.kind = 'stay' and o.to_night >= b.to_night)"
        ),
        unit,
        night,
        except
    )?)
}

/// Options and requests on a unit whose time is up.
pub async fn lapsed_on(tx: &mut Tx, unit: Uuid, now: DateTime<Utc>) -> Stored<Vec<Booking>> {
    Ok(tx_all!(
        tx,
        concat!(
            "select ",
            columns!(),
            " from booking b where b.state in ('requested', 'held') and b.held_until <= $2 and exists (
                select 1 from occupation o
                where o.booking_id = b.id and o.unit_id = $1 and o.superseded_at is null)"
        ),
        unit,
        now
    )?)
}

pub async fn lapsed(db: &Db, now: DateTime<Utc>) -> Stored<Vec<Uuid>> {
    let rows: Vec<(Uuid,)> = read_all!(
        db,
        "select id from booking where state in ('requested', 'held') and held_until <= $1 order by held_until limit 500",
        now
    )?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// In house past the agreed end, with no line for tonight.
pub async fn overstays_without_unit(db: &Db, tonight: NaiveDate) -> Stored<Vec<Uuid>> {
    let rows: Vec<(Uuid,)> = read_all!(
        db,
        "select b.id from booking b where b.state = 'arrived' and b.to_night < $1 and not exists (
            select 1 from occupation o where o.booking_id = b.id and o.superseded_at is null
              and (o.to_night is null or o.to_night > $1))
         order by b.to_night",
        tonight
    )?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Over-capacity somebody authorised.
pub struct OverCapacity<'a> {
    pub booking: Uuid,
    pub unit: Uuid,
    pub nights: Nights,
    pub by: Uuid,
    pub reason: &'a str,
}

pub async fn insert_over_capacity(
    tx: &mut Tx,
    over: OverCapacity<'_>,
    at: DateTime<Utc>,
) -> Stored<()> {
    execute!(
        tx,
        "insert into over_capacity (id, booking_id, unit_id, from_night, to_night, authorised_by, reason, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        Uuid::now_v7(),
        over.booking,
        over.unit,
        over.nights.from(),
        over.nights.to(),
        over.by,
        over.reason,
        at
    )?;
    Ok(())
}

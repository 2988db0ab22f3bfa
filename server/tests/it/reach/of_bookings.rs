//! Bookings: asked for, and each step after.

use app::{
    bookings::{
        CancelReason, Claim, DepartureReason, Firmness, NewBooking, RefusalReason, Side,
        service::{
            self, Move,
            read::{self, Asked},
        },
    },
    error::Outcome,
    execute,
};
use uuid::Uuid;

use super::{
    calls,
    case::{Case, Family, among},
};
use crate::support::world::night;

calls!(
    "bookings::show" => show,
    "bookings::show / unnamed" => show_unnamed,
    "bookings::sheet" => sheet,
    "bookings::of_household" => of_household,
    "bookings::of_household / it" => of_another_household,
    "bookings::draft" => draft,
    "bookings::draft / family" => draft_for_another,
    "bookings::place" => place,
    "bookings::place / family" => place_another,
    "bookings::place / crowded" => place_crowded,
    "bookings::name" => name,
    "bookings::name / family" => name_another,
    "bookings::confirm" => confirm,
    "bookings::refuse" => refuse,
    "bookings::cancel" => cancel,
    "bookings::arrive" => arrive,
    "bookings::no_show" => no_show,
    "bookings::extend" => extend,
    "bookings::shorten" => shorten,
    "bookings::move_unit" => move_unit,
    "bookings::depart" => depart,
    "bookings::transfer" => transfer,
    "bookings::transfer / site" => transfer_elsewhere,
    "bookings::undo" => undo,
);

fn now() -> Uuid {
    Uuid::now_v7()
}

async fn show(case: &Case<'_>) -> Outcome<()> {
    service::show(case.app(), case.actor, case.booked().await.id).await.map(drop)
}

async fn show_unnamed(case: &Case<'_>) -> Outcome<()> {
    service::show(case.app(), case.actor, case.unnamed().await.id).await.map(drop)
}

async fn sheet(case: &Case<'_>) -> Outcome<()> {
    read::sheet(case.app(), case.actor, case.booked().await.id).await.map(drop)
}

async fn of_household(case: &Case<'_>) -> Outcome<()> {
    let family = case.family().await;
    let bookings = read::of_household(case.app(), case.actor, family.id).await?;
    among(!bookings.is_empty())
}

/// Of another account; it was once to come to the site, and did not.
async fn of_another_household(case: &Case<'_>) -> Outcome<()> {
    let (other, unit) = (case.other_side(), case.unit().await);
    let (family, owner) = (other.family().await, other.owner().await);
    let wish = case.wish(Some(&family), unit);
    let booking = service::place(case.app(), &owner, now(), &wish).await.unwrap();
    let cancelled = service::cancel(case.app(), &owner, now(), booking, CancelReason::Replaced);
    cancelled.await.unwrap();
    let bookings = read::of_household(case.app(), case.actor, family.id).await?;
    among(bookings.iter().any(|each| each.site_id == case.site()))
}

async fn draft(case: &Case<'_>) -> Outcome<()> {
    drafted(case, &case.family().await).await
}

async fn draft_for_another(case: &Case<'_>) -> Outcome<()> {
    drafted(case, &case.other_side().family().await).await
}

async fn drafted(case: &Case<'_>, family: &Family) -> Outcome<()> {
    let unit = case.unit().await;
    let nights = case.wish(None, unit).nights;
    let asked =
        Asked { site: case.site(), units: vec![(unit, None)], nights, household: Some(family.id) };
    read::draft(case.app(), case.actor, asked).await.map(drop)
}

async fn place(case: &Case<'_>) -> Outcome<()> {
    let wish = case.wish(Some(&case.family().await), case.unit().await);
    service::place(case.app(), case.actor, now(), &wish).await.map(drop)
}

async fn place_another(case: &Case<'_>) -> Outcome<()> {
    let wish = case.wish(Some(&case.other_side().family().await), case.unit().await);
    service::place(case.app(), case.actor, now(), &wish).await.map(drop)
}

async fn place_crowded(case: &Case<'_>) -> Outcome<()> {
    let unit = case.unit().await;
    let crowd = NewBooking {
        claims: vec![Claim { unit_id: unit, persons: 5 }],
        over_capacity: Some("Une naissance, faute de mieux ce soir".to_owned()),
        ..case.wish(Some(&case.family().await), unit)
    };
    service::place(case.app(), case.actor, now(), &crowd).await.map(drop)
}

async fn name(case: &Case<'_>) -> Outcome<()> {
    let (booked, family) = (case.unnamed().await, case.family().await);
    service::name(case.app(), case.actor, now(), booked.id, family.id).await
}

async fn name_another(case: &Case<'_>) -> Outcome<()> {
    let (booked, family) = (case.unnamed().await, case.other_side().family().await);
    service::name(case.app(), case.actor, now(), booked.id, family.id).await
}

async fn confirm(case: &Case<'_>) -> Outcome<()> {
    let booked = case.pending(Firmness::Hold).await;
    service::confirm(case.app(), case.actor, now(), booked.id).await
}

async fn refuse(case: &Case<'_>) -> Outcome<()> {
    let booked = case.pending(Firmness::Request).await;
    let (side, reason) = (Side::Site, RefusalReason::Full);
    service::refuse(case.app(), case.actor, now(), booked.id, side, reason).await
}

async fn cancel(case: &Case<'_>) -> Outcome<()> {
    let booked = case.booked().await;
    service::cancel(case.app(), case.actor, now(), booked.id, CancelReason::Replaced).await
}

async fn arrive(case: &Case<'_>) -> Outcome<()> {
    let (booked, tonight) = (case.booked().await, case.world.clock.tonight());
    service::arrive(case.app(), case.actor, now(), booked.id, tonight).await
}

async fn no_show(case: &Case<'_>) -> Outcome<()> {
    let (booked, tonight) = (case.booked().await, case.world.clock.tonight());
    service::no_show(case.app(), case.actor, now(), booked.id, tonight).await
}

async fn extend(case: &Case<'_>) -> Outcome<()> {
    let (booked, to) = (case.booked().await, night("2026-03-25"));
    service::extend(case.app(), case.actor, now(), booked.id, Some(to)).await
}

async fn shorten(case: &Case<'_>) -> Outcome<()> {
    let (booked, to) = (case.booked().await, night("2026-03-15"));
    service::shorten(case.app(), case.actor, now(), booked.id, to).await
}

async fn move_unit(case: &Case<'_>) -> Outcome<()> {
    let (booked, _) = case.arrived("2026-03-12").await;
    let wanted = Move {
        from: booked.unit,
        targets: vec![Claim { unit_id: case.unit().await, persons: 3 }],
        night: case.world.clock.tonight(),
        over_capacity: None,
    };
    service::move_unit(case.app(), case.actor, now(), booked.id, &wanted).await
}

async fn depart(case: &Case<'_>) -> Outcome<()> {
    let (booked, _) = case.arrived("2026-03-10").await;
    let tonight = case.world.clock.tonight();
    service::depart(case.app(), case.actor, now(), booked.id, tonight, DepartureReason::Exit).await
}

async fn transfer(case: &Case<'_>) -> Outcome<()> {
    moved_to(case, case).await
}

async fn transfer_elsewhere(case: &Case<'_>) -> Outcome<()> {
    moved_to(case, &case.other_side()).await
}

async fn moved_to(case: &Case<'_>, there: &Case<'_>) -> Outcome<()> {
    let (booked, _) = case.arrived("2026-03-10").await;
    let wish = there.wish(None, there.unit().await);
    service::transfer(case.app(), case.actor, now(), booked.id, &wish).await.map(drop)
}

/// The actor took the step, when it was in scope.
async fn undo(case: &Case<'_>) -> Outcome<()> {
    let (_, command) = case.arrived("2026-03-12").await;
    let mut tx = case.begin().await;
    let own = "update journal set user_id = $2 where command_id = $1";
    execute!(tx, own, command, case.actor.user_id).unwrap();
    tx.save().await.unwrap();
    service::undo(case.app(), case.actor, now(), command).await.map(drop)
}

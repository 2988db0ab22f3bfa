//! Who follows a family, and what was done with it.

use app::{
    assignments::{self, EndReason, Offer, OfferState, RefusalReason, service::NewOffer},
    contacts::{self, Channel, service::NewContact},
    error::Outcome,
    execute, portfolio,
};
use uuid::Uuid;

use super::{
    calls,
    case::{Case, Family, among},
};
use crate::support::world::{id, night};

calls!(
    "assignments::of_household" => of_household,
    "assignments::offer" => offer,
    "assignments::accept" => accept,
    "assignments::refuse" => refuse,
    "assignments::withdraw" => withdraw,
    "assignments::end" => end,
    "assignments::entrust" => entrust,
    "assignments::offered" => offered,
    "assignments::without_lead" => without_lead,
    "assignments::lots" => lots,
    "contacts::of_household" => contacts_of,
    "contacts::log" => log,
    "contacts::take_back" => take_back,
    "portfolio::families" => families,
);

fn now() -> Uuid {
    Uuid::now_v7()
}

/// A mandate of nobody here.
async fn other_mandate(case: &Case<'_>) -> Uuid {
    let mandate = now();
    let mut tx = case.begin().await;
    execute!(
        tx,
        "insert into mandate (id, organisation_id, label, from_night) values ($1, $2, 'Autre lot', '2026-01-01')",
        mandate,
        id("city")
    )
    .unwrap();
    tx.save().await.unwrap();
    mandate
}

/// A family offered to the subject's operator, or out of scope to another one.
async fn proposed(case: &Case<'_>, family: &Family) -> Uuid {
    let mandate = if case.inside { id("mandate") } else { other_mandate(case).await };
    let offer = Offer {
        id: now(),
        household_id: family.id,
        mandate_id: mandate,
        from_night: night("2026-03-20"),
        state: OfferState::Proposed,
        summary: "Scolarisation en cours".to_owned(),
        reason: String::new(),
        proposed_by: case.actor.user_id,
        proposed_at: case.app().clock.now(),
    };
    let mut tx = case.begin().await;
    assignments::store::insert_offer(&mut tx, &offer).await.unwrap();
    tx.save().await.unwrap();
    offer.id
}

async fn of_household(case: &Case<'_>) -> Outcome<()> {
    let family = case.family().await;
    let known = assignments::service::of_household(case.app(), case.actor, family.id).await?;
    known.map(drop).ok_or(app::error::AppError::Forbidden)
}

async fn offer(case: &Case<'_>) -> Outcome<()> {
    let new = NewOffer {
        household: case.family().await.id,
        mandate: other_mandate(case).await,
        from: night("2026-03-20"),
        summary: "Scolarisation en cours".to_owned(),
    };
    assignments::service::offer(case.app(), case.actor, now(), &new).await
}

async fn accept(case: &Case<'_>) -> Outcome<()> {
    let offer = proposed(case, &case.family().await).await;
    assignments::service::accept(case.app(), case.actor, now(), offer, None).await
}

async fn refuse(case: &Case<'_>) -> Outcome<()> {
    let offer = proposed(case, &case.family().await).await;
    let reason = RefusalReason::OverCaseload;
    assignments::service::refuse(case.app(), case.actor, now(), offer, reason).await
}

async fn withdraw(case: &Case<'_>) -> Outcome<()> {
    let offer = proposed(case, &case.family().await).await;
    assignments::service::withdraw(case.app(), case.actor, now(), offer).await
}

async fn end(case: &Case<'_>) -> Outcome<()> {
    let family = case.family().await.id;
    let (on, reason) = (night("2026-03-20"), EndReason::NoLongerNeeded);
    assignments::service::end(case.app(), case.actor, now(), family, on, reason).await
}

async fn entrust(case: &Case<'_>) -> Outcome<()> {
    let (family, worker) = (case.family().await.id, id("hana"));
    assignments::service::entrust(case.app(), case.actor, now(), family, worker).await
}

async fn offered(case: &Case<'_>) -> Outcome<()> {
    let offer = proposed(case, &case.family().await).await;
    let offers = assignments::service::offered(case.app(), case.actor).await?;
    among(offers.iter().any(|line| line.offer.id == offer))
}

/// A family somewhere tonight whom nobody follows.
async fn without_lead(case: &Case<'_>) -> Outcome<()> {
    let (booked, _) = case.arrived("2026-03-12").await;
    let mut tx = case.begin().await;
    execute!(
        tx,
        "update assignment set to_night = '2026-03-02'
         where household_id = (select household_id from booking where id = $1)",
        booked.id
    )
    .unwrap();
    tx.save().await.unwrap();
    let household: Vec<_> =
        assignments::service::without_lead(case.app(), case.actor, 1_000).await?.households;
    let (booking, _) =
        app::bookings::service::show(case.app(), &case.owner().await, booked.id).await?;
    among(household.iter().any(|(each, _)| Some(each.id) == booking.household_id))
}

async fn lots(case: &Case<'_>) -> Outcome<()> {
    assignments::service::lots(case.app(), case.actor).await.map(drop)
}

async fn contacts_of(case: &Case<'_>) -> Outcome<()> {
    let family = case.family().await;
    let known = contacts::service::of_household(case.app(), case.actor, family.id).await?;
    known.map(drop).ok_or(app::error::AppError::Forbidden)
}

fn seen(household: Uuid) -> NewContact {
    NewContact {
        household,
        on_day: night("2026-03-12"),
        channel: Channel::Visit,
        minutes: 0,
        themes: Vec::new(),
        next_on: None,
        note: String::new(),
    }
}

async fn log(case: &Case<'_>) -> Outcome<()> {
    let new = seen(case.family().await.id);
    contacts::service::log(case.app(), case.actor, now(), &new).await
}

async fn take_back(case: &Case<'_>) -> Outcome<()> {
    let (family, contact) = (case.family().await.id, now());
    let mut tx = case.begin().await;
    let row = contacts::store::NewRow {
        id: contact,
        household: family,
        worker: case.actor.user_id,
        on_day: night("2026-03-12"),
        channel: Channel::Visit,
        minutes: 0,
        themes: "",
        next_on: None,
        note: "",
        command: contact,
    };
    contacts::store::insert(&mut tx, &row, case.app().clock.now()).await.unwrap();
    tx.save().await.unwrap();
    contacts::service::take_back(case.app(), case.actor, now(), family, contact).await
}

async fn families(case: &Case<'_>) -> Outcome<()> {
    let family = case.family().await;
    let families = portfolio::service::families(case.app(), case.actor, true).await?;
    among(families.iter().any(|each| each.card.id == family.id))
}

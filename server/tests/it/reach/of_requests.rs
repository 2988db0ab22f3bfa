//! Who asks for a place, and what was answered.

use app::{
    bookings::{Firmness, RefusalReason, Side, service as bookings},
    error::{AppError, Outcome},
    execute,
    requests::{
        Answer, CloseReason, Criterion, Request, RequestState, Slept, Source,
        service::{self, Evaluation, NewRequest, Review, Target},
        store,
    },
};
use uuid::Uuid;

use super::{
    calls,
    case::{Case, among},
};
use crate::support::world::night;

calls!(
    "requests::receive" => receive,
    "requests::evaluate" => evaluate,
    "requests::park" => park,
    "requests::close" => close,
    "requests::reopen" => reopen,
    "requests::answer" => answer_tonight,
    "requests::move_to" => move_to,
    "requests::review" => review,
    "requests::sheet" => sheet,
    "requests::of_household" => of_household,
    "requests::evening" => evening,
    "requests::publish" => publish,
);

fn now() -> Uuid {
    Uuid::now_v7()
}

/// A family that waits, whoever wrote it down.
async fn waiting(case: &Case<'_>, household: Uuid, state: RequestState) -> Target {
    let id = now();
    let mut new =
        Request::new(id, household, Source::Call115, Slept::Street, case.app().clock.now());
    new.state = state;
    let mut tx = case.begin().await;
    store::insert(&mut tx, &new, case.actor.user_id).await.unwrap();
    tx.save().await.unwrap();
    Target { command: now(), id, version: 1 }
}

async fn one(case: &Case<'_>) -> Target {
    waiting(case, case.family().await.id, RequestState::Received).await
}

async fn receive(case: &Case<'_>) -> Outcome<()> {
    let new = NewRequest {
        household: case.family().await.id,
        source: Source::Call115,
        slept: Slept::Street,
        waits_at: String::new(),
    };
    service::receive(case.app(), case.actor, now(), &new).await.map(drop)
}

async fn evaluate(case: &Case<'_>) -> Outcome<()> {
    let found = Evaluation {
        slept: Slept::Street,
        waits_at: String::new(),
        criteria: vec![Criterion::Newborn],
    };
    service::evaluate(case.app(), case.actor, one(case).await, &found).await
}

async fn park(case: &Case<'_>) -> Outcome<()> {
    let until = Some(night("2026-03-20"));
    service::park(case.app(), case.actor, one(case).await, until).await
}

async fn close(case: &Case<'_>) -> Outcome<()> {
    service::close(case.app(), case.actor, one(case).await, CloseReason::OwnSolution).await
}

async fn reopen(case: &Case<'_>) -> Outcome<()> {
    let closed = waiting(case, case.family().await.id, RequestState::Closed).await;
    service::reopen(case.app(), case.actor, closed).await
}

async fn answer_tonight(case: &Case<'_>) -> Outcome<()> {
    let request = one(case).await.id;
    service::answer(case.app(), case.actor, now(), request, Answer::NoPlace).await
}

async fn move_to(case: &Case<'_>) -> Outcome<()> {
    let request = one(case).await.id;
    service::move_to(case.app(), case.actor, now(), request, Some((1, "Autre"))).await
}

/// A refusal of the family, after it asked.
async fn review(case: &Case<'_>) -> Outcome<()> {
    let (family, unit) = (case.family().await, case.unit().await);
    let request = waiting(case, family.id, RequestState::Evaluated).await.id;
    let mut tx = case.begin().await;
    execute!(
        tx,
        "update placement_request set received_at = '2026-03-12T08:00:00Z' where id = $1",
        request
    )
    .unwrap();
    tx.save().await.unwrap();
    let mut wish = case.wish(Some(&family), unit);
    wish.firmness = Firmness::Hold(case.app().clock.now() + chrono::Duration::hours(2));
    let booking = case.book(&wish).await.id;
    let owner = case.owner().await;
    let (side, reason) = (Side::Household, RefusalReason::FarFromSchool);
    bookings::refuse(case.app(), &owner, now(), booking, side, reason).await.unwrap();
    let asked = Review { request, booking, admissible: true, consequence: "Aucune".to_owned() };
    service::review(case.app(), case.actor, now(), &asked).await
}

async fn sheet(case: &Case<'_>) -> Outcome<()> {
    service::sheet(case.app(), case.actor, one(case).await.id).await.map(drop)
}

async fn of_household(case: &Case<'_>) -> Outcome<()> {
    let family = case.family().await.id;
    let requests = service::of_household(case.app(), case.actor, family).await?;
    requests.map(drop).ok_or(AppError::Forbidden)
}

async fn evening(case: &Case<'_>) -> Outcome<()> {
    let request = one(case).await.id;
    let evening = service::evening(case.app(), case.actor).await?;
    among(evening.waiting.iter().any(|each| each.request.id == request))
}

async fn publish(case: &Case<'_>) -> Outcome<()> {
    let (from, order) = (night("2026-03-20"), [Criterion::Newborn]);
    service::publish(case.app(), case.actor, now(), from, &order, "Comité").await
}

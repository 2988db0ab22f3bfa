//! Who pays, and what ends.

use app::{
    error::{AppError, Outcome},
    funding::{
        self, Basis, Funder,
        service::{NewPeriod, Step},
    },
    nights::Nights,
    renewals::{
        self, Reason,
        service::{Refusal, extend::Which},
    },
};
use uuid::Uuid;

use super::{
    calls,
    case::{Booked, Case, among},
};
use crate::support::world::night;

calls!(
    "funding::of_household" => of_household,
    "funding::add" => add,
    "funding::grant" => grant,
    "funding::refuse" => refuse_funding,
    "funding::extend" => extend_funding,
    "funding::close" => close,
    "renewals::due" => due,
    "renewals::preview" => preview,
    "renewals::extend" => extend,
    "renewals::refuse" => refuse,
    "renewals::closing_days" => closing_days,
    "renewals::add_closing_day" => add_closing_day,
);

fn period(household: Uuid, decided_by: &str) -> NewPeriod {
    NewPeriod {
        household_id: household,
        nights: Nights::between(night("2026-03-12"), night("2026-03-16")).unwrap(),
        funder: Funder::City,
        basis: Basis::Homeless,
        reference: String::new(),
        decided_by: decided_by.to_owned(),
        decided_on: None,
    }
}

/// A family's first period, written by whoever may.
async fn funded(case: &Case<'_>, household: Uuid, decided_by: &str) -> Step {
    let mut owner = case.owner().await;
    owner.grants.extend(case.world.actor("ana").await.grants);
    let new = period(household, decided_by);
    let mut tx = case.app().db.begin().await.unwrap();
    let period = funding::FundedPeriod {
        id: Uuid::now_v7(),
        household_id: household,
        from_night: new.nights.from(),
        to_night: new.nights.to().unwrap(),
        state: if decided_by.is_empty() {
            funding::PeriodState::Requested
        } else {
            funding::PeriodState::Granted
        },
        funder: new.funder,
        basis: new.basis,
        reference: String::new(),
        decided_by: new.decided_by,
        decided_on: None,
        reason: String::new(),
        version: 1,
    };
    funding::store::insert(&mut tx, &period, owner.user_id, case.app().clock.now()).await.unwrap();
    tx.save().await.unwrap();
    Step { command: Uuid::now_v7(), period: period.id, version: 1 }
}

/// A stay that ends within the week, and its funding before it.
async fn ending(case: &Case<'_>) -> Booked {
    let (family, unit) = (case.family().await, case.unit().await);
    let wish = case.wish(Some(&family), unit);
    funded(case, family.id, "Direction").await;
    case.book(&wish).await
}

async fn of_household(case: &Case<'_>) -> Outcome<()> {
    let family = case.family().await;
    let periods = funding::service::of_household(case.app(), case.actor, family.id).await?;
    periods.map(drop).ok_or(AppError::Forbidden)
}

async fn add(case: &Case<'_>) -> Outcome<()> {
    let new = period(case.family().await.id, "Direction");
    funding::service::add(case.app(), case.actor, Uuid::now_v7(), &new).await
}

async fn grant(case: &Case<'_>) -> Outcome<()> {
    let step = funded(case, case.family().await.id, "").await;
    let to = night("2026-04-01");
    funding::service::grant(case.app(), case.actor, &step, to, "Direction").await
}

async fn refuse_funding(case: &Case<'_>) -> Outcome<()> {
    let step = funded(case, case.family().await.id, "").await;
    funding::service::refuse(case.app(), case.actor, &step, "Autre").await
}

async fn extend_funding(case: &Case<'_>) -> Outcome<()> {
    let step = funded(case, case.family().await.id, "Direction").await;
    funding::service::extend(case.app(), case.actor, &step, night("2026-04-01")).await
}

async fn close(case: &Case<'_>) -> Outcome<()> {
    let step = funded(case, case.family().await.id, "Direction").await;
    funding::service::close(case.app(), case.actor, &step, night("2026-03-14"), "Autre").await
}

async fn due(case: &Case<'_>) -> Outcome<()> {
    let booked = ending(case).await;
    let groups = renewals::service::due(case.app(), case.actor, 7).await?;
    let mut dues = groups.iter().flat_map(|group| &group.dues);
    among(dues.any(|due| due.booking.id == booked.id))
}

async fn preview(case: &Case<'_>) -> Outcome<()> {
    let which = Which::Booking(ending(case).await.id);
    renewals::service::preview(case.app(), case.actor, which, night("2026-04-01")).await.map(drop)
}

async fn extend(case: &Case<'_>) -> Outcome<()> {
    let booked = [ending(case).await.id];
    let to = night("2026-04-01");
    renewals::service::extend(case.app(), case.actor, Uuid::now_v7(), &booked, to).await.map(drop)
}

async fn refuse(case: &Case<'_>) -> Outcome<()> {
    let refusal = Refusal {
        command: Uuid::now_v7(),
        booking: ending(case).await.id,
        ends_on: night("2026-03-16"),
        reason: Reason::ExitPlanned,
        next_step: "Orientation".to_owned(),
    };
    renewals::service::refuse(case.app(), case.actor, &refusal).await
}

async fn closing_days(case: &Case<'_>) -> Outcome<()> {
    renewals::service::closing_days(case.app(), case.actor).await.map(drop)
}

async fn add_closing_day(case: &Case<'_>) -> Outcome<()> {
    // Each row of the table asks for a day of its own.
    let days = case.world.count("select count(*) from service_closing_day").await;
    let day = night("2026-05-15") + chrono::Days::new(days.unsigned_abs());
    renewals::service::add_closing_day(case.app(), case.actor, Uuid::now_v7(), day, "Pont").await
}

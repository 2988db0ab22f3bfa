//! Households: found, opened, written down, changed, kept apart, made one.

use app::{
    error::Outcome,
    execute,
    households::{
        AgeBand, Details, OverlapDecision,
        rules::intake::Intake,
        service::{
            self, Arrival, Asked, Birth, Departure, Identity, Split, Target, changes, circle, file,
            intake, merge, undo,
        },
        store,
    },
};
use uuid::Uuid;

use super::{
    calls,
    case::{Case, Family, among, target},
};
use crate::support::world::{id, night};

calls!(
    "households::search" => search,
    "households::open" => open,
    "households::may_open" => may_open,
    "households::intake" => write_down,
    "households::edit" => edit,
    "households::birth" => birth,
    "households::arrival" => arrival,
    "households::departure" => departure,
    "households::death" => death,
    "households::mistake" => mistake,
    "households::identity" => identity,
    "households::split" => split,
    "households::undo" => undone,
    "households::restrict" => restrict,
    "households::name" => name,
    "households::unname" => unname,
    "households::keep_apart" => keep_apart,
    "households::lift_apart" => lift_apart,
    "households::lift_apart / it" => lift_apart_hidden,
    "households::decide" => decide,
    "households::compare" => compare,
    "households::compare / it" => compare_hidden,
    "households::merge" => merged,
    "households::merge / it" => merge_hidden,
);

async fn search(case: &Case<'_>) -> Outcome<()> {
    let family = case.family().await;
    let asked = Asked { query: family.code, ..Asked::default() };
    let page = service::search(case.app(), case.actor, &asked).await?;
    assert_eq!(page.total, page.rows.len(), "the count tells what is shown");
    among(page.rows.iter().any(|row| row.card.id == family.id))
}

async fn open(case: &Case<'_>) -> Outcome<()> {
    service::open(case.app(), case.actor, case.family().await.id).await.map(drop)
}

async fn may_open(case: &Case<'_>) -> Outcome<()> {
    among(file::may_open(case.app(), case.actor, case.family().await.id).await?)
}

async fn write_down(case: &Case<'_>) -> Outcome<()> {
    let intake = Intake {
        command: Uuid::now_v7(),
        family_name: "Sow".to_owned(),
        adults: 1,
        is_another: true,
        ..Intake::default()
    };
    service::intake(case.app(), case.actor, intake).await.map(drop)
}

async fn edit(case: &Case<'_>) -> Outcome<()> {
    let (family, owner) = (case.family().await, case.owner().await);
    let household = store::visible(&case.app().db, &owner, family.id).await?.unwrap();
    let wanted = Details { animals: 1, ..household.details() };
    intake::edit(case.app(), case.actor, target(&family), wanted).await
}

async fn birth(case: &Case<'_>) -> Outcome<()> {
    let birth = Birth {
        night: night("2026-03-11"),
        family_name: "Lopes".to_owned(),
        first_name: "Inès".to_owned(),
    };
    changes::birth(case.app(), case.actor, target(&case.family().await), birth).await
}

async fn arrival(case: &Case<'_>) -> Outcome<()> {
    let arrival = Arrival {
        night: night("2026-03-11"),
        back: None,
        family_name: "Lopes".to_owned(),
        first_name: "Rui".to_owned(),
        birth_date: None,
        age_band: AgeBand::Adult,
    };
    changes::arrival(case.app(), case.actor, target(&case.family().await), arrival).await
}

fn leaving(family: &Family) -> Departure {
    Departure { night: night("2026-03-11"), person: family.persons[1] }
}

async fn departure(case: &Case<'_>) -> Outcome<()> {
    let family = case.family().await;
    changes::departure(case.app(), case.actor, target(&family), leaving(&family)).await
}

async fn death(case: &Case<'_>) -> Outcome<()> {
    let family = case.family().await;
    changes::death(case.app(), case.actor, target(&family), leaving(&family)).await
}

async fn mistake(case: &Case<'_>) -> Outcome<()> {
    let family = case.family().await;
    changes::mistake(case.app(), case.actor, target(&family), family.persons[2]).await
}

async fn identity(case: &Case<'_>) -> Outcome<()> {
    let family = case.family().await;
    let wanted = Identity {
        person: family.persons[0],
        family_name: "Lopez".to_owned(),
        first_name: "Ana".to_owned(),
        birth_date: None,
        age_band: AgeBand::Adult,
        is_reference: false,
    };
    changes::identity(case.app(), case.actor, target(&family), wanted).await
}

async fn split(case: &Case<'_>) -> Outcome<()> {
    let family = case.family().await;
    let split = Split {
        night: night("2026-03-12"),
        persons: family.persons[1..].to_vec(),
        restricted: false,
    };
    changes::split(case.app(), case.actor, target(&family), split).await.map(drop)
}

/// Somebody else recorded a departure.
async fn undone(case: &Case<'_>) -> Outcome<()> {
    let (family, owner) = (case.family().await, case.owner().await);
    let left = changes::departure(case.app(), &owner, target(&family), leaving(&family));
    left.await.unwrap();
    let last = store::events::last(&mut case.begin().await, family.id).await?.unwrap();
    let target = Target { version: 2, ..target(&family) };
    undo::undo(case.app(), case.actor, target, last.id).await
}

async fn restrict(case: &Case<'_>) -> Outcome<()> {
    circle::restrict(case.app(), case.actor, target(&case.family().await), true).await
}

async fn name(case: &Case<'_>) -> Outcome<()> {
    circle::name(case.app(), case.actor, target(&case.family().await), "ben@city.example").await
}

async fn unname(case: &Case<'_>) -> Outcome<()> {
    let family = case.family().await;
    let mut tx = case.begin().await;
    for user in ["ana", "ben"] {
        store::circle::name(&mut tx, family.id, id(user)).await?;
    }
    tx.save().await?;
    circle::unname(case.app(), case.actor, target(&family), id("ben")).await
}

async fn keep_apart(case: &Case<'_>) -> Outcome<()> {
    let (family, other) = (case.family().await, case.family().await);
    circle::keep_apart(case.app(), case.actor, target(&family), &other.code).await
}

async fn lift_apart(case: &Case<'_>) -> Outcome<()> {
    lift(case, &case.family().await, &case.family().await).await
}

async fn lift_apart_hidden(case: &Case<'_>) -> Outcome<()> {
    lift(case, &case.family().await, &case.other_side().family().await).await
}

async fn lift(case: &Case<'_>, family: &Family, other: &Family) -> Outcome<()> {
    let mut tx = case.begin().await;
    store::circle::keep_apart(&mut tx, family.id, other.id, case.world.clock.now()).await?;
    tx.save().await?;
    circle::lift_apart(case.app(), case.actor, target(family), other.id).await
}

async fn decide(case: &Case<'_>) -> Outcome<()> {
    let (family, overlap) = (case.family().await, Uuid::now_v7());
    let mut tx = case.begin().await;
    execute!(
        tx,
        "insert into night_overlap (id, household_id, booking_id, other_booking_id, from_night, command_id, created_at)
         values ($1, $2, $1, $1, '2026-03-01', $1, $3)",
        overlap,
        family.id,
        case.world.clock.now()
    )
    .unwrap();
    tx.save().await?;
    let first = OverlapDecision::First;
    circle::decide(case.app(), case.actor, target(&family), overlap, first).await
}

async fn compare(case: &Case<'_>) -> Outcome<()> {
    let (family, other) = (case.family().await, case.family().await);
    merge::compare(case.app(), case.actor, family.id, other.id).await.map(drop)
}

async fn compare_hidden(case: &Case<'_>) -> Outcome<()> {
    let (family, other) = (case.family().await, case.other_side().family().await);
    merge::compare(case.app(), case.actor, family.id, other.id).await.map(drop)
}

async fn merged(case: &Case<'_>) -> Outcome<()> {
    make_one(case, &case.family().await).await
}

async fn merge_hidden(case: &Case<'_>) -> Outcome<()> {
    make_one(case, &case.other_side().family().await).await
}

async fn make_one(case: &Case<'_>, source: &Family) -> Outcome<()> {
    let family = case.family().await;
    let merge = merge::Merge { source: source.id, source_version: 1, same: Vec::new() };
    merge::merge(case.app(), case.actor, target(&family), merge).await
}

//! Requests for a place through the services, on both engines (domain C.4, H-05).

use app::{
    bookings::{self, Claim, Firmness, NewBooking, RefusalReason, Side},
    error::{AppError, Obstacle, Outcome},
    nights::Nights,
    requests::{
        Answer, CloseReason, Criterion, Slept, Source,
        rules::Standing,
        service::{self, Evaluation, NewRequest, Review, Target, evening::Evening},
    },
};
use uuid::Uuid;

use crate::support::{
    rows,
    world::{World, id, moment, night},
};

on_both!(
    a_household_that_refuses_stays_on_the_list_and_its_place_is_free_at_once,
    a_request_at_six_is_an_arrival_at_nine,
    who_waits_is_on_the_list_every_evening_until_answered,
    one_answer_a_night_and_the_last_word_counts,
    a_parked_request_keeps_its_seniority,
    the_list_is_in_the_published_order_and_a_person_may_change_a_place,
    a_household_waits_once,
    a_stale_proposal_blocks_nobody,
);

async fn ask(world: &World, name: &str) -> Uuid {
    rows::families(world, "city", &[name]).await;
    let ana = world.actor("ana").await;
    let new = NewRequest {
        household: id(name),
        source: Source::Call115,
        slept: Slept::Street,
        waits_at: "Gare du Nord".to_owned(),
    };
    let request = service::receive(&world.app, &ana, Uuid::now_v7(), &new).await.unwrap();
    // What is proposed comes after what was asked.
    world.wait_minutes(1);
    request
}

async fn target(world: &World, request: Uuid) -> Target {
    let ana = world.actor("ana").await;
    let sheet = service::sheet(&world.app, &ana, request).await.unwrap();
    Target { command: Uuid::now_v7(), id: request, version: sheet.request.version }
}

async fn evaluate(world: &World, request: Uuid, criteria: &[Criterion]) {
    let ana = world.actor("ana").await;
    let (slept, waits_at) = (Slept::Street, String::new());
    let found = Evaluation { slept, waits_at, criteria: criteria.to_vec() };
    let target = target(world, request).await;
    service::evaluate(&world.app, &ana, target, &found).await.unwrap();
}

async fn evening(world: &World) -> Evening {
    let ana = world.actor("ana").await;
    service::evening(&world.app, &ana).await.unwrap()
}

async fn list(world: &World) -> Vec<Uuid> {
    evening(world).await.waiting.iter().map(|each| each.request.household_id).collect()
}

async fn standing(world: &World, request: Uuid) -> Standing {
    let ana = world.actor("ana").await;
    service::sheet(&world.app, &ana, request).await.unwrap().standing
}

async fn hold(world: &World, name: &str, unit: &str) -> Outcome<Uuid> {
    let ana = world.actor("ana").await;
    let new = NewBooking {
        household_id: Some(id(name)),
        site_id: id("site-a"),
        nights: Nights::between(night("2026-03-12"), night("2026-03-20")).unwrap(),
        claims: vec![Claim { unit_id: id(unit), persons: 2 }],
        cots: 0,
        firmness: Firmness::Hold(world.clock.now() + chrono::Duration::hours(2)),
        reference: String::new(),
        over_capacity: None,
        transferred_from: None,
    };
    bookings::service::place(&world.app, &ana, Uuid::now_v7(), &new).await
}

async fn refuse(world: &World, booking: Uuid) {
    let ana = world.actor("ana").await;
    let (side, reason) = (Side::Household, RefusalReason::FarFromSchool);
    let command = Uuid::now_v7();
    bookings::service::refuse(&world.app, &ana, command, booking, side, reason).await.unwrap();
}

fn obstacle<T: std::fmt::Debug>(outcome: Outcome<T>) -> Obstacle {
    match outcome {
        Err(AppError::Conflict(obstacle)) => *obstacle,
        other => panic!("not a conflict: {other:?}"),
    }
}

/// Domain H-05.
async fn a_household_that_refuses_stays_on_the_list_and_its_place_is_free_at_once(world: World) {
    let request = ask(&world, "konate").await;
    evaluate(&world, request, &[Criterion::SingleAdult]).await;
    let offered = hold(&world, "konate", "a-101").await.unwrap();
    assert_eq!(standing(&world, request).await, Standing::Proposed);
    refuse(&world, offered).await;
    assert_eq!(standing(&world, request).await, Standing::ToPlace);
    assert_eq!(list(&world).await, [id("konate")], "on tonight's list");
    rows::families(&world, "city", &["next"]).await;
    hold(&world, "next", "a-101").await.expect("the place is free at once");
    let ana = world.actor("ana").await;
    let sheet = service::sheet(&world.app, &ana, request).await.unwrap();
    let refused: Vec<_> =
        sheet.proposals.iter().map(|each| (each.side.as_deref(), each.reason.as_deref())).collect();
    assert_eq!(
        refused,
        [(Some("household"), Some("far_from_school"))],
        "one refusal, its side and reason"
    );
    assert_eq!(sheet.proposals[0].admissible, None, "nothing follows by itself");
    let consequence = "Aucune : école à quarante minutes".to_owned();
    let asked = Review { request, booking: offered, admissible: true, consequence };
    service::review(&world.app, &ana, Uuid::now_v7(), &asked).await.unwrap();
    let again = service::review(&world.app, &ana, Uuid::now_v7(), &asked).await;
    assert_eq!(obstacle(again).message.key, "requests-reviewed");
}

async fn a_request_at_six_is_an_arrival_at_nine(world: World) {
    world.clock.set(moment("2026-03-12T18:00"));
    let request = ask(&world, "one").await;
    assert_eq!(standing(&world, request).await, Standing::ToEvaluate);
    evaluate(&world, request, &[]).await;
    let booking = hold(&world, "one", "a-101").await.unwrap();
    let ana = world.actor("ana").await;
    bookings::service::confirm(&world.app, &ana, Uuid::now_v7(), booking).await.unwrap();
    world.clock.set(moment("2026-03-12T21:00"));
    let on = night("2026-03-12");
    bookings::service::arrive(&world.app, &ana, Uuid::now_v7(), booking, on).await.unwrap();
    assert_eq!(standing(&world, request).await, Standing::Placed);
    assert!(list(&world).await.is_empty());
}

async fn who_waits_is_on_the_list_every_evening_until_answered(world: World) {
    let request = ask(&world, "one").await;
    for evening in ["2026-03-12T18:30", "2026-03-13T18:30", "2026-03-25T18:30"] {
        world.clock.set(moment(evening));
        assert_eq!(list(&world).await, [id("one")], "{evening}");
    }
    let ana = world.actor("ana").await;
    let target = target(&world, request).await;
    service::close(&world.app, &ana, target, CloseReason::LostContact).await.unwrap();
    assert!(list(&world).await.is_empty());
    let target = self::target(&world, request).await;
    service::reopen(&world.app, &ana, target).await.unwrap();
    assert_eq!(list(&world).await, [id("one")], "with the seniority it had");
}

async fn one_answer_a_night_and_the_last_word_counts(world: World) {
    let request = ask(&world, "one").await;
    ask(&world, "two").await;
    let ana = world.actor("ana").await;
    for answer in [Answer::NoPlace, Answer::NoFittingPlace] {
        service::answer(&world.app, &ana, Uuid::now_v7(), request, answer).await.unwrap();
    }
    let unmet: Vec<_> = evening(&world)
        .await
        .unmet()
        .into_iter()
        .map(|(answer, households, _)| (answer, households))
        .collect();
    assert_eq!(unmet, [(Some(Answer::NoFittingPlace), 1), (None, 1)]);
    assert_eq!(
        world.count("select count(*) from night_answer").await,
        2,
        "what was said before stays"
    );
    world.clock.set(moment("2026-03-13T18:30"));
    assert!(
        evening(&world).await.waiting.iter().all(|each| each.answer.is_none()),
        "each night anew"
    );
}

async fn a_parked_request_keeps_its_seniority(world: World) {
    let first = ask(&world, "one").await;
    world.wait_minutes(60);
    ask(&world, "two").await;
    let ana = world.actor("ana").await;
    let target = target(&world, first).await;
    let past = service::park(&world.app, &ana, target, Some(night("2026-03-12"))).await;
    assert_eq!(past, Err(AppError::invalid("until", "requests-park-date")));
    service::park(&world.app, &ana, target, Some(night("2026-03-14"))).await.unwrap();
    assert_eq!(list(&world).await, [id("two")]);
    assert_eq!(evening(&world).await.parked.len(), 1);
    world.clock.set(moment("2026-03-14T18:30"));
    assert_eq!(list(&world).await, [id("one"), id("two")]);
}

async fn the_list_is_in_the_published_order_and_a_person_may_change_a_place(world: World) {
    let mut asked = Vec::new();
    for name in ["one", "two", "three"] {
        asked.push(ask(&world, name).await);
        world.wait_minutes(5);
    }
    evaluate(&world, asked[1], &[Criterion::NightsOutside]).await;
    evaluate(&world, asked[2], &[Criterion::Newborn]).await;
    assert_eq!(list(&world).await, [id("three"), id("two"), id("one")]);
    let ana = world.actor("ana").await;
    let order = [Criterion::NightsOutside, Criterion::Newborn];
    let from = night("2026-03-13");
    service::publish(&world.app, &ana, Uuid::now_v7(), from, &order, "Comité").await.unwrap();
    assert_eq!(list(&world).await[0], id("three"), "not before its first night");
    world.clock.set(moment("2026-03-13T18:30"));
    assert_eq!(list(&world).await, [id("two"), id("three"), id("one")]);
    let ana = world.actor("ana").await;
    let place = Some((1, "Attend avec un nourrisson"));
    service::move_to(&world.app, &ana, Uuid::now_v7(), asked[0], place).await.unwrap();
    let evening = evening(&world).await;
    assert_eq!(evening.waiting[0].request.household_id, id("one"));
    let moved = evening.waiting[0].moved.as_ref().unwrap();
    assert_eq!(
        (moved.author.as_str(), moved.reason.as_str()),
        ("Ana Ribeiro", "Attend avec un nourrisson")
    );
    service::move_to(&world.app, &ana, Uuid::now_v7(), asked[0], None).await.unwrap();
    assert_eq!(list(&world).await[2], id("one"));
}

async fn a_household_waits_once(world: World) {
    ask(&world, "one").await;
    let ana = world.actor("ana").await;
    let new = NewRequest {
        household: id("one"),
        source: Source::School,
        slept: Slept::Car,
        waits_at: String::new(),
    };
    let again = service::receive(&world.app, &ana, Uuid::now_v7(), &new).await;
    assert_eq!(obstacle(again).message.key, "requests-already");
}

async fn a_stale_proposal_blocks_nobody(world: World) {
    let request = ask(&world, "one").await;
    evaluate(&world, request, &[]).await;
    hold(&world, "one", "a-101").await.unwrap();
    world.wait_minutes(121);
    rows::families(&world, "city", &["next"]).await;
    hold(&world, "next", "a-101").await.expect("an option whose time is up makes room");
    assert_eq!(standing(&world, request).await, Standing::ToPlace);
}

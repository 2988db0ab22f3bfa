//! Funding and renewal through the services, on both engines (domain C.3, H-01, H-08).

use app::{
    access::Actor,
    bookings::{self, BookingState, Claim, Firmness, NewBooking},
    error::{AppError, Obstacle, Outcome},
    funding::{
        self, Basis, Funder,
        service::{NewPeriod, Step},
    },
    nights::Nights,
    renewals::{
        Reason,
        service::{
            self, Due, Refusal,
            extend::{Preview, Which},
        },
    },
};
use uuid::Uuid;

use crate::support::{
    rows,
    world::{World, id, moment, night},
};

on_both!(
    a_sunday_after_two_days_nobody_works_is_decided_before_them,
    all_the_families_of_a_list_are_extended_or_none,
    no_renewal_is_a_decision_with_a_name,
    who_is_no_longer_funded_is_still_there,
    a_night_is_paid_for_once,
    funding_is_asked_for_granted_and_ended,
    two_people_do_not_change_one_period_at_once,
    an_end_another_booking_goes_on_from_is_none,
    only_who_may_decide_decides,
);

const ROOMS: [&str; 3] = ["a-101", "a-102", "a-103"];

async fn fund(world: &World, family: &str, from: &str, to: &str) {
    let ana = world.actor("ana").await;
    let new = NewPeriod {
        household_id: id(family),
        nights: Nights::between(night(from), night(to)).unwrap(),
        funder: Funder::City,
        basis: Basis::Homeless,
        reference: String::new(),
        decided_by: "Direction".to_owned(),
        decided_on: None,
    };
    funding::service::add(&world.app, &ana, Uuid::now_v7(), &new).await.unwrap();
}

async fn lodge(world: &World, family: &str, unit: &str, from: &str, to: &str) -> Uuid {
    let ana = world.actor("ana").await;
    let new = NewBooking {
        household_id: Some(id(family)),
        site_id: id("site-a"),
        nights: Nights::between(night(from), night(to)).unwrap(),
        claims: vec![Claim { unit_id: id(unit), persons: 2 }],
        cots: 0,
        firmness: Firmness::Confirm,
        reference: String::new(),
        over_capacity: None,
        transferred_from: None,
    };
    let placed = bookings::service::place(&world.app, &ana, Uuid::now_v7(), &new).await;
    placed.unwrap()
}

/// Families in house since the 12th of May, booked and funded until the Sunday.
async fn may_families(world: &World) -> Vec<Uuid> {
    world.clock.set(moment("2026-05-12T18:30"));
    let names = ["one", "two", "three"];
    rows::families(world, "city", &names).await;
    let ana = world.actor("ana").await;
    let mut bookings = Vec::new();
    for (name, room) in names.into_iter().zip(ROOMS) {
        fund(world, name, "2026-05-01", "2026-05-17").await;
        let booking = lodge(world, name, room, "2026-05-12", "2026-05-17").await;
        let on = night("2026-05-12");
        bookings::service::arrive(&world.app, &ana, Uuid::now_v7(), booking, on).await.unwrap();
        bookings.push(booking);
    }
    bookings
}

async fn dues(world: &World, who: &str, within: u64) -> Vec<Due> {
    let actor = world.actor(who).await;
    let groups = service::due(&world.app, &actor, within).await.unwrap();
    groups.into_iter().flat_map(|group| group.dues).collect()
}

async fn previews(world: &World, which: Which, to: &str) -> Vec<Preview> {
    let ana = world.actor("ana").await;
    service::preview(&world.app, &ana, which, night(to)).await.unwrap()
}

async fn extend(world: &World, bookings: &[Uuid], to: &str) -> Outcome<usize> {
    let ana = world.actor("ana").await;
    service::extend(&world.app, &ana, Uuid::now_v7(), bookings, night(to)).await
}

fn obstacle<T: std::fmt::Debug>(outcome: Outcome<T>) -> Obstacle {
    match outcome {
        Err(AppError::Conflict(obstacle)) => *obstacle,
        other => panic!("not a conflict: {other:?}"),
    }
}

async fn close_friday(world: &World) {
    let ana = world.actor("ana").await;
    let day = night("2026-05-15");
    service::add_closing_day(&world.app, &ana, Uuid::now_v7(), day, "Pont").await.unwrap();
}

async fn a_sunday_after_two_days_nobody_works_is_decided_before_them(world: World) {
    let bookings = may_families(&world).await;
    close_friday(&world).await;
    assert!(dues(&world, "ana", 3).await.is_empty(), "not yet on Tuesday");
    world.clock.set(moment("2026-05-13T08:00"));
    let due = dues(&world, "ana", 3).await;
    assert_eq!(due.len(), 3);
    assert!(due.iter().all(|each| each.decide_by == night("2026-05-13")));
    let which = Which::Site { site: id("site-a"), within: 3 };
    let shown = previews(&world, which, "2026-05-31").await;
    assert!(shown.iter().all(|each| each.blocked.is_none()));
    assert!(shown.iter().all(|each| each.booked_to == Some(night("2026-05-31"))));
    assert!(shown.iter().all(|each| each.funded_to == Some(night("2026-05-31"))));
    assert_eq!(extend(&world, &bookings, "2026-05-31").await.unwrap(), 3);
    assert!(dues(&world, "ana", 7).await.is_empty(), "all of them go on");
    let to = "select count(*) from booking where to_night = '2026-05-31'";
    assert_eq!(world.count(to).await, 3);
    let funded = "select count(*) from funded_period where to_night = '2026-05-31'";
    assert_eq!(world.count(funded).await, 3);
    world.index_agrees().await;
}

async fn all_the_families_of_a_list_are_extended_or_none(world: World) {
    let bookings = may_families(&world).await;
    rows::families(&world, "city", &["next"]).await;
    lodge(&world, "next", "a-103", "2026-05-20", "2026-05-27").await;
    let which = Which::Site { site: id("site-a"), within: 7 };
    let shown = previews(&world, which, "2026-05-31").await;
    let blocked: Vec<_> = shown.iter().filter(|each| each.blocked.is_some()).collect();
    assert_eq!(blocked.len(), 1);
    assert_eq!(blocked[0].due.booking.id, bookings[2]);
    let before = world.tables().await;
    let refused = obstacle(extend(&world, &bookings, "2026-05-31").await);
    assert_eq!(refused.message.key, "renewals-blocked");
    assert_eq!(refused.alternatives[0].message.key, "bookings-taken-by");
    assert_eq!(world.tables().await, before, "nothing is half-applied");
    assert_eq!(extend(&world, &bookings[..2], "2026-05-31").await.unwrap(), 2);
    assert_eq!(extend(&world, &bookings[2..], "2026-05-20").await.unwrap(), 1);
    world.index_agrees().await;
}

async fn no_renewal_is_a_decision_with_a_name(world: World) {
    let bookings = may_families(&world).await;
    let ana = world.actor("ana").await;
    let mut asked = Refusal {
        command: Uuid::now_v7(),
        booking: bookings[0],
        ends_on: night("2026-05-16"),
        reason: Reason::ExitPlanned,
        next_step: "Signature du bail le 18".to_owned(),
    };
    let moved = obstacle(service::refuse(&world.app, &ana, &asked).await);
    assert_eq!(moved.message.key, "renewals-moved");
    asked.ends_on = night("2026-05-17");
    for _ in 0..2 {
        service::refuse(&world.app, &ana, &asked).await.unwrap();
    }
    assert_eq!(world.count("select count(*) from renewal").await, 1, "the same command twice");
    let due = dues(&world, "ana", 7).await;
    let decided = due.iter().find(|each| each.booking.id == bookings[0]).unwrap();
    let decided = decided.decided.as_ref().unwrap();
    assert_eq!(
        (decided.reason.as_str(), decided.decided_by.as_str()),
        ("exit_planned", "Ana Ribeiro")
    );
    assert_eq!(due.iter().filter(|each| each.decided.is_none()).count(), 2);
    // Decided otherwise after all: the end it was about is no more.
    extend(&world, &bookings[..1], "2026-05-24").await.unwrap();
    assert_eq!(world.count("select count(*) from renewal where superseded_at is null").await, 1);
}

async fn who_is_no_longer_funded_is_still_there(world: World) {
    let bookings = may_families(&world).await;
    world.clock.set(moment("2026-05-18T08:00"));
    let due = dues(&world, "ana", 3).await;
    assert_eq!(due.len(), 3);
    assert!(due.iter().all(|each| each.is_unfunded(night("2026-05-18"))));
    let ana = world.actor("ana").await;
    for booking in bookings {
        let (booking, _) = bookings::service::show(&world.app, &ana, booking).await.unwrap();
        assert_eq!(booking.state, BookingState::Arrived, "nothing leaves by itself");
    }
}

async fn a_night_is_paid_for_once(world: World) {
    rows::families(&world, "city", &["one"]).await;
    fund(&world, "one", "2026-03-01", "2026-04-01").await;
    let ana = world.actor("ana").await;
    let again = NewPeriod {
        household_id: id("one"),
        nights: Nights::between(night("2026-03-31"), night("2026-05-01")).unwrap(),
        funder: Funder::State,
        basis: Basis::Asylum,
        reference: String::new(),
        decided_by: String::new(),
        decided_on: None,
    };
    let refused = funding::service::add(&world.app, &ana, Uuid::now_v7(), &again).await;
    assert_eq!(obstacle(refused).message.key, "funding-already");
    fund(&world, "one", "2026-04-01", "2026-05-01").await;
}

async fn funding_is_asked_for_granted_and_ended(world: World) {
    rows::families(&world, "city", &["one"]).await;
    let ana = world.actor("ana").await;
    let asked = NewPeriod {
        household_id: id("one"),
        nights: Nights::between(night("2026-03-12"), night("2026-04-12")).unwrap(),
        funder: Funder::Department,
        basis: Basis::MotherAndChild,
        reference: String::new(),
        decided_by: String::new(),
        decided_on: None,
    };
    funding::service::add(&world.app, &ana, Uuid::now_v7(), &asked).await.unwrap();
    let period = async || {
        let periods = funding::service::of_household(&world.app, &ana, id("one")).await.unwrap();
        periods.unwrap().remove(0)
    };
    let step = async || {
        let period = period().await;
        Step { command: Uuid::now_v7(), period: period.id, version: period.version }
    };
    assert!(!period().await.funds(night("2026-03-12")), "asked for is not paid for");
    let to = night("2026-04-01");
    funding::service::grant(&world.app, &ana, &step().await, to, "ASE").await.unwrap();
    assert!(period().await.funds(night("2026-03-31")) && !period().await.funds(to));
    let on = night("2026-03-20");
    funding::service::close(&world.app, &ana, &step().await, on, "Autre").await.unwrap();
    assert!(!period().await.funds(on));
    let told = "select count(*) from journal where action like '%funding'";
    assert_eq!(world.count(told).await, 3);
}

async fn two_people_do_not_change_one_period_at_once(world: World) {
    rows::families(&world, "city", &["one"]).await;
    fund(&world, "one", "2026-03-01", "2026-04-01").await;
    let (ana, ben) = (world.actor("ana").await, world.actor("ben").await);
    let periods = funding::service::of_household(&world.app, &ana, id("one")).await.unwrap();
    let period = periods.unwrap().remove(0).id;
    let step = || Step { command: Uuid::now_v7(), period, version: 1 };
    funding::service::extend(&world.app, &ana, &step(), night("2026-05-01")).await.unwrap();
    let late = funding::service::close(&world.app, &ben, &step(), night("2026-03-20"), "x").await;
    assert_eq!(obstacle(late).message.key, "journal-stale-by");
}

async fn an_end_another_booking_goes_on_from_is_none(world: World) {
    rows::families(&world, "city", &["one"]).await;
    let booking = lodge(&world, "one", "a-101", "2026-03-12", "2026-03-15").await;
    assert_eq!(dues(&world, "ana", 7).await.len(), 1);
    lodge(&world, "one", "a-102", "2026-03-15", "2026-05-01").await;
    let due = dues(&world, "ana", 7).await;
    assert!(due.iter().all(|each| each.booking.id != booking), "the family knows where it goes");
}

async fn only_who_may_decide_decides(world: World) {
    let bookings = may_families(&world).await;
    let actor: Actor = world.actor("dora").await;
    assert_eq!(dues(&world, "dora", 7).await.len(), 3, "the analyst counts them");
    let to = night("2026-05-31");
    let refused = service::extend(&world.app, &actor, Uuid::now_v7(), &bookings, to).await;
    assert_eq!(refused, Err(AppError::Forbidden));
    let emil = world.actor("emil").await;
    assert!(service::due(&world.app, &emil, 7).await.is_err(), "a host does not see who pays");
}

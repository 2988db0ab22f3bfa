//! A booking's life through the services, on both engines.

use app::{
    access::Actor,
    bookings::{
        BookingState, CancelReason, Claim, DepartureReason, Firmness, NewBooking, RefusalReason,
        Side,
        service::{self, Move},
    },
    error::{AppError, Obstacle, Outcome},
    execute,
    nights::Nights,
    occupation::{self, rules::NightCount},
    places::{Wish, rules::find},
    today::{
        self,
        service::{Line, Question, Slice},
    },
    units,
};
use chrono::Duration;
use uuid::Uuid;

use crate::support::{
    rows,
    world::{World, id, moment, night},
};

on_both!(
    a_room_is_never_given_twice,
    the_same_command_twice_is_one_booking,
    a_same_day_turnover_is_no_overlap,
    an_extension_meets_a_promise_and_leaves_nothing_behind,
    an_option_makes_room_when_its_time_is_up,
    a_no_show_is_reversed_unless_the_room_was_given,
    a_room_change_and_a_transfer_are_no_exits,
    an_overstay_keeps_its_room_until_somebody_else_was_promised_it,
    the_next_family_waits_for_the_one_before_to_leave,
    who_has_not_left_is_named_to_those_who_may_know,
    the_last_step_is_taken_back_and_only_by_its_author,
    a_dormitory_is_given_place_by_place,
    more_people_than_places_need_a_name_and_a_reason,
    a_family_is_never_in_two_places,
    families_who_must_not_meet_do_not,
    a_stopped_site_takes_nobody,
    a_refusal_has_a_side_and_a_reason,
    one_hundred_claims_give_one_room,
    a_room_another_process_just_gave_is_not_offered_again,
    out_of_scope_is_not_found,
    a_stale_sheet_changes_nothing,
);

/// Households of the city, in scope of Ana.
async fn families(world: &World, names: &[&str]) {
    rows::families(world, "city", names).await;
}

fn wanted(family: &str, unit: &str, from: &str, to: Option<&str>) -> NewBooking {
    let site = if unit.starts_with('b') { "site-b" } else { "site-a" };
    NewBooking {
        household_id: Some(id(family)),
        site_id: id(site),
        nights: Nights::new(night(from), to.map(night)).unwrap(),
        claims: vec![Claim { unit_id: id(unit), persons: 2 }],
        cots: 0,
        firmness: Firmness::Confirm,
        reference: String::new(),
        over_capacity: None,
        transferred_from: None,
    }
}

async fn place(world: &World, actor: &Actor, new: &NewBooking) -> Outcome<Uuid> {
    service::place(&world.app, actor, Uuid::now_v7(), new).await
}

fn obstacle<T: std::fmt::Debug>(outcome: Outcome<T>) -> Obstacle {
    match outcome {
        Err(AppError::Conflict(obstacle)) => *obstacle,
        other => panic!("not a conflict: {other:?}"),
    }
}

async fn night_at(world: &World, site: &str, day: &str) -> NightCount {
    let day = night(day);
    let units = units::store::at_site(&world.app.db, id(site)).await.unwrap();
    let facts: Vec<_> = units.iter().map(units::Unit::facts).collect();
    let lines = occupation::store::at_site(&world.app.db, id(site), day, day + Duration::days(1))
        .await
        .unwrap();
    occupation::rules::count(&facts, &lines, day)
}

async fn state_of(world: &World, actor: &Actor, booking: Uuid) -> BookingState {
    service::show(&world.app, actor, booking).await.unwrap().0.state
}

/// What Aujourd'hui shows somebody has to settle.
async fn conflicts(world: &World) -> Vec<Uuid> {
    let ana = world.actor("ana").await;
    let all = Slice { offset: 0, limit: usize::MAX };
    let group = today::service::answers(&world.app, &ana, Question::Conflicts, all).await.unwrap();
    let id = |line: &Line| match line {
        Line::Booking(item) => item.summary.id,
        other => panic!("not a booking: {other:?}"),
    };
    group.lines.iter().map(id).collect()
}

async fn a_room_is_never_given_twice(world: World) {
    families(&world, &["one", "two", "three"]).await;
    let ana = world.actor("ana").await;
    place(&world, &ana, &wanted("one", "a-101", "2026-03-13", Some("2026-03-16"))).await.unwrap();
    let refused = obstacle(
        place(&world, &ana, &wanted("two", "a-101", "2026-03-15", Some("2026-03-17"))).await,
    );
    assert_eq!(refused.message.key, "bookings-taken-by");
    assert!(!refused.alternatives.is_empty(), "another room is offered");
    assert_eq!(world.count("select count(*) from booking").await, 1);
    assert_eq!(world.count("select count(*) from journal where action = 'place'").await, 1);
    // Next week's family can be promised the room all the same.
    place(&world, &ana, &wanted("three", "a-101", "2026-03-16", None)).await.unwrap();
    world.index_agrees().await;
}

async fn the_same_command_twice_is_one_booking(world: World) {
    families(&world, &["one"]).await;
    let ana = world.actor("ana").await;
    let command = Uuid::now_v7();
    let new = wanted("one", "a-101", "2026-03-13", Some("2026-03-16"));
    let first = service::place(&world.app, &ana, command, &new).await.unwrap();
    let second = service::place(&world.app, &ana, command, &new).await.unwrap();
    assert_eq!(first, second);
    assert_eq!(world.count("select count(*) from booking").await, 1);
    // Somebody else's command id tells nothing of what it did.
    let ben = world.actor("ben").await;
    assert_eq!(service::place(&world.app, &ben, command, &new).await, Err(AppError::NotFound));
}

/// H-02: one leaves in the morning, the other comes in the afternoon.
async fn a_same_day_turnover_is_no_overlap(world: World) {
    families(&world, &["one", "two"]).await;
    let ana = world.actor("ana").await;
    let first = place(&world, &ana, &wanted("one", "a-102", "2026-03-10", Some("2026-03-12")))
        .await
        .unwrap();
    let second = place(&world, &ana, &wanted("two", "a-102", "2026-03-12", Some("2026-03-20")))
        .await
        .unwrap();
    let now = Uuid::now_v7;
    service::arrive(&world.app, &ana, now(), first, night("2026-03-10")).await.unwrap();
    service::depart(&world.app, &ana, now(), first, night("2026-03-12"), DepartureReason::Exit)
        .await
        .unwrap();
    service::arrive(&world.app, &ana, now(), second, night("2026-03-12")).await.unwrap();
    for (day, persons) in [("2026-03-11", 2), ("2026-03-12", 2), ("2026-03-20", 0)] {
        assert_eq!(night_at(&world, "site-a", day).await.persons, persons, "{day}");
    }
    world.index_agrees().await;
}

/// H-07.
async fn an_extension_meets_a_promise_and_leaves_nothing_behind(world: World) {
    families(&world, &["two", "six"]).await;
    let ana = world.actor("ana").await;
    let stay = place(&world, &ana, &wanted("two", "a-101", "2026-03-12", Some("2026-03-20")))
        .await
        .unwrap();
    service::arrive(&world.app, &ana, Uuid::now_v7(), stay, night("2026-03-12")).await.unwrap();
    let promised = place(&world, &ana, &wanted("six", "a-101", "2026-03-20", Some("2026-03-27")))
        .await
        .unwrap();
    let code = service::show(&world.app, &ana, promised).await.unwrap().0.code;
    let lines = world.count("select count(*) from occupation").await;
    let refused =
        service::extend(&world.app, &ana, Uuid::now_v7(), stay, Some(night("2026-03-27"))).await;
    let refused = obstacle(refused);
    assert!(format!("{:?}", refused.message).contains(&code), "names the other booking");
    assert_eq!(refused.alternatives.len(), 3);
    assert_eq!(world.count("select count(*) from occupation").await, lines);
    let (booking, _) = service::show(&world.app, &ana, stay).await.unwrap();
    assert_eq!(booking.to_night, Some(night("2026-03-20")));
    service::cancel(&world.app, &ana, Uuid::now_v7(), promised, CancelReason::NoLongerNeeded)
        .await
        .unwrap();
    service::extend(&world.app, &ana, Uuid::now_v7(), stay, Some(night("2026-03-27")))
        .await
        .unwrap();
    let (booking, lines) = service::show(&world.app, &ana, stay).await.unwrap();
    assert_eq!(booking.agreed_to, Some(night("2026-03-20")), "what was first agreed is kept");
    assert_eq!(lines.iter().filter_map(|line| line.nights().count()).sum::<i64>(), 15);
    world.index_agrees().await;
}

async fn an_option_makes_room_when_its_time_is_up(world: World) {
    families(&world, &["one", "two"]).await;
    let ana = world.actor("ana").await;
    let until = world.clock.now() + Duration::minutes(90);
    let new = wanted("one", "a-101", "2026-03-12", Some("2026-03-14"));
    let option =
        place(&world, &ana, &NewBooking { firmness: Firmness::Hold(until), ..new }).await.unwrap();
    let other = wanted("two", "a-101", "2026-03-12", Some("2026-03-14"));
    obstacle(place(&world, &ana, &other).await);
    world.wait_minutes(89);
    assert_eq!(service::expire_holds(&world.app).await.unwrap(), 0);
    world.wait_minutes(1);
    // Claimed before any clock came round to it.
    place(&world, &ana, &other).await.unwrap();
    assert_eq!(state_of(&world, &ana, option).await, BookingState::Expired);
    assert_eq!(service::expire_holds(&world.app).await.unwrap(), 0, "already ended");
    world.index_agrees().await;
}

/// H-06.
async fn a_no_show_is_reversed_unless_the_room_was_given(world: World) {
    families(&world, &["five", "six"]).await;
    let ana = world.actor("ana").await;
    let stay = place(&world, &ana, &wanted("five", "a-101", "2026-03-12", Some("2026-03-20")))
        .await
        .unwrap();
    service::no_show(&world.app, &ana, Uuid::now_v7(), stay, night("2026-03-12")).await.unwrap();
    assert_eq!(
        night_at(&world, "site-a", "2026-03-12").await.units.held,
        1,
        "the night stays held"
    );
    assert_eq!(night_at(&world, "site-a", "2026-03-13").await.units.held, 0);
    service::arrive(&world.app, &ana, Uuid::now_v7(), stay, night("2026-03-12")).await.unwrap();
    assert_eq!(night_at(&world, "site-a", "2026-03-19").await.units.occupied, 1);
    let other = place(&world, &ana, &wanted("six", "a-102", "2026-03-12", Some("2026-03-20")))
        .await
        .unwrap();
    service::no_show(&world.app, &ana, Uuid::now_v7(), other, night("2026-03-12")).await.unwrap();
    families(&world, &["seven"]).await;
    place(&world, &ana, &wanted("seven", "a-102", "2026-03-13", Some("2026-03-15"))).await.unwrap();
    obstacle(service::arrive(&world.app, &ana, Uuid::now_v7(), other, night("2026-03-12")).await);
    assert_eq!(state_of(&world, &ana, other).await, BookingState::NoShow);
    world.index_agrees().await;
}

async fn a_room_change_and_a_transfer_are_no_exits(world: World) {
    families(&world, &["one"]).await;
    let ana = world.actor("ana").await;
    let stay = place(&world, &ana, &wanted("one", "a-101", "2026-03-10", Some("2026-03-20")))
        .await
        .unwrap();
    service::arrive(&world.app, &ana, Uuid::now_v7(), stay, night("2026-03-10")).await.unwrap();
    let wanted_move = Move {
        from: id("a-101"),
        targets: vec![Claim { unit_id: id("a-103"), persons: 2 }],
        night: night("2026-03-11"),
        over_capacity: None,
    };
    service::move_unit(&world.app, &ana, Uuid::now_v7(), stay, &wanted_move).await.unwrap();
    for day in ["2026-03-10", "2026-03-11", "2026-03-12"] {
        let count = night_at(&world, "site-a", day).await;
        assert_eq!((count.persons, count.units.occupied), (2, 1), "{day}");
    }
    let there = wanted("one", "b-201", "2026-03-12", Some("2026-03-20"));
    let next = service::transfer(&world.app, &ana, Uuid::now_v7(), stay, &there).await.unwrap();
    let (left, _) = service::show(&world.app, &ana, stay).await.unwrap();
    assert_eq!((left.state, left.reason.as_deref()), (BookingState::Departed, Some("transfer")));
    let (new, _) = service::show(&world.app, &ana, next).await.unwrap();
    assert_eq!((new.transferred_from, new.household_id), (Some(stay), Some(id("one"))));
    assert_eq!(night_at(&world, "site-a", "2026-03-12").await.units.occupied, 0);
    assert_eq!(night_at(&world, "site-b", "2026-03-12").await.units.held, 1);
    world.index_agrees().await;
}

async fn an_overstay_keeps_its_room_until_somebody_else_was_promised_it(world: World) {
    families(&world, &["one", "two"]).await;
    let ana = world.actor("ana").await;
    let stay = place(&world, &ana, &wanted("one", "a-101", "2026-03-11", Some("2026-03-13")))
        .await
        .unwrap();
    service::arrive(&world.app, &ana, Uuid::now_v7(), stay, night("2026-03-11")).await.unwrap();
    world.wait_minutes(2 * 24 * 60);
    assert_eq!(service::keep_overstays(&world.app).await.unwrap(), 1);
    assert_eq!(night_at(&world, "site-a", "2026-03-14").await.units.occupied, 1);
    assert_eq!(state_of(&world, &ana, stay).await, BookingState::Arrived, "nothing ends by itself");
    let ana = world.actor("ana").await;
    place(&world, &ana, &wanted("two", "a-101", "2026-03-15", Some("2026-03-17"))).await.unwrap();
    world.wait_minutes(24 * 60);
    assert_eq!(service::keep_overstays(&world.app).await.unwrap(), 0);
    assert_eq!(conflicts(&world).await, [stay]);
    world.index_agrees().await;
}

async fn the_next_family_waits_for_the_one_before_to_leave(world: World) {
    families(&world, &["one", "two"]).await;
    let ana = world.actor("ana").await;
    let stay = place(&world, &ana, &wanted("one", "a-101", "2026-03-11", Some("2026-03-12")))
        .await
        .unwrap();
    service::arrive(&world.app, &ana, Uuid::now_v7(), stay, night("2026-03-11")).await.unwrap();
    let next = place(&world, &ana, &wanted("two", "a-101", "2026-03-12", Some("2026-03-14")))
        .await
        .unwrap();
    let refused = obstacle(
        service::arrive(&world.app, &ana, Uuid::now_v7(), next, night("2026-03-12")).await,
    );
    assert_eq!(refused.message.key, "bookings-still-there");
    service::depart(
        &world.app,
        &ana,
        Uuid::now_v7(),
        stay,
        night("2026-03-12"),
        DepartureReason::Exit,
    )
    .await
    .unwrap();
    service::arrive(&world.app, &ana, Uuid::now_v7(), next, night("2026-03-12")).await.unwrap();
}

async fn who_has_not_left_is_named_to_those_who_may_know(world: World) {
    families(&world, &["one", "two"]).await;
    let (ana, ben) = (world.actor("ana").await, world.actor("ben").await);
    let first = wanted("one", "a-101", "2026-03-11", Some("2026-03-12"));
    let second = wanted("two", "a-101", "2026-03-12", Some("2026-03-14"));
    let stay = place(&world, &ana, &first).await.unwrap();
    service::arrive(&world.app, &ana, Uuid::now_v7(), stay, night("2026-03-11")).await.unwrap();
    let next = place(&world, &ana, &second).await.unwrap();
    let mut tx = world.app.db.begin().await.unwrap();
    rows::restrict(&mut tx, "one", &["ana"]).await.unwrap();
    tx.save().await.unwrap();
    let arrive = async |actor: &Actor| {
        let arrived =
            service::arrive(&world.app, actor, Uuid::now_v7(), next, night("2026-03-12")).await;
        obstacle(arrived)
    };
    assert_eq!(arrive(&ana).await.message.key, "bookings-still-there");
    let told = arrive(&ben).await;
    assert_eq!((told.message.key, told.alternatives), ("bookings-not-left", Vec::new()));
    assert_eq!(told.message.args, [("unit", "a-101".into())], "the room, and no booking");
}

async fn the_last_step_is_taken_back_and_only_by_its_author(world: World) {
    families(&world, &["one"]).await;
    let (ana, ben) = (world.actor("ana").await, world.actor("ben").await);
    let stay = place(&world, &ana, &wanted("one", "a-101", "2026-03-12", Some("2026-03-20")))
        .await
        .unwrap();
    let (arrival, shortening) = (Uuid::now_v7(), Uuid::now_v7());
    service::arrive(&world.app, &ana, arrival, stay, night("2026-03-12")).await.unwrap();
    service::shorten(&world.app, &ana, shortening, stay, night("2026-03-15")).await.unwrap();
    let undo = |actor, undone| service::undo(&world.app, actor, Uuid::now_v7(), undone);
    assert_eq!(undo(&ben, shortening).await, Err(AppError::NotFound));
    obstacle(undo(&ana, arrival).await);
    undo(&ana, shortening).await.unwrap();
    let (booking, lines) = service::show(&world.app, &ana, stay).await.unwrap();
    assert_eq!(
        (booking.state, booking.to_night),
        (BookingState::Arrived, Some(night("2026-03-20")))
    );
    assert_eq!(lines.iter().filter_map(|line| line.nights().count()).sum::<i64>(), 8);
    world.index_agrees().await;
}

async fn a_dormitory_is_given_place_by_place(world: World) {
    families(&world, &["one", "two", "three"]).await;
    let ana = world.actor("ana").await;
    let beds = |family, n| NewBooking {
        claims: vec![Claim { unit_id: id("a-dorm"), persons: n }],
        ..wanted(family, "a-dorm", "2026-03-12", Some("2026-03-14"))
    };
    place(&world, &ana, &beds("one", 3)).await.unwrap();
    obstacle(place(&world, &ana, &beds("two", 2)).await);
    let count = night_at(&world, "site-a", "2026-03-12").await;
    assert_eq!((count.places.held, count.places.lost), (3, 0));
    place(&world, &ana, &beds("three", 1)).await.unwrap();
    assert_eq!(night_at(&world, "site-a", "2026-03-12").await.places.held, 4);
    world.index_agrees().await;
}

async fn more_people_than_places_need_a_name_and_a_reason(world: World) {
    families(&world, &["one"]).await;
    let ana = world.actor("ana").await;
    let crowd = NewBooking {
        claims: vec![Claim { unit_id: id("a-101"), persons: 3 }],
        ..wanted("one", "a-101", "2026-03-12", None)
    };
    assert_eq!(obstacle(place(&world, &ana, &crowd).await).message.key, "bookings-over-capacity");
    let authorised = NewBooking {
        over_capacity: Some("Une naissance, faute de mieux ce soir".to_owned()),
        ..crowd
    };
    let booking = place(&world, &ana, &authorised).await.unwrap();
    service::arrive(&world.app, &ana, Uuid::now_v7(), booking, night("2026-03-12")).await.unwrap();
    assert_eq!(world.count("select count(*) from over_capacity where reason <> ''").await, 1);
    let count = night_at(&world, "site-a", "2026-03-12").await;
    assert_eq!((count.over, count.persons, count.places.occupied), (1, 3, 2));
    world.clock.set(moment("2026-03-25T18:30"));
    assert!(conflicts(&world).await.is_empty(), "authorised for fourteen nights");
    world.clock.set(moment("2026-03-26T18:30"));
    assert_eq!(conflicts(&world).await, [booking], "and not for a fifteenth");
}

/// B-2.
async fn a_family_is_never_in_two_places(world: World) {
    families(&world, &["one"]).await;
    let ana = world.actor("ana").await;
    place(&world, &ana, &wanted("one", "a-101", "2026-03-12", Some("2026-03-15"))).await.unwrap();
    let refused = obstacle(place(&world, &ana, &wanted("one", "b-201", "2026-03-14", None)).await);
    assert_eq!(refused.message.key, "bookings-household-elsewhere");
    place(&world, &ana, &wanted("one", "b-201", "2026-03-15", None)).await.unwrap();
    // Four desks each give the same family another room at once.
    families(&world, &["two"]).await;
    let offers =
        ["a-102", "a-103", "b-202", "a-dorm"].map(|unit| wanted("two", unit, "2026-04-01", None));
    let desks = offers.iter().map(|new| place(&world, &ana, new));
    let won = futures::future::join_all(desks).await.into_iter().flatten().count();
    assert_eq!(won, 1);
}

async fn families_who_must_not_meet_do_not(world: World) {
    families(&world, &["one", "two"]).await;
    let ana = world.actor("ana").await;
    let mut tx = world.app.db.begin().await.unwrap();
    execute!(
        tx,
        "insert into incompatibility (household_id, other_id, created_at) values ($1, $2, $3)",
        id("two"),
        id("one"),
        world.clock.now()
    )
    .unwrap();
    tx.save().await.unwrap();
    place(&world, &ana, &wanted("one", "a-101", "2026-03-12", None)).await.unwrap();
    let refused = obstacle(
        place(&world, &ana, &wanted("two", "a-103", "2026-03-20", Some("2026-03-22"))).await,
    );
    assert_eq!(refused.message.key, "bookings-incompatible");
    assert!(refused.message.args.is_empty(), "says neither who nor why");
    place(&world, &ana, &wanted("two", "b-202", "2026-03-20", Some("2026-03-22"))).await.unwrap();
}

async fn a_stopped_site_takes_nobody(world: World) {
    families(&world, &["one"]).await;
    let ana = world.actor("ana").await;
    let mut tx = world.app.db.begin().await.unwrap();
    execute!(
        tx,
        "insert into admission_stop (id, site_id, from_night, review_on, reason, created_at)
         values ($1, $2, $3, $3, 'punaises', $4)",
        Uuid::now_v7(),
        id("site-a"),
        night("2026-03-15"),
        world.clock.now()
    )
    .unwrap();
    tx.save().await.unwrap();
    world.app.index.refresh_site(&world.app.db, id("site-a")).await.unwrap();
    obstacle(place(&world, &ana, &wanted("one", "a-101", "2026-03-16", Some("2026-03-18"))).await);
    let wish = Wish {
        adults: 2,
        children: 0,
        cots: 0,
        nights: Nights::between(night("2026-03-16"), night("2026-03-18")).unwrap(),
        requirements: Vec::new(),
        territory: String::new(),
        kind: None,
        site: Some(id("site-a")),
        near: None,
    };
    let found = world.app.index.read(|picture| find(picture, &wish, |_| true));
    assert_eq!(found.total, 0, "nor is it offered");
    world.index_agrees().await;
}

async fn a_refusal_has_a_side_and_a_reason(world: World) {
    families(&world, &["one"]).await;
    let ana = world.actor("ana").await;
    let until = world.clock.now() + Duration::hours(2);
    let new = wanted("one", "a-101", "2026-03-12", Some("2026-03-14"));
    let request = place(&world, &ana, &NewBooking { firmness: Firmness::Request(until), ..new })
        .await
        .unwrap();
    assert_eq!(night_at(&world, "site-a", "2026-03-12").await.units.held, 1);
    service::refuse(
        &world.app,
        &ana,
        Uuid::now_v7(),
        request,
        Side::Household,
        RefusalReason::FarFromSchool,
    )
    .await
    .unwrap();
    let (refused, lines) = service::show(&world.app, &ana, request).await.unwrap();
    assert_eq!(
        (refused.side, refused.reason.as_deref()),
        (Some(Side::Household), Some("far_from_school"))
    );
    assert!(lines.is_empty(), "the room is free at once");
}

async fn one_hundred_claims_give_one_room(world: World) {
    let ana = world.actor("ana").await;
    let names: Vec<String> = (0..100).map(|n| format!("family-{n}")).collect();
    families(&world, &names.iter().map(String::as_str).collect::<Vec<_>>()).await;
    let claims = names.iter().map(|name| {
        let (world, ana) = (world.clone(), ana.clone());
        let new = wanted(name, "a-103", "2026-03-12", Some("2026-03-19"));
        tokio::spawn(async move { place(&world, &ana, &new).await })
    });
    let answers = futures::future::join_all(claims).await;
    let (won, lost): (Vec<_>, Vec<_>) =
        answers.into_iter().map(Result::unwrap).partition(Outcome::is_ok);
    assert_eq!(won.len(), 1);
    for each in lost {
        let refused = obstacle(each);
        assert_eq!(refused.message.key, "bookings-taken-by");
        assert!(!refused.alternatives.is_empty());
    }
    assert_eq!(world.count("select count(*) from booking").await, 1);
    assert_eq!(world.count("select count(*) from occupation").await, 1);
    assert_eq!(world.count("select count(*) from command").await, 1);
    world.index_agrees().await;
}

/// The index hears of it a moment later: the refusal does not wait for that.
async fn a_room_another_process_just_gave_is_not_offered_again(world: World) {
    families(&world, &["one", "two"]).await;
    let ana = world.actor("ana").await;
    let mut tx = world.app.db.begin().await.unwrap();
    rows::booking(&mut tx, &world, "elsewhere", Some("two"), "site-a", "confirmed").await.unwrap();
    let taken = rows::Occupation {
        id: id("line"),
        unit: "a-101",
        slot: 0,
        from: night("2026-03-12"),
        to: Some(night("2026-03-14")),
        booking: "elsewhere",
    };
    taken.insert(&mut tx, &world).await.unwrap();
    tx.save().await.unwrap();
    let new = wanted("one", "a-101", "2026-03-12", Some("2026-03-14"));
    let refused = obstacle(place(&world, &ana, &new).await);
    assert!(!refused.alternatives.is_empty());
    for other in refused.alternatives {
        assert!(!other.href.contains(&id("a-101").to_string()), "{}", other.href);
    }
}

async fn out_of_scope_is_not_found(world: World) {
    families(&world, &["one"]).await;
    let (ana, cy, emil) =
        (world.actor("ana").await, world.actor("cy").await, world.actor("emil").await);
    let new = wanted("one", "a-101", "2026-03-12", Some("2026-03-14"));
    assert_eq!(place(&world, &cy, &new).await, Err(AppError::NotFound));
    assert_eq!(
        place(&world, &emil, &new).await,
        Err(AppError::Forbidden),
        "the door does not book"
    );
    let stay = place(&world, &ana, &new).await.unwrap();
    let arrive =
        |actor| service::arrive(&world.app, actor, Uuid::now_v7(), stay, night("2026-03-12"));
    assert_eq!(arrive(&cy).await, Err(AppError::NotFound));
    arrive(&emil).await.unwrap();
    assert_eq!(service::show(&world.app, &cy, stay).await, Err(AppError::NotFound));
}

/// Two people act on the booking they both see: the second is told.
async fn a_stale_sheet_changes_nothing(world: World) {
    families(&world, &["one"]).await;
    let (ana, ben) = (world.actor("ana").await, world.actor("ben").await);
    let stay = place(&world, &ana, &wanted("one", "a-101", "2026-03-12", Some("2026-03-20")))
        .await
        .unwrap();
    let now = Uuid::now_v7;
    let (one, two) = tokio::join!(
        service::cancel(&world.app, &ana, now(), stay, CancelReason::Replaced),
        service::arrive(&world.app, &ben, now(), stay, night("2026-03-12")),
    );
    assert_eq!([one.is_ok(), two.is_ok()].iter().filter(|done| **done).count(), 1);
    world.index_agrees().await;
}

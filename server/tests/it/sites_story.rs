//! Sites, their units and their closures, told as stories.

use app::{
    access::Actor,
    bookings::{self, Claim, DepartureReason, Firmness, NewBooking, service::Move},
    closures::{self, Cause, rules::NewClosure, service::NewEnd},
    context::App,
    error::AppError,
    execute,
    nights::{Nights, next},
    occupation::{
        self,
        rules::{NightCount, count},
    },
    on_pool,
    sites::{
        self, Capacity, CapacityKind, Measure, Price, PriceBasis, SiteKind, SiteState, nights_of,
        rules::Step,
        service::{Dated, Filter, NewSite, Which},
    },
    units::{
        self, Unit,
        rules::{Changes, parse_labels},
        service::NewUnits,
    },
};
use chrono::NaiveDate;
use uuid::Uuid;

use crate::support::world::{World, id, moment, night};

on_both!(
    twenty_rooms_come_from_one_line,
    a_site_lives_by_its_guards,
    nobody_writes_over_a_change_they_did_not_see,
    a_closure_is_refused_where_somebody_sleeps_or_somebody_decides,
    who_is_in_the_way_is_named_to_those_who_may_know,
    a_family_that_was_not_seen_leaving_keeps_its_room,
    a_closure_is_lifted_shortened_and_lengthened,
    a_closure_called_off_leaves_no_night,
    a_shared_unit_closes_place_by_place,
    bedbugs_take_nineteen_places_for_three_nights,
    a_backdated_closure_meets_who_slept_there,
    a_unit_does_not_leave_service_under_a_promise,
    a_connecting_door_goes_both_ways,
    dated_rows_give_way_and_nothing_is_lost,
    prices_are_for_those_who_read_money,
    a_manager_reaches_its_own_sites_and_an_analyst_changes_none,
);

async fn actor(app: &App, name: &str) -> Actor {
    let world = World { app: app.clone(), clock: app.clock.clone() };
    world.actor(name).await
}

async fn ana(app: &App) -> Actor {
    actor(app, "ana").await
}

fn new_site(name: &str) -> NewSite {
    NewSite {
        code: String::new(),
        name: name.to_owned(),
        kind: SiteKind::HotelAllotment,
        measure: Measure::ByUnit,
        manager_id: id("host-a"),
        address: "1 rue des Essais".to_owned(),
        territory: "93008".to_owned(),
        territory_name: "Bobigny".to_owned(),
        latitude: None,
        longitude: None,
        amenities: Vec::new(),
        checkin_from: "14:00".to_owned(),
        checkout_until: "12:00".to_owned(),
        no_show_at: "22:00".to_owned(),
        agreement_ends: None,
        stay_target_nights: None,
    }
}

fn step(to: SiteState) -> Step {
    Step { to, on: None, review_on: None, reason: String::new() }
}

async fn site(app: &App, site: Uuid) -> sites::Site {
    sites::store::site(&app.db, site).await.unwrap().unwrap()
}

async fn take(app: &App, at: Uuid, step: &Step) -> Result<(), AppError> {
    let ana = ana(app).await;
    let version = site(app, at).await.version;
    sites::service::take_step(app, &ana, Uuid::now_v7(), at, version, step).await
}

/// Units as the form would ask for them; a dormitory is shared.
fn new_units(at: Uuid, text: &str) -> NewUnits {
    NewUnits {
        site_id: at,
        wanted: parse_labels(text).unwrap(),
        places: 2,
        cots: 0,
        floor: None,
        step_free: true,
        wheelchair: false,
        kitchen: false,
        private_bath: true,
        shared: text.starts_with("Dortoir"),
        in_service_from: night("2026-01-01"),
        in_service_to: None,
    }
}

async fn add_units(app: &App, at: Uuid, text: &str) -> Result<usize, AppError> {
    let new = new_units(at, text);
    units::service::create(app, &ana(app).await, Uuid::now_v7(), &new).await
}

/// A site that is open, with these units.
async fn open_site(app: &App, name: &str, text: &str) -> Uuid {
    let ana = ana(app).await;
    let at = sites::service::create(app, &ana, Uuid::now_v7(), &new_site(name)).await.unwrap();
    add_units(app, at, text).await.unwrap();
    for to in [SiteState::Visited, SiteState::Agreed, SiteState::Open] {
        take(app, at, &step(to)).await.unwrap();
    }
    at
}

async fn unit(app: &App, at: Uuid, label: &str) -> Unit {
    let units = units::store::at_site(&app.db, at).await.unwrap();
    units.into_iter().find(|unit| unit.label == label).unwrap()
}

async fn edit_units(
    app: &App,
    at: Uuid,
    units: &[&Unit],
    changes: &Changes,
) -> Result<usize, AppError> {
    let seen: Vec<_> = units.iter().map(|unit| (unit.id, unit.version)).collect();
    units::service::edit(app, &ana(app).await, Uuid::now_v7(), at, &seen, changes).await
}

async fn household(app: &App, name: &str) -> Uuid {
    let mut tx = app.db.begin().await.unwrap();
    execute!(
        tx,
        "insert into household (id, code, organisation_id, restricted, created_at) values ($1, $2, $3, $4, $5)",
        id(name),
        format!("F-{name}"),
        id("city"),
        false,
        app.clock.now()
    )
    .unwrap();
    execute!(
        tx,
        "insert into person (id, family_name, first_name, age_band, created_at) values ($1, $2, 'Awa', 'adult', $3)",
        id(&format!("p-{name}")),
        name.to_uppercase(),
        app.clock.now()
    )
    .unwrap();
    execute!(
        tx,
        "insert into membership (id, person_id, household_id, from_night, role, reason_in, command_id, recorded_at)
         values ($1, $2, $3, $4, 'reference', 'intake', $1, $5)",
        id(&format!("m-{name}")),
        id(&format!("p-{name}")),
        id(name),
        night("2020-01-01"),
        app.clock.now()
    )
    .unwrap();
    tx.save().await.unwrap();
    id(name)
}

/// A confirmed booking of one unit for a household made for it, `f-<unit>-<mmdd>`.
async fn book(
    app: &App,
    at: Uuid,
    label: &str,
    nights: Nights,
    persons: i32,
) -> Result<Uuid, AppError> {
    let name = format!("f-{label}-{}", nights.from().format("%m%d"));
    let new = NewBooking {
        household_id: Some(household(app, &name).await),
        site_id: at,
        nights,
        claims: vec![Claim { unit_id: unit(app, at, label).await.id, persons }],
        cots: 0,
        firmness: Firmness::Confirm,
        reference: String::new(),
        over_capacity: None,
        transferred_from: None,
    };
    bookings::service::place(app, &ana(app).await, Uuid::now_v7(), &new).await
}

/// The same, and they arrived on the first night.
async fn stay(app: &App, at: Uuid, label: &str, nights: Nights, persons: i32) -> Uuid {
    let booking = book(app, at, label, nights, persons).await.unwrap();
    let ana = ana(app).await;
    bookings::service::arrive(app, &ana, Uuid::now_v7(), booking, nights.from()).await.unwrap();
    booking
}

fn nights(from: &str, to: &str) -> Nights {
    Nights::between(night(from), night(to)).unwrap()
}

async fn closure(app: &App, at: Uuid, labels: &[&str], nights: Nights) -> NewClosure {
    let mut unit_ids = Vec::new();
    for label in labels {
        unit_ids.push(unit(app, at, label).await.id);
    }
    let open = nights.to().is_none();
    NewClosure {
        site_id: at,
        unit_ids,
        cause: Cause::Bedbugs,
        detail: String::new(),
        owner: "Hygiène 2000".to_owned(),
        from: nights.from(),
        to: nights.to(),
        review_on: open.then(|| next(next(app.clock.tonight()))),
        degraded: Vec::new(),
        decided_by: String::new(),
        degraded_reason: String::new(),
    }
}

async fn close(app: &App, new: &NewClosure) -> Result<Uuid, AppError> {
    closures::service::close(app, &ana(app).await, Uuid::now_v7(), new).await
}

async fn counted(app: &App, at: Uuid, night: NaiveDate) -> NightCount {
    let units = units::store::at_site(&app.db, at).await.unwrap();
    let facts: Vec<_> = units.iter().map(Unit::facts).collect();
    let lines = occupation::store::at_site(&app.db, at, night, next(night)).await.unwrap();
    count(&facts, &lines, night)
}

async fn rows(app: &App, query: &'static str) -> i64 {
    on_pool!(app.db, |c| sqlx::query_scalar(query).fetch_one(c).await).unwrap()
}

fn key(error: &AppError) -> &'static str {
    match error {
        AppError::Invalid { fields } => fields[0].1.key,
        other => other.message().key,
    }
}

fn told(error: &AppError) -> String {
    serde_json::to_string(error).unwrap()
}

/// The index follows what the stories changed.
async fn assert_index(app: &App) {
    let tonight = app.clock.tonight();
    app.index.keep_current(&app.db, tonight).await.unwrap();
    assert!(app.index.agrees(&app.db, tonight).await.unwrap());
}

async fn twenty_rooms_come_from_one_line(world: World) {
    world.clock.set(moment("2026-06-01T18:30"));
    let app = &world.app;
    let ana = ana(app).await;
    let at = sites::service::create(app, &ana, Uuid::now_v7(), &new_site("Hôtel Bellevue"))
        .await
        .unwrap();
    let command = Uuid::now_v7();
    let mut new = NewUnits { cots: 1, ..new_units(at, "201–220, 4 places\n12 14") };
    for _ in 0..2 {
        let created = units::service::create(app, &ana, command, &new).await;
        assert_eq!(created.unwrap(), 22);
    }
    let sheet = sites::service::sheet(app, &ana, at).await.unwrap();
    let labels: Vec<&str> = sheet.units.iter().map(|row| row.unit.label.as_str()).collect();
    assert_eq!(labels[..4], ["12", "14", "201", "202"]);
    assert_eq!(sheet.units.len(), 22);
    let room = unit(app, at, "207").await;
    assert_eq!((room.places, room.floor, room.cots), (4, 2, 1));
    assert_eq!(unit(app, at, "12").await.places, 2);
    assert_eq!((sheet.tonight.units.free, sheet.tonight.places.free), (22, 84));
    new.wanted = parse_labels("220-222").unwrap();
    let refused = units::service::create(app, &ana, Uuid::now_v7(), &new).await;
    assert_eq!(key(&refused.unwrap_err()), "units-label-exists");
    assert_eq!(units::store::at_site(&app.db, at).await.unwrap().len(), 22);
    assert_index(app).await;
}

async fn a_site_lives_by_its_guards(world: World) {
    world.clock.set(moment("2026-06-01T18:30"));
    let app = &world.app;
    let at = sites::service::create(app, &ana(app).await, Uuid::now_v7(), &new_site("Sas"))
        .await
        .unwrap();
    let early = take(app, at, &step(SiteState::Open)).await;
    assert_eq!(key(&early.unwrap_err()), "sites-step-impossible");
    for to in [SiteState::Visited, SiteState::Agreed] {
        take(app, at, &step(to)).await.unwrap();
    }
    let empty = take(app, at, &step(SiteState::Open)).await;
    assert_eq!(key(&empty.unwrap_err()), "sites-opens-without-unit");
    add_units(app, at, "1-4, 4 places").await.unwrap();
    let shut = book(app, at, "1", nights("2026-06-01", "2026-06-04"), 2).await;
    assert_eq!(key(&shut.unwrap_err()), "sites-not-open");
    take(app, at, &step(SiteState::Open)).await.unwrap();
    suspended_and_resumed(app, at).await;
    closed_and_reopened(app, at).await;
    assert_index(app).await;
}

async fn suspended_and_resumed(app: &App, at: Uuid) {
    let stopped = Step {
        review_on: Some(night("2026-06-03")),
        reason: "Visite de la commission".to_owned(),
        ..step(SiteState::Suspended)
    };
    take(app, at, &stopped).await.unwrap();
    let refused = book(app, at, "2", nights("2026-06-02", "2026-06-04"), 2).await;
    assert_eq!(key(&refused.unwrap_err()), "sites-suspended");
    let review = async || {
        let due = sites::store::stops_to_review(&app.db, night("2026-06-03")).await;
        due.unwrap().len()
    };
    assert_eq!(review().await, 1);
    take(app, at, &step(SiteState::Open)).await.unwrap();
    assert_eq!(review().await, 0);
}

async fn closed_and_reopened(app: &App, at: Uuid) {
    let booking = stay(app, at, "3", nights("2026-06-01", "2026-06-05"), 3).await;
    let closing = Step { on: Some(night("2026-06-03")), ..step(SiteState::Closing) };
    take(app, at, &closing).await.unwrap();
    let late = book(app, at, "4", nights("2026-06-02", "2026-06-04"), 2).await;
    assert_eq!(key(&late.unwrap_err()), "sites-closes-before");
    let soon = take(app, at, &step(SiteState::Closed)).await;
    assert_eq!(key(&soon.unwrap_err()), "sites-closes-later");
    app.clock.set(moment("2026-06-03T18:30"));
    let lived_in = take(app, at, &step(SiteState::Closed)).await.unwrap_err();
    let AppError::Conflict(obstacle) = &lived_in else { panic!("{lived_in:?}") };
    assert_eq!(obstacle.alternatives.len(), 1);
    assert!(obstacle.alternatives[0].href.contains(&booking.to_string()));
    bookings::service::depart(
        app,
        &ana(app).await,
        Uuid::now_v7(),
        booking,
        night("2026-06-03"),
        DepartureReason::SiteClosure,
    )
    .await
    .unwrap();
    take(app, at, &step(SiteState::Closed)).await.unwrap();
    take(app, at, &step(SiteState::Open)).await.unwrap();
    assert_eq!(site(app, at).await.closes_on, None);
}

async fn nobody_writes_over_a_change_they_did_not_see(world: World) {
    world.clock.set(moment("2026-06-01T18:30"));
    let app = &world.app;
    let at = open_site(app, "Hôtel Bellevue", "1-2").await;
    let ana = ana(app).await;
    let seen = site(app, at).await.version;
    for (name, refused) in
        [("Hôtel du Parc", None), ("Hôtel de la Gare", Some("sites-changed-meanwhile"))]
    {
        let new = new_site(name);
        let edited = sites::service::edit(app, &ana, Uuid::now_v7(), at, seen, &new).await;
        assert_eq!(edited.err().as_ref().map(key), refused);
    }
    assert_eq!(site(app, at).await.name, "Hôtel du Parc");
    let room = unit(app, at, "1").await;
    let larger = Changes { places: Some(5), ..Changes::default() };
    edit_units(app, at, &[&room], &larger).await.unwrap();
    let again = edit_units(app, at, &[&room], &larger).await;
    assert_eq!(key(&again.unwrap_err()), "units-changed-meanwhile");
    assert_index(app).await;
}

async fn a_closure_is_refused_where_somebody_sleeps_or_somebody_decides(world: World) {
    world.clock.set(moment("2026-06-01T18:30"));
    let app = &world.app;
    let at = open_site(app, "Hôtel Bellevue", "1-3, 4 places").await;
    let slept = stay(app, at, "1", nights("2026-06-01", "2026-06-05"), 3).await;
    let promised = book(app, at, "2", nights("2026-06-06", "2026-06-09"), 2).await.unwrap();
    let (one, two) = (unit(app, at, "1").await.id, unit(app, at, "2").await.id);
    let span = nights("2026-06-02", "2026-06-10");
    let mut new = closure(app, at, &["1", "2", "3"], span).await;
    let refused = told(&close(app, &new).await.unwrap_err());
    for in_the_way in [slept, promised] {
        assert!(refused.contains(&in_the_way.to_string()), "{refused}");
    }
    assert!(refused.contains("F-f-1-0601 F-1-0601 Awa"), "{refused}");

    new.degraded = vec![one];
    let unsaid = close(app, &new).await.unwrap_err();
    assert_eq!(key(&unsaid), "field-required");
    new.decided_by = "Inès Garnier".to_owned();
    new.degraded_reason = "Traitement pendant la journée".to_owned();
    let half = told(&close(app, &new).await.unwrap_err());
    assert!(!half.contains(&slept.to_string()), "{half}");
    let nothing = [
        "select count(*) from closure",
        "select count(*) from degraded_use",
        "select count(*) from occupation where kind = 'closure'",
    ];
    for query in nothing {
        assert_eq!(rows(app, query).await, 0, "{query}");
    }
    new.degraded = vec![one, two];
    close(app, &new).await.unwrap();
    assert_eq!(rows(app, "select count(*) from degraded_use").await, 2);

    // Every night adds up: what somebody has is theirs, the rest is closed.
    let states = async |on: &str| {
        let units = counted(app, at, night(on)).await.units;
        (units.occupied, units.held, units.out_of_service, units.free)
    };
    assert_eq!(states("2026-06-01").await, (1, 0, 0, 2));
    assert_eq!(states("2026-06-04").await, (1, 0, 2, 0));
    assert_eq!(states("2026-06-05").await, (0, 0, 3, 0));
    assert_eq!(states("2026-06-07").await, (0, 1, 2, 0));
    assert_eq!(states("2026-06-10").await, (0, 0, 0, 3));
    assert_index(app).await;
}

async fn who_is_in_the_way_is_named_to_those_who_may_know(world: World) {
    world.clock.set(moment("2026-06-01T18:30"));
    let app = &world.app;
    let at = open_site(app, "Hôtel Bellevue", "1").await;
    let booking = book(app, at, "1", nights("2026-06-03", "2026-06-05"), 2).await.unwrap();
    let mut tx = app.db.begin().await.unwrap();
    let found = bookings::store::booking_in(&mut tx, booking).await;
    let code = found.unwrap().unwrap().code;
    execute!(tx, "update household set restricted = $1 where id = $2", true, id("f-1-0603"))
        .unwrap();
    tx.save().await.unwrap();
    let new = closure(app, at, &["1"], nights("2026-06-02", "2026-06-10")).await;
    let refused = told(&close(app, &new).await.unwrap_err());
    assert!(refused.contains(&code), "{refused}");
    assert!(!refused.contains("f-1-0603"), "{refused}");
}

async fn a_family_that_was_not_seen_leaving_keeps_its_room(world: World) {
    world.clock.set(moment("2026-06-01T18:30"));
    let app = &world.app;
    let at = open_site(app, "Hôtel Bellevue", "1").await;
    stay(app, at, "1", nights("2026-06-01", "2026-06-03"), 2).await;
    app.clock.set(moment("2026-06-03T09:00"));
    let today = closure(app, at, &["1"], nights("2026-06-03", "2026-06-10")).await;
    let refused = told(&close(app, &today).await.unwrap_err());
    assert!(refused.contains("closures-record-departure"), "{refused}");
    let later = closure(app, at, &["1"], nights("2026-06-05", "2026-06-10")).await;
    close(app, &later).await.unwrap();
}

async fn a_closure_is_lifted_shortened_and_lengthened(world: World) {
    world.clock.set(moment("2026-06-01T18:30"));
    let app = &world.app;
    let at = open_site(app, "Hôtel Bellevue", "1-2").await;
    let open = Nights::open(night("2026-06-01"));
    let declared = close(app, &closure(app, at, &["1", "2"], open).await).await.unwrap();
    let review = async |on: &str| {
        let due = closures::store::to_review(&app.db, night(on)).await;
        due.unwrap()
    };
    assert!(review("2026-06-02").await.is_empty());
    let due = review("2026-06-03").await;
    assert_eq!((due[0].id, due[0].units), (declared, 2));

    app.clock.set(moment("2026-06-04T10:00"));
    let move_end = async |version: i32, units: Vec<Uuid>, to: &str| {
        let new = NewEnd {
            closure_id: declared,
            version,
            unit_ids: units,
            to: Some(night(to)),
            review_on: None,
        };
        let ana = ana(app).await;
        closures::service::move_end(app, &ana, Uuid::now_v7(), &new).await
    };
    let (one, two) = (unit(app, at, "1").await.id, unit(app, at, "2").await.id);
    move_end(1, vec![one], "2026-06-04").await.unwrap();
    let out = async |on: &str| counted(app, at, night(on)).await.units.out_of_service;
    assert_eq!((out("2026-06-03").await, out("2026-06-04").await), (2, 1));
    let stale = move_end(1, Vec::new(), "2026-06-06").await;
    assert_eq!(key(&stale.unwrap_err()), "closures-changed-meanwhile");
    // The last unit of it: the closure itself has an end now.
    move_end(2, vec![two], "2026-06-06").await.unwrap();
    assert_eq!((out("2026-06-05").await, out("2026-06-06").await), (1, 0));
    book(app, at, "2", nights("2026-06-08", "2026-06-09"), 2).await.unwrap();
    let refused = move_end(3, Vec::new(), "2026-06-10").await;
    assert_eq!(key(&refused.unwrap_err()), "closures-somebody-later");
    move_end(3, Vec::new(), "2026-06-08").await.unwrap();
    assert_eq!((out("2026-06-07").await, out("2026-06-08").await), (1, 0));
    assert!(review("2026-06-20").await.is_empty());
    assert_index(app).await;
}

async fn a_closure_called_off_leaves_no_night(world: World) {
    world.clock.set(moment("2026-06-01T18:30"));
    let app = &world.app;
    let at = open_site(app, "Hôtel Bellevue", "1").await;
    let span = nights("2026-06-05", "2026-06-10");
    let planned = close(app, &closure(app, at, &["1"], span).await).await.unwrap();
    let new = NewEnd {
        closure_id: planned,
        version: 1,
        unit_ids: Vec::new(),
        to: Some(night("2026-06-01")),
        review_on: None,
    };
    closures::service::move_end(app, &ana(app).await, Uuid::now_v7(), &new).await.unwrap();
    let count = counted(app, at, night("2026-06-05")).await;
    assert_eq!(count.units.free, 1);
    let shown = closures::service::of_site(app, &ana(app).await, at).await;
    assert_eq!(shown.unwrap()[0].closure.nights(), None);
}

async fn a_shared_unit_closes_place_by_place(world: World) {
    world.clock.set(moment("2026-06-01T18:30"));
    let app = &world.app;
    let at = open_site(app, "Mise à l'abri", "Dortoir, 3 places").await;
    let span = nights("2026-06-02", "2026-06-04");
    close(app, &closure(app, at, &["Dortoir"], span).await).await.unwrap();
    let night = counted(app, at, night("2026-06-03")).await;
    assert_eq!((night.units.out_of_service, night.places.out_of_service), (1, 3));
    let dormitory = unit(app, at, "Dortoir").await;
    let larger = Changes { places: Some(5), ..Changes::default() };
    let refused = edit_units(app, at, &[&dormitory], &larger).await;
    assert_eq!(key(&refused.unwrap_err()), "units-places-closed");
    assert_index(app).await;
}

/// H-12: six rooms of nineteen places out for three nights; five families move within the hotel.
async fn bedbugs_take_nineteen_places_for_three_nights(world: World) {
    world.clock.set(moment("2026-06-01T18:30"));
    let app = &world.app;
    let rooms = "1-5, 3 places\n6, 4 places\n11-23, 3 places\n24, 4 places";
    let at = open_site(app, "Hôtel Bellevue", rooms).await;
    let mut families = Vec::new();
    for label in ["1", "2", "3", "4", "5"] {
        let span = nights("2026-06-01", "2026-06-20");
        families.push((label, stay(app, at, label, span, 3).await));
    }
    let infested = nights("2026-06-04", "2026-06-07");
    let new = closure(app, at, &["1", "2", "3", "4", "5", "6"], infested).await;
    let AppError::Conflict(obstacle) = close(app, &new).await.unwrap_err() else {
        panic!("accepted")
    };
    assert_eq!(obstacle.alternatives.len(), 5);
    app.clock.set(moment("2026-06-04T09:00"));
    for (label, family) in families {
        let wanted = Move {
            from: unit(app, at, label).await.id,
            targets: vec![Claim {
                unit_id: unit(app, at, &format!("1{label}")).await.id,
                persons: 3,
            }],
            night: night("2026-06-04"),
            over_capacity: None,
        };
        bookings::service::move_unit(app, &ana(app).await, Uuid::now_v7(), family, &wanted)
            .await
            .unwrap();
    }
    close(app, &new).await.unwrap();
    let mut out = 0;
    for night in nights("2026-06-01", "2026-06-11").iter() {
        let count = counted(app, at, night).await;
        let net = if infested.contains(night) { 43 } else { 62 };
        assert_eq!(count.places.net(), net, "{night}");
        assert_eq!(count.units.opened(), 20, "{night}");
        assert_eq!((count.units.occupied, count.persons), (5, 15), "{night}");
        out += count.places.out_of_service;
    }
    // UNA-01 = 57 / (62 × nights).
    assert_eq!(out, 57);
    let arrived = "select count(*) from booking where state = 'arrived'";
    assert_eq!(rows(app, arrived).await, 5);
    assert_index(app).await;
}

/// H-21: declared on the 6th, true from the 1st to the 4th, while somebody slept there.
async fn a_backdated_closure_meets_who_slept_there(world: World) {
    world.clock.set(moment("2026-07-01T18:30"));
    let app = &world.app;
    let at = open_site(app, "Hôtel Bellevue", "7, 4 places").await;
    stay(app, at, "7", nights("2026-07-01", "2026-07-20"), 3).await;
    app.clock.set(moment("2026-07-06T11:00"));
    let span = nights("2026-07-01", "2026-07-04");
    let mut new = closure(app, at, &["7"], span).await;
    let refused = close(app, &new).await.unwrap_err();
    assert_eq!(key(&refused), "closures-somebody");
    new.degraded.clone_from(&new.unit_ids);
    new.decided_by = "Emil Szabo".to_owned();
    new.degraded_reason = "Chauffage d'appoint".to_owned();
    close(app, &new).await.unwrap();
    for night in nights("2026-06-30", "2026-07-06").iter() {
        let count = counted(app, at, night).await;
        let opened = (count.units.opened(), count.places.opened());
        assert_eq!(opened, (1, 4), "{night}");
        assert!(count.places.free >= 0);
        assert_eq!(count.places.out_of_service, 0, "{night}");
    }
    let kept = "select count(*) from degraded_use where superseded_at is null";
    assert_eq!(rows(app, kept).await, 1);
    assert_index(app).await;
}

async fn a_unit_does_not_leave_service_under_a_promise(world: World) {
    world.clock.set(moment("2026-06-01T18:30"));
    let app = &world.app;
    let at = open_site(app, "Hôtel Bellevue", "1-2, 4 places").await;
    book(app, at, "1", nights("2026-06-06", "2026-06-09"), 3).await.unwrap();
    let (one, two) = (unit(app, at, "1").await, unit(app, at, "2").await);
    let ends = |on: &str| Changes { in_service_to: Some(Some(night(on))), ..Changes::default() };
    let early = edit_units(app, at, &[&two, &one], &ends("2026-06-08")).await;
    assert_eq!(key(&early.unwrap_err()), "units-in-the-way");
    // Not even the other unit's end was kept.
    assert_eq!(unit(app, at, "2").await.in_service_to, None);
    let small = Changes { places: Some(2), ..Changes::default() };
    let small = edit_units(app, at, &[&two, &one], &small).await;
    assert_eq!(key(&small.unwrap_err()), "units-places-taken");
    let ended = edit_units(app, at, &[&two, &one], &ends("2026-06-09")).await;
    assert_eq!(ended.unwrap(), 2);
    assert_index(app).await;
}

async fn a_connecting_door_goes_both_ways(world: World) {
    world.clock.set(moment("2026-06-01T18:30"));
    let app = &world.app;
    let at = open_site(app, "Hôtel Bellevue", "1-3").await;
    let ids =
        [unit(app, at, "1").await.id, unit(app, at, "2").await.id, unit(app, at, "3").await.id];
    let connect = async |from: &str, to: Option<Uuid>| {
        let changes = Changes { connects_to: Some(to), ..Changes::default() };
        let room = unit(app, at, from).await;
        edit_units(app, at, &[&room], &changes).await.unwrap();
    };
    let doors = async || {
        let mut doors = Vec::new();
        for label in ["1", "2", "3"] {
            doors.push(unit(app, at, label).await.connects_to);
        }
        doors
    };
    connect("1", Some(ids[1])).await;
    assert_eq!(doors().await, [Some(ids[1]), Some(ids[0]), None]);
    connect("3", Some(ids[1])).await;
    assert_eq!(doors().await, [None, Some(ids[2]), Some(ids[1])]);
    connect("2", None).await;
    assert_eq!(doors().await, [None, None, None]);
}

async fn dated_rows_give_way_and_nothing_is_lost(world: World) {
    world.clock.set(moment("2026-06-01T18:30"));
    let app = &world.app;
    let at = open_site(app, "Hôtel Bellevue", "1-3").await;
    let ana = ana(app).await;
    for (from, to, place_count) in [("2026-01-01", None, 6), ("2026-06-10", Some("2026-06-20"), 4)]
    {
        let row = Dated::Capacity(Capacity {
            id: Uuid::now_v7(),
            kind: CapacityKind::Opened,
            from_night: night(from),
            to_night: to.map(night),
            unit_count: 3,
            place_count,
            source: String::new(),
        });
        sites::service::add(app, &ana, Uuid::now_v7(), at, &row).await.unwrap();
    }
    let said = sites::store::capacities(&app.db, at).await.unwrap();
    let mut said: Vec<_> = said.iter().map(|row| (row.nights(), row.place_count)).collect();
    said.sort_by_key(|(nights, _)| nights.from());
    assert_eq!(
        said,
        [
            (nights("2026-01-01", "2026-06-10"), 6),
            (nights("2026-06-10", "2026-06-20"), 4),
            (nights_of(night("2026-06-20"), None), 6)
        ]
    );
    assert_eq!(rows(app, "select count(*) from capacity_period").await, 4);
}

async fn prices_are_for_those_who_read_money(world: World) {
    world.clock.set(moment("2026-06-01T18:30"));
    let app = &world.app;
    let at = open_site(app, "Hôtel Bellevue", "1-3").await;
    let price = Dated::Price(Price {
        id: Uuid::now_v7(),
        from_night: night("2026-01-01"),
        to_night: None,
        basis: PriceBasis::PerPerson,
        amount_cents: 1850,
        infants_free_below: 2,
    });
    let ana = ana(app).await;
    let by_ana = sites::service::add(app, &ana, Uuid::now_v7(), at, &price).await;
    assert_eq!(by_ana.unwrap_err(), AppError::Forbidden);
    let fanny = actor(app, "fanny").await;
    sites::service::add(app, &fanny, Uuid::now_v7(), at, &price).await.unwrap();
    let shown = async |name: &str| {
        let reader = actor(app, name).await;
        let sheet = sites::service::sheet(app, &reader, at).await.unwrap();
        sheet.prices.map(|prices| prices.len())
    };
    assert_eq!(shown("ana").await, Some(1));
    assert_eq!(shown("emil").await, None);
    let other = open_site(app, "Hôtel du Parc", "1").await;
    let row = sites::store::prices(&app.db, at).await.unwrap()[0].id;
    let elsewhere =
        sites::service::end(app, &fanny, Uuid::now_v7(), other, Which::Price, row).await;
    assert_eq!(elsewhere.unwrap_err(), AppError::NotFound);
    assert_eq!(shown("ana").await, Some(1));
}

async fn a_manager_reaches_its_own_sites_and_an_analyst_changes_none(world: World) {
    world.clock.set(moment("2026-06-01T18:30"));
    let app = &world.app;
    let at = open_site(app, "Hôtel Bellevue", "1-3").await;
    let new = closure(app, at, &["1"], nights("2026-06-02", "2026-06-04")).await;
    let by = async |name: &str| {
        let actor = actor(app, name).await;
        let closed = closures::service::close(app, &actor, Uuid::now_v7(), &new).await;
        closed.err()
    };
    assert_eq!(by("cy").await, Some(AppError::NotFound));
    assert_eq!(by("dora").await, Some(AppError::Forbidden));
    assert_eq!(by("emil").await, None);
    let cy = actor(app, "cy").await;
    let listed = sites::service::list(app, &cy, &Filter::default()).await;
    let listed = listed.unwrap();
    assert!(listed.rows.iter().all(|row| row.site.id != at));
    let created = sites::service::create(app, &cy, Uuid::now_v7(), &new_site("Mien")).await;
    assert_eq!(created.unwrap_err(), AppError::Forbidden);
    let emil = actor(app, "emil").await;
    let given = NewSite { manager_id: id("host-b"), ..new_site("Hôtel Bellevue") };
    let version = site(app, at).await.version;
    let given = sites::service::edit(app, &emil, Uuid::now_v7(), at, version, &given).await;
    assert_eq!(key(&given.unwrap_err()), "sites-manager-kept");
}

//! Restricted households, and those never placed together.

use app::{
    error::AppError,
    households::{
        EventKind,
        rules::intake::Intake,
        service::{Split, changes, circle, undo},
        store,
    },
};
use uuid::Uuid;

use super::{House, date, fields, id, named, obstacle, tell};

tell!(
    a_separation_with_confidentiality_leaves_no_trace_outside_the_circle,
    an_ordinary_split_keeps_the_past_and_both_in_scope,
    a_split_can_be_undone_until_the_new_household_is_booked,
    a_restricted_household_is_for_those_named,
    the_circle_is_never_empty,
    households_are_kept_apart_without_a_reason,
);

/// A couple and two children, the mother answering.
async fn couple(world: &House) -> (Uuid, Vec<Uuid>) {
    let household = world.family("Diarra", "Awa", 2, 2).await;
    let file = world.file("ana", household).await.unwrap();
    let persons = file.members.iter().map(|member| member.person.id).collect();
    (household, persons)
}

/// The reference person and the children leave.
async fn split(
    world: &House,
    by: &str,
    household: Uuid,
    persons: &[Uuid],
    restricted: bool,
) -> Uuid {
    let (actor, target) = (world.actor(by).await, world.target(household).await);
    let split = Split {
        night: date("2026-03-18"),
        persons: vec![persons[0], persons[2], persons[3]],
        restricted,
    };
    changes::split(&world.app, &actor, target, split).await.unwrap()
}

/// H-11
async fn a_separation_with_confidentiality_leaves_no_trace_outside_the_circle(world: &House) {
    let (household, persons) = couple(world).await;
    world.assign(household, "mandate").await;
    world.at_night("2026-03-20");
    let new = split(world, "ana", household, &persons, true).await;
    world.stay(new, "Sas Secret", "S1", "2026-03-18").await;
    for (night, old_size, new_size) in [("2026-03-17", 4, 0), ("2026-03-18", 1, 3)] {
        assert_eq!(world.size(household, night).await, old_size, "{night}");
        assert_eq!(world.size(new, night).await, new_size, "{night}");
    }
    let code = world.file("ana", new).await.unwrap().household.code;
    for by in ["ben", "nora", "dora", "olga", "hana", "emil"] {
        let hidden = world.file(by, new).await.map(|file| file.title);
        assert_eq!(hidden, Err(AppError::NotFound), "{by}");
        let actor = world.actor(by).await;
        let card = store::card(&world.app.db, &actor, new).await.unwrap();
        assert_eq!(card, None, "{by}");
        for query in [code.as_str(), "diarra awa", "secret", "S1"] {
            let found = world.found(by, query).await;
            assert_eq!(found, Vec::<String>::new(), "{by} {query}");
        }
        let listed = world.found(by, "").await;
        assert!(listed.len() <= 1, "{by}");
    }
    let worker = world.file("hana", household).await.unwrap();
    assert_eq!(worker.events[0].kind, None, "composition changed, no more");
    assert!(worker.events[0].other.is_none() && worker.apart.is_empty());
    let journal = worker.journal.unwrap();
    assert_eq!(journal[0].action, "composition");
    assert!(journal.iter().all(|line| {
        let told = [&line.before, &line.after];
        !told.into_iter().flatten().any(|text| text.contains(&new.to_string()))
    }));
    let mut tx = world.app.db.begin().await.unwrap();
    let apart = store::incompatible_with(&mut tx, household).await.unwrap();
    assert_eq!(apart, [new]);
    let apart = store::incompatible_with(&mut tx, new).await.unwrap();
    assert_eq!(apart, [household]);
    drop(tx);
    assert_eq!(world.found("ana", "secret").await, ["Awa DIARRA"]);
}

async fn an_ordinary_split_keeps_the_past_and_both_in_scope(world: &House) {
    let (household, persons) = couple(world).await;
    world.assign(household, "mandate").await;
    world.at_night("2026-03-20");
    let new = split(world, "hana", household, &persons, false).await;
    for by in ["ana", "ben", "hana"] {
        let file = world.file(by, new).await.unwrap();
        assert_eq!(file.title, "Awa DIARRA");
        assert_eq!(file.events[0].kind, Some(EventKind::SplitOff));
        assert_eq!(file.events[0].other.as_ref().map(|card| card.id), Some(household));
    }
    let mut tx = world.app.db.begin().await.unwrap();
    let apart = store::incompatible_with(&mut tx, household).await.unwrap();
    assert!(apart.is_empty());
}

async fn a_split_can_be_undone_until_the_new_household_is_booked(world: &House) {
    let (household, persons) = couple(world).await;
    world.at_night("2026-03-20");
    let ana = world.actor("ana").await;
    for booked in [false, true] {
        let new = split(world, "ana", household, &persons, true).await;
        let code = world.file("ana", new).await.unwrap().household.code;
        if booked {
            world.stay(new, "Hôtel Bellevue", "7", "2026-03-18").await;
        }
        let event = world.file("ana", household).await.unwrap().events[0].event.id;
        let target = world.target(household).await;
        let undone = undo::undo(&world.app, &ana, target, event).await;
        if booked {
            assert_eq!(obstacle(undone), "households-undo-booked");
            assert_eq!(world.size(household, "2026-03-18").await, 1);
        } else {
            undone.unwrap();
            assert_eq!(world.size(household, "2026-03-18").await, 4);
            assert_eq!(world.found("ana", &code).await, ["Awa DIARRA"]);
            let mut tx = world.app.db.begin().await.unwrap();
            let apart = store::incompatible_with(&mut tx, household).await.unwrap();
            assert!(apart.is_empty());
        }
    }
}

async fn a_restricted_household_is_for_those_named(world: &House) {
    let household = world.family("Diarra", "Awa", 1, 0).await;
    let ana = world.actor("ana").await;
    let target = world.target(household).await;
    circle::restrict(&world.app, &ana, target, true).await.unwrap();
    assert_eq!(world.found("ben", "diarra").await, Vec::<String>::new());
    let target = world.target(household).await;
    let nobody = circle::name(&world.app, &ana, target, "nobody@escale.example").await;
    assert_eq!(fields(nobody), [("confidant", "households-nobody-of-email")]);
    let target = world.target(household).await;
    circle::name(&world.app, &ana, target, " Ben@city.example ").await.unwrap();
    let file = world.file("ben", household).await.unwrap();
    let named: Vec<_> = file.circle.iter().map(|each| each.name.as_str()).collect();
    assert_eq!(named, ["Ana Ribeiro", "Ben Kaddour"]);
    let target = world.target(household).await;
    circle::name(&world.app, &ana, target, "nora@booking-body.example").await.unwrap();
    let hidden = world.file("nora", household).await.map(|file| file.title);
    assert_eq!(hidden, Err(AppError::NotFound), "named, but not in scope");
    let target = world.target(household).await;
    circle::restrict(&world.app, &ana, target, false).await.unwrap();
    assert!(world.file("olga", household).await.is_ok());
}

async fn the_circle_is_never_empty(world: &House) {
    let restricted = Intake { restricted: true, ..named("Diarra", "Awa") };
    let household = world.intake("ana", restricted).await.unwrap();
    let (ana, target) = (world.actor("ana").await, world.target(household).await);
    let alone = circle::unname(&world.app, &ana, target, id("ana")).await;
    assert_eq!(fields(alone), [("user", "households-circle-last")]);
    let target = world.target(household).await;
    circle::name(&world.app, &ana, target, "ben@city.example").await.unwrap();
    let target = world.target(household).await;
    circle::unname(&world.app, &ana, target, id("ana")).await.unwrap();
    let hidden = world.file("ana", household).await.map(|file| file.title);
    assert_eq!(hidden, Err(AppError::NotFound));
}

async fn households_are_kept_apart_without_a_reason(world: &House) {
    let first = world.family("Diarra", "Awa", 1, 0).await;
    let second = world.family("Konaté", "Ali", 1, 0).await;
    let hidden = Intake { restricted: true, ..named("Sow", "Binta") };
    let hidden = world.intake("ben", hidden).await.unwrap();
    let code = |file: app::households::service::File| file.household.code;
    let known = code(world.file("ana", second).await.unwrap());
    let known = known.trim_start_matches("F-").to_lowercase();
    let unknown = code(world.file("ben", hidden).await.unwrap());
    let ana = world.actor("ana").await;
    for (typed, said) in [
        (unknown.as_str(), "households-code-unknown"),
        ("F-0000-0000", "households-code-unknown"),
        ("nothing", "households-code-unknown"),
    ] {
        let target = world.target(first).await;
        let refused = circle::keep_apart(&world.app, &ana, target, typed).await;
        assert_eq!(fields(refused), [("code", said)], "{typed}");
    }
    let target = world.target(first).await;
    circle::keep_apart(&world.app, &ana, target, &known).await.unwrap();
    for (one, other) in [(first, second), (second, first)] {
        let mut tx = world.app.db.begin().await.unwrap();
        let apart = store::incompatible_with(&mut tx, one).await.unwrap();
        assert_eq!(apart, [other]);
    }
    let target = world.target(second).await;
    circle::lift_apart(&world.app, &ana, target, first).await.unwrap();
    let mut tx = world.app.db.begin().await.unwrap();
    let apart = store::incompatible_with(&mut tx, first).await.unwrap();
    assert!(apart.is_empty());
}

//! A room is never given twice: the database itself refuses, on both engines.

use app::{
    db::{StoreError, Stored},
    execute,
};
use tokio::task::JoinSet;
use uuid::Uuid;

use crate::support::{
    rows::{Occupation, booking},
    world::{World, id, night},
};

on_both!(
    nights_of_one_unit_never_overlap,
    a_superseded_row_gives_its_nights_back,
    a_shared_unit_is_taken_slot_by_slot,
    a_slot_says_whether_its_unit_is_shared,
    an_occupation_is_superseded_and_nothing_else,
    a_hundred_claims_on_one_unit_have_one_winner,
    a_hundred_claims_on_a_shared_unit_fill_its_places,
);

on_sqlite!(a_row_is_not_replaced_either);

/// `("a-101", 0, "2026-03-12", Some("2026-03-15"))`.
type Stay = (&'static str, i32, &'static str, Option<&'static str>);

fn stay((unit, slot, from, to): Stay) -> Occupation {
    Occupation {
        id: Uuid::now_v7(),
        unit,
        slot,
        from: night(from),
        to: to.map(night),
        booking: "booking",
    }
}

async fn a_booking(world: &World) {
    let mut tx = world.app.db.begin().await.unwrap();
    booking(&mut tx, world, "booking", None, "site-a", "confirmed").await.unwrap();
    tx.save().await.unwrap();
}

async fn place(world: &World, occupation: &Occupation) -> Stored<()> {
    let mut tx = world.app.db.begin().await?;
    occupation.insert(&mut tx, world).await?;
    tx.save().await
}

async fn supersede(world: &World, occupation: &Occupation) -> Stored<()> {
    let mut tx = world.app.db.begin().await?;
    execute!(
        tx,
        "update occupation set superseded_at = $2, superseded_by = $1 where id = $1",
        occupation.id,
        world.clock.now()
    )?;
    tx.save().await
}

#[track_caller]
fn assert_taken(answer: Stored<()>, what: &str) {
    match answer {
        Err(StoreError::Taken) => {}
        Ok(()) => panic!("{what} was given twice"),
        Err(StoreError::Broken(error)) => panic!("{what}: {error}"),
    }
}

async fn nights_of_one_unit_never_overlap(world: World) {
    a_booking(&world).await;
    place(&world, &stay(("a-101", 0, "2026-03-12", Some("2026-03-15")))).await.unwrap();
    place(&world, &stay(("a-101", 0, "2026-03-20", None))).await.unwrap();
    for (from, to) in [
        ("2026-03-12", Some("2026-03-15")),
        ("2026-03-01", Some("2026-03-13")),
        ("2026-03-14", Some("2026-03-16")),
        ("2026-03-13", Some("2026-03-14")),
        ("2026-03-01", Some("2026-03-31")),
        ("2026-03-01", None),
        ("2026-03-20", None),
        ("2028-01-01", None),
        ("2028-01-01", Some("2028-01-02")),
    ] {
        let what = format!("{from} to {to:?}");
        assert_taken(place(&world, &stay(("a-101", 0, from, to))).await, &what);
    }
    // Departure and arrival share a day and no night; another unit is another unit.
    for free in [
        ("a-101", 0, "2026-03-15", Some("2026-03-20")),
        ("a-101", 0, "2026-03-01", Some("2026-03-12")),
        ("a-102", 0, "2026-03-12", Some("2026-03-15")),
        ("b-201", 0, "2026-03-01", None),
    ] {
        place(&world, &stay(free)).await.unwrap();
    }
}

async fn a_superseded_row_gives_its_nights_back(world: World) {
    a_booking(&world).await;
    let first = stay(("a-101", 0, "2026-03-12", None));
    let second = stay(("a-101", 0, "2026-03-12", None));
    place(&world, &first).await.unwrap();
    assert_taken(place(&world, &second).await, "the unit");
    supersede(&world, &first).await.unwrap();
    place(&world, &second).await.unwrap();
    let third = stay(("a-101", 0, "2026-03-20", None));
    assert_taken(place(&world, &third).await, "the unit");
    assert_eq!(world.count("select count(*) from occupation").await, 2);
}

async fn a_shared_unit_is_taken_slot_by_slot(world: World) {
    a_booking(&world).await;
    for slot in 1..=4 {
        let here = stay(("a-dorm", slot, "2026-03-12", Some("2026-03-15")));
        place(&world, &here).await.unwrap();
    }
    let third = stay(("a-dorm", 3, "2026-03-14", Some("2026-03-16")));
    assert_taken(place(&world, &third).await, "slot 3");
    let after = stay(("a-dorm", 3, "2026-03-15", Some("2026-03-16")));
    place(&world, &after).await.unwrap();
}

async fn a_slot_says_whether_its_unit_is_shared(world: World) {
    a_booking(&world).await;
    for wrong in [("a-101", 1), ("a-dorm", 0), ("a-dorm", -1)] {
        let (unit, slot) = wrong;
        let refused = place(&world, &stay((unit, slot, "2026-03-12", None))).await;
        assert!(matches!(refused, Err(StoreError::Broken(_))), "{wrong:?}");
    }
    // A row that lies about its unit refers to no unit at all.
    let mut tx = world.app.db.begin().await.unwrap();
    let lie = execute!(
        tx,
        "insert into occupation (id, unit_id, shared, slot, from_night, kind, persons, booking_id, command_id, recorded_at)
         values ($1, $2, $3, 1, $4, 'stay', 1, $5, $1, $6)",
        Uuid::now_v7(),
        id("a-101"),
        true,
        night("2026-03-12"),
        id("booking"),
        world.clock.now()
    );
    assert!(lie.is_err());
}

async fn an_occupation_is_superseded_and_nothing_else(world: World) {
    a_booking(&world).await;
    let kept = stay(("a-101", 0, "2026-03-12", Some("2026-03-15")));
    place(&world, &kept).await.unwrap();
    let changes: [&'static str; 12] = [
        "delete from occupation where id = $1",
        "update occupation set from_night = '2026-03-11' where id = $1",
        "update occupation set to_night = '2026-03-14' where id = $1",
        "update occupation set to_night = null where id = $1",
        "update occupation set persons = 2 where id = $1",
        "update occupation set kind = 'hold' where id = $1",
        "update occupation set slot = 1, shared = true where id = $1",
        "update occupation set command_id = booking_id where id = $1",
        "update occupation set recorded_at = '2020-01-01T00:00:00Z' where id = $1",
        "update occupation set superseded_by = id where id = $1",
        "update occupation set superseded_at = recorded_at, persons = 2 where id = $1",
        "update occupation set superseded_at = recorded_at, recorded_at = '2020-01-01T00:00:00Z' where id = $1",
    ];
    let attempt = async |change: &'static str| -> Stored<u64> {
        let mut tx = world.app.db.begin().await?;
        let rows = execute!(tx, change, kept.id)?;
        tx.save().await?;
        Ok(rows)
    };
    for change in changes {
        assert!(attempt(change).await.is_err(), "{change}");
    }
    supersede(&world, &kept).await.unwrap();
    for change in [
        "update occupation set superseded_at = null, superseded_by = null where id = $1",
        "update occupation set superseded_at = recorded_at where id = $1",
        "delete from occupation where id = $1",
    ] {
        assert!(attempt(change).await.is_err(), "{change}");
    }
}

async fn a_row_is_not_replaced_either(world: World) {
    a_booking(&world).await;
    let kept = stay(("a-101", 0, "2026-03-12", Some("2026-03-15")));
    place(&world, &kept).await.unwrap();
    let mut tx = world.app.db.begin().await.unwrap();
    let replaced = execute!(
        tx,
        "insert or replace into occupation (id, unit_id, shared, slot, from_night, kind, persons, booking_id, command_id, recorded_at)
         select id, $2, shared, slot, from_night, kind, persons, booking_id, command_id, recorded_at from occupation where id = $1",
        kept.id,
        id("a-102")
    );
    assert!(replaced.is_err(), "the row of {} is gone", kept.unit);
}

/// So many at once want the same nights; answers how many had them.
async fn winners(world: &World, claims: Vec<Stay>) -> usize {
    let mut claimants = JoinSet::new();
    for claim in claims {
        let world = world.clone();
        claimants.spawn(async move { place(&world, &stay(claim)).await });
    }
    let mut winners = 0;
    for answer in claimants.join_all().await {
        match answer {
            Ok(()) => winners += 1,
            refused => assert_taken(refused, "the unit"),
        }
    }
    winners
}

async fn a_hundred_claims_on_one_unit_have_one_winner(world: World) {
    a_booking(&world).await;
    let nights = [
        ("2026-03-12", Some("2026-03-15")),
        ("2026-03-14", None),
        ("2026-03-10", Some("2026-03-20")),
        ("2026-03-14", Some("2026-03-15")),
    ];
    let claims = (0..100).map(|n| {
        let (from, to) = nights[n % nights.len()];
        ("a-101", 0, from, to)
    });
    assert_eq!(winners(&world, claims.collect()).await, 1);
    assert_eq!(world.count("select count(*) from occupation").await, 1);
}

async fn a_hundred_claims_on_a_shared_unit_fill_its_places(world: World) {
    a_booking(&world).await;
    let claims = (0..100).map(|n| ("a-dorm", 1 + n % 4, "2026-03-12", None));
    assert_eq!(winners(&world, claims.collect()).await, 4);
}

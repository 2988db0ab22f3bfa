//! Nobody sees what is not theirs: sites through rights, households through one condition.

use app::{
    access::{Class, Need, Role},
    error::AppError,
    execute,
};
use chrono::Duration;

use crate::support::{
    rows::{self, booking, household},
    world::{World, id, night},
};

on_both!(
    a_site_manager_sees_the_sites_of_the_organisation_alone,
    a_right_that_lists_sites_reaches_those_alone,
    the_city_and_the_operator_see_every_site,
    everybody_has_the_role_of_their_right,
    a_household_is_seen_by_the_account_it_is_on,
    a_host_sees_who_is_promised_or_present_and_a_day_after,
    a_social_worker_sees_the_mandate_and_fifteen_days_after,
    a_restricted_household_is_seen_by_its_circle_alone,
);

async fn a_site_manager_sees_the_sites_of_the_organisation_alone(world: World) {
    for (name, own, other) in [("emil", "site-a", "site-b"), ("cy", "site-b", "site-a")] {
        let manager = world.actor(name).await;
        assert_eq!(manager.require_at(id(own), Class::Sites, Need::Write), Ok(()));
        let hidden = manager.require_at(id(other), Class::Sites, Need::Read);
        assert_eq!(hidden, Err(AppError::NotFound), "out of scope is not found");
        let refused = manager.require_at(id(own), Class::Money, Need::Read);
        assert_eq!(refused, Err(AppError::Forbidden));
    }
}

async fn a_right_that_lists_sites_reaches_those_alone(world: World) {
    let mut tx = world.app.db.begin().await.unwrap();
    let listed = execute!(
        tx,
        "insert into grant_site (grant_id, site_id) values ($1, $2)",
        id("grant-ana"),
        id("site-b")
    );
    listed.unwrap();
    tx.save().await.unwrap();
    let ana = world.actor("ana").await;
    assert!(ana.sees_site(id("site-b")));
    assert!(!ana.sees_site(id("site-a")));
    assert!(world.actor("ben").await.sees_site(id("site-a")));
}

async fn the_city_and_the_operator_see_every_site(world: World) {
    for name in ["ana", "ben", "dora", "fanny", "gus", "hana", "ines", "jo"] {
        let actor = world.actor(name).await;
        for site in ["site-a", "site-b"] {
            assert!(actor.sees_site(id(site)), "{name} {site}");
        }
        assert!(actor.require_at(id("site-a"), Class::Sites, Need::Read).is_ok(), "{name}");
    }
}

async fn everybody_has_the_role_of_their_right(world: World) {
    for person in rows::people() {
        let actor = world.actor(person.name).await;
        assert_eq!(actor.grants.len(), 1, "{}", person.name);
        assert_eq!(actor.grants[0].organisation_id, id(person.organisation));
    }
    let ana = world.actor("ana").await;
    assert!(ana.has_role(Role::Coordinator) && !ana.has_role(Role::Administrator));
    assert_eq!(world.actor("hana").await.grants[0].mandate_id, Some(id("mandate")));
}

/// Who sees a household tonight, of those whose names are told apart by it.
async fn seen_by(world: &World, household: &str) -> Vec<&'static str> {
    let tonight = world.clock.tonight();
    let mut seen_by = Vec::new();
    for person in rows::people() {
        let found: Option<(i64,)> = app::read_one!(
            world.app.db,
            concat!(
                "select cast(1 as bigint) from household h where h.id = $4 and ",
                app::visible_household!()
            ),
            id(person.name),
            tonight,
            tonight - Duration::days(15),
            id(household)
        )
        .unwrap();
        if found.is_some() {
            seen_by.push(person.name);
        }
    }
    seen_by
}

const CITY: [&str; 5] = ["ana", "ben", "dora", "ines", "jo"];

async fn a_family_of_the_city(world: &World) {
    let mut tx = world.app.db.begin().await.unwrap();
    household(&mut tx, world, "family", "city").await.unwrap();
    household(&mut tx, world, "other", "booking-body").await.unwrap();
    tx.save().await.unwrap();
}

async fn a_household_is_seen_by_the_account_it_is_on(world: World) {
    a_family_of_the_city(&world).await;
    assert_eq!(seen_by(&world, "family").await, CITY);
    assert_eq!(seen_by(&world, "other").await, ["fanny"]);
}

async fn a_host_sees_who_is_promised_or_present_and_a_day_after(world: World) {
    a_family_of_the_city(&world).await;
    let hosts = async || {
        let mut seen = seen_by(&world, "family").await;
        seen.retain(|name| !CITY.contains(name));
        seen
    };
    let mut tx = world.app.db.begin().await.unwrap();
    booking(&mut tx, &world, "asked", Some("family"), "site-b", "requested").await.unwrap();
    tx.save().await.unwrap();
    assert!(hosts().await.is_empty(), "a request is nobody's guest yet");

    let mut tx = world.app.db.begin().await.unwrap();
    booking(&mut tx, &world, "stay", Some("family"), "site-a", "arrived").await.unwrap();
    tx.save().await.unwrap();
    assert_eq!(hosts().await, ["emil"]);

    for (departed_on, seen) in [("2026-03-12", true), ("2026-03-11", false)] {
        let mut tx = world.app.db.begin().await.unwrap();
        let left = execute!(
            tx,
            "update booking set state = 'departed', departed_on = $2 where id = $1",
            id("stay"),
            night(departed_on)
        );
        left.unwrap();
        tx.save().await.unwrap();
        assert_eq!(hosts().await == ["emil"], seen, "{departed_on}");
    }
}

async fn a_social_worker_sees_the_mandate_and_fifteen_days_after(world: World) {
    a_family_of_the_city(&world).await;
    for (to, seen) in [
        (None, true),
        (Some("2026-03-13"), true),
        (Some("2026-03-12"), true),
        (Some("2026-02-26"), true),
        (Some("2026-02-25"), false),
    ] {
        let mut tx = world.app.db.begin().await.unwrap();
        execute!(tx, "delete from assignment where household_id = $1", id("family")).unwrap();
        let assigned = execute!(
            tx,
            "insert into assignment (id, household_id, mandate_id, from_night, to_night) values ($1, $2, $3, $4, $5)",
            id("assignment"),
            id("family"),
            id("mandate"),
            night("2026-01-01"),
            to.map(night)
        );
        assigned.unwrap();
        tx.save().await.unwrap();
        let sees = seen_by(&world, "family").await.contains(&"hana");
        assert_eq!(sees, seen, "assigned until {to:?}");
    }
}

async fn a_restricted_household_is_seen_by_its_circle_alone(world: World) {
    a_family_of_the_city(&world).await;
    let mut tx = world.app.db.begin().await.unwrap();
    execute!(tx, "update household set restricted = $2 where id = $1", id("family"), true).unwrap();
    tx.save().await.unwrap();
    assert!(seen_by(&world, "family").await.is_empty());
    let mut tx = world.app.db.begin().await.unwrap();
    for name in ["ben", "cy"] {
        let named = execute!(
            tx,
            "insert into household_circle (household_id, user_id) values ($1, $2)",
            id("family"),
            id(name)
        );
        named.unwrap();
    }
    tx.save().await.unwrap();
    assert_eq!(seen_by(&world, "family").await, ["ben"], "a circle narrows, it opens nothing");
}

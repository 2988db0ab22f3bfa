//! Bookings through their pages, as a browser without scripts uses them.

use app::households::{service, store};
use uuid::Uuid;

use crate::{
    households::named,
    support::{
        http::Browser,
        world::{World, id},
    },
};

on_sqlite!(
    a_room_is_booked_without_a_name_and_named_later,
    the_household_is_found_while_booking,
    a_family_moves_into_two_rooms_at_once,
    aujourd_hui_tells_of_minors_alone,
    many_who_open_a_page_of_many_parts_are_all_answered,
);

async fn lopes(world: &World) -> Uuid {
    let ana = world.actor("ana").await;
    let intake = named("Lopes", "Maria");
    let household = service::intake(&world.app, &ana, intake).await.unwrap();
    world.app.index.rebuild(&world.app.db, world.clock.tonight()).await.unwrap();
    household
}

fn draft() -> String {
    let (site, unit) = (id("site-a"), id("a-101"));
    format!("/bookings/new?site={site}&unit={unit}&persons=2&from=2026-03-13&to=2026-03-16")
}

async fn a_room_is_booked_without_a_name_and_named_later(world: World) {
    let lopes = lopes(&world).await;
    let mut browser = Browser::of(&world, "ana").await;
    let booked = browser.post(&draft(), "bookings.place", &[]).await;
    booked.assert_status(200).assert_says("À nommer");
    let here = booked.path().to_owned();
    let none = browser.open(&format!("{here}?who=personne")).await;
    none.assert_says("Aucun ménage trouvé");
    let found = browser.open(&format!("{here}?who=lopes")).await;
    found.assert_says("1 ménage trouvé");
    let form = found.form("bookings.name", &lopes.to_string());
    let named = browser.submit(&form).await;
    let named = browser.follow(named).await;
    named.assert_status(200).assert_says("Ménage nommé.").assert_hides("À nommer");
}

async fn the_household_is_found_while_booking(world: World) {
    lopes(&world).await;
    let mut browser = Browser::of(&world, "ana").await;
    let found = browser.open(&format!("{}&who=lopes", draft())).await;
    let links = found.attributes(".picker li a", "href");
    let address = links[0].clone().unwrap();
    let chosen = browser.open(&address).await;
    chosen.assert_hides("À nommer");
    let booked = browser.post(&address, "bookings.place", &[]).await;
    booked.assert_status(200).assert_hides("À nommer");
    let named = world.count("select count(*) from booking where household_id is not null").await;
    assert_eq!(named, 1);
}

async fn a_family_moves_into_two_rooms_at_once(world: World) {
    let lopes = lopes(&world).await;
    let mut browser = Browser::of(&world, "ana").await;
    let address = format!("{}&household={}", draft(), lopes);
    let booked = browser.post(&address, "bookings.place", &[]).await;
    let mut form = booked.form("bookings.move_unit", "");
    form.set("unit", &id("a-102").to_string()).set("persons", "1");
    form.set("also_unit", &id("a-103").to_string()).set("also_persons", "1");
    let moved = browser.submit(&form).await;
    browser.follow(moved).await.assert_status(200).assert_says("Changement de chambre");
    let rooms = "select count(distinct unit_id) from occupation where superseded_at is null";
    assert_eq!(world.count(rooms).await, 2);
}

async fn aujourd_hui_tells_of_minors_alone(world: World) {
    let household = lopes(&world).await;
    let mut browser = Browser::of(&world, "ana").await;
    browser.open("/").await.assert_hides("Mineurs sans adulte");
    let mut tx = world.app.db.begin().await.unwrap();
    app::execute!(tx, "update person set birth_date = '2012-01-01'").unwrap();
    store::refresh(&mut tx, household, world.clock.tonight()).await.unwrap();
    tx.save().await.unwrap();
    browser.open("/").await.assert_says("Mineurs sans adulte").assert_says("LOPES");
    browser.open("/?question=minors-alone").await.assert_says("LOPES").assert_says("1–1 sur 1");
    browser.open("/?question=overstays").await.assert_says("Plus rien ici ce soir.");
}

/// Each part of a page asks the database by itself; there are fewer connections than parts.
async fn many_who_open_a_page_of_many_parts_are_all_answered(world: World) {
    let address = format!("/households/{}", lopes(&world).await);
    let browser = Browser::of(&world, "ana").await;
    let readers = (0..24).map(|_| {
        let (mut browser, address) = (browser.clone(), address.clone());
        async move {
            browser.open(&address).await.assert_status(200).assert_says("LOPES").path().to_owned()
        }
    });
    for answered in futures::future::join_all(readers).await {
        assert_eq!(answered, address);
    }
}

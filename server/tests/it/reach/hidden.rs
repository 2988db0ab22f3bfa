//! A restricted household is not there for who is not named in its circle: not by any
//! search, list, board, day, address or form, nor by a number somewhere.

use app::{
    bookings::{self, Claim, Firmness, NewBooking},
    error::{AppError, Outcome},
    households::{
        self,
        rules::intake::Intake,
        service::{Target, intake},
        store::Assigned,
    },
    nights::Nights,
};
use http_body_util::BodyExt;
use uuid::Uuid;

use crate::support::{
    http::{Browser, Page},
    world::{World, id, night},
};

on_both!(
    lists_and_numbers_are_as_if_it_were_not_there,
    pages_of_the_place_it_sleeps_in_do_not_name_it,
    its_address_is_an_address_of_nothing,
    forms_answer_as_if_it_were_not_there,
    its_changes_reach_no_open_page,
);

/// All see the other family of the city that sleeps at site A.
const READERS: [&str; 6] = ["ben", "dora", "emil", "hana", "ines", "jo"];

struct Lodged {
    household: Uuid,
    code: String,
    booking: Uuid,
    booking_code: String,
}

fn wish(unit: &str) -> NewBooking {
    NewBooking {
        household_id: None,
        site_id: id("site-a"),
        nights: Nights::between(night("2026-03-12"), night("2026-03-18")).unwrap(),
        claims: vec![Claim { unit_id: id(unit), persons: 2 }],
        cots: 0,
        firmness: Firmness::Confirm,
        reference: String::new(),
        over_capacity: None,
        transferred_from: None,
    }
}

/// Written down by Ana, in a room of site A since tonight, followed under the mandate.
async fn lodge(world: &World, intake: Intake, unit: &str) -> Lodged {
    let (app, ana) = (&world.app, world.actor("ana").await);
    let household = intake::intake(app, &ana, intake).await.unwrap();
    let assigned =
        Assigned { household, mandate: id("mandate"), worker: None, from: world.clock.tonight() };
    let mut tx = app.db.begin().await.unwrap();
    households::store::assign(&mut tx, &assigned).await.unwrap();
    tx.save().await.unwrap();
    let new = NewBooking { household_id: Some(household), ..wish(unit) };
    let booking = bookings::service::place(app, &ana, Uuid::now_v7(), &new).await.unwrap();
    let (command, tonight) = (Uuid::now_v7(), world.clock.tonight());
    bookings::service::arrive(app, &ana, command, booking, tonight).await.unwrap();
    let (booked, _) = bookings::service::show(app, &ana, booking).await.unwrap();
    let file = households::service::open(app, &ana, household).await.unwrap();
    Lodged { household, code: file.household.code, booking, booking_code: booked.code }
}

async fn traore(world: &World) -> Lodged {
    world.app.index.rebuild(&world.app.db, world.clock.tonight()).await.unwrap();
    let intake = Intake {
        command: Uuid::now_v7(),
        family_name: "Traoré".to_owned(),
        first_name: "Moussa".to_owned(),
        adults: 2,
        ..Intake::default()
    };
    lodge(world, intake, "a-102").await
}

/// Only Ana may know of her.
fn awa() -> Intake {
    Intake {
        command: Uuid::now_v7(),
        family_name: "Diarra".to_owned(),
        first_name: "Awa".to_owned(),
        alias: "La dame au tandem".to_owned(),
        phone: "0612345678".to_owned(),
        note: "Appeler après 18 h".to_owned(),
        adults: 1,
        children: 1,
        ..Intake::default()
    }
}

async fn diarra(world: &World) -> Lodged {
    lodge(world, Intake { restricted: true, ..awa() }, "a-101").await
}

impl Lodged {
    #[track_caller]
    fn is_hidden_in(&self, page: &Page) {
        let own = [self.household.to_string(), self.booking.to_string()];
        let own = own.iter().chain([&self.code, &self.booking_code]).map(String::as_str);
        for word in own.chain(["Diarra", "DIARRA", "tandem", "0612345678", "après 18 h"]) {
            page.assert_hides(word);
        }
    }

    /// By name or by code, whichever the reader may read.
    #[track_caller]
    fn is_named_in(&self, page: &Page) {
        let text = page.text();
        let named = text.contains("TRAORÉ") || text.contains(&self.code);
        assert!(named, "{} does not name a family it should: {text}", page.address);
    }
}

const LISTS: [&str; 3] = ["/", "/households", "/households?only=housed"];

const SEARCHES: [&str; 7] = [
    "/households?q=diarra",
    "/households?q=awa+diarra",
    "/households?q=tandem",
    "/households?q=0612345678",
    "/households?q=alisiers",
    "/households?sort=arrival",
    "/households?sort=code",
];

async fn lists_and_numbers_are_as_if_it_were_not_there(world: World) {
    let other = traore(&world).await;
    let mut before = Vec::new();
    for name in READERS {
        let mut browser = Browser::of(&world, name).await;
        for address in LISTS.iter().chain(&SEARCHES) {
            let page = browser.get(address).await;
            page.assert_status(200);
            if LISTS[..2].contains(address) {
                other.is_named_in(&page);
            }
            before.push(page.text());
        }
    }
    let hidden = diarra(&world).await;
    let mut before = before.into_iter();
    for name in READERS {
        let mut browser = Browser::of(&world, name).await;
        for address in LISTS.iter().chain(&SEARCHES) {
            let page = browser.get(address).await;
            assert_eq!(page.text(), before.next().unwrap(), "{name} {address}");
        }
        for code in [&hidden.code, &hidden.booking_code] {
            let by_code = browser.get(&format!("/households?q={code}")).await;
            let by_none = browser.get("/households?q=F-0000-0000").await;
            let said = by_code.text().replace(code, "F-0000-0000");
            assert_eq!(said, by_none.text(), "{name} {code}");
        }
    }
    let mut ana = Browser::of(&world, "ana").await;
    for address in ["/households?q=diarra", "/households?q=tandem", "/households?q=alisiers"] {
        ana.get(address).await.assert_says("Awa DIARRA");
    }
}

async fn pages_of_the_place_it_sleeps_in_do_not_name_it(world: World) {
    let (other, hidden) = (traore(&world).await, diarra(&world).await);
    let site = id("site-a");
    let here = [
        format!("/board?site={site}&from=2026-03-12"),
        format!("/board?site={site}&from=2026-03-12&view=list"),
        format!("/sites/{site}/day"),
        format!("/sites/{site}/day?night=2026-03-14"),
    ];
    let around = [
        "/sites".to_owned(),
        format!("/sites/{site}"),
        format!("/sites/{site}/closures"),
        format!("/sites/{site}/closures/new"),
        format!("/sites/{site}/units/edit"),
        format!("/history/site/{site}"),
        format!("/places?adults=2&from=2026-03-12&to=2026-03-20&household={}", other.household),
        "/api/places?adults=2&from=2026-03-12&to=2026-03-20".to_owned(),
        format!("/households/{}", other.household),
        format!("/bookings/{}", other.booking),
        "/trends?by=site&from=2026-03-01&to=2026-03-20".to_owned(),
        "/trends/file?format=csv&from=2026-03-01&to=2026-03-20".to_owned(),
    ];
    for name in READERS {
        let mut browser = Browser::of(&world, name).await;
        for address in &here {
            let page = browser.get(address).await;
            page.assert_status(200);
            other.is_named_in(&page);
            hidden.is_hidden_in(&page);
        }
        for address in &around {
            hidden.is_hidden_in(&browser.get(address).await);
        }
    }
}

/// What may be guessed from an id: where it would be if one might know of it.
const GUESSES: [&str; 11] = [
    "/households/HOUSEHOLD",
    "/households/HOUSEHOLD/edit",
    "/households/HOUSEHOLD/merge?with=OTHER",
    "/households/OTHER/merge?with=HOUSEHOLD",
    "/history/household/HOUSEHOLD",
    "/bookings/BOOKING",
    "/bookings/BOOKING?who=traore",
    "/history/booking/BOOKING",
    "/bookings/new?site=SITE&unit=UNIT&from=2026-03-12&to=2026-03-14&household=HOUSEHOLD",
    "/places?household=HOUSEHOLD",
    "/api/places?household=HOUSEHOLD",
];

async fn its_address_is_an_address_of_nothing(world: World) {
    let (other, hidden) = (traore(&world).await, diarra(&world).await);
    let address = |guess: &str, household: Uuid, booking: Uuid| {
        let words = [
            ("HOUSEHOLD", household),
            ("BOOKING", booking),
            ("OTHER", other.household),
            ("SITE", id("site-a")),
            ("UNIT", id("a-103")),
        ];
        words.iter().fold(guess.to_owned(), |all, (word, id)| all.replace(word, &id.to_string()))
    };
    let mut ana = Browser::of(&world, "ana").await;
    for name in READERS {
        let mut browser = Browser::of(&world, name).await;
        for guess in GUESSES {
            let there = browser.get(&address(guess, hidden.household, hidden.booking)).await;
            let nowhere = browser.get(&address(guess, Uuid::now_v7(), Uuid::now_v7())).await;
            assert_eq!(there.status, nowhere.status, "{name} {guess}");
            assert_eq!(there.text(), nowhere.text(), "{name} {guess}");
            let own = ana.get(&address(guess, hidden.household, hidden.booking)).await;
            assert_eq!(own.status, 200, "Ana may know of her: {guess}");
        }
    }
}

async fn forms_answer_as_if_it_were_not_there(world: World) {
    let (other, hidden) = (traore(&world).await, diarra(&world).await);
    let mut ben = Browser::of(&world, "ben").await;
    let (site, unit) = (id("site-a"), id("a-103"));
    let draft = format!("/bookings/new?site={site}&unit={unit}&from=2026-03-12&to=2026-03-14");
    let mut booked = Vec::new();
    for household in [hidden.household, Uuid::now_v7()] {
        let mut form = ben.get(&draft).await.form("bookings.place", "");
        form.set("household", &household.to_string());
        let answer = ben.submit(&form).await;
        booked.push((answer.assert_status(404).text(), world.count(BOOKINGS).await));
    }
    assert_eq!(booked[0], booked[1]);

    let file = format!("/households/{}", other.household);
    let mut apart = Vec::new();
    for code in [hidden.code.as_str(), "F-0000-0000"] {
        let mut form = ben.get(&file).await.form("households.keep_apart", "");
        form.set("code", code);
        apart.push(ben.submit(&form).await.assert_status(422).text());
    }
    assert_eq!(apart[0], apart[1]);

    // The room is refused without a word of who has it.
    let taken = draft.replace(&unit.to_string(), &id("a-101").to_string());
    let refused = ben.post(&taken, "bookings.place", &[]).await;
    hidden.is_hidden_in(refused.assert_status(409));

    // Written down again, she is not "likely known already": Ben would learn that she is here.
    let ana = world.actor("ana").await;
    let known = intake::intake(&world.app, &ana, awa()).await;
    assert!(matches!(known, Err(AppError::Conflict(_))), "Ana is told: {known:?}");
    let ben = world.actor("ben").await;
    intake::intake(&world.app, &ben, awa()).await.unwrap();
}

const BOOKINGS: &str = "select count(*) from booking";

async fn its_changes_reach_no_open_page(world: World) {
    let (other, hidden) = (traore(&world).await, diarra(&world).await);
    let mut heard = Vec::new();
    for name in READERS {
        heard.push((name, Browser::of(&world, name).await.listen("/live").await));
    }
    let mut own = Browser::of(&world, "ana").await.listen("/live").await;
    for household in [hidden.household, other.household] {
        touch(&world, household).await.unwrap();
    }
    let first = own.frame().await.unwrap().unwrap().into_data().unwrap();
    assert!(String::from_utf8_lossy(&first).contains(&hidden.household.to_string()));
    for (name, mut stream) in heard {
        let first = stream.frame().await.unwrap().unwrap().into_data().unwrap();
        let first = String::from_utf8_lossy(&first);
        assert!(first.contains(&other.household.to_string()), "{name} hears {first}");
    }
}

/// Something of the household changes, and of nothing else.
async fn touch(world: &World, household: Uuid) -> Outcome<()> {
    let ana = world.actor("ana").await;
    let file = households::service::open(&world.app, &ana, household).await?;
    let target = Target { command: Uuid::now_v7(), id: household, version: file.household.version };
    let wanted = households::Details { animals: 1, ..file.household.details() };
    intake::edit(&world.app, &ana, target, wanted).await
}

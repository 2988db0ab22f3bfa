//! One hundred desks at once, each in a browser of its own: what all want one has, and what
//! each wants each has.

use std::{collections::BTreeMap, sync::Arc};

use app::execute;
use chrono::Days;
use futures::future::join_all;
use tokio::sync::Barrier;

use crate::support::{
    http::{Browser, Page},
    rows,
    world::{World, id, night},
};

on_both!(one_hundred_claims_through_pages_give_one_room, one_hundred_who_do_not_compete_all_book);

const DESKS: usize = 100;

/// Who sits at every third desk, on whose account the families there are, and who may know
/// of them.
struct Clerk {
    name: &'static str,
    account: &'static str,
    /// Whether the families are restricted to those they are known to.
    is_secretive: bool,
    known_to: &'static [&'static str],
}

const CLERKS: [Clerk; 3] = [
    Clerk { name: "ana", account: "city", is_secretive: true, known_to: &["ana"] },
    Clerk { name: "ben", account: "city", is_secretive: false, known_to: &["ana", "ben"] },
    Clerk { name: "fanny", account: "booking-body", is_secretive: false, known_to: &["fanny"] },
];

/// A form of the page that books, filled in and not yet sent.
struct Desk {
    clerk: &'static Clerk,
    family: String,
    browser: Browser,
    address: String,
}

/// What a family is called by those who may know it.
fn alias_of(family: &str) -> String {
    format!("Les gens de {family}")
}

async fn desks(world: &World, address: impl Fn(usize) -> String) -> Vec<Desk> {
    let names: Vec<String> = (0..DESKS).map(|desk| format!("family-{desk:02}")).collect();
    let at = |desk: usize| &CLERKS[desk % CLERKS.len()];
    let mut browsers = Vec::new();
    for clerk in &CLERKS {
        let own = names.iter().enumerate().filter(|(desk, _)| at(*desk).name == clerk.name);
        let own: Vec<&str> = own.map(|(_, name)| name.as_str()).collect();
        rows::families(world, clerk.account, &own).await;
        let mut tx = world.app.db.begin().await.unwrap();
        for family in own {
            let alias = "update household set alias = $2 where id = $1";
            execute!(tx, alias, id(family), alias_of(family)).unwrap();
            if clerk.is_secretive {
                rows::restrict(&mut tx, family, clerk.known_to).await.unwrap();
            }
        }
        tx.save().await.unwrap();
        browsers.push(Browser::of(world, clerk.name).await);
    }
    let desk = |(desk, family): (usize, String)| Desk {
        clerk: at(desk),
        browser: browsers[desk % CLERKS.len()].clone(),
        address: format!("{}&household={}", address(desk), id(&family)),
        family,
    };
    names.into_iter().enumerate().map(desk).collect()
}

/// Everybody opens the page, waits until all have, and sends its form.
async fn all_send(desks: Vec<Desk>) -> Vec<(&'static Clerk, String, Page)> {
    let start = Arc::new(Barrier::new(desks.len()));
    let tasks = desks.into_iter().map(|mut desk| {
        let start = start.clone();
        tokio::spawn(async move {
            let page = desk.browser.open(&desk.address).await;
            let form = page.assert_status(200).form("bookings.place", "");
            start.wait().await;
            let answer = desk.browser.submit(&form).await;
            if answer.status == 409 {
                let again = answer.form("bookings.place", "");
                assert_eq!(again.fields, form.fields, "the form comes back as it was sent");
            }
            (desk.clerk, desk.family, answer)
        })
    });
    join_all(tasks).await.into_iter().map(Result::unwrap).collect()
}

/// Tables whose number of rows is not what it was, with the difference.
async fn added(world: &World, before: &BTreeMap<String, i64>) -> Vec<(String, i64)> {
    let after = world.tables().await.into_iter();
    let added = after.map(|(table, rows)| (rows - before[&table], table));
    added.filter(|(rows, _)| *rows != 0).map(|(rows, table)| (table, rows)).collect()
}

async fn one_hundred_claims_through_pages_give_one_room(world: World) {
    let wish = format!(
        "/bookings/new?site={}&unit={}&persons=2&from=2026-03-13&to=2026-03-20",
        id("site-a"),
        id("a-103")
    );
    let desks = desks(&world, |_| wish.clone()).await;
    let before = world.tables().await;
    let answers = all_send(desks).await;
    let (won, lost): (Vec<_>, Vec<_>) =
        answers.iter().partition(|(_, _, answer)| answer.status == 303);
    let [(winner, family, confirmed)] = won.as_slice() else {
        panic!("{} were told they have the room", won.len());
    };
    assert_eq!(lost.len(), DESKS - 1);

    let (booking, code) = only_booking(&world).await;
    assert_eq!(confirmed.header("location"), format!("/bookings/{booking}"));
    let [hidden, told] = [false, true].map(|knows| {
        lost.iter().filter(|(clerk, ..)| winner.known_to.contains(&clerk.name) == knows).count()
    });
    assert!(hidden > 0 && told > 0, "{hidden} may not know who has it, {told} may");
    for (clerk, own, answer) in lost {
        answer.assert_status(409);
        let alert = answer.all("[role=alert] p");
        let knows = winner.known_to.contains(&clerk.name);
        let expected = if knows {
            format!("La chambre a-103 est prise par {code}, du 13/03/2026 au 20/03/2026.")
        } else {
            "La chambre a-103 est prise jusqu'au 20/03/2026.".to_owned()
        };
        assert_eq!(alert, [expected], "{} is told who has it", clerk.name);
        if !knows {
            answer.assert_hides(&code).assert_hides(&booking);
        }
        for name in [alias_of(family), format!("F-{family}"), id(family).to_string()] {
            answer.assert_hides(&name);
        }
        offers_something_else(answer, own);
    }

    // The nights of one line begin and end in the ledger.
    let expected = rows_added([1, 1, 1, 2, 1]);
    assert_eq!(added(&world, &before).await, expected, "and nothing of the others");
    world.index_agrees().await;
}

async fn only_booking(world: &World) -> (String, String) {
    let query = "select b.id, b.code from booking b join occupation o on o.booking_id = b.id
         where b.state = 'confirmed' and o.superseded_at is null";
    let found: Vec<(uuid::Uuid, String)> = app::read_all!(world.app.db, query).unwrap();
    let [(booking, code)] = found.as_slice() else { panic!("{found:?}") };
    (booking.to_string(), code.clone())
}

/// Another room for the family the form was about, and never the one just lost.
fn offers_something_else(answer: &Page, family: &str) {
    let ways = answer.attributes("[role=alert] a", "href");
    assert!(!ways.is_empty(), "nothing else is offered");
    for way in ways.iter().flatten() {
        assert!(way.starts_with("/bookings/new?"), "{way}");
        assert!(way.contains(&id(family).to_string()), "{way} forgets the family");
        assert!(!way.contains(&id("a-103").to_string()), "{way} is the room just lost");
    }
}

/// The same hundred, each for a night of its own in one room.
async fn one_hundred_who_do_not_compete_all_book(world: World) {
    let address = |desk| {
        let from = night("2026-03-13") + Days::new(u64::try_from(desk).unwrap());
        format!(
            "/bookings/new?site={}&unit={}&persons=2&from={from}&to={}",
            id("site-a"),
            id("a-103"),
            from + Days::new(1)
        )
    };
    let desks = desks(&world, address).await;
    let before = world.tables().await;
    for (clerk, family, answer) in all_send(desks).await {
        assert_eq!(answer.status, 303, "{} {family}: {}", clerk.name, answer.text());
    }
    // One hundred nights, one after the other: they begin and end on one date more.
    let expected = rows_added([100, 100, 100, 101, 100]);
    assert_eq!(added(&world, &before).await, expected);
    world.index_agrees().await;
}

fn rows_added(counts: [i64; 5]) -> Vec<(String, i64)> {
    let tables = ["booking", "command", "journal", "night_change", "occupation"];
    tables.map(str::to_owned).into_iter().zip(counts).collect()
}

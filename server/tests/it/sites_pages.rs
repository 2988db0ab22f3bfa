//! Sites, units and closures through their pages, as a person would fill them in.

use app::{execute, nights::next};

use crate::support::{
    http::{Browser, Page},
    world::{World, id},
};

on_sqlite!(
    every_page_of_a_site_opens,
    pages_are_for_those_in_scope,
    a_hotel_is_created_from_its_forms,
    a_list_is_narrowed_by_its_address,
    a_refused_closure_comes_back_with_its_ways_out,
    a_suspension_shows_at_the_top,
    a_site_that_reports_totals_has_no_units,
    hotel_nights_bought_one_by_one_have_no_rate,
);

fn at(rest: &str) -> String {
    format!("/sites/{}{rest}", id("site-a"))
}

async fn every_page_of_a_site_opens(world: World) {
    let mut browser = Browser::of(&world, "ana").await;
    let unit = id("a-101");
    for address in [
        "/sites".to_owned(),
        "/sites?q=alisiers&kind=hotel_allotment&sort=state&down=on".to_owned(),
        "/sites?q=nulle-part".to_owned(),
        "/sites/new".to_owned(),
        at(""),
        at("/edit"),
        at("/units/new"),
        at("/units/edit"),
        at(&format!("/units/edit?unit={unit}")),
        at(&format!("/units/edit?unit={unit}&unit={}", id("a-dorm"))),
        at("/closures"),
        at("/closures/new"),
        at(&format!("/closures/new?unit={unit}")),
    ] {
        let page = browser.get(&address).await;
        page.assert_status(200);
        assert_eq!(page.all("h1").len(), 1, "{address}");
        assert!(page.attributes("[style]", "style").is_empty(), "{address}");
        let mut ids = page.attributes("[id]", "id");
        let count = ids.len();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), count, "{address} has an id twice");
    }
}

async fn pages_are_for_those_in_scope(world: World) {
    // The other site's manager, somebody who only reads, a manager who gives no site away.
    for (name, address, status) in [
        ("cy", at(""), 404),
        ("cy", at("/closures"), 404),
        ("dora", at(""), 200),
        ("dora", at("/edit"), 403),
        ("dora", at("/units/new"), 403),
        ("dora", at("/closures/new"), 403),
        ("emil", at("/edit"), 200),
        ("emil", "/sites/new".to_owned(), 403),
    ] {
        let page = Browser::of(&world, name).await.get(&address).await;
        page.assert_status(status);
    }
    let page = Browser::of(&world, "cy").await.get("/sites").await;
    page.assert_says("Le Belvédère").assert_hides("Les Alisiers");
}

async fn a_hotel_is_created_from_its_forms(world: World) {
    let mut browser = Browser::of(&world, "ana").await;
    let manager = id("host-a").to_string();
    let site = [
        ("name", "Hôtel Bellevue"),
        ("kind", "hotel_allotment"),
        ("measure", "by_unit"),
        ("manager", &manager),
        ("territory", "93008"),
        ("territory_name", "Bobigny"),
        ("latitude", "quelque part"),
    ];
    let refused = browser.post("/sites/new", "sites.create", &site).await;
    refused.assert_status(422).assert_says("Des degrés");
    let mut form = refused.form("sites.create", "");
    assert_eq!(form.value("name"), Some("Hôtel Bellevue"));
    form.set("latitude", "48,907");
    let page = browser.submit(&form).await;
    let page = browser.follow(page).await;
    page.assert_status(200).assert_says("Prospect");
    let here = page.path().to_owned();

    let units = format!("{here}/units/new");
    let fields = [("labels", "201–220, 4 places\n12 14"), ("kitchen", "on")];
    let page = browser.post(&units, "units.create", &fields).await;
    page.assert_status(200).assert_says("22 unités");
    let again = browser.post(&units, "units.create", &fields).await;
    again.assert_status(422).assert_says("Ce site a déjà");
    for state in ["visited", "agreed", "open"] {
        let page = browser.post_keyed(&here, "sites.step", state, &[]).await;
        page.assert_status(200);
    }
    let page = browser.get(&here).await;
    page.assert_says("22 unités ouvertes").assert_says("84 places ouvertes, dont 84 utilisables");
    assert_eq!(page.all(".page-head .badge")[0], "Ouvert");
}

async fn a_list_is_narrowed_by_its_address(world: World) {
    let mut browser = Browser::of(&world, "ana").await;
    let names = |page: &Page| page.all(".sites-name");
    let page = browser.get("/sites").await;
    assert_eq!(names(&page), ["Le Belvédère", "Les Alisiers"]);
    page.assert_says("4 sur 4");
    let page = browser.get("/sites?down=on").await;
    assert_eq!(names(&page), ["Les Alisiers", "Le Belvédère"]);
    let page = browser.get("/sites?q=BELVEDERE").await;
    assert_eq!(names(&page), ["Le Belvédère"]);
    let page = browser.get(&format!("/sites?manager={}", id("host-a"))).await;
    assert_eq!(names(&page), ["Les Alisiers"]);
    let page = browser.get("/sites?state=closed").await;
    page.assert_says("Aucun site ne répond");
}

/// A household in unit a-101 from tonight on.
async fn somebody_in(world: &World) {
    let tonight = world.clock.tonight();
    let now = world.clock.now();
    let mut tx = world.app.db.begin().await.unwrap();
    execute!(
        tx,
        "insert into booking (id, code, site_id, state, persons, agreed_from, from_night, to_night, arrived_on, created_at)
         values ($1, 'R-ICI', $2, 'arrived', 2, $3, $3, $4, $3, $5)",
        id("booking"),
        id("site-a"),
        tonight,
        next(next(tonight)),
        now
    )
    .unwrap();
    execute!(
        tx,
        "insert into occupation (id, unit_id, shared, slot, from_night, to_night, kind, persons, booking_id, command_id, recorded_at)
         values ($1, $2, $3, 0, $4, $5, 'stay', 2, $6, $1, $7)",
        id("line"),
        id("a-101"),
        false,
        tonight,
        next(next(tonight)),
        id("booking"),
        now
    )
    .unwrap();
    tx.save().await.unwrap();
}

async fn a_refused_closure_comes_back_with_its_ways_out(world: World) {
    somebody_in(&world).await;
    let mut browser = Browser::of(&world, "emil").await;
    let (taken, empty) = (id("a-101").to_string(), id("a-102").to_string());
    let address = at(&format!("/closures/new?unit={taken}&unit={empty}"));
    let tonight = world.clock.tonight();
    let fields = [
        ("cause", "bedbugs"),
        ("owner", "Hygiène 2000"),
        ("from", &tonight.to_string()),
        ("to", &(tonight + chrono::Days::new(7)).to_string()),
    ];
    let refused = browser.post(&address, "closures.close", &fields).await;
    refused.assert_status(409).assert_says("Rien n'a été enregistré");
    let way = format!("/bookings/{}?move_unit=1#move_unit", id("booking"));
    let links = refused.attributes(".notice-ways a", "href");
    assert_eq!(links, [Some(way)]);
    let mut form = refused.form("closures.close", "");
    assert_eq!(form.value("cause"), Some("bedbugs"));
    form.set("degraded", &taken)
        .set("decided_by", "Emil Szabo")
        .set("degraded_reason", "Traitement en journée");
    let page = browser.submit(&form).await;
    let page = browser.follow(page).await;
    page.assert_status(200)
        .assert_says("Punaises de lit")
        .assert_says("Unité a-101 occupée malgré la panne, sur décision de Emil Szabo");
    let sheet = browser.get(&at("")).await;
    sheet.assert_says("occupée malgré la panne").assert_says("Punaises de lit");

    // Back in service, one of them.
    let page = browser.get(&at("/closures")).await;
    let mut form = page.form_with("closures.lift", "back_on");
    form.fields.retain(|(name, _)| name != "unit");
    form.add("unit", &empty);
    let page = browser.submit(&form).await;
    let page = browser.follow(page).await;
    page.assert_status(200).assert_says("remises en service");
    let free = "select count(*) from occupation where kind = 'closure' and superseded_at is null and to_night > '2026-03-13'";
    assert_eq!(world.count(free).await, 1);
}

async fn a_suspension_shows_at_the_top(world: World) {
    let mut browser = Browser::of(&world, "ana").await;
    let refused = browser.post_keyed(&at(""), "sites.step", "suspended", &[]).await;
    refused.assert_status(422).assert_says("Réexaminer le");
    let fields = [("review_on", "20/03/2026"), ("reason", "Punaises de lit")];
    let page = browser.post_keyed(&at(""), "sites.step", "suspended", &fields).await;
    page.assert_status(200)
        .assert_says("Admissions suspendues depuis le 12/03/2026, à réexaminer le 20/03/2026. Motif : Punaises de lit");
}

async fn set_measure(world: &World, measure: &str) {
    let mut tx = world.app.db.begin().await.unwrap();
    execute!(tx, "update site set measure = $1 where id = $2", measure, id("site-a")).unwrap();
    tx.save().await.unwrap();
}

async fn a_site_that_reports_totals_has_no_units(world: World) {
    set_measure(&world, "reported").await;
    let mut browser = Browser::of(&world, "ana").await;
    let page = browser.get(&at("")).await;
    page.assert_says("Ce site transmet des totaux").assert_hides("a-101");
    browser.get("/sites").await.assert_says("chiffres transmis");
}

async fn hotel_nights_bought_one_by_one_have_no_rate(world: World) {
    set_measure(&world, "spot").await;
    somebody_in(&world).await;
    let mut browser = Browser::of(&world, "ana").await;
    let page = browser.get(&at("")).await;
    page.assert_says("Personnes hébergées 2 personnes")
        .assert_hides("Taux d'occupation net")
        .assert_hides("%");
}

//! A form posts to its own page, is refused filled in, and is taken from nobody else.

use crate::support::{
    http::{Browser, Filled, Page},
    world::{PASSWORD, World},
};

on_both!(one_signs_in_and_out_with_forms, a_refused_form_comes_back_filled_without_the_password,);

on_sqlite!(
    a_signed_out_reader_signs_in_and_goes_on,
    nobody_is_sent_to_another_site,
    a_form_with_a_wrong_token_is_no_form_of_ours,
    a_form_from_another_site_is_refused,
    a_form_of_nothing_known_is_not_found,
    a_form_too_long_is_refused,
    failures_are_counted_where_they_come_from,
    another_device_is_signed_out,
);

async fn one_signs_in_and_out_with_forms(world: World) {
    let mut browser = Browser::of(&world, "ana").await;
    browser.open("/").await.assert_status(200).assert_says("Ana Ribeiro");
    let page = browser.post("/account", "accounts.sign_out", &[]).await;
    page.assert_status(200).assert_says("Vous êtes déconnecté.");
    assert_eq!(page.path(), "/sign-in");
    assert!(!browser.cookies.contains_key("session"));
    let after = browser.get("/account").await;
    after.assert_status(303);
}

async fn a_signed_out_reader_signs_in_and_goes_on(world: World) {
    let mut browser = Browser::new(&world);
    let turned = browser.get("/account?tab=devices").await;
    turned.assert_status(303);
    assert_eq!(turned.header("location"), "/sign-in?next=%2Faccount%3Ftab%3Ddevices");
    let sign_in = browser.follow(turned).await;
    let form = filled_in(&sign_in, PASSWORD);
    let answer = browser.submit(&form).await;
    answer.assert_status(303);
    assert_eq!(answer.header("location"), "/account?tab=devices");
    let page = browser.follow(answer).await;
    page.assert_status(200).assert_says("ana@city.example");
}

pub(crate) fn filled_in(sign_in: &Page, password: &str) -> Filled {
    let mut form = sign_in.form("accounts.sign_in", "");
    form.set("email", "ana@city.example").set("password", password);
    form
}

async fn nobody_is_sent_to_another_site(world: World) {
    for next in [
        "https://elsewhere.example/",
        "//elsewhere.example",
        "/\\elsewhere.example",
        "/\t/elsewhere.example",
    ] {
        let mut browser = Browser::new(&world);
        let mut form = filled_in(&browser.get("/sign-in").await, PASSWORD);
        form.set("next", next);
        let answer = browser.submit(&form).await;
        assert_eq!(answer.header("location"), "/", "{next}");
    }
}

async fn a_refused_form_comes_back_filled_without_the_password(world: World) {
    let mut browser = Browser::new(&world);
    let typed = "corbeau secret 1234";
    let first = filled_in(&browser.get("/sign-in?next=%2Faccount").await, typed);
    let page = browser.submit(&first).await;
    page.assert_status(422).assert_says("Adresse ou mot de passe inexact.");
    page.assert_hides(typed);
    let again = page.form("accounts.sign_in", "");
    assert_eq!(again.value("email"), Some("ana@city.example"));
    assert_eq!(again.value("password"), Some(""));
    assert_eq!(again.value("next"), Some("/account"));
    assert_eq!(again.value("command_id"), first.value("command_id"));
    assert_eq!(page.all("[role=alert] p").len(), 1);
    let described = page.attributes("input[name=password]", "aria-describedby");
    let [Some(problem)] = described.as_slice() else {
        panic!("the password field is described by {described:?}");
    };
    assert_eq!(page.all(&format!("#{problem}")), ["Adresse ou mot de passe inexact."]);
    // Other forms of the page are as they were.
    assert_ne!(page.form("accounts.prefer", "").value("command_id"), first.value("command_id"));

    let mut form = again.clone();
    form.set("email", "").set("password", "");
    browser.submit(&form).await.assert_status(422).assert_says("À remplir");
}

async fn a_form_with_a_wrong_token_is_no_form_of_ours(world: World) {
    let mut browser = Browser::of(&world, "ana").await;
    let page = browser.get("/account").await;
    for token in ["", "guessed"] {
        let mut form = page.form("accounts.sign_out", "");
        form.set("form_token", token);
        let answer = browser.submit(&form).await;
        answer.assert_status(303);
        assert_eq!(answer.header("location"), "/sign-in?next=%2Faccount");
    }
    let mut of_another = Browser::of(&world, "ben").await;
    let mut form = page.form("accounts.sign_out", "");
    let token = of_another.get("/account").await.form("accounts.sign_out", "");
    form.set("form_token", token.value("form_token").unwrap());
    assert_eq!(browser.submit(&form).await.header("location"), "/sign-in?next=%2Faccount");
    browser.get("/account").await.assert_status(200);
}

async fn a_form_from_another_site_is_refused(world: World) {
    let mut browser = Browser::of(&world, "ana").await;
    let form = browser.get("/account").await.form("accounts.sign_out", "");
    let mut stranger = Browser::new(&world);
    let sign_in = filled_in(&stranger.get("/sign-in").await, PASSWORD);
    for headers in [
        [("sec-fetch-site", "cross-site"), ("accept", "*/*")],
        [("sec-fetch-site", "same-site"), ("accept", "*/*")],
        [("origin", "https://elsewhere.example"), ("accept", "*/*")],
        [("origin", "https://escale.example.elsewhere.example"), ("accept", "*/*")],
        [("origin", "null"), ("sec-fetch-site", "same-origin")],
        [("origin", "https://escale.example"), ("sec-fetch-site", "cross-site")],
    ] {
        let answer = browser.submit_with(&form, &headers).await;
        answer.assert_status(303);
        assert!(answer.header("location").starts_with("/sign-in"), "{headers:?}");
        stranger.submit_with(&sign_in, &headers).await;
        assert!(!stranger.cookies.contains_key("session"), "signed in by {headers:?}");
    }
    browser.get("/account").await.assert_status(200);
    // Old browsers say neither.
    let answer = browser.submit_with(&form, &[]).await;
    assert_eq!(answer.header("location"), "/sign-in");
}

async fn a_form_of_nothing_known_is_not_found(world: World) {
    let mut browser = Browser::of(&world, "ana").await;
    for does in ["accounts.destroy", "nothing.at_all", "accounts", ""] {
        let mut form = browser.get("/account").await.form("accounts.sign_out", "");
        form.set("do", does);
        browser.submit(&form).await.assert_status(404);
    }
}

async fn a_form_too_long_is_refused(world: World) {
    let mut browser = Browser::of(&world, "ana").await;
    let mut form = browser.get("/account").await.form("accounts.sign_out", "");
    form.add("note", &"a".repeat(300_000));
    browser.submit(&form).await.assert_status(413);
}

async fn another_device_is_signed_out(world: World) {
    let mut phone = Browser::of(&world, "ana").await;
    world.wait_minutes(1);
    let mut desk = Browser::of(&world, "ana").await;
    let page = desk.get("/account").await;
    let sessions = page.attributes("input[name=session]", "value");
    let [Some(session)] = sessions.as_slice() else {
        panic!("one other device, and not {sessions:?}");
    };
    let answer = desk.post_keyed("/account", "accounts.revoke", session, &[]).await;
    answer.assert_says("L'appareil est déconnecté.");
    phone.get("/account").await.assert_status(303);
    desk.get("/account").await.assert_status(200);
}

async fn failures_are_counted_where_they_come_from(world: World) {
    let far = |last: u8| Some(([203, 0, 113, last], 50_000).into());
    let near = Some(([10, 0, 0, 9], 50_000).into());
    let counted = async || world.count("select count(distinct key) from sign_in_attempt").await - 1;
    let fails = async |peer, forwarded: &str| {
        let mut browser = Browser::new(&world);
        let form = filled_in(&browser.get("/sign-in").await, "wrong");
        browser.peer = peer;
        browser.headers = vec![("x-forwarded-for", forwarded.to_owned())];
        browser.submit(&form).await.assert_status(422);
    };
    fails(far(1), "192.0.2.1").await;
    fails(far(1), "192.0.2.2").await;
    assert_eq!(counted().await, 1, "a header changes nothing for a stranger");
    fails(far(2), "192.0.2.2").await;
    assert_eq!(counted().await, 2);
    fails(near, "198.51.100.1, 192.0.2.3").await;
    fails(near, "198.51.100.2, 192.0.2.3").await;
    assert_eq!(counted().await, 3, "the proxy names the last one itself");
    fails(near, "192.0.2.4").await;
    assert_eq!(counted().await, 4);
}

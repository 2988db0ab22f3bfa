//! What a browser meets on every page: headers, scripts, language, what is not there.

use axum::{
    body::Body,
    http::{Method, Request},
};

use crate::{
    http_forms::filled_in,
    support::{
        http::{Browser, Page},
        world::{PASSWORD, World},
    },
};

on_sqlite!(
    the_sign_in_page_is_for_everybody,
    every_answer_carries_the_headers,
    scripts_carry_the_nonce_of_their_document,
    cookies_are_out_of_reach_of_scripts,
    an_unknown_file_is_not_found,
    an_unknown_page_is_not_found,
    the_language_stays_chosen,
    the_theme_stays_chosen,
    a_sentence_is_said_once,
    the_probes_answer,
    only_pages_that_answer_are_offered,
    a_method_of_nothing_is_refused,
);

async fn the_sign_in_page_is_for_everybody(world: World) {
    let page = Browser::new(&world).get("/sign-in").await;
    page.assert_status(200).assert_says("Se connecter");
    assert_eq!(page.all("h1"), ["Se connecter"]);
    assert_eq!(page.all("title"), ["Se connecter · Escale"]);
    assert_eq!(page.attributes("html", "lang"), [Some("fr".to_owned())]);
    let head = Request::builder().method(Method::HEAD).uri("/sign-in");
    let answer = Browser::new(&world).send(head.body(Body::empty()).unwrap()).await;
    answer.assert_status(200);
}

async fn every_answer_carries_the_headers(world: World) {
    let mut browser = Browser::of(&world, "ana").await;
    for address in ["/", "/account", "/nowhere", "/pkg/nothing.js", "/healthz", "/sign-in"] {
        let page = browser.get(address).await;
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "DENY"),
            ("referrer-policy", "same-origin"),
            ("cross-origin-opener-policy", "same-origin"),
        ] {
            assert_eq!(page.header(name), value, "{address}");
        }
        let policy = page.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'"), "{address}: {policy}");
        for loose in ["unsafe-inline", " 'unsafe-eval'", "http:", "https:", "*"] {
            assert!(!policy.contains(loose), "{address}: {policy}");
        }
    }
    for private in ["/", "/account", "/sign-in"] {
        assert_eq!(browser.get(private).await.header("cache-control"), "no-store");
    }
}

async fn scripts_carry_the_nonce_of_their_document(world: World) {
    let mut browser = Browser::of(&world, "ana").await;
    let mut nonces = Vec::new();
    for address in ["/", "/account", "/nowhere", "/account"] {
        let page = browser.get(address).await;
        let policy = page.header("content-security-policy").to_owned();
        let scripts = page.attributes("script", "nonce");
        assert!(!scripts.is_empty());
        for nonce in scripts {
            let nonce = nonce.unwrap_or_else(|| panic!("a script of {address} has no nonce"));
            assert!(policy.contains(&format!("'nonce-{nonce}'")), "{address}: {policy}");
            nonces.push(nonce);
        }
        assert!(page.attributes("[style]", "style").is_empty(), "{address}");
        assert!(page.all("style").is_empty(), "{address}");
        for event in ["onclick", "onload", "onsubmit", "onchange"] {
            assert!(page.attributes(&format!("[{event}]"), event).is_empty(), "{address}");
        }
    }
    nonces.dedup();
    assert_eq!(nonces.len(), 4, "each document has its own");
}

async fn cookies_are_out_of_reach_of_scripts(world: World) {
    for secure in [false, true] {
        let mut world = world.clone();
        let settings =
            app::context::Settings { secure_cookies: secure, ..(*world.app.settings).clone() };
        world.app.settings = settings.into();
        let mut browser = Browser::new(&world);
        let form = filled_in(&browser.get("/sign-in").await, PASSWORD);
        let answer = browser.submit(&form).await;
        let cookie = answer.header("set-cookie").to_owned();
        let name = if secure { "__Host-session=" } else { "session=" };
        assert!(cookie.starts_with(name), "{cookie}");
        for mark in ["; HttpOnly", "; SameSite=Lax", "; Path=/"] {
            assert!(cookie.contains(mark), "{cookie}");
        }
        assert_eq!(cookie.contains("; Secure"), secure, "{cookie}");
        assert_eq!(answer.headers.contains_key("strict-transport-security"), secure);
        browser.get("/account").await.assert_status(200);
    }
}

async fn an_unknown_file_is_not_found(world: World) {
    let mut browser = Browser::new(&world);
    browser.get("/pkg/nothing.js").await.assert_status(404);
}

async fn an_unknown_page_is_not_found(world: World) {
    let mut browser = Browser::of(&world, "ana").await;
    let page = browser.get("/no/such/page").await;
    page.assert_status(404).assert_says("Page introuvable");
    assert_eq!(page.all("h1"), ["Page introuvable"]);
}

async fn the_language_stays_chosen(world: World) {
    let mut browser = Browser::new(&world);
    browser.headers = vec![("accept-language", "en-GB,en;q=0.8".to_owned())];
    browser.get("/sign-in").await.assert_says("For the teams");
    browser.headers = vec![("accept-language", "de".to_owned())];
    browser.get("/sign-in").await.assert_says("Réservé aux équipes");
    let page = browser.post("/sign-in?next=%2Faccount", "accounts.prefer", &[]).await;
    page.assert_says("For the teams");
    assert_eq!(page.address, "/sign-in?next=%2Faccount", "one stays where one was");
    assert_eq!(browser.cookies["language"], "en");
    browser.get("/sign-in").await.assert_says("For the teams");

    // Signed in, it is the person's own, on every device.
    browser.sign_in("ana@city.example").await.assert_says("Aujourd'hui");
    browser.post("/", "accounts.prefer", &[]).await.assert_says("Today");
    Browser::of(&world, "ana").await.open("/").await.assert_says("Today");
    Browser::of(&world, "ben").await.open("/").await.assert_says("Aujourd'hui");
}

async fn the_theme_stays_chosen(world: World) {
    let mut browser = Browser::of(&world, "ana").await;
    let theme = |page: &Page| page.attributes("html", "data-theme").remove(0).unwrap();
    assert_eq!(theme(&browser.get("/account").await), "auto");
    let mut form = browser.get("/account").await.form_with("accounts.prefer", "theme");
    form.set("theme", "dark");
    let answer = browser.submit(&form).await;
    assert_eq!(theme(&browser.follow(answer).await), "dark");
    let mut form = browser.get("/account").await.form_with("accounts.prefer", "theme");
    form.set("theme", "\"><script>");
    let answer = browser.submit(&form).await;
    assert_eq!(theme(&browser.follow(answer).await), "dark");
}

async fn a_sentence_is_said_once(world: World) {
    let mut browser = Browser::of(&world, "ana").await;
    let page = browser.post("/account", "accounts.sign_out", &[]).await;
    page.assert_says("Vous êtes déconnecté.");
    browser.get("/sign-in").await.assert_hides("Vous êtes déconnecté.");
    for forged in ["<b>hello</b>.", "no-such-key.", "accounts-sign-in", "error-taken.x"] {
        browser.cookies.insert("flash".to_owned(), forged.to_owned());
        let page = browser.get("/sign-in").await;
        page.assert_status(200).assert_hides("hello").assert_hides("no-such-key");
    }
}

async fn the_probes_answer(world: World) {
    let mut browser = Browser::new(&world);
    browser.get("/healthz").await.assert_status(200);
    browser.get("/readyz").await.assert_status(200).assert_says("ready");
    browser.get("/live").await.assert_status(401);
    world.app.db.close().await;
    browser.get("/readyz").await.assert_status(503);
    browser.get("/healthz").await.assert_status(200);
}

async fn only_pages_that_answer_are_offered(world: World) {
    for person in ["ana", "cy", "dora", "emil", "fanny", "gus", "hana", "ines", "jo"] {
        let mut browser = Browser::of(&world, person).await;
        let links = browser.get("/").await.attributes("header a, main a", "href");
        for link in links.into_iter().flatten() {
            let status = browser.open(&link).await.status;
            assert!(status.is_success(), "{person} is offered {link}, which says {status}");
        }
    }
}

async fn a_method_of_nothing_is_refused(world: World) {
    let mut browser = Browser::of(&world, "ana").await;
    for method in [Method::PUT, Method::DELETE, Method::OPTIONS, Method::TRACE] {
        let request = Request::builder().method(method).uri("/account");
        let answer = browser.send(request.body(Body::empty()).unwrap()).await;
        answer.assert_status(405);
    }
}

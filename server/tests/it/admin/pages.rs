//! The pages themselves, over HTTP, as a browser meets them.

use app::{
    access::{Role, journal::Subject},
    accounts::{self},
    context::App,
    grants::{self},
    organisations::{self},
    users::{self},
};
use axum::{body::Body, http::Request};
use http_body_util::BodyExt;
use tower::ServiceExt;
use uuid::Uuid;

use super::{
    ANA, BEN, BOOKING, CITY, CY, FAMILY, HOST, SITE, SUPPORT, actor, hold, lodge, sign_in, tell,
};
use crate::support::world::PASSWORD;

tell!(
    every_page_answers_whom_it_is_for,
    a_refused_form_comes_back_filled,
    a_right_is_given_from_the_page,
);

/// A browser signed in as one person: its session and the token its forms repeat.
struct Browser {
    router: axum::Router,
    cookie: String,
    token: String,
}

struct Page {
    status: u16,
    to: String,
    body: String,
}

impl Browser {
    async fn of(app: &App, email: &str) -> Self {
        let secret = sign_in(app, email, PASSWORD).await.unwrap();
        let known = accounts::service::recognise(app, &secret).await.unwrap().unwrap();
        Self {
            router: server::http::router(app.clone()),
            cookie: format!("session={secret}"),
            token: known.form_token,
        }
    }

    async fn get(&self, address: &str) -> Page {
        let request = Request::get(address).header("cookie", &self.cookie);
        self.send(request.body(Body::empty()).unwrap()).await
    }

    async fn post(&self, address: &str, fields: &[(&str, &str)]) -> Page {
        let mut fields = fields.to_vec();
        fields.push(("form_token", &self.token));
        let body = serde_urlencoded::to_string(fields).unwrap();
        let request = Request::post(address)
            .header("cookie", &self.cookie)
            .header("content-type", "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(body)).unwrap()).await
    }

    async fn send(&self, request: Request<Body>) -> Page {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let to = response.headers().get("location");
        let to = to.map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default();
        let status = response.status().as_u16();
        let body = response.into_body().collect().await.unwrap().to_bytes();
        let body = String::from_utf8(body.to_vec()).unwrap();
        Page { status, to, body }
    }
}

/// Each address, and what it answers the administrator, a coordinator, and the
/// data-protection officer.
fn addresses(grant: Uuid) -> Vec<(String, [u16; 3])> {
    let user = users::path(BEN);
    let text = str::to_owned;
    let (administrator, nobody) = ([200, 403, 403], [404, 403, 403]);
    let (file, reviewers) = ([404, 200, 200], [200, 403, 200]);
    let sites = format!("{user}/grant?role=site_manager&organisation={HOST}&q=lilas");
    let filtered = "/admin/users?q=ben&role=coordinator&state=active&page=2";
    let searched = "/admin/access-log?q=F-0001&from=2026-03-01&to=2026-03-31";
    vec![
        (text("/admin"), reviewers),
        (text("/admin/organisations"), administrator),
        (text("/admin/organisations?q=cap&kind=support&closed=on"), administrator),
        (text("/admin/organisations/new"), administrator),
        (organisations::path(HOST), administrator),
        (organisations::path(ANA), nobody),
        (text("/admin/organisations/nothing"), [404; 3]),
        (text("/admin/users"), administrator),
        (text(filtered), administrator),
        (text("/admin/users/new"), administrator),
        (user.clone(), administrator),
        (users::path(HOST), nobody),
        (format!("{user}/password"), administrator),
        (format!("{user}/grant"), administrator),
        (sites, administrator),
        (grants::path(grant), administrator),
        (text("/admin/roles"), administrator),
        (text("/admin/access-log"), reviewers),
        (text(searched), reviewers),
        (app::journal::path(Subject::Household, FAMILY), file),
        (app::journal::path(Subject::Booking, BOOKING), file),
        (app::journal::path(Subject::Site, SITE), [200; 3]),
        (app::journal::path(Subject::User, BEN), [200, 404, 404]),
        (text("/history/nothing/1"), [404; 3]),
    ]
}

async fn every_page_answers_whom_it_is_for(app: &App) {
    lodge(app, false).await;
    let coordination = hold(app, BEN, Role::Coordinator, CITY).await;
    hold(app, CY, Role::DataProtection, CITY).await;
    let ana = Browser::of(app, "ana@mission.example").await;
    let ben = Browser::of(app, "ben@mission.example").await;
    let cy = Browser::of(app, "cy@mission.example").await;
    for (address, statuses) in addresses(coordination) {
        for (browser, expected) in [&ana, &ben, &cy].into_iter().zip(statuses) {
            let page = browser.get(&address).await;
            assert_eq!(page.status, expected, "{address}");
            assert!(page.body.contains("</h1>"), "{address} has a heading");
        }
    }
    let nobody = Browser { cookie: String::new(), token: String::new(), ..ana };
    assert_eq!(nobody.get("/admin").await.to, "/sign-in?next=%2Fadmin");
}

async fn a_refused_form_comes_back_filled(app: &App) {
    let ana = Browser::of(app, "ana@mission.example").await;
    let city = CITY.to_string();
    let fields = [
        ("do", "users.add"),
        ("name", "Dora Martin"),
        ("email", "ben@mission.example"),
        ("organisation_id", city.as_str()),
        ("password", "lanterne-ruisseau-perle-gare-violon"),
    ];
    let page = ana.post("/admin/users/new", &fields).await;
    assert_eq!(page.status, 422);
    for kept in ["Dora Martin", "ben@mission.example", "lanterne-ruisseau-perle-gare-violon"] {
        assert!(page.body.contains(kept), "{kept} was lost");
    }
    let fields = fields.map(|(name, value)| match name {
        "email" => (name, "dora@mission.example"),
        _ => (name, value),
    });
    let page = ana.post("/admin/users/new", &fields).await;
    assert_eq!(page.status, 303, "{}", page.body);
    let profile = ana.get(&page.to).await.body;
    assert!(profile.contains("Dora Martin"));
    assert!(!profile.contains("ruisseau"), "the passphrase is shown nowhere any more");
}

async fn a_right_is_given_from_the_page(app: &App) {
    let ana = Browser::of(app, "ana@mission.example").await;
    let support = SUPPORT.to_string();
    let mandate = [
        ("do", "organisations.add_mandate"),
        ("organisation", support.as_str()),
        ("label", "Lot 2"),
        ("from", "2026-03-01"),
    ];
    let page = ana.post(&organisations::path(SUPPORT), &mandate).await;
    assert_eq!(page.status, 303, "{}", page.body);
    let address = format!("{}/grant?role=social_worker&organisation={SUPPORT}", users::path(CY));
    let form = ana.get(&address).await.body;
    assert!(form.contains("Lot 2"));
    let actor = actor(app, ANA).await;
    let mandates = organisations::service::mandates(app, &actor, SUPPORT).await.unwrap();
    let (user, mandate) = (CY.to_string(), mandates[0].id.to_string());
    let mut fields = vec![
        ("do", "grants.add"),
        ("user", user.as_str()),
        ("role", "social_worker"),
        ("organisation", support.as_str()),
        ("from", "2026-03-12"),
        ("to", "2026-06-30"),
    ];
    let refused = ana.post(&address, &fields).await;
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("2026-06-30"), "the end was lost");
    fields.push(("mandate_id", &mandate));
    let page = ana.post(&address, &fields).await;
    assert_eq!((page.status, page.to.as_str()), (303, users::path(CY).as_str()), "{}", page.body);
    let again = ana.post(&address, &fields).await;
    assert_eq!(again.status, 409);
    let profile = ana.get(&users::path(CY)).await.body;
    assert!(profile.contains("Lot 2") && profile.contains("30/06/2026"));
}

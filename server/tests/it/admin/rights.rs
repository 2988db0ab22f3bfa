//! Rights: given under a mandate, dated, ended; organisations closed; who may do all that.

use app::{
    access::{Actor, Role, journal::Subject},
    context::App,
    error::AppError,
    grants::{self, Wanted, service::Ending},
    journal::service::Asked,
    organisations::{
        self, Kind,
        service::{Named, NewMandate},
    },
    users::{
        self,
        service::{Edit, NewAccount},
    },
};
use uuid::Uuid;

use super::{
    ANA, BEN, CITY, CY, HOST, OTHER_SITE, SITE, SUPPORT, actor, day, history, hold, key,
    new_account, now, take_back, tell, wanted,
};
use crate::support::world::PASSWORD;

tell!(
    a_right_opens_on_its_night_and_closes_on_its_end,
    a_follow_up_right_is_a_mandates,
    an_organisation_closes_once_no_right_depends_on_it,
    only_the_administrator_administers,
);

async fn a_right_opens_on_its_night_and_closes_on_its_end(app: &App) {
    let ana = actor(app, ANA).await;
    let agent = Wanted {
        from: day(13),
        to: Some(day(15)),
        sites: vec![SITE],
        ..wanted(BEN, Role::FieldAgent, CITY)
    };
    let command = now();
    let id = grants::service::add(app, &ana, command, agent.clone()).await.unwrap();
    assert_eq!(grants::service::add(app, &ana, command, agent.clone()).await, Ok(id));
    assert_eq!(key(grants::service::add(app, &ana, now(), agent).await), "grants-already-until");
    for (night, open) in [(12, false), (13, true), (14, true), (15, false)] {
        app.clock.set(day(night).and_hms_opt(20, 0, 0).unwrap());
        let ben = actor(app, BEN).await;
        assert_eq!(ben.sees_site(SITE), open, "{night}");
        assert!(!ben.sees_site(OTHER_SITE), "{night}");
    }
    app.clock.set(day(13).and_hms_opt(20, 0, 0).unwrap());
    let ana = actor(app, ANA).await;
    let ending =
        |shown| Ending { grant: id, shown, on: day(13), reason: "fin d'opération".to_owned() };
    let stale = grants::service::end(app, &ana, now(), ending(None)).await;
    assert_eq!(key(stale), "journal-stale-by");
    grants::service::end(app, &ana, now(), ending(Some(day(15)))).await.unwrap();
    assert!(!actor(app, BEN).await.sees_site(SITE), "at once");
    let held = grants::service::of_user(app, &ana, BEN).await.unwrap();
    assert_eq!((held.len(), held[0].to_night), (1, Some(day(13))), "what it was stays readable");
    assert_eq!(held[0].sites.len(), 1);
    let told = history(app, &ana, Subject::User, BEN).await.unwrap().told;
    assert_eq!((told[0].action.as_str(), told[0].night), ("grant_ended", day(13)));
    assert_eq!(told[1].changes.len(), 5, "role, organisation, site, from, to");
}

async fn a_follow_up_right_is_a_mandates(app: &App) {
    let ana = actor(app, ANA).await;
    let lot = NewMandate { label: "Lot 2".to_owned(), from: day(1), to: Some(day(20)) };
    let mandate =
        organisations::service::add_mandate(app, &ana, now(), SUPPORT, lot).await.unwrap();
    let worker = Wanted {
        mandate_id: Some(mandate),
        to: Some(day(20)),
        ..wanted(CY, Role::SocialWorker, SUPPORT)
    };
    for (wanted, expected) in [
        (wanted(CY, Role::SocialWorker, SUPPORT), "grants-mandate-needed"),
        (Wanted { to: None, ..worker.clone() }, "grants-mandate-ends"),
        (Wanted { organisation_id: CITY, ..worker.clone() }, "field-choice"),
        (Wanted { user_id: now(), ..worker.clone() }, "error-not-found"),
    ] {
        assert_eq!(key(grants::service::add(app, &ana, now(), wanted).await), expected);
    }
    grants::service::add(app, &ana, now(), worker).await.unwrap();
    assert_eq!(actor(app, CY).await.grants[0].mandate_id, Some(mandate));
    let mandates = organisations::service::mandates(app, &ana, SUPPORT).await.unwrap();
    assert_eq!(mandates.len(), 1);
}

async fn an_organisation_closes_once_no_right_depends_on_it(app: &App) {
    let ana = actor(app, ANA).await;
    let manager = grants::service::add(app, &ana, now(), wanted(BEN, Role::SiteManager, HOST));
    let manager = manager.await.unwrap();
    let close =
        |version, on| organisations::service::set_closed_on(app, &ana, now(), HOST, version, on);
    let held = close(1, Some(day(20))).await;
    let Err(AppError::Conflict(obstacle)) = held else { panic!("closed over Ben's head") };
    assert_eq!(obstacle.message.key, "organisations-close-held");
    assert_eq!(obstacle.alternatives[0].href, grants::path(manager));
    let ending = Ending { grant: manager, shown: None, on: day(20), reason: String::new() };
    grants::service::end(app, &ana, now(), ending).await.unwrap();
    close(1, Some(day(20))).await.unwrap();
    let late = grants::service::add(app, &ana, now(), wanted(CY, Role::Analyst, HOST)).await;
    assert_eq!(key(late), "organisations-closed-then");
    app.clock.set(day(20).and_hms_opt(9, 0, 0).unwrap());
    let ana = actor(app, ANA).await;
    let there =
        NewAccount { organisation_id: HOST, ..new_account("Dora", "dora@amandiers.example") };
    let late = users::service::add(app, &ana, now(), there).await;
    assert_eq!(key(late), "users-organisation-closed");
    organisations::service::set_closed_on(app, &ana, now(), HOST, 2, None).await.unwrap();
    let open = organisations::service::one(app, &ana, HOST).await.unwrap();
    assert_eq!(open.closed_on, None);
}

type Answers = Vec<(&'static str, Result<(), AppError>)>;

/// What each service of the administration answers to one actor.
async fn every_service(app: &App, actor: &Actor) -> Answers {
    let mut answers = of_organisations(app, actor).await;
    answers.extend(of_users(app, actor).await);
    answers.extend(of_grants(app, actor).await);
    answers
}

const NONE: Uuid = Uuid::from_u128(99);

async fn of_organisations(app: &App, actor: &Actor) -> Answers {
    use organisations::service;
    let named = || Named { name: format!("Nouvelle {}", now()), kind: Kind::Other };
    let lot = NewMandate { label: "Lot 1".to_owned(), from: day(12), to: None };
    let listed = service::list(app, actor).await.map(drop);
    let one = service::one(app, actor, HOST).await.map(drop);
    let mandates = service::mandates(app, actor, HOST).await.map(drop);
    let added = service::add(app, actor, now(), named()).await.map(drop);
    let mandate = service::add_mandate(app, actor, now(), NONE, lot).await;
    vec![
        ("organisations", listed),
        ("organisation", one),
        ("mandates", mandates),
        ("add organisation", added),
        ("edit organisation", service::edit(app, actor, now(), NONE, 1, named()).await),
        ("close", service::set_closed_on(app, actor, now(), NONE, 1, None).await),
        ("mandate", mandate.map(drop)),
    ]
}

async fn of_users(app: &App, actor: &Actor) -> Answers {
    use users::service;
    let edit =
        Edit { id: NONE, version: 1, name: "N".to_owned(), email: "n@mission.example".to_owned() };
    let account = new_account("Dora", &format!("d{}@mission.example", now()));
    let phrase = PASSWORD.to_owned();
    let listed = service::list(app, actor).await.map(drop);
    let one = service::one(app, actor, BEN).await.map(drop);
    let sessions = service::sessions(app, actor, BEN).await.map(drop);
    let added = service::add(app, actor, now(), account).await.map(drop);
    let reset = service::reset_password(app, actor, now(), NONE, phrase).await;
    vec![
        ("users", listed),
        ("user", one),
        ("sessions", sessions),
        ("add user", added),
        ("edit user", service::edit(app, actor, now(), edit).await),
        ("disable", service::disable(app, actor, now(), NONE, "").await),
        ("enable", service::enable(app, actor, now(), NONE).await),
        ("reset", reset),
        ("revoke", service::revoke(app, actor, now(), NONE, None).await),
    ]
}

async fn of_grants(app: &App, actor: &Actor) -> Answers {
    use grants::service;
    let ending = Ending { grant: NONE, shown: None, on: day(12), reason: String::new() };
    let give = wanted(NONE, Role::Analyst, CITY);
    let held = service::of_user(app, actor, BEN).await.map(drop);
    let one = service::one(app, actor, NONE).await.map(drop);
    let choices = service::choices(app, actor, None).await.map(drop);
    let given = service::add(app, actor, now(), give).await.map(drop);
    vec![
        ("grants", held),
        ("grant", one),
        ("choices", choices),
        ("give", given),
        ("end", service::end(app, actor, now(), ending).await),
    ]
}

async fn only_the_administrator_administers(app: &App) {
    for role in Role::ALL {
        let grant = hold(app, CY, *role, CITY).await;
        let cy = actor(app, CY).await;
        for (service, answer) in every_service(app, &cy).await {
            let administers = *role == Role::Administrator;
            let expected = matches!(answer, Ok(()) | Err(AppError::NotFound));
            assert_eq!(expected, administers, "{role:?} {service}: {answer:?}");
            if !administers {
                assert_eq!(answer, Err(AppError::Forbidden), "{role:?} {service}");
            }
        }
        let log = app::journal::service::access_log(app, &cy, Asked::default()).await;
        let reviews = matches!(role, Role::Administrator | Role::DataProtection);
        assert_eq!(log.is_ok(), reviews, "{role:?}");
        for subject in [Subject::User, Subject::Organisation] {
            let id = if subject == Subject::User { BEN } else { HOST };
            let found = history(app, &cy, subject, id).await;
            let expected = *role == Role::Administrator;
            assert_eq!(found.is_ok(), expected, "{role:?} {subject:?}");
        }
        take_back(app, grant).await;
    }
}

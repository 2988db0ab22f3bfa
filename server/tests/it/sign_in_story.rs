//! Signing in, staying signed in, and being shown out.

use app::{
    accounts::{
        User, rules,
        service::{self, SignedIn},
        store,
    },
    error::{AppError, Outcome},
};

use crate::support::{
    rows,
    world::{PASSWORD, World, id, moment},
};

on_both!(
    the_right_password_opens_a_session,
    a_wrong_password_and_an_unknown_account_have_one_answer,
    after_ten_failures_one_waits_a_quarter_of_an_hour,
    one_account_waiting_keeps_nobody_else_out,
    those_who_sign_in_do_not_count_as_failures_of_their_office,
    a_disabled_account_is_out_at_once,
    a_session_nobody_uses_ends,
    a_session_in_use_ends_after_twelve_hours,
    a_revoked_session_is_out_at_once,
    the_devices_of_a_person_are_listed,
    a_new_password_ends_every_session,
    rights_begin_and_end_on_their_nights,
);

const OFFICE: &str = "192.0.2.7";
const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/148.0";

async fn sign_in(world: &World, name: &str, password: &str) -> Outcome<SignedIn> {
    let email = rows::find(name).email();
    service::sign_in(&world.app, &email, password, OFFICE, FIREFOX).await
}

async fn signed_in(world: &World, name: &str) -> String {
    sign_in(world, name, PASSWORD).await.unwrap_or_else(|error| panic!("{error:?}")).secret
}

async fn is_known(world: &World, secret: &str) -> bool {
    service::recognise(&world.app, secret).await.unwrap().is_some()
}

fn key(error: &AppError) -> &'static str {
    error.message().key
}

async fn user(world: &World, name: &str) -> User {
    store::user(&world.app.db, id(name)).await.unwrap().unwrap()
}

async fn the_right_password_opens_a_session(world: World) {
    let secret = signed_in(&world, "ana").await;
    let known = service::recognise(&world.app, &secret).await.unwrap().unwrap();
    assert_eq!(known.actor.user_id, id("ana"));
    assert_eq!(known.actor.role(), "coordinator");
    assert_eq!(known.user.organisation, "Ville de Cormeroy");
    assert!(!is_known(&world, "").await);
    assert!(!is_known(&world, &known.form_token).await);
}

async fn a_wrong_password_and_an_unknown_account_have_one_answer(world: World) {
    let wrong = sign_in(&world, "ana", "corbeau lanterne 48 quai").await;
    let unknown =
        service::sign_in(&world.app, "nobody@city.example", PASSWORD, OFFICE, FIREFOX).await;
    let (wrong, unknown) = (wrong.err().unwrap(), unknown.err().unwrap());
    assert_eq!(key(&wrong), "accounts-sign-in-refused");
    assert_eq!(wrong, unknown);
    assert_eq!(world.count("select count(*) from session").await, 0);
}

async fn after_ten_failures_one_waits_a_quarter_of_an_hour(world: World) {
    for _ in 0..rules::ATTEMPTS_MAX {
        let refused = sign_in(&world, "ana", "wrong").await.err().unwrap();
        assert_eq!(key(&refused), "accounts-sign-in-refused");
    }
    let refused = sign_in(&world, "ana", PASSWORD).await.err().unwrap();
    assert_eq!(key(&refused), "accounts-sign-in-wait");
    world.wait_minutes(rules::ATTEMPTS_MINUTES - 1);
    let refused = sign_in(&world, "ana", PASSWORD).await.err().unwrap();
    assert_eq!(key(&refused), "accounts-sign-in-wait");
    world.wait_minutes(rules::ATTEMPTS_MINUTES);
    signed_in(&world, "ana").await;
}

async fn one_account_waiting_keeps_nobody_else_out(world: World) {
    for _ in 0..=rules::ATTEMPTS_MAX {
        sign_in(&world, "ana", "wrong").await.err().unwrap();
    }
    signed_in(&world, "ben").await;
}

async fn those_who_sign_in_do_not_count_as_failures_of_their_office(world: World) {
    sign_in(&world, "ana", "wrong").await.err().unwrap();
    for name in ["ana", "ben", "dora"] {
        world.wait_minutes(1);
        signed_in(&world, name).await;
    }
    // Ana's own failure is forgotten with her signing in, the office's is not.
    assert_eq!(world.count("select count(*) from sign_in_attempt").await, 1);
}

async fn disable(world: &World, name: &str) {
    let mut tx = world.app.db.begin().await.unwrap();
    let now = Some(world.clock.now());
    store::set_disabled(&mut tx, id(name), now).await.unwrap();
    tx.save().await.unwrap();
}

async fn a_disabled_account_is_out_at_once(world: World) {
    let secret = signed_in(&world, "ben").await;
    disable(&world, "ben").await;
    assert!(!is_known(&world, &secret).await);
    let refused = sign_in(&world, "ben", PASSWORD).await.err().unwrap();
    assert_eq!(key(&refused), "accounts-sign-in-refused");
}

async fn a_session_nobody_uses_ends(world: World) {
    let secret = signed_in(&world, "ana").await;
    world.wait_minutes(rules::IDLE_MINUTES_MAX - 1);
    assert!(is_known(&world, &secret).await);
    world.wait_minutes(rules::IDLE_MINUTES_MAX - 1);
    assert!(is_known(&world, &secret).await, "it was used meanwhile");
    world.wait_minutes(rules::IDLE_MINUTES_MAX);
    assert!(!is_known(&world, &secret).await);
}

async fn a_session_in_use_ends_after_twelve_hours(world: World) {
    let secret = signed_in(&world, "ana").await;
    let visits = rules::SESSION_HOURS_MAX * 60 / 20;
    for _ in 1..visits {
        world.wait_minutes(20);
        assert!(is_known(&world, &secret).await);
    }
    world.wait_minutes(20);
    assert!(!is_known(&world, &secret).await);
}

async fn a_revoked_session_is_out_at_once(world: World) {
    let (phone, desk) = (signed_in(&world, "ana").await, signed_in(&world, "ana").await);
    let ana = world.actor("ana").await;
    let ben = world.actor("ben").await;
    let sessions = service::sessions(&world.app, &ana).await.unwrap();
    for session in &sessions {
        service::revoke(&world.app, &ben, &session.token_hash).await.unwrap();
    }
    assert!(is_known(&world, &phone).await, "nobody ends another's session");
    service::sign_out(&world.app, &ana, &phone).await.unwrap();
    assert!(!is_known(&world, &phone).await);
    assert!(is_known(&world, &desk).await);
}

async fn the_devices_of_a_person_are_listed(world: World) {
    let ana = world.actor("ana").await;
    let devices = async || service::sessions(&world.app, &ana).await.unwrap();
    assert!(devices().await.is_empty());
    signed_in(&world, "ben").await;
    signed_in(&world, "ana").await;
    world.wait_minutes(10);
    let recent = signed_in(&world, "ana").await;
    let list = devices().await;
    assert_eq!(list.len(), 2);
    assert!(list.iter().all(|session| session.agent == "Firefox · Linux"));
    assert!(list[0].seen_at > list[1].seen_at, "latest first");
    world.wait_minutes(25);
    assert_eq!(devices().await.len(), 1, "the idle one has ended");
    service::sign_out(&world.app, &ana, &recent).await.unwrap();
    assert!(devices().await.is_empty());
}

async fn a_new_password_ends_every_session(world: World) {
    let secret = signed_in(&world, "ana").await;
    let ana = user(&world, "ana").await;
    let change = async |current: &str, wanted: &str| {
        service::change_password(&world.app, &ana, current, wanted).await
    };
    let wanted = "marguerite pavé 12 tambour";
    let wrong = change("not this one", wanted).await.unwrap_err();
    assert_eq!(key(&wrong), "accounts-password-wrong");
    let short = change(PASSWORD, "court").await.unwrap_err();
    assert_eq!(key(&short), "accounts-password-short");
    assert!(is_known(&world, &secret).await);
    change(PASSWORD, wanted).await.unwrap();
    assert!(!is_known(&world, &secret).await);
    sign_in(&world, "ana", PASSWORD).await.err().unwrap();
    sign_in(&world, "ana", wanted).await.ok().unwrap();
}

async fn rights_begin_and_end_on_their_nights(world: World) {
    let mut tx = world.app.db.begin().await.unwrap();
    let ended = app::execute!(
        tx,
        "update access_grant set to_night = $2 where user_id = $1",
        id("ana"),
        world.clock.tonight() + chrono::Duration::days(1)
    );
    assert_eq!(ended.unwrap(), 1);
    tx.save().await.unwrap();
    assert_eq!(world.actor("ana").await.role(), "coordinator");
    // Until six in the morning it is still the last night.
    world.clock.set(moment("2026-03-13T05:59"));
    assert_eq!(world.actor("ana").await.role(), "coordinator");
    world.clock.set(moment("2026-03-13T06:00"));
    assert_eq!(world.actor("ana").await.role(), "none");
}

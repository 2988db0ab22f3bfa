//! Accounts: added, renamed, shut out, let in again.

use app::{
    access::{Role, journal::Subject},
    context::App,
    error::AppError,
    grants::{self, service::Ending},
    journal::rules::Shown,
    organisations::{self, Kind, service::Named},
    users::{
        self,
        service::{Edit, NewAccount},
    },
};

use super::{
    ANA, BEN, CITY, CY, HOST, actor, day, history, hold, is_known, key, new_account, now, sign_in,
    tell,
};
use crate::support::world::PASSWORD;

tell!(
    an_account_is_added_once_and_signs_in,
    a_disabled_account_is_out_at_once_and_may_come_back,
    nobody_shuts_out_themselves_or_the_last_administrator,
    another_password_and_a_lost_phone,
    a_form_that_shows_something_old_is_refused,
);

async fn an_account_is_added_once_and_signs_in(app: &App) {
    let ana = actor(app, ANA).await;
    let command = now();
    let first =
        users::service::add(app, &ana, command, new_account("Dora", "Dora@Mission.example"));
    let first = first.await.unwrap();
    let again =
        users::service::add(app, &ana, command, new_account("Dora", "Dora@Mission.example"));
    assert_eq!(again.await.unwrap(), first);
    let other = users::service::add(app, &ana, now(), new_account("D", "dora@mission.example"));
    assert_eq!(key(other.await), "users-email-taken");
    let weak = NewAccount {
        password: "dora.mission".to_owned(),
        ..new_account("Dora", "d@mission.example")
    };
    assert_eq!(key(users::service::add(app, &ana, now(), weak).await), "accounts-password-common");
    assert!(sign_in(app, "dora@mission.example", PASSWORD).await.is_ok());
    let listed = users::service::list(app, &ana).await.unwrap();
    let dora = listed.iter().find(|user| user.account.id == first).unwrap();
    assert!(dora.rights.is_empty(), "an account reaches nothing by itself");
}

async fn a_disabled_account_is_out_at_once_and_may_come_back(app: &App) {
    let ana = actor(app, ANA).await;
    let secret = sign_in(app, "ben@mission.example", PASSWORD).await.unwrap();
    assert!(is_known(app, &secret).await);
    users::service::disable(app, &ana, now(), BEN, "téléphone perdu").await.unwrap();
    assert!(!is_known(app, &secret).await);
    assert!(sign_in(app, "ben@mission.example", PASSWORD).await.is_err());
    assert!(users::service::sessions(app, &ana, BEN).await.unwrap().is_empty());
    let again = users::service::disable(app, &ana, now(), BEN, "").await;
    assert_eq!(key(again), "users-already-disabled");
    users::service::enable(app, &ana, now(), BEN).await.unwrap();
    assert!(!is_known(app, &secret).await, "the old device stays out");
    assert!(sign_in(app, "ben@mission.example", PASSWORD).await.is_ok());
    let told = history(app, &ana, Subject::User, BEN).await.unwrap().told;
    let actions: Vec<_> = told.iter().map(|told| told.action.as_str()).collect();
    assert_eq!(actions, ["enabled", "disabled"]);
    assert_eq!(told[1].reason, Some(Shown::Text("téléphone perdu".to_owned())));
}

async fn nobody_shuts_out_themselves_or_the_last_administrator(app: &App) {
    let ana = actor(app, ANA).await;
    let oneself = users::service::disable(app, &ana, now(), ANA, "").await;
    assert_eq!(key(oneself), "users-disable-oneself");
    let own = users::service::reset_password(app, &ana, now(), ANA, PASSWORD.to_owned()).await;
    assert_eq!(key(own), "users-reset-oneself");
    let right = grants::service::of_user(app, &ana, ANA).await.unwrap().remove(0);
    let ending = |on| Ending { grant: right.id, shown: None, on, reason: String::new() };
    let own = grants::service::end(app, &ana, now(), ending(day(20))).await;
    assert_eq!(key(own), "grants-last-administrator");
    hold(app, BEN, Role::Administrator, CITY).await;
    let ben = actor(app, BEN).await;
    let (first, second) = tokio::join!(
        users::service::disable(app, &ana, now(), BEN, ""),
        users::service::disable(app, &ben, now(), ANA, ""),
    );
    let mut answers = [first, second];
    answers.sort_by_key(Result::is_err);
    assert_eq!(answers, [Ok(()), Err(AppError::SignedOut)], "one of them stays");
}

async fn another_password_and_a_lost_phone(app: &App) {
    let ana = actor(app, ANA).await;
    let phone = sign_in(app, "ben@mission.example", PASSWORD).await.unwrap();
    let desk = sign_in(app, "ben@mission.example", PASSWORD).await.unwrap();
    let sessions = users::service::sessions(app, &ana, BEN).await.unwrap();
    assert_eq!(sessions.len(), 2);
    let hash = sessions[0].token_hash.clone();
    users::service::revoke(app, &ana, now(), CY, Some(&hash)).await.unwrap();
    assert!(is_known(app, &phone).await && is_known(app, &desk).await, "nobody else's device");
    users::service::revoke(app, &ana, now(), BEN, Some(&hash)).await.unwrap();
    assert!(is_known(app, &phone).await != is_known(app, &desk).await, "one device, not both");
    let other = users::passphrase::propose();
    users::service::reset_password(app, &ana, now(), BEN, other.clone()).await.unwrap();
    assert!(!is_known(app, &phone).await && !is_known(app, &desk).await);
    assert!(sign_in(app, "ben@mission.example", PASSWORD).await.is_err());
    let secret = sign_in(app, "ben@mission.example", &other).await.unwrap();
    users::service::revoke(app, &ana, now(), BEN, None).await.unwrap();
    assert!(!is_known(app, &secret).await);
    let told = history(app, &ana, Subject::User, BEN).await.unwrap().told;
    assert!(told.iter().all(|told| told.changes.is_empty()), "no password is ever in the journal");
}

async fn a_form_that_shows_something_old_is_refused(app: &App) {
    let ana = actor(app, ANA).await;
    let account = users::service::one(app, &ana, BEN).await.unwrap();
    let edit = |name: &str| Edit {
        id: BEN,
        version: account.version,
        name: name.to_owned(),
        email: account.email.clone(),
    };
    let command = now();
    users::service::edit(app, &ana, command, edit("Benoît")).await.unwrap();
    users::service::edit(app, &ana, command, edit("Benoît")).await.unwrap();
    let late = users::service::edit(app, &ana, now(), edit("Benjamin")).await;
    let Err(AppError::Conflict(obstacle)) = late else {
        panic!("the last one wrote over the first")
    };
    assert_eq!(obstacle.message.key, "journal-stale-by");
    assert_eq!(users::service::one(app, &ana, BEN).await.unwrap().name, "Benoît");

    let named = |name: &str| Named { name: name.to_owned(), kind: Kind::Host };
    let first = organisations::service::edit(app, &ana, now(), HOST, 1, named("Amandiers")).await;
    assert_eq!(first, Ok(()));
    let late =
        organisations::service::set_closed_on(app, &ana, now(), HOST, 1, Some(day(20))).await;
    assert_eq!(key(late), "journal-stale-by");
    let same = organisations::service::edit(app, &ana, now(), HOST, 2, named("cap LOGIS")).await;
    assert_eq!(key(same), "organisations-name-taken");
    let taken = Edit { version: 2, email: "cy@mission.example".to_owned(), ..edit("Benoît") };
    assert_eq!(key(users::service::edit(app, &ana, now(), taken).await), "users-email-taken");
}

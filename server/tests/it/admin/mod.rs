//! Organisations, users, rights, histories: through their services and their pages.

mod histories;
mod pages;
mod people;
mod rights;

use app::{
    access::{self, Actor, Role, journal::Subject},
    accounts::{self, store::NewUser},
    context::App,
    error::AppError,
    execute,
    grants::{self, Wanted},
    journal::service::History,
    organisations::{self, Kind},
    users::service::NewAccount,
};
use chrono::NaiveDate;
use uuid::Uuid;

use crate::support::world::PASSWORD;

pub(crate) const CITY: Uuid = Uuid::from_u128(1);
pub(crate) const OTHER_CITY: Uuid = Uuid::from_u128(2);
pub(crate) const HOST: Uuid = Uuid::from_u128(3);
pub(crate) const SUPPORT: Uuid = Uuid::from_u128(4);
pub(crate) const ANA: Uuid = Uuid::from_u128(11);
pub(crate) const BEN: Uuid = Uuid::from_u128(12);
pub(crate) const CY: Uuid = Uuid::from_u128(13);
pub(crate) const SITE: Uuid = Uuid::from_u128(21);
pub(crate) const OTHER_SITE: Uuid = Uuid::from_u128(22);
pub(crate) const FAMILY: Uuid = Uuid::from_u128(31);
pub(crate) const BOOKING: Uuid = Uuid::from_u128(41);

pub(crate) fn day(d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, d).unwrap()
}

/// Runs each story on both engines, in the world and beside it: a city with Ana, its
/// administrator, and Ben and Cy without any right; a host with a site; an operator.
macro_rules! tell {
    ($($story:ident),+ $(,)?) => { $(
        mod $story {
            use crate::{admin, support::world};

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                world::on_sqlite(async |world| {
                    admin::settle(&world.app).await;
                    super::$story(&world.app).await;
                })
                .await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                world::on_postgres(async |world| {
                    admin::settle(&world.app).await;
                    super::$story(&world.app).await;
                })
                .await;
            }
        }
    )+ };
}
pub(crate) use tell;

pub(crate) async fn settle(app: &App) {
    let at = app.clock.now();
    let mut tx = app.db.begin().await.unwrap();
    for (id, name, kind) in [
        (CITY, "Mission", Kind::City),
        (OTHER_CITY, "Autre ville", Kind::City),
        (HOST, "Les Amandiers", Kind::Host),
        (SUPPORT, "Cap Logis", Kind::Support),
    ] {
        organisations::store::insert(&mut tx, id, name, kind, at).await.unwrap();
    }
    let hash = accounts::password::hash_password(PASSWORD.to_owned()).await.unwrap();
    for (id, name) in [(ANA, "Ana"), (BEN, "Ben"), (CY, "Cy")] {
        let user = NewUser {
            id,
            organisation_id: CITY,
            email: &format!("{}@mission.example", name.to_lowercase()),
            name,
            password_hash: &hash,
        };
        accounts::store::insert_user(&mut tx, user, at).await.unwrap();
    }
    for (id, code, name, manager) in
        [(SITE, "S-00001", "Le Tilleul", HOST), (OTHER_SITE, "S-00002", "Les Lilas", CITY)]
    {
        execute!(
            tx,
            "insert into site (id, code, name, kind, measure, state, manager_id, territory, territory_name, created_at)
             values ($1, $2, $3, 'sas', 'by_unit', 'open', $4, '75119', 'Paris 19e', $5)",
            id, code, name, manager, at
        )
        .unwrap();
    }
    tx.save().await.unwrap();
    hold(app, ANA, Role::Administrator, CITY).await;
}

/// A right from the start of the month on, given by nobody.
pub(crate) async fn hold(app: &App, user_id: Uuid, role: Role, organisation_id: Uuid) -> Uuid {
    let id = Uuid::now_v7();
    let wanted = Wanted {
        user_id,
        role,
        organisation_id,
        mandate_id: None,
        sites: Vec::new(),
        from: day(1),
        to: None,
    };
    let mut tx = app.db.begin().await.unwrap();
    grants::store::insert(&mut tx, id, &wanted, ANA, app.clock.now()).await.unwrap();
    tx.save().await.unwrap();
    id
}

/// A family of the city, promised a place at the host's site yesterday morning.
pub(crate) async fn lodge(app: &App, restricted: bool) {
    let at = app.clock.now();
    let mut tx = app.db.begin().await.unwrap();
    execute!(
        tx,
        "insert into household (id, code, organisation_id, restricted, created_at)
         values ($1, 'F-0001', $2, $3, $4)",
        FAMILY,
        CITY,
        restricted,
        at
    )
    .unwrap();
    execute!(
        tx,
        "insert into booking (id, code, household_id, site_id, state, persons, agreed_from, from_night, created_at)
         values ($1, 'R-0001', $2, $3, 'arrived', 3, $4, $4, $5)",
        BOOKING, FAMILY, SITE, day(11), at
    )
    .unwrap();
    tx.save().await.unwrap();
}

pub(crate) async fn note(
    app: &App,
    subject: Subject,
    id: Uuid,
    action: &'static str,
    after: serde_json::Value,
) {
    let change = access::journal::Change {
        command: Uuid::now_v7(),
        subject,
        subject_id: id,
        action,
        night: app.clock.tonight(),
        before: None,
        after: Some(&after),
        reason: None,
    };
    let mut tx = app.db.begin().await.unwrap();
    access::journal::record(&mut tx, &app.clock, None, change).await.unwrap();
    tx.save().await.unwrap();
}

pub(crate) async fn actor(app: &App, user: Uuid) -> Actor {
    let known = accounts::store::user(&app.db, user).await.unwrap().unwrap();
    let tonight = app.clock.tonight();
    Actor {
        user_id: user,
        name: known.name,
        organisation_id: known.organisation_id,
        grants: access::store::grants_of(&app.db, user, tonight).await.unwrap(),
        tonight,
    }
}

pub(crate) fn wanted(user_id: Uuid, role: Role, organisation_id: Uuid) -> Wanted {
    Wanted {
        user_id,
        role,
        organisation_id,
        mandate_id: None,
        sites: Vec::new(),
        from: day(12),
        to: None,
    }
}

pub(crate) fn new_account(name: &str, email: &str) -> NewAccount {
    NewAccount {
        organisation_id: CITY,
        name: name.to_owned(),
        email: email.to_owned(),
        password: PASSWORD.to_owned(),
    }
}

pub(crate) fn now() -> Uuid {
    Uuid::now_v7()
}

#[track_caller]
pub(crate) fn key<T>(answer: Result<T, AppError>) -> &'static str {
    match answer {
        Ok(_) => panic!("accepted"),
        Err(AppError::Invalid { fields }) => fields[0].1.key,
        Err(error) => error.message().key,
    }
}

/// Signs in; the answer is the session's secret.
pub(crate) async fn sign_in(app: &App, email: &str, password: &str) -> Result<String, AppError> {
    let signed = accounts::service::sign_in(app, email, password, "office", "Firefox/1").await?;
    Ok(signed.secret)
}

pub(crate) async fn is_known(app: &App, secret: &str) -> bool {
    accounts::service::recognise(app, secret).await.unwrap().is_some()
}

pub(crate) async fn take_back(app: &App, grant: Uuid) {
    let mut tx = app.db.begin().await.unwrap();
    let ended = grants::store::set_end(&mut tx, grant, None, day(1)).await.unwrap();
    assert_eq!(ended, 1);
    tx.save().await.unwrap();
}

pub(crate) async fn history(
    app: &App,
    actor: &Actor,
    subject: Subject,
    id: Uuid,
) -> Result<History, AppError> {
    app::journal::service::history(app, actor, subject, id, None).await
}

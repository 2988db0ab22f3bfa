//! The whole database as text: out of one engine, into the other, and nothing is lost.

use std::io::Cursor;

use app::{
    clock::Clock,
    db::{
        Db,
        dump::{DumpError, Present},
    },
    live::{EVERYTHING, Live},
};
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use uuid::Uuid;

use crate::support::{
    postgres,
    source::files,
    world::{Empty, World, id, moment},
};

async fn open(empty: &Empty) -> Db {
    Db::open(&empty.url, Live::default()).await.unwrap()
}

/// The header, and the rows.
async fn dump(db: &Db) -> (String, String) {
    let mut bytes = Vec::new();
    let now = Clock::stopped_at(moment("2026-03-12T18:30")).now();
    db.dump(&mut bytes, now).await.unwrap();
    let text = String::from_utf8(bytes).unwrap();
    let (header, rows) = text.split_once('\n').unwrap();
    (header.to_owned(), rows.to_owned())
}

async fn load(db: &Db, (header, rows): &(String, String)) -> Result<(), DumpError> {
    let input = Cursor::new(format!("{header}\n{rows}"));
    db.load(input, Present::Refuse).await.map(|_| ())
}

/// What text and numbers can hold that something on the way might not.
const HARD: [&str; 4] = [
    r#"update site set name = E'L''Étape « n°2 » \t\\ "x" \r\n {} 🏠', latitude = 48.856613999999993, longitude = -1e-7"#,
    "update user_account set created_at = '2026-03-12T17:30:00.000001Z'",
    "update household set note = ''",
    "update unit set connects_to = (select other.id from unit other
       where other.site_id = unit.site_id and other.id <> unit.id limit 1)",
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_table_goes_to_the_other_engine_and_back() {
    let Some(server) = postgres::server() else {
        return;
    };
    let first = Empty::postgres(server).await;
    let db = open(&first).await;
    db.migrate().await.unwrap();
    let mut connection = PgConnection::connect(&first.url).await.unwrap();
    let samples = files("server/tests/it/samples", ".sql").into_iter();
    let hard = HARD.map(|sql| (String::new(), sql.to_owned()));
    for (path, sql) in samples.chain(hard) {
        let done = sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut connection);
        done.await.unwrap_or_else(|error| panic!("{path} after every migration: {error}"));
    }
    let before = dump(&db).await;
    let counts = db.counts().await.unwrap();
    assert!(counts.iter().all(|(_, rows)| *rows > 0), "{counts:?}");

    let sqlite = Empty::sqlite();
    let other = open(&sqlite).await;
    load(&other, &before).await.unwrap();
    let between = dump(&other).await;
    assert_eq!(between.1, before.1);

    let last = Empty::postgres(server).await;
    let back = open(&last).await;
    load(&back, &between).await.unwrap();
    assert_eq!(dump(&back).await.1, before.1);
}

/// The triggers and the checks of PostgreSQL are put aside for a load, and given back.
async fn what_was_loaded_is_guarded_as_before(world: World) {
    let dumped = dump(&world.app.db).await;
    let Some(empty) = like(&world).await else {
        return;
    };
    let db = open(&empty).await;
    load(&db, &dumped).await.unwrap();
    assert_eq!(dump(&db).await.1, dumped.1);
    let unknown = Uuid::from_u128(1);
    let mut tx = db.begin().await.unwrap();
    let orphan = app::execute!(
        tx,
        "insert into household_circle (household_id, user_id) values ($1, $2)",
        unknown,
        unknown
    );
    let refused = match orphan {
        Err(_) => {
            drop(tx);
            true
        }
        Ok(_) => tx.save().await.is_err(),
    };
    assert!(refused, "a reference to nothing is refused again");
    let again = load(&db, &dumped).await.unwrap_err().to_string();
    assert!(again.contains("the database is not empty"), "{again}");
}

/// What does not load leaves nothing behind.
async fn half_a_dump_loads_nothing(world: World) {
    let (header, rows) = dump(&world.app.db).await;
    let half: Vec<_> = rows.lines().take(rows.lines().count() / 2).collect();
    let Some(empty) = like(&world).await else {
        return;
    };
    let db = open(&empty).await;
    let refused = load(&db, &(header, half.join("\n"))).await.unwrap_err();
    assert!(refused.to_string().contains("cut short"), "{refused}");
    assert!(db.is_empty().await.unwrap());
}

/// What others write meanwhile is in a dump altogether or not at all.
async fn a_dump_does_not_see_what_is_not_kept(world: World) {
    let before = dump(&world.app.db).await;
    let mut tx = world.app.db.begin().await.unwrap();
    app::execute!(tx, "update user_account set theme = 'dark'").unwrap();
    let during = dump(&world.app.db).await;
    tx.save().await.unwrap();
    assert_eq!(during, before);
    assert_ne!(dump(&world.app.db).await, before);
}

/// A served database is not replaced, and one being replaced is not served.
async fn a_database_is_served_or_replaced(world: World) {
    let db = &world.app.db;
    let attending = db.attend().await.unwrap();
    assert!(attending.is_some());
    assert!(db.hold().await.unwrap().is_none());
    let Some(empty) = like(&world).await else {
        return;
    };
    let other = open(&empty).await;
    let held = other.hold().await.unwrap();
    assert!(held.is_some());
    assert!(other.attend().await.unwrap().is_none());
}

on_both![
    what_was_loaded_is_guarded_as_before,
    half_a_dump_loads_nothing,
    a_dump_does_not_see_what_is_not_kept,
    a_database_is_served_or_replaced,
];

/// An empty database of the world's engine.
async fn like(world: &World) -> Option<Empty> {
    match world.app.db.file() {
        Some(_) => Some(Empty::sqlite()),
        None => Some(Empty::postgres(postgres::server()?).await),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_process_hears_what_others_changed_and_not_itself() {
    let Some(server) = postgres::server() else {
        return;
    };
    let empty = Empty::postgres(server).await;
    let (here, there) = (open(&empty).await, open(&empty).await);
    here.migrate().await.unwrap();
    let mut presence = here.attend().await.unwrap().unwrap();
    for (db, name) in [(&here, "own"), (&there, "other"), (&there, "last")] {
        let mut tx = db.begin().await.unwrap();
        tx.touch(id(name));
        tx.save().await.unwrap();
    }
    let mut heard = Vec::new();
    while heard.last() != Some(&id("last")) {
        heard.extend(presence.changes(here.live()).await.unwrap());
    }
    assert_eq!(heard, [id("other"), id("last")]);

    // Whoever was deaf for a moment does not know what was said.
    let mut connection = PgConnection::connect(&empty.url).await.unwrap();
    sqlx::query(
        "select pg_terminate_backend(pid) from pg_stat_activity where query ilike 'listen%'",
    )
    .execute(&mut connection)
    .await
    .unwrap();
    assert_eq!(presence.changes(here.live()).await.unwrap(), [EVERYTHING]);
}

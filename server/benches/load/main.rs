//! What Escale does in a second, beside what the machine does without it.
//!
//! `make bench` runs it on a release build: a world of 10 000 units and 300 000 bookings,
//! pages through sockets under `wrk`, bookings through the service, and the same rows
//! inserted with no application around them. Prints a Markdown table.

#![expect(
    clippy::unwrap_used,
    clippy::cast_precision_loss,
    clippy::needless_pass_by_value,
    clippy::needless_range_loop,
    dead_code,
    reason = "a measurement stops at the first surprise, and borrows the tests' own PostgreSQL"
)]

use std::{
    env,
    process::Command,
    sync::Arc,
    time::{Duration, Instant},
};

use app::{
    access::{self, Actor},
    accounts,
    bookings::{Claim, Firmness, NewBooking, service::place},
    clock::Clock,
    context::{App, Settings},
    db::Db,
    live::Live,
    nights::Nights,
    places::{Wish, rules::find},
};
use chrono::{Days, NaiveDate};
use sqlx::{ConnectOptions, Connection};
use uuid::Uuid;

#[path = "../../tests/it/support/postgres.rs"]
mod postgres;
mod trend;
mod world;

use world::{PASSWORD, Size, World};

const CLIENTS: usize = 8;
const SECONDS: u64 = 5;

#[tokio::main]
async fn main() {
    let size = Size {
        sites: 250,
        units: 40,
        stays: env::var("ESCALE_BENCH_STAYS").ok().and_then(|text| text.parse().ok()).unwrap_or(30),
    };
    println!("| what | figure |\n|---|---|");
    row("world", format!("{} units, {} bookings", size.units_in_all(), size.bookings()));
    let folder =
        tempfile::tempdir_in(env::var("ESCALE_BENCH_FOLDER").unwrap_or_else(|_| ".".to_owned()))
            .expect("a folder");
    let url = format!("sqlite:{}", folder.path().join("bench.db").display());
    let made = open(&url, size).await;
    trend::year(&made.app).await;
    reads(&made).await;
    writes("SQLite", &made).await;
    raw_sqlite(&url).await;
    if let Some(server) = postgres::server() {
        let name = server.create(None).await;
        let made = open(&server.url(&name), Size { stays: 3, ..size }).await;
        writes("PostgreSQL", &made).await;
        raw_postgres(&server.url(&name), &made).await;
    }
}

fn row(what: &str, figure: String) {
    println!("| {what} | {figure} |");
}

struct Made {
    app: App,
    world: World,
    actor: Actor,
}

async fn open(url: &str, size: Size) -> Made {
    let db = Db::open(url, Live::default()).await.expect("opens");
    db.migrate().await.expect("migrates");
    let clock = Clock::stopped_at("2026-03-12T18:30:00".parse().expect("a moment"));
    let app = App { db, clock, index: Arc::default(), settings: Settings::default().into() };
    let world = world::fill(&app, size).await.expect("fills");
    let start = Instant::now();
    app::ledger::service::rebuild(&app.db).await.expect("counts");
    row("rebuilding the night ledger", format!("{:.1} s", start.elapsed().as_secs_f64()));
    let start = Instant::now();
    app.index.rebuild(&app.db, app.clock.tonight()).await.expect("reads");
    row("rebuilding the night index", format!("{:.0} ms", start.elapsed().as_secs_f64() * 1e3));
    let tonight = app.clock.tonight();
    let actor = Actor {
        user_id: world.user,
        name: "Ana".to_owned(),
        organisation_id: world.city,
        grants: access::store::grants_of(&app.db, world.user, tonight).await.expect("grants"),
        tonight,
    };
    Made { app, world, actor }
}

async fn reads(made: &Made) {
    in_process(made);
    let secret =
        accounts::service::sign_in(&made.app, "ana@bench.example", PASSWORD, "bench", "bench")
            .await
            .expect("signs in")
            .secret;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("listens");
    let address = listener.local_addr().expect("an address");
    let router = server::http::router(made.app.clone());
    tokio::spawn(async move { axum::serve(listener, router).await });
    let tonight = made.app.clock.tonight();
    let to = tonight + Days::new(7);
    let wish = format!("adults=2&children=2&from={tonight}&to={to}");
    for (what, path) in [
        ("signing-in page", "/sign-in".to_owned()),
        ("find a place, JSON", format!("/api/places?{wish}")),
        ("find a place, page", format!("/places?{wish}")),
        ("a household", format!("/households/{}", made.world.household)),
        ("a board, 40 units × 31 nights", format!("/board?site={}", made.world.site)),
        ("Aujourd'hui", "/".to_owned()),
        ("a booking", format!("/bookings/{}", made.world.booking)),
    ] {
        let url = format!("http://{address}{path}");
        let cookie = format!("Cookie: session={secret}");
        row(what, wrk(&url, &cookie).await);
    }
}

/// Requests a second and latencies, as `wrk` counts them.
async fn wrk(url: &str, cookie: &str) -> String {
    let (url, cookie) = (url.to_owned(), cookie.to_owned());
    let output = tokio::task::spawn_blocking(move || {
        Command::new("wrk")
            .args(["-t1", "-c8", "-d", "5s", "--latency", "-H", &cookie, &url])
            .output()
    });
    let Ok(Ok(output)) = output.await else {
        return "wrk is not installed".to_owned();
    };
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let value = |mark: &str| {
        let line = text.lines().find(|line| line.trim_start().starts_with(mark));
        line.and_then(|line| line.split_whitespace().last()).unwrap_or("?").to_owned()
    };
    let failed = text
        .lines()
        .find(|line| line.contains("Non-2xx"))
        .map(|line| format!(" ({})", line.trim()))
        .unwrap_or_default();
    format!("{} /s, p50 {}, p99 {}{failed}", value("Requests/sec"), value("50%"), value("99%"))
}

fn in_process(made: &Made) {
    let tonight = made.app.clock.tonight();
    let mut times: Vec<f64> = (0..2_000)
        .map(|n: i32| {
            let from = tonight + Days::new(u64::try_from(n % 30).unwrap_or(0));
            let wish = Wish {
                adults: 1 + n % 2,
                children: n % 5,
                cots: n % 2,
                nights: Nights::new(
                    from,
                    Some(from + Days::new(3 + u64::try_from(n % 20).unwrap_or(0))),
                )
                .expect("nights"),
                requirements: Vec::new(),
                territory: String::new(),
                kind: None,
                site: None,
                near: None,
            };
            let start = Instant::now();
            let found = made.app.index.read(|picture| find(picture, &wish, |_| true));
            assert!(found.total + found.nearest.len() > 0);
            start.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    times.sort_by(f64::total_cmp);
    row(
        "finding a place, in the process",
        format!("p50 {:.2} ms, p99 {:.2} ms", times[1_000], times[1_980]),
    );
}

/// Bookings a second from so many clients, each answered when it is on disk.
async fn writes(engine: &str, made: &Made) {
    let until = Instant::now() + Duration::from_secs(SECONDS);
    let clients = (0..CLIENTS).map(|client| {
        let (app, actor) = (made.app.clone(), made.actor.clone());
        let units: Vec<_> =
            made.world.units.iter().skip(client).step_by(CLIENTS).copied().collect();
        tokio::spawn(async move {
            let mut done = 0usize;
            while Instant::now() < until {
                let (site, unit) = units[done % units.len()];
                let week = Days::new(400 - 7 * (done / units.len()) as u64);
                let from: NaiveDate = actor.tonight + week;
                let new = NewBooking {
                    household_id: None,
                    site_id: site,
                    nights: Nights::new(from, Some(from + Days::new(7))).expect("nights"),
                    claims: vec![Claim { unit_id: unit, persons: 1 }],
                    cots: 0,
                    firmness: Firmness::Confirm,
                    reference: String::new(),
                    over_capacity: None,
                    transferred_from: None,
                };
                place(&app, &actor, Uuid::now_v7(), &new).await.expect("books");
                done += 1;
            }
            done
        })
    });
    let mut done = 0;
    for client in futures::future::join_all(clients).await {
        done += client.expect("a client ends");
    }
    row(
        &format!("booking, {engine}, {CLIENTS} clients"),
        format!("{:.0} /s", done as f64 / SECONDS as f64),
    );
}

const RAW: &str = "create table if not exists raw (id integer primary key, unit integer, from_night text, to_night text)";
const RAW_INSERT: &str =
    "insert into raw (unit, from_night, to_night) values ($1, '2026-03-12', '2026-03-19')";

async fn raw_sqlite(url: &str) {
    let options: sqlx::sqlite::SqliteConnectOptions = url.parse().expect("a url");
    let options = options
        .synchronous(sqlx::sqlite::SqliteSynchronous::Full)
        .busy_timeout(Duration::from_secs(10));
    let mut connection = options.connect().await.expect("opens");
    sqlx::query(RAW).execute(&mut connection).await.expect("a table");
    let (start, mut done) = (Instant::now(), 0);
    while start.elapsed() < Duration::from_secs(SECONDS) {
        sqlx::query(RAW_INSERT).bind(done).execute(&mut connection).await.expect("inserts");
        done += 1;
    }
    let _ = connection.close().await;
    row(
        "raw insert, SQLite, one client, each on disk",
        format!("{:.0} /s", f64::from(done) / SECONDS as f64),
    );
}

async fn raw_postgres(url: &str, made: &Made) {
    let pool = sqlx::PgPool::connect(url).await.expect("connects");
    sqlx::raw_sql(
        "create table raw (id bigserial primary key, unit uuid, nights daterange,
             exclude using gist (unit with =, nights with &&))",
    )
    .execute(&pool)
    .await
    .expect("a table");
    let until = Instant::now() + Duration::from_secs(SECONDS);
    let clients = (0..CLIENTS).map(|client| {
        let pool = pool.clone();
        let units: Vec<_> =
            made.world.units.iter().skip(client).step_by(CLIENTS).copied().collect();
        tokio::spawn(async move {
            let mut done = 0usize;
            while Instant::now() < until {
                let from = NaiveDate::from_ymd_opt(2027, 1, 1).expect("a date")
                    + Days::new(7 * (done / units.len()) as u64);
                sqlx::query("insert into raw (unit, nights) values ($1, daterange($2, $3))")
                    .bind(units[done % units.len()].1)
                    .bind(from)
                    .bind(from + Days::new(7))
                    .execute(&pool)
                    .await
                    .expect("inserts");
                done += 1;
            }
            done
        })
    });
    let mut done = 0;
    for client in futures::future::join_all(clients).await {
        done += client.expect("a client ends");
    }
    row(
        &format!("raw insert with the constraint, PostgreSQL, {CLIENTS} clients"),
        format!("{:.0} /s", done as f64 / SECONDS as f64),
    );
}

//! One world for every story, on either engine: who is who, and where they are.
//!
//! Ana coordinates for the city, Ben with her. Emil manages site A, Cy site B: neither
//! sees the other's. Fanny books, Dora counts, Hana follows families under a mandate,
//! Ines heads the mission, Gus keeps the accounts, Jo the data protection.
//! It is Thursday 12 March 2026, half past six in the evening.

use std::{collections::BTreeMap, path::Path, time::Duration};

use app::{
    access::{self, Actor},
    clock::Clock,
    context::{App, Settings},
    db::Db,
    live::Live,
};
use chrono::{NaiveDate, NaiveDateTime};
use tempfile::TempDir;
use tokio::sync::OnceCell;
use uuid::Uuid;

use super::{
    postgres::{self, Server},
    rows,
};

/// Everybody's.
pub(crate) const PASSWORD: &str = "corbeau lanterne 47 quai";

/// A story that waits longer than this waits for nothing. The longest takes in a hundred
/// thousand bookings.
const PATIENCE: Duration = Duration::from_mins(5);

/// Cheap to clone: every copy is the same world.
#[derive(Clone)]
pub(crate) struct World {
    pub(crate) app: App,
    pub(crate) clock: Clock,
}

/// Runs each story on both engines.
#[macro_export]
macro_rules! on_both {
    ($($story:ident),+ $(,)?) => { $(
        mod $story {
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                $crate::support::world::on_sqlite(super::$story).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                $crate::support::world::on_postgres(super::$story).await;
            }
        }
    )+ };
}

/// Runs each story on SQLite alone: what is asked there does not depend on the engine.
#[macro_export]
macro_rules! on_sqlite {
    ($($story:ident),+ $(,)?) => { $(
        mod $story {
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                $crate::support::world::on_sqlite(super::$story).await;
            }
        }
    )+ };
}

pub(crate) async fn on_sqlite(story: impl AsyncFnOnce(World)) {
    static SEEDED: OnceCell<Vec<u8>> = OnceCell::const_new();
    let seeded = SEEDED.get_or_init(async || {
        let folder = folder();
        let file = folder.path().join("world.db");
        seed(&sqlite_url(&file)).await;
        std::fs::read(file).unwrap()
    });
    let seeded = seeded.await;
    let folder = folder();
    let file = folder.path().join("world.db");
    std::fs::write(&file, seeded).unwrap();
    tell(World::open(&sqlite_url(&file)).await, story).await;
}

pub(crate) async fn on_postgres(story: impl AsyncFnOnce(World)) {
    static SEEDED: OnceCell<String> = OnceCell::const_new();
    let Some(server) = postgres::server() else {
        return;
    };
    let seeded = SEEDED.get_or_init(async || {
        let name = server.create(None).await;
        seed(&server.url(&name)).await;
        name
    });
    let name = server.create(Some(seeded.await)).await;
    tell(World::open(&server.url(&name)).await, story).await;
    server.remove(&name).await;
}

async fn tell(world: World, story: impl AsyncFnOnce(World)) {
    let db = world.app.db.clone();
    let told = tokio::time::timeout(PATIENCE, story(world)).await;
    told.expect("the story waits for something that does not come");
    db.close().await;
}

/// An empty database of each engine, for those who apply the migrations themselves.
pub(crate) struct Empty {
    pub(crate) url: String,
    _folder: Option<TempDir>,
}

impl Empty {
    pub(crate) fn sqlite() -> Self {
        let folder = folder();
        Self { url: sqlite_url(&folder.path().join("empty.db")), _folder: Some(folder) }
    }

    pub(crate) async fn postgres(server: &Server) -> Self {
        let name = server.create(None).await;
        Self { url: server.url(&name), _folder: None }
    }
}

/// Memory where there is some: a commit waits for the disk, and there are thousands.
fn folder() -> TempDir {
    let memory = Path::new("/dev/shm");
    let temporary = std::env::temp_dir();
    let parent = if memory.is_dir() { memory } else { &temporary };
    tempfile::Builder::new().prefix("escale-").tempdir_in(parent).unwrap()
}

fn sqlite_url(file: &Path) -> String {
    format!("sqlite:{}", file.display())
}

async fn seed(url: &str) {
    let world = World::open(url).await;
    world.app.db.migrate().await.unwrap();
    rows::everybody(&world).await;
    world.app.db.close().await;
}

impl World {
    pub(crate) async fn open(url: &str) -> Self {
        let clock = Clock::stopped_at(moment("2026-03-12T18:30"));
        let db = Db::open(url, Live::default()).await.unwrap();
        let app = App {
            db,
            clock: clock.clone(),
            index: std::sync::Arc::default(),
            settings: Settings::default().into(),
        };
        Self { app, clock }
    }

    /// Whoever this is tonight, with the rights of tonight.
    pub(crate) async fn actor(&self, name: &str) -> Actor {
        let tonight = self.clock.tonight();
        Actor {
            user_id: id(name),
            name: rows::find(name).full_name.to_owned(),
            organisation_id: id(rows::find(name).organisation),
            grants: access::store::grants_of(&self.app.db, id(name), tonight).await.unwrap(),
            tonight,
        }
    }

    /// Moves the clock by so many minutes.
    pub(crate) fn wait_minutes(&self, minutes: i64) {
        let now = self.clock.local(self.clock.now());
        self.clock.set(now + chrono::Duration::minutes(minutes));
    }

    pub(crate) async fn index_agrees(&self) {
        let agrees = self.app.index.agrees(&self.app.db, self.clock.tonight()).await.unwrap();
        assert!(agrees, "the night index says something else than the database");
    }

    /// How many rows each table has.
    pub(crate) async fn tables(&self) -> BTreeMap<String, i64> {
        self.app.db.counts().await.unwrap().into_iter().collect()
    }

    /// What one number a query answers; to look behind the services.
    pub(crate) async fn count(&self, query: &'static str) -> i64 {
        app::on_pool!(self.app.db, |c| sqlx::query_scalar(query).fetch_one(c).await).unwrap()
    }
}

/// The id of whatever the world calls so: `id("ana")`, `id("site-a")`, `id("a-101")`.
pub(crate) fn id(name: &str) -> Uuid {
    let mut bytes = [0; 16];
    bytes[16 - name.len()..].copy_from_slice(name.as_bytes());
    Uuid::from_bytes(bytes)
}

pub(crate) fn night(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(crate) fn moment(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").unwrap()
}

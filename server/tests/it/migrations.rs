//! Each migration is applied to a database that already holds something.
//!
//! `samples/NNNN_name.sql` is inserted after migration `NNNN`, on both engines: a later
//! migration that only works on empty tables fails here and not in production. Samples
//! of merged migrations are never changed, as little as the migrations themselves.

use std::{collections::BTreeMap, path::Path};

use app::{db::Db, live::Live};
use sqlx::{
    AssertSqlSafe, Connection, PgConnection, SqliteConnection,
    migrate::{Migration, Migrator},
};

use crate::support::{
    postgres,
    source::{files, root},
    world::Empty,
};

/// What both engines share and the engine's own, as the product merges them.
async fn migrations(engine: &str) -> Vec<Migration> {
    let mut all = Vec::new();
    for folder in ["migrations".to_owned(), format!("migrations/{engine}")] {
        let found = Migrator::new(Path::new(&root().join(folder))).await.unwrap();
        all.extend(found.iter().cloned());
    }
    all.sort_by_key(|migration| migration.version);
    all
}

fn samples() -> BTreeMap<i64, String> {
    let files = files("server/tests/it/samples", ".sql");
    let numbered = files.into_iter().map(|(path, text)| {
        let name = path.rsplit('/').next().unwrap();
        (name.split('_').next().unwrap().parse().unwrap(), text)
    });
    numbered.collect()
}

/// One after the other, each followed by its sample.
macro_rules! apply_with_samples {
    ($connection:expr, $engine:expr) => {{
        let all = migrations($engine).await;
        let samples = samples();
        for (at, migration) in all.iter().enumerate() {
            let name = format!("{:04} {}", migration.version, migration.description);
            let known = all[..=at].iter().cloned().collect();
            let applied = Migrator::with_migrations(known).run(&mut $connection).await;
            applied.unwrap_or_else(|error| panic!("{name} on {}: {error}", $engine));
            let sample = samples.get(&migration.version);
            let sample = sample.unwrap_or_else(|| panic!("{name} has no sample in samples/"));
            let inserted =
                sqlx::raw_sql(AssertSqlSafe(sample.clone())).execute(&mut $connection).await;
            inserted.unwrap_or_else(|error| panic!("sample of {name} on {}: {error}", $engine));
        }
    }};
}

/// Tables nothing was inserted in.
macro_rules! empty_tables {
    ($connection:expr, $list:expr) => {{
        let tables: Vec<String> =
            sqlx::query_scalar($list).fetch_all(&mut $connection).await.unwrap();
        let mut empty = Vec::new();
        for table in tables {
            let count = AssertSqlSafe(format!("select count(*) from {table}"));
            let rows: i64 = sqlx::query_scalar(count).fetch_one(&mut $connection).await.unwrap();
            if rows == 0 {
                empty.push(table);
            }
        }
        empty
    }};
}

#[tokio::test]
async fn each_migration_meets_rows_on_sqlite() {
    let empty = Empty::sqlite();
    let url = format!("{}?mode=rwc", empty.url);
    let mut connection = SqliteConnection::connect(&url).await.unwrap();
    apply_with_samples!(connection, "sqlite");
    let tables = "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'";
    let unmet = empty_tables!(connection, tables);
    assert!(unmet.is_empty(), "no sample row in {unmet:?}");
    connection.close().await.unwrap();
    assert_migrated(&empty.url).await;
}

#[tokio::test]
async fn each_migration_meets_rows_on_postgres() {
    let Some(server) = postgres::server() else {
        return;
    };
    let empty = Empty::postgres(server).await;
    let mut connection = PgConnection::connect(&empty.url).await.unwrap();
    apply_with_samples!(connection, "postgres");
    let tables = "select tablename::text from pg_tables where schemaname = 'public'";
    let unmet = empty_tables!(connection, tables);
    assert!(unmet.is_empty(), "no sample row in {unmet:?}");
    connection.close().await.unwrap();
    assert_migrated(&empty.url).await;
}

/// The product itself finds nothing missing, and nothing it does not know.
async fn assert_migrated(url: &str) {
    let db = Db::open(url, Live::default()).await.unwrap();
    assert!(db.is_migrated().await, "the product knows other migrations");
    db.migrate().await.unwrap();
    db.close().await;
}

#[tokio::test]
async fn an_empty_database_is_not_ready() {
    let empty = Empty::sqlite();
    let db = Db::open(&empty.url, Live::default()).await.unwrap();
    assert!(!db.is_migrated().await);
    db.migrate().await.unwrap();
    assert!(db.is_migrated().await);
    db.close().await;
}

#[test]
fn a_number_is_given_once() {
    let mut taken: BTreeMap<String, String> = BTreeMap::new();
    let mut faults = Vec::new();
    for (path, _) in files("migrations", ".sql") {
        let (folder, name) = path.rsplit_once('/').unwrap();
        let number = name.split('_').next().unwrap();
        assert_eq!(number.len(), 4, "{path} has no number of four digits");
        let own = folder.rsplit('/').next().unwrap();
        // An engine's own file shares its number with the other engine's of the same name.
        let claim = if own == "migrations" { "shared" } else { name };
        if let Some(before) = taken.insert(number.to_owned(), claim.to_owned())
            && (before != claim || claim == "shared")
        {
            faults.push(path);
        }
    }
    assert!(faults.is_empty(), "numbers given twice: {faults:?}");
}

#[test]
fn every_sample_has_its_migration() {
    let names: Vec<String> = files("migrations", ".sql")
        .into_iter()
        .map(|(path, _)| path.rsplit('/').next().unwrap().to_owned())
        .collect();
    for (path, _) in files("server/tests/it/samples", ".sql") {
        let name = path.rsplit('/').next().unwrap();
        assert!(names.iter().any(|each| each == name), "{path} is of no migration");
    }
}

/// `add column … not null` without a default: refused by SQLite always, by PostgreSQL
/// once there are rows.
fn unfillable(sql: &str) -> Vec<String> {
    let plain: String = sql
        .lines()
        .map(|line| line.split("--").next().unwrap_or_default())
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase();
    plain
        .split(';')
        .filter(|statement| statement.trim().starts_with("alter table"))
        .flat_map(|statement| statement.split(" add ").skip(1))
        .filter(|added| !added.trim_start().starts_with("constraint"))
        .filter(|added| added.contains("not null") && !added.contains("default"))
        .map(|added| added.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect()
}

#[test]
fn a_new_column_can_be_filled() {
    for (path, text) in files("migrations", ".sql") {
        assert_eq!(unfillable(&text), Vec::<String>::new(), "{path}");
    }
}

#[test]
fn a_new_column_that_cannot_be_filled_is_seen() {
    let refused = unfillable(
        "alter table site add column stars integer not null; -- default 3
         ALTER TABLE site ADD floor text NOT NULL, add column lift boolean not null default false;
         alter table site add column note text;
         create table star (id uuid not null);",
    );
    let expected = ["column stars integer not null", "floor text not null,"];
    assert_eq!(refused, expected);
}

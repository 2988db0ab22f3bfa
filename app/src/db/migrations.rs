//! The shared migrations and the engine's own, in one order.

use std::borrow::Cow;

use sqlx::migrate::{Migrate, MigrateError, Migration, Migrator};

use super::Engine;

static SHARED: Migrator = sqlx::migrate!("../migrations");
static SQLITE: Migrator = sqlx::migrate!("../migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("../migrations/postgres");

fn migrator(engine: &Engine) -> Migrator {
    let own = match engine {
        Engine::Sqlite { .. } => &SQLITE,
        Engine::Postgres(_) => &POSTGRES,
    };
    let mut all: Vec<_> = SHARED.iter().chain(own.iter()).cloned().collect();
    all.sort_by_key(|migration| migration.version);
    Migrator { migrations: Cow::Owned(all), ..Migrator::DEFAULT }
}

pub(super) async fn run(engine: &Engine) -> Result<(), MigrateError> {
    match engine {
        Engine::Sqlite { writer, .. } => {
            migrator(engine).run(writer.exclusive().await.connection()).await
        }
        Engine::Postgres(pool) => migrator(engine).run(pool).await,
    }
}

/// Every migration this build knows, as `0001_access`.
pub(super) fn known(engine: &Engine) -> Vec<String> {
    migrator(engine).iter().map(name).collect()
}

fn name(migration: &Migration) -> String {
    let words = migration.description.replace(' ', "_");
    format!("{:04}_{words}", migration.version)
}

/// The migrations the database has had, oldest first; one unknown here by its number.
pub(super) async fn applied(engine: &Engine) -> Result<Vec<String>, sqlx::Error> {
    let versions: Vec<i64> = match engine {
        Engine::Sqlite { readers, .. } => {
            let tables: i64 = sqlx::query_scalar(
                "select count(*) from sqlite_schema where name = '_sqlx_migrations'",
            )
            .fetch_one(readers)
            .await?;
            if tables == 0 {
                return Ok(Vec::new());
            }
            sqlx::query_scalar(APPLIED).fetch_all(readers).await?
        }
        Engine::Postgres(pool) => {
            let exists: bool =
                sqlx::query_scalar("select to_regclass('_sqlx_migrations') is not null")
                    .fetch_one(pool)
                    .await?;
            if !exists {
                return Ok(Vec::new());
            }
            sqlx::query_scalar(APPLIED).fetch_all(pool).await?
        }
    };
    let all = migrator(engine);
    let named = |version: i64| {
        let known = all.iter().find(|migration| migration.version == version);
        known.map_or_else(|| format!("{version:04}"), name)
    };
    Ok(versions.into_iter().map(named).collect())
}

const APPLIED: &str = "select version from _sqlx_migrations order by version";

/// Gives a database without tables those of these migrations, and no others.
pub(super) async fn run_these(engine: &Engine, names: &[String]) -> Result<(), MigrateError> {
    let mut some = migrator(engine);
    some.migrations.to_mut().retain(|migration| names.contains(&name(migration)));
    match engine {
        Engine::Sqlite { writer, .. } => some.run(writer.exclusive().await.connection()).await,
        Engine::Postgres(pool) => some.run(pool).await,
    }
}

pub(super) async fn all_applied(engine: &Engine) -> bool {
    let expected = migrator(engine).iter().count();
    let applied = match engine {
        Engine::Sqlite { readers, .. } => match readers.acquire().await {
            Ok(mut connection) => connection.list_applied_migrations("_sqlx_migrations").await,
            Err(_) => return false,
        },
        Engine::Postgres(pool) => match pool.acquire().await {
            Ok(mut connection) => connection.list_applied_migrations("_sqlx_migrations").await,
            Err(_) => return false,
        },
    };
    applied.is_ok_and(|list| list.len() >= expected)
}

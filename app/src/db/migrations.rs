//! The shared migrations and the engine's own, in one order.

use std::borrow::Cow;

use sqlx::migrate::{Migrate, MigrateError, Migrator};

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
    Migrator {
        migrations: Cow::Owned(all),
        ..Migrator::DEFAULT
    }
}

pub(super) async fn run(engine: &Engine) -> Result<(), MigrateError> {
    match engine {
        Engine::Sqlite { writer, .. } => {
            migrator(engine)
                .run(writer.exclusive().await.connection())
                .await
        }
        Engine::Postgres(pool) => migrator(engine).run(pool).await,
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

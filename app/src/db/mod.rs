//! The database: one SQL text on SQLite and on PostgreSQL, one transaction type.
//!
//! A store function takes `&mut Tx` when it writes and `&Db` when it only reads.
//! Placeholders are `$1`; SQL is lowercase; what truly differs between the engines
//! is in `migrations/{sqlite,postgres}` or in this folder.

pub mod backup;
pub mod dump;
mod migrations;
pub mod presence;
pub mod statement;
mod writer;

use std::{path::PathBuf, str::FromStr, sync::Arc, time::Duration};

use sqlx::{
    ConnectOptions, PgPool, SqlitePool,
    postgres::{PgConnectOptions, PgPoolOptions},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use tracing::log::LevelFilter;
use uuid::Uuid;

use crate::{
    ledger::{self, Pending},
    live::Live,
};
use writer::{Turn, Writer};

/// What a store can answer besides its value.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A uniqueness or overlap rule of the database refused the row.
    #[error("already taken")]
    Taken,
    #[error(transparent)]
    Broken(sqlx::Error),
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        let taken = error.as_database_error().is_some_and(|database| {
            database.is_unique_violation()
                || database.code().as_deref() == Some("23P01")
                || database.message().contains("occupation_overlap")
        });
        if taken { Self::Taken } else { Self::Broken(error) }
    }
}

pub type Stored<T> = Result<T, StoreError>;

/// The pools of one engine, and the bus that tells pages what changed.
#[derive(Clone)]
pub struct Db {
    pub engine: Engine,
    live: Live,
}

#[derive(Clone)]
pub enum Engine {
    /// Many read-only connections, one writer whose commits are grouped.
    Sqlite {
        readers: SqlitePool,
        writer: Arc<Writer>,
    },
    Postgres(PgPool),
}

/// An open transaction. Nothing is kept unless [`Tx::save`] is called.
pub struct Tx {
    pub inner: TxInner,
    live: Live,
    touched: Vec<Uuid>,
    /// What the lines written here change in the night ledger; kept with them.
    pub(crate) ledger: Pending,
}

pub enum TxInner {
    Sqlite(Turn),
    Postgres(sqlx::Transaction<'static, sqlx::Postgres>),
}

/// Runs one query on whichever engine the pool is of.
#[macro_export]
macro_rules! on_pool {
    ($db:expr, |$c:ident| $body:expr) => {
        match &$db.engine {
            $crate::db::Engine::Sqlite { readers: $c, .. } => $body,
            $crate::db::Engine::Postgres($c) => $body,
        }
    };
}

/// Runs one query on whichever engine the transaction is of.
#[macro_export]
macro_rules! on_tx {
    ($tx:expr, |$c:ident| $body:expr) => {
        match &mut $tx.inner {
            $crate::db::TxInner::Sqlite(turn) => {
                let $c = turn.connection();
                $body
            }
            $crate::db::TxInner::Postgres(transaction) => {
                let $c = &mut **transaction;
                $body
            }
        }
    };
}

/// Runs a statement in the transaction; answers how many rows it touched.
#[macro_export]
macro_rules! execute {
    ($tx:expr, $sql:expr $(, $value:expr)* $(,)?) => {
        $crate::on_tx!($tx, |c| sqlx::query($sql)$(.bind($value))*.execute(c).await.map(|done| done.rows_affected()))
    };
}

/// Every row of a query, through the transaction.
#[macro_export]
macro_rules! tx_all {
    ($tx:expr, $sql:expr $(, $value:expr)* $(,)?) => {
        $crate::on_tx!($tx, |c| sqlx::query_as($sql)$(.bind($value))*.fetch_all(c).await)
    };
}

/// The row of a query, if there is one, through the transaction.
#[macro_export]
macro_rules! tx_one {
    ($tx:expr, $sql:expr $(, $value:expr)* $(,)?) => {
        $crate::on_tx!($tx, |c| sqlx::query_as($sql)$(.bind($value))*.fetch_optional(c).await)
    };
}

/// Every row of a query, from the pool.
#[macro_export]
macro_rules! read_all {
    ($db:expr, $sql:expr $(, $value:expr)* $(,)?) => {
        $crate::on_pool!($db, |c| sqlx::query_as($sql)$(.bind($value))*.fetch_all(c).await)
    };
}

/// The row of a query, if there is one, from the pool.
#[macro_export]
macro_rules! read_one {
    ($db:expr, $sql:expr $(, $value:expr)* $(,)?) => {
        $crate::on_pool!($db, |c| sqlx::query_as($sql)$(.bind($value))*.fetch_optional(c).await)
    };
}

impl Db {
    /// Opens `sqlite:path` or `postgres://…`. Does not migrate.
    pub async fn open(url: &str, live: Live) -> Stored<Self> {
        let engine = if url.starts_with("postgres") {
            let options = PgConnectOptions::from_str(url)?.log_statements(LevelFilter::Trace);
            Engine::Postgres(
                PgPoolOptions::new()
                    .max_connections(16)
                    .acquire_timeout(Duration::from_secs(10))
                    .connect_with(options)
                    .await?,
            )
        } else {
            open_sqlite(url).await?
        };
        Ok(Self { engine, live })
    }

    pub fn live(&self) -> &Live {
        &self.live
    }

    pub async fn begin(&self) -> Stored<Tx> {
        let inner = match &self.engine {
            Engine::Sqlite { writer, .. } => TxInner::Sqlite(writer.turn().await?),
            Engine::Postgres(pool) => TxInner::Postgres(pool.begin().await?),
        };
        Ok(Tx { inner, live: self.live.clone(), touched: Vec::new(), ledger: Pending::default() })
    }

    /// Applies what is missing of `migrations/`.
    pub async fn migrate(&self) -> Result<(), sqlx::migrate::MigrateError> {
        migrations::run(&self.engine).await
    }

    /// Whether every migration this build knows has been applied.
    pub async fn is_migrated(&self) -> bool {
        migrations::all_applied(&self.engine).await
    }

    pub async fn close(&self) {
        match &self.engine {
            Engine::Sqlite { readers, writer } => {
                readers.close().await;
                writer.close().await;
            }
            Engine::Postgres(pool) => pool.close().await,
        }
    }
}

/// The file a `sqlite:` address names.
pub fn file_of(url: &str) -> Stored<Option<PathBuf>> {
    if url.starts_with("postgres") {
        return Ok(None);
    }
    let options = SqliteConnectOptions::from_str(url)?;
    Ok(Some(options.get_filename().to_owned()))
}

async fn open_sqlite(url: &str) -> Stored<Engine> {
    let options = SqliteConnectOptions::from_str(url)?
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        // `insert or replace` deletes: without this, past the triggers that forbid it.
        .pragma("recursive_triggers", "on")
        .busy_timeout(Duration::from_secs(10))
        .pragma("mmap_size", "268435456")
        .pragma("temp_store", "memory")
        .log_statements(LevelFilter::Trace);
    let writer = Arc::new(Writer::open(&options).await?);
    let readers = SqlitePoolOptions::new()
        .max_connections(4)
        .connect_with(options.pragma("query_only", "on"))
        .await?;
    Ok(Engine::Sqlite { readers, writer })
}

impl Tx {
    /// Says that pages about `subject` (a site, a household) show something old now.
    pub fn touch(&mut self, subject: Uuid) {
        if !self.touched.contains(&subject) {
            self.touched.push(subject);
        }
    }

    /// Commits. When it answers, everything is on disk.
    pub async fn save(mut self) -> Stored<()> {
        ledger::store::write(&mut self).await?;
        let touched = std::mem::take(&mut self.touched);
        match self.inner {
            TxInner::Sqlite(turn) => turn.commit().await?,
            TxInner::Postgres(mut transaction) => {
                for subject in &touched {
                    sqlx::query("select pg_notify('escale', $1)")
                        .bind(format!("{subject} {}", self.live.process()))
                        .execute(&mut *transaction)
                        .await?;
                }
                transaction.commit().await?;
            }
        }
        for subject in touched {
            self.live.tell(subject);
        }
        Ok(())
    }
}

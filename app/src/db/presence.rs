//! Who serves this database: nobody may replace it under a running process.
//!
//! SQLite is served by one process, which holds a lock file beside the database.
//! PostgreSQL may be served by several; each hears what the others changed.

use std::{
    fs::{File, OpenOptions, TryLockError},
    io,
    path::{Path, PathBuf},
};

use sqlx::{PgConnection, postgres::PgListener};
use uuid::Uuid;

use super::{Db, Engine, StoreError, Stored};
use crate::live::{EVERYTHING, Live};

/// Any number, as long as every escale uses the same.
const LOCK: i64 = 0x4553_4341_4c45;

/// Held by a process that serves.
pub enum Presence {
    Sqlite(File),
    Postgres(PgListener),
}

/// Held by a process that replaces everything.
pub enum Hold {
    Sqlite(File),
    Postgres(PgConnection),
}

impl Db {
    /// `None` when another process serves this SQLite database, or replaces this database.
    pub async fn attend(&self) -> Stored<Option<Presence>> {
        match &self.engine {
            Engine::Sqlite { .. } => {
                let file = self.file().unwrap_or_default();
                Ok(lock(&file).map_err(sqlx::Error::Io)?.map(Presence::Sqlite))
            }
            Engine::Postgres(pool) => {
                let mut listener = PgListener::connect_with(pool).await?;
                if !serve(&mut listener).await? {
                    return Ok(None);
                }
                listener.listen("escale").await?;
                Ok(Some(Presence::Postgres(listener)))
            }
        }
    }

    /// `None` when some process serves this database.
    pub async fn hold(&self) -> Stored<Option<Hold>> {
        match &self.engine {
            Engine::Sqlite { .. } => {
                Ok(Hold::of_file(&self.file().unwrap_or_default()).map_err(sqlx::Error::Io)?)
            }
            Engine::Postgres(pool) => {
                let mut connection = pool.acquire().await?.detach();
                let held: bool = sqlx::query_scalar("select pg_try_advisory_lock($1)")
                    .bind(LOCK)
                    .fetch_one(&mut connection)
                    .await?;
                Ok(held.then_some(Hold::Postgres(connection)))
            }
        }
    }

    /// The file of a SQLite database.
    pub fn file(&self) -> Option<PathBuf> {
        match &self.engine {
            Engine::Sqlite { readers, .. } => {
                Some(readers.connect_options().get_filename().to_owned())
            }
            Engine::Postgres(_) => None,
        }
    }
}

impl Hold {
    pub fn of_file(database: &Path) -> io::Result<Option<Self>> {
        Ok(lock(database)?.map(Self::Sqlite))
    }
}

impl Presence {
    /// What other processes have changed, each once. Never answers on SQLite, where there are none.
    pub async fn changes(&mut self, live: &Live) -> Stored<Vec<Uuid>> {
        let Self::Postgres(listener) = self else {
            return std::future::pending().await;
        };
        let mut changes = Vec::new();
        let mut next = listener.try_recv().await?;
        if next.is_none() {
            // The connection was lost, and with it the lock and some changes.
            if !serve(listener).await? {
                let message = "the database is being replaced under this process";
                return Err(StoreError::Broken(sqlx::Error::Protocol(message.to_owned())));
            }
            changes.push(EVERYTHING);
        }
        while let Some(change) = next {
            // Whatever else is said on the channel is not ours.
            if let Some((subject, process)) = change.payload().split_once(' ')
                && let Ok(subject) = Uuid::parse_str(subject)
                && process != live.process().to_string()
                && !changes.contains(&subject)
            {
                changes.push(subject);
            }
            next = listener.next_buffered();
        }
        Ok(changes)
    }
}

async fn serve(listener: &mut PgListener) -> Stored<bool> {
    Ok(sqlx::query_scalar("select pg_try_advisory_lock_shared($1)")
        .bind(LOCK)
        .fetch_one(listener)
        .await?)
}

/// The system lets go of the lock with the process, however that ends.
fn lock(database: &Path) -> io::Result<Option<File>> {
    let mut name = database.as_os_str().to_owned();
    name.push(".lock");
    let file = OpenOptions::new().create(true).truncate(false).write(true).open(name)?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

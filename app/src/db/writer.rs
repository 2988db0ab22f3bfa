//! SQLite's one writer, with commits grouped.
//!
//! Writers queue for the connection. Each works inside a savepoint; when it saves,
//! it waits while the committer queues behind the writers already waiting, so that
//! one commit, and one fsync, serves them all. Nobody is answered before that
//! commit is on disk. A turn dropped without saving is undone by whoever comes next.

use std::sync::Arc;

use sqlx::{ConnectOptions, Connection, SqliteConnection, sqlite::SqliteConnectOptions};
use tokio::sync::{Mutex, Notify, OwnedMutexGuard, oneshot};

use super::{StoreError, Stored};

pub struct Writer {
    desk: Arc<Mutex<Desk>>,
    wake: Arc<Notify>,
}

pub(super) struct Desk {
    connection: Option<SqliteConnection>,
    /// `begin` was issued and the commit is still owed.
    open: bool,
    /// A turn ended without saving: its savepoint is to be undone.
    stale: bool,
    waiting: Vec<oneshot::Sender<Result<(), String>>>,
}

/// The connection, for as long as one writer holds it.
pub struct Turn {
    guard: Option<OwnedMutexGuard<Desk>>,
    wake: Arc<Notify>,
}

impl Writer {
    pub(super) async fn open(options: &SqliteConnectOptions) -> Stored<Self> {
        let connection = options.connect().await?;
        let desk = Arc::new(Mutex::new(Desk {
            connection: Some(connection),
            open: false,
            stale: false,
            waiting: Vec::new(),
        }));
        let wake = Arc::new(Notify::new());
        tokio::spawn(commit_in_groups(Arc::downgrade(&desk), Arc::clone(&wake)));
        Ok(Self { desk, wake })
    }

    pub(super) async fn turn(&self) -> Stored<Turn> {
        let mut guard = Arc::clone(&self.desk).lock_owned().await;
        guard.undo_stale().await?;
        if !guard.open {
            guard.run("begin immediate").await?;
            guard.open = true;
        }
        guard.run("savepoint turn").await?;
        Ok(Turn {
            guard: Some(guard),
            wake: Arc::clone(&self.wake),
        })
    }

    /// The connection outside any transaction, for migrations and backups.
    pub(super) async fn exclusive(&self) -> OwnedMutexGuard<Desk> {
        let mut desk = Arc::clone(&self.desk).lock_owned().await;
        desk.commit().await;
        desk
    }

    pub(super) async fn close(&self) {
        let mut desk = self.desk.lock().await;
        desk.commit().await;
        if let Some(connection) = desk.connection.take() {
            let _ = connection.close().await;
        }
        drop(desk);
        self.wake.notify_one();
    }
}

impl Turn {
    pub fn connection(&mut self) -> &mut SqliteConnection {
        self.guard
            .as_mut()
            .expect("held until committed")
            .connection()
    }

    pub(super) async fn commit(mut self) -> Stored<()> {
        let (sender, receiver) = oneshot::channel();
        if let Some(mut desk) = self.guard.take() {
            // Until the release has happened, leaving here undoes the turn.
            desk.stale = true;
            desk.run("release turn").await?;
            desk.stale = false;
            desk.waiting.push(sender);
        }
        self.wake.notify_one();
        match receiver.await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(message)) => Err(StoreError::Broken(sqlx::Error::Protocol(message))),
            Err(_) => Err(StoreError::Broken(sqlx::Error::WorkerCrashed)),
        }
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        if let Some(desk) = self.guard.as_mut() {
            desk.stale = true;
            self.wake.notify_one();
        }
    }
}

impl Desk {
    pub(super) fn connection(&mut self) -> &mut SqliteConnection {
        self.connection
            .as_mut()
            .expect("the writer is closed only after the last request")
    }

    async fn run(&mut self, statement: &'static str) -> Result<(), sqlx::Error> {
        let connection = self.connection.as_mut().ok_or(sqlx::Error::PoolClosed)?;
        sqlx::query(statement).execute(connection).await.map(|_| ())
    }

    async fn undo_stale(&mut self) -> Result<(), sqlx::Error> {
        if self.stale {
            if self.open {
                self.run("rollback to turn").await?;
                self.run("release turn").await?;
            }
            self.stale = false;
        }
        Ok(())
    }

    async fn commit(&mut self) {
        let result = async {
            self.undo_stale().await?;
            if self.open {
                self.run("commit").await
            } else {
                Ok(())
            }
        }
        .await;
        if result.is_err() {
            let _ = self.run("rollback").await;
            self.stale = false;
        }
        self.open = false;
        let answer = result.map_err(|error| error.to_string());
        for sender in self.waiting.drain(..) {
            let _ = sender.send(answer.clone());
        }
    }
}

async fn commit_in_groups(desk: std::sync::Weak<Mutex<Desk>>, wake: Arc<Notify>) {
    loop {
        wake.notified().await;
        let Some(desk) = desk.upgrade() else { return };
        let mut desk = desk.lock().await;
        if desk.connection.is_none() {
            return;
        }
        desk.commit().await;
    }
}

//! SQLite's one writer, with commits grouped.
//!
//! Writers queue for the connection. Each works inside a savepoint; when it saves,
//! it waits while the committer queues behind the writers already waiting, so that
//! one commit, and one fsync, serves them all. Nobody is answered before that
//! commit is on disk. A turn dropped without saving is undone by whoever comes next.
//!
//! A request may be dropped at any await. Whatever begins or ends a turn therefore runs
//! in a task of its own: half done, the connection would be in a state nobody knows.

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
        let wake = Arc::clone(&self.wake);
        let opened = tokio::spawn(async move {
            guard.open_turn().await?;
            Ok(Turn { guard: Some(guard), wake })
        });
        opened.await.map_err(|_| sqlx::Error::WorkerCrashed)?
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
        self.guard.as_mut().expect("held until committed").connection()
    }

    pub(super) async fn commit(mut self) -> Stored<()> {
        let (sender, receiver) = oneshot::channel();
        if let Some(mut desk) = self.guard.take() {
            let wake = Arc::clone(&self.wake);
            tokio::spawn(async move {
                desk.close_turn(sender).await;
                drop(desk);
                wake.notify_one();
            });
        }
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
        self.connection.as_mut().expect("the writer is closed only after the last request")
    }

    async fn run(&mut self, statement: &'static str) -> Result<(), sqlx::Error> {
        let connection = self.connection.as_mut().ok_or(sqlx::Error::PoolClosed)?;
        sqlx::query(statement).execute(connection).await.map(|_| ())
    }

    async fn open_turn(&mut self) -> Stored<()> {
        self.undo_stale().await;
        if !self.open {
            self.run("begin immediate").await?;
            self.open = true;
        }
        Ok(self.run("savepoint turn").await?)
    }

    /// The turn is part of the group; `sender` hears of it when the group is on disk.
    async fn close_turn(&mut self, sender: oneshot::Sender<Result<(), String>>) {
        match self.run("release turn").await {
            Ok(()) => self.waiting.push(sender),
            Err(error) => {
                self.stale = true;
                let _ = sender.send(Err(error.to_string()));
            }
        }
    }

    async fn undo_stale(&mut self) {
        if !std::mem::take(&mut self.stale) || !self.open {
            return;
        }
        let undone = async {
            self.run("rollback to turn").await?;
            self.run("release turn").await
        };
        if let Err(error) = undone.await {
            self.give_up(&error).await;
        }
    }

    /// The engine may undo a whole transaction by itself, as when the disk is full. Then
    /// nothing of the group is kept, and those who wait for it are told.
    async fn give_up(&mut self, error: &sqlx::Error) {
        let _ = self.run("rollback").await;
        self.open = false;
        self.answer(&Err(error.to_string()));
    }

    async fn commit(&mut self) {
        self.undo_stale().await;
        if !self.open {
            return;
        }
        match self.run("commit").await {
            Ok(()) => {
                self.open = false;
                self.answer(&Ok(()));
            }
            Err(error) => self.give_up(&error).await,
        }
    }

    fn answer(&mut self, outcome: &Result<(), String>) {
        for sender in self.waiting.drain(..) {
            // Whoever left does not listen.
            let _ = sender.send(outcome.clone());
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

//! The journal of changes, the log of reads, and the answers already given to commands.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Serialize, de::DeserializeOwned};
use sqlx::FromRow;
use uuid::Uuid;

use super::Actor;
use crate::{
    clock::Clock,
    db::{Db, StoreError, Stored, Tx},
    error::{AppError, Outcome},
    execute,
    i18n::Message,
    on_pool, on_tx, read_one, text_enum, tx_one,
};

text_enum! {
    Subject {
        Household = "household",
        Booking = "booking",
        Site = "site",
        Unit = "unit",
        Closure = "closure",
        User = "user",
        Organisation = "organisation",
    }
}

/// One change, as the journal keeps it.
pub struct Change<'a> {
    pub command: Uuid,
    pub subject: Subject,
    pub subject_id: Uuid,
    pub action: &'static str,
    pub night: NaiveDate,
    pub before: Option<&'a serde_json::Value>,
    pub after: Option<&'a serde_json::Value>,
    pub reason: Option<&'a str>,
}

#[derive(Clone, Debug, FromRow)]
pub struct Entry {
    pub id: Uuid,
    pub at: DateTime<Utc>,
    pub night: NaiveDate,
    pub author: Option<String>,
    pub role: String,
    pub command_id: Uuid,
    pub subject: Subject,
    pub subject_id: Uuid,
    pub action: String,
    pub before: Option<String>,
    pub after: Option<String>,
    pub reason: Option<String>,
}

/// A change as its own author may take it back.
#[derive(Clone, Debug, FromRow)]
pub struct Made {
    pub user_id: Option<Uuid>,
    pub subject_id: Uuid,
    pub action: String,
    pub before: Option<String>,
}

pub async fn record(
    tx: &mut Tx,
    clock: &Clock,
    actor: Option<&Actor>,
    change: Change<'_>,
) -> Stored<()> {
    let json = |value: Option<&serde_json::Value>| value.map(ToString::to_string);
    execute!(tx, "insert into journal (id, at, night, user_id, role, command_id, subject, subject_id, action, before, after, reason)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)", Uuid::now_v7(), clock.now(), change.night, actor.map(|actor| actor.user_id), actor.map_or("system", Actor::role), change.command, change.subject, change.subject_id, change.action, json(change.before), json(change.after), change.reason)?;
    Ok(())
}

/// What happened to a subject, latest first.
pub async fn history(db: &Db, subject_id: Uuid, limit: i64) -> Stored<Vec<Entry>> {
    Ok(on_pool!(db, |c| {
        sqlx::query_as::<_, Entry>(
        "select j.id, j.at, j.night, u.name as author, j.role, j.command_id, j.subject, j.subject_id,
                j.action, j.before, j.after, j.reason
         from journal j left join user_account u on u.id = j.user_id
         where j.subject_id = $1 order by j.at desc, j.id desc limit $2"
    )
    .bind(subject_id)
    .bind(limit)
    .fetch_all(c)
    .await
    })?)
}

/// The change a command made to one kind of subject.
pub async fn of_command(db: &Db, command: Uuid, subject: Subject) -> Stored<Option<Made>> {
    Ok(read_one!(
        db,
        "select user_id, subject_id, action, before from journal
         where command_id = $1 and subject = $2 order by at desc, id desc",
        command,
        subject
    )?)
}

/// Why a change is refused when its form showed something older than what is kept now.
pub async fn stale(tx: &mut Tx, clock: &Clock, subject_id: Uuid) -> Outcome<AppError> {
    let latest: Option<(Option<String>, DateTime<Utc>)> = tx_one!(
        tx,
        "select u.name, j.at from journal j left join user_account u on u.id = j.user_id
         where j.subject_id = $1 order by j.at desc, j.id desc limit 1",
        subject_id
    )
    .map_err(StoreError::from)?;
    let message = match latest {
        Some((Some(author), at)) => {
            let local = clock.local(at);
            Message::new("journal-stale-by")
                .with("author", author)
                .with("date", local.date())
                .with("time", local.format("%H:%M").to_string())
        }
        _ => Message::new("journal-stale"),
    };
    Ok(AppError::conflict(message))
}

/// Claims a command id. `Some` is the answer it was given before: nothing is to be done again.
pub async fn claim<T: Serialize + DeserializeOwned>(
    tx: &mut Tx,
    clock: &Clock,
    actor: Option<&Actor>,
    command: Uuid,
    answer: &T,
) -> Outcome<Option<T>> {
    let user = actor.map(|actor| actor.user_id);
    let text = serde_json::to_string(answer).map_err(|_| AppError::Internal)?;
    let inserted = execute!(tx, "insert into command (id, user_id, at, answer) values ($1, $2, $3, $4) on conflict (id) do nothing", command, user, clock.now(), text)
    .map_err(StoreError::from)?;
    if inserted == 1 {
        return Ok(None);
    }
    let (owner, before): (Option<Uuid>, String) =
        on_tx!(tx, |c| sqlx::query_as("select user_id, answer from command where id = $1")
            .bind(command)
            .fetch_one(c)
            .await)
        .map_err(StoreError::from)?;
    // Another person's command id says nothing about what it did.
    if owner != user {
        return Err(AppError::NotFound);
    }
    serde_json::from_str(&before).map(Some).map_err(|_| AppError::Internal)
}

/// Writes that a personal record was read. Reading goes on if the log cannot be written.
pub async fn read(db: &Db, clock: &Clock, actor: &Actor, subject: Subject, subject_id: Uuid) {
    let written = async {
        let mut tx = db.begin().await?;
        execute!(tx, "insert into access_log (id, at, user_id, role, subject, subject_id) values ($1, $2, $3, $4, $5, $6)", Uuid::now_v7(), clock.now(), actor.user_id, actor.role(), subject, subject_id)?;
        tx.save().await
    }
    .await;
    if let Err(error) = written {
        tracing::error!(%error, "the access log could not be written");
    }
}

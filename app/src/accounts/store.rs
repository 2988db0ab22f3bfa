//! Users, sessions and failed sign-ins in the database.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::{Session, User};
use crate::{
    access::Role,
    db::{Db, Stored, Tx},
    execute, on_pool, on_tx,
};

pub async fn password_of(db: &Db, email: &str) -> Stored<Option<(Uuid, String)>> {
    Ok(on_pool!(db, |c| sqlx::query_as(
        "select id, password_hash from user_account where email = $1 and disabled_at is null"
    )
    .bind(email)
    .fetch_optional(c)
    .await)?)
}

pub async fn user(db: &Db, id: Uuid) -> Stored<Option<User>> {
    Ok(on_pool!(db, |c| {
        sqlx::query_as(
        "select u.id, u.organisation_id, o.name as organisation, u.email, u.name, u.language, u.theme, u.disabled_at
         from user_account u join organisation o on o.id = u.organisation_id where u.id = $1"
    )
    .bind(id)
    .fetch_optional(c)
    .await
    })?)
}

pub async fn users(db: &Db) -> Stored<Vec<User>> {
    Ok(on_pool!(db, |c| {
        sqlx::query_as(
        "select u.id, u.organisation_id, o.name as organisation, u.email, u.name, u.language, u.theme, u.disabled_at
         from user_account u join organisation o on o.id = u.organisation_id order by o.name, u.name"
    )
    .fetch_all(c)
    .await
    })?)
}

/// One row of `user_account` to be.
pub struct NewUser<'a> {
    pub id: Uuid,
    pub organisation_id: Uuid,
    pub email: &'a str,
    pub name: &'a str,
    pub password_hash: &'a str,
}

pub async fn insert_user(tx: &mut Tx, user: NewUser<'_>, at: DateTime<Utc>) -> Stored<()> {
    execute!(
        tx,
        "insert into user_account (id, organisation_id, email, name, password_hash, created_at)
         values ($1, $2, $3, $4, $5, $6)",
        user.id,
        user.organisation_id,
        user.email,
        user.name,
        user.password_hash,
        at
    )?;
    Ok(())
}

pub async fn set_password(tx: &mut Tx, user: Uuid, hash: &str) -> Stored<()> {
    execute!(tx, "update user_account set password_hash = $2 where id = $1", user, hash)?;
    Ok(())
}

pub async fn set_preferences(tx: &mut Tx, user: Uuid, language: &str, theme: &str) -> Stored<()> {
    execute!(
        tx,
        "update user_account set language = $2, theme = $3 where id = $1",
        user,
        language,
        theme
    )?;
    Ok(())
}

pub async fn set_disabled(tx: &mut Tx, user: Uuid, at: Option<DateTime<Utc>>) -> Stored<()> {
    execute!(tx, "update user_account set disabled_at = $2 where id = $1", user, at)?;
    Ok(())
}

pub async fn insert_session(tx: &mut Tx, session: &Session) -> Stored<()> {
    execute!(
        tx,
        "insert into session (token_hash, user_id, form_token, agent, created_at, seen_at)
         values ($1, $2, $3, $4, $5, $6)",
        &session.token_hash,
        session.user_id,
        &session.form_token,
        &session.agent,
        session.created_at,
        session.seen_at
    )?;
    Ok(())
}

/// A session and its user, unless the account is disabled.
pub async fn session(db: &Db, token_hash: &str) -> Stored<Option<(Session, User)>> {
    let session: Option<Session> = on_pool!(db, |c| sqlx::query_as(
        "select token_hash, user_id, form_token, agent, created_at, seen_at, revoked_at
         from session where token_hash = $1"
    )
    .bind(token_hash)
    .fetch_optional(c)
    .await)?;
    let Some(session) = session else {
        return Ok(None);
    };
    let owner = user(db, session.user_id).await?.filter(|user| user.disabled_at.is_none());
    Ok(owner.map(|user| (session, user)))
}

pub async fn sessions_of(db: &Db, user: Uuid) -> Stored<Vec<Session>> {
    Ok(on_pool!(db, |c| sqlx::query_as(
        "select token_hash, user_id, form_token, agent, created_at, seen_at, revoked_at
         from session where user_id = $1 and revoked_at is null order by seen_at desc"
    )
    .bind(user)
    .fetch_all(c)
    .await)?)
}

pub async fn see_session(tx: &mut Tx, token_hash: &str, at: DateTime<Utc>) -> Stored<()> {
    execute!(tx, "update session set seen_at = $2 where token_hash = $1", token_hash, at)?;
    Ok(())
}

pub async fn revoke_session(
    tx: &mut Tx,
    user: Uuid,
    token_hash: &str,
    at: DateTime<Utc>,
) -> Stored<()> {
    execute!(
        tx,
        "update session set revoked_at = $3 where token_hash = $2 and user_id = $1 and revoked_at is null",
        user,
        token_hash,
        at
    )?;
    Ok(())
}

pub async fn revoke_sessions(tx: &mut Tx, user: Uuid, at: DateTime<Utc>) -> Stored<()> {
    execute!(
        tx,
        "update session set revoked_at = $2 where user_id = $1 and revoked_at is null",
        user,
        at
    )?;
    Ok(())
}

pub async fn attempts_since(tx: &mut Tx, key: &str, since: DateTime<Utc>) -> Stored<i64> {
    Ok(on_tx!(tx, |c| sqlx::query_scalar(
        "select count(*) from sign_in_attempt where key = $1 and at > $2"
    )
    .bind(key)
    .bind(since)
    .fetch_one(c)
    .await)?)
}

pub async fn insert_attempt(tx: &mut Tx, key: &str, at: DateTime<Utc>) -> Stored<()> {
    execute!(tx, "insert into sign_in_attempt (key, at) values ($1, $2)", key, at)?;
    Ok(())
}

pub async fn forget_attempts(tx: &mut Tx, key: &str, before: DateTime<Utc>) -> Stored<()> {
    execute!(tx, "delete from sign_in_attempt where key = $1 and at <= $2", key, before)?;
    Ok(())
}

/// The one attempt of that instant.
pub async fn forget_attempt(tx: &mut Tx, key: &str, at: DateTime<Utc>) -> Stored<()> {
    execute!(tx, "delete from sign_in_attempt where key = $1 and at = $2", key, at)?;
    Ok(())
}

pub async fn user_with_email(tx: &mut Tx, email: &str) -> Stored<Option<Uuid>> {
    Ok(on_tx!(tx, |c| sqlx::query_scalar("select id from user_account where email = $1")
        .bind(email)
        .fetch_optional(c)
        .await)?)
}

/// Every role in force on a night, and its holder.
pub async fn roles_in_force(db: &Db, night: NaiveDate) -> Stored<Vec<(Uuid, Role)>> {
    Ok(on_pool!(db, |c| sqlx::query_as(
        "select user_id, role from access_grant
         where from_night <= $1 and (to_night is null or to_night > $1) order by from_night, id"
    )
    .bind(night)
    .fetch_all(c)
    .await)?)
}

pub async fn organisations(tx: &mut Tx) -> Stored<Vec<(Uuid, String)>> {
    Ok(on_tx!(tx, |c| sqlx::query_as("select id, name from organisation order by name")
        .fetch_all(c)
        .await)?)
}

pub async fn insert_organisation(
    tx: &mut Tx,
    id: Uuid,
    name: &str,
    kind: &str,
    at: DateTime<Utc>,
) -> Stored<()> {
    execute!(
        tx,
        "insert into organisation (id, name, kind, created_at) values ($1, $2, $3, $4)",
        id,
        name,
        kind,
        at
    )?;
    Ok(())
}

pub async fn mandate_labelled(
    tx: &mut Tx,
    organisation: Uuid,
    label: &str,
) -> Stored<Option<Uuid>> {
    Ok(on_tx!(tx, |c| sqlx::query_scalar(
        "select id from mandate where organisation_id = $1 and label = $2"
    )
    .bind(organisation)
    .bind(label)
    .fetch_optional(c)
    .await)?)
}

/// One row of `access_grant` to be, without an end.
pub struct NewGrant {
    pub user_id: Uuid,
    pub role: Role,
    pub organisation_id: Uuid,
    pub mandate_id: Option<Uuid>,
    pub from_night: NaiveDate,
}

pub async fn insert_grant(tx: &mut Tx, grant: &NewGrant, at: DateTime<Utc>) -> Stored<()> {
    execute!(
        tx,
        "insert into access_grant (id, user_id, role, organisation_id, mandate_id, from_night, created_at)
         values ($1, $2, $3, $4, $5, $6, $7)",
        Uuid::now_v7(),
        grant.user_id,
        grant.role,
        grant.organisation_id,
        grant.mandate_id,
        grant.from_night,
        at
    )?;
    Ok(())
}

//! Keeping users, for administrators: who may sign in, and from which devices.

use serde_json::{Value, json};
use uuid::Uuid;

use super::{Account, InForce, Listed, rules, store};
use crate::{
    access::{
        Actor, Class, Need,
        journal::{self, Change, Subject},
    },
    accounts::{
        self, Session,
        password::{check_password, hash_password},
        store::NewUser,
    },
    context::App,
    db::Tx,
    error::{AppError, Outcome},
    i18n::Message,
    organisations,
};

/// Everybody, by name, with the rights of tonight.
pub async fn list(app: &App, actor: &Actor) -> Outcome<Vec<Listed>> {
    actor.require(Class::Accounts, Need::Read)?;
    let rights = store::in_force(&app.db, actor.tonight).await?;
    let of = |id: Uuid| -> Vec<InForce> {
        let own = rights.iter().filter(|right| right.user_id == id);
        own.copied().collect()
    };
    let accounts = store::accounts(&app.db).await?;
    Ok(accounts.into_iter().map(|account| Listed { rights: of(account.id), account }).collect())
}

pub async fn one(app: &App, actor: &Actor, id: Uuid) -> Outcome<Account> {
    actor.require(Class::Accounts, Need::Read)?;
    let found = store::account(&app.db, id).await?;
    found.ok_or(AppError::NotFound)
}

/// The devices a user is signed in on now.
pub async fn sessions(app: &App, actor: &Actor, id: Uuid) -> Outcome<Vec<Session>> {
    actor.require(Class::Accounts, Need::Read)?;
    let now = app.clock.now();
    let mut sessions = accounts::store::sessions_of(&app.db, id).await?;
    sessions.retain(|session| accounts::rules::is_alive(session, now));
    Ok(sessions)
}

pub struct NewAccount {
    pub organisation_id: Uuid,
    pub name: String,
    pub email: String,
    pub password: String,
}

/// A user who may sign in and reaches nothing until a right is given.
pub async fn add(app: &App, actor: &Actor, command: Uuid, wanted: NewAccount) -> Outcome<Uuid> {
    actor.require(Class::Accounts, Need::Write)?;
    let email = read_email(&wanted.email)?;
    check_password(&wanted.password, &email, &wanted.name, "password")?;
    let hash = hash_password(wanted.password).await?;
    let id = Uuid::now_v7();
    let mut tx = app.db.begin().await?;
    if let Some(before) = journal::claim(&mut tx, &app.clock, Some(actor), command, &id).await? {
        return Ok(before);
    }
    let organisation = organisations::store::lock(&mut tx, wanted.organisation_id).await?;
    let organisation = organisation.ok_or(AppError::invalid("organisation_id", "field-choice"))?;
    if !organisation.is_open_on(actor.tonight) {
        return Err(AppError::invalid("organisation_id", "users-organisation-closed"));
    }
    check_email(&mut tx, id, &email).await?;
    let user = NewUser {
        id,
        organisation_id: organisation.id,
        email: &email,
        name: &wanted.name,
        password_hash: &hash,
    };
    accounts::store::insert_user(&mut tx, user, app.clock.now()).await?;
    let after = json!({ "name": wanted.name, "email": email, "organisation": organisation.name });
    note(&mut tx, app, actor, change(actor, command, id, "added"), None, Some(after)).await?;
    tx.save().await?;
    Ok(id)
}

pub struct Edit {
    pub id: Uuid,
    pub version: i32,
    pub name: String,
    pub email: String,
}

pub async fn edit(app: &App, actor: &Actor, command: Uuid, wanted: Edit) -> Outcome<()> {
    actor.require(Class::Accounts, Need::Write)?;
    let Edit { id, version, name, email } = wanted;
    let email = read_email(&email)?;
    let mut tx = app.db.begin().await?;
    if claimed(&mut tx, app, actor, command).await? {
        return Ok(());
    }
    let now = store::lock(&mut tx, id).await?.ok_or(AppError::NotFound)?;
    check_email(&mut tx, id, &email).await?;
    if store::update(&mut tx, id, version, &name, &email).await? == 0 {
        return Err(journal::stale(&mut tx, &app.clock, id).await?);
    }
    let before = json!({ "name": now.name, "email": now.email });
    let after = json!({ "name": name, "email": email });
    note(&mut tx, app, actor, change(actor, command, id, "edited"), Some(before), Some(after))
        .await?;
    Ok(tx.save().await?)
}

/// Shuts a user out at once: no new sign-in, and every device is disconnected.
pub async fn disable(
    app: &App,
    actor: &Actor,
    command: Uuid,
    id: Uuid,
    reason: &str,
) -> Outcome<()> {
    actor.require(Class::Accounts, Need::Write)?;
    let mut tx = app.db.begin().await?;
    if claimed(&mut tx, app, actor, command).await? {
        return Ok(());
    }
    let account = lock_beside_actor(&mut tx, actor, id).await?;
    rules::may_disable(actor.user_id, &account)?;
    let now = app.clock.now();
    accounts::store::set_disabled(&mut tx, id, Some(now)).await?;
    accounts::store::revoke_sessions(&mut tx, id, now).await?;
    let change = Change {
        reason: (!reason.is_empty()).then_some(reason),
        ..change(actor, command, id, "disabled")
    };
    note(&mut tx, app, actor, change, None, None).await?;
    Ok(tx.save().await?)
}

pub async fn enable(app: &App, actor: &Actor, command: Uuid, id: Uuid) -> Outcome<()> {
    actor.require(Class::Accounts, Need::Write)?;
    let mut tx = app.db.begin().await?;
    if claimed(&mut tx, app, actor, command).await? {
        return Ok(());
    }
    let account = store::lock(&mut tx, id).await?.ok_or(AppError::NotFound)?;
    if account.disabled_at.is_none() {
        return Err(AppError::conflict(Message::new("users-already-enabled")));
    }
    accounts::store::set_disabled(&mut tx, id, None).await?;
    note(&mut tx, app, actor, change(actor, command, id, "enabled"), None, None).await?;
    Ok(tx.save().await?)
}

/// Gives a user another password and disconnects every device.
pub async fn reset_password(
    app: &App,
    actor: &Actor,
    command: Uuid,
    id: Uuid,
    password: String,
) -> Outcome<()> {
    let account = one(app, actor, id).await?;
    actor.require(Class::Accounts, Need::Write)?;
    rules::may_reset(actor.user_id, &account)?;
    check_password(&password, &account.email, &account.name, "password")?;
    let hash = hash_password(password).await?;
    let mut tx = app.db.begin().await?;
    if claimed(&mut tx, app, actor, command).await? {
        return Ok(());
    }
    store::lock(&mut tx, id).await?.ok_or(AppError::NotFound)?;
    accounts::store::set_password(&mut tx, id, &hash).await?;
    accounts::store::revoke_sessions(&mut tx, id, app.clock.now()).await?;
    note(&mut tx, app, actor, change(actor, command, id, "password_reset"), None, None).await?;
    Ok(tx.save().await?)
}

/// Disconnects one device of a user, or all of them when `session` is `None`.
pub async fn revoke(
    app: &App,
    actor: &Actor,
    command: Uuid,
    id: Uuid,
    session: Option<&str>,
) -> Outcome<()> {
    actor.require(Class::Accounts, Need::Write)?;
    let mut tx = app.db.begin().await?;
    if claimed(&mut tx, app, actor, command).await? {
        return Ok(());
    }
    store::lock(&mut tx, id).await?.ok_or(AppError::NotFound)?;
    let now = app.clock.now();
    match session {
        Some(hash) => accounts::store::revoke_session(&mut tx, id, hash, now).await?,
        None => accounts::store::revoke_sessions(&mut tx, id, now).await?,
    }
    let action = if session.is_some() { "session_revoked" } else { "sessions_revoked" };
    note(&mut tx, app, actor, change(actor, command, id, action), None, None).await?;
    Ok(tx.save().await?)
}

/// Two administrators who shut each other out at once would leave nobody: the
/// second finds itself already shut out. Locked in one order, so that neither waits forever.
async fn lock_beside_actor(tx: &mut Tx, actor: &Actor, id: Uuid) -> Outcome<Account> {
    let mut found = None;
    let mut ids = [actor.user_id, id];
    ids.sort();
    for each in ids {
        let account = store::lock(tx, each).await?.ok_or(AppError::NotFound)?;
        if each == actor.user_id && account.disabled_at.is_some() {
            return Err(AppError::SignedOut);
        }
        if each == id {
            found = Some(account);
        }
    }
    found.ok_or(AppError::NotFound)
}

async fn claimed(tx: &mut Tx, app: &App, actor: &Actor, command: Uuid) -> Outcome<bool> {
    let answer = journal::claim(tx, &app.clock, Some(actor), command, &()).await?;
    Ok(answer.is_some())
}

fn read_email(typed: &str) -> Outcome<String> {
    rules::email(typed).ok_or(AppError::invalid("email", "users-email-form"))
}

async fn check_email(tx: &mut Tx, id: Uuid, email: &str) -> Outcome<()> {
    match store::owner_of(tx, email).await? {
        Some(owner) if owner != id => Err(AppError::invalid("email", "users-email-taken")),
        _ => Ok(()),
    }
}

fn change(actor: &Actor, command: Uuid, id: Uuid, action: &'static str) -> Change<'static> {
    Change {
        command,
        subject: Subject::User,
        subject_id: id,
        action,
        night: actor.tonight,
        before: None,
        after: None,
        reason: None,
    }
}

async fn note(
    tx: &mut Tx,
    app: &App,
    actor: &Actor,
    change: Change<'_>,
    before: Option<Value>,
    after: Option<Value>,
) -> Outcome<()> {
    let change = Change { before: before.as_ref(), after: after.as_ref(), ..change };
    Ok(journal::record(tx, &app.clock, Some(actor), change).await?)
}

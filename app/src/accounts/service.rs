//! Signing in and out, and whose request this is.

use argon2::{
    Argon2, PasswordHasher,
    password_hash::{SaltString, rand_core::OsRng},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, Duration, Utc};
use sha2::{Digest, Sha256};
use std::sync::OnceLock;
use uuid::Uuid;

pub use super::password::{check_password, hash_password};
use super::{Session, User, password::verify, rules, store};
use crate::{
    access::{self, Actor},
    context::App,
    error::{AppError, Outcome},
    i18n::Message,
};

/// A fresh sign-in: the secret for the cookie.
pub struct SignedIn {
    pub secret: String,
    pub user_id: Uuid,
}

/// Whose request it is, and the token its forms repeat.
pub struct Known {
    pub actor: Actor,
    pub user: User,
    pub form_token: String,
}

/// Checks e-mail and password. The time taken does not tell whether the account exists.
pub async fn sign_in(
    app: &App,
    email: &str,
    password: &str,
    address: &str,
    agent: &str,
) -> Outcome<SignedIn> {
    let email = email.trim().to_lowercase();
    let now = app.clock.now();
    admit_attempt(app, &email, address, now).await?;
    let found = store::password_of(&app.db, &email).await?;
    let (user, hash) = match found {
        Some((id, hash)) => (Some(id), hash),
        None => (None, decoy().to_owned()),
    };
    let matches = verify(password.to_owned(), hash).await;
    let (Some(user_id), true) = (user, matches) else {
        return Err(AppError::invalid("password", "accounts-sign-in-refused"));
    };
    let secret = random_text();
    let session = Session {
        token_hash: digest(&secret),
        user_id,
        form_token: random_text(),
        agent: rules::agent_family(agent),
        created_at: now,
        seen_at: now,
        revoked_at: None,
    };
    let mut tx = app.db.begin().await?;
    store::insert_session(&mut tx, &session).await?;
    store::forget_attempts(&mut tx, &digest(&email), now).await?;
    // This one did not fail: an office is not to wait because many of it arrived.
    store::forget_attempt(&mut tx, &digest(address), now).await?;
    tx.save().await?;
    Ok(SignedIn { secret, user_id })
}

/// Counts this attempt, and refuses when too many went before it.
async fn admit_attempt(app: &App, email: &str, address: &str, now: DateTime<Utc>) -> Outcome<()> {
    let since = now - Duration::minutes(rules::ATTEMPTS_MINUTES);
    let mut tx = app.db.begin().await?;
    let mut most = 0;
    // One address serves a whole office: it may fail more often than one account.
    for (key, weight) in [(digest(email), 1), (digest(address), 10)] {
        store::forget_attempts(&mut tx, &key, since).await?;
        most = most.max(store::attempts_since(&mut tx, &key, since).await? / weight);
        store::insert_attempt(&mut tx, &key, now).await?;
    }
    tx.save().await?;
    if most >= rules::ATTEMPTS_MAX {
        return Err(AppError::field(
            "password",
            Message::new("accounts-sign-in-wait").with("minutes", rules::ATTEMPTS_MINUTES),
        ));
    }
    Ok(())
}

/// Whose secret this is, if its session is alive.
pub async fn recognise(app: &App, secret: &str) -> Outcome<Option<Known>> {
    let token_hash = digest(secret);
    let now = app.clock.now();
    let Some((session, user)) = store::session(&app.db, &token_hash).await? else {
        return Ok(None);
    };
    if !rules::is_alive(&session, now) {
        return Ok(None);
    }
    // Once a minute is enough to know that somebody is still there.
    if now - session.seen_at > Duration::minutes(1) {
        let mut tx = app.db.begin().await?;
        store::see_session(&mut tx, &token_hash, now).await?;
        tx.save().await?;
    }
    let tonight = app.clock.tonight();
    let actor = Actor {
        user_id: user.id,
        name: user.name.clone(),
        organisation_id: user.organisation_id,
        grants: access::store::grants_of(&app.db, user.id, tonight).await?,
        tonight,
    };
    Ok(Some(Known { actor, user, form_token: session.form_token }))
}

pub async fn sign_out(app: &App, actor: &Actor, secret: &str) -> Outcome<()> {
    revoke(app, actor, &digest(secret)).await
}

/// Ends one of the actor's own sessions, at once.
pub async fn revoke(app: &App, actor: &Actor, token_hash: &str) -> Outcome<()> {
    let mut tx = app.db.begin().await?;
    store::revoke_session(&mut tx, actor.user_id, token_hash, app.clock.now()).await?;
    Ok(tx.save().await?)
}

pub async fn sessions(app: &App, actor: &Actor) -> Outcome<Vec<Session>> {
    let now = app.clock.now();
    let mut sessions = store::sessions_of(&app.db, actor.user_id).await?;
    sessions.retain(|session| rules::is_alive(session, now));
    Ok(sessions)
}

pub async fn prefer(app: &App, actor: &Actor, language: &str, theme: &str) -> Outcome<()> {
    let mut tx = app.db.begin().await?;
    store::set_preferences(&mut tx, actor.user_id, language, theme).await?;
    Ok(tx.save().await?)
}

/// Changes one's own password and ends every other session.
pub async fn change_password(app: &App, user: &User, current: &str, wanted: &str) -> Outcome<()> {
    let (_, hash) = store::password_of(&app.db, &user.email).await?.ok_or(AppError::NotFound)?;
    if !verify(current.to_owned(), hash).await {
        return Err(AppError::invalid("current", "accounts-password-wrong"));
    }
    check_password(wanted, &user.email, &user.name, "wanted")?;
    let hash = hash_password(wanted.to_owned()).await?;
    let mut tx = app.db.begin().await?;
    store::set_password(&mut tx, user.id, &hash).await?;
    store::revoke_sessions(&mut tx, user.id, app.clock.now()).await?;
    Ok(tx.save().await?)
}

/// The hash checked for an account that does not exist.
fn decoy() -> &'static str {
    static DECOY: OnceLock<String> = OnceLock::new();
    DECOY.get_or_init(|| {
        Argon2::default()
            .hash_password(random_text().as_bytes(), &SaltString::generate(&mut OsRng))
            .map(|hash| hash.to_string())
            .unwrap_or_default()
    })
}

/// 256 random bits as text.
fn random_text() -> String {
    let mut bytes = [0u8; 32];
    getrandom::fill(&mut bytes).expect("the system gives random bytes");
    URL_SAFE_NO_PAD.encode(bytes)
}

fn digest(text: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(text.as_bytes()))
}

//! What the operator of the process does to accounts from the command line, without a session.

use uuid::Uuid;

use super::{service, store};
use crate::{
    access::{
        Role,
        journal::{self, Change, Subject},
    },
    context::App,
    db::{StoreError, Tx},
    error::AppError,
    i18n::Message,
};

/// Why it was not done, for whoever typed the command.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    #[error("nobody has the e-mail {0}")]
    NoUser(String),
    #[error("somebody has the e-mail {0} already")]
    EmailTaken(String),
    #[error("{0:?} is no e-mail address")]
    NoEmail(String),
    #[error("there is no organisation {0:?}; there are: {1}")]
    NoOrganisation(String, String),
    #[error("there is an organisation {0:?} already")]
    OrganisationExists(String),
    #[error("the organisation has no mandate {0:?}")]
    NoMandate(String),
    #[error("a social worker follows the households of a mandate: name one")]
    NeedsMandate,
    /// The password rule's sentence.
    #[error("the password is refused")]
    Password(Message),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("it could not be done")]
    App(AppError),
}

/// A user to be, with a right from tonight on.
pub struct NewAccount<'a> {
    pub email: &'a str,
    pub name: &'a str,
    pub organisation: &'a str,
    /// The organisation is created too, of this kind.
    pub organisation_kind: Option<&'a str>,
    pub role: Role,
    pub mandate: Option<&'a str>,
    pub password: String,
}

/// A user, the organisation, the roles of tonight, and whether the account is disabled.
#[derive(Debug)]
pub struct Listed {
    pub email: String,
    pub name: String,
    pub organisation: String,
    pub roles: Vec<Role>,
    pub disabled: bool,
}

pub async fn add(app: &App, new: NewAccount<'_>) -> Result<Uuid, Refused> {
    let email = new.email.trim().to_lowercase();
    if email.split('@').filter(|part| !part.is_empty()).count() != 2 || email.contains(' ') {
        return Err(Refused::NoEmail(email));
    }
    check_password(&new.password, &email, new.name)?;
    if new.role == Role::SocialWorker && new.mandate.is_none() {
        return Err(Refused::NeedsMandate);
    }
    let password_hash = hash(new.password.clone()).await?;
    let (now, tonight, id) = (app.clock.now(), app.clock.tonight(), Uuid::now_v7());
    let mut tx = app.db.begin().await?;
    let organisation_id = organisation(app, &mut tx, &new).await?;
    let mandate_id = match new.mandate {
        Some(label) => Some(
            store::mandate_labelled(&mut tx, organisation_id, label)
                .await?
                .ok_or_else(|| Refused::NoMandate(label.to_owned()))?,
        ),
        None => None,
    };
    let user = store::NewUser {
        id,
        organisation_id,
        email: &email,
        name: new.name,
        password_hash: &password_hash,
    };
    store::insert_user(&mut tx, user, now).await.map_err(|error| match error {
        StoreError::Taken => Refused::EmailTaken(email.clone()),
        StoreError::Broken(_) => error.into(),
    })?;
    let grant = store::NewGrant {
        user_id: id,
        role: new.role,
        organisation_id,
        mandate_id,
        from_night: tonight,
    };
    store::insert_grant(&mut tx, &grant, now).await?;
    let after = serde_json::json!({ "organisation_id": organisation_id, "role": new.role.code() });
    record(app, &mut tx, (Subject::User, id), "add", Some(&after)).await?;
    tx.save().await?;
    Ok(id)
}

async fn organisation(app: &App, tx: &mut Tx, new: &NewAccount<'_>) -> Result<Uuid, Refused> {
    let known = store::organisations(tx).await?;
    let found = known.iter().find(|(_, name)| name == new.organisation);
    match (found, new.organisation_kind) {
        (Some(&(id, _)), None) => Ok(id),
        (Some(_), Some(_)) => Err(Refused::OrganisationExists(new.organisation.to_owned())),
        (None, None) => {
            let names: Vec<_> = known.into_iter().map(|(_, name)| name).collect();
            let names = if names.is_empty() { "none yet".to_owned() } else { names.join(", ") };
            Err(Refused::NoOrganisation(new.organisation.to_owned(), names))
        }
        (None, Some(kind)) => {
            let id = Uuid::now_v7();
            store::insert_organisation(tx, id, new.organisation, kind, app.clock.now()).await?;
            let after = serde_json::json!({ "name": new.organisation, "kind": kind });
            record(app, tx, (Subject::Organisation, id), "add", Some(&after)).await?;
            Ok(id)
        }
    }
}

/// Closes the account and ends its sessions, at once.
pub async fn disable(app: &App, email: &str) -> Result<(), Refused> {
    let now = app.clock.now();
    let (mut tx, id) = begin(app, email).await?;
    store::set_disabled(&mut tx, id, Some(now)).await?;
    store::revoke_sessions(&mut tx, id, now).await?;
    record(app, &mut tx, (Subject::User, id), "disable", None).await?;
    Ok(tx.save().await?)
}

pub async fn enable(app: &App, email: &str) -> Result<(), Refused> {
    let (mut tx, id) = begin(app, email).await?;
    store::set_disabled(&mut tx, id, None).await?;
    record(app, &mut tx, (Subject::User, id), "enable", None).await?;
    Ok(tx.save().await?)
}

/// Gives a new password, and ends the sessions opened with the old one.
pub async fn reset(app: &App, email: &str, password: String) -> Result<(), Refused> {
    check_password(&password, email, "")?;
    let hash = hash(password).await?;
    let (mut tx, id) = begin(app, email).await?;
    store::set_password(&mut tx, id, &hash).await?;
    store::revoke_sessions(&mut tx, id, app.clock.now()).await?;
    record(app, &mut tx, (Subject::User, id), "reset_password", None).await?;
    Ok(tx.save().await?)
}

pub async fn list(app: &App) -> Result<Vec<Listed>, Refused> {
    let roles = store::roles_in_force(&app.db, app.clock.tonight()).await?;
    let users = store::users(&app.db).await?.into_iter();
    let listed = users.map(|user| {
        let own = roles.iter().filter(|(holder, _)| *holder == user.id);
        Listed {
            roles: own.map(|(_, role)| *role).collect(),
            email: user.email,
            name: user.name,
            organisation: user.organisation,
            disabled: user.disabled_at.is_some(),
        }
    });
    Ok(listed.collect())
}

/// A password nobody chose: twelve syllables, 77 bits, easy to read over the telephone.
pub fn passphrase() -> String {
    let letter =
        |letters: &[u8], random: u8| char::from(letters[usize::from(random) % letters.len()]);
    let mut random = [0u8; 24];
    getrandom::fill(&mut random).expect("the system gives random bytes");
    let mut text = String::with_capacity(29);
    for (n, pair) in random.chunks_exact(2).enumerate() {
        if n > 0 && n % 2 == 0 {
            text.push('-');
        }
        // Sixteen and five letters: 256 divides evenly by the first, nearly by the second.
        text.push(letter(b"bcdfghjklmnprstv", pair[0]));
        text.push(letter(b"aeiou", pair[1]));
    }
    text
}

async fn begin(app: &App, email: &str) -> Result<(Tx, Uuid), Refused> {
    let email = email.trim().to_lowercase();
    let mut tx = app.db.begin().await?;
    match store::user_with_email(&mut tx, &email).await? {
        Some(id) => Ok((tx, id)),
        None => Err(Refused::NoUser(email)),
    }
}

fn check_password(password: &str, email: &str, name: &str) -> Result<(), Refused> {
    service::check_password(password, email, name, "password")
        .map_err(|error| Refused::Password(error.message()))
}

async fn hash(password: String) -> Result<String, Refused> {
    service::hash_password(password).await.map_err(Refused::App)
}

async fn record(
    app: &App,
    tx: &mut Tx,
    (subject, subject_id): (Subject, Uuid),
    action: &'static str,
    after: Option<&serde_json::Value>,
) -> Result<(), Refused> {
    let change = Change {
        command: Uuid::now_v7(),
        subject,
        subject_id,
        action,
        night: app.clock.tonight(),
        before: None,
        after,
        reason: Some("command line"),
    };
    Ok(journal::record(tx, &app.clock, None, change).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_generated_password_passes_the_rule_and_is_never_the_same() {
        let (one, other) = (passphrase(), passphrase());
        assert_ne!(one, other);
        assert_eq!(one.len(), 29, "{one}");
        assert!(check_password(&one, "ana@ville.example", "Ana").is_ok());
    }
}

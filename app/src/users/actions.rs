//! The forms of users.

use super::service::{self, Edit, NewAccount};
use crate::{
    error::{AppError, Outcome},
    form::{Form, Reader},
    visit::{Done, Visit},
};

const NAME_CHARACTERS_MAX: usize = 120;
const EMAIL_CHARACTERS_MAX: usize = 200;
const REASON_CHARACTERS_MAX: usize = 300;

pub async fn run(action: &str, visit: &Visit, form: &Form) -> Outcome<Done> {
    match action {
        "add" => add(visit, form).await,
        "edit" => edit(visit, form).await,
        "disable" => disable(visit, form).await,
        "enable" => enable(visit, form).await,
        "reset_password" => reset_password(visit, form).await,
        "revoke" => revoke(visit, form).await,
        _ => Err(AppError::NotFound),
    }
}

async fn add(visit: &Visit, form: &Form) -> Outcome<Done> {
    let mut reader = Reader::new(form);
    let command = reader.command();
    let wanted = NewAccount {
        organisation_id: reader.id("organisation_id"),
        name: reader.required("name", NAME_CHARACTERS_MAX),
        email: reader.required("email", EMAIL_CHARACTERS_MAX),
        password: passphrase(form),
    };
    let wanted = reader.finish(wanted)?;
    let id = service::add(&visit.app, visit.actor()?, command, wanted).await?;
    Ok(Done::to(super::path(id)).saying("users-added"))
}

async fn edit(visit: &Visit, form: &Form) -> Outcome<Done> {
    let mut reader = Reader::new(form);
    let command = reader.command();
    let wanted = Edit {
        id: reader.id("user"),
        version: reader.number("version", 1, i32::MAX, 1),
        name: reader.required("name", NAME_CHARACTERS_MAX),
        email: reader.required("email", EMAIL_CHARACTERS_MAX),
    };
    let wanted = reader.finish(wanted)?;
    let id = wanted.id;
    service::edit(&visit.app, visit.actor()?, command, wanted).await?;
    Ok(Done::to(super::path(id)).saying("users-saved"))
}

async fn disable(visit: &Visit, form: &Form) -> Outcome<Done> {
    let mut reader = Reader::new(form);
    let command = reader.command();
    let id = reader.id("user");
    let reason = reader.text("reason", REASON_CHARACTERS_MAX);
    reader.finish(())?;
    service::disable(&visit.app, visit.actor()?, command, id, &reason).await?;
    Ok(Done::to(super::path(id)).saying("users-disabled"))
}

async fn enable(visit: &Visit, form: &Form) -> Outcome<Done> {
    let mut reader = Reader::new(form);
    let command = reader.command();
    let id = reader.id("user");
    reader.finish(())?;
    service::enable(&visit.app, visit.actor()?, command, id).await?;
    Ok(Done::to(super::path(id)).saying("users-enabled"))
}

async fn reset_password(visit: &Visit, form: &Form) -> Outcome<Done> {
    let mut reader = Reader::new(form);
    let command = reader.command();
    let id = reader.id("user");
    reader.finish(())?;
    let password = passphrase(form);
    service::reset_password(&visit.app, visit.actor()?, command, id, password).await?;
    Ok(Done::to(super::path(id)).saying("users-password-reset"))
}

async fn revoke(visit: &Visit, form: &Form) -> Outcome<Done> {
    let mut reader = Reader::new(form);
    let command = reader.command();
    let id = reader.id("user");
    let session = reader.text("session", 100);
    reader.finish(())?;
    let session = Some(session.as_str()).filter(|hash| !hash.is_empty());
    service::revoke(&visit.app, visit.actor()?, command, id, session).await?;
    Ok(Done::to(super::path(id)).saying("users-revoked"))
}

/// Its field has several lines to show it whole; a passphrase has one.
fn passphrase(form: &Form) -> String {
    form.text("password").replace(['\r', '\n'], "")
}

//! The forms of rights.

use super::{
    Wanted,
    service::{self, Ending},
};
use crate::{
    access::Role,
    error::{AppError, Outcome},
    form::{Form, Reader},
    users,
    visit::{Done, Visit},
};

const REASON_CHARACTERS_MAX: usize = 300;

pub async fn run(action: &str, visit: &Visit, form: &Form) -> Outcome<Done> {
    match action {
        "add" => add(visit, form).await,
        "end" => end(visit, form).await,
        _ => Err(AppError::NotFound),
    }
}

async fn add(visit: &Visit, form: &Form) -> Outcome<Done> {
    let mut reader = Reader::new(form);
    let command = reader.command();
    let user_id = reader.id("user");
    let role = reader.choice("role", Role::parse);
    let organisation_id = reader.id("organisation");
    let mandate_id = reader.id_or_none("mandate_id");
    let sites = reader.ids("sites");
    let from = reader.date("from");
    let to = reader.date_or_none("to");
    let role = reader.finish(role)?.ok_or(AppError::Internal)?;
    let wanted = Wanted { user_id, role, organisation_id, mandate_id, sites, from, to };
    service::add(&visit.app, visit.actor()?, command, wanted).await?;
    Ok(Done::to(users::path(user_id)).saying("grants-added"))
}

async fn end(visit: &Visit, form: &Form) -> Outcome<Done> {
    let mut reader = Reader::new(form);
    let command = reader.command();
    let ending = Ending {
        grant: reader.id("grant"),
        shown: reader.date_or_none("shown"),
        on: reader.date("on"),
        reason: reader.text("reason", REASON_CHARACTERS_MAX),
    };
    let ending = reader.finish(ending)?;
    let actor = visit.actor()?;
    let held = service::one(&visit.app, actor, ending.grant).await?;
    service::end(&visit.app, actor, command, ending).await?;
    Ok(Done::to(users::path(held.user_id)).saying("grants-ended"))
}

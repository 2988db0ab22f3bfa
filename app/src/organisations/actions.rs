//! The forms of organisations and mandates.

use super::{
    Kind,
    service::{self, Named, NewMandate},
};
use crate::{
    error::{AppError, Outcome},
    form::{Form, Reader},
    visit::{Done, Visit},
};

const NAME_CHARACTERS_MAX: usize = 120;

pub async fn run(action: &str, visit: &Visit, form: &Form) -> Outcome<Done> {
    match action {
        "add" => add(visit, form).await,
        "edit" => edit(visit, form).await,
        "close" => close(visit, form).await,
        "reopen" => reopen(visit, form).await,
        "add_mandate" => add_mandate(visit, form).await,
        _ => Err(AppError::NotFound),
    }
}

async fn add(visit: &Visit, form: &Form) -> Outcome<Done> {
    let mut reader = Reader::new(form);
    let command = reader.command();
    let named = named(&mut reader);
    let named = reader.finish(named)?.ok_or(AppError::Internal)?;
    let id = service::add(&visit.app, visit.actor()?, command, named).await?;
    Ok(Done::to(super::path(id)).saying("organisations-added"))
}

async fn edit(visit: &Visit, form: &Form) -> Outcome<Done> {
    let mut reader = Reader::new(form);
    let command = reader.command();
    let id = reader.id("organisation");
    let version = reader.number("version", 1, i32::MAX, 1);
    let named = named(&mut reader);
    let named = reader.finish(named)?.ok_or(AppError::Internal)?;
    service::edit(&visit.app, visit.actor()?, command, id, version, named).await?;
    Ok(Done::to(super::path(id)).saying("organisations-saved"))
}

async fn close(visit: &Visit, form: &Form) -> Outcome<Done> {
    let mut reader = Reader::new(form);
    let command = reader.command();
    let id = reader.id("organisation");
    let version = reader.number("version", 1, i32::MAX, 1);
    let on = reader.date("on");
    reader.finish(())?;
    let actor = visit.actor()?;
    service::set_closed_on(&visit.app, actor, command, id, version, Some(on)).await?;
    Ok(Done::to(super::path(id)).saying("organisations-closing-saved"))
}

async fn reopen(visit: &Visit, form: &Form) -> Outcome<Done> {
    let mut reader = Reader::new(form);
    let command = reader.command();
    let id = reader.id("organisation");
    let version = reader.number("version", 1, i32::MAX, 1);
    reader.finish(())?;
    service::set_closed_on(&visit.app, visit.actor()?, command, id, version, None).await?;
    Ok(Done::to(super::path(id)).saying("organisations-reopened"))
}

async fn add_mandate(visit: &Visit, form: &Form) -> Outcome<Done> {
    let mut reader = Reader::new(form);
    let command = reader.command();
    let id = reader.id("organisation");
    let wanted = NewMandate {
        label: reader.required("label", NAME_CHARACTERS_MAX),
        from: reader.date("from"),
        to: reader.date_or_none("to"),
    };
    let wanted = reader.finish(wanted)?;
    service::add_mandate(&visit.app, visit.actor()?, command, id, wanted).await?;
    Ok(Done::to(super::path(id)).saying("organisations-mandate-added"))
}

fn named(reader: &mut Reader<'_>) -> Option<Named> {
    let name = reader.required("name", NAME_CHARACTERS_MAX);
    let kind = reader.choice("kind", Kind::parse)?;
    Some(Named { name, kind })
}

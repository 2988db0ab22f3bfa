//! The forms of funded periods.

use uuid::Uuid;

use super::{
    Basis, Funder,
    service::{self, NewPeriod, Step},
};
use crate::{
    error::{AppError, Outcome},
    form::{Form, Reader},
    i18n::Message,
    nights::Nights,
    visit::{Done, Visit},
};

const CHARACTERS_MAX: usize = 120;

pub async fn run(action: &str, visit: &Visit, form: &Form) -> Outcome<Done> {
    match action {
        "add" => add(visit, form).await,
        "grant" => grant(visit, form).await,
        "refuse" => refuse(visit, form).await,
        "extend" => extend(visit, form).await,
        "close" => close(visit, form).await,
        _ => Err(AppError::NotFound),
    }
}

async fn add(visit: &Visit, form: &Form) -> Outcome<Done> {
    let mut reader = Reader::new(form);
    let command = reader.command();
    let household_id = reader.id("household");
    let (from, to) = (reader.date("from"), reader.date("to"));
    let nights = Nights::between(from, to);
    if nights.is_none() {
        reader.refuse("to", Message::new("field-no-night"));
    }
    let new = NewPeriod {
        household_id,
        nights: nights.unwrap_or(Nights::open(from)),
        funder: reader.choice("funder", Funder::parse).unwrap_or(Funder::City),
        basis: reader.choice("basis", Basis::parse).unwrap_or(Basis::Homeless),
        reference: reader.text("reference", CHARACTERS_MAX),
        decided_by: reader.text("decided_by", CHARACTERS_MAX),
        decided_on: reader.date_or_none("decided_on"),
    };
    let new = reader.finish(new)?;
    service::add(&visit.app, visit.actor()?, command, &new).await?;
    Ok(done(household_id, "funding-added"))
}

async fn grant(visit: &Visit, form: &Form) -> Outcome<Done> {
    let mut reader = Reader::new(form);
    let (household, step) = step(&mut reader);
    let to = reader.date("to");
    let decided_by = reader.required("decided_by", CHARACTERS_MAX);
    let (step, to, decided_by) = reader.finish((step, to, decided_by))?;
    service::grant(&visit.app, visit.actor()?, &step, to, &decided_by).await?;
    Ok(done(household, "funding-granted"))
}

async fn refuse(visit: &Visit, form: &Form) -> Outcome<Done> {
    let mut reader = Reader::new(form);
    let (household, step) = step(&mut reader);
    let reason = reader.required("reason", CHARACTERS_MAX);
    let (step, reason) = reader.finish((step, reason))?;
    service::refuse(&visit.app, visit.actor()?, &step, &reason).await?;
    Ok(done(household, "funding-refused"))
}

async fn extend(visit: &Visit, form: &Form) -> Outcome<Done> {
    let mut reader = Reader::new(form);
    let (household, step) = step(&mut reader);
    let to = reader.date("to");
    let (step, to) = reader.finish((step, to))?;
    service::extend(&visit.app, visit.actor()?, &step, to).await?;
    Ok(done(household, "funding-extended"))
}

async fn close(visit: &Visit, form: &Form) -> Outcome<Done> {
    let mut reader = Reader::new(form);
    let (household, step) = step(&mut reader);
    let on = reader.date("on");
    let reason = reader.required("reason", CHARACTERS_MAX);
    let (step, on, reason) = reader.finish((step, on, reason))?;
    service::close(&visit.app, visit.actor()?, &step, on, &reason).await?;
    Ok(done(household, "funding-closed"))
}

fn step(reader: &mut Reader<'_>) -> (Uuid, Step) {
    let household = reader.id("household");
    let command = reader.command();
    let period = reader.id("period");
    let version = reader.number("version", 1, i32::MAX, 1);
    (household, Step { command, period, version })
}

fn done(household: Uuid, said: &str) -> Done {
    Done::to(format!("/households/{household}#funding")).saying(said)
}

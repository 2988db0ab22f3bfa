//! The forms of renewals.

use super::{
    Reason,
    service::{self, Refusal},
};
use crate::{
    error::{AppError, Outcome},
    form::{Form, Reader},
    visit::{Done, Visit},
};

const STEP_CHARACTERS_MAX: usize = 120;
const LABEL_CHARACTERS_MAX: usize = 60;

pub async fn run(action: &str, visit: &Visit, form: &Form) -> Outcome<Done> {
    match action {
        "extend" => extend_all(visit, form).await,
        "refuse" => refuse(visit, form).await,
        "close_day" => close_day(visit, form).await,
        _ => Err(AppError::NotFound),
    }
}

async fn extend_all(visit: &Visit, form: &Form) -> Outcome<Done> {
    let mut reader = Reader::new(form);
    let command = reader.command();
    let (bookings, to) = (reader.ids("booking"), reader.date("to"));
    let (bookings, to) = reader.finish((bookings, to))?;
    service::extend(&visit.app, visit.actor()?, command, &bookings, to).await?;
    Ok(Done::to(back(form)).saying("renewals-extended"))
}

async fn refuse(visit: &Visit, form: &Form) -> Outcome<Done> {
    let mut reader = Reader::new(form);
    let asked = Refusal {
        command: reader.command(),
        booking: reader.id("booking"),
        ends_on: reader.date("ends_on"),
        reason: reader.choice("reason", Reason::parse).unwrap_or(Reason::Other),
        next_step: reader.required("next_step", STEP_CHARACTERS_MAX),
    };
    let asked = reader.finish(asked)?;
    service::refuse(&visit.app, visit.actor()?, &asked).await?;
    Ok(Done::to(back(form)).saying("renewals-refused"))
}

async fn close_day(visit: &Visit, form: &Form) -> Outcome<Done> {
    let mut reader = Reader::new(form);
    let command = reader.command();
    let day = reader.date("day");
    let label = reader.required("label", LABEL_CHARACTERS_MAX);
    let (day, label) = reader.finish((day, label))?;
    service::add_closing_day(&visit.app, visit.actor()?, command, day, &label).await?;
    Ok(Done::to(back(form)).saying("renewals-day-added"))
}

/// The list one came from.
fn back(form: &Form) -> String {
    Form::default().address_with("/renewals", &[("within", form.text("within"))])
}

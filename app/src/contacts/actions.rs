//! The forms of contacts.

use super::{
    Channel, Theme,
    service::{self, NewContact},
};
use crate::{
    error::{AppError, Outcome},
    form::{Form, Reader},
    visit::{Done, Visit},
};

const NOTE_CHARACTERS_MAX: usize = 300;
const MINUTES_MAX: i32 = 480;

pub async fn run(action: &str, visit: &Visit, form: &Form) -> Outcome<Done> {
    match action {
        "log" => log(visit, form).await,
        "take_back" => take_back(visit, form).await,
        _ => Err(AppError::NotFound),
    }
}

/// From a worker's list it goes back to the list: the next family is there.
async fn log(visit: &Visit, form: &Form) -> Outcome<Done> {
    let mut reader = Reader::new(form);
    let command = reader.command();
    let today = visit.app.clock.local(visit.app.clock.now()).date();
    let new = NewContact {
        household: reader.id("household"),
        on_day: reader.date_or_none("on_day").unwrap_or(today),
        channel: reader.choice("channel", Channel::parse).unwrap_or(Channel::Visit),
        minutes: reader.number("minutes", 0, MINUTES_MAX, 0),
        themes: reader.choices("theme", Theme::parse),
        next_on: reader.date_or_none("next_on"),
        note: reader.text("note", NOTE_CHARACTERS_MAX),
    };
    let new = reader.finish(new)?;
    service::log(&visit.app, visit.actor()?, command, &new).await?;
    let to = match form.text("back") {
        "portfolio" => "/portfolio".to_owned(),
        _ => format!("/households/{}#contacts", new.household),
    };
    Ok(Done::to(to).saying("contacts-logged"))
}

async fn take_back(visit: &Visit, form: &Form) -> Outcome<Done> {
    let mut reader = Reader::new(form);
    let command = reader.command();
    let (household, contact) = (reader.id("household"), reader.id("contact"));
    let (household, contact) = reader.finish((household, contact))?;
    service::take_back(&visit.app, visit.actor()?, command, household, contact).await?;
    Ok(Done::to(format!("/households/{household}#contacts")).saying("contacts-taken-back"))
}

//! The forms of households: read field by field, carried out, and where to go next.

use uuid::Uuid;

use super::{
    AgeBand, Details, NOTE_CHARACTERS_MAX, Need, OverlapDecision,
    rules::{
        intake::{Intake, PERSONS_MAX},
        note::second_looks,
    },
    service::{self, Arrival, Birth, Departure, Identity, Split, Target, merge::Merge},
};
use crate::{
    access::{Actor, Class},
    error::{AppError, Outcome},
    form::{Form, Reader},
    visit::{Done, Visit},
};

const NAME_CHARACTERS_MAX: usize = 80;

pub async fn run(action: &str, visit: &Visit, form: &Form) -> Outcome<Done> {
    let actor = visit.actor()?;
    match action {
        "intake" => intake(visit, actor, form).await,
        "edit" => edit(visit, actor, form).await,
        "merge" => merge(visit, actor, form).await,
        "split" => split(visit, actor, form).await,
        "birth" | "arrival" | "departure" | "death" | "mistake" | "identity" | "undo_event" => {
            compose(action, visit, actor, form).await
        }
        "restrict" | "unrestrict" | "circle_name" | "circle_unname" | "keep_apart"
        | "lift_apart" | "decide" => protect(action, visit, actor, form).await,
        _ => Err(AppError::NotFound),
    }
}

async fn intake(visit: &Visit, actor: &Actor, form: &Form) -> Outcome<Done> {
    let mut reader = Reader::new(form);
    let typed = Intake {
        command: reader.command(),
        family_name: reader.text("family_name", NAME_CHARACTERS_MAX),
        first_name: reader.text("first_name", NAME_CHARACTERS_MAX),
        alias: reader.text("alias", NAME_CHARACTERS_MAX),
        birth_date: reader.date_or_none("birth_date"),
        adults: reader.number("adults", 0, PERSONS_MAX, 0),
        children: reader.number("children", 0, PERSONS_MAX, 0),
        infants: reader.number("infants", 0, PERSONS_MAX, 0),
        phone: reader.text("phone", 30),
        needs: reader.choices("needs", Need::parse),
        language: reader.text("language", 40),
        territory: reader.text("territory", 10),
        animals: reader.number("animals", 0, PERSONS_MAX, 0),
        note: reader.text("note", NOTE_CHARACTERS_MAX),
        restricted: reader.flag("restricted"),
        since: reader.date_or_none("since"),
        is_another: reader.flag("is_another"),
    };
    let typed = reader.finish(typed)?;
    let saved = saved(&typed.note);
    let id = service::intake(&visit.app, actor, typed).await?;
    // Somebody may write a household down and not be among those who follow it.
    let to = if service::file::may_open(&visit.app, actor, id).await? {
        address(id)
    } else {
        "/households".to_owned()
    };
    Ok(Done::to(to).saying(saved))
}

async fn edit(visit: &Visit, actor: &Actor, form: &Form) -> Outcome<Done> {
    let mut reader = Reader::new(form);
    let target = target(&mut reader);
    let details = Details {
        alias: reader.text("alias", NAME_CHARACTERS_MAX),
        phone: reader.text("phone", 30),
        language: reader.text("language", 40),
        territory: reader.text("territory", 10),
        needs: reader.choices("needs", Need::parse),
        animals: reader.number("animals", 0, PERSONS_MAX, 0),
        note: reader.text("note", NOTE_CHARACTERS_MAX),
        restricted: false,
    };
    let (target, details) = reader.finish((target, details))?;
    let saved = saved(&details.note);
    service::intake::edit(&visit.app, actor, target, details).await?;
    Ok(Done::to(address(target.id)).saying(saved))
}

async fn compose(action: &str, visit: &Visit, actor: &Actor, form: &Form) -> Outcome<Done> {
    let app = &visit.app;
    let mut reader = Reader::new(form);
    let target = target(&mut reader);
    match action {
        "birth" => {
            let birth = Birth {
                night: reader.date("night"),
                family_name: reader.text("family_name", NAME_CHARACTERS_MAX),
                first_name: reader.text("first_name", NAME_CHARACTERS_MAX),
            };
            service::changes::birth(app, actor, target, reader.finish(birth)?).await?;
        }
        "arrival" => {
            let arrival = read_arrival(&mut reader);
            service::changes::arrival(app, actor, target, reader.finish(arrival)?).await?;
        }
        "departure" => {
            let departure = Departure { night: reader.date("night"), person: reader.id("person") };
            service::changes::departure(app, actor, target, reader.finish(departure)?).await?;
        }
        "death" => {
            let death = Departure { night: reader.date("night"), person: reader.id("person") };
            service::changes::death(app, actor, target, reader.finish(death)?).await?;
        }
        "mistake" => {
            let person = reader.id("person");
            service::changes::mistake(app, actor, target, reader.finish(person)?).await?;
        }
        "identity" => {
            let identity = Identity {
                person: reader.id("person"),
                family_name: reader.text("family_name", NAME_CHARACTERS_MAX),
                first_name: reader.text("first_name", NAME_CHARACTERS_MAX),
                birth_date: reader.date_or_none("birth_date"),
                age_band: reader.choice("age_band", AgeBand::parse).unwrap_or(AgeBand::Unknown),
                is_reference: reader.flag("is_reference"),
            };
            service::changes::identity(app, actor, target, reader.finish(identity)?).await?;
        }
        _ => {
            let event = reader.id("event");
            service::undo::undo(app, actor, target, reader.finish(event)?).await?;
            return Ok(Done::to(address(target.id)).saying("households-undone"));
        }
    }
    Ok(Done::to(address(target.id)).saying("households-composed"))
}

fn read_arrival(reader: &mut Reader<'_>) -> Arrival {
    Arrival {
        night: reader.date("night"),
        back: reader.id_or_none("person"),
        family_name: reader.text("family_name", NAME_CHARACTERS_MAX),
        first_name: reader.text("first_name", NAME_CHARACTERS_MAX),
        birth_date: reader.date_or_none("birth_date"),
        age_band: reader.choice("age_band", AgeBand::parse).unwrap_or(AgeBand::Unknown),
    }
}

async fn split(visit: &Visit, actor: &Actor, form: &Form) -> Outcome<Done> {
    let mut reader = Reader::new(form);
    let target = target(&mut reader);
    let split = Split {
        night: reader.date("night"),
        persons: reader.ids("person"),
        restricted: reader.flag("restricted"),
    };
    let split = reader.finish(split)?;
    let new = service::changes::split(&visit.app, actor, target, split).await?;
    let to = if service::file::may_open(&visit.app, actor, new).await? { new } else { target.id };
    Ok(Done::to(address(to)).saying("households-has-split"))
}

async fn merge(visit: &Visit, actor: &Actor, form: &Form) -> Outcome<Done> {
    let mut reader = Reader::new(form);
    let target = target(&mut reader);
    let merge = Merge {
        source: reader.id("source"),
        source_version: reader.number("source_version", 1, i32::MAX, 0),
        same: reader.ids("same"),
    };
    let merge = reader.finish(merge)?;
    service::merge::merge(&visit.app, actor, target, merge).await?;
    Ok(Done::to(address(target.id)).saying("households-has-merged"))
}

async fn protect(action: &str, visit: &Visit, actor: &Actor, form: &Form) -> Outcome<Done> {
    let app = &visit.app;
    let mut reader = Reader::new(form);
    let target = target(&mut reader);
    let said = match action {
        "restrict" | "unrestrict" => {
            let restricted = action == "restrict";
            reader.finish(())?;
            service::circle::restrict(app, actor, target, restricted).await?;
            if restricted { "households-restricted-now" } else { "households-opened-now" }
        }
        "circle_name" => {
            let email = reader.required("confidant", 200);
            reader.finish(())?;
            service::circle::name(app, actor, target, &email).await?;
            "households-saved"
        }
        "circle_unname" => {
            let user = reader.id("user");
            service::circle::unname(app, actor, target, reader.finish(user)?).await?;
            if user == actor.user_id {
                return Ok(Done::to("/households").saying("households-saved"));
            }
            "households-saved"
        }
        "keep_apart" => {
            let code = reader.required("code", 20);
            reader.finish(())?;
            service::circle::keep_apart(app, actor, target, &code).await?;
            "households-saved"
        }
        "lift_apart" => {
            let other = reader.id("other");
            service::circle::lift_apart(app, actor, target, reader.finish(other)?).await?;
            "households-saved"
        }
        _ => {
            let overlap = reader.id("overlap");
            let decision = reader.choice("decision", OverlapDecision::parse);
            let (overlap, decision) = reader.finish((overlap, decision))?;
            let decision = decision.ok_or(AppError::NotFound)?;
            service::circle::decide(app, actor, target, overlap, decision).await?;
            "households-saved"
        }
    };
    Ok(Done::to(address(target.id)).saying(said))
}

fn target(reader: &mut Reader<'_>) -> Target {
    Target {
        command: reader.command(),
        id: reader.id("household"),
        version: reader.number("version", 1, i32::MAX, 0),
    }
}

/// The sentence after saving: a note with words to weigh asks to be read again.
fn saved(note: &str) -> &'static str {
    if second_looks(note).is_empty() { "households-saved" } else { "households-saved-reread" }
}

pub fn address(id: Uuid) -> String {
    format!("/households/{id}")
}

/// Whether the actor is shown fields that hold names.
pub fn writes_names(actor: &Actor) -> bool {
    actor.may_write(Class::Identity)
}

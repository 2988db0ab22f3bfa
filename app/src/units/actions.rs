//! The forms of units: many at once.

use chrono::NaiveDate;
use uuid::Uuid;

use super::{
    rules::{self, Changes, PLACES_MAX},
    service::{self, NewUnits},
};
use crate::{
    error::{AppError, Outcome},
    form::{Form, Reader},
    sites::address,
    visit::{Done, Visit},
};

pub async fn run(action: &str, visit: &Visit, form: &Form) -> Outcome<Done> {
    match action {
        "create" => create(visit, form).await,
        "edit" => edit(visit, form).await,
        _ => Err(AppError::NotFound),
    }
}

async fn create(visit: &Visit, form: &Form) -> Outcome<Done> {
    let mut reader = Reader::new(form);
    let command = reader.command();
    let site_id = reader.id("site");
    // Kept as typed: each line is one kind of unit.
    let typed = form.raw("labels").unwrap_or_default();
    let wanted = match rules::parse_labels(typed) {
        Ok(wanted) => wanted,
        Err(message) => {
            reader.refuse("labels", message);
            Vec::new()
        }
    };
    let by_number = reader.flag("floor_by_number");
    let floor = reader.number("floor", -5, 60, 0);
    let new = NewUnits {
        site_id,
        wanted,
        places: reader.number("places", 1, PLACES_MAX, 1),
        cots: reader.number("cots", 0, 20, 0),
        floor: (!by_number).then_some(floor),
        step_free: reader.flag("step_free"),
        wheelchair: reader.flag("wheelchair"),
        kitchen: reader.flag("kitchen"),
        private_bath: reader.flag("private_bath"),
        shared: reader.flag("shared"),
        in_service_from: reader.date("in_service_from"),
        in_service_to: reader.date_or_none("in_service_to"),
    };
    let new = reader.finish(new)?;
    service::create(&visit.app, visit.actor()?, command, &new).await?;
    Ok(Done::to(units_of(site_id)).saying("units-created"))
}

async fn edit(visit: &Visit, form: &Form) -> Outcome<Done> {
    let mut reader = Reader::new(form);
    let command = reader.command();
    let site = reader.id("site");
    let seen: Vec<(Uuid, i32)> = form.all("seen").filter_map(read_seen).collect();
    let changes = read_changes(&mut reader, form, seen.len() == 1);
    let changes = reader.finish(changes)?;
    service::edit(&visit.app, visit.actor()?, command, site, &seen, &changes).await?;
    Ok(Done::to(units_of(site)).saying("units-saved"))
}

fn units_of(site: Uuid) -> String {
    format!("{}#units", address(site))
}

/// `id.version`: which unit, and as it was when the form was shown.
fn read_seen(text: &str) -> Option<(Uuid, i32)> {
    let (id, version) = text.split_once('.')?;
    Some((Uuid::parse_str(id).ok()?, version.parse().ok()?))
}

/// What is left empty stays as it is.
fn read_changes(reader: &mut Reader<'_>, form: &Form, one: bool) -> Changes {
    let mut number = |name, min, max| form.has(name).then(|| reader.number(name, min, max, min));
    let floor = number("floor", -5, 60);
    let places = number("places", 1, PLACES_MAX);
    let cots = number("cots", 0, 20);
    let in_service_from = form.has("in_service_from").then(|| reader.date("in_service_from"));
    let in_service_to = match form.text("service_end") {
        "none" => Some(None),
        "on" => Some(Some(reader.date("in_service_to"))),
        _ => None,
    };
    let yes = |name| match form.text(name) {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    };
    Changes {
        label: one.then(|| reader.required("label", rules::LABEL_CHARACTERS_MAX)),
        floor,
        places,
        cots,
        step_free: yes("step_free"),
        wheelchair: yes("wheelchair"),
        kitchen: yes("kitchen"),
        private_bath: yes("private_bath"),
        shared: yes("shared"),
        connects_to: one.then(|| reader.id_or_none("connects_to")),
        in_service_from: in_service_from.filter(|date| *date != NaiveDate::default()),
        in_service_to,
    }
}

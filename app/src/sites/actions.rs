//! The forms of sites.

use uuid::Uuid;

use super::{
    Amenity, Capacity, CapacityKind, Contact, Measure, Opening, Price, PriceBasis, SiteKind,
    SiteState, address, rules,
    rules::Step,
    service::{self, Dated, NewSite, Which},
};
use crate::{
    error::{AppError, Outcome},
    form::{Form, Reader},
    i18n::Message,
    nights::Nights,
    visit::{Done, Visit},
};

pub async fn run(action: &str, visit: &Visit, form: &Form) -> Outcome<Done> {
    match action {
        "create" => create(visit, form).await,
        "edit" => edit(visit, form).await,
        "step" => step(visit, form).await,
        "add_contact" => add(visit, form, read_contact).await,
        "add_opening" => add(visit, form, read_opening).await,
        "add_capacity" => add(visit, form, read_capacity).await,
        "add_price" => add(visit, form, read_price).await,
        "end" => end(visit, form).await,
        _ => Err(AppError::NotFound),
    }
}

async fn create(visit: &Visit, form: &Form) -> Outcome<Done> {
    let mut reader = Reader::new(form);
    let command = reader.command();
    let new = read_site(&mut reader, form);
    let new = reader.finish(new)?;
    let id = service::create(&visit.app, visit.actor()?, command, &new).await?;
    Ok(Done::to(address(id)).saying("sites-created"))
}

async fn edit(visit: &Visit, form: &Form) -> Outcome<Done> {
    let mut reader = Reader::new(form);
    let command = reader.command();
    let id = reader.id("site");
    let version = reader.number("version", 0, i32::MAX, 0);
    let new = read_site(&mut reader, form);
    let new = reader.finish(new)?;
    service::edit(&visit.app, visit.actor()?, command, id, version, &new).await?;
    Ok(Done::to(address(id)).saying("sites-saved"))
}

async fn step(visit: &Visit, form: &Form) -> Outcome<Done> {
    let mut reader = Reader::new(form);
    let command = reader.command();
    let id = reader.id("site");
    let version = reader.number("version", 0, i32::MAX, 0);
    let to = reader.choice("to", SiteState::parse);
    let step = Step {
        to: to.unwrap_or(SiteState::Prospect),
        on: reader.date_or_none("on"),
        review_on: reader.date_or_none("review_on"),
        reason: reader.text("reason", 300),
    };
    let step = reader.finish(step)?;
    service::take_step(&visit.app, visit.actor()?, command, id, version, &step).await?;
    Ok(Done::to(address(id)).saying("sites-step-taken"))
}

async fn add(
    visit: &Visit,
    form: &Form,
    read: fn(&mut Reader<'_>, &Form) -> Option<Dated>,
) -> Outcome<Done> {
    let mut reader = Reader::new(form);
    let command = reader.command();
    let site = reader.id("site");
    let added = read(&mut reader, form);
    let added = reader.finish(added)?.ok_or(AppError::Internal)?;
    service::add(&visit.app, visit.actor()?, command, site, &added).await?;
    Ok(Done::to(editing(site)).saying("sites-saved"))
}

async fn end(visit: &Visit, form: &Form) -> Outcome<Done> {
    let mut reader = Reader::new(form);
    let command = reader.command();
    let site = reader.id("site");
    let id = reader.id("ended");
    let which = reader.choice("which", Which::parse);
    let which = reader.finish(which)?.ok_or(AppError::Internal)?;
    service::end(&visit.app, visit.actor()?, command, site, which, id).await?;
    Ok(Done::to(editing(site)).saying("sites-saved"))
}

fn editing(site: Uuid) -> String {
    format!("{}/edit", address(site))
}

fn read_site(reader: &mut Reader<'_>, form: &Form) -> NewSite {
    let kind = reader.choice("kind", SiteKind::parse);
    let measure = reader.choice("measure", Measure::parse);
    let territory = reader.required("territory", 5).to_uppercase();
    if !territory.is_empty() && !rules::is_territory(&territory) {
        reader.refuse("territory", Message::new("sites-territory-code"));
    }
    let target = form.has("stay_target_nights");
    NewSite {
        code: reader.text("code", 40),
        name: reader.required("name", 120),
        kind: kind.unwrap_or(SiteKind::Other),
        measure: measure.unwrap_or(Measure::ByUnit),
        manager_id: reader.id("manager"),
        address: reader.text("address", 200),
        territory,
        territory_name: reader.required("territory_name", 80),
        latitude: degrees(reader, form, "latitude", 90.0),
        longitude: degrees(reader, form, "longitude", 180.0),
        amenities: reader.choices("amenity", Amenity::parse),
        checkin_from: hour(reader, "checkin_from"),
        checkout_until: hour(reader, "checkout_until"),
        no_show_at: hour(reader, "no_show_at"),
        agreement_ends: reader.date_or_none("agreement_ends"),
        stay_target_nights: target.then(|| reader.number("stay_target_nights", 1, 3_650, 1)),
    }
}

fn hour(reader: &mut Reader<'_>, name: &'static str) -> String {
    let text = reader.required(name, 5);
    if !text.is_empty() && !rules::is_hour(&text) {
        reader.refuse(name, Message::new("sites-hour"));
    }
    text
}

fn degrees(reader: &mut Reader<'_>, form: &Form, name: &'static str, most: f64) -> Option<f64> {
    if !form.has(name) {
        return None;
    }
    let read = form.text(name).replace(',', ".").parse::<f64>();
    match read {
        Ok(degrees) if degrees.abs() <= most => Some(degrees),
        _ => {
            reader.refuse(name, Message::new("sites-degrees"));
            None
        }
    }
}

#[expect(clippy::unnecessary_wraps, reason = "its neighbours may answer nothing")]
fn read_contact(reader: &mut Reader<'_>, form: &Form) -> Option<Dated> {
    let contact = Contact {
        id: Uuid::now_v7(),
        label: reader.required("label", 80),
        phone: reader.text("phone", 30),
        email: reader.text("email", 200),
    };
    if !form.has("phone") && !form.has("email") {
        reader.refuse("phone", Message::new("sites-contact-empty"));
    }
    Some(Dated::Contact(contact))
}

fn read_opening(reader: &mut Reader<'_>, _: &Form) -> Option<Dated> {
    let nights = read_nights(reader)?;
    Some(Dated::Opening(Opening {
        id: Uuid::now_v7(),
        from_night: nights.from(),
        to_night: nights.to(),
    }))
}

fn read_capacity(reader: &mut Reader<'_>, form: &Form) -> Option<Dated> {
    let nights = read_nights(reader);
    let kind = reader.choice("capacity_kind", CapacityKind::parse);
    for field in ["unit_count", "place_count"] {
        if !form.has(field) {
            reader.refuse(field, Message::new("field-required"));
        }
    }
    let nights = nights?;
    Some(Dated::Capacity(Capacity {
        id: Uuid::now_v7(),
        kind: kind?,
        from_night: nights.from(),
        to_night: nights.to(),
        unit_count: reader.number("unit_count", 0, 20_000, 0),
        place_count: reader.number("place_count", 0, 100_000, 0),
        source: reader.text("source", 120),
    }))
}

fn read_price(reader: &mut Reader<'_>, form: &Form) -> Option<Dated> {
    let nights = read_nights(reader);
    let basis = reader.choice("basis", PriceBasis::parse);
    let amount = rules::parse_cents(form.text("amount"));
    if amount.is_none() {
        reader.refuse("amount", Message::new("sites-amount"));
    }
    let nights = nights?;
    Some(Dated::Price(Price {
        id: Uuid::now_v7(),
        from_night: nights.from(),
        to_night: nights.to(),
        basis: basis?,
        amount_cents: amount?,
        infants_free_below: reader.number("infants_free_below", 0, 17, 0),
    }))
}

fn read_nights(reader: &mut Reader<'_>) -> Option<Nights> {
    let from = reader.date("from");
    let nights = Nights::new(from, reader.date_or_none("to"));
    if nights.is_none() {
        reader.refuse("to", Message::new("sites-period-empty"));
    }
    nights
}

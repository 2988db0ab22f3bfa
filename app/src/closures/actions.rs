//! The forms of closures.

use uuid::Uuid;

use super::{
    Cause,
    rules::NewClosure,
    service::{self, NewEnd, address},
};
use crate::{
    error::{AppError, Outcome},
    form::{Form, Reader},
    visit::{Done, Visit},
};

pub async fn run(action: &str, visit: &Visit, form: &Form) -> Outcome<Done> {
    match action {
        "close" => close(visit, form).await,
        "lift" => lift(visit, form).await,
        "move_end" => move_end(visit, form).await,
        _ => Err(AppError::NotFound),
    }
}

async fn close(visit: &Visit, form: &Form) -> Outcome<Done> {
    let mut reader = Reader::new(form);
    let command = reader.command();
    let site_id = reader.id("site");
    let cause = reader.choice("cause", Cause::parse);
    let new = NewClosure {
        site_id,
        unit_ids: reader.ids("unit"),
        cause: cause.unwrap_or(Cause::Other),
        detail: reader.text("detail", 300),
        owner: reader.required("owner", 120),
        from: reader.date("from"),
        to: reader.date_or_none("to"),
        review_on: reader.date_or_none("review_on"),
        degraded: reader.ids("degraded"),
        decided_by: reader.text("decided_by", 120),
        degraded_reason: reader.text("degraded_reason", 300),
    };
    let new = reader.finish(new)?;
    service::close(&visit.app, visit.actor()?, command, &new).await?;
    Ok(Done::to(address(site_id)).saying("closures-declared"))
}

/// Back in service on a day, for some units or all.
async fn lift(visit: &Visit, form: &Form) -> Outcome<Done> {
    let mut reader = Reader::new(form);
    let command = reader.command();
    let mut new = read_closure(&mut reader);
    new.unit_ids = reader.ids("unit");
    new.to = Some(reader.date("back_on"));
    if new.unit_ids.is_empty() && form.has("units_shown") {
        return Err(AppError::invalid("unit", "closures-no-unit"));
    }
    let new = reader.finish(new)?;
    let site = service::move_end(&visit.app, visit.actor()?, command, &new).await?;
    Ok(Done::to(address(site)).saying("closures-lifted"))
}

async fn move_end(visit: &Visit, form: &Form) -> Outcome<Done> {
    let mut reader = Reader::new(form);
    let command = reader.command();
    let mut new = read_closure(&mut reader);
    new.to = reader.date_or_none("to");
    new.review_on = reader.date_or_none("review_on");
    let new = reader.finish(new)?;
    let site = service::move_end(&visit.app, visit.actor()?, command, &new).await?;
    Ok(Done::to(address(site)).saying("closures-moved"))
}

fn read_closure(reader: &mut Reader<'_>) -> NewEnd {
    NewEnd {
        closure_id: reader.id("closure"),
        version: reader.number("version", 0, i32::MAX, 0),
        unit_ids: Vec::<Uuid>::new(),
        to: None,
        review_on: None,
    }
}

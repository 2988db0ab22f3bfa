//! The forms of assignments.

use super::{
    EndReason, RefusalReason,
    service::{self, NewOffer},
};
use crate::{
    error::{AppError, Outcome},
    form::{Form, Reader},
    visit::{Done, Visit},
};

const SUMMARY_CHARACTERS_MAX: usize = 600;

pub async fn run(action: &str, visit: &Visit, form: &Form) -> Outcome<Done> {
    match action {
        "offer" => offer(visit, form).await,
        "accept" => accept(visit, form).await,
        "refuse" => refuse(visit, form).await,
        "withdraw" => withdraw(visit, form).await,
        "end" => end(visit, form).await,
        "entrust" => entrust(visit, form).await,
        _ => Err(AppError::NotFound),
    }
}

async fn offer(visit: &Visit, form: &Form) -> Outcome<Done> {
    let mut reader = Reader::new(form);
    let command = reader.command();
    let new = NewOffer {
        household: reader.id("household"),
        mandate: reader.id("mandate"),
        from: reader.date("from"),
        summary: reader.text("summary", SUMMARY_CHARACTERS_MAX),
    };
    let new = reader.finish(new)?;
    service::offer(&visit.app, visit.actor()?, command, &new).await?;
    Ok(to_household(form).saying("assignments-offered"))
}

async fn accept(visit: &Visit, form: &Form) -> Outcome<Done> {
    let mut reader = Reader::new(form);
    let command = reader.command();
    let (offer, worker) = (reader.id("offer"), reader.id_or_none("worker"));
    let (offer, worker) = reader.finish((offer, worker))?;
    service::accept(&visit.app, visit.actor()?, command, offer, worker).await?;
    Ok(Done::to("/portfolio").saying("assignments-accepted"))
}

async fn refuse(visit: &Visit, form: &Form) -> Outcome<Done> {
    let mut reader = Reader::new(form);
    let command = reader.command();
    let offer = reader.id("offer");
    let reason = reader.choice("reason", RefusalReason::parse).unwrap_or(RefusalReason::Other);
    let (offer, reason) = reader.finish((offer, reason))?;
    service::refuse(&visit.app, visit.actor()?, command, offer, reason).await?;
    Ok(Done::to("/portfolio").saying("assignments-refused"))
}

async fn withdraw(visit: &Visit, form: &Form) -> Outcome<Done> {
    let mut reader = Reader::new(form);
    let command = reader.command();
    let offer = reader.id("offer");
    let offer = reader.finish(offer)?;
    service::withdraw(&visit.app, visit.actor()?, command, offer).await?;
    Ok(to_household(form).saying("assignments-withdrawn"))
}

async fn end(visit: &Visit, form: &Form) -> Outcome<Done> {
    let mut reader = Reader::new(form);
    let command = reader.command();
    let (household, on) = (reader.id("household"), reader.date("on"));
    let reason = reader.choice("reason", EndReason::parse).unwrap_or(EndReason::Other);
    let (household, on, reason) = reader.finish((household, on, reason))?;
    service::end(&visit.app, visit.actor()?, command, household, on, reason).await?;
    Ok(to_household(form).saying("assignments-ended"))
}

async fn entrust(visit: &Visit, form: &Form) -> Outcome<Done> {
    let mut reader = Reader::new(form);
    let command = reader.command();
    let (household, worker) = (reader.id("household"), reader.id("worker"));
    let (household, worker) = reader.finish((household, worker))?;
    service::entrust(&visit.app, visit.actor()?, command, household, worker).await?;
    Ok(to_household(form).saying("assignments-entrusted"))
}

fn to_household(form: &Form) -> Done {
    Done::to(format!("/households/{}#following", form.text("household")))
}

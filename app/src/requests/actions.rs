//! The forms of requests.

use uuid::Uuid;

use super::{
    Answer, CloseReason, Criterion, Slept, Source,
    service::{self, Evaluation, NewRequest, Review, Target},
};
use crate::{
    error::{AppError, Outcome},
    form::{Form, Reader},
    visit::{Done, Visit},
};

const CHARACTERS_MAX: usize = 120;
const PLACE_MAX: i32 = 10_000;

pub async fn run(action: &str, visit: &Visit, form: &Form) -> Outcome<Done> {
    match action {
        "receive" => receive(visit, form).await,
        "evaluate" => evaluate(visit, form).await,
        "park" => park(visit, form).await,
        "close" => close(visit, form).await,
        "reopen" => reopen(visit, form).await,
        "answer" => answer(visit, form).await,
        "move" => move_to(visit, form).await,
        "review" => review(visit, form).await,
        "publish" => publish(visit, form).await,
        _ => Err(AppError::NotFound),
    }
}

async fn receive(visit: &Visit, form: &Form) -> Outcome<Done> {
    let mut reader = Reader::new(form);
    let command = reader.command();
    let new = NewRequest {
        household: reader.id("household"),
        source: reader.choice("source", Source::parse).unwrap_or(Source::Other),
        slept: reader.choice("slept", Slept::parse).unwrap_or(Slept::Unknown),
        waits_at: reader.text("waits_at", CHARACTERS_MAX),
    };
    let new = reader.finish(new)?;
    let id = service::receive(&visit.app, visit.actor()?, command, &new).await?;
    Ok(Done::to(format!("/requests/{id}")).saying("requests-received"))
}

async fn evaluate(visit: &Visit, form: &Form) -> Outcome<Done> {
    let mut reader = Reader::new(form);
    let target = target(&mut reader);
    let found = Evaluation {
        slept: reader.choice("slept", Slept::parse).unwrap_or(Slept::Unknown),
        waits_at: reader.text("waits_at", CHARACTERS_MAX),
        criteria: reader.choices("criterion", Criterion::parse),
    };
    let (target, found) = reader.finish((target, found))?;
    service::evaluate(&visit.app, visit.actor()?, target, &found).await?;
    Ok(to(target.id).saying("requests-evaluated"))
}

async fn park(visit: &Visit, form: &Form) -> Outcome<Done> {
    let mut reader = Reader::new(form);
    let target = target(&mut reader);
    let until = reader.date_or_none("until");
    let (target, until) = reader.finish((target, until))?;
    service::park(&visit.app, visit.actor()?, target, until).await?;
    let said = if until.is_some() { "requests-parked" } else { "requests-unparked" };
    Ok(to(target.id).saying(said))
}

async fn close(visit: &Visit, form: &Form) -> Outcome<Done> {
    let mut reader = Reader::new(form);
    let target = target(&mut reader);
    let reason = reader.choice("reason", CloseReason::parse).unwrap_or(CloseReason::Error);
    let (target, reason) = reader.finish((target, reason))?;
    service::close(&visit.app, visit.actor()?, target, reason).await?;
    Ok(to(target.id).saying("requests-closed"))
}

async fn reopen(visit: &Visit, form: &Form) -> Outcome<Done> {
    let mut reader = Reader::new(form);
    let target = target(&mut reader);
    let target = reader.finish(target)?;
    service::reopen(&visit.app, visit.actor()?, target).await?;
    Ok(to(target.id).saying("requests-reopened"))
}

/// From the list it goes back to the list: the next family is there.
async fn answer(visit: &Visit, form: &Form) -> Outcome<Done> {
    let mut reader = Reader::new(form);
    let command = reader.command();
    let request = reader.id("request");
    let answer = reader.choice("answer", Answer::parse).unwrap_or(Answer::NotAsked);
    let (request, answer) = reader.finish((request, answer))?;
    service::answer(&visit.app, visit.actor()?, command, request, answer).await?;
    Ok(Done::to("/requests").saying("requests-answered"))
}

async fn move_to(visit: &Visit, form: &Form) -> Outcome<Done> {
    let mut reader = Reader::new(form);
    let command = reader.command();
    let request = reader.id("request");
    let place = reader.number("place", 0, PLACE_MAX, 0);
    let reason = if place > 0 { reader.required("reason", CHARACTERS_MAX) } else { String::new() };
    let (request, reason) = reader.finish((request, reason))?;
    let place = (place > 0).then_some((place, reason.as_str()));
    service::move_to(&visit.app, visit.actor()?, command, request, place).await?;
    Ok(Done::to("/requests").saying("requests-moved"))
}

async fn review(visit: &Visit, form: &Form) -> Outcome<Done> {
    let mut reader = Reader::new(form);
    let command = reader.command();
    let yes_or_no = |code: &str| match code {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    };
    let asked = Review {
        request: reader.id("request"),
        booking: reader.id("booking"),
        admissible: reader.choice("admissible", yes_or_no).unwrap_or(false),
        consequence: reader.required("consequence", CHARACTERS_MAX),
    };
    let asked = reader.finish(asked)?;
    service::review(&visit.app, visit.actor()?, command, &asked).await?;
    Ok(to(asked.request).saying("requests-review-kept"))
}

/// Criteria with a rank, in its order; those without one are not on the list.
async fn publish(visit: &Visit, form: &Form) -> Outcome<Done> {
    let mut reader = Reader::new(form);
    let command = reader.command();
    let (from, reason) = (reader.date("from"), reader.required("reason", CHARACTERS_MAX));
    let mut ranked: Vec<(i32, Criterion)> = Vec::new();
    for criterion in Criterion::ALL {
        let rank = form.text(criterion.code()).parse().unwrap_or(0);
        if rank > 0 {
            ranked.push((rank, *criterion));
        }
    }
    ranked.sort_unstable();
    let criteria: Vec<_> = ranked.into_iter().map(|(_, criterion)| criterion).collect();
    let (from, reason) = reader.finish((from, reason))?;
    service::publish(&visit.app, visit.actor()?, command, from, &criteria, &reason).await?;
    Ok(Done::to("/requests").saying("requests-published"))
}

fn target(reader: &mut Reader<'_>) -> Target {
    let command = reader.command();
    let id = reader.id("request");
    Target { command, id, version: reader.number("version", 1, i32::MAX, 1) }
}

fn to(id: Uuid) -> Done {
    Done::to(format!("/requests/{id}"))
}

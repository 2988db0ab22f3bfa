//! Taking a request, evaluating it, parking it, answering it each night, closing it.

pub mod evening;

pub use evening::{evening, publish};

use chrono::{Duration, NaiveDate};
use serde_json::json;
use uuid::Uuid;

use super::{
    Answer, CloseReason, Criterion, Proposal, Request, RequestState, Slept, Source,
    rules::{Standing, answers, standing, standing_among},
    store::{self, Answered},
};
use crate::{
    access::{Actor, Class, Need, Role, journal},
    bookings::BookingState,
    context::App,
    db::Tx,
    error::{AppError, Outcome},
    households::{
        self, Card,
        history::{self, Entry},
    },
    i18n::Message,
};

/// Days a request can be parked at most.
const PARKED_DAYS_MAX: i64 = 92;

#[derive(Clone, Debug)]
pub struct NewRequest {
    pub household: Uuid,
    pub source: Source,
    pub slept: Slept,
    pub waits_at: String,
}

/// One step of a request, by the form that shows its version.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    pub command: Uuid,
    pub id: Uuid,
    pub version: i32,
}

/// Takes a request; a household that waits already has the one it has.
pub async fn receive(app: &App, actor: &Actor, command: Uuid, new: &NewRequest) -> Outcome<Uuid> {
    actor.require(Class::Requests, Need::Write)?;
    let mut tx = app.db.begin().await?;
    let id = Uuid::now_v7();
    if let Some(before) = journal::claim(&mut tx, &app.clock, Some(actor), command, &id).await? {
        return Ok(before);
    }
    history::hold(&mut tx, actor, new.household).await?;
    let known = store::of_household(&app.db, new.household).await?;
    if let Some(open) = known.iter().find(|each| each.state != RequestState::Closed) {
        if !is_placed(app, open, actor.tonight).await? {
            return Err(AppError::conflict(
                Message::new("requests-already").with("code", open.code.as_str()),
            ));
        }
        // Answered by an arrival: it is over, and another one begins.
        let done = Request { state: RequestState::Closed, ..open.clone() };
        store::update(&mut tx, &done, open.version).await?;
    }
    let request = Request {
        waits_at: new.waits_at.clone(),
        ..Request::new(id, new.household, new.source, new.slept, app.clock.now())
    };
    store::insert(&mut tx, &request, actor.user_id).await?;
    note(app, actor, &mut tx, command, "request", None, &request).await?;
    tx.save().await?;
    Ok(id)
}

async fn is_placed(app: &App, request: &Request, tonight: NaiveDate) -> Outcome<bool> {
    let proposed = store::proposed(&app.db, &[request.id]).await?;
    Ok(standing_among(request, app.clock.night_of(request.received_at), &proposed, tonight)
        == Standing::Placed)
}

/// What the evaluation found: functional, and nothing of a diagnosis.
#[derive(Clone, Debug)]
pub struct Evaluation {
    pub slept: Slept,
    pub waits_at: String,
    pub criteria: Vec<Criterion>,
}

pub async fn evaluate(app: &App, actor: &Actor, target: Target, found: &Evaluation) -> Outcome<()> {
    take(app, actor, target, "evaluate_request", |request| {
        let codes: Vec<&str> = found.criteria.iter().map(|each| each.code()).collect();
        Ok(Request {
            slept: found.slept,
            waits_at: found.waits_at.clone(),
            criteria: codes.join(" "),
            state: RequestState::Evaluated,
            ..request.clone()
        })
    })
    .await
}

/// Not asked for before a night; its seniority is kept. `None` takes it up again.
pub async fn park(
    app: &App,
    actor: &Actor,
    target: Target,
    until: Option<NaiveDate>,
) -> Outcome<()> {
    let tonight = actor.tonight;
    if until
        .is_some_and(|until| until <= tonight || until > tonight + Duration::days(PARKED_DAYS_MAX))
    {
        return Err(AppError::invalid("until", "requests-park-date"));
    }
    take(app, actor, target, "park_request", |request| {
        Ok(Request { parked_until: until, ..request.clone() })
    })
    .await
}

pub async fn close(app: &App, actor: &Actor, target: Target, reason: CloseReason) -> Outcome<()> {
    take(app, actor, target, "close_request", |request| {
        let reason = reason.code().to_owned();
        Ok(Request { state: RequestState::Closed, reason, ..request.clone() })
    })
    .await
}

/// Taken up again, with the seniority it had.
pub async fn reopen(app: &App, actor: &Actor, target: Target) -> Outcome<()> {
    actor.require(Class::Requests, Need::Write)?;
    let mut tx = app.db.begin().await?;
    if journal::claim(&mut tx, &app.clock, Some(actor), target.command, &()).await?.is_some() {
        return Ok(());
    }
    let before = loaded(app, actor, &mut tx, target).await?;
    if before.state != RequestState::Closed {
        return Err(AppError::conflict(Message::new("requests-not-closed")));
    }
    let others = store::of_household(&app.db, before.household_id).await?;
    if let Some(open) = others.iter().find(|each| each.state != RequestState::Closed) {
        let message = Message::new("requests-already").with("code", open.code.as_str());
        return Err(AppError::conflict(message));
    }
    let after = Request { state: RequestState::Evaluated, reason: String::new(), ..before.clone() };
    save(app, actor, tx, target, "reopen_request", (&before, &after)).await
}

async fn take(
    app: &App,
    actor: &Actor,
    target: Target,
    action: &'static str,
    decide: impl FnOnce(&Request) -> Result<Request, Message>,
) -> Outcome<()> {
    actor.require(Class::Requests, Need::Write)?;
    let mut tx = app.db.begin().await?;
    if journal::claim(&mut tx, &app.clock, Some(actor), target.command, &()).await?.is_some() {
        return Ok(());
    }
    let before = loaded(app, actor, &mut tx, target).await?;
    if before.state == RequestState::Closed {
        return Err(AppError::conflict(Message::new("requests-closed-already")));
    }
    let after = decide(&before).map_err(AppError::conflict)?;
    save(app, actor, tx, target, action, (&before, &after)).await
}

async fn loaded(app: &App, actor: &Actor, tx: &mut Tx, target: Target) -> Outcome<Request> {
    store::visible(&app.db, actor, target.id).await?.ok_or(AppError::NotFound)?;
    store::request_in(tx, target.id).await?.ok_or(AppError::NotFound)
}

async fn save(
    app: &App,
    actor: &Actor,
    mut tx: Tx,
    target: Target,
    action: &'static str,
    (before, after): (&Request, &Request),
) -> Outcome<()> {
    if before.version != target.version || !store::update(&mut tx, after, target.version).await? {
        return Err(journal::stale(&mut tx, &app.clock, before.household_id).await?);
    }
    note(app, actor, &mut tx, target.command, action, Some(before), after).await?;
    tx.save().await?;
    Ok(())
}

/// Whose list it is: who asks for families does not order it.
fn decides(actor: &Actor) -> Outcome<()> {
    actor.require(Class::Requests, Need::Write)?;
    if actor.has_role(Role::Coordinator) { Ok(()) } else { Err(AppError::Forbidden) }
}

/// What the household was answered on a night; said again, the last word counts.
pub async fn answer(
    app: &App,
    actor: &Actor,
    command: Uuid,
    request: Uuid,
    answer: Answer,
) -> Outcome<()> {
    actor.require(Class::Requests, Need::Write)?;
    let known = store::visible(&app.db, actor, request).await?.ok_or(AppError::NotFound)?;
    let mut tx = app.db.begin().await?;
    if journal::claim(&mut tx, &app.clock, Some(actor), command, &()).await?.is_some() {
        return Ok(());
    }
    store::answer(&mut tx, request, actor.tonight, answer, actor.user_id, app.clock.now()).await?;
    let after = json!({ "request": { "code": known.code, "decision": answer } });
    let household = known.household_id;
    let entry = Entry { command, household, action: "answer_request", before: None, after: &after };
    history::note(app, actor, &mut tx, entry).await?;
    tx.save().await?;
    Ok(())
}

/// Gives a request another place on the list, with a reason; or its own again.
pub async fn move_to(
    app: &App,
    actor: &Actor,
    command: Uuid,
    request: Uuid,
    place: Option<(i32, &str)>,
) -> Outcome<()> {
    decides(actor)?;
    let known = store::visible(&app.db, actor, request).await?.ok_or(AppError::NotFound)?;
    let mut tx = app.db.begin().await?;
    if journal::claim(&mut tx, &app.clock, Some(actor), command, &()).await?.is_some() {
        return Ok(());
    }
    store::move_to(&mut tx, request, place, actor.user_id, app.clock.now()).await?;
    let after = json!({ "request": {
        "code": known.code, "place": place.map(|(place, _)| place), "reason": place.map(|(_, reason)| reason),
    } });
    let household = known.household_id;
    let entry = Entry { command, household, action: "move_request", before: None, after: &after };
    history::note(app, actor, &mut tx, entry).await?;
    tx.save().await?;
    Ok(())
}

/// Whether a refusal is admissible, and what follows: a person decides, once.
#[derive(Clone, Debug)]
pub struct Review {
    pub request: Uuid,
    pub booking: Uuid,
    pub admissible: bool,
    pub consequence: String,
}

pub async fn review(app: &App, actor: &Actor, command: Uuid, asked: &Review) -> Outcome<()> {
    decides(actor)?;
    let known = store::visible(&app.db, actor, asked.request).await?.ok_or(AppError::NotFound)?;
    let proposals = store::proposals(&app.db, asked.request).await?;
    let refused =
        |each: &&Proposal| each.id == asked.booking && each.state == BookingState::Refused;
    let code = proposals.iter().find(refused).ok_or(AppError::NotFound)?.code.clone();
    let mut tx = app.db.begin().await?;
    if journal::claim(&mut tx, &app.clock, Some(actor), command, &()).await?.is_some() {
        return Ok(());
    }
    let (by, at) = (actor.user_id, app.clock.now());
    if !store::review(&mut tx, asked.booking, asked.admissible, &asked.consequence, by, at).await? {
        return Err(AppError::conflict(Message::new("requests-reviewed")));
    }
    let after = json!({ "request": {
        "booking": code, "admissible": asked.admissible, "consequence": asked.consequence,
    } });
    let household = known.household_id;
    let entry = Entry { command, household, action: "review_refusal", before: None, after: &after };
    history::note(app, actor, &mut tx, entry).await?;
    tx.save().await?;
    Ok(())
}

/// A request's whole page.
pub struct Sheet {
    pub request: Request,
    pub card: Option<Card>,
    pub standing: Standing,
    pub proposals: Vec<Proposal>,
    pub answers: Vec<Answered>,
    pub may_write: bool,
}

pub async fn sheet(app: &App, actor: &Actor, id: Uuid) -> Outcome<Sheet> {
    actor.require(Class::Requests, Need::Read)?;
    let request = store::visible(&app.db, actor, id).await?.ok_or(AppError::NotFound)?;
    let asked = app.clock.night_of(request.received_at);
    let mut proposals = store::proposals(&app.db, id).await?;
    proposals.retain(|each| answers(asked, each.departed_on));
    let states = proposals.iter().map(|each| each.state);
    Ok(Sheet {
        standing: standing(&request, states, actor.tonight),
        card: households::store::card(&app.db, actor, request.household_id).await?,
        answers: store::answers_to(&app.db, id).await?,
        may_write: actor.may_write(Class::Requests),
        proposals,
        request,
    })
}

/// A household's requests, the latest first, and where each stands; `None` for who may not
/// read them.
pub async fn of_household(
    app: &App,
    actor: &Actor,
    household: Uuid,
) -> Outcome<Option<Vec<(Request, Standing)>>> {
    if !actor.may_read(Class::Requests) {
        return Ok(None);
    }
    households::store::visible(&app.db, actor, household).await?.ok_or(AppError::NotFound)?;
    let requests = store::of_household(&app.db, household).await?;
    let ids: Vec<_> = requests.iter().map(|each| each.id).collect();
    let proposed = store::proposed(&app.db, &ids).await?;
    let told = requests.into_iter().map(|request| {
        let asked = app.clock.night_of(request.received_at);
        let standing = standing_among(&request, asked, &proposed, actor.tonight);
        (request, standing)
    });
    Ok(Some(told.collect()))
}

async fn note(
    app: &App,
    actor: &Actor,
    tx: &mut Tx,
    command: Uuid,
    action: &'static str,
    before: Option<&Request>,
    after: &Request,
) -> Outcome<()> {
    let of = |request: &Request| json!({ "request": request });
    let (before, after_json) = (before.map(of), of(after));
    let household = after.household_id;
    let entry = Entry { command, household, action, before: before.as_ref(), after: &after_json };
    history::note(app, actor, tx, entry).await
}

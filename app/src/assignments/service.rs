//! Offering a household to an operator, accepting it, handing it over, ending it.

use chrono::NaiveDate;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    Assignment, EndReason, Lot, Offer, OfferLine, OfferState, RefusalReason, Shown, Unled, rules,
    store,
};
use crate::{
    access::{Actor, Class, Need, Role, journal},
    bookings,
    context::App,
    db::Tx,
    error::{AppError, Outcome},
    households::{
        self, Card,
        history::{self, Entry},
    },
    i18n::Message,
};

/// Who follows a household, as its page shows it.
pub struct Following {
    /// Whoever leads tonight.
    pub lead: Option<Shown>,
    pub others: Vec<Shown>,
    pub offers: Vec<OfferLine>,
    /// To whom it can be offered; empty for who may not.
    pub lots: Vec<Lot>,
    /// Who of the lead's mandate could be its worker.
    pub workers: Vec<(Uuid, String)>,
    /// The actor works under the mandate that leads.
    pub is_mine: bool,
    pub may_offer: bool,
}

/// `None` for who may not read it.
pub async fn of_household(app: &App, actor: &Actor, household: Uuid) -> Outcome<Option<Following>> {
    if !actor.may_read(Class::Assignments) {
        return Ok(None);
    }
    let (db, tonight) = (&app.db, actor.tonight);
    households::store::visible(db, actor, household).await?.ok_or(AppError::NotFound)?;
    let mut others = store::of_household(db, household).await?;
    let leading = others.iter().position(|each| each.assignment.leads_on(tonight));
    let lead = leading.map(|place| others.remove(place));
    let is_mine = lead.as_ref().is_some_and(|lead| works_under(actor, lead.assignment.mandate_id));
    let may_offer = actor.may_write(Class::Assignments) && (is_mine || coordinates(actor));
    let lots = if may_offer { store::lots(db, tonight).await? } else { Vec::new() };
    let workers = match &lead {
        Some(lead) if is_mine => store::workers(db, lead.assignment.mandate_id, tonight).await?,
        _ => Vec::new(),
    };
    let offers = store::offers_of(db, household).await?;
    Ok(Some(Following { lead, others, offers, lots, workers, is_mine, may_offer }))
}

fn works_under(actor: &Actor, mandate: Uuid) -> bool {
    mandates(actor).contains(&mandate)
}

/// The mandates the actor works under.
pub fn mandates(actor: &Actor) -> Vec<Uuid> {
    let grants = actor.grants.iter().filter(|grant| grant.role == Role::SocialWorker);
    grants.filter_map(|grant| grant.mandate_id).collect()
}

/// Whose work it is to find an operator, and not to be one.
fn coordinates(actor: &Actor) -> bool {
    actor.has_role(Role::Coordinator)
}

/// A household offered to a mandate, from a night on.
#[derive(Clone, Debug)]
pub struct NewOffer {
    pub household: Uuid,
    pub mandate: Uuid,
    pub from: NaiveDate,
    /// What the next one has to know; required of whoever hands over.
    pub summary: String,
}

pub async fn offer(app: &App, actor: &Actor, command: Uuid, new: &NewOffer) -> Outcome<()> {
    actor.require(Class::Assignments, Need::Write)?;
    let mut tx = app.db.begin().await?;
    if journal::claim(&mut tx, &app.clock, Some(actor), command, &()).await?.is_some() {
        return Ok(());
    }
    history::hold(&mut tx, actor, new.household).await?;
    let lots = store::lots(&app.db, actor.tonight).await?;
    if lots.iter().all(|lot| lot.id != new.mandate) {
        return Err(AppError::invalid("mandate", "field-choice"));
    }
    let leads = store::of_household_in(&mut tx, new.household).await?;
    let before = rules::take_over(&leads, new.from).map_err(AppError::conflict)?;
    if let Some(before) = before {
        may_hand_over(actor, before, new)?;
    } else if !coordinates(actor) {
        return Err(AppError::Forbidden);
    }
    let offer = Offer {
        id: Uuid::now_v7(),
        household_id: new.household,
        mandate_id: new.mandate,
        from_night: new.from,
        state: OfferState::Proposed,
        summary: new.summary.clone(),
        reason: String::new(),
        proposed_by: actor.user_id,
        proposed_at: app.clock.now(),
    };
    store::insert_offer(&mut tx, &offer).await?;
    let after = json!({ "mandate_id": new.mandate, "from": new.from, "support": { "summary": new.summary } });
    note(app, actor, &mut tx, command, new.household, "offer", &after).await?;
    tx.save().await?;
    Ok(())
}

/// O-2: whoever leads says what the next one has to know.
fn may_hand_over(actor: &Actor, before: &Assignment, new: &NewOffer) -> Outcome<()> {
    if before.mandate_id == new.mandate {
        return Err(AppError::invalid("mandate", "assignments-same-mandate"));
    }
    let mine = works_under(actor, before.mandate_id);
    if !mine && !coordinates(actor) {
        return Err(AppError::Forbidden);
    }
    if mine && new.summary.is_empty() {
        return Err(AppError::invalid("summary", "assignments-summary-needed"));
    }
    Ok(())
}

/// The operator takes the household on: from its first night on it leads, and the one
/// before no longer.
pub async fn accept(
    app: &App,
    actor: &Actor,
    command: Uuid,
    offer: Uuid,
    worker: Option<Uuid>,
) -> Outcome<()> {
    let mut tx = app.db.begin().await?;
    if journal::claim(&mut tx, &app.clock, Some(actor), command, &()).await?.is_some() {
        return Ok(());
    }
    let offer = mine(actor, &mut tx, offer).await?;
    let worker = worker.unwrap_or(actor.user_id);
    works_for(app, actor, offer.mandate_id, worker).await?;
    bookings::store::lock_household(&mut tx, offer.household_id).await?;
    answer(app, actor, &mut tx, &offer, OfferState::Accepted, "").await?;
    let leads = store::of_household_in(&mut tx, offer.household_id).await?;
    let from = offer.from_night;
    if let Some(before) = rules::take_over(&leads, from).map_err(AppError::conflict)? {
        if before.from_night == from {
            return Err(AppError::conflict(
                Message::new("assignments-later-lead").with("from", from),
            ));
        }
        store::end(&mut tx, before.id, from, "handed_over").await?;
    }
    let assignment = Assignment {
        id: Uuid::now_v7(),
        household_id: offer.household_id,
        mandate_id: offer.mandate_id,
        worker_id: Some(worker),
        from_night: from,
        to_night: None,
    };
    store::insert(&mut tx, &assignment).await?;
    let after =
        json!({ "mandate_id": offer.mandate_id, "from": from, "user": assignment.worker_id });
    note(app, actor, &mut tx, command, offer.household_id, "accept_offer", &after).await?;
    tx.save().await?;
    Ok(())
}

pub async fn refuse(
    app: &App,
    actor: &Actor,
    command: Uuid,
    offer: Uuid,
    reason: RefusalReason,
) -> Outcome<()> {
    let mut tx = app.db.begin().await?;
    if journal::claim(&mut tx, &app.clock, Some(actor), command, &()).await?.is_some() {
        return Ok(());
    }
    let offer = mine(actor, &mut tx, offer).await?;
    answer(app, actor, &mut tx, &offer, OfferState::Refused, reason.code()).await?;
    let after = json!({ "mandate_id": offer.mandate_id, "decision": reason });
    note(app, actor, &mut tx, command, offer.household_id, "refuse_offer", &after).await?;
    tx.save().await?;
    Ok(())
}

/// Taken back by its author, or by who coordinates, before anybody answered.
pub async fn withdraw(app: &App, actor: &Actor, command: Uuid, offer: Uuid) -> Outcome<()> {
    actor.require(Class::Assignments, Need::Write)?;
    let mut tx = app.db.begin().await?;
    if journal::claim(&mut tx, &app.clock, Some(actor), command, &()).await?.is_some() {
        return Ok(());
    }
    let offer = store::offer_in(&mut tx, offer).await?.ok_or(AppError::NotFound)?;
    history::hold(&mut tx, actor, offer.household_id).await?;
    if offer.proposed_by != actor.user_id && !coordinates(actor) {
        return Err(AppError::Forbidden);
    }
    answer(app, actor, &mut tx, &offer, OfferState::Withdrawn, "").await?;
    let after = json!({ "mandate_id": offer.mandate_id });
    note(app, actor, &mut tx, command, offer.household_id, "withdraw_offer", &after).await?;
    tx.save().await?;
    Ok(())
}

/// Nobody leads from that morning on, and it is said so.
pub async fn end(
    app: &App,
    actor: &Actor,
    command: Uuid,
    household: Uuid,
    on: NaiveDate,
    reason: EndReason,
) -> Outcome<()> {
    actor.require(Class::Assignments, Need::Write)?;
    let mut tx = app.db.begin().await?;
    if journal::claim(&mut tx, &app.clock, Some(actor), command, &()).await?.is_some() {
        return Ok(());
    }
    history::hold(&mut tx, actor, household).await?;
    let lead = leading(&mut tx, actor, household).await?;
    if !works_under(actor, lead.mandate_id) && !coordinates(actor) {
        return Err(AppError::Forbidden);
    }
    if on <= lead.from_night {
        return Err(AppError::field(
            "on",
            Message::new("assignments-end-early").with("from", lead.from_night),
        ));
    }
    if !store::end(&mut tx, lead.id, on, reason.code()).await? {
        return Err(AppError::conflict(Message::new("error-changed-meanwhile")));
    }
    let after = json!({ "mandate_id": lead.mandate_id, "to": on, "decision": reason });
    note(app, actor, &mut tx, command, household, "end_assignment", &after).await?;
    tx.save().await?;
    Ok(())
}

/// Another worker of the same mandate: absence cover, or a new colleague.
pub async fn entrust(
    app: &App,
    actor: &Actor,
    command: Uuid,
    household: Uuid,
    worker: Uuid,
) -> Outcome<()> {
    actor.require(Class::Assignments, Need::Write)?;
    let mut tx = app.db.begin().await?;
    if journal::claim(&mut tx, &app.clock, Some(actor), command, &()).await?.is_some() {
        return Ok(());
    }
    history::hold(&mut tx, actor, household).await?;
    let lead = leading(&mut tx, actor, household).await?;
    if !works_under(actor, lead.mandate_id) {
        return Err(AppError::Forbidden);
    }
    works_for(app, actor, lead.mandate_id, worker).await?;
    store::set_worker(&mut tx, lead.id, worker).await?;
    let after = json!({ "user": worker });
    note(app, actor, &mut tx, command, household, "entrust", &after).await?;
    tx.save().await?;
    Ok(())
}

/// Whoever leads the household tonight.
async fn leading(tx: &mut Tx, actor: &Actor, household: Uuid) -> Outcome<Assignment> {
    let leads = store::of_household_in(tx, household).await?;
    let lead = leads.into_iter().find(|each| each.leads_on(actor.tonight));
    lead.ok_or_else(|| AppError::conflict(Message::new("assignments-no-lead")))
}

/// The worker is one of the mandate's tonight.
async fn works_for(app: &App, actor: &Actor, mandate: Uuid, worker: Uuid) -> Outcome<()> {
    let known = store::workers(&app.db, mandate, actor.tonight).await?;
    if known.iter().any(|(id, _)| *id == worker) {
        Ok(())
    } else {
        Err(AppError::invalid("worker", "field-choice"))
    }
}

/// Offers that wait for one of the actor's mandates.
pub async fn offered(app: &App, actor: &Actor) -> Outcome<Vec<OfferLine>> {
    actor.require(Class::Assignments, Need::Read)?;
    Ok(store::offers_to(&app.db, &mandates(actor)).await?)
}

/// Households somewhere tonight whom nobody leads, and how many there are.
pub struct WithoutLead {
    pub count: i64,
    pub households: Vec<(Unled, Card)>,
}

pub async fn without_lead(app: &App, actor: &Actor, limit: i64) -> Outcome<WithoutLead> {
    actor.require(Class::Assignments, Need::Read)?;
    let count = store::count_unled(&app.db, actor).await?;
    let unled = store::unled(&app.db, actor, limit).await?;
    let ids: Vec<_> = unled.iter().map(|each| each.id).collect();
    let mut cards = households::store::cards_of(&app.db, actor, &ids).await?;
    let found = unled.into_iter().filter_map(|each| Some((cards.remove(&each.id)?, each)));
    Ok(WithoutLead { count, households: found.map(|(card, each)| (each, card)).collect() })
}

/// The mandates in force, and how many households each leads.
pub async fn lots(app: &App, actor: &Actor) -> Outcome<Vec<Lot>> {
    actor.require(Class::Assignments, Need::Read)?;
    Ok(store::lots(&app.db, actor.tonight).await?)
}

/// The offer, if it is the actor's operator's to answer.
async fn mine(actor: &Actor, tx: &mut Tx, offer: Uuid) -> Outcome<Offer> {
    actor.require(Class::Assignments, Need::Write)?;
    let found = store::offer_in(tx, offer).await?;
    found.filter(|offer| works_under(actor, offer.mandate_id)).ok_or(AppError::NotFound)
}

async fn answer(
    app: &App,
    actor: &Actor,
    tx: &mut Tx,
    offer: &Offer,
    state: OfferState,
    reason: &str,
) -> Outcome<()> {
    if store::answer(tx, offer.id, state, reason, actor.user_id, app.clock.now()).await? {
        Ok(())
    } else {
        Err(AppError::conflict(Message::new("assignments-answered")))
    }
}

async fn note(
    app: &App,
    actor: &Actor,
    tx: &mut Tx,
    command: Uuid,
    household: Uuid,
    action: &'static str,
    after: &Value,
) -> Outcome<()> {
    let entry = Entry { command, household, action, before: None, after };
    history::note(app, actor, tx, entry).await
}

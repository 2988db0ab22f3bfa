//! The list of every evening: who still waits, in what order and why, and what they were answered.

use std::collections::HashMap;

use chrono::NaiveDate;
use uuid::Uuid;

use super::store;
use crate::{
    access::{Actor, Class, Need, journal},
    context::App,
    error::{AppError, Outcome},
    households::{self, Card},
    requests::{
        Answer, Criterion, Move, PriorityList, Request,
        rules::{Entry, Standing, rank, standing_among},
    },
};

/// One who waits tonight.
pub struct Waiting {
    pub request: Request,
    pub card: Card,
    pub standing: Standing,
    /// The criteria that put it there, in the published order.
    pub why: Vec<Criterion>,
    pub moved: Option<Move>,
    /// Tonight's.
    pub answer: Option<Answer>,
}

pub struct Evening {
    pub waiting: Vec<Waiting>,
    /// Who waits for a later night.
    pub parked: Vec<(Request, Card)>,
    /// The order in force.
    pub order: Vec<Criterion>,
    pub since: Option<NaiveDate>,
    pub may_write: bool,
    /// Gives places and publishes the order.
    pub may_order: bool,
}

impl Evening {
    /// Households and persons by what they were answered tonight; `None`: nothing yet.
    pub fn unmet(&self) -> Vec<(Option<Answer>, usize, i32)> {
        let answers = Answer::ALL.iter().copied().map(Some).chain([None]);
        let count = |answer: Option<Answer>| {
            let with = self.waiting.iter().filter(|each| each.answer == answer);
            let persons: i32 = with.clone().map(|each| each.card.persons).sum();
            (answer, with.count(), persons)
        };
        answers.map(count).filter(|(_, households, _)| *households > 0).collect()
    }
}

pub async fn evening(app: &App, actor: &Actor) -> Outcome<Evening> {
    actor.require(Class::Requests, Need::Read)?;
    let (db, tonight) = (&app.db, actor.tonight);
    let open = store::open(db, actor).await?;
    let ids: Vec<_> = open.iter().map(|each| each.id).collect();
    let households: Vec<_> = open.iter().map(|each| each.household_id).collect();
    let mut cards = households::store::cards_of(db, actor, &households).await?;
    let proposed = store::proposed(db, &ids).await?;
    let list = store::priority(db, tonight).await?;
    let order = list.as_ref().map_or_else(|| Criterion::ALL.to_vec(), PriorityList::criteria);
    let moves = store::moves(db).await?;
    let answers: HashMap<_, _> = store::answers_on(db, tonight)
        .await?
        .into_iter()
        .map(|each| (each.request_id, each.answer))
        .collect();
    let (mut waiting, mut parked) = (HashMap::new(), Vec::new());
    for request in open {
        let Some(card) = cards.remove(&request.household_id) else { continue };
        let asked = app.clock.night_of(request.received_at);
        let standing = standing_among(&request, asked, &proposed, tonight);
        if let Standing::Parked(_) = standing {
            parked.push((request, card));
        } else if standing.waits() {
            waiting.insert(request.id, (request, card, standing));
        }
    }
    let entries = waiting.values().map(|(request, card, _)| Entry {
        id: request.id,
        received_at: request.received_at,
        met: met(request, card),
    });
    let places = moves
        .iter()
        .map(|each| (each.request_id, usize::try_from(each.place).unwrap_or(1)))
        .collect();
    let ranked = rank(entries.collect(), &order, &places);
    let waiting = ranked.into_iter().filter_map(|each| {
        let (request, card, standing) = waiting.remove(&each.id)?;
        Some(Waiting {
            answer: answers.get(&each.id).copied(),
            moved: moves.iter().find(|moved| moved.request_id == each.id).cloned(),
            why: each.why,
            request,
            card,
            standing,
        })
    });
    Ok(Evening {
        waiting: waiting.collect(),
        parked,
        order,
        since: list.map(|list| list.from_night),
        may_write: actor.may_write(Class::Requests),
        may_order: super::decides(actor).is_ok(),
    })
}

/// The criteria ticked, and those the composition tells by itself.
fn met(request: &Request, card: &Card) -> Vec<Criterion> {
    let mut met = request.criteria();
    if card.infants > 0 {
        met.push(Criterion::Infant);
    }
    if card.adults == 1 && card.children > 0 {
        met.push(Criterion::SingleAdult);
    }
    met.sort_unstable();
    met.dedup();
    met
}

/// Publishes the order of the criteria from a night on, with a reason.
pub async fn publish(
    app: &App,
    actor: &Actor,
    command: Uuid,
    from: NaiveDate,
    criteria: &[Criterion],
    reason: &str,
) -> Outcome<()> {
    super::decides(actor)?;
    if from < actor.tonight {
        return Err(AppError::invalid("from", "requests-publish-past"));
    }
    if criteria.is_empty() {
        return Err(AppError::invalid("criterion", "field-required"));
    }
    let mut tx = app.db.begin().await?;
    if journal::claim(&mut tx, &app.clock, Some(actor), command, &()).await?.is_some() {
        return Ok(());
    }
    let codes: Vec<&str> = criteria.iter().map(|each| each.code()).collect();
    store::publish(&mut tx, from, &codes.join(" "), reason, actor.user_id, app.clock.now()).await?;
    tx.save().await?;
    Ok(())
}

//! Whom a worker follows, and what is overdue about each.

use chrono::NaiveDate;
use uuid::Uuid;

use super::store::{self, Followed};
use crate::{
    access::{Actor, Class, Need, Role},
    contacts::rules::{self, Due, Levels, Seen},
    context::App,
    error::Outcome,
    households::{self, Card, Tonight},
};

pub struct Family {
    pub card: Card,
    pub tonight: Option<Tonight>,
    pub worker: Option<String>,
    pub is_mine: bool,
    /// Led from a night to come.
    pub from: NaiveDate,
    pub last_seen: Option<NaiveDate>,
    pub due: Option<Due>,
}

/// Everybody the actor's mandates lead; only the actor's own unless all are asked for.
pub async fn families(app: &App, actor: &Actor, all: bool) -> Outcome<Vec<Family>> {
    actor.require(Class::Support, Need::Read)?;
    let grants = actor.grants.iter().filter(|grant| grant.role == Role::SocialWorker);
    let mandates: Vec<Uuid> = grants.filter_map(|grant| grant.mandate_id).collect();
    let mut followed = store::followed(&app.db, &mandates, actor.tonight).await?;
    followed.retain(|each| all || each.worker_id.is_none_or(|worker| worker == actor.user_id));
    let ids: Vec<_> = followed.iter().map(|each| each.household_id).collect();
    let mut cards = households::store::cards_of(&app.db, actor, &ids).await?;
    let mut nights = households::store::nights::tonight_of(&app.db, actor.tonight, &ids).await?;
    let family = |each: Followed| {
        Some(Family {
            card: cards.remove(&each.household_id)?,
            tonight: nights.remove(&each.household_id),
            is_mine: each.worker_id == Some(actor.user_id),
            from: each.assigned_on,
            last_seen: each.last_seen,
            due: overdue(&each, actor.tonight),
            worker: each.worker,
        })
    };
    let mut families: Vec<_> = followed.into_iter().filter_map(family).collect();
    families.sort_by_key(|family| (family.due.is_none(), family.due.map(|due| -due.days())));
    Ok(families)
}

fn overdue(each: &Followed, tonight: NaiveDate) -> Option<Due> {
    let seen = Seen {
        assigned_on: each.assigned_on,
        entered_on: each.entered_on,
        first_visit: each.first_visit,
        last_contact: each.last_contact,
        next_on: each.next_on,
    };
    rules::due(&seen, Levels::agreed(each.first_visit_days, each.contact_days), tonight)
}

//! Taking back the last thing that happened to a household's composition.

use serde_json::{Value, json};
use uuid::Uuid;

use super::work::{Begun, Line, Target, Work, begin, changed_meanwhile, take};
use crate::{
    access::Actor,
    context::App,
    error::{AppError, Outcome},
    households::{Details, Event, EventKind, Member, Person, rules::composition::growth, store},
    i18n::Message,
};

/// Takes the last event back. What was written stays readable; only its effect ends.
pub async fn undo(app: &App, actor: &Actor, target: Target, event: Uuid) -> Outcome<()> {
    let Begun::Work(mut work) = begin(app, actor, target, target.id).await? else {
        return Ok(());
    };
    let last = store::events::last(&mut work.tx, target.id).await?;
    let last = last.filter(|last| last.id == event).ok_or_else(not_the_last)?;
    if matches!(last.kind, EventKind::Intake | EventKind::Merged) {
        return Err(AppError::NotFound);
    }
    let other = match last.other_household_id {
        Some(other) => Some(take_other(&mut work, &last, other).await?),
        None => None,
    };
    let split_from = other.filter(|_| last.kind == EventKind::SplitOff);
    let were = members_of(&mut work, split_from).await?;
    let before = store::events::before(&mut work.tx, last.command_id, target.id).await?;
    let back =
        store::members::take_back(&mut work.tx, last.command_id, target.command, work.now).await?;
    if !back {
        return Err(not_the_last());
    }
    store::events::undo(&mut work.tx, last.command_id, work.now).await?;
    revert(&mut work, &last, before.as_deref()).await?;
    // The nights of a merged household were never the sum of both.
    if last.kind != EventKind::Merge {
        work.count_again().await?;
    }
    if let Some(old) = split_from {
        let are = members_of(&mut work, split_from).await?;
        work.resize_stays(old, &growth(&were, &are)).await?;
    }
    for household in [Some(target.id), other].into_iter().flatten() {
        let after = json!({ "kind": last.kind, "night": last.night });
        let line = Line {
            household,
            action: "undo",
            night: work.tonight,
            before: None,
            after: Some(&after),
        };
        work.journal(line).await?;
    }
    if let Some(other) = other {
        work.also_changed(other);
    }
    work.keep().await
}

/// The other household of a split or a merge is held too, and nothing happened to it since.
async fn take_other(work: &mut Work<'_>, last: &Event, other: Uuid) -> Outcome<Uuid> {
    let found = store::visible_in(&mut work.tx, work.actor, other).await?;
    let household = found.ok_or(AppError::NotFound)?;
    if last.kind == EventKind::Merge {
        if !store::advance(&mut work.tx, other, household.version).await? {
            return Err(changed_meanwhile());
        }
    } else {
        take(&mut work.tx, work.actor, other, household.version).await?;
    }
    let theirs = store::events::last(&mut work.tx, other).await?;
    if theirs.is_some_and(|event| event.command_id == last.command_id) {
        Ok(other)
    } else {
        Err(not_the_last())
    }
}

async fn members_of(work: &mut Work<'_>, household: Option<Uuid>) -> Outcome<Vec<Member>> {
    match household {
        Some(id) => Ok(store::members::of_household_in(&mut work.tx, id).await?),
        None => Ok(Vec::new()),
    }
}

async fn revert(work: &mut Work<'_>, event: &Event, before: Option<&str>) -> Outcome<()> {
    let id = work.household.id;
    match (event.kind, event.other_household_id, event.person_id) {
        (EventKind::Split, Some(new), _) => rejoin(work, id, new, event).await,
        (EventKind::SplitOff, Some(old), _) => rejoin(work, old, id, event).await,
        (EventKind::Merge, Some(source), _) => part(work, source, event, before).await,
        (EventKind::Death, _, Some(person)) => {
            let found = store::members::person(&mut work.tx, person).await?;
            let alive = Person { died_on: None, ..found.ok_or(AppError::NotFound)? };
            Ok(store::members::update_person(&mut work.tx, &alive).await?)
        }
        (EventKind::Identity, _, Some(_)) => {
            let person: Option<Person> = before.and_then(|text| serde_json::from_str(text).ok());
            let person = person.ok_or(AppError::Internal)?;
            Ok(store::members::update_person(&mut work.tx, &person).await?)
        }
        _ => Ok(()),
    }
}

/// The household that had split off is again part of the old one, which keeps its code.
async fn rejoin(work: &mut Work<'_>, old: Uuid, new: Uuid, event: &Event) -> Outcome<()> {
    if store::has_bookings(&mut work.tx, new).await? {
        return Err(AppError::conflict(Message::new("households-undo-booked")));
    }
    store::circle::lift(&mut work.tx, old, new, work.now).await?;
    Ok(store::merge_into(&mut work.tx, new, old, event.night).await?)
}

/// The household that had been taken in speaks for itself again. What was copied from it
/// goes, unless somebody changed it since.
async fn part(
    work: &mut Work<'_>,
    source: Uuid,
    merge: &Event,
    before: Option<&str>,
) -> Outcome<()> {
    let (id, by, now) = (work.household.id, work.actor.user_id, work.now);
    store::part_from(&mut work.tx, source, id).await?;
    store::nights::forget_overlaps(&mut work.tx, merge.command_id, by, now).await?;
    let copied = store::any_in(&mut work.tx, source).await?;
    let Some((Value::Object(before), theirs)) =
        before.and_then(|text| serde_json::from_str(text).ok()).zip(copied)
    else {
        return Ok(());
    };
    let mut ours = json!(work.household.details());
    let theirs = json!(theirs.details());
    for (field, value) in before {
        // Restricting is never lifted by itself.
        if field != "restricted" && ours.get(&field) == theirs.get(&field) {
            ours[&field] = value;
        }
    }
    let details: Details = serde_json::from_value(ours).map_err(|_| AppError::Internal)?;
    let household = work.household.clone().with(details);
    store::update(&mut work.tx, &household).await?;
    Ok(())
}

fn not_the_last() -> AppError {
    AppError::conflict(Message::new("households-undo-not-last"))
}

//! What happens to a household's composition: births, arrivals, departures, deaths,
//! splits, and mistakes put right.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde_json::json;
use uuid::Uuid;

use super::{
    intake::blank,
    work::{Begun, Line, Target, Work, begin},
};
use crate::{
    access::Actor,
    codes::human_code,
    context::App,
    error::{AppError, Outcome},
    households::{
        AgeBand, Details, EventKind, MemberRole, Membership, Person, ReasonIn, ReasonOut,
        rules::{
            change::{self, Plan, Refusal},
            composition::composition_on,
            intake::{NewPerson, role_of},
        },
        store::{self, Assigned, events::NewEvent},
    },
    i18n::Message,
};

#[derive(Clone, Debug)]
pub struct Birth {
    pub night: NaiveDate,
    pub family_name: String,
    pub first_name: String,
}

/// Somebody new, or somebody who comes back.
#[derive(Clone, Debug)]
pub struct Arrival {
    pub night: NaiveDate,
    pub back: Option<Uuid>,
    pub family_name: String,
    pub first_name: String,
    pub birth_date: Option<NaiveDate>,
    pub age_band: AgeBand,
}

#[derive(Clone, Copy, Debug)]
pub struct Departure {
    pub night: NaiveDate,
    pub person: Uuid,
}

#[derive(Clone, Debug)]
pub struct Split {
    pub night: NaiveDate,
    pub persons: Vec<Uuid>,
    pub restricted: bool,
}

#[derive(Clone, Debug)]
pub struct Identity {
    pub person: Uuid,
    pub family_name: String,
    pub first_name: String,
    pub birth_date: Option<NaiveDate>,
    pub age_band: AgeBand,
    /// Answers for the household from tonight on.
    pub is_reference: bool,
}

pub async fn birth(app: &App, actor: &Actor, target: Target, birth: Birth) -> Outcome<()> {
    let Begun::Work(mut work) = begin(app, actor, target, target.id).await? else {
        return Ok(());
    };
    let names = work.writes_names();
    let person = NewPerson {
        id: Uuid::now_v7(),
        family_name: birth.family_name,
        first_name: birth.first_name,
        birth_date: Some(birth.night),
        age_band: AgeBand::Infant,
        role: MemberRole::Child,
    };
    let person = if names { person } else { unnamed(person) };
    come(&mut work, person, birth.night, ReasonIn::Birth).await?;
    work.keep().await
}

pub async fn arrival(app: &App, actor: &Actor, target: Target, arrival: Arrival) -> Outcome<()> {
    let Begun::Work(mut work) = begin(app, actor, target, target.id).await? else {
        return Ok(());
    };
    if let Some(person) = arrival.back {
        come_back(&mut work, person, arrival.night).await?;
        return work.keep().await;
    }
    if arrival.birth_date.is_some_and(|birth| birth > arrival.night) {
        return Err(AppError::invalid("birth_date", "households-born-later"));
    }
    let person = NewPerson {
        id: Uuid::now_v7(),
        family_name: arrival.family_name,
        first_name: arrival.first_name,
        birth_date: arrival.birth_date,
        age_band: arrival.age_band,
        role: role_of(arrival.age_band),
    };
    let person = if work.writes_names() { person } else { unnamed(person) };
    come(&mut work, person, arrival.night, ReasonIn::Arrival).await?;
    work.keep().await
}

pub async fn departure(
    app: &App,
    actor: &Actor,
    target: Target,
    departure: Departure,
) -> Outcome<()> {
    let Begun::Work(mut work) = begin(app, actor, target, target.id).await? else {
        return Ok(());
    };
    let Departure { night, person } = departure;
    let tonight = work.tonight;
    let plan = change::leave(&work.members, person, night, ReasonOut::Departure, tonight)?;
    composed(&mut work, &plan, EventKind::Departure, night, Some(person)).await?;
    work.keep().await
}

pub async fn death(app: &App, actor: &Actor, target: Target, departure: Departure) -> Outcome<()> {
    let Begun::Work(mut work) = begin(app, actor, target, target.id).await? else {
        return Ok(());
    };
    let Departure { night, person } = departure;
    let tonight = work.tonight;
    let plan = change::leave(&work.members, person, night, ReasonOut::Death, tonight)?;
    composed(&mut work, &plan, EventKind::Death, night, Some(person)).await?;
    let found = store::members::person(&mut work.tx, person).await?;
    let dead = Person { died_on: Some(night), ..found.ok_or(AppError::NotFound)? };
    store::members::update_person(&mut work.tx, &dead).await?;
    work.keep().await
}

/// Somebody had been written down by mistake: they were never there.
pub async fn mistake(app: &App, actor: &Actor, target: Target, person: Uuid) -> Outcome<()> {
    let Begun::Work(mut work) = begin(app, actor, target, target.id).await? else {
        return Ok(());
    };
    let tonight = work.tonight;
    let plan = change::strike_out(&work.members, person, tonight)?;
    composed(&mut work, &plan, EventKind::Mistake, tonight, Some(person)).await?;
    work.keep().await
}

/// Puts right who somebody is; the journal keeps what was written before.
pub async fn identity(app: &App, actor: &Actor, target: Target, wanted: Identity) -> Outcome<()> {
    let Begun::Work(mut work) = begin(app, actor, target, target.id).await? else {
        return Ok(());
    };
    if !work.writes_names() {
        return Err(AppError::Forbidden);
    }
    let tonight = work.tonight;
    if wanted.birth_date.is_some_and(|birth| birth > tonight) {
        return Err(AppError::invalid("birth_date", "households-born-later"));
    }
    let member = work.members.iter().find(|member| member.person.id == wanted.person);
    let before = member.ok_or(AppError::NotFound)?.person.clone();
    let after = Person {
        family_name: wanted.family_name,
        first_name: wanted.first_name,
        birth_date: wanted.birth_date,
        age_band: wanted.age_band,
        ..before.clone()
    };
    if wanted.is_reference {
        let plan = change::appoint(&work.members, wanted.person, tonight)?;
        work.carry_out(&plan).await?;
    }
    store::members::update_person(&mut work.tx, &after).await?;
    work.happened(EventKind::Identity, tonight, Some(wanted.person)).await?;
    let (before, after) = (json!(before), json!(after));
    let line = Line {
        household: target.id,
        action: "identity",
        night: tonight,
        before: Some(&before),
        after: Some(&after),
    };
    work.journal(line).await?;
    work.keep().await
}

/// Some members become a household of their own; answers its id.
pub async fn split(app: &App, actor: &Actor, target: Target, split: Split) -> Outcome<Uuid> {
    let new = Uuid::now_v7();
    let mut work = match begin(app, actor, target, new).await? {
        Begun::Work(work) => work,
        Begun::Already(before) => return Ok(before),
    };
    let tonight = work.tonight;
    let plan = change::split(&work.members, &split.persons, split.night, new, tonight)?;
    found(&mut work, app, new, split.restricted).await?;
    work.carry_out(&plan).await?;
    work.count_again().await?;
    for (household, kind, other) in
        [(target.id, EventKind::Split, new), (new, EventKind::SplitOff, target.id)]
    {
        let event =
            NewEvent { household, kind, night: split.night, person: None, other: Some(other) };
        work.note(event).await?;
    }
    // Who may not know of the new household reads that something changed, and when.
    let action = if split.restricted { "composition" } else { "split" };
    for (household, action) in [(target.id, action), (new, "split_off")] {
        let line = Line { household, action, night: split.night, before: None, after: None };
        work.journal(line).await?;
    }
    work.also_changed(new);
    work.keep().await?;
    Ok(new)
}

/// The household some members become: as restricted as the old one at least, followed by
/// whoever followed it.
async fn found(work: &mut Work<'_>, app: &App, id: Uuid, restricted: bool) -> Outcome<()> {
    let old = work.household.clone();
    let details = Details {
        language: old.language.clone(),
        territory: old.territory.clone(),
        needs: old.needs(),
        restricted: restricted || old.restricted,
        ..blank(id, String::new(), id, app).details()
    };
    let code = human_code('F', id);
    let new = blank(id, code, old.organisation_id, app).with(details);
    let by = work.actor.user_id;
    store::insert(&mut work.tx, &new, by).await?;
    let mut circle = BTreeSet::new();
    if new.restricted {
        circle.insert(by);
    }
    if old.restricted && !restricted {
        circle.extend(store::circle::named(&mut work.tx, old.id).await?);
    }
    for user in circle {
        store::circle::name(&mut work.tx, id, user).await?;
    }
    if restricted {
        store::circle::keep_apart(&mut work.tx, old.id, id, work.now).await?;
    }
    for (mandate, worker) in store::assignments(&mut work.tx, old.id, work.tonight).await? {
        let assigned = Assigned {
            household: id,
            mandate,
            worker: worker.filter(|worker| !restricted || *worker == by),
            from: work.tonight,
        };
        store::assign(&mut work.tx, &assigned).await?;
    }
    Ok(())
}

/// Somebody new belongs to the household.
async fn come(
    work: &mut Work<'_>,
    person: NewPerson,
    night: NaiveDate,
    reason: ReasonIn,
) -> Outcome<()> {
    check_since(work, night)?;
    let row = row_of(work, person.id, person.role, night, reason);
    let plan = change::join(&[], row)?;
    store::members::insert_person(&mut work.tx, &person, work.now).await?;
    let kind = match reason {
        ReasonIn::Birth => EventKind::Birth,
        _ => EventKind::Arrival,
    };
    composed(work, &plan, kind, night, Some(person.id)).await
}

/// Somebody who was a member before belongs to it again.
async fn come_back(work: &mut Work<'_>, person: Uuid, night: NaiveDate) -> Outcome<()> {
    check_since(work, night)?;
    let before = work.members.iter().rfind(|member| member.person.id == person);
    let Some(before) = before else {
        return Err(Refusal::Person(Message::new("households-not-a-member")).into());
    };
    let role = match before.spell.role {
        MemberRole::Reference => MemberRole::Adult,
        other => other,
    };
    let rows = store::members::of_person(&mut work.tx, person).await?;
    let row = row_of(work, person, role, night, ReasonIn::Arrival);
    let plan = change::join(&rows, row)?;
    composed(work, &plan, EventKind::Arrival, night, Some(person)).await
}

fn row_of(
    work: &Work<'_>,
    person: Uuid,
    role: MemberRole,
    night: NaiveDate,
    reason: ReasonIn,
) -> Membership {
    Membership {
        id: Uuid::now_v7(),
        person_id: person,
        household_id: work.household.id,
        from_night: night,
        to_night: None,
        role,
        reason_in: reason,
        reason_out: None,
    }
}

fn check_since(work: &Work<'_>, night: NaiveDate) -> Result<(), Refusal> {
    change::check_night(night, work.tonight)?;
    change::check_since(&work.members, night)
}

/// Carries a plan out and says what happened: sizes, never names, go into the journal.
async fn composed(
    work: &mut Work<'_>,
    plan: &Plan,
    kind: EventKind,
    night: NaiveDate,
    person: Option<Uuid>,
) -> Outcome<()> {
    let tonight = work.tonight;
    let household = work.household.id;
    let before = composition_on(&work.members, tonight).persons();
    work.carry_out(plan).await?;
    work.happened(kind, night, person).await?;
    work.count_again().await?;
    let after = composition_on(&work.members, tonight).persons();
    let (before, after) = (json!({ "persons": before }), json!({ "persons": after }));
    let line =
        Line { household, action: kind.code(), night, before: Some(&before), after: Some(&after) };
    work.journal(line).await
}

fn unnamed(mut person: NewPerson) -> NewPerson {
    person.family_name.clear();
    person.first_name.clear();
    person
}

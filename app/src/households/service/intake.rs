//! Writing a household down for the first time, and editing what is not dated.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use uuid::Uuid;

use super::work::{Begun, Line, Target, begin};
use crate::{
    access::{
        Actor, Class, Need, Role,
        journal::{self, Change, Subject},
    },
    codes::human_code,
    context::App,
    db::Tx,
    error::{Alternative, AppError, Obstacle, Outcome},
    households::{
        Card, Details, EventKind, Household, Membership, ReasonIn,
        rules::{
            change,
            duplicates::{Traits, are_likely_one},
            intake::{Intake, account_of, check, persons},
        },
        store::{self, Assigned, events::NewEvent},
    },
    i18n::Message,
};

/// Shown beside a likely duplicate, so that the form asks to be sure.
pub const LIKELY_KNOWN: &str = "households-likely-known";
const LIKELY_SHOWN_MAX: usize = 5;

/// Writes a household down; answers its id. Refused with links when it is likely known.
pub async fn intake(app: &App, actor: &Actor, mut intake: Intake) -> Outcome<Uuid> {
    actor.require(Class::Household, Need::Write)?;
    let tonight = app.clock.tonight();
    let names = actor.may_write(Class::Identity);
    if !names {
        for text in
            [&mut intake.family_name, &mut intake.first_name, &mut intake.alias, &mut intake.phone]
        {
            text.clear();
        }
        intake.birth_date = None;
    }
    check(&intake, names, tonight)?;
    let likely =
        if intake.is_another { Vec::new() } else { likely_known(app, actor, &intake).await? };
    let id = Uuid::now_v7();
    let mut tx = app.db.begin().await?;
    let claimed = journal::claim(&mut tx, &app.clock, Some(actor), intake.command, &id).await?;
    if let Some(before) = claimed {
        return Ok(before);
    }
    if !likely.is_empty() {
        return Err(known_already(&likely));
    }
    let household = new_household(&mut tx, app, actor, &intake, id).await?;
    write_members(&mut tx, app, &intake, id).await?;
    let follows = actor.has_role(Role::SocialWorker) && account_of(actor).is_none();
    if follows {
        follow(&mut tx, actor, id).await?;
    }
    if intake.restricted {
        store::circle::name(&mut tx, id, actor.user_id).await?;
    }
    let after = json!(household.details());
    let change = Change {
        command: intake.command,
        subject: Subject::Household,
        subject_id: id,
        action: "intake",
        night: intake.since.unwrap_or(tonight),
        before: None,
        after: Some(&after),
        reason: None,
    };
    journal::record(&mut tx, &app.clock, Some(actor), change).await?;
    store::refresh(&mut tx, id, tonight).await?;
    tx.touch(id);
    tx.save().await?;
    Ok(id)
}

async fn new_household(
    tx: &mut Tx,
    app: &App,
    actor: &Actor,
    intake: &Intake,
    id: Uuid,
) -> Outcome<Household> {
    let organisation_id = match account_of(actor) {
        Some(own) => own,
        None => store::city(tx).await?.unwrap_or(actor.organisation_id),
    };
    let code = human_code('F', id);
    if !store::code_is_free(tx, &code).await? {
        // One chance in millions: the same form sent again makes another id.
        return Err(AppError::Internal);
    }
    let details = Details {
        alias: intake.alias.clone(),
        phone: intake.phone.clone(),
        language: intake.language.clone(),
        territory: intake.territory.clone(),
        needs: intake.needs.clone(),
        animals: intake.animals,
        note: intake.note.clone(),
        restricted: intake.restricted,
    };
    let household = blank(id, code, organisation_id, app).with(details);
    store::insert(tx, &household, actor.user_id).await?;
    Ok(household)
}

/// A household of which nothing is known yet.
pub(super) fn blank(id: Uuid, code: String, organisation_id: Uuid, app: &App) -> Household {
    Household {
        id,
        code,
        organisation_id,
        alias: String::new(),
        phone: String::new(),
        language: String::new(),
        territory: String::new(),
        needs: String::new(),
        animals: 0,
        note: String::new(),
        restricted: false,
        merged_into: None,
        merged_on: None,
        version: 1,
        created_at: app.clock.now(),
    }
}

async fn write_members(tx: &mut Tx, app: &App, intake: &Intake, household: Uuid) -> Outcome<()> {
    let (tonight, now) = (app.clock.tonight(), app.clock.now());
    let since = intake.since.unwrap_or(tonight);
    for person in persons(intake, tonight) {
        store::members::insert_person(tx, &person, now).await?;
        let row = Membership {
            id: Uuid::now_v7(),
            person_id: person.id,
            household_id: household,
            from_night: since,
            to_night: None,
            role: person.role,
            reason_in: ReasonIn::Intake,
            reason_out: None,
        };
        let plan = change::join(&[], row)?;
        store::members::carry_out(tx, &plan, intake.command, now).await?;
    }
    let event =
        NewEvent { household, kind: EventKind::Intake, night: since, person: None, other: None };
    store::events::insert(tx, event, intake.command, now).await?;
    Ok(())
}

/// A social worker follows the household she writes down.
async fn follow(tx: &mut Tx, actor: &Actor, household: Uuid) -> Outcome<()> {
    let mandates: BTreeSet<_> = actor
        .grants
        .iter()
        .filter(|grant| grant.role == Role::SocialWorker)
        .filter_map(|grant| grant.mandate_id)
        .collect();
    if let Some(mandate) = mandates.into_iter().next() {
        let assigned =
            Assigned { household, mandate, worker: Some(actor.user_id), from: actor.tonight };
        store::assign(tx, &assigned).await?;
    }
    Ok(())
}

/// Households in the actor's scope that may be the one being written down.
async fn likely_known(app: &App, actor: &Actor, intake: &Intake) -> Outcome<Vec<Card>> {
    let new = Traits {
        family_name: &intake.family_name,
        first_name: &intake.first_name,
        alias: &intake.alias,
        birth_date: intake.birth_date,
        phone: &intake.phone,
    };
    let perhaps = store::duplicates::perhaps(&app.db, actor, &new).await?;
    let known = store::duplicates::known_traits(&app.db, actor.tonight, &perhaps).await?;
    let likely: BTreeSet<_> = known
        .iter()
        .filter(|person| are_likely_one(&new, &person.traits()))
        .map(|person| person.id)
        .collect();
    let likely: Vec<_> = likely.into_iter().take(LIKELY_SHOWN_MAX).collect();
    let mut cards: Vec<_> = store::cards_of(&app.db, actor, &likely).await?.into_values().collect();
    cards.sort_by(|a, b| a.title().cmp(b.title()));
    super::log_reads(app, actor, cards.iter().map(|card| card.id).collect());
    Ok(cards)
}

fn known_already(likely: &[Card]) -> AppError {
    let alternatives = likely.iter().map(|card| Alternative {
        message: Message::new("households-likely-one")
            .with("name", card.title())
            .with("code", card.code.as_str())
            .with("n", card.persons),
        href: format!("/households/{}", card.id),
    });
    AppError::Conflict(Box::new(Obstacle {
        message: Message::new(LIKELY_KNOWN).with("n", likely.len()),
        alternatives: alternatives.collect(),
    }))
}

/// Changes what is not dated. Who may not write names leaves alias, phone and note alone.
pub async fn edit(app: &App, actor: &Actor, target: Target, wanted: Details) -> Outcome<()> {
    let mut work = match begin(app, actor, target, target.id).await? {
        Begun::Work(work) => work,
        Begun::Already(_) => return Ok(()),
    };
    let before = work.household.details();
    let restricted = before.restricted;
    let wanted = if work.writes_names() {
        Details { restricted, ..wanted }
    } else {
        Details {
            alias: before.alias.clone(),
            phone: before.phone.clone(),
            language: before.language.clone(),
            note: before.note.clone(),
            restricted,
            ..wanted
        }
    };
    if wanted == before {
        // Nothing to write: the version taken is given back.
        return Ok(());
    }
    let household = work.household.clone().with(wanted.clone());
    store::update(&mut work.tx, &household).await?;
    let (before, after) = differences(&before, &wanted);
    let line = Line {
        household: target.id,
        action: "edit",
        night: work.tonight,
        before: Some(&before),
        after: Some(&after),
    };
    work.journal(line).await?;
    work.keep().await
}

/// Only the fields that differ, on each side.
pub(super) fn differences(before: &Details, after: &Details) -> (Value, Value) {
    let (mut old, mut new) = (json!(before), json!(after));
    if let (Value::Object(old), Value::Object(new)) = (&mut old, &mut new) {
        let same: Vec<_> = old
            .iter()
            .filter(|(field, value)| new.get(*field) == Some(value))
            .map(|(field, _)| field.clone())
            .collect();
        for field in same {
            old.remove(&field);
            new.remove(&field);
        }
    }
    (old, new)
}

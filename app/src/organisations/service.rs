//! Keeping organisations and their mandates, for administrators.

use chrono::NaiveDate;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Kind, Listed, Mandate, Organisation, rules, store};
use crate::{
    access::{
        Actor, Class, Need,
        journal::{self, Change, Subject},
    },
    context::App,
    db::Tx,
    error::{AppError, Outcome},
    i18n::Message,
};

/// What an organisation is called and is.
pub struct Named {
    pub name: String,
    pub kind: Kind,
}

pub async fn list(app: &App, actor: &Actor) -> Outcome<Vec<Listed>> {
    actor.require(Class::Accounts, Need::Read)?;
    Ok(store::listed(&app.db, actor.tonight).await?)
}

pub async fn one(app: &App, actor: &Actor, id: Uuid) -> Outcome<Organisation> {
    actor.require(Class::Accounts, Need::Read)?;
    let found = store::organisation(&app.db, id).await?;
    found.ok_or(AppError::NotFound)
}

pub async fn mandates(app: &App, actor: &Actor, id: Uuid) -> Outcome<Vec<Mandate>> {
    actor.require(Class::Accounts, Need::Read)?;
    Ok(store::mandates_of(&app.db, id).await?)
}

pub async fn add(app: &App, actor: &Actor, command: Uuid, named: Named) -> Outcome<Uuid> {
    actor.require(Class::Accounts, Need::Write)?;
    let id = Uuid::now_v7();
    let mut tx = app.db.begin().await?;
    if let Some(before) = journal::claim(&mut tx, &app.clock, Some(actor), command, &id).await? {
        return Ok(before);
    }
    check_name(&mut tx, id, &named.name).await?;
    store::insert(&mut tx, id, &named.name, named.kind, app.clock.now()).await?;
    let after = described(&named.name, named.kind);
    let change = noted(actor, command, id, "added", &after);
    journal::record(&mut tx, &app.clock, Some(actor), change).await?;
    tx.save().await?;
    Ok(id)
}

pub async fn edit(
    app: &App,
    actor: &Actor,
    command: Uuid,
    id: Uuid,
    version: i32,
    named: Named,
) -> Outcome<()> {
    actor.require(Class::Accounts, Need::Write)?;
    let mut tx = app.db.begin().await?;
    if claimed(&mut tx, app, actor, command).await? {
        return Ok(());
    }
    let now = store::lock(&mut tx, id).await?.ok_or(AppError::NotFound)?;
    check_name(&mut tx, id, &named.name).await?;
    if store::update(&mut tx, id, version, &named.name, named.kind).await? == 0 {
        return Err(journal::stale(&mut tx, &app.clock, id).await?);
    }
    let before = described(&now.name, now.kind);
    let after = described(&named.name, named.kind);
    let change = Change { before: Some(&before), ..noted(actor, command, id, "edited", &after) };
    journal::record(&mut tx, &app.clock, Some(actor), change).await?;
    Ok(tx.save().await?)
}

/// Closes on a date, once no right depends on it any more; `None` opens again.
pub async fn set_closed_on(
    app: &App,
    actor: &Actor,
    command: Uuid,
    id: Uuid,
    version: i32,
    on: Option<NaiveDate>,
) -> Outcome<()> {
    actor.require(Class::Accounts, Need::Write)?;
    let mut tx = app.db.begin().await?;
    if claimed(&mut tx, app, actor, command).await? {
        return Ok(());
    }
    let now = store::lock(&mut tx, id).await?.ok_or(AppError::NotFound)?;
    if let Some(on) = on {
        let holders = store::holders(&mut tx, id, on).await?;
        rules::may_close(on, actor.tonight, &holders)?;
    }
    if store::set_closed_on(&mut tx, id, version, on).await? == 0 {
        return Err(journal::stale(&mut tx, &app.clock, id).await?);
    }
    let action = if on.is_some() { "closed" } else { "reopened" };
    let before = json!({ "closed_on": now.closed_on });
    let after = json!({ "closed_on": on });
    let change = Change { before: Some(&before), ..noted(actor, command, id, action, &after) };
    journal::record(&mut tx, &app.clock, Some(actor), change).await?;
    Ok(tx.save().await?)
}

/// What a mandate is to be called, and when it holds.
pub struct NewMandate {
    pub label: String,
    pub from: NaiveDate,
    pub to: Option<NaiveDate>,
}

pub async fn add_mandate(
    app: &App,
    actor: &Actor,
    command: Uuid,
    organisation: Uuid,
    wanted: NewMandate,
) -> Outcome<Uuid> {
    actor.require(Class::Accounts, Need::Write)?;
    let id = Uuid::now_v7();
    let mut tx = app.db.begin().await?;
    if let Some(before) = journal::claim(&mut tx, &app.clock, Some(actor), command, &id).await? {
        return Ok(before);
    }
    let of = store::lock(&mut tx, organisation).await?;
    let of = of.ok_or(AppError::NotFound)?;
    let nights = rules::mandate_nights(&of, wanted.from, wanted.to)?;
    let mandate = Mandate {
        id,
        organisation_id: organisation,
        label: wanted.label,
        from_night: nights.from(),
        to_night: nights.to(),
    };
    store::insert_mandate(&mut tx, &mandate).await?;
    let after = json!({ "mandate": mandate.label, "from_night": mandate.from_night, "to_night": mandate.to_night });
    let change = noted(actor, command, organisation, "mandate_added", &after);
    journal::record(&mut tx, &app.clock, Some(actor), change).await?;
    tx.save().await?;
    Ok(id)
}

async fn claimed(tx: &mut Tx, app: &App, actor: &Actor, command: Uuid) -> Outcome<bool> {
    let answer = journal::claim(tx, &app.clock, Some(actor), command, &()).await?;
    Ok(answer.is_some())
}

/// Two organisations of one name would be mistaken for each other in every list.
async fn check_name(tx: &mut Tx, id: Uuid, name: &str) -> Outcome<()> {
    let wanted = rules::fold(name);
    let names = store::names(tx).await?;
    let same = names.iter().find(|(each, known)| *each != id && rules::fold(known) == wanted);
    match same {
        Some((_, known)) => Err(AppError::field(
            "name",
            Message::new("organisations-name-taken").with("name", known.as_str()),
        )),
        None => Ok(()),
    }
}

fn described(name: &str, kind: Kind) -> Value {
    json!({ "name": name, "kind": kind })
}

fn noted<'a>(
    actor: &Actor,
    command: Uuid,
    id: Uuid,
    action: &'static str,
    after: &'a Value,
) -> Change<'a> {
    Change {
        command,
        subject: Subject::Organisation,
        subject_id: id,
        action,
        night: actor.tonight,
        before: None,
        after: Some(after),
        reason: None,
    }
}

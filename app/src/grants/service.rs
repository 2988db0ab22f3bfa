//! Giving rights and ending them, for administrators. A right is never removed.

use chrono::NaiveDate;
use serde_json::json;
use uuid::Uuid;

use super::{Held, Site, Wanted, rules, store};
use crate::{
    access::{
        Actor, Class, Need,
        journal::{self, Change, Subject},
    },
    context::App,
    error::{AppError, Outcome},
    organisations::{self, Mandate, Organisation},
    users,
};

/// All that a user holds, ever held or will hold.
pub async fn of_user(app: &App, actor: &Actor, user: Uuid) -> Outcome<Vec<Held>> {
    actor.require(Class::Accounts, Need::Read)?;
    Ok(store::of_user(&app.db, user).await?)
}

pub async fn one(app: &App, actor: &Actor, grant: Uuid) -> Outcome<Held> {
    actor.require(Class::Accounts, Need::Read)?;
    let user = store::holder(&app.db, grant).await?;
    let held = store::of_user(&app.db, user.ok_or(AppError::NotFound)?).await?;
    held.into_iter().find(|held| held.id == grant).ok_or(AppError::NotFound)
}

/// What a right may be made of.
pub struct Choices {
    pub organisations: Vec<Organisation>,
    /// Of the organisation chosen.
    pub mandates: Vec<Mandate>,
    pub sites: Vec<Site>,
}

pub async fn choices(app: &App, actor: &Actor, organisation: Option<Uuid>) -> Outcome<Choices> {
    actor.require(Class::Accounts, Need::Write)?;
    let mandates = match organisation {
        Some(id) => organisations::store::mandates_of(&app.db, id).await?,
        None => Vec::new(),
    };
    let mut organisations = organisations::store::organisations(&app.db).await?;
    organisations.retain(|each| each.is_open_on(actor.tonight));
    Ok(Choices { organisations, mandates, sites: store::sites(&app.db).await? })
}

pub async fn add(app: &App, actor: &Actor, command: Uuid, mut wanted: Wanted) -> Outcome<Uuid> {
    actor.require(Class::Accounts, Need::Write)?;
    wanted.sites.sort();
    wanted.sites.dedup();
    let id = Uuid::now_v7();
    let mut tx = app.db.begin().await?;
    if let Some(before) = journal::claim(&mut tx, &app.clock, Some(actor), command, &id).await? {
        return Ok(before);
    }
    let user = users::store::lock(&mut tx, wanted.user_id).await?;
    user.ok_or(AppError::NotFound)?;
    let organisation = organisations::store::lock(&mut tx, wanted.organisation_id).await?;
    let organisation = organisation.ok_or(AppError::invalid("organisation_id", "field-choice"))?;
    let mandate = match wanted.mandate_id {
        Some(id) => organisations::store::mandate(&mut tx, id).await?,
        None => None,
    };
    let sites = store::sites_in(&mut tx).await?;
    let held = store::of_user_in(&mut tx, wanted.user_id).await?;
    let facts = rules::Facts {
        tonight: actor.tonight,
        organisation: &organisation,
        mandate: mandate.as_ref(),
        sites: &sites,
        held: &held,
    };
    let nights = rules::check(&wanted, &facts)?;
    store::insert(&mut tx, id, &wanted, actor.user_id, app.clock.now()).await?;
    let named = sites.iter().filter(|site| wanted.sites.contains(&site.id));
    let after = json!({
        "role": wanted.role,
        "organisation": organisation.name,
        "mandate": mandate.map(|mandate| mandate.label),
        "sites": named.map(|site| &site.code).collect::<Vec<_>>(),
        "from_night": nights.from(),
        "to_night": nights.to(),
    });
    let change = Change {
        command,
        subject: Subject::User,
        subject_id: wanted.user_id,
        action: "grant_added",
        night: nights.from(),
        before: None,
        after: Some(&after),
        reason: None,
    };
    journal::record(&mut tx, &app.clock, Some(actor), change).await?;
    tx.save().await?;
    Ok(id)
}

/// An end as asked for: the night, and the end the form showed.
pub struct Ending {
    pub grant: Uuid,
    pub shown: Option<NaiveDate>,
    pub on: NaiveDate,
    pub reason: String,
}

/// Ends a right on a night: from that night on it opens nothing. What it was stays readable.
pub async fn end(app: &App, actor: &Actor, command: Uuid, ending: Ending) -> Outcome<()> {
    actor.require(Class::Accounts, Need::Write)?;
    let Ending { grant, shown, on, reason } = ending;
    let user = store::holder(&app.db, grant).await?;
    let user = user.ok_or(AppError::NotFound)?;
    let mut tx = app.db.begin().await?;
    let answer = journal::claim(&mut tx, &app.clock, Some(actor), command, &()).await?;
    if answer.is_some() {
        return Ok(());
    }
    users::store::lock(&mut tx, user).await?;
    let mut others = store::of_user_in(&mut tx, user).await?;
    let place = others.iter().position(|held| held.id == grant);
    let held = others.remove(place.ok_or(AppError::NotFound)?);
    if held.to_night != shown {
        return Err(journal::stale(&mut tx, &app.clock, user).await?);
    }
    rules::may_end(&held, on, actor.tonight, actor.user_id, &others)?;
    if store::set_end(&mut tx, grant, shown, on).await? == 0 {
        return Err(journal::stale(&mut tx, &app.clock, user).await?);
    }
    let before = json!({ "role": held.role, "organisation": held.organisation, "to_night": shown });
    let after = json!({ "role": held.role, "organisation": held.organisation, "to_night": on });
    let change = Change {
        command,
        subject: Subject::User,
        subject_id: user,
        action: "grant_ended",
        night: on,
        before: Some(&before),
        after: Some(&after),
        reason: (!reason.is_empty()).then_some(reason.as_str()),
    };
    journal::record(&mut tx, &app.clock, Some(actor), change).await?;
    Ok(tx.save().await?)
}

//! Asking for funding, granting it, ending it.

use chrono::NaiveDate;
use serde_json::json;
use uuid::Uuid;

use super::{Basis, FundedPeriod, Funder, PeriodState, rules, store};
use crate::{
    access::{Actor, Class, Need, journal},
    context::App,
    db::Tx,
    error::{AppError, Outcome},
    households::{
        self,
        history::{self, Entry},
    },
    i18n::Message,
    nights::Nights,
};

/// A decision as its document says it, or what is asked of the funder.
#[derive(Clone, Debug)]
pub struct NewPeriod {
    pub household_id: Uuid,
    pub nights: Nights,
    pub funder: Funder,
    pub basis: Basis,
    pub reference: String,
    /// Blank while the funder has not answered.
    pub decided_by: String,
    pub decided_on: Option<NaiveDate>,
}

/// One step of a period, by the form that shows its version.
#[derive(Clone, Debug)]
pub struct Step {
    pub command: Uuid,
    pub period: Uuid,
    pub version: i32,
}

/// A household's periods, the latest first; `None` for who may not read them.
pub async fn of_household(
    app: &App,
    actor: &Actor,
    household: Uuid,
) -> Outcome<Option<Vec<FundedPeriod>>> {
    if !actor.may_read(Class::Funding) {
        return Ok(None);
    }
    households::store::visible(&app.db, actor, household).await?.ok_or(AppError::NotFound)?;
    Ok(Some(store::of_household(&app.db, household).await?))
}

pub async fn add(app: &App, actor: &Actor, command: Uuid, new: &NewPeriod) -> Outcome<()> {
    actor.require(Class::Funding, Need::Write)?;
    let to = new.nights.to().ok_or_else(|| AppError::invalid("to", "funding-needs-end"))?;
    let mut tx = app.db.begin().await?;
    if journal::claim(&mut tx, &app.clock, Some(actor), command, &()).await?.is_some() {
        return Ok(());
    }
    history::hold(&mut tx, actor, new.household_id).await?;
    let others = store::of_household_in(&mut tx, new.household_id).await?;
    rules::may_begin(new.nights, &others).map_err(AppError::conflict)?;
    let decided = !new.decided_by.is_empty();
    let period = FundedPeriod {
        id: Uuid::now_v7(),
        household_id: new.household_id,
        from_night: new.nights.from(),
        to_night: to,
        state: if decided { PeriodState::Granted } else { PeriodState::Requested },
        funder: new.funder,
        basis: new.basis,
        reference: new.reference.clone(),
        decided_by: new.decided_by.clone(),
        decided_on: decided.then(|| new.decided_on.unwrap_or(actor.tonight)),
        reason: String::new(),
        version: 1,
    };
    store::insert(&mut tx, &period, actor.user_id, app.clock.now()).await?;
    let action = if decided { "fund" } else { "ask_funding" };
    note(app, actor, &mut tx, command, action, None, &period).await?;
    tx.save().await?;
    Ok(())
}

/// The funder said yes.
pub async fn grant(
    app: &App,
    actor: &Actor,
    step: &Step,
    to: NaiveDate,
    decided_by: &str,
) -> Outcome<()> {
    let tonight = actor.tonight;
    take(app, actor, step, "grant_funding", |period| {
        let granted = rules::grant(period, to)?;
        let decided_by = decided_by.to_owned();
        Ok(FundedPeriod { decided_by, decided_on: Some(tonight), ..granted })
    })
    .await
}

pub async fn refuse(app: &App, actor: &Actor, step: &Step, reason: &str) -> Outcome<()> {
    take(app, actor, step, "refuse_funding", |period| rules::refuse(period, reason)).await
}

pub async fn extend(app: &App, actor: &Actor, step: &Step, to: NaiveDate) -> Outcome<()> {
    take(app, actor, step, "extend_funding", |period| rules::extend(period, to)).await
}

pub async fn close(
    app: &App,
    actor: &Actor,
    step: &Step,
    on: NaiveDate,
    reason: &str,
) -> Outcome<()> {
    take(app, actor, step, "close_funding", |period| rules::close(period, on, reason)).await
}

async fn take(
    app: &App,
    actor: &Actor,
    step: &Step,
    action: &'static str,
    decide: impl FnOnce(&FundedPeriod) -> Result<FundedPeriod, Message>,
) -> Outcome<()> {
    actor.require(Class::Funding, Need::Write)?;
    let mut tx = app.db.begin().await?;
    if journal::claim(&mut tx, &app.clock, Some(actor), step.command, &()).await?.is_some() {
        return Ok(());
    }
    let before = store::period_in(&mut tx, step.period).await?.ok_or(AppError::NotFound)?;
    history::hold(&mut tx, actor, before.household_id).await?;
    let after = decide(&before).map_err(AppError::conflict)?;
    if before.version != step.version || !store::update(&mut tx, &after, step.version).await? {
        return Err(journal::stale(&mut tx, &app.clock, before.household_id).await?);
    }
    let others = store::of_household_in(&mut tx, before.household_id).await?;
    let others: Vec<_> = others.into_iter().filter(|each| each.id != before.id).collect();
    if let Some(nights) = Nights::between(after.from_night, after.to_night)
        && after.state == PeriodState::Granted
    {
        rules::may_begin(nights, &others).map_err(AppError::conflict)?;
    }
    note(app, actor, &mut tx, step.command, action, Some(&before), &after).await?;
    tx.save().await?;
    Ok(())
}

/// What changed, in the history of the household: for whoever may read its funding.
async fn note(
    app: &App,
    actor: &Actor,
    tx: &mut Tx,
    command: Uuid,
    action: &'static str,
    before: Option<&FundedPeriod>,
    after: &FundedPeriod,
) -> Outcome<()> {
    let of = |period: &FundedPeriod| json!({ "funding": period });
    let (before, after_json) = (before.map(of), of(after));
    let household = after.household_id;
    let entry = Entry { command, household, action, before: before.as_ref(), after: &after_json };
    history::note(app, actor, tx, entry).await
}

//! Who may see a restricted household, whom it is not placed beside, and the nights
//! somebody must decide about.

use serde_json::json;
use uuid::Uuid;

use super::work::{Begun, Line, Target, Work, begin, changed_meanwhile};
use crate::{
    access::Actor,
    context::App,
    error::{AppError, Outcome},
    households::{Details, OverlapDecision, rules::words, store},
};

/// Restricts the household to those named, or opens it again. Whoever restricts is named.
pub async fn restrict(app: &App, actor: &Actor, target: Target, restricted: bool) -> Outcome<()> {
    let Begun::Work(mut work) = begin(app, actor, target, target.id).await? else {
        return Ok(());
    };
    let details = Details { restricted, ..work.household.details() };
    let household = work.household.clone().with(details);
    store::update(&mut work.tx, &household).await?;
    if restricted {
        store::circle::name(&mut work.tx, target.id, actor.user_id).await?;
    }
    said(&mut work, if restricted { "restrict" } else { "unrestrict" }).await?;
    work.keep().await
}

/// Names somebody, by their e-mail, among those who may see the household.
pub async fn name(app: &App, actor: &Actor, target: Target, email: &str) -> Outcome<()> {
    let Begun::Work(mut work) = begin(app, actor, target, target.id).await? else {
        return Ok(());
    };
    let email = email.trim().to_lowercase();
    let user = store::circle::user_of_email(&mut work.tx, &email).await?;
    let user = user.ok_or(AppError::invalid("confidant", "households-nobody-of-email"))?;
    store::circle::name(&mut work.tx, target.id, user).await?;
    let after = json!({ "user": user });
    let line = Line {
        household: target.id,
        action: "circle_named",
        night: work.tonight,
        before: None,
        after: Some(&after),
    };
    work.journal(line).await?;
    work.keep().await
}

/// Somebody may no longer see the household; somebody always may.
pub async fn unname(app: &App, actor: &Actor, target: Target, user: Uuid) -> Outcome<()> {
    let Begun::Work(mut work) = begin(app, actor, target, target.id).await? else {
        return Ok(());
    };
    let named = store::circle::named(&mut work.tx, target.id).await?;
    if named == [user] {
        return Err(AppError::invalid("user", "households-circle-last"));
    }
    store::circle::unname(&mut work.tx, target.id, user).await?;
    let before = json!({ "user": user });
    let line = Line {
        household: target.id,
        action: "circle_unnamed",
        night: work.tonight,
        before: Some(&before),
        after: None,
    };
    work.journal(line).await?;
    work.keep().await
}

/// Never placed at the same site as the household of this code. No reason is kept.
pub async fn keep_apart(app: &App, actor: &Actor, target: Target, code: &str) -> Outcome<()> {
    let Begun::Work(mut work) = begin(app, actor, target, target.id).await? else {
        return Ok(());
    };
    let other = match words::code(code) {
        Some(code) => store::by_code(&mut work.tx, actor, &code).await?,
        None => None,
    };
    let other = other.ok_or(AppError::invalid("code", "households-code-unknown"))?;
    let other = other.merged_into.unwrap_or(other.id);
    if other == target.id {
        return Err(AppError::invalid("code", "households-code-own"));
    }
    store::circle::keep_apart(&mut work.tx, target.id, other, work.now).await?;
    said(&mut work, "keep_apart").await?;
    work.keep().await
}

pub async fn lift_apart(app: &App, actor: &Actor, target: Target, other: Uuid) -> Outcome<()> {
    let Begun::Work(mut work) = begin(app, actor, target, target.id).await? else {
        return Ok(());
    };
    // What one may not know of, one cannot lift.
    let known = store::visible_in(&mut work.tx, actor, other).await?;
    known.ok_or(AppError::NotFound)?;
    store::circle::lift(&mut work.tx, target.id, other, work.now).await?;
    said(&mut work, "lift_apart").await?;
    work.keep().await
}

/// Says which of two bookings of the same nights is true. The bookings themselves are put
/// right where bookings are.
pub async fn decide(
    app: &App,
    actor: &Actor,
    target: Target,
    overlap: Uuid,
    decision: OverlapDecision,
) -> Outcome<()> {
    let Begun::Work(mut work) = begin(app, actor, target, target.id).await? else {
        return Ok(());
    };
    let decided =
        store::nights::decide(&mut work.tx, target.id, overlap, decision, actor.user_id, work.now)
            .await?;
    if !decided {
        return Err(changed_meanwhile());
    }
    let after = json!({ "overlap": overlap, "decision": decision });
    let line = Line {
        household: target.id,
        action: "overlap",
        night: work.tonight,
        before: None,
        after: Some(&after),
    };
    work.journal(line).await?;
    work.keep().await
}

/// A line that says what was done and nothing more.
async fn said(work: &mut Work<'_>, action: &'static str) -> Outcome<()> {
    let line = Line {
        household: work.household.id,
        action,
        night: work.tonight,
        before: None,
        after: None,
    };
    work.journal(line).await
}

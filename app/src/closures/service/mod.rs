//! Putting units out of service, and back.

mod read;

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;
use uuid::Uuid;

pub use read::{Shown, of_site, taken_units};

use super::{
    Closure, DegradedUse,
    rules::{self, NewClosure},
    store,
};
use crate::{
    access::{
        Actor, Class, Need,
        journal::{self, Change, Subject},
    },
    bookings,
    context::App,
    db::{StoreError, Tx},
    error::{Alternative, AppError, Outcome},
    i18n::{Arg, Message},
    nights::Nights,
    occupation::{self, Kind, Line},
    sites, units,
    units::Unit,
};

/// Closes the nights of `new` that nobody has. Where somebody sleeps or is promised,
/// nothing is done at all unless those units are named in `new.degraded`.
pub async fn close(app: &App, actor: &Actor, command: Uuid, new: &NewClosure) -> Outcome<Uuid> {
    actor.require_at(new.site_id, Class::Sites, Need::Write)?;
    let problems = rules::check(new, actor.tonight, app.settings.days_ahead_max);
    if !problems.is_empty() {
        return Err(AppError::Invalid { fields: problems });
    }
    let nights =
        Nights::new(new.from, new.to).ok_or_else(|| AppError::invalid("to", "closures-empty"))?;
    let now = app.clock.now();
    let closure = Closure {
        id: Uuid::now_v7(),
        site_id: new.site_id,
        cause: new.cause,
        detail: new.detail.clone(),
        owner: new.owner.clone(),
        from_night: new.from,
        to_night: new.to,
        review_on: new.review_on,
        version: 1,
    };
    let mut tx = app.db.begin().await?;
    if let Some(before) =
        journal::claim(&mut tx, &app.clock, Some(actor), command, &closure.id).await?
    {
        return Ok(before);
    }
    let units = chosen(&mut tx, new.site_id, &new.unit_ids).await?;
    store::insert(&mut tx, &closure, now).await?;
    let mut ways = Vec::new();
    let mut closed = Vec::new();
    for unit in &units {
        let Some(nights) = nights.intersection(unit.in_service()) else {
            continue;
        };
        let taken = occupation::store::on_unit(&mut tx, unit.id, nights).await?;
        let staying = still_inside(&mut tx, actor, unit, nights).await?;
        if !taken.is_empty() || !staying.is_empty() {
            let degraded = new.degraded.contains(&unit.id)
                && taken.iter().all(|line| line.kind != Kind::Closure);
            if !degraded {
                ways.extend(ways_out(&mut tx, actor, unit, &taken).await?);
                ways.extend(staying);
                continue;
            }
            keep_degraded(&mut tx, new, &closure, unit.id, nights, now).await?;
            if !staying.is_empty() {
                continue;
            }
        }
        closed.extend(rules::lines_closing(unit, nights, &taken, closure.id));
    }
    if !ways.is_empty() {
        return Err(rules::refused(Message::new("closures-somebody"), ways));
    }
    if closed.is_empty() && new.degraded.is_empty() {
        return Err(AppError::invalid("unit", "closures-not-in-service"));
    }
    insert_lines(&mut tx, &closed, command, now).await?;
    let labels: Vec<&str> = units.iter().map(|unit| unit.label.as_str()).collect();
    let after = json!({ "closure": &closure, "units": labels });
    record(app, &mut tx, actor, command, &closure, DECLARED, None, &after).await?;
    tx.touch(new.site_id);
    tx.save().await?;
    app.index.refresh_units(&app.db, &new.unit_ids).await?;
    Ok(closure.id)
}

/// A closure's new end for some of its units; `None` is open, looked at again on `review_on`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEnd {
    pub closure_id: Uuid,
    pub version: i32,
    /// Empty: every unit of it.
    pub unit_ids: Vec<Uuid>,
    pub to: Option<NaiveDate>,
    pub review_on: Option<NaiveDate>,
}

/// Lifts, shortens or lengthens a closure. Lifting some of its units leaves the others closed.
pub async fn move_end(app: &App, actor: &Actor, command: Uuid, new: &NewEnd) -> Outcome<Uuid> {
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let closure = store::closure_in(&mut tx, new.closure_id).await?;
    let closure = closure.ok_or(AppError::NotFound)?;
    actor.require_at(closure.site_id, Class::Sites, Need::Write)?;
    if let Some(before) =
        journal::claim(&mut tx, &app.clock, Some(actor), command, &closure.site_id).await?
    {
        return Ok(before);
    }
    let lines = occupation::store::of_closure(&mut tx, closure.id).await?;
    let degraded = store::degraded_of(&mut tx, closure.id).await?;
    let concerned = |unit: Uuid| new.unit_ids.is_empty() || new.unit_ids.contains(&unit);
    let goes_on = |end| rules::goes_on(end, closure.to_night, new.to);
    let whole = lines
        .iter()
        .map(|line| (line.unit_id, line.to_night))
        .chain(degraded.iter().map(|used| (used.unit_id, used.to_night)))
        .all(|(unit, end)| concerned(unit) || !goes_on(end));
    check_new_end(&closure, new, whole, actor.tonight)?;
    let chosen: Vec<Line> = lines.iter().filter(|line| concerned(line.unit_id)).cloned().collect();
    replace_lines(&mut tx, actor, &closure, &chosen, new.to, command, now).await?;
    for used in degraded.iter().filter(|used| concerned(used.unit_id)) {
        end_degraded(&mut tx, used, new.to, now).await?;
    }
    let changed = changed_closure(&closure, new, whole);
    let lifted = whole && new.to.is_some_and(|to| to <= actor.tonight);
    if !store::set_end(&mut tx, &changed, lifted.then_some(now)).await? {
        return Err(AppError::conflict(Message::new("closures-changed-meanwhile")));
    }
    let did = if lifted { LIFTED } else { MOVED };
    let before = json!({ "closure": &closure });
    let after = json!({ "closure": &changed, "units": &new.unit_ids, "to": new.to });
    record(app, &mut tx, actor, command, &closure, did, Some(&before), &after).await?;
    tx.touch(closure.site_id);
    tx.save().await?;
    let mut refreshed: Vec<Uuid> = chosen.iter().map(|line| line.unit_id).collect();
    refreshed.dedup();
    app.index.refresh_units(&app.db, &refreshed).await?;
    Ok(closure.site_id)
}

fn check_new_end(closure: &Closure, new: &NewEnd, whole: bool, tonight: NaiveDate) -> Outcome<()> {
    if closure.version != new.version {
        return Err(AppError::conflict(Message::new("closures-changed-meanwhile")));
    }
    // Before its first night it is called off: no night is left to check.
    if new.to.is_some_and(|to| to <= closure.from_night) {
        return Ok(());
    }
    let longer = rules::is_later(closure.to_night, new.to);
    if !whole && (longer || new.to.is_none()) {
        return Err(AppError::invalid("to", "closures-longer-for-all"));
    }
    match rules::check_end(closure.from_night, new.to, new.review_on, tonight) {
        Some((field, message)) => Err(AppError::field(field, message)),
        None => Ok(()),
    }
}

/// The closure as a whole ends when its last unit does.
fn changed_closure(closure: &Closure, new: &NewEnd, whole: bool) -> Closure {
    let mut changed = closure.clone();
    if whole {
        changed.to_night = new.to.map(|to| to.max(closure.from_night));
        changed.review_on = new.review_on;
    }
    changed
}

async fn replace_lines(
    tx: &mut Tx,
    actor: &Actor,
    closure: &Closure,
    lines: &[Line],
    to: Option<NaiveDate>,
    command: Uuid,
    now: DateTime<Utc>,
) -> Outcome<()> {
    let moved = rules::moved_end(lines, closure.to_night, to);
    let mut ways = Vec::new();
    for each in &moved {
        let (Some(line), Some(added)) = (&each.new, each.added) else {
            continue;
        };
        let mut taken = occupation::store::on_unit(tx, line.unit_id, added).await?;
        taken.retain(|other| other.slot == line.slot && other.id != each.old);
        if !taken.is_empty() {
            let unit = units::store::unit_in(tx, line.unit_id).await?;
            let unit = unit.ok_or(AppError::NotFound)?;
            ways.extend(ways_out(tx, actor, &unit, &taken).await?);
        }
    }
    if !ways.is_empty() {
        return Err(rules::refused(Message::new("closures-somebody-later"), ways));
    }
    for each in &moved {
        occupation::store::supersede(tx, each.old, command, now).await?;
    }
    let new: Vec<Line> = moved.into_iter().filter_map(|each| each.new).collect();
    insert_lines(tx, &new, command, now).await
}

async fn insert_lines(
    tx: &mut Tx,
    lines: &[Line],
    command: Uuid,
    now: DateTime<Utc>,
) -> Outcome<()> {
    for line in lines {
        match occupation::store::insert(tx, line, command, now).await {
            // Somebody booked it between our look and our write.
            Err(StoreError::Taken) => {
                return Err(AppError::conflict(Message::new("closures-just-taken")));
            }
            other => other?,
        }
    }
    Ok(())
}

/// The units asked for, all of this site.
async fn chosen(tx: &mut Tx, site: Uuid, ids: &[Uuid]) -> Outcome<Vec<Unit>> {
    let at_site = units::store::at_site_in(tx, site).await?;
    let by_id: HashMap<Uuid, Unit> = at_site.into_iter().map(|unit| (unit.id, unit)).collect();
    let mut found = Vec::new();
    for id in ids {
        let unit = by_id.get(id).ok_or(AppError::NotFound)?;
        if !found.contains(unit) {
            found.push(unit.clone());
        }
    }
    found.sort_by_cached_key(|unit| units::rules::natural_key(&unit.label));
    Ok(found)
}

async fn ways_out(
    tx: &mut Tx,
    actor: &Actor,
    unit: &Unit,
    taken: &[Line],
) -> Outcome<Vec<Alternative>> {
    let holders = store::holders(tx, actor, taken).await?;
    let mut ways: Vec<_> =
        holders.iter().map(|holder| rules::way_out(&unit.label, holder)).collect();
    if let Some(line) = taken.iter().find(|line| line.kind == Kind::Closure) {
        let to = line.to_night.map_or(Arg::Key("closures-open-end".to_owned()), Arg::Date);
        ways.push(Alternative {
            message: Message::new("closures-closed-already")
                .with("unit", unit.label.as_str())
                .with("from", line.from_night)
                .with("to", to),
            href: address(unit.site_id),
        });
    }
    Ok(ways)
}

/// A household whose last night has passed is still inside until its departure was seen.
async fn still_inside(
    tx: &mut Tx,
    actor: &Actor,
    unit: &Unit,
    nights: Nights,
) -> Outcome<Vec<Alternative>> {
    if !nights.contains(actor.tonight) {
        return Ok(Vec::new());
    }
    let left_late = bookings::store::not_yet_gone(tx, unit.id, actor.tonight, Uuid::nil()).await?;
    Ok(left_late
        .iter()
        .map(|booking| Alternative {
            message: Message::new("closures-record-departure")
                .with("unit", unit.label.as_str())
                .with("code", booking.code.as_str()),
            href: format!("/bookings/{}?depart=1#depart", booking.id),
        })
        .collect())
}

async fn keep_degraded(
    tx: &mut Tx,
    new: &NewClosure,
    closure: &Closure,
    unit: Uuid,
    nights: Nights,
    now: DateTime<Utc>,
) -> Outcome<()> {
    let used = DegradedUse {
        id: Uuid::now_v7(),
        closure_id: closure.id,
        unit_id: unit,
        from_night: nights.from(),
        to_night: nights.to(),
        cause: closure.cause,
        decided_by: new.decided_by.clone(),
        reason: new.degraded_reason.clone(),
    };
    Ok(store::insert_degraded(tx, &used, now).await?)
}

/// A degraded use ends with the closure that explains it.
async fn end_degraded(
    tx: &mut Tx,
    used: &DegradedUse,
    to: Option<NaiveDate>,
    now: DateTime<Utc>,
) -> Outcome<()> {
    store::end_degraded(tx, used.id, now).await?;
    if Nights::new(used.from_night, to).is_some() {
        let moved = DegradedUse { id: Uuid::now_v7(), to_night: to, ..used.clone() };
        store::insert_degraded(tx, &moved, now).await?;
    }
    Ok(())
}

/// The journal's word for the closure, and for its site.
type Did = (&'static str, &'static str);
const DECLARED: Did = ("declared", "closure_declared");
const MOVED: Did = ("moved", "closure_moved");
const LIFTED: Did = ("lifted", "closure_lifted");

#[expect(clippy::too_many_arguments, reason = "one journal row, said in full")]
async fn record(
    app: &App,
    tx: &mut Tx,
    actor: &Actor,
    command: Uuid,
    closure: &Closure,
    did: Did,
    before: Option<&serde_json::Value>,
    after: &serde_json::Value,
) -> Outcome<()> {
    // Once for the closure, once for whoever reads the site's history.
    for (subject, subject_id, action) in
        [(Subject::Closure, closure.id, did.0), (Subject::Site, closure.site_id, did.1)]
    {
        let change = Change {
            command,
            subject,
            subject_id,
            action,
            night: closure.from_night,
            before,
            after: Some(after),
            reason: Some(closure.cause.code()),
        };
        journal::record(tx, &app.clock, Some(actor), change).await?;
    }
    Ok(())
}

pub fn address(site: Uuid) -> String {
    format!("{}/closures", sites::address(site))
}

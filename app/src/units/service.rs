//! Creating and changing units, many at once.

use chrono::NaiveDate;
use serde_json::json;
use uuid::Uuid;

use super::{
    Unit,
    rules::{self, Changes, Refusal, Wanted},
    store,
};
use crate::{
    access::{
        Actor, Class, Need,
        journal::{self, Change, Subject},
    },
    closures,
    context::App,
    db::{StoreError, Tx},
    error::{AppError, Outcome},
    i18n::Message,
    nights::Nights,
    occupation, sites,
    sites::Measure,
};

/// Units to be, with what they have in common.
#[expect(clippy::struct_excessive_bools, reason = "each is a question a family asks of a room")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewUnits {
    pub site_id: Uuid,
    pub wanted: Vec<Wanted>,
    /// Of those whose line does not say.
    pub places: i32,
    pub cots: i32,
    /// `None`: the hundred of the number tells it.
    pub floor: Option<i32>,
    pub step_free: bool,
    pub wheelchair: bool,
    pub kitchen: bool,
    pub private_bath: bool,
    pub shared: bool,
    pub in_service_from: NaiveDate,
    pub in_service_to: Option<NaiveDate>,
}

/// Creates them all, or none. Answers how many.
pub async fn create(app: &App, actor: &Actor, command: Uuid, new: &NewUnits) -> Outcome<usize> {
    actor.require_at(new.site_id, Class::Sites, Need::Write)?;
    if Nights::new(new.in_service_from, new.in_service_to).is_none() {
        return Err(AppError::invalid("in_service_to", "units-service-empty"));
    }
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let answer = new.wanted.len();
    if let Some(before) = journal::claim(&mut tx, &app.clock, Some(actor), command, &answer).await?
    {
        return Ok(before);
    }
    let site = sites::store::site_in(&mut tx, new.site_id).await?;
    let site = site.ok_or(AppError::NotFound)?;
    if site.measure == Measure::Reported {
        return Err(AppError::invalid("labels", "units-site-reported"));
    }
    let existing: Vec<String> =
        store::at_site_in(&mut tx, site.id).await?.into_iter().map(|unit| unit.label).collect();
    let twice = rules::already_there(&new.wanted, &existing);
    if !twice.is_empty() {
        let message = Message::new("units-label-exists").with("labels", twice.join(", "));
        return Err(AppError::field("labels", message));
    }
    let units: Vec<Unit> = new.wanted.iter().map(|wanted| new.unit(wanted)).collect();
    for unit in &units {
        store::insert(&mut tx, unit, now).await.map_err(|error| label_taken(error, &unit.label))?;
    }
    let after = json!({ "units": &units });
    let change = Change {
        command,
        subject: Subject::Site,
        subject_id: site.id,
        action: "units_added",
        night: new.in_service_from,
        before: None,
        after: Some(&after),
        reason: None,
    };
    journal::record(&mut tx, &app.clock, Some(actor), change).await?;
    tx.touch(site.id);
    tx.save().await?;
    app.index.refresh_site(&app.db, site.id).await?;
    Ok(answer)
}

impl NewUnits {
    fn unit(&self, wanted: &Wanted) -> Unit {
        let floor = self.floor.unwrap_or_else(|| rules::floor_of(&wanted.label));
        Unit {
            id: Uuid::now_v7(),
            site_id: self.site_id,
            label: wanted.label.clone(),
            floor,
            places: wanted.places.unwrap_or(self.places),
            cots: self.cots,
            step_free: self.step_free,
            wheelchair: self.wheelchair,
            kitchen: self.kitchen,
            private_bath: self.private_bath,
            shared: self.shared,
            connects_to: None,
            in_service_from: self.in_service_from,
            in_service_to: self.in_service_to,
            version: 1,
        }
    }
}

/// Changes every unit of the list alike, or none; each with the version that was seen.
pub async fn edit(
    app: &App,
    actor: &Actor,
    command: Uuid,
    site: Uuid,
    seen: &[(Uuid, i32)],
    changes: &Changes,
) -> Outcome<usize> {
    actor.require_at(site, Class::Sites, Need::Write)?;
    if seen.is_empty() {
        return Err(AppError::invalid("unit", "units-none-chosen"));
    }
    let mut tx = app.db.begin().await?;
    let answer = seen.len();
    if let Some(before) = journal::claim(&mut tx, &app.clock, Some(actor), command, &answer).await?
    {
        return Ok(before);
    }
    for (id, version) in seen {
        let before = store::unit_in(&mut tx, *id).await?;
        let before = before.filter(|unit| unit.site_id == site).ok_or(AppError::NotFound)?;
        if before.version != *version {
            return Err(changed_meanwhile(&before));
        }
        let after = changes.applied(&before);
        if after == before {
            continue;
        }
        change(app, &mut tx, actor, command, &before, &after).await?;
    }
    tx.touch(site);
    tx.save().await?;
    app.index.refresh_site(&app.db, site).await?;
    Ok(answer)
}

async fn change(
    app: &App,
    tx: &mut Tx,
    actor: &Actor,
    command: Uuid,
    before: &Unit,
    after: &Unit,
) -> Outcome<()> {
    let always = NaiveDate::from_ymd_opt(1, 1, 1).unwrap_or(actor.tonight);
    let lines = occupation::store::on_unit(tx, before.id, Nights::open(always)).await?;
    let ever = store::was_ever_taken(tx, before.id).await?;
    match rules::check_change(before, after, &lines, ever, actor.tonight) {
        Ok(()) => {}
        Err(Refusal::Field(field, message)) => return Err(AppError::field(field, message)),
        Err(Refusal::InTheWay(message, lines)) => {
            let holders = closures::store::holders(tx, actor, &lines).await?;
            let ways = holders.iter().map(|holder| closures::rules::way_out(&before.label, holder));
            return Err(closures::rules::refused(message, ways.collect()));
        }
    }
    if let Some(other) = after.connects_to {
        let other = store::unit_in(tx, other).await?;
        let here = other.is_some_and(|other| other.site_id == after.site_id);
        if !here || after.connects_to == Some(after.id) {
            return Err(AppError::invalid("connects_to", "field-choice"));
        }
    }
    let written =
        store::update(tx, after).await.map_err(|error| label_taken(error, &after.label))?;
    if !written {
        return Err(changed_meanwhile(before));
    }
    if before.connects_to != after.connects_to {
        store::connect(tx, after.id, after.connects_to).await?;
    }
    let (was, is) = (json!(before), json!(after));
    // The site's own history has the line too: nobody looks room by room.
    for (subject, subject_id, action) in
        [(Subject::Unit, before.id, "edited"), (Subject::Site, before.site_id, "unit_edited")]
    {
        let change = Change {
            command,
            subject,
            subject_id,
            action,
            night: actor.tonight,
            before: Some(&was),
            after: Some(&is),
            reason: None,
        };
        journal::record(tx, &app.clock, Some(actor), change).await?;
    }
    Ok(())
}

fn changed_meanwhile(unit: &Unit) -> AppError {
    AppError::conflict(Message::new("units-changed-meanwhile").with("unit", unit.label.as_str()))
}

fn label_taken(error: StoreError, label: &str) -> AppError {
    match error {
        StoreError::Taken => {
            AppError::field("labels", Message::new("units-label-exists").with("labels", label))
        }
        broken @ StoreError::Broken(_) => broken.into(),
    }
}

/// The units of a site in the order of a corridor, for whoever may see the site.
pub async fn at_site(app: &App, actor: &Actor, site: Uuid) -> Outcome<Vec<Unit>> {
    actor.require_at(site, Class::Sites, Need::Read)?;
    let mut units = store::at_site(&app.db, site).await?;
    units.sort_by_cached_key(|unit| rules::natural_key(&unit.label));
    Ok(units)
}

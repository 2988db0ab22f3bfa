//! Creating a site, changing it, and the steps of its life.

mod dated;
mod read;

use serde_json::json;
use uuid::Uuid;

use super::{
    AdmissionStop, Amenity, Measure, Site, SiteKind, SiteState,
    rules::{self, Facts, Step},
    store,
};
use crate::{
    access::{
        Actor, Class, Need, Reach,
        journal::{self, Change, Subject},
        reach,
    },
    closures,
    codes::human_code,
    context::App,
    db::{StoreError, Tx},
    error::{Alternative, AppError, Outcome},
    i18n::Message,
    units,
};
pub use dated::*;
pub use read::*;

/// What a form says of a site.
#[derive(Clone, Debug, PartialEq)]
pub struct NewSite {
    /// Empty: one is made.
    pub code: String,
    pub name: String,
    pub kind: SiteKind,
    pub measure: Measure,
    pub manager_id: Uuid,
    pub address: String,
    pub territory: String,
    pub territory_name: String,
    pub latitude: Option<f64>,
    pub longitude: Option<f64>,
    pub amenities: Vec<Amenity>,
    pub checkin_from: String,
    pub checkout_until: String,
    pub no_show_at: String,
    pub agreement_ends: Option<chrono::NaiveDate>,
    pub stay_target_nights: Option<i32>,
}

impl NewSite {
    fn over(&self, site: &Site) -> Site {
        let codes: Vec<&str> = self.amenities.iter().map(|each| each.code()).collect();
        let code = if self.code.is_empty() { site.code.clone() } else { self.code.clone() };
        Site {
            code,
            name: self.name.clone(),
            kind: self.kind,
            measure: self.measure,
            manager_id: self.manager_id,
            address: self.address.clone(),
            territory: self.territory.clone(),
            territory_name: self.territory_name.clone(),
            latitude: self.latitude,
            longitude: self.longitude,
            amenities: codes.join(" "),
            checkin_from: self.checkin_from.clone(),
            checkout_until: self.checkout_until.clone(),
            no_show_at: self.no_show_at.clone(),
            agreement_ends: self.agreement_ends,
            stay_target_nights: self.stay_target_nights,
            ..site.clone()
        }
    }
}

/// Whether the actor reaches every site, not only its own: who may add one, or give one
/// to another manager.
pub fn may_create(actor: &Actor) -> bool {
    actor.grants.iter().any(|grant| {
        reach(grant.role, Class::Sites) == Reach::Write
            && !grant.role.only_own_sites()
            && grant.sites.is_empty()
    })
}

/// A new site begins as a prospect.
pub async fn create(app: &App, actor: &Actor, command: Uuid, new: &NewSite) -> Outcome<Uuid> {
    if !may_create(actor) {
        return Err(AppError::Forbidden);
    }
    let id = Uuid::now_v7();
    let mut tx = app.db.begin().await?;
    if let Some(before) = journal::claim(&mut tx, &app.clock, Some(actor), command, &id).await? {
        return Ok(before);
    }
    let site = new.over(&Site {
        id,
        code: human_code('S', id),
        name: String::new(),
        kind: new.kind,
        measure: new.measure,
        state: SiteState::Prospect,
        manager_id: new.manager_id,
        address: String::new(),
        territory: String::new(),
        territory_name: String::new(),
        latitude: None,
        longitude: None,
        amenities: String::new(),
        checkin_from: String::new(),
        checkout_until: String::new(),
        no_show_at: String::new(),
        agreement_ends: None,
        closes_on: None,
        stay_target_nights: None,
        version: 1,
    });
    store::insert(&mut tx, &site, app.clock.now()).await.map_err(code_taken)?;
    let after = json!(site);
    note(app, &mut tx, actor, command, Noted::new(id, "added").after(&after)).await?;
    tx.touch(id);
    tx.save().await?;
    app.index.refresh_site(&app.db, id).await?;
    Ok(id)
}

/// Changes what a site is; `version` is the one the form showed.
pub async fn edit(
    app: &App,
    actor: &Actor,
    command: Uuid,
    id: Uuid,
    version: i32,
    new: &NewSite,
) -> Outcome<()> {
    actor.require_at(id, Class::Sites, Need::Write)?;
    let mut tx = app.db.begin().await?;
    if journal::claim(&mut tx, &app.clock, Some(actor), command, &()).await?.is_some() {
        return Ok(());
    }
    let before = at_version(&mut tx, id, version).await?;
    if new.manager_id != before.manager_id && !may_create(actor) {
        return Err(AppError::invalid("manager", "sites-manager-kept"));
    }
    let after = new.over(&before);
    if after.measure == Measure::Reported && before.measure != Measure::Reported {
        let units = units::store::in_service(&mut tx, id, actor.tonight).await?;
        if units > 0 {
            return Err(AppError::invalid("measure", "sites-reported-with-units"));
        }
    }
    if !store::update(&mut tx, &after).await.map_err(code_taken)? {
        return Err(changed_meanwhile(&before));
    }
    let (was, is) = (json!(before), json!(after));
    let noted = Noted::new(id, "edited").before(&was).after(&is);
    note(app, &mut tx, actor, command, noted).await?;
    tx.touch(id);
    tx.save().await?;
    Ok(app.index.refresh_site(&app.db, id).await?)
}

/// Takes a step of the site's life, if its guards let it.
pub async fn take_step(
    app: &App,
    actor: &Actor,
    command: Uuid,
    id: Uuid,
    version: i32,
    step: &Step,
) -> Outcome<()> {
    actor.require_at(id, Class::Sites, Need::Write)?;
    let mut tx = app.db.begin().await?;
    if journal::claim(&mut tx, &app.clock, Some(actor), command, &()).await?.is_some() {
        return Ok(());
    }
    let before = at_version(&mut tx, id, version).await?;
    let facts = Facts {
        tonight: actor.tonight,
        units: units::store::in_service(&mut tx, id, actor.tonight).await?,
    };
    let problems = rules::check_step(&before, step, facts);
    if !problems.is_empty() {
        return Err(AppError::Invalid { fields: problems });
    }
    if step.to == SiteState::Closed {
        check_empty(&mut tx, actor, &before).await?;
    }
    let after = rules::stepped(&before, step);
    apply_stop(app, &mut tx, actor, id, step).await?;
    if !store::update(&mut tx, &after).await? {
        return Err(changed_meanwhile(&before));
    }
    let was = json!({ "state": before.state, "closes_on": before.closes_on });
    let is =
        json!({ "state": after.state, "closes_on": after.closes_on, "review_on": step.review_on });
    let reason = (!step.reason.is_empty()).then_some(step.reason.as_str());
    let noted = Noted::new(id, "step").before(&was).after(&is).because(reason);
    note(app, &mut tx, actor, command, noted).await?;
    tx.touch(id);
    tx.save().await?;
    Ok(app.index.refresh_site(&app.db, id).await?)
}

/// Suspending stops admissions; opening again lifts the stop.
async fn apply_stop(app: &App, tx: &mut Tx, actor: &Actor, site: Uuid, step: &Step) -> Outcome<()> {
    match (step.to, step.review_on) {
        (SiteState::Suspended, Some(review_on)) => {
            let admission_stop = AdmissionStop {
                id: Uuid::now_v7(),
                from_night: actor.tonight,
                review_on,
                reason: step.reason.clone(),
            };
            store::insert_stop(tx, site, &admission_stop, app.clock.now()).await?;
        }
        (SiteState::Open, _) => store::lift_stops(tx, site, app.clock.now()).await?,
        _ => {}
    }
    Ok(())
}

/// A site closes when nobody is left in it; otherwise the answer says who is.
async fn check_empty(tx: &mut Tx, actor: &Actor, site: &Site) -> Outcome<()> {
    let left = store::bookings_left(tx, site.id, actor.tonight).await?;
    let mut ways: Vec<Alternative> = Vec::new();
    for booking in &left {
        if let Some(holder) = closures::store::holder_of(tx, actor, *booking).await? {
            ways.push(closures::rules::way_out("", &holder));
        }
    }
    if left.is_empty() {
        Ok(())
    } else {
        let message = Message::new("sites-not-empty").with("n", left.len());
        Err(closures::rules::refused(message, ways))
    }
}

async fn at_version(tx: &mut Tx, id: Uuid, version: i32) -> Outcome<Site> {
    let site = store::site_in(tx, id).await?.ok_or(AppError::NotFound)?;
    if site.version == version { Ok(site) } else { Err(changed_meanwhile(&site)) }
}

fn changed_meanwhile(site: &Site) -> AppError {
    AppError::conflict(Message::new("sites-changed-meanwhile").with("site", site.name.as_str()))
}

fn code_taken(error: StoreError) -> AppError {
    match error {
        StoreError::Taken => AppError::invalid("code", "sites-code-taken"),
        broken @ StoreError::Broken(_) => broken.into(),
    }
}

/// A line of a site's history.
#[derive(Clone, Copy)]
struct Noted<'a> {
    site: Uuid,
    action: &'static str,
    before: Option<&'a serde_json::Value>,
    after: Option<&'a serde_json::Value>,
    reason: Option<&'a str>,
}

impl<'a> Noted<'a> {
    fn new(site: Uuid, action: &'static str) -> Self {
        Self { site, action, before: None, after: None, reason: None }
    }

    fn before(self, value: &'a serde_json::Value) -> Self {
        Self { before: Some(value), ..self }
    }

    fn after(self, value: &'a serde_json::Value) -> Self {
        Self { after: Some(value), ..self }
    }

    fn because(self, reason: Option<&'a str>) -> Self {
        Self { reason, ..self }
    }
}

async fn note(
    app: &App,
    tx: &mut Tx,
    actor: &Actor,
    command: Uuid,
    noted: Noted<'_>,
) -> Outcome<()> {
    let change = Change {
        command,
        subject: Subject::Site,
        subject_id: noted.site,
        action: noted.action,
        night: actor.tonight,
        before: noted.before,
        after: noted.after,
        reason: noted.reason,
    };
    Ok(journal::record(tx, &app.clock, Some(actor), change).await?)
}

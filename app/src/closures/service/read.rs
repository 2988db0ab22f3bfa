//! What the pages of closures read.

use std::collections::HashMap;

use uuid::Uuid;

use super::still_inside;
use crate::{
    access::{Actor, Class, Need},
    closures::{Closure, DegradedUse, store},
    context::App,
    error::Outcome,
    nights::Nights,
    occupation::{self, Kind},
    units,
};

/// A closure as its site's page shows it.
pub struct Shown {
    pub closure: Closure,
    /// Labels, in the order of a corridor.
    pub units: Vec<(Uuid, String)>,
    pub degraded: Vec<(String, DegradedUse)>,
}

/// Every closure of a site, the latest first.
pub async fn of_site(app: &App, actor: &Actor, site: Uuid) -> Outcome<Vec<Shown>> {
    actor.require_at(site, Class::Sites, Need::Read)?;
    let labels: HashMap<Uuid, String> = units::store::at_site(&app.db, site)
        .await?
        .into_iter()
        .map(|unit| (unit.id, unit.label))
        .collect();
    let label = |unit: Uuid| labels.get(&unit).cloned().unwrap_or_default();
    let closed = store::units_closed(&app.db, site).await?;
    let degraded = store::degraded_at_site(&app.db, site).await?;
    let closures = store::of_site(&app.db, site).await?;
    Ok(closures
        .into_iter()
        .map(|closure| {
            let mut units: Vec<_> = closed
                .iter()
                .filter(|(of, _)| *of == closure.id)
                .map(|(_, unit)| (*unit, label(*unit)))
                .collect();
            units.sort_by_cached_key(|(_, label)| units::rules::natural_key(label));
            let degraded = degraded
                .iter()
                .filter(|used| used.closure_id == closure.id)
                .map(|used| (label(used.unit_id), used.clone()))
                .collect();
            Shown { closure, units, degraded }
        })
        .collect())
}

/// Which of these units somebody has on these nights: what the form offers to keep in use.
pub async fn taken_units(
    app: &App,
    actor: &Actor,
    site: Uuid,
    unit_ids: &[Uuid],
    nights: Nights,
) -> Outcome<Vec<Uuid>> {
    actor.require_at(site, Class::Sites, Need::Read)?;
    let mut tx = app.db.begin().await?;
    let mut taken = Vec::new();
    for unit in units::store::at_site_in(&mut tx, site).await? {
        if !unit_ids.contains(&unit.id) {
            continue;
        }
        let lines = occupation::store::on_unit(&mut tx, unit.id, nights).await?;
        let somebody = lines.iter().any(|line| line.kind != Kind::Closure);
        if somebody || !still_inside(&mut tx, actor, &unit, nights).await?.is_empty() {
            taken.push(unit.id);
        }
    }
    Ok(taken)
}

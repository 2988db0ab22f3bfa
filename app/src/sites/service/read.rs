//! Sites as pages show them.

use std::collections::HashMap;

use chrono::NaiveDate;
use uuid::Uuid;

use crate::{
    access::{Actor, Class, Need},
    closures::{self, Cause, Holder},
    context::App,
    error::{AppError, Outcome},
    nights::{Nights, next},
    occupation::{
        self, Kind, Line,
        rules::{NightCount, UnitState, count, state},
    },
    sites::{
        AdmissionStop, Capacity, CapacityKind, Contact, Measure, Opening, Price, Site, SiteKind,
        SiteState, rules, store,
    },
    units::{self, Unit},
};

/// Sites a page of the list shows.
pub const PER_PAGE: usize = units::store::SITES_AT_ONCE;

/// What the list is narrowed to; empty is everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    pub words: String,
    pub kind: Option<SiteKind>,
    pub state: Option<SiteState>,
    pub territory: String,
    pub manager: Option<Uuid>,
    pub sort: Sort,
    pub descending: bool,
    /// From 1.
    pub page: usize,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    #[default]
    Name,
    Kind,
    Territory,
    State,
}

pub struct List {
    pub rows: Vec<Listed>,
    pub total: usize,
    /// Whether the reader has any site at all, before filters.
    pub any: bool,
    pub territories: Vec<(String, String)>,
    pub managers: Vec<(Uuid, String)>,
}

pub struct Listed {
    pub site: Site,
    /// Tonight; `None` where units are not counted.
    pub tonight: Option<NightCount>,
    pub opens_tonight: bool,
}

pub async fn list(app: &App, actor: &Actor, filter: &Filter) -> Outcome<List> {
    actor.require(Class::Sites, Need::Read)?;
    let mut seen = store::sites(&app.db).await?;
    seen.retain(|site| actor.sees_site(site.id));
    let any = !seen.is_empty();
    let mut territories: Vec<_> =
        seen.iter().map(|site| (site.territory.clone(), site.territory_name.clone())).collect();
    territories.sort();
    territories.dedup_by(|a, b| a.0 == b.0);
    let mut managers = store::managers(&app.db, actor.tonight).await?;
    managers.retain(|(id, _)| seen.iter().any(|site| site.manager_id == *id));
    seen.retain(|site| rules::matches(site, filter_of(filter)));
    order(&mut seen, filter);
    let total = seen.len();
    let first = (filter.page.max(1) - 1) * PER_PAGE;
    let page: Vec<Site> = seen.into_iter().skip(first).take(PER_PAGE).collect();
    Ok(List {
        rows: with_tonight(app, actor.tonight, page).await?,
        total,
        any,
        territories,
        managers,
    })
}

fn filter_of(filter: &Filter) -> rules::Wanted<'_> {
    rules::Wanted {
        words: &filter.words,
        kind: filter.kind,
        state: filter.state,
        territory: &filter.territory,
        manager: filter.manager,
    }
}

fn order(sites: &mut [Site], filter: &Filter) {
    sites.sort_by_cached_key(|site| {
        let name = rules::folded(&site.name);
        match filter.sort {
            Sort::Name => (String::new(), name),
            Sort::Kind => (site.kind.code().to_owned(), name),
            Sort::Territory => (site.territory.clone(), name),
            Sort::State => {
                let place = SiteState::ALL.iter().position(|each| *each == site.state);
                (format!("{:02}", place.unwrap_or_default()), name)
            }
        }
    });
    if filter.descending {
        sites.reverse();
    }
}

async fn with_tonight(app: &App, tonight: NaiveDate, sites: Vec<Site>) -> Outcome<Vec<Listed>> {
    let ids: Vec<Uuid> = sites.iter().map(|site| site.id).collect();
    let units = units::store::at_sites(&app.db, &ids).await?;
    let lines = units::store::lines_at_sites(&app.db, &ids, tonight).await?;
    let openings = store::all_openings(&app.db).await?;
    let mut units_of: HashMap<Uuid, Vec<Unit>> = HashMap::new();
    for unit in units {
        units_of.entry(unit.site_id).or_default().push(unit);
    }
    let listed = sites.into_iter().map(|site| {
        let facts: Vec<_> =
            units_of.get(&site.id).map_or(&[][..], Vec::as_slice).iter().map(Unit::facts).collect();
        let calendar: Vec<Nights> =
            openings.iter().filter(|(of, _)| *of == site.id).map(|(_, nights)| *nights).collect();
        let counted = site.measure != Measure::Reported;
        Listed {
            tonight: counted.then(|| count(&facts, &lines, tonight)),
            opens_tonight: rules::opens_on(&site, &calendar, tonight),
            site,
        }
    });
    Ok(listed.collect())
}

/// Everything one page says of a site.
pub struct Sheet {
    pub site: Site,
    pub manager: String,
    pub contacts: Vec<Contact>,
    pub openings: Vec<Opening>,
    pub capacities: Vec<Capacity>,
    /// `None` for whoever may not read money.
    pub prices: Option<Vec<Price>>,
    pub stop: Option<AdmissionStop>,
    pub units: Vec<UnitTonight>,
    pub tonight: NightCount,
    pub opens_tonight: bool,
    /// Who still sleeps or is expected in a site that closes.
    pub left: Vec<Holder>,
    pub may_write: bool,
    pub may_write_money: bool,
}

pub struct UnitTonight {
    pub unit: Unit,
    /// `None` when the unit is not in service tonight.
    pub state: Option<UnitState>,
    pub persons: i32,
    /// Why it is out of service.
    pub cause: Option<Cause>,
    pub degraded: bool,
}

pub async fn sheet(app: &App, actor: &Actor, id: Uuid) -> Outcome<Sheet> {
    actor.require_at(id, Class::Sites, Need::Read)?;
    let tonight = actor.tonight;
    let db = &app.db;
    let site = store::site(db, id).await?.ok_or(AppError::NotFound)?;
    let mut units = units::store::at_site(db, id).await?;
    units.sort_by_cached_key(|unit| units::rules::natural_key(&unit.label));
    let lines = occupation::store::at_site(db, id, tonight, next(tonight)).await?;
    let facts: Vec<_> = units.iter().map(Unit::facts).collect();
    let openings = store::opening_rows(db, id).await?;
    let calendar: Vec<Nights> = openings.iter().map(Opening::nights).collect();
    let prices = if actor.may_at(id, Class::Money, Need::Read) {
        Some(store::prices(db, id).await?)
    } else {
        None
    };
    let left =
        if site.state == SiteState::Closing { left(app, actor, id).await? } else { Vec::new() };
    Ok(Sheet {
        manager: store::manager_name(db, site.manager_id).await?.unwrap_or_default(),
        contacts: store::contacts(db, id).await?,
        capacities: store::capacities(db, id).await?,
        stop: store::stop(db, id).await?,
        units: units_tonight(app, id, units, &lines, tonight).await?,
        tonight: count(&facts, &lines, tonight),
        opens_tonight: rules::opens_on(&site, &calendar, tonight),
        may_write: actor.may_at(id, Class::Sites, Need::Write),
        may_write_money: actor.may_at(id, Class::Money, Need::Write),
        openings,
        prices,
        left,
        site,
    })
}

impl Sheet {
    /// CAP-1, for the places in service tonight.
    pub fn warning(&self, tonight: NaiveDate) -> Option<crate::i18n::Message> {
        let installed = self
            .capacities
            .iter()
            .find(|row| row.kind == CapacityKind::Installed && row.nights().contains(tonight))
            .map(|row| row.place_count);
        rules::places_beyond_installed(self.tonight.places.opened(), installed)
    }
}

async fn left(app: &App, actor: &Actor, site: Uuid) -> Outcome<Vec<Holder>> {
    let mut tx = app.db.begin().await?;
    let mut holders = Vec::new();
    for booking in store::bookings_left(&mut tx, site, actor.tonight).await? {
        holders.extend(closures::store::holder_of(&mut tx, actor, booking).await?);
    }
    Ok(holders)
}

async fn units_tonight(
    app: &App,
    site: Uuid,
    units: Vec<Unit>,
    lines: &[Line],
    tonight: NaiveDate,
) -> Outcome<Vec<UnitTonight>> {
    let causes: HashMap<Uuid, Cause> = closures::store::of_site(&app.db, site)
        .await?
        .into_iter()
        .map(|closure| (closure.id, closure.cause))
        .collect();
    let degraded = closures::store::degraded_at_site(&app.db, site).await?;
    let shown = units.into_iter().map(|unit| {
        let here: Vec<&Line> = lines.iter().filter(|line| line.unit_id == unit.id).collect();
        let cause = here
            .iter()
            .find(|line| line.kind == Kind::Closure)
            .and_then(|line| causes.get(&line.closure_id?))
            .copied();
        let stays = here.iter().filter(|line| line.kind == Kind::Stay);
        UnitTonight {
            state: unit
                .in_service()
                .contains(tonight)
                .then(|| state(&unit.facts(), &here, tonight)),
            persons: stays.map(|line| line.persons).sum(),
            cause,
            degraded: degraded.iter().any(|used| {
                used.unit_id == unit.id
                    && used.from_night <= tonight
                    && used.to_night.is_none_or(|to| tonight < to)
            }),
            unit,
        }
    });
    Ok(shown.collect())
}

/// What the form of a site chooses among.
pub async fn managers(app: &App, actor: &Actor) -> Outcome<Vec<(Uuid, String)>> {
    actor.require(Class::Sites, Need::Read)?;
    Ok(store::managers(&app.db, actor.tonight).await?)
}

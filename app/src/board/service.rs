//! A site's board and its day, as far as the actor may know them.

use std::collections::HashMap;

use chrono::NaiveDate;
use uuid::Uuid;

use super::store::{self, Behind};
use crate::{
    access::{Actor, Class, Need},
    bookings::{
        self,
        store::{Question, Summary},
    },
    context::App,
    db::Db,
    error::{AppError, Outcome},
    households::{self, Card},
    nights::Nights,
    occupation::{self, Line, rules::NightCount},
    sites::{self, Site},
    units::{self, Unit},
};

/// A site's board over some nights, as far as the reader may know it.
pub struct Board {
    pub site: Site,
    pub units: Vec<Unit>,
    pub lines: Vec<Line>,
    pub behind: HashMap<Uuid, Behind>,
    pub cards: HashMap<Uuid, Card>,
    pub window: Nights,
    pub may_book: bool,
}

impl Board {
    pub fn nights(&self) -> Vec<NaiveDate> {
        self.window.iter().collect()
    }

    pub fn count(&self, night: NaiveDate) -> NightCount {
        let facts: Vec<_> = self.units.iter().map(Unit::facts).collect();
        occupation::rules::count(&facts, &self.lines, night)
    }

    /// Who a booking is for: a name, a code, or nothing the reader may know.
    pub fn who(&self, booking: Option<Uuid>) -> Option<(&Behind, String)> {
        let behind = self.behind.get(&booking?)?;
        let card = behind.household_id.and_then(|id| self.cards.get(&id));
        let name = card.map(|card| card.label.clone().unwrap_or_else(|| card.code.clone()));
        Some((behind, name.unwrap_or_else(|| behind.code.clone())))
    }
}

/// Everything of a site's board, in five queries whatever the number of units.
pub async fn load(app: &App, actor: &Actor, site: Uuid, window: Nights) -> Outcome<Board> {
    let db = &app.db;
    actor.require_nights_at(site)?;
    let to = window.to().ok_or(AppError::NotFound)?;
    let site = sites::store::site(db, site).await?.ok_or(AppError::NotFound)?;
    let units = units::store::at_site(db, site.id).await?;
    let lines = occupation::store::at_site(db, site.id, window.from(), to).await?;
    let behind = store::behind(db, actor, site.id, window.from(), to).await?;
    let households: Vec<Uuid> = behind.iter().filter_map(|each| each.household_id).collect();
    let cards = households::store::cards_of(db, actor, &households).await?;
    let behind = behind.into_iter().map(|each| (each.id, each)).collect();
    let may_book = actor.may_at(site.id, Class::Bookings, Need::Write);
    Ok(Board { site, units, lines, behind, cards, window, may_book })
}

/// The sites whose board the actor may open, by a part of their name or of their town's.
pub async fn sites_to_open(app: &App, actor: &Actor, part: &str) -> Outcome<Vec<Site>> {
    let part = part.to_lowercase();
    let mut sites = sites::store::sites(&app.db).await?;
    sites.retain(|site| actor.require_nights_at(site.id).is_ok());
    sites.retain(|site| {
        site.name.to_lowercase().contains(&part)
            || site.territory_name.to_lowercase().contains(&part)
    });
    Ok(sites)
}

/// The day's questions about one site.
pub struct Day {
    pub arrivals: Vec<Summary>,
    /// Due to leave, and those who should have left before.
    pub departures: Vec<Summary>,
    pub in_house: Vec<Summary>,
}

pub async fn day(app: &App, actor: &Actor, site: Uuid, night: NaiveDate) -> Outcome<Day> {
    actor.require_nights_at(site)?;
    let db = &app.db;
    let mut departures = here(db, actor, site, night, bookings::store::OVERSTAYS).await?;
    departures.extend(here(db, actor, site, night, bookings::store::DEPARTURES).await?);
    let mut in_house = here(db, actor, site, night, bookings::store::IN_HOUSE).await?;
    in_house.retain(|each| departures.iter().all(|other| other.id != each.id));
    let arrivals = here(db, actor, site, night, bookings::store::ARRIVALS).await?;
    Ok(Day { arrivals, departures, in_house })
}

async fn here(
    db: &Db,
    actor: &Actor,
    site: Uuid,
    night: NaiveDate,
    question: Question,
) -> Outcome<Vec<Summary>> {
    let found = bookings::store::find_at(db, actor, question, night, site).await?;
    Ok(bookings::store::summaries(db, &found).await?)
}

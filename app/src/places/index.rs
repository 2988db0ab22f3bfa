//! The night index: who has which nights, in memory beside the database.
//!
//! Derived and never asked for the last word: every booking is decided by the
//! database. It is rebuilt at start and when the service day moves on, and each
//! change re-reads the units it touched, whichever process made it.

use std::{
    collections::HashMap,
    sync::{
        RwLock,
        atomic::{AtomicU64, Ordering},
    },
};

use chrono::{Duration, NaiveDate};
use uuid::Uuid;

use super::{
    calendar::Calendar,
    store::{self, SiteFacts, UnitRow},
};
use crate::{
    db::{Db, Stored},
    nights::Nights,
    occupation::{self, Line},
};

/// Nights kept behind tonight.
const BEHIND: i64 = 35;

#[derive(Default)]
pub struct NightIndex {
    picture: RwLock<Picture>,
    /// Shared by those who read units again; alone, who reads a site or everything.
    readings: tokio::sync::RwLock<()>,
    /// Numbers each reading of units before it begins.
    turn: AtomicU64,
}

/// Everything finding a place looks at.
#[derive(Default)]
pub struct Picture {
    pub first: NaiveDate,
    pub sites: Vec<SiteNights>,
    by_site: HashMap<Uuid, usize>,
    by_unit: HashMap<Uuid, (usize, usize)>,
}

pub struct SiteNights {
    pub facts: SiteFacts,
    /// Nights no unit of the site can be given: closed, suspended, agreement ended.
    pub closed: Calendar,
    pub units: Vec<UnitNights>,
}

pub struct UnitNights {
    pub unit: UnitRow,
    /// One for the whole unit; in a shared unit, one for each place.
    pub slots: Vec<Calendar>,
    /// More people than places on some of its nights.
    crowded: bool,
    /// The reading it comes from: one that began earlier and ends later knows less.
    turn: u64,
}

impl Picture {
    /// Units that have more people than places on some of the nights known.
    pub fn crowded(&self) -> Vec<Uuid> {
        let units = self.sites.iter().flat_map(|site| &site.units);
        units.filter(|unit| unit.crowded).map(|unit| unit.unit.id).collect()
    }
}

impl UnitNights {
    /// Places of a shared unit free on all of `mask`; for a whole unit, its places or none.
    pub fn free_places(&self, mask: &Calendar) -> i32 {
        let free = self.slots.iter().filter(|slot| !slot.meets(mask)).count();
        if self.unit.shared {
            i32::try_from(free).unwrap_or(0)
        } else if free == 1 {
            self.unit.places
        } else {
            0
        }
    }
}

impl NightIndex {
    /// Reads everything again.
    pub async fn rebuild(&self, db: &Db, tonight: NaiveDate) -> Stored<()> {
        let _alone = self.readings.write().await;
        let first = tonight - Duration::days(BEHIND);
        let picture = build(
            first,
            store::sites(db).await?,
            store::units(db).await?,
            store::closed_nights(db).await?,
            &occupation::store::reaching(db, first).await?,
        );
        *self.write() = picture;
        Ok(())
    }

    /// Moves on with the service day.
    pub async fn keep_current(&self, db: &Db, tonight: NaiveDate) -> Stored<()> {
        let expected = tonight - Duration::days(BEHIND);
        if self.read(|picture| picture.first) == expected {
            Ok(())
        } else {
            self.rebuild(db, tonight).await
        }
    }

    /// Reads again the nights of some units, after a change to their lines.
    pub async fn refresh_units(&self, db: &Db, units: &[Uuid]) -> Stored<()> {
        let _shared = self.readings.read().await;
        let first = self.read(|picture| picture.first);
        for unit in units {
            let turn = self.turn.fetch_add(1, Ordering::SeqCst) + 1;
            let lines = store::lines_of_unit(db, *unit, first).await?;
            let mut picture = self.write();
            if let Some(&(site, place)) = picture.by_unit.get(unit) {
                let entry = &mut picture.sites[site].units[place];
                if entry.turn < turn {
                    *entry = UnitNights { turn, ..unit_nights(first, entry.unit.clone(), &lines) };
                }
            }
        }
        Ok(())
    }

    /// Reads a site again: its dates, its units and their nights.
    pub async fn refresh_site(&self, db: &Db, site: Uuid) -> Stored<()> {
        let _alone = self.readings.write().await;
        let first = self.read(|picture| picture.first);
        let Some(facts) = store::site(db, site).await? else {
            return Ok(());
        };
        let units = store::units_of(db, site).await?;
        let closed = store::closed_nights_of(db, site).await?;
        let lines = occupation::store::at_site(
            db,
            site,
            first,
            NaiveDate::MAX.min(first + Duration::days(4_000)),
        )
        .await?;
        let fresh = build(first, vec![facts], units, closed, &lines).sites;
        let mut picture = self.write();
        let place = picture.by_site.get(&site).copied().unwrap_or(picture.sites.len());
        for entry in fresh {
            for (n, unit) in entry.units.iter().enumerate() {
                picture.by_unit.insert(unit.unit.id, (place, n));
            }
            if place < picture.sites.len() {
                picture.sites[place] = entry;
            } else {
                picture.by_site.insert(site, place);
                picture.sites.push(entry);
            }
        }
        Ok(())
    }

    pub fn has_site(&self, id: Uuid) -> bool {
        self.read(|picture| picture.by_site.contains_key(&id))
    }

    pub fn read<T>(&self, look: impl FnOnce(&Picture) -> T) -> T {
        look(&self.picture.read().expect("no panic while held"))
    }

    fn write(&self) -> std::sync::RwLockWriteGuard<'_, Picture> {
        self.picture.write().expect("no panic while held")
    }

    /// Whether the index says what the database says, for `escale verify` and the tests.
    pub async fn agrees(&self, db: &Db, tonight: NaiveDate) -> Stored<bool> {
        self.keep_current(db, tonight).await?;
        let fresh = Self::default();
        fresh.rebuild(db, tonight).await?;
        let calendars = |picture: &Picture| {
            let units = picture
                .sites
                .iter()
                .flat_map(|site| site.units.iter().map(|unit| (site.closed, unit)));
            units
                .map(|(closed, unit)| (unit.unit.id, (closed, unit.slots.clone())))
                .collect::<HashMap<_, _>>()
        };
        Ok(self.read(calendars) == fresh.read(calendars))
    }
}

fn build(
    first: NaiveDate,
    sites: Vec<SiteFacts>,
    units: Vec<UnitRow>,
    closed: Vec<(Uuid, Nights)>,
    lines: &[Line],
) -> Picture {
    let mut lines_of: HashMap<Uuid, Vec<&Line>> = HashMap::new();
    for line in lines {
        lines_of.entry(line.unit_id).or_default().push(line);
    }
    let mut picture = Picture { first, ..Picture::default() };
    for facts in sites {
        picture.by_site.insert(facts.id, picture.sites.len());
        let mut shut = Calendar::default();
        for nights in facts.closed_nights() {
            shut.take(first, nights);
        }
        picture.sites.push(SiteNights { facts, closed: shut, units: Vec::new() });
    }
    for (site, nights) in closed {
        if let Some(&place) = picture.by_site.get(&site) {
            picture.sites[place].closed.take(first, nights);
        }
    }
    for unit in units {
        let Some(&place) = picture.by_site.get(&unit.site_id) else {
            continue;
        };
        let own = lines_of.get(&unit.id).map_or(&[][..], Vec::as_slice);
        let own: Vec<Line> = own.iter().map(|line| (*line).clone()).collect();
        let entry = &mut picture.sites[place];
        picture.by_unit.insert(unit.id, (place, entry.units.len()));
        entry.units.push(unit_nights(first, unit, &own));
    }
    picture
}

fn unit_nights(first: NaiveDate, unit: UnitRow, lines: &[Line]) -> UnitNights {
    let count = if unit.shared { usize::try_from(unit.places).unwrap_or(0) } else { 1 };
    let mut base = Calendar::default();
    for nights in unit.out_of_service() {
        base.take(first, nights);
    }
    let mut slots = vec![base; count];
    for line in lines {
        // Slot 0 is the whole unit; a shared unit's places count from 1.
        let place = usize::try_from(line.slot - i32::from(unit.shared)).unwrap_or(0);
        if let Some(slot) = slots.get_mut(place) {
            slot.take(first, line.nights());
        }
    }
    let crowded = !unit.shared && lines.iter().any(|line| line.persons > unit.places);
    UnitNights { unit, slots, crowded, turn: 0 }
}

//! What becomes of each household's booking, and which places its nights take. Pure.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::NaiveDate;
use uuid::Uuid;

use super::{
    beds::Beds,
    known::{DORMITORY, Known},
    nights::{Seen, Spell},
};
use crate::{
    bookings::{
        Booking, BookingState, CancelReason, DepartureReason,
        rules::{Change, Step},
    },
    codes::human_code,
    nights::{Nights, next},
    occupation::{Kind, Line},
    units::Unit,
};

/// What is to be written of bookings and rooms; a new site has its id only once it is made.
#[derive(Default)]
pub(super) struct Stays {
    /// With the code of its site.
    pub(super) new: Vec<(String, Booking, Vec<Line>)>,
    pub(super) changed: Vec<(Booking, Change)>,
    /// Rooms to be made, with the code of their site.
    pub(super) made: Vec<(String, Unit)>,
    /// Rooms that get more places, or were there before we knew.
    pub(super) grown: Vec<Unit>,
}

/// The nights there are to put somewhere.
pub(super) struct Wanted<'a> {
    pub(super) spells: &'a [Spell],
    pub(super) slept: &'a BTreeMap<Uuid, Vec<Nights>>,
    pub(super) seen: &'a Seen,
}

/// One booking's part of what changes at a site.
struct Work {
    booking: Uuid,
    release: Vec<Uuid>,
    add: Vec<Nights>,
}

pub(super) fn plan(known: &Known, wanted: &Wanted<'_>) -> Stays {
    let mut stays = Stays::default();
    let mut by_site: BTreeMap<&str, BTreeSet<Uuid>> = BTreeMap::new();
    // Nights somebody no longer claims may fall to another household of the same person.
    let dirty = wanted.spells.iter().filter(|spell| spell.is_dirty);
    let persons: HashSet<(&str, Uuid)> =
        dirty.map(|spell| (spell.site.as_str(), spell.enrolment.person_id)).collect();
    let mut by_booking: HashMap<Uuid, Vec<&Spell>> = HashMap::new();
    for spell in wanted.spells {
        by_booking.entry(spell.enrolment.booking_id).or_default().push(spell);
        if persons.contains(&(spell.site.as_str(), spell.enrolment.person_id)) {
            by_site.entry(&spell.site).or_default().insert(spell.enrolment.booking_id);
        }
    }
    for (code, bookings) in by_site {
        let lines = at_site(known, code, wanted, &bookings, &mut stays);
        for booking in bookings {
            let Some(spells) = by_booking.get(&booking) else { continue };
            let life = life(booking, spells, wanted.seen);
            let (release, add) = lines.get(&booking).cloned().unwrap_or_default();
            stays.add(known, code, &life, release, add);
        }
    }
    stays
}

/// The places of the dormitory: what each booking gives back, and what it takes.
type Moves = HashMap<Uuid, (Vec<Uuid>, Vec<Line>)>;

fn at_site(
    known: &Known,
    code: &str,
    wanted: &Wanted<'_>,
    bookings: &BTreeSet<Uuid>,
    stays: &mut Stays,
) -> Moves {
    let site = known.sites.get(code);
    let none = Vec::new();
    let lines = site.and_then(|site| known.lines.get(site)).unwrap_or(&none);
    let mut works: Vec<Work> = Vec::new();
    for booking in bookings {
        let own = lines.iter().filter(|line| line.booking_id == Some(*booking));
        let slept = wanted.slept.get(booking).cloned().unwrap_or_default();
        works.push(differences(*booking, own, slept));
    }
    let released: HashSet<Uuid> = works.iter().flat_map(|work| work.release.clone()).collect();
    let mut adds: Vec<(Nights, Uuid)> =
        works.iter().flat_map(|work| work.add.iter().map(|add| (*add, work.booking))).collect();
    adds.sort_by_key(|(nights, booking)| (nights.from(), nights.to(), *booking));
    let mut moves: Moves =
        works.into_iter().map(|work| (work.booking, (work.release, Vec::new()))).collect();
    let Some((first, _)) = adds.first() else { return moves };
    let there = site.and_then(|site| known.dormitories.get(site));
    let mut unit = there.cloned().unwrap_or_else(|| dormitory(first.from()));
    let own = lines.iter().filter(|line| line.unit_id == unit.id && !released.contains(&line.id));
    let mut beds = Beds::of(unit.places, own);
    for (nights, booking) in &adds {
        let slot = beds.take(*nights);
        if let Some((_, lines)) = moves.get_mut(booking) {
            lines.push(line(unit.id, slot, *nights, *booking));
        }
    }
    let since = unit.in_service_from.min(first.from());
    let grows = beds.places() > unit.places || since < unit.in_service_from;
    unit.places = beds.places();
    unit.in_service_from = since;
    match there {
        None => stays.made.push((code.to_owned(), unit)),
        Some(_) if grows => stays.grown.push(unit),
        Some(_) => {}
    }
    moves
}

/// The lines that are there already stay as they are.
fn differences<'a>(
    booking: Uuid,
    there: impl Iterator<Item = &'a Line>,
    mut wanted: Vec<Nights>,
) -> Work {
    let mut release = Vec::new();
    for line in there {
        let same = |nights: &Nights| line.kind == Kind::Stay && *nights == line.nights();
        match wanted.iter().position(same) {
            Some(at) => {
                wanted.swap_remove(at);
            }
            None => release.push(line.id),
        }
    }
    Work { booking, release, add: wanted }
}

fn line(unit_id: Uuid, slot: i32, nights: Nights, booking: Uuid) -> Line {
    Line {
        id: Uuid::now_v7(),
        unit_id,
        shared: true,
        slot,
        from_night: nights.from(),
        to_night: nights.to(),
        kind: Kind::Stay,
        persons: 1,
        booking_id: Some(booking),
        closure_id: None,
    }
}

fn dormitory(since: NaiveDate) -> Unit {
    Unit {
        id: Uuid::now_v7(),
        site_id: Uuid::nil(),
        label: DORMITORY.to_owned(),
        floor: 0,
        places: 0,
        cots: 0,
        step_free: false,
        wheelchair: false,
        kitchen: false,
        private_bath: false,
        shared: true,
        connects_to: None,
        in_service_from: since,
        in_service_to: None,
        version: 1,
    }
}

/// What the enrolments of a household make of its booking.
struct Life {
    booking: Uuid,
    household: Uuid,
    key: String,
    state: BookingState,
    persons: i32,
    from: NaiveDate,
    to: Option<NaiveDate>,
}

fn life(booking: Uuid, spells: &[&Spell], seen: &Seen) -> Life {
    let rows = || spells.iter().map(|spell| &spell.enrolment);
    let last_seen = |row: &crate::enrolments::Enrolment| {
        let nights = seen.get(&(row.booking_id, row.person_id));
        nights.and_then(BTreeSet::last).map(|night| next(*night))
    };
    let first_seen = |row: &crate::enrolments::Enrolment| {
        let nights = seen.get(&(row.booking_id, row.person_id));
        nights.and_then(BTreeSet::first).copied()
    };
    let from =
        rows().map(|row| first_seen(row).map_or(row.from_night, |seen| seen.min(row.from_night)));
    let from = from.min().unwrap_or_default();
    let is_open = rows().any(|row| row.to_night.is_none());
    let end = rows().filter_map(|row| row.to_night.max(last_seen(row))).max();
    let (state, to) = match end {
        _ if is_open => (BookingState::Arrived, None),
        Some(end) if end > from => (BookingState::Departed, Some(end)),
        // Came and went: an arrival that was called off, and no stay (B-4).
        _ => (BookingState::Cancelled, Some(next(from))),
    };
    let persons: BTreeSet<Uuid> = rows().map(|row| row.person_id).collect();
    Life {
        booking,
        household: spells.first().map_or(Uuid::nil(), |spell| spell.household),
        key: spells.first().map(|spell| spell.household_key.clone()).unwrap_or_default(),
        state,
        persons: i32::try_from(persons.len()).unwrap_or(i32::MAX),
        from,
        to,
    }
}

impl Life {
    fn reason(&self) -> Option<String> {
        match self.state {
            BookingState::Departed => Some(DepartureReason::Exit.code().to_owned()),
            BookingState::Cancelled => Some(CancelReason::NoLongerNeeded.code().to_owned()),
            _ => None,
        }
    }

    /// The booking as it becomes.
    fn of(&self, before: Option<&Booking>) -> Booking {
        let new = before.cloned().unwrap_or_else(|| self.new_booking());
        let arrived = self.state != BookingState::Cancelled;
        Booking {
            state: self.state,
            from_night: self.from,
            to_night: self.to,
            arrived_on: arrived.then_some(self.from),
            departed_on: self.to.filter(|_| self.state == BookingState::Departed),
            reason: self.reason(),
            ..new
        }
    }

    fn new_booking(&self) -> Booking {
        Booking {
            id: self.booking,
            code: human_code('R', self.booking),
            household_id: Some(self.household),
            site_id: Uuid::nil(),
            state: self.state,
            persons: self.persons,
            cots: 0,
            agreed_from: self.from,
            agreed_to: self.to,
            from_night: self.from,
            to_night: self.to,
            held_until: None,
            arrived_on: None,
            departed_on: None,
            side: None,
            reason: None,
            reference: self.key.clone(),
            transferred_from: None,
            adults: None,
            children: None,
            infants: None,
            version: 1,
        }
    }
}

impl Stays {
    fn add(&mut self, known: &Known, code: &str, life: &Life, release: Vec<Uuid>, add: Vec<Line>) {
        let site = known.sites.get(code);
        let before = site.and_then(|site| known.bookings.get(&(*site, life.key.clone())));
        let after = life.of(before);
        match before {
            None => self.new.push((code.to_owned(), after, add)),
            Some(before) if *before == after && release.is_empty() && add.is_empty() => {}
            Some(before) => {
                let step =
                    if life.state == BookingState::Departed { Step::Depart } else { Step::Extend };
                let change = Change { step, booking: after, release, add };
                self.changed.push((before.clone(), change));
            }
        }
    }
}

//! Adding up a night: each unit in one state, each place counted once (domain C.9-2).

use std::collections::HashMap;

use chrono::NaiveDate;
use uuid::Uuid;

use super::{Kind, Line};
use crate::nights::Nights;

/// The only states a unit of an open site has on a night.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum UnitState {
    Occupied,
    Held,
    OutOfService,
    Free,
}

/// What adding up needs to know of a unit.
#[derive(Clone, Debug)]
pub struct UnitFacts {
    pub id: Uuid,
    pub places: i32,
    pub shared: bool,
    /// The nights it exists at all.
    pub in_service: Nights,
}

/// One night of a set of units. Units and places are never added together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NightCount {
    pub units: Units,
    pub places: Places,
    /// Persons who sleep here; above `places.occupied` by `over`.
    pub persons: i32,
    /// Persons more than the units they sleep in have places.
    pub over: i32,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Units {
    pub occupied: i32,
    pub held: i32,
    pub out_of_service: i32,
    pub free: i32,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Places {
    pub occupied: i32,
    /// Unused inside an occupied unit that is not shared: nobody else can have them.
    pub lost: i32,
    pub held: i32,
    pub out_of_service: i32,
    pub free: i32,
}

impl Units {
    pub fn opened(self) -> i32 {
        self.occupied + self.held + self.out_of_service + self.free
    }

    /// Usable: opened and in service.
    pub fn net(self) -> i32 {
        self.opened() - self.out_of_service
    }
}

impl Places {
    pub fn opened(self) -> i32 {
        self.occupied + self.lost + self.held + self.out_of_service + self.free
    }

    /// Usable: opened and in service (domain D.0, `Net`).
    pub fn net(self) -> i32 {
        self.opened() - self.out_of_service
    }
}

/// The state of one unit on a night, given the lines in force on it.
pub fn state(unit: &UnitFacts, lines: &[&Line], night: NaiveDate) -> UnitState {
    let has = |kind| lines.iter().any(|line| line.kind == kind && line.covers(night));
    let closed =
        lines.iter().filter(|line| line.kind == Kind::Closure && line.covers(night)).count();
    if has(Kind::Stay) {
        UnitState::Occupied
    } else if has(Kind::Promise) || has(Kind::Hold) {
        UnitState::Held
    } else if closed > 0 && (!unit.shared || closed >= usize::try_from(unit.places).unwrap_or(0)) {
        UnitState::OutOfService
    } else {
        UnitState::Free
    }
}

/// Adds up one night over the units in service on it.
pub fn count(units: &[UnitFacts], lines: &[Line], night: NaiveDate) -> NightCount {
    let mut by_unit: HashMap<Uuid, Vec<&Line>> = HashMap::new();
    for line in lines.iter().filter(|line| line.covers(night)) {
        by_unit.entry(line.unit_id).or_default().push(line);
    }
    let mut total = NightCount::default();
    for unit in units.iter().filter(|unit| unit.in_service.contains(night)) {
        let here = by_unit.get(&unit.id).map_or(&[][..], Vec::as_slice);
        total.add(unit, here, state(unit, here, night));
    }
    total
}

impl NightCount {
    fn add(&mut self, unit: &UnitFacts, here: &[&Line], state: UnitState) {
        match state {
            UnitState::Occupied => self.units.occupied += 1,
            UnitState::Held => self.units.held += 1,
            UnitState::OutOfService => self.units.out_of_service += 1,
            UnitState::Free => self.units.free += 1,
        }
        if unit.shared {
            self.add_shared(unit, here);
        } else {
            self.add_whole(unit, here, state);
        }
    }

    fn add_whole(&mut self, unit: &UnitFacts, here: &[&Line], state: UnitState) {
        match state {
            UnitState::Occupied => {
                let persons: i32 = here.iter().map(|line| line.persons).sum();
                let inside = persons.min(unit.places);
                self.persons += persons;
                self.over += persons - inside;
                self.places.occupied += inside;
                self.places.lost += unit.places - inside;
            }
            UnitState::Held => self.places.held += unit.places,
            UnitState::OutOfService => self.places.out_of_service += unit.places,
            UnitState::Free => self.places.free += unit.places,
        }
    }

    /// In a shared unit every place is counted by itself: nothing is lost.
    fn add_shared(&mut self, unit: &UnitFacts, here: &[&Line]) {
        let mut taken = 0;
        for line in here {
            let beyond = line.slot > unit.places;
            match line.kind {
                Kind::Stay => {
                    self.persons += line.persons;
                    if beyond {
                        self.over += line.persons;
                    } else {
                        self.places.occupied += 1;
                    }
                }
                Kind::Promise | Kind::Hold if !beyond => self.places.held += 1,
                Kind::Closure if !beyond => self.places.out_of_service += 1,
                _ => {}
            }
            taken += i32::from(!beyond);
        }
        self.places.free += unit.places - taken;
    }
}

/// The lowest `n` free slots of a shared unit over some nights; `None` when fewer are free.
pub fn free_slots(places: i32, lines: &[Line], nights: Nights, n: i32) -> Option<Vec<i32>> {
    let is_free =
        |slot: i32| lines.iter().all(|line| line.slot != slot || !line.nights().overlaps(nights));
    let slots: Vec<i32> =
        (1..=places).filter(|slot| is_free(*slot)).take(usize::try_from(n).ok()?).collect();
    (i32::try_from(slots.len()) == Ok(n)).then_some(slots)
}

#[cfg(test)]
mod tests;

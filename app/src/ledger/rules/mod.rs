//! What a unit, and a line on it, add to a night. Pure; `occupation::rules::count` adds the
//! same night up from the lines themselves, and both must agree.

use chrono::NaiveDate;

use super::{Changes, Tally};
use crate::{
    counts::Measured,
    occupation::{Kind, Line, rules::UnitFacts},
    sites::{Capacity, CapacityKind},
};

/// Rooms given whole are counted as units, shared rooms bed by bed.
pub fn measure(shared: bool) -> Measured {
    if shared { Measured::Bed } else { Measured::Unit }
}

/// What the unit adds to each night it is in service.
pub fn of_unit(unit: &UnitFacts) -> Tally {
    let places = i64::from(unit.places);
    Tally { total: if unit.shared { places } else { 1 }, places, ..Tally::default() }
}

/// What a line in force adds to each of its nights.
pub fn of_line(unit: &UnitFacts, line: &Line) -> Tally {
    if unit.shared { of_bed(unit, line) } else { of_room(unit, line) }
}

fn of_room(unit: &UnitFacts, line: &Line) -> Tally {
    let (places, persons) = (i64::from(unit.places), i64::from(line.persons));
    match line.kind {
        Kind::Stay => {
            let inside = persons.min(places);
            Tally {
                occupied: 1,
                persons,
                places_occupied: inside,
                places_lost: places - inside,
                over: persons - inside,
                ..Tally::default()
            }
        }
        Kind::Promise | Kind::Hold => Tally { held: 1, places_held: places, ..Tally::default() },
        Kind::Closure => Tally { closed: 1, places_closed: places, ..Tally::default() },
    }
}

/// A bed beyond the room's places is over-capacity when slept in, and nothing otherwise.
fn of_bed(unit: &UnitFacts, line: &Line) -> Tally {
    let (beyond, persons) = (line.slot > unit.places, i64::from(line.persons));
    match line.kind {
        Kind::Stay if beyond => Tally { persons, over: persons, ..Tally::default() },
        Kind::Stay => Tally { occupied: 1, places_occupied: 1, persons, ..Tally::default() },
        _ if beyond => Tally::default(),
        Kind::Promise | Kind::Hold => Tally { held: 1, places_held: 1, ..Tally::default() },
        Kind::Closure => Tally { closed: 1, places_closed: 1, ..Tally::default() },
    }
}

/// Everything a unit and its lines in force change, at its site.
pub fn changes_of(changes: &mut Changes, site: uuid::Uuid, unit: &UnitFacts, lines: &[Line]) {
    let measure = measure(unit.shared);
    let there = unit.in_service;
    changes.add(site, measure, there.from(), there.to(), of_unit(unit));
    for line in lines.iter().filter(|line| line.unit_id == unit.id) {
        changes.add(site, measure, line.from_night, line.to_night, of_line(unit, line));
    }
}

/// Each night of `[from, to)`, from what was before it and the changes on its nights, in order.
pub fn nights(
    before: Tally,
    changes: &[(NaiveDate, Tally)],
    from: NaiveDate,
    to: NaiveDate,
) -> Vec<(NaiveDate, Tally)> {
    let (mut sum, mut next) = (before, changes.iter().peekable());
    from.iter_days()
        .take_while(|night| *night < to)
        .map(|night| {
            while let Some((_, change)) = next.next_if(|(on, _)| *on <= night) {
                sum += *change;
            }
            (night, sum)
        })
        .collect()
}

/// What the site agreed to have on a night; `None` where nothing was told.
pub fn contracted(told: &[Capacity], measure: Measured, night: NaiveDate) -> Option<i64> {
    told_of(told, &[CapacityKind::Contracted], measure, night)
}

/// What opens on a night, the season's and the reinforcements included.
pub fn opened(told: &[Capacity], measure: Measured, night: NaiveDate) -> Option<i64> {
    let kinds = [CapacityKind::Opened, CapacityKind::Seasonal, CapacityKind::Reinforcement];
    told_of(told, &kinds, measure, night)
}

fn told_of(
    told: &[Capacity],
    kinds: &[CapacityKind],
    measure: Measured,
    night: NaiveDate,
) -> Option<i64> {
    let there = told.iter().filter(|each| kinds.contains(&each.kind));
    let there = there.filter(|each| each.nights().contains(night));
    let figures = there.map(|each| match measure {
        Measured::Unit => i64::from(each.unit_count),
        Measured::Bed => i64::from(each.place_count),
    });
    figures.reduce(|a, b| a + b)
}

#[cfg(test)]
mod tests;

//! The first unit that is free, and new ones where a source tells only the kind of room. Pure.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use uuid::Uuid;

use crate::nights::Nights;

/// A unit of a site, with the nights it is not free.
#[derive(Clone, Debug)]
pub struct Room {
    pub id: Uuid,
    pub label: String,
    pub places: i32,
    /// Not in the database yet.
    pub is_new: bool,
    /// First night of each taken interval, and its end.
    taken: BTreeMap<NaiveDate, Option<NaiveDate>>,
}

impl Room {
    pub fn new(id: Uuid, label: String, places: i32, is_new: bool) -> Self {
        Self { id, label, places, is_new, taken: BTreeMap::new() }
    }

    /// Intervals of one room never overlap: only the last one that begins before the end counts.
    pub fn is_free(&self, nights: Nights) -> bool {
        let before = match nights.to() {
            Some(to) => self.taken.range(..to).next_back(),
            None => self.taken.iter().next_back(),
        };
        before.is_none_or(|(_, end)| end.is_some_and(|end| end <= nights.from()))
    }

    pub fn take(&mut self, nights: Nights) {
        self.taken.insert(nights.from(), nights.to());
    }
}

/// Takes the first room that is free and large enough, in the order given.
pub(super) fn first_free(rooms: &mut [Room], nights: Nights, persons: i32) -> Option<Uuid> {
    let fits = |room: &&mut Room| room.places >= persons && room.is_free(nights);
    let room = rooms.iter_mut().find(fits)?;
    room.take(nights);
    Some(room.id)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn nights(from: u32, to: u32) -> Nights {
        let day = |n| NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + chrono::Days::new(n);
        Nights::between(day(from.into()), day(to.into())).unwrap()
    }

    proptest! {
        /// In the order of their first nights, stays need as many rooms as the fullest night.
        #[test]
        fn first_free_needs_the_peak_and_never_gives_a_room_twice(
            mut stays in prop::collection::vec((0u32..60, 1u32..15), 1..80)
        ) {
            stays.sort_unstable();
            let mut rooms: Vec<Room> = Vec::new();
            let mut given = Vec::new();
            for (from, length) in &stays {
                let nights = nights(*from, from + length);
                let room = first_free(&mut rooms, nights, 2).unwrap_or_else(|| {
                    let mut room = Room::new(Uuid::now_v7(), String::new(), 2, true);
                    room.take(nights);
                    rooms.push(room);
                    rooms.last().unwrap().id
                });
                given.push((room, nights));
            }
            for (index, (room, stay)) in given.iter().enumerate() {
                let twice = given[..index].iter().any(|(other, taken)| other == room && taken.overlaps(*stay));
                prop_assert!(!twice);
            }
            let on = |night: u32| stays.iter().filter(|(from, n)| *from <= night && night < from + n).count();
            prop_assert_eq!(rooms.len(), (0..80).map(on).max().unwrap_or(0));
        }
    }
}

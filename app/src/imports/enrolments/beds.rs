//! Places of a dormitory, each given to the first who needs it. Pure.

use crate::{imports::bookings::rooms::Room, nights::Nights, occupation::Line};

/// The places of one dormitory, in the order of their numbers.
#[derive(Default)]
pub(super) struct Beds {
    places: Vec<Room>,
}

impl Beds {
    /// A dormitory of so many places, with the lines that stay in force.
    pub(super) fn of<'a>(places: i32, lines: impl Iterator<Item = &'a Line>) -> Self {
        let mut beds = Self::default();
        beds.reach(usize::try_from(places).unwrap_or(0));
        for line in lines {
            let slot = usize::try_from(line.slot).unwrap_or(0);
            beds.reach(slot);
            if let Some(place) = slot.checked_sub(1).and_then(|at| beds.places.get_mut(at)) {
                place.take(line.nights());
            }
        }
        beds
    }

    fn reach(&mut self, places: usize) {
        while self.places.len() < places {
            self.places.push(Room::new(uuid::Uuid::nil(), String::new(), 1, false));
        }
    }

    /// The slot of the first place that is free, a new one if none is.
    pub(super) fn take(&mut self, nights: Nights) -> i32 {
        let free = self.places.iter().position(|place| place.is_free(nights));
        let at = free.unwrap_or(self.places.len());
        self.reach(at + 1);
        if let Some(place) = self.places.get_mut(at) {
            place.take(nights);
        }
        i32::try_from(at + 1).unwrap_or(i32::MAX)
    }

    pub(super) fn places(&self) -> i32 {
        i32::try_from(self.places.len()).unwrap_or(i32::MAX)
    }
}

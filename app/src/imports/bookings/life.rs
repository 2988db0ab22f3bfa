//! What a row has become: the rules of `bookings`, one after the other. Pure.

use uuid::Uuid;

use super::row::Row;
use crate::{
    bookings::{
        Booking, BookingState, CancelReason, Claim, DepartureReason, Firmness, NewBooking,
        rules::{self, Change, Ruled},
    },
    i18n::Message,
    nights::next,
    occupation::{Kind, Line},
};

/// A booking as it is, with the lines in force.
pub(super) struct Life {
    pub(super) booking: Booking,
    pub(super) lines: Vec<Line>,
}

/// Lives the row through, in a unit unless it was given back before its first night.
pub(super) fn live(row: &Row, site: Uuid, unit: Option<Uuid>) -> Result<Life, Message> {
    let id = Uuid::now_v7();
    let claims = unit.map(|unit_id| Claim { unit_id, persons: row.party.persons });
    let new = NewBooking {
        household_id: None,
        site_id: site,
        nights: row.nights,
        claims: claims.into_iter().collect(),
        cots: 0,
        firmness: Firmness::Confirm,
        reference: row.reference.clone(),
        over_capacity: None,
        transferred_from: None,
    };
    let line = |claim: &Claim| Line {
        id: Uuid::now_v7(),
        unit_id: claim.unit_id,
        shared: false,
        slot: 0,
        from_night: row.nights.from(),
        to_night: row.nights.to(),
        kind: Kind::Promise,
        persons: claim.persons,
        booking_id: Some(id),
        closure_id: None,
    };
    let change = rules::place(id, &new, new.claims.iter().map(line).collect());
    let mut own = Life { booking: change.booking, lines: change.add };
    own.booking.persons = row.party.persons;
    own.booking.adults = row.party.adults;
    own.booking.children = row.party.children;
    own.booking.infants = row.party.infants;
    own.go_on(row)?;
    Ok(own)
}

impl Life {
    /// From confirmed to what the row says.
    fn go_on(&mut self, row: &Row) -> Result<(), Message> {
        let from = row.nights.from();
        match row.state {
            BookingState::Arrived => {
                self.step(|own| rules::arrive(&own.booking, &own.lines, from, from))
            }
            BookingState::Departed => {
                self.step(|own| rules::arrive(&own.booking, &own.lines, from, from))?;
                let on = row.nights.to().unwrap_or(next(from));
                let reason = DepartureReason::Exit;
                self.step(|own| rules::depart(&own.booking, &own.lines, on, reason, on))
            }
            BookingState::NoShow => {
                self.step(|own| rules::no_show(&own.booking, &own.lines, from, from))
            }
            BookingState::Cancelled => {
                let on = row.state_on.unwrap_or(from);
                let reason = CancelReason::NoLongerNeeded;
                self.step(|own| rules::cancel(&own.booking, &own.lines, reason, on))
            }
            _ => Ok(()),
        }
    }

    fn step(&mut self, rule: impl FnOnce(&Self) -> Ruled) -> Result<(), Message> {
        let Change { booking, release, add, .. } = rule(self)?;
        self.booking = booking;
        self.lines.retain(|line| !release.contains(&line.id));
        self.lines.extend(add);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        imports::{bookings::row::Party, report::Place},
        nights::Nights,
    };

    fn row(state: BookingState, state_on: Option<u32>) -> Row {
        let day = |day| chrono::NaiveDate::from_ymd_opt(2026, 3, day).unwrap();
        Row {
            place: Place { file: String::new(), row: 2, detail: String::new() },
            site: "S".to_owned(),
            unit: "A".to_owned(),
            reference: "R".to_owned(),
            nights: Nights::between(day(10), day(13)).unwrap(),
            party: Party { persons: 3, adults: Some(2), children: Some(1), infants: Some(0) },
            state,
            state_on: state_on.map(day),
        }
    }

    /// Kind and number of nights of each line left.
    fn left(state: BookingState, state_on: Option<u32>) -> Vec<(Kind, Option<i64>)> {
        let row = row(state, state_on);
        let life = live(&row, Uuid::nil(), Some(Uuid::nil())).unwrap();
        assert_eq!(life.booking.state, state);
        let held: i64 = row.held().and_then(Nights::count).unwrap_or(0);
        let kept: i64 = life.lines.iter().filter_map(|line| line.nights().count()).sum();
        assert_eq!(kept, held, "what is kept from others is what stays in force");
        life.lines.iter().map(|line| (line.kind, line.nights().count())).collect()
    }

    #[test]
    fn a_row_becomes_what_its_state_says() {
        assert_eq!(left(BookingState::Confirmed, None), [(Kind::Promise, Some(3))]);
        assert_eq!(left(BookingState::Arrived, None), [(Kind::Stay, Some(3))]);
        assert_eq!(left(BookingState::Departed, None), [(Kind::Stay, Some(3))]);
        assert_eq!(left(BookingState::NoShow, None), [(Kind::Promise, Some(1))]);
        assert_eq!(left(BookingState::Cancelled, Some(2)), []);
        assert_eq!(left(BookingState::Cancelled, Some(11)), [(Kind::Promise, Some(1))]);
    }
}

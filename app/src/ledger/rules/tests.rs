//! The worked example of domain K from dated differences, and both ways of adding up.

use chrono::Days;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::nights::Nights;

fn day(n: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 6, 1).unwrap() + Days::new(n)
}

fn site() -> Uuid {
    Uuid::from_u128(1)
}

fn room(number: u128, places: i32) -> UnitFacts {
    let in_service = Nights::open(day(0));
    UnitFacts { id: Uuid::from_u128(number), places, shared: false, in_service }
}

fn line(unit: u128, kind: Kind, from: u64, to: Option<u64>, persons: i32) -> Line {
    Line {
        id: Uuid::now_v7(),
        unit_id: Uuid::from_u128(unit),
        shared: false,
        slot: 0,
        from_night: day(from),
        to_night: to.map(day),
        kind,
        persons,
        booking_id: None,
        closure_id: None,
    }
}

fn added_up(units: &[UnitFacts], lines: &[Line], nights_: u64) -> Vec<Tally> {
    let mut changes = Changes::default();
    for unit in units {
        changes_of(&mut changes, site(), unit, lines);
    }
    let changes: Vec<_> =
        changes.into_changes().map(|((_, night, _), tally)| (night, tally)).collect();
    let series = nights(Tally::default(), &changes, day(0), day(nights_));
    series.into_iter().map(|(_, tally)| tally).collect()
}

/// The worked example of domain K, night by night.
#[test]
fn the_worked_example_gives_its_table() {
    let units = [room(101, 2), room(102, 3), room(103, 4), room(104, 4)];
    let stay = Kind::Stay;
    let lines = [
        line(101, stay, 0, Some(4), 2),
        line(102, stay, 0, Some(7), 3),
        line(102, stay, 7, None, 4),
        line(104, stay, 0, Some(3), 4),
        line(103, stay, 3, Some(8), 4),
        line(103, stay, 0, Some(2), 2),
        line(104, stay, 7, None, 4),
        line(101, stay, 4, None, 2),
        line(104, Kind::Closure, 3, Some(6), 0),
    ];
    let table = added_up(&units, &lines, 10);
    let column = |of: fn(&Tally) -> i64| table.iter().map(of).collect::<Vec<_>>();
    assert_eq!(column(|night| night.persons), [11, 11, 9, 9, 9, 9, 9, 14, 10, 10]);
    let net_places = column(|night| night.places - night.places_closed);
    assert_eq!(net_places, [13, 13, 13, 9, 9, 9, 13, 13, 13, 13]);
    assert_eq!(column(|night| night.occupied), [4, 4, 3, 3, 3, 3, 3, 4, 3, 3]);
    assert_eq!(column(|night| night.net()), [4, 4, 4, 3, 3, 3, 4, 4, 4, 4]);
    assert_eq!(column(|night| night.over), [0, 0, 0, 0, 0, 0, 0, 1, 1, 1]);
    let sum = |of: fn(&Tally) -> i64| table.iter().map(of).sum::<i64>();
    let partition = [
        sum(|night| night.places_occupied),
        sum(|night| night.places_lost),
        sum(|night| night.places_held),
        sum(|night| night.places_free()),
        sum(|night| night.places_closed),
    ];
    assert_eq!(partition, [98, 4, 0, 16, 12]);
    assert_eq!(sum(|night| night.places), 130);
}

fn drawn_line() -> impl Strategy<Value = Line> {
    let kinds =
        prop_oneof![Just(Kind::Hold), Just(Kind::Promise), Just(Kind::Stay), Just(Kind::Closure),];
    (1u128..4, kinds, 0u64..40, prop::option::of(1u64..20), 0i32..7).prop_map(
        |(unit, kind, from, length, persons)| {
            line(unit, kind, from, length.map(|n| from + n), persons)
        },
    )
}

proptest! {
    /// Whatever the lines, as long as the database would take them.
    #[test]
    fn both_ways_of_adding_up_agree(drawn in prop::collection::vec(drawn_line(), 0..40)) {
        let units = [room(1, 2), room(2, 3), room(3, 5)];
        let mut lines: Vec<Line> = Vec::new();
        for each in drawn {
            let free = |other: &Line| other.unit_id != each.unit_id || !other.nights().overlaps(each.nights());
            if lines.iter().all(free) {
                lines.push(each);
            }
        }
        for (night, tally) in added_up(&units, &lines, 70).into_iter().enumerate() {
            let count = crate::occupation::rules::count(&units, &lines, day(night as u64));
            prop_assert_eq!(tally.persons, i64::from(count.persons));
            prop_assert_eq!(tally.occupied, i64::from(count.units.occupied));
            prop_assert_eq!(tally.held, i64::from(count.units.held));
            prop_assert_eq!(tally.closed, i64::from(count.units.out_of_service));
            prop_assert_eq!(tally.free(), i64::from(count.units.free));
            prop_assert_eq!(tally.places_lost, i64::from(count.places.lost));
            prop_assert_eq!(tally.places_free(), i64::from(count.places.free));
            prop_assert_eq!(tally.over, i64::from(count.over));
        }
    }
}

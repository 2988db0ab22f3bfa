//! The worked example of domain K, and the partition for any set of lines.

use chrono::Duration;
use proptest::prelude::*;

use super::*;

fn june(day: i64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 6, 1).unwrap() + Duration::days(day - 1)
}

fn unit(number: u128, places: i32) -> UnitFacts {
    let in_service = Nights::open(june(-400));
    UnitFacts { id: Uuid::from_u128(number), places, shared: false, in_service }
}

fn line(unit: u128, from: NaiveDate, to: Option<NaiveDate>, kind: Kind, persons: i32) -> Line {
    Line {
        id: Uuid::now_v7(),
        unit_id: Uuid::from_u128(unit),
        shared: false,
        slot: 0,
        from_night: from,
        to_night: to,
        kind,
        persons,
        booking_id: None,
        closure_id: None,
    }
}

#[test]
fn the_worked_example_gives_its_table() {
    let units = [unit(101, 2), unit(102, 3), unit(103, 4), unit(104, 4)];
    let stay = |unit, from, to, persons| line(unit, from, to, Kind::Stay, persons);
    let lines = [
        stay(101, june(-11), Some(june(5)), 2),
        stay(102, june(-20), Some(june(8)), 3),
        stay(102, june(8), None, 4),
        stay(104, june(-3), Some(june(4)), 4),
        stay(103, june(4), Some(june(9)), 4),
        stay(103, june(1), Some(june(3)), 2),
        stay(104, june(8), None, 4),
        stay(101, june(5), None, 2),
        line(104, june(4), Some(june(7)), Kind::Closure, 0),
    ];
    let nights: Vec<_> = (1..=10).map(|day| count(&units, &lines, june(day))).collect();
    let row = |of: fn(&NightCount) -> i32| nights.iter().map(of).collect::<Vec<_>>();
    assert_eq!(row(|n| n.persons), [11, 11, 9, 9, 9, 9, 9, 14, 10, 10]);
    assert_eq!(row(|n| n.places.net()), [13, 13, 13, 9, 9, 9, 13, 13, 13, 13]);
    assert_eq!(row(|n| n.units.occupied), [4, 4, 3, 3, 3, 3, 3, 4, 3, 3]);
    assert_eq!(row(|n| n.units.net()), [4, 4, 4, 3, 3, 3, 4, 4, 4, 4]);
    assert_eq!(row(|n| n.over), [0, 0, 0, 0, 0, 0, 0, 1, 1, 1]);
    let sum = |of: fn(&NightCount) -> i32| row(of).iter().sum::<i32>();
    assert_eq!(sum(|n| n.places.opened()), 130);
    assert_eq!(sum(|n| n.places.occupied), 98);
    assert_eq!(sum(|n| n.places.lost), 4);
    assert_eq!(sum(|n| n.places.held), 0);
    assert_eq!(sum(|n| n.places.free), 16);
    assert_eq!(sum(|n| n.places.out_of_service), 12);
}

/// H-04: 60 places in 16 modules; what can be offered is a module, not six places.
#[test]
fn places_lost_inside_occupied_modules_are_not_free() {
    let mut units = vec![unit(1, 5), unit(2, 5), unit(3, 4)];
    let mut lines = vec![
        line(1, june(1), Some(june(9)), Kind::Closure, 0),
        line(2, june(1), Some(june(9)), Kind::Closure, 0),
        line(3, june(1), Some(june(2)), Kind::Hold, 4),
    ];
    // Thirteen modules, 46 places, 44 persons.
    for number in 0..13u128 {
        let places = if number < 7 { 4 } else { 3 };
        let persons = if number < 2 { 3 } else { places };
        units.push(unit(100 + number, places));
        lines.push(line(100 + number, june(1), None, Kind::Stay, persons));
    }
    let night = count(&units, &lines, june(1));
    assert_eq!((night.units.opened(), night.units.net()), (16, 14));
    assert_eq!((night.places.opened(), night.places.net()), (60, 50));
    assert_eq!((night.persons, night.places.lost, night.places.held), (44, 2, 4));
    assert_eq!((night.units.free, night.places.free), (0, 0));
    let after = count(&units, &lines, june(2));
    assert_eq!((after.units.free, after.places.free), (1, 4));
}

fn any_line() -> impl Strategy<Value = Line> {
    let kinds = prop::sample::select(vec![Kind::Hold, Kind::Promise, Kind::Stay, Kind::Closure]);
    (0..6u128, 0i64..20, 1i64..12, kinds, 0..7i32).prop_map(|(unit, from, n, kind, persons)| {
        line(unit, june(from), Some(june(from + n)), kind, persons)
    })
}

proptest! {
    /// Whatever the lines, as long as they do not overlap on a unit.
    #[test]
    fn every_night_adds_up(places in prop::collection::vec(1..6i32, 6), drawn in prop::collection::vec(any_line(), 0..40)) {
        let units: Vec<_> = places.iter().zip(0u128..).map(|(places, id)| unit(id, *places)).collect();
        let mut lines: Vec<Line> = Vec::new();
        for each in drawn {
            if lines.iter().all(|other| other.unit_id != each.unit_id || !other.nights().overlaps(each.nights())) {
                lines.push(each);
            }
        }
        for day in 0..35 {
            let night = count(&units, &lines, june(day));
            prop_assert_eq!(night.units.opened(), 6);
            prop_assert_eq!(night.places.opened(), places.iter().sum::<i32>());
            prop_assert_eq!(night.persons, night.places.occupied + night.over);
        }
    }

    #[test]
    fn a_shared_unit_adds_up_place_by_place(drawn in prop::collection::vec((1..5i32, 0i64..20, 1i64..9, any::<bool>()), 0..20)) {
        let dormitory = UnitFacts { shared: true, ..unit(0, 4) };
        let mut lines: Vec<Line> = Vec::new();
        for (slot, from, n, stays) in drawn {
            let kind = if stays { Kind::Stay } else { Kind::Hold };
            let each = Line { slot, shared: true, ..line(0, june(from), Some(june(from + n)), kind, 1) };
            if lines.iter().all(|other| other.slot != slot || !other.nights().overlaps(each.nights())) {
                lines.push(each);
            }
        }
        for day in 0..30 {
            let night = count(std::slice::from_ref(&dormitory), &lines, june(day));
            prop_assert_eq!(night.places.opened(), 4);
            prop_assert_eq!(night.places.lost, 0);
            prop_assert_eq!(night.persons, night.places.occupied);
        }
    }
}

#[test]
fn slots_are_given_lowest_first_and_never_twice() {
    let taken = Line { slot: 2, shared: true, ..line(0, june(1), Some(june(4)), Kind::Stay, 1) };
    let nights = Nights::between(june(3), june(6)).unwrap();
    assert_eq!(free_slots(4, std::slice::from_ref(&taken), nights, 2), Some(vec![1, 3]));
    assert_eq!(free_slots(4, std::slice::from_ref(&taken), nights, 4), None);
    let later = Nights::between(june(4), june(6)).unwrap();
    assert_eq!(free_slots(4, std::slice::from_ref(&taken), later, 2), Some(vec![1, 2]));
}

//! Transitions as tables, and as random lives in which every night stays accounted for.

use chrono::Duration;
use proptest::prelude::*;

use super::*;
use crate::bookings::{Claim, guards::check_dates};

fn day(offset: i64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 10).unwrap() + Duration::days(offset)
}

fn later() -> DateTime<Utc> {
    "2026-03-10T20:00:00Z".parse().unwrap()
}

fn made(from: i64, to: Option<i64>, firmness: Firmness) -> (Booking, Vec<Line>) {
    let nights = Nights::new(day(from), to.map(day)).unwrap();
    let new = NewBooking {
        household_id: Some(Uuid::from_u128(9)),
        site_id: Uuid::from_u128(1),
        nights,
        claims: vec![Claim { unit_id: Uuid::from_u128(12), persons: 4 }],
        cots: 0,
        firmness,
        reference: String::new(),
        over_capacity: None,
        transferred_from: None,
    };
    let line = Line {
        id: Uuid::now_v7(),
        unit_id: Uuid::from_u128(12),
        shared: false,
        slot: 0,
        from_night: nights.from(),
        to_night: nights.to(),
        kind: Kind::Promise,
        persons: 4,
        booking_id: Some(Uuid::from_u128(2)),
        closure_id: None,
    };
    let change = place(Uuid::from_u128(2), &new, vec![line]);
    (change.booking, change.add)
}

/// What the database does with a change.
fn carry_out(lines: &mut Vec<Line>, change: Change) -> Booking {
    lines.retain(|line| !change.release.contains(&line.id));
    lines.extend(change.add);
    lines.sort_by_key(|line| line.from_night);
    Booking { version: change.booking.version + 1, ..change.booking }
}

/// `(from, to, kind)` as days from 10 March.
fn shape(lines: &[Line]) -> Vec<(i64, Option<i64>, Kind)> {
    let offset = |date: NaiveDate| (date - day(0)).num_days();
    lines
        .iter()
        .map(|line| (offset(line.from_night), line.to_night.map(offset), line.kind))
        .collect()
}

#[test]
fn which_step_leaves_which_state() {
    use BookingState::{
        Arrived, Cancelled, Confirmed, Departed, Expired, Held, NoShow, Refused, Requested,
    };
    for (step, states) in [
        (Step::Confirm, vec![Requested, Held]),
        (Step::Refuse, vec![Requested, Held]),
        (Step::Expire, vec![Requested, Held]),
        (Step::Cancel, vec![Requested, Held, Confirmed]),
        (Step::Arrive, vec![Confirmed, NoShow]),
        (Step::NoShow, vec![Confirmed]),
        (Step::Extend, vec![Requested, Held, Confirmed, Arrived]),
        (Step::Shorten, vec![Requested, Held, Confirmed, Arrived]),
        (Step::MoveUnit, vec![Requested, Held, Confirmed, Arrived]),
        (Step::Depart, vec![Arrived]),
        (Step::KeepUnit, vec![Arrived]),
    ] {
        for state in BookingState::ALL {
            assert_eq!(may(*state, step), states.contains(state), "{step:?} from {state:?}");
        }
    }
    for state in [Departed, Cancelled, Refused, Expired] {
        let steps: Vec<_> = Step::ALL.iter().filter(|step| may(state, **step)).collect();
        // Who was there is known better later.
        let later = if state == Departed { vec![&Step::Resize] } else { Vec::new() };
        assert_eq!(steps, later, "{state:?} is an end");
    }
}

#[test]
fn an_option_holds_then_promises_then_is_slept_in() {
    let (booking, mut lines) = made(0, Some(7), Firmness::Hold(later()));
    assert_eq!(shape(&lines), [(0, Some(7), Kind::Hold)]);
    let change = confirm(&booking, &lines).unwrap();
    let booking = carry_out(&mut lines, change);
    assert_eq!((booking.state, booking.held_until), (BookingState::Confirmed, None));
    assert_eq!(shape(&lines), [(0, Some(7), Kind::Promise)]);
    let change = arrive(&booking, &lines, day(2), day(2)).unwrap();
    let booking = carry_out(&mut lines, change);
    // The two nights nobody came were held all the same.
    assert_eq!(shape(&lines), [(0, Some(2), Kind::Promise), (2, Some(7), Kind::Stay)]);
    assert_eq!(booking.nights().count(), Some(7));
}

#[test]
fn an_option_ends_alone_and_only_when_its_time_is_up() {
    let (booking, mut lines) = made(0, Some(7), Firmness::Hold(later()));
    assert!(expire(&booking, &lines, later() - Duration::seconds(1), day(0)).is_err());
    let change = expire(&booking, &lines, later(), day(0)).unwrap();
    let booking = carry_out(&mut lines, change);
    assert_eq!((booking.state, lines.len()), (BookingState::Expired, 0));
    let (confirmed, lines) = made(0, Some(7), Firmness::Confirm);
    assert!(expire(&confirmed, &lines, later() + Duration::days(400), day(400)).is_err());
}

/// H-06: the night of the no-show stays held; reversed at 23:50, the night is counted.
#[test]
fn a_no_show_keeps_its_night_and_can_be_reversed() {
    let (booking, mut lines) = made(0, Some(7), Firmness::Confirm);
    let change = no_show(&booking, &lines, day(0), day(0)).unwrap();
    let booking = carry_out(&mut lines, change);
    assert_eq!(shape(&lines), [(0, Some(1), Kind::Promise)]);
    let change = arrive(&booking, &lines, day(0), day(0)).unwrap();
    let booking = carry_out(&mut lines, change);
    assert_eq!(booking.state, BookingState::Arrived);
    assert_eq!(shape(&lines), [(0, Some(1), Kind::Stay), (1, Some(7), Kind::Stay)]);
}

#[test]
fn a_family_may_arrive_before_its_day() {
    let (booking, mut lines) = made(3, Some(7), Firmness::Confirm);
    let change = arrive(&booking, &lines, day(1), day(1)).unwrap();
    let booking = carry_out(&mut lines, change);
    assert_eq!(shape(&lines), [(1, Some(3), Kind::Stay), (3, Some(7), Kind::Stay)]);
    assert_eq!((booking.from_night, booking.agreed_from), (day(1), day(3)));
    assert!(
        arrive(&made(3, Some(7), Firmness::Confirm).0, &[], day(2), day(1)).is_err(),
        "not in the future"
    );
}

#[test]
fn dates_that_are_refused() {
    let (confirmed, lines) = made(0, Some(7), Firmness::Confirm);
    assert!(extend(&confirmed, &lines, Some(day(7))).is_err(), "no night added");
    assert!(shorten(&confirmed, &lines, day(0), day(0)).is_err(), "no night left");
    assert!(shorten(&confirmed, &lines, day(7), day(0)).is_err(), "nothing given back");
    assert!(arrive(&confirmed, &lines, day(7), day(8)).is_err(), "after its end");
    let (open, lines) = made(0, None, Firmness::Confirm);
    assert!(extend(&open, &lines, Some(day(9))).is_err(), "it has no end");
    let mut stays = lines;
    let change = arrive(&open, &stays, day(0), day(0)).unwrap();
    let arrived = carry_out(&mut stays, change);
    let gone = |on, tonight| depart(&arrived, &stays, on, DepartureReason::Exit, tonight);
    assert_eq!(gone(day(0), day(0)).unwrap_err().key, "bookings-depart-no-night");
    assert_eq!(gone(day(5), day(3)).unwrap_err().key, "bookings-depart-ahead");
    assert!(gone(day(1), day(0)).is_ok());
    assert!(check_dates(Nights::open(day(401)), day(0), 400).is_err());
    assert!(check_dates(Nights::open(day(400)), day(0), 400).is_ok());
}

/// A room kept past the end is extended from where it is kept, and once.
#[test]
fn an_overstay_is_extended_from_its_last_night() {
    let (booking, mut lines) = made(0, Some(2), Firmness::Confirm);
    let change = arrive(&booking, &lines, day(0), day(0)).unwrap();
    let booking = carry_out(&mut lines, change);
    let change = keep_unit(&booking, &lines, day(3)).unwrap();
    let booking = carry_out(&mut lines, change);
    let change = extend(&booking, &lines, Some(day(8))).unwrap();
    carry_out(&mut lines, change);
    for night in 0..8 {
        let covering = lines.iter().filter(|line| line.covers(day(night))).count();
        assert_eq!(covering, 1, "night {night}");
    }
}

#[test]
fn an_overstay_keeps_its_unit_night_by_night_and_leaving_counts_them() {
    let (booking, mut lines) = made(0, Some(3), Firmness::Confirm);
    let change = arrive(&booking, &lines, day(0), day(0)).unwrap();
    let booking = carry_out(&mut lines, change);
    assert!(
        keep_unit(&booking, &lines, day(3)).is_none(),
        "the day of departure is not an overstay"
    );
    let change = keep_unit(&booking, &lines, day(4)).unwrap();
    let booking = carry_out(&mut lines, change);
    assert_eq!(shape(&lines), [(0, Some(3), Kind::Stay), (3, Some(5), Kind::Stay)]);
    assert_eq!(booking.to_night, Some(day(3)), "what was agreed does not change by itself");
    let change = depart(&booking, &lines, day(6), DepartureReason::Exit, day(6)).unwrap();
    carry_out(&mut lines, change);
    assert_eq!(shape(&lines).last(), Some(&(5, Some(6), Kind::Stay)));
}

#[test]
fn a_room_change_leaves_no_night_behind() {
    let (booking, mut lines) = made(0, Some(7), Firmness::Confirm);
    let change = arrive(&booking, &lines, day(0), day(0)).unwrap();
    let booking = carry_out(&mut lines, change);
    let target = Line { unit_id: Uuid::from_u128(13), ..lines[0].clone() };
    let change = move_unit(&booking, &lines, Uuid::from_u128(12), &[target], day(3)).unwrap();
    carry_out(&mut lines, change);
    let by_unit: Vec<_> =
        lines.iter().map(|line| (line.unit_id.as_u128(), line.nights().count())).collect();
    assert_eq!(by_unit, [(12, Some(3)), (13, Some(4))]);
}

/// H-09: born on the 11th, back on the 14th: the room holds five from then, the nights before are as they were.
#[test]
fn a_birth_changes_the_nights_from_its_own_on() {
    let (booking, mut lines) = made(0, Some(20), Firmness::Confirm);
    let change = resize(&booking, &lines, &[(day(4), 1)]).unwrap();
    carry_out(&mut lines, change);
    let persons: Vec<_> = lines.iter().map(|line| (line.nights().count(), line.persons)).collect();
    assert_eq!(persons, [(Some(4), 4), (Some(16), 5)]);
    assert!(resize(&booking, &lines, &[(day(6), 0)]).is_none(), "nothing to change");
    let change = resize(&booking, &lines, &[(day(4), -1), (day(8), 0)]).unwrap();
    carry_out(&mut lines, change);
    let persons: Vec<_> = lines.iter().map(|line| (line.nights().count(), line.persons)).collect();
    assert_eq!(persons, [(Some(4), 4), (Some(4), 4), (Some(12), 5)]);
}

/// A step drawn at random; many are refused, which is part of the property.
#[derive(Clone, Debug)]
enum Drawn {
    Confirm,
    Cancel,
    Arrive(i64),
    NoShow(i64),
    Extend(Option<i64>),
    Shorten(i64),
    Depart(i64),
    Keep,
    Resize(i32, i64),
    Sleep(i64),
}

fn drawn() -> impl Strategy<Value = Drawn> {
    prop_oneof![
        Just(Drawn::Confirm),
        Just(Drawn::Cancel),
        (-3i64..15).prop_map(Drawn::Arrive),
        (-1i64..10).prop_map(Drawn::NoShow),
        prop::option::of(1i64..40).prop_map(Drawn::Extend),
        (0i64..30).prop_map(Drawn::Shorten),
        (0i64..40).prop_map(Drawn::Depart),
        Just(Drawn::Keep),
        (-3..4, 0i64..30).prop_map(|(more, from)| Drawn::Resize(more, from)),
        (0i64..6).prop_map(Drawn::Sleep),
    ]
}

proptest! {
    #[test]
    fn any_life_keeps_its_nights_accounted_for(from in 0i64..5, n in prop::option::of(1i64..20), steps in prop::collection::vec(drawn(), 0..25)) {
        let (mut booking, mut lines) = made(from, n.map(|n| from + n), Firmness::Hold(later()));
        let mut tonight = day(0);
        for step in steps {
            let before = lines.clone();
            let ruled = match step {
                Drawn::Confirm => confirm(&booking, &lines).ok(),
                Drawn::Cancel => cancel(&booking, &lines, CancelReason::Error, tonight).ok(),
                Drawn::Arrive(on) => arrive(&booking, &lines, day(on), tonight).ok(),
                Drawn::NoShow(on) => no_show(&booking, &lines, day(on), tonight).ok(),
                Drawn::Extend(to) => extend(&booking, &lines, to.map(day)).ok(),
                Drawn::Shorten(to) => shorten(&booking, &lines, day(to), tonight).ok(),
                Drawn::Depart(on) => depart(&booking, &lines, day(on), DepartureReason::Exit, tonight).ok(),
                Drawn::Keep => keep_unit(&booking, &lines, tonight),
                Drawn::Resize(more, night) => resize(&booking, &lines, &[(day(night), more)]),
                Drawn::Sleep(days) => { tonight += Duration::days(days); None }
            };
            if let Some(change) = ruled {
                booking = carry_out(&mut lines, change);
            }
            // Never two lines on one night, never a night that had been slept lost before tonight.
            for night in (-5i64..60).map(day) {
                let now = lines.iter().filter(|line| line.covers(night)).count();
                prop_assert!(now <= 1, "{night} twice");
                let slept = before.iter().any(|line| line.kind == Kind::Stay && line.covers(night));
                if slept && night < tonight && booking.state != BookingState::Departed {
                    prop_assert_eq!(now, 1, "the night of {} was slept", night);
                }
            }
            // A live booking has a line on every night it covers; one who came back after
            // a no-show, from the night of the arrival.
            if booking.is_live() {
                let nights = booking.nights().iter().skip_while(|night| booking.arrived_on.is_some_and(|on| *night < on));
                for night in nights.take(60) {
                    prop_assert!(lines.iter().any(|line| line.covers(night)), "{} uncovered in {:?}", night, booking.state);
                }
            }
            if matches!(booking.state, BookingState::Cancelled | BookingState::Expired) {
                prop_assert!(lines.iter().all(|line| line.to_night.is_some_and(|to| to <= tonight)));
            }
        }
    }
}

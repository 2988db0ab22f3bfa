//! Tables of the rules beside.

use uuid::Uuid;

use super::*;

fn labels(text: &str) -> Vec<String> {
    parse_labels(text)
        .unwrap()
        .into_iter()
        .map(|wanted| match wanted.places {
            Some(n) => format!("{}:{n}", wanted.label),
            None => wanted.label,
        })
        .collect()
}

#[test]
fn labels_are_read_as_people_write_them() {
    for (text, expected) in [
        ("201–203, 4 places", vec!["201:4", "202:4", "203:4"]),
        ("101-103 105 107", vec!["101", "102", "103", "105", "107"]),
        ("201 à 203", vec!["201", "202", "203"]),
        ("201 - 202; 205", vec!["201", "202", "205"]),
        ("Module 1-3", vec!["Module 1", "Module 2", "Module 3"]),
        ("A01-A03, 2 pl.", vec!["A01:2", "A02:2", "A03:2"]),
        ("A1-3", vec!["A1", "A2", "A3"]),
        ("B-12, 12bis", vec!["B-12", "12bis"]),
        ("Dortoir nord, 12 places", vec!["Dortoir nord:12"]),
        ("101-102, 2 places\n103", vec!["101:2", "102:2", "103"]),
        ("1-2 3 places", vec!["1:3", "2:3"]),
    ] {
        assert_eq!(labels(text), expected, "{text}");
    }
}

#[test]
fn what_cannot_be_meant_is_refused_in_words() {
    for (text, key) in [
        ("", "field-required"),
        ("  , ;", "field-required"),
        ("101-103 102", "units-label-twice"),
        ("a1 A1", "units-label-twice"),
        ("220-201", "units-range-backwards"),
        ("1-100000", "units-too-many"),
        ("1-300, 501-700", "units-too-many"),
        ("101, 0 places", "field-number"),
        ("chambre-au-fond-du-couloir-a-gauche-1", "units-label-long"),
    ] {
        assert_eq!(parse_labels(text).unwrap_err().key, key, "{text}");
    }
}

#[test]
fn the_floor_is_the_hundred() {
    for (label, floor) in
        [("201", 2), ("A312", 3), ("1204", 12), ("12", 0), ("Dortoir", 0), ("99999", 0)]
    {
        assert_eq!(floor_of(label), floor, "{label}");
    }
}

#[test]
fn room_nine_comes_before_room_ten() {
    let mut labels = vec!["10", "9", "Module 2", "101", "Module 10"];
    labels.sort_by_key(|label| natural_key(label));
    assert_eq!(labels, ["9", "10", "101", "Module 2", "Module 10"]);
}

fn june(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 6, day).unwrap()
}

fn room() -> Unit {
    Unit {
        id: Uuid::nil(),
        site_id: Uuid::nil(),
        label: "12".into(),
        floor: 0,
        places: 4,
        cots: 0,
        step_free: true,
        wheelchair: false,
        kitchen: false,
        private_bath: true,
        shared: false,
        connects_to: None,
        in_service_from: june(1),
        in_service_to: None,
        version: 1,
    }
}

fn stay(from: u32, to: Option<u32>, persons: i32) -> Line {
    Line {
        id: Uuid::now_v7(),
        unit_id: Uuid::nil(),
        shared: false,
        slot: 0,
        from_night: june(from),
        to_night: to.map(june),
        kind: Kind::Stay,
        persons,
        booking_id: None,
        closure_id: None,
    }
}

fn answer(after: &Unit, lines: &[Line]) -> Option<&'static str> {
    match check_change(&room(), after, lines, !lines.is_empty(), june(5)) {
        Ok(()) => None,
        Err(Refusal::Field(_, message) | Refusal::InTheWay(message, _)) => Some(message.key),
    }
}

#[test]
fn service_does_not_end_under_somebody() {
    let ends = |day| Unit { in_service_to: Some(june(day)), ..room() };
    assert_eq!(answer(&ends(10), &[stay(3, Some(10), 3)]), None);
    assert_eq!(answer(&ends(9), &[stay(3, Some(10), 3)]), Some("units-in-the-way"));
    assert_eq!(answer(&ends(9), &[stay(3, None, 3)]), Some("units-in-the-way"));
    assert_eq!(answer(&ends(1), &[]), Some("units-service-empty"));
    let closure = stay(3, None, 0).of_kind(Kind::Closure);
    assert_eq!(answer(&ends(9), &[closure]), None);
}

#[test]
fn a_unit_is_not_made_smaller_than_who_sleeps_in_it() {
    let with = |places| Unit { places, ..room() };
    let three = [stay(3, None, 3)];
    assert_eq!(answer(&with(3), &three), None);
    assert_eq!(answer(&with(2), &three), Some("units-places-taken"));
    assert_eq!(answer(&with(2), &[stay(3, Some(5), 3)]), None);
    // Already more than places, somebody authorised it: a larger unit only helps.
    assert_eq!(answer(&with(5), &[stay(3, None, 6)]), None);
}

#[test]
fn a_unit_that_was_ever_taken_keeps_being_shared_or_not() {
    let shared = Unit { shared: true, ..room() };
    assert_eq!(answer(&shared, &[]), None);
    assert_eq!(answer(&shared, &[stay(3, Some(4), 1)]), Some("units-shared-taken"));
}

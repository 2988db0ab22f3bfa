//! Tables of the rules beside.

use super::*;

fn june(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 6, day).unwrap()
}

fn site(state: SiteState) -> Site {
    Site {
        id: Uuid::nil(),
        code: "S-1".into(),
        name: "Sas Ourcq".into(),
        kind: SiteKind::Sas,
        measure: Measure::ByUnit,
        state,
        manager_id: Uuid::nil(),
        address: String::new(),
        territory: "75119".into(),
        territory_name: "Paris 19e".into(),
        latitude: None,
        longitude: None,
        amenities: String::new(),
        checkin_from: "14:00".into(),
        checkout_until: "12:00".into(),
        no_show_at: "22:00".into(),
        agreement_ends: None,
        closes_on: None,
        stay_target_nights: None,
        version: 1,
    }
}

fn step(to: SiteState) -> Step {
    Step { to, on: None, review_on: None, reason: String::new() }
}

fn facts(units: i64) -> Facts {
    Facts { tonight: june(10), units }
}

fn refused(site: &Site, step: &Step, units: i64) -> Vec<(&'static str, &'static str)> {
    check_step(site, step, facts(units))
        .into_iter()
        .map(|(field, message)| (field, message.key))
        .collect()
}

#[test]
fn only_the_steps_of_the_life_cycle_are_taken() {
    let given =
        |to| Step { on: Some(june(20)), review_on: Some(june(12)), reason: "x".into(), ..step(to) };
    for (from, expected) in LIFE {
        for to in SiteState::ALL {
            let impossible =
                refused(&site(from), &given(*to), 5).contains(&("to", "sites-step-impossible"));
            assert_eq!(impossible, !expected.contains(to), "{from:?} → {to:?}");
        }
    }
}

#[test]
fn opening_needs_a_unit_unless_the_site_is_not_measured_by_unit() {
    let agreed = site(SiteState::Agreed);
    let no_unit = [("to", "sites-opens-without-unit")];
    assert_eq!(refused(&agreed, &step(SiteState::Open), 0), no_unit);
    assert!(refused(&agreed, &step(SiteState::Open), 1).is_empty());
    let reported = Site { measure: Measure::Reported, ..agreed };
    assert!(refused(&reported, &step(SiteState::Open), 0).is_empty());
    let over = Site { agreement_ends: Some(june(10)), ..site(SiteState::Closed) };
    let ended = [("to", "sites-agreement-over")];
    assert_eq!(refused(&over, &step(SiteState::Open), 3), ended);
}

#[test]
fn suspending_needs_a_reason_and_a_review_and_closing_a_date() {
    let open = site(SiteState::Open);
    assert_eq!(
        refused(&open, &step(SiteState::Suspended), 1),
        [("reason", "field-required"), ("review_on", "field-required")]
    );
    assert_eq!(refused(&open, &step(SiteState::Closing), 1), [("on", "field-required")]);
    let past = Step { on: Some(june(9)), ..step(SiteState::Closing) };
    assert_eq!(refused(&open, &past, 1), [("on", "sites-date-past")]);
    let early = Site { closes_on: Some(june(11)), ..site(SiteState::Closing) };
    assert_eq!(refused(&early, &step(SiteState::Closed), 1), [("to", "sites-closes-later")]);
}

#[test]
fn a_booking_is_refused_with_the_reason_that_holds() {
    let open = site(SiteState::Open);
    let closing = Site { closes_on: Some(june(20)), ..site(SiteState::Closing) };
    let ending = Site { agreement_ends: Some(june(20)), ..open.clone() };
    let winter = Nights::between(june(1), june(15)).unwrap();
    let to = |day| Nights::between(june(10), june(day)).unwrap();
    let ever = Nights::open(june(10));
    let cases = [
        (&open, false, vec![], ever, None),
        (&open, true, vec![], to(12), Some("sites-suspended")),
        (&site(SiteState::Suspended), false, vec![], to(12), Some("sites-suspended")),
        (&site(SiteState::Agreed), false, vec![], to(12), Some("sites-not-open")),
        (&site(SiteState::Closed), false, vec![], to(12), Some("sites-closed")),
        (&closing, false, vec![], to(20), None),
        (&closing, false, vec![], to(21), Some("sites-closes-before")),
        (&closing, false, vec![], ever, Some("sites-closes-before")),
        (&ending, false, vec![], to(21), Some("sites-agreement-ends-before")),
        (&open, false, vec![winter], to(15), None),
        (&open, false, vec![winter], to(16), Some("sites-shut-then")),
        (&open, false, vec![winter], ever, Some("sites-shut-then")),
    ];
    for (site, stopped, openings, nights, expected) in cases {
        let answer = may_book(site, stopped, &openings, nights);
        assert_eq!(answer.err().map(|message| message.key), expected);
    }
}

#[test]
fn the_calendar_may_be_in_several_pieces() {
    let piece = |from, to| Nights::between(june(from), june(to)).unwrap();
    let openings = [piece(1, 5), piece(5, 8), piece(10, 12), piece(3, 6)];
    assert_eq!(first_night_shut(&openings, piece(1, 8)), None);
    assert_eq!(first_night_shut(&openings, piece(1, 9)), Some(june(8)));
    assert_eq!(first_night_shut(&openings, piece(9, 11)), Some(june(9)));
}

#[test]
fn a_newer_row_takes_its_nights_and_leaves_the_rest() {
    let open = Nights::open(june(1));
    let middle = Nights::between(june(5), june(8)).unwrap();
    assert_eq!(
        remains(open, middle),
        [Nights::between(june(1), june(5)).unwrap(), Nights::open(june(8))]
    );
    assert_eq!(remains(middle, open), []);
    assert_eq!(remains(open, Nights::open(june(5))), [Nights::between(june(1), june(5)).unwrap()]);
}

#[test]
fn a_site_is_found_by_words_in_any_order_without_accents() {
    let site = Site { name: "Hôtel des Lilas".into(), ..site(SiteState::Open) };
    let wanted = |words| Wanted { words, kind: None, state: None, territory: "", manager: None };
    for words in ["lilas hotel", "HÔTEL", "paris lil", ""] {
        assert!(matches(&site, wanted(words)), "{words}");
    }
    assert!(!matches(&site, wanted("lilas pantin")));
    let elsewhere = Wanted { territory: "93055", ..wanted("") };
    assert!(!matches(&site, elsewhere));
}

#[test]
fn codes_hours_and_amounts_are_read_as_typed() {
    for (code, valid) in [("75119", true), ("2A004", true), ("7511", false), ("A5119", false)] {
        assert_eq!(is_territory(code), valid, "{code}");
    }
    for (text, valid) in [("14:00", true), ("24:00", false), ("9:00", false), ("midi", false)] {
        assert_eq!(is_hour(text), valid, "{text}");
    }
    for (text, cents) in [
        ("18,50", Some(1850)),
        ("18.5 €", Some(1850)),
        ("1 200", Some(120_000)),
        ("0", Some(0)),
        ("18,505", None),
        ("-3", None),
        ("", None),
        ("200000", None),
    ] {
        assert_eq!(parse_cents(text), cents, "{text}");
    }
}

#[test]
fn a_spot_site_has_no_rate() {
    assert_eq!(net_occupancy(Measure::Spot, 10, 20), None);
    assert_eq!(net_occupancy(Measure::Reported, 10, 20), None);
    assert_eq!(net_occupancy(Measure::ByUnit, 10, 0), None);
    // Annex K: 101 / 118.
    assert_eq!(net_occupancy(Measure::ByUnit, 101, 118), Some(856));
}

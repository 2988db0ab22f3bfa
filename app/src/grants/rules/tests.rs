//! Tables of rights given, refused and ended.

use super::*;
use crate::organisations::Kind;

const US: Uuid = Uuid::from_u128(1);
const THEM: Uuid = Uuid::from_u128(2);
const OUR_SITE: Uuid = Uuid::from_u128(11);
const THEIR_SITE: Uuid = Uuid::from_u128(12);
const MANDATE: Uuid = Uuid::from_u128(21);
const ANA: Uuid = Uuid::from_u128(31);
const BEN: Uuid = Uuid::from_u128(32);

fn day(d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, d).unwrap()
}

fn site(id: Uuid, manager_id: Uuid, name: &str) -> Site {
    Site {
        id,
        code: format!("S-{}", id.as_u128()),
        name: name.to_owned(),
        territory_name: "Paris 19e".to_owned(),
        manager_id,
    }
}

fn wanted(role: Role) -> Wanted {
    Wanted {
        user_id: ANA,
        role,
        organisation_id: US,
        mandate_id: None,
        sites: Vec::new(),
        from: day(12),
        to: Some(day(20)),
    }
}

fn held(role: Role, from: u32, to: Option<u32>) -> Held {
    Held {
        id: Uuid::from_u128(41),
        user_id: ANA,
        user_name: "Ana".to_owned(),
        role,
        organisation_id: US,
        organisation: "Us".to_owned(),
        mandate_id: None,
        mandate: None,
        from_night: day(from),
        to_night: to.map(day),
        given_by: None,
        sites: Vec::new(),
    }
}

/// The first field refused, or `conflict`.
fn refusal(wanted: &Wanted, closed_on: Option<u32>, held: &[Held], ours: bool) -> Option<String> {
    let organisation = Organisation {
        id: US,
        name: "Us".to_owned(),
        kind: Kind::Support,
        closed_on: closed_on.map(day),
        version: 1,
    };
    let mandate = Mandate {
        id: MANDATE,
        organisation_id: US,
        label: "Lot 2".to_owned(),
        from_night: day(10),
        to_night: Some(day(25)),
    };
    let mut sites = vec![site(THEIR_SITE, THEM, "Les Lilas")];
    if ours {
        sites.push(site(OUR_SITE, US, "Le Tilleul"));
    }
    let facts = Facts {
        tonight: day(12),
        organisation: &organisation,
        mandate: wanted.mandate_id.map(|_| &mandate),
        sites: &sites,
        held,
    };
    match check(wanted, &facts) {
        Ok(nights) => {
            assert_eq!((nights.from(), nights.to()), (wanted.from, wanted.to));
            None
        }
        Err(AppError::Invalid { fields }) => Some(format!("{} {}", fields[0].0, fields[0].1.key)),
        Err(AppError::Conflict(obstacle)) => Some(format!("conflict {}", obstacle.message.key)),
        Err(other) => panic!("{other:?}"),
    }
}

#[test]
fn what_may_be_given() {
    let worker = Wanted { mandate_id: Some(MANDATE), ..wanted(Role::SocialWorker) };
    let listed = Wanted { sites: vec![THEIR_SITE], ..wanted(Role::SiteManager) };
    let open = Wanted { to: None, ..wanted(Role::Coordinator) };
    for given in [wanted(Role::Coordinator), worker, listed, open] {
        assert_eq!(refusal(&given, None, &[], false), None, "{given:?}");
    }
    assert_eq!(
        refusal(&wanted(Role::FieldAgent), None, &[], true),
        None,
        "reaches the sites its organisation manages"
    );
}

#[test]
fn what_is_wrong_is_said_at_its_field() {
    let with = |role, change: &dyn Fn(&mut Wanted)| {
        let mut wanted = wanted(role);
        change(&mut wanted);
        wanted
    };
    for (wanted, expected) in [
        (with(Role::Analyst, &|w| w.from = day(11)), "from grants-from-past"),
        (with(Role::Analyst, &|w| w.to = Some(day(12))), "to grants-order"),
        (with(Role::FieldAgent, &|w| w.to = None), "to grants-end-needed"),
        (with(Role::SocialWorker, &|_| ()), "mandate_id grants-mandate-needed"),
        (
            with(Role::Analyst, &|w| w.mandate_id = Some(MANDATE)),
            "mandate_id grants-mandate-useless",
        ),
        (
            with(Role::SocialWorker, &|w| {
                w.mandate_id = Some(MANDATE);
                w.organisation_id = THEM;
            }),
            "mandate_id field-choice",
        ),
        (
            with(Role::SocialWorker, &|w| {
                w.mandate_id = Some(MANDATE);
                w.to = None;
            }),
            "to grants-mandate-ends",
        ),
        (
            with(Role::SocialWorker, &|w| {
                w.mandate_id = Some(MANDATE);
                w.to = Some(day(26));
            }),
            "to grants-mandate-ends",
        ),
        (with(Role::Coordinator, &|w| w.sites = vec![THEIR_SITE]), "sites grants-sites-useless"),
        (with(Role::SiteManager, &|w| w.sites = vec![MANDATE]), "sites field-choice"),
        (with(Role::SiteManager, &|_| ()), "sites grants-sites-needed"),
    ] {
        assert_eq!(refusal(&wanted, None, &[], false).as_deref(), Some(expected), "{wanted:?}");
    }
}

#[test]
fn a_right_never_outlives_its_organisation() {
    for (closed_on, expected) in [
        (20, None),
        (19, Some("to organisations-closed-then")),
        (12, Some("to organisations-closed-then")),
    ] {
        let found = refusal(&wanted(Role::Analyst), Some(closed_on), &[], false);
        assert_eq!(found.as_deref(), expected, "{closed_on}");
    }
}

#[test]
fn the_same_right_is_not_given_twice_for_one_night() {
    let narrow = Held {
        sites: vec![site(THEIR_SITE, THEM, "Les Lilas")],
        ..held(Role::SiteManager, 1, None)
    };
    let here = Wanted { sites: vec![THEIR_SITE], ..wanted(Role::SiteManager) };
    let both = Wanted { sites: vec![THEIR_SITE, OUR_SITE], ..wanted(Role::SiteManager) };
    let analyst = wanted(Role::Analyst);
    for (wanted, held, expected) in [
        (&analyst, held(Role::Analyst, 1, None), Some("conflict grants-already")),
        (&analyst, held(Role::Analyst, 1, Some(13)), Some("conflict grants-already-until")),
        (&analyst, held(Role::Analyst, 1, Some(12)), None),
        (&analyst, held(Role::Analyst, 20, None), None),
        (&analyst, held(Role::Analyst, 15, Some(15)), None),
        (&analyst, held(Role::Coordinator, 1, None), None),
        (&here, narrow.clone(), Some("conflict grants-already")),
        (&both, narrow, None),
    ] {
        let found = refusal(wanted, None, std::slice::from_ref(&held), true);
        assert_eq!(found.as_deref(), expected, "{held:?}");
    }
}

#[test]
fn how_a_right_ends() {
    for (held, on, expected) in [
        (held(Role::Analyst, 1, None), 12, None),
        (held(Role::Analyst, 1, None), 30, None),
        (held(Role::Analyst, 1, None), 11, Some("grants-end-past")),
        (held(Role::Analyst, 1, Some(20)), 19, None),
        (held(Role::Analyst, 1, Some(20)), 20, Some("grants-end-later")),
        (held(Role::Analyst, 1, Some(12)), 12, Some("grants-ended-already")),
        (held(Role::Analyst, 15, None), 15, None),
        (held(Role::Analyst, 15, None), 14, Some("grants-end-before")),
        (held(Role::Analyst, 15, Some(15)), 15, Some("grants-ended-already")),
    ] {
        let found = may_end(&held, day(on), day(12), BEN, &[]).err();
        let found = found.map(|error| error.message().key);
        assert_eq!(found, expected, "{held:?} on {on}");
    }
}

#[test]
fn an_administrator_does_not_end_their_last_right_to_administer() {
    let own = held(Role::Administrator, 1, None);
    let until = |to| [held(Role::Administrator, 1, Some(to))];
    let other_role = [held(Role::Coordinator, 1, None)];
    for (actor, others, allowed) in [
        (ANA, &[][..], false),
        (ANA, &other_role[..], false),
        (ANA, &until(15)[..], false),
        (ANA, &until(16)[..], true),
        (BEN, &[][..], true),
    ] {
        let answer = may_end(&own, day(15), day(12), actor, others);
        assert_eq!(answer.is_ok(), allowed, "{actor} {others:?}");
    }
}

#[test]
fn several_sites_are_found_at_once() {
    let sites = [site(OUR_SITE, US, "Résidence du Tilleul"), site(THEIR_SITE, THEM, "Les Lilas")];
    for (typed, expected) in [
        ("", 2),
        ("residence", 1),
        ("tilleul, lilas", 2),
        ("S-12", 1),
        (" , ", 2),
        ("acacia", 0),
        ("19e", 2),
    ] {
        assert_eq!(found(&sites, typed).len(), expected, "{typed}");
    }
}

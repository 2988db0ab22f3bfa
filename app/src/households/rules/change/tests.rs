//! The invariants H-1 to H-5 on sequences of changes.

use chrono::Duration;
use proptest::prelude::*;

use super::*;
use crate::households::{
    AgeBand, Person,
    rules::composition::{are_apart, composition_on, members_on, reference},
};

const FAMILY: Uuid = Uuid::from_u128(0xF001);

pub(in crate::households::rules) fn day(offset: i64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 5, 1).unwrap() + Duration::days(offset)
}

pub(in crate::households::rules) fn member(
    number: u128,
    from: i64,
    role: MemberRole,
    birth: Option<&str>,
) -> Member {
    let person = Uuid::from_u128(number);
    Member {
        spell: Membership {
            id: Uuid::from_u128(0xA000 + number),
            person_id: person,
            household_id: FAMILY,
            from_night: day(from),
            to_night: None,
            role,
            reason_in: ReasonIn::Intake,
            reason_out: None,
        },
        person: Person {
            id: person,
            family_name: String::new(),
            first_name: String::new(),
            birth_date: birth.map(|text| text.parse().unwrap()),
            age_band: AgeBand::Adult,
            died_on: None,
        },
    }
}

/// A mother who answers for the household, a father, and a child come on day 5.
fn family() -> Vec<Member> {
    vec![
        member(1, 0, MemberRole::Reference, Some("1990-01-01")),
        member(2, 0, MemberRole::Adult, Some("1988-01-01")),
        member(3, 5, MemberRole::Child, Some("2020-01-01")),
    ]
}

fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

/// The members of one household once the plan is carried out.
fn after(members: &[Member], plan: &Plan, household: Uuid) -> Vec<Member> {
    let rows: Vec<_> = members.iter().map(|member| member.spell.clone()).collect();
    let person = |id| {
        let found = members.iter().find(|member| member.person.id == id);
        found.unwrap().person.clone()
    };
    plan.applied_to(&rows)
        .into_iter()
        .filter(|row| row.household_id == household)
        .map(|spell| Member { person: person(spell.person_id), spell })
        .collect()
}

fn size(members: &[Member], night: i64) -> i32 {
    composition_on(members, day(night)).persons()
}

#[test]
fn who_leaves_counts_until_the_night_before() {
    let plan = leave(&family(), id(2), day(10), ReasonOut::Departure, day(20)).unwrap();
    let after = after(&family(), &plan, FAMILY);
    assert_eq!([4, 9, 10, 20].map(|night| size(&after, night)), [2, 3, 2, 2]);
}

#[test]
fn when_the_reference_person_leaves_the_oldest_adult_answers() {
    let plan = leave(&family(), id(1), day(10), ReasonOut::Departure, day(20)).unwrap();
    let after = after(&family(), &plan, FAMILY);
    let answers = |night| reference(&after, day(night)).unwrap().person.id;
    assert_eq!((answers(9), answers(10)), (id(1), id(2)));
}

#[test]
fn nobody_leaves_before_they_came_nor_on_a_night_to_come() {
    for (person, night) in [(3, 5), (3, 2), (2, 21)] {
        let refused = leave(&family(), id(person), day(night), ReasonOut::Departure, day(20));
        assert!(matches!(refused, Err(Refusal::Night(_))), "night {night}");
    }
}

#[test]
fn the_last_one_may_die_but_not_leave() {
    let alone = vec![member(1, 0, MemberRole::Reference, None)];
    let leaving = leave(&alone, id(1), day(3), ReasonOut::Departure, day(9));
    assert!(matches!(leaving, Err(Refusal::Person(_))));
    let plan = leave(&alone, id(1), day(3), ReasonOut::Death, day(9)).unwrap();
    assert_eq!(size(&after(&alone, &plan, FAMILY), 3), 0);
}

#[test]
fn a_departure_in_the_past_leaves_no_night_without_anybody() {
    let mut members = family();
    members.remove(1);
    let refused = leave(&members, id(1), day(3), ReasonOut::Departure, day(20));
    assert_eq!(
        refused,
        Err(Refusal::Person(Message::new("households-nobody-left").with("date", day(3))))
    );
}

#[test]
fn a_person_is_in_one_household_at_a_time() {
    let there = member(1, 0, MemberRole::Reference, None).spell;
    let elsewhere =
        Membership { household_id: id(9), ..member(1, 4, MemberRole::Adult, None).spell };
    assert!(join(std::slice::from_ref(&there), elsewhere.clone()).is_err());
    let left = Membership { to_night: Some(day(4)), ..there };
    let plan = join(std::slice::from_ref(&left), elsewhere).unwrap();
    assert!(are_apart(&plan.applied_to(&[left])));
}

#[test]
fn a_split_leaves_the_past_with_the_original() {
    let new = id(0xF002);
    let plan = split(&family(), &[id(1), id(3)], day(8), new, day(20)).unwrap();
    let (stay, gone) = (after(&family(), &plan, FAMILY), after(&family(), &plan, new));
    assert_eq!([0, 5, 7, 8].map(|night| size(&stay, night)), [2, 3, 3, 1]);
    assert_eq!([0, 7, 8, 20].map(|night| size(&gone, night)), [0, 0, 2, 2]);
    assert_eq!(reference(&stay, day(8)).unwrap().person.id, id(2));
    assert_eq!(reference(&gone, day(8)).unwrap().person.id, id(1));
}

#[test]
fn a_split_takes_somebody_and_leaves_somebody() {
    for persons in [vec![], vec![id(1), id(2), id(3)], vec![id(77)]] {
        let refused = split(&family(), &persons, day(8), id(0xF002), day(20));
        assert!(matches!(refused, Err(Refusal::Person(_))), "{persons:?}");
    }
}

#[test]
fn somebody_written_down_by_mistake_was_never_there() {
    let plan = strike_out(&family(), id(2), day(20)).unwrap();
    assert_eq!(size(&after(&family(), &plan, FAMILY), 0), 1);
    let alone = vec![member(1, 0, MemberRole::Reference, None)];
    assert!(strike_out(&alone, id(1), day(20)).is_err());
}

#[test]
fn another_member_may_answer_from_tonight_on() {
    let plan = appoint(&family(), id(2), day(20)).unwrap();
    let after = after(&family(), &plan, FAMILY);
    let answers = |night| reference(&after, day(night)).unwrap().person.id;
    assert_eq!((answers(19), answers(20)), (id(1), id(2)));
    assert_eq!(size(&after, 20), 3);
    assert_eq!(appoint(&family(), id(1), day(20)), Ok(Plan::default()));
}

fn members() -> impl Strategy<Value = Vec<Member>> {
    proptest::collection::vec((0i64..20, 0u8..60), 1..7).prop_map(|list| {
        list.into_iter()
            .enumerate()
            .map(|(index, (from, years))| {
                let first = index == 0;
                let role = if first { MemberRole::Reference } else { MemberRole::Other };
                let birth = format!("{}-03-01", 2026 - i32::from(years) - 1);
                let from = if first { 0 } else { from };
                member(index as u128 + 1, from, role, Some(&birth))
            })
            .collect()
    })
}

proptest! {
    #[test]
    fn a_split_moves_persons_and_makes_none(
        members in members(), mask in 1u8..64, night in 0i64..30,
    ) {
        let persons: Vec<_> = (0..members.len())
            .filter(|index| mask >> index & 1 == 1)
            .map(|index| id(index as u128 + 1))
            .collect();
        let new = id(0xF002);
        if let Ok(plan) = split(&members, &persons, day(night), new, day(30)) {
            let (stay, gone) = (after(&members, &plan, FAMILY), after(&members, &plan, new));
            for each in 0..40 {
                prop_assert_eq!(size(&stay, each) + size(&gone, each), size(&members, each));
                if each < night {
                    prop_assert_eq!(size(&stay, each), size(&members, each));
                }
            }
            let rows = stay.iter().chain(&gone).map(|member| &member.spell);
            prop_assert!(are_apart(rows));
            for household in [&stay, &gone] {
                let named = members_on(household, day(31))
                    .filter(|member| member.spell.role == MemberRole::Reference);
                prop_assert_eq!(named.count(), 1);
            }
        }
    }

    #[test]
    fn a_merge_touches_no_night_before_and_loses_nobody(
        members in members(), mask in 0u8..64, tonight in 20i64..30,
    ) {
        let same: Vec<_> = (0..members.len())
            .filter(|index| mask >> index & 1 == 1)
            .map(|index| id(index as u128 + 1))
            .collect();
        let target = id(0xF003);
        let plan = merge(&members, target, &same, day(tonight));
        let (left, taken) = (after(&members, &plan, FAMILY), after(&members, &plan, target));
        for each in 0..40 {
            if each < tonight {
                prop_assert_eq!(size(&left, each), size(&members, each));
                prop_assert_eq!(size(&taken, each), 0);
            } else {
                prop_assert_eq!(size(&left, each), 0);
                let new = members.len() - same.len();
                prop_assert_eq!(size(&taken, each), i32::try_from(new).unwrap());
            }
        }
        prop_assert!(are_apart(left.iter().chain(&taken).map(|member| &member.spell)));
    }

    #[test]
    fn a_departure_takes_one_person_from_its_night_on(
        members in members(), who in 0usize..7, night in 0i64..30,
    ) {
        let person = id(who as u128 + 1);
        if let Ok(plan) = leave(&members, person, day(night), ReasonOut::Departure, day(30)) {
            let after = after(&members, &plan, FAMILY);
            for each in 0..40 {
                let gone = i32::from(each >= night);
                prop_assert_eq!(size(&after, each), size(&members, each) - gone);
            }
            prop_assert!((0..31).all(|each| size(&after, each) > 0));
            prop_assert!(are_apart(after.iter().map(|member| &member.spell)));
        }
    }
}

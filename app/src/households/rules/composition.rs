//! Who is in a household on a night: always derived, never typed (H-3).

use std::collections::BTreeSet;

use chrono::NaiveDate;
use uuid::Uuid;

use crate::households::{AgeBand, Composition, Member, MemberRole, Membership};

/// Those who belong to the household on that night, whoever sleeps elsewhere included.
pub fn members_on(members: &[Member], night: NaiveDate) -> impl Iterator<Item = &Member> {
    members.iter().filter(move |member| member.spell.nights().contains(night))
}

pub fn composition_on(members: &[Member], night: NaiveDate) -> Composition {
    compose(members_on(members, night).map(|member| member.person.band_on(night)))
}

pub fn compose(bands: impl IntoIterator<Item = AgeBand>) -> Composition {
    let mut sum = Composition::default();
    for band in bands {
        match band {
            AgeBand::Adult => sum.adults += 1,
            AgeBand::Child => sum.children += 1,
            AgeBand::Infant => {
                sum.children += 1;
                sum.infants += 1;
            }
            AgeBand::Unknown => sum.unknown += 1,
        }
    }
    sum
}

/// How many more members there are `after` than `before`, from each night on which that changes.
pub fn growth(before: &[Member], after: &[Member]) -> Vec<(NaiveDate, i32)> {
    let edges: BTreeSet<NaiveDate> = before
        .iter()
        .chain(after)
        .flat_map(|member| [Some(member.spell.from_night), member.spell.to_night])
        .flatten()
        .collect();
    let size = |members, night| composition_on(members, night).persons();
    let mut steps: Vec<(NaiveDate, i32)> = Vec::new();
    for night in edges {
        let more = size(after, night) - size(before, night);
        if steps.last().map_or(0, |(_, last)| *last) != more {
            steps.push((night, more));
        }
    }
    steps
}

/// Who answers for the household: the one said to, else the oldest adult, else anybody.
pub fn reference(members: &[Member], night: NaiveDate) -> Option<&Member> {
    let mut there: Vec<_> = members_on(members, night).collect();
    there.sort_by_key(|member| seniority(member, night));
    there.into_iter().next()
}

/// The order in which members answer for a household.
pub fn seniority(member: &Member, night: NaiveDate) -> (bool, AgeBand, NaiveDate, Uuid) {
    (
        member.spell.role != MemberRole::Reference,
        match member.person.band_on(night) {
            // Rather somebody of unknown age than a child.
            AgeBand::Unknown => AgeBand::Adult,
            known => known,
        },
        member.person.birth_date.unwrap_or(NaiveDate::MAX),
        member.person.id,
    )
}

/// H-1: the nights of one person never overlap, whatever the households.
pub fn are_apart<'a>(rows: impl IntoIterator<Item = &'a Membership>) -> bool {
    let rows: Vec<_> = rows.into_iter().collect();
    rows.iter().enumerate().all(|(index, row)| {
        rows[index + 1..]
            .iter()
            .all(|other| row.person_id != other.person_id || !row.nights().overlaps(other.nights()))
    })
}

/// H-2: the first night from `from` to `tonight` on which nobody is left.
pub fn empty_night(rows: &[Membership], from: NaiveDate, tonight: NaiveDate) -> Option<NaiveDate> {
    // The number of members only changes where a row begins or ends.
    let edges = rows
        .iter()
        .flat_map(|row| [Some(row.from_night), row.to_night])
        .flatten()
        .filter(|night| *night > from && *night <= tonight);
    let mut nights: Vec<_> = std::iter::once(from).chain(edges).collect();
    nights.sort_unstable();
    nights.into_iter().find(|night| !rows.iter().any(|row| row.nights().contains(*night)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::households::rules::change::tests::{day, member};

    #[test]
    fn size_follows_the_memberships() {
        let mut mother = member(1, 0, MemberRole::Reference, Some("1990-01-01"));
        let baby = member(2, 11, MemberRole::Child, Some("2026-05-12"));
        mother.spell.to_night = Some(day(20));
        let members = [mother, baby];
        for (night, persons) in [(0, 1), (10, 1), (11, 2), (19, 2), (20, 1)] {
            assert_eq!(composition_on(&members, day(night)).persons(), persons, "night {night}");
        }
    }

    #[test]
    fn minors_without_an_adult_raise_the_alert() {
        use AgeBand::{Adult, Child, Infant, Unknown};
        for (bands, alone, unsure) in [
            (vec![Child, Infant], true, false),
            (vec![Child, Adult], false, false),
            (vec![Child, Unknown], false, true),
            (vec![], false, false),
        ] {
            let composition = compose(bands.clone());
            assert_eq!(composition.minors_alone(), alone, "{bands:?}");
            assert_eq!(composition.adult_unsure(), unsure, "{bands:?}");
        }
    }

    #[test]
    fn the_last_minor_to_come_of_age_ends_the_alert_that_night() {
        let members = [member(1, 0, MemberRole::Reference, Some("2008-05-12"))];
        let birthday: NaiveDate = "2026-05-12".parse().unwrap();
        let eve = crate::nights::previous(birthday);
        assert!(composition_on(&members, eve).minors_alone());
        assert!(!composition_on(&members, birthday).minors_alone());
    }

    #[test]
    fn the_oldest_adult_answers_when_nobody_was_named() {
        let child = member(1, 0, MemberRole::Child, Some("2015-01-01"));
        let young = member(2, 0, MemberRole::Adult, Some("2000-01-01"));
        let old = member(3, 0, MemberRole::Adult, Some("1980-01-01"));
        let named = member(4, 0, MemberRole::Reference, Some("1999-01-01"));
        let of = |members: &[Member]| reference(members, day(0)).unwrap().person.id;
        assert_eq!(of(&[child.clone(), young.clone(), old.clone()]), old.person.id);
        assert_eq!(of(&[child, young, old, named.clone()]), named.person.id);
    }

    #[test]
    fn a_night_nobody_is_left_is_found() {
        let mut first = member(1, 0, MemberRole::Reference, None).spell;
        let second = member(2, 10, MemberRole::Adult, None).spell;
        first.to_night = Some(day(5));
        let rows = [first, second];
        assert_eq!(empty_night(&rows, day(0), day(30)), Some(day(5)));
        assert_eq!(empty_night(&rows, day(10), day(30)), None);
    }
}

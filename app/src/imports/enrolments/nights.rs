//! Which nights each enrolment is a night slept, and a night as a member. Pure.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::NaiveDate;
use uuid::Uuid;

use crate::{
    enrolments::{
        Enrolment, NightsOf, Relationship,
        rules::{belongs, nights, runs, without},
    },
    households::{AgeBand, MemberRole, Membership, ReasonIn, ReasonOut},
    imports::report::Place,
    nights::Nights,
};

/// An enrolment as it will be, whatever said so.
#[derive(Clone, Debug)]
pub(super) struct Spell {
    pub(super) enrolment: Enrolment,
    pub(super) site: String,
    pub(super) household: Uuid,
    /// The source's.
    pub(super) household_key: String,
    pub(super) how: NightsOf,
    /// Something of it is not as it was.
    pub(super) is_dirty: bool,
    pub(super) place: Place,
}

impl Spell {
    pub(super) fn belongs(&self) -> Nights {
        belongs(self.enrolment.from_night, self.enrolment.to_night)
    }
}

/// Nights somebody was seen, by booking and person.
pub(super) type Seen = HashMap<(Uuid, Uuid), BTreeSet<NaiveDate>>;

/// The nights each booking has people in, a line a person: nobody sleeps twice at a site.
/// Spells come in the order of arrival.
pub(super) fn slept(spells: &[Spell], seen: &Seen) -> BTreeMap<Uuid, Vec<Nights>> {
    let mut taken: HashMap<(&str, Uuid), Vec<Nights>> = HashMap::new();
    let mut slept: BTreeMap<Uuid, Vec<Nights>> = BTreeMap::new();
    for spell in spells {
        let own = &spell.enrolment;
        let wanted = if spell.how == NightsOf::Seen {
            let nights = seen.get(&(own.booking_id, own.person_id));
            runs(nights.into_iter().flatten().copied())
        } else {
            let own = nights(spell.how, own.from_night, own.to_night, own.moved_in);
            own.into_iter().collect()
        };
        let others = taken.entry((&spell.site, own.person_id)).or_default();
        let lines = slept.entry(own.booking_id).or_default();
        for each in wanted {
            let left = without(each, others);
            lines.extend(&left);
            others.extend(left);
        }
    }
    slept
}

/// What becomes of memberships.
#[derive(Default)]
pub(super) struct Members {
    pub(super) ended: Vec<Uuid>,
    pub(super) begun: Vec<Membership>,
    /// Spells of which some nights, or all, are another household's.
    pub(super) elsewhere: Vec<Place>,
}

/// Gives each person of a dirty spell their nights in its household, but those another
/// household has: nobody belongs to two.
pub(super) fn members(
    spells: &[Spell],
    mut there: HashMap<Uuid, Vec<Membership>>,
    band: impl Fn(Uuid, NaiveDate) -> AgeBand,
) -> Members {
    let pair = |spell: &Spell| (spell.enrolment.person_id, spell.household);
    let dirty: HashSet<(Uuid, Uuid)> =
        spells.iter().filter(|spell| spell.is_dirty).map(pair).collect();
    let mut members = Members::default();
    // What those pairs have now is laid aside, to be kept or ended.
    let mut aside: Vec<Membership> = Vec::new();
    for rows in there.values_mut() {
        let of_pair = |row: &Membership| dirty.contains(&(row.person_id, row.household_id));
        let (own, others): (Vec<_>, Vec<_>) = std::mem::take(rows).into_iter().partition(of_pair);
        aside.extend(own);
        *rows = others;
    }
    let mut wanted: Vec<Membership> = Vec::new();
    for spell in spells.iter().filter(|spell| dirty.contains(&pair(spell))) {
        let rows = there.entry(spell.enrolment.person_id).or_default();
        let (own, others): (Vec<_>, Vec<_>) =
            rows.iter().partition(|row| row.household_id == spell.household);
        let nights = |rows: Vec<&Membership>| -> Vec<Nights> {
            rows.into_iter().map(Membership::nights).collect()
        };
        let others = nights(others);
        let belongs = spell.belongs();
        if spell.is_dirty && others.iter().any(|other| other.overlaps(belongs)) {
            members.elsewhere.push(spell.place.clone());
        }
        let taken = [others, nights(own)].concat();
        let new: Vec<Membership> = without(belongs, &taken)
            .into_iter()
            .map(|nights| membership(spell, nights, band(spell.enrolment.person_id, nights.from())))
            .collect();
        rows.extend(new.clone());
        wanted.extend(new);
    }
    for row in aside {
        match wanted.iter().position(|new| is_same(new, &row)) {
            Some(at) => {
                wanted.swap_remove(at);
            }
            None => members.ended.push(row.id),
        }
    }
    members.begun = wanted;
    members
}

fn is_same(a: &Membership, b: &Membership) -> bool {
    (a.person_id, a.household_id, a.from_night, a.to_night, a.role)
        == (b.person_id, b.household_id, b.from_night, b.to_night, b.role)
}

fn membership(spell: &Spell, nights: Nights, band: AgeBand) -> Membership {
    Membership {
        id: Uuid::now_v7(),
        person_id: spell.enrolment.person_id,
        household_id: spell.household,
        from_night: nights.from(),
        to_night: nights.to(),
        role: role(spell.enrolment.relationship, band),
        reason_in: ReasonIn::Intake,
        reason_out: nights.to().map(|_| ReasonOut::Departure),
    }
}

fn role(relationship: Relationship, band: AgeBand) -> MemberRole {
    match (relationship, band) {
        (Relationship::Head, _) => MemberRole::Reference,
        (Relationship::Child, AgeBand::Child | AgeBand::Infant | AgeBand::Unknown) => {
            MemberRole::Child
        }
        (Relationship::Partner, _) | (_, AgeBand::Adult) => MemberRole::Adult,
        _ => MemberRole::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2019, 3, day).unwrap()
    }

    fn spell(household: u128, person: u128, from: u32, to: Option<u32>) -> Spell {
        let enrolment = Enrolment {
            id: Uuid::now_v7(),
            source: String::new(),
            key: String::new(),
            booking_id: Uuid::from_u128(household),
            person_id: Uuid::from_u128(person),
            from_night: day(from),
            to_night: to.map(day),
            moved_in: None,
            relationship: Relationship::Head,
            destination: None,
            destination_code: String::new(),
        };
        let place = Place { file: String::new(), row: u64::from(from), detail: String::new() };
        Spell {
            enrolment,
            site: "P".to_owned(),
            household: Uuid::from_u128(household),
            household_key: String::new(),
            how: NightsOf::Stayed,
            is_dirty: true,
            place,
        }
    }

    fn dates(rows: &[Membership]) -> Vec<(u128, u32, Option<u32>)> {
        use chrono::Datelike;
        let mut rows: Vec<_> = rows
            .iter()
            .map(|row| {
                (row.household_id.as_u128(), row.from_night.day(), row.to_night.map(|to| to.day()))
            })
            .collect();
        rows.sort_unstable();
        rows
    }

    #[test]
    fn nobody_sleeps_twice_at_a_site_nor_belongs_to_two_households() {
        let spells = [spell(1, 7, 1, Some(10)), spell(2, 7, 5, Some(15)), spell(2, 8, 5, Some(5))];
        let slept = slept(&spells, &Seen::new());
        let of = |household| slept[&Uuid::from_u128(household)].clone();
        assert_eq!(of(1), [Nights::between(day(1), day(10)).unwrap()]);
        assert_eq!(of(2), [Nights::between(day(10), day(15)).unwrap()], "and none for no night");
        let members = members(&spells, HashMap::new(), |_, _| AgeBand::Adult);
        let expected = [(1, 1, Some(10)), (2, 5, Some(6)), (2, 10, Some(15))];
        assert_eq!(dates(&members.begun), expected);
        assert_eq!(members.elsewhere.len(), 1);
    }

    #[test]
    fn a_departure_ends_a_membership_and_leaves_the_others() {
        let open = spell(1, 7, 1, None);
        let before =
            super::members(std::slice::from_ref(&open), HashMap::new(), |_, _| AgeBand::Adult);
        assert_eq!(dates(&before.begun), [(1, 1, None)]);
        let there = HashMap::from([(Uuid::from_u128(7), before.begun.clone())]);
        let same =
            super::members(std::slice::from_ref(&open), there.clone(), |_, _| AgeBand::Adult);
        assert!(same.ended.is_empty() && same.begun.is_empty());
        let left = super::members(&[spell(1, 7, 1, Some(4))], there, |_, _| AgeBand::Adult);
        assert_eq!(left.ended, [before.begun[0].id]);
        assert_eq!(dates(&left.begun), [(1, 1, Some(4))]);
    }

    #[test]
    fn nights_seen_are_the_nights_slept() {
        let mut followed = spell(1, 7, 1, Some(3));
        followed.how = NightsOf::Seen;
        let key = (Uuid::from_u128(1), Uuid::from_u128(7));
        let seen = Seen::from([(key, BTreeSet::from([day(1), day(2), day(5)]))]);
        let slept = slept(&[followed], &seen);
        let expected = [(1, 3), (5, 6)].map(|(a, b)| Nights::between(day(a), day(b)).unwrap());
        assert_eq!(slept[&Uuid::from_u128(1)], expected);
    }
}

//! The enrolments, exits and bed nights of the files, laid over those that are there.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use uuid::Uuid;

use super::{
    compare::Run,
    nights::Spell,
    row::{EnrolmentRow, Exit},
};
use crate::{
    enrolments::{Destination, Enrolment, NightsOf, store::Kept},
    imports::report::{Place, Severity},
    nights::Nights,
    presence::{Presence, State},
};

/// What enrolments of the files are met with.
#[derive(Default)]
struct Met {
    codes: HashMap<Uuid, String>,
    /// By site code and household key.
    bookings: HashMap<(String, String), Uuid>,
    /// Who is in which booking.
    persons: HashSet<(Uuid, Uuid)>,
}

impl Run<'_> {
    pub(super) fn enrolments(&mut self) {
        let parsed = self.parsed;
        let mut met = Met {
            codes: self.known.sites.iter().map(|(code, id)| (*id, code.clone())).collect(),
            ..Met::default()
        };
        for booking in self.known.bookings.values() {
            if let Some(code) = met.codes.get(&booking.site_id) {
                met.bookings.insert((code.clone(), booking.reference.clone()), booking.id);
            }
        }
        for (key, kept) in &self.known.enrolments {
            met.persons.insert((kept.enrolment.booking_id, kept.enrolment.person_id));
            let Some(code) = met.codes.get(&kept.site_id) else { continue };
            if !parsed.entries.contains_key(key) {
                let place = Place { file: String::new(), row: 0, detail: key.clone() };
                let exit = parsed.exits.get(key).map(|(exit, _)| exit);
                let enrolment = left(&kept.enrolment, exit);
                self.spells.push(self.spell(enrolment, kept, code.clone(), place));
            }
        }
        for (key, (row, place)) in &parsed.entries {
            if let Some(spell) = self.entry(key, row, place, &mut met) {
                self.spells.push(spell);
            }
        }
        self.exits();
        self.spells.sort_by(|a, b| {
            let of = |spell: &Spell| (spell.enrolment.from_night, spell.enrolment.key.clone());
            of(a).cmp(&of(b))
        });
        for spell in self.spells.iter().filter(|spell| spell.is_dirty) {
            let before = self.known.enrolments.get(&spell.enrolment.key);
            self.plan
                .enrolments
                .push((spell.enrolment.clone(), before.map(|kept| kept.enrolment.id)));
        }
    }

    /// A kept enrolment, as it will be.
    fn spell(&self, enrolment: Enrolment, kept: &Kept, site: String, place: Place) -> Spell {
        let is_dirty = !enrolment.says_as(&kept.enrolment);
        let id = if is_dirty { Uuid::now_v7() } else { kept.enrolment.id };
        Spell {
            how: self.how(&site),
            site,
            household: kept.household_id,
            household_key: self
                .known
                .references
                .get(&kept.enrolment.booking_id)
                .cloned()
                .unwrap_or_default(),
            is_dirty,
            place,
            enrolment: Enrolment { id, ..enrolment },
        }
    }

    /// As the site is known to count; a list does not change it.
    fn how(&self, code: &str) -> NightsOf {
        let site = self.known.sites.get(code);
        let known = site.and_then(|site| self.known.programmes.get(site));
        let told = self.parsed.projects.get(code);
        known
            .map(|known| known.nights)
            .or(told.map(|(project, _)| project.nights))
            .unwrap_or(NightsOf::Stayed)
    }

    fn entry(
        &mut self,
        key: &str,
        row: &EnrolmentRow,
        place: &Place,
        met: &mut Met,
    ) -> Option<Spell> {
        if !self.is_site(&row.site) {
            self.reject("site_unknown", place, &row.site);
            return None;
        }
        let Some(person) = self.persons.get(&row.person).copied() else {
            self.reject("person_unknown", place, &row.person);
            return None;
        };
        let parsed = self.parsed;
        let exit = parsed.exits.get(key).map(|(exit, _)| exit);
        let exit = exit.filter(|exit| exit.to >= row.from);
        if let Some(kept) = self.known.enrolments.get(key) {
            let kept = kept.clone();
            return Some(self.again(&kept, (row, person), exit, place, met));
        }
        let household = self.household(row);
        let at = (row.site.clone(), row.household.clone());
        let booking = *met.bookings.entry(at).or_insert_with(Uuid::now_v7);
        if !met.persons.insert((booking, person)) {
            self.reject("person_twice", place, &row.household);
            return None;
        }
        self.report.differences.new += 1;
        let enrolment = Enrolment {
            id: Uuid::now_v7(),
            source: self.source.to_owned(),
            key: key.to_owned(),
            booking_id: booking,
            person_id: person,
            from_night: row.from,
            to_night: None,
            moved_in: row.moved_in,
            relationship: row.relationship,
            destination: None,
            destination_code: String::new(),
        };
        Some(Spell {
            enrolment: left(&enrolment, exit),
            how: self.how(&row.site),
            site: row.site.clone(),
            household,
            household_key: row.household.clone(),
            is_dirty: true,
            place: Place { detail: key.to_owned(), ..place.clone() },
        })
    }

    /// An enrolment that is known. That it is of somebody else, or of another household, is a
    /// contradiction: what is known stands.
    fn again(
        &mut self,
        kept: &Kept,
        (row, person): (&EnrolmentRow, Uuid),
        exit: Option<&Exit>,
        place: &Place,
        met: &Met,
    ) -> Spell {
        let before = &kept.enrolment;
        let place = Place { detail: before.key.clone(), ..place.clone() };
        let code = met.codes.get(&kept.site_id).cloned().unwrap_or_default();
        let reference = self.known.references.get(&before.booking_id);
        let is_one = before.person_id == person
            && code == row.site
            && reference.is_none_or(|reference| *reference == row.household);
        let mut enrolment = left(before, exit);
        if is_one {
            enrolment.from_night = row.from;
            enrolment.moved_in = row.moved_in;
            enrolment.relationship = row.relationship;
            let same = (row.from, row.moved_in, row.relationship)
                == (before.from_night, before.moved_in, before.relationship);
            let differences = &mut self.report.differences;
            *(if same { &mut differences.identical } else { &mut differences.changed }) += 1;
            // An arrival after the departure that is known would be no stay.
            if enrolment.to_night.is_some_and(|to| to < row.from) {
                enrolment = left(&Enrolment { to_night: None, ..enrolment }, exit);
            }
        } else {
            self.report.differences.conflict += 1;
            self.report.find("known_otherwise", Severity::Note, place.clone());
        }
        self.spell(enrolment, kept, code, place)
    }

    fn household(&mut self, row: &EnrolmentRow) -> Uuid {
        if let Some(id) = self.known.households.get(&row.household) {
            return *id;
        }
        let id = Uuid::now_v7();
        self.report.households_created += 1;
        self.known.households.insert(row.household.clone(), id);
        self.plan.households.push((id, row.household.clone(), row.site.clone()));
        id
    }

    /// Counts the exits; those of the enrolments were laid over them already.
    fn exits(&mut self) {
        let from: HashMap<&str, NaiveDate> = self
            .spells
            .iter()
            .map(|spell| (spell.enrolment.key.as_str(), spell.enrolment.from_night))
            .collect();
        let mut refused = Vec::new();
        let parsed = self.parsed;
        for (key, (exit, place)) in &parsed.exits {
            let before = self.known.enrolments.get(key).map(|kept| &kept.enrolment);
            match from.get(key.as_str()) {
                None => refused.push(("enrolment_unknown", place, key.clone())),
                Some(from) if exit.to < *from => {
                    refused.push(("exit_before_entry", place, exit.to.to_string()));
                }
                Some(_) => {
                    let differences = &mut self.report.differences;
                    match before {
                        Some(before) if left(before, Some(exit)).says_as(before) => {
                            differences.identical += 1;
                        }
                        Some(before) if before.to_night.is_some() => differences.changed += 1,
                        _ => differences.new += 1,
                    }
                }
            }
        }
        for (code, place, detail) in refused {
            self.reject(code, place, &detail);
        }
    }

    /// The bed nights: each person once a night at a site.
    pub(super) fn nights(&mut self) {
        let at: HashMap<String, usize> = self
            .spells
            .iter()
            .enumerate()
            .map(|(index, spell)| (spell.enrolment.key.clone(), index))
            .collect();
        let mut met: HashSet<(String, Uuid, NaiveDate)> = HashSet::new();
        let parsed = self.parsed;
        for ((key, night), place) in &parsed.bed_nights {
            let Some(spell) = at.get(key).and_then(|index| self.spells.get_mut(*index)) else {
                self.reject("enrolment_unknown", place, key);
                continue;
            };
            let own = &spell.enrolment;
            let within = Nights::new(own.from_night, own.to_night);
            let is_outside = within.is_none_or(|nights| !nights.contains(*night));
            let site = self.known.sites.get(&spell.site).copied();
            let row = Presence {
                id: Uuid::now_v7(),
                site_id: site.unwrap_or_default(),
                night: *night,
                household_id: Some(spell.household),
                person_id: Some(own.person_id),
                booking_id: Some(own.booking_id),
                state: State::Seen,
            };
            let before =
                site.and_then(|site| self.known.presence.get(&(site, own.person_id, *night)));
            let is_first = met.insert((spell.site.clone(), own.person_id, *night));
            let code = spell.site.clone();
            let differences = &mut self.report.differences;
            match before {
                _ if !is_first => {
                    differences.identical += 1;
                    self.note("duplicate_night", place, &night.to_string());
                    continue;
                }
                Some(before) if before.state == State::Seen => differences.identical += 1,
                before => {
                    let replaces = before.map(|before| before.id);
                    *(if replaces.is_some() {
                        &mut differences.changed
                    } else {
                        &mut differences.new
                    }) += 1;
                    spell.is_dirty = true;
                    self.plan.presence.push((code, row, replaces));
                }
            }
            if is_outside {
                self.note("night_outside_stay", place, &night.to_string());
            }
        }
    }
}

/// The enrolment once its exit is known; without one, as it is.
fn left(before: &Enrolment, exit: Option<&Exit>) -> Enrolment {
    match exit.filter(|exit| exit.to >= before.from_night) {
        None => before.clone(),
        Some(exit) => Enrolment {
            to_night: Some(exit.to),
            destination: Some(exit.destination.unwrap_or(Destination::Unknown)),
            destination_code: exit.code.clone(),
            ..before.clone()
        },
    }
}

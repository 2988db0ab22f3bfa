//! What the files would change: laid over what is known, row by row.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::NaiveDate;
use uuid::Uuid;

use super::{
    known::Known,
    nights::{Members, Seen, Spell, members, slept},
    row::{Parsed, Project},
    stays::{self, Stays, Wanted},
};
use crate::{
    db::{Stored, Tx},
    enrolments::{Enrolment, NightsOf, hmis::INVENTORY},
    households::{AgeBand, Membership, Person, rules::age::band_on, store::members::of_person},
    imports::{
        profile::Profile,
        report::{Place, Report, Severity},
        sites::Told,
    },
    presence::{Presence, State},
    sites::{Capacity, Measure},
};

/// What is to be written.
#[derive(Default)]
pub struct Plan {
    pub(super) known: HashMap<String, Uuid>,
    pub(super) told: BTreeMap<String, Told>,
    /// By site code.
    pub(super) programmes: Vec<(String, i32, NightsOf)>,
    /// With the code of the site, and the row it replaces.
    pub(super) capacities: Vec<(String, Capacity, Option<Uuid>)>,
    /// With the source's key.
    pub(super) persons: Vec<(String, Person)>,
    /// As it was, and as it will be.
    pub(super) renamed: Vec<(Person, Person)>,
    /// Id, the source's key, and the site it is first met at.
    pub(super) households: Vec<(Uuid, String, String)>,
    pub(super) members: Members,
    /// With the row it replaces.
    pub(super) enrolments: Vec<(Enrolment, Option<Uuid>)>,
    /// With the code of its site, and the row it replaces.
    pub(super) presence: Vec<(String, Presence, Option<Uuid>)>,
    pub(super) stays: Stays,
    /// Whose words and members change.
    pub(super) touched: BTreeSet<Uuid>,
}

/// One comparison.
pub(super) struct Run<'a> {
    pub(super) known: Known,
    pub(super) source: &'a str,
    pub(super) parsed: &'a Parsed,
    pub(super) report: &'a mut Report,
    pub(super) plan: Plan,
    pub(super) spells: Vec<Spell>,
    /// Everybody, as they will be, and by the source's key.
    pub(super) people: HashMap<Uuid, Person>,
    pub(super) persons: HashMap<String, Uuid>,
    pub(super) tonight: NaiveDate,
}

pub async fn compare(
    tx: &mut Tx,
    profile: &Profile,
    parsed: &Parsed,
    report: &mut Report,
    tonight: NaiveDate,
) -> Stored<Plan> {
    let known = Known::load(tx, &profile.source, parsed).await?;
    let plan = Plan { known: known.sites.clone(), ..Plan::default() };
    let source = &profile.source;
    let persons = known.persons.iter().map(|(key, person)| (key.clone(), person.id)).collect();
    let (spells, people) = (Vec::new(), HashMap::new());
    let mut run = Run { known, source, parsed, report, plan, spells, people, persons, tonight };
    run.projects();
    run.organisations();
    run.inventories();
    run.clients();
    run.enrolments();
    run.nights();
    let spells = &run.spells;
    let known_people: HashSet<Uuid> = run.known.persons.values().map(|person| person.id).collect();
    let mut there: HashMap<Uuid, Vec<Membership>> = HashMap::new();
    for spell in spells.iter().filter(|spell| spell.is_dirty) {
        let person = spell.enrolment.person_id;
        if known_people.contains(&person) && !there.contains_key(&person) {
            there.insert(person, of_person(tx, person).await?);
        }
    }
    run.settle(there);
    Ok(run.plan)
}

impl Run<'_> {
    pub(super) fn note(&mut self, code: &str, place: &Place, detail: &str) {
        let place = Place { detail: detail.to_owned(), ..place.clone() };
        self.report.find(code, Severity::Note, place);
    }

    pub(super) fn reject(&mut self, code: &str, place: &Place, detail: &str) {
        let place = Place { detail: detail.to_owned(), ..place.clone() };
        self.report.reject(code, place);
    }

    fn projects(&mut self) {
        let parsed = self.parsed;
        for (code, (project, place)) in &parsed.projects {
            let site = self.known.sites.get(code).copied();
            let before = site.and_then(|site| self.known.programmes.get(&site)).copied();
            match before {
                Some(before)
                    if (before.kind, before.nights) == (project.programme, project.nights) =>
                {
                    self.report.differences.identical += 1;
                }
                Some(_) => {
                    self.report.differences.conflict += 1;
                    self.note("known_otherwise", place, code);
                }
                None => {
                    self.report.differences.new += 1;
                    self.plan.programmes.push((code.clone(), project.programme, project.nights));
                }
            }
            if site.is_none() {
                self.report.sites_created += 1;
            }
            let operator = parsed.operators.get(&project.operator);
            let told = Told {
                name: project.name.clone(),
                kind: project.kind,
                measure: Measure::ByUnit,
                address: String::new(),
                territory: project.territory.clone(),
                operator: operator.map(|(name, _)| name.clone()).unwrap_or_default(),
                closes_on: project.closes_on,
            };
            self.plan.told.insert(code.clone(), told);
        }
    }

    /// An organisation is made known with the first site it runs.
    fn organisations(&mut self) {
        let parsed = self.parsed;
        for (key, (name, _)) in &parsed.operators {
            let is_new = |(code, (project, _)): (&String, &(Project, Place))| {
                project.operator == *key && !self.known.sites.contains_key(code)
            };
            if self.known.operators.contains(name) {
                self.report.differences.identical += 1;
            } else if parsed.projects.iter().any(is_new) {
                self.report.differences.new += 1;
            } else {
                self.report.differences.ignored += 1;
            }
        }
    }

    fn inventories(&mut self) {
        let parsed = self.parsed;
        for (key, (row, place)) in &parsed.inventory {
            if !self.is_site(&row.site) {
                self.reject("site_unknown", place, &row.site);
                continue;
            }
            let capacity = Capacity {
                id: Uuid::now_v7(),
                kind: row.kind,
                from_night: row.nights.from(),
                to_night: row.nights.to(),
                unit_count: row.units,
                place_count: row.places,
                source: format!("{INVENTORY}{key}"),
            };
            let before = self.known.capacities.get(key);
            match before {
                Some((site, before))
                    if self.known.sites.get(&row.site) == Some(site)
                        && *before == (Capacity { id: before.id, ..capacity.clone() }) =>
                {
                    self.report.differences.identical += 1;
                }
                _ => {
                    let replaces = before.map(|(_, before)| before.id);
                    let differences = &mut self.report.differences;
                    *(if replaces.is_some() {
                        &mut differences.changed
                    } else {
                        &mut differences.new
                    }) += 1;
                    self.plan.capacities.push((row.site.clone(), capacity, replaces));
                }
            }
        }
    }

    pub(super) fn is_site(&self, code: &str) -> bool {
        self.parsed.projects.contains_key(code) || self.known.sites.contains_key(code)
    }

    /// Only who is enrolled is written down.
    fn clients(&mut self) {
        let parsed = self.parsed;
        let enrolled: HashSet<&str> =
            parsed.entries.values().map(|(row, _)| row.person.as_str()).collect();
        for (key, (row, place)) in &parsed.clients {
            let known = self.known.persons.get(key);
            let id = known.map_or_else(Uuid::now_v7, |person| person.id);
            let band = band_on(row.birth_date, AgeBand::Unknown, self.tonight);
            let person = Person {
                id,
                family_name: row.family_name.clone(),
                first_name: row.first_name.clone(),
                birth_date: row.birth_date,
                age_band: band,
                died_on: known.and_then(|person| person.died_on),
            };
            match known {
                Some(known) if is_same(known, &person) => self.report.differences.identical += 1,
                Some(known) => {
                    self.report.differences.changed += 1;
                    self.plan.renamed.push((known.clone(), person.clone()));
                }
                None if enrolled.contains(key.as_str()) => {
                    self.report.differences.new += 1;
                    self.report.persons_created += 1;
                    self.plan.persons.push((key.clone(), person.clone()));
                }
                None => {
                    self.report.differences.ignored += 1;
                    self.note("client_not_enrolled", place, key);
                    continue;
                }
            }
            self.persons.insert(key.clone(), id);
            self.people.insert(id, person);
        }
        for person in self.known.persons.values() {
            self.people.entry(person.id).or_insert_with(|| person.clone());
        }
    }

    /// What follows from the enrolments: bookings, places, memberships.
    fn settle(&mut self, there: HashMap<Uuid, Vec<Membership>>) {
        let mut seen = Seen::new();
        let new = self.plan.presence.iter().map(|(_, row, _)| row);
        let gone: HashSet<Uuid> =
            self.plan.presence.iter().filter_map(|(_, _, replaces)| *replaces).collect();
        let kept = self.known.presence.values().filter(|row| !gone.contains(&row.id));
        for row in kept.chain(new).filter(|row| row.state == State::Seen) {
            if let Some(key) = row.booking_id.zip(row.person_id) {
                seen.entry(key).or_default().insert(row.night);
            }
        }
        let slept = slept(&self.spells, &seen);
        let wanted = Wanted { spells: &self.spells, slept: &slept, seen: &seen };
        self.plan.stays = stays::plan(&self.known, &wanted);
        self.report.units_created = self.plan.stays.made.len() as u64;
        let people = &self.people;
        let band = |person: Uuid, night| {
            people.get(&person).map_or(AgeBand::Unknown, |person| person.band_on(night))
        };
        self.plan.members = members(&self.spells, there, band);
        for place in std::mem::take(&mut self.plan.members.elsewhere) {
            self.report.find("member_elsewhere", Severity::Note, place);
        }
        let renamed: HashSet<Uuid> =
            self.plan.renamed.iter().map(|(_, person)| person.id).collect();
        let touched = self
            .spells
            .iter()
            .filter(|spell| spell.is_dirty || renamed.contains(&spell.enrolment.person_id));
        self.plan.touched = touched.map(|spell| spell.household).collect();
    }
}

fn is_same(a: &Person, b: &Person) -> bool {
    (&a.family_name, &a.first_name, a.birth_date) == (&b.family_name, &b.first_name, b.birth_date)
}

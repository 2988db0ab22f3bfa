//! What is there before the files: loaded once, at the beginning of the comparison.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::NaiveDate;
use uuid::Uuid;

use super::row::Parsed;
use crate::{
    bookings::{self, Booking},
    db::{Stored, Tx},
    enrolments::{self, Programme, hmis::INVENTORY, store::Kept},
    households::Person,
    imports::sites,
    ledger,
    occupation::Line,
    organisations,
    presence::{self, Presence},
    sites::{Capacity, store::capacities_in},
    units::{self, Unit},
};

/// The room whose places the nights of a person are, one a site.
pub(super) const DORMITORY: &str = "Dortoir";

#[derive(Default)]
pub(super) struct Known {
    pub(super) sites: HashMap<String, Uuid>,
    pub(super) operators: HashSet<String>,
    pub(super) programmes: HashMap<Uuid, Programme>,
    pub(super) persons: HashMap<String, Person>,
    pub(super) households: HashMap<String, Uuid>,
    pub(super) enrolments: BTreeMap<String, Kept>,
    /// By site and household key.
    pub(super) bookings: HashMap<(Uuid, String), Booking>,
    /// What the source calls the household of each booking.
    pub(super) references: HashMap<Uuid, String>,
    pub(super) presence: HashMap<(Uuid, Uuid, NaiveDate), Presence>,
    /// By inventory key.
    pub(super) capacities: HashMap<String, (Uuid, Capacity)>,
    /// Every line in force at the sites.
    pub(super) lines: HashMap<Uuid, Vec<Line>>,
    pub(super) dormitories: HashMap<Uuid, Unit>,
}

impl Known {
    pub(super) async fn load(tx: &mut Tx, source: &str, parsed: &Parsed) -> Stored<Self> {
        let named = parsed.entries.values().map(|(row, _)| &row.site);
        let codes = parsed.projects.keys().chain(named);
        let codes = codes.chain(parsed.inventory.values().map(|(row, _)| &row.site));
        let codes: std::collections::BTreeSet<&String> = codes.collect();
        let mut known = Self {
            sites: sites::known(tx, source, codes.into_iter()).await?,
            persons: enrolments::store::persons_of(tx, source).await?,
            households: enrolments::store::households_of(tx, source).await?,
            ..Self::default()
        };
        let operators = organisations::store::names(tx).await?;
        known.operators = operators.into_iter().map(|(_, name)| name).collect();
        for programme in enrolments::store::programmes(tx).await? {
            known.programmes.insert(programme.site_id, programme);
        }
        for kept in enrolments::store::in_force(tx, source).await? {
            known.enrolments.insert(kept.enrolment.key.clone(), kept);
        }
        let ids: HashSet<Uuid> = known.sites.values().copied().collect();
        for site in ids {
            known.load_site(tx, site).await?;
        }
        Ok(known)
    }

    async fn load_site(&mut self, tx: &mut Tx, site: Uuid) -> Stored<()> {
        for booking in bookings::store::referenced_at(tx, site).await? {
            self.references.insert(booking.id, booking.reference.clone());
            self.bookings.insert((site, booking.reference.clone()), booking);
        }
        for row in presence::store::of_site(tx, site).await? {
            if let Some(person) = row.person_id {
                self.presence.insert((site, person, row.night), row);
            }
        }
        for capacity in capacities_in(tx, site).await? {
            if let Some(key) = capacity.source.strip_prefix(INVENTORY) {
                self.capacities.insert(key.to_owned(), (site, capacity));
            }
        }
        self.lines.insert(site, ledger::store::lines(tx, site).await?);
        let units = units::store::at_site_in(tx, site).await?;
        if let Some(own) = units.into_iter().find(|unit| unit.shared && unit.label == DORMITORY) {
            self.dormitories.insert(site, own);
        }
        Ok(())
    }
}

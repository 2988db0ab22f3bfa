//! The night ledger: what each site's units and places were, or will be, night by night.
//!
//! Sites whose stays are named are kept as dated differences ([`Tally`] by night), written in
//! the transaction that changes a line; what is read costs the nights asked for, whatever the
//! number of bookings. Sites that send figures are read from `counts`.

pub mod export;
pub mod lines;
pub mod parties;
pub mod rules;
pub mod service;
pub mod store;

use std::{
    collections::{BTreeMap, HashMap},
    ops::{AddAssign, Neg},
};

use chrono::NaiveDate;
use serde::Serialize;
use sqlx::FromRow;
use uuid::Uuid;

use crate::counts::Measured;

/// Figures of a night, or by how much they change on it. Units (or beds of shared units)
/// and places are never added together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, FromRow)]
pub struct Tally {
    /// Units, or beds, that exist.
    pub total: i64,
    pub occupied: i64,
    pub held: i64,
    pub closed: i64,
    pub places: i64,
    pub places_occupied: i64,
    /// Unused inside an occupied unit that is not shared: nobody else can have them.
    pub places_lost: i64,
    pub places_held: i64,
    pub places_closed: i64,
    pub persons: i64,
    /// Persons more than the units they sleep in have places.
    pub over: i64,
}

impl Tally {
    pub fn free(self) -> i64 {
        self.total - self.occupied - self.held - self.closed
    }

    /// In service: what may be slept in (domain D.0, `Net`).
    pub fn net(self) -> i64 {
        self.total - self.closed
    }

    pub fn places_free(self) -> i64 {
        self.places
            - self.places_occupied
            - self.places_lost
            - self.places_held
            - self.places_closed
    }

    pub fn is_zero(self) -> bool {
        self == Self::default()
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.total += other.total;
        self.occupied += other.occupied;
        self.held += other.held;
        self.closed += other.closed;
        self.places += other.places;
        self.places_occupied += other.places_occupied;
        self.places_lost += other.places_lost;
        self.places_held += other.places_held;
        self.places_closed += other.places_closed;
        self.persons += other.persons;
        self.over += other.over;
    }
}

impl Neg for Tally {
    type Output = Self;

    fn neg(self) -> Self {
        Self {
            total: -self.total,
            occupied: -self.occupied,
            held: -self.held,
            closed: -self.closed,
            places: -self.places,
            places_occupied: -self.places_occupied,
            places_lost: -self.places_lost,
            places_held: -self.places_held,
            places_closed: -self.places_closed,
            persons: -self.persons,
            over: -self.over,
        }
    }
}

/// What a transaction changes, until it is written with the rest.
#[derive(Default)]
pub(crate) struct Pending {
    pub(crate) changes: Changes,
    /// Units met before, so that many lines on one are one question.
    units: HashMap<Uuid, store::Facts>,
}

/// Where a change is written.
pub type Key = (Uuid, NaiveDate, Measured);

/// Changes of one site, or of one transaction, each night once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes(pub BTreeMap<Key, Tally>);

impl Changes {
    /// From `from` on, and until `to` unless it is open.
    pub fn add(
        &mut self,
        site: Uuid,
        measure: Measured,
        from: NaiveDate,
        to: Option<NaiveDate>,
        tally: Tally,
    ) {
        *self.0.entry((site, from, measure)).or_default() += tally;
        if let Some(to) = to {
            *self.0.entry((site, to, measure)).or_default() += -tally;
        }
    }

    /// What truly changes: additions and removals that meet are none.
    pub fn into_changes(self) -> impl Iterator<Item = (Key, Tally)> {
        self.0.into_iter().filter(|(_, tally)| !tally.is_zero())
    }
}

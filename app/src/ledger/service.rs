//! Reading the ledger, rebuilding it, and proving it.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Days, NaiveDate, Utc};
use uuid::Uuid;

use super::{Changes, Tally, rules, store};
use crate::{
    counts::Measured,
    db::{Db, Stored, Tx},
    occupation::{self, Line, rules::UnitFacts},
    sites,
    units::{self, Unit},
};

/// A site's nights, in one measure.
pub type Series = Vec<(NaiveDate, Tally)>;

/// The nights of `[from, to)` of every site whose stays are named.
pub async fn nights(
    db: &Db,
    from: NaiveDate,
    to: NaiveDate,
) -> Stored<BTreeMap<(Uuid, Measured), Series>> {
    let mut changes: BTreeMap<(Uuid, Measured), Vec<(NaiveDate, Tally)>> = BTreeMap::new();
    for change in store::changes(db, from, to).await? {
        let key = (change.site_id, change.measure);
        changes.entry(key).or_default().push((change.night, change.tally));
    }
    let mut before: HashMap<(Uuid, Measured), Tally> = HashMap::new();
    for each in store::before(db, from).await? {
        before.insert((each.site_id, each.measure), each.tally);
        changes.entry((each.site_id, each.measure)).or_default();
    }
    let series = changes.into_iter().map(|(key, changes)| {
        let before = before.get(&key).copied().unwrap_or_default();
        (key, rules::nights(before, &changes, from, to))
    });
    Ok(series.collect())
}

/// The same, from the lines as they were known at an instant. Units are as they are now.
pub async fn nights_known(
    db: &Db,
    from: NaiveDate,
    to: NaiveDate,
    at: DateTime<Utc>,
) -> Stored<BTreeMap<(Uuid, Measured), Series>> {
    let mut lines: HashMap<Uuid, Vec<Line>> = HashMap::new();
    for line in store::lines_known(db, from, to, at).await? {
        lines.entry(line.unit_id).or_default().push(line);
    }
    let mut changes = Changes::default();
    for unit in units::store::all(db).await? {
        let lines = lines.get(&unit.id).map_or(&[][..], Vec::as_slice);
        rules::changes_of(&mut changes, unit.site_id, &unit.facts(), lines);
    }
    let mut by_site: BTreeMap<(Uuid, Measured), Vec<(NaiveDate, Tally)>> = BTreeMap::new();
    for ((site, night, measure), tally) in changes.into_changes() {
        by_site.entry((site, measure)).or_default().push((night, tally));
    }
    let series = by_site
        .into_iter()
        .map(|(key, changes)| (key, rules::nights(Tally::default(), &changes, from, to)));
    Ok(series.collect())
}

/// Counts every site again from its lines, and writes the differences anew.
pub async fn rebuild(db: &Db) -> Stored<usize> {
    let mut tx = db.begin().await?;
    let sites = rebuild_in(&mut tx).await?;
    tx.save().await?;
    Ok(sites)
}

pub async fn rebuild_in(tx: &mut Tx) -> Stored<usize> {
    let sites = store::sites(tx).await?;
    for site in &sites {
        store::forget(tx, *site).await?;
        let units = units::store::at_site_in(tx, *site).await?;
        let lines = store::lines(tx, *site).await?;
        for ((site, night, measure), tally) in recounted(*site, &units, &lines).0 {
            tx.ledger.changes.add(site, measure, night, None, tally);
        }
    }
    Ok(sites.len())
}

/// A database that was filled before there was a ledger gets one.
pub async fn ensure(db: &Db) -> Stored<()> {
    if store::is_missing(db).await? {
        rebuild(db).await?;
    }
    Ok(())
}

fn recounted(site: Uuid, units: &[Unit], lines: &[Line]) -> Changes {
    let mut by_unit: HashMap<Uuid, Vec<Line>> = HashMap::new();
    for line in lines {
        by_unit.entry(line.unit_id).or_default().push(line.clone());
    }
    let mut changes = Changes::default();
    for unit in units {
        let lines = by_unit.get(&unit.id).map_or(&[][..], Vec::as_slice);
        rules::changes_of(&mut changes, site, &unit.facts(), lines);
    }
    changes
}

/// A site whose kept figures are not those of its lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disagreement {
    pub site: String,
    pub night: NaiveDate,
    pub measure: Measured,
    pub kept: Tally,
    pub counted: Tally,
}

/// What proving the ledger looked at, and what it found.
#[derive(Clone, Debug, Default)]
pub struct Proof {
    pub sites: usize,
    pub nights: usize,
    pub disagreements: Vec<Disagreement>,
}

/// Recounts every night of every site from the lines themselves, by the rules of
/// `occupation`, and compares with what the dated differences add up to.
pub async fn verify(db: &Db) -> Stored<Proof> {
    let mut proof = Proof::default();
    for site in sites::store::sites(db).await? {
        let mut tx = db.begin().await?;
        let kept = store::of_site(&mut tx, site.id).await?;
        let units = units::store::at_site_in(&mut tx, site.id).await?;
        let lines = store::lines(&mut tx, site.id).await?;
        drop(tx);
        proof.sites += 1;
        for measure in [Measured::Unit, Measured::Bed] {
            let changes: Vec<_> = kept
                .iter()
                .filter(|change| change.measure == measure)
                .map(|change| (change.night, change.tally))
                .collect();
            let facts: Vec<UnitFacts> = units
                .iter()
                .filter(|unit| rules::measure(unit.shared) == measure)
                .map(Unit::facts)
                .collect();
            prove(&mut proof, &site.code, measure, &changes, &facts, &lines);
        }
    }
    Ok(proof)
}

fn prove(
    proof: &mut Proof,
    site: &str,
    measure: Measured,
    changes: &[(NaiveDate, Tally)],
    units: &[UnitFacts],
    lines: &[Line],
) {
    let edges = units
        .iter()
        .flat_map(|unit| [Some(unit.in_service.from()), unit.in_service.to()])
        .chain(lines.iter().flat_map(|line| [Some(line.from_night), line.to_night]))
        .chain(changes.iter().map(|(night, _)| Some(*night)))
        .flatten();
    let edges: std::collections::BTreeSet<NaiveDate> = edges.collect();
    let (Some(first), Some(last)) = (edges.first(), edges.last()) else {
        return;
    };
    let end = *last + Days::new(1);
    let kept: HashMap<NaiveDate, Tally> =
        rules::nights(Tally::default(), changes, *first, end).into_iter().collect();
    // Figures only change where a line, a unit or a kept change begins or ends.
    for night in edges {
        let counted = counted(units, lines, night);
        let kept = kept.get(&night).copied().unwrap_or_default();
        proof.nights += 1;
        if kept != counted {
            let site = site.to_owned();
            proof.disagreements.push(Disagreement { site, night, measure, kept, counted });
        }
    }
}

/// A night as `occupation::rules` adds it up, in the ledger's terms.
fn counted(units: &[UnitFacts], lines: &[Line], night: NaiveDate) -> Tally {
    let shared = units.first().is_some_and(|unit| unit.shared);
    let own: Vec<Line> =
        lines.iter().filter(|line| line.shared == shared && line.covers(night)).cloned().collect();
    let count = occupation::rules::count(units, &own, night);
    let places = count.places;
    let wide = |n: i32| i64::from(n);
    let of = |units: i32, beds: i32| wide(if shared { beds } else { units });
    Tally {
        total: of(count.units.opened(), places.opened()),
        occupied: of(count.units.occupied, places.occupied),
        held: of(count.units.held, places.held),
        closed: of(count.units.out_of_service, places.out_of_service),
        places: wide(places.opened()),
        places_occupied: wide(places.occupied),
        places_lost: wide(places.lost),
        places_held: wide(places.held),
        places_closed: wide(places.out_of_service),
        persons: wide(count.persons),
        over: wide(count.over),
    }
}

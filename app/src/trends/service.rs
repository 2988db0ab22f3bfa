//! Answering a question about capacity, as far as the reader may see.

use std::collections::{BTreeMap, HashMap};

use chrono::{Days, NaiveDate};

use super::{
    Asked, Split,
    rules::{self, Bucket, Sums},
};
use crate::{
    access::{Actor, Class, Need},
    bookings,
    context::App,
    counts::{self, Measured, store::Silent},
    error::Outcome,
    ledger::export::rows::{self, Known},
};

/// Small charts shown at most, the largest first.
const PARTS_MAX: usize = 12;

#[derive(Clone, Debug)]
pub struct Trend {
    pub asked: Asked,
    pub bars: Vec<Bucket>,
    pub whole: Sums,
    /// The same nights a month and a year before.
    pub month_before: Sums,
    pub year_before: Sums,
    pub parts: Vec<Part>,
    /// How many parts are not drawn.
    pub parts_left: usize,
    pub flows: BTreeMap<NaiveDate, Flow>,
    /// The site that has said nothing for longest, and since when.
    pub silent: Vec<Silent>,
    /// Kinds of site met in the period.
    pub kinds: Vec<String>,
    pub spot: Spot,
}

#[derive(Clone, Debug)]
pub struct Part {
    /// A code, or a name for a territory and an operator.
    pub word: String,
    pub bars: Vec<Bucket>,
    pub whole: Sums,
}

/// Households that came and left in a bar; transfers are neither.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flow {
    pub entries: i64,
    pub exits: i64,
}

/// Hotel rooms bought a night at a time: volume, never a rate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spot {
    pub room_nights: i64,
    pub person_nights: i64,
}

pub async fn trend(app: &App, actor: &Actor, asked: Asked) -> Outcome<Trend> {
    actor.require(Class::Aggregates, Need::Read)?;
    let at = asked.known_on.map(|day| app.clock.end_of(day));
    let seen = async |from, to| -> Outcome<Known> {
        let mut known = rows::known(&app.db, from, to, at).await?;
        known.keep(|site| actor.sees_site(site));
        Ok(known)
    };
    let known = seen(asked.from, asked.to).await?;
    let of = |known: &Known, asked: &Asked| {
        let mut sums = Sums::default();
        for row in known.rows().filter(|row| rules::is_asked(row, asked)) {
            sums.add(&row);
        }
        sums
    };
    let bars = rules::buckets(known.rows().filter(|row| rules::is_asked(row, &asked)), &asked);
    let (from, to) = rules::earlier(&asked, 1);
    let month_before = of(&seen(from, to).await?, &asked);
    let (from, to) = rules::earlier(&asked, 12);
    let year_before = of(&seen(from, to).await?, &asked);
    let (parts, parts_left) = parts(&known, &asked);
    let kinds: std::collections::BTreeSet<String> =
        known.rows().map(|row| row.site.kind.clone()).collect();
    Ok(Trend {
        whole: of(&known, &asked),
        bars,
        month_before,
        year_before,
        parts,
        parts_left,
        flows: flows(app, actor, &asked).await?,
        silent: silent(app, actor, &asked).await?,
        kinds: kinds.into_iter().collect(),
        spot: spot(&known),
        asked,
    })
}

fn parts(known: &Known, asked: &Asked) -> (Vec<Part>, usize) {
    let Some(split) = asked.split else {
        return (Vec::new(), 0);
    };
    let mut by_word: HashMap<String, Vec<_>> = HashMap::new();
    for row in known.rows().filter(|row| rules::is_asked(row, asked)) {
        by_word.entry(rules::part(&row, split)).or_default().push(row);
    }
    let mut parts: Vec<Part> = by_word
        .into_iter()
        .map(|(word, rows)| {
            let mut whole = Sums::default();
            for row in &rows {
                whole.add(row);
            }
            Part { word, bars: rules::buckets(rows.into_iter(), asked), whole }
        })
        .collect();
    parts.sort_by(|a, b| b.whole.occupied.cmp(&a.whole.occupied).then_with(|| a.word.cmp(&b.word)));
    let left = parts.len().saturating_sub(PARTS_MAX);
    parts.truncate(PARTS_MAX);
    (parts, left)
}

/// Arrivals and departures of named stays, by the bar they are in.
async fn flows(app: &App, actor: &Actor, asked: &Asked) -> Outcome<BTreeMap<NaiveDate, Flow>> {
    let mut flows: BTreeMap<NaiveDate, Flow> = BTreeMap::new();
    if asked.measure == Measured::Bed && asked.split == Some(Split::Public) {
        return Ok(flows);
    }
    let moves = bookings::store::moves(&app.db, asked.from, asked.to).await?;
    for each in moves.into_iter().filter(|each| actor.sees_site(each.site_id)) {
        if !asked.kind.is_empty() && each.kind != asked.kind {
            continue;
        }
        let flow = flows.entry(rules::start(each.night, asked.grain)).or_default();
        flow.entries += each.entries;
        flow.exits += each.exits;
    }
    Ok(flows)
}

/// Sites that had sent nights and stopped before the period's end.
async fn silent(app: &App, actor: &Actor, asked: &Asked) -> Outcome<Vec<Silent>> {
    let last = (asked.to - Days::new(1)).min(actor.tonight - Days::new(1));
    let mut silent = counts::store::silent(&app.db, asked.from, last).await?;
    silent.retain(|each| actor.sees_site(each.id));
    Ok(silent)
}

fn spot(known: &Known) -> Spot {
    let rows = known.rows().filter(|row| row.site.measure == "spot");
    rows.fold(Spot::default(), |sum, row| Spot {
        room_nights: sum.room_nights + i64::from(row.figures.occupied.unwrap_or(0)),
        person_nights: sum.person_nights + i64::from(row.figures.persons.unwrap_or(0)),
    })
}

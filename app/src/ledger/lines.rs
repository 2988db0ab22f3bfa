//! The whole line of each night of one site: what its units and places were, and who slept.

use chrono::NaiveDate;
use serde::Serialize;
use sheets::Cell;
use sqlx::FromRow;
use uuid::Uuid;

use super::{
    Tally,
    parties::{self, Party},
    rules, service,
};
use crate::{
    context::App,
    counts::Measured,
    db::{Db, Stored},
    read_all, read_one,
    sites::{self, Capacity},
};

/// One measure of one night.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NightLine {
    pub site: String,
    pub night: NaiveDate,
    pub measure: Measured,
    pub line: String,
    /// What exists, in units or beds; `None` was not received, here as below.
    pub installed: Option<i64>,
    /// What was agreed, and what opens, as the site's dated capacity tells it.
    pub contracted: Option<i64>,
    pub opened: Option<i64>,
    pub out_of_service: Option<i64>,
    pub held: Option<i64>,
    pub occupied: Option<i64>,
    pub free: Option<i64>,
    pub places: Option<i64>,
    pub places_out_of_service: Option<i64>,
    pub places_held: Option<i64>,
    pub places_occupied: Option<i64>,
    pub places_lost: Option<i64>,
    pub places_free: Option<i64>,
    pub over_capacity: Option<i64>,
    pub persons: Option<i64>,
    pub households: Option<i64>,
    pub adults: Option<i64>,
    pub children: Option<i64>,
    pub infants: Option<i64>,
    pub age_unknown: Option<i64>,
    /// Under eighteen on the day they came, infants among them.
    pub minors_at_entry: Option<i64>,
    /// The persons, by what somebody saw of them. Nobody is presumed.
    pub seen: Option<i64>,
    pub absent_authorised: Option<i64>,
    pub absent_unauthorised: Option<i64>,
    pub not_checked: Option<i64>,
}

pub const HEADER: [&str; 29] = [
    "site",
    "night",
    "measure",
    "line",
    "installed",
    "contracted",
    "opened",
    "out_of_service",
    "held",
    "occupied",
    "free",
    "places",
    "places_out_of_service",
    "places_held",
    "places_occupied",
    "places_lost",
    "places_free",
    "over_capacity",
    "persons",
    "households",
    "adults",
    "children",
    "infants",
    "age_unknown",
    "minors_at_entry",
    "seen",
    "absent_authorised",
    "absent_unauthorised",
    "not_checked",
];

impl NightLine {
    pub fn cells(&self) -> Vec<Cell> {
        let words = [
            Cell::Text(self.site.clone()),
            Cell::Date(self.night),
            Cell::from(self.measure.code()),
            Cell::Text(self.line.clone()),
        ];
        let figures = [
            self.installed,
            self.contracted,
            self.opened,
            self.out_of_service,
            self.held,
            self.occupied,
            self.free,
            self.places,
            self.places_out_of_service,
            self.places_held,
            self.places_occupied,
            self.places_lost,
            self.places_free,
            self.over_capacity,
            self.persons,
            self.households,
            self.adults,
            self.children,
            self.infants,
            self.age_unknown,
            self.minors_at_entry,
            self.seen,
            self.absent_authorised,
            self.absent_unauthorised,
            self.not_checked,
        ];
        words.into_iter().chain(figures.map(Cell::from)).collect()
    }
}

/// The nights of `[from, to)`; `None` when there is no such site.
pub async fn of_site(
    app: &App,
    code: &str,
    from: NaiveDate,
    to: NaiveDate,
) -> Stored<Option<Vec<NightLine>>> {
    let site: Option<(Uuid, String)> =
        read_one!(app.db, "select id, code from site where code = $1", code)?;
    let Some((site, code)) = site else {
        return Ok(None);
    };
    let mut lines = named(app, site, &code, from, to).await?;
    lines.extend(counted(&app.db, site, &code, from, to).await?);
    lines.sort_by(|a, b| (a.night, a.measure, &a.line).cmp(&(b.night, b.measure, &b.line)));
    Ok(Some(lines))
}

async fn named(
    app: &App,
    site: Uuid,
    code: &str,
    from: NaiveDate,
    to: NaiveDate,
) -> Stored<Vec<NightLine>> {
    let series = service::nights(&app.db, from, to).await?;
    let own: Vec<_> = series.into_iter().filter(|((id, _), _)| *id == site).collect();
    let parties = parties::of_site(&app.db, site, from, to).await?;
    // A site that has both tells its capacity for both together.
    let told =
        if own.len() == 1 { sites::store::capacities(&app.db, site).await? } else { Vec::new() };
    let mut lines = Vec::new();
    for ((_, measure), nights) in own {
        for (night, tally) in nights.into_iter().filter(|(_, tally)| !tally.is_zero()) {
            let party = parties.get(&(measure, night)).copied().unwrap_or_default();
            lines.push(line((code, measure, night), &tally, party, &told));
        }
    }
    Ok(lines)
}

fn line(
    (code, measure, night): (&str, Measured, NaiveDate),
    tally: &Tally,
    party: Party,
    told: &[Capacity],
) -> NightLine {
    NightLine {
        site: code.to_owned(),
        night,
        measure,
        line: String::new(),
        installed: Some(tally.total),
        contracted: rules::contracted(told, measure, night),
        opened: rules::opened(told, measure, night),
        out_of_service: Some(tally.closed),
        held: Some(tally.held),
        occupied: Some(tally.occupied),
        free: Some(tally.free()),
        places: Some(tally.places),
        places_out_of_service: Some(tally.places_closed),
        places_held: Some(tally.places_held),
        places_occupied: Some(tally.places_occupied),
        places_lost: Some(tally.places_lost),
        places_free: Some(tally.places_free()),
        over_capacity: Some(tally.over),
        persons: Some(tally.persons),
        households: Some(party.households),
        adults: party.known(party.adults),
        children: party.known(party.children),
        infants: party.known(party.infants),
        age_unknown: party.known(party.age_unknown),
        minors_at_entry: party.known(party.minors_at_entry),
        seen: Some(party.split.seen),
        absent_authorised: Some(party.split.absent_authorised),
        absent_unauthorised: Some(party.split.absent_unauthorised),
        not_checked: Some(party.split.not_checked),
    }
}

#[derive(FromRow)]
struct Counted {
    night: NaiveDate,
    measure: Measured,
    line: String,
    persons: Option<i32>,
    capacity: Option<i32>,
    intended: Option<i32>,
    occupied: Option<i32>,
    unavailable: Option<i32>,
}

async fn counted(
    db: &Db,
    site: Uuid,
    code: &str,
    from: NaiveDate,
    to: NaiveDate,
) -> Stored<Vec<NightLine>> {
    let rows: Vec<Counted> = read_all!(
        db,
        "select night, measure, line, persons, capacity, intended, occupied, unavailable
         from nightly_count where site_id = $1 and superseded_at is null and night >= $2 and night < $3",
        site,
        from,
        to
    )?;
    let wide = |figure: Option<i32>| figure.map(i64::from);
    let lines = rows.into_iter().map(|row| NightLine {
        site: code.to_owned(),
        night: row.night,
        measure: row.measure,
        line: row.line,
        installed: wide(row.intended).or(wide(row.capacity)),
        contracted: None,
        opened: None,
        out_of_service: wide(row.unavailable),
        held: None,
        occupied: wide(row.occupied),
        free: wide(row.capacity).zip(wide(row.occupied)).map(|(all, taken)| all - taken),
        places: None,
        places_out_of_service: None,
        places_held: None,
        places_occupied: None,
        places_lost: None,
        places_free: None,
        over_capacity: None,
        persons: wide(row.persons),
        households: None,
        adults: None,
        children: None,
        infants: None,
        age_unknown: None,
        minors_at_entry: None,
        seen: None,
        absent_authorised: None,
        absent_unauthorised: None,
        not_checked: None,
    });
    Ok(lines.collect())
}

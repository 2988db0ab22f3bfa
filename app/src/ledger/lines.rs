//! The whole line of each night of one site: what its units and places were, and who slept.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::NaiveDate;
use serde::Serialize;
use sheets::Cell;
use sqlx::FromRow;
use uuid::Uuid;

use super::{Tally, service};
use crate::{
    context::App,
    counts::Measured,
    db::{Db, Stored},
    households::{self, AgeBand, Member, rules::composition::members_on},
    read_all, read_one,
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
}

pub const HEADER: [&str; 21] = [
    "site",
    "night",
    "measure",
    "line",
    "installed",
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
    let parties = parties(&app.db, site, from, to).await?;
    let mut lines = Vec::new();
    for ((_, measure), nights) in series.into_iter().filter(|((id, _), _)| *id == site) {
        for (night, tally) in nights.into_iter().filter(|(_, tally)| !tally.is_zero()) {
            let party = parties.get(&(measure, night)).copied().unwrap_or_default();
            lines.push(line(code, measure, night, &tally, party));
        }
    }
    Ok(lines)
}

fn line(code: &str, measure: Measured, night: NaiveDate, tally: &Tally, party: Party) -> NightLine {
    NightLine {
        site: code.to_owned(),
        night,
        measure,
        line: String::new(),
        installed: Some(tally.total),
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
    }
}

/// Who slept on a night. One party of unknown composition leaves the composition unknown.
#[derive(Clone, Copy, Debug, Default)]
struct Party {
    households: i64,
    adults: i64,
    children: i64,
    infants: i64,
    unknown: bool,
}

#[derive(FromRow)]
struct Stay {
    booking_id: Uuid,
    household_id: Option<Uuid>,
    shared: bool,
    from_night: NaiveDate,
    to_night: Option<NaiveDate>,
    adults: Option<i32>,
    children: Option<i32>,
    infants: Option<i32>,
}

async fn parties(
    db: &Db,
    site: Uuid,
    from: NaiveDate,
    to: NaiveDate,
) -> Stored<HashMap<(Measured, NaiveDate), Party>> {
    let stays: Vec<Stay> = read_all!(
        db,
        "select o.booking_id, b.household_id, o.shared, o.from_night, o.to_night, b.adults, b.children, b.infants
         from occupation o join unit u on u.id = o.unit_id join booking b on b.id = o.booking_id
         where u.site_id = $1 and o.superseded_at is null and o.kind = 'stay'
           and o.from_night < $3 and coalesce(o.to_night, '9999-12-31') > $2",
        site,
        from,
        to
    )?;
    let mut members: BTreeMap<Uuid, Vec<Member>> = BTreeMap::new();
    let known: BTreeSet<Uuid> = stays.iter().filter_map(|stay| stay.household_id).collect();
    for household in known {
        members.insert(household, households::store::members::of_household(db, household).await?);
    }
    let mut parties: HashMap<(Measured, NaiveDate), Party> = HashMap::new();
    let mut seen: HashSet<(Uuid, NaiveDate)> = HashSet::new();
    for stay in &stays {
        let last = stay.to_night.map_or(to, |end| end.min(to));
        let measure = super::rules::measure(stay.shared);
        for night in stay.from_night.max(from).iter_days().take_while(|night| *night < last) {
            // A family in two rooms is one household.
            if seen.insert((stay.booking_id, night)) {
                let own = stay.household_id.and_then(|id| members.get(&id));
                parties.entry((measure, night)).or_default().add(stay, own, night);
            }
        }
    }
    Ok(parties)
}

impl Party {
    fn known(&self, figure: i64) -> Option<i64> {
        (!self.unknown).then_some(figure)
    }

    fn add(&mut self, stay: &Stay, members: Option<&Vec<Member>>, night: NaiveDate) {
        self.households += 1;
        if let (Some(adults), Some(children), Some(infants)) =
            (stay.adults, stay.children, stay.infants)
        {
            self.adults += i64::from(adults);
            self.children += i64::from(children);
            self.infants += i64::from(infants);
            return;
        }
        let Some(members) = members else {
            self.unknown = true;
            return;
        };
        for member in members_on(members, night) {
            match member.person.band_on(night) {
                AgeBand::Adult => self.adults += 1,
                AgeBand::Child => self.children += 1,
                AgeBand::Infant => self.infants += 1,
                AgeBand::Unknown => self.unknown = true,
            }
        }
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
    });
    Ok(lines.collect())
}

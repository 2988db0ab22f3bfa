//! What a file of bookings would change, and where each of its stays would sleep.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use sqlx::FromRow;
use uuid::Uuid;

use super::{
    rooms::{Room, first_free},
    row::{Parsed, Row},
};
use crate::{
    bookings::BookingState,
    db::{Stored, Tx},
    imports::{
        profile::Profile,
        report::{Place, Report, Severity},
        rules::common_days,
        sites,
    },
    nights::{Nights, previous},
    tx_all, units,
};

/// What is to be written.
#[derive(Default)]
pub struct Plan {
    pub known: HashMap<String, Uuid>,
    /// Rooms by site and kind, those to be made among them.
    pub rooms: BTreeMap<(String, String), Vec<Room>>,
    /// Row by row, with its room unless it keeps none.
    pub bookings: Vec<(usize, Option<Uuid>)>,
    /// Bookings whose end moved, with the row that says so.
    pub moved: Vec<(usize, Uuid)>,
    /// From when each site's new rooms are there.
    pub since: HashMap<String, NaiveDate>,
}

#[derive(FromRow)]
struct Kept {
    id: Uuid,
    site_id: Uuid,
    reference: String,
    state: BookingState,
    persons: i32,
    from_night: NaiveDate,
    to_night: Option<NaiveDate>,
    agreed_to: Option<NaiveDate>,
}

pub async fn compare(
    tx: &mut Tx,
    profile: &Profile,
    parsed: &Parsed,
    report: &mut Report,
) -> Stored<Plan> {
    let known = sites::known(tx, &profile.source, parsed.told.keys()).await?;
    let mut plan = Plan { known, ..Plan::default() };
    report.sites_created =
        parsed.told.keys().filter(|code| !plan.known.contains_key(*code)).count() as u64;
    let kept = kept(tx, &plan.known).await?;
    let mut new = Vec::new();
    let mut days = Vec::new();
    for (index, row) in parsed.rows.iter().enumerate() {
        let site = plan.known.get(&row.site);
        let before = site.and_then(|site| kept.get(&(*site, row.reference.clone())));
        match before {
            None => new.push(index),
            Some(before) if row.is(before) => report.differences.identical += 1,
            Some(before) if row.moves(before) => {
                report.differences.changed += 1;
                days.extend(before.to_night.zip(row.nights.to()).map(|(a, b)| (b - a).num_days()));
                plan.moved.push((index, before.id));
            }
            Some(_) => {
                report.differences.conflict += 1;
                let place = Place { detail: row.reference.clone(), ..row.place.clone() };
                report.find("told_differently", Severity::Note, place);
            }
        }
    }
    if let Some(days) = common_days(&days) {
        let place = Place { file: report.files.join(", "), row: 0, detail: format!("{days:+}") };
        report.find("shifted_dates", Severity::Blocking, place);
    }
    house(tx, profile, parsed, &mut plan, new, report).await?;
    Ok(plan)
}

impl Row {
    fn is(&self, kept: &Kept) -> bool {
        let end = match self.state {
            // What was agreed; a no-show or a cancellation gave the rest back.
            BookingState::NoShow | BookingState::Cancelled => kept.agreed_to,
            _ => kept.to_night,
        };
        self.state == kept.state
            && self.nights.from() == kept.from_night
            && self.nights.to() == end
            && self.party.persons == kept.persons
    }

    /// Only the end is another one, and the booking still has one to move.
    fn moves(&self, kept: &Kept) -> bool {
        matches!(kept.state, BookingState::Confirmed | BookingState::Arrived)
            && self.state == kept.state
            && self.nights.from() == kept.from_night
            && self.party.persons == kept.persons
    }
}

/// The bookings of the file's sites that have a reference.
async fn kept(tx: &mut Tx, known: &HashMap<String, Uuid>) -> Stored<HashMap<(Uuid, String), Kept>> {
    let mut kept = HashMap::new();
    for site in known.values() {
        let rows: Vec<Kept> = tx_all!(
            tx,
            "select id, site_id, reference, state, persons, from_night, to_night, agreed_to
             from booking where site_id = $1 and reference <> ''",
            *site
        )?;
        kept.extend(rows.into_iter().map(|row| ((row.site_id, row.reference.clone()), row)));
    }
    Ok(kept)
}

/// Gives each new row a room, in the order of the first nights.
async fn house(
    tx: &mut Tx,
    profile: &Profile,
    parsed: &Parsed,
    plan: &mut Plan,
    mut new: Vec<usize>,
    report: &mut Report,
) -> Stored<()> {
    plan.rooms = there(tx, profile, &plan.known).await?;
    new.sort_by_key(|index| parsed.rows.get(*index).map(|row| row.nights.from()));
    let largest = largest(parsed);
    for index in new {
        let Some(row) = parsed.rows.get(index) else { continue };
        let first = plan.since.entry(row.site.clone()).or_insert(row.nights.from());
        *first = row.nights.from().min(*first);
        let Some(nights) = row.held() else {
            report.differences.new += 1;
            plan.bookings.push((index, None));
            continue;
        };
        let kind = (row.site.clone(), row.unit.clone());
        let rooms = plan.rooms.entry(kind.clone()).or_default();
        let given = first_free(rooms, nights, row.party.persons);
        let room = given.or_else(|| {
            let places = largest.get(&kind).copied().unwrap_or(row.party.persons);
            profile.makes_units.then(|| make(rooms, &row.unit, places, nights))
        });
        if room.is_some() {
            report.differences.new += 1;
            plan.bookings.push((index, room));
        } else {
            let code = if rooms.is_empty() { "unit_unknown" } else { "unit_taken" };
            let detail = format!("{} {}", row.site, row.unit);
            report.reject(code, Place { detail, ..row.place.clone() });
        }
    }
    let rooms = plan.rooms.values().flatten();
    report.units_created = rooms.filter(|room| room.is_new).count() as u64;
    Ok(())
}

/// The most who were ever to sleep in a kind of room: what it has to hold.
fn largest(parsed: &Parsed) -> HashMap<(String, String), i32> {
    let mut largest = HashMap::new();
    for row in parsed.rows.iter().filter(|row| row.held().is_some()) {
        let most = largest.entry((row.site.clone(), row.unit.clone())).or_insert(1);
        *most = row.party.persons.max(*most);
    }
    largest
}

fn make(rooms: &mut Vec<Room>, kind: &str, places: i32, nights: Nights) -> Uuid {
    let label = format!("{kind}-{:03}", rooms.len() + 1);
    let mut room = Room::new(Uuid::now_v7(), label, places, true);
    room.take(nights);
    let id = room.id;
    rooms.push(room);
    id
}

/// The rooms that are there, under the name a row gives them.
async fn there(
    tx: &mut Tx,
    profile: &Profile,
    known: &HashMap<String, Uuid>,
) -> Stored<BTreeMap<(String, String), Vec<Room>>> {
    let mut there: BTreeMap<(String, String), Vec<Room>> = BTreeMap::new();
    for (code, site) in known {
        let lines = crate::ledger::store::lines(tx, *site).await?;
        let mut taken: HashMap<Uuid, Vec<Nights>> = HashMap::new();
        for line in lines {
            taken.entry(line.unit_id).or_default().push(line.nights());
        }
        for unit in
            units::store::at_site_in(tx, *site).await?.into_iter().filter(|unit| !unit.shared)
        {
            let kind = match unit.label.rsplit_once('-') {
                Some((kind, _)) if profile.makes_units => kind.to_owned(),
                _ => unit.label.clone(),
            };
            let mut room = Room::new(unit.id, unit.label, unit.places, false);
            for nights in taken.remove(&unit.id).unwrap_or_default() {
                room.take(nights);
            }
            // Before it was there, and after it is no more, nobody sleeps in it.
            let never = NaiveDate::MIN;
            if let Some(before) = Nights::between(never, unit.in_service_from)
                && previous(unit.in_service_from) > never
            {
                room.take(before);
            }
            if let Some(end) = unit.in_service_to {
                room.take(Nights::open(end));
            }
            there.entry((code.clone(), kind)).or_default().push(room);
        }
    }
    Ok(there)
}

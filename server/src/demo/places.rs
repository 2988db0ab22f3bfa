//! The demonstration's hotels and shelter sites, their rooms and what is broken in them.

use app::{
    db::{Stored, Tx},
    execute,
};
use chrono::{DateTime, Days, NaiveDate, Utc};
use uuid::Uuid;

use super::{chance::Chance, words};

/// A room as the lives need to know it.
#[derive(Clone, Debug)]
pub(super) struct Room {
    pub(super) id: Uuid,
    pub(super) site: Uuid,
    pub(super) places: i32,
    /// First night nobody has it.
    pub(super) free_from: NaiveDate,
    /// Nights it opens to anybody.
    pub(super) opens: NaiveDate,
}

pub(super) struct Setting {
    pub(super) hosts: Vec<Uuid>,
    pub(super) tonight: NaiveDate,
    pub(super) since: NaiveDate,
    pub(super) now: DateTime<Utc>,
    pub(super) hotels: usize,
    pub(super) shelters: usize,
}

pub(super) async fn build(
    tx: &mut Tx,
    chance: &mut Chance,
    setting: &Setting,
) -> Stored<Vec<Room>> {
    let mut rooms = Vec::new();
    for number in 0..setting.hotels {
        let count = 4 + chance.below(10);
        let kind = if number % 5 == 0 { "hotel_allotment" } else { "hotel" };
        let name = words::place_name("Hôtel de la", number);
        let host = setting.hosts[number % setting.hosts.len()];
        site(tx, chance, setting, Plan { number, name, kind, host, rooms: count }, &mut rooms)
            .await?;
    }
    let kinds = ["sas", "chu", "mise_a_labri", "chrs", "rhvs"];
    for number in 0..setting.shelters {
        let kind = kinds[number % kinds.len()];
        let name = words::place_name(if kind == "sas" { "Sas" } else { "Centre" }, number);
        let host = setting.hosts[0];
        let plan = Plan {
            number: setting.hotels + number,
            name,
            kind,
            host,
            rooms: 14 + chance.below(18),
        };
        site(tx, chance, setting, plan, &mut rooms).await?;
    }
    Ok(rooms)
}

struct Plan {
    number: usize,
    name: String,
    kind: &'static str,
    host: Uuid,
    rooms: usize,
}

async fn site(
    tx: &mut Tx,
    chance: &mut Chance,
    setting: &Setting,
    plan: Plan,
    rooms: &mut Vec<Room>,
) -> Stored<()> {
    let id = chance.id();
    let (code, town, latitude, longitude) =
        words::TERRITORIES[plan.number * 7 % words::TERRITORIES.len()];
    let shelter = !plan.kind.starts_with("hotel");
    let amenities =
        ["fridge", "wifi", "laundry", "shared_kitchen", "baby_equipment", "lift", "animals"];
    let amenities: Vec<&str> = amenities
        .into_iter()
        .filter(|_| chance.below(100) < if shelter { 75 } else { 45 })
        .collect();
    execute!(
        tx,
        "insert into site (id, code, name, kind, measure, state, manager_id, address, territory, territory_name, latitude,
                           longitude, amenities, stay_target_nights, created_at)
         values ($1, $2, $3, $4, 'by_unit', 'open', $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        id,
        format!("S-{:05}", plan.number + 1),
        &plan.name,
        plan.kind,
        plan.host,
        format!("quartier de la gare, {town}"),
        code,
        town,
        latitude + chance.jitter(),
        longitude + chance.jitter(),
        amenities.join(" "),
        (plan.kind == "sas").then_some(30),
        setting.now
    )?;
    let mut places = 0;
    let mut previous = None;
    for number in 0..plan.rooms {
        let made = room(
            tx,
            chance,
            setting,
            Door { site: id, number, lift: amenities.contains(&"lift"), previous },
        )
        .await?;
        previous = Some(made.id);
        places += made.places;
        rooms.push(made);
    }
    papers(tx, chance, setting, &plan, (id, places)).await?;
    Ok(())
}

/// Whom to call, what it counts, what it costs.
async fn papers(
    tx: &mut Tx,
    chance: &mut Chance,
    setting: &Setting,
    plan: &Plan,
    (id, places): (Uuid, i32),
) -> Stored<()> {
    execute!(
        tx,
        "insert into site_contact (id, site_id, label, phone) values ($1, $2, 'Réception', $3)",
        chance.id(),
        id,
        format!("01 99 00 {:02} {:02}", plan.number / 100, plan.number % 100)
    )?;
    execute!(
        tx,
        "insert into capacity_period (id, site_id, kind, from_night, unit_count, place_count, source, recorded_at)
         values ($1, $2, 'opened', $3, $4, $5, 'démonstration', $6)",
        chance.id(),
        id,
        setting.since,
        i32::try_from(plan.rooms).unwrap_or(0),
        places,
        setting.now
    )?;
    let cents = 1_650 + i32::try_from(chance.below(700)).unwrap_or(0);
    execute!(
        tx,
        "insert into price_line (id, site_id, from_night, basis, amount_cents, recorded_at)
         values ($1, $2, $3, 'per_person', $4, $5)",
        chance.id(),
        id,
        setting.since,
        cents,
        setting.now
    )?;
    Ok(())
}

struct Door {
    site: Uuid,
    number: usize,
    lift: bool,
    previous: Option<Uuid>,
}

async fn room(tx: &mut Tx, chance: &mut Chance, setting: &Setting, door: Door) -> Stored<Room> {
    let places = [2, 2, 3, 3, 3, 4, 4, 4, 5, 6][chance.below(10)];
    let floor = i32::try_from(door.number / 8).unwrap_or(0);
    let label = format!("{}", (floor + 1) * 100 + i32::try_from(door.number % 8).unwrap_or(0) + 1);
    let id = chance.id();
    let step_free = floor == 0 || door.lift;
    let connects = door.previous.filter(|_| chance.below(12) == 0);
    execute!(
        tx,
        "insert into unit (id, site_id, label, floor, places, cots, step_free, wheelchair, kitchen, private_bath, shared,
                           connects_to, in_service_from, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        id,
        door.site,
        label,
        floor,
        places,
        i32::from(places >= 3),
        step_free,
        step_free && chance.below(9) == 0,
        chance.below(4) == 0,
        chance.below(10) < 7,
        false,
        connects,
        setting.since,
        setting.now
    )?;
    let closed = chance.below(60) == 0;
    if closed {
        close(tx, chance, setting, (door.site, id)).await?;
    }
    let opens = if closed { setting.tonight + Days::new(60) } else { setting.since };
    Ok(Room { id, site: door.site, places, free_from: opens, opens })
}

/// Out of service since a few days, and due for a look.
async fn close(
    tx: &mut Tx,
    chance: &mut Chance,
    setting: &Setting,
    (site, unit): (Uuid, Uuid),
) -> Stored<()> {
    let id = chance.id();
    let cause = ["works", "bedbugs", "damage"][chance.below(3)];
    let from = setting.tonight - Days::new(2 + chance.below(20) as u64);
    let review =
        setting.tonight - Days::new(chance.below(3) as u64) + Days::new(chance.below(6) as u64);
    execute!(
        tx,
        "insert into closure (id, site_id, cause, detail, owner, from_night, review_on, created_at)
         values ($1, $2, $3, '', 'Maintenance', $4, $5, $6)",
        id,
        site,
        cause,
        from,
        review,
        setting.now
    )?;
    execute!(
        tx,
        "insert into occupation (id, unit_id, shared, slot, from_night, kind, persons, closure_id, command_id, recorded_at)
         values ($1, $2, $3, 0, $4, 'closure', 0, $5, $6, $7)",
        chance.id(),
        unit,
        false,
        from,
        id,
        chance.id(),
        setting.now
    )?;
    Ok(())
}

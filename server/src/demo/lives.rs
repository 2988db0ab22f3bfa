//! Three years of invented families: who came, where they slept, where they went.
//!
//! Nights are lived in order: each event is the next one in time, so that a room is
//! never given twice here either.

use std::{cmp::Reverse, collections::BinaryHeap};

use app::{
    codes::human_code,
    db::{Stored, Tx},
    execute, households,
};
use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use uuid::Uuid;

use super::{chance::Chance, places::Room, words};

pub(super) struct Cast {
    pub(super) city: Uuid,
    pub(super) coordinator: Uuid,
    pub(super) mandates: Vec<Uuid>,
    pub(super) tonight: NaiveDate,
    pub(super) since: NaiveDate,
    pub(super) now: DateTime<Utc>,
    /// Households that come over the three years, and those in house at the end, about.
    pub(super) households: usize,
}

struct Family {
    id: Uuid,
    persons: i32,
    leaves: Option<NaiveDate>,
    previous: Option<Uuid>,
}

/// What a family does next, and when.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Event {
    on: NaiveDate,
    family: usize,
}

pub(super) async fn build(
    tx: &mut Tx,
    chance: &mut Chance,
    cast: &Cast,
    rooms: &mut [Room],
) -> Stored<()> {
    let mut families = Vec::with_capacity(cast.households);
    let mut events = BinaryHeap::new();
    let span = usize::try_from((cast.tonight - cast.since).num_days()).unwrap_or(1);
    for number in 0..cast.households {
        // More in the last months: those who are still there.
        let (a, b) = (chance.below(span) as u64, chance.below(span) as u64);
        let on = cast.since + Days::new(a.max(b));
        let stay = 20 + chance.below(700) as u64 + chance.below(300) as u64;
        let family = family(tx, chance, cast, number, on).await?;
        families.push(Family {
            leaves: Some(on + Days::new(stay)).filter(|to| *to <= cast.tonight),
            ..family
        });
        events.push(Reverse(Event { on, family: number }));
    }
    while let Some(Reverse(Event { on, family })) = events.pop() {
        let who = &mut families[family];
        let Some(room) = choose(rooms, who.persons, on) else {
            continue;
        };
        let until = on + Days::new(60 + chance.below(400) as u64);
        let end = who.leaves.map_or(until, |leaves| leaves.min(until)).max(on + Days::new(1));
        let stays = end > cast.tonight;
        let moves = !stays && who.leaves.is_none_or(|leaves| end < leaves);
        rooms[room].free_from = if stays { cast.tonight + Days::new(400) } else { end };
        let told = Told { on, end: (!stays).then_some(end), moves };
        who.previous = Some(booking(tx, chance, cast, who, &mut rooms[room], &told).await?);
        if moves {
            events.push(Reverse(Event { on: end, family }));
        }
    }
    ahead(tx, chance, cast, &mut families, rooms).await
}

/// The tightest room free on the night.
fn choose(rooms: &[Room], persons: i32, on: NaiveDate) -> Option<usize> {
    let fits = |room: &&(usize, &Room)| {
        room.1.places >= persons && room.1.free_from <= on && room.1.opens <= on
    };
    let all: Vec<_> = rooms.iter().enumerate().collect();
    all.iter()
        .filter(fits)
        .min_by_key(|(_, room)| (room.places, room.free_from))
        .map(|(place, _)| *place)
}

async fn family(
    tx: &mut Tx,
    chance: &mut Chance,
    cast: &Cast,
    number: usize,
    on: NaiveDate,
) -> Stored<Family> {
    let id = chance.id();
    let name = words::FAMILY_NAMES[chance.below(words::FAMILY_NAMES.len())];
    let adults = 1 + i32::from(chance.below(100) < 45);
    let children = [0, 1, 1, 1, 2, 2, 2, 3, 3, 4][chance.below(10)];
    let needs = ["step_free", "fridge", "kitchen", "pushchair"];
    let needs: Vec<&str> = needs.into_iter().filter(|_| chance.below(100) < 12).collect();
    let restricted = number % 53 == 52;
    execute!(
        tx,
        "insert into household (id, code, organisation_id, phone, language, territory, needs, restricted, created_at, created_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        id,
        human_code('F', id),
        cast.city,
        format!("06 99 {:02} {:02} {:02}", number / 10_000, number / 100 % 100, number % 100),
        ["fr", "en", "ar", "ro", "ti", "fa"][chance.below(6)],
        words::TERRITORIES[chance.below(10)].0,
        needs.join(" "),
        restricted,
        cast.now,
        cast.coordinator
    )?;
    if restricted && number.is_multiple_of(2) {
        execute!(
            tx,
            "insert into household_circle (household_id, user_id) values ($1, $2)",
            id,
            cast.coordinator
        )?;
    }
    for place in 0..adults + children {
        let adult = place < adults;
        let age = if adults > place { 19 + chance.below(26) } else { chance.below(16) };
        let born = on
            - Days::new(age as u64 * 365 + chance.below(365) as u64 + if adult { 365 } else { 0 });
        person(tx, chance, cast, Member { household: id, name, place, adult, born, on }).await?;
    }
    assign(tx, chance, cast, (id, number), on).await?;
    households::store::refresh(tx, id, cast.tonight).await?;
    Ok(Family { id, persons: adults + children, leaves: None, previous: None })
}

/// Followed by one of the operators since it came.
async fn assign(
    tx: &mut Tx,
    chance: &mut Chance,
    cast: &Cast,
    (household, number): (Uuid, usize),
    on: NaiveDate,
) -> Stored<()> {
    let mandate = cast.mandates[number % cast.mandates.len()];
    execute!(
        tx,
        "insert into assignment (id, household_id, mandate_id, from_night) values ($1, $2, $3, $4)",
        chance.id(),
        household,
        mandate,
        on
    )?;
    Ok(())
}

struct Member<'a> {
    household: Uuid,
    name: &'a str,
    place: i32,
    adult: bool,
    born: NaiveDate,
    on: NaiveDate,
}

async fn person(tx: &mut Tx, chance: &mut Chance, cast: &Cast, member: Member<'_>) -> Stored<()> {
    let id = chance.id();
    let unknown = chance.below(40) == 0;
    execute!(
        tx,
        "insert into person (id, family_name, first_name, birth_date, age_band, created_at) values ($1, $2, $3, $4, $5, $6)",
        id,
        member.name,
        words::FIRST_NAMES[chance.below(words::FIRST_NAMES.len())],
        (!unknown).then_some(member.born),
        if member.adult { "adult" } else { "child" },
        cast.now
    )?;
    let role = match (member.place, member.adult) {
        (0, _) => "reference",
        (_, true) => "adult",
        _ => "child",
    };
    execute!(
        tx,
        "insert into membership (id, person_id, household_id, from_night, role, reason_in, command_id, recorded_at)
         values ($1, $2, $3, $4, $5, 'intake', $6, $7)",
        chance.id(),
        id,
        member.household,
        member.on.max(member.born),
        role,
        chance.id(),
        cast.now
    )?;
    Ok(())
}

struct Told {
    on: NaiveDate,
    /// Left that morning, or still there.
    end: Option<NaiveDate>,
    moves: bool,
}

async fn booking(
    tx: &mut Tx,
    chance: &mut Chance,
    cast: &Cast,
    who: &Family,
    room: &mut Room,
    told: &Told,
) -> Stored<Uuid> {
    // Those in house end within the weeks to come; a few are already past their end.
    let planned = match chance.below(100) {
        0 if chance.below(4) == 0 => cast.tonight - Days::new(1 + chance.below(4) as u64),
        1 => cast.tonight,
        _ => cast.tonight + Days::new(1 + chance.below(45) as u64),
    };
    let to = told.end.unwrap_or(planned).max(told.on + Days::new(1));
    let overstay = told.end.is_none() && to < cast.tonight;
    let slept = if overstay { cast.tonight + Days::new(1) } else { to };
    let reason = told.end.map(|_| match (told.moves, chance.below(10)) {
        (true, _) => "transfer",
        (false, 0) => "left_without_notice",
        _ => "exit",
    });
    if told.end.is_none() && !overstay {
        // The next family can be promised the room all the same.
        room.free_from = to;
    }
    let row = Row {
        household: Some(who.id),
        site: room.site,
        state: if told.end.is_some() { "departed" } else { "arrived" },
        persons: who.persons,
        from: told.on,
        to,
        held_until: None,
        reason,
        previous: who.previous,
    };
    let id = insert(tx, chance, cast, &row).await?;
    line(tx, chance, cast, (id, room.id), (told.on, slept), ("stay", who.persons)).await?;
    fund(tx, chance, cast, who.id, (told.on, to)).await?;
    Ok(id)
}

/// Paid for as long as booked, or a few days less where nobody has decided yet.
async fn fund(
    tx: &mut Tx,
    chance: &mut Chance,
    cast: &Cast,
    household: Uuid,
    (from, to): (NaiveDate, NaiveDate),
) -> Stored<()> {
    let early =
        if chance.below(12) == 0 { Days::new(1 + chance.below(3) as u64) } else { Days::new(0) };
    let to = (to - early).max(from + Days::new(1));
    let (funder, basis) = [
        ("city", "voluntary"),
        ("city", "homeless"),
        ("city", "homeless"),
        ("department", "mother_and_child"),
        ("state", "homeless"),
    ][chance.below(5)];
    execute!(
        tx,
        "insert into funded_period (id, household_id, from_night, to_night, state, funder, basis, decided_by, decided_on,
             created_at, created_by)
         values ($1, $2, $3, $4, 'granted', $5, $6, 'Commission du lundi', $7, $8, $9)",
        chance.id(),
        household,
        from,
        to,
        funder,
        basis,
        from,
        cast.now,
        cast.coordinator
    )?;
    Ok(())
}

struct Row {
    household: Option<Uuid>,
    site: Uuid,
    state: &'static str,
    persons: i32,
    from: NaiveDate,
    to: NaiveDate,
    held_until: Option<DateTime<Utc>>,
    reason: Option<&'static str>,
    previous: Option<Uuid>,
}

/// Bookings are written the day before they begin.
fn written(cast: &Cast, from: NaiveDate) -> DateTime<Utc> {
    let at = NaiveTime::from_hms_opt(15, 0, 0).unwrap_or_default();
    (from - Days::new(1)).and_time(at).and_utc().min(cast.now)
}

async fn insert(tx: &mut Tx, chance: &mut Chance, cast: &Cast, row: &Row) -> Stored<Uuid> {
    let id = chance.id();
    let arrived = matches!(row.state, "arrived" | "departed").then_some(row.from);
    execute!(
        tx,
        "insert into booking (id, code, household_id, site_id, state, persons, agreed_from, agreed_to, from_night, to_night,
             held_until, arrived_on, departed_on, reason, transferred_from, created_at, created_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
        id,
        human_code('R', id),
        row.household,
        row.site,
        row.state,
        row.persons,
        row.from,
        row.to,
        row.held_until,
        arrived,
        (row.state == "departed").then_some(row.to),
        row.reason,
        row.previous,
        written(cast, row.from),
        cast.coordinator
    )?;
    Ok(id)
}

async fn line(
    tx: &mut Tx,
    chance: &mut Chance,
    cast: &Cast,
    (booking, unit): (Uuid, Uuid),
    (from, to): (NaiveDate, NaiveDate),
    (kind, persons): (&str, i32),
) -> Stored<()> {
    execute!(
        tx,
        "insert into occupation (id, unit_id, shared, slot, from_night, to_night, kind, persons, booking_id, command_id, recorded_at)
         values ($1, $2, $3, 0, $4, $5, $6, $7, $8, $9, $10)",
        chance.id(),
        unit,
        false,
        from,
        to,
        kind,
        persons,
        booking,
        chance.id(),
        written(cast, from)
    )?;
    Ok(())
}

/// Those expected tonight, and options that wait for an answer.
async fn ahead(
    tx: &mut Tx,
    chance: &mut Chance,
    cast: &Cast,
    families: &mut Vec<Family>,
    rooms: &mut [Room],
) -> Stored<()> {
    let count = (cast.households / 100).clamp(6, 24);
    for number in 0..count * 2 {
        let family = family(tx, chance, cast, families.len(), cast.tonight).await?;
        let Some(room) = choose(rooms, family.persons, cast.tonight) else {
            continue;
        };
        let to = cast.tonight + Days::new(7 + chance.below(30) as u64);
        let minutes = i64::try_from(40 + chance.below(300)).unwrap_or(60);
        let state = if number < count { "confirmed" } else { ["held", "requested"][number % 2] };
        let row = Row {
            household: Some(family.id),
            site: rooms[room].site,
            state,
            persons: family.persons,
            from: cast.tonight,
            to,
            held_until: (state != "confirmed")
                .then(|| cast.now + chrono::Duration::minutes(minutes)),
            reason: None,
            previous: None,
        };
        let id = insert(tx, chance, cast, &row).await?;
        let kind = if state == "confirmed" { "promise" } else { "hold" };
        line(tx, chance, cast, (id, rooms[room].id), (cast.tonight, to), (kind, family.persons))
            .await?;
        rooms[room].free_from = to;
        families.push(family);
    }
    Ok(())
}

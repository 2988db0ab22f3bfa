//! A large world, drawn by arithmetic: every unit full of stays, one after the other.

use app::{
    accounts::{
        service::hash_password,
        store::{NewUser, insert_user},
    },
    codes::human_code,
    context::App,
    db::{Stored, Tx},
    execute,
};
use chrono::{Days, NaiveDate};
use uuid::Uuid;

pub(crate) const PASSWORD: &str = "corbeau lanterne 47 quai";
/// A stay and the gap after it, in nights.
const STAY: u64 = 30;
const GAP: u64 = 4;

#[derive(Clone, Copy)]
pub(crate) struct Size {
    pub(crate) sites: usize,
    /// Units of each site.
    pub(crate) units: usize,
    /// Stays of each unit.
    pub(crate) stays: usize,
}

impl Size {
    pub(crate) fn units_in_all(self) -> usize {
        self.sites * self.units
    }

    pub(crate) fn bookings(self) -> usize {
        self.units_in_all() * self.stays
    }
}

pub(crate) struct World {
    pub(crate) city: Uuid,
    pub(crate) user: Uuid,
    pub(crate) site: Uuid,
    pub(crate) household: Uuid,
    pub(crate) booking: Uuid,
    /// `(site, unit)`.
    pub(crate) units: Vec<(Uuid, Uuid)>,
}

fn id(kind: u64, n: usize) -> Uuid {
    Uuid::from_u64_pair(
        kind << 48 | 0x7000,
        0x8000_0000_0000_0000 | (n as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 1,
    )
}

pub(crate) async fn fill(app: &App, size: Size) -> Stored<World> {
    let hash = hash_password(PASSWORD.to_owned()).await.unwrap_or_default();
    let (now, tonight) = (app.clock.now(), app.clock.tonight());
    let (city, user) = (id(1, 0), id(2, 0));
    let mut tx = app.db.begin().await?;
    execute!(
        tx,
        "insert into organisation (id, name, kind, created_at) values ($1, 'Ville', 'city', $2)",
        city,
        now
    )?;
    let ana = NewUser {
        id: user,
        organisation_id: city,
        email: "ana@bench.example",
        name: "Ana",
        password_hash: &hash,
    };
    insert_user(&mut tx, ana, now).await?;
    execute!(
        tx,
        "insert into access_grant (id, user_id, role, organisation_id, from_night, created_at)
         values ($1, $2, 'coordinator', $3, $4, $5)",
        id(3, 0),
        user,
        city,
        tonight - Days::new(9),
        now
    )?;
    let first = tonight - Days::new((STAY + GAP) * (size.stays as u64 * 2 / 3));
    let mut units = Vec::with_capacity(size.units_in_all());
    for site in 0..size.sites {
        insert_site(&mut tx, app, city, site).await?;
        for unit in 0..size.units {
            let number = site * size.units + unit;
            insert_unit(&mut tx, app, (id(4, site), number), first).await?;
            units.push((id(4, site), id(5, number)));
        }
    }
    let households = size.bookings() / 15;
    for number in 0..households.max(1) {
        insert_household(&mut tx, app, city, number).await?;
    }
    tx.save().await?;
    for number in 0..size.units_in_all() {
        let mut tx = app.db.begin().await?;
        let offset = Days::new(number as u64 % (STAY + GAP));
        for stay in 0..size.stays {
            let from = first + offset + Days::new((STAY + GAP) * stay as u64);
            let n = number * size.stays + stay;
            let who = id(6, n % households.max(1));
            insert_stay(&mut tx, app, (n, units[number], who), (from, from + Days::new(STAY)))
                .await?;
        }
        tx.save().await?;
    }
    Ok(World { city, user, site: id(4, 3), household: id(6, 7), booking: id(7, 7), units })
}

async fn insert_site(tx: &mut Tx, app: &App, city: Uuid, site: usize) -> Stored<()> {
    execute!(
        tx,
        "insert into site (id, code, name, kind, measure, state, manager_id, territory, territory_name, created_at)
         values ($1, $2, $3, 'hotel_allotment', 'by_unit', 'open', $4, $5, 'Paris', $6)",
        id(4, site),
        format!("S-{site:05}"),
        format!("Site {site}"),
        city,
        format!("751{:02}", site % 20 + 1),
        app.clock.now()
    )?;
    Ok(())
}

async fn insert_unit(
    tx: &mut Tx,
    app: &App,
    (site, number): (Uuid, usize),
    first: NaiveDate,
) -> Stored<()> {
    execute!(
        tx,
        "insert into unit (id, site_id, label, places, cots, step_free, wheelchair, kitchen, private_bath, shared,
                           in_service_from, created_at)
         values ($1, $2, $3, $4, 1, $5, $6, $5, $5, $6, $7, $8)",
        id(5, number),
        site,
        format!("{number}"),
        2 + i32::try_from(number % 5).unwrap_or(0),
        number % 2 == 0,
        false,
        first,
        app.clock.now()
    )?;
    Ok(())
}

async fn insert_household(tx: &mut Tx, app: &App, city: Uuid, number: usize) -> Stored<()> {
    let household = id(6, number);
    execute!(
        tx,
        "insert into household (id, code, organisation_id, restricted, looked_after, created_at)
         values ($1, $2, $3, $4, $5, $6)",
        household,
        format!("F-{number}"),
        city,
        false,
        true,
        app.clock.now()
    )?;
    for person in 0..3 {
        let who = id(8, number * 3 + person);
        execute!(
            tx,
            "insert into person (id, family_name, first_name, age_band, created_at) values ($1, $2, $3, 'adult', $4)",
            who,
            format!("Nom {number}"),
            format!("Prénom {person}"),
            app.clock.now()
        )?;
        execute!(
            tx,
            "insert into membership (id, person_id, household_id, from_night, role, reason_in, command_id, recorded_at)
             values ($1, $2, $3, '2020-01-01', $4, 'intake', $1, $5)",
            id(9, number * 3 + person),
            who,
            household,
            if person == 0 { "reference" } else { "adult" },
            app.clock.now()
        )?;
    }
    Ok(())
}

async fn insert_stay(
    tx: &mut Tx,
    app: &App,
    (n, (site, unit), household): (usize, (Uuid, Uuid), Uuid),
    (from, to): (NaiveDate, NaiveDate),
) -> Stored<()> {
    let tonight = app.clock.tonight();
    let (state, kind) = match (from <= tonight, to <= tonight) {
        (_, true) => ("departed", "stay"),
        (true, _) => ("arrived", "stay"),
        _ => ("confirmed", "promise"),
    };
    let booking = id(7, n);
    execute!(
        tx,
        "insert into booking (id, code, household_id, site_id, state, persons, agreed_from, agreed_to, from_night, to_night,
             arrived_on, departed_on, created_at)
         values ($1, $2, $3, $4, $5, 2, $6, $7, $6, $7, $8, $9, $10)",
        booking,
        human_code('R', booking),
        household,
        site,
        state,
        from,
        to,
        (state != "confirmed").then_some(from),
        (state == "departed").then_some(to),
        app.clock.now()
    )?;
    execute!(
        tx,
        "insert into occupation (id, unit_id, shared, slot, from_night, to_night, kind, persons, booking_id, command_id, recorded_at)
         values ($1, $2, $3, 0, $4, $5, $6, 2, $7, $1, $8)",
        id(10, n),
        unit,
        false,
        from,
        to,
        kind,
        booking,
        app.clock.now()
    )?;
    Ok(())
}

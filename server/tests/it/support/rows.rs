//! The world's rows, written straight into the tables: the one place to change when a
//! table does.

use app::{
    accounts::store::{NewUser, insert_user},
    db::{Stored, Tx},
    execute,
    households::{self, store::Assigned},
};
use argon2::{Algorithm, Argon2, Params, PasswordHasher, Version, password_hash::SaltString};
use chrono::NaiveDate;
use uuid::Uuid;

use super::world::{PASSWORD, World, id, night};

pub(crate) struct Person {
    pub(crate) name: &'static str,
    pub(crate) full_name: &'static str,
    pub(crate) organisation: &'static str,
    role: &'static str,
}

const ORGANISATIONS: [(&str, &str, &str); 5] = [
    ("city", "Ville de Cormeroy", "city"),
    ("booking-body", "Réservation Solidaire", "booking_body"),
    ("host-a", "Gestion des Alisiers", "host"),
    ("host-b", "Gestion du Belvédère", "host"),
    ("operator", "Association Passerelle", "support"),
];

const fn person(
    name: &'static str,
    full_name: &'static str,
    organisation: &'static str,
    role: &'static str,
) -> Person {
    Person { name, full_name, organisation, role }
}

const PEOPLE: [Person; 10] = [
    person("ana", "Ana Ribeiro", "city", "coordinator"),
    person("ben", "Ben Kaddour", "city", "coordinator"),
    person("cy", "Cy Morvan", "host-b", "site_manager"),
    person("dora", "Dora Petit", "city", "analyst"),
    person("emil", "Emil Szabo", "host-a", "site_manager"),
    person("fanny", "Fanny Roche", "booking-body", "booking_officer"),
    person("gus", "Gus Lambert", "city", "administrator"),
    person("hana", "Hana Touré", "operator", "social_worker"),
    person("ines", "Ines Garnier", "city", "head_of_mission"),
    person("jo", "Jo Tessier", "city", "data_protection"),
];

pub(crate) fn people() -> impl Iterator<Item = &'static Person> {
    PEOPLE.iter()
}

pub(crate) fn find(name: &str) -> &'static Person {
    PEOPLE.iter().find(|each| each.name == name).unwrap()
}

impl Person {
    pub(crate) fn email(&self) -> String {
        format!("{}@{}.example", self.name, self.organisation)
    }
}

/// A unit of the world: its site, its places, and whether families share it.
const UNITS: [(&str, &str, i32, bool); 6] = [
    ("a-101", "site-a", 2, false),
    ("a-102", "site-a", 3, false),
    ("a-103", "site-a", 4, false),
    ("a-dorm", "site-a", 4, true),
    ("b-201", "site-b", 2, false),
    ("b-202", "site-b", 4, false),
];

/// Everybody and every place, once for each engine.
pub(crate) async fn everybody(world: &World) {
    let hash = cheap_hash(PASSWORD);
    let now = world.clock.now();
    let mut tx = world.app.db.begin().await.unwrap();
    for (name, label, kind) in ORGANISATIONS {
        execute!(
            tx,
            "insert into organisation (id, name, kind, created_at) values ($1, $2, $3, $4)",
            id(name),
            label,
            kind,
            now
        )
        .unwrap();
    }
    execute!(
        tx,
        "insert into mandate (id, organisation_id, label, from_night) values ($1, $2, $3, $4)",
        id("mandate"),
        id("operator"),
        "Accompagnement des familles",
        night("2025-01-01")
    )
    .unwrap();
    for person in people() {
        let user = NewUser {
            id: id(person.name),
            organisation_id: id(person.organisation),
            email: &person.email(),
            name: person.full_name,
            password_hash: &hash,
        };
        insert_user(&mut tx, user, now).await.unwrap();
        grant(&mut tx, world, person).await.unwrap();
    }
    for (name, label, manager) in
        [("site-a", "Les Alisiers", "host-a"), ("site-b", "Le Belvédère", "host-b")]
    {
        site(&mut tx, world, name, label, manager).await.unwrap();
    }
    for (name, at, places, shared) in UNITS {
        unit(&mut tx, world, name, at, places, shared).await.unwrap();
    }
    tx.save().await.unwrap();
}

/// A hash says what it costs to check: as little as may be, for everybody signs in.
fn cheap_hash(password: &str) -> String {
    let cost = Params::new(Params::MIN_M_COST, 1, 1, None).unwrap();
    let salt = SaltString::from_b64("c2VsZGVzdGVzdHM").unwrap();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, cost)
        .hash_password(password.as_bytes(), &salt)
        .unwrap()
        .to_string()
}

async fn grant(tx: &mut Tx, world: &World, person: &Person) -> Stored<()> {
    execute!(
        tx,
        "insert into access_grant (id, user_id, role, organisation_id, mandate_id, from_night, created_at)
         values ($1, $2, $3, $4, $5, $6, $7)",
        id(&format!("grant-{}", person.name)),
        id(person.name),
        person.role,
        id(person.organisation),
        (person.organisation == "operator").then(|| id("mandate")),
        night("2025-01-01"),
        world.clock.now()
    )?;
    Ok(())
}

async fn site(tx: &mut Tx, world: &World, name: &str, label: &str, manager: &str) -> Stored<()> {
    execute!(
        tx,
        "insert into site (id, code, name, kind, measure, state, manager_id, territory, territory_name, created_at)
         values ($1, $2, $3, 'hotel_allotment', 'by_unit', 'open', $4, '75118', 'Paris 18e', $5)",
        id(name),
        format!("S-{name}"),
        label,
        id(manager),
        world.clock.now()
    )?;
    Ok(())
}

async fn unit(
    tx: &mut Tx,
    world: &World,
    name: &str,
    site: &str,
    places: i32,
    shared: bool,
) -> Stored<()> {
    execute!(
        tx,
        "insert into unit (id, site_id, label, places, step_free, wheelchair, kitchen, private_bath, shared, in_service_from, created_at)
         values ($1, $2, $3, $4, $5, $5, $5, $6, $7, $8, $9)",
        id(name),
        id(site),
        name,
        places,
        name == "a-102",
        !shared,
        shared,
        night("2025-01-01"),
        world.clock.now()
    )?;
    Ok(())
}

/// A household on an organisation's account, with nobody in it yet.
pub(crate) async fn household(tx: &mut Tx, world: &World, name: &str, account: &str) -> Stored<()> {
    execute!(
        tx,
        "insert into household (id, code, organisation_id, restricted, created_at) values ($1, $2, $3, $4, $5)",
        id(name),
        format!("F-{name}"),
        id(account),
        false,
        world.clock.now()
    )?;
    Ok(())
}

/// Households on an organisation's account, and a night index that knows the world.
pub(crate) async fn families(world: &World, account: &str, names: &[&str]) {
    let mut tx = world.app.db.begin().await.unwrap();
    for name in names {
        household(&mut tx, world, name, account).await.unwrap();
    }
    tx.save().await.unwrap();
    world.app.index.rebuild(&world.app.db, world.clock.tonight()).await.unwrap();
}

/// Only whoever is named in its circle may know of the household.
pub(crate) async fn restrict(tx: &mut Tx, name: &str, circle: &[&str]) -> Stored<()> {
    execute!(tx, "update household set restricted = $2 where id = $1", id(name), true)?;
    for user in circle {
        execute!(
            tx,
            "insert into household_circle (household_id, user_id) values ($1, $2)",
            id(name),
            id(user)
        )?;
    }
    Ok(())
}

/// A booking as its row alone: no occupation.
pub(crate) async fn booking(
    tx: &mut Tx,
    world: &World,
    name: &str,
    household: Option<&str>,
    site: &str,
    state: &str,
) -> Stored<()> {
    execute!(
        tx,
        "insert into booking (id, code, household_id, site_id, state, persons, agreed_from, from_night, created_at)
         values ($1, $2, $3, $4, $5, 1, $6, $6, $7)",
        id(name),
        format!("R-{name}"),
        household.map(id),
        id(site),
        state,
        night("2026-03-01"),
        world.clock.now()
    )?;
    Ok(())
}

/// What takes a unit's nights.
pub(crate) struct Occupation {
    pub(crate) id: Uuid,
    pub(crate) unit: &'static str,
    pub(crate) slot: i32,
    pub(crate) from: NaiveDate,
    pub(crate) to: Option<NaiveDate>,
    pub(crate) booking: &'static str,
}

impl Occupation {
    pub(crate) async fn insert(&self, tx: &mut Tx, world: &World) -> Stored<()> {
        execute!(
            tx,
            "insert into occupation (id, unit_id, shared, slot, from_night, to_night, kind, persons, booking_id, command_id, recorded_at)
             values ($1, $2, $3, $4, $5, $6, 'stay', 1, $7, $1, $8)",
            self.id,
            id(self.unit),
            self.unit.ends_with("dorm"),
            self.slot,
            self.from,
            self.to,
            id(self.booking),
            world.clock.now()
        )?;
        Ok(())
    }
}

/// The household sleeps in the unit since the first of the month, with no end.
pub(crate) async fn lodge(world: &World, name: &str, unit: &'static str) {
    let mut tx = world.app.db.begin().await.unwrap();
    let booking = "lodged";
    self::booking(&mut tx, world, booking, Some(name), "site-a", "arrived").await.unwrap();
    let from = night("2026-03-01");
    let stay = Occupation { id: Uuid::now_v7(), unit, slot: 0, from, to: None, booking };
    stay.insert(&mut tx, world).await.unwrap();
    tx.save().await.unwrap();
}

/// Followed under a mandate since a night, by its worker Hana.
pub(crate) async fn assign(world: &World, name: &str, mandate: &str, since: &str) {
    let mut tx = world.app.db.begin().await.unwrap();
    let assigned = Assigned {
        household: id(name),
        mandate: id(mandate),
        worker: Some(id("hana")),
        from: night(since),
    };
    households::store::assign(&mut tx, &assigned).await.unwrap();
    tx.save().await.unwrap();
}

//! The invented world of the demonstration: no real person, hotel or address.

mod chance;
mod lives;
mod places;
mod support;
mod words;

use std::fmt;

use anyhow::bail;
use app::{
    access::Role,
    accounts,
    context::App,
    db::{Stored, Tx},
    execute, read_one,
};
use chrono::{DateTime, Days, NaiveDate, Utc};
use uuid::Uuid;

/// Everybody's; the demonstration holds nothing real.
pub const PASSWORD: &str = "demonstration-escale";
const CITY: &str = "Ville (démonstration)";

/// E-mail, role, organisation (its place in [`ORGANISATIONS`]).
pub const SIGN_INS: [(&str, Role, usize); 9] = [
    ("coordination@demo.escale.example", Role::Coordinator, 0),
    ("terrain@demo.escale.example", Role::FieldAgent, 0),
    ("reservation@demo.escale.example", Role::BookingOfficer, 1),
    ("accueil@demo.escale.example", Role::SiteManager, 2),
    ("social@demo.escale.example", Role::SocialWorker, 3),
    ("analyse@demo.escale.example", Role::Analyst, 0),
    ("direction@demo.escale.example", Role::HeadOfMission, 0),
    ("admin@demo.escale.example", Role::Administrator, 0),
    ("dpo@demo.escale.example", Role::DataProtection, 0),
];

const ORGANISATIONS: [(&str, &str); 4] = [
    (CITY, "city"),
    ("Centrale de réservation (démonstration)", "booking_body"),
    ("Résidences du Phare (démonstration)", "host"),
    ("Association Passerelle (démonstration)", "support"),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Size {
    Small,
    Full,
}

/// What the world holds now.
#[derive(Debug, PartialEq, Eq)]
pub struct Summary {
    /// It was there already, and nothing was added.
    pub present: bool,
    pub users: usize,
    pub rooms: usize,
    pub households: usize,
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.present {
            write!(f, "The demonstration is there already: nothing was changed.")
        } else {
            write!(
                f,
                "The demonstration is there: {} users, {} rooms, {} households.",
                self.users, self.rooms, self.households
            )
        }
    }
}

/// Fills an empty, migrated database.
pub async fn build(app: &App, seed: u64, size: Size) -> anyhow::Result<Summary> {
    let users = SIGN_INS.len();
    if is_here(app).await? {
        return Ok(Summary { present: true, users, rooms: 0, households: 0 });
    }
    if !app.db.is_empty().await? {
        bail!("the database is not empty: the demonstration never mixes with anything else");
    }
    let (now, tonight) = (app.clock.now(), app.clock.tonight());
    let since = tonight - Days::new(3 * 365);
    let id = |kind: u64, n: usize| fixed(seed, kind, n);
    let hash = accounts::service::hash_password(PASSWORD.to_owned()).await;
    let Ok(hash) = hash else {
        bail!("the password could not be hashed");
    };
    let mut tx = app.db.begin().await?;
    for (n, (name, kind)) in ORGANISATIONS.into_iter().enumerate() {
        accounts::store::insert_organisation(&mut tx, id(1, n), name, kind, now).await?;
    }
    execute!(
        tx,
        "insert into mandate (id, organisation_id, label, from_night) values ($1, $2, $3, $4)",
        id(2, 0),
        id(1, 3),
        "Suivi à l'hôtel",
        since
    )?;
    for (n, (email, role, organisation)) in SIGN_INS.into_iter().enumerate() {
        let name = email.split('@').next().unwrap_or_default();
        let user = accounts::store::NewUser {
            id: id(3, n),
            organisation_id: id(1, organisation),
            email,
            name,
            password_hash: &hash,
        };
        accounts::store::insert_user(&mut tx, user, now).await?;
        let grant = accounts::store::NewGrant {
            user_id: id(3, n),
            role,
            // The booking body works on the city's account.
            organisation_id: id(1, if role == Role::BookingOfficer { 0 } else { organisation }),
            mandate_id: (role == Role::SocialWorker).then_some(id(2, 0)),
            from_night: since,
        };
        accounts::store::insert_grant(&mut tx, &grant, now).await?;
    }
    let (rooms, households) = life(&mut tx, seed, size, (tonight, since, now)).await?;
    app::ledger::service::rebuild_in(&mut tx).await?;
    tx.save().await?;
    Ok(Summary { present: false, users, rooms, households })
}

/// Hosts, operators, places and three years of families; answers the rooms and the households.
async fn life(
    tx: &mut Tx,
    seed: u64,
    size: Size,
    (tonight, since, now): (NaiveDate, NaiveDate, DateTime<Utc>),
) -> Stored<(usize, usize)> {
    let id = |kind: u64, n: usize| fixed(seed, kind, n);
    let mut chance = chance::Chance::new(seed);
    let hosts = hosts(tx, &mut chance, size, now).await?;
    let mandates = operators(tx, &mut chance, size, (id(2, 0), since, now)).await?;
    let (hotels, shelters, households) = size.figures();
    let setting = places::Setting {
        hosts: [vec![id(1, 2)], hosts].concat(),
        tonight,
        since,
        now,
        hotels,
        shelters,
    };
    let mut rooms = places::build(tx, &mut chance, &setting).await?;
    doors(tx, id(3, 1), &rooms).await?;
    let cast = lives::Cast {
        city: id(1, 0),
        coordinator: id(3, 0),
        mandates,
        tonight,
        since,
        now,
        households,
    };
    lives::build(tx, &mut chance, &cast, &mut rooms).await?;
    let workers = if size == Size::Small { 2 } else { 17 };
    support::build(tx, &mut chance, &cast, (id(3, 4), workers)).await?;
    Ok((rooms.len(), households))
}

fn fixed(seed: u64, kind: u64, n: usize) -> Uuid {
    Uuid::from_u64_pair(seed << 8 | kind, n as u64 + 1)
}

impl Size {
    /// Hotels, shelter sites, and the households of three years.
    fn figures(self) -> (usize, usize, usize) {
        match self {
            Self::Small => (12, 3, 140),
            Self::Full => (250, 15, 3_600),
        }
    }
}

/// Whoever manages the hotels the demonstration's own host does not.
async fn hosts(
    tx: &mut Tx,
    chance: &mut chance::Chance,
    size: Size,
    now: DateTime<Utc>,
) -> Stored<Vec<Uuid>> {
    let mut ids = Vec::new();
    let count = if size == Size::Small { 2 } else { 12 };
    for number in 0..count {
        let id = chance.id();
        let name = words::place_name("Société de la", number + 60);
        accounts::store::insert_organisation(tx, id, &name, "host", now).await?;
        ids.push(id);
    }
    Ok(ids)
}

/// The mandates of six operators, the demonstration's own first.
async fn operators(
    tx: &mut Tx,
    chance: &mut chance::Chance,
    size: Size,
    (own, since, now): (Uuid, NaiveDate, DateTime<Utc>),
) -> Stored<Vec<Uuid>> {
    let mut mandates = vec![own];
    let count = if size == Size::Small { 1 } else { 5 };
    for number in 0..count {
        let (organisation, mandate) = (chance.id(), chance.id());
        let name = words::place_name("Association de la", number + 110);
        accounts::store::insert_organisation(tx, organisation, &name, "support", now).await?;
        execute!(
            tx,
            "insert into mandate (id, organisation_id, label, from_night) values ($1, $2, $3, $4)",
            mandate,
            organisation,
            "Suivi des familles",
            since
        )?;
        mandates.push(mandate);
    }
    Ok(mandates)
}

/// The field agent's doors: the first sites.
async fn doors(tx: &mut Tx, agent: Uuid, rooms: &[places::Room]) -> Stored<()> {
    let mut sites: Vec<Uuid> = rooms.iter().map(|room| room.site).collect();
    sites.dedup();
    for site in sites.into_iter().take(3) {
        execute!(
            tx,
            "insert into grant_site (grant_id, site_id) select id, $2 from access_grant where user_id = $1",
            agent,
            site
        )?;
    }
    Ok(())
}

async fn is_here(app: &App) -> anyhow::Result<bool> {
    let city: Option<(i32,)> =
        read_one!(app.db, "select 1 from organisation where name = $1", CITY)?;
    Ok(city.is_some())
}

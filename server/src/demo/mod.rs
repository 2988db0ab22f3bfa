//! The invented world of the demonstration: no real person, hotel or address.

use std::fmt;

use anyhow::bail;
use app::{access::Role, accounts, context::App, execute, read_one};
use chrono::Days;
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
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.present {
            write!(
                f,
                "The demonstration is there already: nothing was changed."
            )
        } else {
            write!(f, "The demonstration is there: {} users.", self.users)
        }
    }
}

/// Fills an empty, migrated database.
pub async fn build(app: &App, seed: u64, _size: Size) -> anyhow::Result<Summary> {
    let users = SIGN_INS.len();
    if is_here(app).await? {
        return Ok(Summary {
            present: true,
            users,
        });
    }
    if !app.db.is_empty().await? {
        bail!("the database is not empty: the demonstration never mixes with anything else");
    }
    let (now, tonight) = (app.clock.now(), app.clock.tonight());
    let since = tonight - Days::new(3 * 365);
    let id = |kind: u64, n: usize| Uuid::from_u64_pair(seed << 8 | kind, n as u64 + 1);
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
            organisation_id: id(1, organisation),
            mandate_id: (role == Role::SocialWorker).then_some(id(2, 0)),
            from_night: since,
        };
        accounts::store::insert_grant(&mut tx, &grant, now).await?;
    }
    tx.save().await?;
    Ok(Summary {
        present: false,
        users,
    })
}

async fn is_here(app: &App) -> anyhow::Result<bool> {
    let city: Option<(i32,)> =
        read_one!(app.db, "select 1 from organisation where name = $1", CITY)?;
    Ok(city.is_some())
}

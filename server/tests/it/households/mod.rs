//! Households through their services: who they are each night, who may know, what finds them.

mod composition;
mod merging;
mod protection;
mod searching;
mod writing;

use std::ops::Deref;

use app::{
    access::{self, Actor},
    error::{AppError, Outcome},
    execute,
    households::{
        Details, Need,
        rules::intake::Intake,
        service::{self, File, Target},
        store,
    },
};
use chrono::NaiveDate;
use uuid::Uuid;

use crate::support::world::{World, id, moment, night};

/// The world, with a coordinator of another city, a booking officer of this one, and a
/// social worker under another mandate.
pub(crate) struct House(World);

/// Runs each story on both engines.
macro_rules! tell {
    ($($story:ident),+ $(,)?) => { $(
        mod $story {
            use crate::{households::House, support::world};

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                world::on_sqlite(async |world| super::$story(&House::of(world).await).await).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                world::on_postgres(async |world| super::$story(&House::of(world).await).await).await;
            }
        }
    )+ };
}
pub(crate) use tell;

/// `(name, role, organisation, mandate)`
const NEWCOMERS: [(&str, &str, &str, Option<&str>); 3] = [
    ("nora", "coordinator", "booking-body", None),
    ("olga", "booking_officer", "city", None),
    ("wanda", "social_worker", "operator", Some("other-mandate")),
];

/// An id known by a name of any length.
pub(crate) fn made(name: &str) -> Uuid {
    let mut bytes = [0; 16];
    for (place, byte) in name.bytes().enumerate() {
        bytes[place % 16] ^= byte.rotate_left(u32::try_from(place / 16).unwrap());
    }
    Uuid::from_bytes(bytes)
}

impl Deref for House {
    type Target = World;

    fn deref(&self) -> &World {
        &self.0
    }
}

impl House {
    pub(crate) async fn of(world: World) -> Self {
        let now = world.clock.now();
        let since = night("2025-01-01");
        let mut tx = world.app.db.begin().await.unwrap();
        execute!(
            tx,
            "insert into mandate (id, organisation_id, label, from_night) values ($1, $2, $3, $4)",
            id("other-mandate"),
            id("operator"),
            "Autre lot",
            since
        )
        .unwrap();
        for (name, role, organisation, mandate) in NEWCOMERS {
            execute!(
                tx,
                "insert into user_account (id, organisation_id, email, name, password_hash, created_at)
                 values ($1, $2, $3, $4, $5, $6)",
                id(name),
                id(organisation),
                format!("{name}@{organisation}.example"),
                name,
                "",
                now
            )
            .unwrap();
            execute!(
                tx,
                "insert into access_grant (id, user_id, role, organisation_id, mandate_id, from_night, created_at)
                 values ($1, $2, $3, $4, $5, $6, $7)",
                Uuid::now_v7(),
                id(name),
                role,
                id(organisation),
                mandate.map(id),
                since,
                now
            )
            .unwrap();
        }
        tx.save().await.unwrap();
        Self(world)
    }

    pub(crate) fn at_night(&self, night: &str) {
        self.clock.set(moment(&format!("{night}T18:30")));
    }

    pub(crate) async fn actor(&self, name: &str) -> Actor {
        let newcomer = NEWCOMERS.into_iter().find(|each| each.0 == name);
        let Some((_, _, organisation, _)) = newcomer else {
            return self.0.actor(name).await;
        };
        let tonight = self.clock.tonight();
        let grants = access::store::grants_of(&self.app.db, id(name), tonight).await;
        Actor {
            user_id: id(name),
            name: name.to_owned(),
            organisation_id: id(organisation),
            grants: grants.unwrap(),
            tonight,
        }
    }

    /// Ana writes a household down.
    pub(crate) async fn family(
        &self,
        family: &str,
        first: &str,
        adults: i32,
        children: i32,
    ) -> Uuid {
        let intake = Intake { adults, children, ..named(family, first) };
        self.intake("ana", intake).await.unwrap()
    }

    pub(crate) async fn intake(&self, by: &str, intake: Intake) -> Outcome<Uuid> {
        service::intake(&self.app, &self.actor(by).await, intake).await
    }

    pub(crate) async fn file(&self, by: &str, household: Uuid) -> Outcome<File> {
        service::open(&self.app, &self.actor(by).await, household).await
    }

    /// The household as a fresh form would name it.
    pub(crate) async fn target(&self, household: Uuid) -> Target {
        let mut tx = self.app.db.begin().await.unwrap();
        let (version,): (i32,) =
            app::on_tx!(tx, |c| sqlx::query_as("select version from household where id = $1")
                .bind(household)
                .fetch_one(c)
                .await)
            .unwrap();
        Target { command: Uuid::now_v7(), id: household, version }
    }

    pub(crate) async fn size(&self, household: Uuid, night: &str) -> i32 {
        let mut tx = self.app.db.begin().await.unwrap();
        store::size_on(&mut tx, household, date(night)).await.unwrap()
    }

    /// Titles of what a search shows somebody, in order.
    pub(crate) async fn found(&self, by: &str, query: &str) -> Vec<String> {
        let asked = service::Asked { query: query.to_owned(), ..service::Asked::default() };
        let page = service::search(&self.app, &self.actor(by).await, &asked).await;
        let page = page.unwrap();
        assert_eq!(page.total, page.rows.len(), "the count tells what is shown");
        let title = |row: service::search::Row| row.card.title().to_owned();
        page.rows.into_iter().map(title).collect()
    }

    /// The household sleeps there, in this room, from this night on.
    pub(crate) async fn stay(&self, household: Uuid, site: &str, room: &str, from: &str) -> Uuid {
        let (site_id, unit, booking) =
            (made(site), made(&format!("{site} {room}")), Uuid::now_v7());
        let now = self.app.clock.now();
        let mut tx = self.app.db.begin().await.unwrap();
        execute!(
            tx,
            "insert into site (id, code, name, kind, measure, state, manager_id, territory, territory_name, created_at)
             values ($1, $2, $3, 'hotel', 'by_unit', 'open', $4, '75119', 'Paris 19e', $5) on conflict (id) do nothing",
            site_id,
            site,
            site,
            id("host-a"),
            now
        )
        .unwrap();
        execute!(
            tx,
            "insert into unit (id, site_id, label, places, step_free, wheelchair, kitchen, private_bath, shared,
                               in_service_from, created_at)
             values ($1, $2, $3, 4, false, false, false, false, false, '2020-01-01', $4) on conflict (id) do nothing",
            unit,
            site_id,
            room,
            now
        )
        .unwrap();
        execute!(
            tx,
            "insert into booking (id, code, household_id, site_id, state, persons, agreed_from, from_night, arrived_on, created_at)
             values ($1, $2, $3, $4, 'arrived', 2, $5, $5, $5, $6)",
            booking,
            booking.to_string(),
            household,
            site_id,
            night(from),
            now
        )
        .unwrap();
        execute!(
            tx,
            "insert into occupation (id, unit_id, shared, slot, from_night, kind, persons, booking_id, command_id, recorded_at)
             values ($1, $2, false, 0, $3, 'stay', 2, $4, $1, $5)",
            Uuid::now_v7(),
            unit,
            night(from),
            booking,
            now
        )
        .unwrap();
        tx.save().await.unwrap();
        booking
    }

    pub(crate) async fn assign(&self, household: Uuid, mandate: &str) {
        let assigned = store::Assigned {
            household,
            mandate: id(mandate),
            worker: None,
            from: self.app.clock.tonight(),
        };
        let mut tx = self.app.db.begin().await.unwrap();
        store::assign(&mut tx, &assigned).await.unwrap();
        tx.save().await.unwrap();
    }
}

/// A household of one adult, to be changed.
pub(crate) fn named(family: &str, first: &str) -> Intake {
    Intake {
        command: Uuid::now_v7(),
        family_name: family.to_owned(),
        first_name: first.to_owned(),
        adults: 1,
        ..Intake::default()
    }
}

pub(crate) fn needing(needs: &[Need], file: &File) -> Details {
    Details { needs: needs.to_vec(), ..file.household.details() }
}

/// The fields a form was refused for.
pub(crate) fn fields<T: std::fmt::Debug>(outcome: Outcome<T>) -> Vec<(&'static str, &'static str)> {
    match outcome.unwrap_err() {
        AppError::Invalid { fields } => {
            let brief = |(field, message): (_, app::i18n::Message)| (field, message.key);
            fields.into_iter().map(brief).collect()
        }
        other => panic!("{other:?}"),
    }
}

/// What is said of who or what is in the way.
pub(crate) fn obstacle<T: std::fmt::Debug>(outcome: Outcome<T>) -> &'static str {
    match outcome.unwrap_err() {
        AppError::Conflict(obstacle) => obstacle.message.key,
        other => panic!("{other:?}"),
    }
}

pub(crate) fn date(text: &str) -> NaiveDate {
    night(text)
}

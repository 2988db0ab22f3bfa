//! One call of the table: who calls, and what it is about, made anew each time.

use app::{
    access::{self, Actor, Role},
    accounts::store::{NewUser, insert_user},
    bookings::{self, Claim, Firmness, NewBooking},
    codes::human_code,
    context::App,
    db::Tx,
    error::Outcome,
    execute,
    households::{self, service::Target},
    nights::Nights,
};
use chrono::Duration;
use uuid::Uuid;

use crate::support::world::{World, id, night};

/// The right of each role lists site A; a manager's is that of the host of site A.
pub(super) async fn settle(world: &World, role: Role) -> Actor {
    let now = world.clock.now();
    let (user, grant) = (id("subject"), id("grant-subject"));
    let organisation = match role {
        Role::SiteManager => "host-a",
        Role::SocialWorker => "operator",
        _ => "city",
    };
    let mandate = (role == Role::SocialWorker).then(|| id("mandate"));
    let mut tx = world.app.db.begin().await.unwrap();
    let account = NewUser {
        id: user,
        organisation_id: id(organisation),
        email: "subject@city.example",
        name: "Subject",
        password_hash: "",
    };
    insert_user(&mut tx, account, now).await.unwrap();
    execute!(
        tx,
        "insert into access_grant (id, user_id, role, organisation_id, mandate_id, from_night, created_at)
         values ($1, $2, $3, $4, $5, $6, $7)",
        grant,
        user,
        role,
        id(organisation),
        mandate,
        night("2025-01-01"),
        now
    )
    .unwrap();
    if role != Role::SiteManager {
        let listed = "insert into grant_site (grant_id, site_id) values ($1, $2)";
        execute!(tx, listed, grant, id("site-a")).unwrap();
    }
    tx.save().await.unwrap();
    let tonight = world.clock.tonight();
    world.app.index.rebuild(&world.app.db, tonight).await.unwrap();
    Actor {
        user_id: user,
        name: "Subject".to_owned(),
        organisation_id: id(organisation),
        grants: access::store::grants_of(&world.app.db, user, tonight).await.unwrap(),
        tonight,
    }
}

#[derive(Clone, Copy)]
pub(super) struct Case<'a> {
    pub(super) world: &'a World,
    pub(super) actor: &'a Actor,
    pub(super) inside: bool,
}

/// A couple and a child.
pub(super) struct Family {
    pub(super) id: Uuid,
    pub(super) code: String,
    pub(super) persons: [Uuid; 3],
}

pub(super) struct Booked {
    pub(super) id: Uuid,
    pub(super) unit: Uuid,
}

impl<'a> Case<'a> {
    pub(super) fn app(&self) -> &'a App {
        &self.world.app
    }

    /// The same, on the other side of the scope.
    pub(super) fn other_side(self) -> Self {
        Self { inside: !self.inside, ..self }
    }

    pub(super) fn site(&self) -> Uuid {
        id(if self.inside { "site-a" } else { "site-b" })
    }

    /// Somebody in whose scope it all is, whoever the case is about.
    pub(super) async fn owner(&self) -> Actor {
        self.world.actor(if self.inside { "ana" } else { "fanny" }).await
    }

    /// A room nobody has.
    pub(super) async fn unit(&self) -> Uuid {
        let unit = Uuid::now_v7();
        let mut tx = self.begin().await;
        execute!(
            tx,
            "insert into unit (id, site_id, label, places, step_free, wheelchair, kitchen, private_bath, shared,
                               in_service_from, created_at)
             values ($1, $2, $3, 4, false, false, false, false, false, '2025-01-01', $4)",
            unit,
            self.site(),
            unit.to_string(),
            self.world.clock.now()
        )
        .unwrap();
        tx.save().await.unwrap();
        unit
    }

    /// A family that left the site this morning: its host still sees it today.
    pub(super) async fn family(&self) -> Family {
        let (family, now) = (Uuid::now_v7(), self.world.clock.now());
        let code = human_code('F', family);
        let mut tx = self.begin().await;
        execute!(
            tx,
            "insert into household (id, code, organisation_id, restricted, created_at) values ($1, $2, $3, $4, $5)",
            family,
            &code,
            id(if self.inside { "city" } else { "booking-body" }),
            false,
            now
        )
        .unwrap();
        let mut persons = [Uuid::nil(); 3];
        for (place, role) in ["reference", "adult", "child"].into_iter().enumerate() {
            persons[place] = member(&mut tx, family, role).await;
        }
        execute!(
            tx,
            "insert into booking (id, code, household_id, site_id, state, persons, agreed_from, from_night,
                                  to_night, arrived_on, departed_on, created_at)
             values ($1, $2, $3, $4, 'departed', 3, '2026-03-01', '2026-03-01', '2026-03-12', '2026-03-01', '2026-03-12', $5)",
            Uuid::now_v7(),
            Uuid::now_v7().to_string(),
            family,
            self.site(),
            now
        )
        .unwrap();
        if self.inside {
            let assigned = households::store::Assigned {
                household: family,
                mandate: id("mandate"),
                worker: None,
                from: night("2026-03-01"),
            };
            households::store::assign(&mut tx, &assigned).await.unwrap();
        }
        let tonight = self.world.clock.tonight();
        households::store::refresh(&mut tx, family, tonight).await.unwrap();
        tx.save().await.unwrap();
        Family { id: family, code, persons }
    }

    /// What a form would ask for, for the family or for nobody yet.
    pub(super) fn wish(&self, family: Option<&Family>, unit: Uuid) -> NewBooking {
        NewBooking {
            household_id: family.map(|family| family.id),
            site_id: self.site(),
            nights: Nights::between(night("2026-03-12"), night("2026-03-20")).unwrap(),
            claims: vec![Claim { unit_id: unit, persons: 3 }],
            cots: 0,
            firmness: Firmness::Confirm,
            reference: String::new(),
            over_capacity: None,
            transferred_from: None,
        }
    }

    /// A booking of a new family, from tonight on.
    pub(super) async fn booked(&self) -> Booked {
        let (family, unit) = (self.family().await, self.unit().await);
        self.book(&self.wish(Some(&family), unit)).await
    }

    /// One the site still has to answer, or that expires.
    pub(super) async fn pending(
        &self,
        firmness: impl Fn(chrono::DateTime<chrono::Utc>) -> Firmness,
    ) -> Booked {
        let (family, unit) = (self.family().await, self.unit().await);
        let firmness = firmness(self.world.clock.now() + Duration::hours(2));
        self.book(&NewBooking { firmness, ..self.wish(Some(&family), unit) }).await
    }

    pub(super) async fn unnamed(&self) -> Booked {
        self.book(&self.wish(None, self.unit().await)).await
    }

    pub(super) async fn book(&self, wish: &NewBooking) -> Booked {
        let owner = self.owner().await;
        let placed = bookings::service::place(self.app(), &owner, Uuid::now_v7(), wish).await;
        Booked { id: placed.unwrap(), unit: wish.claims[0].unit_id }
    }

    /// A family that sleeps there since that night; the command by which that was seen.
    pub(super) async fn arrived(&self, since: &str) -> (Booked, Uuid) {
        let (family, unit) = (self.family().await, self.unit().await);
        let nights = Nights::between(night(since), night("2026-03-20")).unwrap();
        let booked = self.book(&NewBooking { nights, ..self.wish(Some(&family), unit) }).await;
        let (owner, command) = (self.owner().await, Uuid::now_v7());
        let arrived =
            bookings::service::arrive(self.app(), &owner, command, booked.id, night(since));
        arrived.await.unwrap();
        (booked, command)
    }

    pub(super) async fn begin(&self) -> Tx {
        self.world.app.db.begin().await.unwrap()
    }
}

/// Belongs to the family since the first of the month.
async fn member(tx: &mut Tx, family: Uuid, role: &str) -> Uuid {
    let person = Uuid::now_v7();
    let band = if role == "child" { "child" } else { "adult" };
    execute!(
        tx,
        "insert into person (id, family_name, first_name, age_band, created_at)
         values ($1, 'Lopes', $2, $3, '2026-03-01T10:00:00Z')",
        person,
        person.to_string(),
        band
    )
    .unwrap();
    execute!(
        tx,
        "insert into membership (id, person_id, household_id, from_night, role, reason_in, command_id, recorded_at)
         values ($1, $1, $2, '2026-03-01', $3, 'intake', $1, '2026-03-01T10:00:00Z')",
        person,
        family,
        role
    )
    .unwrap();
    person
}

/// As a form fresh from the page would name the household.
pub(super) fn target(family: &Family) -> Target {
    Target { command: Uuid::now_v7(), id: family.id, version: 1 }
}

/// Found when it is among what a list answers.
pub(super) fn among(found: bool) -> Outcome<()> {
    if found { Ok(()) } else { Err(app::error::AppError::NotFound) }
}

//! Enrolments in the database, what sources call people, and stays of every origin.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::FromRow;
use uuid::Uuid;

use super::{Enrolment, NightsOf, Programme, Relationship, Stay};
use crate::{
    db::{Db, Stored, Tx},
    execute,
    households::{AgeBand, MemberRole, Person},
    read_all, tx_all, tx_one,
};

pub async fn programmes(tx: &mut Tx) -> Stored<Vec<Programme>> {
    Ok(tx_all!(tx, "select site_id, kind, nights from programme")?)
}

pub async fn all_programmes(db: &Db) -> Stored<Vec<Programme>> {
    Ok(read_all!(db, "select site_id, kind, nights from programme")?)
}

pub async fn insert_programme(tx: &mut Tx, programme: &Programme, command: Uuid) -> Stored<()> {
    execute!(
        tx,
        "insert into programme (site_id, kind, nights, command_id) values ($1, $2, $3, $4)",
        programme.site_id,
        programme.kind,
        programme.nights,
        command
    )?;
    Ok(())
}

#[derive(FromRow)]
struct Keyed {
    key: String,
    #[sqlx(flatten)]
    person: Person,
}

/// Our persons by the source's key.
pub async fn persons_of(tx: &mut Tx, source: &str) -> Stored<HashMap<String, Person>> {
    let rows: Vec<Keyed> = tx_all!(
        tx,
        "select k.key, p.id as person_id, p.family_name, p.first_name, p.birth_date, p.age_band, p.died_on
         from person_source k join person p on p.id = k.person_id where k.source = $1",
        source
    )?;
    Ok(rows.into_iter().map(|row| (row.key, row.person)).collect())
}

pub async fn insert_person_key(
    tx: &mut Tx,
    source: &str,
    key: &str,
    person: Uuid,
    command: Uuid,
) -> Stored<()> {
    execute!(
        tx,
        "insert into person_source (source, key, person_id, command_id) values ($1, $2, $3, $4)",
        source,
        key,
        person,
        command
    )?;
    Ok(())
}

/// Our households by the source's key.
pub async fn households_of(tx: &mut Tx, source: &str) -> Stored<HashMap<String, Uuid>> {
    let rows: Vec<(String, Uuid)> =
        tx_all!(tx, "select key, household_id from household_source where source = $1", source)?;
    Ok(rows.into_iter().collect())
}

pub async fn insert_household_key(
    tx: &mut Tx,
    source: &str,
    key: &str,
    household: Uuid,
    command: Uuid,
) -> Stored<()> {
    execute!(
        tx,
        "insert into household_source (source, key, household_id, command_id) values ($1, $2, $3, $4)",
        source,
        key,
        household,
        command
    )?;
    Ok(())
}

/// An enrolment in force, and where its booking is.
#[derive(Clone, Debug, FromRow)]
pub struct Kept {
    #[sqlx(flatten)]
    pub enrolment: Enrolment,
    pub site_id: Uuid,
    pub household_id: Uuid,
}

/// Everything in force of a source, as it told it.
pub async fn in_force(tx: &mut Tx, source: &str) -> Stored<Vec<Kept>> {
    Ok(tx_all!(
        tx,
        "select e.id, e.source, e.key, e.booking_id, e.person_id, e.from_night, e.to_night, e.moved_in, e.relationship,
                e.destination, e.destination_code, b.site_id, b.household_id
         from enrolment e join booking b on b.id = e.booking_id
         where e.source = $1 and e.superseded_at is null and b.household_id is not null",
        source
    )?)
}

pub async fn insert(
    tx: &mut Tx,
    enrolment: &Enrolment,
    command: Uuid,
    at: DateTime<Utc>,
) -> Stored<()> {
    execute!(
        tx,
        "insert into enrolment (id, source, key, booking_id, person_id, from_night, to_night, moved_in, relationship,
                                destination, destination_code, command_id, recorded_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        enrolment.id,
        &enrolment.source,
        &enrolment.key,
        enrolment.booking_id,
        enrolment.person_id,
        enrolment.from_night,
        enrolment.to_night,
        enrolment.moved_in,
        enrolment.relationship,
        enrolment.destination,
        &enrolment.destination_code,
        command,
        at
    )?;
    Ok(())
}

/// Ends an enrolment's force; the row stays. `false` when it was no longer in force.
pub async fn supersede(tx: &mut Tx, id: Uuid, command: Uuid, at: DateTime<Utc>) -> Stored<bool> {
    let rows = execute!(
        tx,
        "update enrolment set superseded_at = $3, superseded_by = $2 where id = $1 and superseded_at is null",
        id,
        command,
        at
    )?;
    Ok(rows == 1)
}

/// What a command inserted that is no longer in force: somebody built on it.
pub async fn is_built_upon(tx: &mut Tx, command: Uuid) -> Stored<bool> {
    let found: Option<(Uuid,)> = tx_one!(
        tx,
        "select id from enrolment where command_id = $1 and superseded_at is not null limit 1",
        command
    )?;
    Ok(found.is_some())
}

/// Takes back what a command wrote.
pub async fn take_back(tx: &mut Tx, command: Uuid, undo: Uuid, at: DateTime<Utc>) -> Stored<()> {
    execute!(
        tx,
        "update enrolment set superseded_at = $3, superseded_by = $2 where command_id = $1 and superseded_at is null",
        command,
        undo,
        at
    )?;
    let replaced: Vec<Enrolment> = tx_all!(
        tx,
        "select id, source, key, booking_id, person_id, from_night, to_night, moved_in, relationship, destination,
                destination_code
         from enrolment where superseded_by = $1",
        command
    )?;
    for row in replaced {
        insert(tx, &Enrolment { id: Uuid::now_v7(), ..row }, undo, at).await?;
    }
    Ok(())
}

/// Somebody enrolled at a site, for the nights it adds up.
#[derive(Clone, Debug, FromRow)]
pub struct Enrolled {
    pub booking_id: Uuid,
    pub household_id: Uuid,
    pub person_id: Uuid,
    pub from_night: NaiveDate,
    pub to_night: Option<NaiveDate>,
    pub moved_in: Option<NaiveDate>,
    pub birth_date: Option<NaiveDate>,
    pub age_band: AgeBand,
}

/// In the order of arrival. Who left by hand, with the booking, is no longer there.
pub async fn at_site(db: &Db, site: Uuid) -> Stored<Vec<Enrolled>> {
    Ok(read_all!(
        db,
        "select e.booking_id, b.household_id, e.person_id, e.from_night, e.moved_in, p.birth_date, p.age_band,
                case when e.to_night is null then b.departed_on else e.to_night end as to_night
         from enrolment e join booking b on b.id = e.booking_id join person p on p.id = e.person_id
         where b.site_id = $1 and e.superseded_at is null and b.household_id is not null
         order by e.from_night, e.key",
        site
    )?)
}

/// How the nights of a site are told; from arrival to departure where nobody says.
pub async fn nights_of(db: &Db, site: Uuid) -> Stored<NightsOf> {
    let rows = all_programmes(db).await?;
    let own = rows.iter().find(|programme| programme.site_id == site);
    Ok(own.map_or(NightsOf::Stayed, |programme| programme.nights))
}

/// A stay as a source of enrolments tells it, with the source's key of its household.
#[derive(Clone, Debug, FromRow)]
pub struct Told {
    pub household_key: String,
    #[sqlx(flatten)]
    pub stay: Stay,
}

/// Every stay in force, one a person: those enrolled, then the members of the households whose
/// bookings nobody enrolled.
pub async fn stays(db: &Db) -> Stored<Vec<Told>> {
    let mut stays: Vec<Told> = read_all!(
        db,
        "select b.reference as household_key, e.key, e.booking_id, b.site_id, b.household_id, e.person_id,
                e.from_night, e.moved_in, e.relationship, e.destination, e.destination_code, e.recorded_at,
                case when e.to_night is null then b.departed_on else e.to_night end as to_night
         from enrolment e join booking b on b.id = e.booking_id
         where e.superseded_at is null and b.household_id is not null
         order by e.from_night, e.key, e.id"
    )?;
    let members: Vec<Member> = read_all!(
        db,
        "select b.id as booking_id, b.site_id, b.household_id, b.state, b.from_night, b.to_night, b.departed_on,
                b.reason, b.created_at, m.person_id, m.from_night as since, m.to_night as until, m.role
         from booking b join membership m on m.household_id = b.household_id and m.superseded_at is null
         where b.state in ('arrived', 'departed')
           and not exists (select 1 from enrolment e where e.booking_id = b.id and e.superseded_at is null)
         order by b.from_night, b.id, m.from_night, m.id"
    )?;
    stays.extend(of_members(&members));
    Ok(stays)
}

/// A spell of membership of a household that is, or was, in a booking.
#[derive(FromRow)]
struct Member {
    booking_id: Uuid,
    site_id: Uuid,
    household_id: Uuid,
    state: String,
    from_night: NaiveDate,
    to_night: Option<NaiveDate>,
    departed_on: Option<NaiveDate>,
    reason: Option<String>,
    created_at: DateTime<Utc>,
    person_id: Uuid,
    since: NaiveDate,
    until: Option<NaiveDate>,
    role: MemberRole,
}

impl Member {
    /// Whoever has not left is in, whatever end was agreed: nothing ends by itself.
    fn left(&self) -> Option<NaiveDate> {
        let end = (self.state == "departed").then(|| self.departed_on.or(self.to_night)).flatten();
        match (end, self.until) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (one, None) | (None, one) => one,
        }
    }
}

fn of_members(members: &[Member]) -> Vec<Told> {
    let mut stays: BTreeMap<(Uuid, Uuid), Stay> = BTreeMap::new();
    for member in members {
        let (from, to) = (member.from_night.max(member.since), member.left());
        if to.is_some_and(|to| to <= from) {
            continue;
        }
        let key = (member.booking_id, member.person_id);
        if let Some(known) = stays.get_mut(&key) {
            // Only the role changed, or they came back: one stay.
            known.to_night = to;
            continue;
        }
        stays.insert(key, stay(member, from, to));
    }
    stays.into_values().map(|stay| Told { household_key: String::new(), stay }).collect()
}

fn stay(member: &Member, from: NaiveDate, to: Option<NaiveDate>) -> Stay {
    let unannounced = member.reason.as_deref() == Some("left_without_notice");
    Stay {
        key: String::new(),
        booking_id: member.booking_id,
        site_id: member.site_id,
        household_id: member.household_id,
        person_id: member.person_id,
        from_night: from,
        to_night: to,
        moved_in: None,
        relationship: match member.role {
            MemberRole::Reference => Relationship::Head,
            MemberRole::Child => Relationship::Child,
            MemberRole::Adult | MemberRole::Other => Relationship::Unknown,
        },
        destination: (to.is_some() && unannounced).then_some(super::Destination::Unknown),
        destination_code: String::new(),
        recorded_at: member.created_at,
    }
}

/// Everybody, and what their source calls them.
pub type Persons = HashMap<Uuid, (Person, Option<String>)>;

pub async fn persons(db: &Db) -> Stored<Persons> {
    let persons: Vec<Person> = read_all!(
        db,
        "select id as person_id, family_name, first_name, birth_date, age_band, died_on from person"
    )?;
    let keys: Vec<(Uuid, String)> =
        read_all!(db, "select person_id, max(key) as key from person_source group by person_id")?;
    let mut keys: HashMap<Uuid, String> = keys.into_iter().collect();
    let named = persons.into_iter().map(|person| {
        let key = keys.remove(&person.id);
        (person.id, (person, key))
    });
    Ok(named.collect())
}

/// The code and the kind of every site.
pub async fn places(db: &Db) -> Stored<super::figures::Places> {
    let rows: Vec<(Uuid, String, String)> = read_all!(db, "select id, code, kind from site")?;
    Ok(rows.into_iter().map(|(id, code, kind)| (id, (code, kind))).collect())
}

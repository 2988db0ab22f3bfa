//! Persons, and the nights they belong to a household.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::{
    db::{Db, Stored, Tx},
    execute,
    households::{
        Member, Membership, Person,
        rules::{age, change::Plan, intake::NewPerson},
    },
    read_all, tx_all, tx_one,
};

macro_rules! member_columns {
    () => {
        "m.id, m.person_id, m.household_id, m.from_night, m.to_night, m.role, m.reason_in, m.reason_out,
         p.family_name, p.first_name, p.birth_date, p.age_band, p.died_on"
    };
}

/// Who belongs to the household on a night; for a merged one, from that night on, to the
/// household that speaks for it.
pub async fn members_on(tx: &mut Tx, household: Uuid, night: NaiveDate) -> Stored<Vec<Member>> {
    Ok(tx_all!(
        tx,
        concat!(
            "select ",
            member_columns!(),
            " from household h
              join membership m on m.household_id =
                  case when h.merged_on is not null and h.merged_on <= $2 then h.merged_into else h.id end
              join person p on p.id = m.person_id
              where h.id = $1 and m.superseded_at is null
                and m.from_night <= $2 and (m.to_night is null or m.to_night > $2)
              order by m.from_night, p.birth_date, m.id"
        ),
        household,
        night
    )?)
}

/// How many belong to the household on a night, as [`members_on`].
pub async fn size_on(tx: &mut Tx, household: Uuid, night: NaiveDate) -> Stored<i32> {
    let counted: Option<(i64,)> = tx_one!(
        tx,
        "select count(*) from household h
         join membership m on m.household_id =
             case when h.merged_on is not null and h.merged_on <= $2 then h.merged_into else h.id end
         where h.id = $1 and m.superseded_at is null
           and m.from_night <= $2 and (m.to_night is null or m.to_night > $2)",
        household,
        night
    )?;
    Ok(counted.map_or(0, |(count,)| i32::try_from(count).unwrap_or(i32::MAX)))
}

/// Every row in force of a household, past nights included.
pub async fn of_household(db: &Db, household: Uuid) -> Stored<Vec<Member>> {
    Ok(read_all!(
        db,
        concat!(
            "select ",
            member_columns!(),
            " from membership m join person p on p.id = m.person_id
              where m.household_id = $1 and m.superseded_at is null
              order by m.from_night, p.birth_date, m.id"
        ),
        household
    )?)
}

pub async fn of_household_in(tx: &mut Tx, household: Uuid) -> Stored<Vec<Member>> {
    Ok(tx_all!(
        tx,
        concat!(
            "select ",
            member_columns!(),
            " from membership m join person p on p.id = m.person_id
              where m.household_id = $1 and m.superseded_at is null
              order by m.from_night, p.birth_date, m.id"
        ),
        household
    )?)
}

/// Every row in force of a person, in any household.
pub async fn of_person(tx: &mut Tx, person: Uuid) -> Stored<Vec<Membership>> {
    Ok(tx_all!(
        tx,
        "select id, person_id, household_id, from_night, to_night, role, reason_in, reason_out
         from membership where person_id = $1 and superseded_at is null order by from_night",
        person
    )?)
}

/// The household somebody was last of.
pub async fn last_household(tx: &mut Tx, person: Uuid) -> Stored<Option<Uuid>> {
    let found: Option<(Uuid,)> = tx_one!(
        tx,
        "select household_id from membership where person_id = $1 and superseded_at is null
         order by from_night desc, id desc limit 1",
        person
    )?;
    Ok(found.map(|(household,)| household))
}

/// The households whose members a command changed.
pub async fn touched_by(tx: &mut Tx, command: Uuid) -> Stored<Vec<Uuid>> {
    let rows: Vec<(Uuid,)> = tx_all!(
        tx,
        "select household_id from membership where command_id = $1
         union select household_id from membership where superseded_by = $1",
        command
    )?;
    Ok(rows.into_iter().map(|(household,)| household).collect())
}

pub async fn person(tx: &mut Tx, id: Uuid) -> Stored<Option<Person>> {
    Ok(tx_one!(
        tx,
        "select id as person_id, family_name, first_name, birth_date, age_band, died_on from person where id = $1",
        id
    )?)
}

pub async fn insert_person(tx: &mut Tx, person: &NewPerson, at: DateTime<Utc>) -> Stored<()> {
    execute!(
        tx,
        "insert into person (id, family_name, first_name, birth_date, age_band, created_at)
         values ($1, $2, $3, $4, $5, $6)",
        person.id,
        &person.family_name,
        &person.first_name,
        person.birth_date,
        person.age_band,
        at
    )?;
    Ok(())
}

pub async fn update_person(tx: &mut Tx, person: &Person) -> Stored<()> {
    execute!(
        tx,
        "update person set family_name = $2, first_name = $3, birth_date = $4, age_band = $5, died_on = $6
         where id = $1",
        person.id,
        &person.family_name,
        &person.first_name,
        person.birth_date,
        person.age_band,
        person.died_on
    )?;
    Ok(())
}

/// Carries out a plan: what ends first, so that nobody is in two places at once.
pub async fn carry_out(tx: &mut Tx, plan: &Plan, command: Uuid, at: DateTime<Utc>) -> Stored<()> {
    for row in &plan.ended {
        supersede(tx, *row, command, at).await?;
    }
    for row in &plan.begun {
        insert(tx, row, command, at).await?;
    }
    Ok(())
}

pub async fn insert(tx: &mut Tx, row: &Membership, command: Uuid, at: DateTime<Utc>) -> Stored<()> {
    execute!(
        tx,
        "insert into membership (id, person_id, household_id, from_night, to_night, role, reason_in, reason_out,
                                 command_id, recorded_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        row.id,
        row.person_id,
        row.household_id,
        row.from_night,
        row.to_night,
        row.role,
        row.reason_in,
        row.reason_out,
        command,
        at
    )?;
    Ok(())
}

async fn supersede(tx: &mut Tx, row: Uuid, command: Uuid, at: DateTime<Utc>) -> Stored<()> {
    execute!(
        tx,
        "update membership set superseded_at = $3, superseded_by = $2 where id = $1 and superseded_at is null",
        row,
        command,
        at
    )?;
    Ok(())
}

/// Whether an adult is there whose end nobody knows: until the household changes, no later
/// night leaves its minors alone, and no list need count it again.
pub async fn look_after(tx: &mut Tx, household: Uuid, tonight: NaiveDate) -> Stored<()> {
    execute!(
        tx,
        "update household set looked_after = exists (
             select 1 from membership m join person p on p.id = m.person_id
             where m.household_id = household.id and m.superseded_at is null
               and m.from_night <= $2 and m.to_night is null
               and (p.birth_date <= $3 or (p.birth_date is null and p.age_band in ('adult', 'unknown'))))
         where id = $1",
        household,
        tonight,
        age::born_at_latest(age::ADULT_YEARS, tonight)
    )?;
    Ok(())
}

/// Takes back what a command did to memberships. `false` when a later one built upon it.
pub async fn take_back(tx: &mut Tx, done: Uuid, command: Uuid, at: DateTime<Utc>) -> Stored<bool> {
    let built_upon: Option<(Uuid,)> = tx_one!(
        tx,
        "select id from membership where command_id = $1 and superseded_at is not null limit 1",
        done
    )?;
    if built_upon.is_some() {
        return Ok(false);
    }
    let before: Vec<Membership> = tx_all!(
        tx,
        "select id, person_id, household_id, from_night, to_night, role, reason_in, reason_out
         from membership where superseded_by = $1",
        done
    )?;
    execute!(
        tx,
        "update membership set superseded_at = $3, superseded_by = $2
         where command_id = $1 and superseded_at is null",
        done,
        command,
        at
    )?;
    for row in before {
        let again = Membership { id: Uuid::now_v7(), ..row };
        insert(tx, &again, command, at).await?;
    }
    Ok(true)
}

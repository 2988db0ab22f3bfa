//! Histories and the access log in the database, and what may be known of their subjects.

use chrono::{DateTime, Duration, Utc};
use sqlx::FromRow;
use uuid::Uuid;

use super::{Read, rules::Ties};
use crate::{
    access::{
        Actor,
        journal::{Entry, Subject},
    },
    db::{Db, Stored},
    read_all, read_one, visible_household,
};

/// A social worker keeps reading for this many nights after the last one (O-3).
const CLOSING_NIGHTS: i64 = 15;

/// The code and the ties of a household the actor may know of.
pub async fn household(db: &Db, actor: &Actor, id: Uuid) -> Stored<Option<(String, Ties)>> {
    let tail = actor.tonight - Duration::days(CLOSING_NIGHTS);
    let found: Option<(String, Uuid)> = read_one!(
        db,
        concat!(
            "select h.code, h.organisation_id from household h where h.id = $4 and ",
            visible_household!()
        ),
        actor.user_id,
        actor.tonight,
        tail,
        id
    )?;
    let Some((code, organisation_id)) = found else {
        return Ok(None);
    };
    let mandates: Vec<(Uuid,)> = read_all!(
        db,
        "select mandate_id from assignment
         where household_id = $1 and from_night <= $2 and (to_night is null or to_night > $3)",
        id,
        actor.tonight,
        tail
    )?;
    let ties = Ties { organisation_id, mandates: mandates.into_iter().map(|(id,)| id).collect() };
    Ok(Some((code, ties)))
}

/// Where a household was promised a place, and since when that is known.
pub async fn promises(db: &Db, household: Uuid) -> Stored<Vec<(Uuid, DateTime<Utc>)>> {
    Ok(read_all!(
        db,
        "select site_id, created_at from booking
         where household_id = $1 and state in ('confirmed', 'arrived', 'departed')",
        household
    )?)
}

#[derive(FromRow)]
pub struct BookingRow {
    pub code: String,
    pub household_id: Option<Uuid>,
    pub site_id: Uuid,
}

pub async fn booking(db: &Db, id: Uuid) -> Stored<Option<BookingRow>> {
    Ok(read_one!(db, "select code, household_id, site_id from booking where id = $1", id)?)
}

/// A site, or one of its units or closures: its site, and what it is called.
pub async fn of_site(db: &Db, subject: Subject, id: Uuid) -> Stored<Option<(Uuid, String)>> {
    Ok(match subject {
        Subject::Unit => read_one!(
            db,
            "select s.id, u.label || ' · ' || s.name from unit u
             join site s on s.id = u.site_id where u.id = $1",
            id
        )?,
        Subject::Closure => read_one!(
            db,
            "select s.id, s.name from closure c join site s on s.id = c.site_id where c.id = $1",
            id
        )?,
        _ => read_one!(db, "select id, name from site where id = $1", id)?,
    })
}

/// A page of a history, latest first: at most `limit` entries known since `since`
/// and before the entry `older`.
pub async fn entries(
    db: &Db,
    subject_id: Uuid,
    since: Option<DateTime<Utc>>,
    older: Option<Uuid>,
    limit: i64,
) -> Stored<Vec<Entry>> {
    Ok(read_all!(
        db,
        "select j.id, j.at, j.night, u.name as author, j.role, j.command_id, j.subject, j.subject_id,
                j.action, j.before, j.after, j.reason
         from journal j left join user_account u on u.id = j.user_id
         where j.subject_id in (select $1 union all select id from unit where site_id = $1
                                union all select id from closure where site_id = $1)
           and (j.at >= $2 or $2 is null)
           and ((j.at, j.id) < (select c.at, c.id from journal c where c.id = $3) or $3 is null)
         order by j.at desc, j.id desc limit $4",
        subject_id,
        since,
        older,
        limit
    )?)
}

/// What an id stands for, when that says nothing of a family.
pub async fn label(db: &Db, id: Uuid) -> Stored<Option<String>> {
    let found: Option<(String,)> = read_one!(
        db,
        "select name from organisation where id = $1
         union all select name from site where id = $1
         union all select name from user_account where id = $1
         union all select label from mandate where id = $1
         union all select label from unit where id = $1",
        id
    )?;
    Ok(found.map(|(label,)| label))
}

/// Narrows the access log; instants are half-open.
#[derive(Clone, Copy, Debug, Default)]
pub struct Narrowed {
    pub from: Option<DateTime<Utc>>,
    pub to: Option<DateTime<Utc>>,
    pub user: Option<Uuid>,
    pub subject_id: Option<Uuid>,
    pub older: Option<Uuid>,
}

pub async fn reads(db: &Db, by: Narrowed, limit: i64) -> Stored<Vec<Read>> {
    Ok(read_all!(
        db,
        "select l.id, l.at, l.user_id, u.name as user_name, l.role, l.subject, l.subject_id,
                coalesce(h.code, b.code, s.code, v.name, o.name) as code
         from access_log l
         left join user_account u on u.id = l.user_id
         left join household h on h.id = l.subject_id
         left join booking b on b.id = l.subject_id
         left join site s on s.id = l.subject_id
         left join user_account v on v.id = l.subject_id
         left join organisation o on o.id = l.subject_id
         where (l.at >= $1 or $1 is null) and (l.at < $2 or $2 is null)
           and (l.user_id = $3 or $3 is null) and (l.subject_id = $4 or $4 is null)
           and ((l.at, l.id) < (select c.at, c.id from access_log c where c.id = $5) or $5 is null)
         order by l.at desc, l.id desc limit $6",
        by.from,
        by.to,
        by.user,
        by.subject_id,
        by.older,
        limit
    )?)
}

/// What carries this code.
pub async fn with_code(db: &Db, code: &str) -> Stored<Option<Uuid>> {
    let found: Option<(Uuid,)> = read_one!(
        db,
        "select id from household where code = $1
         union all select id from booking where code = $1
         union all select id from site where code = $1",
        code
    )?;
    Ok(found.map(|(id,)| id))
}

/// Those who may have read something, by name.
pub async fn readers(db: &Db) -> Stored<Vec<(Uuid, String)>> {
    Ok(read_all!(db, "select id, name from user_account order by name, id")?)
}

//! Rights of every date in the database, and the sites they may name.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::{Held, Site, Wanted};
use crate::{
    db::{Db, Stored, Tx},
    execute, read_all, read_one, tx_all,
};

const HELD: &str = "select g.id, g.user_id, u.name as user_name, g.role, g.organisation_id,
                o.name as organisation, g.mandate_id, m.label as mandate,
                g.from_night, g.to_night, c.name as given_by
         from access_grant g
         join user_account u on u.id = g.user_id
         join organisation o on o.id = g.organisation_id
         left join mandate m on m.id = g.mandate_id
         left join user_account c on c.id = g.created_by
         where g.user_id = $1 order by g.from_night desc, g.id desc";

const LISTED: &str = "select gs.grant_id, s.id, s.code, s.name, s.territory_name, s.manager_id
         from grant_site gs join site s on s.id = gs.site_id
         join access_grant g on g.id = gs.grant_id
         where g.user_id = $1 order by s.code";

const SITES: &str = "select id, code, name, territory_name, manager_id from site
         where state <> 'closed' order by name, code";

/// All that a user holds, ever held or will hold, latest first.
pub async fn of_user(db: &Db, user: Uuid) -> Stored<Vec<Held>> {
    let held: Vec<Held> = read_all!(db, HELD, user)?;
    let listed = read_all!(db, LISTED, user)?;
    Ok(with_sites(held, listed))
}

/// The same, inside the transaction that decides on it.
pub async fn of_user_in(tx: &mut Tx, user: Uuid) -> Stored<Vec<Held>> {
    let held: Vec<Held> = tx_all!(tx, HELD, user)?;
    let listed = tx_all!(tx, LISTED, user)?;
    Ok(with_sites(held, listed))
}

type Listed = (Uuid, Uuid, String, String, String, Uuid);

fn with_sites(mut held: Vec<Held>, listed: Vec<Listed>) -> Vec<Held> {
    for (grant, id, code, name, territory_name, manager_id) in listed {
        if let Some(of) = held.iter_mut().find(|held| held.id == grant) {
            of.sites.push(Site { id, code, name, territory_name, manager_id });
        }
    }
    held
}

/// Whose right this is.
pub async fn holder(db: &Db, grant: Uuid) -> Stored<Option<Uuid>> {
    let found: Option<(Uuid,)> =
        read_one!(db, "select user_id from access_grant where id = $1", grant)?;
    Ok(found.map(|(user,)| user))
}

/// The sites a right may name: all that are not closed for good.
pub async fn sites(db: &Db) -> Stored<Vec<Site>> {
    Ok(read_all!(db, SITES)?)
}

pub async fn sites_in(tx: &mut Tx) -> Stored<Vec<Site>> {
    Ok(tx_all!(tx, SITES)?)
}

pub async fn insert(
    tx: &mut Tx,
    id: Uuid,
    wanted: &Wanted,
    by: Uuid,
    at: DateTime<Utc>,
) -> Stored<()> {
    execute!(
        tx,
        "insert into access_grant
           (id, user_id, role, organisation_id, mandate_id, from_night, to_night, created_at, created_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        id,
        wanted.user_id,
        wanted.role,
        wanted.organisation_id,
        wanted.mandate_id,
        wanted.from,
        wanted.to,
        at,
        by
    )?;
    for site in &wanted.sites {
        execute!(tx, "insert into grant_site (grant_id, site_id) values ($1, $2)", id, site)?;
    }
    Ok(())
}

/// How many rows still ended when the form said: none when somebody was quicker.
pub async fn set_end(
    tx: &mut Tx,
    id: Uuid,
    shown: Option<NaiveDate>,
    on: NaiveDate,
) -> Stored<u64> {
    Ok(execute!(
        tx,
        "update access_grant set to_night = $3
         where id = $1 and to_night is not distinct from $2",
        id,
        shown,
        on
    )?)
}

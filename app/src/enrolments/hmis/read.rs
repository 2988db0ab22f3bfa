//! Everything the files are made of.

use std::collections::HashMap;

use sqlx::FromRow;
use uuid::Uuid;

use crate::{
    context::App,
    db::{Db, Stored},
    enrolments::{Programme, store},
    organisations::{self, Organisation},
    presence::{self, Presence},
    read_all,
    sites::{self, Capacity, Site},
};

/// What is known, read once.
pub struct Known {
    pub organisations: Vec<Organisation>,
    pub sites: Vec<Site>,
    pub programmes: HashMap<Uuid, Programme>,
    pub capacities: Vec<SiteCapacity>,
    pub persons: store::Persons,
    pub stays: Vec<store::Told>,
    pub presence: Vec<Presence>,
    /// Bookings that nobody named: there is no person to write.
    pub nameless: i64,
}

#[derive(FromRow)]
pub struct SiteCapacity {
    pub site_id: Uuid,
    #[sqlx(flatten)]
    pub capacity: Capacity,
}

pub async fn known(app: &App) -> Stored<Known> {
    let db = &app.db;
    let programmes = store::all_programmes(db).await?;
    Ok(Known {
        organisations: organisations::store::organisations(db).await?,
        sites: sites::store::sites(db).await?,
        programmes: programmes.into_iter().map(|each| (each.site_id, each)).collect(),
        capacities: capacities(db).await?,
        persons: store::persons(db).await?,
        stays: store::stays(db).await?,
        presence: presence::store::all(db).await?,
        nameless: nameless(db).await?,
    })
}

/// What opens for use; what is contracted or only there is no inventory.
async fn capacities(db: &Db) -> Stored<Vec<SiteCapacity>> {
    Ok(read_all!(
        db,
        "select site_id, id, kind, from_night, to_night, unit_count, place_count, source from capacity_period
         where superseded_at is null and kind in ('opened', 'seasonal', 'reinforcement')
         order by site_id, from_night, id"
    )?)
}

async fn nameless(db: &Db) -> Stored<i64> {
    let rows: Vec<(i64,)> = read_all!(
        db,
        "select count(*) from booking where household_id is null and state in ('arrived', 'departed')"
    )?;
    Ok(rows.first().map_or(0, |(count,)| *count))
}

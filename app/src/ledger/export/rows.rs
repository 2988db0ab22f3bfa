//! The nights of every site, named or counted, as rows to be grouped.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::FromRow;
use uuid::Uuid;

use super::{Place, Row};
use crate::{
    counts::{Figures, Measured, Public},
    db::{Db, Stored},
    ledger::{Tally, service},
    read_all,
};

/// Everything that is known of some nights.
pub struct Known {
    places: HashMap<Uuid, Place>,
    counted: Vec<Counted>,
    named: Vec<(Uuid, Measured, NaiveDate, Tally)>,
}

#[derive(FromRow)]
struct Counted {
    site_id: Uuid,
    night: NaiveDate,
    public: Option<Public>,
    measure: Measured,
    #[sqlx(flatten)]
    figures: Figures,
}

/// Reads `[from, to)`, as it is known now or as it was known at an earlier instant.
pub async fn known(
    db: &Db,
    from: NaiveDate,
    to: NaiveDate,
    at: Option<DateTime<Utc>>,
) -> Stored<Known> {
    let places: Vec<Place> = read_all!(
        db,
        "select s.id, s.code, s.name, s.kind, s.measure, s.territory, o.name as operator
         from site s join organisation o on o.id = s.manager_id"
    )?;
    let counted = match at {
        None => counted(db, from, to).await?,
        Some(at) => counted_known(db, from, to, at).await?,
    };
    let named = match at {
        None => service::nights(db, from, to).await?,
        Some(at) => service::nights_known(db, from, to, at).await?,
    };
    let named = named.into_iter().flat_map(|((site, measure), series)| {
        series.into_iter().map(move |(night, tally)| (site, measure, night, tally))
    });
    Ok(Known {
        places: places.into_iter().map(|place| (place.id, place)).collect(),
        counted,
        // Before its first unit and after its last one a site has no night.
        named: named.filter(|(_, _, _, tally)| !tally.is_zero()).collect(),
    })
}

async fn counted(db: &Db, from: NaiveDate, to: NaiveDate) -> Stored<Vec<Counted>> {
    Ok(read_all!(
        db,
        "select site_id, night, public, measure, persons, capacity, intended, occupied, unavailable
         from nightly_count where superseded_at is null and night >= $1 and night < $2",
        from,
        to
    )?)
}

async fn counted_known(
    db: &Db,
    from: NaiveDate,
    to: NaiveDate,
    at: DateTime<Utc>,
) -> Stored<Vec<Counted>> {
    Ok(read_all!(
        db,
        "select site_id, night, public, measure, persons, capacity, intended, occupied, unavailable
         from nightly_count where night >= $1 and night < $2
           and recorded_at <= $3 and (superseded_at is null or superseded_at > $3)",
        from,
        to,
        at
    )?)
}

impl Known {
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        let counted = self.counted.iter().filter_map(|count| {
            Some(Row {
                site: self.places.get(&count.site_id)?,
                night: count.night,
                public: count.public,
                measure: count.measure,
                figures: count.figures,
                held: None,
            })
        });
        let named = self.named.iter().filter_map(|(site, measure, night, tally)| {
            let site = self.places.get(site)?;
            let figures = figures(tally, site.measure == "spot");
            let held = i32::try_from(tally.held).ok();
            Some(Row { site, night: *night, public: None, measure: *measure, figures, held })
        });
        counted.chain(named)
    }

    /// Only the sites a reader may see.
    pub fn keep(&mut self, sees: impl Fn(Uuid) -> bool) {
        self.places.retain(|site, _| sees(*site));
    }
}

/// Rooms bought one night at a time have a volume and no capacity: never a rate.
fn figures(tally: &Tally, spot: bool) -> Figures {
    let figure = |n: i64| i32::try_from(n).ok();
    Figures {
        persons: figure(tally.persons),
        capacity: figure(tally.net()).filter(|_| !spot),
        intended: figure(tally.total).filter(|_| !spot),
        occupied: figure(tally.occupied),
        unavailable: figure(tally.closed).filter(|_| !spot),
    }
}

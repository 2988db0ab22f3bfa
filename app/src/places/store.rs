//! What the night index reads.

use chrono::NaiveDate;
use sqlx::FromRow;
use uuid::Uuid;

use crate::{
    codes::split_codes,
    db::{Db, Stored},
    nights::Nights,
    occupation::Line,
    read_all, read_one,
    sites::{Amenity, SiteKind, SiteState},
};

#[derive(Clone, Debug, FromRow)]
pub struct SiteFacts {
    pub id: Uuid,
    pub code: String,
    pub name: String,
    pub kind: SiteKind,
    pub state: SiteState,
    pub territory: String,
    pub territory_name: String,
    pub latitude: Option<f64>,
    pub longitude: Option<f64>,
    amenities: String,
    agreement_ends: Option<NaiveDate>,
    closes_on: Option<NaiveDate>,
}

impl SiteFacts {
    pub fn has(&self, amenity: Amenity) -> bool {
        self.amenities.split_whitespace().any(|code| code == amenity.code())
    }

    pub fn amenities(&self) -> Vec<Amenity> {
        split_codes(&self.amenities, Amenity::parse)
    }

    /// Nights no booking may hold: after the last date, and every night unless it is open.
    pub fn closed_nights(&self) -> Vec<Nights> {
        if !matches!(self.state, SiteState::Open | SiteState::Closing) {
            return vec![Nights::open(NaiveDate::MIN)];
        }
        [self.agreement_ends, self.closes_on].into_iter().flatten().map(Nights::open).collect()
    }
}

#[expect(clippy::struct_excessive_bools, reason = "each is a question a family asks of a room")]
#[derive(Clone, Debug, FromRow)]
pub struct UnitRow {
    pub id: Uuid,
    pub site_id: Uuid,
    pub label: String,
    pub places: i32,
    pub cots: i32,
    pub step_free: bool,
    pub wheelchair: bool,
    pub kitchen: bool,
    pub private_bath: bool,
    pub shared: bool,
    pub connects_to: Option<Uuid>,
    in_service_from: NaiveDate,
    in_service_to: Option<NaiveDate>,
}

impl UnitRow {
    /// The nights before and after its service.
    pub fn out_of_service(&self) -> impl Iterator<Item = Nights> {
        let before = Nights::between(NaiveDate::MIN, self.in_service_from);
        before.into_iter().chain(self.in_service_to.map(Nights::open))
    }
}

pub async fn sites(db: &Db) -> Stored<Vec<SiteFacts>> {
    Ok(read_all!(
        db,
        "select id, code, name, kind, state, territory, territory_name, latitude, longitude, amenities,
                agreement_ends, closes_on
         from site where measure <> 'reported' order by name, id"
    )?)
}

pub async fn site(db: &Db, id: Uuid) -> Stored<Option<SiteFacts>> {
    Ok(read_one!(
        db,
        "select id, code, name, kind, state, territory, territory_name, latitude, longitude, amenities,
                agreement_ends, closes_on
         from site where id = $1 and measure <> 'reported'",
        id
    )?)
}

pub async fn units(db: &Db) -> Stored<Vec<UnitRow>> {
    Ok(read_all!(
        db,
        "select id, site_id, label, places, cots, step_free, wheelchair, kitchen, private_bath, shared,
                connects_to, in_service_from, in_service_to
         from unit order by site_id, label, id"
    )?)
}

pub async fn units_of(db: &Db, site: Uuid) -> Stored<Vec<UnitRow>> {
    Ok(read_all!(
        db,
        "select id, site_id, label, places, cots, step_free, wheelchair, kitchen, private_bath, shared,
                connects_to, in_service_from, in_service_to
         from unit where site_id = $1 order by label, id",
        site
    )?)
}

/// Nights a site takes nobody new: an admission stop from its first night on, and
/// every night outside the opening calendar when the site has one.
pub async fn closed_nights(db: &Db) -> Stored<Vec<(Uuid, Nights)>> {
    let stops: Vec<(Uuid, NaiveDate)> =
        read_all!(db, "select site_id, from_night from admission_stop where lifted_at is null")?;
    let openings: Vec<(Uuid, NaiveDate, Option<NaiveDate>)> = read_all!(
        db,
        "select site_id, from_night, to_night from site_opening where superseded_at is null order by site_id, from_night"
    )?;
    Ok(shut(stops, &openings))
}

pub async fn closed_nights_of(db: &Db, site: Uuid) -> Stored<Vec<(Uuid, Nights)>> {
    let stops: Vec<(Uuid, NaiveDate)> = read_all!(
        db,
        "select site_id, from_night from admission_stop where lifted_at is null and site_id = $1",
        site
    )?;
    let openings: Vec<(Uuid, NaiveDate, Option<NaiveDate>)> = read_all!(
        db,
        "select site_id, from_night, to_night from site_opening
         where superseded_at is null and site_id = $1 order by from_night",
        site
    )?;
    Ok(shut(stops, &openings))
}

pub async fn lines_of_unit(db: &Db, unit: Uuid, from: NaiveDate) -> Stored<Vec<Line>> {
    Ok(read_all!(
        db,
        "select id, unit_id, shared, slot, from_night, to_night, kind, persons, booking_id, closure_id
         from occupation where unit_id = $1 and superseded_at is null and coalesce(to_night, '9999-12-31') > $2",
        unit,
        from
    )?)
}

fn shut(
    stops: Vec<(Uuid, NaiveDate)>,
    openings: &[(Uuid, NaiveDate, Option<NaiveDate>)],
) -> Vec<(Uuid, Nights)> {
    let mut shut: Vec<(Uuid, Nights)> =
        stops.into_iter().map(|(site, from)| (site, Nights::open(from))).collect();
    for group in openings.chunk_by(|a, b| a.0 == b.0) {
        // Between one opening and the next, and outside them all.
        let mut from = Some(NaiveDate::MIN);
        for (site, opens, closes) in group {
            if let Some(nights) = from.and_then(|from| Nights::between(from, *opens)) {
                shut.push((*site, nights));
            }
            from = match (from, closes) {
                (Some(from), Some(closes)) => Some(from.max(*closes)),
                _ => None,
            };
        }
        if let (Some(from), Some((site, ..))) = (from, group.first()) {
            shut.push((*site, Nights::open(from)));
        }
    }
    shut
}

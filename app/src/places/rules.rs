//! Which units a family could have, in which order, and what comes closest.
//!
//! Order: fewest wasted places, then nearest (when asked), then a unit before several,
//! connecting units before others, then the longest free. Never over two sites.

use chrono::NaiveDate;

use super::{
    Found, Nearest, Offer, OfferedUnit, Requirement, Wish,
    calendar::Calendar,
    index::{Picture, SiteNights, UnitNights},
};
use crate::sites::Amenity;

/// Offers shown; the count says how many more there are.
pub const OFFERS_MAX: usize = 30;
/// A family is spread over at most this many units.
const UNITS_MAX: usize = 4;
const EARTH_KM: f64 = 6_371.0;

/// A place to look from.
type Point = (f64, f64);

pub fn find(picture: &Picture, wish: &Wish, sees: impl Fn(uuid::Uuid) -> bool) -> Found {
    let search = Search::new(picture, wish);
    let sites = || picture.sites.iter().filter(|site| sees(site.facts.id));
    let mut offers: Vec<Offer> = Vec::new();
    for site in sites().filter(|site| search.is_wanted(site)) {
        search.offers_at(site, &mut offers);
    }
    let total = offers.len();
    sort(&mut offers);
    offers.truncate(OFFERS_MAX);
    let nearest =
        if total == 0 { search.nearest(&sites().collect::<Vec<_>>()) } else { Vec::new() };
    Found { offers, total, nearest }
}

struct Search<'a> {
    wish: &'a Wish,
    first: NaiveDate,
    mask: Calendar,
    from: Option<Point>,
}

impl<'a> Search<'a> {
    fn new(picture: &Picture, wish: &'a Wish) -> Self {
        let near = wish.near.and_then(|id| picture.sites.iter().find(|site| site.facts.id == id));
        let from = near.and_then(|site| site.facts.latitude.zip(site.facts.longitude));
        Self { wish, first: picture.first, mask: Calendar::of(picture.first, wish.nights), from }
    }

    fn is_wanted(&self, site: &SiteNights) -> bool {
        site.facts.territory.starts_with(&self.wish.territory)
            && self.wish.kind.is_none_or(|kind| site.facts.kind == kind)
            && self.wish.site.is_none_or(|id| site.facts.id == id)
    }

    /// The units of a site that fit by themselves; when none does, the best several that do.
    fn offers_at(&self, site: &SiteNights, offers: &mut Vec<Offer>) {
        if site.closed.meets(&self.mask) {
            return;
        }
        let before = offers.len();
        let fitting = || site.units.iter().filter(|unit| self.suits(site, unit));
        for unit in fitting() {
            if unit.free_places(&self.mask) >= self.wish.persons()
                && unit.unit.cots >= self.wish.cots
            {
                offers.push(self.offer(site, &[unit]));
            }
        }
        if offers.len() == before && self.wish.persons() > 1 {
            let free: Vec<_> = fitting().filter(|unit| unit.free_places(&self.mask) > 0).collect();
            offers.extend(self.best_several(site, &free));
        }
    }

    fn suits(&self, site: &SiteNights, unit: &UnitNights) -> bool {
        self.wish.requirements.iter().all(|each| answers(*each, site, unit))
    }

    /// The combination of whole units that wastes least, connecting ones first. An adult
    /// sleeps in each, unless the units connect.
    fn best_several(&self, site: &SiteNights, free: &[&UnitNights]) -> Option<Offer> {
        let whole: Vec<_> = free.iter().copied().filter(|unit| !unit.unit.shared).collect();
        let connecting = whole.iter().filter_map(|unit| {
            let other = whole.iter().find(|other| unit.unit.connects_to == Some(other.unit.id))?;
            self.if_enough(site, &[unit, other])
        });
        connecting.min_by_key(|offer| offer.wasted_places).or_else(|| {
            let mut by_size = whole.clone();
            by_size.sort_by_key(|unit| (-unit.unit.places, unit.unit.label.clone()));
            self.fewest(site, &by_size)
        })
    }

    /// The largest units until there is room, then the smallest that still does for the last.
    fn fewest(&self, site: &SiteNights, by_size: &[&UnitNights]) -> Option<Offer> {
        let adults = usize::try_from(self.wish.adults).unwrap_or(0);
        let mut chosen: Vec<&UnitNights> = Vec::new();
        let mut missing = self.wish.persons();
        let mut cots = self.wish.cots;
        for unit in by_size {
            if missing <= 0 || chosen.len() == UNITS_MAX.min(adults) {
                break;
            }
            chosen.push(unit);
            missing -= unit.unit.places;
            cots -= unit.unit.cots;
        }
        if missing > 0 || cots > 0 {
            return None;
        }
        let last = chosen.pop()?;
        let needed = missing + last.unit.places;
        let tighter = by_size.iter().rev().copied().find(|unit| {
            unit.unit.places >= needed
                && chosen.iter().all(|other| other.unit.id != unit.unit.id)
                && (self.wish.cots == 0 || unit.unit.cots >= last.unit.cots)
        });
        chosen.push(tighter.unwrap_or(last));
        self.if_enough(site, &chosen)
    }

    fn if_enough(&self, site: &SiteNights, units: &[&UnitNights]) -> Option<Offer> {
        let places: i32 = units.iter().map(|unit| unit.unit.places).sum();
        let cots: i32 = units.iter().map(|unit| unit.unit.cots).sum();
        (places >= self.wish.persons() && cots >= self.wish.cots).then(|| self.offer(site, units))
    }

    fn offer(&self, site: &SiteNights, units: &[&UnitNights]) -> Offer {
        let facts = &site.facts;
        let places: i32 = units
            .iter()
            .map(|unit| if unit.unit.shared { self.wish.persons() } else { unit.unit.places })
            .sum();
        let connecting = units.len() > 1
            && units
                .iter()
                .any(|unit| units.iter().any(|other| unit.unit.connects_to == Some(other.unit.id)));
        let mut taken =
            units.iter().filter_map(|unit| self.first_taken(site, unit)).collect::<Vec<_>>();
        taken.sort_unstable();
        Offer {
            site_id: facts.id,
            site_code: facts.code.clone(),
            site_name: facts.name.clone(),
            kind: facts.kind,
            territory: facts.territory.clone(),
            territory_name: facts.territory_name.clone(),
            units: spread(self.wish.persons(), units),
            wasted_places: places - self.wish.persons(),
            connecting,
            free_until: taken.first().copied(),
            distance_km: self
                .from
                .zip(facts.latitude.zip(facts.longitude))
                .map(|(a, b)| kilometres(a, b)),
        }
    }

    /// The first night after the wished ones' start that the unit is somebody else's, or shut.
    fn first_taken(&self, site: &SiteNights, unit: &UnitNights) -> Option<NaiveDate> {
        let from = self.wish.nights.from();
        let free = unit.slots.iter().filter(|slot| !slot.meets(&self.mask));
        let until = free.map(|slot| slot.union(&site.closed).next_taken(self.first, from));
        // In a shared unit the household keeps its places as long as the first of them lasts.
        until.min_by_key(|date| date.unwrap_or(NaiveDate::MAX)).flatten()
    }

    /// One of each kind of near miss, best first.
    fn nearest(&self, sites: &[&SiteNights]) -> Vec<Nearest> {
        let wanted: Vec<_> = sites.iter().copied().filter(|site| self.is_wanted(site)).collect();
        let mut near = Vec::new();
        near.extend(self.later(&wanted));
        near.extend(self.shorter(&wanted));
        for requirement in &self.wish.requirements {
            let mut wish = self.wish.clone();
            wish.requirements.retain(|each| each != requirement);
            near.extend(
                self.first_with(&wish, &wanted)
                    .map(|offer| Nearest::Without { requirement: *requirement, offer }),
            );
        }
        let anywhere =
            Wish { territory: String::new(), kind: None, site: None, ..self.wish.clone() };
        near.extend(self.first_with(&anywhere, sites).map(|offer| Nearest::Elsewhere { offer }));
        if self.wish.children > 0 || self.wish.adults > 1 {
            let (adults, children) = match self.wish.children {
                0 => (self.wish.adults - 1, 0),
                n => (self.wish.adults, n - 1),
            };
            let smaller = Wish { adults, children, ..self.wish.clone() };
            near.extend(
                self.first_with(&smaller, &wanted).map(|offer| Nearest::OnePlaceShort { offer }),
            );
        }
        near
    }

    fn first_with(&self, wish: &Wish, sites: &[&SiteNights]) -> Option<Offer> {
        let search = Search { wish, first: self.first, mask: self.mask, from: self.from };
        let mut offers = Vec::new();
        for site in sites {
            search.offers_at(site, &mut offers);
        }
        sort(&mut offers);
        offers.into_iter().next()
    }

    /// The earliest start at which a single fitting unit is free for as long.
    fn later(&self, sites: &[&SiteNights]) -> Option<Nearest> {
        let big = |unit: &UnitNights| {
            unit.unit.places >= self.wish.persons() && unit.unit.cots >= self.wish.cots
        };
        let mut best: Option<(NaiveDate, &SiteNights, &UnitNights)> = None;
        for site in sites {
            for unit in site
                .units
                .iter()
                .filter(|unit| !unit.unit.shared && big(unit) && self.suits(site, unit))
            {
                let run = unit.slots[0].union(&site.closed).next_run(self.first, self.wish.nights);
                if let Some(from) =
                    run.filter(|from| best.as_ref().is_none_or(|(found, ..)| from < found))
                {
                    best = Some((from, site, unit));
                }
            }
        }
        best.map(|(from, site, unit)| Nearest::Later { from, offer: self.offer(site, &[unit]) })
    }

    /// The fitting unit free from the wished night for longest.
    fn shorter(&self, sites: &[&SiteNights]) -> Option<Nearest> {
        let from = self.wish.nights.from();
        let big = |unit: &UnitNights| {
            unit.unit.places >= self.wish.persons() && unit.unit.cots >= self.wish.cots
        };
        let mut best: Option<(NaiveDate, &SiteNights, &UnitNights)> = None;
        for site in sites {
            for unit in site
                .units
                .iter()
                .filter(|unit| !unit.unit.shared && big(unit) && self.suits(site, unit))
            {
                let taken = unit.slots[0].union(&site.closed).next_taken(self.first, from);
                if let Some(to) = taken
                    .filter(|to| *to > from && best.as_ref().is_none_or(|(found, ..)| to > found))
                {
                    best = Some((to, site, unit));
                }
            }
        }
        best.map(|(to, site, unit)| Nearest::Shorter { to, offer: self.offer(site, &[unit]) })
    }
}

fn answers(requirement: Requirement, site: &SiteNights, unit: &UnitNights) -> bool {
    let here = |amenity| site.facts.has(amenity);
    match requirement {
        Requirement::StepFree => unit.unit.step_free || unit.unit.wheelchair,
        Requirement::Wheelchair => unit.unit.wheelchair,
        Requirement::Kitchen => {
            unit.unit.kitchen || here(Amenity::SharedKitchen) || here(Amenity::RoomKitchen)
        }
        Requirement::PrivateBath => unit.unit.private_bath,
        Requirement::Fridge => here(Amenity::Fridge),
        Requirement::Laundry => here(Amenity::Laundry),
        Requirement::BabyEquipment => here(Amenity::BabyEquipment),
        Requirement::Animals => here(Amenity::Animals),
    }
}

/// Fills the units in turn, leaving at least one person for each that follows.
fn spread(persons: i32, units: &[&UnitNights]) -> Vec<OfferedUnit> {
    let mut left = persons;
    let mut following = i32::try_from(units.len()).unwrap_or(1);
    let offered = units.iter().map(|unit| {
        following -= 1;
        let here =
            if unit.unit.shared { left } else { unit.unit.places.min(left - following).max(1) };
        left -= here;
        OfferedUnit {
            id: unit.unit.id,
            label: unit.unit.label.clone(),
            places: unit.unit.places,
            cots: unit.unit.cots,
            persons: here,
            shared: unit.unit.shared,
        }
    });
    offered.collect()
}

fn sort(offers: &mut [Offer]) {
    offers.sort_by(|a, b| {
        let until = |offer: &Offer| offer.free_until.unwrap_or(NaiveDate::MAX);
        let distance = |offer: &Offer| offer.distance_km.unwrap_or(f64::MAX);
        a.wasted_places
            .cmp(&b.wasted_places)
            .then(distance(a).total_cmp(&distance(b)))
            .then(a.units.len().cmp(&b.units.len()))
            .then(b.connecting.cmp(&a.connecting))
            .then(until(b).cmp(&until(a)))
            .then(a.site_name.cmp(&b.site_name))
            .then(a.units[0].label.cmp(&b.units[0].label))
    });
}

/// Great-circle distance.
fn kilometres((lat_a, lon_a): Point, (lat_b, lon_b): Point) -> f64 {
    let half = |a: f64, b: f64| ((b - a).to_radians() / 2.0).sin().powi(2);
    let chord = half(lat_a, lat_b)
        + lat_a.to_radians().cos() * lat_b.to_radians().cos() * half(lon_a, lon_b);
    2.0 * EARTH_KM * chord.sqrt().asin()
}

#[cfg(test)]
mod tests {
    use super::kilometres;

    #[test]
    fn the_distance_between_two_town_halls_of_paris() {
        // 1st to 20th arrondissement: about four and a half kilometres.
        let km = kilometres((48.8599, 2.3410), (48.8651, 2.3987));
        assert!((4.2..4.3).contains(&km), "{km}");
    }
}

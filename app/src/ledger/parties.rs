//! Who slept at a site on each night: households, ages, and what somebody saw.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::NaiveDate;
use sqlx::FromRow;
use uuid::Uuid;

use crate::{
    counts::Measured,
    db::{Db, Stored},
    enrolments::{self, NightsOf, store::Enrolled},
    households::{self, AgeBand, Member, rules::age::band_on, rules::composition::members_on},
    presence::{self, Split, State},
    read_all,
};

/// Who slept on a night. One party of unknown composition leaves the composition unknown.
#[derive(Clone, Copy, Debug, Default)]
pub struct Party {
    pub households: i64,
    pub adults: i64,
    pub children: i64,
    pub infants: i64,
    /// Persons we know, whose age nobody does.
    pub age_unknown: i64,
    /// Under eighteen on the day they came.
    pub minors_at_entry: i64,
    pub split: Split,
    unknown: bool,
}

pub type Parties = HashMap<(Measured, NaiveDate), Party>;

#[derive(FromRow)]
struct Stay {
    booking_id: Uuid,
    household_id: Option<Uuid>,
    shared: bool,
    from_night: NaiveDate,
    to_night: Option<NaiveDate>,
    persons: i32,
    arrived: NaiveDate,
    adults: Option<i32>,
    children: Option<i32>,
    infants: Option<i32>,
}

/// The nights of `[from, to)`.
pub async fn of_site(db: &Db, site: Uuid, from: NaiveDate, to: NaiveDate) -> Stored<Parties> {
    let stays = stays(db, site, from, to).await?;
    let enrolled = enrolments::store::at_site(db, site).await?;
    let how = enrolments::store::nights_of(db, site).await?;
    let presence = presence::store::at_site(db, site, from, to).await?;
    let told: HashSet<Uuid> = enrolled.iter().map(|each| each.booking_id).collect();
    let named: Vec<&Stay> = stays.iter().filter(|each| !told.contains(&each.booking_id)).collect();
    let mut members: BTreeMap<Uuid, Vec<Member>> = BTreeMap::new();
    let known: BTreeSet<Uuid> = named.iter().filter_map(|stay| stay.household_id).collect();
    for household in known {
        members.insert(household, households::store::members::of_household(db, household).await?);
    }
    let mut night = Nights { from, to, parties: Parties::new(), sleepers: BTreeMap::new() };
    night.add_named(&named, &members);
    night.add_enrolled(&enrolled, how, &presence);
    Ok(night.split(&Marks::of(&presence, &enrolled, &members)))
}

async fn stays(db: &Db, site: Uuid, from: NaiveDate, to: NaiveDate) -> Stored<Vec<Stay>> {
    Ok(read_all!(
        db,
        "select o.booking_id, b.household_id, o.shared, o.from_night, o.to_night, o.persons, b.from_night as arrived,
                b.adults, b.children, b.infants
         from occupation o join unit u on u.id = o.unit_id join booking b on b.id = o.booking_id
         where u.site_id = $1 and o.superseded_at is null and o.kind = 'stay'
           and o.from_night < $3 and coalesce(o.to_night, '9999-12-31') > $2",
        site,
        from,
        to
    )?)
}

/// Whose night it is: who nobody named is nobody's.
type Sleeper = (NaiveDate, Option<Uuid>, Measured);

struct Nights {
    from: NaiveDate,
    to: NaiveDate,
    parties: Parties,
    /// How many of each household.
    sleepers: BTreeMap<Sleeper, i64>,
}

impl Nights {
    fn each(
        &self,
        from: NaiveDate,
        to: Option<NaiveDate>,
    ) -> impl Iterator<Item = NaiveDate> + use<> {
        let last = to.map_or(self.to, |end| end.min(self.to));
        from.max(self.from).iter_days().take_while(move |night| *night < last)
    }

    fn add_named(&mut self, stays: &[&Stay], members: &BTreeMap<Uuid, Vec<Member>>) {
        let mut met: HashSet<(Uuid, NaiveDate)> = HashSet::new();
        for stay in stays {
            let measure = super::rules::measure(stay.shared);
            for night in self.each(stay.from_night, stay.to_night) {
                let sleeper = (night, stay.household_id, measure);
                *self.sleepers.entry(sleeper).or_default() += i64::from(stay.persons);
                // A family in two rooms is one household.
                if met.insert((stay.booking_id, night)) {
                    let own = stay.household_id.and_then(|id| members.get(&id));
                    self.parties.entry((measure, night)).or_default().add(stay, own, night);
                }
            }
        }
    }

    /// Beds of people who are followed one by one; each counts once a night, whatever the
    /// number of households that say they are of theirs.
    fn add_enrolled(
        &mut self,
        enrolled: &[Enrolled],
        how: NightsOf,
        presence: &[presence::Presence],
    ) {
        let mut seen: HashMap<(Uuid, Uuid), Vec<NaiveDate>> = HashMap::new();
        for row in presence.iter().filter(|row| row.state == State::Seen) {
            if let Some(key) = row.booking_id.zip(row.person_id) {
                seen.entry(key).or_default().push(row.night);
            }
        }
        let (mut persons, mut households) = (HashSet::new(), HashSet::new());
        for each in enrolled {
            let nights: Vec<NaiveDate> = if how == NightsOf::Seen {
                seen.remove(&(each.booking_id, each.person_id)).unwrap_or_default()
            } else {
                let own =
                    enrolments::rules::nights(how, each.from_night, each.to_night, each.moved_in);
                own.map_or_else(Vec::new, |own| self.each(own.from(), own.to()).collect())
            };
            for night in nights {
                let party = self.parties.entry((Measured::Bed, night)).or_default();
                party.households += i64::from(households.insert((each.booking_id, night)));
                if persons.insert((each.person_id, night)) {
                    let of = |night| band_on(each.birth_date, each.age_band, night);
                    party.count(of(night), of(each.from_night));
                    let sleeper = (night, Some(each.household_id), Measured::Bed);
                    *self.sleepers.entry(sleeper).or_default() += 1;
                }
            }
        }
    }

    fn split(mut self, marks: &Marks) -> Parties {
        let mut left = marks.each.clone();
        for ((night, household, measure), persons) in self.sleepers {
            let key = household.map(|household| (night, household));
            let own = key.and_then(|key| left.get_mut(&key));
            let here = usize::try_from(persons).unwrap_or(0);
            let each =
                own.map_or_else(Vec::new, |own| own.split_off(own.len() - here.min(own.len())));
            let whole = key.and_then(|key| marks.whole.get(&key)).copied();
            let split = presence::rules::split(persons, &each, whole);
            self.parties.entry((measure, night)).or_default().split += split;
        }
        self.parties
    }
}

/// What was seen, by night and household.
#[derive(Default)]
struct Marks {
    each: HashMap<(NaiveDate, Uuid), Vec<State>>,
    whole: HashMap<(NaiveDate, Uuid), State>,
}

impl Marks {
    fn of(
        presence: &[presence::Presence],
        enrolled: &[Enrolled],
        members: &BTreeMap<Uuid, Vec<Member>>,
    ) -> Self {
        let named = members.values().flatten();
        let named = named.map(|member| (member.person.id, member.spell.household_id));
        let told = enrolled.iter().map(|each| (each.person_id, each.household_id));
        let whose: HashMap<Uuid, Uuid> = named.chain(told).collect();
        let mut marks = Self::default();
        for row in presence {
            let by_person = || row.person_id.and_then(|person| whose.get(&person).copied());
            let Some(household) = row.household_id.or_else(by_person) else { continue };
            let key = (row.night, household);
            match row.person_id {
                Some(_) => marks.each.entry(key).or_default().push(row.state),
                None => {
                    marks.whole.insert(key, row.state);
                }
            }
        }
        marks
    }
}

impl Party {
    pub fn known(&self, figure: i64) -> Option<i64> {
        (!self.unknown).then_some(figure)
    }

    fn count(&mut self, tonight: AgeBand, at_entry: AgeBand) {
        match tonight {
            AgeBand::Adult => self.adults += 1,
            AgeBand::Child => self.children += 1,
            AgeBand::Infant => self.infants += 1,
            AgeBand::Unknown => self.age_unknown += 1,
        }
        self.minors_at_entry += i64::from(matches!(at_entry, AgeBand::Child | AgeBand::Infant));
    }

    fn add(&mut self, stay: &Stay, members: Option<&Vec<Member>>, night: NaiveDate) {
        self.households += 1;
        if let (Some(adults), Some(children), Some(infants)) =
            (stay.adults, stay.children, stay.infants)
        {
            self.adults += i64::from(adults);
            self.children += i64::from(children);
            self.infants += i64::from(infants);
            self.minors_at_entry += i64::from(children + infants);
            return;
        }
        let Some(members) = members else {
            self.unknown = true;
            return;
        };
        for member in members_on(members, night) {
            let came = stay.arrived.max(member.spell.from_night);
            self.count(member.person.band_on(night), member.person.band_on(came));
        }
    }
}

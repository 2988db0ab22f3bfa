//! A household's whole page, as far as the reader may know it.

use std::collections::HashMap;

use chrono::NaiveDate;
use uuid::Uuid;

use crate::{
    access::{
        Actor, Class, Need as Want,
        journal::{self, Entry},
    },
    context::App,
    error::{AppError, Outcome},
    households::{
        Card, Composition, Confidant, Event, EventKind, Household, Member, Overlap, Person,
        rules::composition::{composition_on, members_on, seniority},
        store,
    },
};

const JOURNAL_LINES: i64 = 20;

pub struct File {
    pub household: Household,
    /// What to call it: the reference person, the alias, or the code.
    pub title: String,
    /// Whoever reads may know names.
    pub names: bool,
    pub writes_names: bool,
    pub may_write: bool,
    pub tonight: NaiveDate,
    pub composition: Composition,
    /// Tonight, whoever answers for the household first.
    pub members: Vec<Member>,
    /// Those of other nights, once each.
    pub former: Vec<Member>,
    /// Codes of the households it speaks for.
    pub other_codes: Vec<String>,
    /// The household that speaks for it.
    pub merged_into: Option<Card>,
    pub events: Vec<ShownEvent>,
    /// Not placed beside it, as far as the reader may know of them.
    pub apart: Vec<Card>,
    pub circle: Vec<Confidant>,
    pub overlaps: Vec<ShownOverlap>,
    /// `None` for who may not read it.
    pub journal: Option<Vec<Entry>>,
    /// Territories to choose from: code and name.
    pub territory_name: Option<String>,
}

/// An event as the reader may know it.
pub struct ShownEvent {
    pub event: Event,
    /// `None`: something changed, and more is not for this reader.
    pub kind: Option<EventKind>,
    pub who: Option<String>,
    pub other: Option<Card>,
    /// The last one: it may be taken back.
    pub may_undo: bool,
}

pub struct ShownOverlap {
    pub overlap: Overlap,
    /// Code and site of each booking.
    pub first: (String, String),
    pub second: (String, String),
}

pub async fn open(app: &App, actor: &Actor, id: Uuid) -> Outcome<File> {
    actor.require(Class::Household, Want::Read)?;
    let db = &app.db;
    let names = actor.may_read(Class::Identity);
    let may_write = actor.may_write(Class::Household);
    let tonight = app.clock.tonight();
    let found = store::visible(db, actor, id).await?;
    let household = found.ok_or(AppError::NotFound)?;
    if names {
        super::log_reads(app, actor, vec![id]);
    }
    let rows = store::members::of_household(db, id).await?;
    let events = store::events::of_household(db, id).await?;
    let apart = store::circle::incompatible(db, id).await?;
    let cards = neighbours(app, actor, &household, &events, &apart).await?;
    let journal = if may_write || actor.may_read(Class::Journals) {
        Some(journal::history(db, id, JOURNAL_LINES).await?)
    } else {
        None
    };
    let circle =
        if household.restricted { store::circle::confidants(db, id).await? } else { Vec::new() };
    let mut apart: Vec<_> = apart.iter().filter_map(|id| cards.get(id).cloned()).collect();
    apart.sort_by(|a, b| a.code.cmp(&b.code));
    let territories = store::territories(db).await?;
    let territory_name = territories
        .into_iter()
        .find(|(code, _)| *code == household.territory)
        .map(|(_, name)| name);
    let mut file = File {
        title: String::new(),
        names,
        writes_names: actor.may_write(Class::Identity),
        may_write: may_write && household.merged_into.is_none(),
        tonight,
        composition: composition_on(&rows, tonight),
        members: Vec::new(),
        former: Vec::new(),
        other_codes: store::other_codes(db, id).await?,
        merged_into: household.merged_into.and_then(|id| cards.get(&id).cloned()),
        events: shown_events(events, &rows, &cards, may_write),
        apart,
        circle,
        overlaps: shown_overlaps(app, id).await?,
        journal,
        territory_name,
        household,
    };
    file.seat(rows);
    if !names {
        file.discreet();
    }
    file.title = file.call();
    Ok(file)
}

/// The cards of the households this one is tied to.
async fn neighbours(
    app: &App,
    actor: &Actor,
    household: &Household,
    events: &[Event],
    apart: &[Uuid],
) -> Outcome<HashMap<Uuid, Card>> {
    let mut ids: Vec<_> = events
        .iter()
        .filter_map(|event| event.other_household_id)
        .chain(apart.iter().copied())
        .chain(household.merged_into)
        .collect();
    ids.sort_unstable();
    ids.dedup();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    Ok(store::cards_of(&app.db, actor, &ids).await?)
}

fn shown_events(
    events: Vec<Event>,
    members: &[Member],
    cards: &HashMap<Uuid, Card>,
    may_write: bool,
) -> Vec<ShownEvent> {
    let name = |person: Uuid| {
        let member = members.iter().find(|member| member.person.id == person);
        member.map(|member| member.person.name()).filter(|name| !name.is_empty())
    };
    let last = events.first().map(|event| event.id);
    let shown = events.into_iter().map(|event| {
        let other = event.other_household_id;
        let known = other.is_none_or(|id| cards.contains_key(&id));
        let may_undo = may_write
            && known
            && last == Some(event.id)
            && !matches!(event.kind, EventKind::Intake | EventKind::Merged);
        ShownEvent {
            kind: known.then_some(event.kind),
            who: event.person_id.and_then(name),
            other: other.and_then(|id| cards.get(&id).cloned()),
            may_undo,
            event,
        }
    });
    shown.collect()
}

async fn shown_overlaps(app: &App, id: Uuid) -> Outcome<Vec<ShownOverlap>> {
    let overlaps = store::nights::overlaps(&app.db, id).await?;
    let bookings: Vec<_> =
        overlaps.iter().flat_map(|each| [each.booking_id, each.other_booking_id]).collect();
    let sites = store::nights::booking_sites(&app.db, &bookings).await?;
    let of = |booking: &Uuid| sites.get(booking).cloned().unwrap_or_default();
    let shown = overlaps.into_iter().map(|overlap| ShownOverlap {
        first: of(&overlap.booking_id),
        second: of(&overlap.other_booking_id),
        overlap,
    });
    Ok(shown.collect())
}

impl File {
    /// Tells tonight's members from those of other nights.
    fn seat(&mut self, rows: Vec<Member>) {
        let tonight = self.tonight;
        let mut members: Vec<_> = members_on(&rows, tonight).cloned().collect();
        members.sort_by_key(|member| seniority(member, tonight));
        let mut former: Vec<Member> = Vec::new();
        // The latest row of a person says until when.
        for row in rows.into_iter().rev() {
            let person = row.person.id;
            let listed = |list: &[Member]| list.iter().any(|each| each.person.id == person);
            if !listed(&members) && !listed(&former) {
                former.push(row);
            }
        }
        self.members = members;
        self.former = former;
    }

    /// Leaves out everything that tells who they are; ages become bands.
    fn discreet(&mut self) {
        let tonight = self.tonight;
        for member in self.members.iter_mut().chain(&mut self.former) {
            let person = &member.person;
            member.person = Person {
                family_name: String::new(),
                first_name: String::new(),
                age_band: person.band_on(tonight),
                birth_date: None,
                ..person.clone()
            };
        }
        for event in &mut self.events {
            event.who = None;
        }
        let household = &mut self.household;
        for text in [
            &mut household.alias,
            &mut household.phone,
            &mut household.language,
            &mut household.note,
        ] {
            text.clear();
        }
    }

    fn call(&self) -> String {
        let reference = self.members.first().or(self.former.first());
        [reference.map(|member| member.person.name()), Some(self.household.alias.clone())]
            .into_iter()
            .flatten()
            .find(|name| !name.is_empty())
            .unwrap_or_else(|| self.household.code.clone())
    }
}

/// Whether the actor's scope holds the household.
pub async fn may_open(app: &App, actor: &Actor, id: Uuid) -> Outcome<bool> {
    Ok(store::visible(&app.db, actor, id).await?.is_some())
}

/// Territories to choose from: code and name.
pub async fn territories(app: &App) -> Outcome<Vec<(String, String)>> {
    Ok(store::territories(&app.db).await?)
}

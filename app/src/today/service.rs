//! The day's questions, each with the bookings that answer it.

use chrono::{Days, Duration};
use uuid::Uuid;

use crate::{
    access::{Actor, Class, Need},
    bookings::store::{self as bookings, Found, Summary},
    closures::{self, ClosureToReview},
    context::App,
    error::Outcome,
    households::{self, Card, Filter, Only, Sort},
    places::index::Picture,
    requests, sites, text_enum,
};

text_enum! {
    /// In the order of urgency.
    Question {
        MinorsAlone = "minors-alone",
        Conflicts = "conflicts",
        NightsTwice = "nights-twice",
        Overstays = "overstays",
        HoldsLapsing = "holds",
        Requests = "requests",
        Arrivals = "arrivals",
        Departures = "departures",
        Ending = "ending",
        Closures = "closures",
    }
}

impl Question {
    pub fn is_urgent(self) -> bool {
        self <= Self::HoldsLapsing
    }
}

/// Some of the answers to a question, and how many there are.
#[derive(Clone, Debug)]
pub struct Group {
    pub question: Question,
    pub count: usize,
    pub lines: Vec<Line>,
}

#[derive(Clone, Debug)]
pub enum Line {
    Booking(Box<Item>),
    Closure(ClosureToReview),
    Household(Card),
}

#[derive(Clone, Debug)]
pub struct Item {
    pub summary: Summary,
    pub card: Option<Card>,
    pub may_book: bool,
    pub may_receive: bool,
}

/// Which of the answers: so many, after the first ones.
#[derive(Clone, Copy, Debug)]
pub struct Slice {
    pub offset: usize,
    pub limit: usize,
}

/// Days ahead of an end at which it is shown.
const ENDING_DAYS: u64 = 7;
/// An option is about to lapse this long before its end.
const LAPSING_HOURS: i64 = 24;

/// Every question, with the first of its answers.
pub async fn today(app: &App, actor: &Actor, limit: usize) -> Outcome<Vec<Group>> {
    let mut groups = Vec::with_capacity(Question::ALL.len());
    for question in Question::ALL {
        groups.push(answers(app, actor, *question, Slice { offset: 0, limit }).await?);
    }
    Ok(groups)
}

pub async fn answers(app: &App, actor: &Actor, question: Question, slice: Slice) -> Outcome<Group> {
    let (db, tonight) = (&app.db, actor.tonight);
    let (asked, day) = match question {
        Question::MinorsAlone => {
            return of_households(app, actor, question, Only::MinorsAlone, slice).await;
        }
        Question::NightsTwice => {
            return of_households(app, actor, question, Only::NightsTwice, slice).await;
        }
        Question::Requests => return of_requests(app, actor, slice).await,
        Question::Closures => return of_closures(app, actor, slice).await,
        Question::HoldsLapsing => {
            return of_bookings(app, actor, question, lapsing(app, actor).await?, slice).await;
        }
        Question::Conflicts => {
            return of_bookings(app, actor, question, conflicts(app, actor).await?, slice).await;
        }
        Question::Overstays => (bookings::OVERSTAYS, tonight),
        Question::Arrivals => (bookings::ARRIVALS, tonight),
        Question::Departures => (bookings::DEPARTURES, tonight),
        Question::Ending => (bookings::ENDING, tonight + Days::new(ENDING_DAYS)),
    };
    let found = bookings::find(db, actor, asked, day).await?;
    of_bookings(app, actor, question, found, slice).await
}

/// Two families for one room, and more people than anybody authorised.
async fn conflicts(app: &App, actor: &Actor) -> Outcome<Vec<Found>> {
    let (db, tonight) = (&app.db, actor.tonight);
    let crowded = app.index.read(Picture::crowded);
    let mut found = bookings::crowded(db, actor, tonight, &crowded).await?;
    for each in bookings::find(db, actor, bookings::WITHOUT_UNIT, tonight).await? {
        if !found.contains(&each) {
            found.push(each);
        }
    }
    Ok(found)
}

async fn lapsing(app: &App, actor: &Actor) -> Outcome<Vec<Found>> {
    let soon = app.clock.now() + Duration::hours(LAPSING_HOURS);
    let ahead = actor.tonight + Days::new(400);
    let pending = bookings::find(&app.db, actor, bookings::PENDING, ahead).await?;
    let mut pending = bookings::summaries(&app.db, &pending).await?;
    pending.retain(|each| each.held_until.is_some_and(|until| until <= soon));
    pending.sort_by_key(|each| each.held_until);
    Ok(pending.iter().map(|each| Found { id: each.id, site_id: each.site_id }).collect())
}

async fn of_bookings(
    app: &App,
    actor: &Actor,
    question: Question,
    mut found: Vec<Found>,
    slice: Slice,
) -> Outcome<Group> {
    found.retain(|each| actor.require_nights_at(each.site_id).is_ok());
    let count = found.len();
    let shown: Vec<_> = found.into_iter().skip(slice.offset).take(slice.limit).collect();
    let shown = bookings::summaries(&app.db, &shown).await?;
    let ids: Vec<_> = shown.iter().filter_map(|each| each.household_id).collect();
    let cards = households::store::cards_of(&app.db, actor, &ids).await?;
    let line = |summary: Summary| {
        Line::Booking(Box::new(Item {
            card: summary.household_id.and_then(|id| cards.get(&id).cloned()),
            may_book: actor.may_at(summary.site_id, Class::Bookings, Need::Write),
            may_receive: actor.may_at(summary.site_id, Class::Arrivals, Need::Write),
            summary,
        }))
    };
    Ok(Group { question, count, lines: shown.into_iter().map(line).collect() })
}

async fn of_closures(app: &App, actor: &Actor, slice: Slice) -> Outcome<Group> {
    let mut review = closures::store::to_review(&app.db, actor.tonight).await?;
    review.retain(|each| actor.sees_site(each.site_id));
    let count = review.len();
    let shown = review.into_iter().skip(slice.offset).take(slice.limit);
    let lines = shown.map(Line::Closure).collect();
    Ok(Group { question: Question::Closures, count, lines })
}

/// Who waits for a place and was told nothing tonight, in the order they asked.
async fn of_requests(app: &App, actor: &Actor, slice: Slice) -> Outcome<Group> {
    let mut group = Group { question: Question::Requests, count: 0, lines: Vec::new() };
    if !actor.may_read(Class::Requests) {
        return Ok(group);
    }
    let (db, tonight) = (&app.db, actor.tonight);
    let mut open = requests::store::open(db, actor).await?;
    let ids: Vec<_> = open.iter().map(|each| each.id).collect();
    let proposed = requests::store::proposed(db, &ids).await?;
    let answered = requests::store::answers_on(db, tonight).await?;
    open.retain(|request| {
        let asked = app.clock.night_of(request.received_at);
        requests::rules::standing_among(request, asked, &proposed, tonight).waits()
            && answered.iter().all(|each| each.request_id != request.id)
    });
    group.count = open.len();
    let shown = open.iter().skip(slice.offset).take(slice.limit);
    let ids: Vec<_> = shown.map(|request| request.household_id).collect();
    let mut cards = households::store::cards_of(db, actor, &ids).await?;
    group.lines = ids.iter().filter_map(|id| cards.remove(id)).map(Line::Household).collect();
    Ok(group)
}

/// Households somebody has to look at, whatever they have booked.
async fn of_households(
    app: &App,
    actor: &Actor,
    question: Question,
    only: Only,
    slice: Slice,
) -> Outcome<Group> {
    if !actor.may_read(Class::Household) {
        return Ok(Group { question, count: 0, lines: Vec::new() });
    }
    let filter = Filter { only: Some(only), need: None };
    let count = households::store::list::count(&app.db, actor, filter).await?;
    let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let (limit, offset) = (number(slice.limit), number(slice.offset));
    let ids =
        households::store::list::list(&app.db, actor, filter, Sort::Code, limit, offset).await?;
    let mut cards = households::store::cards_of(&app.db, actor, &ids).await?;
    let lines = ids.iter().filter_map(|id| cards.remove(id)).map(Line::Household).collect();
    Ok(Group { question, count: usize::try_from(count).unwrap_or_default(), lines })
}

/// Whether a page of the actor may show something of what changed: a site or a household.
pub async fn may_hear(app: &App, actor: &Actor, subject: Uuid) -> Outcome<bool> {
    if app.index.has_site(subject) {
        return Ok(actor.sees_site(subject));
    }
    if households::store::visible(&app.db, actor, subject).await?.is_some() {
        return Ok(true);
    }
    // A site made a moment ago.
    Ok(actor.sees_site(subject) && sites::store::site(&app.db, subject).await?.is_some())
}

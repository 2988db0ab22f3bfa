//! The day's questions, each with the bookings that answer it.

use std::collections::HashSet;

use chrono::{Days, Duration};
use uuid::Uuid;

use crate::{
    access::{Actor, Class, Need},
    bookings::store::{self as bookings, Summary},
    closures::{self, store::ClosureToReview},
    context::App,
    error::Outcome,
    households::{self, Card, Filter, Only, Sort},
    sites,
};

/// In the order of urgency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    MinorsAlone,
    Conflicts,
    NightsTwice,
    Overstays,
    HoldsLapsing,
    Arrivals,
    Departures,
    Ending,
    Closures,
}

impl Question {
    pub fn key(self) -> &'static str {
        match self {
            Self::MinorsAlone => "minors-alone",
            Self::Conflicts => "conflicts",
            Self::NightsTwice => "nights-twice",
            Self::Overstays => "overstays",
            Self::HoldsLapsing => "holds",
            Self::Arrivals => "arrivals",
            Self::Departures => "departures",
            Self::Ending => "ending",
            Self::Closures => "closures",
        }
    }

    pub fn is_urgent(self) -> bool {
        matches!(
            self,
            Self::MinorsAlone
                | Self::Conflicts
                | Self::NightsTwice
                | Self::Overstays
                | Self::HoldsLapsing
        )
    }
}

#[derive(Clone, Debug)]
pub struct Group {
    pub question: Question,
    pub items: Vec<Item>,
    pub closures: Vec<ClosureToReview>,
    pub households: Vec<Card>,
}

impl Group {
    fn of(question: Question) -> Self {
        Self { question, items: Vec::new(), closures: Vec::new(), households: Vec::new() }
    }

    pub fn count(&self) -> usize {
        self.items.len() + self.closures.len() + self.households.len()
    }
}

#[derive(Clone, Debug)]
pub struct Item {
    pub summary: Summary,
    pub card: Option<Card>,
    pub may_book: bool,
    pub may_receive: bool,
}

/// Days ahead of an end at which it is shown.
const ENDING_DAYS: u64 = 7;
/// An option is about to lapse this long before its end.
const LAPSING_HOURS: i64 = 24;
/// Households of one question shown at most.
const HOUSEHOLDS_MAX: i64 = 100;

pub async fn today(app: &App, actor: &Actor) -> Outcome<Vec<Group>> {
    let tonight = actor.tonight;
    let db = &app.db;
    let soon = app.clock.now() + Duration::hours(LAPSING_HOURS);
    let mut pending = bookings::pending(db, actor, tonight + Days::new(400)).await?;
    pending.retain(|each| each.held_until.is_some_and(|until| until <= soon));
    pending.sort_by_key(|each| each.held_until);
    let lists = [
        (Question::Conflicts, bookings::conflicts(db, actor, tonight).await?),
        (Question::Overstays, bookings::overstays(db, actor, tonight).await?),
        (Question::HoldsLapsing, pending),
        (Question::Arrivals, bookings::arrivals(db, actor, tonight).await?),
        (Question::Departures, bookings::departures(db, actor, tonight).await?),
        (Question::Ending, bookings::ending(db, actor, tonight + Days::new(ENDING_DAYS)).await?),
    ];
    let ids: HashSet<_> = lists
        .iter()
        .flat_map(|(_, list)| list.iter().filter_map(|each| each.household_id))
        .collect();
    let cards =
        households::store::cards_of(db, actor, &ids.into_iter().collect::<Vec<_>>()).await?;
    let mut groups: Vec<Group> = lists
        .into_iter()
        .map(|(question, list)| {
            let seen =
                list.into_iter().filter(|each| actor.require_nights_at(each.site_id).is_ok());
            let items = seen.map(|summary| Item {
                card: summary.household_id.and_then(|id| cards.get(&id).cloned()),
                may_book: actor.may_at(summary.site_id, Class::Bookings, Need::Write),
                may_receive: actor.may_at(summary.site_id, Class::Arrivals, Need::Write),
                summary,
            });
            Group { items: items.collect(), ..Group::of(question) }
        })
        .collect();
    let mut review = closures::store::to_review(db, tonight).await?;
    review.retain(|each| actor.sees_site(each.site_id));
    groups.push(Group { closures: review, ..Group::of(Question::Closures) });
    groups.insert(0, of_households(app, actor, Question::MinorsAlone, Only::MinorsAlone).await?);
    groups.insert(2, of_households(app, actor, Question::NightsTwice, Only::NightsTwice).await?);
    Ok(groups)
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

/// Households somebody has to look at, whatever they have booked.
async fn of_households(app: &App, actor: &Actor, question: Question, only: Only) -> Outcome<Group> {
    let mut group = Group::of(question);
    if !actor.may_read(Class::Household) {
        return Ok(group);
    }
    let filter = Filter { only: Some(only), need: None };
    let ids = households::store::list::list(&app.db, actor, filter, Sort::Code, HOUSEHOLDS_MAX, 0);
    let ids = ids.await?;
    let mut cards = households::store::cards_of(&app.db, actor, &ids).await?;
    group.households = ids.iter().filter_map(|id| cards.remove(id)).collect();
    Ok(group)
}

//! The day's questions, each with the bookings that answer it.

use std::collections::HashSet;

use chrono::{Days, Duration};

use crate::{
    access::{Actor, Class, Need},
    bookings::store::{self as bookings, Summary},
    closures::{self, store::ClosureToReview},
    context::App,
    error::Outcome,
    households::{self, Card},
};

/// In the order of urgency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    Conflicts,
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
            Self::Conflicts => "conflicts",
            Self::Overstays => "overstays",
            Self::HoldsLapsing => "holds",
            Self::Arrivals => "arrivals",
            Self::Departures => "departures",
            Self::Ending => "ending",
            Self::Closures => "closures",
        }
    }

    pub fn is_urgent(self) -> bool {
        matches!(self, Self::Conflicts | Self::Overstays | Self::HoldsLapsing)
    }
}

#[derive(Clone, Debug)]
pub struct Group {
    pub question: Question,
    pub items: Vec<Item>,
    pub closures: Vec<ClosureToReview>,
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
            let seen = list.into_iter().filter(|each| actor.sees_site(each.site_id));
            let items = seen.map(|summary| Item {
                card: summary.household_id.and_then(|id| cards.get(&id).cloned()),
                may_book: actor.may_at(summary.site_id, Class::Bookings, Need::Write),
                may_receive: actor.may_at(summary.site_id, Class::Arrivals, Need::Write),
                summary,
            });
            Group { question, items: items.collect(), closures: Vec::new() }
        })
        .collect();
    let mut review = closures::store::to_review(db, tonight).await?;
    review.retain(|each| actor.sees_site(each.site_id));
    groups.push(Group { question: Question::Closures, items: Vec::new(), closures: review });
    Ok(groups)
}

//! The home page: each line is one tap from its action.

use leptos::prelude::*;

use super::service::{self, Group, Item, Question};
use crate::{
    bookings::page::{HouseholdName, nights_in_words},
    households::Card,
    i18n::Lang,
    nights::Nights,
    ui::{self, ActionForm, Submit},
    visit::Visit,
};

/// Lines of a group seen at once; the others are one tap away.
const SHOWN_MAX: usize = 5;

#[component]
pub fn TodayPage() -> impl IntoView {
    let visit = Visit::current();
    ui::page(async move {
        let actor = visit.actor()?;
        let lang = visit.lang;
        let groups = service::today(&visit.app, actor).await?;
        let quiet = groups.iter().all(|group| group.count() == 0);
        let shown = groups.into_iter().map(|group| view! { <Section group /> }).collect_view();
        Ok(view! {
            {ui::title(lang.t("nav-today"))}
            <header class="page-head"><h1>{lang.t("nav-today")}</h1><p class="lead">{lang.long_date(actor.tonight)}</p></header>
            <div id="today" data-live="*">
                {quiet.then(|| view! { <ui::Empty text=lang.t("today-nothing") /> })}
                {shown}
            </div>
        })
    })
}

#[component]
fn Section(group: Group) -> impl IntoView {
    let lang = Visit::current().lang;
    let key = group.question.key();
    let count = group.count();
    let question = group.question;
    let mut items = group.items.into_iter();
    let row = |item| view! { <ItemRow question item /> };
    let first = items.by_ref().take(SHOWN_MAX).map(row).collect_view();
    let rest: Vec<_> = items.map(row).collect();
    let more = (!rest.is_empty()).then(|| {
        let summary = lang.with("today-more", &[("n", rest.len().into())]);
        view! { <details class="step"><summary>{summary}</summary><ul class="rows">{rest}</ul></details> }
    });
    let closures = group
        .closures
        .into_iter()
        .map(|each| {
            let cause = lang.t(&format!("closures-cause-{}", each.cause.code()));
            let since = lang.with("today-closed-since", &[("since", each.since.into()), ("n", each.units.into())]);
            view! {
                <li class="row">
                    <div class="row-main"><strong>{each.site_name}</strong><span class="row-detail">{cause} " · " {since} " · " {each.owner}</span></div>
                    <a class="button button-quiet" href=format!("/sites/{}/closures", each.site_id)>{lang.t("today-review")}</a>
                </li>
            }
        })
        .collect_view();
    let households = group.households.into_iter().map(|card| household_row(lang, question, &card));
    let households = households.collect_view();
    (count > 0).then(|| {
        view! {
            <section class="today-group" class:today-urgent=question.is_urgent()>
                <h2>{lang.t(&format!("today-{key}"))} " " <span class="count">{count}</span></h2>
                <ul class="rows">{first}{closures}{households}</ul>
                {more}
            </section>
        }
    })
}

/// A household somebody has to look at: its page says what to do.
fn household_row(lang: Lang, question: Question, card: &Card) -> impl IntoView + use<> {
    let anchor = if question == Question::NightsTwice { "#overlaps" } else { "" };
    let href = format!("/households/{}{anchor}", card.id);
    let persons = lang.with("n-persons", &[("n", card.persons.into())]);
    view! {
        <li class="row">
            <div class="row-main">
                <HouseholdName card=Some(card.clone()) named=true />
                <span class="row-detail">{card.code.clone()} " · " {persons}</span>
            </div>
            <a class="button button-primary" href=href>{lang.t("today-see")}</a>
        </li>
    }
}

#[component]
fn ItemRow(question: Question, item: Item) -> impl IntoView {
    let visit = Visit::current();
    let lang = visit.lang;
    let summary = item.summary;
    let id = summary.id;
    let nights = Nights::new(summary.from_night, summary.to_night)
        .unwrap_or(Nights::open(summary.from_night));
    let when = match (question, summary.held_until) {
        (Question::HoldsLapsing, Some(until)) => lang.with(
            "bookings-held-until",
            &[("until", lang.instant(&visit.app.clock, until).into())],
        ),
        _ => nights_in_words(lang, nights),
    };
    let persons = lang.with("n-persons", &[("n", summary.persons.into())]);
    let step = |label: &str, anchor: &str| {
        view! { <a class="button button-primary" href=format!("/bookings/{id}?{anchor}=1#{anchor}")>{lang.t(label)}</a> }.into_any()
    };
    let action = match question {
        Question::Arrivals if item.may_receive => Some(
            view! {
                <ActionForm does="bookings.arrive" key=id.to_string() class="inline">
                    <input type="hidden" name="booking" value=id.to_string() />
                    <input type="hidden" name="stay" value="on" />
                    <Submit label=lang.t("bookings-step-arrive") />
                </ActionForm>
            }
            .into_any(),
        ),
        Question::Departures if item.may_receive => Some(step("bookings-step-depart", "depart")),
        Question::Overstays | Question::Ending if item.may_book => {
            Some(step("bookings-step-extend", "extend"))
        }
        Question::Conflicts if item.may_receive => {
            Some(step("bookings-step-move_unit", "move_unit"))
        }
        Question::HoldsLapsing if item.may_book => Some(
            view! {
                <ActionForm does="bookings.confirm" key=id.to_string() class="inline">
                    <input type="hidden" name="booking" value=id.to_string() />
                    <input type="hidden" name="stay" value="on" />
                    <Submit label=lang.t("bookings-step-confirm") />
                </ActionForm>
            }
            .into_any(),
        ),
        _ => None,
    };
    view! {
        <li class="row">
            <div class="row-main">
                <HouseholdName card=item.card named=summary.household_id.is_some() />
                <a class="row-detail" href=format!("/bookings/{id}")>{summary.site_name} " · " {persons} " · " {when}</a>
            </div>
            {action}
        </li>
    }
}

//! The home page: each line is one tap from its action.

use leptos::prelude::*;

use super::service::{self, Group, Item, Line, Question, Slice};
use crate::{
    bookings::page::{HouseholdName, nights_in_words},
    closures::ClosureToReview,
    error::Outcome,
    households::Card,
    i18n::Lang,
    nights::Nights,
    ui::{self, ActionForm, PageHead, Pager, Submit},
    visit::Visit,
};

/// Answers seen at once, and on a page of all of them.
const SHOWN_MAX: usize = 5;
const PAGE_ROWS: usize = 50;

/// `?question=ending`: all of one question's answers.
#[component]
pub fn TodayPage() -> impl IntoView {
    let visit = Visit::current();
    ui::page(async move {
        match Question::parse(visit.query.text("question")) {
            Some(question) => one(&visit, question).await,
            None => all(&visit).await,
        }
    })
}

async fn all(visit: &Visit) -> Outcome<AnyView> {
    let actor = visit.actor()?;
    let lang = visit.lang;
    let groups = service::today(&visit.app, actor, SHOWN_MAX).await?;
    let quiet = groups.iter().all(|group| group.count == 0);
    let shown = groups.into_iter().map(|group| section(lang, group)).collect_view();
    Ok(view! {
        {ui::title(lang.t("nav-today"))}
        <header class="page-head"><h1>{lang.t("nav-today")}</h1><p class="lead">{lang.long_date(actor.tonight)}</p></header>
        <div id="today" data-live="*">
            {quiet.then(|| view! { <ui::Empty text=lang.t("today-nothing") /> })}
            {shown}
        </div>
    }
    .into_any())
}

async fn one(visit: &Visit, question: Question) -> Outcome<AnyView> {
    let actor = visit.actor()?;
    let lang = visit.lang;
    let page: usize = visit.query.text("page").parse().unwrap_or(1).max(1);
    let slice = Slice { offset: (page - 1).saturating_mul(PAGE_ROWS), limit: PAGE_ROWS };
    let group = service::answers(&visit.app, actor, question, slice).await?;
    let heading = lang.t(&format!("today-{}", question.code()));
    let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let (here, rows, total) = (number(page), number(PAGE_ROWS), number(group.count));
    let quiet = group.count == 0;
    let lines = group.lines.into_iter().map(|line| row(lang, question, line)).collect_view();
    Ok(view! {
        {ui::title(heading.clone())}
        <PageHead heading lead=lang.long_date(actor.tonight) />
        <div id="today" data-live="*">
            {quiet.then(|| view! { <ui::Empty text=lang.t("today-none-left") /> })}
            <ul class="rows">{lines}</ul>
        </div>
        <Pager page=here per_page=rows total />
        <p><a href="/">{lang.t("nav-today")}</a></p>
    }
    .into_any())
}

fn section(lang: Lang, group: Group) -> Option<impl IntoView> {
    let question = group.question;
    let rest = group.count.saturating_sub(group.lines.len());
    let more = (rest > 0).then(|| {
        let text = lang.with("today-more", &[("n", rest.into())]);
        view! { <a class="today-rest" href=format!("/?question={}", question.code())>{text}</a> }
    });
    let lines = group.lines.into_iter().map(|line| row(lang, question, line)).collect_view();
    (group.count > 0).then(|| {
        view! {
            <section class="today-group" class:today-urgent=question.is_urgent()>
                <h2>{lang.t(&format!("today-{}", question.code()))} " " <span class="count">{group.count}</span></h2>
                <ul class="rows">{lines}</ul>
                {more}
                {whole(lang, question)}
            </section>
        }
    })
}

/// The page where a question is dealt with as a whole.
fn whole(lang: Lang, question: Question) -> Option<impl IntoView> {
    let (href, label) = match question {
        Question::Requests => ("/requests", "nav-requests"),
        Question::Ending => ("/renewals", "nav-renewals"),
        _ => return None,
    };
    Some(view! { <a class="today-rest" href=href>{lang.t(label)}</a> })
}

fn row(lang: Lang, question: Question, line: Line) -> AnyView {
    match line {
        Line::Booking(item) => view! { <ItemRow question item=*item /> }.into_any(),
        Line::Closure(closure) => closure_row(lang, closure).into_any(),
        Line::Household(card) => household_row(lang, question, &card).into_any(),
    }
}

fn closure_row(lang: Lang, each: ClosureToReview) -> impl IntoView {
    let cause = lang.t(&format!("closures-cause-{}", each.cause.code()));
    let since =
        lang.with("today-closed-since", &[("since", each.since.into()), ("n", each.units.into())]);
    view! {
        <li class="row">
            <div class="row-main"><strong>{each.site_name}</strong><span class="row-detail">{cause} " · " {since} " · " {each.owner}</span></div>
            <a class="button button-quiet" href=format!("/sites/{}/closures", each.site_id)>{lang.t("today-review")}</a>
        </li>
    }
}

/// A household somebody has to look at: its page says what to do.
fn household_row(lang: Lang, question: Question, card: &Card) -> impl IntoView + use<> {
    let anchor = match question {
        Question::NightsTwice => "#overlaps",
        Question::Requests => "#requests",
        _ => "",
    };
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

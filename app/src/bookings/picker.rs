//! Finding the household a booking is for, without leaving the booking.

use leptos::prelude::*;
use uuid::Uuid;

use crate::{
    error::Outcome,
    households::{
        Card,
        service::{self, Asked},
    },
    i18n::Lang,
    ui::{ActionForm, Submit},
    visit::Visit,
};

/// More than these, and the search is to be made narrower.
const SHOWN_MAX: usize = 8;

/// What was looked for under `who`, and found.
#[derive(Clone, Default)]
pub struct Picks {
    cards: Vec<Card>,
    total: usize,
}

/// What a found household is chosen by.
#[derive(Clone, Copy)]
pub enum Pick {
    /// The same address with `household`.
    Address,
    /// The booking's own step.
    Name(Uuid),
}

pub async fn picks(visit: &Visit) -> Outcome<Picks> {
    let query = visit.query.text("who").to_owned();
    if query.trim().is_empty() {
        return Ok(Picks::default());
    }
    let asked = Asked { query, ..Asked::default() };
    let page = service::search(&visit.app, visit.actor()?, &asked).await?;
    let cards = page.rows.into_iter().take(SHOWN_MAX).map(|row| row.card).collect();
    Ok(Picks { cards, total: page.total })
}

#[component]
#[expect(clippy::needless_pass_by_value, reason = "a component owns its properties")]
pub fn HouseholdPicker(picks: Picks, pick: Pick) -> impl IntoView {
    let visit = Visit::current();
    let lang = visit.lang;
    let who = visit.query.text("who").to_owned();
    let kept = visit
        .query
        .pairs()
        .filter(|(name, _)| *name != "who")
        .map(|(name, value)| {
            view! { <input type="hidden" name=name.to_owned() value=value.to_owned() /> }
        })
        .collect_view();
    let said = (!who.is_empty()).then(|| {
        let shown = picks.cards.len();
        let n = [("n", picks.total.into()), ("shown", shown.into())];
        let key =
            if picks.total > shown { "bookings-picker-more" } else { "bookings-picker-found" };
        view! { <p role="status">{lang.with(key, &n)}</p> }
    });
    let rows = picks.cards.iter().map(|card| row(&visit, card, pick)).collect_view();
    view! {
        <search class="picker" id="who">
            <form method="get" action=format!("{}#who", visit.path) class="filter-search">
                {kept}
                <label class="visually-hidden" for="who-field">{lang.t("bookings-picker")}</label>
                <input id="who-field" type="search" name="who" value=who maxlength="200" autocomplete="off"
                    placeholder=lang.t("bookings-picker") />
                <button type="submit" class="button">{lang.t("ui-search")}</button>
            </form>
            {said}
            <ul class="rows">{rows}</ul>
        </search>
    }
}

fn row(visit: &Visit, card: &Card, pick: Pick) -> impl IntoView + use<> {
    let lang = visit.lang;
    let name = card.label.clone().unwrap_or_else(|| card.code.clone());
    let id = card.id.to_string();
    let choose = match pick {
        Pick::Address => {
            let href = visit.query.address_with(&visit.path, &[("household", &id), ("who", "")]);
            let label = choose_label(lang, &name);
            view! { <a class="button" href=href aria-label=label>{lang.t("bookings-pick")}</a> }
                .into_any()
        }
        Pick::Name(booking) => view! {
            <ActionForm does="bookings.name" key=id.clone() class="inline">
                <input type="hidden" name="booking" value=booking.to_string() />
                <input type="hidden" name="household" value=id />
                <Submit label=lang.t("bookings-pick") />
            </ActionForm>
        }
        .into_any(),
    };
    let persons = lang.with("n-persons", &[("n", card.persons.into())]);
    view! {
        <li class="row">
            <div class="row-main"><strong>{name}</strong><span class="row-detail">{card.code.clone()} " · " {persons}</span></div>
            {choose}
        </li>
    }
}

fn choose_label(lang: Lang, name: &str) -> String {
    lang.with("bookings-pick-whom", &[("name", name.into())])
}

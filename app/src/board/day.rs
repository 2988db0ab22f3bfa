//! One site's day, for the phone at the door: who comes, who leaves, who is in, what is free.

use std::sync::Arc;

use leptos::prelude::*;
use uuid::Uuid;

use super::service::{self, Board};
use crate::{
    access::{Class, Need},
    bookings::{
        page::{HouseholdName, id_in_address},
        store::Summary,
    },
    error::AppError,
    form::parse_date,
    nights::{Nights, next, previous},
    occupation::rules::NightCount,
    ui::{self, ActionForm, Submit},
    visit::Visit,
};

#[component]
pub fn SiteDayPage() -> impl IntoView {
    let visit = Visit::current();
    let site = id_in_address();
    ui::page(async move {
        let actor = visit.actor()?;
        let lang = visit.lang;
        let night = parse_date(visit.query.text("night")).unwrap_or(actor.tonight);
        let window = Nights::between(night, next(night)).ok_or(AppError::NotFound)?;
        let board = Arc::new(service::load(&visit.app, actor, site, window).await?);
        let day = service::day(&visit.app, actor, site, night).await?;
        let may_receive =
            actor.may_at(site, Class::Arrivals, Need::Write) && night == actor.tonight;
        let heading = board.site.name.clone();
        let count = board.count(night);
        let here = format!("/sites/{site}/day");
        let live = site.to_string();
        Ok(view! {
            {ui::title(heading.clone())}
            <h1>{heading}</h1>
            <nav class="day-nav" aria-label=lang.t("day-nav")>
                <a class="button button-quiet" href=format!("{here}?night={}", previous(night)) rel="prev">{lang.t("day-before")}</a>
                <strong>{lang.long_date(night)}</strong>
                <a class="button button-quiet" href=format!("{here}?night={}", next(night)) rel="next">{lang.t("day-after")}</a>
            </nav>
            <div id="day" data-live=live>
                <Figures count />
                <Group title=lang.t("day-arrivals") bookings=day.arrivals board=Arc::clone(&board) action=may_receive.then_some("arrive") />
                <Group title=lang.t("day-departures") bookings=day.departures board=Arc::clone(&board) action=may_receive.then_some("depart") />
                <Group title=lang.t("day-in-house") bookings=day.in_house board=Arc::clone(&board) action=None />
                <FreeUnits board=Arc::clone(&board) night />
            </div>
            <p class="actions-row">
                <a class="button button-quiet" href=format!("/board?site={site}")>{lang.t("nav-board")}</a>
                <a class="button button-quiet" href=format!("/sites/{site}")>{lang.t("day-site")}</a>
                <a class="button button-quiet" href=format!("/sites/{site}/closures/new")>{lang.t("day-close-unit")}</a>
            </p>
        })
    })
}

/// Units and places, never added together.
#[component]
fn Figures(count: NightCount) -> impl IntoView {
    let lang = Visit::current().lang;
    let (units, places) = (count.units, count.places);
    let row = |key: &str, units: i32, places: i32| {
        view! { <tr><th scope="row">{lang.t(key)}</th><td class="number">{units}</td><td class="number">{places}</td></tr> }
    };
    let over = (count.over > 0).then(|| view! { <p class="notice notice-warn">{lang.with("night-over", &[("n", count.over.into())])}</p> });
    view! {
        {over}
        <table class="table table-compact">
            <caption>{lang.with("night-persons", &[("n", count.persons.into())])}</caption>
            <thead><tr><td></td><th scope="col" class="number">{lang.t("night-units")}</th><th scope="col" class="number">{lang.t("night-places")}</th></tr></thead>
            <tbody>
                {row("night-occupied", units.occupied, places.occupied)}
                {(places.lost > 0).then(|| view! { <tr><th scope="row">{lang.t("night-lost")}</th><td class="number">"–"</td><td class="number">{places.lost}</td></tr> })}
                {row("night-held", units.held, places.held)}
                {row("night-out", units.out_of_service, places.out_of_service)}
                {row("night-free", units.free, places.free)}
            </tbody>
            <tfoot>{row("night-opened", units.opened(), places.opened())}</tfoot>
        </table>
    }
}

#[component]
fn Group(
    title: String,
    bookings: Vec<Summary>,
    board: Arc<Board>,
    #[prop(optional_no_strip)] action: Option<&'static str>,
) -> impl IntoView {
    let lang = Visit::current().lang;
    let count = bookings.len();
    let rows = bookings
        .into_iter()
        .map(|summary| {
            let card = summary.household_id.and_then(|id| board.cards.get(&id).cloned());
            let labels = unit_labels(&board, summary.id);
            let detail = format!("{labels} · {}", lang.with("n-persons", &[("n", summary.persons.into())]));
            let id = summary.id;
            let act = match action {
                Some("arrive") => Some(view! {
                    <ActionForm does="bookings.arrive" key=id.to_string() class="inline">
                        <input type="hidden" name="booking" value=id.to_string() />
                        <input type="hidden" name="stay" value="on" />
                        <Submit label=lang.t("bookings-step-arrive") />
                    </ActionForm>
                }.into_any()),
                Some(_) => Some(view! { <a class="button button-primary" href=format!("/bookings/{id}?depart=1#depart")>{lang.t("bookings-step-depart")}</a> }.into_any()),
                None => None,
            };
            view! {
                <li class="row">
                    <div class="row-main">
                        <HouseholdName card named=summary.household_id.is_some() />
                        <a class="row-detail" href=format!("/bookings/{id}")>{detail}</a>
                    </div>
                    {act}
                </li>
            }
        })
        .collect_view();
    view! {
        <section>
            <h2>{title} " " <span class="count">{count}</span></h2>
            {(count == 0).then(|| view! { <p class="row-detail">{lang.t("none")}</p> })}
            <ul class="rows">{rows}</ul>
        </section>
    }
}

fn unit_labels(board: &Board, booking: Uuid) -> String {
    let of = |id| board.units.iter().find(|unit| unit.id == id).map(|unit| unit.label.as_str());
    let mut labels: Vec<_> = board
        .lines
        .iter()
        .filter(|line| line.booking_id == Some(booking))
        .filter_map(|line| of(line.unit_id))
        .collect();
    labels.dedup();
    labels.join(" + ")
}

/// What can be offered is a unit of a size, never a number of places.
#[component]
fn FreeUnits(board: Arc<Board>, night: chrono::NaiveDate) -> impl IntoView {
    let lang = Visit::current().lang;
    let taken = |id| board.lines.iter().any(|line| line.unit_id == id && line.covers(night));
    let free = board
        .units
        .iter()
        .filter(|unit| unit.facts().in_service.contains(night) && !taken(unit.id));
    let rows = free
        .map(|unit| {
            let words = lang.with(
                "places-unit",
                &[("label", unit.label.as_str().into()), ("places", unit.places.into())],
            );
            let href = format!(
                "/bookings/new?site={}&unit={}&from={night}&to={}",
                board.site.id,
                unit.id,
                next(night)
            );
            if board.may_book {
                view! { <li><a href=href>{words}</a></li> }.into_any()
            } else {
                view! { <li>{words}</li> }.into_any()
            }
        })
        .collect::<Vec<_>>();
    let count = rows.len();
    view! {
        <section>
            <h2>{lang.t("day-free")} " " <span class="count">{count}</span></h2>
            {(count == 0).then(|| view! { <p class="row-detail">{lang.t("none")}</p> })}
            <ul class="chips">{rows}</ul>
        </section>
    }
}

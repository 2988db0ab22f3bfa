//! The bed board of a site: units down, nights across, each run of nights one cell.

use std::collections::HashMap;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use leptos::prelude::*;
use uuid::Uuid;

use super::{
    island::BoardKeys,
    rules::{self, Content, Run},
    service::{self, Board},
};
use crate::{
    i18n::Lang,
    nights::Nights,
    occupation::{Kind, Line},
    ui,
    units::Unit,
    visit::Visit,
};

/// Nights shown on a desk, and on a tablet.
const NIGHTS: [i64; 2] = [31, 14];

#[component]
pub fn BoardPage() -> impl IntoView {
    let visit = Visit::current();
    ui::page(async move {
        let lang = visit.lang;
        let site = Uuid::parse_str(visit.query.text("site")).ok();
        let body = match site {
            Some(site) => {
                let board = service::load(&visit.app, visit.actor()?, site, window(&visit)).await?;
                view! { <Shown board /> }.into_any()
            }
            None => view! { <Choose /> }.into_any(),
        };
        Ok(view! { {ui::title(lang.t("nav-board"))} {body} })
    })
}

/// The nights asked for; by default from yesterday, so that last night is in sight.
fn window(visit: &Visit) -> Nights {
    let tonight = visit.app.clock.tonight();
    let asked = visit.query.text("nights").parse().unwrap_or(NIGHTS[0]);
    let count = NIGHTS.into_iter().find(|count| *count == asked).unwrap_or(NIGHTS[0]);
    let from = crate::form::parse_date(visit.query.text("from"))
        .unwrap_or(crate::nights::previous(tonight));
    Nights::between(from, from + Days::new(count.unsigned_abs())).unwrap_or(Nights::open(from))
}

/// Without a site, the sites one may open the board of.
#[component]
fn Choose() -> impl IntoView {
    let visit = Visit::current();
    ui::page(async move {
        let actor = visit.actor()?;
        let lang = visit.lang;
        let sites = service::sites_to_open(&visit.app, actor, visit.query.text("q")).await?;
        let rows = sites
            .into_iter()
            .map(|site| {
                view! {
                    <li class="row"><a class="row-main" href=format!("/board?site={}", site.id)>
                        <strong>{site.name}</strong>
                        <span class="row-detail">{site.territory_name} " · " {lang.t(&format!("sites-kind-{}", site.kind.code()))}</span>
                    </a></li>
                }
            })
            .collect_view();
        Ok(view! {
            <h1>{lang.t("nav-board")}</h1>
            <form method="get" class="form-row" role="search">
                <ui::TextField name="q" label=lang.t("board-choose") value=visit.query.text("q").to_owned() kind="search" />
                <button class="button button-quiet" type="submit">{lang.t("search")}</button>
            </form>
            <ul class="rows">{rows}</ul>
        })
    })
}

#[component]
fn Shown(board: Board) -> impl IntoView {
    let visit = Visit::current();
    let lang = visit.lang;
    let list = visit.query.text("view") == "list";
    let live = board.site.id.to_string();
    let heading = lang.with("board-title", &[("site", board.site.name.as_str().into())]);
    let content = if list {
        view! { <AsList board=board /> }.into_any()
    } else {
        let table = view! { <Grid board=board /> };
        view! { <BoardKeys hint=lang.t("board-keys") book=lang.t("board-book-selection")>{table}</BoardKeys> }.into_any()
    };
    view! {
        <h1>{heading}</h1>
        <Toolbar site=live.clone() list />
        <div id="board" data-live=live>{content}</div>
        <Key />
    }
}

#[component]
fn Toolbar(site: String, list: bool) -> impl IntoView {
    let visit = Visit::current();
    let lang = visit.lang;
    let window = window(&visit);
    let count = window.count().unwrap_or(NIGHTS[0]);
    let shift = |days: i64| {
        let from = window.from() + chrono::Duration::days(days);
        visit.query.address_with("/board", &[("from", &from.to_string())])
    };
    let other = if count == NIGHTS[0] { NIGHTS[1] } else { NIGHTS[0] };
    let fewer = visit.query.address_with("/board", &[("nights", &other.to_string())]);
    let view_as = visit.query.address_with("/board", &[("view", if list { "" } else { "list" })]);
    let week = count.min(7);
    view! {
        <nav class="board-toolbar" aria-label=lang.t("board-toolbar")>
            <a class="button button-quiet" href=shift(-week) rel="prev">{lang.t("board-earlier")}</a>
            <a class="button button-quiet" href=visit.query.address_with("/board", &[("from", "")])>{lang.t("nav-today")}</a>
            <a class="button button-quiet" href=shift(week) rel="next">{lang.t("board-later")}</a>
            <a class="button button-quiet" href=fewer>{lang.with("board-nights", &[("n", other.into())])}</a>
            <a class="button button-quiet" href=view_as>{lang.t(if list { "board-as-grid" } else { "board-as-list" })}</a>
            <a class="button button-quiet" href=format!("/sites/{site}/day")>{lang.t("board-day")}</a>
        </nav>
    }
}

#[component]
fn Grid(board: Board) -> impl IntoView {
    let lang = Visit::current().lang;
    let tonight = Visit::current().app.clock.tonight();
    let nights = board.nights();
    let head = nights.iter().map(|night| day_head(lang, *night, tonight)).collect_view();
    let free = nights
        .iter()
        .map(|night| view! { <td class="number">{board.count(*night).units.free}</td> })
        .collect_view();
    let mut lines: HashMap<Uuid, Vec<&Line>> = HashMap::new();
    for line in &board.lines {
        lines.entry(line.unit_id).or_default().push(line);
    }
    let rows = board
        .units
        .iter()
        .map(|unit| {
            let own = lines.get(&unit.id).map_or(&[][..], Vec::as_slice);
            let runs = if unit.shared {
                rules::shared_runs(own, board.window)
            } else {
                rules::runs(own, unit.facts().in_service, board.window)
            };
            let cells = runs.into_iter().map(|run| cell(lang, &board, unit, &run, tonight)).collect_view();
            let size = lang.with("board-places", &[("n", unit.places.into())]);
            view! { <tr><th scope="row">{unit.label.clone()} <span class="board-places">{size}</span></th>{cells}</tr> }
        })
        .collect_view();
    view! {
        <div class="board-scroll" tabindex="0" role="region" aria-label=lang.t("nav-board")>
            <table class="board">
                <thead>
                    <tr><th scope="col">{lang.t("bookings-unit")}</th>{head}</tr>
                    <tr class="board-free"><th scope="row">{lang.t("board-free-units")}</th>{free}</tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn day_head(lang: Lang, night: NaiveDate, tonight: NaiveDate) -> impl IntoView + use<> {
    let weekend = matches!(night.weekday(), Weekday::Sat | Weekday::Sun);
    view! {
        <th scope="col" class="board-day" class:board-weekend=weekend class:board-tonight=night == tonight
            aria-label=lang.long_date(night) aria-current=(night == tonight).then_some("date")>
            <span>{lang.weekday_letter(night)}</span>{night.day()}
        </th>
    }
}

fn cell(lang: Lang, board: &Board, unit: &Unit, run: &Run, tonight: NaiveDate) -> AnyView {
    let span = (run.nights > 1).then_some(run.nights);
    match &run.content {
        Content::NotInService => view! { <td colspan=span class="board-none"></td> }.into_any(),
        Content::Free if board.may_book && run.from >= tonight => {
            let href = format!(
                "/bookings/new?site={}&unit={}&from={}&to={}",
                board.site.id,
                unit.id,
                run.from,
                crate::nights::next(run.from)
            );
            let label = lang.with(
                "board-free-cell",
                &[("unit", unit.label.as_str().into()), ("night", run.from.into())],
            );
            view! { <td class="board-open"><a href=href aria-label=label></a></td> }.into_any()
        }
        Content::Free => view! { <td class="board-open"></td> }.into_any(),
        Content::Shared { taken } => {
            let words = format!("{taken}/{}", unit.places);
            view! { <td colspan=span class="board-shared">{words}</td> }.into_any()
        }
        Content::Taken { kind, booking, persons, .. } => {
            taken(lang, board, unit, run, (*kind, *booking, *persons), tonight)
        }
    }
}

fn taken(
    lang: Lang,
    board: &Board,
    unit: &Unit,
    run: &Run,
    (kind, booking, persons): (Kind, Option<Uuid>, i32),
    tonight: NaiveDate,
) -> AnyView {
    let span = (run.nights > 1).then_some(run.nights);
    let who = board.who(booking);
    let over = kind == Kind::Stay && persons > unit.places;
    let overstay = who.as_ref().is_some_and(|(behind, _)| {
        behind.state == crate::bookings::BookingState::Arrived
            && behind.to_night.is_some_and(|to| to < tonight)
    });
    let class = format!(
        "board-run board-{}{}{}{}{}",
        kind.code(),
        if run.cut_before { " board-cut-before" } else { "" },
        if run.cut_after { " board-cut-after" } else { "" },
        if over { " board-over" } else { "" },
        if overstay { " board-overstay" } else { "" }
    );
    let words = lang.t(&format!("occupation-{}", kind.code()));
    match (kind, who) {
        (Kind::Closure, _) => {
            let href = format!("/sites/{}/closures", board.site.id);
            view! { <td colspan=span class=class><a href=href>{words}</a></td> }.into_any()
        }
        (_, Some((behind, name))) => {
            let count = lang.with("n-persons", &[("n", persons.into())]);
            let title = format!("{name}, {words}, {count}");
            view! {
                <td colspan=span class=class>
                    <a href=format!("/bookings/{}", behind.id) title=title>{name}" · "{persons}<span class="visually-hidden">", "{words}</span></a>
                </td>
            }
            .into_any()
        }
        // Somebody is there; who is not for this reader.
        (_, None) => view! { <td colspan=span class=class>{words}</td> }.into_any(),
    }
}

/// The same nights as a list: for screen readers, phones and paper.
#[component]
fn AsList(board: Board) -> impl IntoView {
    let lang = Visit::current().lang;
    let rows = board
        .units
        .iter()
        .map(|unit| {
            let own: Vec<&Line> = board.lines.iter().filter(|line| line.unit_id == unit.id).collect();
            let stays = own
                .iter()
                .map(|line| {
                    let who = board.who(line.booking_id);
                    let nights = crate::bookings::page::nights_in_words(lang, line.nights());
                    let kind = lang.t(&format!("occupation-{}", line.kind.code()));
                    let name = who.map(|(behind, name)| view! { <a href=format!("/bookings/{}", behind.id)>{name}</a> " · " });
                    view! { <li>{name}{kind} " · " {nights}</li> }
                })
                .collect_view();
            let empty = own.is_empty().then(|| view! { <p class="row-detail">{lang.t("board-all-free")}</p> });
            let size = lang.with("board-places", &[("n", unit.places.into())]);
            view! { <li class="board-unit"><h2>{unit.label.clone()} <span class="board-places">{size}</span></h2>{empty}<ul class="plain">{stays}</ul></li> }
        })
        .collect_view();
    view! { <ul class="rows board-list">{rows}</ul> }
}

/// What each look means; never colour alone.
#[component]
fn Key() -> impl IntoView {
    let lang = Visit::current().lang;
    let entries = Kind::ALL
        .iter()
        .map(|kind| {
            let class = format!("board-key board-{}", kind.code());
            view! { <li><span class=class></span>{lang.t(&format!("occupation-{}", kind.code()))}</li> }
        })
        .collect_view();
    view! { <ul class="board-legend" aria-label=lang.t("board-key")>{entries}</ul> }
}

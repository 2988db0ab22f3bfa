//! The page of a meeting: one question in its address, the chart, the figures beneath.

use chrono::{Days, Months};
use leptos::prelude::*;

use super::{
    Asked, Grain, Split,
    chart::{self, Drawn, Size},
    rules::{self, Bucket, Sums},
    service::{self, Part, Trend},
};
use crate::{
    counts::{Measured, Public},
    error::Outcome,
    form::parse_date,
    i18n::Lang,
    ui::{self, ChoiceField, DateField, Empty, PageHead, Panel, grouped},
    visit::Visit,
};

/// Longer than this, a period is cut: ten years.
const NIGHTS_MAX: u64 = 3_653;

#[component]
pub fn TrendsPage() -> impl IntoView {
    let visit = Visit::current();
    ui::page(async move { show(&visit).await })
}

/// What the address asks; by default the last twelve months up to last night, in rooms.
pub fn asked(visit: &Visit) -> Asked {
    let query = &visit.query;
    let tonight = visit.app.clock.tonight();
    let to = parse_date(query.text("to")).unwrap_or(tonight);
    let from = parse_date(query.text("from")).filter(|from| *from < to);
    let from = from.unwrap_or_else(|| to.checked_sub_months(Months::new(12)).unwrap_or(to));
    let from = from.max(to - Days::new(NIGHTS_MAX));
    Asked {
        from,
        to,
        grain: Grain::parse(query.text("grain")).unwrap_or(rules::grain_of(from, to)),
        measure: Measured::parse(query.text("measure")).unwrap_or(Measured::Unit),
        split: Split::parse(query.text("by")),
        kind: query.text("kind").to_owned(),
        public: query.text("public").to_owned(),
        known_on: parse_date(query.text("known_on")).filter(|on| *on < tonight),
    }
}

async fn show(visit: &Visit) -> Outcome<impl IntoView + use<>> {
    let lang = visit.lang;
    let trend = service::trend(&visit.app, visit.actor()?, asked(visit)).await?;
    let asked = trend.asked.clone();
    let last = asked.to - Days::new(1);
    let lead = lang.with("trends-period", &[("from", asked.from.into()), ("to", last.into())]);
    let body = if trend.whole.nights.is_empty() {
        view! { <Empty text=lang.t("trends-nothing") /> }.into_any()
    } else {
        view! { <Answer trend=trend.clone() /> }.into_any()
    };
    let files = downloads(visit);
    Ok(view! {
        {ui::title(lang.t("nav-trends"))}
        <PageHead heading=lang.t("nav-trends") lead=lead>{files}</PageHead>
        <Question asked kinds=trend.kinds.clone() />
        {body}
    })
}

fn downloads(visit: &Visit) -> impl IntoView + use<> {
    let to = |format: &str| visit.query.address_with("/trends/file", &[("format", format)]);
    let link = |format: &'static str| {
        let label = visit.lang.with("trends-download", &[("format", format.to_uppercase().into())]);
        view! { <a class="button button-quiet" href=to(format) download="" aria-label=label>{format.to_uppercase()}</a> }
    };
    view! {
        <span class="trends-files">
            {link("csv")}{link("xlsx")}{link("ods")}{link("svg")}
            <a class="button button-quiet" href=to("svg") data-png="" hidden>"PNG"</a>
        </span>
    }
}

#[component]
fn Question(asked: Asked, kinds: Vec<String>) -> impl IntoView {
    let visit = Visit::current();
    let lang = visit.lang;
    let choices = |prefix: &str, codes: &[&str]| {
        let words = codes.iter().map(|code| {
            ((*code).to_owned(), lang.t(&format!("{prefix}-{}", code.replace('_', "-"))))
        });
        words.collect::<Vec<_>>()
    };
    let codes = |all: &[&'static str]| all.to_vec();
    let grains = codes(&Grain::ALL.iter().map(|each| each.code()).collect::<Vec<_>>());
    let splits = codes(&Split::ALL.iter().map(|each| each.code()).collect::<Vec<_>>());
    let publics = codes(&Public::ALL.iter().map(|each| each.code()).collect::<Vec<_>>());
    let kinds: Vec<_> = kinds
        .into_iter()
        .map(|code| {
            let words = lang.t(&format!("sites-kind-{code}"));
            (code, words)
        })
        .collect();
    let measures = choices("trends-measure", &["unit", "bed"]);
    let last = asked.to;
    view! {
        <form method="get" action="/trends" class="trends-question no-print" role="search">
            <DateField name="from" label=lang.t("trends-from") value=Some(asked.from) />
            <DateField name="to" label=lang.t("trends-to") value=Some(last) />
            <ChoiceField name="grain" label=lang.t("trends-grain") options=choices("trends-grain", &grains) value=asked.grain.code() />
            <ChoiceField name="measure" label=lang.t("trends-measure") options=measures value=asked.measure.code() />
            <ChoiceField name="kind" label=lang.t("trends-kind") options=kinds value=asked.kind.clone() blank=lang.t("trends-all") />
            <ChoiceField name="public" label=lang.t("trends-public") options=choices("trends-public", &publics) value=asked.public.clone() blank=lang.t("trends-everybody") />
            <ChoiceField name="by" label=lang.t("trends-by") options=choices("trends-by", &splits)
                value=asked.split.map(Split::code).unwrap_or_default() blank=lang.t("trends-together") />
            <DateField name="known_on" label=lang.t("trends-known-on") value=asked.known_on />
            <button type="submit" class="button button-primary">{lang.t("trends-show")}</button>
        </form>
    }
}

#[component]
fn Answer(trend: Trend) -> impl IntoView {
    let lang = Visit::current().lang;
    let parts = (!trend.parts.is_empty()).then(|| {
        let charts: Vec<_> =
            trend.parts.iter().enumerate().map(|(n, part)| small(lang, &trend, n, part)).collect();
        let left = (trend.parts_left > 0).then(|| {
            view! { <p class="soft">{lang.with("trends-parts-left", &[("n", trend.parts_left.into())])}</p> }
        });
        view! { <Panel heading=lang.t("trends-parts")><div class="trends-parts">{charts}</div>{left}</Panel> }
    });
    let silent = (!trend.silent.is_empty()).then(|| silent(lang, &trend));
    let spot = (trend.spot.room_nights > 0).then(|| {
        let figures = [
            ("rooms", grouped(trend.spot.room_nights).into()),
            ("persons", grouped(trend.spot.person_nights).into()),
        ];
        view! { <p class="notice notice-info">{lang.with("trends-spot", &figures)}</p> }
    });
    view! {
        {figures(lang, &trend)}
        <figure class="trends-chart">
            <div class="trends-desk" inner_html=drawing(lang, &trend, "desk", Size::DESK, false)></div>
            <div class="trends-phone" inner_html=drawing(lang, &trend, "phone", Size::PHONE, false)></div>
            <figcaption>{key(lang, &trend)}</figcaption>
        </figure>
        {spot}
        {parts}
        {silent}
        {table(lang, &trend)}
    }
}

/// The chart of the whole question.
pub fn drawing(lang: Lang, trend: &Trend, id: &str, size: Size, alone: bool) -> String {
    let measure = lang.t(&format!("trends-measure-{}", trend.asked.measure.code()));
    let title = lang.with("trends-title", &[("measure", measure.as_str().into())]);
    let drawn =
        Drawn { lang, id, title: &title, description: &described(lang, trend), size, alone };
    chart::stacked(&trend.bars, &drawn)
}

/// The chart in a sentence, for who does not see it.
fn described(lang: Lang, trend: &Trend) -> String {
    let last = trend.asked.to - Days::new(1);
    let rates = || trend.bars.iter().filter_map(|bar| bar.sums.rate());
    let percent =
        |rate: Option<i64>| rate.map_or_else(|| "—".to_owned(), |rate| percent(lang, rate));
    lang.with(
        "trends-described",
        &[
            ("from", trend.asked.from.into()),
            ("to", last.into()),
            ("rate", percent(trend.whole.rate()).into()),
            ("least", percent(rates().min()).into()),
            ("most", percent(rates().max()).into()),
        ],
    )
}

fn percent(lang: Lang, hundredths: i64) -> String {
    let tenths = (hundredths + 5) / 10;
    decimal(lang, tenths) + "\u{202f}%"
}

fn decimal(lang: Lang, tenths: i64) -> String {
    let point = if lang == Lang::Fr { ',' } else { '.' };
    format!("{}{point}{}", grouped(tenths / 10), (tenths % 10).abs())
}

/// The figures of the period, with what they are of, and how they were before.
fn figures(lang: Lang, trend: &Trend) -> impl IntoView + use<> {
    let unit = lang.t(&format!("trends-measure-{}", trend.asked.measure.code()));
    let average = |sums: &Sums, figure: Option<i64>| sums.a_night(figure).map(|n| decimal(lang, n));
    let whole = &trend.whole;
    let rate = whole.rate().map_or_else(|| "—".to_owned(), |rate| percent(lang, rate));
    let of = lang.with(
        "trends-of",
        &[
            ("occupied", grouped(whole.occupied.unwrap_or(0)).into()),
            ("capacity", grouped(whole.capacity.unwrap_or(0)).into()),
        ],
    );
    let before =
        [("trends-month-before", &trend.month_before), ("trends-year-before", &trend.year_before)]
            .map(|(key, sums)| {
                let words = match (sums.rate(), whole.rate()) {
                    (Some(then), Some(now)) => {
                        let points = (now - then + 5 * (now - then).signum()) / 10;
                        let points = format!(
                            "{}{}",
                            if points < 0 { "\u{2212}" } else { "+" },
                            decimal(lang, points.abs())
                        );
                        lang.with(
                            key,
                            &[("rate", percent(lang, then).into()), ("points", points.into())],
                        )
                    }
                    _ => lang.t(&format!("{key}-unknown")),
                };
                view! { <li>{words}</li> }
            });
    let each = [
        ("trends-occupied", average(whole, whole.occupied)),
        ("trends-held", average(whole, whole.held)),
        ("trends-closed", average(whole, whole.closed)),
        ("trends-free", average(whole, whole.free())),
        ("trends-capacity", average(whole, whole.capacity)),
    ]
    .map(|(key, figure)| {
        let figure = figure.unwrap_or_else(|| lang.t("trends-not-received"));
        view! { <div><dt>{lang.t(key)}</dt><dd class="num">{figure}</dd></div> }
    });
    view! {
        <section class="trends-figures">
            <p class="trends-rate"><strong class="num">{rate}</strong> " " <span>{of} " " {lang.t("trends-nights-of")} " " {unit}</span></p>
            <ul class="plain soft">{before}</ul>
            <p class="soft">{lang.t("trends-average")}</p>
            <dl class="key-value">{each}</dl>
        </section>
    }
}

/// What each pattern stands for; only what the figures tell.
fn key(lang: Lang, trend: &Trend) -> impl IntoView + use<> {
    let whole = &trend.whole;
    let marks = [
        ("occupied", whole.occupied.is_some()),
        ("held", whole.held.is_some()),
        ("free", whole.free().is_some()),
        ("closed", whole.closed.is_some()),
        ("capacity", whole.capacity.is_some()),
        ("missing", trend.bars.iter().any(|bar| bar.sums.nights.is_empty())),
    ]
    .into_iter()
    .filter(|(_, told)| *told)
    .map(|(mark, _)| {
        view! { <li><span class=format!("trends-mark trends-mark-{mark}") aria-hidden="true"></span>{lang.t(&format!("trends-{mark}"))}</li> }
    })
    .collect_view();
    view! { <ul class="trends-key">{marks}</ul> }
}

fn small(lang: Lang, trend: &Trend, n: usize, part: &Part) -> impl IntoView + use<> {
    let name = part_name(lang, trend, &part.word);
    let id = format!("part-{n}");
    let rate = part.whole.rate().map(|rate| percent(lang, rate)).unwrap_or_default();
    let drawn =
        Drawn { lang, id: &id, title: &name, description: &rate, size: Size::SMALL, alone: false };
    let svg = chart::stacked(&part.bars, &drawn);
    view! {
        <figure class="trends-part">
            <figcaption><strong>{name}</strong> " " <span class="num">{rate}</span></figcaption>
            <div inner_html=svg></div>
        </figure>
    }
}

fn part_name(lang: Lang, trend: &Trend, word: &str) -> String {
    match trend.asked.split {
        _ if word.is_empty() => lang.t("trends-not-said"),
        Some(Split::Kind) => lang.t(&format!("sites-kind-{word}")),
        Some(Split::Public) => lang.t(&format!("trends-public-{}", word.replace('_', "-"))),
        _ => word.to_owned(),
    }
}

/// Figures are as old as the oldest word in them.
fn silent(lang: Lang, trend: &Trend) -> impl IntoView + use<> {
    let rows: Vec<_> = trend
        .silent
        .iter()
        .take(20)
        .map(|site| {
            let since = lang.with("trends-last-word", &[("night", site.last_night.into())]);
            view! { <li><a href=format!("/sites/{}", site.id)>{site.name.clone()}</a> " · " {since}</li> }
        })
        .collect();
    let n = [("n", trend.silent.len().into())];
    view! { <ui::Details summary=lang.with("trends-silent", &n)><ul class="plain">{rows}</ul></ui::Details> }
}

/// Many short figures: on a phone they scroll sideways, a card each would be a mile of paper.
fn table(lang: Lang, trend: &Trend) -> impl IntoView + use<> {
    let columns = [
        "period", "nights", "persons", "occupied", "held", "closed", "free", "capacity", "rate",
        "entries", "exits", "net",
    ];
    let heads = columns
        .map(|key| view! { <th scope="col">{lang.t(&format!("trends-column-{key}"))}</th> })
        .collect_view();
    let rows = trend
        .bars
        .iter()
        .map(|bar| {
            let mut cells = table_row(lang, trend, bar).into_iter();
            let period = cells.next();
            let behind = behind(trend, bar);
            let cells = cells.map(|text| view! { <td class="num">{text}</td> }).collect_view();
            view! { <tr><th scope="row"><a href=behind>{period}</a></th>{cells}</tr> }
        })
        .collect_view();
    let name = lang.t("trends-table");
    view! {
        <Panel heading=name.clone()>
            <p class="soft">{lang.t("trends-table-what")}</p>
            <div class="trends-table" role="region" aria-label=name tabindex="0">
                <table>
                    <thead><tr>{heads}</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </Panel>
    }
}

/// What a bar is made of: its nights, and the sites of a night.
fn behind(trend: &Trend, bar: &Bucket) -> String {
    let visit = Visit::current();
    let (from, to) = (bar.from.to_string(), bar.to.to_string());
    let by = if trend.asked.grain == Grain::Night { "site" } else { visit.query.text("by") };
    let changes = [("from", &*from), ("to", &*to), ("grain", "night"), ("by", by)];
    visit.query.address_with("/trends", &changes)
}

fn table_row(lang: Lang, trend: &Trend, bar: &Bucket) -> Vec<String> {
    let sums = &bar.sums;
    let period = match trend.asked.grain {
        Grain::Night => lang.date(bar.from),
        _ => format!("{} → {}", lang.date(bar.from), lang.date(bar.to - Days::new(1))),
    };
    let figure = |figure: Option<i64>| figure.map_or_else(|| "—".to_owned(), grouped);
    let flow = trend.flows.get(&rules::start(bar.from, trend.asked.grain));
    let nights = if bar.missing() > 0 {
        lang.with(
            "trends-some-missing",
            &[("n", sums.nights.len().into()), ("missing", bar.missing().into())],
        )
    } else {
        sums.nights.len().to_string()
    };
    vec![
        period,
        nights,
        figure(sums.persons),
        figure(sums.occupied),
        figure(sums.held),
        figure(sums.closed),
        figure(sums.free()),
        figure(sums.capacity),
        sums.rate().map_or_else(|| "—".to_owned(), |rate| percent(lang, rate)),
        figure(flow.map(|flow| flow.entries)),
        figure(flow.map(|flow| flow.exits)),
        figure(flow.map(|flow| flow.entries - flow.exits)),
    ]
}

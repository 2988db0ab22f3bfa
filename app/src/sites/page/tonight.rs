//! Tonight at a site: units and places apart, and each unit's state.

use leptos::prelude::*;
use uuid::Uuid;

use super::words::{percent, unit_state_badge};
use crate::{
    i18n::Lang,
    occupation::rules::NightCount,
    sites::{
        Measure, address, rules,
        service::{Sheet, UnitTonight},
    },
    ui::{
        ButtonLink, Column, DataTable, Empty, Glyph, Notice, Panel, Tile, Tiles, Tone, cell,
        grouped,
    },
    units::Unit,
    visit::Visit,
};

/// The night in figures. Units and places are never added together (AVL-01).
pub(super) fn figures(lang: Lang, sheet: &Sheet) -> AnyView {
    let measure = sheet.site.measure;
    if measure == Measure::Reported {
        return view! {
            <Panel heading=lang.t("sites-tonight")>
                <Notice text=lang.t("sites-reported-explained") tone=Tone::Info />
            </Panel>
        }
        .into_any();
    }
    let night = sheet.tonight;
    let shut = (!sheet.opens_tonight)
        .then(|| view! { <Notice text=lang.t("sites-shut-tonight") tone=Tone::Warn /> });
    // Somebody may sleep in a site that should be shut: that is never hidden.
    let shown = sheet.opens_tonight || night.persons > 0;
    let warning = sheet
        .warning(Visit::current().app.clock.tonight())
        .map(|message| view! { <Notice text=lang.say(&message) tone=Tone::Warn /> });
    let id = sheet.site.id;
    let tiles = shown.then(|| {
        if measure == Measure::Spot {
            spot(lang, night, id).into_any()
        } else {
            by_unit(lang, night, id).into_any()
        }
    });
    view! {
        <Panel heading=lang.t("sites-tonight")>{shut}{warning}{tiles}</Panel>
    }
    .into_any()
}

fn by_unit(lang: Lang, night: NightCount, site: Uuid) -> impl IntoView + use<> {
    let board = format!("/board?site={site}");
    let tiles = |counted: &str, figures: &[(&str, i32)]| {
        let tiles = figures.iter().map(|(key, n)| {
            let unit = lang.with(counted, &[("n", (*n).into())]);
            let free = *key == "sites-tile-free" && *n > 0;
            let tone = if free { Tone::Good } else { Tone::Neutral };
            view! { <Tile label=lang.t(key) figure=grouped((*n).into()) unit href=board.clone() tone /> }
        });
        tiles.collect::<Vec<_>>()
    };
    let (units, places) = (night.units, night.places);
    let of_units = tiles(
        "sites-n-units",
        &[
            ("sites-tile-free", units.free),
            ("sites-tile-occupied", units.occupied),
            ("sites-tile-held", units.held),
            ("sites-tile-out", units.out_of_service),
        ],
    );
    let of_places = tiles(
        "sites-n-places",
        &[
            ("sites-tile-free", places.free),
            ("sites-tile-occupied", places.occupied),
            ("sites-tile-lost", places.lost),
            ("sites-tile-held", places.held),
            ("sites-tile-out", places.out_of_service),
        ],
    );
    let rate = rules::net_occupancy(Measure::ByUnit, night.persons, places.net())
        .map_or(lang.t("sites-no-rate"), |tenths| percent(lang, tenths));
    let how = lang
        .with("sites-rate-of", &[("persons", night.persons.into()), ("net", places.net().into())]);
    let over = (night.over > 0).then(|| {
        let text = lang.with("sites-over", &[("n", night.over.into())]);
        view! { <Notice text tone=Tone::Bad /> }
    });
    let opened = lang.with("sites-units-opened", &[("n", units.opened().into())]);
    let net = lang.with(
        "sites-places-opened",
        &[("n", places.opened().into()), ("net", places.net().into())],
    );
    view! {
        {over}
        <h3>{opened}</h3>
        <Tiles>{of_units}</Tiles>
        <h3>{net}</h3>
        <Tiles>
            {of_places}
            <Tile label=lang.t("sites-tile-rate") figure=rate href=board.clone() detail=how />
        </Tiles>
    }
}

/// Volume alone: a site bought night by night has no capacity to compare it with.
fn spot(lang: Lang, night: NightCount, site: Uuid) -> impl IntoView + use<> {
    let board = format!("/board?site={site}");
    let units = night.units.occupied;
    view! {
        <p>{lang.t("sites-spot-explained")}</p>
        <Tiles>
            <Tile label=lang.t("sites-tile-bought") figure=grouped(units.into())
                unit=lang.with("sites-n-units", &[("n", units.into())]) href=board.clone() />
            <Tile label=lang.t("sites-tile-persons") figure=grouped(night.persons.into())
                unit=lang.with("sites-n-persons", &[("n", night.persons.into())]) href=board />
        </Tiles>
    }
}

/// Every unit with its state tonight. Ticked ones are changed or closed together.
pub(super) fn units(lang: Lang, sheet: &Sheet) -> AnyView {
    if sheet.site.measure == Measure::Reported {
        return ().into_any();
    }
    let here = address(sheet.site.id);
    let add = sheet.may_write.then(|| {
        view! { <p><ButtonLink href=format!("{here}/units/new") label=lang.t("units-add") kind="quiet" glyph=Glyph::Add /></p> }
    });
    let heading = lang.with("sites-units", &[("n", sheet.units.len().into())]);
    if sheet.units.is_empty() {
        return view! {
            <Panel heading id="units"><Empty text=lang.t("units-none") />{add}</Panel>
        }
        .into_any();
    }
    let columns = vec![
        Column::text(lang.t("units-column-label")),
        Column::text(lang.t("units-column-tonight")),
        Column::number(lang.t("units-column-places")),
        Column::number(lang.t("units-column-floor")),
        Column::text(lang.t("units-column-facts")),
    ];
    let rows = sheet.units.iter().map(|row| unit_row(lang, row, sheet.may_write)).collect();
    let table = view! { <DataTable caption=heading.clone() caption_hidden=true columns rows /> };
    if !sheet.may_write {
        return view! { <Panel heading id="units">{table}</Panel> }.into_any();
    }
    view! {
        <Panel heading id="units">
            <form method="get" class="units-chosen" action=format!("{here}/units/edit")>
                {table}
                <div class="units-chosen-actions">
                    <button type="submit" class="button" formaction=format!("{here}/closures/new")>{lang.t("units-close-chosen")}</button>
                    <button type="submit" class="button button-quiet">{lang.t("units-edit-chosen")}</button>
                </div>
            </form>
            {add}
        </Panel>
    }
    .into_any()
}

fn unit_row(lang: Lang, row: &UnitTonight, may_choose: bool) -> Vec<AnyView> {
    let unit = &row.unit;
    let label = if may_choose {
        let (id, label) = (unit.id.to_string(), unit.label.clone());
        cell(view! {
            <label class="check units-check"><input type="checkbox" name="unit" value=id /><span>{label}</span></label>
        })
    } else {
        cell(unit.label.clone())
    };
    let persons = (row.persons > 0).then(|| lang.with("n-persons", &[("n", row.persons.into())]));
    let cause = row.cause.map(|cause| lang.t(&format!("closures-cause-{}", cause.code())));
    let degraded = row.degraded.then(|| lang.t("units-degraded"));
    let said: Vec<String> = [persons, cause, degraded].into_iter().flatten().collect();
    let badge = unit_state_badge(lang, row.state);
    vec![
        label,
        cell(view! { <span class="units-tonight">{badge}<span>{said.join(" · ")}</span></span> }),
        cell(places_in_words(lang, unit)),
        cell(unit.floor),
        cell(facts_in_words(lang, unit)),
    ]
}

fn places_in_words(lang: Lang, unit: &Unit) -> String {
    if unit.cots == 0 {
        return unit.places.to_string();
    }
    let cots = lang.with("n-cots", &[("n", unit.cots.into())]);
    format!("{} + {cots}", unit.places)
}

fn facts_in_words(lang: Lang, unit: &Unit) -> String {
    let facts = [
        (unit.shared, "units-fact-shared"),
        (unit.step_free, "units-fact-step_free"),
        (unit.wheelchair, "units-fact-wheelchair"),
        (unit.kitchen, "units-fact-kitchen"),
        (!unit.private_bath, "units-fact-landing_bath"),
        (unit.connects_to.is_some(), "units-fact-connects"),
    ];
    let said: Vec<String> =
        facts.into_iter().filter(|(holds, _)| *holds).map(|(_, key)| lang.t(key)).collect();
    said.join(", ")
}

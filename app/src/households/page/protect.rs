//! Who may see the household, whom it is not placed beside, and nights to decide about.

use leptos::prelude::*;

use super::Target;
use crate::{
    households::{
        Card, Confidant, OverlapDecision,
        service::{File, file::ShownOverlap},
    },
    i18n::Lang,
    ui::{ActionForm, Confirm, Details, Panel, Row, Rows, Submit, TextField},
};

/// Not under one roof: which households, never why.
pub(super) fn apart(lang: Lang, file: &File) -> Option<AnyView> {
    if file.apart.is_empty() && !file.may_write {
        return None;
    }
    let (id, version) = (file.household.id, file.household.version);
    let row = |card: &Card| {
        let other = card.id.to_string();
        let lift = file.may_write.then(|| {
            view! {
                <ActionForm does="households.lift_apart" key=other.clone() class="inline">
                    <Target id version />
                    <input type="hidden" name="other" value=other />
                    <Submit label=lang.t("households-lift-apart") kind="quiet" />
                </ActionForm>
            }
        });
        let detail = if card.label.is_some() { card.code.clone() } else { String::new() };
        let href = format!("/households/{}", card.id);
        view! { <Row main=card.title().to_owned() detail href>{lift}</Row> }
    };
    let rows: Vec<_> = file.apart.iter().map(row).collect();
    let add = file.may_write.then(|| {
        view! {
            <Details summary=lang.t("households-add-apart")>
                <ActionForm does="households.keep_apart">
                    <Target id version />
                    <TextField name="code" label=lang.t("households-code-of-other")
                        hint=lang.t("households-code-hint") required=true characters_max=20 />
                    <Submit label=lang.t("households-keep-apart") />
                </ActionForm>
            </Details>
        }
    });
    let view = view! {
        <Panel heading=lang.t("households-apart") id="apart">
            <p>{lang.t("households-apart-what")}</p>
            {(!rows.is_empty()).then(|| view! { <Rows>{rows}</Rows> })}
            {add}
        </Panel>
    };
    Some(view.into_any())
}

pub(super) fn circle(lang: Lang, file: &File) -> Option<AnyView> {
    if !file.may_write {
        return None;
    }
    let (id, version) = (file.household.id, file.household.version);
    if !file.household.restricted {
        let view = view! {
            <Panel heading=lang.t("households-restricted") id="circle">
                <Confirm does="households.restrict" label=lang.t("households-restrict")
                    question=lang.t("households-restrict-hint") submit=lang.t("households-restrict")>
                    <Target id version />
                </Confirm>
            </Panel>
        };
        return Some(view.into_any());
    }
    let only_one = file.circle.len() == 1;
    let row = |each: &Confidant| {
        let user = each.id.to_string();
        let unname = (!only_one).then(|| {
            view! {
                <ActionForm does="households.circle_unname" key=user.clone() class="inline">
                    <Target id version />
                    <input type="hidden" name="user" value=user />
                    <Submit label=lang.t("households-unname") kind="quiet" />
                </ActionForm>
            }
        });
        view! { <Row main=each.name.clone() detail=each.organisation.clone()>{unname}</Row> }
    };
    let rows: Vec<_> = file.circle.iter().map(row).collect();
    let view = view! {
        <Panel heading=lang.t("households-restricted") id="circle">
            <p>{lang.t("households-circle-what")}</p>
            <Rows>{rows}</Rows>
            <Details summary=lang.t("households-name-confidant")>
                <ActionForm does="households.circle_name">
                    <Target id version />
                    <TextField name="confidant" label=lang.t("households-confidant") kind="email" required=true />
                    <Submit label=lang.t("households-name-confidant") />
                </ActionForm>
            </Details>
            <Confirm does="households.unrestrict" label=lang.t("households-unrestrict")
                question=lang.t("households-unrestrict-what") submit=lang.t("households-unrestrict")>
                <Target id version />
            </Confirm>
        </Panel>
    };
    Some(view.into_any())
}

/// Nights two households, now one, both slept somewhere: somebody says which is true.
pub(super) fn overlaps(lang: Lang, file: &File) -> Option<AnyView> {
    if file.overlaps.is_empty() {
        return None;
    }
    let rows: Vec<_> = file.overlaps.iter().map(|each| overlap(lang, file, each)).collect();
    let n = [("n", file.overlaps.len().into())];
    let view = view! {
        <Panel heading=lang.with("households-overlaps", &n) id="overlaps">
            <p>{lang.t("households-overlaps-what")}</p>
            <Rows>{rows}</Rows>
        </Panel>
    };
    Some(view.into_any())
}

fn overlap(lang: Lang, file: &File, shown: &ShownOverlap) -> AnyView {
    let (id, version) = (file.household.id, file.household.version);
    let side = |(code, site): &(String, String)| format!("{site} ({code})");
    let sides = format!("{} / {}", side(&shown.first), side(&shown.second));
    let overlap = shown.overlap.id.to_string();
    let until =
        shown.overlap.to_night.map_or_else(|| lang.t("households-open-end"), |to| lang.date(to));
    let nights = [("from", shown.overlap.from_night.into()), ("to", until.into())];
    let detail = lang.with("households-overlap-nights", &nights);
    let decide = file.may_write.then(|| {
        let button = |each: &OverlapDecision| {
            let label = lang.t(&format!("households-decision-{}", each.code()));
            view! { <Submit label kind="quiet" name="decision" value=each.code() /> }
        };
        let buttons: Vec<_> = OverlapDecision::ALL.iter().map(button).collect();
        view! {
            <ActionForm does="households.decide" key=overlap.clone() class="inline households-decide">
                <Target id version />
                <input type="hidden" name="overlap" value=overlap />
                {buttons}
            </ActionForm>
        }
    });
    view! { <Row main=sides detail>{decide}</Row> }.into_any()
}

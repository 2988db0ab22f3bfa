//! Who may see the household, whom it is not placed beside, and nights to decide about.

use leptos::prelude::*;

use super::{Fold, Target, is_refused};
use crate::{
    households::{
        OverlapDecision,
        service::{File, file::ShownOverlap},
    },
    ui::{ActionForm, Submit, TextField},
    visit::Visit,
};

pub(super) fn panels(visit: &Visit, file: &File) -> AnyView {
    view! { {apart(visit, file)}{circle(visit, file)} }.into_any()
}

/// Not under one roof: which households, never why.
fn apart(visit: &Visit, file: &File) -> Option<AnyView> {
    let lang = visit.lang;
    if file.apart.is_empty() && !file.may_write {
        return None;
    }
    let (id, version) = (file.household.id, file.household.version);
    let rows = file.apart.iter().map(|card| {
        let other = card.id.to_string();
        let lift = file.may_write.then(|| {
            view! {
                <ActionForm does="households.lift_apart" key=other.clone() class="inline">
                    <Target id version />
                    <input type="hidden" name="other" value=other.clone() />
                    <Submit label=lang.t("households-lift-apart") kind="quiet" />
                </ActionForm>
            }
        });
        view! {
            <li class="row">
                <div class="row-main">
                    <a class="row-link" href=format!("/households/{}", card.id)>{card.title().to_owned()}</a>
                    <span class="row-detail">{card.code.clone()}</span>
                </div>
                <div class="row-end">{lift}</div>
            </li>
        }
    });
    let rows = rows.collect_view();
    let add = file.may_write.then(|| {
        view! {
            <Fold summary=lang.t("households-add-apart") open=is_refused(visit, "households.keep_apart")>
                <ActionForm does="households.keep_apart">
                    <Target id version />
                    <TextField name="apart_code" label=lang.t("households-code-of-other")
                        hint=lang.t("households-code-hint") required=true characters_max=20 />
                    <Submit label=lang.t("households-keep-apart") />
                </ActionForm>
            </Fold>
        }
    });
    let view = view! {
        <section class="panel" id="apart">
            <h2>{lang.t("households-apart")}</h2>
            <p>{lang.t("households-apart-what")}</p>
            <ul class="rows">{rows}</ul>
            {add}
        </section>
    };
    Some(view.into_any())
}

fn circle(visit: &Visit, file: &File) -> Option<AnyView> {
    let lang = visit.lang;
    if !file.may_write {
        return None;
    }
    let (id, version) = (file.household.id, file.household.version);
    if !file.household.restricted {
        let view = view! {
            <section class="panel">
                <h2>{lang.t("households-restricted-panel")}</h2>
                <Fold summary=lang.t("households-restrict") open=is_refused(visit, "households.restrict")>
                    <p>{lang.t("households-restrict-hint")}</p>
                    <ActionForm does="households.restrict">
                        <Target id version />
                        <Submit label=lang.t("households-restrict") kind="danger" />
                    </ActionForm>
                </Fold>
            </section>
        };
        return Some(view.into_any());
    }
    let rows = confidants(visit, file);
    let view = view! {
        <section class="panel" id="circle">
            <h2>{lang.t("households-restricted-panel")}</h2>
            <p>{lang.t("households-circle-what")}</p>
            <ul class="rows">{rows}</ul>
            <ActionForm does="households.circle_name" class="form-row">
                <Target id version />
                <TextField name="confidant" label=lang.t("households-confidant") kind="email" required=true />
                <Submit label=lang.t("households-name-confidant") />
            </ActionForm>
            <Fold summary=lang.t("households-unrestrict") open=is_refused(visit, "households.unrestrict")>
                <p>{lang.t("households-unrestrict-what")}</p>
                <ActionForm does="households.unrestrict">
                    <Target id version />
                    <Submit label=lang.t("households-unrestrict") kind="danger" />
                </ActionForm>
            </Fold>
        </section>
    };
    Some(view.into_any())
}

fn confidants(visit: &Visit, file: &File) -> Vec<AnyView> {
    let lang = visit.lang;
    let (id, version) = (file.household.id, file.household.version);
    let only_one = file.circle.len() == 1;
    let row = |each: &crate::households::Confidant| {
        let user = each.id.to_string();
        let unname = (!only_one).then(|| {
            view! {
                <ActionForm does="households.circle_unname" key=user.clone() class="inline">
                    <Target id version />
                    <input type="hidden" name="user" value=user.clone() />
                    <Submit label=lang.t("households-unname") kind="quiet" />
                </ActionForm>
            }
        });
        view! {
            <li class="row">
                <div class="row-main"><span>{each.name.clone()}</span>
                    <span class="row-detail">{each.organisation.clone()}</span></div>
                <div class="row-end">{unname}</div>
            </li>
        }
        .into_any()
    };
    file.circle.iter().map(row).collect()
}

/// Nights two households, now one, both slept somewhere: somebody says which is true.
pub(super) fn overlaps(visit: &Visit, file: &File) -> Option<AnyView> {
    if file.overlaps.is_empty() {
        return None;
    }
    let lang = visit.lang;
    let rows = file
        .overlaps
        .iter()
        .map(|each| overlap(visit, file, each))
        .collect_view();
    let view = view! {
        <section class="panel households-overlaps" id="overlaps">
            <h2>{lang.with("households-overlaps", &[("n", file.overlaps.len().into())])}</h2>
            <p>{lang.t("households-overlaps-what")}</p>
            <ul class="rows">{rows}</ul>
        </section>
    };
    Some(view.into_any())
}

fn overlap(visit: &Visit, file: &File, shown: &ShownOverlap) -> AnyView {
    let lang = visit.lang;
    let (id, version) = (file.household.id, file.household.version);
    let side = |(code, site): &(String, String)| format!("{site} ({code})");
    let overlap = shown.overlap.id.to_string();
    let until = shown
        .overlap
        .to_night
        .map_or_else(|| lang.t("households-open-end"), |to| lang.date(to));
    let nights = [
        ("from", shown.overlap.from_night.into()),
        ("to", until.into()),
    ];
    let nights = lang.with("households-overlap-nights", &nights);
    let decide = file.may_write.then(|| {
        let button = |each: &OverlapDecision| {
            let label = lang.t(&format!("households-decision-{}", each.code()));
            view! { <Submit label kind="quiet" name="decision" value=each.code() /> }
        };
        let buttons = OverlapDecision::ALL.iter().map(button).collect_view();
        view! {
            <ActionForm does="households.decide" key=overlap.clone() class="actions">
                <Target id version />
                <input type="hidden" name="overlap" value=overlap.clone() />
                {buttons}
            </ActionForm>
        }
    });
    view! {
        <li class="row">
            <div class="row-main">
                <strong>{side(&shown.first)}</strong>
                <strong>{side(&shown.second)}</strong>
                <span class="row-detail">{nights}</span>
            </div>
            {decide}
        </li>
    }
    .into_any()
}

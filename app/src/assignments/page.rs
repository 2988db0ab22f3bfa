//! Who follows a household, on its page.

use chrono::NaiveDate;
use leptos::prelude::*;
use uuid::Uuid;

use super::{
    EndReason, Lot, OfferLine, Shown,
    service::{self, Following as Known},
};
use crate::{
    i18n::Lang,
    ui::{
        self, ActionForm, Badge, ChoiceField, DateField, Details, Notice, Panel, Row, Rows, Submit,
        TextArea, Tone,
    },
    visit::Visit,
};

#[component]
pub fn Following(household_id: Uuid) -> impl IntoView {
    let visit = Visit::current();
    ui::page(async move {
        let actor = visit.actor()?;
        let lang = visit.lang;
        let Some(known) = service::of_household(&visit.app, actor, household_id).await? else {
            return Ok(().into_any());
        };
        let tonight = actor.tonight;
        let offers = known.offers.iter().map(|each| waiting(lang, each, &known)).collect_view();
        let before = earlier(lang, &known.others);
        let steps = known.may_offer.then(|| steps(lang, household_id, &known, tonight));
        Ok(view! {
            <Panel heading=lang.t("assignments-title") id="following">
                {lead(lang, known.lead.as_ref())}
                {(!known.offers.is_empty()).then(|| view! { <Rows>{offers}</Rows> })}
                {before}
                {steps}
            </Panel>
        }
        .into_any())
    })
}

fn lead(lang: Lang, lead: Option<&Shown>) -> AnyView {
    let Some(lead) = lead else {
        return view! { <Notice text=lang.t("assignments-nobody") tone=Tone::Warn /> }.into_any();
    };
    let worker = lead.worker.clone().unwrap_or_else(|| lang.t("assignments-no-worker"));
    let since = match lead.assignment.to_night {
        Some(to) => lang.with(
            "assignments-from-to",
            &[("from", lead.assignment.from_night.into()), ("to", to.into())],
        ),
        None => lang.with("assignments-since", &[("from", lead.assignment.from_night.into())]),
    };
    let detail = format!("{} · {} · {since}", lead.operator, lead.mandate);
    view! { <Rows><Row main=worker detail /></Rows> }.into_any()
}

fn waiting(lang: Lang, line: &OfferLine, known: &Known) -> AnyView {
    let main = lang.with("assignments-waiting", &[("operator", line.operator.clone().into())]);
    let from = lang.with(
        "portfolio-offer-from",
        &[("from", line.offer.from_night.into()), ("who", line.author.clone().into())],
    );
    let id = line.offer.id.to_string();
    let household = line.offer.household_id.to_string();
    let withdraw = known.may_offer.then(|| {
        view! {
            <ActionForm does="assignments.withdraw" key=id.clone() class="inline">
                <input type="hidden" name="household" value=household />
                <input type="hidden" name="offer" value=id />
                <Submit label=lang.t("assignments-withdraw") kind="quiet" />
            </ActionForm>
        }
    });
    view! { <Row main detail=from><Badge text=lang.t("assignments-proposed") tone=Tone::Info />{withdraw}</Row> }
        .into_any()
}

fn earlier(lang: Lang, others: &[Shown]) -> Option<AnyView> {
    let rows = others
        .iter()
        .map(|each| {
            let main = each.worker.clone().unwrap_or_else(|| each.operator.clone());
            let to = each.assignment.to_night.map_or_else(String::new, |to| lang.date(to));
            let when = lang.with(
                "assignments-from-to",
                &[("from", each.assignment.from_night.into()), ("to", to.into())],
            );
            let detail = format!("{} · {when}", each.operator);
            view! { <Row main detail /> }
        })
        .collect_view();
    (!others.is_empty()).then(|| {
        view! { <Details summary=lang.t("assignments-earlier")><Rows>{rows}</Rows></Details> }
            .into_any()
    })
}

fn steps(lang: Lang, household: Uuid, known: &Known, tonight: NaiveDate) -> AnyView {
    let ending = known.lead.is_some().then(|| ending(lang, household, tonight));
    let entrusting = (known.workers.len() > 1).then(|| entrusting(lang, household, known));
    let summary = if known.lead.is_some() { "assignments-hand-over" } else { "assignments-find" };
    let hint = if known.is_mine { "assignments-hint-summary" } else { "assignments-hint-optional" };
    let mandates = known.lots.iter().map(|lot| option(lang, lot)).collect();
    view! {
        <Details summary=lang.t(summary) open=known.lead.is_none()>
            <ActionForm does="assignments.offer">
                <input type="hidden" name="household" value=household.to_string() />
                <ChoiceField name="mandate" label=lang.t("assignments-field-mandate") options=mandates blank=lang.t("choose") required=true />
                <DateField name="from" label=lang.t("assignments-field-from") value=Some(tonight) required=true />
                <TextArea name="summary" label=lang.t("assignments-field-summary") hint=lang.t(hint) characters_max=600 />
                <Submit label=lang.t("assignments-offer") />
            </ActionForm>
        </Details>
        {entrusting}
        {ending}
    }
    .into_any()
}

/// The load is beside the name: whoever is full is seen before being asked.
fn option(lang: Lang, lot: &Lot) -> (String, String) {
    let load = lang
        .with("portfolio-load", &[("n", lot.households.into()), ("workers", lot.workers.into())]);
    (lot.id.to_string(), format!("{} · {} ({load})", lot.operator, lot.label))
}

fn entrusting(lang: Lang, household: Uuid, known: &Known) -> AnyView {
    let workers = known.workers.iter().map(|(id, name)| (id.to_string(), name.clone())).collect();
    view! {
        <Details summary=lang.t("assignments-entrust")>
            <ActionForm does="assignments.entrust">
                <input type="hidden" name="household" value=household.to_string() />
                <ChoiceField name="worker" label=lang.t("assignments-field-worker") options=workers blank=lang.t("choose") required=true />
                <Submit label=lang.t("save") />
            </ActionForm>
        </Details>
    }
    .into_any()
}

fn ending(lang: Lang, household: Uuid, tonight: NaiveDate) -> AnyView {
    let reasons = EndReason::ALL
        .iter()
        .map(|each| (each.code().to_owned(), lang.t(&format!("assignments-end-{}", each.code()))))
        .collect();
    view! {
        <Details summary=lang.t("assignments-end")>
            <ActionForm does="assignments.end">
                <input type="hidden" name="household" value=household.to_string() />
                <DateField name="on" label=lang.t("assignments-field-end") hint=lang.t("assignments-hint-end") value=Some(tonight) required=true />
                <ChoiceField name="reason" label=lang.t("assignments-field-reason") options=reasons blank=lang.t("choose") required=true />
                <Submit label=lang.t("assignments-end") kind="danger" />
            </ActionForm>
        </Details>
    }
    .into_any()
}

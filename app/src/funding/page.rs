//! Who pays, on the page of a household.

use chrono::{Days, NaiveDate};
use leptos::prelude::*;
use uuid::Uuid;

use super::{Basis, FundedPeriod, Funder, PeriodState, service};
use crate::{
    access::Class,
    i18n::Lang,
    ui::{
        self, ActionForm, Badge, ChoiceField, DateField, Details, Empty, Panel, Row, Rows, Submit,
        TextField, Tone,
    },
    visit::Visit,
};

/// Nights a first funding is offered for.
const USUAL_NIGHTS: u64 = 30;

#[component]
pub fn Funding(household_id: Uuid) -> impl IntoView {
    let visit = Visit::current();
    ui::page(async move {
        let actor = visit.actor()?;
        let lang = visit.lang;
        let Some(periods) = service::of_household(&visit.app, actor, household_id).await? else {
            return Ok(().into_any());
        };
        let tonight = actor.tonight;
        let may_write = actor.may_write(Class::Funding);
        let lead = said(lang, &periods, tonight);
        let end = periods.iter().filter(|each| each.state == PeriodState::Granted);
        let end = end.map(|each| each.to_night).max();
        let rows = periods.iter().map(|each| row(lang, each, may_write)).collect_view();
        let add = may_write.then(|| add(lang, household_id, end.unwrap_or(tonight)));
        Ok(view! {
            <Panel heading=lang.t("funding-title") id="funding">
                <p class="lead">{lead}</p>
                {(!periods.is_empty()).then(|| view! { <Rows>{rows}</Rows> })}
                {periods.is_empty().then(|| view! { <Empty text=lang.t("funding-none") /> })}
                {add}
            </Panel>
        }
        .into_any())
    })
}

/// Whether tonight is paid for, and until when.
fn said(lang: Lang, periods: &[FundedPeriod], tonight: NaiveDate) -> String {
    match periods.iter().find(|each| each.funds(tonight)) {
        Some(period) => {
            let funder = lang.t(&format!("funding-funder-{}", period.funder.code()));
            lang.with("funding-until", &[("to", period.to_night.into()), ("funder", funder.into())])
        }
        None => lang.t("funding-not-tonight"),
    }
}

fn row(lang: Lang, period: &FundedPeriod, may_write: bool) -> AnyView {
    let main = lang.with(
        "funding-nights",
        &[("from", period.from_night.into()), ("to", period.to_night.into())],
    );
    let funder = lang.t(&format!("funding-funder-{}", period.funder.code()));
    let basis = lang.t(&format!("funding-basis-{}", period.basis.code()));
    let decided = period.decided_on.map(|day| {
        lang.with(
            "funding-decided",
            &[("who", period.decided_by.clone().into()), ("on", day.into())],
        )
    });
    let parts = [
        Some(funder),
        Some(basis),
        decided,
        Some(period.reference.clone()),
        Some(period.reason.clone()),
    ];
    let parts: Vec<_> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    let tone = match period.state {
        PeriodState::Granted => Tone::Good,
        PeriodState::Requested => Tone::Warn,
        PeriodState::Refused | PeriodState::Closed => Tone::Neutral,
    };
    let state = lang.t(&format!("funding-state-{}", period.state.code()));
    let open = matches!(period.state, PeriodState::Requested | PeriodState::Granted);
    let steps = (may_write && open).then(|| steps(lang, period));
    view! {
        <Row main detail=parts.join(" · ")><Badge text=state tone /></Row>
        {steps.map(|steps| view! { <li class="row"><div class="row-below">{steps}</div></li> })}
    }
    .into_any()
}

fn steps(lang: Lang, period: &FundedPeriod) -> AnyView {
    let steps: &[&'static str] = match period.state {
        PeriodState::Requested => &["grant", "refuse"],
        PeriodState::Granted => &["extend", "close"],
        PeriodState::Refused | PeriodState::Closed => &[],
    };
    steps.iter().map(|step| form(lang, period, step)).collect_view().into_any()
}

/// One step of a period, with what it asks.
fn form(lang: Lang, period: &FundedPeriod, step: &'static str) -> AnyView {
    let to = period.to_night;
    let fields = match step {
        "grant" => view! {
            <DateField name="to" label=lang.t("funding-field-to") hint=lang.t("funding-hint-to") value=Some(to) required=true />
            <TextField name="decided_by" label=lang.t("funding-field-decided-by") required=true characters_max=120 />
        }
        .into_any(),
        "extend" => view! {
            <DateField name="to" label=lang.t("funding-field-to") hint=lang.t("funding-hint-to") value=Some(to + Days::new(USUAL_NIGHTS)) required=true />
        }
        .into_any(),
        "close" => view! {
            <DateField name="on" label=lang.t("funding-field-to") hint=lang.t("funding-hint-close") value=Some(to) required=true />
            <TextField name="reason" label=lang.t("funding-field-reason") required=true characters_max=120 />
        }
        .into_any(),
        _ => view! {
            <TextField name="reason" label=lang.t("funding-field-reason") required=true characters_max=120 />
        }
        .into_any(),
    };
    let does = match step {
        "grant" => "funding.grant",
        "refuse" => "funding.refuse",
        "extend" => "funding.extend",
        _ => "funding.close",
    };
    let (label, key) = (lang.t(&format!("funding-{step}")), period.id.to_string());
    let summary = label.clone();
    let kind = if matches!(step, "refuse" | "close") { "danger" } else { "" };
    let (household, id, version) = (period.household_id, period.id, period.version);
    view! {
        <Details summary>
            <ActionForm does key>
                <input type="hidden" name="household" value=household.to_string() />
                <input type="hidden" name="period" value=id.to_string() />
                <input type="hidden" name="version" value=version.to_string() />
                {fields}
                <Submit label kind />
            </ActionForm>
        </Details>
    }
    .into_any()
}

fn add(lang: Lang, household: Uuid, from: NaiveDate) -> AnyView {
    let funders = Funder::ALL
        .iter()
        .map(|each| (each.code().to_owned(), lang.t(&format!("funding-funder-{}", each.code()))))
        .collect();
    let bases = Basis::ALL
        .iter()
        .map(|each| (each.code().to_owned(), lang.t(&format!("funding-basis-{}", each.code()))))
        .collect();
    view! {
        <Details summary=lang.t("funding-add")>
            <ActionForm does="funding.add">
                <input type="hidden" name="household" value=household.to_string() />
                <div class="form-pair">
                    <DateField name="from" label=lang.t("funding-field-from") value=Some(from) required=true />
                    <DateField name="to" label=lang.t("funding-field-to") hint=lang.t("funding-hint-to") value=Some(from + Days::new(USUAL_NIGHTS)) required=true />
                </div>
                <ChoiceField name="funder" label=lang.t("funding-field-funder") options=funders required=true />
                <ChoiceField name="basis" label=lang.t("funding-field-basis") options=bases blank=lang.t("choose") required=true />
                <TextField name="decided_by" label=lang.t("funding-field-decided-by") hint=lang.t("funding-hint-decided-by") characters_max=120 />
                <DateField name="decided_on" label=lang.t("funding-field-decided-on") />
                <TextField name="reference" label=lang.t("funding-field-reference") characters_max=120 />
                <Submit label=lang.t("save") />
            </ActionForm>
        </Details>
    }
    .into_any()
}

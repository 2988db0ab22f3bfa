//! One request: where it stands, what was proposed, what was answered; and a household's requests.

use leptos::prelude::*;
use uuid::Uuid;

use super::{
    CloseReason, Criterion, Proposal, RequestState, Slept, Source,
    evening::{badge, criterion},
    rules::Standing,
    service::{self, Sheet},
};
use crate::{
    access::Class,
    bookings::{
        BookingState,
        page::{HouseholdName, id_in_address, nights_in_words},
    },
    error::Outcome,
    i18n::Lang,
    nights::Nights,
    ui::{
        self, ActionForm, Actions, Back, Badge, ButtonLink, ChoiceField, DateField, Details, Empty,
        KeyValue, PageHead, Panel, Row, Rows, Submit, TextField, TickList, cell,
    },
    visit::Visit,
};

#[component]
pub fn RequestPage() -> impl IntoView {
    let visit = Visit::current();
    let id = id_in_address();
    ui::page(async move { show(&visit, id).await })
}

async fn show(visit: &Visit, id: Uuid) -> Outcome<impl IntoView + use<>> {
    let sheet = service::sheet(&visit.app, visit.actor()?, id).await?;
    let lang = visit.lang;
    let open = sheet.request.state != RequestState::Closed && sheet.standing != Standing::Placed;
    let heading = lang.with("requests-title", &[("code", sheet.request.code.clone().into())]);
    let find = (sheet.may_write && open).then(|| {
        let href = format!("/places?household={}", sheet.request.household_id);
        view! { <Actions><ButtonLink href label=lang.t("requests-find") /></Actions> }
    });
    let card = sheet.card.clone();
    let household = sheet.request.household_id.to_string();
    let (facts, proposals) = (facts(visit, &sheet), proposals(lang, &sheet));
    let (answers, mark) = (answers(lang, &sheet), badge(lang, sheet.standing));
    let steps = (sheet.may_write && open).then(|| steps(lang, &sheet));
    let closed = sheet.may_write && sheet.standing == Standing::Closed;
    let reopen = closed.then(|| reopen(lang, &sheet));
    Ok(view! {
        {ui::title(heading.clone())}
        <Back href="/requests" label=lang.t("nav-requests") />
        <PageHead heading>{mark}</PageHead>
        <div id="request" data-live=household>
            <Panel heading=lang.t("requests-who")>
                <p><HouseholdName card named=true /></p>
                {facts}
                {find}
            </Panel>
            {proposals}
            {answers}
            {steps}
            {reopen}
        </div>
    })
}

fn facts(visit: &Visit, sheet: &Sheet) -> AnyView {
    let lang = visit.lang;
    let request = &sheet.request;
    let mut entries = vec![
        (
            lang.t("requests-field-source"),
            cell(lang.t(&format!("requests-source-{}", request.source.code()))),
        ),
        (
            lang.t("requests-field-received"),
            cell(lang.instant(&visit.app.clock, request.received_at)),
        ),
        (
            lang.t("requests-field-slept"),
            cell(lang.t(&format!("requests-slept-{}", request.slept.code()))),
        ),
    ];
    if !request.waits_at.is_empty() {
        entries.push((lang.t("requests-field-waits"), cell(request.waits_at.clone())));
    }
    if sheet.standing == Standing::ToEvaluate {
        let by = lang.instant(&visit.app.clock, request.evaluate_by);
        entries.push((lang.t("requests-evaluate-by"), cell(by)));
    }
    let met = request.criteria().into_iter().map(|each| criterion(lang, each)).collect::<Vec<_>>();
    if !met.is_empty() {
        entries.push((lang.t("requests-field-criteria"), cell(met.join(", "))));
    }
    if !request.reason.is_empty() {
        let reason = lang.t(&format!("requests-close-{}", request.reason));
        entries.push((lang.t("requests-field-reason"), cell(reason)));
    }
    view! { <KeyValue entries /> }.into_any()
}

fn proposals(lang: Lang, sheet: &Sheet) -> AnyView {
    let rows = sheet.proposals.iter().map(|each| proposal(lang, each, sheet)).collect_view();
    let none = sheet.proposals.is_empty();
    view! {
        <Panel heading=lang.t("requests-proposals") id="proposals">
            {none.then(|| view! { <Empty text=lang.t("requests-no-proposal") /> })}
            {(!none).then(|| view! { <Rows>{rows}</Rows> })}
        </Panel>
    }
    .into_any()
}

fn proposal(lang: Lang, each: &Proposal, sheet: &Sheet) -> AnyView {
    let nights =
        Nights::new(each.from_night, each.to_night).unwrap_or(Nights::open(each.from_night));
    let state = lang.t(&format!("bookings-state-{}", each.state.code()));
    let said = |kind: &str, code: &Option<String>| {
        code.as_ref().map(|code| lang.t(&format!("bookings-{kind}-{code}")))
    };
    let refused = each.state == BookingState::Refused;
    let why = refused.then(|| [said("side", &each.side), said("reason", &each.reason)]);
    let why: Vec<String> = why.into_iter().flatten().flatten().collect();
    let reviewed = each.admissible.map(|admissible| {
        let admissible =
            lang.t(if admissible { "requests-admissible" } else { "requests-not-admissible" });
        format!("{admissible} : {}", each.consequence.clone().unwrap_or_default())
    });
    let detail = [vec![nights_in_words(lang, nights)], why, reviewed.into_iter().collect()]
        .concat()
        .join(" · ");
    let review = (refused && each.admissible.is_none() && sheet.may_write)
        .then(|| review(lang, each, sheet));
    view! {
        <Row main=each.site_name.clone() detail href=format!("/bookings/{}", each.id)><Badge text=state /></Row>
        {review.map(|review| view! { <li class="row"><div class="row-below">{review}</div></li> })}
    }
    .into_any()
}

/// Nothing follows from a refusal by itself: a person says what does.
fn review(lang: Lang, each: &Proposal, sheet: &Sheet) -> AnyView {
    let options = [("yes", "requests-admissible"), ("no", "requests-not-admissible")]
        .map(|(code, key)| (code.to_owned(), lang.t(key)))
        .to_vec();
    let (request, booking, key) = (sheet.request.id, each.id, each.id.to_string());
    view! {
        <Details summary=lang.t("requests-review")>
            <ActionForm does="requests.review" key>
                <input type="hidden" name="request" value=request.to_string() />
                <input type="hidden" name="booking" value=booking.to_string() />
                <ChoiceField name="admissible" label=lang.t("requests-field-admissible") options blank=lang.t("choose") required=true />
                <TextField name="consequence" label=lang.t("requests-field-consequence") hint=lang.t("requests-hint-consequence") required=true characters_max=120 />
                <Submit label=lang.t("save") />
            </ActionForm>
        </Details>
    }
    .into_any()
}

fn answers(lang: Lang, sheet: &Sheet) -> Option<AnyView> {
    if sheet.answers.is_empty() {
        return None;
    }
    let rows = sheet
        .answers
        .iter()
        .map(|each| {
            let said = lang.t(&format!("requests-answer-{}", each.answer.code()));
            view! { <Row main=lang.date(each.night) detail=said /> }
        })
        .collect_view();
    Some(view! { <Panel heading=lang.t("requests-answers")><Rows>{rows}</Rows></Panel> }.into_any())
}

fn options<T: Copy>(
    lang: Lang,
    kind: &str,
    all: &[T],
    code: impl Fn(T) -> &'static str,
) -> Vec<(String, String)> {
    let option =
        |each: &T| (code(*each).to_owned(), lang.t(&format!("requests-{kind}-{}", code(*each))));
    all.iter().map(option).collect()
}

fn steps(lang: Lang, sheet: &Sheet) -> AnyView {
    let request = &sheet.request;
    let (id, version) = (request.id, request.version);
    let target = move || {
        view! {
            <input type="hidden" name="request" value=id.to_string() />
            <input type="hidden" name="version" value=version.to_string() />
        }
    };
    let slept = options(lang, "slept", Slept::ALL, Slept::code);
    let criteria = options(lang, "criterion", Criterion::ALL, Criterion::code);
    let ticked = request.criteria().iter().map(|each| each.code().to_owned()).collect();
    let reasons = options(lang, "close", CloseReason::ALL, CloseReason::code);
    let (now, waits) = (request.slept.code().to_owned(), request.waits_at.clone());
    let evaluating = request.state == RequestState::Received;
    let until = request.parked_until;
    view! {
        <Panel heading=lang.t("requests-next") id="next">
            <Details summary=lang.t("requests-evaluate") open=evaluating>
                <ActionForm does="requests.evaluate">
                    {target()}
                    <ChoiceField name="slept" label=lang.t("requests-field-slept") options=slept value=now required=true />
                    <TextField name="waits_at" label=lang.t("requests-field-waits") value=waits characters_max=120 />
                    <TickList name="criterion" legend=lang.t("requests-field-criteria") options=criteria ticked />
                    <p class="field-hint">{lang.t("requests-hint-criteria")}</p>
                    <Submit label=lang.t("requests-evaluate") />
                </ActionForm>
            </Details>
            <Details summary=lang.t("requests-park")>
                <ActionForm does="requests.park">
                    {target()}
                    <DateField name="until" label=lang.t("requests-field-until") hint=lang.t("requests-hint-until") value=until />
                    <Submit label=lang.t("requests-park") />
                </ActionForm>
            </Details>
            <Details summary=lang.t("requests-close")>
                <ActionForm does="requests.close">
                    {target()}
                    <ChoiceField name="reason" label=lang.t("requests-field-reason") options=reasons blank=lang.t("choose") required=true />
                    <Submit label=lang.t("requests-close") kind="danger" />
                </ActionForm>
            </Details>
        </Panel>
    }
    .into_any()
}

fn reopen(lang: Lang, sheet: &Sheet) -> AnyView {
    let (id, version) = (sheet.request.id, sheet.request.version);
    view! {
        <ActionForm does="requests.reopen">
            <input type="hidden" name="request" value=id.to_string() />
            <input type="hidden" name="version" value=version.to_string() />
            <Submit label=lang.t("requests-reopen") />
        </ActionForm>
    }
    .into_any()
}

/// The requests of a household, and taking one.
#[component]
pub fn Requests(household_id: Uuid) -> impl IntoView {
    let visit = Visit::current();
    ui::page(async move {
        let actor = visit.actor()?;
        let lang = visit.lang;
        let Some(requests) = service::of_household(&visit.app, actor, household_id).await? else {
            return Ok(().into_any());
        };
        let waits = requests
            .iter()
            .any(|(_, standing)| standing.waits() || matches!(standing, Standing::Parked(_)));
        let rows = requests
            .iter()
            .map(|(request, standing)| {
                let href = format!("/requests/{}", request.id);
                let detail = lang.instant(&visit.app.clock, request.received_at);
                let (main, mark) = (request.code.clone(), badge(lang, *standing));
                view! { <Row main detail href>{mark}</Row> }
            })
            .collect_view();
        let none = requests.is_empty();
        let add = (actor.may_write(Class::Requests) && !waits).then(|| add(lang, household_id));
        Ok(view! {
            <Panel heading=lang.t("requests-of-household") id="requests">
                {none.then(|| view! { <Empty text=lang.t("requests-none-yet") /> })}
                {(!none).then(|| view! { <Rows>{rows}</Rows> })}
                {add}
            </Panel>
        }
        .into_any())
    })
}

fn add(lang: Lang, household: Uuid) -> AnyView {
    let sources = options(lang, "source", Source::ALL, Source::code);
    let slept = options(lang, "slept", Slept::ALL, Slept::code);
    view! {
        <Details summary=lang.t("requests-add")>
            <ActionForm does="requests.receive">
                <input type="hidden" name="household" value=household.to_string() />
                <ChoiceField name="source" label=lang.t("requests-field-source") options=sources blank=lang.t("choose") required=true />
                <ChoiceField name="slept" label=lang.t("requests-field-slept") options=slept blank=lang.t("choose") required=true />
                <TextField name="waits_at" label=lang.t("requests-field-waits") characters_max=120 />
                <Submit label=lang.t("requests-add") />
            </ActionForm>
        </Details>
    }
    .into_any()
}

//! The page of every evening: who still waits, and one answer each.

use leptos::prelude::*;

use super::{
    Answer, Criterion,
    rules::Standing,
    service::{
        self,
        evening::{Evening, Waiting},
    },
};
use crate::{
    bookings::page::HouseholdName,
    error::Outcome,
    i18n::Lang,
    ui::{
        self, ActionForm, Badge, ButtonLink, Details, Empty, NumberField, PageHead, Panel, Submit,
        TextField, Tone,
    },
    visit::Visit,
};

#[component]
pub fn RequestsPage() -> impl IntoView {
    let visit = Visit::current();
    ui::page(async move { show(&visit).await })
}

async fn show(visit: &Visit) -> Outcome<impl IntoView + use<>> {
    let actor = visit.actor()?;
    let lang = visit.lang;
    let evening = service::evening(&visit.app, actor).await?;
    let unanswered = evening.waiting.iter().filter(|each| each.answer.is_none()).count();
    let lead = lang.with(
        "requests-count",
        &[("n", evening.waiting.len().into()), ("unanswered", unanswered.into())],
    );
    let write = evening.may_write;
    let rows = evening
        .waiting
        .iter()
        .enumerate()
        .map(|(place, each)| row(visit, each, place + 1, &evening))
        .collect_view();
    let new = write.then(|| {
        view! { <ButtonLink href="/households?only=not_housed" label=lang.t("requests-new") kind="quiet" /> }
    });
    let none = evening.waiting.is_empty();
    Ok(view! {
        {ui::title(lang.t("nav-requests"))}
        <PageHead heading=lang.t("nav-requests") lead>{new}</PageHead>
        {order(lang, &evening)}
        {unmet(lang, &evening)}
        <div id="requests" data-live="*">
            {none.then(|| view! { <Empty text=lang.t("requests-none") /> })}
            <ol class="rows">{rows}</ol>
        </div>
        {parked(lang, &evening)}
    })
}

/// How the list is ordered, for whoever asks why.
fn order(lang: Lang, evening: &Evening) -> AnyView {
    let names = evening.order.iter().map(|each| criterion(lang, *each)).collect::<Vec<_>>();
    let text = lang.with("requests-order", &[("criteria", names.join(" › ").into())]);
    let since =
        evening.since.map(|from| lang.with("requests-order-since", &[("from", from.into())]));
    view! { <p class="field-hint">{text} " " {since} " " <a href="/requests/priority">{lang.t("requests-order-see")}</a></p> }
        .into_any()
}

fn unmet(lang: Lang, evening: &Evening) -> Option<AnyView> {
    let parts = evening.unmet();
    if parts.is_empty() {
        return None;
    }
    let rows = parts
        .into_iter()
        .map(|(answer, households, persons)| {
            let said = match answer {
                Some(answer) => lang.t(&format!("requests-answer-{}", answer.code())),
                None => lang.t("requests-unanswered"),
            };
            let args = [("households", households.into()), ("persons", persons.into())];
            view! { <dt>{said}</dt><dd>{lang.with("requests-unmet", &args)}</dd> }
        })
        .collect_view();
    Some(
        view! { <Panel heading=lang.t("requests-tonight")><dl class="facts">{rows}</dl></Panel> }
            .into_any(),
    )
}

pub(super) fn criterion(lang: Lang, criterion: Criterion) -> String {
    lang.t(&format!("requests-criterion-{}", criterion.code()))
}

pub(super) fn badge(lang: Lang, standing: Standing) -> AnyView {
    let (key, tone) = match standing {
        Standing::ToEvaluate => ("requests-standing-to-evaluate", Tone::Warn),
        Standing::ToPlace => ("requests-standing-to-place", Tone::Bad),
        Standing::Proposed => ("requests-standing-proposed", Tone::Info),
        Standing::Placed => ("requests-standing-placed", Tone::Good),
        Standing::Parked(until) => {
            let text = lang.with("requests-standing-parked", &[("until", until.into())]);
            return view! { <Badge text /> }.into_any();
        }
        Standing::Closed => ("requests-standing-closed", Tone::Neutral),
    };
    view! { <Badge text=lang.t(key) tone /> }.into_any()
}

fn row(visit: &Visit, waiting: &Waiting, place: usize, evening: &Evening) -> AnyView {
    let (lang, write) = (visit.lang, evening.may_write);
    let request = &waiting.request;
    let id = request.id;
    let since = lang.instant(&visit.app.clock, request.received_at);
    let why = waiting.why.iter().map(|each| criterion(lang, *each)).collect::<Vec<_>>().join(", ");
    let slept = lang.t(&format!("requests-slept-{}", request.slept.code()));
    let since = lang.with("requests-since", &[("at", since.into())]);
    let parts = [slept, request.waits_at.clone(), since, why];
    let detail = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    let moved = waiting.moved.as_ref().map(|moved| {
        let args = [("who", moved.author.clone().into()), ("reason", moved.reason.clone().into())];
        view! { <span class="row-detail">{lang.with("requests-moved-by", &args)}</span> }
    });
    let answered = waiting.answer.map(|answer| {
        let text = lang.t(&format!("requests-answer-{}", answer.code()));
        view! { <Badge text /> }
    });
    let find = (write && waiting.standing == Standing::ToPlace).then(|| {
        let href = format!("/places?household={}", request.household_id);
        view! { <a class="button button-primary" href=href>{lang.t("requests-find")}</a> }
    });
    let see = (waiting.standing != Standing::ToPlace).then(|| {
        view! { <a class="button button-quiet" href=format!("/requests/{id}")>{lang.t("today-see")}</a> }
    });
    let steps = write.then(|| steps(lang, waiting, place, evening.may_order));
    view! {
        <li class="row">
            <span class="row-lead num">{place}</span>
            <div class="row-main">
                <HouseholdName card=Some(waiting.card.clone()) named=true />
                <a class="row-detail" href=format!("/requests/{id}")>{detail}</a>
                {moved}
                <p class="requests-badges">{badge(lang, waiting.standing)}{answered}</p>
            </div>
            <div class="row-end">{find}{see}</div>
            {steps}
        </li>
    }
    .into_any()
}

fn steps(lang: Lang, waiting: &Waiting, place: usize, may_order: bool) -> AnyView {
    let id = waiting.request.id;
    let (key, key_too, key_three) = (id.to_string(), id.to_string(), id.to_string());
    let buttons = Answer::ALL
        .iter()
        .map(|answer| {
            let label = lang.t(&format!("requests-answer-{}", answer.code()));
            view! { <Submit label kind="quiet" name="answer" value=answer.code() /> }
        })
        .collect_view();
    let place = i32::try_from(place).unwrap_or(1);
    let back = waiting.moved.is_some().then(|| {
        view! {
            <ActionForm does="requests.move" key=key_three class="inline">
                <input type="hidden" name="request" value=id.to_string() />
                <input type="hidden" name="place" value="0" />
                <Submit label=lang.t("requests-move-back") kind="quiet" />
            </ActionForm>
        }
    });
    let order = may_order.then(|| {
        view! {
            <Details summary=lang.t("requests-move")>
                <ActionForm does="requests.move" key=key_too>
                    <input type="hidden" name="request" value=id.to_string() />
                    <div class="form-pair">
                        <NumberField name="place" label=lang.t("requests-field-place") value=place min=1 max=10_000 />
                        <TextField name="reason" label=lang.t("requests-field-reason") required=true characters_max=120 />
                    </div>
                    <Submit label=lang.t("requests-move") />
                </ActionForm>
                {back}
            </Details>
        }
    });
    view! {
        <div class="row-below">
            <Details summary=lang.t("requests-answer")>
                <ActionForm does="requests.answer" key class="requests-answers">
                    <input type="hidden" name="request" value=id.to_string() />
                    {buttons}
                </ActionForm>
            </Details>
            {order}
        </div>
    }
    .into_any()
}

fn parked(lang: Lang, evening: &Evening) -> Option<AnyView> {
    if evening.parked.is_empty() {
        return None;
    }
    let rows = evening
        .parked
        .iter()
        .map(|(request, card)| {
            let until = request.parked_until.map_or_else(String::new, |until| lang.date(until));
            view! {
                <li class="row">
                    <div class="row-main">
                        <HouseholdName card=Some(card.clone()) named=true />
                        <a class="row-detail" href=format!("/requests/{}", request.id)>{lang.with("requests-standing-parked", &[("until", until.into())])}</a>
                    </div>
                </li>
            }
        })
        .collect_view();
    let summary = lang.with("requests-parked-count", &[("n", evening.parked.len().into())]);
    Some(view! { <Details summary><ul class="rows">{rows}</ul></Details> }.into_any())
}

/// The published order, and publishing another.
#[component]
pub fn PriorityPage() -> impl IntoView {
    let visit = Visit::current();
    ui::page(async move { priority(&visit).await })
}

async fn priority(visit: &Visit) -> Outcome<impl IntoView + use<>> {
    let actor = visit.actor()?;
    let lang = visit.lang;
    let evening = service::evening(&visit.app, actor).await?;
    let place = |each: &Criterion| evening.order.iter().position(|other| other == each);
    let listed = evening.order.iter().map(|each| view! { <li>{criterion(lang, *each)}</li> });
    let listed = listed.collect_view();
    let fields = Criterion::ALL
        .iter()
        .map(|each| {
            let value = place(each).map_or(0, |place| i32::try_from(place + 1).unwrap_or(0));
            view! { <NumberField name=each.code() label=criterion(lang, *each) value min=0 max=20 /> }
        })
        .collect_view();
    let tonight = actor.tonight;
    let form = evening.may_order.then(|| {
        view! {
            <Panel heading=lang.t("requests-publish")>
                <ActionForm does="requests.publish">
                    <p class="field-hint">{lang.t("requests-publish-hint")}</p>
                    {fields}
                    <ui::DateField name="from" label=lang.t("requests-field-from") value=Some(tonight) required=true />
                    <TextField name="reason" label=lang.t("requests-field-reason") required=true characters_max=120 />
                    <Submit label=lang.t("requests-publish") />
                </ActionForm>
            </Panel>
        }
    });
    Ok(view! {
        {ui::title(lang.t("requests-priority"))}
        <ui::Back href="/requests" label=lang.t("nav-requests") />
        <PageHead heading=lang.t("requests-priority") lead=lang.t("requests-priority-lead") />
        <ol class="requests-order">{listed}</ol>
        {form}
    })
}

//! Suivi: a worker's families; for who coordinates, families without a lead and each mandate's load.

use leptos::prelude::*;

use super::service::{self, Family};
use crate::{
    access::Class,
    assignments::{self, Lot, OfferLine, RefusalReason, service::WithoutLead},
    bookings::page::HouseholdName,
    contacts::{page::QuickContact, rules::Due},
    error::Outcome,
    households::page::words::place,
    i18n::Lang,
    ui::{
        self, ActionForm, Badge, ChoiceField, Details, Empty, PageHead, Pager, Panel, Submit, Tab,
        Tabs, Tone,
    },
    visit::Visit,
};

const PAGE_ROWS: usize = 40;
/// Families without a lead shown at once.
const UNLED_MAX: i64 = 50;

#[component]
pub fn PortfolioPage() -> impl IntoView {
    let visit = Visit::current();
    ui::page(async move { show(&visit).await })
}

async fn show(visit: &Visit) -> Outcome<AnyView> {
    let actor = visit.actor()?;
    if actor.may_write(Class::Support) { mine(visit).await } else { everybody(visit).await }
}

async fn mine(visit: &Visit) -> Outcome<AnyView> {
    let actor = visit.actor()?;
    let lang = visit.lang;
    let all = visit.query.has("all");
    let families = service::families(&visit.app, actor, all).await?;
    let offers = assignments::service::offered(&visit.app, actor).await?;
    let overdue = families.iter().filter(|family| family.due.is_some()).count();
    let lead =
        lang.with("portfolio-count", &[("n", families.len().into()), ("overdue", overdue.into())]);
    let tabs = vec![
        Tab::new("/portfolio", lang.t("portfolio-mine"), !all),
        Tab::new("/portfolio?all=1", lang.t("portfolio-all"), all),
    ];
    let page: usize = visit.query.text("page").parse().unwrap_or(1).max(1);
    let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let (here, per_page, total) = (number(page), number(PAGE_ROWS), number(families.len()));
    let shown = families.iter().skip((page - 1).saturating_mul(PAGE_ROWS)).take(PAGE_ROWS);
    let rows = shown.map(|family| row(lang, family, actor.tonight)).collect_view();
    let pager = (total > per_page).then(|| view! { <Pager page=here per_page total /> });
    Ok(view! {
        {ui::title(lang.t("nav-portfolio"))}
        <PageHead heading=lang.t("nav-portfolio") lead />
        {(!offers.is_empty()).then(|| offered(lang, &offers))}
        <Tabs label=lang.t("portfolio-which") tabs />
        <div id="portfolio" data-live="*">
            {families.is_empty().then(|| view! { <Empty text=lang.t("portfolio-none") /> })}
            <ul class="rows">{rows}</ul>
        </div>
        {pager}
    }
    .into_any())
}

fn row(lang: Lang, family: &Family, tonight: chrono::NaiveDate) -> AnyView {
    let id = family.card.id;
    let where_ = place(lang, family.tonight.as_ref());
    let seen = match family.last_seen {
        Some(on) => {
            let days = (tonight - on).num_days().max(0);
            lang.with("portfolio-seen", &[("on", on.into()), ("days", days.into())])
        }
        None => lang.t("portfolio-never-seen"),
    };
    let worker = (!family.is_mine).then(|| family.worker.clone()).flatten();
    let detail =
        [Some(where_), Some(seen), worker].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let badge = if family.from > tonight {
        let text = lang.with("portfolio-reserved", &[("from", family.from.into())]);
        Some(view! { <Badge text tone=Tone::Info /> }.into_any())
    } else {
        family.due.map(|due| view! { <Badge text=said(lang, due) tone=tone(due) /> }.into_any())
    };
    view! {
        <li class="row">
            <div class="row-main">
                <HouseholdName card=Some(family.card.clone()) named=true />
                <span class="row-detail">{detail}</span>
                {badge}
            </div>
            <div class="row-below">
                <Details summary=lang.t("portfolio-log")>
                    <QuickContact household_id=id key=id.to_string() />
                </Details>
            </div>
        </li>
    }
    .into_any()
}

fn said(lang: Lang, due: Due) -> String {
    let days = [("days", due.days().into())];
    match due {
        Due::FirstVisit(_) => lang.with("portfolio-first-visit", &days),
        Due::Contact(_) => lang.with("portfolio-contact", &days),
        Due::Promised(_) => lang.with("portfolio-promised", &days),
    }
}

fn tone(due: Due) -> Tone {
    match due {
        Due::FirstVisit(_) => Tone::Bad,
        Due::Contact(_) | Due::Promised(_) => Tone::Warn,
    }
}

/// Families another desk asks this operator to take on.
fn offered(lang: Lang, offers: &[OfferLine]) -> AnyView {
    let rows = offers.iter().map(|each| offer_row(lang, each)).collect_view();
    view! {
        <Panel heading=lang.t("portfolio-offered") id="offered"><ul class="rows">{rows}</ul></Panel>
    }
    .into_any()
}

fn offer_row(lang: Lang, line: &OfferLine) -> AnyView {
    let id = line.offer.id;
    let (key, key_too) = (id.to_string(), id.to_string());
    let persons = lang.with("n-persons", &[("n", line.persons.into())]);
    let from = lang.with(
        "portfolio-offer-from",
        &[("from", line.offer.from_night.into()), ("who", line.author.clone().into())],
    );
    let reasons = RefusalReason::ALL
        .iter()
        .map(|each| {
            (each.code().to_owned(), lang.t(&format!("assignments-refusal-{}", each.code())))
        })
        .collect();
    let summary = line.offer.summary.clone();
    view! {
        <li class="row">
            <div class="row-main">
                <strong>{line.code.clone()}</strong>
                <span class="row-detail">{persons} " · " {line.mandate.clone()} " · " {from}</span>
                {(!summary.is_empty()).then(|| view! { <p>{summary}</p> })}
            </div>
            <div class="row-end">
                <ActionForm does="assignments.accept" key class="inline">
                    <input type="hidden" name="offer" value=id.to_string() />
                    <Submit label=lang.t("assignments-accept") />
                </ActionForm>
            </div>
            <div class="row-below"><Details summary=lang.t("assignments-refuse")>
                <ActionForm does="assignments.refuse" key=key_too>
                    <input type="hidden" name="offer" value=id.to_string() />
                    <ChoiceField name="reason" label=lang.t("assignments-field-reason") options=reasons blank=lang.t("choose") required=true />
                    <Submit label=lang.t("assignments-refuse") kind="danger" />
                </ActionForm>
            </Details></div>
        </li>
    }
    .into_any()
}

async fn everybody(visit: &Visit) -> Outcome<AnyView> {
    let actor = visit.actor()?;
    let lang = visit.lang;
    let unled = assignments::service::without_lead(&visit.app, actor, UNLED_MAX).await?;
    let lots = assignments::service::lots(&visit.app, actor).await?;
    let lead = lang.with("portfolio-unled", &[("n", unled.count.into())]);
    Ok(view! {
        {ui::title(lang.t("nav-portfolio"))}
        <PageHead heading=lang.t("nav-portfolio") lead />
        {loads(lang, &lots)}
        <div id="portfolio" data-live="*">{without_lead(lang, &unled)}</div>
    }
    .into_any())
}

fn loads(lang: Lang, lots: &[Lot]) -> AnyView {
    let rows = lots
        .iter()
        .map(|lot| {
            let over = lot
                .caseload_max
                .is_some_and(|most| lot.households > i64::from(most) * lot.workers.max(1));
            let text = lang.with(
                "portfolio-load",
                &[("n", lot.households.into()), ("workers", lot.workers.into())],
            );
            let badge =
                over.then(|| view! { <Badge text=lang.t("portfolio-over") tone=Tone::Warn /> });
            view! {
                <li class="row">
                    <div class="row-main"><strong>{lot.label.clone()}</strong>
                        <span class="row-detail">{lot.operator.clone()} " · " {text}</span></div>
                    <div class="row-end">{badge}</div>
                </li>
            }
        })
        .collect_view();
    view! { <Panel heading=lang.t("portfolio-loads") id="loads"><ul class="rows">{rows}</ul></Panel> }
        .into_any()
}

fn without_lead(lang: Lang, unled: &WithoutLead) -> AnyView {
    let rows = unled
        .households
        .iter()
        .map(|(each, card)| {
            let detail = lang.with(
                "portfolio-unled-since",
                &[("site", each.site_name.clone().into()), ("since", each.since.into())],
            );
            view! {
                <li class="row">
                    <div class="row-main">
                        <HouseholdName card=Some(card.clone()) named=true />
                        <span class="row-detail">{detail}</span>
                    </div>
                    <a class="button button-primary" href=format!("/households/{}#following", card.id)>{lang.t("assignments-find")}</a>
                </li>
            }
        })
        .collect_view();
    let none = unled.count == 0;
    let rest = unled.count - i64::try_from(unled.households.len()).unwrap_or(0);
    view! {
        <Panel heading=lang.t("assignments-without-lead") id="without-lead">
            {none.then(|| view! { <Empty text=lang.t("portfolio-all-led") /> })}
            <ul class="rows">{rows}</ul>
            {(rest > 0).then(|| view! { <p class="field-hint">{lang.with("today-more", &[("n", rest.into())])}</p> })}
        </Panel>
    }
    .into_any()
}

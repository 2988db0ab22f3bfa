//! Échéances: what ends, by site, and extending many stays at once.

use chrono::NaiveDate;
use leptos::prelude::*;
use uuid::Uuid;

use super::{
    ClosingDay, Reason,
    rules::HORIZONS,
    service::{
        self, Due, Group,
        extend::{self, Preview, Which},
    },
};
use crate::{
    access::Class,
    bookings::page::HouseholdName,
    error::{AppError, Outcome},
    i18n::Lang,
    ui::{
        self, ActionForm, Actions, Back, Badge, ButtonLink, ChoiceField, DateField, Details, Empty,
        Notice, PageHead, Pager, Panel, Submit, Tab, Tabs, TextField, Tone,
    },
    visit::Visit,
};

/// Days looked ahead unless the address says otherwise.
const USUAL: u64 = 7;

/// Sites on one page.
const PAGE_SITES: usize = 20;

/// `?within=3`: what ends within so many days.
#[component]
pub fn RenewalsPage() -> impl IntoView {
    let visit = Visit::current();
    ui::page(async move { list(&visit).await })
}

fn within(visit: &Visit) -> u64 {
    let asked = visit.query.text("within").parse().ok();
    asked.filter(|days| HORIZONS.contains(days)).unwrap_or(USUAL)
}

async fn list(visit: &Visit) -> Outcome<impl IntoView + use<>> {
    let actor = visit.actor()?;
    let lang = visit.lang;
    let within = within(visit);
    let groups = service::due(&visit.app, actor, within).await?;
    let days = service::closing_days(&visit.app, actor).await?;
    let count: usize = groups.iter().map(|group| group.dues.len()).sum();
    let undecided: usize = groups.iter().map(Group::undecided).sum();
    let lead = lang.with("renewals-count", &[("n", count.into()), ("undecided", undecided.into())]);
    let may_decide = actor.may_write(Class::Funding);
    let tonight = actor.tonight;
    let page: usize = visit.query.text("page").parse().unwrap_or(1).max(1);
    let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let (here, per_page, total) = (number(page), number(PAGE_SITES), number(groups.len()));
    let shown = groups.iter().skip((page - 1).saturating_mul(PAGE_SITES)).take(PAGE_SITES);
    let shown = shown.map(|group| section(lang, group, within, tonight)).collect_view();
    let pager = (total > per_page).then(|| view! { <Pager page=here per_page total /> });
    Ok(view! {
        {ui::title(lang.t("nav-renewals"))}
        <PageHead heading=lang.t("nav-renewals") lead />
        {horizons(lang, within)}
        <div id="renewals" class="renewals" data-live="*">
            {groups.is_empty().then(|| view! { <Empty text=lang.t("renewals-none") /> })}
            {shown}
        </div>
        {pager}
        {may_decide.then(|| closing(lang, &days, within))}
    })
}

fn horizons(lang: Lang, within: u64) -> impl IntoView {
    let tabs = HORIZONS
        .iter()
        .map(|days| {
            let n = i64::try_from(*days).unwrap_or_default();
            let label = lang.with("renewals-within", &[("n", n.into())]);
            Tab::new(format!("/renewals?within={days}"), label, *days == within)
        })
        .collect();
    view! { <Tabs label=lang.t("renewals-horizon") tabs /> }
}

fn section(lang: Lang, group: &Group, within: u64, tonight: NaiveDate) -> AnyView {
    let n = group.dues.len();
    let rows = group.dues.iter().map(|due| row(lang, due, within, tonight)).collect_view();
    let extend = group.dues.iter().any(|due| due.may_decide).then(|| {
        let href = format!("/renewals/extend?site={}&within={within}", group.site_id);
        let label = lang.with("renewals-extend-all", &[("n", n.into())]);
        view! { <ButtonLink href label /> }
    });
    view! {
        <section class="renewals-site">
            <header class="renewals-head">
                <h2>{group.site_name.clone()} " " <span class="count">{n}</span></h2>
                {extend}
            </header>
            <ul class="rows">{rows}</ul>
        </section>
    }
    .into_any()
}

fn row(lang: Lang, due: &Due, within: u64, tonight: NaiveDate) -> AnyView {
    let id = due.booking.id;
    let ends = ends(lang, due);
    let decide_by = lang.with(
        "renewals-decide-by",
        &[("day", lang.weekday(due.decide_by).into()), ("date", due.decide_by.into())],
    );
    let badges = badges(lang, due, tonight);
    let decided = due.decided.as_ref().map(|each| {
        let reason = lang.t(&format!("renewals-reason-{}", each.reason));
        let args = [
            ("reason", reason.into()),
            ("next", each.next_step.clone().into()),
            ("who", each.decided_by.clone().into()),
        ];
        view! { <span class="row-detail">{lang.with("renewals-said-no", &args)}</span> }
    });
    let open = due.decided.is_none();
    let steps = due.may_decide.then(|| {
        let href = format!("/renewals/extend?booking={id}&within={within}");
        view! {
            <div class="row-end">
                <a class="button button-quiet" href=href>{lang.t("renewals-extend")}</a>
            </div>
        }
    });
    let refuse = (due.may_decide && open).then(|| refusal(lang, due, within));
    view! {
        <li class="row">
            <div class="row-main">
                <HouseholdName card=due.card.clone() named=true />
                <a class="row-detail" href=format!("/bookings/{id}")>{ends}</a>
                <span class="row-detail">{decide_by}</span>
                {decided}
                <p class="renewals-badges">{badges}</p>
            </div>
            {steps}
            {refuse}
        </li>
    }
    .into_any()
}

/// Both ends, the booking's and its funding's.
fn ends(lang: Lang, due: &Due) -> String {
    let persons = lang.with("n-persons", &[("n", due.booking.persons.into())]);
    let booked = match due.booking.to_night {
        Some(to) => lang.with("renewals-booked-until", &[("to", to.into())]),
        None => lang.t("renewals-booked-open"),
    };
    let funded = match due.funded_until {
        Some(to) => lang.with("renewals-funded-until", &[("to", to.into())]),
        None => lang.t("renewals-funded-never"),
    };
    [persons, booked, funded].join(" · ")
}

fn badges(lang: Lang, due: &Due, tonight: NaiveDate) -> impl IntoView + use<> {
    let left = (due.ends_on - tonight).num_days();
    let (text, tone) = match left {
        ..=0 => (lang.t("renewals-over"), Tone::Bad),
        1..=3 => (lang.with("renewals-left", &[("n", left.into())]), Tone::Warn),
        _ => (lang.with("renewals-left", &[("n", left.into())]), Tone::Neutral),
    };
    let unfunded = due
        .is_unfunded(tonight)
        .then(|| view! { <Badge text=lang.t("renewals-unfunded") tone=Tone::Bad /> });
    let undecided = match due.decided {
        None => view! { <Badge text=lang.t("renewals-undecided") tone=Tone::Warn /> }.into_any(),
        Some(_) => view! { <Badge text=lang.t("renewals-not-extended") /> }.into_any(),
    };
    view! { <Badge text tone />{unfunded}{undecided} }
}

fn refusal(lang: Lang, due: &Due, within: u64) -> impl IntoView + use<> {
    let reasons = Reason::ALL
        .iter()
        .map(|each| (each.code().to_owned(), lang.t(&format!("renewals-reason-{}", each.code()))))
        .collect();
    let (key, id, ends_on) = (due.booking.id.to_string(), due.booking.id, due.ends_on);
    view! {
        <div class="row-below"><Details summary=lang.t("renewals-refuse")>
            <ActionForm does="renewals.refuse" key>
                <input type="hidden" name="booking" value=id.to_string() />
                <input type="hidden" name="ends_on" value=ends_on.to_string() />
                <input type="hidden" name="within" value=within.to_string() />
                <ChoiceField name="reason" label=lang.t("renewals-field-reason") options=reasons blank=lang.t("choose") required=true />
                <TextField name="next_step" label=lang.t("renewals-field-next") hint=lang.t("renewals-hint-next") required=true characters_max=120 />
                <Submit label=lang.t("renewals-refuse") kind="danger" />
            </ActionForm>
        </Details></div>
    }
}

/// Days the deadlines step over, and adding one.
fn closing(lang: Lang, days: &[ClosingDay], within: u64) -> impl IntoView + use<> {
    let days = days
        .iter()
        .map(|each| view! { <li>{lang.long_date(each.day)} " · " {each.label.clone()}</li> })
        .collect_view();
    view! {
        <Details summary=lang.t("renewals-closing-days")>
            <p class="field-hint">{lang.t("renewals-closing-hint")}</p>
            <ul>{days}</ul>
            <ActionForm does="renewals.close_day">
                <input type="hidden" name="within" value=within.to_string() />
                <div class="form-pair">
                    <DateField name="day" label=lang.t("renewals-field-day") required=true />
                    <TextField name="label" label=lang.t("renewals-field-label") required=true characters_max=60 />
                </div>
                <Submit label=lang.t("renewals-close-day") kind="quiet" />
            </ActionForm>
        </Details>
    }
}

/// `?site=…&within=7` or `?booking=…`, and `&to=…`: what an extension would do.
#[component]
pub fn ExtendPage() -> impl IntoView {
    let visit = Visit::current();
    ui::page(async move { offer(&visit).await })
}

async fn offer(visit: &Visit) -> Outcome<impl IntoView + use<>> {
    let actor = visit.actor()?;
    let lang = visit.lang;
    let within = within(visit);
    let asked = |name: &str| Uuid::parse_str(visit.query.text(name)).ok();
    let which = match (asked("site"), asked("booking")) {
        (Some(site), _) => Which::Site { site, within },
        (None, Some(booking)) => Which::Booking(booking),
        (None, None) => return Err(AppError::NotFound),
    };
    let chosen = crate::form::parse_date(visit.query.text("to"));
    let first = service::preview(&visit.app, actor, which, actor.tonight).await?;
    let offered = extend::proposals(&first);
    let to = chosen.or_else(|| offered.get(1).copied()).unwrap_or(actor.tonight);
    let previews = service::preview(&visit.app, actor, which, to).await?;
    let site = previews.first().map(|each| each.due.booking.site_name.clone()).unwrap_or_default();
    let free = previews.iter().filter(|each| each.blocked.is_none()).count();
    let blocked = previews.len() - free;
    let rows = previews.iter().map(|each| offered_row(lang, each)).collect_view();
    let warning = (blocked > 0).then(|| {
        let text = lang.with("renewals-some-blocked", &[("n", blocked.into())]);
        view! { <Notice text tone=Tone::Warn /> }
    });
    let submit = lang.with("renewals-submit", &[("to", to.into())]);
    Ok(view! {
        {ui::title(lang.t("renewals-extend-title"))}
        <Back href=format!("/renewals?within={within}") label=lang.t("nav-renewals") />
        <PageHead heading=lang.t("renewals-extend-title") lead=site />
        {ends_offered(visit, lang, &offered, to)}
        {warning}
        <ActionForm does="renewals.extend">
            <input type="hidden" name="to" value=to.to_string() />
            <input type="hidden" name="within" value=within.to_string() />
            <Panel heading=lang.with("renewals-until", &[("to", to.into())])>
                <ul class="rows">{rows}</ul>
            </Panel>
            {(free > 0).then(|| view! { <Actions><Submit label=submit /></Actions> })}
        </ActionForm>
    })
}

/// One tap for a usual end; a date for any other.
fn ends_offered(
    visit: &Visit,
    lang: Lang,
    offered: &[NaiveDate],
    to: NaiveDate,
) -> impl IntoView + use<> {
    let links = offered
        .iter()
        .map(|end| {
            let text = end.to_string();
            let href = visit.query.address_with(&visit.path, &[("to", &text)]);
            let current = (*end == to).then_some("true");
            let label = lang.with("renewals-until-short", &[("to", (*end).into())]);
            view! { <li><a href=href aria-current=current>{label}</a></li> }
        })
        .collect_view();
    let hidden = ["site", "booking", "within"]
        .into_iter()
        .filter(|name| visit.query.has(name))
        .map(|name| view! { <input type="hidden" name=name value=visit.query.text(name).to_owned() /> })
        .collect_view();
    view! {
        <nav aria-label=lang.t("renewals-ends-offered")><ul class="chips">{links}</ul></nav>
        <form method="get" class="form renewals-other">
            {hidden}
            <div class="form-row">
                <DateField name="to" label=lang.t("renewals-other-end") value=Some(to) />
                <button class="button" type="submit">{lang.t("renewals-see")}</button>
            </div>
        </form>
    }
}

fn offered_row(lang: Lang, preview: &Preview) -> AnyView {
    let due = &preview.due;
    let id = due.booking.id.to_string();
    let open = preview.blocked.is_none();
    let name = due.card.as_ref().map_or(due.booking.code.as_str(), |card| card.title()).to_owned();
    let change = |label: &'static str, from: Option<NaiveDate>, to: Option<NaiveDate>| {
        let to = to?;
        let from = from.map_or_else(|| lang.t("renewals-none-yet"), |from| lang.date(from));
        Some(lang.with(label, &[("from", from.into()), ("to", to.into())]))
    };
    let parts = [
        change("renewals-booking-change", due.booking.to_night, preview.booked_to),
        change("renewals-funding-change", due.funded_until, preview.funded_to),
    ];
    let detail = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let blocked = preview.blocked.as_ref().map(|why| {
        let href = format!("/bookings/{}", due.booking.id);
        view! { <p class="row-below"><Badge text=lang.t("renewals-cannot") tone=Tone::Bad /> " " <a href=href>{lang.say(why)}</a></p> }
    });
    view! {
        <li class="row">
            <label class="check row-below">
                <input type="checkbox" name="booking" value=id checked=open disabled=!open />
                <span class="renewals-who"><strong>{name}</strong><span class="row-detail">{detail}</span></span>
            </label>
            {blocked}
        </li>
    }
    .into_any()
}

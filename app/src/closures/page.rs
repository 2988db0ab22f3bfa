//! Units out of service at a site: declaring, following, bringing them back.

use chrono::NaiveDate;
use leptos::prelude::*;
use uuid::Uuid;

use super::{
    Cause, Closure, When,
    service::{self, Shown, address},
};
use crate::{
    bookings::page::id_in_address,
    error::{AppError, Outcome},
    form::{Form, parse_date},
    i18n::Lang,
    nights::Nights,
    sites::{self, page::period},
    ui::{
        self, ActionForm, Actions, Back, Badge, ButtonLink, ChoiceField, DateField, Details, Empty,
        Glyph, KeyValue, Notice, PageHead, Panel, Submit, TextArea, TextField, TickList, Tone,
        cell,
    },
    units,
    visit::Visit,
};

#[component]
pub fn ClosuresPage() -> impl IntoView {
    let visit = Visit::current();
    let site = id_in_address();
    ui::page(async move {
        let lang = visit.lang;
        let actor = visit.actor()?;
        let sheet = sites::service::sheet(&visit.app, actor, site).await?;
        let shown = service::of_site(&visit.app, actor, site).await?;
        let empty = shown.is_empty();
        let tonight = visit.app.clock.tonight();
        let may_write = sheet.may_write;
        let (mut in_force, mut planned, mut past) = (Vec::new(), Vec::new(), Vec::new());
        for each in shown {
            match each.closure.when(tonight) {
                When::InForce => in_force.push(each),
                When::Planned => planned.push(each),
                When::Past => past.push(each),
            }
        }
        // The one to look at first, first.
        in_force.sort_by_key(|each| (each.closure.review_on, each.closure.from_night));
        let n = past.len();
        let list = |shown: Vec<Shown>| -> Vec<AnyView> {
            let cards = shown.into_iter().map(|each| card(lang, tonight, &each, may_write));
            cards.collect()
        };
        let (in_force, planned, past) = (list(in_force), list(planned), list(past));
        let past = (!past.is_empty()).then(|| {
            let summary = lang.with("closures-past", &[("n", n.into())]);
            view! { <Details summary>{past}</Details> }
        });
        let add = may_write.then(|| {
            let href = format!("{}/new", address(site));
            view! { <Actions><ButtonLink href label=lang.t("closures-new") glyph=Glyph::Add /></Actions> }
        });
        Ok(view! {
            {ui::title(lang.t("closures-title"))}
            <Back href=sites::address(site) label=sheet.site.name.clone() />
            <PageHead heading=lang.t("closures-title") lead=sheet.site.name.clone() />
            {add}
            <div id="closures" class="closures-all" data-live=site.to_string()>
                {empty.then(|| view! { <Empty text=lang.t("closures-none") /> })}
                {group(lang.t("closures-in-force"), in_force)}
                {group(lang.t("closures-planned"), planned)}
                {past}
            </div>
        })
    })
}

fn group(heading: String, cards: Vec<AnyView>) -> Option<impl IntoView + use<>> {
    (!cards.is_empty()).then(|| {
        view! { <section class="closures-group"><h2>{heading}</h2>{cards}</section> }
    })
}

fn card(lang: Lang, tonight: NaiveDate, shown: &Shown, may_write: bool) -> AnyView {
    let closure = &shown.closure;
    let cause = lang.t(&format!("closures-cause-{}", closure.cause.code()));
    let when = match closure.nights() {
        Some(nights) => period(lang, nights.from(), nights.to()),
        None => lang.with("closures-called-off", &[("from", closure.from_night.into())]),
    };
    let labels: Vec<&str> = shown.units.iter().map(|(_, label)| label.as_str()).collect();
    let units = lang.with(
        "closures-n-units",
        &[("n", shown.units.len().into()), ("labels", labels.join(", ").into())],
    );
    let in_force = closure.when(tonight) == When::InForce;
    let overdue = in_force && closure.review_on.is_some_and(|day| day <= tonight);
    let mut entries = vec![
        (lang.t("closures-field-units"), cell(units)),
        (lang.t("closures-field-nights"), cell(when)),
        (lang.t("closures-field-owner"), cell(closure.owner.clone())),
    ];
    if let Some(day) = closure.review_on {
        entries.push((lang.t("closures-field-review_on"), cell(lang.date(day))));
    }
    if !closure.detail.is_empty() {
        entries.push((lang.t("closures-field-detail"), cell(closure.detail.clone())));
    }
    let degraded: Vec<_> = shown
        .degraded
        .iter()
        .map(|(unit, used)| {
            let text = lang.with(
                "closures-degraded-said",
                &[
                    ("unit", unit.clone().into()),
                    ("who", used.decided_by.clone().into()),
                    ("reason", used.reason.clone().into()),
                ],
            );
            view! { <Notice text tone=Tone::Warn /> }
        })
        .collect();
    let badge =
        overdue.then(|| view! { <Badge text=lang.t("closures-to-review") tone=Tone::Warn /> });
    let id = closure.id;
    let steps =
        (may_write && closure.when(tonight) != When::Past).then(|| steps(lang, tonight, shown));
    view! {
        <article class="panel closures-card" id=format!("closure-{id}")>
            <header class="closures-head"><h3>{cause}</h3>{badge}</header>
            <KeyValue entries />
            {degraded}
            {steps}
            <p><a href=format!("/history/closure/{id}")>{lang.t("closures-history")}</a></p>
        </article>
    }
    .into_any()
}

fn steps(lang: Lang, tonight: NaiveDate, shown: &Shown) -> impl IntoView + use<> {
    let closure = &shown.closure;
    let (key, key_too) = (closure.id.to_string(), closure.id.to_string());
    let mut options: Vec<_> =
        shown.units.iter().map(|(id, label)| (id.to_string(), label.clone())).collect();
    for (label, used) in &shown.degraded {
        let id = used.unit_id.to_string();
        if options.iter().all(|(other, _)| *other != id) {
            options.push((id, label.clone()));
        }
    }
    let ticked: Vec<String> = options.iter().map(|(id, _)| id.clone()).collect();
    let units = (options.len() > 1).then(|| {
        view! {
            <input type="hidden" name="units_shown" value="on" />
            <TickList name="unit" legend=lang.t("closures-lift-which") options ticked />
        }
    });
    let back = tonight.max(closure.from_night);
    let lift = lang.t("closures-lift");
    let (to, review_on) = (closure.to_night, closure.review_on);
    let hidden = hidden(closure);
    let hidden_too = self::hidden(closure);
    view! {
        <div class="closures-steps">
            <Details summary=lift.clone()>
                <ActionForm does="closures.lift" key>
                    {hidden}
                    {units}
                    <DateField name="back_on" label=lang.t("closures-field-back_on") hint=lang.t("closures-hint-back_on") value=Some(back) required=true />
                    <Submit label=lift />
                </ActionForm>
            </Details>
            <Details summary=lang.t("closures-move")>
                <ActionForm does="closures.move_end" key=key_too>
                    {hidden_too}
                    <DateField name="to" label=lang.t("closures-field-to") hint=lang.t("closures-hint-to") value=to />
                    <DateField name="review_on" label=lang.t("closures-field-review_on") hint=lang.t("closures-hint-review_on") value=review_on />
                    <Submit label=lang.t("save") />
                </ActionForm>
            </Details>
        </div>
    }
}

fn hidden(closure: &Closure) -> impl IntoView + use<> {
    view! {
        <input type="hidden" name="closure" value=closure.id.to_string() />
        <input type="hidden" name="version" value=closure.version.to_string() />
    }
}

#[component]
pub fn NewClosurePage() -> impl IntoView {
    let visit = Visit::current();
    let site = id_in_address();
    ui::page(async move {
        let lang = visit.lang;
        let actor = visit.actor()?;
        let sheet = sites::service::sheet(&visit.app, actor, site).await?;
        if !sheet.may_write {
            return Err(AppError::Forbidden);
        }
        let options: Vec<_> = units::service::at_site(&visit.app, actor, site)
            .await?
            .into_iter()
            .map(|unit| (unit.id.to_string(), unit.label))
            .collect();
        let taken = taken(&visit, site).await?;
        let staying: Vec<_> =
            options.iter().filter(|(id, _)| taken.contains(id)).cloned().collect();
        let ticked: Vec<String> = visit.query.all("unit").map(str::to_owned).collect();
        let causes = Cause::ALL
            .iter()
            .map(|cause| {
                (cause.code().to_owned(), lang.t(&format!("closures-cause-{}", cause.code())))
            })
            .collect();
        let tonight = visit.app.clock.tonight();
        let empty = options.is_empty();
        let form = view! {
            <ActionForm does="closures.close">
                <input type="hidden" name="site" value=site.to_string() />
                <TickList name="unit" legend=lang.t("closures-field-units") options ticked />
                {degraded(lang, staying)}
                <ChoiceField name="cause" label=lang.t("closures-field-cause") options=causes blank=lang.t("choose") required=true />
                <TextArea name="detail" label=lang.t("closures-field-detail") hint=lang.t("closures-hint-detail") />
                <div class="form-pair">
                    <DateField name="from" label=lang.t("closures-field-from") hint=lang.t("closures-hint-from") value=Some(tonight) required=true />
                    <DateField name="to" label=lang.t("closures-field-to") hint=lang.t("closures-hint-to") />
                </div>
                <DateField name="review_on" label=lang.t("closures-field-review_on") hint=lang.t("closures-hint-review_on") />
                <TextField name="owner" label=lang.t("closures-field-owner") hint=lang.t("closures-hint-owner") required=true characters_max=120 />
                <Actions><Submit label=lang.t("closures-declare") /></Actions>
            </ActionForm>
        };
        Ok(view! {
            {ui::title(lang.t("closures-new"))}
            <Back href=address(site) label=lang.t("closures-title") />
            <PageHead heading=lang.t("closures-new") lead=sheet.site.name.clone() />
            {if empty {
                view! { <Empty text=lang.t("closures-site-without-unit") /> }.into_any()
            } else {
                view! { <Panel heading=lang.t("closures-which")>{form}</Panel> }.into_any()
            }}
        })
    })
}

/// Once refused, the units somebody has: each may be kept in use, if somebody decides so.
fn degraded(lang: Lang, staying: Vec<(String, String)>) -> Option<impl IntoView + use<>> {
    (!staying.is_empty()).then(|| {
        view! {
            <div class="closures-degraded">
                <TickList name="degraded" legend=lang.t("closures-field-degraded") options=staying />
                <TextField name="decided_by" label=lang.t("closures-field-decided_by") hint=lang.t("closures-hint-decided_by") characters_max=120 />
                <TextArea name="degraded_reason" label=lang.t("closures-field-degraded_reason") />
            </div>
        }
    })
}

/// The units of the refused form that somebody has on its nights.
async fn taken(visit: &Visit, site: Uuid) -> Outcome<Vec<String>> {
    let Some(refused) = &visit.refused else {
        return Ok(Vec::new());
    };
    let form: &Form = &refused.form;
    let from = parse_date(form.text("from"));
    let nights = from.and_then(|from| Nights::new(from, parse_date(form.text("to"))));
    let Some(nights) = nights else {
        return Ok(Vec::new());
    };
    let chosen: Vec<Uuid> = form.all("unit").filter_map(|id| Uuid::parse_str(id).ok()).collect();
    let actor = visit.actor()?;
    let taken = service::taken_units(&visit.app, actor, site, &chosen, nights).await?;
    Ok(taken.into_iter().map(|id| id.to_string()).collect())
}

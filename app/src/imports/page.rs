//! Imports: send a list, see what it would change, apply it, take it back.

use chrono::Duration;
use leptos::prelude::*;

use super::{
    Finding, Report, Severity,
    actions::{self, LEFT_OUT},
    profile,
    report::Unknown,
    service::{self, Batch, UNDO_HOURS},
};
use crate::{
    bookings::BookingState,
    counts::{Measured, Public},
    error::{AppError, Outcome},
    i18n::Lang,
    sites::SiteKind,
    ui::{self, ActionForm, CheckField, ChoiceField, Empty, PageHead, Panel, Submit, grouped},
    visit::Visit,
};

/// Batches shown: the last ones.
const SHOWN: i64 = 50;

#[component]
pub fn ImportsPage() -> impl IntoView {
    let visit = Visit::current();
    ui::page(async move {
        let lang = visit.lang;
        let batches = service::batches(&visit.app, visit.actor()?, SHOWN).await?;
        let rows: Vec<_> = batches.iter().map(|batch| batch_row(&visit, batch)).collect();
        let list = if rows.is_empty() {
            view! { <Empty text=lang.t("imports-none") /> }.into_any()
        } else {
            view! { <ul class="rows">{rows}</ul> }.into_any()
        };
        Ok(view! {
            {ui::title(lang.t("nav-imports"))}
            <PageHead heading=lang.t("nav-imports") lead=lang.t("imports-lead") />
            <Send />
            <Panel heading=lang.t("imports-done")><div id="imports" data-live="*">{list}</div></Panel>
        })
    })
}

#[component]
fn Send() -> impl IntoView {
    let lang = Visit::current().lang;
    let profiles: Vec<_> = profile::all()
        .into_iter()
        .map(|profile| {
            let words = lang.t(&format!("imports-profile-{}", profile.name));
            (profile.name, words)
        })
        .collect();
    view! {
        <Panel heading=lang.t("imports-send")>
            <ActionForm does="imports.look" files=true>
                <ChoiceField name="profile" label=lang.t("imports-profile") options=profiles required=true />
                <div class="field">
                    <label for="imports-file">{lang.t("imports-file")}</label>
                    <p class="field-hint" id="imports-file-hint">{lang.t("imports-file-hint")}</p>
                    <input id="imports-file" type="file" name="file" required aria-describedby="imports-file-hint"
                        accept=".csv,.txt,.tsv,.gz,.xlsx,.ods" />
                </div>
                <Submit label=lang.t("imports-look") />
            </ActionForm>
        </Panel>
    }
}

fn batch_row(visit: &Visit, batch: &Batch) -> impl IntoView + use<> {
    let lang = visit.lang;
    let report: Option<Report> = serde_json::from_str(&batch.report).ok();
    let at = lang.instant(&visit.app.clock, batch.applied_at);
    let by = batch.applied_by.clone().unwrap_or_else(|| lang.t("imports-command-line"));
    let young = visit.app.clock.now() <= batch.applied_at + Duration::hours(UNDO_HOURS);
    let id = batch.id.to_string();
    let undo = (batch.undone_at.is_none() && young).then(|| {
        view! {
            <ActionForm does="imports.undo" key=id.clone() class="inline">
                <input type="hidden" name="batch" value=id />
                <Submit label=lang.t("imports-undo") kind="quiet" />
            </ActionForm>
        }
    });
    let undone = batch.undone_at.map(|at| {
        let at = lang.instant(&visit.app.clock, at);
        view! { <span class="row-detail">{lang.with("imports-undone-at", &[("at", at.into())])}</span> }
    });
    let sums = report.map(|report| sentence(lang, &report)).unwrap_or_default();
    view! {
        <li class="row">
            <div class="row-main">
                <strong>{batch.file_names.clone()}</strong>
                <span class="row-detail">{lang.t(&format!("imports-profile-{}", batch.profile))} " · " {at} " · " {by}</span>
                <span class="row-detail">{sums}</span>
                {undone}
            </div>
            {undo}
        </li>
    }
}

fn sentence(lang: Lang, report: &Report) -> String {
    let number = |n: u64| grouped(i64::try_from(n).unwrap_or(i64::MAX)).into();
    let each = report.differences;
    lang.with(
        "imports-sums",
        &[
            ("new", number(each.new)),
            ("changed", number(each.changed)),
            ("identical", number(each.identical)),
        ],
    )
}

#[component]
pub fn ImportDraftPage() -> impl IntoView {
    let visit = Visit::current();
    ui::page(async move { draft(&visit).await })
}

async fn draft(visit: &Visit) -> Outcome<impl IntoView + use<>> {
    let lang = visit.lang;
    let name = visit.query.text("name").to_owned();
    let head = view! { {ui::title(lang.t("imports-draft"))} <ui::Back href="/imports" label=lang.t("nav-imports") /> };
    let report = match actions::preview(visit).await {
        Ok(report) => report,
        Err(error @ AppError::Conflict(_)) => {
            visit.set_status(409);
            let heading = lang.with("imports-draft-of", &[("file", name.into())]);
            return Ok(view! { {head} <h1>{heading}</h1> <ui::Alternatives error /> }.into_any());
        }
        Err(error) => return Err(error),
    };
    let heading = lang.with("imports-draft-of", &[("file", name.as_str().into())]);
    let unknown: Vec<_> = report.quarantine.iter().map(|each| quarantine(lang, each)).collect();
    let unknown = (!unknown.is_empty()).then(|| {
        view! { <Panel heading=lang.t("imports-quarantine")><p>{lang.t("imports-quarantine-what")}</p>{unknown}</Panel> }
    });
    let findings: Vec<_> = report.findings.iter().map(|each| finding(lang, each)).collect();
    let findings = (!findings.is_empty())
        .then(|| view! { <Panel heading=lang.t("imports-findings")>{findings}</Panel> });
    let decision = view! { <Decision report=report.clone() /> };
    Ok(view! {
        {head}
        <h1>{heading}</h1>
        {differences(lang, &report)}
        {unknown}
        {decision}
        {findings}
    }
    .into_any())
}

fn differences(lang: Lang, report: &Report) -> impl IntoView + use<> {
    let each = report.differences;
    let rows = [
        ("rows", report.rows),
        ("new", each.new),
        ("changed", each.changed),
        ("identical", each.identical),
        ("conflict", each.conflict),
        ("rejected", each.rejected),
        ("ignored", each.ignored),
        ("sites", report.sites_created),
        ("units", report.units_created),
        ("persons", report.persons_created),
        ("households", report.households_created),
    ]
    .into_iter()
    .filter(|(key, count)| *count > 0 || matches!(*key, "new" | "changed"))
    .map(|(key, count)| {
        let count = grouped(i64::try_from(count).unwrap_or(i64::MAX));
        view! { <div><dt>{lang.t(&format!("imports-difference-{key}"))}</dt><dd class="num">{count}</dd></div> }
    })
    .collect_view();
    view! { <dl class="key-value">{rows}</dl> }
}

/// Apply, or drop: nothing has changed so far.
#[component]
fn Decision(report: Report) -> impl IntoView {
    let visit = Visit::current();
    let lang = visit.lang;
    let field = |name: &'static str| {
        view! { <input type="hidden" name=name value=visit.query.text(name).to_owned() /> }
    };
    let blocked = report.is_blocked();
    let nothing = report.changes_nothing();
    let apply = (!nothing).then(|| {
        let (file, name, profile) = (field("file"), field("name"), field("profile"));
        view! {
            <ActionForm does="imports.apply">
                {file}{name}{profile}
                {blocked.then(|| view! { <CheckField name="anyway" label=lang.t("imports-anyway") /> })}
                <Submit label=lang.t("imports-apply") />
            </ActionForm>
        }
    });
    let said = match (nothing, blocked) {
        (true, _) => Some("imports-nothing-new"),
        (_, true) => Some("imports-blocked"),
        _ => None,
    };
    let file = field("file");
    view! {
        {said.map(|key| view! { <p class="notice notice-warn">{lang.t(key)}</p> })}
        <div class="actions">
            {apply}
            <ActionForm does="imports.drop">{file}<Submit label=lang.t("imports-drop") kind="quiet" /></ActionForm>
        </div>
    }
}

fn finding(lang: Lang, finding: &Finding) -> impl IntoView + use<> {
    let key = format!("imports-finding-{}", finding.code.replace('_', "-"));
    let name = if lang.knows(&key) { lang.t(&key) } else { finding.code.clone() };
    let count = grouped(i64::try_from(finding.count).unwrap_or(i64::MAX));
    let severity = match finding.severity {
        Severity::Note => "imports-severity-note",
        Severity::Rejected => "imports-severity-rejected",
        Severity::Blocking => "imports-severity-blocking",
    };
    let rows: Vec<_> = finding
        .rows
        .iter()
        .map(|place| {
            let row = lang.with("imports-row", &[("row", place.row.to_string().into())]);
            view! { <li>{place.file.clone()} ", " {row} " : " {place.detail.clone()}</li> }
        })
        .collect();
    let summary = format!("{name} · {count} · {}", lang.t(severity));
    view! { <ui::Details summary=summary><ul class="plain">{rows}</ul></ui::Details> }
}

/// A word nobody has decided about: one of ours, or never.
fn quarantine(lang: Lang, unknown: &Unknown) -> impl IntoView + use<> {
    let key = format!("{}-{}", unknown.field, unknown.word);
    let args = [
        ("word", unknown.word.as_str().into()),
        ("field", lang.t(&format!("imports-field-{}", unknown.field)).into()),
        ("n", i64::try_from(unknown.rows).unwrap_or(i64::MAX).into()),
    ];
    let label = lang.with("imports-unknown", &args);
    let mut options = ours(lang, &unknown.field);
    options.push((LEFT_OUT.to_owned(), lang.t("imports-leave-out")));
    let (field, unknown) = (unknown.field.clone(), unknown.word.clone());
    view! {
        <ActionForm does="imports.decide" key=key class="form-row">
            <input type="hidden" name="field" value=field />
            <input type="hidden" name="word" value=unknown />
            <ChoiceField name="becomes" label=label options=options blank=lang.t("choose") required=true />
            <Submit label=lang.t("imports-decide") kind="quiet" />
        </ActionForm>
    }
}

/// Our words for a field.
fn ours(lang: Lang, field: &str) -> Vec<(String, String)> {
    fn each<T: Copy>(
        all: &[T],
        code: impl Fn(T) -> &'static str,
        words: impl Fn(&str) -> String,
    ) -> Vec<(String, String)> {
        all.iter().map(|one| (code(*one).to_owned(), words(code(*one)))).collect()
    }
    match field {
        "kind" => each(SiteKind::ALL, SiteKind::code, |code| lang.t(&format!("sites-kind-{code}"))),
        "public" => each(Public::ALL, Public::code, |code| {
            lang.t(&format!("trends-public-{}", code.replace('_', "-")))
        }),
        "measure" => {
            each(Measured::ALL, Measured::code, |code| lang.t(&format!("trends-measure-{code}")))
        }
        "state" => each(BookingState::ALL, BookingState::code, |code| {
            lang.t(&format!("bookings-state-{code}"))
        }),
        _ => Vec::new(),
    }
}

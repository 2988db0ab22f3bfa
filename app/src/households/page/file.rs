//! A household: who, what they need, what happened to them.

use leptos::prelude::*;
use uuid::Uuid;

use super::{Stays, Target, asked_id, compose, is_refused, list::badges, protect, words};
use crate::{
    error::Outcome,
    households::{
        EventKind, Member,
        rules::note::second_looks,
        service::{self, File, file::ShownEvent},
    },
    i18n::Lang,
    ui::{self, ActionForm, Back, Submit},
    visit::Visit,
};

#[component]
pub fn HouseholdPage() -> impl IntoView {
    let visit = Visit::current();
    let id = asked_id();
    ui::page(async move { show(&visit, id?).await })
}

async fn show(visit: &Visit, id: Uuid) -> Outcome<impl IntoView + use<>> {
    let actor = visit.actor()?;
    let lang = visit.lang;
    let file = service::open(&visit.app, actor, id).await?;
    let edit = file.may_write.then(|| {
        view! { <a class="button button-quiet" href=format!("/households/{id}/edit")>{lang.t("households-edit")}</a> }
    });
    let title = file.title.clone();
    let changes = file.may_write.then(|| compose::forms(visit, &file));
    Ok(view! {
        {ui::title(title.clone())}
        <Back href="/households" label=lang.t("nav-households") />
        <header class="page-head households-head">
            <div>
                <h1>{title}</h1>
                {subtitle(lang, &file)}
            </div>
            {edit}
        </header>
        {alerts(lang, &file)}
        {protect::overlaps(visit, &file)}
        <Stays household_id=id />
        <section class="panel" id="composition">
            <h2>{lang.t("households-composition")}</h2>
            <p class="lead">{words::composition(lang, file.composition)}</p>
            <ul class="rows">{members(lang, &file)}</ul>
            {former(lang, &file)}
            {changes}
        </section>
        {facts(lang, &file)}
        {protect::panels(visit, &file)}
        {events(visit, &file)}
        {journal(visit, &file)}
    })
}

/// Its code, and those it was also known by.
fn subtitle(lang: Lang, file: &File) -> AnyView {
    let code = file.household.code.clone();
    let others = (!file.other_codes.is_empty()).then(|| {
        let codes = file.other_codes.join(", ");
        view! { <span>" · "{lang.with("households-other-codes", &[("codes", codes.into())])}</span> }
    });
    view! {
        <p class="lead"><span class="households-code">{code}</span>{others}</p>
        <p class="households-badges">{badges(lang, file.household.restricted, false)}</p>
    }
    .into_any()
}

/// What must be known before anything else is done.
fn alerts(lang: Lang, file: &File) -> AnyView {
    let merged = file.merged_into.as_ref().map(|card| {
        let text = lang.with("households-merged-into", &[("code", card.code.as_str().into())]);
        view! {
            <div class="notice notice-info"><p>{text}</p>
                <p><a href=format!("/households/{}", card.id)>{lang.t("households-open-merged")}</a></p></div>
        }
    });
    let alone = file.composition.minors_alone().then(|| {
        view! {
            <div class="notice notice-bad" role="alert">
                <p><strong>{lang.t("households-minors-alone")}</strong></p>
                <p>{lang.t("households-minors-alone-what")}</p>
            </div>
        }
    });
    let unsure = file.composition.adult_unsure().then(
        || view! { <div class="notice notice-warn"><p>{lang.t("households-adult-unsure")}</p></div> },
    );
    view! { {merged}{alone}{unsure} }.into_any()
}

fn members(lang: Lang, file: &File) -> Vec<AnyView> {
    let writes = file.may_write && file.names;
    file.members
        .iter()
        .map(|member| member_row(lang, file, member, writes))
        .collect()
}

fn member_row(lang: Lang, file: &File, member: &Member, writes: bool) -> AnyView {
    let name = words::name(lang, member, file.tonight);
    let age = words::age(lang, member, file.tonight);
    let age = (age != name).then(|| match member.person.birth_date {
        Some(birth) => {
            let args = [("age", age.into()), ("date", birth.into())];
            lang.with("households-age-born", &args)
        }
        None => age,
    });
    let role = words::role(lang, member.spell.role)
        .map(|role| view! { <span class="badge">{role}</span> });
    let (id, person) = (file.household.id, member.person.id);
    let correct = writes.then(|| {
        let whom = lang.with("households-correct-whom", &[("name", name.as_str().into())]);
        view! {
            <a class="button button-quiet" href=format!("/households/{id}/edit?person={person}") aria-label=whom>
                {lang.t("households-correct")}
            </a>
        }
    });
    view! {
        <li class="row">
            <div class="row-main">
                <strong>{name}</strong>
                <span class="row-detail">{age}</span>
            </div>
            <div class="row-end">{role}{correct}</div>
        </li>
    }
    .into_any()
}

fn former(lang: Lang, file: &File) -> Option<AnyView> {
    if file.former.is_empty() {
        return None;
    }
    let rows = file.former.iter().map(|member| {
        let name = words::name(lang, member, file.tonight);
        let until = member.spell.to_night.map(|to| {
            lang.with("households-until", &[("date", to.into())])
        });
        view! { <li class="row"><div class="row-main"><span>{name}</span><span class="row-detail">{until}</span></div></li> }
    });
    let rows = rows.collect_view();
    let view = view! {
        <details class="details">
            <summary>{lang.t("households-former")}</summary>
            <ul class="rows details-body">{rows}</ul>
        </details>
    };
    Some(view.into_any())
}

fn facts(lang: Lang, file: &File) -> AnyView {
    let household = &file.household;
    let needs: Vec<_> = household.needs();
    let needs = if needs.is_empty() {
        view! { <p>{lang.t("households-no-need")}</p> }.into_any()
    } else {
        let list = needs
            .into_iter()
            .map(|need| view! { <li>{words::need(lang, need)}</li> });
        view! { <ul class="households-needs">{list.collect_view()}</ul> }.into_any()
    };
    let fact = |key: &str, value: String| {
        let label = lang.t(key);
        (!value.is_empty()).then(|| view! { <div><dt>{label}</dt><dd>{value}</dd></div> })
    };
    let phone = (!household.phone.is_empty()).then(|| {
        let digits: String = household.phone.split_whitespace().collect();
        view! {
            <div><dt>{lang.t("households-phone")}</dt>
                <dd><a href=format!("tel:{digits}")>{household.phone.clone()}</a></dd></div>
        }
    });
    let territory = file
        .territory_name
        .clone()
        .unwrap_or(household.territory.clone());
    let animals = if household.animals > 0 {
        lang.with(
            "households-animals-count",
            &[("n", household.animals.into())],
        )
    } else {
        String::new()
    };
    view! {
        <section class="panel">
            <h2>{lang.t("households-needs")}</h2>
            {needs}
            <dl class="facts">
                {phone}
                {fact("households-alias", household.alias.clone())}
                {fact("households-language", household.language.clone())}
                {fact("households-territory", territory)}
                {fact("households-animals", animals)}
            </dl>
            {note(lang, file)}
        </section>
    }
    .into_any()
}

fn note(lang: Lang, file: &File) -> Option<AnyView> {
    let note = file.household.note.clone();
    if note.is_empty() {
        return None;
    }
    let looks = if file.may_write {
        second_looks(&note)
    } else {
        Vec::new()
    };
    let looks = (!looks.is_empty()).then(|| {
        let words = looks.iter().map(|(word, topic)| {
            let topic = lang.t(&format!("households-note-{}", topic.code()));
            view! { <li>"« "{word.clone()}" » : "{topic}</li> }
        });
        let words = words.collect_view();
        view! {
            <div class="notice notice-warn">
                <p>{lang.t("households-note-reread")}</p>
                <ul>{words}</ul>
            </div>
        }
    });
    let view = view! {
        <h3>{lang.t("households-note")}</h3>
        <p class="households-note">{note}</p>
        <p class="field-hint">{lang.t("households-note-readable")}</p>
        {looks}
    };
    Some(view.into_any())
}

fn events(visit: &Visit, file: &File) -> AnyView {
    let lang = visit.lang;
    let rows = file
        .events
        .iter()
        .map(|each| event_row(visit, file, each))
        .collect_view();
    let open = is_refused(visit, "households.undo_event");
    view! {
        <section class="panel" id="events" data-refused=open.then_some("")>
            <h2>{lang.t("households-events")}</h2>
            <ul class="rows">{rows}</ul>
        </section>
    }
    .into_any()
}

fn event_row(visit: &Visit, file: &File, shown: &ShownEvent) -> AnyView {
    let lang = visit.lang;
    let event = &shown.event;
    let code = shown.kind.map_or("changed", EventKind::code);
    let text = lang.t(&format!("households-event-{}", code.replace('_', "-")));
    let night = [("date", event.night.into())];
    let night = lang.with("households-event-night", &night);
    let who = shown
        .who
        .clone()
        .map(|who| view! { <span>" · "{who}</span> });
    let other = shown.other.as_ref().map(|card| {
        let href = format!("/households/{}", card.id);
        view! { <span>" · "<a href=href>{card.code.clone()}</a></span> }
    });
    let (id, version, event) = (file.household.id, file.household.version, event.id);
    let undo = (shown.may_undo && file.may_write).then(|| {
        view! {
            <ActionForm does="households.undo_event" class="inline">
                <Target id version />
                <input type="hidden" name="event" value=event.to_string() />
                <Submit label=lang.t("households-undo") kind="quiet" />
            </ActionForm>
        }
    });
    view! {
        <li class="row">
            <div class="row-main">
                <span>{text}{who}{other}</span>
                <span class="row-detail">{night}</span>
            </div>
            <div class="row-end">{undo}</div>
        </li>
    }
    .into_any()
}

fn journal(visit: &Visit, file: &File) -> Option<AnyView> {
    let entries = file.journal.as_ref()?;
    let lang = visit.lang;
    let rows = entries.iter().map(|entry| {
        let key = format!("households-did-{}", entry.action.replace('_', "-"));
        let text = if lang.knows(&key) {
            lang.t(&key)
        } else {
            lang.t("households-did-other")
        };
        let author = entry
            .author
            .clone()
            .unwrap_or_else(|| lang.t("households-did-system"));
        let at = lang.instant(&visit.app.clock, entry.at);
        view! {
            <li class="row"><div class="row-main">
                <span>{text}</span>
                <span class="row-detail">{author}" · "{at}</span>
            </div></li>
        }
    });
    let rows = rows.collect_view();
    let view = view! {
        <section class="panel households-journal">
            <details class="details">
                <summary><h2>{lang.t("households-journal")}</h2></summary>
                <ul class="rows details-body">{rows}</ul>
            </details>
        </section>
    };
    Some(view.into_any())
}

//! Writing a household down: six fields on a phone, the rest folded away.

use leptos::prelude::*;

use super::words;
use crate::{
    access::{Class, Need as Want},
    error::{AppError, Outcome},
    households::{
        NOTE_CHARACTERS_MAX,
        actions::writes_names,
        rules::intake::PERSONS_MAX,
        service::{self, intake::LIKELY_KNOWN},
    },
    i18n::Lang,
    ui::{
        self, ActionForm, Actions, Back, CheckField, ChoiceField, DateField, Details, PageHead,
        Stepper, Submit, TextArea, TextField, TickList,
    },
    visit::Visit,
};

#[component]
pub fn IntakePage() -> impl IntoView {
    let visit = Visit::current();
    ui::page(async move { show(&visit).await })
}

async fn show(visit: &Visit) -> Outcome<impl IntoView + use<>> {
    let actor = visit.actor()?;
    actor.require(Class::Household, Want::Write)?;
    let lang = visit.lang;
    let names = writes_names(actor);
    let territories = service::file::territories(&visit.app).await?;
    let sure = is_likely_known(visit)
        .then(|| view! { <CheckField name="is_another" label=lang.t("households-is-another") /> });
    let who = if names { who(lang) } else { nameless(lang) };
    let phone = names.then(|| {
        view! { <TextField name="phone" label=lang.t("households-phone") kind="tel" characters_max=30 /> }
    });
    let more = more(visit, names, territories);
    Ok(view! {
        {ui::title(lang.t("households-new"))}
        <Back href="/households" label=lang.t("nav-households") />
        <PageHead heading=lang.t("households-new") />
        <ActionForm does="households.intake">
            {sure}
            {who}
            <div class="form-pair">
                <Stepper name="adults" label=lang.t("households-adults-field") value=1 min=0 max=PERSONS_MAX />
                <Stepper name="children" label=lang.t("households-children-field") value=0 min=0 max=PERSONS_MAX />
            </div>
            {phone}
            <TickList name="needs" legend=lang.t("households-needs") options=words::needs(lang) />
            {more}
            <Actions><Submit label=lang.t("households-write-down") /></Actions>
        </ActionForm>
    })
}

/// Refused because a household in scope looks like this one, now or the time before.
fn is_likely_known(visit: &Visit) -> bool {
    let refused = visit.refused.as_ref();
    refused.is_some_and(|refused| match &refused.error {
        AppError::Conflict(obstacle) => obstacle.message.key == LIKELY_KNOWN,
        _ => refused.form.has("is_another"),
    })
}

fn who(lang: Lang) -> AnyView {
    view! {
        <div class="form-pair">
            <TextField name="family_name" label=lang.t("households-family-name") characters_max=80 />
            <TextField name="first_name" label=lang.t("households-first-name")
                hint=lang.t("households-first-name-hint") characters_max=80 />
        </div>
    }
    .into_any()
}

fn nameless(lang: Lang) -> AnyView {
    view! { <p class="field-hint">{lang.t("households-without-names")}</p> }.into_any()
}

/// What may wait for the desk.
fn more(visit: &Visit, names: bool, territories: Vec<(String, String)>) -> AnyView {
    let lang = visit.lang;
    let typed = ["alias", "birth_date", "infants", "language", "note", "since"];
    let open = visit.refused.as_ref().is_some_and(|refused| {
        let filled = |name: &&str| !matches!(refused.form.text(name), "" | "0");
        typed.iter().any(filled)
    });
    let identity = names.then(|| {
        view! {
            <TextField name="alias" label=lang.t("households-alias") hint=lang.t("households-alias-hint") characters_max=80 />
            <div class="form-pair">
                <DateField name="birth_date" label=lang.t("households-birth-date-of-reference") />
                <TextField name="language" label=lang.t("households-language") characters_max=40 />
            </div>
        }
    });
    let note = names.then(|| note_field(lang, String::new()));
    let territory = territory_field(lang, territories, String::new());
    view! {
        <Details summary=lang.t("households-more") open>
            {identity}
            <div class="form-pair">
                <Stepper name="infants" label=lang.t("households-infants-field")
                    hint=lang.t("households-infants-hint") value=0 min=0 max=PERSONS_MAX />
                <Stepper name="animals" label=lang.t("households-animals")
                    hint=lang.t("households-animals-hint") value=0 min=0 max=PERSONS_MAX />
            </div>
            {territory}
            <DateField name="since" label=lang.t("households-since") hint=lang.t("households-since-hint") />
            {note}
            <CheckField name="restricted" label=lang.t("households-restricted") />
            <p class="field-hint">{lang.t("households-restrict-hint")}</p>
        </Details>
    }
    .into_any()
}

pub(super) fn territory_field(
    lang: Lang,
    mut territories: Vec<(String, String)>,
    value: String,
) -> Option<AnyView> {
    let known = territories.iter().any(|(code, _)| *code == value);
    if !value.is_empty() && !known {
        territories.push((value.clone(), value.clone()));
    }
    let field = (!territories.is_empty()).then(|| {
        view! {
            <ChoiceField name="territory" label=lang.t("households-territory") options=territories
                value=value blank=lang.t("households-territory-none") />
        }
    });
    field.map(IntoAny::into_any)
}

/// The note, with how much of it is written; the script counts on while one types.
pub(super) fn note_field(lang: Lang, value: String) -> AnyView {
    let count = format!("{} / {NOTE_CHARACTERS_MAX}", value.chars().count());
    view! {
        <div>
            <TextArea name="note" label=lang.t("households-note") hint=lang.t("households-note-hint")
                value characters_max=NOTE_CHARACTERS_MAX />
            <p class="field-hint num" data-counts="note">{count}</p>
        </div>
    }
    .into_any()
}

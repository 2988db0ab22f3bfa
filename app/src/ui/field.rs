//! Labelled fields that show what was typed and what was wrong with it.

use leptos::prelude::*;

use super::form::FormState;

/// What any field shows of the refused form it belongs to.
struct Shown {
    value: String,
    problem: Option<String>,
}

fn shown(name: &str, value: String) -> Shown {
    let state = FormState::current();
    Shown {
        value: state
            .as_ref()
            .and_then(|state| state.typed(name))
            .unwrap_or(value),
        problem: state.as_ref().and_then(|state| state.problem(name)),
    }
}

/// Label, field, hint and problem, tied together for screen readers.
#[component]
fn Labelled(
    name: &'static str,
    label: String,
    hint: String,
    problem: Option<String>,
    children: Children,
) -> impl IntoView {
    let refused = problem.is_some();
    view! {
        <div class="field" class:field-refused=refused>
            <label for=name>{label}</label>
            {(!hint.is_empty()).then(|| view! { <p class="field-hint" id=format!("{name}-hint")>{hint}</p> })}
            {children()}
            {problem.map(|text| view! { <p class="field-problem" id=format!("{name}-problem")>{text}</p> })}
        </div>
    }
}

/// The ids that describe a field.
fn described(name: &str, hint: &str, problem: Option<&String>) -> Option<String> {
    let hint = (!hint.is_empty()).then(|| format!("{name}-hint"));
    let problem = problem.map(|_| format!("{name}-problem"));
    let ids: Vec<_> = hint.into_iter().chain(problem).collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}

#[component]
pub fn TextField(
    name: &'static str,
    #[prop(into)] label: String,
    #[prop(optional, into)] value: String,
    #[prop(optional, into)] hint: String,
    #[prop(optional)] required: bool,
    /// `text`, `email`, `tel`, `search`, `time`, `datetime-local`.
    #[prop(default = "text")]
    kind: &'static str,
    #[prop(default = "off")] autocomplete: &'static str,
    #[prop(default = 200)] characters_max: usize,
) -> impl IntoView {
    let Shown { value, problem } = shown(name, value);
    let describedby = described(name, &hint, problem.as_ref());
    let invalid = problem.is_some().then_some("true");
    view! {
        <Labelled name label hint problem>
            <input id=name name=name type=kind value=value required=required autocomplete=autocomplete
                maxlength=characters_max aria-describedby=describedby aria-invalid=invalid />
        </Labelled>
    }
}

#[component]
pub fn PasswordField(
    name: &'static str,
    #[prop(into)] label: String,
    #[prop(optional, into)] hint: String,
    autocomplete: &'static str,
) -> impl IntoView {
    // A password is the one thing that is not given back.
    let problem = shown(name, String::new()).problem;
    let describedby = described(name, &hint, problem.as_ref());
    let invalid = problem.is_some().then_some("true");
    view! {
        <Labelled name label hint problem>
            <input id=name name=name type="password" required autocomplete=autocomplete
                aria-describedby=describedby aria-invalid=invalid />
        </Labelled>
    }
}

/// A local date; empty may mean open.
#[component]
pub fn DateField(
    name: &'static str,
    #[prop(into)] label: String,
    #[prop(optional_no_strip)] value: Option<chrono::NaiveDate>,
    #[prop(optional, into)] hint: String,
    #[prop(optional)] required: bool,
) -> impl IntoView {
    let value = value.map(|date| date.to_string()).unwrap_or_default();
    view! { <TextField name label value hint required kind="date" /> }
}

#[component]
pub fn NumberField(
    name: &'static str,
    #[prop(into)] label: String,
    value: i32,
    min: i32,
    max: i32,
    #[prop(optional, into)] hint: String,
) -> impl IntoView {
    let Shown { value, problem } = shown(name, value.to_string());
    let describedby = described(name, &hint, problem.as_ref());
    let invalid = problem.is_some().then_some("true");
    view! {
        <Labelled name label hint problem>
            <input id=name name=name type="number" inputmode="numeric" value=value min=min max=max
                aria-describedby=describedby aria-invalid=invalid />
        </Labelled>
    }
}

/// A choice among `(value, label)`. With `blank`, nothing is chosen at first.
#[component]
pub fn ChoiceField(
    name: &'static str,
    #[prop(into)] label: String,
    options: Vec<(String, String)>,
    #[prop(optional, into)] value: String,
    #[prop(optional, into)] hint: String,
    #[prop(optional, into)] blank: String,
    #[prop(optional)] required: bool,
) -> impl IntoView {
    let Shown { value, problem } = shown(name, value);
    let describedby = described(name, &hint, problem.as_ref());
    let invalid = problem.is_some().then_some("true");
    let blank = (!blank.is_empty()).then(|| view! { <option value="">{blank}</option> });
    let options = options
        .into_iter()
        .map(|(code, text)| {
            let selected = code == value;
            view! { <option value=code selected=selected>{text}</option> }
        })
        .collect_view();
    view! {
        <Labelled name label hint problem>
            <select id=name name=name required=required aria-describedby=describedby aria-invalid=invalid>
                {blank}{options}
            </select>
        </Labelled>
    }
}

#[component]
pub fn TextArea(
    name: &'static str,
    #[prop(into)] label: String,
    #[prop(optional, into)] value: String,
    #[prop(optional, into)] hint: String,
    #[prop(default = 300)] characters_max: usize,
) -> impl IntoView {
    let Shown { value, problem } = shown(name, value);
    let describedby = described(name, &hint, problem.as_ref());
    let invalid = problem.is_some().then_some("true");
    view! {
        <Labelled name label hint problem>
            <textarea id=name name=name rows="3" maxlength=characters_max
                aria-describedby=describedby aria-invalid=invalid>{value}</textarea>
        </Labelled>
    }
}

#[component]
pub fn CheckField(
    name: &'static str,
    #[prop(into)] label: String,
    #[prop(optional)] checked: bool,
) -> impl IntoView {
    let state = FormState::current();
    let checked = match state.filter(FormState::is_refused) {
        Some(state) => state.typed(name).is_some(),
        None => checked,
    };
    view! {
        <label class="check"><input type="checkbox" name=name value="on" checked=checked /><span>{label}</span></label>
    }
}

/// Several of `(value, label)` at once, under one legend.
#[component]
pub fn TickList(
    name: &'static str,
    #[prop(into)] legend: String,
    options: Vec<(String, String)>,
    #[prop(optional)] ticked: Vec<String>,
) -> impl IntoView {
    let state = FormState::current();
    let problem = state.as_ref().and_then(|state| state.problem(name));
    let ticked = match state.filter(FormState::is_refused) {
        Some(state) => state.all_typed(name),
        None => ticked,
    };
    let boxes = options
        .into_iter()
        .map(|(code, text)| {
            let checked = ticked.contains(&code);
            view! {
                <label class="check"><input type="checkbox" name=name value=code checked=checked /><span>{text}</span></label>
            }
        })
        .collect_view();
    let refused = problem.is_some();
    view! {
        <fieldset class="ticks" class:field-refused=refused>
            <legend>{legend}</legend>
            <div class="ticks-list">{boxes}</div>
            {problem.map(|text| view! { <p class="field-problem">{text}</p> })}
        </fieldset>
    }
}

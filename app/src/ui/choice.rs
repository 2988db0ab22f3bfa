//! Fields that choose: one of a list, yes or no, several at once.

use leptos::prelude::*;

use super::{
    field::labelled,
    icon::{Glyph, Icon},
    state::{FormState, Shown},
};

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
    let shown = Shown::of(name, &label, value);
    let (id, value, invalid) = (shown.id.clone(), shown.value.clone(), shown.invalid());
    let describedby = shown.described(&hint);
    let blank = (!blank.is_empty()).then(|| view! { <option value="">{blank}</option> });
    let options = options
        .into_iter()
        .map(|(code, text)| {
            let selected = code == value;
            view! { <option value=code selected=selected>{text}</option> }
        })
        .collect_view();
    let field = view! {
        <select id=id name=name required=required aria-describedby=describedby aria-invalid=invalid>
            {blank}{options}
        </select>
    };
    labelled(shown, label, hint, field)
}

#[component]
pub fn CheckField(
    name: &'static str,
    #[prop(into)] label: String,
    #[prop(optional)] checked: bool,
) -> impl IntoView {
    let shown = Shown::of(name, &label, String::new());
    let checked = match FormState::current().filter(FormState::is_given) {
        Some(state) => state.typed(name).is_some(),
        None => checked,
    };
    let invalid = shown.invalid();
    let describedby = shown.described("");
    let refused = shown.problem.is_some();
    let problem = problem(&shown);
    view! {
        <div class="check-field" class:field-refused=refused>
            <label class="check">
                <input id=shown.id type="checkbox" name=name value="on" checked=checked
                    aria-describedby=describedby aria-invalid=invalid />
                <span>{label}</span>
            </label>
            {problem}
        </div>
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
    let shown = Shown::of(name, &legend, String::new());
    let ticked = match FormState::current().filter(FormState::is_given) {
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
    let describedby = shown.described("");
    let refused = shown.problem.is_some();
    let problem = problem(&shown);
    view! {
        // The summary of what is wrong leads here.
        <fieldset class="ticks" class:field-refused=refused id=shown.id tabindex="-1" aria-describedby=describedby>
            <legend>{legend}</legend>
            <div class="ticks-list">{boxes}</div>
            {problem}
        </fieldset>
    }
}

fn problem(shown: &Shown) -> Option<impl IntoView + use<>> {
    let id = format!("{}-problem", shown.id);
    shown.problem.clone().map(|text| {
        view! { <p class="field-problem" id=id><Icon glyph=Glyph::Bad />{text}</p> }
    })
}

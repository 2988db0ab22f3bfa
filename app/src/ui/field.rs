//! Labelled fields that show what was typed and what was wrong with it.

use leptos::prelude::*;

use super::{
    icon::{Glyph, Icon},
    state::Shown,
};

/// Label, field, hint and problem, tied together for screen readers.
pub(super) fn labelled<V: IntoView>(
    shown: Shown,
    label: String,
    hint: String,
    field: V,
) -> impl IntoView + use<V> {
    let refused = shown.problem.is_some();
    let id = shown.id;
    let hint = (!hint.is_empty())
        .then(|| view! { <p class="field-hint" id=format!("{id}-hint")>{hint}</p> });
    let problem = shown.problem.map(|text| {
        view! { <p class="field-problem" id=format!("{id}-problem")><Icon glyph=Glyph::Bad />{text}</p> }
    });
    view! {
        <div class="field" class:field-refused=refused>
            <label for=id>{label}</label>
            {hint}
            {field}
            {problem}
        </div>
    }
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
    let shown = Shown::of(name, &label, value);
    let (id, value, invalid) = (shown.id.clone(), shown.value.clone(), shown.invalid());
    let describedby = shown.described(&hint);
    let field = view! {
        <input id=id class=format!("input-{kind}") name=name type=kind value=value required=required
            autocomplete=autocomplete maxlength=characters_max
            aria-describedby=describedby aria-invalid=invalid />
    };
    labelled(shown, label, hint, field)
}

#[component]
pub fn PasswordField(
    name: &'static str,
    #[prop(into)] label: String,
    #[prop(optional, into)] hint: String,
    autocomplete: &'static str,
) -> impl IntoView {
    // A password is the one thing that is not given back.
    let shown = Shown::of(name, &label, String::new());
    let (id, invalid) = (shown.id.clone(), shown.invalid());
    let describedby = shown.described(&hint);
    let field = view! {
        <input id=id name=name type="password" required autocomplete=autocomplete
            aria-describedby=describedby aria-invalid=invalid />
    };
    labelled(shown, label, hint, field)
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
pub fn TextArea(
    name: &'static str,
    #[prop(into)] label: String,
    #[prop(optional, into)] value: String,
    #[prop(optional, into)] hint: String,
    #[prop(default = 300)] characters_max: usize,
) -> impl IntoView {
    let shown = Shown::of(name, &label, value);
    let (id, value, invalid) = (shown.id.clone(), shown.value.clone(), shown.invalid());
    let describedby = shown.described(&hint);
    let field = view! {
        <textarea id=id name=name rows="3" maxlength=characters_max
            aria-describedby=describedby aria-invalid=invalid>{value}</textarea>
    };
    labelled(shown, label, hint, field)
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
    let shown = Shown::of(name, &label, value.to_string());
    let (id, value, invalid) = (shown.id.clone(), shown.value.clone(), shown.invalid());
    let describedby = shown.described(&hint);
    let field = view! {
        <input id=id class="input-number" name=name type="number" inputmode="numeric"
            autocomplete="off" value=value min=min max=max
            aria-describedby=describedby aria-invalid=invalid />
    };
    labelled(shown, label, hint, field)
}

/// A small number, with a button each way where scripts run.
#[component]
pub fn Stepper(
    name: &'static str,
    #[prop(into)] label: String,
    value: i32,
    min: i32,
    max: i32,
    #[prop(optional, into)] hint: String,
) -> impl IntoView {
    let shown = Shown::of(name, &label, value.to_string());
    let (id, value, invalid) = (shown.id.clone(), shown.value.clone(), shown.invalid());
    let describedby = shown.described(&hint);
    // The field itself is what the keyboard and the screen reader use.
    let field = view! {
        <div class="stepper" data-stepper="">
            <button type="button" class="stepper-button" data-step="-1" tabindex="-1" aria-hidden="true">"−"</button>
            <input id=id class="input-number" name=name type="number" inputmode="numeric"
                autocomplete="off" value=value min=min max=max
                aria-describedby=describedby aria-invalid=invalid />
            <button type="button" class="stepper-button" data-step="1" tabindex="-1" aria-hidden="true">"+"</button>
        </div>
    };
    labelled(shown, label, hint, field)
}

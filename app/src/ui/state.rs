//! What the fields of one form know of it: ids, what was typed, what was wrong with it.

use std::sync::{Arc, Mutex};

use leptos::prelude::use_context;

use crate::{error::AppError, form::Form, visit::Visit};

#[derive(Clone)]
pub(super) struct FormState {
    visit: Visit,
    /// Of every id in the form: several forms of a page may ask for the same thing.
    prefix: String,
    given: Given,
    labels: Arc<Mutex<Vec<(&'static str, String)>>>,
}

/// Where the values of the fields come from.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Given {
    /// From the page: nothing was typed yet.
    Nothing,
    /// From the refused form.
    Refused,
    /// From the address: filters.
    Query,
}

impl FormState {
    pub(super) fn new(visit: Visit, name: &str, given: Given) -> Self {
        Self { visit, prefix: as_id(name), given, labels: Arc::default() }
    }

    pub(super) fn current() -> Option<Self> {
        use_context()
    }

    pub(super) fn id(&self, name: &str) -> String {
        format!("{}-{name}", self.prefix)
    }

    /// A field says how it is called, for the summary of what is wrong.
    pub(super) fn register(&self, name: &'static str, label: &str) {
        if let Ok(mut labels) = self.labels.lock() {
            labels.push((name, label.to_owned()));
        }
    }

    pub(super) fn is_given(&self) -> bool {
        self.given != Given::Nothing
    }

    pub(super) fn typed(&self, name: &str) -> Option<String> {
        self.form().and_then(|form| form.raw(name)).map(str::to_owned)
    }

    pub(super) fn all_typed(&self, name: &str) -> Vec<String> {
        self.form().map(|form| form.all(name).map(str::to_owned).collect()).unwrap_or_default()
    }

    pub(super) fn problem(&self, name: &str) -> Option<String> {
        self.problems().find(|(field, _)| *field == name).map(|(_, said)| said)
    }

    /// For each problem: where its field is, unless the form shows none, and what to say.
    pub(super) fn summary(&self) -> Vec<(Option<String>, String)> {
        let labels = self.labels.lock().map(|it| it.clone()).unwrap_or_default();
        self.problems()
            .map(|(field, said)| {
                let label = labels.iter().find(|(name, _)| *name == field);
                match label {
                    Some((_, label)) => (
                        Some(format!("#{}", self.id(field))),
                        format!("{label} : {}", lower_first(&said)),
                    ),
                    None => (None, said),
                }
            })
            .collect()
    }

    fn form(&self) -> Option<&Form> {
        match self.given {
            Given::Nothing => None,
            Given::Refused => self.visit.refused.as_ref().map(|refused| &refused.form),
            Given::Query => Some(&self.visit.query),
        }
    }

    fn problems(&self) -> impl Iterator<Item = (&'static str, String)> {
        let refused = self.visit.refused.as_ref();
        let fields = match refused.map(|refused| &refused.error) {
            Some(AppError::Invalid { fields }) if self.given == Given::Refused => fields.as_slice(),
            _ => &[],
        };
        fields.iter().map(|(field, message)| (*field, self.visit.say(message)))
    }
}

/// What a field shows of the form it belongs to.
pub(super) struct Shown {
    pub(super) id: String,
    pub(super) value: String,
    pub(super) problem: Option<String>,
}

impl Shown {
    pub(super) fn of(name: &'static str, label: &str, value: String) -> Self {
        match FormState::current() {
            Some(state) => {
                state.register(name, label);
                Self {
                    id: state.id(name),
                    value: state.typed(name).unwrap_or(value),
                    problem: state.problem(name),
                }
            }
            None => Self { id: name.to_owned(), value, problem: None },
        }
    }

    pub(super) fn invalid(&self) -> Option<&'static str> {
        self.problem.is_some().then_some("true")
    }

    /// The ids of what describes the field.
    pub(super) fn described(&self, hint: &str) -> Option<String> {
        let hint = (!hint.is_empty()).then(|| format!("{}-hint", self.id));
        let problem = self.problem.as_ref().map(|_| format!("{}-problem", self.id));
        let ids: Vec<_> = hint.into_iter().chain(problem).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }
}

/// Letters, figures and dashes: what an address fragment and a style can name.
fn as_id(name: &str) -> String {
    name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect()
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_lowercase().chain(letters).collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_made_of_letters_figures_and_dashes() {
        assert_eq!(as_id("bookings.arrive 3f/é"), "bookings-arrive-3f--");
        assert_eq!(lower_first("À remplir"), "à remplir");
    }
}

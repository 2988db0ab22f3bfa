//! What the journal keeps as codes and ids, in the reader's words.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::{
    rules::{self, FieldChange, Shown},
    service::Told,
};
use crate::{access::journal::Subject, clock::Clock, i18n::Lang};

pub(super) struct Words {
    lang: Lang,
    clock: Clock,
    labels: HashMap<Uuid, String>,
}

/// Whose value it is: its words are those of that feature's own pages.
#[derive(Clone, Copy)]
struct Of<'a> {
    subject: Subject,
    field: &'a str,
}

impl Words {
    pub(super) fn new(lang: Lang, clock: &Clock, labels: HashMap<Uuid, String>) -> Self {
        let clock = clock.clone();
        Self { lang, clock, labels }
    }

    /// What was done. An action nobody wrote a sentence for is named as it is kept.
    pub(super) fn sentence(&self, told: &Told) -> String {
        let subject = told.subject.code();
        self.known(&format!("journal-{subject}-{}", told.action)).unwrap_or_else(|| {
            let subject = self.lang.t(&format!("journal-subject-{subject}"));
            let action = readable(&told.action);
            self.lang
                .with("journal-other", &[("subject", subject.into()), ("action", action.into())])
        })
    }

    pub(super) fn instant(&self, at: DateTime<Utc>) -> String {
        self.lang.instant(&self.clock, at)
    }

    pub(super) fn author(&self, told: &Told) -> String {
        let Some(name) = &told.author else {
            return self.lang.t("journal-by-system");
        };
        match self.known(&super::role_key(&told.role)) {
            Some(role) => format!("{name} ({role})"),
            None => name.clone(),
        }
    }

    /// Said only when it differs: most things are known the night they happen.
    pub(super) fn night(&self, told: &Told) -> Option<String> {
        let args = [("night", told.night.into())];
        (self.clock.night_of(told.at) != told.night).then(|| self.lang.with("journal-night", &args))
    }

    pub(super) fn reason(&self, told: &Told) -> Option<String> {
        let of = Of { subject: told.subject, field: "reason" };
        let reason = self.value(of, told.reason.as_ref()?);
        Some(self.lang.with("journal-reason", &[("reason", reason.into())]))
    }

    /// The name of a field, and how it changed.
    pub(super) fn change(&self, subject: Subject, change: &FieldChange) -> (String, String) {
        let names: Vec<_> = change.path.iter().map(|name| self.field(name)).collect();
        let of = Of { subject, field: rules::field(&change.path) };
        let say = |value: &Shown| self.value(of, value);
        let before = change.before.as_ref().map(say);
        let after = change.after.as_ref().map(say);
        let text = match (before, after) {
            // Both are kept from the reader.
            (Some(before), Some(after)) if before == after => before,
            (Some(before), Some(after)) => self
                .lang
                .with("journal-from-to", &[("before", before.into()), ("after", after.into())]),
            (None, Some(after)) => after,
            (Some(before), None) => self.lang.with("journal-removed", &[("before", before.into())]),
            (None, None) => String::new(),
        };
        (names.join(" · "), text)
    }

    fn field(&self, name: &str) -> String {
        self.known(&format!("journal-field-{name}"))
            .unwrap_or_else(|| readable(name.strip_suffix("_id").unwrap_or(name)))
    }

    fn value(&self, of: Of<'_>, value: &Shown) -> String {
        match value {
            Shown::Text(text) => self.text(of, text),
            Shown::Flag(true) => self.lang.t("journal-yes"),
            Shown::Flag(false) => self.lang.t("journal-no"),
            Shown::List(texts) => {
                let texts: Vec<_> = texts.iter().map(|text| self.text(of, text)).collect();
                texts.join(", ")
            }
            Shown::Kept => self.lang.t("journal-kept"),
        }
    }

    /// A date, an instant, the name behind an id, the word behind a code, or the text.
    fn text(&self, of: Of<'_>, text: &str) -> String {
        if let Ok(date) = text.parse::<NaiveDate>() {
            return self.lang.date(date);
        }
        if let Ok(at) = text.parse::<DateTime<Utc>>() {
            return self.instant(at);
        }
        if let Ok(id) = Uuid::parse_str(text) {
            let short = || text.chars().take(8).collect();
            return self.labels.get(&id).cloned().unwrap_or_else(short);
        }
        if rules::is_code(text) {
            return self.code(of, text).unwrap_or_else(|| readable(text));
        }
        text.to_owned()
    }

    /// The word a feature has for one of its codes: `bookings-state-arrived`,
    /// `households-need-step-free`, `closures-cause-works`.
    fn code(&self, of: Of<'_>, code: &str) -> Option<String> {
        if of.field == "role" {
            return self.known(&super::role_key(code));
        }
        let one = match of.field.strip_suffix("ies") {
            Some(stem) => format!("{stem}y"),
            None => of.field.strip_suffix('s').unwrap_or(of.field).to_owned(),
        };
        let last = of.field.rsplit('_').next().unwrap_or_default();
        let hyphened = code.replace('_', "-");
        let features =
            [feature(of.subject), "bookings", "households", "sites", "units", "closures"];
        features.iter().find_map(|feature| {
            [of.field, &one, last].iter().find_map(|field| {
                [code, &hyphened]
                    .iter()
                    .find_map(|code| self.known(&format!("{feature}-{field}-{code}")))
            })
        })
    }

    fn known(&self, key: &str) -> Option<String> {
        self.lang.knows(key).then(|| self.lang.t(key))
    }
}

fn feature(subject: Subject) -> &'static str {
    match subject {
        Subject::Household => "households",
        Subject::Booking => "bookings",
        Subject::Site => "sites",
        Subject::Unit => "units",
        Subject::Closure => "closures",
        Subject::User => "users",
        Subject::Organisation => "organisations",
    }
}

/// A code as words.
fn readable(code: &str) -> String {
    code.replace(['_', '-', '.'], " ")
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDateTime;

    use super::*;

    fn words() -> Words {
        let clock = Clock::stopped_at(NaiveDateTime::default());
        Words::new(Lang::Fr, &clock, HashMap::new())
    }

    #[test]
    fn codes_are_said_in_the_words_of_their_feature() {
        for (subject, field, code, word) in [
            (Subject::Booking, "state", "arrived", "En cours"),
            (Subject::Site, "state", "arrived", "En cours"),
            (Subject::User, "role", "analyst", "Analyste des capacités"),
            (Subject::Organisation, "kind", "support", "Opérateur social"),
            (Subject::User, "invented", "some_code", "some code"),
        ] {
            let of = Of { subject, field };
            assert_eq!(words().text(of, code), word, "{field} {code}");
        }
    }

    #[test]
    fn values_are_said_as_people_write_them() {
        let of = Of { subject: Subject::Site, field: "x" };
        for (kept, said) in [
            ("2026-03-12", "12/03/2026"),
            ("2026-03-12T17:30:00Z", "12/03/2026 18:30"),
            ("0195a3b2-0000-7000-8000-000000000000", "0195a3b2"),
            ("Le Tilleul", "Le Tilleul"),
        ] {
            assert_eq!(words().text(of, kept), said, "{kept}");
        }
    }

    #[test]
    fn a_change_says_what_was_and_what_is() {
        let text = |text: &str| Some(Shown::Text(text.to_owned()));
        for (before, after, said) in [
            (text("Ben"), text("Benoît"), "Ben → Benoît"),
            (None, text("Benoît"), "Benoît"),
            (text("Ben"), None, "Ben → rien"),
            (Some(Shown::Kept), Some(Shown::Kept), "(non visible avec vos droits)"),
        ] {
            let change = FieldChange { path: vec!["name".to_owned()], before, after };
            let (name, text) = words().change(Subject::User, &change);
            assert_eq!((name.as_str(), text.as_str()), ("Nom", said));
        }
    }
}

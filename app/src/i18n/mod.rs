//! Words in the reader's language: catalogues in `locales/`, formats here.

mod message;

use std::{borrow::Cow, collections::HashMap};

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use fluent_templates::{LanguageIdentifier, Loader, fluent_bundle::FluentValue, static_loader};

use crate::clock::Clock;
pub use message::{Arg, Message};

static_loader! {
    static CATALOGUE = {
        locales: "./locales",
        fallback_language: "fr",
        // The marks that isolate right-to-left words show as boxes in some exports.
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

static FRENCH: LanguageIdentifier = fluent_templates::langid!("fr");
static ENGLISH: LanguageIdentifier = fluent_templates::langid!("en");

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    #[default]
    Fr,
    En,
}

impl Lang {
    pub const ALL: [Self; 2] = [Self::Fr, Self::En];

    pub fn code(self) -> &'static str {
        match self {
            Self::Fr => "fr",
            Self::En => "en",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| code.starts_with(lang.code()))
    }

    /// The language one may switch to.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Fr => Self::En,
            Self::En => Self::Fr,
        }
    }

    /// The sentence of `key`.
    pub fn t(self, key: &str) -> String {
        CATALOGUE.try_lookup(self.id(), key).unwrap_or_else(|| missing(key))
    }

    /// The sentence of `key` with its arguments.
    pub fn with(self, key: &str, args: &[(&'static str, Arg)]) -> String {
        let args: HashMap<Cow<'static, str>, FluentValue<'_>> =
            args.iter().map(|(name, arg)| (Cow::Borrowed(*name), self.value(arg))).collect();
        CATALOGUE.try_lookup_with_args(self.id(), key, &args).unwrap_or_else(|| missing(key))
    }

    pub fn say(self, message: &Message) -> String {
        if message.args.is_empty() {
            self.t(message.key)
        } else {
            self.with(message.key, &message.args)
        }
    }

    /// Whether `key` is in the catalogue.
    pub fn knows(self, key: &str) -> bool {
        CATALOGUE.try_lookup(self.id(), key).is_some()
    }

    /// `12/03/2026`.
    pub fn date(self, date: NaiveDate) -> String {
        date.format("%d/%m/%Y").to_string()
    }

    /// `12/03`.
    pub fn day_month(self, date: NaiveDate) -> String {
        date.format("%d/%m").to_string()
    }

    /// `jeudi 12 mars`, `Thursday 12 March`.
    pub fn long_date(self, date: NaiveDate) -> String {
        format!("{} {} {}", self.weekday(date), date.day(), self.month(date))
    }

    pub fn weekday(self, date: NaiveDate) -> String {
        self.t(&format!("weekday-{}", date.weekday().number_from_monday()))
    }

    /// One letter: `L M M J V S D`.
    pub fn weekday_letter(self, date: NaiveDate) -> String {
        self.weekday(date).chars().take(1).flat_map(char::to_uppercase).collect()
    }

    pub fn month(self, date: NaiveDate) -> String {
        self.t(&format!("month-{}", date.month()))
    }

    /// `12/03/2026 18:30`, in the deployment's zone.
    pub fn instant(self, clock: &Clock, instant: DateTime<Utc>) -> String {
        clock.local(instant).format("%d/%m/%Y %H:%M").to_string()
    }

    /// `18:30`, in the deployment's zone.
    pub fn time(self, clock: &Clock, instant: DateTime<Utc>) -> String {
        clock.local(instant).format("%H:%M").to_string()
    }

    fn id(self) -> &'static LanguageIdentifier {
        match self {
            Self::Fr => &FRENCH,
            Self::En => &ENGLISH,
        }
    }

    fn value(self, arg: &Arg) -> FluentValue<'_> {
        match arg {
            Arg::Text(text) => FluentValue::from(text.as_str()),
            Arg::Number(number) => FluentValue::from(*number),
            Arg::Date(date) => FluentValue::from(self.date(*date)),
            Arg::Key(key) => FluentValue::from(self.t(key)),
        }
    }
}

/// A catalogue test refuses missing keys; a reader still sees which one it is.
fn missing(key: &str) -> String {
    debug_assert!(false, "no sentence for {key}");
    key.to_owned()
}

//! Where options are said, and the refusal of one that cannot stand.

use std::fmt;

use figment::{
    Figment, Metadata, Profile, Provider,
    providers::{Format, Toml},
    value::{Dict, Map, Value},
};

use super::{
    Flags,
    values::{text_of, without_password},
};

const DEFAULTS: [(&str, &str); 8] = [
    ("database_url", "sqlite:data/escale.db"),
    ("listen", "127.0.0.1:3000"),
    ("log_format", "text"),
    ("log_level", "info"),
    ("hold_minutes", "120"),
    ("over_capacity_nights_max", "14"),
    ("days_ahead_max", "400"),
    ("development", "false"),
];
/// Options that are none unless said.
const WITHOUT_DEFAULT: [&str; 3] = ["public_url", "metrics_listen", "today"];

/// An option that cannot stand: which, its value, where it was said, and what would do.
#[derive(Debug, PartialEq, Eq)]
pub struct Refusal {
    pub(super) option: String,
    pub(super) value: Option<String>,
    pub(super) origin: String,
    pub(super) expected: String,
}

impl std::error::Error for Refusal {}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "option {}", self.option)?;
        if let Some(value) = &self.value {
            write!(f, " = {value:?}")?;
        }
        write!(f, " ({}): {}", self.origin, self.expected)
    }
}

/// One place options are said, with its name on everything it says.
struct Layer {
    origin: String,
    options: Dict,
}

impl Provider for Layer {
    fn metadata(&self) -> Metadata {
        Metadata::named(self.origin.clone())
    }

    fn data(&self) -> Result<Map<Profile, Dict>, figment::Error> {
        Ok(Profile::Default.collect(self.options.clone()))
    }
}

pub(super) struct Source(Figment);

impl Source {
    pub(super) fn new(
        flags: &Flags,
        environment: &[(String, String)],
        file: Option<&(String, String)>,
    ) -> Result<Self, Refusal> {
        let mut figment = Figment::new();
        let mut add = |origin: String, key: &str, value: Value| {
            let options = Dict::from([(key.to_owned(), value)]);
            figment = std::mem::take(&mut figment).merge(Layer { origin, options });
        };
        for (key, value) in DEFAULTS {
            add("default".to_owned(), key, value.into());
        }
        if let Some((path, text)) = file {
            let options: Dict = Toml::from_str(text).map_err(|error| Refusal {
                option: "config".to_owned(),
                value: Some(path.clone()),
                origin: "file of options".to_owned(),
                expected: format!("TOML that can be read: {error}"),
            })?;
            for (key, value) in options {
                add(format!("file {path}"), &key, value);
            }
        }
        if let Some((name, url)) = environment.iter().find(|(name, _)| name == "DATABASE_URL") {
            add(format!("environment variable {name}"), "database_url", url.as_str().into());
        }
        for (name, value) in environment {
            // The file's own name, and what the tests are told, are no options.
            let is_option = |key: &&str| *key != "CONFIG" && !key.starts_with("TEST_");
            if let Some(key) = name.strip_prefix("ESCALE_").filter(is_option) {
                let value = value.as_str().into();
                add(format!("environment variable {name}"), &key.to_lowercase(), value);
            }
        }
        for (key, value) in flags.given() {
            add(format!("flag --{}", key.replace('_', "-")), key, value.as_str().into());
        }
        let source = Self(figment);
        source.refuse_unknown()?;
        Ok(source)
    }

    fn refuse_unknown(&self) -> Result<(), Refusal> {
        let data = self.0.data().unwrap_or_default();
        let known = |key: &str| {
            DEFAULTS.iter().any(|(each, _)| *each == key) || WITHOUT_DEFAULT.contains(&key)
        };
        for key in data.values().flat_map(Dict::keys) {
            if !known(key) {
                let names: Vec<_> =
                    DEFAULTS.iter().map(|(key, _)| *key).chain(WITHOUT_DEFAULT).collect();
                return Err(self.refusal(
                    key,
                    &format!("there is no such option; there are {}", names.join(", ")),
                ));
            }
        }
        Ok(())
    }

    pub(super) fn number(
        &self,
        key: &str,
        unit: &str,
        range: std::ops::RangeInclusive<i64>,
    ) -> Result<i64, Refusal> {
        let expected =
            format!("a whole number of {unit} from {} to {}", range.start(), range.end());
        self.required(key, &expected, |text| {
            text.parse().ok().filter(|number| range.contains(number))
        })
    }

    pub(super) fn required<T>(
        &self,
        key: &str,
        expected: &str,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Result<T, Refusal> {
        self.option(key, expected, parse)?.ok_or_else(|| self.refusal(key, expected))
    }

    pub(super) fn option<T>(
        &self,
        key: &str,
        expected: &str,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Result<Option<T>, Refusal> {
        let Ok(value) = self.0.find_value(key) else {
            return Ok(None);
        };
        let found = text_of(&value).and_then(|text| parse(&text));
        found.map(Some).ok_or_else(|| self.refusal(key, &format!("expected {expected}")))
    }

    fn refusal(&self, key: &str, expected: &str) -> Refusal {
        let value = self.0.find_value(key).ok();
        let text =
            value.map(|value| text_of(&value).unwrap_or_else(|| "several values".to_owned()));
        let origin = self.0.find_metadata(key).map(|metadata| metadata.name.to_string());
        Refusal {
            option: key.to_owned(),
            value: text.map(
                |text| {
                    if key == "database_url" { without_password(&text) } else { text }
                },
            ),
            origin: origin.unwrap_or_default(),
            expected: expected.to_owned(),
        }
    }
}

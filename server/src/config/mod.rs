//! Options: flag over environment over file over default, each refused by name.

mod source;
mod values;

use std::{net::SocketAddr, path::PathBuf};

use app::context::Settings;
use chrono::NaiveDateTime;

pub use source::Refusal;
use source::Source;
pub use values::without_password;

/// The options of a process, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    pub database_url: String,
    pub listen: SocketAddr,
    pub public_url: Option<String>,
    pub metrics_listen: Option<SocketAddr>,
    pub log_format: LogFormat,
    pub log_level: tracing::Level,
    pub hold_minutes: i64,
    pub over_capacity_nights_max: i64,
    pub days_ahead_max: i64,
    pub today: Option<NaiveDateTime>,
    pub development: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    Text,
    Json,
}

/// What the command line says, as typed: checked with the rest.
#[derive(Clone, Debug, Default, clap::Args)]
#[command(next_help_heading = "Options (also ESCALE_… in the environment, or in the file)")]
pub struct Flags {
    /// File of options, in TOML
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    #[arg(
        long,
        global = true,
        value_name = "URL",
        help = "sqlite:PATH or postgres://USER@HOST/NAME; also DATABASE_URL [default: sqlite:data/escale.db]"
    )]
    pub database_url: Option<String>,
    /// Address and port to serve [default: 127.0.0.1:3000]
    #[arg(long, global = true, value_name = "ADDRESS")]
    pub listen: Option<String>,
    /// The address people use; https makes cookies secure
    #[arg(long, global = true, value_name = "URL")]
    pub public_url: Option<String>,
    /// Address and port of /metrics, which is not public [default: none]
    #[arg(long, global = true, value_name = "ADDRESS")]
    pub metrics_listen: Option<String>,
    /// text or json [default: text]
    #[arg(long, global = true, value_name = "FORMAT")]
    pub log_format: Option<String>,
    /// error, warn, info, debug or trace [default: info]
    #[arg(long, global = true, value_name = "LEVEL")]
    pub log_level: Option<String>,
    /// How long an option on a room is kept [default: 120]
    #[arg(long, global = true, value_name = "MINUTES")]
    pub hold_minutes: Option<String>,
    /// Nights over capacity may be authorised at a time [default: 14]
    #[arg(long, global = true, value_name = "NIGHTS")]
    pub over_capacity_nights_max: Option<String>,
    /// How far ahead a booking may begin [default: 400]
    #[arg(long, global = true, value_name = "DAYS")]
    pub days_ahead_max: Option<String>,
    /// A stopped clock, for demonstrations and tests: 2026-03-12T18:30:00
    #[arg(long, global = true, value_name = "LOCAL TIME")]
    pub today: Option<String>,
    /// Serve the page of components
    #[arg(long, global = true, value_name = "BOOLEAN", num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    pub development: Option<String>,
}

impl Flags {
    fn given(&self) -> Vec<(&'static str, &String)> {
        [
            ("database_url", &self.database_url),
            ("listen", &self.listen),
            ("public_url", &self.public_url),
            ("metrics_listen", &self.metrics_listen),
            ("log_format", &self.log_format),
            ("log_level", &self.log_level),
            ("hold_minutes", &self.hold_minutes),
            ("over_capacity_nights_max", &self.over_capacity_nights_max),
            ("days_ahead_max", &self.days_ahead_max),
            ("today", &self.today),
            ("development", &self.development),
        ]
        .into_iter()
        .filter_map(|(key, value)| Some((key, value.as_ref()?)))
        .collect()
    }
}

impl Config {
    fn of(source: &Source) -> Result<Self, Refusal> {
        Ok(Self {
            database_url: source.required(
                "database_url",
                "sqlite:PATH or postgres://USER@HOST/NAME",
                values::database_url,
            )?,
            listen: source.required(
                "listen",
                "an address and a port, like 127.0.0.1:3000",
                values::parsed,
            )?,
            public_url: source.option(
                "public_url",
                "http:// or https:// and a host, without a path",
                values::public_url,
            )?,
            metrics_listen: source.option(
                "metrics_listen",
                "an address and a port, like 127.0.0.1:9090",
                values::parsed,
            )?,
            log_format: source.required("log_format", "text or json", values::log_format)?,
            log_level: source.required(
                "log_level",
                "error, warn, info, debug or trace",
                values::log_level,
            )?,
            hold_minutes: source.number("hold_minutes", "minutes", 1..=10_080)?,
            over_capacity_nights_max: source.number(
                "over_capacity_nights_max",
                "nights",
                0..=366,
            )?,
            days_ahead_max: source.number("days_ahead_max", "days", 1..=3_660)?,
            today: source.option(
                "today",
                "a local date and time, like 2026-03-12T18:30:00",
                values::parsed,
            )?,
            development: source.required("development", "true or false", values::parsed)?,
        })
    }

    pub fn settings(&self) -> Settings {
        let public = self.public_url.as_deref().unwrap_or_default();
        Settings {
            hold_minutes: self.hold_minutes,
            over_capacity_nights_max: self.over_capacity_nights_max,
            days_ahead_max: self.days_ahead_max,
            secure_cookies: public.starts_with("https://"),
            development: self.development,
        }
    }
}

/// Reads the options of this process.
pub fn load(flags: &Flags) -> Result<Config, Refusal> {
    let environment: Vec<_> = std::env::vars_os()
        .filter_map(|(name, value)| {
            let name = name.into_string().ok()?;
            Some((name, value.to_string_lossy().into_owned()))
        })
        .collect();
    let named = environment.iter().find(|(name, _)| name == "ESCALE_CONFIG");
    let (path, origin) = match (&flags.config, named) {
        (Some(path), _) => (Some(path.clone()), "flag --config"),
        (None, Some((_, path))) => (Some(path.into()), "environment variable ESCALE_CONFIG"),
        (None, None) => (None, ""),
    };
    let file = match path {
        None => None,
        Some(path) => match std::fs::read_to_string(&path) {
            Ok(text) => Some((path.display().to_string(), text)),
            Err(error) => {
                return Err(Refusal {
                    option: "config".to_owned(),
                    value: Some(path.display().to_string()),
                    origin: origin.to_owned(),
                    expected: format!("a file that can be read: {error}"),
                });
            }
        },
    };
    Config::of(&Source::new(flags, &environment, file.as_ref())?)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Options from flags, environment and file, as `key=value` words.
    fn options(flags: &[&str], environment: &[&str], file: &str) -> Result<Config, Refusal> {
        #[derive(clap::Parser)]
        struct Command {
            #[command(flatten)]
            flags: Flags,
        }
        let words = std::iter::once("escale").chain(flags.iter().copied());
        let flags = <Command as clap::Parser>::try_parse_from(words).unwrap().flags;
        let environment: Vec<_> = environment
            .iter()
            .map(|pair| pair.split_once('=').unwrap())
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        let file = ("escale.toml".to_owned(), file.to_owned());
        Config::of(&Source::new(&flags, &environment, Some(&file))?)
    }

    #[test]
    fn a_flag_wins_over_the_environment_over_the_file_over_the_default() {
        let file = "hold_minutes = 30\ndays_ahead_max = 90\n";
        let environment =
            ["ESCALE_HOLD_MINUTES=45", "ESCALE_OVER_CAPACITY_NIGHTS_MAX=7", "HOME=/root"];
        let config = options(&["--hold-minutes", "60"], &environment, file).unwrap();
        assert_eq!(config.hold_minutes, 60);
        assert_eq!(config.over_capacity_nights_max, 7);
        assert_eq!(config.days_ahead_max, 90);
        assert_eq!(config.listen.to_string(), "127.0.0.1:3000");
        assert_eq!(options(&[], &environment, file).unwrap().hold_minutes, 45);
        assert_eq!(options(&[], &[], file).unwrap().hold_minutes, 30);
        assert_eq!(options(&[], &[], "").unwrap().hold_minutes, 120);
    }

    #[test]
    fn the_database_is_also_named_as_hosts_do() {
        let url = |environment: &[&str]| options(&[], environment, "").unwrap().database_url;
        assert_eq!(url(&[]), "sqlite:data/escale.db");
        assert_eq!(url(&["DATABASE_URL=postgres://u@h/a"]), "postgres://u@h/a");
        let both = ["ESCALE_DATABASE_URL=postgres://u@h/b", "DATABASE_URL=postgres://u@h/a"];
        assert_eq!(url(&both), "postgres://u@h/b");
    }

    #[test]
    fn every_option_can_be_said_in_a_file() {
        let config = options(
            &[],
            &[],
            r#"
            database_url = "postgres://escale@localhost/escale"
            listen = "0.0.0.0:8080"
            public_url = "https://escale.example/"
            metrics_listen = "127.0.0.1:9090"
            log_format = "json"
            log_level = "debug"
            hold_minutes = 30
            over_capacity_nights_max = 5
            days_ahead_max = 200
            today = 2026-03-12T18:30:00
            development = true
            "#,
        )
        .unwrap();
        let expected = Config {
            database_url: "postgres://escale@localhost/escale".to_owned(),
            listen: "0.0.0.0:8080".parse().unwrap(),
            public_url: Some("https://escale.example".to_owned()),
            metrics_listen: Some("127.0.0.1:9090".parse().unwrap()),
            log_format: LogFormat::Json,
            log_level: tracing::Level::DEBUG,
            hold_minutes: 30,
            over_capacity_nights_max: 5,
            days_ahead_max: 200,
            today: Some("2026-03-12T18:30:00".parse().unwrap()),
            development: true,
        };
        assert_eq!(config, expected);
        assert!(config.settings().secure_cookies);
    }

    #[test]
    fn a_wrong_value_is_refused_with_its_name_the_value_and_where_it_was_said() {
        let flag = |words: &'static [&'static str]| (words, [].as_slice(), "");
        let variable = |words: &'static [&'static str]| ([].as_slice(), words, "");
        let file = |text: &'static str| ([].as_slice(), [].as_slice(), text);
        for ((flags, environment, text), said) in [
            (
                flag(&["--listen", "3000"]),
                r#"option listen = "3000" (flag --listen): expected an address and a port"#,
            ),
            (
                flag(&["--hold-minutes=0"]),
                r#"option hold_minutes = "0" (flag --hold-minutes): expected a whole number of minutes from 1 to 10080"#,
            ),
            (flag(&["--development=yes"]), r#"option development = "yes" (flag --development)"#),
            (flag(&["--today", "12/03/2026"]), r#"option today = "12/03/2026" (flag --today)"#),
            (
                variable(&["ESCALE_LOG_LEVEL=loud"]),
                r#"option log_level = "loud" (environment variable ESCALE_LOG_LEVEL)"#,
            ),
            (
                variable(&["ESCALE_LOG_FORMAT="]),
                r#"option log_format = "" (environment variable ESCALE_LOG_FORMAT)"#,
            ),
            (
                variable(&["ESCALE_HOLD_MINUTE=5"]),
                r#"option hold_minute = "5" (environment variable ESCALE_HOLD_MINUTE): there is no such option"#,
            ),
            (
                variable(&["DATABASE_URL=mysql://u:secret@h/a"]),
                r#"option database_url = "mysql://u:…@h/a" (environment variable DATABASE_URL)"#,
            ),
            (
                variable(&["DATABASE_URL="]),
                r#"option database_url = "" (environment variable DATABASE_URL)"#,
            ),
            (variable(&["ESCALE_DATABASE_URL=sqlite::memory:"]), "option database_url"),
            (file("hold_minutes = 1.5"), r#"option hold_minutes = "1.5" (file escale.toml)"#),
            (
                file("public_url = \"escale.example\""),
                r#"option public_url = "escale.example" (file escale.toml)"#,
            ),
            (
                file("[log]\nlevel = \"info\""),
                r#"option log = "several values" (file escale.toml): there is no such option"#,
            ),
            (
                file("listen ="),
                r#"option config = "escale.toml" (file of options): TOML that can be read"#,
            ),
        ] {
            let refusal = options(flags, environment, text).unwrap_err().to_string();
            assert!(refusal.starts_with(said), "{refusal}\ninstead of\n{said}");
        }
    }
}

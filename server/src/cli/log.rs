//! The log, on standard error: what this program says, and what others warn of.

use tracing::Level;
use tracing_subscriber::{
    filter::{LevelFilter, Targets},
    fmt,
    layer::SubscriberExt,
    util::SubscriberInitExt,
};

use crate::config::{Config, LogFormat};

pub(super) fn begin(config: &Config, serves: bool) {
    let own = ["app", "server", "escale"].map(|target| (target, config.log_level));
    // At their chattiest, libraries write headers and SQL.
    let libraries = config.log_level.min(Level::WARN);
    // Loading everything is slow by nature, and its statements are pages long.
    let queries = if serves { libraries.into() } else { LevelFilter::OFF };
    let filter = Targets::new()
        .with_default(libraries)
        .with_targets(own)
        .with_target("sqlx::query", queries);
    let lines = fmt::layer().with_writer(std::io::stderr);
    let registry = tracing_subscriber::registry().with(filter);
    match config.log_format {
        LogFormat::Json => registry.with(lines.json().flatten_event(true)).init(),
        LogFormat::Text => registry.with(lines.with_ansi(false)).init(),
    }
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "{}", panic.payload_as_str().unwrap_or("panicked"));
    }));
}

//! What each option may be.

use figment::value::Value;

use super::LogFormat;

/// A plain value as it would be typed.
pub(super) fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(_, text) => Some(text.clone()),
        Value::Bool(_, boolean) => Some(boolean.to_string()),
        Value::Num(_, number) => number
            .to_i128()
            .map(|integer| integer.to_string())
            .or_else(|| number.to_f64().map(|real| real.to_string())),
        // TOML's own dates come wrapped.
        Value::Dict(_, inner) if inner.len() == 1 => match inner.iter().next() {
            Some((key, Value::String(_, text))) if key.starts_with("$__toml") => Some(text.clone()),
            _ => None,
        },
        _ => None,
    }
}

pub(super) fn parsed<T: std::str::FromStr>(text: &str) -> Option<T> {
    text.parse().ok()
}

pub(super) fn database_url(text: &str) -> Option<String> {
    let named = match text.split_once(':')? {
        // Readers and the writer are several connections: they need a file.
        ("sqlite", path) => !path.trim_start_matches('/').is_empty() && !path.contains(":memory:"),
        ("postgres" | "postgresql", rest) => rest.len() > 2 && rest.starts_with("//"),
        _ => false,
    };
    named.then(|| text.to_owned())
}

pub(super) fn public_url(text: &str) -> Option<String> {
    let text = text.strip_suffix('/').unwrap_or(text);
    let (scheme, host) = text.split_once("://")?;
    let plain = !host.is_empty() && !host.contains(['/', '?', '#', '@', ' ']);
    (matches!(scheme, "http" | "https") && plain).then(|| text.to_owned())
}

pub(super) fn log_format(text: &str) -> Option<LogFormat> {
    match text {
        "text" => Some(LogFormat::Text),
        "json" => Some(LogFormat::Json),
        _ => None,
    }
}

pub(super) fn log_level(text: &str) -> Option<tracing::Level> {
    ["error", "warn", "info", "debug", "trace"].contains(&text).then(|| text.parse().ok())?
}

/// A database address that may be shown.
pub fn without_password(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else {
        return url.to_owned();
    };
    match rest.rsplit_once('@') {
        Some((user, host)) => {
            let user = user.split(':').next().unwrap_or_default();
            format!("{scheme}://{user}:…@{host}")
        }
        None => url.to_owned(),
    }
}

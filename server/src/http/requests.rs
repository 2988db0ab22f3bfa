//! Each request: an id for it, a line in the log, a count. Nothing of what was asked or answered.

use std::{
    collections::HashSet,
    sync::{Arc, RwLock},
    time::{Duration, Instant},
};

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method},
    middleware::Next,
    response::Response,
};
use tracing::Instrument;
use uuid::Uuid;

use crate::metrics;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
/// Far above the number of pages there are.
const PATTERNS_MAX: usize = 300;
const OTHER: &str = "other";

/// The addresses that led somewhere, ids replaced. Others are not named: anybody may write
/// anything into an address, a name or a hundred thousand labels.
#[derive(Clone, Default)]
pub(super) struct Patterns(Arc<RwLock<HashSet<String>>>);

impl Patterns {
    fn named<'a>(&self, pattern: &'a str, status: u16) -> &'a str {
        if self.0.read().is_ok_and(|known| known.contains(pattern)) {
            return pattern;
        }
        if !(200..300).contains(&status) {
            return OTHER;
        }
        let Ok(mut known) = self.0.write() else {
            return OTHER;
        };
        if known.len() >= PATTERNS_MAX {
            return OTHER;
        }
        known.insert(pattern.to_owned());
        pattern
    }
}

pub(super) async fn observe(
    State(patterns): State<Patterns>,
    request: Request,
    next: Next,
) -> Response {
    let id = request_id(request.headers());
    let span = tracing::info_span!("request", id = id.to_str().unwrap_or_default());
    let method = method_name(request.method());
    let pattern = pattern(request.uri().path());
    let began = Instant::now();
    let mut response = next.run(request).instrument(span.clone()).await;
    let (status, took) = (response.status().as_u16(), began.elapsed());
    let path = patterns.named(&pattern, status);
    metrics::request(method, path, status, took);
    span.in_scope(|| log(method, path, status, took));
    response.headers_mut().insert(REQUEST_ID, id);
    response
}

fn log(method: &str, path: &str, status: u16, took: Duration) {
    let ms = took.as_secs_f64() * 1_000.0;
    let is_background = matches!(path, "/healthz" | "/readyz" | "/pkg/{file}");
    match status {
        500.. => tracing::error!(method, path, status, ms, "answered"),
        _ if is_background => tracing::debug!(method, path, status, ms, "answered"),
        _ => tracing::info!(method, path, status, ms, "answered"),
    }
}

/// The id a proxy gave, when it is one, or a new one.
fn request_id(headers: &HeaderMap) -> HeaderValue {
    let given = headers.get(REQUEST_ID).filter(|id| {
        let bytes = id.as_bytes();
        (8..=64).contains(&bytes.len())
            && bytes.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-')
    });
    given.cloned().unwrap_or_else(|| {
        HeaderValue::from_str(&Uuid::now_v7().simple().to_string()).expect("digits and letters")
    })
}

fn method_name(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        _ => OTHER,
    }
}

/// The address with everything that is not a page's own word taken out.
fn pattern(path: &str) -> String {
    if path.starts_with("/pkg/") {
        return "/pkg/{file}".to_owned();
    }
    let is_word = |part: &str| {
        part.len() <= 32
            && part.bytes().all(|byte| byte.is_ascii_lowercase() || matches!(byte, b'-' | b'.'))
    };
    let parts = path.split('/').map(|part| match part {
        part if Uuid::try_parse(part).is_ok() => "{id}",
        part if is_word(part) => part,
        _ => "{value}",
    });
    parts.collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_in_the_log_names_nobody() {
        for (path, expected) in [
            ("/", "/"),
            ("/sign-in", "/sign-in"),
            ("/households/0198c1c2-7d5e-7abc-8def-0123456789ab", "/households/{id}"),
            ("/households/0198c1c2-7d5e-7abc-8def-0123456789ab/edit", "/households/{id}/edit"),
            ("/bookings/R-7K3M-9QXT", "/bookings/{value}"),
            ("/board/2026-03-12", "/board/{value}"),
            ("/search/ana@ville.example", "/search/{value}"),
            ("/pkg/escale.0f3a.css", "/pkg/{file}"),
        ] {
            assert_eq!(pattern(path), expected);
        }
    }

    #[test]
    fn an_address_is_named_once_it_has_led_somewhere() {
        let patterns = Patterns::default();
        assert_eq!(patterns.named("/dupont", 404), OTHER);
        assert_eq!(patterns.named("/sites", 303), OTHER);
        assert_eq!(patterns.named("/sites", 200), "/sites");
        assert_eq!(patterns.named("/sites", 422), "/sites");
    }

    #[test]
    fn names_do_not_grow_without_end() {
        let patterns = Patterns::default();
        for n in 0..PATTERNS_MAX {
            patterns.named(&format!("/{n}"), 200);
        }
        assert_eq!(patterns.named("/one-more", 200), OTHER);
        assert_eq!(patterns.named("/7", 200), "/7");
    }

    #[test]
    fn only_a_plain_request_id_is_taken_over() {
        for (given, kept) in
            [("0198c1c2-7d5e", true), ("short", false), ("ana@ville.example", false)]
        {
            let headers = HeaderMap::from_iter([(REQUEST_ID, HeaderValue::from_static(given))]);
            assert_eq!(request_id(&headers) == given, kept, "{given}");
        }
    }
}

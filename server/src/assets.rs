//! The browser half, the styles and the icons, as `script/web` left them, inside the binary.

use std::{collections::HashMap, sync::OnceLock};

use axum::{
    Router,
    body::Body,
    extract::OriginalUri,
    http::{
        HeaderMap, HeaderValue, StatusCode,
        header::{
            ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, HeaderName,
            IF_NONE_MATCH, VARY,
        },
    },
    response::{IntoResponse, Response},
    routing::get,
};
use rust_embed::{Embed, EmbeddedFile};

/// A debug build reads the folder at run time, and does without it.
#[derive(Embed)]
#[folder = "$CARGO_MANIFEST_DIR/../target/site"]
#[allow_missing = true]
struct Site;

/// The hashed address of `logical`: `escale.css` is at `/pkg/escale.5e3c8c955c0b.css`.
pub(crate) fn path(logical: &str) -> &'static str {
    static MANIFEST: OnceLock<HashMap<String, String>> = OnceLock::new();
    let manifest = MANIFEST.get_or_init(|| {
        let read = Site::get("manifest.json")
            .and_then(|file| serde_json::from_slice(&file.data).ok())
            .unwrap_or_default();
        if HashMap::is_empty(&read) {
            tracing::warn!("no browser half: run script/web, then build again");
        }
        read
    });
    manifest.get(logical).map_or("/pkg/not-built", String::as_str)
}

/// Everything below `/pkg`, and each file that keeps its name at the root.
pub fn routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Site::iter()
        .filter(|name| !name.contains('/') && content_type(name).is_some())
        .fold(Router::new().route("/pkg/{*file}", get(serve)), |router, name| {
            router.route(&format!("/{name}"), get(serve))
        })
}

/// The file of this address, in the smallest form the browser accepts.
pub(crate) async fn serve(OriginalUri(uri): OriginalUri, headers: HeaderMap) -> Response {
    let name = uri.path().trim_start_matches('/');
    let Some(content_type) = content_type(name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let coding = Coding::wanted(text(&headers, &ACCEPT_ENCODING));
    let Some((file, coding)) = find(name, coding) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let etag = etag(&file);
    let known = text(&headers, &IF_NONE_MATCH).contains(&etag);
    let mut response = if known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        Body::from(file.data).into_response()
    };
    let answer = response.headers_mut();
    answer.insert(VARY, HeaderValue::from_static("accept-encoding"));
    answer.insert(CACHE_CONTROL, HeaderValue::from_static(cache(name)));
    if let Ok(etag) = HeaderValue::from_str(&etag) {
        answer.insert(ETAG, etag);
    }
    if !known {
        answer.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
        if let Some(name) = coding.name() {
            answer.insert(CONTENT_ENCODING, HeaderValue::from_static(name));
        }
    }
    response
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Coding {
    Brotli,
    Gzip,
    Identity,
}

impl Coding {
    /// The smallest form among those that `accept`, an Accept-Encoding header, likes best.
    fn wanted(accept: &str) -> Self {
        let weight = |name: &str| {
            accept.split(',').find_map(|item| {
                let (coding, q) = item.split_once(';').unwrap_or((item, "q=1"));
                coding.trim().eq_ignore_ascii_case(name).then(|| {
                    let q = q.trim().trim_start_matches("q=");
                    q.parse().unwrap_or(0.0_f32)
                })
            })
        };
        let others = weight("*").unwrap_or(0.0);
        let brotli = weight("br").unwrap_or(others);
        let gzip = weight("gzip").unwrap_or(others);
        let identity = weight("identity").unwrap_or(0.0);
        if brotli > 0.0 && brotli >= gzip && brotli >= identity {
            Self::Brotli
        } else if gzip > 0.0 && gzip >= identity {
            Self::Gzip
        } else {
            Self::Identity
        }
    }

    fn name(self) -> Option<&'static str> {
        match self {
            Self::Brotli => Some("br"),
            Self::Gzip => Some("gzip"),
            Self::Identity => None,
        }
    }

    fn ending(self) -> &'static str {
        match self {
            Self::Brotli => ".br",
            Self::Gzip => ".gz",
            Self::Identity => "",
        }
    }
}

/// Not every file has compressed twins: pictures do not.
fn find(name: &str, coding: Coding) -> Option<(EmbeddedFile, Coding)> {
    [coding, Coding::Identity].into_iter().find_map(|coding| {
        let file = Site::get(&format!("{name}{}", coding.ending()))?;
        Some((file, coding))
    })
}

/// Files of other kinds are not for the browser.
fn content_type(name: &str) -> Option<&'static str> {
    let (_, extension) = name.rsplit_once('.')?;
    Some(match extension {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/vnd.microsoft.icon",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        _ => return None,
    })
}

/// A hashed name never changes its content; any other may with the next release.
fn cache(name: &str) -> &'static str {
    if name.starts_with("pkg/") { "public, max-age=31536000, immutable" } else { "no-cache" }
}

fn etag(file: &EmbeddedFile) -> String {
    let hash = file.metadata.sha256_hash();
    let short = hash.iter().take(8).fold(0_u64, |number, byte| (number << 8) | u64::from(*byte));
    format!("\"{short:016x}\"")
}

fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> &'a str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_gets_the_smallest_form_it_accepts() {
        let cases = [
            ("", Coding::Identity),
            ("identity", Coding::Identity),
            ("deflate", Coding::Identity),
            ("gzip", Coding::Gzip),
            ("GZIP, deflate", Coding::Gzip),
            ("gzip, deflate, br, zstd", Coding::Brotli),
            ("br;q=0.5, gzip;q=0.8", Coding::Gzip),
            ("br; q=0, gzip", Coding::Gzip),
            ("*", Coding::Brotli),
            ("*;q=0.1, br;q=0", Coding::Gzip),
            ("identity, br;q=0.5", Coding::Identity),
            ("br;q=much", Coding::Identity),
        ];
        for (accept, expected) in cases {
            assert_eq!(Coding::wanted(accept), expected, "{accept}");
        }
    }

    #[test]
    fn only_hashed_names_are_kept_for_good() {
        assert!(cache("pkg/escale.5e3c8c955c0b.css").ends_with("immutable"));
        assert_eq!(cache("icon.svg"), "no-cache");
    }

    #[test]
    fn what_is_not_for_the_browser_has_no_type() {
        assert_eq!(content_type("pkg/app_bg.88c0aff9de18.wasm"), Some("application/wasm"));
        for name in ["manifest.json", "pkg/app.js.br", "pkg/", ""] {
            assert_eq!(content_type(name), None, "{name}");
        }
    }
}

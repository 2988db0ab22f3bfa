//! One handler for every page: a GET shows it, a POST acts and shows it again or goes on.

use std::{
    net::{IpAddr, SocketAddr},
    sync::{
        OnceLock,
        atomic::{AtomicU16, Ordering},
    },
};

use app::{
    accounts,
    context::App,
    error::AppError,
    form::Form,
    i18n::Lang,
    shell::{Document, act},
    visit::{Assets, Done, Flash, Refused, Visit, VisitParts},
};
use axum::{
    Json,
    body::{Body, to_bytes},
    extract::{ConnectInfo, Request, State},
    http::{
        HeaderMap, HeaderValue, Method, StatusCode,
        header::{
            ACCEPT_LANGUAGE, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY,
            CONTENT_TYPE, COOKIE, LOCATION, ORIGIN, SET_COOKIE, USER_AGENT,
        },
        request::Parts,
    },
    response::{IntoResponse, Response},
};
use leptos::prelude::*;
use uuid::Uuid;

use super::uploads;

/// A form is text; files go elsewhere.
const FORM_BYTES_MAX: usize = 256 * 1024;

pub(super) async fn answer(State(app): State<App>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    match parts.method {
        Method::GET | Method::HEAD => {
            let visit = match visit(&app, &parts, None).await {
                Ok(visit) => visit,
                Err(error) => return plain(&error),
            };
            if needs_sign_in(&visit) {
                let next = parts.uri.path_and_query().map_or("/", |path| path.as_str());
                let to = Form::default().address_with("/sign-in", &[("next", next)]);
                return see_other(&to, &[]);
            }
            render(visit, &parts).await
        }
        Method::POST => post(&app, parts, body).await,
        _ => StatusCode::METHOD_NOT_ALLOWED.into_response(),
    }
}

/// Finding a place as data, for scripts: the same query as the page's.
pub(super) async fn places(State(app): State<App>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let found = async {
        let visit = visit(&app, &parts, None).await?;
        let actor = visit.actor()?;
        let wish = app::places::actions::wish(&visit.query, actor.tonight)?;
        app::places::service::find(&app, actor, &wish).await
    };
    match found.await {
        Ok(found) => Json(found).into_response(),
        Err(error) => {
            let status = StatusCode::from_u16(error.status());
            (status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR), Json(error)).into_response()
        }
    }
}

/// The figures and the chart of the trends page, to keep.
pub(super) async fn trend_file(State(app): State<App>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let made = async {
        let visit = visit(&app, &parts, None).await?;
        let asked = app::trends::page::asked(&visit);
        let trend = app::trends::service::trend(&app, visit.actor()?, asked).await?;
        app::trends::file::file(visit.lang, &trend, visit.query.text("format"))
    };
    match made.await {
        Ok(file) => {
            let disposition = format!("attachment; filename=\"{}\"", file.name);
            let headers =
                [(CONTENT_TYPE, file.mime.to_owned()), (CONTENT_DISPOSITION, disposition)];
            (headers, file.bytes).into_response()
        }
        Err(AppError::SignedOut) => see_other("/sign-in?next=/trends", &[]),
        Err(error) => plain(&error),
    }
}

async fn answered(visit: &Visit, form: Form) -> (Form, Result<Done, AppError>) {
    let outcome = act(visit, &form).await;
    (form, outcome)
}

async fn post(app: &App, parts: Parts, body: Body) -> Response {
    let upload = uploads::is_upload(&parts);
    let most = if upload { uploads::BYTES_MAX } else { FORM_BYTES_MAX };
    let Ok(bytes) = to_bytes(body, most).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    let visit = match visit(app, &parts, None).await {
        Ok(visit) => visit,
        Err(error) => return plain(&error),
    };
    let (form, outcome) = if upload {
        let Ok(sent) = uploads::read(&parts, bytes).await else {
            return StatusCode::BAD_REQUEST.into_response();
        };
        if comes_from_our_page(&visit, &sent.form, &parts.headers) {
            match sent.keep(&visit).await {
                Ok(form) => answered(&visit, form).await,
                Err(error) => return plain(&error),
            }
        } else {
            (sent.form, Err(AppError::SignedOut))
        }
    } else {
        let form = Form::parse(&String::from_utf8_lossy(&bytes));
        if comes_from_our_page(&visit, &form, &parts.headers) {
            answered(&visit, form).await
        } else {
            (form, Err(AppError::SignedOut))
        }
    };
    crate::metrics::form(form.text("do"), outcome.as_ref());
    match outcome {
        Ok(done) => accepted(&done),
        Err(AppError::SignedOut) => {
            let next = parts.uri.path_and_query().map_or("/", |path| path.as_str());
            see_other(&Form::default().address_with("/sign-in", &[("next", next)]), &[])
        }
        Err(error) => refused(app, &parts, form, error).await,
    }
}

/// The same page again, with what was typed and why it was refused.
async fn refused(app: &App, parts: &Parts, form: Form, error: AppError) -> Response {
    let status = error.status();
    match visit(app, parts, Some(Refused { form, error })).await {
        Ok(visit) => {
            visit.set_status(status);
            render(visit, parts).await
        }
        Err(error) => plain(&error),
    }
}

fn accepted(done: &Done) -> Response {
    let mut cookies = done.cookies.clone();
    if let Some(flash) = &done.flash {
        let undo = flash.undo.map(|id| id.to_string()).unwrap_or_default();
        cookies.push(format!(
            "flash={}.{undo}; Path=/; Max-Age=60; HttpOnly; SameSite=Lax",
            flash.key
        ));
    }
    see_other(&done.to, &cookies)
}

fn see_other(to: &str, cookies: &[String]) -> Response {
    let mut response = StatusCode::SEE_OTHER.into_response();
    let headers = response.headers_mut();
    headers.insert(LOCATION, HeaderValue::from_str(to).unwrap_or(HeaderValue::from_static("/")));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    for cookie in cookies {
        if let Ok(value) = HeaderValue::from_str(cookie) {
            headers.append(SET_COOKIE, value);
        }
    }
    response
}

fn plain(error: &AppError) -> Response {
    let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (status, Lang::Fr.say(&error.message())).into_response()
}

async fn render(visit: Visit, parts: &Parts) -> Response {
    let had_flash = visit.flash.is_some();
    let context = visit.clone();
    let handler = leptos_axum::render_app_async_with_context(
        move || provide_context(context.clone()),
        || view! { <Document /> },
    );
    let mut request = Request::new(Body::empty());
    *request.uri_mut() = parts.uri.clone();
    *request.headers_mut() = parts.headers.clone();
    let mut response = handler(request).await;
    let status = visit.status.load(Ordering::Relaxed);
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::OK);
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(CONTENT_SECURITY_POLICY, super::headers::policy(visit.nonce.get()));
    if had_flash {
        headers.append(SET_COOKIE, HeaderValue::from_static("flash=; Path=/; Max-Age=0"));
    }
    response
}

/// Pages anybody may see; every other page is for those who signed in.
fn needs_sign_in(visit: &Visit) -> bool {
    visit.known.is_none() && visit.path != "/sign-in"
}

/// A form is ours when it repeats the session's token and no other site sent it.
fn comes_from_our_page(visit: &Visit, form: &Form, headers: &HeaderMap) -> bool {
    let elsewhere =
        headers.get("sec-fetch-site").is_some_and(|site| site != "same-origin" && site != "none");
    let same_host =
        match (headers.get(ORIGIN).and_then(|value| value.to_str().ok()), headers.get("host")) {
            (Some("null"), _) => false,
            (Some(origin), Some(host)) => {
                origin.split_once("://").is_some_and(|(_, of)| of.as_bytes() == host.as_bytes())
            }
            _ => true,
        };
    // Before signing in there is no session to hold a token: the origin alone decides.
    let repeats = visit.known.is_none() || form.text("form_token") == visit.form_token;
    !elsewhere && same_host && repeats
}

async fn visit(app: &App, parts: &Parts, refused: Option<Refused>) -> Result<Visit, AppError> {
    let headers = &parts.headers;
    let secret = cookie(headers, accounts::actions::cookie_name(app.settings.secure_cookies));
    let known = match &secret {
        Some(secret) => accounts::service::recognise(app, secret).await?,
        None => None,
    };
    let user = known.as_ref().map(|known| &known.user);
    let lang = user
        .and_then(|user| Lang::parse(&user.language))
        .or_else(|| Lang::parse(&cookie(headers, "language")?))
        .or_else(|| Lang::parse(headers.get(ACCEPT_LANGUAGE)?.to_str().ok()?))
        .unwrap_or_default();
    let theme = user.map(|user| user.theme.clone()).or_else(|| cookie(headers, "theme"));
    let theme = theme
        .filter(|theme| matches!(theme.as_str(), "light" | "dark"))
        .unwrap_or_else(|| "auto".to_owned());
    Ok(Visit::new(VisitParts {
        app: app.clone(),
        form_token: known.as_ref().map(|known| known.form_token.clone()).unwrap_or_default(),
        known,
        lang,
        theme,
        secret,
        path: parts.uri.path().to_owned(),
        query: Form::parse(parts.uri.query().unwrap_or_default()),
        refused,
        flash: cookie(headers, "flash").and_then(|text| read_flash(&text)),
        address: address(parts),
        agent: headers
            .get(USER_AGENT)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
            .to_owned(),
        assets: assets(),
        status: AtomicU16::new(200),
        nonce: OnceLock::new(),
    }))
}

fn read_flash(text: &str) -> Option<Flash> {
    let (key, undo) = text.split_once('.')?;
    // Only a sentence's key: the cookie could have been set by hand.
    let known = key.chars().all(|c| c.is_ascii_lowercase() || c == '-') && Lang::Fr.knows(key);
    known.then(|| Flash { key: key.to_owned(), undo: Uuid::parse_str(undo).ok() })
}

pub(super) fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(each, value)| *each == name && !value.is_empty())
        .map(|(_, value)| value.to_owned())
}

/// Where a request comes from: what the proxy in front of us says, or the peer itself
/// when it is no proxy of ours. Anybody may write the header.
fn address(parts: &Parts) -> String {
    let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
    let peer = peer.map(|ConnectInfo(peer)| peer.ip().to_canonical());
    let forwarded = parts
        .headers
        .get("x-forwarded-for")
        .and_then(|value| value.to_str().ok())
        .and_then(|list| list.rsplit(',').next())
        .map(|ip| ip.trim().to_owned());
    match (peer, forwarded) {
        (Some(peer), _) if !is_near(peer) => peer.to_string(),
        (_, Some(forwarded)) => forwarded,
        (Some(peer), None) => peer.to_string(),
        (None, None) => "unknown".to_owned(),
    }
}

/// On this machine or in its own network, where a proxy of ours would be.
fn is_near(peer: IpAddr) -> bool {
    match peer {
        IpAddr::V4(peer) => peer.is_loopback() || peer.is_private(),
        IpAddr::V6(peer) => peer.is_loopback() || peer.is_unique_local(),
    }
}

fn assets() -> &'static Assets {
    static ASSETS: OnceLock<Assets> = OnceLock::new();
    ASSETS.get_or_init(|| Assets {
        style: crate::assets::path("escale.css").to_owned(),
        script: crate::assets::path("escale.js").to_owned(),
        module: crate::assets::path("app.js").to_owned(),
        wasm: crate::assets::path("app_bg.wasm").to_owned(),
    })
}

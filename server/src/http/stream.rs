//! Server-sent events: "something changed", as ids the reader may know of.

use std::{convert::Infallible, sync::Arc, time::Duration};

use app::{accounts, context::App, live::EVERYTHING, today};
use axum::{
    Extension,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{
        IntoResponse, Response,
        sse::{Event, KeepAlive, Sse},
    },
};
use futures::StreamExt;
use tokio_stream::wrappers::BroadcastStream;
use tokio_util::sync::CancellationToken;

use crate::metrics::LiveClient;

/// Ends the streams when the process stops: they would never end by themselves.
#[derive(Clone)]
pub struct Stopping(pub CancellationToken);

/// One event a change of a site or a household the reader may know of; the page then asks
/// for itself again.
pub(super) async fn live(
    State(app): State<App>,
    stopping: Option<Extension<Stopping>>,
    headers: HeaderMap,
) -> Response {
    let name = accounts::actions::cookie_name(app.settings.secure_cookies);
    let known = match super::pages::cookie(&headers, name) {
        Some(secret) => accounts::service::recognise(&app, &secret).await.ok().flatten(),
        None => None,
    };
    let Some(known) = known else {
        return StatusCode::UNAUTHORIZED.into_response();
    };
    let changes = BroadcastStream::new(app.db.live().listen());
    let (app, actor) = (Arc::new(app), Arc::new(known.actor));
    let events = changes.filter_map(move |change| {
        let (app, actor) = (Arc::clone(&app), Arc::clone(&actor));
        async move {
            let subject = match change {
                // Too many changes to tell one by one, or unknown ones: everything may be old.
                Ok(EVERYTHING) | Err(_) => "all".to_owned(),
                Ok(subject) => match today::service::may_hear(&app, &actor, subject).await {
                    Ok(true) => subject.to_string(),
                    Ok(false) | Err(_) => return None,
                },
            };
            Some(Ok::<_, Infallible>(Event::default().event("changed").data(subject)))
        }
    });
    let events = events.boxed();
    let counted = LiveClient::new();
    let events = events.inspect(move |_| {
        let _ = &counted;
    });
    let stop = stopping.map_or_else(CancellationToken::new, |Extension(Stopping(stop))| stop);
    Sse::new(events.take_until(stop.cancelled_owned()))
        .keep_alive(KeepAlive::new().interval(Duration::from_secs(20)))
        .into_response()
}

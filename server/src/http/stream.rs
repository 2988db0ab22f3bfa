//! Server-sent events: "something changed", as ids the reader may know of.

use std::{convert::Infallible, time::Duration};

use app::{accounts, context::App};
use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{
        IntoResponse, Response,
        sse::{Event, KeepAlive, Sse},
    },
};
use futures::StreamExt;
use tokio_stream::wrappers::BroadcastStream;

/// One event a change at a site the reader sees; the page then asks for itself again.
pub(super) async fn live(State(app): State<App>, headers: HeaderMap) -> Response {
    let name = accounts::actions::cookie_name(app.settings.secure_cookies);
    let known = match super::pages::cookie(&headers, name) {
        Some(secret) => accounts::service::recognise(&app, &secret)
            .await
            .ok()
            .flatten(),
        None => None,
    };
    let Some(known) = known else {
        return StatusCode::UNAUTHORIZED.into_response();
    };
    let events = BroadcastStream::new(app.db.live().listen()).filter_map(move |change| {
        let event = match change {
            Ok(subject) if known.actor.sees_site(subject) => {
                Some(Event::default().event("changed").data(subject.to_string()))
            }
            Ok(_) => None,
            // Too many changes to tell one by one: everything may be old.
            Err(_) => Some(Event::default().event("changed").data("all")),
        };
        std::future::ready(event.map(Ok::<_, Infallible>))
    });
    Sse::new(events)
        .keep_alive(KeepAlive::new().interval(Duration::from_secs(20)))
        .into_response()
}

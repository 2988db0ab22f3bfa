//! Requests to pages and forms, and back.

mod headers;
mod pages;
mod probes;
mod requests;
mod stream;
mod uploads;

pub use stream::Stopping;

use std::time::Duration;

use app::context::App;
use axum::{Router, http::StatusCode, middleware, routing::get};
use tower_http::{
    catch_panic::CatchPanicLayer, compression::CompressionLayer, timeout::TimeoutLayer,
};

/// Every address of the process; the caller brings the listener.
pub fn router(app: App) -> Router {
    // Already set is as good.
    let _ = any_spawner::Executor::init_tokio();
    let pages = Router::new()
        .fallback(pages::answer)
        .layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            Duration::from_secs(30),
        ))
        .layer(CompressionLayer::new());
    Router::new()
        .route("/healthz", get(probes::healthz))
        .route("/readyz", get(probes::readyz))
        .route("/live", get(stream::live))
        .route("/api/places", get(pages::places))
        .route("/trends/file", get(pages::trend_file))
        .merge(crate::assets::routes())
        .merge(pages)
        .layer(middleware::from_fn_with_state(app.clone(), headers::protect))
        .layer(CatchPanicLayer::new())
        .layer(middleware::from_fn_with_state(requests::Patterns::default(), requests::observe))
        .with_state(app)
}

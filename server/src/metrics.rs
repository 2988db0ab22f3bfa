//! What the process counts: every name in one place, and /metrics on a listener of its own.
//!
//! Counting costs next to nothing while nobody installed a recorder.

use std::time::Duration;

use app::{context::App, error::AppError, on_pool, visit::Done};
use axum::{
    Router, extract::State, http::header::CONTENT_TYPE, response::IntoResponse, routing::get,
};
use metrics::{counter, describe_counter, describe_gauge, describe_histogram, gauge, histogram};
pub use metrics_exporter_prometheus::PrometheusHandle;
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder};

/// Labels: `method`, `path` (ids replaced), `status` (2xx … 5xx).
const REQUESTS: &str = "escale_requests_total";
/// Label: `path`.
const REQUEST_SECONDS: &str = "escale_request_duration_seconds";
/// Labels: `form` (`feature.verb`), `outcome` (accepted, invalid, conflict, forbidden, error).
const FORMS: &str = "escale_forms_total";
/// Label: `outcome` (accepted, refused). Forms of bookings alone.
const BOOKINGS: &str = "escale_bookings_total";
const LIVE_CLIENTS: &str = "escale_live_clients";
/// Label: `state` (idle, busy).
const CONNECTIONS: &str = "escale_database_connections";
/// Label: `job`.
const JOB_FAILURES: &str = "escale_job_failures_total";

const SECONDS: [f64; 11] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0];

/// Begins to keep what is counted.
pub fn install() -> anyhow::Result<PrometheusHandle> {
    let handle = PrometheusBuilder::new()
        .set_buckets_for_metric(Matcher::Full(REQUEST_SECONDS.to_owned()), &SECONDS)?
        .install_recorder()?;
    describe_counter!(REQUESTS, "Requests answered");
    describe_histogram!(REQUEST_SECONDS, "Seconds from a request to its answer's first byte");
    describe_counter!(FORMS, "Forms posted by people who may, by what became of them");
    describe_counter!(BOOKINGS, "Steps of bookings, accepted or refused");
    describe_gauge!(LIVE_CLIENTS, "Pages that listen for changes");
    describe_gauge!(CONNECTIONS, "Connections to the database that read, and on PostgreSQL write");
    describe_counter!(JOB_FAILURES, "Background work that failed and will be tried again");
    Ok(handle)
}

#[derive(Clone)]
struct Scrape {
    app: App,
    handle: PrometheusHandle,
}

/// The one address of the metrics listener.
pub fn router(app: App, handle: PrometheusHandle) -> Router {
    let scrape = Scrape { app, handle };
    Router::new().route("/metrics", get(show)).with_state(scrape)
}

async fn show(State(scrape): State<Scrape>) -> impl IntoResponse {
    let (all, idle) = on_pool!(scrape.app.db, |pool| (pool.size(), pool.num_idle()));
    let idle = u32::try_from(idle).unwrap_or(all).min(all);
    gauge!(CONNECTIONS, "state" => "idle").set(idle);
    gauge!(CONNECTIONS, "state" => "busy").set(all - idle);
    let text = scrape.handle.render();
    ([(CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], text)
}

pub(crate) fn request(method: &'static str, path: &str, status: u16, took: Duration) {
    let class = match status {
        0..200 => "1xx",
        200..300 => "2xx",
        300..400 => "3xx",
        400..500 => "4xx",
        _ => "5xx",
    };
    counter!(REQUESTS, "method" => method, "path" => path.to_owned(), "status" => class)
        .increment(1);
    histogram!(REQUEST_SECONDS, "path" => path.to_owned()).record(took);
}

/// Counts a form by what became of it, unless its name is none of ours.
pub(crate) fn form(name: &str, outcome: Result<&Done, &AppError>) {
    let word = match outcome {
        Ok(_) => "accepted",
        Err(AppError::Invalid { .. }) => "invalid",
        Err(AppError::Conflict(_)) => "conflict",
        Err(AppError::Forbidden) => "forbidden",
        Err(AppError::Internal) => "error",
        // Whoever is not signed in may write any name here.
        Err(AppError::NotFound | AppError::SignedOut) => return,
    };
    counter!(FORMS, "form" => name.to_owned(), "outcome" => word).increment(1);
    if name.starts_with("bookings.") {
        let word = if outcome.is_ok() { "accepted" } else { "refused" };
        counter!(BOOKINGS, "outcome" => word).increment(1);
    }
}

pub(crate) fn job_failed(job: &'static str) {
    counter!(JOB_FAILURES, "job" => job).increment(1);
}

/// Counts one page that listens, while it is alive.
pub(crate) struct LiveClient(());

impl LiveClient {
    pub(crate) fn new() -> Self {
        gauge!(LIVE_CLIENTS).increment(1);
        Self(())
    }
}

impl Drop for LiveClient {
    fn drop(&mut self) {
        gauge!(LIVE_CLIENTS).decrement(1);
    }
}

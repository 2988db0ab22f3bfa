//! Whether the process lives, and whether it can serve.

use app::context::App;
use axum::{extract::State, http::StatusCode, response::IntoResponse};

pub(super) async fn healthz() -> &'static str {
    "ok"
}

pub(super) async fn readyz(State(app): State<App>) -> impl IntoResponse {
    if app.db.is_migrated().await {
        (StatusCode::OK, "ready")
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer, or migrations are missing")
    }
}

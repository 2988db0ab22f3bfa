//! stub
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
pub(crate) fn path(_logical: &str) -> &'static str {
    "/pkg/x"
}
pub(crate) async fn serve() -> Response {
    StatusCode::NOT_FOUND.into_response()
}

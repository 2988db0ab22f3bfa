//! The escale process around the app: configuration, router, sessions, jobs.

pub mod assets;
pub mod http;

//! The escale process around the app: configuration, router, sessions, jobs.

pub mod assets;
pub mod cli;
pub mod config;
pub mod demo;
pub mod http;
pub mod jobs;
pub mod metrics;

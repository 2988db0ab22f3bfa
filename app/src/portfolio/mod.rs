//! A worker's families, the most overdue first; for who coordinates, whom nobody follows.

pub mod page;
pub mod service;
pub mod store;

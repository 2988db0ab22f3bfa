//! The bed board: units by nights, and one site's day.

#[cfg(feature = "ssr")]
pub mod day;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
pub mod rules;
#[cfg(feature = "ssr")]
pub mod service;
#[cfg(feature = "ssr")]
pub mod store;

pub mod island;

//! The house the tests live in: engines, one world for all, a browser, the source text.

#[macro_use]
pub(crate) mod world;

pub(crate) mod catalogue;
pub(crate) mod http;
pub(crate) mod postgres;
pub(crate) mod rows;
pub(crate) mod source;
pub(crate) mod sql;

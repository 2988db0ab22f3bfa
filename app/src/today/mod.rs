//! Aujourd'hui: what needs me now.

pub mod page;
pub mod service;

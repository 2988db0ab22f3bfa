//! Folders of enrolments: who was enrolled where, with whom, from when until when, and where
//! they went.
//!
//! A household is one booking of its site, each of its members one enrolment of it. The nights
//! of a person are a place of the site's dormitory, once a night whoever else claims them. What
//! the files say is laid over what is known; what follows from both is compared with what is
//! there, and only differences are written.

mod apply;
mod beds;
mod compare;
mod known;
mod laid;
mod nights;
mod row;
mod stays;
mod undo;

pub use apply::apply;
pub use compare::{Plan, compare};
pub use row::{Parsed, required};
pub use undo::{is_built_upon, take_back};

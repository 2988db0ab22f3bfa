//! What a household is on a night, which changes may stand, and what finds it.

pub mod age;
pub mod change;
pub mod composition;
pub mod duplicates;
pub mod intake;
pub mod note;
pub mod overlap;
pub mod search;
pub mod words;

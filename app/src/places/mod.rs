//! Where a family can sleep: the night index, and finding a place in it.

pub mod index;

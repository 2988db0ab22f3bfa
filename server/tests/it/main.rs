//! The whole product from outside, in one binary: stories on both engines, pages over
//! HTTP, and the promises the source text itself must keep.
//!
//! A story is `async fn name(world: World)`, listed in its file's `on_both!`; it runs
//! as `name::sqlite` and `name::postgres`. `cargo test --test it postgres` runs one half.

// Said on each module so that the lints know their functions as tests.
#[cfg(test)]
#[macro_use]
mod support;

#[cfg(test)]
mod admin;
#[cfg(test)]
mod bookings_pages;
#[cfg(test)]
mod bookings_story;
#[cfg(test)]
mod claims_story;
#[cfg(test)]
mod db_story;
#[cfg(test)]
mod dump_story;
#[cfg(test)]
mod enrolments_story;
#[cfg(test)]
mod households;
#[cfg(test)]
mod http_forms;
#[cfg(test)]
mod http_pages;
#[cfg(test)]
mod imports_pages;
#[cfg(test)]
mod imports_story;
#[cfg(test)]
mod invariants;
#[cfg(test)]
mod journal_story;
#[cfg(test)]
mod migrations;
#[cfg(test)]
mod operator_story;
#[cfg(test)]
mod oracles;
#[cfg(test)]
mod overlap;
#[cfg(test)]
mod prepare;
#[cfg(test)]
mod reach;
#[cfg(test)]
mod renewals_story;
#[cfg(test)]
mod requests_story;
#[cfg(test)]
mod scope_story;
#[cfg(test)]
mod sign_in_story;
#[cfg(test)]
mod sites_pages;
#[cfg(test)]
mod sites_story;
#[cfg(test)]
mod support_story;
#[cfg(test)]
mod trends_pages;
#[cfg(test)]
mod words;

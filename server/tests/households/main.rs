//! Households through their services: who they are each night, who may know, what finds them.
//!
//! A story is `async fn name(world: &World)` and runs on SQLite, and on PostgreSQL when
//! `TEST_POSTGRES_URL` names a server where databases may be created.

#[cfg(test)]
mod composition;
#[cfg(test)]
mod merging;
#[cfg(test)]
mod protection;
#[cfg(test)]
mod searching;
#[cfg(test)]
mod world;
#[cfg(test)]
mod writing;

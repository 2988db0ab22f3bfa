//! Finding a place for a family, among the sites the actor sees.

use super::{Found, Wish, actions, rules};
use crate::{
    access::{Actor, Class, Need},
    context::App,
    error::Outcome,
    visit::Visit,
};

pub async fn find(app: &App, actor: &Actor, wish: &Wish) -> Outcome<Found> {
    actor.require(Class::Bookings, Need::Write)?;
    app.index.keep_current(&app.db, actor.tonight).await?;
    Ok(app
        .index
        .read(|picture| rules::find(picture, wish, |site| actor.sees_site(site))))
}

/// The same, for the wish of the address.
pub async fn find_as_json(visit: &Visit) -> Outcome<Found> {
    let actor = visit.actor()?;
    find(
        &visit.app,
        actor,
        &actions::wish(&visit.query, actor.tonight)?,
    )
    .await
}

//! Finding a place for a family, among the sites the actor sees.

use uuid::Uuid;

use super::{Found, Wish, rules};
use crate::{
    access::{Actor, Class, Need},
    context::App,
    error::{AppError, Outcome},
    households::{self, Card},
};

pub async fn find(app: &App, actor: &Actor, wish: &Wish) -> Outcome<Found> {
    actor.require(Class::Bookings, Need::Write)?;
    app.index.keep_current(&app.db, actor.tonight).await?;
    Ok(app.index.read(|picture| rules::find(picture, wish, |site| actor.sees_site(site))))
}

/// Whom a search is for.
pub async fn card(app: &App, actor: &Actor, household: Uuid) -> Outcome<Card> {
    let card = households::store::card(&app.db, actor, household).await?;
    card.ok_or(AppError::NotFound)
}

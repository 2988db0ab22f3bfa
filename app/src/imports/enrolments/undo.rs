//! Taking a batch back: what it wrote loses its force, what it replaced has it again.
//!
//! The persons and households it made known stay, with nobody in them: the same files taken in
//! again find them under the same keys.

use sqlx::FromRow;
use uuid::Uuid;

use crate::{
    db::{Stored, Tx},
    enrolments,
    error::{AppError, Outcome},
    households::{self, Person, store::members},
    i18n::Message,
    imports::sites::By,
    presence, sites, tx_all,
};

/// Whether somebody changed since what the batch wrote.
pub async fn is_built_upon(tx: &mut Tx, batch: Uuid) -> Stored<bool> {
    Ok(enrolments::store::is_built_upon(tx, batch).await?
        || presence::store::is_built_upon(tx, batch).await?)
}

pub async fn take_back(tx: &mut Tx, by: By<'_>, batch: Uuid) -> Outcome<()> {
    let (undo, at) = (by.command, by.at);
    enrolments::store::take_back(tx, batch, undo, at).await?;
    presence::store::take_back(tx, batch, undo, at).await?;
    let mut touched = members::touched_by(tx, batch).await?;
    if !sites::store::take_back_capacities(tx, batch, undo, at).await?
        || !members::take_back(tx, batch, undo, at).await?
    {
        return Err(built_upon());
    }
    touched.extend(names(tx, batch).await?);
    for household in touched {
        households::store::refresh(tx, household, by.app.clock.tonight()).await?;
    }
    Ok(())
}

#[derive(FromRow)]
struct Renamed {
    household: Uuid,
    before: Option<String>,
    after: Option<String>,
}

/// The names persons had, unless somebody wrote others since. Answers their households.
async fn names(tx: &mut Tx, batch: Uuid) -> Outcome<Vec<Uuid>> {
    let renamed: Vec<Renamed> = tx_all!(
        tx,
        "select subject_id as household, before, after from journal where command_id = $1 and subject = 'household' and action = 'identity'",
        batch
    )
    .map_err(crate::db::StoreError::from)?;
    let mut households = Vec::new();
    for each in renamed {
        households.push(each.household);
        let person = |text: Option<String>| -> Option<Person> {
            text.and_then(|text| serde_json::from_str(&text).ok())
        };
        let (Some(before), Some(after)) = (person(each.before), person(each.after)) else {
            continue;
        };
        if members::person(tx, after.id).await? != Some(after) {
            return Err(built_upon());
        }
        members::update_person(tx, &before).await?;
    }
    Ok(households)
}

fn built_upon() -> AppError {
    AppError::conflict(Message::new("imports-undo-built-upon"))
}

//! Writing households down, changing them, finding them.

pub mod changes;
pub mod circle;
pub mod file;
pub mod intake;
pub mod merge;
pub mod search;
pub mod undo;
mod work;

pub use changes::{Arrival, Birth, Departure, Identity, Split};
pub use file::{File, open};
pub use intake::intake;
pub use search::{Asked, Page, search};
pub use work::Target;

use uuid::Uuid;

use super::store;
use crate::{access::Actor, context::App};

/// Writes that names were read. The page does not wait for it.
fn log_reads(app: &App, actor: &Actor, households: Vec<Uuid>) {
    if households.is_empty() {
        return;
    }
    let (app, actor) = (app.clone(), actor.clone());
    tokio::spawn(async move {
        let written = async {
            let mut tx = app.db.begin().await?;
            store::log_reads(&mut tx, &actor, app.clock.now(), &households).await?;
            tx.save().await
        }
        .await;
        if let Err(error) = written {
            tracing::error!(%error, "the access log could not be written");
        }
    });
}

//! Tells open pages what has changed, by id and nothing else.

use std::sync::Arc;

use tokio::sync::broadcast;
use uuid::Uuid;

/// Told when it is not known what changed: anything shown may be old.
pub const EVERYTHING: Uuid = Uuid::nil();

/// A bus of ids of sites and households whose pages show something old.
#[derive(Clone)]
pub struct Live {
    sender: Arc<broadcast::Sender<Uuid>>,
    /// Tells this process's changes from those of others on the same database.
    process: Uuid,
}

impl Default for Live {
    fn default() -> Self {
        Self { sender: Arc::new(broadcast::Sender::new(1024)), process: Uuid::now_v7() }
    }
}

impl Live {
    pub fn process(&self) -> Uuid {
        self.process
    }

    pub fn tell(&self, subject: Uuid) {
        // Nobody listening is no error.
        let _ = self.sender.send(subject);
    }

    pub fn listen(&self) -> broadcast::Receiver<Uuid> {
        self.sender.subscribe()
    }
}

//! Tells open pages what has changed, by id and nothing else.

use std::sync::Arc;

use tokio::sync::broadcast;
use uuid::Uuid;

/// A bus of ids of sites and households whose pages show something old.
#[derive(Clone)]
pub struct Live {
    sender: Arc<broadcast::Sender<Uuid>>,
}

impl Default for Live {
    fn default() -> Self {
        Self {
            sender: Arc::new(broadcast::Sender::new(1024)),
        }
    }
}

impl Live {
    pub fn tell(&self, subject: Uuid) {
        // Nobody listening is no error.
        let _ = self.sender.send(subject);
    }

    pub fn listen(&self) -> broadcast::Receiver<Uuid> {
        self.sender.subscribe()
    }
}

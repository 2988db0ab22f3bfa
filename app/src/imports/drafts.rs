//! Files sent from a page, until somebody has looked at what they would change.
//!
//! They lie outside the database, readable by this process alone, under a name only their
//! sender's session can give; what nobody applied is gone after a day.

use std::{
    fs::{self, DirBuilder, OpenOptions},
    io::{self, Write},
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::PathBuf,
    time::{Duration, SystemTime},
};

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::service::Source;

/// What is older than this was forgotten.
const KEPT: Duration = Duration::from_hours(24);

fn folder() -> io::Result<PathBuf> {
    let folder = std::env::temp_dir().join("escale-drafts");
    DirBuilder::new().recursive(true).mode(0o700).create(&folder)?;
    Ok(folder)
}

/// Keeps a file for its sender; answers what it is called from now on.
pub fn keep(bytes: &[u8], sender: Uuid, now: DateTime<Utc>) -> io::Result<Uuid> {
    let folder = folder()?;
    sweep(&folder, now.into());
    let id = Uuid::now_v7();
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(folder.join(format!("{sender}-{id}")))?;
    file.write_all(bytes)?;
    Ok(id)
}

/// The file, if this sender sent it and it is still there.
pub fn find(id: Uuid, sender: Uuid, name: &str) -> Option<Source> {
    let path = folder().ok()?.join(format!("{sender}-{id}"));
    path.exists().then(|| Source { path, name: name.to_owned() })
}

pub fn forget(id: Uuid, sender: Uuid) {
    if let Ok(folder) = folder() {
        // What is not there is forgotten.
        let _ = fs::remove_file(folder.join(format!("{sender}-{id}")));
    }
}

fn sweep(folder: &PathBuf, now: SystemTime) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let modified = entry.metadata().and_then(|file| file.modified());
        let age = modified.ok().and_then(|at| now.duration_since(at).ok());
        if age.is_some_and(|age| age > KEPT) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

//! A copy of everything while others write, and the way back.
//!
//! A backup of SQLite is a SQLite file; one of PostgreSQL is a dump (`dump`).

use std::{
    ffi::OsString,
    fs::{self, File, OpenOptions},
    io::{self, BufReader, BufWriter, Read},
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
};

use chrono::{DateTime, Utc};
use sqlx::ConnectOptions;

use super::{
    Db, Engine, Stored,
    dump::{Count, DumpError, Present, refused},
    migrations,
    presence::Hold,
};
use crate::live::Live;

/// What a backup file is, by its first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Sqlite,
    Dump,
}

impl Db {
    /// Writes a copy of one instant to `to`, which appears only once it is whole and on disk.
    pub async fn backup(&self, to: &Path, at: DateTime<Utc>) -> Result<(), DumpError> {
        if to.exists() {
            return refused(format!("{} exists already", to.display()));
        }
        let partial = beside(to, ".partial");
        let _ = fs::remove_file(&partial);
        let file = private_file(&partial)?;
        match &self.engine {
            Engine::Sqlite { readers, .. } => {
                let options = readers.connect_options();
                // Readers may not write, not even another file.
                let options = options.as_ref().clone().pragma("query_only", "off");
                let mut connection = options.connect().await?;
                sqlx::query("vacuum into $1")
                    .bind(partial.to_string_lossy())
                    .execute(&mut connection)
                    .await?;
                check_sqlite(&partial).await?;
            }
            Engine::Postgres(_) => {
                self.dump(&mut BufWriter::new(&file), at).await?;
            }
        }
        file.sync_all()?;
        fs::rename(&partial, to)?;
        sync_folder(to)?;
        Ok(())
    }

    async fn has_known_tables(&self) -> Result<bool, DumpError> {
        let known = migrations::known(&self.engine);
        let applied = migrations::applied(&self.engine).await?;
        Ok(!applied.is_empty() && applied.iter().all(|each| known.contains(each)))
    }
}

/// Puts a backup in the place of an empty database, or of any when `replace` is said.
/// What a SQLite database held before is kept beside it; its path is answered.
pub async fn restore(
    url: &str,
    from: &Path,
    replace: bool,
    at: DateTime<Utc>,
) -> Result<(Vec<Count>, Option<PathBuf>), DumpError> {
    let shape = shape_of(from)?;
    if let Some(target) = super::file_of(url)? {
        return restore_file(&target, from, shape, replace, at).await;
    }
    if shape == Shape::Sqlite {
        return refused(
            "this is a SQLite backup: restore it to a SQLite database, export that, and import the export here",
        );
    }
    let db = Db::open(url, Live::default()).await?;
    let Some(_hold) = db.hold().await? else {
        return refused("a running escale serves this database: stop it first");
    };
    let present = if replace { Present::Replace } else { Present::Refuse };
    let counts = db.load(BufReader::new(File::open(from)?), present).await?;
    db.close().await;
    Ok((counts, None))
}

async fn restore_file(
    target: &Path,
    from: &Path,
    shape: Shape,
    replace: bool,
    at: DateTime<Utc>,
) -> Result<(Vec<Count>, Option<PathBuf>), DumpError> {
    let Some(_hold) = Hold::of_file(target)? else {
        return refused("a running escale serves this database: stop it first");
    };
    if target.exists() {
        let present = open_file(target).await?;
        let empty = present.is_empty().await?;
        present.close().await;
        if !empty && !replace {
            return refused(format!(
                "{} is not empty: say --replace to put the backup in its place",
                target.display()
            ));
        }
    }
    let restored = beside(target, ".restoring");
    let counts = prepare_file(&restored, from, shape).await?;
    let kept = if target.exists() { Some(put_aside(target, at)?) } else { None };
    // From one to the other in one step: there is never no database.
    fs::rename(&restored, target)?;
    sync_folder(target)?;
    Ok((counts, kept))
}

/// A whole and checked database under another name.
async fn prepare_file(path: &Path, from: &Path, shape: Shape) -> Result<Vec<Count>, DumpError> {
    for end in ["", "-wal", "-shm"] {
        let _ = fs::remove_file(beside(path, end));
    }
    let mut file = private_file(path)?;
    if shape == Shape::Sqlite {
        io::copy(&mut File::open(from)?, &mut file)?;
        check_sqlite(path).await?;
    }
    let db = open_file(path).await?;
    let counts = match shape {
        Shape::Dump => db.load(BufReader::new(File::open(from)?), Present::Refuse).await?,
        Shape::Sqlite => {
            if !db.has_known_tables().await? {
                return refused(format!(
                    "{} is not a database of this escale, or of an older one",
                    from.display()
                ));
            }
            db.migrate().await?;
            db.counts().await?
        }
    };
    db.close().await;
    if is_in_use(path) {
        return refused(format!("{} is open elsewhere", path.display()));
    }
    file.sync_all()?;
    Ok(counts)
}

/// Keeps the database there is under a name that says when.
fn put_aside(target: &Path, at: DateTime<Utc>) -> Result<PathBuf, DumpError> {
    if is_in_use(target) {
        return refused(format!("{} is open in another process: stop it first", target.display()));
    }
    let kept = beside(target, &at.format(".before-%Y%m%dT%H%M%SZ").to_string());
    fs::hard_link(target, &kept)?;
    Ok(kept)
}

/// The last process to close a SQLite database leaves no log behind.
fn is_in_use(path: &Path) -> bool {
    fs::metadata(beside(path, "-wal")).is_ok_and(|log| log.len() > 0)
}

async fn open_file(path: &Path) -> Stored<Db> {
    Db::open(&format!("sqlite:{}", path.display()), Live::default()).await
}

async fn check_sqlite(path: &Path) -> Result<(), DumpError> {
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(path).immutable(true);
    let found: Result<String, _> = async {
        let mut connection = options.connect().await?;
        sqlx::query_scalar("pragma integrity_check").fetch_one(&mut connection).await
    }
    .await;
    match found.as_deref() {
        Ok("ok") => Ok(()),
        Ok(problem) => refused(format!("{} is damaged: {problem}", path.display())),
        Err(error) => refused(format!("{} is damaged: {error}", path.display())),
    }
}

fn shape_of(file: &Path) -> Result<Shape, DumpError> {
    let mut start = Vec::new();
    File::open(file)?.take(16).read_to_end(&mut start)?;
    match start.as_slice() {
        b"SQLite format 3\0" => Ok(Shape::Sqlite),
        [b'{', ..] => Ok(Shape::Dump),
        _ => refused(format!("{} is no backup of escale", file.display())),
    }
}

/// Only its owner reads it: it holds everything.
pub fn private_file(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)
}

fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(end);
    name.into()
}

/// A rename is on disk once its folder is.
fn sync_folder(file: &Path) -> io::Result<()> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
}

//! Taking files in: read them, compare, apply as a whole, take back as a whole.

use std::path::{Path, PathBuf};

use chrono::Duration;
use uuid::Uuid;

pub use super::store::{Batch, Decision};
use super::{
    bookings, counts, enrolments,
    profile::{Profile, Target},
    record::{Decided, Mapping},
    report::{Place, Report, Severity},
    sites::By,
    store::{self, NewBatch},
};
use crate::{
    access::{Actor, Class, Need, Role},
    context::App,
    db::Tx,
    error::{AppError, Outcome},
    i18n::{Arg, Message},
};

/// What to do with what is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Shows what would change, and changes nothing.
    DryRun,
    /// Applies unless a finding blocks it.
    Apply,
    /// Applies what somebody has looked at and wants all the same.
    ApplyAnyway,
}

/// A batch is taken back within this many hours.
pub const UNDO_HOURS: i64 = 24;

/// A file, and what to call it: an upload lies under a name of ours.
#[derive(Clone, Debug)]
pub struct Source {
    pub path: PathBuf,
    pub name: String,
}

impl Source {
    pub fn at(path: &Path) -> Self {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        Self { path: path.to_owned(), name: name.unwrap_or_default() }
    }
}

/// Who may take lists in: those who coordinate, and those who answer for the figures.
pub fn require(actor: &Actor) -> Outcome<()> {
    let may = actor.has_role(Role::Coordinator) || actor.has_role(Role::Analyst);
    if may { actor.require(Class::Sites, Need::Read) } else { Err(AppError::Forbidden) }
}

/// Runs files through a profile. `actor` is `None` on the command line.
pub async fn take_in(
    app: &App,
    actor: Option<&Actor>,
    profile: &Profile,
    files: Vec<Source>,
    mode: Mode,
) -> Outcome<Report> {
    if let Some(actor) = actor {
        require(actor)?;
        if profile.target == Target::Enrolments {
            actor.require(Class::Identity, Need::Write)?;
        }
    }
    let decided = store::decided(&app.db, &profile.source).await?;
    let read = {
        let (profile, files) = (profile.clone(), files.clone());
        tokio::task::spawn_blocking(move || read(&profile, &decided, &files))
    };
    let (parsed, report, hash) = read.await.map_err(|_| AppError::Internal)??;
    let command = Uuid::now_v7();
    let by = By { app, actor, command, at: app.clock.now() };
    let mut run = Run { by, profile, report, hash };
    match parsed {
        Parsed::Counts(parsed) => run.counts(&parsed, mode).await?,
        Parsed::Bookings(parsed) => run.bookings(&parsed, mode).await?,
        Parsed::Enrolments(parsed) => run.enrolments(&parsed, mode).await?,
    }
    Ok(run.report)
}

/// One run: compares in a transaction, and keeps it or not.
struct Run<'a> {
    by: By<'a>,
    profile: &'a Profile,
    report: Report,
    hash: String,
}

impl Run<'_> {
    async fn counts(&mut self, parsed: &counts::Parsed, mode: Mode) -> Outcome<()> {
        let (by, source) = (self.by, &self.profile.source);
        let mut tx = by.app.db.begin().await?;
        let plan = counts::compare(&mut tx, source, parsed, &mut self.report).await?;
        if self.goes_on(mode) {
            counts::apply(&mut tx, by, source, parsed, plan).await?;
            self.keep(tx).await?;
        }
        Ok(())
    }

    async fn bookings(&mut self, parsed: &bookings::Parsed, mode: Mode) -> Outcome<()> {
        let by = self.by;
        let mut tx = by.app.db.begin().await?;
        let plan = bookings::compare(&mut tx, self.profile, parsed, &mut self.report).await?;
        if self.goes_on(mode) {
            let units = bookings::apply(&mut tx, by, &self.profile.source, parsed, plan).await?;
            self.keep(tx).await?;
            by.app.index.refresh_units(&by.app.db, &units).await?;
        }
        Ok(())
    }

    async fn enrolments(&mut self, parsed: &enrolments::Parsed, mode: Mode) -> Outcome<()> {
        let (by, tonight) = (self.by, self.by.app.clock.tonight());
        let mut tx = by.app.db.begin().await?;
        let report = &mut self.report;
        let plan = enrolments::compare(&mut tx, self.profile, parsed, report, tonight).await?;
        if self.goes_on(mode) {
            let sites = enrolments::apply(&mut tx, by, &self.profile.source, plan).await?;
            self.keep(tx).await?;
            for site in sites {
                by.app.index.refresh_site(&by.app.db, site).await?;
            }
        }
        Ok(())
    }

    /// Whether there is something to write, and nothing to decide first.
    fn goes_on(&mut self, mode: Mode) -> bool {
        let stopped = self.report.is_blocked() && mode != Mode::ApplyAnyway;
        self.report.applied = mode != Mode::DryRun && !stopped;
        self.report.applied && !self.report.changes_nothing()
    }

    async fn keep(&mut self, mut tx: Tx) -> Outcome<()> {
        let by = self.by;
        self.report.batch = Some(by.command);
        let text = serde_json::to_string(&self.report).map_err(|_| AppError::Internal)?;
        let batch = NewBatch {
            id: by.command,
            profile: &self.profile.name,
            file_names: &self.report.files.join(", "),
            content_hash: &self.hash,
            report: &text,
            by: by.actor.map(|actor| actor.user_id),
        };
        store::insert_batch(&mut tx, &batch, by.at).await?;
        Ok(tx.save().await?)
    }
}

/// What was read, by what its rows become.
enum Parsed {
    Counts(counts::Parsed),
    Bookings(bookings::Parsed),
    Enrolments(enrolments::Parsed),
}

impl Parsed {
    fn of(target: Target) -> Self {
        match target {
            Target::Counts => Self::Counts(counts::Parsed::default()),
            Target::Bookings => Self::Bookings(bookings::Parsed::default()),
            Target::Enrolments => Self::Enrolments(enrolments::Parsed::default()),
        }
    }

    fn required(&self, table: &str) -> &'static [&'static str] {
        match self {
            Self::Counts(_) => counts::REQUIRED,
            Self::Bookings(_) => bookings::REQUIRED,
            Self::Enrolments(_) => enrolments::required(table),
        }
    }
}

type Read = (Parsed, Report, String);

/// Reads and checks every row. Nothing here knows the database.
fn read(profile: &Profile, decided: &Decided, files: &[Source]) -> Outcome<Read> {
    let names = files.iter().map(|file| file.name.clone()).collect();
    let mut report = Report::new(&profile.name, names);
    let mut parsed = Parsed::of(profile.target);
    let mut hashes = Vec::new();
    for file in files {
        let unreadable = |error| unreadable(&file.name, &error);
        let hash = sheets::hash(&file.path).map_err(sheets::Unreadable::Io);
        hashes.push(hash.map_err(unreadable)?);
        let sheet = sheets::open(&file.path, sheets::Limits::default()).map_err(unreadable)?;
        let table = profile.table(sheet.header()).unwrap_or_default().to_owned();
        if table.is_empty() && !profile.tables.is_empty() {
            let place =
                Place { file: file.name.clone(), row: 1, detail: sheet.header().join(", ") };
            report.find("file_unused", Severity::Note, place);
            continue;
        }
        let mapping = Mapping::of(profile, decided, sheet.header());
        let missing = mapping.missing(parsed.required(&table));
        if !missing.is_empty() {
            let message = Message::new("imports-columns-missing")
                .with("file", file.name.as_str())
                .with("fields", missing.join(", "));
            return Err(AppError::conflict(message));
        }
        for row in sheet {
            let row = row.map_err(unreadable)?;
            report.rows += 1;
            let place = Place { file: file.name.clone(), row: row.number, detail: String::new() };
            let cells = &row.cells;
            match &mut parsed {
                Parsed::Counts(rows) => rows.read(profile, &mapping, cells, &place, &mut report),
                Parsed::Bookings(rows) => rows.read(profile, &mapping, cells, &place, &mut report),
                Parsed::Enrolments(rows) => rows.read(&table, &mapping, cells, &place, &mut report),
            }
        }
    }
    if let Parsed::Counts(rows) = &mut parsed {
        rows.settle(&mut report);
    }
    Ok((parsed, report, hashes.join(" ")))
}

/// One clear sentence about a file that is not what it claims.
fn unreadable(file: &str, error: &sheets::Unreadable) -> AppError {
    use sheets::Unreadable as Why;
    let why = match error {
        Why::OldExcel => "old-excel",
        Why::Encrypted => "encrypted",
        Why::TooLarge { .. } => "too-large",
        Why::TooManyRows { .. } => "too-many-rows",
        Why::TooManyCells { .. } | Why::CellTooLong { .. } => "too-wide",
        Why::BadArchive => "damaged",
        Why::BadText { .. } => "text",
        Why::Empty => "empty",
        Why::NoSuchSheet => "no-sheet",
        Why::Io(_) => "disk",
        _ => "not-a-table",
    };
    let message = Message::new("imports-unreadable")
        .with("file", file)
        .with("why", Arg::Key(format!("imports-unreadable-{why}")));
    AppError::conflict(message)
}

/// The last files taken in.
pub async fn batches(app: &App, actor: &Actor, limit: i64) -> Outcome<Vec<Batch>> {
    require(actor)?;
    Ok(store::batches(&app.db, limit).await?)
}

/// Decides, for good, what a word of a source is for us.
pub async fn decide(app: &App, actor: &Actor, decision: &Decision<'_>) -> Outcome<()> {
    require(actor)?;
    let mut tx = app.db.begin().await?;
    store::decide(&mut tx, decision, app.clock.now()).await?;
    Ok(tx.save().await?)
}

/// Takes a whole batch back, within a day and while nothing was built on it.
pub async fn undo(app: &App, actor: Option<&Actor>, command: Uuid, batch: Uuid) -> Outcome<()> {
    if let Some(actor) = actor {
        require(actor)?;
    }
    let found = store::batch(&app.db, batch).await?.ok_or(AppError::NotFound)?;
    let now = app.clock.now();
    if found.undone_at.is_some() {
        return Err(AppError::conflict(Message::new("imports-undone-already")));
    }
    if now > found.applied_at + Duration::hours(UNDO_HOURS) {
        return Err(AppError::conflict(Message::new("imports-undo-late")));
    }
    let mut tx = app.db.begin().await?;
    if crate::counts::store::is_built_upon(&mut tx, batch).await?
        || enrolments::is_built_upon(&mut tx, batch).await?
    {
        return Err(AppError::conflict(Message::new("imports-undo-built-upon")));
    }
    let user = actor.map(|actor| actor.user_id);
    if !store::mark_undone(&mut tx, batch, user, now).await? {
        return Err(AppError::conflict(Message::new("imports-undone-already")));
    }
    crate::counts::store::take_back(&mut tx, batch, command, now).await?;
    let by = By { app, actor, command, at: now };
    let units = bookings::take_back(&mut tx, by, batch).await?;
    enrolments::take_back(&mut tx, by, batch).await?;
    tx.save().await?;
    Ok(app.index.refresh_units(&app.db, &units).await?)
}

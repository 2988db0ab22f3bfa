//! The command line: one file a group of commands.

mod demo;
mod lists;
mod log;
mod serve;
mod stays;
mod transfer;
mod user;

use std::{
    fs::DirBuilder, os::unix::fs::DirBuilderExt, path::PathBuf, process::ExitCode, sync::Arc,
};

use anyhow::{Context, bail};
use app::{
    clock::Clock,
    context::App,
    db::{self, Db},
    live::Live,
};
use clap::{Parser, Subcommand};

use crate::{
    config::{self, Config, Flags},
    demo::Size,
};

/// Follows families housed in hotels and shelter sites.
#[derive(Parser)]
#[command(name = "escale", version, propagate_version = true)]
struct Cli {
    #[command(flatten)]
    flags: Flags,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the pages, after bringing the database's tables up to date
    Serve {
        /// Refuse to serve when migrations are missing, instead of applying them
        #[arg(long)]
        no_migrate: bool,
    },
    /// Create the database's tables, or bring them up to date
    Migrate,
    /// Fill an empty database with the invented world of the demonstration
    Demo {
        /// The same seed makes the same world
        #[arg(long, default_value_t = 1)]
        seed: u64,
        #[arg(long, value_enum, default_value_t = Size::Full)]
        size: Size,
    },
    /// Take lists in by a profile, or load an export into an empty database: all or nothing
    Import(lists::Import),
    /// Write the whole database as text, one row a line; or the figures of its nights
    Export {
        #[command(subcommand)]
        figures: Option<lists::Export>,
        /// Standard output unless named
        file: Option<PathBuf>,
    },
    /// Recount every night and compare with the ledger
    Verify {
        /// Write the ledger anew before
        #[arg(long)]
        rebuild: bool,
    },
    /// Copy the database as it is now, while it is served
    Backup { file: PathBuf },
    /// Put a backup in the place of the database, which must not be served
    Restore {
        file: PathBuf,
        /// The database is not empty: replace everything
        #[arg(long)]
        replace: bool,
    },
    /// Add, close and reopen accounts
    #[command(subcommand)]
    User(user::Command),
}

/// Runs the command of this process. 2 says that it was asked wrongly, 1 that it failed.
pub fn run() -> ExitCode {
    let Cli { flags, command } = Cli::parse();
    let config = match config::load(&flags) {
        Ok(config) => config,
        Err(refusal) => {
            eprintln!("escale: {refusal}");
            return ExitCode::from(2);
        }
    };
    log::begin(&config, matches!(command, Command::Serve { .. }));
    match obey(&config, command) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("escale: {error:#}");
            ExitCode::FAILURE
        }
    }
}

#[tokio::main]
async fn obey(config: &Config, command: Command) -> anyhow::Result<ExitCode> {
    match command {
        Command::Import(asked) => return lists::import(config, asked).await,
        Command::Verify { rebuild } => return lists::verify(config, rebuild).await,
        Command::Serve { no_migrate } => serve::serve(config, !no_migrate).await,
        Command::Migrate => migrate(config).await,
        Command::Demo { seed, size } => demo::demo(config, seed, size).await,
        Command::Export { figures: Some(asked), .. } => lists::export(config, asked).await,
        Command::Export { file, .. } => transfer::export(config, file.as_deref()).await,
        Command::Backup { file } => transfer::backup(config, &file).await,
        Command::Restore { file, replace } => transfer::restore(config, &file, replace).await,
        Command::User(command) => user::user(config, command).await,
    }
    .map(|()| ExitCode::SUCCESS)
}

async fn migrate(config: &Config) -> anyhow::Result<()> {
    let db = open(config).await?;
    db.migrate().await?;
    println!("{} is up to date", config::without_password(&config.database_url));
    db.close().await;
    Ok(())
}

fn clock(config: &Config) -> Clock {
    config.today.map_or_else(Clock::system, Clock::stopped_at)
}

/// Opens the database, and creates it where there is none yet.
async fn open(config: &Config) -> anyhow::Result<Db> {
    make_folder(config)?;
    let url = &config.database_url;
    Db::open(url, Live::default())
        .await
        .with_context(|| format!("{} cannot be opened", config::without_password(url)))
}

/// Opens a database that must be there: asking it something creates nothing.
async fn open_existing(config: &Config) -> anyhow::Result<Db> {
    match db::file_of(&config.database_url)? {
        Some(file) if !file.exists() => bail!("there is no database {}", file.display()),
        _ => open(config).await,
    }
}

/// The app on an existing database with every table in place.
async fn open_app(config: &Config) -> anyhow::Result<App> {
    let db = open_existing(config).await?;
    if !db.is_migrated().await {
        bail!("the database lacks migrations: run `escale migrate` first");
    }
    Ok(app(config, db))
}

fn app(config: &Config, db: Db) -> App {
    App { db, clock: clock(config), index: Arc::default(), settings: Arc::new(config.settings()) }
}

/// The folder of a SQLite database; only its owner looks into it.
fn make_folder(config: &Config) -> anyhow::Result<()> {
    let file = db::file_of(&config.database_url)?.unwrap_or_default();
    let folder = file.parent().unwrap_or(&file);
    if folder.as_os_str().is_empty() || folder.is_dir() {
        return Ok(());
    }
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
        .with_context(|| format!("the folder {} cannot be made", folder.display()))
}

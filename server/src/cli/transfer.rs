//! The whole database out and in: exports, backups.

use std::{
    fs::File,
    io::{self, BufReader, BufWriter},
    path::Path,
};

use anyhow::{Context, bail};
use app::db::{
    backup::{self, private_file},
    dump::{Count, Present},
};

use crate::config::Config;

pub(super) async fn export(config: &Config, file: Option<&Path>) -> anyhow::Result<()> {
    let db = super::open_existing(config).await?;
    let now = super::clock(config).now();
    let Some(path) = file else {
        db.dump(&mut BufWriter::new(io::stdout().lock()), now).await?;
        db.close().await;
        return Ok(());
    };
    let file = private_file(path).with_context(|| path.display().to_string())?;
    let written = db.dump(&mut BufWriter::new(&file), now).await;
    db.close().await;
    match written.and_then(|counts| Ok((counts, file.sync_all()?))) {
        Ok((counts, ())) => {
            say("exported", &counts);
            Ok(())
        }
        Err(error) => {
            // Half an export is none.
            let _ = std::fs::remove_file(path);
            Err(error.into())
        }
    }
}

pub(super) async fn import(config: &Config, file: &Path) -> anyhow::Result<()> {
    let input: Box<dyn io::BufRead> = if file == Path::new("-") {
        Box::new(BufReader::new(io::stdin()))
    } else {
        let opened = File::open(file).with_context(|| file.display().to_string())?;
        Box::new(BufReader::new(opened))
    };
    let db = super::open(config).await?;
    let Some(_hold) = db.hold().await? else {
        bail!("a running escale serves this database: stop it first");
    };
    let counts = db.load(input, Present::Refuse).await?;
    db.close().await;
    say("imported", &counts);
    Ok(())
}

pub(super) async fn backup(config: &Config, file: &Path) -> anyhow::Result<()> {
    let db = super::open_existing(config).await?;
    db.backup(file, super::clock(config).now()).await?;
    db.close().await;
    println!("backed up to {}", file.display());
    Ok(())
}

pub(super) async fn restore(config: &Config, file: &Path, replace: bool) -> anyhow::Result<()> {
    // Makes the folder of a database that is not there yet.
    super::make_folder(config)?;
    let now = super::clock(config).now();
    let (counts, kept) = backup::restore(&config.database_url, file, replace, now)
        .await
        .with_context(|| file.display().to_string())?;
    say("restored", &counts);
    if let Some(kept) = kept {
        println!("what was there before is kept as {}", kept.display());
    }
    Ok(())
}

fn say(done: &str, counts: &[Count]) {
    let rows: i64 = counts.iter().map(|(_, rows)| rows).sum();
    println!("{done} {rows} rows of {} tables", counts.len());
}

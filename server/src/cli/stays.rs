//! Stays out: how long, who came and went, who was seen, and the files of the HMIS standard.

use std::{
    collections::HashMap,
    io::{self, Write},
    os::unix::fs::DirBuilderExt,
    path::Path,
};

use anyhow::Context;
use app::{
    context::App,
    db::backup::private_file,
    enrolments::{figures, hmis, households, store},
    presence,
};
use sheets::{CsvOptions, write_csv};

/// What `export stays` and `export moves` may be grouped by.
fn grouping(by: &str) -> anyhow::Result<Vec<figures::By>> {
    figures::dimensions(by).map_err(|word| {
        let known: Vec<_> = figures::By::ALL.iter().map(|each| each.code()).collect();
        anyhow::Error::msg(format!("--by: {word} is none of {}", known.join(",")))
    })
}

async fn told(app: &App) -> anyhow::Result<(Vec<app::enrolments::Stay>, figures::Places)> {
    let stays = store::stays(&app.db).await?;
    let places = store::places(&app.db).await?;
    Ok((stays.into_iter().map(|told| told.stay).collect(), places))
}

pub(super) async fn lengths(app: &App, by: &str, out: impl Write) -> anyhow::Result<()> {
    let by = grouping(by)?;
    let (stays, places) = told(app).await?;
    let table = figures::lengths(&stays, &places, &by);
    let rows = table.iter().map(|(key, sum)| figures::row(key, sum.cells()));
    Ok(write_csv(CsvOptions::default(), &figures::header(&by, &figures::LENGTHS), rows, out)?)
}

pub(super) async fn moves(app: &App, by: &str, out: impl Write) -> anyhow::Result<()> {
    let by = grouping(by)?;
    let (stays, places) = told(app).await?;
    let table = figures::moves(&stays, &places, &by);
    let rows = table.iter().map(|(key, sum)| figures::row(key, sum.cells()));
    Ok(write_csv(CsvOptions::default(), &figures::header(&by, &figures::MOVES), rows, out)?)
}

pub(super) async fn households(app: &App, out: impl Write) -> anyhow::Result<()> {
    let stays = store::stays(&app.db).await?;
    let places = store::places(&app.db).await?;
    let persons = store::persons(&app.db).await?;
    let table = households::group(&stays, &places, &persons);
    let rows = table.iter().map(|(key, made)| households::cells(key, made));
    Ok(write_csv(CsvOptions::default(), &households::HEADER, rows, out)?)
}

pub(super) async fn presence(app: &App, out: impl Write) -> anyhow::Result<()> {
    let rows = presence::store::all(&app.db).await?;
    let places = store::places(&app.db).await?;
    let codes: HashMap<_, _> = places.into_iter().map(|(id, (code, _))| (id, code)).collect();
    let table = presence::figures::group(&rows, &codes);
    let rows = table.iter().map(|(key, sum)| presence::figures::cells(key, sum));
    Ok(write_csv(CsvOptions::default(), &presence::figures::HEADER, rows, out)?)
}

/// Writes the files into a folder that only its owner reads: names are in them.
pub(super) async fn hmis(app: &App, folder: &Path) -> anyhow::Result<()> {
    let known = hmis::read::known(app).await?;
    let when = hmis::tables::When { now: app.clock.now(), tonight: app.clock.tonight() };
    std::fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
        .with_context(|| folder.display().to_string())?;
    let mut said = io::stderr().lock();
    for table in hmis::tables::tables(&known, when) {
        let path = folder.join(table.name);
        let file = private_file(&path).with_context(|| path.display().to_string())?;
        let rows = table.rows.len();
        write_csv(CsvOptions::default(), &table.header, table.rows.into_iter(), &file)?;
        file.sync_all()?;
        writeln!(said, "{}: {rows} rows", path.display())?;
    }
    if known.nameless > 0 {
        writeln!(said, "escale: {} bookings name no household and are in no file", known.nameless)?;
    }
    Ok(())
}

/// The files of a folder, when it is all that was named.
pub(super) fn files(named: Vec<std::path::PathBuf>) -> anyhow::Result<Vec<std::path::PathBuf>> {
    let [folder] = named.as_slice() else { return Ok(named) };
    if !folder.is_dir() {
        return Ok(named);
    }
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().to_lowercase());
        let is_table = |name: String| {
            [".csv", ".csv.gz", ".txt", ".tsv", ".xlsx", ".ods"]
                .iter()
                .any(|end| name.ends_with(end))
        };
        if path.is_file() && name.is_some_and(is_table) {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

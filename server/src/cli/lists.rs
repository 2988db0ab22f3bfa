//! Lists in and figures out: `import --profile`, `export occupancy` and the others, `verify`.

use std::{
    io::{self, Write},
    path::PathBuf,
    process::ExitCode,
};

use anyhow::{Context, bail};
use app::{
    error::AppError,
    i18n::Lang,
    imports::{
        Report, profile,
        service::{self, Mode, Source},
    },
    ledger::{self, export},
};
use chrono::NaiveDate;
use clap::{Args, Subcommand, ValueEnum};
use sheets::{CsvOptions, write_csv};

use crate::config::Config;

/// What `import` exits with when something has to be decided first.
const BLOCKED: u8 = 3;

#[derive(Args)]
pub(super) struct Import {
    /// How the source writes its list: one of the profiles; without it, FILE is an export of Escale
    #[arg(long)]
    profile: Option<String>,
    /// Say what would change, and change nothing
    #[arg(long, requires = "profile")]
    dry_run: bool,
    /// Apply although a finding says to look first
    #[arg(long, requires = "profile", conflicts_with = "dry_run")]
    anyway: bool,
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// The files, or the folder they are in; - reads an export from standard input
    #[arg(required = true)]
    files: Vec<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    Text,
    Json,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Figures {
    Csv,
    Json,
}

#[derive(Subcommand)]
pub(super) enum Export {
    /// Nights added up by whatever a question needs
    Occupancy {
        /// First night, YYYY-MM-DD
        #[arg(long)]
        from: NaiveDate,
        /// The night after the last one, YYYY-MM-DD
        #[arg(long)]
        to: NaiveDate,
        /// Any of night,month,year,site,kind,public,measure,territory,operator
        #[arg(long, default_value = "month,measure")]
        by: String,
        /// As it was known at the end of that day, YYYY-MM-DD
        #[arg(long)]
        known_on: Option<NaiveDate>,
        #[arg(long, value_enum, default_value_t = Figures::Csv)]
        format: Figures,
    },
    /// The whole ledger line of each night of a site
    Nights {
        /// The site's code
        #[arg(long)]
        site: String,
        /// First night, YYYY-MM-DD
        #[arg(long)]
        from: NaiveDate,
        /// The night after the last one, YYYY-MM-DD
        #[arg(long)]
        to: NaiveDate,
        #[arg(long, value_enum, default_value_t = Figures::Csv)]
        format: Figures,
    },
    /// How long people stayed, person by person
    Stays {
        /// Any of month,year,site,kind, of the arrival
        #[arg(long, default_value = "site")]
        by: String,
    },
    /// Who came and who left
    Moves {
        /// Any of month,year,site,kind
        #[arg(long, default_value = "month,site")]
        by: String,
    },
    /// Who each household at a site was made of, without a name
    Households,
    /// How many nights people were seen, by month and site
    Presence,
    /// The files of the HMIS standard, names and birth dates in them
    Hmis {
        /// The folder; its files must not be there yet
        #[arg(long, value_name = "FOLDER")]
        out: PathBuf,
    },
}

pub(super) async fn import(config: &Config, asked: Import) -> anyhow::Result<ExitCode> {
    let Some(name) = asked.profile else {
        let [file] = asked.files.as_slice() else {
            bail!("an export is one file; lists of other sources need --profile");
        };
        super::transfer::import(config, file).await?;
        return Ok(ExitCode::SUCCESS);
    };
    let profile = profile::find(&name).with_context(|| {
        let names: Vec<_> = profile::all().into_iter().map(|profile| profile.name).collect();
        format!("there is no profile {name}; there are {}", names.join(", "))
    })?;
    let db = super::open(config).await?;
    db.migrate().await?;
    ledger::service::ensure(&db).await?;
    let app = super::app(config, db);
    let mode = match (asked.dry_run, asked.anyway) {
        (true, _) => Mode::DryRun,
        (_, true) => Mode::ApplyAnyway,
        _ => Mode::Apply,
    };
    let files = super::stays::files(asked.files)?;
    let files = files.iter().map(|path| Source::at(path)).collect();
    let report = service::take_in(&app, None, &profile, files, mode).await;
    app.db.close().await;
    let report = report.map_err(|error| in_words(&error))?;
    match asked.format {
        Format::Json => println!("{}", serde_json::to_string_pretty(&report)?),
        Format::Text => say(&report),
    }
    let blocked = mode == Mode::Apply && report.is_blocked();
    Ok(if blocked { ExitCode::from(BLOCKED) } else { ExitCode::SUCCESS })
}

fn say(report: &Report) {
    let differences = &report.differences;
    for (name, count) in [
        ("rows", report.rows),
        ("new", differences.new),
        ("changed", differences.changed),
        ("identical", differences.identical),
        ("conflict", differences.conflict),
        ("rejected", differences.rejected),
        ("ignored", differences.ignored),
        ("sites created", report.sites_created),
        ("units created", report.units_created),
        ("persons created", report.persons_created),
        ("households created", report.households_created),
    ] {
        println!("{name}: {count}");
    }
    for finding in &report.findings {
        println!("finding {}: {}", finding.code, finding.count);
        for place in finding.rows.iter().take(3) {
            println!("  {} row {}: {}", place.file, place.row, place.detail);
        }
    }
    for unknown in &report.quarantine {
        println!("unknown {}: {} ({} rows)", unknown.field, unknown.word, unknown.rows);
    }
    match report.batch {
        Some(batch) => println!("applied: {batch}"),
        None if report.applied => println!("applied: nothing to change"),
        None => println!("not applied"),
    }
}

/// A refusal as its English sentence.
fn in_words(error: &AppError) -> anyhow::Error {
    let text = match error {
        AppError::Conflict(obstacle) => Lang::En.say(&obstacle.message),
        AppError::Invalid { fields } => {
            let sentences = fields.iter().map(|(_, message)| Lang::En.say(message));
            sentences.collect::<Vec<_>>().join("; ")
        }
        other => format!("{other:?}"),
    };
    anyhow::Error::msg(text)
}

pub(super) async fn export(config: &Config, asked: Export) -> anyhow::Result<()> {
    let app = super::open_app(config).await?;
    let plain = CsvOptions::default();
    let mut out = io::BufWriter::new(io::stdout().lock());
    match asked {
        Export::Stays { by } => super::stays::lengths(&app, &by, &mut out).await?,
        Export::Moves { by } => super::stays::moves(&app, &by, &mut out).await?,
        Export::Households => super::stays::households(&app, &mut out).await?,
        Export::Presence => super::stays::presence(&app, &mut out).await?,
        Export::Hmis { out } => super::stays::hmis(&app, &out).await?,
        Export::Occupancy { from, to, by, known_on, format } => {
            let by = export::dimensions(&by).map_err(|word| {
                let known: Vec<_> = export::Dimension::ALL.iter().map(|each| each.code()).collect();
                anyhow::Error::msg(format!("--by: {word} is none of {}", known.join(",")))
            })?;
            let at = known_on.map(|day| app.clock.end_of(day));
            let known = export::rows::known(&app.db, from, to, at).await?;
            let table = export::group(known.rows(), &by);
            warn_of_mixed(&table);
            let rows = table.iter().map(|(key, sum)| export::cells(key, sum));
            match format {
                Figures::Csv => write_csv(plain, &export::header(&by), rows, &mut out)?,
                Figures::Json => {
                    let objects: Vec<_> =
                        table.iter().map(|(key, sum)| export::object(&by, key, sum)).collect();
                    serde_json::to_writer_pretty(&mut out, &objects)?;
                    writeln!(out)?;
                }
            }
        }
        Export::Nights { site, from, to, format } => {
            let lines = ledger::lines::of_site(&app, &site, from, to)
                .await?
                .with_context(|| format!("--site: there is no site {site}"))?;
            match format {
                Figures::Csv => {
                    let rows = lines.iter().map(ledger::lines::NightLine::cells);
                    write_csv(plain, &ledger::lines::HEADER, rows, &mut out)?;
                }
                Figures::Json => {
                    serde_json::to_writer_pretty(&mut out, &lines)?;
                    writeln!(out)?;
                }
            }
        }
    }
    out.flush()?;
    app.db.close().await;
    Ok(())
}

/// Persons of such a group are added up; its beds and units are not.
fn warn_of_mixed(table: &export::Table) {
    let mixed = table.values().filter(|sum| sum.is_mixed()).count();
    if mixed > 0 {
        eprintln!(
            "escale: {mixed} groups hold both beds and units, whose figures are left empty: add measure to --by"
        );
    }
}

/// Recounts the ledger; `rebuild` writes it anew first.
pub(super) async fn verify(config: &Config, rebuild: bool) -> anyhow::Result<ExitCode> {
    let app = super::open_app(config).await?;
    if rebuild {
        let sites = ledger::service::rebuild(&app.db).await?;
        println!("rebuilt {sites} sites");
    }
    let proof = ledger::service::verify(&app.db).await?;
    app.db.close().await;
    println!(
        "{} sites, {} nights recounted, {} disagreements",
        proof.sites,
        proof.nights,
        proof.disagreements.len()
    );
    for each in proof.disagreements.iter().take(20) {
        println!(
            "{} {} {}: kept {:?}, counted {:?}",
            each.site,
            each.night,
            each.measure.code(),
            each.kept,
            each.counted
        );
    }
    let agrees = proof.disagreements.is_empty();
    Ok(if agrees { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

//! Files of nightly counts: one row a site, a line of service and a night.

use std::collections::{BTreeMap, HashMap, hash_map::Entry};

use chrono::NaiveDate;
use uuid::Uuid;

use super::{
    profile::Profile,
    record::{Mapping, Record, Word},
    report::{Place, Report, Severity},
    rules::{breach, common_factor},
    sites::{self, By, Told},
};
use crate::{
    counts::{self, Count, Figures, Measured, Public},
    db::{Stored, Tx},
    sites::{Measure, SiteKind},
};

/// Without these a file is not of this kind.
pub const REQUIRED: &[&str] = &["night", "measure"];

/// One row, before its site is known.
#[derive(Clone)]
struct Row {
    code: String,
    line: String,
    line_name: String,
    night: NaiveDate,
    public: Option<Public>,
    measure: Measured,
    figures: Figures,
}

/// What a set of files says, read and checked, nothing yet compared.
#[derive(Default)]
pub struct Parsed {
    rows: Vec<(Row, Place)>,
    told: BTreeMap<String, Told>,
    /// Where a line of service was, for the rows that do not say it.
    lines: HashMap<String, String>,
}

impl Parsed {
    /// Reads one row into the sum, or tells why not.
    pub fn read(
        &mut self,
        profile: &Profile,
        mapping: &Mapping<'_>,
        cells: &[String],
        place: &Place,
        report: &mut Report,
    ) {
        let record = mapping.record(cells);
        for check in &profile.checks {
            if let Some(detail) = breach(&record, &check.rule) {
                report.find(&check.code, Severity::Note, Place { detail, ..place.clone() });
            }
        }
        match row(profile, &record) {
            Ok((row, told)) => self.keep(row, told, place, report),
            Err(Refused::LeftOut) => report.differences.ignored += 1,
            Err(Refused::Unknown(field, word)) => {
                let place = Place { detail: format!("{field}: {word}"), ..place.clone() };
                report.set_aside(field, word, place);
            }
            Err(Refused::Wrong(code, detail)) => {
                report.reject(code, Place { detail, ..place.clone() });
            }
        }
    }

    fn keep(&mut self, row: Row, told: Told, place: &Place, report: &mut Report) {
        if row.code.is_empty() {
            self.told.entry(instead_of(&row)).or_insert(told);
        } else {
            if !row.line.is_empty() {
                self.lines.entry(row.line.clone()).or_insert_with(|| row.code.clone());
            }
            self.tell(&row.code, told, place, report);
        }
        self.rows.push((row, place.clone()));
    }

    fn tell(&mut self, code: &str, told: Told, place: &Place, report: &mut Report) {
        match self.told.get(code) {
            Some(first) if first.name != told.name && !told.name.is_empty() => {
                let detail = format!("{code}: {} / {}", first.name, told.name);
                report.find("site_name_drift", Severity::Note, Place { detail, ..place.clone() });
            }
            Some(_) => {}
            None => {
                self.told.insert(code.to_owned(), told);
            }
        }
    }

    /// Gives the rows without a place the place of their line, else a site of its own; then
    /// leaves out what was said before of the same night.
    pub fn settle(&mut self, report: &mut Report) {
        for (row, _) in self.rows.iter_mut().filter(|(row, _)| row.code.is_empty()) {
            let own = instead_of(row);
            if let Some(code) = self.lines.get(&row.line) {
                row.code.clone_from(code);
                self.told.remove(&own);
            } else {
                row.code = own;
            }
        }
        let mut first: HashMap<(String, String, NaiveDate), Row> = HashMap::new();
        let rows = std::mem::take(&mut self.rows);
        for (row, place) in rows {
            match first.entry((row.code.clone(), row.line.clone(), row.night)) {
                Entry::Vacant(free) => {
                    free.insert(row.clone());
                    self.rows.push((row, place));
                }
                Entry::Occupied(before) => {
                    if row.says_as(before.get()) {
                        report.differences.identical += 1;
                    } else {
                        report.differences.conflict += 1;
                    }
                    let detail = format!("{} {} {}", row.code, row.line, row.night);
                    report.find("duplicate_night", Severity::Note, Place { detail, ..place });
                }
            }
        }
    }

    fn nights(&self) -> Option<(NaiveDate, NaiveDate)> {
        let nights = || self.rows.iter().map(|(row, _)| row.night);
        nights().min().zip(nights().max())
    }
}

/// The code of a site nobody names, by its line of service.
fn instead_of(row: &Row) -> String {
    format!("P{}", row.line)
}

impl Row {
    fn says_as(&self, other: &Self) -> bool {
        self.figures == other.figures
            && self.public == other.public
            && self.measure == other.measure
    }
}

enum Refused {
    LeftOut,
    Unknown(&'static str, String),
    Wrong(&'static str, String),
}

fn row(profile: &Profile, record: &Record<'_>) -> Result<(Row, Told), Refused> {
    let night = record.text("night");
    let night = sheets::value::date(&night)
        .ok_or_else(|| Refused::Wrong("night_unreadable", night.clone()))?;
    let measure = known(record, "measure", Measured::parse)?
        .ok_or_else(|| Refused::Wrong("measure_missing", String::new()))?;
    let kind = known(record, "kind", SiteKind::parse)?.unwrap_or(SiteKind::Other);
    let public = known(record, "public", Public::parse)?;
    let line = record.text("line");
    let code = record.code().unwrap_or_default();
    if code.is_empty() && (line.is_empty() || profile.code_without.is_none()) {
        return Err(Refused::Wrong("site_missing", String::new()));
    }
    let figure =
        |field| record.whole(field).map_err(|cell| Refused::Wrong("figure_unreadable", cell));
    let figures = Figures {
        persons: figure("persons")?,
        capacity: figure("capacity")?,
        intended: figure("intended")?,
        occupied: figure("occupied")?,
        unavailable: figure("unavailable")?,
    };
    let told = Told {
        name: record.text("site_name"),
        kind,
        measure: Measure::Reported,
        address: record.text("address"),
        territory: record.text("territory"),
        operator: record.text("operator"),
        closes_on: None,
    };
    let line_name = record.text("line_name");
    Ok((Row { code, line, line_name, night, public, measure, figures }, told))
}

/// The word of a field as our enum; a word we do not know goes to the quarantine.
fn known<T>(
    record: &Record<'_>,
    field: &'static str,
    parse: impl Fn(&str) -> Option<T>,
) -> Result<Option<T>, Refused> {
    match record.word(field) {
        Word::Blank => Ok(None),
        Word::LeftOut => Err(Refused::LeftOut),
        Word::Unknown(word) => Err(Refused::Unknown(field, word)),
        Word::Known(word) => match parse(&word) {
            Some(known) => Ok(Some(known)),
            None => Err(Refused::Unknown(field, word)),
        },
    }
}

/// What is to be written.
#[derive(Default)]
pub struct Plan {
    /// Row by row, with the count each replaces.
    writes: Vec<(usize, Option<Uuid>)>,
    known: HashMap<String, Uuid>,
}

/// Compares what was read with what is kept.
pub async fn compare(
    tx: &mut Tx,
    source: &str,
    parsed: &Parsed,
    report: &mut Report,
) -> Stored<Plan> {
    let known = sites::known(tx, source, parsed.told.keys()).await?;
    let mut plan = Plan { writes: Vec::new(), known };
    let Some((from, to)) = parsed.nights() else {
        return Ok(plan);
    };
    let kept = counts::store::of_source(tx, source, from, to).await?;
    let kept: HashMap<(Uuid, String, NaiveDate), counts::Kept> = kept
        .into_iter()
        .map(|kept| ((kept.count.site_id, kept.count.line.clone(), kept.count.night), kept))
        .collect();
    let mut figures = Vec::new();
    for (index, (row, _)) in parsed.rows.iter().enumerate() {
        let site = plan.known.get(&row.code);
        let before = site.and_then(|site| kept.get(&(*site, row.line.clone(), row.night)));
        match before {
            None => {
                report.differences.new += 1;
                plan.writes.push((index, None));
            }
            Some(before) if row.is(&before.count) => report.differences.identical += 1,
            Some(before) => {
                report.differences.changed += 1;
                figures.extend(pairs(&before.count.figures, &row.figures));
                plan.writes.push((index, Some(before.id)));
            }
        }
    }
    if let Some(factor) = common_factor(&figures) {
        let detail = format!("× {factor}");
        let place = Place { file: report.files.join(", "), row: 0, detail };
        report.find("shifted_figures", Severity::Blocking, place);
    }
    report.sites_created =
        parsed.told.keys().filter(|code| !plan.known.contains_key(*code)).count() as u64;
    Ok(plan)
}

fn pairs(before: &Figures, after: &Figures) -> impl Iterator<Item = (i32, i32)> {
    [
        (before.persons, after.persons),
        (before.capacity, after.capacity),
        (before.intended, after.intended),
        (before.occupied, after.occupied),
    ]
    .into_iter()
    .filter_map(|(before, after)| before.zip(after))
    .filter(|(before, after)| before != after)
}

impl Row {
    /// Names may drift; the figures and what they count may not.
    fn is(&self, count: &Count) -> bool {
        self.figures == count.figures
            && self.public == count.public
            && self.measure == count.measure
    }

    fn count(&self, site: Uuid) -> Count {
        Count {
            site_id: site,
            line: self.line.clone(),
            line_name: self.line_name.clone(),
            night: self.night,
            public: self.public,
            measure: self.measure,
            figures: self.figures,
        }
    }
}

pub async fn apply(
    tx: &mut Tx,
    by: By<'_>,
    source: &str,
    parsed: &Parsed,
    mut plan: Plan,
) -> Stored<()> {
    sites::create(tx, by, source, &parsed.told, &mut plan.known).await?;
    for (index, replaces) in plan.writes {
        let Some((row, _)) = parsed.rows.get(index) else { continue };
        let Some(site) = plan.known.get(&row.code) else { continue };
        if let Some(before) = replaces {
            counts::store::supersede(tx, before, by.command, by.at).await?;
        }
        counts::store::insert(tx, &row.count(*site), by.command, by.at).await?;
    }
    Ok(())
}

//! A row of a file, asked by our names of its fields.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;

use super::profile::{Part, Profile};

/// What a word of a source is for us.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Word {
    Blank,
    Known(String),
    /// Rows with this word are left out, as somebody decided.
    LeftOut,
    /// To be decided: created, associated, or left out.
    Unknown(String),
}

/// Which words were decided by hand: `None` leaves the row out.
pub type Decided = HashMap<(String, String), Option<String>>;

/// Where the fields of a profile are in one file.
#[derive(Debug)]
pub struct Mapping<'a> {
    profile: &'a Profile,
    decided: &'a Decided,
    columns: HashMap<&'a str, Vec<usize>>,
}

impl<'a> Mapping<'a> {
    /// Finds each field under one of its headers, whatever their case, accents and separators.
    pub fn of(profile: &'a Profile, decided: &'a Decided, header: &[String]) -> Self {
        let header: Vec<String> = header.iter().map(|each| plain(each)).collect();
        let place = |name: &String| header.iter().position(|each| *each == plain(name));
        let columns = profile
            .columns
            .iter()
            .map(|(field, names)| (field.as_str(), names.iter().filter_map(place).collect()))
            .collect();
        Self { profile, decided, columns }
    }

    /// Fields of these that no column and no fixed value tells.
    pub fn missing<'f>(&self, fields: &[&'f str]) -> Vec<&'f str> {
        let told = |field: &&&str| {
            self.columns.get(**field).is_some_and(|columns| !columns.is_empty())
                || self.profile.fixed.contains_key(**field)
                || self.profile.dates.contains_key(**field)
        };
        fields.iter().filter(|field| !told(field)).copied().collect()
    }

    /// Whether the file has a column for the field, whatever is in it.
    pub fn has(&self, field: &str) -> bool {
        self.columns.get(field).is_some_and(|columns| !columns.is_empty())
    }

    pub fn record<'r>(&'r self, cells: &'r [String]) -> Record<'r> {
        Record { mapping: self, cells }
    }
}

/// Letters and digits only, without case or accents: how headers are compared.
pub fn plain(text: &str) -> String {
    use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
    text.nfd()
        .filter(|letter| !is_combining_mark(*letter) && letter.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

#[derive(Clone, Copy)]
pub struct Record<'a> {
    mapping: &'a Mapping<'a>,
    cells: &'a [String],
}

impl<'a> Record<'a> {
    /// The first cell of the field that says something, as written.
    pub fn raw(&self, field: &str) -> &'a str {
        let columns = self.mapping.columns.get(field).map_or(&[][..], Vec::as_slice);
        let cells = columns.iter().filter_map(|column| self.cells.get(*column));
        cells.map(String::as_str).find(|cell| !self.is_blank(cell)).unwrap_or("")
    }

    fn is_blank(&self, cell: &str) -> bool {
        let cell = cell.trim();
        cell.is_empty() || self.mapping.profile.blanks.iter().any(|blank| blank == cell)
    }

    /// The cell without spaces around or doubled inside; what is fixed where it says nothing.
    pub fn text(&self, field: &str) -> String {
        let text: Vec<&str> = self.raw(field).split_whitespace().collect();
        if text.is_empty() {
            return self.mapping.profile.fixed.get(field).cloned().unwrap_or_default();
        }
        text.join(" ")
    }

    /// Our word for what the source writes.
    pub fn word(&self, field: &str) -> Word {
        let text = self.text(field);
        if text.is_empty() {
            return Word::Blank;
        }
        if let Some(decided) = self.mapping.decided.get(&(field.to_owned(), text.clone())) {
            return decided.clone().map_or(Word::LeftOut, Word::Known);
        }
        match self.mapping.profile.values.get(field) {
            None => Word::Known(text),
            Some(values) => find(values, &text).map_or(Word::Unknown(text), Word::Known),
        }
    }

    /// `None` where the cell says nothing; `Err` with the cell where it is no whole number.
    pub fn whole(&self, field: &str) -> Result<Option<i32>, String> {
        if let Some(parts) = self.mapping.profile.sums.get(field) {
            let parts = parts.iter().map(|part| self.whole(part));
            let parts = parts.collect::<Result<Vec<_>, _>>()?;
            return Ok(parts.into_iter().flatten().reduce(|a, b| a + b));
        }
        let text = self.text(field);
        if text.is_empty() {
            return Ok(None);
        }
        let whole = sheets::value::whole(&text).and_then(|number| i32::try_from(number).ok());
        whole.map(Some).ok_or(text)
    }

    /// `None` where the cell says nothing; `Err` with the cell where it is no date.
    pub fn date(&self, field: &str) -> Result<Option<NaiveDate>, String> {
        if let Some((year, month, day)) = self.mapping.profile.dates.get(field) {
            let parts = [year, month, day].map(|part| self.text(part));
            return of_parts(&parts).map(Some).ok_or_else(|| parts.join(" "));
        }
        let text = self.text(field);
        if text.is_empty() {
            return Ok(None);
        }
        sheets::value::date(&text).map(Some).ok_or(text)
    }

    /// For comparisons only.
    pub fn number(&self, field: &str) -> Option<f64> {
        let text = self.text(field);
        text.replace(',', ".").parse().ok()
    }

    /// The code a profile gives the site of this row; `None` when its first part is blank.
    pub fn code(&self) -> Option<String> {
        let mut parts = self.mapping.profile.code.iter();
        let first = self.part(parts.next()?);
        if first.is_empty() {
            return None;
        }
        let parts = parts.map(|part| slug(&self.part(part))).filter(|part| !part.is_empty());
        Some(std::iter::once(first).chain(parts).collect::<Vec<_>>().join("-"))
    }

    fn part(&self, part: &Part) -> String {
        let text = match self.word(&part.field) {
            Word::Known(word) if self.mapping.profile.values.contains_key(&part.field) => word,
            _ => self.text(&part.field),
        };
        // Numbers written as `1103.0` by some exports are the same numbers.
        let text = text.strip_suffix(".0").map_or(text.clone(), str::to_owned);
        find(&part.values, &text).unwrap_or(text)
    }
}

fn find(values: &BTreeMap<String, String>, text: &str) -> Option<String> {
    let same = || values.iter().find(|(word, _)| plain(word) == plain(text));
    values.get(text).or_else(|| same().map(|(_, ours)| ours)).cloned()
}

/// A month by its name or its number.
fn of_parts([year, month, day]: &[String; 3]) -> Option<NaiveDate> {
    let month = sheets::value::month(month).or_else(|| month.parse().ok())?;
    NaiveDate::from_ymd_opt(year.parse().ok()?, month, day.parse().ok()?)
}

fn slug(text: &str) -> String {
    let words =
        text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}

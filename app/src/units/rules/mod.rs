//! Reading "201–220, 4 places", and what may change of a unit somebody sleeps in.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::Unit;
use crate::{
    i18n::Message,
    nights::Nights,
    occupation::{Kind, Line},
};

pub const LABEL_CHARACTERS_MAX: usize = 30;
/// Units one form may create: a large hotel, and a typing mistake is caught.
pub const AT_ONCE_MAX: usize = 400;
pub const PLACES_MAX: i32 = 400;

/// A unit somebody asked for, before its common attributes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    pub label: String,
    /// `None`: as the form says for all.
    pub places: Option<i32>,
}

/// Labels as people write them: `201–220, 4 places`, `101-110 112 115`, `Module 1-16`,
/// one line for each kind of unit.
pub fn parse_labels(text: &str) -> Result<Vec<Wanted>, Message> {
    let mut all: Vec<Wanted> = Vec::new();
    for line in text.lines() {
        let first = all.len();
        let mut places = None;
        for piece in joined_ranges(line).split([',', ';']) {
            let words: Vec<&str> = piece.split_whitespace().collect();
            let (words, said) = without_places(&words);
            places = said.or(places);
            read_piece(words, &mut all)?;
            if all.len() > AT_ONCE_MAX {
                return Err(Message::new("units-too-many").with("n", AT_ONCE_MAX));
            }
        }
        if let Some(n) = places {
            if !(1..=PLACES_MAX).contains(&n) {
                return Err(Message::new("field-number").with("min", 1).with("max", PLACES_MAX));
            }
            for wanted in &mut all[first..] {
                wanted.places = Some(n);
            }
        }
    }
    check_labels(&all)?;
    Ok(all)
}

fn check_labels(all: &[Wanted]) -> Result<(), Message> {
    if all.is_empty() {
        return Err(Message::new("field-required"));
    }
    if let Some(long) = all.iter().find(|each| each.label.chars().count() > LABEL_CHARACTERS_MAX) {
        return Err(Message::new("units-label-long")
            .with("label", long.label.as_str())
            .with("n", LABEL_CHARACTERS_MAX));
    }
    let mut seen = HashSet::new();
    let twice: Vec<&str> = all
        .iter()
        .filter(|each| !seen.insert(each.label.to_lowercase()))
        .map(|each| each.label.as_str())
        .collect();
    if twice.is_empty() {
        Ok(())
    } else {
        Err(Message::new("units-label-twice").with("labels", twice.join(", ")))
    }
}

/// The labels that the site already has, whatever their case.
pub fn already_there(wanted: &[Wanted], existing: &[String]) -> Vec<String> {
    let existing: HashSet<String> = existing.iter().map(|label| label.to_lowercase()).collect();
    wanted
        .iter()
        .filter(|each| existing.contains(&each.label.to_lowercase()))
        .map(|each| each.label.clone())
        .collect()
}

/// `201 à 220`, `201 – 220` and `201-220` alike.
fn joined_ranges(line: &str) -> String {
    let dashed = line.replace(['–', '—', '−', '‑'], "-");
    let words: Vec<&str> = dashed.split_whitespace().collect();
    let ends_in_digit = |word: &str| word.ends_with(|c: char| c.is_ascii_digit());
    let mut joined = String::new();
    for (place, word) in words.iter().enumerate() {
        let between_numbers = place > 0
            && ends_in_digit(words[place - 1])
            && words.get(place + 1).is_some_and(|next| next.contains(|c: char| c.is_ascii_digit()));
        let to = matches!(*word, "à" | "a" | "to" | "au") && between_numbers;
        if to || *word == "-" {
            joined.push('-');
            continue;
        }
        if !joined.is_empty() && !joined.ends_with('-') && !word.starts_with('-') {
            joined.push(' ');
        }
        joined.push_str(word);
    }
    joined
}

/// Takes `4 places` off the end of a piece.
fn without_places<'a>(words: &'a [&'a str]) -> (&'a [&'a str], Option<i32>) {
    const WORDS: [&str; 9] =
        ["place", "places", "pl", "lit", "lits", "personne", "personnes", "bed", "beds"];
    let [before @ .., number, word] = words else {
        return (words, None);
    };
    let is_word = WORDS.contains(&word.trim_end_matches('.').to_lowercase().as_str());
    match number.parse() {
        Ok(n) if is_word => (before, Some(n)),
        _ => (words, None),
    }
}

/// Words without a figure come before each number that follows: `Module 1-3` is three.
fn read_piece(words: &[&str], all: &mut Vec<Wanted>) -> Result<(), Message> {
    let mut prefix: Vec<&str> = Vec::new();
    let mut named = false;
    for word in words {
        if !word.contains(|c: char| c.is_ascii_digit()) {
            prefix.push(word);
            continue;
        }
        named = true;
        for label in expanded(word)? {
            let label =
                prefix.iter().copied().chain([label.as_str()]).collect::<Vec<_>>().join(" ");
            all.push(Wanted { label, places: None });
        }
    }
    if !named && !prefix.is_empty() {
        all.push(Wanted { label: prefix.join(" "), places: None });
    }
    Ok(())
}

/// `201-203` → 201 202 203; `A01-A03` keeps its letter and its zeros; `12B` is itself.
fn expanded(word: &str) -> Result<Vec<String>, Message> {
    let Some((from, to)) = word.split_once('-') else {
        return Ok(vec![word.to_owned()]);
    };
    let (letters, start) = split_number(from);
    let (other_letters, end) = split_number(to);
    let same = other_letters.is_empty() || other_letters.eq_ignore_ascii_case(letters);
    let (Ok(first), Ok(last), true) = (start.parse::<u32>(), end.parse::<u32>(), same) else {
        // A dash inside a name: `B-12`.
        return Ok(vec![word.to_owned()]);
    };
    let refused = |key| Err(Message::new(key).with("range", word));
    if last < first {
        return refused("units-range-backwards");
    }
    if usize::try_from(last - first).unwrap_or(usize::MAX) >= AT_ONCE_MAX {
        return Err(Message::new("units-too-many").with("n", AT_ONCE_MAX));
    }
    let width = start.len();
    Ok((first..=last).map(|number| format!("{letters}{number:0width$}")).collect())
}

fn split_number(text: &str) -> (&str, &str) {
    let digits = text.chars().rev().take_while(char::is_ascii_digit).count();
    text.split_at(text.len() - digits)
}

/// The floor a room number tells: 201 is on the second, 1204 on the twelfth.
pub fn floor_of(label: &str) -> i32 {
    let (_, number) = split_number(label);
    number
        .parse::<i32>()
        .ok()
        .map(|number| number / 100)
        .filter(|floor| *floor < 60)
        .unwrap_or_default()
}

/// Sorts room 9 before room 10.
pub fn natural_key(label: &str) -> (String, u64, String) {
    let (before, number) = split_number(label);
    (before.to_lowercase(), number.parse().unwrap_or_default(), label.to_lowercase())
}

/// What changes of a unit; `None` stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    pub label: Option<String>,
    pub floor: Option<i32>,
    pub places: Option<i32>,
    pub cots: Option<i32>,
    pub step_free: Option<bool>,
    pub wheelchair: Option<bool>,
    pub kitchen: Option<bool>,
    pub private_bath: Option<bool>,
    pub shared: Option<bool>,
    pub connects_to: Option<Option<uuid::Uuid>>,
    pub in_service_from: Option<NaiveDate>,
    pub in_service_to: Option<Option<NaiveDate>>,
}

impl Changes {
    #[must_use]
    pub fn applied(&self, unit: &Unit) -> Unit {
        let mut changed = unit.clone();
        macro_rules! take {
            ($($field:ident),+) => { $(if let Some(value) = self.$field.clone() { changed.$field = value; })+ };
        }
        take!(
            label,
            floor,
            places,
            cots,
            step_free,
            wheelchair,
            kitchen,
            private_bath,
            shared,
            connects_to,
            in_service_from,
            in_service_to
        );
        changed
    }
}

/// Why a unit may not become `after`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    Field(&'static str, Message),
    /// These lines, somebody's nights, would no longer fit.
    InTheWay(Message, Vec<Line>),
}

/// `lines` are all those in force on the unit; `ever_taken`, whether it ever had any at all.
/// Past nights stay inside the service dates; only nights to come must fit the places.
pub fn check_change(
    before: &Unit,
    after: &Unit,
    lines: &[Line],
    ever_taken: bool,
    tonight: NaiveDate,
) -> Result<(), Refusal> {
    let label = || Message::new("units-in-the-way").with("unit", before.label.as_str());
    if after.in_service_to.is_some_and(|to| to <= after.in_service_from) {
        let problem = Message::new("units-service-empty");
        return Err(Refusal::Field("in_service_to", problem));
    }
    if before.shared != after.shared && ever_taken {
        let problem = Message::new("units-shared-taken").with("unit", before.label.as_str());
        return Err(Refusal::Field("shared", problem));
    }
    let held: Vec<Line> = lines.iter().filter(|line| line.kind != Kind::Closure).cloned().collect();
    let span = after.in_service();
    let cut: Vec<Line> = held.iter().filter(|line| !within(line.nights(), span)).cloned().collect();
    let narrowed = !within(before.in_service(), span);
    if narrowed && !cut.is_empty() {
        return Err(Refusal::InTheWay(label(), cut));
    }
    if after.places == before.places {
        return Ok(());
    }
    let to_come = |line: &Line| line.to_night.is_none_or(|to| to > tonight);
    let closed = |line: &Line| line.kind == Kind::Closure && to_come(line);
    if before.shared && lines.iter().any(closed) {
        let problem = Message::new("units-places-closed").with("unit", before.label.as_str());
        return Err(Refusal::Field("places", problem));
    }
    let crowded: Vec<Line> = held
        .into_iter()
        .filter(|line| line.persons > after.places || line.slot > after.places)
        .filter(to_come)
        .collect();
    if after.places < before.places && !crowded.is_empty() {
        let message = Message::new("units-places-taken").with("unit", before.label.as_str());
        return Err(Refusal::InTheWay(message, crowded));
    }
    Ok(())
}

fn within(inner: Nights, outer: Nights) -> bool {
    inner.intersection(outer) == Some(inner)
}

/// How many of each size, in order: `4 places × 12`.
pub fn sizes(units: &[Unit]) -> Vec<(i32, usize)> {
    let mut counted: HashMap<i32, usize> = HashMap::new();
    for unit in units {
        *counted.entry(unit.places).or_default() += 1;
    }
    let mut sizes: Vec<_> = counted.into_iter().collect();
    sizes.sort_unstable();
    sizes
}

#[cfg(test)]
mod tests;

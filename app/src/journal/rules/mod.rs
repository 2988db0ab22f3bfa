//! What changed, field by field, as far as the reader may know it.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;
use uuid::Uuid;

use crate::access::{Class, Grant, Role, journal::Subject};

/// One field before and after. `None`: it had no value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChange {
    /// From the outside in: `["members", "0", "role"]`.
    pub path: Vec<String>,
    pub before: Option<Shown>,
    pub after: Option<Shown>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    Text(String),
    Flag(bool),
    List(Vec<String>),
    /// It has a value the reader may not see.
    Kept,
}

/// The fields that differ. What is not for the reader is said to differ, not shown.
pub fn changes(
    subject: Subject,
    before: Option<&Value>,
    after: Option<&Value>,
    may_read: impl Fn(Class) -> bool,
) -> Vec<FieldChange> {
    let before = leaves(before);
    let after = leaves(after);
    let mut paths: Vec<_> = before.keys().chain(after.keys()).collect();
    paths.sort();
    paths.dedup();
    let told = |path: &[String], value: Option<&Shown>| {
        let value = value?;
        let may_see = classes_of(subject, path, value).into_iter().flatten().all(&may_read);
        Some(if may_see { value.clone() } else { Shown::Kept })
    };
    let mut changes: Vec<_> = paths
        .into_iter()
        .filter(|path| before.get(*path) != after.get(*path))
        .map(|path| FieldChange {
            path: path.clone(),
            before: told(path, before.get(path)),
            after: told(path, after.get(path)),
        })
        .collect();
    // What, then from when, then until when.
    changes.sort_by_key(|change| match field(&change.path) {
        "from" | "from_night" => 1,
        "to" | "to_night" => 2,
        _ => 0,
    });
    changes
}

/// The name of the value at the end of a path; places in lists are not names.
pub fn field(path: &[String]) -> &str {
    let mut names = path.iter().rev();
    names.find(|name| name.parse::<usize>().is_err()).map_or("", String::as_str)
}

/// Every value of a document under the path that leads to it.
fn leaves(document: Option<&Value>) -> BTreeMap<Vec<String>, Shown> {
    let mut found = BTreeMap::new();
    if let Some(document) = document {
        collect(document, &mut Vec::new(), &mut found);
    }
    found
}

fn collect(value: &Value, path: &mut Vec<String>, found: &mut BTreeMap<Vec<String>, Shown>) {
    match value {
        Value::Null => {}
        Value::Object(fields) => {
            for (name, value) in fields.iter().filter(|(name, _)| *name != "version") {
                path.push(name.clone());
                collect(value, path, found);
                path.pop();
            }
        }
        Value::Array(items) if items.iter().any(|item| item.is_object() || item.is_array()) => {
            for (place, item) in items.iter().enumerate() {
                path.push((place + 1).to_string());
                collect(item, path, found);
                path.pop();
            }
        }
        Value::Array(items) if items.is_empty() => {}
        Value::Array(items) => {
            let texts = items.iter().map(text).collect();
            found.insert(path.clone(), Shown::List(texts));
        }
        Value::Bool(flag) => {
            found.insert(path.clone(), Shown::Flag(*flag));
        }
        Value::String(text) if text.is_empty() => {}
        other => {
            found.insert(path.clone(), Shown::Text(text(other)));
        }
    }
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// Fields of families that tell nothing of who they are (domain B.2, C2). Any other
/// is taken for identity, so that a field nobody thought of is not shown by accident.
const PSEUDONYMOUS: &str = "\
    admissible adults age_band agreed_from agreed_to animals arrived_on basis booking booking_id bookings \
    cause children code cots created_at criteria decided_on decision departed_on ends_on from \
    evaluate_by from_night funder held_until parked_until place received_at slept source \
    household household_id id infants kind lines mandate mandate_id members merged_into \
    needs night nights occupations of_night organisation organisation_id other \
    other_household_id other_id overlap person_id person_ids persons reason_in reason_out \
    recorded_at reference restricted role shared side site site_id size slot state territory \
    to to_night transferred_from unit unit_id unit_ids units user";

const MONEY: &str = "\
    amount amount_cents budget cost cost_cents infants_free_below price price_cents";

/// Those of them that hold words. In any other, words would be somebody's.
const WORDED: &str = "\
    booking code household mandate organisation reference site territory unit";

/// Parts of a family's history that are a class of their own.
const PARTS: &[(&str, Class)] =
    &[("funding", Class::Funding), ("request", Class::Requests), ("support", Class::Support)];

/// The classes of data a value belongs to beyond that of its subject.
fn classes_of(subject: Subject, path: &[String], value: &Shown) -> [Option<Class>; 2] {
    let part = PARTS.iter().find(|(name, _)| path.first().is_some_and(|first| first == name));
    match part {
        Some((_, class)) => [Some(*class), class_of(subject, &path[1..], value)],
        None => [class_of(subject, path, value), None],
    }
}

fn class_of(subject: Subject, path: &[String], value: &Shown) -> Option<Class> {
    let name = field(path);
    if is_among(MONEY, name) {
        return Some(Class::Money);
    }
    let of_family = matches!(subject, Subject::Household | Subject::Booking);
    let known =
        path.iter().all(|name| name.parse::<usize>().is_ok() || is_among(PSEUDONYMOUS, name));
    let plain = is_among(WORDED, name)
        || match value {
            Shown::Text(text) => says_nobody(text),
            Shown::List(texts) => texts.iter().all(|text| says_nobody(text)),
            Shown::Flag(_) | Shown::Kept => true,
        };
    (of_family && !(known && plain)).then_some(Class::Identity)
}

fn is_among(names: &str, name: &str) -> bool {
    names.split_whitespace().any(|each| each == name)
}

/// A code, a number, a date, an id.
fn says_nobody(text: &str) -> bool {
    is_code(text)
        || text.parse::<i64>().is_ok()
        || text.parse::<NaiveDate>().is_ok()
        || text.parse::<DateTime<Utc>>().is_ok()
        || Uuid::parse_str(text).is_ok()
}

/// Free words about a family are for those who may know who it is; a code is for all.
pub fn reason_for(
    subject: Subject,
    reason: Option<&str>,
    may_read: impl Fn(Class) -> bool,
) -> Option<Shown> {
    let reason = reason.filter(|reason| !reason.trim().is_empty())?;
    let of_family = matches!(subject, Subject::Household | Subject::Booking);
    if of_family && !is_code(reason) && !may_read(Class::Identity) {
        Some(Shown::Kept)
    } else {
        Some(Shown::Text(reason.to_owned()))
    }
}

/// Whether a text is one of our codes rather than words.
pub fn is_code(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

/// On whose account a household is, and who follows it or lately did.
pub struct Ties {
    pub organisation_id: Uuid,
    pub mandates: Vec<Uuid>,
}

/// Whether some right reaches the whole file. A host sees a family it lodges from
/// its first promise on, and not what came before (domain B.1, P4).
pub fn reads_all(grants: &[Grant], ties: &Ties) -> bool {
    grants.iter().any(|grant| match grant.role {
        Role::SiteManager | Role::FieldAgent | Role::Administrator => false,
        Role::SocialWorker => grant.mandate_id.is_some_and(|id| ties.mandates.contains(&id)),
        Role::Coordinator
        | Role::BookingOfficer
        | Role::Analyst
        | Role::HeadOfMission
        | Role::DataProtection => grant.organisation_id == ties.organisation_id,
    })
}

#[cfg(test)]
mod tests;

//! A submitted form: strings as typed, read field by field, every problem at once.

use chrono::{NaiveDate, NaiveDateTime};
use uuid::Uuid;

use crate::{
    error::{AppError, Outcome},
    i18n::Message,
};

/// Fields in the order they were sent; a name may come several times.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    fields: Vec<(String, String)>,
}

impl Form {
    pub fn parse(encoded: &str) -> Self {
        Self { fields: serde_urlencoded::from_str(encoded).unwrap_or_default() }
    }

    pub fn from_pairs(fields: Vec<(String, String)>) -> Self {
        Self { fields }
    }

    /// The trimmed value; empty when absent.
    pub fn text(&self, name: &str) -> &str {
        self.raw(name).map_or("", str::trim)
    }

    /// The value exactly as typed: for passwords.
    pub fn raw(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(each, _)| each == name).map(|(_, value)| value.as_str())
    }

    pub fn has(&self, name: &str) -> bool {
        !self.text(name).is_empty()
    }

    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.fields.iter().filter(move |(each, _)| each == name).map(|(_, value)| value.trim())
    }

    /// Every field in its order, several values of one name included.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.fields.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The query string with some fields replaced; an empty value removes one.
    pub fn address_with(&self, path: &str, changes: &[(&str, &str)]) -> String {
        let kept =
            self.fields.iter().filter(|(name, _)| changes.iter().all(|(each, _)| each != name));
        let kept = kept.map(|(name, value)| (name.as_str(), value.as_str()));
        let pairs: Vec<_> =
            kept.chain(changes.iter().copied()).filter(|(_, value)| !value.is_empty()).collect();
        match serde_urlencoded::to_string(pairs) {
            Ok(query) if !query.is_empty() => format!("{path}?{query}"),
            _ => path.to_owned(),
        }
    }
}

/// Reads fields and remembers each problem, so that a form is answered once.
pub struct Reader<'a> {
    form: &'a Form,
    problems: Vec<(&'static str, Message)>,
}

impl<'a> Reader<'a> {
    pub fn new(form: &'a Form) -> Self {
        Self { form, problems: Vec::new() }
    }

    pub fn refuse(&mut self, field: &'static str, message: Message) {
        self.problems.push((field, message));
    }

    /// All that was read, if nothing was wrong.
    pub fn finish<T>(self, value: T) -> Outcome<T> {
        if self.problems.is_empty() {
            Ok(value)
        } else {
            Err(AppError::Invalid { fields: self.problems })
        }
    }

    pub fn text(&mut self, name: &'static str, characters_max: usize) -> String {
        let value = self.form.text(name);
        if value.chars().count() > characters_max {
            self.refuse(name, Message::new("field-too-long").with("n", characters_max));
        }
        value.to_owned()
    }

    pub fn required(&mut self, name: &'static str, characters_max: usize) -> String {
        let value = self.text(name, characters_max);
        if value.is_empty() {
            self.refuse(name, Message::new("field-required"));
        }
        value
    }

    /// An ISO date, as date fields send it, or `dd/mm/yyyy` as people type it.
    pub fn date_or_none(&mut self, name: &'static str) -> Option<NaiveDate> {
        let value = self.form.text(name);
        if value.is_empty() {
            return None;
        }
        let date = parse_date(value);
        if date.is_none() {
            self.refuse(name, Message::new("field-date"));
        }
        date
    }

    pub fn date(&mut self, name: &'static str) -> NaiveDate {
        if !self.form.has(name) {
            self.refuse(name, Message::new("field-required"));
        }
        self.date_or_none(name).unwrap_or_default()
    }

    /// A local date and time, `2026-03-12T18:30`.
    pub fn moment_or_none(&mut self, name: &'static str) -> Option<NaiveDateTime> {
        let value = self.form.text(name);
        if value.is_empty() {
            return None;
        }
        let moment = NaiveDateTime::parse_from_str(value, "%Y-%m-%dT%H:%M").ok();
        if moment.is_none() {
            self.refuse(name, Message::new("field-moment"));
        }
        moment
    }

    /// A whole number within bounds; empty is `default`.
    pub fn number(&mut self, name: &'static str, min: i32, max: i32, default: i32) -> i32 {
        let value = self.form.text(name);
        if value.is_empty() {
            return default;
        }
        match value.parse() {
            Ok(number) if (min..=max).contains(&number) => number,
            _ => {
                self.refuse(name, Message::new("field-number").with("min", min).with("max", max));
                default
            }
        }
    }

    pub fn flag(&mut self, name: &'static str) -> bool {
        self.form.has(name)
    }

    pub fn id_or_none(&mut self, name: &'static str) -> Option<Uuid> {
        let value = self.form.text(name);
        if value.is_empty() {
            return None;
        }
        let id = Uuid::parse_str(value).ok();
        if id.is_none() {
            self.refuse(name, Message::new("field-choice"));
        }
        id
    }

    pub fn id(&mut self, name: &'static str) -> Uuid {
        if !self.form.has(name) {
            self.refuse(name, Message::new("field-required"));
        }
        self.id_or_none(name).unwrap_or_default()
    }

    /// The id every form carries, made when the form was: sending it twice is one command.
    pub fn command(&mut self) -> Uuid {
        Uuid::parse_str(self.form.text("command_id")).unwrap_or_else(|_| Uuid::now_v7())
    }

    /// One of a text enum's codes.
    pub fn choice<T>(
        &mut self,
        name: &'static str,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let found = parse(self.form.text(name));
        if found.is_none() {
            let key = if self.form.has(name) { "field-choice" } else { "field-required" };
            self.refuse(name, Message::new(key));
        }
        found
    }

    /// Every ticked code of a text enum.
    pub fn choices<T>(&mut self, name: &'static str, parse: impl Fn(&str) -> Option<T>) -> Vec<T> {
        self.form.all(name).filter_map(parse).collect()
    }

    pub fn ids(&mut self, name: &'static str) -> Vec<Uuid> {
        self.form.all(name).filter_map(|value| Uuid::parse_str(value).ok()).collect()
    }
}

pub fn parse_date(value: &str) -> Option<NaiveDate> {
    ["%Y-%m-%d", "%d/%m/%Y"].iter().find_map(|format| NaiveDate::parse_from_str(value, format).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_problem_is_reported_at_once() {
        let form = Form::parse("from=31/02/2026&adults=-1&name=++");
        let mut reader = Reader::new(&form);
        reader.date("from");
        reader.number("adults", 0, 20, 1);
        reader.required("name", 10);
        let Err(AppError::Invalid { fields }) = reader.finish(()) else { panic!("accepted") };
        let names: Vec<_> = fields.iter().map(|(name, _)| *name).collect();
        assert_eq!(names, ["from", "adults", "name"]);
    }

    #[test]
    fn a_date_is_read_as_sent_and_as_typed() {
        let expected = NaiveDate::from_ymd_opt(2026, 3, 12);
        assert_eq!(parse_date("2026-03-12"), expected);
        assert_eq!(parse_date("12/03/2026"), expected);
        assert_eq!(parse_date("12 mars"), None);
    }

    #[test]
    fn an_address_keeps_the_other_filters() {
        let query = Form::parse("q=diarra&sort=name&page=3");
        assert_eq!(
            query.address_with("/households", &[("page", "4")]),
            "/households?q=diarra&sort=name&page=4"
        );
        assert_eq!(
            query.address_with("/households", &[("q", ""), ("sort", ""), ("page", "")]),
            "/households"
        );
    }
}

//! What somebody typed to find a household, and the order of what was found.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use uuid::Uuid;

use super::words::{self, BEGINNING_FROM};

const QUERY_CHARACTERS_MAX: usize = 100;
const TERMS_MAX: usize = 6;
/// One thing that must match, in one way or another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    pub text: String,
    kind: Kind,
    /// Still being typed: a beginning matches.
    is_last: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Name,
    /// A phone, a year, or the number of a room.
    Digits,
    Birth,
    Code,
}

/// How far a word is from the term it answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Closeness {
    Exact,
    Beginning,
    /// The site or the room where the household sleeps, not the household itself.
    Place,
    Mistyped,
}

/// A household that matches, before it is ranked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    pub id: Uuid,
    pub code: String,
    pub sort_name: String,
    /// Those of its words that were looked for.
    pub words: Vec<String>,
}

/// The terms of what was typed; none when nothing can be looked up.
pub fn terms(query: &str) -> Vec<Term> {
    let query: String = query.chars().take(QUERY_CHARACTERS_MAX).collect();
    let mut terms = Vec::new();
    let mut digits = String::new();
    for token in query.split_whitespace() {
        if is_dialled(token) && read_date(token).is_none() {
            if !digits.is_empty() {
                digits.push(' ');
            }
            digits.push_str(token);
            continue;
        }
        flush_digits(&mut terms, &mut digits);
        read_token(&mut terms, token);
    }
    flush_digits(&mut terms, &mut digits);
    // An initial says nothing when the rest of the name is there.
    if terms.iter().any(|term| !term.is_initial()) {
        terms.retain(|term| !term.is_initial());
    }
    terms.truncate(TERMS_MAX);
    if let Some(last) = terms.last_mut() {
        last.is_last = !query.ends_with(char::is_whitespace);
    }
    terms
}

fn is_dialled(token: &str) -> bool {
    token.contains(|letter: char| letter.is_ascii_digit())
        && token.chars().all(|letter| letter.is_ascii_digit() || "+.-/()".contains(letter))
}

/// Digits in pairs are one phone number; otherwise each group is a term.
fn flush_digits(terms: &mut Vec<Term>, digits: &mut String) {
    let count = digits.chars().filter(char::is_ascii_digit).count();
    if count >= 6 {
        terms.push(Term::new(words::phone_digits(digits), Kind::Digits));
    } else {
        for group in digits.split_whitespace() {
            let text = group.chars().filter(char::is_ascii_digit).collect();
            terms.push(Term::new(text, Kind::Digits));
        }
    }
    digits.clear();
}

fn read_token(terms: &mut Vec<Term>, token: &str) {
    if let Some(date) = read_date(token) {
        let text = words::birth_word(date);
        terms.push(Term::new(text, Kind::Birth));
    } else if let Some(code) = read_code(token) {
        terms.push(Term::new(code, Kind::Code));
    } else {
        let words = words::words(token).into_iter();
        terms.extend(words.map(|word| Term::new(word, Kind::Name)));
    }
}

fn read_date(token: &str) -> Option<NaiveDate> {
    ["%d/%m/%Y", "%Y-%m-%d", "%d.%m.%Y", "%d-%m-%Y"]
        .iter()
        .find_map(|format| NaiveDate::parse_from_str(token, format).ok())
        .filter(|date| (1880..2200).contains(&chrono::Datelike::year(date)))
}

/// `F-7K3M-9QXT`, `f7k3m9qxt`, `7K3M-9QXT`: a code for sure, not a name.
fn read_code(token: &str) -> Option<String> {
    let letters: String = token
        .chars()
        .filter(|letter| *letter != '-')
        .map(|letter| letter.to_ascii_lowercase())
        .collect();
    if !letters.chars().all(|letter| letter.is_ascii_alphanumeric()) {
        return None;
    }
    let marked = letters.len() == 9 && letters.starts_with('f');
    let code = if marked { &letters[1..] } else { &letters[..] };
    let sure =
        code.contains(|letter: char| letter.is_ascii_digit()) || (marked && token.contains('-'));
    (code.len() == 8 && sure).then(|| format!("c:{}", as_in_codes(code)))
}

fn as_in_codes(text: &str) -> String {
    text.chars()
        .map(|letter| words::read_well(letter.to_ascii_uppercase()).to_ascii_lowercase())
        .collect()
}

impl Term {
    fn new(text: String, kind: Kind) -> Self {
        Self { text, kind, is_last: false }
    }

    fn is_initial(&self) -> bool {
        self.kind == Kind::Name && self.text.len() == 1
    }

    /// The number or label of a room, when it can be one.
    pub fn room(&self) -> Option<&str> {
        let short = self.text.chars().count() <= 6;
        let numbered = self.text.contains(|letter: char| letter.is_ascii_digit());
        let plain = matches!(self.kind, Kind::Digits | Kind::Name);
        (plain && short && numbered).then_some(self.text.as_str())
    }

    /// What the term is looked up by. Who may not know names only finds codes.
    pub fn keys(&self, knows_names: bool) -> BTreeSet<String> {
        let text = &self.text;
        let mut keys = BTreeSet::new();
        // Half a code, or one without any digit: perhaps a name, perhaps not.
        let whole = text.strip_prefix('f').filter(|rest| rest.len() == 8);
        let code = whole.or(Some(text.as_str()).filter(|text| [4, 8].contains(&text.len())));
        if let Some(code) = code.filter(|_| matches!(self.kind, Kind::Name | Kind::Digits)) {
            keys.insert(format!("c:{}", as_in_codes(code)));
        }
        if self.kind == Kind::Code {
            keys.insert(text.clone());
        }
        if !knows_names {
            return keys;
        }
        match self.kind {
            Kind::Code => {}
            Kind::Birth => {
                keys.insert(text.clone());
            }
            Kind::Digits => {
                keys.extend([text.clone(), format!("t:{text}")]);
                if text.len() == 4 {
                    keys.insert(format!("b:{text}"));
                }
            }
            Kind::Name => {
                keys.insert(text.clone());
                keys.extend(words::shortened(text));
                if self.is_last && text.chars().count() >= BEGINNING_FROM {
                    keys.insert(format!("{text}*"));
                }
            }
        }
        keys
    }

    /// How close a word found under one of the keys really is.
    pub fn closeness(&self, word: &str) -> Option<Closeness> {
        if word.contains(':') {
            let keys = words::keys(word);
            let answers = self.keys(true).iter().any(|key| keys.contains(key));
            return answers.then_some(Closeness::Exact);
        }
        if word == self.text {
            return Some(Closeness::Exact);
        }
        if self.kind != Kind::Name {
            return None;
        }
        if self.is_last && word.starts_with(&self.text) {
            return Some(Closeness::Beginning);
        }
        words::is_close(&self.text, word).then_some(Closeness::Mistyped)
    }

    /// Whether a site of this name answers the term.
    pub fn names(&self, site_words: &[String]) -> bool {
        site_words.iter().any(|word| self.closeness(word).is_some())
    }
}

/// The nearest first; as near as each other, by name, then by code.
pub fn rank(terms: &[Term], mut found: Vec<Candidate>) -> Vec<Candidate> {
    found.sort_by_cached_key(|candidate| {
        let mut distances: Vec<_> =
            terms.iter().map(|term| distance(term, &candidate.words)).collect();
        distances.sort_unstable_by(|a, b| b.cmp(a));
        (distances, candidate.sort_name.clone(), candidate.code.clone())
    });
    found
}

fn distance(term: &Term, words: &[String]) -> Closeness {
    let closest = words.iter().filter_map(|word| term.closeness(word)).min();
    closest.unwrap_or(Closeness::Place)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(query: &str) -> Vec<String> {
        terms(query).into_iter().map(|term| term.text).collect()
    }

    #[test]
    fn what_was_typed_is_read_as_names_phones_dates_and_codes() {
        for (query, expected) in [
            ("Diarra Awa", vec!["diarra", "awa"]),
            ("06 12 34 56 78", vec!["0612345678"]),
            ("diarra 06.12.34.56.78", vec!["diarra", "0612345678"]),
            ("+33 6 12 34 56 78", vec!["0612345678"]),
            ("14/05/1989", vec!["b:19890514"]),
            ("14-05-1989", vec!["b:19890514"]),
            ("1989", vec!["1989"]),
            ("F-7K3M-9QXT", vec!["c:7k3m9qxt"]),
            ("f7k3m9qxt", vec!["c:7k3m9qxt"]),
            ("7k3m-9qxo", vec!["c:7k3m9qx0"]),
            ("Jean-Mari", vec!["jean", "mari"]),
            ("bassin 12", vec!["bassin", "12"]),
            ("n'diaye", vec!["diaye"]),
            ("a", vec!["a"]),
            ("  ", vec![]),
        ] {
            assert_eq!(texts(query), expected, "{query}");
        }
    }

    #[test]
    fn a_beginning_only_counts_for_the_last_word() {
        let terms = terms("dia awa");
        assert_eq!(terms[0].closeness("diarra"), None);
        assert_eq!(terms[1].closeness("awatif"), Some(Closeness::Beginning));
        assert_eq!(super::terms("dia ")[0].closeness("diarra"), None);
    }

    #[test]
    fn one_mistake_is_forgiven_and_not_two() {
        let term = &terms("dairra x")[0];
        assert_eq!(term.closeness("diarra"), Some(Closeness::Mistyped));
        assert_eq!(term.closeness("diarro"), None);
        assert_eq!(terms("sou x")[0].closeness("sow"), None);
    }

    #[test]
    fn who_may_not_know_names_only_finds_codes() {
        for query in ["diarra", "0612345678", "14/05/1989", "1989"] {
            let keys = terms(query)[0].keys(false);
            assert!(keys.iter().all(|key| key.starts_with("c:")), "{query}");
        }
        for (query, code) in [
            ("F-7K3M-9QXT", "c:7k3m9qxt"),
            ("fqkyxpszy", "c:qkyxpszy"),
            ("QKYXPSZY", "c:qkyxpszy"),
            ("pszy", "c:pszy"),
        ] {
            assert!(terms(query)[0].keys(false).contains(code), "{query}");
        }
    }

    #[test]
    fn the_nearest_come_first() {
        let candidate = |name: &str, words: &[&str]| Candidate {
            id: Uuid::nil(),
            code: String::new(),
            sort_name: name.to_owned(),
            words: words.iter().map(|&word| word.to_owned()).collect(),
        };
        let found = vec![
            candidate("mistyped", &["diarro"]),
            candidate("place", &[]),
            candidate("exact b", &["diarra"]),
            candidate("beginning", &["diarrassouba"]),
            candidate("exact a", &["diarra"]),
        ];
        let ranked = rank(&terms("diarra"), found);
        let order: Vec<_> = ranked.iter().map(|each| each.sort_name.as_str()).collect();
        assert_eq!(order, ["exact a", "exact b", "beginning", "place", "mistyped"]);
    }
}

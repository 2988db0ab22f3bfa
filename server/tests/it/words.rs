//! Every sentence the source asks for exists, in both languages, with what it needs.

use std::collections::BTreeSet;

use proc_macro2::TokenTree;

use crate::support::{
    catalogue::Catalogue,
    source::{Source, each_group, inside, is_ident, is_punct, sources, split, string},
};

/// Keys put together from data, where no `format!` in the source shows their beginning.
const PREFIXES: [&str; 0] = [];

/// One place that asks for a sentence.
#[derive(Debug)]
struct Ask {
    at: String,
    key: String,
    /// What it gives the sentence; nothing when the source does not show it.
    given: Option<BTreeSet<String>>,
}

fn source() -> Vec<Source> {
    sources(&["app/src", "server/src"])
}

fn asks(sources: &[Source]) -> Vec<Ask> {
    let mut found = Vec::new();
    for source in sources {
        each_group(&source.tokens, &mut |trees| {
            for at in 0..trees.len() {
                for (key, line, given) in asked_at(trees, at) {
                    let at = format!("{}:{line}", source.path);
                    found.push(Ask { at, key, given });
                }
            }
        });
    }
    found
}

type Found = Vec<(String, usize, Option<BTreeSet<String>>)>;

/// The keys asked for by the call there, if it is one.
fn asked_at(trees: &[TokenTree], at: usize) -> Found {
    let Some(arguments) = inside(trees, at + 1) else {
        return Vec::new();
    };
    let is = |name| is_ident(trees, at, name);
    let nothing = Some(BTreeSet::new());
    let argument = |n: usize| split(&arguments).nth(n).unwrap_or_default().to_vec();
    let one = |tokens: &[TokenTree], given: Option<BTreeSet<String>>| match tokens {
        [only] => string(only).map(|(key, line)| (key, line, given)).into_iter().collect(),
        _ => Vec::new(),
    };
    if is("t") {
        let chosen = chosen_keys(&argument(0));
        return chosen.into_iter().map(|(key, line)| (key, line, nothing.clone())).collect();
    }
    if is("with") {
        // `message.with("n", …)` names a variable; sentences that take some have a hyphen.
        let key = one(&argument(0), names_given(&argument(1)));
        return key.into_iter().filter(|(key, _, _)| key.contains('-')).collect();
    }
    if is("new") && at >= 3 && is_ident(trees, at - 3, "Message") {
        return one(&argument(0), Some(chained(trees, at + 2)));
    }
    if is("invalid") && at >= 3 && is_ident(trees, at - 3, "AppError") {
        return one(&argument(1), nothing);
    }
    if is("saying") || is("undoable") {
        return one(&argument(0), nothing);
    }
    Vec::new()
}

/// The keys among which `t(…)` chooses: one, or those of a `match` or an `if`.
fn chosen_keys(argument: &[TokenTree]) -> Vec<(String, usize)> {
    if let [only] = argument {
        return string(only).into_iter().collect();
    }
    if is_punct(argument, 1, '!') || is_punct(argument, 2, '!') {
        return Vec::new();
    }
    let mut found = Vec::new();
    let stream = argument.iter().cloned().collect();
    each_group(&stream, &mut |trees| {
        found.extend(trees.iter().filter_map(string).filter(|(key, _)| key.contains('-')));
    });
    found
}

/// The names of `&[("n", …), ("at", …)]`.
fn names_given(argument: &[TokenTree]) -> Option<BTreeSet<String>> {
    let list = inside(argument, 1).filter(|_| argument.len() == 2)?;
    split(&list)
        .map(|pair| {
            let pair = inside(pair, 0)?;
            string(pair.first()?).map(|(name, _)| name)
        })
        .collect()
}

/// The names of `.with("n", …).with("at", …)` that follow.
fn chained(trees: &[TokenTree], mut at: usize) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    while is_punct(trees, at, '.') && is_ident(trees, at + 1, "with") {
        let arguments = inside(trees, at + 2).unwrap_or_default();
        names.extend(arguments.first().and_then(string).map(|(name, _)| name));
        at += 3;
    }
    names
}

/// What `format!("weekday-{}", …)` says of a key: how it begins.
fn prefixes(sources: &[Source]) -> BTreeSet<String> {
    let mut found: BTreeSet<String> = PREFIXES.iter().map(|&prefix| prefix.to_owned()).collect();
    for source in sources {
        for (text, _) in source.strings() {
            if let Some((prefix, _)) = text.split_once("-{")
                && !prefix.is_empty()
                && prefix.chars().all(|letter| {
                    letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-'
                })
            {
                found.insert(format!("{prefix}-"));
            }
        }
    }
    found
}

#[track_caller]
fn assert_none(faults: &[String], what: &str) {
    assert!(faults.is_empty(), "{what}:\n{}", faults.join("\n"));
}

#[test]
fn both_catalogues_say_the_same() {
    let (french, english) = (Catalogue::read("fr"), Catalogue::read("en"));
    assert!(french.keys.len() > 50, "the sentences are no longer found");
    let mut faults = [french.faults, english.faults].concat();
    for (key, variables) in &french.keys {
        match english.keys.get(key) {
            None => faults.push(format!("{key} is not in English")),
            Some(others) if others != variables => {
                faults.push(format!("{key} takes {variables:?} in French, {others:?} in English"));
            }
            Some(_) => {}
        }
    }
    let only_english = english.keys.keys().filter(|key| !french.keys.contains_key(*key));
    faults.extend(only_english.map(|key| format!("{key} is not in French")));
    assert_none(&faults, "the catalogues differ");
}

#[test]
fn every_sentence_asked_for_exists_and_has_what_it_needs() {
    let catalogue = Catalogue::read("fr");
    let asks = asks(&source());
    assert!(asks.len() > 50, "the sentences asked for are no longer found");
    let mut faults = Vec::new();
    for Ask { at, key, given } in asks {
        match (catalogue.keys.get(&key), given) {
            (None, _) => faults.push(format!("{at}: no sentence for {key}")),
            (Some(needed), Some(given)) if *needed != given => {
                faults.push(format!("{at}: {key} needs {needed:?} and is given {given:?}"));
            }
            _ => {}
        }
    }
    assert_none(&faults, "sentences asked for");
}

#[test]
fn every_sentence_is_said_somewhere() {
    let catalogue = Catalogue::read("fr");
    let sources = source();
    let strings: BTreeSet<String> =
        sources.iter().flat_map(Source::strings).map(|(text, _)| text).collect();
    let prefixes = prefixes(&sources);
    let unsaid: Vec<String> = catalogue
        .keys
        .keys()
        .filter(|key| !strings.contains(*key) && !catalogue.quoted.contains(*key))
        .filter(|key| !prefixes.iter().any(|prefix| key.starts_with(prefix)))
        .cloned()
        .collect();
    assert_none(&unsaid, "sentences nobody says");
}

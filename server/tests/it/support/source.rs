//! The source text of the product, as files and as tokens.

use std::{
    fs,
    path::{Path, PathBuf},
};

use proc_macro2::{Delimiter, Literal, TokenStream, TokenTree};

pub(crate) struct Source {
    /// From the root of the repository.
    pub(crate) path: String,
    pub(crate) text: String,
    pub(crate) tokens: TokenStream,
}

/// A name with its modules, wherever it is written: in a `use` or in the code.
#[derive(Debug)]
pub(crate) struct Named {
    pub(crate) segments: Vec<String>,
    pub(crate) line: usize,
}

pub(crate) fn root() -> PathBuf {
    let server = Path::new(env!("CARGO_MANIFEST_DIR"));
    server.parent().unwrap().to_owned()
}

/// Every file of a folder that ends so, by path.
pub(crate) fn files(folder: &str, ending: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.to_string_lossy().ends_with(ending) {
                let text = fs::read_to_string(&path).unwrap();
                let path = path.strip_prefix(root()).unwrap();
                found.push((path.to_string_lossy().into_owned(), text));
            }
        }
    }
    found.sort();
    found
}

/// Every Rust file of some folders.
pub(crate) fn sources(folders: &[&str]) -> Vec<Source> {
    let all = folders.iter().flat_map(|folder| files(folder, ".rs"));
    all.map(|(path, text)| {
        let tokens = text.parse().unwrap_or_else(|_| panic!("{path} is not Rust"));
        Source { path, text, tokens }
    })
    .collect()
}

impl Source {
    /// The feature of a file: the folder under `app/src`.
    pub(crate) fn feature(&self) -> Option<&str> {
        let (feature, _) = self.path.strip_prefix("app/src/")?.split_once('/')?;
        Some(feature)
    }

    /// `store` for `store.rs`, `store/lines.rs` and `lines_store.rs` of a feature.
    pub(crate) fn has_role(&self, role: &str) -> bool {
        let Some(feature) = self.feature() else {
            return false;
        };
        let inside = &self.path["app/src/".len() + feature.len() + 1..];
        let inside = inside.trim_end_matches(".rs");
        inside == role
            || inside.starts_with(&format!("{role}/"))
            || inside.ends_with(&format!("_{role}"))
    }

    /// Every word of the code, comments and strings left out, with its line.
    pub(crate) fn words(&self) -> Vec<(String, usize)> {
        let mut found = Vec::new();
        each_group(&self.tokens, &mut |trees| {
            for tree in trees {
                if let TokenTree::Ident(word) = tree {
                    found.push((word.to_string(), word.span().start().line));
                }
            }
        });
        found
    }

    /// Every name with a module before it.
    pub(crate) fn names(&self) -> Vec<Named> {
        let mut found = Vec::new();
        each_group(&self.tokens, &mut |trees| names(trees, &[], &mut found));
        found
    }

    /// Every string of the code with its line.
    pub(crate) fn strings(&self) -> Vec<(String, usize)> {
        let mut found = Vec::new();
        each_group(&self.tokens, &mut |trees| {
            for tree in trees {
                if let Some((text, line)) = string(tree) {
                    found.push((text, line));
                }
            }
        });
        found
    }
}

/// Visits the file and everything between brackets in it; attributes of documentation
/// are comments, and left out.
pub(crate) fn each_group(tokens: &TokenStream, visit: &mut dyn FnMut(&[TokenTree])) {
    let trees: Vec<TokenTree> = tokens.clone().into_iter().collect();
    visit(&trees);
    for tree in &trees {
        if let TokenTree::Group(group) = tree {
            let mut inside = group.stream().into_iter();
            let first = inside.next().map(|first| first.to_string());
            if group.delimiter() == Delimiter::Bracket && first.as_deref() == Some("doc") {
                continue;
            }
            each_group(&group.stream(), visit);
        }
    }
}

fn names(trees: &[TokenTree], before: &[String], found: &mut Vec<Named>) {
    let mut at = 0;
    while at < trees.len() {
        let TokenTree::Ident(first) = &trees[at] else {
            at += 1;
            continue;
        };
        let line = first.span().start().line;
        let mut segments = before.to_vec();
        segments.push(first.to_string());
        at += 1;
        let mut grouped = false;
        while is_punct(trees, at, ':') && is_punct(trees, at + 1, ':') {
            match trees.get(at + 2) {
                Some(TokenTree::Ident(next)) => segments.push(next.to_string()),
                Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
                    let inside: Vec<_> = group.stream().into_iter().collect();
                    for part in split(&inside) {
                        names(part, &segments, found);
                    }
                    grouped = true;
                }
                _ => {}
            }
            at += 3;
        }
        if !grouped && segments.len() > 1 {
            found.push(Named { segments, line });
        }
    }
}

/// The parts between commas.
pub(crate) fn split(trees: &[TokenTree]) -> impl Iterator<Item = &[TokenTree]> {
    trees
        .split(|tree| matches!(tree, TokenTree::Punct(punct) if punct.as_char() == ','))
        .filter(|part| !part.is_empty())
}

pub(crate) fn is_punct(trees: &[TokenTree], at: usize, wanted: char) -> bool {
    matches!(trees.get(at), Some(TokenTree::Punct(punct)) if punct.as_char() == wanted)
}

pub(crate) fn is_ident(trees: &[TokenTree], at: usize, wanted: &str) -> bool {
    matches!(trees.get(at), Some(TokenTree::Ident(word)) if *word == wanted)
}

/// What stands between the brackets there.
pub(crate) fn inside(trees: &[TokenTree], at: usize) -> Option<Vec<TokenTree>> {
    match trees.get(at) {
        Some(TokenTree::Group(group)) => Some(group.stream().into_iter().collect()),
        _ => None,
    }
}

/// A string and its line.
pub(crate) fn string(tree: &TokenTree) -> Option<(String, usize)> {
    let TokenTree::Literal(literal) = tree else {
        return None;
    };
    Some((value(literal)?, literal.span().start().line))
}

fn value(literal: &Literal) -> Option<String> {
    let text = literal.to_string();
    if let Some(raw) = text.strip_prefix('r') {
        let raw = raw.trim_matches('#');
        return Some(raw.strip_prefix('"')?.strip_suffix('"')?.to_owned());
    }
    let quoted = text.strip_prefix('"')?.strip_suffix('"')?;
    let mut plain = String::new();
    let mut letters = quoted.chars().peekable();
    while let Some(letter) = letters.next() {
        if letter != '\\' {
            plain.push(letter);
            continue;
        }
        match letters.next() {
            Some('n') => plain.push('\n'),
            Some('t') => plain.push('\t'),
            Some('r') => plain.push('\r'),
            // A line that goes on takes no space from the next.
            Some('\n') => while letters.next_if(|next| next.is_whitespace()).is_some() {},
            Some('u') => plain.extend(unicode(&mut letters)),
            Some(other) => plain.push(other),
            None => {}
        }
    }
    Some(plain)
}

fn unicode(letters: &mut impl Iterator<Item = char>) -> Option<char> {
    let digits: String =
        letters.take_while(|letter| *letter != '}').filter(char::is_ascii_hexdigit).collect();
    char::from_u32(u32::from_str_radix(&digits, 16).ok()?)
}

//! Every SQL text of the source, put together as the compiler would.

use std::collections::HashMap;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use super::source::{Source, each_group, inside, is_ident, is_punct, split, string};

pub(crate) struct Statement {
    pub(crate) path: String,
    pub(crate) line: usize,
    /// Nothing when the text is only known when the program runs.
    pub(crate) sql: Option<String>,
}

/// Macros whose second argument is SQL.
const RUNS: [&str; 5] = ["execute", "tx_all", "tx_one", "read_all", "read_one"];
/// Functions whose first argument is SQL.
const QUERIES: [&str; 5] = ["query", "query_as", "query_scalar", "query_with", "raw_sql"];

type Trees = Vec<TokenTree>;

/// A text-making macro: its parameters and what it becomes.
struct Maker {
    parameters: Vec<String>,
    becomes: Trees,
}

/// What texts are made of besides strings: constants and macros, by name.
struct Parts {
    constants: HashMap<String, Trees>,
    makers: HashMap<String, Maker>,
    /// Macros that become functions, with SQL in them.
    writers: HashMap<String, Maker>,
}

/// The statements of some sources, with the constants and macros of all of them.
/// `app/src/db` is left out: it is where the engines are told apart.
pub(crate) fn statements(sources: &[Source]) -> Vec<Statement> {
    let parts = Parts::of(sources);
    let mut found = Vec::new();
    for source in sources {
        if !source.path.starts_with(APART) {
            let trees = trees(source.tokens.clone());
            parts.statements(&trees, &source.path, None, &mut found);
        }
    }
    found
}

const APART: &str = "app/src/db/";

/// The expression of the SQL run there, and its line.
fn sql_at(trees: &[TokenTree], at: usize) -> Option<(Trees, usize)> {
    let TokenTree::Ident(word) = &trees[at] else {
        return None;
    };
    let line = word.span().start().line;
    let word = word.to_string();
    // A definition of the macro itself is no use of it.
    if RUNS.contains(&word.as_str()) && is_punct(trees, at + 1, '!') {
        let arguments = inside(trees, at + 2)?;
        let sql = split(&arguments).nth(1)?.to_vec();
        return (!is_punct(&sql, 0, '$')).then_some((sql, line));
    }
    if !QUERIES.contains(&word.as_str()) {
        return None;
    }
    let mut open = at + 1;
    if is_punct(trees, open, ':') {
        while !is_punct(trees, open, '>')
            || !matches!(trees.get(open + 1), Some(TokenTree::Group(_)))
        {
            open += 1;
            trees.get(open)?;
        }
        open += 1;
    }
    let arguments = match trees.get(open) {
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis => {
            inside(trees, open)?
        }
        _ => return None,
    };
    let is_definition = at > 0 && is_ident(trees, at - 1, "fn");
    let sql = split(&arguments).next()?.to_vec();
    (!is_definition && !is_punct(&sql, 0, '$')).then_some((sql, line))
}

impl Parts {
    fn of(sources: &[Source]) -> Self {
        let mut parts =
            Self { constants: HashMap::new(), makers: HashMap::new(), writers: HashMap::new() };
        for source in sources.iter().filter(|source| !source.path.starts_with(APART)) {
            each_group(&source.tokens, &mut |trees| {
                for at in 0..trees.len() {
                    if is_ident(trees, at, "const") || is_ident(trees, at, "static") {
                        parts.read_constant(trees, at);
                    } else if is_ident(trees, at, "macro_rules") {
                        parts.read_macro(trees, at);
                    }
                }
            });
        }
        parts
    }

    fn read_constant(&mut self, trees: &[TokenTree], at: usize) {
        let Some(TokenTree::Ident(name)) = trees.get(at + 1) else {
            return;
        };
        let rest = &trees[at + 2..];
        let Some(equals) = (0..rest.len()).find(|at| is_punct(rest, *at, '=')) else {
            return;
        };
        let value = rest[equals + 1..].iter().cloned();
        let value =
            value.take_while(|tree| !matches!(tree, TokenTree::Punct(p) if p.as_char() == ';'));
        self.constants.insert(name.to_string(), value.collect());
    }

    /// Only macros of one rule.
    fn read_macro(&mut self, trees: &[TokenTree], at: usize) -> Option<()> {
        let TokenTree::Ident(name) = trees.get(at + 2)? else {
            return None;
        };
        let rule = inside(trees, at + 3)?;
        let pattern = inside(&rule, 0)?;
        let becomes = inside(&rule, 3)?;
        let makes_text =
            becomes.first().and_then(string).is_some() || is_ident(&becomes, 0, "concat");
        let parameters = (0..pattern.len())
            .filter(|at| is_punct(&pattern, *at, '$'))
            .filter_map(|at| pattern.get(at + 1).map(ToString::to_string))
            .collect();
        let known = if makes_text { &mut self.makers } else { &mut self.writers };
        known.insert(name.to_string(), Maker { parameters, becomes });
        Some(())
    }

    /// What is run between these brackets and in those within; `line` is that of the
    /// macro they come from.
    fn statements(
        &self,
        trees: &[TokenTree],
        path: &str,
        line: Option<usize>,
        found: &mut Vec<Statement>,
    ) {
        let mut at = 0;
        while at < trees.len() {
            if is_ident(trees, at, "macro_rules") {
                at += 4;
                continue;
            }
            if let Some((text, own_line)) = sql_at(trees, at) {
                found.push(Statement {
                    path: path.to_owned(),
                    line: line.unwrap_or(own_line),
                    sql: self.text(&text),
                });
            }
            if let Some((written, own_line)) = self.written_at(trees, at) {
                self.statements(&written, path, line.or(Some(own_line)), found);
            }
            if let Some(inside) = inside(trees, at) {
                self.statements(&inside, path, line, found);
            }
            at += 1;
        }
    }

    /// The functions a macro writes there.
    fn written_at(&self, trees: &[TokenTree], at: usize) -> Option<(Trees, usize)> {
        let TokenTree::Ident(name) = &trees[at] else {
            return None;
        };
        let writer = self.writers.get(&name.to_string())?;
        let arguments = inside(trees, at + 2).filter(|_| is_punct(trees, at + 1, '!'))?;
        let written = writer.filled_in(&arguments);
        Some((written, name.span().start().line))
    }

    fn text(&self, expression: &[TokenTree]) -> Option<String> {
        match expression {
            [one] => match one {
                TokenTree::Literal(literal) => {
                    let text = string(one).map(|(text, _)| text);
                    text.or_else(|| Some(literal.to_string()))
                }
                TokenTree::Group(group) => self.text(&trees(group.stream())),
                TokenTree::Ident(name) => self.text(self.constants.get(&name.to_string())?),
                TokenTree::Punct(_) => None,
            },
            [TokenTree::Punct(and), rest @ ..] if and.as_char() == '&' => self.text(rest),
            [.., TokenTree::Ident(name), TokenTree::Punct(bang), TokenTree::Group(group)]
                if bang.as_char() == '!' =>
            {
                self.made(&name.to_string(), &trees(group.stream()))
            }
            [.., TokenTree::Ident(name), TokenTree::Group(group)] if *name == "AssertSqlSafe" => {
                self.text(&trees(group.stream()))
            }
            [.., TokenTree::Punct(_), TokenTree::Ident(name)] => {
                self.text(self.constants.get(&name.to_string())?)
            }
            _ => None,
        }
    }

    fn made(&self, name: &str, arguments: &[TokenTree]) -> Option<String> {
        if name == "concat" {
            return split(arguments).map(|part| self.text(part)).collect();
        }
        self.text(&self.makers.get(name)?.filled_in(arguments))
    }
}

impl Maker {
    fn filled_in(&self, arguments: &[TokenTree]) -> Trees {
        let given = self.parameters.iter().zip(split(arguments)).collect();
        filled_in(&self.becomes, &given)
    }
}

/// The body of a macro with its parameters replaced.
fn filled_in(body: &[TokenTree], given: &HashMap<&String, &[TokenTree]>) -> Trees {
    let mut filled = Vec::new();
    let mut at = 0;
    while at < body.len() {
        let name = body.get(at + 1).map(ToString::to_string).unwrap_or_default();
        match (&body[at], given.get(&name)) {
            (TokenTree::Punct(sign), Some(value)) if sign.as_char() == '$' => {
                filled.extend(value.iter().cloned());
                at += 1;
            }
            (TokenTree::Group(group), _) => {
                let inner = filled_in(&trees(group.stream()), given);
                let group = proc_macro2::Group::new(group.delimiter(), inner.into_iter().collect());
                filled.push(TokenTree::Group(group));
            }
            // `$crate::`
            (TokenTree::Punct(sign), None) if sign.as_char() == '$' => {}
            (other, _) => filled.push(other.clone()),
        }
        at += 1;
    }
    filled
}

fn trees(stream: TokenStream) -> Trees {
    stream.into_iter().collect()
}

//! What the source text promises and no compiler checks: who may use what, how long, how dated.

use std::process::Command;

use crate::support::{
    source::{Source, files, root, sources},
    sql::statements,
};

/// A file longer than this is two.
const LINES_MAX: usize = 400;

/// Folders of `app/src` that are tools and no features.
const TOOLS: [&str; 3] = ["db", "i18n", "ui"];

fn app() -> Vec<Source> {
    sources(&["app/src"])
}

fn everything() -> Vec<Source> {
    sources(&["app/src", "server/src", "server/tests"])
}

#[track_caller]
fn assert_none(faults: &[String], what: &str) {
    assert!(faults.is_empty(), "{what}:\n{}", faults.join("\n"));
}

/// Words a file of some role may not use.
fn forbidden(role: &str, words: &[&str]) -> Vec<String> {
    let mut faults = Vec::new();
    for source in app() {
        let is_tool = source.feature().is_none_or(|feature| TOOLS.contains(&feature));
        if is_tool || !source.has_role(role) {
            continue;
        }
        for (word, line) in source.words() {
            if words.contains(&word.as_str()) {
                faults.push(format!("{}:{line}: {word}", source.path));
            }
        }
    }
    faults
}

#[test]
fn rules_decide_and_do_nothing_else() {
    let words = [
        "async", "await", "sqlx", "leptos", "axum", "tokio", "clock", "Clock", "Db", "Tx", "store",
        "service",
    ];
    assert_none(&forbidden("rules", &words), "rules are pure");
}

#[test]
fn types_carry_no_page_and_ask_nothing() {
    let words = ["await", "leptos", "axum"];
    assert_none(&forbidden("mod", &words), "mod.rs is types");
}

#[test]
fn stores_know_no_page() {
    let words = ["leptos", "axum", "visit", "Visit", "Form", "service"];
    assert_none(&forbidden("store", &words), "stores are SQL and rows");
}

#[test]
fn services_know_neither_pages_nor_sql() {
    let words = ["leptos", "leptos_router", "axum", "sqlx", "on_tx", "on_pool", "Visit", "Form"];
    assert_none(&forbidden("service", &words), "services decide and save");
}

#[test]
fn pages_and_actions_ask_services() {
    let words = ["sqlx", "axum", "store", "on_tx", "on_pool", "Tx"];
    assert_none(&forbidden("page", &words), "pages ask services");
    assert_none(&forbidden("actions", &words), "actions ask services");
    assert_none(&forbidden("island", &words), "islands have plain data");
}

#[test]
fn sql_is_in_stores() {
    let sources = app();
    let faults: Vec<_> = statements(&sources)
        .into_iter()
        .filter(|statement| {
            let source = sources.iter().find(|source| source.path == statement.path);
            let source = source.unwrap();
            ["rules", "service", "page", "actions", "island", "mod"]
                .iter()
                .any(|role| source.has_role(role))
        })
        .map(|statement| format!("{}:{}", statement.path, statement.line))
        .collect();
    assert_none(&faults, "SQL outside of stores");
}

#[test]
fn a_service_calls_no_other_features_service() {
    let mut faults = Vec::new();
    for source in app().iter().filter(|source| source.has_role("service")) {
        let own = source.feature().unwrap();
        for name in source.names() {
            let before_service = name
                .segments
                .windows(2)
                .find(|pair| pair[1] == "service")
                .map(|pair| pair[0].as_str());
            let foreign = before_service.is_some_and(|before| {
                before != own && !["crate", "self", "super"].contains(&before)
            });
            if foreign {
                faults.push(format!("{}:{}: {}", source.path, name.line, name.segments.join("::")));
            }
        }
    }
    assert_none(&faults, "what two features need is a rule or a store function");
}

#[test]
fn the_servers_pages_ask_services() {
    let mut faults = Vec::new();
    for source in sources(&["server/src/http"]) {
        for (word, line) in source.words() {
            if word == "sqlx" || word == "store" {
                faults.push(format!("{}:{line}: {word}", source.path));
            }
        }
    }
    assert_none(&faults, "what a request needs is a service");
}

#[test]
fn the_clock_is_asked_for_the_time() {
    let mut faults = Vec::new();
    for source in everything() {
        if source.path == "app/src/clock.rs" {
            continue;
        }
        for name in source.names() {
            let asks = name.segments.windows(2).any(|pair| {
                ["Utc", "Local", "SystemTime"].contains(&pair[0].as_str()) && pair[1] == "now"
            });
            if asks {
                faults.push(format!("{}:{}", source.path, name.line));
            }
        }
    }
    assert_none(&faults, "time is a parameter");
}

#[test]
fn files_are_short() {
    let faults: Vec<_> = sources(&["app/src", "server/src"])
        .iter()
        .map(|source| (&source.path, source.text.lines().count()))
        .filter(|(_, lines)| *lines > LINES_MAX)
        .map(|(path, lines)| format!("{path}: {lines} lines"))
        .collect();
    assert_none(&faults, "a file above 400 lines is two");
}

#[test]
fn a_file_says_what_it_is() {
    let faults: Vec<_> = everything()
        .into_iter()
        .filter(|source| !source.text.starts_with("//! "))
        .map(|source| source.path)
        .collect();
    assert_none(&faults, "the first line is a sentence");
}

#[test]
fn migrations_are_lowercase() {
    let mut faults = Vec::new();
    for (path, text) in files("migrations", ".sql") {
        for (line, code) in text.lines().enumerate() {
            let code = code.split("--").next().unwrap_or_default();
            let mut plain = code.split('\'').step_by(2).flat_map(str::chars);
            if plain.any(|letter| letter.is_ascii_uppercase()) {
                faults.push(format!("{path}:{}", line + 1));
            }
        }
    }
    assert_none(&faults, "keywords and names in capitals");
}

/// Every file under version control that is text, with its path.
fn repository() -> Vec<(String, String)> {
    let listed = Command::new("git").args(["ls-files", "-z"]).current_dir(root()).output().unwrap();
    let listed = String::from_utf8(listed.stdout).unwrap();
    let paths = listed.split('\0').filter(|path| !path.is_empty());
    paths
        .filter_map(|path| {
            let text = std::fs::read_to_string(root().join(path)).ok()?;
            Some((path.to_owned(), text))
        })
        .collect()
}

#[test]
fn the_repository_speaks_of_the_product() {
    // In halves, so that this file does not hold them.
    let words = [
        ["cla", "ude"],
        ["anth", "ropic"],
        ["open", "ai"],
        ["chat", "gpt"],
        ["co", "pilot"],
        ["farm-", "bench"],
        ["/work/", "shared"],
        ["/work/", "main"],
        ["/work/", "wt"],
    ];
    let words = words.map(|halves| halves.concat());
    let repository = repository();
    assert!(repository.len() > 40, "the files are no longer found");
    let mut faults = Vec::new();
    for (path, text) in repository {
        let text = text.to_lowercase();
        for word in words.iter().filter(|word| text.contains(*word)) {
            faults.push(format!("{path}: {word}"));
        }
    }
    assert_none(&faults, "these belong elsewhere");
}

#[test]
fn addresses_in_the_repository_are_nobodys() {
    let mut faults = Vec::new();
    for (path, text) in repository() {
        if path.contains("lock") {
            continue;
        }
        for word in
            text.split(|letter: char| letter.is_whitespace() || "\"'<>()`,;".contains(letter))
        {
            let Some((person, domain)) = word.split_once('@') else {
                continue;
            };
            let domain = domain.trim_end_matches(['.', ':']);
            let is_address = !person.is_empty()
                && person.chars().all(|letter| letter.is_alphanumeric() || "._-+".contains(letter))
                && domain.split_once('.').is_some_and(|(name, end)| {
                    !name.is_empty()
                        && end.chars().all(|letter| letter.is_ascii_lowercase() || letter == '.')
                });
            if is_address && !domain.ends_with("example") {
                faults.push(format!("{path}: {word}"));
            }
        }
    }
    assert_none(&faults, "invented addresses end in .example");
}

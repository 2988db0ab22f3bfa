//! An option that cannot stand keeps the program from starting, and says which it is.

use std::fs;

use crate::support::{Home, refusal};

#[test]
fn a_wrong_option_is_named_with_its_value_and_where_it_was_said() {
    let home = Home::new();
    fs::write(home.path("wrong.toml"), "hold_minutes = \"two hours\"\n").unwrap();
    for (variable, words, said) in [
        (None, ["serve", "--listen", "everywhere"], ["listen = \"everywhere\"", "flag --listen"]),
        (
            Some(("ESCALE_TODAY", "tomorrow")),
            ["serve", "--listen", "127.0.0.1:0"],
            ["today = \"tomorrow\"", "environment variable ESCALE_TODAY"],
        ),
        (
            Some(("ESCALE_LISTN", "127.0.0.1:0")),
            ["serve", "--listen", "127.0.0.1:0"],
            ["listn = \"127.0.0.1:0\"", "there is no such option"],
        ),
        (
            None,
            ["serve", "--config", "wrong.toml"],
            ["hold_minutes = \"two hours\"", "file wrong.toml"],
        ),
        (None, ["serve", "--config", "absent.toml"], ["config = \"absent.toml\"", "flag --config"]),
        (
            Some(("DATABASE_URL", "oracle://escale:tiger@host/escale")),
            ["serve", "--listen", "127.0.0.1:0"],
            [
                "database_url = \"oracle://escale:…@host/escale\"",
                "environment variable DATABASE_URL",
            ],
        ),
    ] {
        let mut command = home.command(&words);
        let complaint = refusal(2, command.envs(variable));
        assert!(said.iter().all(|words| complaint.contains(words)), "{complaint}");
        assert!(!complaint.contains("tiger"), "{complaint}");
    }
    assert!(!home.path("data").exists(), "nothing is made before every option stands");
}

#[test]
fn a_flag_nobody_knows_is_refused() {
    let complaint = Home::new().refused(2, &["serve", "--listn", "127.0.0.1:0"]);
    assert!(complaint.contains("--listn"), "{complaint}");
}

#[test]
fn asking_about_a_database_that_is_not_there_creates_none() {
    let home = Home::new();
    for words in [["user", "list"].as_slice(), &["export"], &["backup", "copy.db"]] {
        let complaint = home.refused(1, words);
        assert!(complaint.contains("there is no database data/escale.db"), "{complaint}");
    }
    assert!(!home.path("data").exists());
}

//! The whole database as text, out and in again.

use std::fs;

use crate::support::{Home, count, rows};

#[test]
fn an_export_loads_into_another_database_and_nothing_is_lost() {
    let home = Home::with_demo();
    home.done(&["export", "all.ndjson"]);
    home.done(&["import", "all.ndjson", "--database-url", "sqlite:other/copy.db"]);
    let (before, after) =
        (rows(&home, &home.path("data/escale.db")), rows(&home, &home.path("other/copy.db")));
    assert_eq!(before, after);
    assert!(count(&after, "user_account") > 0);
}

#[test]
fn an_export_is_loaded_from_standard_input_too() {
    let home = Home::with_demo();
    home.done(&["export", "all.ndjson"]);
    let words = ["import", "-", "--database-url", "sqlite:copy.db"];
    let input = fs::File::open(home.path("all.ndjson")).unwrap();
    let loaded = home.command(&words).stdin(input).output().unwrap();
    assert!(loaded.status.success(), "{}", String::from_utf8_lossy(&loaded.stderr));
    assert_eq!(rows(&home, &home.path("copy.db")), rows(&home, &home.path("data/escale.db")));
}

#[test]
fn a_file_that_is_not_whole_or_not_ours_loads_nothing() {
    let home = Home::with_demo();
    home.done(&["migrate", "--database-url", "sqlite:copy.db"]);
    let export = home.done(&["export"]);
    let cut = export.trim_end().rsplit_once('\n').unwrap().0.to_owned() + "\n";
    let broken = export.replacen("\"password_hash\":", "\"password\":", 1);
    let wrong = export.replacen("\"closed_on\":null", "\"closed_on\":\"soon\"", 1);
    let orphan = export.replacen("\"organisation\",\"rows\":7", "\"organisation\",\"rows\":6", 1);
    let mut orphan: Vec<_> = orphan.lines().collect();
    orphan.remove(1);
    let newer = export.replacen("0001_access", "9999_later", 1);
    for (text, reason) in [
        (cut, "cut short"),
        (broken, "user_account.password_hash is missing"),
        (wrong, "line 2: organisation.closed_on is no date: \"soon\""),
        (orphan.join("\n"), "refers to a row of organisation that is not in the file"),
        (newer, "this one does not know migration 9999_later"),
        ("id;name\n".to_owned(), "not an export of escale"),
    ] {
        fs::write(home.path("wrong.ndjson"), &text).unwrap();
        let words = ["import", "wrong.ndjson", "--database-url", "sqlite:copy.db"];
        let complaint = home.refused(1, &words);
        assert!(complaint.contains(reason), "{complaint} instead of {reason}");
    }
    assert_eq!(rows(&home, &home.path("copy.db")), "");
}

#[test]
fn an_export_loads_only_into_an_empty_database_that_nobody_serves() {
    let home = Home::with_demo();
    home.done(&["export", "all.ndjson"]);
    let complaint = home.refused(1, &["import", "all.ndjson"]);
    assert!(complaint.contains("not empty: "), "{complaint}");
    let other = Home::new();
    let serving = other.serve(&[]);
    let file = home.path("all.ndjson");
    let complaint = other.refused(1, &["import", file.to_str().unwrap()]);
    assert!(complaint.contains("stop it first"), "{complaint}");
    serving.stop();
}

#[test]
fn an_export_never_overwrites_a_file() {
    let home = Home::with_demo();
    fs::write(home.path("kept"), "mine").unwrap();
    home.refused(1, &["export", "kept"]);
    home.refused(1, &["backup", "kept"]);
    assert_eq!(fs::read_to_string(home.path("kept")).unwrap(), "mine");
}

#[test]
fn the_hmis_files_of_a_database_give_the_same_figures_in_an_empty_one() {
    let home = Home::with_demo();
    home.done(&["export", "hmis", "--out", "hmis"]);
    let elsewhere = ["--database-url", "sqlite:copy.db"];
    let import = ["import", "--profile", "hmis-csv", "hmis"];
    let dry = home.done(&[&import[..], &["--dry-run"], &elsewhere].concat());
    assert!(dry.contains("not applied"), "{dry}");
    let applied = home.done(&[&import[..], &elsewhere].concat());
    assert!(applied.contains("rejected: 0") && applied.contains("applied: "), "{applied}");
    for figures in [&["export", "stays"][..], &["export", "moves", "--by", "month,site"]] {
        let (ours, theirs) = (home.done(figures), home.done(&[figures, &elsewhere].concat()));
        assert!(ours.lines().count() > 10, "{ours}");
        assert_eq!(ours, theirs);
    }
    let again = home.done(&[&import[..], &elsewhere].concat());
    assert!(again.contains("nothing to change"), "{again}");
    let complaint = home.refused(1, &["export", "hmis", "--out", "hmis"]);
    assert!(complaint.contains("Export.csv"), "what is there stays: {complaint}");
}

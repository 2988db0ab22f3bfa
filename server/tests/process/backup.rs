//! A copy while people work, and the way back.

use std::{
    fs,
    sync::atomic::{AtomicBool, AtomicUsize, Ordering},
};

use crate::support::{Home, PASSWORD, count, rows};

#[test]
fn a_backup_while_people_write_is_whole_and_restores() {
    let home = Home::with_demo();
    let serving = home.serve(&[]);
    let (answered, enough) = (AtomicUsize::new(0), AtomicBool::new(false));
    let (before, after) = std::thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                while !enough.load(Ordering::SeqCst) {
                    let cookie = serving.sign_in("dpo@demo.escale.example", PASSWORD);
                    assert!(cookie.is_some());
                    answered.fetch_add(1, Ordering::SeqCst);
                }
            });
        }
        while answered.load(Ordering::SeqCst) < 3 {
            std::thread::yield_now();
        }
        let before = answered.load(Ordering::SeqCst);
        home.done(&["backup", "while.db"]);
        let after = answered.load(Ordering::SeqCst) + 3;
        enough.store(true, Ordering::SeqCst);
        (before, after)
    });
    home.done(&["backup", "afterwards.db"]);
    serving.stop();

    home.done(&["restore", "while.db", "--database-url", "sqlite:one/escale.db"]);
    let restored = rows(&home, &home.path("one/escale.db"));
    let sessions = count(&restored, "session");
    assert!((before..=after).contains(&sessions), "{before} {sessions} {after}");

    home.done(&["restore", "afterwards.db", "--database-url", "sqlite:two/escale.db"]);
    assert_eq!(rows(&home, &home.path("two/escale.db")), rows(&home, &home.path("data/escale.db")));
}

#[test]
fn a_restore_replaces_only_when_told_and_keeps_what_was_there() {
    let home = Home::with_demo();
    let database = home.path("data/escale.db");
    home.done(&["backup", "copy.db"]);
    let backed_up = rows(&home, &database);
    home.done(&["user", "disable", "--email", "dpo@demo.escale.example"]);
    let changed = rows(&home, &database);
    let complaint = home.refused(1, &["restore", "copy.db"]);
    assert!(complaint.contains("say --replace"), "{complaint}");
    assert_eq!(rows(&home, &database), changed);
    let said = home.done(&["restore", "copy.db", "--replace"]);
    assert_eq!(rows(&home, &database), backed_up);
    let kept = said.trim().rsplit(' ').next().unwrap();
    assert_eq!(rows(&home, &home.path(kept)), changed);
    home.serve(&[]).stop();
}

#[test]
fn a_served_database_is_not_replaced() {
    let home = Home::with_demo();
    home.done(&["backup", "copy.db"]);
    let serving = home.serve(&[]);
    let complaint = home.refused(1, &["restore", "copy.db", "--replace"]);
    assert!(complaint.contains("stop it first"), "{complaint}");
    serving.stop();
}

#[test]
fn a_killed_server_leaves_a_database_that_can_be_replaced_without_losing_its_last_commits() {
    let home = Home::with_demo();
    home.done(&["backup", "copy.db"]);
    let serving = home.serve(&[]);
    assert!(serving.sign_in("dpo@demo.escale.example", PASSWORD).is_some());
    serving.signal("KILL");
    serving.end();
    let said = home.done(&["restore", "copy.db", "--replace"]);
    let kept = said.trim().rsplit(' ').next().unwrap();
    assert_eq!(count(&rows(&home, &home.path(kept)), "session"), 1);
    assert_eq!(count(&rows(&home, &home.path("data/escale.db")), "session"), 0);
}

#[test]
fn a_damaged_or_foreign_file_is_not_restored() {
    let home = Home::with_demo();
    home.done(&["backup", "copy.db"]);
    let mut damaged = fs::read(home.path("copy.db")).unwrap();
    let middle = damaged.len() / 2;
    damaged[middle..middle + 8192].fill(0xa5);
    fs::write(home.path("damaged.db"), damaged).unwrap();
    fs::write(home.path("notes.txt"), "not a database").unwrap();
    for (file, reason) in [("damaged.db", "is damaged"), ("notes.txt", "no backup of escale")] {
        let complaint = home.refused(1, &["restore", file, "--replace"]);
        assert!(complaint.contains(reason), "{complaint}");
    }
    assert!(count(&rows(&home, &home.path("data/escale.db")), "user_account") > 0);
}

#[test]
fn an_export_restores_into_a_sqlite_database_too() {
    let home = Home::with_demo();
    let before = rows(&home, &home.path("data/escale.db"));
    home.done(&["export", "all.ndjson"]);
    home.done(&["restore", "all.ndjson", "--replace"]);
    assert_eq!(rows(&home, &home.path("data/escale.db")), before);
}

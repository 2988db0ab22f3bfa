//! What a served database answers, logs and counts.

use std::fs;

use crate::support::{Home, PASSWORD, get};

#[test]
fn it_starts_in_an_empty_folder() {
    let home = Home::new();
    let serving = home.serve(&[]);
    assert_eq!(serving.get("/healthz", "").status, 200);
    assert_eq!(serving.get("/sign-in", "").status, 200);
    assert!(home.path("data/escale.db").exists());
    serving.stop();
}

#[test]
fn it_does_not_serve_without_its_tables_when_told_not_to_make_them() {
    let home = Home::new();
    let words = ["serve", "--no-migrate", "--listen", "127.0.0.1:0"];
    let complaint = home.refused(1, &words);
    assert!(complaint.contains("lacks migrations"), "{complaint}");
    home.done(&["migrate"]);
    home.serve(&["--no-migrate"]).stop();
}

#[test]
fn one_process_serves_a_sqlite_database() {
    let home = Home::new();
    let serving = home.serve(&[]);
    let complaint = home.refused(1, &["serve", "--listen", "127.0.0.1:0"]);
    assert!(complaint.contains("served by another escale"), "{complaint}");
    serving.stop();
    home.serve(&[]).stop();
}

#[test]
fn the_log_says_what_was_answered_and_nobody() {
    let home = Home::with_demo();
    let mut serving = home.serve(&["--log-format", "json", "--log-level", "debug"]);
    let answer = serving.get("/sign-in?next=/households%3Fq%3Ddupont", "");
    let id = answer.header("x-request-id").unwrap().to_owned();
    let cookie = serving.sign_in("dpo@demo.escale.example", PASSWORD).unwrap();
    assert!(serving.sign_in("nobody@demo.escale.example", PASSWORD).is_none());
    serving.get("/dupont", &cookie);
    serving.wait_for(&id);
    serving.signal("TERM");
    let (_, log) = serving.end();
    for line in log.lines() {
        let entry: serde_json::Value = serde_json::from_str(line).expect(line);
        assert!(entry["level"].is_string(), "{line}");
    }
    let lines = |words: &str| log.lines().filter(|line| line.contains(words)).count();
    assert!(lines(&id) > 0);
    assert_eq!(lines(r#""method":"POST","path":"/sign-in","status":303"#), 1);
    assert_eq!(lines(r#""method":"POST","path":"/sign-in","status":422"#), 1);
    assert_eq!(lines(r#""path":"other","status":404"#), 1);
    for private in ["dupont", "demo.escale.example", "%40", PASSWORD, &cookie] {
        assert_eq!(lines(private), 0, "{private} in {log}");
    }
}

#[test]
fn what_is_counted_is_shown_on_a_listener_of_its_own() {
    let home = Home::with_demo();
    let serving = home.serve(&["--metrics-listen", "127.0.0.1:0"]);
    let cookie = serving.sign_in("dpo@demo.escale.example", PASSWORD).unwrap();
    assert_eq!(serving.get("/metrics", &cookie).status, 404);
    let answer = get(serving.metrics.as_ref().unwrap(), "/metrics", "");
    for line in [
        r#"escale_forms_total{form="accounts.sign_in",outcome="accepted"} 1"#,
        r#"escale_requests_total{method="GET",path="other",status="4xx"} 1"#,
        r#"escale_database_connections{state="busy"}"#,
    ] {
        assert!(answer.text.contains(line), "{line} is not in {}", answer.text);
    }
    serving.stop();
}

#[test]
fn only_the_owner_reads_the_folder_it_makes() {
    use std::os::unix::fs::PermissionsExt;
    let home = Home::with_demo();
    home.done(&["backup", "copy.db"]);
    home.done(&["export", "copy.ndjson"]);
    for (name, expected) in [("data", 0o700), ("copy.db", 0o600), ("copy.ndjson", 0o600)] {
        let mode = fs::metadata(home.path(name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, expected, "{name}");
    }
}

#[test]
fn the_demonstration_is_made_once_and_mixes_with_nothing() {
    let home = Home::with_demo();
    let again = home.done(&["demo", "--size", "small"]);
    assert!(again.contains("there already"), "{again}");
    let other = Home::new();
    other.done(&["migrate"]);
    let added = other.told(
        "corbeau lanterne 47 quai",
        &[
            "user",
            "add",
            "--email",
            "ana@ville.example",
            "--name",
            "Ana",
            "--organisation",
            "Ville",
            "--new-organisation",
            "city",
            "--role",
            "administrator",
            "--password-stdin",
        ],
    );
    assert!(added.status.success());
    let complaint = other.refused(1, &["demo", "--size", "small"]);
    assert!(complaint.contains("not empty"), "{complaint}");
}

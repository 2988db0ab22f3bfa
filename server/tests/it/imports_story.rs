//! Lists taken in from small invented files: compared, applied, taken back.

use app::{
    error::AppError,
    imports::{
        Report, profile,
        service::{self, Mode, Source},
        store::{self, Decision},
    },
    ledger::export::{self, Dimension},
};
use uuid::Uuid;

use crate::support::world::{World, night};

on_both!(
    a_list_is_compared_applied_and_known_again,
    a_correction_replaces_and_an_undo_restores,
    an_unknown_word_waits_for_a_decision,
    figures_a_hundred_times_too_large_are_not_applied,
    what_is_built_upon_is_not_undone,
    a_figure_can_be_asked_as_it_was_known,
);

on_sqlite!(
    the_same_night_twice_is_told,
    a_file_that_is_no_table_changes_nothing,
    a_file_without_its_columns_says_which,
    only_who_answers_for_figures_takes_lists_in,
    windows_text_and_tabs_are_read,
);

const NIGHTS: &str = "code;nom;commune;date_nuit;public;presents;capacite;occupees
G-1;Gymnase des Tilleuls;75119;01/03/2026;familles;41;50;41
G-1;Gymnase des Tilleuls;75119;02/03/2026;familles;44;50;44
G-2;Halle aux Lins;75118;01/03/2026;femmes;20;20;20
G-2;Halle aux Lins;75118;02/03/2026;femmes;;20;
";

async fn run(world: &World, text: impl AsRef<[u8]>, mode: Mode) -> Result<Report, AppError> {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), text).unwrap();
    let files = vec![Source { path: file.path().to_owned(), name: "nuits.csv".to_owned() }];
    let profile = profile::find("nightly-counts").unwrap();
    service::take_in(&world.app, None, &profile, files, mode).await
}

async fn apply(world: &World, text: &str) -> Report {
    run(world, text, Mode::Apply).await.unwrap()
}

/// `new changed identical rejected`.
fn differences(report: &Report) -> [u64; 4] {
    let each = report.differences;
    [each.new, each.changed, each.identical, each.rejected]
}

/// Persons by site code over the first nights of March.
async fn persons(world: &World) -> Vec<(String, Option<i64>)> {
    let (from, to) = (night("2026-03-01"), night("2026-03-10"));
    let known = export::rows::known(&world.app.db, from, to, None).await.unwrap();
    let table = export::group(known.rows(), &[Dimension::Site]);
    let of_file = |key: &[String]| key[0].starts_with("G-");
    let rows = table.into_iter().filter(|(key, _)| of_file(key));
    rows.map(|(key, sum)| (key.concat(), sum.persons())).collect()
}

async fn a_list_is_compared_applied_and_known_again(world: World) {
    let dry = run(&world, NIGHTS, Mode::DryRun).await.unwrap();
    assert_eq!((differences(&dry), dry.sites_created), ([4, 0, 0, 0], 2));
    assert_eq!((dry.applied, dry.batch), (false, None));
    assert_eq!(world.count("select count(*) from nightly_count").await, 0);
    let report = apply(&world, NIGHTS).await;
    assert!(report.applied && report.batch.is_some());
    let expected = [("G-1".to_owned(), Some(85)), ("G-2".to_owned(), Some(20))];
    assert_eq!(persons(&world).await, expected, "what was not received is not zero");
    let missing = "select count(*) from nightly_count where persons is null";
    assert_eq!(world.count(missing).await, 1);
    let again = apply(&world, NIGHTS).await;
    assert_eq!((differences(&again), again.batch), ([0, 0, 4, 0], None));
    assert_eq!(world.count("select count(*) from import_batch").await, 1);
}

async fn a_correction_replaces_and_an_undo_restores(world: World) {
    apply(&world, NIGHTS).await;
    let late = NIGHTS.replace("femmes;;20;", "femmes;18;20;18").replace(";41;50;41", ";43;50;43");
    let report = apply(&world, &late).await;
    assert_eq!(differences(&report), [0, 2, 2, 0]);
    let corrected = [("G-1".to_owned(), Some(87)), ("G-2".to_owned(), Some(38))];
    assert_eq!(persons(&world).await, corrected);
    assert_eq!(
        world.count("select count(*) from nightly_count").await,
        6,
        "nothing is overwritten"
    );
    let batch = report.batch.unwrap();
    service::undo(&world.app, None, Uuid::now_v7(), batch).await.unwrap();
    let before = [("G-1".to_owned(), Some(85)), ("G-2".to_owned(), Some(20))];
    assert_eq!(persons(&world).await, before);
    let twice = service::undo(&world.app, None, Uuid::now_v7(), batch).await;
    assert_eq!(key(twice), "imports-undone-already");
}

fn key<T: std::fmt::Debug>(outcome: Result<T, AppError>) -> &'static str {
    match outcome {
        Err(AppError::Conflict(obstacle)) => obstacle.message.key,
        other => panic!("not a conflict: {other:?}"),
    }
}

/// What a meeting was told in March is what it was told in March.
async fn a_figure_can_be_asked_as_it_was_known(world: World) {
    let day = |text: &str| text.parse::<chrono::NaiveDateTime>().unwrap();
    world.clock.set(day("2026-03-12T09:00:00"));
    apply(&world, NIGHTS).await;
    world.clock.set(day("2026-03-20T09:00:00"));
    apply(&world, &NIGHTS.replace(";41;50;41", ";43;50;43")).await;
    let (from, to) = (night("2026-03-01"), night("2026-03-10"));
    for (on, persons) in
        [("2026-03-11", None), ("2026-03-12", Some(105)), ("2026-03-20", Some(107))]
    {
        let at = world.clock.end_of(night(on));
        let known = export::rows::known(&world.app.db, from, to, Some(at)).await.unwrap();
        let of_file = known.rows().filter(|row| row.site.code.starts_with("G-"));
        let table = export::group(of_file, &[]);
        assert_eq!(table.values().next().and_then(export::Sum::persons), persons, "{on}");
    }
}

async fn an_unknown_word_waits_for_a_decision(world: World) {
    let text = NIGHTS.replace("femmes", "isolées");
    let report = apply(&world, &text).await;
    assert_eq!(differences(&report), [2, 0, 0, 2], "the rows that are understood are taken in");
    let unknown = &report.quarantine[0];
    assert_eq!((&*unknown.field, &*unknown.word, unknown.rows), ("public", "isolées", 2));
    decide(&world, "isolées", Some("women")).await;
    let decided = apply(&world, &text).await;
    assert_eq!(differences(&decided), [2, 0, 2, 0]);
    decide(&world, "isolées", None).await;
    let left_out = apply(&world, &text).await;
    assert_eq!((differences(&left_out), left_out.differences.ignored), ([0, 0, 2, 0], 2));
}

async fn decide(world: &World, unknown: &str, becomes: Option<&str>) {
    let decision = Decision { source: "sites", field: "public", word: unknown, becomes, by: None };
    let mut tx = world.app.db.begin().await.unwrap();
    store::decide(&mut tx, &decision, world.clock.now()).await.unwrap();
    tx.save().await.unwrap();
}

/// Thirty nights, each with its own figures, times `factor`.
fn thirty(factor: u32) -> String {
    let mut text = "code;date_nuit;presents;capacite\n".to_owned();
    for day in 1..=30 {
        let figures = (40 + day % 7, 50);
        let line = format!("G-1;{day:02}/01/2026;{};{}\n", figures.0 * factor, figures.1 * factor);
        text.push_str(&line);
    }
    text
}

async fn figures_a_hundred_times_too_large_are_not_applied(world: World) {
    apply(&world, &thirty(1)).await;
    let blocked = apply(&world, &thirty(100)).await;
    assert!(blocked.is_blocked() && !blocked.applied);
    assert_eq!(blocked.differences.changed, 30);
    assert_eq!(world.count("select count(*) from nightly_count").await, 30);
    let wanted = run(&world, thirty(100), Mode::ApplyAnyway).await.unwrap();
    assert!(wanted.applied, "somebody looked, and wants it");
}

async fn what_is_built_upon_is_not_undone(world: World) {
    let first = apply(&world, NIGHTS).await.batch.unwrap();
    apply(&world, &NIGHTS.replace(";41;50;41", ";43;50;43")).await;
    let undone = service::undo(&world.app, None, Uuid::now_v7(), first).await;
    assert_eq!(key(undone), "imports-undo-built-upon");
}

async fn the_same_night_twice_is_told(world: World) {
    let twice = format!("{NIGHTS}G-1;Gymnase des Tilleuls;75119;01/03/2026;familles;40;50;40\n");
    let report = apply(&world, &twice).await;
    assert_eq!((report.differences.new, report.differences.conflict), (4, 1));
    assert_eq!(report.findings[0].code, "duplicate_night");
    assert_eq!(report.findings[0].rows[0].row, 6);
    assert_eq!(persons(&world).await[0].1, Some(85), "the first word stands");
}

async fn a_file_that_is_no_table_changes_nothing(world: World) {
    let picture = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01";
    assert_eq!(key(run(&world, picture, Mode::Apply).await), "imports-unreadable");
    assert_eq!(key(run(&world, b"", Mode::Apply).await), "imports-unreadable");
    assert_eq!(world.count("select count(*) from nightly_count").await, 0);
}

async fn a_file_without_its_columns_says_which(world: World) {
    let refused = run(&world, "code;presents\nG-1;12\n", Mode::Apply).await;
    assert_eq!(key(refused), "imports-columns-missing");
}

async fn only_who_answers_for_figures_takes_lists_in(world: World) {
    let profile = profile::find("nightly-counts").unwrap();
    for (name, may) in
        [("ana", true), ("dora", true), ("hana", false), ("emil", false), ("gus", false)]
    {
        let actor = world.actor(name).await;
        let taken =
            service::take_in(&world.app, Some(&actor), &profile, Vec::new(), Mode::Apply).await;
        assert_eq!(taken.is_ok(), may, "{name}");
    }
}

async fn windows_text_and_tabs_are_read(world: World) {
    let text = NIGHTS.replace(';', "\t").replace("Halle aux Lins", "Halle é");
    let bytes: Vec<u8> =
        text.chars().map(|letter| if letter == 'é' { 0xe9 } else { letter as u8 }).collect();
    let report = run(&world, bytes, Mode::Apply).await.unwrap();
    assert_eq!(differences(&report), [4, 0, 0, 0]);
    let named = "select count(*) from site where name = 'Halle é'";
    assert_eq!(world.count(named).await, 1);
}

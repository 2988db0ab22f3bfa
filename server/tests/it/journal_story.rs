//! A command is carried out once, whoever sends it again, and answered the same.

use app::{
    access::{
        Actor,
        journal::{self, Change, Subject},
    },
    error::{AppError, Outcome},
};
use serde_json::json;
use tokio::task::JoinSet;
use uuid::Uuid;

use crate::support::world::{World, id};

on_both!(
    a_command_sent_again_has_the_same_answer,
    of_twenty_copies_at_once_one_is_carried_out,
    a_command_that_failed_may_be_sent_again,
    the_commands_of_others_are_not_found,
    the_journal_names_who_did_what,
    reading_a_record_is_written_down,
);

async fn claim(
    world: &World,
    actor: &Actor,
    command: Uuid,
    answer: &str,
) -> Outcome<Option<String>> {
    let mut tx = world.app.db.begin().await?;
    let before =
        journal::claim(&mut tx, &world.clock, Some(actor), command, &answer.to_owned()).await?;
    tx.save().await?;
    Ok(before)
}

async fn a_command_sent_again_has_the_same_answer(world: World) {
    let ana = world.actor("ana").await;
    let command = Uuid::now_v7();
    assert_eq!(claim(&world, &ana, command, "/bookings/1").await, Ok(None));
    let again = claim(&world, &ana, command, "/bookings/2").await;
    assert_eq!(again, Ok(Some("/bookings/1".to_owned())));
}

async fn of_twenty_copies_at_once_one_is_carried_out(world: World) {
    let ana = world.actor("ana").await;
    let command = Uuid::now_v7();
    let mut copies = JoinSet::new();
    for n in 0..20 {
        let (world, ana) = (world.clone(), ana.clone());
        copies.spawn(
            async move { (n, claim(&world, &ana, command, &format!("/bookings/{n}")).await) },
        );
    }
    let answers = copies.join_all().await;
    let (first, _) = answers.iter().find(|(_, answer)| *answer == Ok(None)).unwrap();
    let expected = Ok(Some(format!("/bookings/{first}")));
    let same = answers.iter().filter(|(_, answer)| *answer == expected);
    assert_eq!(same.count(), 19, "{answers:?}");
}

async fn a_command_that_failed_may_be_sent_again(world: World) {
    let ana = world.actor("ana").await;
    let command = Uuid::now_v7();
    let mut tx = world.app.db.begin().await.unwrap();
    let claimed = journal::claim(&mut tx, &world.clock, Some(&ana), command, &0).await;
    assert_eq!(claimed, Ok(None));
    drop(tx);
    assert_eq!(claim(&world, &ana, command, "/").await, Ok(None));
}

async fn the_commands_of_others_are_not_found(world: World) {
    let command = Uuid::now_v7();
    let ana = world.actor("ana").await;
    assert_eq!(claim(&world, &ana, command, "/").await, Ok(None));
    let cy = world.actor("cy").await;
    let refused = claim(&world, &cy, command, "/").await;
    assert_eq!(refused, Err(AppError::NotFound));
}

async fn the_journal_names_who_did_what(world: World) {
    let ana = world.actor("ana").await;
    let after = json!({ "label": "101 bis" });
    for (action, actor) in [("unit-renamed", Some(&ana)), ("unit-checked", None)] {
        let mut tx = world.app.db.begin().await.unwrap();
        let change = Change {
            command: Uuid::now_v7(),
            subject: Subject::Unit,
            subject_id: id("a-101"),
            action,
            night: world.clock.tonight(),
            before: None,
            after: Some(&after),
            reason: Some("door repainted"),
        };
        journal::record(&mut tx, &world.clock, actor, change).await.unwrap();
        tx.save().await.unwrap();
        world.wait_minutes(1);
    }
    let entries = journal::history(&world.app.db, id("a-101"), 10).await.unwrap();
    let told: Vec<_> = entries
        .iter()
        .map(|entry| (entry.action.as_str(), entry.author.as_deref(), entry.role.as_str()))
        .collect();
    let expected =
        [("unit-checked", None, "system"), ("unit-renamed", Some("Ana Ribeiro"), "coordinator")];
    assert_eq!(told, expected);
    assert_eq!(entries[1].after.as_deref(), Some(r#"{"label":"101 bis"}"#));
    let elsewhere = journal::history(&world.app.db, id("a-102"), 10).await.unwrap();
    assert!(elsewhere.is_empty());
}

async fn reading_a_record_is_written_down(world: World) {
    let hana = world.actor("hana").await;
    let db = &world.app.db;
    journal::read(db, &world.clock, &hana, Subject::Household, id("family")).await;
    let read = world.count("select count(*) from access_log where role = 'social_worker'");
    assert_eq!(read.await, 1);
}

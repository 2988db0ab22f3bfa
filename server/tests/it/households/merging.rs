//! Two households that are one.

use app::{
    error::AppError,
    households::{
        Need, OverlapDecision,
        rules::intake::Intake,
        service::{self, Asked, circle, merge, undo},
        store,
    },
};
use uuid::Uuid;

use super::{House, date, named, needing, obstacle, tell};

tell!(
    a_duplicate_is_merged_and_both_codes_are_kept,
    a_reunification_counts_from_tonight_and_never_before,
    nights_both_slept_somewhere_are_for_a_person_to_decide,
    a_merge_can_be_undone,
    households_kept_apart_are_not_merged,
    a_merge_stays_restricted,
    whoever_knew_the_merged_household_knows_the_other,
    a_merged_household_is_changed_no_more,
    three_households_become_one_and_part_again,
);

async fn merge_into(
    world: &House,
    target: Uuid,
    source: Uuid,
    same: &[Uuid],
) -> Result<(), AppError> {
    let ana = world.actor("ana").await;
    let merge = merge::Merge {
        source,
        source_version: world.target(source).await.version,
        same: same.to_vec(),
    };
    merge::merge(&world.app, &ana, world.target(target).await, merge).await
}

async fn code(world: &House, household: Uuid) -> String {
    world.file("ana", household).await.unwrap().household.code
}

async fn undo_last(world: &House, household: Uuid) -> Result<(), AppError> {
    let ana = world.actor("ana").await;
    let event = world.file("ana", household).await.unwrap().events[0].event.id;
    undo::undo(&world.app, &ana, world.target(household).await, event).await
}

async fn a_duplicate_is_merged_and_both_codes_are_kept(world: &House) {
    let kept = world.family("Diarra", "Awa", 1, 2).await;
    let twin = Intake {
        children: 2,
        phone: "0612345678".to_owned(),
        is_another: true,
        ..named("Diara", "Awa")
    };
    let twin = world.intake("ben", twin).await.unwrap();
    let (code_kept, code_twin) = (code(world, kept).await, code(world, twin).await);
    let sides = merge::compare(&world.app, &world.actor("ana").await, kept, twin).await;
    let sides = sides.unwrap();
    assert_eq!(sides.likely_same.len(), 1, "the mother, by her name");
    let all: Vec<_> = sides.source_members.iter().map(|member| member.person.id).collect();
    merge_into(world, kept, twin, &all).await.unwrap();
    let file = world.file("ana", kept).await.unwrap();
    assert_eq!(file.composition.persons(), 3, "nobody is counted twice");
    assert_eq!(file.other_codes, std::slice::from_ref(&code_twin));
    assert_eq!(file.household.phone, "0612345678", "what was missing is kept");
    for query in [code_kept.as_str(), code_twin.as_str(), "diarra"] {
        assert_eq!(world.found("ana", query).await, ["Awa DIARRA"], "{query}");
    }
    assert_eq!(world.found("ana", "").await, ["Awa DIARRA"], "listed once");
    let merged = world.file("ana", twin).await.unwrap();
    assert_eq!(merged.merged_into.map(|card| card.id), Some(kept));
    let ana = world.actor("ana").await;
    let card = store::card(&world.app.db, &ana, twin).await.unwrap().unwrap();
    assert_eq!((card.persons, card.merged_into), (3, Some(kept)));
    assert_eq!(card.code, code_twin);
}

async fn a_reunification_counts_from_tonight_and_never_before(world: &House) {
    let mother = world.family("Diarra", "Awa", 1, 2).await;
    let father = world.family("Keïta", "Ali", 1, 0).await;
    world.at_night("2026-03-20");
    merge_into(world, mother, father, &[]).await.unwrap();
    for (night, of_mother, of_father) in [("2026-03-19", 3, 1), ("2026-03-20", 4, 4)] {
        assert_eq!(world.size(mother, night).await, of_mother, "{night}");
        assert_eq!(world.size(father, night).await, of_father, "{night}");
    }
    let mut tx = world.app.db.begin().await.unwrap();
    let members = store::members_on(&mut tx, father, date("2026-03-20")).await;
    assert_eq!(members.unwrap().len(), 4, "its code answers for the whole");
    drop(tx);
    assert_eq!(world.file("ana", mother).await.unwrap().title, "Awa DIARRA");
}

async fn nights_both_slept_somewhere_are_for_a_person_to_decide(world: &House) {
    let first = world.family("Diarra", "Awa", 1, 0).await;
    let second = world.family("Keïta", "Ali", 1, 0).await;
    world.stay(first, "Hôtel du Bassin", "12", "2026-03-10").await;
    world.stay(second, "Sas Ourcq", "M1", "2026-03-11").await;
    merge_into(world, first, second, &[]).await.unwrap();
    let ana = world.actor("ana").await;
    let file = world.file("ana", first).await.unwrap();
    let overlap = &file.overlaps[0];
    assert_eq!(file.overlaps.len(), 1);
    assert_eq!(overlap.overlap.from_night, date("2026-03-11"));
    assert_eq!(overlap.first.1, "Hôtel du Bassin");
    let nights = world.count("select count(*) from occupation where superseded_at is null").await;
    assert_eq!(nights, 2, "no night is changed by merging");
    let target = world.target(first).await;
    let decided = overlap.overlap.id;
    let first_is_true = OverlapDecision::First;
    circle::decide(&world.app, &ana, target, decided, first_is_true).await.unwrap();
    assert!(world.file("ana", first).await.unwrap().overlaps.is_empty());
    let target = world.target(first).await;
    let again = circle::decide(&world.app, &ana, target, decided, OverlapDecision::Both).await;
    assert_eq!(obstacle(again), "households-changed-meanwhile");
}

async fn a_merge_can_be_undone(world: &House) {
    let first = world.family("Diarra", "Awa", 1, 1).await;
    let second =
        Intake { needs: vec![Need::Cot], phone: "0699887766".to_owned(), ..named("Keïta", "Ali") };
    let second = world.intake("ana", second).await.unwrap();
    merge_into(world, first, second, &[]).await.unwrap();
    let file = world.file("ana", first).await.unwrap();
    assert_eq!(file.household.needs(), [Need::Cot]);
    let ana = world.actor("ana").await;
    let mut edited = needing(&[Need::Cot], &file);
    edited.phone = "0600000000".to_owned();
    let target = world.target(first).await;
    service::intake::edit(&world.app, &ana, target, edited).await.unwrap();
    undo_last(world, first).await.unwrap();
    let (first, second) =
        (world.file("ana", first).await.unwrap(), world.file("ana", second).await.unwrap());
    assert_eq!(first.household.needs(), []);
    assert_eq!(first.household.phone, "0600000000", "edited since: kept");
    assert_eq!(first.composition.persons(), 2);
    assert_eq!((second.composition.persons(), second.title.as_str()), (1, "Ali KEÏTA"));
    assert!(second.merged_into.is_none() && first.other_codes.is_empty());
    assert_eq!(world.found("ana", "keita").await, ["Ali KEÏTA"]);
}

async fn households_kept_apart_are_not_merged(world: &House) {
    let first = world.family("Diarra", "Awa", 1, 0).await;
    let second = world.family("Keïta", "Ali", 1, 0).await;
    let (ana, target) = (world.actor("ana").await, world.target(first).await);
    let code = code(world, second).await;
    circle::keep_apart(&world.app, &ana, target, &code).await.unwrap();
    let refused = merge_into(world, first, second, &[]).await;
    assert_eq!(obstacle(refused), "households-merge-apart");
}

async fn a_merge_stays_restricted(world: &House) {
    let open = world.family("Diarra", "Awa", 1, 0).await;
    let hidden = Intake { restricted: true, ..named("Keïta", "Ali") };
    let hidden = world.intake("ana", hidden).await.unwrap();
    merge_into(world, open, hidden, &[]).await.unwrap();
    assert!(world.file("ana", open).await.unwrap().household.restricted);
    for household in [open, hidden] {
        let seen = world.file("ben", household).await.map(|file| file.title);
        assert_eq!(seen, Err(AppError::NotFound));
        let ben = world.actor("ben").await;
        let card = store::card(&world.app.db, &ben, household).await.unwrap();
        assert_eq!(card, None);
    }
}

async fn whoever_knew_the_merged_household_knows_the_other(world: &House) {
    let kept = world.family("Diarra", "Awa", 1, 0).await;
    let other = world.family("Keïta", "Ali", 1, 0).await;
    world.assign(other, "mandate").await;
    world.stay(other, "Sas Ourcq", "M1", "2026-03-12").await;
    for by in ["hana", "emil"] {
        assert_eq!(world.found(by, "").await, ["Ali KEÏTA"], "{by}");
    }
    merge_into(world, kept, other, &[]).await.unwrap();
    for by in ["hana", "emil"] {
        assert_eq!(world.found(by, "").await, ["Awa DIARRA"], "{by}");
        assert_eq!(world.found(by, "ourcq").await, ["Awa DIARRA"], "{by}");
        assert!(world.file(by, kept).await.is_ok(), "{by}");
    }
    assert_eq!(world.found("wanda", "").await, Vec::<String>::new());
    let ids = store::ids_of(&world.app.db, kept).await.unwrap();
    assert_eq!(ids.len(), 2);
}

async fn a_merged_household_is_changed_no_more(world: &House) {
    let kept = world.family("Diarra", "Awa", 1, 0).await;
    let other = world.family("Keïta", "Ali", 1, 0).await;
    merge_into(world, kept, other, &[]).await.unwrap();
    let file = world.file("ana", other).await.unwrap();
    assert!(!file.may_write);
    let (ana, target) = (world.actor("ana").await, world.target(other).await);
    let edit = service::intake::edit(&world.app, &ana, target, needing(&[Need::Cot], &file)).await;
    assert_eq!(obstacle(edit), "households-merged-already");
    let again = merge_into(world, kept, other, &[]).await;
    assert_eq!(obstacle(again), "households-merged-already");
}

async fn three_households_become_one_and_part_again(world: &House) {
    let [first, second, third] = [
        world.family("Diarra", "Awa", 1, 0).await,
        world.family("Keïta", "Ali", 1, 0).await,
        world.family("Sow", "Binta", 1, 0).await,
    ];
    merge_into(world, second, third, &[]).await.unwrap();
    merge_into(world, first, second, &[]).await.unwrap();
    assert_eq!(world.size(first, "2026-03-12").await, 3);
    assert_eq!(world.size(third, "2026-03-12").await, 3, "through the last");
    assert_eq!(world.file("ana", first).await.unwrap().other_codes.len(), 2);
    undo_last(world, first).await.unwrap();
    assert_eq!(world.size(first, "2026-03-12").await, 1);
    assert_eq!(world.size(second, "2026-03-12").await, 2);
    assert_eq!(world.size(third, "2026-03-12").await, 2);
    let asked = Asked::default();
    let list = service::search(&world.app, &world.actor("ana").await, &asked).await;
    assert_eq!(list.unwrap().total, 2);
}

//! Writing households down and editing them.

use app::{
    error::AppError,
    households::{
        Need,
        rules::intake::Intake,
        service::{self, intake::LIKELY_KNOWN},
        store,
    },
};
use uuid::Uuid;

use super::{House, date, fields, id, made, named, needing, obstacle, tell};

tell!(
    the_same_intake_sent_twice_is_one_household,
    an_intake_says_every_problem_at_once,
    a_likely_duplicate_is_shown_before_it_is_saved,
    a_duplicate_out_of_scope_is_not_told,
    a_booking_officer_writes_no_names,
    a_social_worker_follows_whom_she_writes_down,
    the_door_sees_whom_it_took_in_until_a_booking_says_where,
    an_edit_of_an_old_version_is_refused_and_loses_nothing,
    an_edit_keeps_what_was_written_before_in_the_journal,
    an_analyst_writes_nothing,
    reading_names_is_logged,
);

async fn the_same_intake_sent_twice_is_one_household(world: &House) {
    let intake = named("Diarra", "Awa");
    let first = world.intake("ana", intake.clone()).await.unwrap();
    let again = world.intake("ana", intake.clone()).await.unwrap();
    assert_eq!(first, again);
    assert_eq!(world.count("select count(*) from household").await, 1);
    assert_eq!(world.count("select count(*) from person").await, 1);
    assert_eq!(world.count("select count(*) from journal").await, 1);
    let stolen = world.intake("ben", intake).await;
    assert!(stolen.is_err(), "a command is of whoever sent it");
}

async fn an_intake_says_every_problem_at_once(world: &House) {
    let intake = Intake { adults: 0, infants: 2, since: Some(date("2026-03-13")), ..named("", "") };
    assert_eq!(
        fields(world.intake("ana", intake).await),
        [
            ("family_name", "households-name-needed"),
            ("adults", "households-nobody"),
            ("infants", "households-infants-among-children"),
            ("since", "households-night-to-come"),
        ]
    );
    assert_eq!(world.count("select count(*) from household").await, 0);
}

async fn a_likely_duplicate_is_shown_before_it_is_saved(world: &House) {
    let known = Intake {
        phone: "06 12 34 56 78".to_owned(),
        birth_date: Some(date("1990-05-14")),
        ..named("Diarra", "Awa")
    };
    let known = world.intake("ana", known).await.unwrap();
    let same_phone = Intake { phone: "+33 6 12 34 56 78".to_owned(), ..named("Konaté", "Fanta") };
    let same_birth = Intake { birth_date: Some(date("1990-05-14")), ..named("Diara", "") };
    for intake in [same_phone, same_birth, named("Awa", "Dairra")] {
        let refused = world.intake("ben", intake.clone()).await.unwrap_err();
        let AppError::Conflict(obstacle) = refused else { panic!("{refused:?}") };
        assert_eq!(obstacle.message.key, LIKELY_KNOWN);
        let links: Vec<_> = obstacle.alternatives.iter().map(|each| &each.href).collect();
        assert_eq!(links, [&format!("/households/{known}")]);
    }
    for other in [named("Diarra", "Fatou"), named("Konaté", "Awa")] {
        world.intake("ana", other).await.unwrap();
    }
    let sure = Intake { is_another: true, ..named("Diarra", "Awa") };
    let other = world.intake("ana", sure).await.unwrap();
    assert_ne!(other, known);
}

async fn a_duplicate_out_of_scope_is_not_told(world: &House) {
    let restricted = Intake { restricted: true, ..named("Diarra", "Awa") };
    world.intake("ana", restricted).await.unwrap();
    for by in ["ben", "nora"] {
        world.intake(by, named("Diarra", "Awa")).await.unwrap();
    }
    assert_eq!(obstacle(world.intake("ana", named("Diarra", "Awa")).await), LIKELY_KNOWN);
}

async fn a_booking_officer_writes_no_names(world: &House) {
    let intake = Intake {
        phone: "0612345678".to_owned(),
        needs: vec![Need::Fridge],
        ..named("Diarra", "Awa")
    };
    let household = world.intake("olga", intake).await.unwrap();
    let file = world.file("ana", household).await.unwrap();
    assert_eq!(file.title, file.household.code);
    assert_eq!(file.household.phone, "");
    assert_eq!(file.household.needs(), [Need::Fridge]);
}

async fn a_social_worker_follows_whom_she_writes_down(world: &House) {
    let household = world.intake("hana", named("Sow", "Moussa")).await.unwrap();
    assert!(world.file("hana", household).await.is_ok());
    assert!(world.file("ana", household).await.is_ok(), "it is on the city's account");
    for by in ["wanda", "emil", "nora"] {
        let hidden = world.file(by, household).await.map(|file| file.title);
        assert_eq!(hidden, Err(AppError::NotFound), "{by}");
    }
}

async fn the_door_sees_whom_it_took_in_until_a_booking_says_where(world: &House) {
    let household = world.intake("emil", named("Sow", "Moussa")).await.unwrap();
    assert!(world.file("emil", household).await.is_ok());
    world.stay(household, "Sas Ourcq", "M1", "2026-03-12").await;
    assert!(world.file("emil", household).await.is_ok(), "at its own site");
    let elsewhere = world.intake("emil", named("Ly", "Oumar")).await.unwrap();
    let booking = world.stay(elsewhere, "Hôtel Loin", "1", "2026-03-12").await;
    let mut tx = world.app.db.begin().await.unwrap();
    app::execute!(
        tx,
        "update site set manager_id = $1 where id = $2",
        id("operator"),
        made("Hôtel Loin")
    )
    .unwrap();
    tx.save().await.unwrap();
    let hidden = world.file("emil", elsewhere).await.map(|file| file.title);
    assert_eq!(hidden, Err(AppError::NotFound), "{booking} is elsewhere");
}

async fn an_edit_of_an_old_version_is_refused_and_loses_nothing(world: &House) {
    let household = world.family("Diarra", "Awa", 1, 0).await;
    let (ana, ben) = (world.actor("ana").await, world.actor("ben").await);
    let file = world.file("ana", household).await.unwrap();
    let (first, second) = (world.target(household).await, world.target(household).await);
    let edit = service::intake::edit;
    let fridge = needing(&[Need::Fridge], &file);
    edit(&world.app, &ana, first, fridge.clone()).await.unwrap();
    edit(&world.app, &ana, first, fridge).await.unwrap();
    let late = edit(&world.app, &ben, second, needing(&[Need::Cot], &file)).await;
    assert_eq!(obstacle(late), "households-changed-meanwhile");
    let file = world.file("ana", household).await.unwrap();
    assert_eq!(file.household.needs(), [Need::Fridge]);
    assert_eq!(file.household.version, 2);
}

async fn an_edit_keeps_what_was_written_before_in_the_journal(world: &House) {
    let household = world.family("Diarra", "Awa", 1, 0).await;
    let ana = world.actor("ana").await;
    let file = world.file("ana", household).await.unwrap();
    let target = world.target(household).await;
    let wanted = needing(&[Need::StepFree, Need::Cot], &file);
    service::intake::edit(&world.app, &ana, target, wanted).await.unwrap();
    let lines = app::access::journal::history(&world.app.db, household, 10).await;
    let lines = lines.unwrap();
    assert_eq!(lines[0].action, "edit");
    assert_eq!(lines[0].author.as_deref(), Some("Ana Ribeiro"));
    assert_eq!(lines[0].before.as_deref(), Some(r#"{"needs":[]}"#));
    let after = Some(r#"{"needs":["step_free","cot"]}"#);
    assert_eq!(lines[0].after.as_deref(), after);
}

async fn an_analyst_writes_nothing(world: &House) {
    let household = world.family("Diarra", "Awa", 2, 1).await;
    let refused = world.intake("dora", named("Sow", "Ali")).await;
    assert_eq!(refused, Err(AppError::Forbidden));
    let file = world.file("dora", household).await.unwrap();
    assert_eq!(file.title, file.household.code, "no names for an analyst");
    assert!(file.members.iter().all(|member| member.person.name().is_empty()));
    assert!(!file.may_write && file.circle.is_empty());
    let target = world.target(household).await;
    let dora = world.actor("dora").await;
    let wanted = needing(&[Need::Cot], &file);
    let edit = service::intake::edit(&world.app, &dora, target, wanted).await;
    assert_eq!(edit, Err(AppError::Forbidden));
}

async fn reading_names_is_logged(world: &House) {
    let household = world.family("Diarra", "Awa", 1, 0).await;
    world.file("ben", household).await.unwrap();
    world.file("dora", household).await.unwrap();
    world.found("ben", "diarra").await;
    // The page does not wait for its line: the story does.
    let mut lines = 0;
    for _ in 0..10_000 {
        lines = world.count("select count(*) from access_log").await;
        if lines >= 2 {
            break;
        }
        tokio::task::yield_now().await;
    }
    assert_eq!(lines, 2, "Ben's two readings, and none of the analyst's");
    let of_ben = world
        .count(
            "select count(*) from access_log where role = 'coordinator' and subject = 'household'",
        )
        .await;
    assert_eq!(of_ben, 2);
    let card = store::card(&world.app.db, &world.actor("dora").await, household).await;
    assert_eq!(card.unwrap().unwrap().label, None);
    assert_ne!(household, Uuid::nil());
}

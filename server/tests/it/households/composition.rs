//! What happens to a household, night by night.

use app::{
    error::AppError,
    households::{
        AgeBand, EventKind, Filter, Only, Sort,
        rules::intake::Intake,
        service::{Arrival, Birth, Departure, Identity, changes, undo},
        store,
    },
};
use chrono::NaiveDate;
use uuid::Uuid;

use super::{House, date, fields, named, obstacle, tell};

tell!(
    a_birth_counts_from_its_night,
    a_birth_and_a_separation_are_counted_in_the_room,
    turning_three_and_turning_eighteen_change_that_night_only,
    who_left_counts_until_the_night_before,
    who_left_may_come_back_and_is_in_one_place_at_a_time,
    the_last_member_may_die_but_not_leave,
    minors_without_an_adult_are_flagged_everywhere,
    a_person_of_unknown_age_stays_unknown,
    the_same_birth_sent_twice_is_one_child,
    only_the_last_change_is_undone,
    a_corrected_identity_can_be_taken_back,
    a_person_written_down_by_mistake_was_never_there,
    another_member_becomes_the_reference_person,
    the_database_refuses_a_person_in_two_households,
);

fn newborn(night: &str) -> Birth {
    Birth { night: date(night), family_name: "Lopes".to_owned(), first_name: "Inês".to_owned() }
}

async fn persons(world: &House, household: Uuid) -> Vec<Uuid> {
    let file = world.file("ana", household).await.unwrap();
    file.members.iter().map(|member| member.person.id).collect()
}

async fn leave(world: &House, household: Uuid, person: Uuid, night: &str) -> Result<(), AppError> {
    let (ana, target) = (world.actor("ana").await, world.target(household).await);
    let departure = Departure { night: date(night), person };
    changes::departure(&world.app, &ana, target, departure).await
}

async fn undo_last(world: &House, by: &str, household: Uuid) -> Result<(), AppError> {
    let actor = world.actor(by).await;
    let event = world.file(by, household).await?.events[0].event.id;
    undo::undo(&world.app, &actor, world.target(household).await, event).await
}

/// H-09: born on the 11th, written down on the 12th by somebody else.
async fn a_birth_counts_from_its_night(world: &House) {
    world.at_night("2026-05-01");
    let household = world.family("Lopes", "Maria", 2, 2).await;
    world.at_night("2026-05-12");
    let (ben, target) = (world.actor("ben").await, world.target(household).await);
    changes::birth(&world.app, &ben, target, newborn("2026-05-11")).await.unwrap();
    for (night, persons) in [("2026-05-10", 4), ("2026-05-11", 5), ("2026-05-14", 5)] {
        assert_eq!(world.size(household, night).await, persons, "{night}");
    }
    let file = world.file("ana", household).await.unwrap();
    assert_eq!(file.composition.infants, 1);
    assert_eq!(file.events[0].kind, Some(EventKind::Birth));
    assert_eq!(file.events[0].event.night, date("2026-05-11"));
    let target = world.target(household).await;
    let to_come = changes::birth(&world.app, &ben, target, newborn("2026-05-13")).await;
    assert_eq!(fields(to_come), [("night", "households-night-to-come")]);
    let target = world.target(household).await;
    let too_early = changes::birth(&world.app, &ben, target, newborn("2026-04-30")).await;
    assert_eq!(fields(too_early), [("night", "households-before-it-was")]);
}

/// How many sleep in the household's room on each of these nights.
async fn asleep(world: &House, booking: Uuid, nights: [&str; 3]) -> Vec<i32> {
    let lines = app::occupation::store::lines_of_booking(&world.app.db, booking).await.unwrap();
    let on = |night: &str| lines.iter().find(|line| line.covers(date(night)));
    nights.map(|night| on(night).map_or(0, |line| line.persons)).to_vec()
}

/// As many sleep in the room as the family became, and again as it was when that is undone.
async fn a_birth_and_a_separation_are_counted_in_the_room(world: &House) {
    world.at_night("2026-05-01");
    let household = world.family("Lopes", "Maria", 2, 0).await;
    let booking = world.stay(household, "Hôtel Bellevue", "7", "2026-05-02").await;
    let nights = ["2026-05-10", "2026-05-11", "2026-06-20"];
    assert_eq!(asleep(world, booking, nights).await, [2, 2, 2]);
    world.at_night("2026-05-12");
    let (ana, target) = (world.actor("ana").await, world.target(household).await);
    changes::birth(&world.app, &ana, target, newborn("2026-05-11")).await.unwrap();
    assert_eq!(asleep(world, booking, nights).await, [2, 3, 3]);
    let persons = persons(world, household).await;
    let target = world.target(household).await;
    let split =
        changes::Split { night: date("2026-05-11"), persons: vec![persons[1]], restricted: false };
    let new = changes::split(&world.app, &ana, target, split).await.unwrap();
    assert_eq!(asleep(world, booking, nights).await, [2, 2, 2]);
    undo_last(world, "ana", new).await.unwrap();
    assert_eq!(asleep(world, booking, nights).await, [2, 3, 3]);
    undo_last(world, "ana", household).await.unwrap();
    assert_eq!(asleep(world, booking, nights).await, [2, 2, 2]);
}

/// H-10
async fn turning_three_and_turning_eighteen_change_that_night_only(world: &House) {
    world.at_night("2026-05-01");
    let household = world.family("Benali", "Samira", 1, 0).await;
    let ana = world.actor("ana").await;
    for birth in ["2008-05-12", "2023-05-20"] {
        let arrival = Arrival {
            night: date("2026-05-01"),
            back: None,
            family_name: "Benali".to_owned(),
            first_name: String::new(),
            birth_date: Some(date(birth)),
            age_band: AgeBand::Unknown,
        };
        let target = world.target(household).await;
        changes::arrival(&world.app, &ana, target, arrival).await.unwrap();
    }
    for (night, adults, children, infants) in [
        ("2026-05-11", 1, 2, 1),
        ("2026-05-12", 2, 1, 1),
        ("2026-05-19", 2, 1, 1),
        ("2026-05-20", 2, 1, 0),
    ] {
        world.at_night(night);
        let card = store::card(&world.app.db, &world.actor("ana").await, household).await;
        let card = card.unwrap().unwrap();
        assert_eq!(
            (card.adults, card.children, card.infants),
            (adults, children, infants),
            "{night}"
        );
    }
}

async fn who_left_counts_until_the_night_before(world: &House) {
    let household = world.family("Diarra", "Awa", 2, 0).await;
    world.at_night("2026-03-20");
    let reference = persons(world, household).await[0];
    leave(world, household, reference, "2026-03-18").await.unwrap();
    assert_eq!(world.size(household, "2026-03-17").await, 2);
    assert_eq!(world.size(household, "2026-03-18").await, 1);
    let file = world.file("ana", household).await.unwrap();
    let former: Vec<_> = file.former.iter().map(|member| member.person.name()).collect();
    assert_eq!(former, ["Awa DIARRA"]);
    assert_ne!(file.members[0].person.id, reference, "somebody else answers");
    let early = leave(world, household, file.members[0].person.id, "2026-03-12").await;
    assert_eq!(fields(early), [("night", "households-left-before-coming")]);
}

async fn who_left_may_come_back_and_is_in_one_place_at_a_time(world: &House) {
    let household = world.family("Diarra", "Awa", 2, 0).await;
    world.at_night("2026-03-20");
    let person = persons(world, household).await[1];
    let back = |night: &str| Arrival {
        night: date(night),
        back: Some(person),
        family_name: String::new(),
        first_name: String::new(),
        birth_date: None,
        age_band: AgeBand::Unknown,
    };
    let ana = world.actor("ana").await;
    let target = world.target(household).await;
    let twice = changes::arrival(&world.app, &ana, target, back("2026-03-20")).await;
    assert_eq!(fields(twice), [("person", "households-person-elsewhere")]);
    leave(world, household, person, "2026-03-15").await.unwrap();
    let target = world.target(household).await;
    changes::arrival(&world.app, &ana, target, back("2026-03-19")).await.unwrap();
    for (night, persons) in [("2026-03-14", 2), ("2026-03-16", 1), ("2026-03-19", 2)] {
        assert_eq!(world.size(household, night).await, persons, "{night}");
    }
    let file = world.file("ana", household).await.unwrap();
    assert_eq!((file.members.len(), file.former.len()), (2, 0));
}

async fn the_last_member_may_die_but_not_leave(world: &House) {
    let household = world.family("Petrescu", "Ion", 1, 0).await;
    world.at_night("2026-03-20");
    let person = persons(world, household).await[0];
    let refused = leave(world, household, person, "2026-03-18").await;
    assert_eq!(fields(refused), [("person", "households-nobody-left")]);
    let (ana, target) = (world.actor("ana").await, world.target(household).await);
    let night = date("2026-03-18");
    changes::death(&world.app, &ana, target, Departure { night, person }).await.unwrap();
    assert_eq!(world.size(household, "2026-03-18").await, 0);
    assert_eq!(world.found("ana", "petrescu").await.len(), 1, "still found");
    undo_last(world, "ana", household).await.unwrap();
    assert_eq!(world.size(household, "2026-03-18").await, 1);
    let file = world.file("ana", household).await.unwrap();
    assert_eq!(file.members[0].person.died_on, None);
}

async fn minors_without_an_adult_are_flagged_everywhere(world: &House) {
    let alone = world.family("Sow", "Binta", 0, 2).await;
    let family = world.family("Diarra", "Awa", 1, 2).await;
    world.at_night("2026-03-20");
    let ana = world.actor("ana").await;
    let cards = store::cards_of(&world.app.db, &ana, &[alone, family]).await;
    let cards = cards.unwrap();
    assert!(cards[&alone].minors_alone && !cards[&family].minors_alone);
    let file = world.file("ana", alone).await.unwrap();
    assert!(file.composition.minors_alone());
    let filter = Filter { only: Some(Only::MinorsAlone), need: None };
    let listed = || store::list::list(&world.app.db, &ana, filter, Sort::Code, 10, 0);
    assert_eq!(listed().await.unwrap(), [alone]);
    let reference = persons(world, family).await[0];
    leave(world, family, reference, "2026-03-15").await.unwrap();
    let mut both = [alone, family];
    both.sort_unstable();
    let mut found = listed().await.unwrap();
    found.sort_unstable();
    assert_eq!(found, both, "whose adult left");
    undo_last(world, "ana", family).await.unwrap();
    assert_eq!(listed().await.unwrap(), [alone], "whose adult never left");
}

async fn a_person_of_unknown_age_stays_unknown(world: &House) {
    let household = world.family("Sow", "Binta", 0, 1).await;
    let ana = world.actor("ana").await;
    let arrival = Arrival {
        night: date("2026-03-12"),
        back: None,
        family_name: String::new(),
        first_name: String::new(),
        birth_date: None,
        age_band: AgeBand::Unknown,
    };
    let target = world.target(household).await;
    changes::arrival(&world.app, &ana, target, arrival).await.unwrap();
    let sum = world.file("ana", household).await.unwrap().composition;
    assert_eq!((sum.persons(), sum.unknown), (2, 1));
    assert!(!sum.minors_alone() && sum.adult_unsure());
}

async fn the_same_birth_sent_twice_is_one_child(world: &House) {
    let household = world.family("Lopes", "Maria", 1, 0).await;
    let (ana, target) = (world.actor("ana").await, world.target(household).await);
    for _ in 0..2 {
        changes::birth(&world.app, &ana, target, newborn("2026-03-12")).await.unwrap();
    }
    assert_eq!(world.size(household, "2026-03-12").await, 2);
    let other = app::households::service::Target { command: Uuid::now_v7(), ..target };
    let late = changes::birth(&world.app, &ana, other, newborn("2026-03-12")).await;
    assert_eq!(obstacle(late), "households-changed-meanwhile");
}

async fn only_the_last_change_is_undone(world: &House) {
    let household = world.family("Lopes", "Maria", 2, 0).await;
    world.at_night("2026-03-20");
    let (ana, target) = (world.actor("ana").await, world.target(household).await);
    changes::birth(&world.app, &ana, target, newborn("2026-03-15")).await.unwrap();
    let birth = world.file("ana", household).await.unwrap().events[0].event.id;
    let mother = persons(world, household).await[0];
    leave(world, household, mother, "2026-03-18").await.unwrap();
    let target = world.target(household).await;
    let early = undo::undo(&world.app, &ana, target, birth).await;
    assert_eq!(obstacle(early), "households-undo-not-last");
    undo_last(world, "ana", household).await.unwrap();
    assert_eq!(world.size(household, "2026-03-18").await, 3);
    assert_eq!(persons(world, household).await[0], mother, "she answers again");
    undo_last(world, "ana", household).await.unwrap();
    assert_eq!(world.size(household, "2026-03-15").await, 2);
    let intake = undo_last(world, "ana", household).await;
    assert_eq!(intake, Err(AppError::NotFound));
    let kept = world.count("select count(*) from household_event").await;
    assert_eq!(kept, 3, "what was written stays");
}

async fn a_corrected_identity_can_be_taken_back(world: &House) {
    let household = world.family("Diara", "Awa", 1, 0).await;
    let (ana, target) = (world.actor("ana").await, world.target(household).await);
    let identity = Identity {
        person: persons(world, household).await[0],
        family_name: "Diarra".to_owned(),
        first_name: "Awa".to_owned(),
        birth_date: Some(date("1990-05-14")),
        age_band: AgeBand::Adult,
        is_reference: false,
    };
    changes::identity(&world.app, &ana, target, identity.clone()).await.unwrap();
    assert_eq!(world.found("ana", "14/05/1990").await, ["Awa DIARRA"]);
    undo_last(world, "ana", household).await.unwrap();
    assert_eq!(world.found("ana", "14/05/1990").await, Vec::<String>::new());
    assert_eq!(world.found("ana", "diara").await, ["Awa DIARA"]);
    let target = world.target(household).await;
    let olga = world.actor("olga").await;
    let refused = changes::identity(&world.app, &olga, target, identity).await;
    assert_eq!(refused, Err(AppError::Forbidden), "she reads names, no more");
}

async fn a_person_written_down_by_mistake_was_never_there(world: &House) {
    let household = world.family("Diarra", "Awa", 2, 1).await;
    world.at_night("2026-03-20");
    let extra = persons(world, household).await[2];
    let (ana, target) = (world.actor("ana").await, world.target(household).await);
    changes::mistake(&world.app, &ana, target, extra).await.unwrap();
    assert_eq!(world.size(household, "2026-03-12").await, 2);
    let file = world.file("ana", household).await.unwrap();
    assert!(file.former.is_empty());
}

async fn another_member_becomes_the_reference_person(world: &House) {
    let household = world.family("Diarra", "Awa", 2, 0).await;
    world.at_night("2026-03-20");
    let second = persons(world, household).await[1];
    let (ana, target) = (world.actor("ana").await, world.target(household).await);
    let identity = Identity {
        person: second,
        family_name: "Keïta".to_owned(),
        first_name: "Ali".to_owned(),
        birth_date: None,
        age_band: AgeBand::Adult,
        is_reference: true,
    };
    changes::identity(&world.app, &ana, target, identity).await.unwrap();
    let file = world.file("ana", household).await.unwrap();
    assert_eq!(file.title, "Ali KEÏTA");
    assert_eq!((file.members.len(), file.former.len()), (2, 0));
    assert_eq!(world.size(household, "2026-03-19").await, 2);
    undo_last(world, "ana", household).await.unwrap();
    assert_eq!(world.file("ana", household).await.unwrap().title, "Awa DIARRA");
}

async fn the_database_refuses_a_person_in_two_households(world: &House) {
    let first = world.family("Diarra", "Awa", 1, 0).await;
    let intake = Intake { since: Some(date("2026-03-01")), ..named("Konaté", "Ali") };
    let second = world.intake("ana", intake).await.unwrap();
    let person = persons(world, first).await[0];
    let mut tx = world.app.db.begin().await.unwrap();
    let from: NaiveDate = date("2026-03-12");
    let twice = app::execute!(
        tx,
        "insert into membership (id, person_id, household_id, from_night, role, reason_in, command_id, recorded_at)
         values ($1, $2, $3, $4, 'other', 'arrival', $1, $5)",
        Uuid::now_v7(),
        person,
        second,
        from,
        world.app.clock.now()
    );
    assert!(twice.is_err());
}

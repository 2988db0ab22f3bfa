//! Assignments, hand-overs and contacts through the services, on both engines (H-15).

use app::{
    access::Actor,
    assignments::{
        EndReason, RefusalReason,
        service::{self, NewOffer},
    },
    contacts::{self, Channel, Theme, rules::Due, service::NewContact},
    error::{AppError, Obstacle, Outcome},
    execute, households, portfolio,
};
use uuid::Uuid;

use crate::support::{
    rows,
    world::{World, id, moment, night},
};

on_both!(
    a_family_without_a_lead_is_counted_until_an_operator_accepts,
    a_hand_over_leaves_no_night_without_lead,
    whoever_hands_over_reads_for_fifteen_days_more,
    a_refused_offer_has_a_reason_and_leaves_the_lead,
    an_offer_is_answered_once,
    a_contact_is_logged_once_and_taken_back_by_its_author,
    a_worker_sees_what_is_overdue_first,
    a_coordinator_reads_that_there_was_a_contact_and_no_note,
);

/// The other operator, its mandate and its worker: Bao of the second lot.
async fn second_operator(world: &World) {
    let mut tx = world.app.db.begin().await.unwrap();
    let now = world.clock.now();
    execute!(
        tx,
        "insert into organisation (id, name, kind, created_at) values ($1, 'Association Relais', 'support', $2)",
        id("relay"),
        now
    )
    .unwrap();
    execute!(
        tx,
        "insert into mandate (id, organisation_id, label, from_night) values ($1, $2, 'Lot 2', '2026-01-01')",
        id("lot-2"),
        id("relay")
    )
    .unwrap();
    execute!(
        tx,
        "insert into user_account (id, organisation_id, email, name, password_hash, created_at)
         values ($1, $2, 'bao@relay.example', 'Bao Nguyen', 'x', $3)",
        id("bao"),
        id("relay"),
        now
    )
    .unwrap();
    execute!(
        tx,
        "insert into access_grant (id, user_id, role, organisation_id, mandate_id, from_night, created_at)
         values ($1, $2, 'social_worker', $3, $4, '2026-01-01', $5)",
        id("bao-grant"),
        id("bao"),
        id("relay"),
        id("lot-2"),
        now
    )
    .unwrap();
    tx.save().await.unwrap();
}

async fn bao(world: &World) -> Actor {
    let tonight = world.clock.tonight();
    Actor {
        user_id: id("bao"),
        name: "Bao Nguyen".to_owned(),
        organisation_id: id("relay"),
        grants: app::access::store::grants_of(&world.app.db, id("bao"), tonight).await.unwrap(),
        tonight,
    }
}

async fn family(world: &World, name: &str) -> Uuid {
    rows::families(world, "city", &[name]).await;
    id(name)
}

async fn offer(
    world: &World,
    actor: &Actor,
    household: Uuid,
    mandate: &str,
    from: &str,
    summary: &str,
) -> Outcome<()> {
    let (mandate, from, summary) = (id(mandate), night(from), summary.to_owned());
    let new = NewOffer { household, mandate, from, summary };
    service::offer(&world.app, actor, Uuid::now_v7(), &new).await
}

/// The one offer that waits for the actor's operator.
async fn offered(world: &World, actor: &Actor) -> Uuid {
    let offers = service::offered(&world.app, actor).await.unwrap();
    assert_eq!(offers.len(), 1);
    offers[0].offer.id
}

async fn accept(world: &World, actor: &Actor) {
    let offer = offered(world, actor).await;
    service::accept(&world.app, actor, Uuid::now_v7(), offer, None).await.unwrap();
}

/// Who leads on a night; exactly one, or nobody.
async fn lead(world: &World, household: Uuid, on: &str) -> Option<String> {
    let ana = world.actor("ana").await;
    let known = service::of_household(&world.app, &ana, household).await.unwrap().unwrap();
    let all = known.lead.into_iter().chain(known.others);
    let mut leading: Vec<_> = all.filter(|each| each.assignment.leads_on(night(on))).collect();
    assert!(leading.len() <= 1, "two leads on {on}");
    leading.pop().map(|each| each.operator)
}

fn obstacle<T: std::fmt::Debug>(outcome: Outcome<T>) -> Obstacle {
    match outcome {
        Err(AppError::Conflict(obstacle)) => *obstacle,
        other => panic!("not a conflict: {other:?}"),
    }
}

async fn sees(world: &World, actor: &Actor, household: Uuid) -> bool {
    households::store::visible(&world.app.db, actor, household).await.unwrap().is_some()
}

async fn log(world: &World, actor: &Actor, household: Uuid, on: &str, channel: Channel) {
    let new = NewContact { note: "École trouvée".to_owned(), ..contact(household, on, channel) };
    contacts::service::log(&world.app, actor, Uuid::now_v7(), &new).await.unwrap();
}

fn contact(household: Uuid, on: &str, channel: Channel) -> NewContact {
    NewContact {
        household,
        on_day: night(on),
        channel,
        minutes: 30,
        themes: vec![Theme::Schooling],
        next_on: None,
        note: String::new(),
    }
}

async fn a_family_without_a_lead_is_counted_until_an_operator_accepts(world: World) {
    let one = family(&world, "one").await;
    let ana = world.actor("ana").await;
    rows::lodge(&world, "one", "a-101").await;
    let unled = async || service::without_lead(&world.app, &ana, 10).await.unwrap().count;
    assert_eq!(unled().await, 1);
    offer(&world, &ana, one, "mandate", "2026-03-12", "").await.unwrap();
    assert_eq!(unled().await, 1, "offered is not accepted");
    let hana = world.actor("hana").await;
    assert!(!sees(&world, &hana, one).await, "not before it is accepted");
    accept(&world, &hana).await;
    assert_eq!(unled().await, 0);
    assert!(sees(&world, &hana, one).await);
    let on = night("2026-03-20");
    let end = EndReason::MandateEnded;
    service::end(&world.app, &ana, Uuid::now_v7(), one, on, end).await.unwrap();
    assert!(lead(&world, one, "2026-03-19").await.is_some());
    assert!(lead(&world, one, "2026-03-20").await.is_none());
}

/// Operator A leads until 31/08, B from 01/09: accepted on 28/08.
async fn handed_over(world: &World) -> Uuid {
    second_operator(world).await;
    world.clock.set(moment("2026-08-20T10:00"));
    let one = family(world, "one").await;
    let ana = world.actor("ana").await;
    offer(world, &ana, one, "mandate", "2026-08-20", "").await.unwrap();
    let hana = world.actor("hana").await;
    accept(world, &hana).await;
    let silent = offer(world, &hana, one, "lot-2", "2026-09-01", "").await;
    assert_eq!(silent, Err(AppError::invalid("summary", "assignments-summary-needed")));
    offer(world, &hana, one, "lot-2", "2026-09-01", "École inscrite, PMI le 3").await.unwrap();
    world.clock.set(moment("2026-08-28T10:00"));
    assert!(
        lead(world, one, "2026-09-01")
            .await
            .is_some_and(|operator| operator != "Association Relais")
    );
    accept(world, &bao(world).await).await;
    one
}

async fn a_hand_over_leaves_no_night_without_lead(world: World) {
    let one = handed_over(&world).await;
    let mut operators = Vec::new();
    for on in night("2026-08-20").iter_days().take(60) {
        operators.push(lead(&world, one, &on.to_string()).await.expect("a lead each night"));
    }
    let first_of_b = operators.iter().position(|operator| operator == "Association Relais");
    assert_eq!(first_of_b, Some(12), "from the night of the first of September");
    assert!(operators[12..].iter().all(|operator| operator == "Association Relais"));
}

async fn whoever_hands_over_reads_for_fifteen_days_more(world: World) {
    let one = handed_over(&world).await;
    for (at, a, b) in [
        ("2026-08-31T10:00", true, false),
        ("2026-09-01T10:00", true, true),
        ("2026-09-14T10:00", true, true),
        ("2026-09-15T10:00", false, true),
    ] {
        world.clock.set(moment(at));
        let (hana, bao) = (world.actor("hana").await, bao(&world).await);
        assert_eq!((sees(&world, &hana, one).await, sees(&world, &bao, one).await), (a, b), "{at}");
    }
}

async fn a_refused_offer_has_a_reason_and_leaves_the_lead(world: World) {
    second_operator(&world).await;
    let one = family(&world, "one").await;
    let ana = world.actor("ana").await;
    offer(&world, &ana, one, "mandate", "2026-03-12", "").await.unwrap();
    let hana = world.actor("hana").await;
    accept(&world, &hana).await;
    offer(&world, &hana, one, "lot-2", "2026-03-20", "Déménagement").await.unwrap();
    let bao = bao(&world).await;
    let asked = offered(&world, &bao).await;
    let reason = RefusalReason::OverCaseload;
    service::refuse(&world.app, &bao, Uuid::now_v7(), asked, reason).await.unwrap();
    assert!(lead(&world, one, "2026-03-25").await.is_some(), "whoever led still leads");
    assert_eq!(
        world.count("select count(*) from assignment_offer where reason = 'over_caseload'").await,
        1
    );
}

async fn an_offer_is_answered_once(world: World) {
    let one = family(&world, "one").await;
    let ana = world.actor("ana").await;
    offer(&world, &ana, one, "mandate", "2026-03-12", "").await.unwrap();
    let hana = world.actor("hana").await;
    let asked = offered(&world, &hana).await;
    let command = Uuid::now_v7();
    for _ in 0..2 {
        service::accept(&world.app, &hana, command, asked, None).await.unwrap();
    }
    assert_eq!(world.count("select count(*) from assignment").await, 1, "the same tap twice");
    let again = service::withdraw(&world.app, &ana, Uuid::now_v7(), asked).await;
    assert_eq!(obstacle(again).message.key, "assignments-answered");
}

async fn a_contact_is_logged_once_and_taken_back_by_its_author(world: World) {
    second_operator(&world).await;
    let one = family(&world, "one").await;
    rows::assign(&world, "one", "mandate", "2026-03-01").await;
    rows::assign(&world, "one", "lot-2", "2026-03-01").await;
    let hana = world.actor("hana").await;
    let (command, new) = (Uuid::now_v7(), contact(one, "2026-03-11", Channel::Visit));
    for _ in 0..2 {
        contacts::service::log(&world.app, &hana, command, &new).await.unwrap();
    }
    let known =
        async || contacts::service::of_household(&world.app, &hana, one).await.unwrap().unwrap();
    assert_eq!(known().await.len(), 1);
    assert_eq!(known().await[0].themes(), [Theme::Schooling]);
    let bao = bao(&world).await;
    let not_hers =
        contacts::service::take_back(&world.app, &bao, Uuid::now_v7(), one, command).await;
    assert_eq!(not_hers, Err(AppError::NotFound));
    contacts::service::take_back(&world.app, &hana, Uuid::now_v7(), one, command).await.unwrap();
    assert!(known().await.is_empty());
    let far = contact(one, "2026-03-30", Channel::Visit);
    let ahead = contacts::service::log(&world.app, &hana, Uuid::now_v7(), &far).await;
    assert_eq!(ahead, Err(AppError::invalid("on_day", "contacts-day")));
}

async fn a_worker_sees_what_is_overdue_first(world: World) {
    for (name, since) in [("one", "2026-01-01"), ("two", "2026-03-10"), ("three", "2026-01-01")] {
        family(&world, name).await;
        rows::assign(&world, name, "mandate", since).await;
    }
    let hana = world.actor("hana").await;
    log(&world, &hana, id("three"), "2026-01-05", Channel::Visit).await;
    log(&world, &hana, id("three"), "2026-03-01", Channel::Failed).await;
    let families = portfolio::service::families(&world.app, &hana, true).await.unwrap();
    let told: Vec<_> = families.iter().map(|each| (each.card.id, each.due)).collect();
    let expected = [
        (id("one"), Some(Due::FirstVisit(65))),
        (id("three"), Some(Due::Contact(36))),
        (id("two"), None),
    ];
    assert_eq!(told, expected, "a failed attempt is no contact");
}

async fn a_coordinator_reads_that_there_was_a_contact_and_no_note(world: World) {
    let one = family(&world, "one").await;
    rows::assign(&world, "one", "mandate", "2026-03-01").await;
    let hana = world.actor("hana").await;
    log(&world, &hana, one, "2026-03-11", Channel::Phone).await;
    let ana = world.actor("ana").await;
    let known = contacts::service::of_household(&world.app, &ana, one).await.unwrap().unwrap();
    assert_eq!((known.len(), known[0].note.as_str()), (1, ""));
    let own = contacts::service::of_household(&world.app, &hana, one).await.unwrap().unwrap();
    assert_eq!(own[0].note, "École trouvée");
}

//! Accounts as the operator of the process keeps them, without a session.

use app::{
    access::Role,
    accounts::{
        operator::{self, NewAccount, Refused},
        service,
    },
};

use crate::support::world::{PASSWORD, World};

fn new<'a>(email: &'a str, organisation: &'a str) -> NewAccount<'a> {
    NewAccount {
        email,
        name: "Kim",
        organisation,
        organisation_kind: None,
        role: Role::Analyst,
        mandate: None,
        password: PASSWORD.to_owned(),
    }
}

async fn signs_in(world: &World, password: &str) -> bool {
    let app = &world.app;
    let signed_in = service::sign_in(app, "kim@ville.example", password, "direct", "").await;
    signed_in.is_ok()
}

async fn an_account_is_added_closed_reopened_and_reset(world: World) {
    let app = &world.app;
    let mut wanted = new(" Kim@ville.example ", "Une autre ville");
    wanted.organisation_kind = Some("city");
    operator::add(app, wanted).await.unwrap();
    let journal = world.count("select count(*) from journal where role = 'system'").await;
    assert!(signs_in(&world, PASSWORD).await);

    let users = operator::list(app).await.unwrap();
    let kim = users.iter().find(|user| user.email == "kim@ville.example");
    let kim = kim.unwrap();
    assert_eq!((kim.roles.as_slice(), kim.disabled), (&[Role::Analyst][..], false));

    operator::disable(app, "KIM@ville.example").await.unwrap();
    assert!(!signs_in(&world, PASSWORD).await);
    operator::enable(app, "kim@ville.example").await.unwrap();
    assert!(signs_in(&world, PASSWORD).await);
    let other = operator::passphrase();
    operator::reset(app, "kim@ville.example", other.clone()).await.unwrap();
    assert!(!signs_in(&world, PASSWORD).await);
    assert!(signs_in(&world, &other).await);
    assert_eq!(world.count("select count(*) from session where revoked_at is null").await, 1);
    let after = world.count("select count(*) from journal where role = 'system'").await;
    assert_eq!((journal, after), (2, 5));
}

async fn what_cannot_be_added_leaves_nothing(world: World) {
    let app = &world.app;
    let users = operator::list(app).await.unwrap();
    let taken = operator::add(app, new(&users[0].email, &users[0].organisation)).await;
    assert!(matches!(taken, Err(Refused::EmailTaken(_))), "{taken:?}");
    let nowhere = operator::add(app, new("kim@ville.example", "Nulle part")).await;
    assert!(matches!(nowhere, Err(Refused::NoOrganisation(..))), "{nowhere:?}");
    let mut unbound = new("kim@ville.example", &users[0].organisation);
    unbound.role = Role::SocialWorker;
    let refused = operator::add(app, unbound).await;
    assert!(matches!(refused, Err(Refused::NeedsMandate)), "{refused:?}");
    assert_eq!(operator::list(app).await.unwrap().len(), users.len());
}

on_both![an_account_is_added_closed_reopened_and_reset, what_cannot_be_added_leaves_nothing,];

//! Histories and the access log: who reads what of whom.

use app::{
    access::{Role, journal::Subject},
    context::App,
    error::AppError,
    execute,
    journal::{rules::Shown, service::Asked},
};

use super::{
    ANA, BEN, BOOKING, CITY, CY, FAMILY, HOST, OTHER_CITY, OTHER_SITE, SITE, SUPPORT, actor, day,
    history, hold, lodge, note, now, take_back, tell,
};

tell!(
    a_history_is_for_whoever_may_read_its_subject,
    a_restricted_family_has_no_history_outside_its_circle,
    a_history_shows_no_more_than_the_reader_may_know,
    a_sites_history_holds_that_of_its_units,
    a_long_history_is_read_page_by_page,
    reading_a_family_is_written_in_the_access_log,
);

async fn a_history_is_for_whoever_may_read_its_subject(app: &App) {
    lodge(app, false).await;
    for (role, organisation, family, booking, site, other_site) in [
        (Role::Coordinator, CITY, true, true, true, true),
        (Role::Coordinator, OTHER_CITY, false, false, true, true),
        (Role::BookingOfficer, CITY, true, true, true, true),
        (Role::Analyst, CITY, true, true, true, true),
        (Role::HeadOfMission, CITY, true, true, true, true),
        (Role::DataProtection, CITY, true, true, true, true),
        (Role::SiteManager, HOST, true, true, true, false),
        (Role::SiteManager, CITY, false, false, false, true),
        (Role::FieldAgent, HOST, false, false, true, false),
        (Role::SocialWorker, SUPPORT, false, false, true, true),
        (Role::Administrator, CITY, false, false, true, true),
    ] {
        let grant = hold(app, CY, role, organisation).await;
        let cy = actor(app, CY).await;
        for (subject, id, expected) in [
            (Subject::Household, FAMILY, family),
            (Subject::Booking, BOOKING, booking),
            (Subject::Site, SITE, site),
            (Subject::Site, OTHER_SITE, other_site),
            (Subject::Household, now(), false),
            (Subject::Unit, now(), false),
        ] {
            let found = history(app, &cy, subject, id).await.map(drop);
            let answer = if expected { Ok(()) } else { Err(AppError::NotFound) };
            assert_eq!(found, answer, "{role:?} {subject:?}");
        }
        take_back(app, grant).await;
    }
}

async fn a_restricted_family_has_no_history_outside_its_circle(app: &App) {
    lodge(app, true).await;
    hold(app, CY, Role::Coordinator, CITY).await;
    let cy = actor(app, CY).await;
    for (subject, id) in [(Subject::Household, FAMILY), (Subject::Booking, BOOKING)] {
        let found = history(app, &cy, subject, id).await.map(drop);
        assert_eq!(found, Err(AppError::NotFound));
    }
    let mut tx = app.db.begin().await.unwrap();
    execute!(
        tx,
        "insert into household_circle (household_id, user_id) values ($1, $2)",
        FAMILY,
        CY
    )
    .unwrap();
    tx.save().await.unwrap();
    assert!(history(app, &cy, Subject::Household, FAMILY).await.is_ok());
}

async fn a_history_shows_no_more_than_the_reader_may_know(app: &App) {
    let before = serde_json::json!({ "persons": 3, "alias": "la famille au vélo" });
    app.clock.set(day(5).and_hms_opt(9, 0, 0).unwrap());
    note(app, Subject::Household, FAMILY, "intake", before).await;
    app.clock.set(day(11).and_hms_opt(9, 0, 0).unwrap());
    lodge(app, false).await;
    app.clock.set(day(12).and_hms_opt(9, 0, 0).unwrap());
    note(app, Subject::Household, FAMILY, "edit", serde_json::json!({ "phone": "0600000000" }))
        .await;
    let kept = Some(Shown::Kept);
    let phone = Some(Shown::Text("0600000000".to_owned()));
    for (role, organisation, entries, shown) in [
        (Role::Coordinator, CITY, 2, phone.clone()),
        (Role::Analyst, CITY, 2, kept),
        // What came before the promise of a place is not the host's.
        (Role::SiteManager, HOST, 1, phone),
    ] {
        let grant = hold(app, CY, role, organisation).await;
        let cy = actor(app, CY).await;
        let told = history(app, &cy, Subject::Household, FAMILY).await.unwrap().told;
        assert_eq!(told.len(), entries, "{role:?}");
        assert_eq!(told[0].changes[0].after, shown, "{role:?}");
        take_back(app, grant).await;
    }
}

async fn a_sites_history_holds_that_of_its_units(app: &App) {
    let unit = now();
    let mut tx = app.db.begin().await.unwrap();
    execute!(
        tx,
        "insert into unit (id, site_id, label, places, step_free, wheelchair, kitchen, private_bath,
                           shared, in_service_from, created_at)
         values ($1, $2, '12', 3, $3, $3, $3, $3, $3, $4, $5)",
        unit, SITE, false, day(1), app.clock.now()
    )
    .unwrap();
    tx.save().await.unwrap();
    note(app, Subject::Site, SITE, "edited", serde_json::json!({ "name": "Tilleul" })).await;
    note(app, Subject::Unit, unit, "unit_changed", serde_json::json!({ "places": 4 })).await;
    hold(app, CY, Role::SiteManager, HOST).await;
    let cy = actor(app, CY).await;
    let of_site = history(app, &cy, Subject::Site, SITE).await.unwrap();
    assert_eq!((of_site.of.as_str(), of_site.told.len()), ("Le Tilleul", 2));
    let of_unit = history(app, &cy, Subject::Unit, unit).await.unwrap();
    assert_eq!((of_unit.of.as_str(), of_unit.told.len()), ("12 · Le Tilleul", 1));
}

async fn a_long_history_is_read_page_by_page(app: &App) {
    let ana = actor(app, ANA).await;
    for n in 0..120 {
        note(app, Subject::Organisation, HOST, "edited", serde_json::json!({ "n": n })).await;
    }
    let mut seen = Vec::new();
    let mut older = None;
    loop {
        let page = app::journal::service::history(app, &ana, Subject::Organisation, HOST, older);
        let page = page.await.unwrap();
        seen.extend(page.told.into_iter().map(|told| told.changes[0].after.clone()));
        older = page.older;
        if older.is_none() {
            break;
        }
    }
    let expected: Vec<_> = (0..120).rev().map(|n| Some(Shown::Text(n.to_string()))).collect();
    assert_eq!(seen, expected, "each entry once, latest first");
}

async fn reading_a_family_is_written_in_the_access_log(app: &App) {
    lodge(app, false).await;
    hold(app, BEN, Role::Coordinator, CITY).await;
    hold(app, CY, Role::DataProtection, CITY).await;
    let (ben, cy) = (actor(app, BEN).await, actor(app, CY).await);
    history(app, &ben, Subject::Household, FAMILY).await.unwrap();
    app.clock.set(day(13).and_hms_opt(0, 30, 0).unwrap());
    history(app, &ben, Subject::Booking, BOOKING).await.unwrap();
    history(app, &ben, Subject::Site, SITE).await.unwrap();
    let code = |code: &str| Asked { code: code.to_owned(), ..Asked::default() };
    let by = |user| Asked { user: Some(user), ..Asked::default() };
    let during = |from: Option<u32>, to: Option<u32>| Asked {
        from: from.map(day),
        to: to.map(day),
        ..Asked::default()
    };
    for (asked, expected) in [
        (Asked::default(), vec!["R-0001", "F-0001"]),
        (code(" f-0001"), vec!["F-0001"]),
        (code("F-0009"), vec![]),
        (by(CY), vec![]),
        (by(BEN), vec!["R-0001", "F-0001"]),
        (during(None, Some(12)), vec!["F-0001"]),
        (during(Some(13), None), vec!["R-0001"]),
        (during(Some(12), Some(13)), vec!["R-0001", "F-0001"]),
    ] {
        let log = app::journal::service::access_log(app, &cy, asked.clone()).await.unwrap();
        let codes: Vec<_> = log.reads.iter().map(|read| read.code.as_deref().unwrap()).collect();
        assert_eq!(codes, expected, "{asked:?}");
        assert!(log.reads.iter().all(|read| read.user_name.as_deref() == Some("Ben")));
    }
}

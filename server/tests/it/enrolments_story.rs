//! A folder of enrolments, invented and small: taken in, corrected, taken back, written again.

use std::{collections::BTreeSet, path::Path};

use app::{
    access::Role,
    enrolments::{figures, hmis, store},
    error::AppError,
    households::{
        AgeBand, MemberRole, Membership, ReasonIn, rules::intake::NewPerson, store::members,
    },
    imports::{
        Report, profile,
        service::{self, Mode, Source},
    },
    ledger::lines::{self, NightLine},
    presence::{self, Presence, State},
};
use uuid::Uuid;

use crate::support::{
    rows,
    world::{Empty, World, id, night},
};

on_both!(
    a_folder_is_compared_applied_and_known_again,
    a_person_is_once_at_a_site_and_in_one_household,
    a_departure_that_comes_late_frees_the_place_and_is_taken_back,
    a_folder_taken_back_leaves_nobody_and_comes_again,
    what_is_seen_splits_the_night,
    families_of_our_own_are_written_too,
);

on_sqlite!(
    what_cannot_stand_is_told_row_by_row,
    names_that_change_are_known_and_taken_back,
    only_who_writes_names_takes_persons_in,
    the_lists_since_2023_need_no_tracking,
);

const PROJECTS: &str =
    "ProjectID,OrganizationID,ProjectName,OperatingEndDate,ProjectType,TrackingMethod
P-1,7,Le Relais,,1,0
P-2,7,La Halte,,1,3
P-3,7,Vers un toit,2030-01-01,13,
";
const ORGANISATIONS: &str = "OrganizationID,OrganizationName
7,Association des Quais
";
const INVENTORY: &str =
    "InventoryID,ProjectID,Availability,UnitInventory,BedInventory,InventoryStartDate,InventoryEndDate
i1,P-1,1,2,10,2019-01-01,
i2,P-1,2,0,4,2019-03-04,2019-03-06
";
const CLIENTS: &str = "PersonalID,FirstName,LastName,DOB,DOBDataQuality,DateDeleted
a,Alba,Perrin,1980-05-01,1,
b,Bruno,Perrin,2010-02-01,1,
c,,,,99,
d,Dalia,Costa,1990-01-01,99,
z,Zoé,Vidal,1970-01-01,1,
";
const ENROLMENTS: &str =
    "EnrollmentID,PersonalID,ProjectID,EntryDate,HouseholdID,RelationshipToHoH,MoveInDate
e1,a,P-1,2019-03-01,h1,1,
e2,b,P-1,2019-03-01,h1,2,
e3,c,P-1,2019-03-02,h2,1,
e4,d,P-1,2019-03-03,h3,1,
e5,a,P-1,2019-03-04,h4,1,
e6,d,P-2,2019-02-01,h5,1,
e7,a,P-3,2019-05-01,h6,1,2019-05-10
";
const EXITS: &str = "ExitID,EnrollmentID,PersonalID,ExitDate,Destination
e1,e1,a,2019-03-06,20
e2,e2,b,2019-03-05,22
e3,e3,c,2019-03-02,30
e5,e5,a,2019-03-08,16
e6,e6,d,2019-02-04,1
e7,e7,a,2019-05-20,10
";
const SERVICES: &str = "ServicesID,EnrollmentID,PersonalID,DateProvided,RecordType
s1,e6,d,2019-02-01,200
s2,e6,d,2019-02-03,200
s3,e6,d,2019-02-03,200
s4,e6,d,2019-02-04,200
s5,e6,d,2019-02-02,141
";

const FILES: [(&str, &str); 7] = [
    ("Project.csv", PROJECTS),
    ("Organization.csv", ORGANISATIONS),
    ("Inventory.csv", INVENTORY),
    ("Client.csv", CLIENTS),
    ("Enrollment.csv", ENROLMENTS),
    ("Exit.csv", EXITS),
    ("Services.csv", SERVICES),
];

async fn run(world: &World, files: &[(&str, &str)], mode: Mode) -> Result<Report, AppError> {
    let folder = tempfile::tempdir().unwrap();
    let sources = files.iter().map(|(name, text)| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        Source::at(&path)
    });
    let sources = sources.collect();
    let profile = profile::find("hmis-csv").unwrap();
    service::take_in(&world.app, None, &profile, sources, mode).await
}

async fn apply(world: &World, files: &[(&str, &str)]) -> Report {
    run(world, files, Mode::Apply).await.unwrap()
}

/// `new changed identical rejected`.
fn differences(report: &Report) -> [u64; 4] {
    let each = report.differences;
    [each.new, each.changed, each.identical, each.rejected]
}

fn found(report: &Report, code: &str) -> u64 {
    report.findings.iter().find(|each| each.code == code).map_or(0, |each| each.count)
}

async fn nights(world: &World, site: &str, from: &str, to: &str) -> Vec<NightLine> {
    lines::of_site(&world.app, site, night(from), night(to)).await.unwrap().unwrap()
}

/// Persons, households and minors of the first nights of March.
async fn first_nights(world: &World) -> Vec<[i64; 3]> {
    let lines = nights(world, "P-1", "2019-03-01", "2019-03-09").await;
    let figures =
        |line: NightLine| [line.persons, line.households, line.minors_at_entry].map(Option::unwrap);
    lines.into_iter().map(figures).collect()
}

const MARCH: [[i64; 3]; 8] =
    [[2, 1, 1], [2, 1, 1], [3, 2, 1], [3, 3, 1], [2, 3, 0], [2, 2, 0], [2, 2, 0], [1, 1, 0]];

async fn a_folder_is_compared_applied_and_known_again(world: World) {
    world.app.index.rebuild(&world.app.db, world.clock.tonight()).await.unwrap();
    let tables = world.tables().await;
    let dry = run(&world, &FILES, Mode::DryRun).await.unwrap();
    assert_eq!(world.tables().await, tables, "a dry run writes nothing");
    let report = apply(&world, &FILES).await;
    assert_eq!(differences(&dry), differences(&report));
    // 3 projects, 1 organisation, 2 inventories, 4 persons, 7 enrolments, 6 exits, 3 nights.
    assert_eq!((report.rows, differences(&report)), (29, [26, 0, 1, 0]));
    assert_eq!(report.differences.ignored, 2, "who is not enrolled, and another service");
    assert_eq!((report.sites_created, report.units_created), (3, 3));
    assert_eq!((report.persons_created, report.households_created), (4, 6));
    assert_eq!((found(&report, "duplicate_night"), found(&report, "night_outside_stay")), (1, 1));
    assert_eq!(found(&report, "birth_date_unsure"), 1);
    assert_eq!(first_nights(&world).await, MARCH);
    let again = apply(&world, &FILES).await;
    assert_eq!((differences(&again), again.batch), ([0, 0, 27, 0], None));
    let part = apply(&world, &FILES[4..5]).await;
    assert_eq!(differences(&part), [0, 0, 7, 0], "one file of the folder says no less");
    let states =
        "select count(*) from booking where state = 'cancelled' and household_id is not null";
    assert_eq!(world.count(states).await, 1, "a stay of no night is none");
    world.index_agrees().await;
}

async fn a_person_is_once_at_a_site_and_in_one_household(world: World) {
    let report = apply(&world, &FILES).await;
    assert_eq!(found(&report, "member_elsewhere"), 1, "Alba is with h1 until the 6th");
    let places = "select cast(max(places) as bigint) from unit where label = 'Dortoir'";
    assert_eq!(world.count(places).await, 3, "as many places as the fullest night needs");
    let lines = nights(&world, "P-1", "2019-03-04", "2019-03-05").await;
    assert_eq!((lines[0].occupied, lines[0].persons), (Some(3), Some(3)));
    assert_eq!((lines[0].contracted, lines[0].opened), (None, Some(14)));
    let lines = nights(&world, "P-1", "2019-03-07", "2019-03-08").await;
    assert_eq!((lines[0].opened, lines[0].installed), (Some(10), Some(3)));
    // A programme that leads to a home houses from the day somebody has one.
    let home = nights(&world, "P-3", "2019-05-01", "2019-06-01").await;
    let housed = home.iter().filter(|line| line.persons == Some(1)).count();
    assert_eq!(housed, 10);
    let twice = "select count(*) from membership a join membership b
        on a.person_id = b.person_id and a.id < b.id and a.from_night < coalesce(b.to_night, '9999-12-31')
        and b.from_night < coalesce(a.to_night, '9999-12-31')
        where a.superseded_at is null and b.superseded_at is null";
    assert_eq!(world.count(twice).await, 0);
    let proof = app::ledger::service::verify(&world.app.db).await.unwrap();
    let own = proof.disagreements.iter().filter(|each| each.site.starts_with("P-"));
    assert_eq!(own.count(), 0);
}

async fn a_departure_that_comes_late_frees_the_place_and_is_taken_back(world: World) {
    world.app.index.rebuild(&world.app.db, world.clock.tonight()).await.unwrap();
    apply(&world, &FILES).await;
    let exits = format!("{EXITS}e4,e4,d,2019-03-05,12\n").replace("2019-03-05,22", "2019-03-06,22");
    let report = apply(&world, &[("Exit.csv", &exits)]).await;
    assert_eq!(differences(&report), [1, 1, 5, 0]);
    let late = first_nights(&world).await;
    assert_eq!(late[4], [2, 2, 1], "Dalia left on the 5th, Bruno stayed one night more");
    assert_eq!(late[7], [0, 0, 0]);
    let stays = store::stays(&world.app.db).await.unwrap();
    assert!(stays.iter().all(|told| told.stay.to_night.is_some()));
    service::undo(&world.app, None, Uuid::now_v7(), report.batch.unwrap()).await.unwrap();
    assert_eq!(first_nights(&world).await, MARCH);
    let again = apply(&world, &FILES).await;
    assert_eq!(differences(&again), [0, 0, 27, 0], "everything is as it was");
    world.index_agrees().await;
}

async fn a_folder_taken_back_leaves_nobody_and_comes_again(world: World) {
    world.app.index.rebuild(&world.app.db, world.clock.tonight()).await.unwrap();
    let batch = apply(&world, &FILES).await.batch.unwrap();
    service::undo(&world.app, None, Uuid::now_v7(), batch).await.unwrap();
    let left = "select (select count(*) from enrolment where superseded_at is null)
        + (select count(*) from presence where superseded_at is null)
        + (select count(*) from capacity_period where superseded_at is null and command_id is not null)
        + (select count(*) from membership where superseded_at is null)
        + (select count(*) from occupation where superseded_at is null)
        + (select count(*) from booking where state in ('arrived', 'departed'))";
    assert_eq!(world.count(left).await, 0);
    let twice = service::undo(&world.app, None, Uuid::now_v7(), batch).await;
    assert!(matches!(twice, Err(AppError::Conflict(_))));
    let report = apply(&world, &FILES).await;
    assert_eq!(
        (report.persons_created, report.households_created, report.sites_created),
        (0, 0, 0)
    );
    assert_eq!(first_nights(&world).await, MARCH);
    let again = apply(&world, &FILES).await;
    assert_eq!((differences(&again), again.batch), ([0, 0, 27, 0], None));
    world.index_agrees().await;
}

async fn what_is_seen_splits_the_night(world: World) {
    apply(&world, &FILES).await;
    let seen = nights(&world, "P-2", "2019-02-01", "2019-02-06").await;
    let parts = |line: &NightLine| {
        [line.seen, line.absent_authorised, line.absent_unauthorised, line.not_checked]
            .map(Option::unwrap)
    };
    let persons: Vec<_> = seen.iter().map(|line| line.persons.unwrap()).collect();
    assert_eq!(persons, [1, 0, 1, 1, 0], "those nights, and the one after the exit too");
    assert_eq!(parts(&seen[0]), [1, 0, 0, 0]);
    let at = nights(&world, "P-1", "2019-03-03", "2019-03-04").await;
    assert_eq!(parts(&at[0]), [0, 0, 0, 3], "where nobody looked, nobody is presumed");
    let stays = store::stays(&world.app.db).await.unwrap();
    let of = |key: &str| stays.iter().find(|told| told.stay.key == key).unwrap().stay.clone();
    let mut tx = world.app.db.begin().await.unwrap();
    for (stay, whole, state) in [
        (of("e1"), true, State::Seen),
        (of("e2"), false, State::AbsentAuthorised),
        (of("e4"), false, State::AbsentUnauthorised),
    ] {
        let row = Presence {
            id: Uuid::now_v7(),
            site_id: stay.site_id,
            night: night("2019-03-03"),
            household_id: Some(stay.household_id),
            person_id: (!whole).then_some(stay.person_id),
            booking_id: Some(stay.booking_id),
            state,
        };
        presence::store::insert(&mut tx, &row, Uuid::now_v7(), world.clock.now()).await.unwrap();
    }
    tx.save().await.unwrap();
    let at = nights(&world, "P-1", "2019-03-03", "2019-03-04").await;
    assert_eq!(
        (parts(&at[0]), at[0].occupied),
        ([1, 1, 1, 0], Some(3)),
        "who is away keeps the place"
    );
}

/// Writes the folder, and reads it into an empty database.
async fn elsewhere(world: &World) -> (Empty, World, Report) {
    let folder = tempfile::tempdir().unwrap();
    let written = write(world, folder.path()).await;
    let empty = Empty::sqlite();
    let other = World::open(&empty.url).await;
    other.app.db.migrate().await.unwrap();
    let profile = profile::find("hmis-csv").unwrap();
    let report = service::take_in(&other.app, None, &profile, written, Mode::Apply).await.unwrap();
    (empty, other, report)
}

async fn write(world: &World, folder: &Path) -> Vec<Source> {
    let known = hmis::read::known(&world.app).await.unwrap();
    let when = hmis::tables::When { now: world.clock.now(), tonight: world.clock.tonight() };
    let tables = hmis::tables::tables(&known, when);
    let of = |table: &hmis::Table| {
        let at = table.header.iter().position(|column| *column == "ExportID").unwrap();
        table.rows.iter().map(|row| format!("{:?}", row[at])).collect::<BTreeSet<_>>()
    };
    let exports: BTreeSet<String> = tables.iter().flat_map(of).collect();
    assert_eq!(exports.len(), 1, "every row names the export it is of");
    let sources = tables.into_iter().map(|table| {
        let path = folder.join(table.name);
        let file = std::fs::File::create(&path).unwrap();
        let plain = sheets::CsvOptions::default();
        sheets::write_csv(plain, &table.header, table.rows.into_iter(), file).unwrap();
        Source::at(&path)
    });
    sources.collect()
}

async fn families_of_our_own_are_written_too(world: World) {
    apply(&world, &FILES).await;
    let now = world.clock.now();
    let mut tx = world.app.db.begin().await.unwrap();
    rows::household(&mut tx, &world, "one", "city").await.unwrap();
    rows::booking(&mut tx, &world, "stay", Some("one"), "site-a", "arrived").await.unwrap();
    for (name, role, from, to) in [
        ("lea", MemberRole::Reference, "2026-01-01", None),
        ("noe", MemberRole::Child, "2026-03-05", None),
        ("old", MemberRole::Adult, "2026-01-01", Some("2026-02-01")),
    ] {
        let person = NewPerson {
            id: id(name),
            family_name: "Diarra".to_owned(),
            first_name: name.to_owned(),
            birth_date: None,
            age_band: AgeBand::Adult,
            role,
        };
        members::insert_person(&mut tx, &person, now).await.unwrap();
        let row = Membership {
            id: Uuid::now_v7(),
            person_id: id(name),
            household_id: id("one"),
            from_night: night(from),
            to_night: to.map(night),
            role,
            reason_in: ReasonIn::Intake,
            reason_out: None,
        };
        members::insert(&mut tx, &row, id("command"), now).await.unwrap();
    }
    tx.save().await.unwrap();
    let (_empty, other, report) = elsewhere(&world).await;
    assert_eq!(report.differences.rejected, 0, "{:?}", report.findings);
    assert_eq!(report.persons_created, 6, "who had left before the stay is not of it");
    assert_eq!(first_nights(&other).await, MARCH);
    let (ours, theirs) = (figures_of(&world).await, figures_of(&other).await);
    assert_eq!(ours, theirs);
    assert!(ours.iter().any(|row| row.starts_with("S-site-a 2 0 2")), "{ours:?}");
    other.app.db.close().await;
}

/// Lengths of stay and comings and goings, as text.
async fn figures_of(world: &World) -> Vec<String> {
    let stays = store::stays(&world.app.db).await.unwrap();
    let stays: Vec<_> = stays.into_iter().map(|told| told.stay).collect();
    let places = store::places(&world.app.db).await.unwrap();
    let lengths = figures::lengths(&stays, &places, &[figures::By::Site]);
    let lengths = lengths.iter().map(|(key, sum)| {
        let figures = (sum.stays, sum.departed(), sum.still_in, sum.same_day, sum.mean());
        format!(
            "{} {} {} {} {} {:?}",
            key[0], figures.0, figures.1, figures.2, figures.3, figures.4
        )
    });
    let moves = figures::moves(&stays, &places, &[figures::By::Month, figures::By::Site]);
    let moves = moves.iter().map(|(key, sum)| {
        format!("{} {} {} {}", key.join(" "), sum.entries, sum.household_entries(), sum.exits)
    });
    lengths.chain(moves).collect()
}

async fn what_cannot_stand_is_told_row_by_row(world: World) {
    let enrolments = format!(
        "{ENROLMENTS}e8,x,P-1,2019-03-01,h8,1,\ne9,a,P-9,2019-03-01,h9,1,\n\
         e10,a,P-1,2019-04-01,h1,3,\ne11,a,P-1,yesterday,h11,1,\ne1,b,P-1,2019-03-01,h1,1,\n"
    );
    let exits =
        EXITS.replace("2019-03-08,16", "2019-03-01,16").replace("2019-05-20,10", "2019-05-20,77")
            + "e99,e99,a,2019-03-08,1\n";
    let files = FILES.map(|(name, text)| match name {
        "Enrollment.csv" => (name, &*enrolments),
        "Exit.csv" => (name, &*exits),
        _ => (name, text),
    });
    let funder = ("Funder.csv", "FunderID,ProjectID,Funder\n1,P-1,8\n");
    let report = apply(&world, &[&files[..], &[funder]].concat()).await;
    for (code, count) in [
        ("person_unknown", 1),
        ("site_unknown", 1),
        ("person_twice", 1),
        ("date_unreadable", 1),
        ("duplicate_key", 1),
        ("exit_before_entry", 1),
        ("enrolment_unknown", 1),
        ("destination_unknown_code", 1),
        ("client_not_enrolled", 1),
        ("file_unused", 1),
    ] {
        assert_eq!(found(&report, code), count, "{code}");
    }
    assert_eq!((report.differences.rejected, report.differences.conflict), (6, 1));
    let kept =
        "select count(*) from enrolment where destination = 'unknown' and destination_code = '77'";
    assert_eq!(world.count(kept).await, 1, "unknown to us, and kept as it was written");
}

async fn names_that_change_are_known_and_taken_back(world: World) {
    apply(&world, &FILES).await;
    let clients =
        CLIENTS.replace("Alba,Perrin", "Alba,Perrin-Roche").replace("c,,,,99", "c,,,2001-01-01,1");
    let report = apply(&world, &[("Client.csv", &clients)]).await;
    assert_eq!(differences(&report), [0, 2, 2, 0]);
    let renamed = "select count(*) from person where family_name = 'Perrin-Roche'";
    assert_eq!(world.count(renamed).await, 1);
    let findable = "select count(*) from search_word where word = 'roche'";
    assert!(world.count(findable).await > 0, "and found by it");
    service::undo(&world.app, None, Uuid::now_v7(), report.batch.unwrap()).await.unwrap();
    assert_eq!(world.count(renamed).await, 0);
    assert_eq!(world.count("select count(*) from person where birth_date is null").await, 1);
}

async fn only_who_writes_names_takes_persons_in(world: World) {
    let profile = profile::find("hmis-csv").unwrap();
    for (name, may) in [("ana", true), ("dora", false), ("hana", false), ("gus", false)] {
        let actor = world.actor(name).await;
        assert_eq!(actor.has_role(Role::Analyst), name == "dora");
        let taken =
            service::take_in(&world.app, Some(&actor), &profile, Vec::new(), Mode::Apply).await;
        assert_eq!(taken.is_ok(), may, "{name}");
    }
}

/// Since October 2023 the kind of programme says who is followed night by night.
async fn the_lists_since_2023_need_no_tracking(world: World) {
    let projects = "ProjectID,OrganizationID,ProjectName,ProjectType\nP-1,7,Le Relais,0\nP-2,7,La Halte,1\nP-3,7,Vers un toit,13\n";
    let mut files = FILES;
    files[0].1 = projects;
    apply(&world, &files).await;
    assert_eq!(first_nights(&world).await, MARCH);
    let seen = nights(&world, "P-2", "2019-02-01", "2019-02-06").await;
    assert_eq!(seen.iter().filter(|line| line.seen == Some(1)).count(), 3);
}

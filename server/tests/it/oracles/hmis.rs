//! A folder of the HMIS standard: projects, households, enrolments and bed nights of five years.

use std::{
    collections::{BTreeMap, HashMap},
    path::{Path, PathBuf},
};

use app::{
    enrolments::{
        figures::{self, By},
        hmis, households, store,
    },
    imports::Report,
    ledger::{lines, service},
    presence,
};

use super::{expected, shared, take_in};
use crate::support::world::{Empty, World, night};

on_both!(every_figure_is_the_oracle_s_and_so_it_is_once_written_and_read_again,);

const FILES: [&str; 13] = [
    "Affiliation.csv",
    "Client.csv.gz",
    "Enrollment.csv.gz",
    "EnrollmentCoC.csv.gz",
    "Exit.csv.gz",
    "Export.csv",
    "Funder.csv",
    "Inventory.csv",
    "Organization.csv",
    "Project.csv",
    "ProjectCoC.csv",
    "Services.csv.gz",
    "User.csv",
];

/// Five years and a day.
const NIGHTS: (&str, &str) = ("2014-10-01", "2019-10-01");

/// The cells of a table that a list compares, by what they are of.
type Figures = BTreeMap<String, Vec<String>>;

fn oracle(name: &str) -> Vec<HashMap<String, String>> {
    expected(&shared(&format!("oracles/hmis_fy2019/{name}")).unwrap())
}

fn columns(rows: &[HashMap<String, String>], key: &[&str], columns: &[&str]) -> Figures {
    let cells = |row: &HashMap<String, String>, names: &[&str]| -> Vec<String> {
        names.iter().map(|name| row[*name].clone()).collect()
    };
    rows.iter().map(|row| (cells(row, key).join(" "), cells(row, columns))).collect()
}

#[track_caller]
fn assert_same(ours: &Figures, theirs: &Figures, what: &str) {
    let differ: Vec<_> = theirs
        .iter()
        .filter(|(key, row)| ours.get(*key) != Some(row))
        .map(|(key, row)| format!("{key}: {:?} instead of {row:?}", ours.get(key)))
        .chain(ours.keys().filter(|key| !theirs.contains_key(*key)).cloned())
        .collect();
    let shown = differ.iter().take(10).cloned().collect::<Vec<_>>().join("\n");
    assert!(differ.is_empty(), "{what}: {} rows differ\n{shown}", differ.len());
}

fn found(report: &Report, code: &str) -> u64 {
    report.findings.iter().find(|each| each.code == code).map_or(0, |each| each.count)
}

async fn every_figure_is_the_oracle_s_and_so_it_is_once_written_and_read_again(world: World) {
    let Some(files) = FILES
        .map(|file| shared(&format!("hmis_fy2019/{file}")))
        .into_iter()
        .collect::<Option<Vec<PathBuf>>>()
    else {
        return;
    };
    let report = take_in(&world, "hmis-csv", &files).await;
    let each = report.differences;
    // 1 organisation, 8 projects, 12 inventories, 4 034 clients, 6 390 enrolments, 5 965 exits,
    // 6 023 bed nights.
    assert_eq!(report.rows, 22_433);
    assert_eq!((each.new, each.identical), (22_426, 7), "seven bed nights are told twice");
    assert_eq!((each.changed, each.conflict, each.rejected, each.ignored), (0, 0, 0, 0));
    assert_eq!((report.sites_created, report.persons_created), (8, 4_034));
    assert_eq!((report.households_created, report.units_created), (4_829, 8));
    assert_eq!((found(&report, "duplicate_night"), found(&report, "night_outside_stay")), (7, 44));
    assert_eq!(found(&report, "file_unused"), 6);
    let told_twice = report.findings.iter().find(|each| each.code == "duplicate_night").unwrap();
    let mut twice: HashMap<String, i64> = HashMap::new();
    for place in &told_twice.rows {
        *twice.entry(place.detail[..7].to_owned()).or_default() += 1;
    }
    let before = compare(&world, &twice).await;
    the_house_stands(&world).await;

    let again = take_in(&world, "hmis-csv", &files).await;
    assert!(again.changes_nothing(), "{:?}", again.differences);
    assert_eq!((again.differences.identical, again.batch), (22_433, None));

    let folder = tempfile::tempdir().unwrap();
    let written = write(&world, folder.path()).await;
    let empty = Empty::sqlite();
    let other = World::open(&empty.url).await;
    other.app.db.migrate().await.unwrap();
    let read = take_in(&other, "hmis-csv", &written).await;
    assert_eq!(read.differences.rejected, 0, "{:?}", read.findings);
    assert_eq!(compare(&other, &twice).await, before);
    let once_more = tempfile::tempdir().unwrap();
    write(&other, once_more.path()).await;
    for name in ["Client.csv", "Enrollment.csv", "Exit.csv"] {
        let keys = |folder: &Path| keys(&folder.join(name));
        assert_eq!(keys(once_more.path()), keys(folder.path()), "{name} keeps its keys");
    }
    other.app.db.close().await;
}

/// The first cells of each row, in order.
fn keys(file: &Path) -> Vec<Vec<String>> {
    let sheet = sheets::open(file, sheets::Limits::default()).unwrap();
    let mut keys: Vec<_> = sheet.map(|row| row.unwrap().cells[..5].to_vec()).collect();
    keys.sort_unstable();
    keys
}

async fn write(world: &World, folder: &Path) -> Vec<PathBuf> {
    let known = hmis::read::known(&world.app).await.unwrap();
    let when = hmis::tables::When { now: world.clock.now(), tonight: world.clock.tonight() };
    let tables = hmis::tables::tables(&known, when);
    let written = tables.into_iter().map(|table| {
        let path = folder.join(table.name);
        let file = std::fs::File::create(&path).unwrap();
        let plain = sheets::CsvOptions::default();
        sheets::write_csv(plain, &table.header, table.rows.into_iter(), file).unwrap();
        path
    });
    written.collect()
}

/// Every row of the five oracles; answers the figures, to be compared with another database's.
async fn compare(world: &World, twice: &HashMap<String, i64>) -> Vec<Figures> {
    let nights = nightly(world).await;
    let rows = oracle("nightly_by_project.csv.gz");
    assert_eq!(rows.len(), 6_942);
    let wanted = ["persons", "households", "children_at_entry"];
    assert_same(&nights, &columns(&rows, &["project_id", "night"], &wanted), "nightly_by_project");

    let rows = oracle("nbn_bed_nights_monthly.csv");
    let wanted = ["service_rows", "bed_nights", "persons"];
    let seen = bed_nights(world, twice).await;
    assert_same(&seen, &columns(&rows, &["project_id", "month"], &wanted), "bed_nights");

    let stays = store::stays(&world.app.db).await.unwrap();
    let places = store::places(&world.app.db).await.unwrap();
    let persons = store::persons(&world.app.db).await.unwrap();
    let ours = |code: &str| oracle_sites().contains(&code);
    let made = households::group(&stays, &places, &persons);
    let made: Figures = made
        .iter()
        .filter(|((site, _), _)| ours(site))
        .map(|(key, made)| {
            let cells = households::cells(key, made).into_iter().map(text);
            (format!("{} {}", key.0, key.1), cells.skip(2).collect())
        })
        .collect();
    let rows = oracle("households.csv.gz");
    let wanted = [
        "persons",
        "children",
        "adults",
        "age_unknown",
        "first_entry",
        "last_exit",
        "open_enrollments",
    ];
    assert_same(&made, &columns(&rows, &["project_id", "household_id"], &wanted), "households");

    let stays: Vec<_> = stays.into_iter().map(|told| told.stay).collect();
    let lengths = figures::lengths(&stays, &places, &[By::Site]);
    let lengths: Figures = lengths
        .iter()
        .filter(|(key, _)| ours(&key[0]))
        .map(|(key, sum)| (key.concat(), sum.cells().into_iter().map(text).collect()))
        .collect();
    let rows = oracle("length_of_stay.csv");
    let wanted =
        ["enrollments", "exited", "still_open", "same_day", "mean_days", "median_days", "max_days"];
    assert_same(&lengths, &columns(&rows, &["project_id"], &wanted), "length_of_stay");

    let moves = figures::moves(&stays, &places, &[By::Site, By::Month]);
    let moves: Figures = moves
        .iter()
        .filter(|(key, _)| ours(&key[0]))
        .map(|(key, sum)| (key.join(" "), sum.cells().into_iter().map(text).collect()))
        .collect();
    let rows = oracle("monthly_entries_exits.csv");
    let wanted = ["entries", "household_entries", "exits"];
    assert_same(&moves, &columns(&rows, &["project_id", "month"], &wanted), "entries and exits");
    vec![nights, seen, made, lengths, moves]
}

fn oracle_sites() -> [&'static str; 8] {
    ["240", "242", "441", "808", "882", "957", "958", "960"]
}

fn text(cell: sheets::Cell) -> String {
    match cell {
        sheets::Cell::Text(text) | sheets::Cell::Decimal(text) => text,
        sheets::Cell::Whole(number) => number.to_string(),
        sheets::Cell::Date(date) => date.to_string(),
        sheets::Cell::Empty => String::new(),
    }
}

/// Nights with somebody in, of the projects people stay at from entry to exit.
async fn nightly(world: &World) -> Figures {
    let (from, to) = (night(NIGHTS.0), night(NIGHTS.1));
    let mut nights = Figures::new();
    for site in ["240", "242", "958", "960"] {
        let lines = lines::of_site(&world.app, site, from, to).await.unwrap().unwrap();
        for line in lines.into_iter().filter(|line| line.persons != Some(0)) {
            let split =
                [line.seen, line.absent_authorised, line.absent_unauthorised, line.not_checked];
            let sum: i64 = split.into_iter().flatten().sum();
            assert_eq!((Some(sum), line.seen), (line.persons, Some(0)), "nobody looked here");
            assert_eq!(line.occupied, line.persons, "a place a person");
            let ages = [line.adults, line.children, line.infants, line.age_unknown];
            assert_eq!(ages.into_iter().flatten().sum::<i64>(), sum);
            let figures = [line.persons, line.households, line.minors_at_entry];
            let cells = figures.map(|figure| figure.unwrap().to_string()).to_vec();
            nights.insert(format!("{site} {}", line.night), cells);
        }
    }
    nights
}

/// By month, with how many rows told them; and night by night what the ledger says of them.
async fn bed_nights(world: &World, twice: &HashMap<String, i64>) -> Figures {
    let (from, to) = (night(NIGHTS.0), night(NIGHTS.1));
    let lines = lines::of_site(&world.app, "882", from, to).await.unwrap().unwrap();
    let mut by_month: HashMap<String, i64> = HashMap::new();
    for line in lines {
        assert_eq!((line.seen, line.not_checked), (line.persons, Some(0)), "{}", line.night);
        *by_month.entry(line.night.format("%Y-%m").to_string()).or_default() +=
            line.persons.unwrap();
    }
    let rows = presence::store::all(&world.app.db).await.unwrap();
    let places = store::places(&world.app.db).await.unwrap();
    let codes = places.into_iter().map(|(id, (code, _))| (id, code)).collect();
    let table = presence::figures::group(&rows, &codes);
    let rows = table.into_iter().map(|((month, site), sum)| {
        let [seen, _, _, persons, _] = sum.figures();
        assert_eq!(by_month[&month], seen, "{month}: the ledger says the same");
        let told = seen + twice.get(&month).copied().unwrap_or(0);
        (format!("{site} {month}"), [told, seen, persons].map(|n| n.to_string()).to_vec())
    });
    rows.collect()
}

/// What the database promises whatever was taken in.
async fn the_house_stands(world: &World) {
    let twice = "select count(*) from membership a join membership b
        on a.person_id = b.person_id and a.id < b.id and a.from_night < coalesce(b.to_night, '9999-12-31')
        and b.from_night < coalesce(a.to_night, '9999-12-31')
        where a.superseded_at is null and b.superseded_at is null";
    assert_eq!(world.count(twice).await, 0, "nobody belongs to two households");
    let proof = service::verify(&world.app.db).await.unwrap();
    let own = |each: &&service::Disagreement| oracle_sites().contains(&each.site.as_str());
    assert_eq!(proof.disagreements.iter().filter(own).count(), 0);
    let unknown =
        "select count(*) from enrolment where destination = 'unknown' and superseded_at is null";
    assert_eq!(world.count(unknown).await, 1_010, "unknown is counted: 8, 9, 30 and 99");
    let capacity = "select count(*) from capacity_period where superseded_at is null and command_id is not null";
    assert_eq!(world.count(capacity).await, 12);
}

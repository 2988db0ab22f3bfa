//! Nightly counts of Toronto and of Calgary.

use std::collections::HashMap;

use super::{expected, same_rate, shared, table, take_in, whole};
use crate::support::world::World;

on_sqlite!(
    toronto_adds_up_to_what_was_published,
    toronto_s_anomalies_are_told_and_kept,
    calgary_adds_up_to_what_was_published,
);

const TORONTO: [&str; 2] = [
    "toronto/daily-shelter-occupancy-2022-q1.csv.gz",
    "toronto/daily-shelter-occupancy-2024.csv.gz",
];

/// Our words for a source's.
fn ours(word: &str) -> &str {
    match word {
        "Families" => "families",
        "Women" => "women",
        "Men" => "men",
        "Mixed Adult" => "mixed_adult",
        "Youth" => "youth",
        "room" => "unit",
        other => other,
    }
}

async fn toronto_adds_up_to_what_was_published(world: World) {
    let Some(files) = TORONTO.map(shared).into_iter().collect::<Option<Vec<_>>>() else { return };
    let report = take_in(&world, "toronto-occupancy", &files).await;
    assert_eq!((report.rows, report.differences.new), (53_197, 53_197));
    let (from, to) = ("2022-01-01", "2025-01-01");
    for (oracle, period, by) in [
        ("monthly_by_sector_unit", "month", "month,public,measure"),
        ("daily_by_sector_unit", "date", "night,public,measure"),
    ] {
        let path = shared(&format!("oracles/toronto/{oracle}.csv")).unwrap();
        let rows = expected(&path);
        let groups = table(&world, from, to, by).await;
        assert_eq!(groups.len(), rows.len(), "{oracle}");
        let nightly = period == "date";
        let named = |column: &str| match (nightly, column) {
            (true, "persons") => "service_users".to_owned(),
            (true, "capacity") => "capacity_actual".to_owned(),
            (true, "intended") => "capacity_funding".to_owned(),
            (true, other) => other.to_owned(),
            (false, "persons") => "service_user_nights".to_owned(),
            (false, "intended") => "funding_nights".to_owned(),
            (false, other) => format!("{other}_nights"),
        };
        for row in rows {
            let key: Vec<String> =
                [&row[period], ours(&row["sector"]), ours(&row["unit"])].map(str::to_owned).into();
            let sum = &groups[&key];
            assert_eq!(sum.persons(), whole(&row, &named("persons")), "{key:?}");
            assert_eq!(sum.capacity(), whole(&row, &named("capacity")), "{key:?}");
            assert_eq!(sum.intended(), whole(&row, &named("intended")), "{key:?}");
            assert_eq!(sum.occupied(), whole(&row, &named("occupied")), "{key:?}");
            assert_eq!(sum.unavailable(), whole(&row, &named("unavailable")), "{key:?}");
            assert!(same_rate(&sum.rate_text(), &row["occupancy_rate_pct"]), "{key:?}");
        }
    }
    let groups = table(&world, from, to, "month,site").await;
    for row in expected(&shared("oracles/toronto/monthly_hotel_by_location.csv").unwrap()) {
        let key = vec![row["month"].clone(), row["location_id"].clone()];
        let sum = &groups[&key];
        assert_eq!(sum.persons(), whole(&row, "service_user_nights"), "{key:?}");
        assert_eq!(sum.capacity(), whole(&row, "room_capacity_nights"), "{key:?}");
        assert_eq!(sum.occupied(), whole(&row, "room_occupied_nights"), "{key:?}");
        assert_eq!(sum.nights().to_string(), row["days_reported"], "{key:?}");
        assert!(same_rate(&sum.rate_text(), &row["occupancy_rate_pct"]), "{key:?}");
    }
    let again = take_in(&world, "toronto-occupancy", &files).await;
    assert!(again.changes_nothing(), "{:?}", again.differences);
    assert_eq!((again.differences.identical, again.batch), (53_197, None));
}

async fn toronto_s_anomalies_are_told_and_kept(world: World) {
    let Some(oracle) = shared("oracles/toronto/anomaly_counts.csv") else { return };
    let files = TORONTO.map(|file| shared(file).unwrap());
    let report = take_in(&world, "toronto-occupancy", &files).await;
    assert_eq!(report.differences.rejected, 0);
    for (row, file) in expected(&oracle).into_iter().zip(&files) {
        let file = file.file_name().unwrap().to_str().unwrap();
        for (code, count) in
            row.iter().filter(|(code, _)| !["period", "n_rows"].contains(&&***code))
        {
            let code = if code == "duplicate_date_program" { "duplicate_night" } else { code };
            let finding = report.findings.iter().find(|finding| finding.code == *code);
            let found = finding.and_then(|finding| finding.by_file.get(file)).copied();
            assert_eq!(found.unwrap_or(0), count.parse::<u64>().unwrap(), "{file} {code}");
        }
    }
    let over = "select count(*) from nightly_count where occupied > capacity and unavailable < 0";
    let (over_full, negative) = (
        world.count("select count(*) from nightly_count where occupied > capacity").await,
        world.count("select count(*) from nightly_count where unavailable < 0").await,
    );
    assert_eq!((over_full, negative), (6, 73), "nothing is repaired: {over}");
}

async fn calgary_adds_up_to_what_was_published(world: World) {
    let Some(file) = shared("calgary/daily-shelter-occupancy-2013-2019.csv.gz") else { return };
    let report = take_in(&world, "calgary-occupancy", &[file]).await;
    assert_eq!((report.rows, report.differences.new), (24_616, 24_616));
    let types = HashMap::from([
        ("Adult Emergency", ["chu", "mixed_adult"]),
        ("Family Emergency", ["chu", "families"]),
        ("Women Emergency", ["chu", "women"]),
        ("Transitional", ["chrs", "mixed_adult"]),
        ("Intox", ["mise_a_labri", "mixed_adult"]),
    ]);
    let (from, to) = ("2013-01-01", "2020-01-01");
    let monthly = table(&world, from, to, "month,kind,public").await;
    let rows = expected(&shared("oracles/calgary/monthly_by_type.csv").unwrap());
    assert_eq!(monthly.len(), rows.len());
    for row in rows {
        let [kind, public] = types[&*row["shelter_type"]];
        let key = [&*row["month"], kind, public].map(str::to_owned).to_vec();
        check(&monthly[&key], &row);
    }
    let yearly = table(&world, from, to, "year,site").await;
    let rows = expected(&shared("oracles/calgary/yearly_by_shelter.csv").unwrap());
    assert_eq!(yearly.len(), rows.len());
    for row in rows {
        check(&yearly[&vec![row["year"].clone(), row["shelter_name"].clone()]], &row);
    }
}

fn check(sum: &app::ledger::export::Sum, row: &HashMap<String, String>) {
    assert_eq!(sum.nights().to_string(), row["days_reported"], "{row:?}");
    assert_eq!(sum.persons(), whole(row, "overnight_nights"), "{row:?}");
    assert_eq!(sum.capacity(), whole(row, "capacity_nights"), "{row:?}");
    let rate = &row["occupancy_rate_pct_excl_zero_capacity"];
    assert!(rate.is_empty() == sum.rate().is_none(), "{row:?}");
    assert!(rate.is_empty() || same_rate(&sum.rate_text(), rate), "{row:?}");
}

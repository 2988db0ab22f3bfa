//! Stays of two hotels, one row a booking.

use app::ledger::{lines, service};
use std::collections::HashMap;

use super::{expected, shared, take_in};
use crate::support::world::{World, night};

on_sqlite!(each_night_has_the_guests_that_were_there,);

async fn each_night_has_the_guests_that_were_there(world: World) {
    let Some(file) = shared("hotel_bookings/hotel_bookings.csv.gz") else { return };
    let report = take_in(&world, "hotel-bookings", &[file]).await;
    let found = |code: &str| report.findings.iter().find(|each| each.code == code).unwrap().count;
    assert_eq!((report.rows, report.differences.new), (119_390, 118_675));
    assert_eq!((found("zero_night"), found("zero_guest")), (715, 180));
    let (from, to) = (night("2015-07-01"), night("2017-10-01"));
    let nights = lines::of_site(&world.app, "Resort Hotel", from, to).await.unwrap().unwrap();
    let nights: HashMap<String, _> =
        nights.into_iter().map(|line| (line.night.to_string(), line)).collect();
    let oracle = shared("oracles/hotel_bookings/nightly_occupancy.csv").unwrap();
    let rows = expected(&oracle);
    assert_eq!(rows.len(), 806);
    for row in rows.iter().filter(|row| row["hotel"] == "Resort Hotel") {
        let line = &nights[&row["night"]];
        let ours = [line.occupied, line.adults, line.children, line.infants];
        let theirs = ["rooms_occupied", "adults", "children", "babies"];
        assert_eq!(ours, theirs.map(|column| row[column].parse().ok()), "{}", row["night"]);
    }
    let twice = "select count(*) from occupation a join occupation b
        on a.unit_id = b.unit_id and a.id < b.id and a.from_night < b.to_night and b.from_night < a.to_night
        where a.superseded_at is null and b.superseded_at is null";
    assert_eq!(world.count(twice).await, 0, "no room is given twice");
    let proof = service::verify(&world.app.db).await.unwrap();
    let own = |each: &&service::Disagreement| each.site.ends_with("Hotel");
    assert_eq!(proof.disagreements.iter().filter(own).count(), 0);
}

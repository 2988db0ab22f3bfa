//! A year of nights by kind of site: from the ledger, and counted naively on the same engine.

use std::time::Instant;

use app::{
    context::App,
    ledger::export::{self, Dimension},
    read_all,
};
use chrono::{Days, NaiveDate};

use crate::row;

const TIMES: usize = 20;

pub(crate) async fn year(app: &App) {
    let to = app.clock.tonight();
    let from = to - Days::new(365);
    let by = [Dimension::Night, Dimension::Kind, Dimension::Measure];
    let mut times = Vec::new();
    for _ in 0..TIMES {
        let start = Instant::now();
        let known = export::rows::known(&app.db, from, to, None).await.expect("reads");
        let table = export::group(known.rows(), &by);
        assert!(table.len() >= 365);
        times.push(start.elapsed().as_secs_f64() * 1e3);
    }
    times.sort_by(f64::total_cmp);
    row(
        "a year by night and kind, from the ledger",
        format!("p50 {:.1} ms, worst {:.1} ms", times[TIMES / 2], times[TIMES - 1]),
    );
    let start = Instant::now();
    for night in from.iter_days().take_while(|night| *night < to) {
        naive(app, night).await;
    }
    row(
        "the same counted from the bookings, night by night",
        format!("{:.0} ms", start.elapsed().as_secs_f64() * 1e3),
    );
}

async fn naive(app: &App, night: NaiveDate) {
    let counted: Vec<(String, i64)> = read_all!(
        app.db,
        "select s.kind, count(*) from occupation o join unit u on u.id = o.unit_id join site s on s.id = u.site_id
         where o.superseded_at is null and o.kind = 'stay' and o.from_night <= $1
           and coalesce(o.to_night, '9999-12-31') > $1
         group by s.kind",
        night
    )
    .expect("counts");
    assert!(!counted.is_empty());
}

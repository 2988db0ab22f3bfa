//! What is on screen, as rows: for the table beneath the chart and for files.

use super::{rules::Bucket, service::Trend};
use crate::i18n::Lang;

/// Headings of a file, in the reader's language.
pub fn header(lang: Lang) -> Vec<String> {
    [
        "from", "to", "nights", "missing", "persons", "occupied", "held", "closed", "free",
        "capacity", "rate", "entries", "exits", "net",
    ]
    .iter()
    .map(|column| lang.t(&format!("trends-column-{column}")))
    .collect()
}

/// One row a bar. What was not received is an empty cell.
pub fn rows(trend: &Trend) -> Vec<Vec<String>> {
    trend.bars.iter().map(|bar| row(trend, bar)).collect()
}

fn row(trend: &Trend, bar: &Bucket) -> Vec<String> {
    let sums = &bar.sums;
    let whole = |figure: Option<i64>| figure.map_or_else(String::new, |n| n.to_string());
    let start = super::rules::start(bar.from, trend.asked.grain);
    let flow = trend.flows.get(&start);
    vec![
        bar.from.to_string(),
        bar.to.to_string(),
        sums.nights.len().to_string(),
        bar.missing().to_string(),
        whole(sums.persons),
        whole(sums.occupied),
        whole(sums.held),
        whole(sums.closed),
        whole(sums.free()),
        whole(sums.capacity),
        sums.rate().map_or_else(String::new, |rate| format!("{}.{:02}", rate / 100, rate % 100)),
        whole(flow.map(|flow| flow.entries)),
        whole(flow.map(|flow| flow.exits)),
        whole(flow.map(|flow| flow.entries - flow.exits)),
    ]
}

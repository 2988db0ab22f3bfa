//! Sums that are of the right things, and of nothing else.

use super::*;

fn place(code: &str, n: u128) -> Place {
    Place {
        id: Uuid::from_u128(n),
        code: code.to_owned(),
        name: code.to_owned(),
        kind: "hotel".to_owned(),
        measure: "reported".to_owned(),
        territory: "75119".to_owned(),
        operator: "Association Horizon".to_owned(),
    }
}

fn row<'a>(
    site: &'a Place,
    night: &str,
    measure: Measured,
    capacity: Option<i32>,
    occupied: Option<i32>,
) -> Row<'a> {
    let figures = Figures { persons: occupied, capacity, occupied, ..Figures::default() };
    let public = Some(Public::Families);
    Row { site, night: night.parse().unwrap(), public, measure, figures, held: None }
}

fn only(table: &Table) -> &Sum {
    assert_eq!(table.len(), 1);
    table.values().next().unwrap()
}

#[test]
fn a_rate_is_of_sums_and_never_a_mean_of_rates() {
    let (a, b) = (place("A", 1), place("B", 2));
    let rows = [
        row(&a, "2026-06-01", Measured::Unit, Some(10), Some(10)),
        row(&b, "2026-06-01", Measured::Unit, Some(90), Some(45)),
    ];
    let table = group(rows.into_iter(), &[Dimension::Month]);
    assert_eq!(only(&table).rate_text(), "55.0000");
    assert_eq!((only(&table).sites(), only(&table).nights()), (2, 1));
}

#[test]
fn what_was_not_received_is_not_zero() {
    let a = place("A", 1);
    let nothing = group([row(&a, "2026-06-01", Measured::Bed, None, None)].into_iter(), &[]);
    let sum = only(&nothing);
    assert_eq!((sum.persons(), sum.occupied(), sum.rate()), (None, None, None));
    let empty = std::iter::repeat_n(Cell::Empty, 6);
    let expected: Vec<Cell> = [Cell::Whole(1), Cell::Whole(1)].into_iter().chain(empty).collect();
    assert_eq!(cells(&[], sum), expected);
}

/// 62 people on a night without a capacity are not 62 more on the capacity of the others.
#[test]
fn a_rate_leaves_out_the_rows_without_a_capacity() {
    let a = place("A", 1);
    let rows = [
        row(&a, "2026-06-01", Measured::Bed, Some(0), Some(62)),
        row(&a, "2026-06-02", Measured::Bed, Some(80), Some(60)),
    ];
    let table = group(rows.into_iter(), &[]);
    assert_eq!(only(&table).occupied(), Some(122));
    assert_eq!(only(&table).rate_text(), "75.0000");
}

#[test]
fn beds_and_units_are_never_added_together() {
    let a = place("A", 1);
    let rows = [
        row(&a, "2026-06-01", Measured::Bed, Some(8), Some(8)),
        row(&a, "2026-06-01", Measured::Unit, Some(3), Some(2)),
    ];
    let mixed = group(rows.clone().into_iter(), &[Dimension::Month]);
    assert_eq!(only(&mixed).persons(), Some(10), "persons are persons");
    assert_eq!((only(&mixed).capacity(), only(&mixed).rate()), (None, None));
    let apart = group(rows.into_iter(), &[Dimension::Month, Dimension::Measure]);
    assert_eq!(apart.len(), 2);
    assert_eq!(apart[&vec!["2026-06".to_owned(), "unit".to_owned()]].rate_text(), "66.6667");
}

#[test]
fn an_over_full_night_is_shown_and_not_capped() {
    let a = place("A", 1);
    let table = group([row(&a, "2026-06-08", Measured::Bed, Some(13), Some(14))].into_iter(), &[]);
    assert_eq!(only(&table).rate_text(), "107.6923");
}

#[test]
fn a_list_of_dimensions_is_read_or_its_wrong_word_said() {
    use Dimension::{Measure, Month, Public};
    assert_eq!(dimensions("month, public,measure"), Ok(vec![Month, Public, Measure]));
    assert_eq!(dimensions("month,sector"), Err("sector".to_owned()));
}

//! Cells as a spreadsheet stores them.

use super::Cell;
use super::text::{is_decimal, of_text};
use chrono::{Datelike, NaiveDate};
use std::borrow::Cow;

/// Digits that a spreadsheet keeps of a number. What has more is stored as text, so that none is lost.
const DIGITS_MAX: usize = 15;

/// What is stored of a cell.
#[derive(Debug, PartialEq)]
pub(crate) enum Stored<'a> {
    Text(Cow<'a, str>),
    /// A number in decimal notation, and how many decimals are shown.
    Number(Cow<'a, str>, usize),
    Date(NaiveDate),
    Nothing,
}

/// A cell as both kinds of spreadsheet store it.
pub(crate) fn of_cell(cell: &Cell) -> Stored<'_> {
    match cell {
        Cell::Whole(number) => of_number(Cow::Owned(number.to_string())),
        Cell::Decimal(number) if is_decimal(number) => of_number(Cow::Borrowed(number)),
        Cell::Date(date) if is_known_to_excel(*date) => Stored::Date(*date),
        Cell::Date(date) => Stored::Text(Cow::Owned(of_text(&date.to_string()).into_owned())),
        Cell::Text(text) | Cell::Decimal(text) => match of_text(text) {
            text if text.is_empty() => Stored::Nothing,
            text => Stored::Text(text),
        },
        Cell::Empty => Stored::Nothing,
    }
}

fn of_number(number: Cow<'_, str>) -> Stored<'_> {
    if number.bytes().filter(u8::is_ascii_digit).count() > DIGITS_MAX {
        return Stored::Text(Cow::Owned(of_text(&number).into_owned()));
    }
    let places = number.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    Stored::Number(number, places)
}

/// Excel's days begin in 1900, and are right from March on.
fn is_known_to_excel(date: NaiveDate) -> bool {
    (1900..=9999).contains(&date.year()) && (date.year(), date.month()) >= (1900, 3)
}

/// How wide columns have to be, in characters, within reason.
pub(crate) struct Widths(Vec<usize>);

impl Widths {
    const LEAST: usize = 8;
    const MOST: usize = 60;

    pub(crate) fn of_header(header: &[Cow<'_, str>]) -> Self {
        let mut widths = Self(vec![Self::LEAST; header.len()]);
        for (column, name) in header.iter().enumerate() {
            // Bold letters are wider.
            widths.fit(column, name.chars().count() + 2);
        }
        widths
    }

    pub(crate) fn see(&mut self, column: usize, stored: &Stored<'_>) {
        let chars = match stored {
            Stored::Text(text) => text.lines().map(|line| line.chars().count()).max().unwrap_or(0),
            Stored::Number(number, _) => number.len(),
            Stored::Date(_) => 10,
            Stored::Nothing => 0,
        };
        self.fit(column, chars + 1);
    }

    fn fit(&mut self, column: usize, chars: usize) {
        if self.0.len() <= column {
            self.0.resize(column + 1, Self::LEAST);
        }
        self.0[column] = self.0[column].max(chars.min(Self::MOST));
    }

    pub(crate) fn chars(&self) -> &[usize] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_stored_as_what_it_is() {
        let text = |text: &'static str| Stored::Text(Cow::Borrowed(text));
        let number = |number: &'static str, places| Stored::Number(Cow::Borrowed(number), places);
        let day = |year| NaiveDate::from_ymd_opt(year, 3, 1).unwrap();
        let cases = [
            (Cell::from("=1"), text("'=1")),
            (Cell::from("\u{1}"), Stored::Nothing),
            (Cell::Whole(-12), number("-12", 0)),
            (Cell::Whole(-1_234_567_890_123_456), text("'-1234567890123456")),
            (Cell::cents(-305), number("-3.05", 2)),
            (Cell::Decimal("1,5".to_owned()), text("1,5")),
            (Cell::Date(day(1900)), Stored::Date(day(1900))),
            (Cell::Date(day(1899)), text("1899-03-01")),
            (Cell::Empty, Stored::Nothing),
        ];
        for (cell, stored) in cases {
            assert_eq!(of_cell(&cell), stored, "{cell:?}");
        }
    }
}

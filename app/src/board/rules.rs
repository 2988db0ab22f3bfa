//! A row of the board: runs of nights in one state, so that a stay is one cell.

use chrono::NaiveDate;
use uuid::Uuid;

use crate::{
    nights::Nights,
    occupation::{Kind, Line},
};

/// Consecutive nights of one unit in one state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    pub from: NaiveDate,
    /// How many nights of the window it covers.
    pub nights: usize,
    pub content: Content,
    /// Began before the window, goes on after it.
    pub cut_before: bool,
    pub cut_after: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    Free,
    /// Before the unit's service, or after it.
    NotInService,
    Taken {
        kind: Kind,
        booking: Option<Uuid>,
        closure: Option<Uuid>,
        persons: i32,
    },
    /// A shared unit: places taken of its places.
    Shared {
        taken: i32,
    },
}

/// The runs of a unit that is not shared over a window.
pub fn runs(lines: &[&Line], in_service: Nights, window: Nights) -> Vec<Run> {
    let end = window.to();
    join(window.iter().map(|night| {
        let line = lines.iter().find(|line| line.covers(night));
        let content = match line {
            Some(line) => Content::Taken {
                kind: line.kind,
                booking: line.booking_id,
                closure: line.closure_id,
                persons: line.persons,
            },
            None if in_service.contains(night) => Content::Free,
            None => Content::NotInService,
        };
        let cut_before =
            line.is_some_and(|line| line.from_night < window.from()) && night == window.from();
        let cut_after = line.is_some_and(|line| line.to_night.is_none() || line.to_night > end);
        (night, content, cut_before, cut_after)
    }))
}

/// The runs of a shared unit: how many of its places are taken.
pub fn shared_runs(lines: &[&Line], window: Nights) -> Vec<Run> {
    join(window.iter().map(|night| {
        let taken = lines.iter().filter(|line| line.covers(night)).count();
        (night, Content::Shared { taken: i32::try_from(taken).unwrap_or(i32::MAX) }, false, false)
    }))
}

fn join(nights: impl Iterator<Item = (NaiveDate, Content, bool, bool)>) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (night, content, cut_before, cut_after) in nights {
        match runs.last_mut() {
            Some(last) if last.content == content && content != Content::Free => {
                last.nights += 1;
                last.cut_after = cut_after;
            }
            _ => runs.push(Run { from: night, nights: 1, content, cut_before, cut_after }),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, day).unwrap()
    }

    fn stay(from: u32, to: Option<u32>) -> Line {
        Line {
            id: Uuid::nil(),
            unit_id: Uuid::nil(),
            shared: false,
            slot: 0,
            from_night: date(from),
            to_night: to.map(date),
            kind: Kind::Stay,
            persons: 2,
            booking_id: Some(Uuid::from_u128(from.into())),
            closure_id: None,
        }
    }

    #[test]
    fn a_stay_is_one_run_and_each_free_night_its_own() {
        let (first, second) = (stay(1, Some(4)), stay(6, None));
        let window = Nights::between(date(2), date(9)).unwrap();
        let runs = runs(&[&first, &second], Nights::open(date(1)), window);
        let shape: Vec<_> =
            runs.iter().map(|run| (run.nights, run.cut_before, run.cut_after)).collect();
        assert_eq!(
            shape,
            [(2, true, false), (1, false, false), (1, false, false), (3, false, true)]
        );
        assert_eq!(runs.iter().map(|run| run.nights).sum::<usize>(), 7);
    }

    #[test]
    fn nights_outside_service_are_not_free() {
        let window = Nights::between(date(1), date(5)).unwrap();
        let runs = runs(&[], Nights::between(date(3), date(4)).unwrap(), window);
        let contents: Vec<_> = runs.into_iter().map(|run| (run.nights, run.content)).collect();
        let expected = [(2, Content::NotInService), (1, Content::Free), (1, Content::NotInService)];
        assert_eq!(contents, expected);
    }
}

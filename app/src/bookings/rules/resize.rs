//! Another number of persons in the same unit.

use chrono::NaiveDate;

use super::{Change, Step, begin};
use crate::{bookings::Booking, occupation::Line};

/// So many more, or fewer, sleep in the booking's unit: a birth, an arrival, a departure. Each of
/// `growth` holds from its night until the next. With several units, the change is in the first.
pub fn resize(booking: &Booking, lines: &[Line], growth: &[(NaiveDate, i32)]) -> Option<Change> {
    let mut change = begin(booking, Step::Resize).ok()?;
    let beside = |line: &Line, other: &Line| {
        other.unit_id < line.unit_id && other.nights().overlaps(line.nights())
    };
    for line in lines.iter().filter(|line| !line.shared) {
        if lines.iter().any(|other| beside(line, other)) {
            continue;
        }
        let pieces = grown(line, growth);
        if pieces.iter().any(|piece| piece.persons != line.persons) {
            change.replace(line, pieces);
        }
    }
    (!change.add.is_empty()).then_some(change)
}

/// The line cut where its number of persons changes; a line never holds less than one.
fn grown(line: &Line, growth: &[(NaiveDate, i32)]) -> Vec<Line> {
    let (mut pieces, mut rest) = (Vec::new(), line.over(line.nights()));
    for (night, more) in growth {
        let (before, after) = rest.split(*night);
        pieces.extend(before);
        let Some(after) = after else {
            return pieces;
        };
        rest = after.with_persons((line.persons + more).max(1));
    }
    pieces.push(rest);
    pieces
}

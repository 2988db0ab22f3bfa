//! Which nights a closure takes, what stands in its way, and how it ends.

use chrono::{Duration, NaiveDate};
use uuid::Uuid;

use super::{Cause, Holder};
use crate::{
    error::{Alternative, AppError, Obstacle},
    i18n::{Arg, Message},
    nights::Nights,
    occupation::{Kind, Line},
    units::Unit,
};

/// What somebody declares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewClosure {
    pub site_id: Uuid,
    pub unit_ids: Vec<Uuid>,
    pub cause: Cause,
    pub detail: String,
    pub owner: String,
    pub from: NaiveDate,
    pub to: Option<NaiveDate>,
    pub review_on: Option<NaiveDate>,
    /// Units people stay in all the same.
    pub degraded: Vec<Uuid>,
    pub decided_by: String,
    pub degraded_reason: String,
}

/// Every reason why the declaration cannot stand by itself, by field.
pub fn check(
    new: &NewClosure,
    tonight: NaiveDate,
    days_ahead_max: i64,
) -> Vec<(&'static str, Message)> {
    let mut problems = Vec::new();
    if new.unit_ids.is_empty() {
        problems.push(("unit", Message::new("closures-no-unit")));
    }
    let last = tonight + Duration::days(days_ahead_max);
    let too_old = NaiveDate::from_ymd_opt(2000, 1, 1).is_some_and(|first| new.from < first);
    if too_old || new.from > last {
        problems.push(("from", Message::new("closures-date-far")));
    }
    problems.extend(check_end(new.from, new.to, new.review_on, tonight));
    if !new.degraded.is_empty() {
        for (field, text) in
            [("decided_by", &new.decided_by), ("degraded_reason", &new.degraded_reason)]
        {
            if text.is_empty() {
                problems.push((field, Message::new("field-required")));
            }
        }
    }
    problems
}

/// An end after the beginning, or a date on which somebody looks again.
pub fn check_end(
    from: NaiveDate,
    to: Option<NaiveDate>,
    review_on: Option<NaiveDate>,
    tonight: NaiveDate,
) -> Option<(&'static str, Message)> {
    match (to, review_on) {
        (Some(to), _) if to <= from => Some(("to", Message::new("closures-empty"))),
        (None, None) => Some(("review_on", Message::new("closures-needs-review"))),
        (None, Some(review)) if review <= tonight || review <= from => {
            Some(("review_on", Message::new("closures-review-past")))
        }
        _ => None,
    }
}

/// The slots a closure of the whole unit takes: 0, or each place of a shared unit.
pub fn slots(unit: &Unit) -> Vec<i32> {
    if unit.shared { (1..=unit.places).collect() } else { vec![0] }
}

/// The nights of `nights` that no line of `slot` has.
fn left(nights: Nights, slot: i32, lines: &[Line]) -> Vec<Nights> {
    let mut pieces = vec![nights];
    for line in lines.iter().filter(|line| line.slot == slot) {
        let taken = line.nights();
        pieces = pieces
            .into_iter()
            .flat_map(|piece| {
                if piece.overlaps(taken) {
                    let before = piece.split(taken.from()).0;
                    let after = taken.to().and_then(|to| piece.split(to).1);
                    [before, after]
                } else {
                    [Some(piece), None]
                }
            })
            .flatten()
            .collect();
    }
    pieces
}

/// The lines that close a unit on the nights nobody else has it.
pub fn lines_closing(unit: &Unit, nights: Nights, taken: &[Line], closure: Uuid) -> Vec<Line> {
    let closed = |slot: i32| {
        left(nights, slot, taken).into_iter().map(move |piece| Line {
            id: Uuid::now_v7(),
            unit_id: unit.id,
            shared: unit.shared,
            slot,
            from_night: piece.from(),
            to_night: piece.to(),
            kind: Kind::Closure,
            persons: 0,
            booking_id: None,
            closure_id: Some(closure),
        })
    };
    slots(unit).into_iter().flat_map(closed).collect()
}

/// The way out of a refusal: the booking that is in the way, to be moved.
pub fn way_out(unit: &str, holder: &Holder) -> Alternative {
    let who = match &holder.household {
        Some(household) => format!("{} · {household}", holder.code),
        None => holder.code.clone(),
    };
    let to = holder.to_night.map_or(Arg::Key("closures-open-end".to_owned()), Arg::Date);
    let key = if unit.is_empty() { "closures-way-out" } else { "closures-way-out-of" };
    Alternative {
        message: Message::new(key)
            .with("who", who)
            .with("unit", unit)
            .with("from", holder.from_night)
            .with("to", to),
        href: format!("/bookings/{}?move_unit=1#move_unit", holder.booking_id),
    }
}

/// A refusal that names who is in the way, each with the way out.
pub fn refused(message: Message, alternatives: Vec<Alternative>) -> AppError {
    AppError::Conflict(Box::new(Obstacle { message, alternatives }))
}

/// A closure's line when its end moves: what replaces it, and the nights it asks for anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    pub old: Uuid,
    pub new: Option<Line>,
    pub added: Option<Nights>,
}

/// Moves the end of a closure from `old_end` to `new_end`, for each of `lines` it concerns.
/// Only the lines that reached the old end are lengthened: others stop where somebody sleeps.
pub fn moved_end(
    lines: &[Line],
    old_end: Option<NaiveDate>,
    new_end: Option<NaiveDate>,
) -> Vec<Moved> {
    let later = is_later(old_end, new_end);
    lines
        .iter()
        .filter_map(|line| {
            if later {
                let old = old_end.filter(|_| line.to_night == old_end)?;
                let new = Nights::new(line.from_night, new_end)?;
                return Some(Moved {
                    old: line.id,
                    new: Some(line.over(new)),
                    added: Nights::new(old, new_end),
                });
            }
            let end = new_end?;
            match line.split(end) {
                (_, None) => None,
                (kept, Some(_)) => Some(Moved { old: line.id, new: kept, added: None }),
            }
        })
        .collect()
}

/// Whether an end moves later; an open end is the latest.
pub fn is_later(old: Option<NaiveDate>, new: Option<NaiveDate>) -> bool {
    match (old, new) {
        (Some(old), Some(new)) => new > old,
        (Some(_), None) => true,
        (None, _) => false,
    }
}

/// Whether what ends on `end` goes on being closed when others get the end `new`.
pub fn goes_on(end: Option<NaiveDate>, old: Option<NaiveDate>, new: Option<NaiveDate>) -> bool {
    match new {
        Some(new) if !is_later(old, Some(new)) => end.is_none_or(|end| end > new),
        _ => end == old,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn june(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 6, day).unwrap()
    }

    fn nights(from: u32, to: u32) -> Nights {
        Nights::between(june(from), june(to)).unwrap()
    }

    fn unit(places: i32, shared: bool) -> Unit {
        Unit {
            id: Uuid::from_u128(7),
            site_id: Uuid::nil(),
            label: "7".into(),
            floor: 0,
            places,
            cots: 0,
            step_free: true,
            wheelchair: false,
            kitchen: false,
            private_bath: true,
            shared,
            connects_to: None,
            in_service_from: june(1),
            in_service_to: None,
            version: 1,
        }
    }

    fn stay(slot: i32, from: u32, to: Option<u32>) -> Line {
        Line {
            id: Uuid::now_v7(),
            unit_id: Uuid::from_u128(7),
            shared: slot > 0,
            slot,
            from_night: june(from),
            to_night: to.map(june),
            kind: Kind::Stay,
            persons: 1,
            booking_id: None,
            closure_id: None,
        }
    }

    fn pieces(lines: &[Line]) -> Vec<(i32, Nights)> {
        lines.iter().map(|line| (line.slot, line.nights())).collect()
    }

    #[test]
    fn a_closure_takes_every_night_that_nobody_has() {
        let closure = Uuid::now_v7();
        let room = unit(4, false);
        let closed = |taken: &[Line]| pieces(&lines_closing(&room, nights(4, 10), taken, closure));
        assert_eq!(closed(&[]), [(0, nights(4, 10))]);
        assert_eq!(closed(&[stay(0, 1, Some(4))]), [(0, nights(4, 10))]);
        assert_eq!(
            closed(&[stay(0, 5, Some(7)), stay(0, 9, None)]),
            [(0, nights(4, 5)), (0, nights(7, 9))]
        );
        assert_eq!(closed(&[stay(0, 1, None)]), []);
        let dormitory = unit(2, true);
        let open = Nights::open(june(4));
        assert_eq!(
            pieces(&lines_closing(&dormitory, open, &[stay(2, 1, Some(6))], closure)),
            [(1, open), (2, Nights::open(june(6)))]
        );
    }

    #[test]
    fn an_end_moves_both_ways() {
        let line = |from, to: Option<u32>| stay(0, from, to).of_kind(Kind::Closure);
        let (first, last) = (line(1, Some(4)), line(6, Some(10)));
        let lines = [first.clone(), last.clone()];
        let kept = |moved: &[Moved]| -> Vec<_> {
            moved
                .iter()
                .map(|each| (each.old, each.new.as_ref().map(Line::nights), each.added))
                .collect()
        };
        let shorter = moved_end(&lines, Some(june(10)), Some(june(8)));
        assert_eq!(kept(&shorter), [(last.id, Some(nights(6, 8)), None)]);
        let called_off = moved_end(&lines, Some(june(10)), Some(june(1)));
        assert_eq!(kept(&called_off), [(first.id, None, None), (last.id, None, None)]);
        let longer = moved_end(&lines, Some(june(10)), Some(june(12)));
        assert_eq!(kept(&longer), [(last.id, Some(nights(6, 12)), Some(nights(10, 12)))]);
        let open = moved_end(&lines, Some(june(10)), None);
        let ever = Nights::open(june(6));
        assert_eq!(kept(&open), [(last.id, Some(ever), Some(Nights::open(june(10))))]);
        let ended = moved_end(&[line(1, None)], None, Some(june(3)));
        assert_eq!(ended[0].new.as_ref().map(Line::nights), Some(nights(1, 3)));
    }

    #[test]
    fn an_open_end_needs_somebody_to_look_again() {
        let answer = |to: Option<u32>, review: Option<u32>| {
            check_end(june(4), to.map(june), review.map(june), june(5)).map(|(field, _)| field)
        };
        assert_eq!(answer(None, None), Some("review_on"));
        assert_eq!(answer(None, Some(5)), Some("review_on"));
        assert_eq!(answer(None, Some(6)), None);
        assert_eq!(answer(Some(7), None), None);
        assert_eq!(answer(Some(4), None), Some("to"));
    }
}

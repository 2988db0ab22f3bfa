//! Each transition of a booking: what it becomes, and which nights it takes and gives back.
//!
//! Pure. A rule answers with a [`Change`]; the service carries it out, and the database
//! has the last word on overlaps.

mod resize;

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::{
    Booking, BookingState, CancelReason, DepartureReason, Firmness, NewBooking, RefusalReason, Side,
};
use crate::{
    codes::human_code,
    i18n::Message,
    nights::{Nights, next},
    occupation::{Kind, Line},
    text_enum,
};
pub use resize::resize;

text_enum! {
    /// What may happen to a booking; also the journal's and the forms' word for it.
    Step {
        Place = "place",
        Confirm = "confirm",
        Refuse = "refuse",
        Cancel = "cancel",
        Expire = "expire",
        Arrive = "arrive",
        NoShow = "no_show",
        Extend = "extend",
        Shorten = "shorten",
        MoveUnit = "move_unit",
        Depart = "depart",
        Resize = "resize",
        KeepUnit = "keep_unit",
        Name = "name",
    }
}

/// A booking as it becomes, the lines that lose their force and those that gain it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub step: Step,
    pub booking: Booking,
    pub release: Vec<Uuid>,
    pub add: Vec<Line>,
}

pub type Ruled = Result<Change, Message>;

/// Which steps a booking may take in which state (domain C.3).
pub fn may(state: BookingState, step: Step) -> bool {
    use BookingState::{Arrived, Confirmed, Departed, Held, NoShow, Requested};
    match step {
        Step::Place => false,
        Step::Confirm | Step::Refuse | Step::Expire => matches!(state, Requested | Held),
        Step::Cancel | Step::Name => matches!(state, Requested | Held | Confirmed),
        Step::Arrive => matches!(state, Confirmed | NoShow),
        Step::NoShow => state == Confirmed,
        Step::Extend | Step::Shorten | Step::MoveUnit => {
            matches!(state, Requested | Held | Confirmed | Arrived)
        }
        // A birth may be told after the family has left: its nights here are restated.
        Step::Resize => matches!(state, Requested | Held | Confirmed | Arrived | Departed),
        Step::Depart | Step::KeepUnit => state == Arrived,
    }
}

/// A new booking on lines whose slots were chosen by the service.
pub fn place(id: Uuid, new: &NewBooking, lines: Vec<Line>) -> Change {
    let (state, held_until, kind) = match new.firmness {
        Firmness::Request(until) => (BookingState::Requested, Some(until), Kind::Hold),
        Firmness::Hold(until) => (BookingState::Held, Some(until), Kind::Hold),
        Firmness::Confirm => (BookingState::Confirmed, None, Kind::Promise),
    };
    let booking = Booking {
        id,
        code: human_code('R', id),
        household_id: new.household_id,
        site_id: new.site_id,
        state,
        persons: new.claims.iter().map(|claim| claim.persons).sum(),
        cots: new.cots,
        agreed_from: new.nights.from(),
        agreed_to: new.nights.to(),
        from_night: new.nights.from(),
        to_night: new.nights.to(),
        held_until,
        arrived_on: None,
        departed_on: None,
        side: None,
        reason: None,
        reference: new.reference.clone(),
        transferred_from: new.transferred_from,
        adults: None,
        children: None,
        infants: None,
        version: 1,
    };
    let add = lines.into_iter().map(|line| line.of_kind(kind)).collect();
    Change { step: Step::Place, booking, release: Vec::new(), add }
}

pub fn confirm(booking: &Booking, lines: &[Line]) -> Ruled {
    let mut change = begin(booking, Step::Confirm)?;
    change.booking.state = BookingState::Confirmed;
    change.booking.held_until = None;
    for line in lines {
        change.replace(line, [line.over(line.nights()).of_kind(Kind::Promise)]);
    }
    Ok(change)
}

/// A refusal has a side and a reason.
pub fn refuse(
    booking: &Booking,
    lines: &[Line],
    side: Side,
    reason: RefusalReason,
    tonight: NaiveDate,
) -> Ruled {
    let mut change = begin(booking, Step::Refuse)?;
    change.booking.state = BookingState::Refused;
    change.booking.side = Some(side);
    change.booking.reason = Some(reason.code().to_owned());
    change.give_back(lines, tonight);
    Ok(change)
}

pub fn cancel(
    booking: &Booking,
    lines: &[Line],
    reason: CancelReason,
    tonight: NaiveDate,
) -> Ruled {
    let mut change = begin(booking, Step::Cancel)?;
    change.booking.state = BookingState::Cancelled;
    change.booking.reason = Some(reason.code().to_owned());
    change.give_back(lines, tonight);
    Ok(change)
}

/// An option expires alone; a confirmed booking never does (B-6).
pub fn expire(booking: &Booking, lines: &[Line], now: DateTime<Utc>, tonight: NaiveDate) -> Ruled {
    let mut change = begin(booking, Step::Expire)?;
    if booking.held_until.is_none_or(|until| until > now) {
        return Err(Message::new("bookings-hold-runs"));
    }
    change.booking.state = BookingState::Expired;
    change.give_back(lines, tonight);
    Ok(change)
}

/// Somebody came. Nights before the arrival stay promised, those from it on are slept;
/// after a no-show the nights given back are claimed again.
pub fn arrive(booking: &Booking, lines: &[Line], night: NaiveDate, tonight: NaiveDate) -> Ruled {
    let mut change = begin(booking, Step::Arrive)?;
    if night > tonight {
        return Err(Message::new("bookings-arrival-ahead").with("night", tonight));
    }
    if booking.to_night.is_some_and(|to| night >= to) {
        return Err(
            Message::new("bookings-arrival-late").with("to", booking.to_night.unwrap_or(night))
        );
    }
    change.booking.state = BookingState::Arrived;
    change.booking.arrived_on = Some(night);
    change.booking.from_night = booking.from_night.min(night);
    let first = lines.iter().map(|line| line.from_night).min().unwrap_or(booking.from_night);
    let last = last_end(lines);
    for line in lines {
        let (before, after) = line.split(night);
        let early = (line.from_night == first).then(|| Nights::between(night, first)).flatten();
        let early = early.map(|nights| line.over(nights).of_kind(Kind::Stay));
        change.replace(
            line,
            early.into_iter().chain(before).chain(after.map(|after| after.of_kind(Kind::Stay))),
        );
        // A no-show kept only its first night.
        if line.to_night == last
            && let Some(end) = last
            && let Some(rest) =
                Nights::new(end.max(night), booking.to_night).filter(|_| booking.to_night != last)
        {
            change.add.push(line.over(rest).of_kind(Kind::Stay));
        }
    }
    Ok(change)
}

/// Nobody came for `night`: that night stays held, and paid for; the following are given back.
pub fn no_show(booking: &Booking, lines: &[Line], night: NaiveDate, tonight: NaiveDate) -> Ruled {
    let mut change = begin(booking, Step::NoShow)?;
    if night < booking.from_night || night > tonight {
        return Err(Message::new("bookings-no-show-early").with("from", booking.from_night));
    }
    change.booking.state = BookingState::NoShow;
    change.cut(lines, next(night));
    Ok(change)
}

/// Adds nights at the end (B-5). `None` leaves the end open.
pub fn extend(booking: &Booking, lines: &[Line], to: Option<NaiveDate>) -> Ruled {
    let mut change = begin(booking, Step::Extend)?;
    let Some(end) = booking.to_night else {
        return Err(Message::new("bookings-already-open"));
    };
    if to.is_some_and(|to| to <= end) {
        return Err(Message::new("bookings-extend-earlier").with("to", end));
    }
    change.booking.to_night = to;
    // A room kept past the end has a line for that too: only its last one goes on.
    let ends = |line: &Line| line.to_night.unwrap_or(NaiveDate::MAX);
    let is_last = |line: &&Line| {
        let later = |other: &Line| {
            (other.unit_id, other.slot) == (line.unit_id, line.slot) && ends(other) > ends(line)
        };
        ends(line) >= end && !lines.iter().any(later)
    };
    for line in lines.iter().filter(is_last) {
        let added = line.to_night.and_then(|line_end| Nights::new(line_end, to));
        change.add.extend(added.map(|nights| line.over(nights)));
    }
    Ok(change)
}

/// Gives nights back at the end. Nights already slept are never given back.
pub fn shorten(booking: &Booking, lines: &[Line], to: NaiveDate, tonight: NaiveDate) -> Ruled {
    let mut change = begin(booking, Step::Shorten)?;
    let earliest = match booking.arrived_on {
        Some(arrived) => next(arrived).max(tonight),
        None => next(booking.from_night),
    };
    if to < earliest {
        return Err(Message::new("bookings-shorten-too-much").with("earliest", earliest));
    }
    if booking.to_night.is_some_and(|end| to >= end) {
        return Err(
            Message::new("bookings-shorten-later").with("to", booking.to_night.unwrap_or(to))
        );
    }
    change.booking.to_night = Some(to);
    change.cut(lines, to);
    Ok(change)
}

/// From `night` on, sleeps in `targets` instead of `unit`: a room change is neither an
/// exit nor a transfer. Each target is a line whose unit, slot and persons are taken.
pub fn move_unit(
    booking: &Booking,
    lines: &[Line],
    unit: Uuid,
    targets: &[Line],
    night: NaiveDate,
) -> Ruled {
    let mut change = begin(booking, Step::MoveUnit)?;
    let left: Vec<&Line> = lines.iter().filter(|line| line.unit_id == unit).collect();
    let leaving = left.iter().filter_map(|line| line.nights().split(night).1);
    let nights = leaving.reduce(|a, b| {
        let to = a.to().zip(b.to()).map(|(a, b)| a.max(b));
        Nights::new(a.from().min(b.from()), to).unwrap_or(a)
    });
    let Some(nights) = nights else {
        return Err(Message::new("bookings-move-not-there"));
    };
    let kind =
        left.iter().find(|line| line.to_night == nights.to()).map_or(Kind::Stay, |line| line.kind);
    for line in &left {
        let (before, after) = line.split(night);
        if after.is_some() {
            change.replace(line, before);
        }
    }
    change.add.extend(targets.iter().map(|target| target.over(nights).of_kind(kind)));
    Ok(change)
}

/// Left on the morning of `on`. A stay of no night is an arrival to take back (B-4).
pub fn depart(
    booking: &Booking,
    lines: &[Line],
    on: NaiveDate,
    reason: DepartureReason,
    tonight: NaiveDate,
) -> Ruled {
    let mut change = begin(booking, Step::Depart)?;
    if booking.arrived_on.is_some_and(|arrived| on <= arrived) {
        return Err(Message::new("bookings-depart-no-night"));
    }
    if on > next(tonight) {
        return Err(Message::new("bookings-depart-ahead"));
    }
    change.booking.state = BookingState::Departed;
    change.booking.departed_on = Some(on);
    change.booking.to_night = Some(on);
    change.booking.reason = Some(reason.code().to_owned());
    let end = last_end(lines);
    change.cut(lines, on);
    // Slept past the agreed end: those nights are counted too.
    for line in lines.iter().filter(|line| line.to_night == end && end.is_some()) {
        let rest = line.to_night.and_then(|line_end| Nights::between(line_end, on));
        change.add.extend(rest.map(|nights| line.over(nights)));
    }
    Ok(change)
}

/// An overstay keeps its unit for tonight, unless somebody else was promised it.
pub fn keep_unit(booking: &Booking, lines: &[Line], tonight: NaiveDate) -> Option<Change> {
    if !booking.is_overstay(tonight) {
        return None;
    }
    let mut change = begin(booking, Step::KeepUnit).ok()?;
    let end = last_end(lines)?;
    for line in lines.iter().filter(|line| line.to_night == Some(end)) {
        change.add.extend(Nights::between(end, next(tonight)).map(|nights| line.over(nights)));
    }
    (!change.add.is_empty()).then_some(change)
}

/// Gives a name to a booking that was made without one.
pub fn name(booking: &Booking, household: Uuid) -> Ruled {
    let mut change = begin(booking, Step::Name)?;
    if booking.household_id.is_some() {
        return Err(Message::new("bookings-already-named"));
    }
    change.booking.household_id = Some(household);
    Ok(change)
}

/// The morning after the last night of all lines; `None` when one of them is open.
fn last_end(lines: &[Line]) -> Option<NaiveDate> {
    if lines.iter().any(|line| line.to_night.is_none()) {
        return None;
    }
    lines.iter().filter_map(|line| line.to_night).max()
}

fn begin(booking: &Booking, step: Step) -> Ruled {
    if !may(booking.state, step) {
        return Err(Message::new("bookings-wrong-state")
            .with(
                "state",
                crate::i18n::Arg::Key(format!("bookings-state-{}", booking.state.code())),
            )
            .with("step", crate::i18n::Arg::Key(format!("bookings-step-{}", step.code()))));
    }
    Ok(Change { step, booking: booking.clone(), release: Vec::new(), add: Vec::new() })
}

impl Change {
    fn replace(&mut self, line: &Line, by: impl IntoIterator<Item = Line>) {
        self.release.push(line.id);
        self.add.extend(by);
    }

    /// Keeps the nights before `night`.
    fn cut(&mut self, lines: &[Line], night: NaiveDate) {
        for line in lines {
            let (before, after) = line.split(night);
            if after.is_some() {
                self.replace(line, before);
            }
        }
    }

    /// Gives back tonight and what follows; nights already past were kept, and stay so.
    fn give_back(&mut self, lines: &[Line], tonight: NaiveDate) {
        self.cut(lines, tonight);
    }

    /// Every unit whose nights change.
    pub fn units(&self, lines: &[Line]) -> Vec<Uuid> {
        let released = lines.iter().filter(|line| self.release.contains(&line.id));
        let mut units: Vec<Uuid> = released.chain(&self.add).map(|line| line.unit_id).collect();
        units.sort_unstable();
        units.dedup();
        units
    }
}

#[cfg(test)]
mod tests;

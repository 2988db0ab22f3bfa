//! Where a request stands, and the order of those who wait: explained, never scored.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::{Criterion, Proposed, Request, RequestState};
use crate::bookings::BookingState;

/// Where a request stands tonight (domain C.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    ToEvaluate,
    ToPlace,
    /// Something is held or promised for it.
    Proposed,
    Placed,
    /// Not asked for before this night.
    Parked(NaiveDate),
    Closed,
}

/// Whether a booking answers what was asked on a night: one that had ended by then is the
/// past, whenever it was written down.
pub fn answers(asked: NaiveDate, departed_on: Option<NaiveDate>) -> bool {
    departed_on.is_none_or(|on| on > asked)
}

pub fn standing(
    request: &Request,
    proposals: impl Iterator<Item = BookingState>,
    tonight: NaiveDate,
) -> Standing {
    let (mut placed, mut proposed) = (false, false);
    for state in proposals {
        placed |= matches!(state, BookingState::Arrived | BookingState::Departed);
        proposed |=
            matches!(state, BookingState::Requested | BookingState::Held | BookingState::Confirmed);
    }
    match request.parked_until {
        _ if placed => Standing::Placed,
        _ if request.state == RequestState::Closed => Standing::Closed,
        _ if proposed => Standing::Proposed,
        Some(until) if until > tonight => Standing::Parked(until),
        _ if request.state == RequestState::Received => Standing::ToEvaluate,
        _ => Standing::ToPlace,
    }
}

/// The same, among what was proposed to several requests; `asked` is the night it came.
pub fn standing_among(
    request: &Request,
    asked: NaiveDate,
    proposed: &[Proposed],
    tonight: NaiveDate,
) -> Standing {
    let own = proposed
        .iter()
        .filter(|each| each.request_id == request.id && answers(asked, each.departed_on));
    standing(request, own.map(|each| each.state), tonight)
}

impl Standing {
    /// On the list of every evening until it is answered.
    pub fn waits(self) -> bool {
        matches!(self, Self::ToEvaluate | Self::ToPlace | Self::Proposed)
    }
}

/// One who waits, as the order looks at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub id: Uuid,
    pub received_at: DateTime<Utc>,
    pub met: Vec<Criterion>,
}

/// One on the list, and why there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ranked {
    pub id: Uuid,
    /// The criteria it meets, in the published order.
    pub why: Vec<Criterion>,
    /// A person gave it this place.
    pub moved: bool,
}

/// By the first published criterion one meets, then the next, then who came first; those a
/// person moved are where that person put them.
pub fn rank(
    entries: Vec<Entry>,
    order: &[Criterion],
    moves: &BTreeMap<Uuid, usize>,
) -> Vec<Ranked> {
    let place = |criterion: &Criterion| order.iter().position(|each| each == criterion);
    let mut keyed: Vec<_> = entries
        .into_iter()
        .map(|entry| {
            let mut met: Vec<usize> = entry.met.iter().filter_map(place).collect();
            met.sort_unstable();
            // Who meets none comes after who meets the last.
            met.push(order.len());
            (met, entry)
        })
        .collect();
    keyed.sort_by(|(a, one), (b, other)| {
        a.cmp(b).then(one.received_at.cmp(&other.received_at)).then(one.id.cmp(&other.id))
    });
    let ranked = |(met, entry): (Vec<usize>, Entry)| Ranked {
        id: entry.id,
        why: met.iter().filter_map(|place| order.get(*place)).copied().collect(),
        moved: moves.contains_key(&entry.id),
    };
    let (mut given, mut list): (Vec<_>, Vec<_>) =
        keyed.into_iter().map(ranked).partition(|each| each.moved);
    given.sort_by_key(|each| moves.get(&each.id).copied());
    for each in given {
        let place = moves.get(&each.id).copied().unwrap_or(1).max(1) - 1;
        list.insert(place.min(list.len()), each);
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::requests::{Slept, Source};

    fn request(state: RequestState, parked: Option<&str>) -> Request {
        let (source, slept) = (Source::Call115, Slept::Street);
        let mut request =
            Request::new(Uuid::nil(), Uuid::nil(), source, slept, DateTime::default());
        request.state = state;
        request.parked_until = parked.map(|night| night.parse().unwrap());
        request
    }

    #[test]
    fn a_request_stands_where_its_proposals_leave_it() {
        use BookingState::{Arrived, Cancelled, Confirmed, Held, NoShow, Refused};
        use RequestState::{Closed, Evaluated, Received};
        let tonight = "2026-03-12".parse().unwrap();
        let parked = Standing::Parked("2026-03-20".parse().unwrap());
        for (state, until, proposals, expected) in [
            (Received, None, vec![], Standing::ToEvaluate),
            (Evaluated, None, vec![], Standing::ToPlace),
            (Evaluated, None, vec![Refused], Standing::ToPlace),
            (Evaluated, None, vec![NoShow, Cancelled], Standing::ToPlace),
            (Evaluated, None, vec![Refused, Held], Standing::Proposed),
            (Received, None, vec![Confirmed], Standing::Proposed),
            (Evaluated, None, vec![Refused, Arrived], Standing::Placed),
            (Evaluated, Some("2026-03-20"), vec![], parked),
            (Evaluated, Some("2026-03-12"), vec![], Standing::ToPlace),
            (Closed, None, vec![Refused], Standing::Closed),
            (Closed, None, vec![Arrived], Standing::Placed),
        ] {
            let found = standing(&request(state, until), proposals.iter().copied(), tonight);
            assert_eq!(found, expected, "{state:?} {until:?} {proposals:?}");
        }
    }

    fn entry(n: u128, hour: u32, met: &[Criterion]) -> Entry {
        let received_at = format!("2026-03-12T{hour:02}:00:00Z").parse().unwrap();
        Entry { id: Uuid::from_u128(n), received_at, met: met.to_vec() }
    }

    fn order(list: &[Ranked]) -> Vec<u128> {
        list.iter().map(|each| each.id.as_u128()).collect()
    }

    #[test]
    fn the_published_order_then_seniority() {
        use Criterion::{Infant, Newborn, SingleAdult};
        let entries = vec![
            entry(1, 8, &[]),
            entry(2, 9, &[SingleAdult]),
            entry(3, 10, &[SingleAdult, Infant]),
            entry(4, 11, &[Newborn]),
            entry(5, 7, &[]),
        ];
        let published = [Newborn, Infant, SingleAdult];
        let list = rank(entries.clone(), &published, &BTreeMap::new());
        assert_eq!(order(&list), [4, 3, 2, 5, 1]);
        assert_eq!(list[1].why, [Infant, SingleAdult], "and why it is there");
        // Published otherwise, it is another list: nothing is written in stone.
        assert_eq!(order(&rank(entries, &[SingleAdult], &BTreeMap::new())), [2, 3, 5, 1, 4]);
    }

    #[test]
    fn a_person_may_give_anybody_another_place() {
        let entries: Vec<_> = (1..=4).map(|n| entry(n, u32::try_from(n).unwrap(), &[])).collect();
        let moves = BTreeMap::from([(Uuid::from_u128(4), 1), (Uuid::from_u128(1), 9)]);
        let list = rank(entries, Criterion::ALL, &moves);
        assert_eq!(order(&list), [4, 2, 3, 1]);
        assert!(list[0].moved && !list[1].moved);
    }
}

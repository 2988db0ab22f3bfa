//! One lead each night: what a hand-over cuts, and which nights nobody leads.

use chrono::NaiveDate;

use super::Assignment;
use crate::{i18n::Message, nights::Nights};

impl Assignment {
    pub fn nights(&self) -> Option<Nights> {
        Nights::new(self.from_night, self.to_night)
    }

    pub fn leads_on(&self, night: NaiveDate) -> bool {
        self.nights().is_some_and(|nights| nights.contains(night))
    }
}

/// What has to end so that somebody else leads from `from` on: the one lead of that night.
/// A lead that begins later is in the way: it was promised to others.
pub fn take_over(leads: &[Assignment], from: NaiveDate) -> Result<Option<&Assignment>, Message> {
    if let Some(later) =
        leads.iter().find(|each| each.from_night >= from && each.nights().is_some())
    {
        return Err(Message::new("assignments-later-lead").with("from", later.from_night));
    }
    Ok(leads.iter().find(|each| each.leads_on(from)))
}

/// The nights of `[from, to)` on which nobody leads, as runs.
pub fn without_lead(leads: &[Assignment], from: NaiveDate, to: NaiveDate) -> Vec<Nights> {
    let mut runs: Vec<Nights> = Vec::new();
    let mut start = None;
    for night in from.iter_days().take_while(|night| *night < to) {
        let led = leads.iter().any(|each| each.leads_on(night));
        match (led, start) {
            (false, None) => start = Some(night),
            (true, Some(first)) => {
                runs.extend(Nights::between(first, night));
                start = None;
            }
            _ => {}
        }
    }
    runs.extend(start.and_then(|first| Nights::between(first, to)));
    runs
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn date(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, 1).unwrap() + chrono::Days::new(u64::from(day))
    }

    fn lead(from: u32, to: Option<u32>) -> Assignment {
        Assignment {
            id: Uuid::now_v7(),
            household_id: Uuid::nil(),
            mandate_id: Uuid::nil(),
            worker_id: None,
            from_night: date(from),
            to_night: to.map(date),
        }
    }

    #[test]
    fn whoever_leads_that_night_makes_room_and_nobody_else() {
        let leads = [lead(0, Some(5)), lead(5, None)];
        assert_eq!(take_over(&leads, date(9)).unwrap().unwrap().id, leads[1].id);
        assert!(take_over(&leads, date(3)).is_err(), "the second was promised");
        assert!(take_over(&[lead(0, Some(5))], date(5)).unwrap().is_none(), "it has ended");
    }

    #[test]
    fn nights_nobody_leads_are_told_as_runs() {
        let leads = [lead(2, Some(4)), lead(6, None)];
        let runs = without_lead(&leads, date(0), date(8));
        let expected = [(0, 2), (4, 6)].map(|(a, b)| Nights::between(date(a), date(b)).unwrap());
        assert_eq!(runs, expected);
        assert!(without_lead(&[lead(0, None)], date(0), date(8)).is_empty());
    }

    proptest! {
        /// Whatever is handed over, in any order, no night has two leads and none is lost.
        #[test]
        fn one_lead_a_night(starts in prop::collection::vec(0u32..60, 1..8)) {
            let mut leads: Vec<Assignment> = Vec::new();
            for start in starts {
                let Ok(before) = take_over(&leads, date(start)).map(|found| found.map(|each| each.id)) else {
                    continue;
                };
                for each in leads.iter_mut().filter(|each| Some(each.id) == before) {
                    each.to_night = Some(date(start));
                }
                leads.push(lead(start, None));
            }
            let first = leads.iter().map(|each| each.from_night).min().unwrap();
            for night in first.iter_days().take(90) {
                prop_assert_eq!(leads.iter().filter(|each| each.leads_on(night)).count(), 1, "{}", night);
            }
        }
    }
}

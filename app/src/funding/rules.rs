//! What a funded period may become, and what a night is worth that is funded, booked, slept in.

use chrono::NaiveDate;

use super::{FundedPeriod, PeriodState};
use crate::{i18n::Message, nights::Nights, text_enum};

text_enum! {
    /// One household on one night, by domain C.3's truth table.
    Reading {
        /// Funded, booked, present.
        Normal = "normal",
        PaidButEmpty = "paid_but_empty",
        NotBooked = "not_booked",
        FundedNowhere = "funded_nowhere",
        NotFunded = "not_funded",
        BookedForNobody = "booked_for_nobody",
        OutsideAnyFrame = "outside_any_frame",
        Out = "out",
    }
}

pub fn reading(funded: bool, booked: bool, present: bool) -> Reading {
    match (funded, booked, present) {
        (true, true, true) => Reading::Normal,
        (true, true, false) => Reading::PaidButEmpty,
        (true, false, true) => Reading::NotBooked,
        (true, false, false) => Reading::FundedNowhere,
        (false, true, true) => Reading::NotFunded,
        (false, true, false) => Reading::BookedForNobody,
        (false, false, true) => Reading::OutsideAnyFrame,
        (false, false, false) => Reading::Out,
    }
}

impl Reading {
    /// Somebody has to do something about it (AL-3).
    pub fn is_alert(self) -> bool {
        !matches!(self, Self::Normal | Self::Out)
    }
}

/// No night is paid for twice: periods that pay, or may, share none.
pub fn may_begin(nights: Nights, others: &[FundedPeriod]) -> Result<(), Message> {
    let counts =
        |each: &&FundedPeriod| matches!(each.state, PeriodState::Requested | PeriodState::Granted);
    let shares = |each: &&FundedPeriod| {
        Nights::between(each.from_night, each.to_night).is_some_and(|own| own.overlaps(nights))
    };
    match others.iter().filter(counts).find(shares) {
        None => Ok(()),
        Some(other) => Err(Message::new("funding-already")
            .with("from", other.from_night)
            .with("to", other.to_night)),
    }
}

/// Granted as asked, or until another night.
pub fn grant(period: &FundedPeriod, to: NaiveDate) -> Result<FundedPeriod, Message> {
    if period.state != PeriodState::Requested {
        return Err(Message::new("funding-not-requested"));
    }
    if to <= period.from_night {
        return Err(Message::new("field-no-night"));
    }
    Ok(FundedPeriod { state: PeriodState::Granted, to_night: to, ..period.clone() })
}

pub fn refuse(period: &FundedPeriod, reason: &str) -> Result<FundedPeriod, Message> {
    if period.state != PeriodState::Requested {
        return Err(Message::new("funding-not-requested"));
    }
    let reason = reason.to_owned();
    Ok(FundedPeriod { state: PeriodState::Refused, reason, ..period.clone() })
}

/// Paid for longer: the same decision goes on.
pub fn extend(period: &FundedPeriod, to: NaiveDate) -> Result<FundedPeriod, Message> {
    if period.state != PeriodState::Granted {
        return Err(Message::new("funding-not-granted"));
    }
    if to <= period.to_night {
        return Err(Message::new("funding-extend-earlier").with("to", period.to_night));
    }
    Ok(FundedPeriod { to_night: to, ..period.clone() })
}

/// Ended by a named decision, with its reason. Nobody leaves a room by it (B-7).
pub fn close(period: &FundedPeriod, on: NaiveDate, reason: &str) -> Result<FundedPeriod, Message> {
    if period.state != PeriodState::Granted {
        return Err(Message::new("funding-not-granted"));
    }
    if on <= period.from_night || on > period.to_night {
        return Err(Message::new("funding-close-outside")
            .with("from", period.from_night)
            .with("to", period.to_night));
    }
    let reason = reason.to_owned();
    // What was paid for until then stays paid for.
    let state = if on == period.to_night { PeriodState::Closed } else { PeriodState::Granted };
    Ok(FundedPeriod { state, to_night: on, reason, ..period.clone() })
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::funding::{Basis, Funder};

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn period(from: &str, to: &str, state: PeriodState) -> FundedPeriod {
        FundedPeriod {
            id: Uuid::nil(),
            household_id: Uuid::nil(),
            from_night: date(from),
            to_night: date(to),
            state,
            funder: Funder::City,
            basis: Basis::Homeless,
            reference: String::new(),
            decided_by: String::new(),
            decided_on: None,
            reason: String::new(),
            version: 1,
        }
    }

    #[test]
    fn the_truth_table_of_a_night() {
        use Reading::{
            BookedForNobody, FundedNowhere, Normal, NotBooked, NotFunded, Out, OutsideAnyFrame,
            PaidButEmpty,
        };
        for (funded, booked, present, expected, alert) in [
            (true, true, true, Normal, false),
            (true, true, false, PaidButEmpty, true),
            (true, false, true, NotBooked, true),
            (true, false, false, FundedNowhere, true),
            (false, true, true, NotFunded, true),
            (false, true, false, BookedForNobody, true),
            (false, false, true, OutsideAnyFrame, true),
            (false, false, false, Out, false),
        ] {
            let read = reading(funded, booked, present);
            assert_eq!((read, read.is_alert()), (expected, alert));
        }
    }

    #[test]
    fn no_night_is_paid_for_twice() {
        let march = period("2026-03-01", "2026-04-01", PeriodState::Granted);
        for (from, to, state, allowed) in [
            ("2026-04-01", "2026-05-01", PeriodState::Granted, true),
            ("2026-03-31", "2026-05-01", PeriodState::Granted, false),
            ("2026-03-31", "2026-05-01", PeriodState::Requested, false),
            ("2026-03-31", "2026-05-01", PeriodState::Refused, true),
        ] {
            let nights = Nights::between(date(from), date(to)).unwrap();
            let there = FundedPeriod { state, ..march.clone() };
            assert_eq!(may_begin(nights, &[there]).is_ok(), allowed, "{from} {state:?}");
        }
    }

    #[test]
    fn a_period_is_granted_extended_and_ended_only_where_it_may_be() {
        let asked = period("2026-03-01", "2026-04-01", PeriodState::Requested);
        let granted = grant(&asked, date("2026-03-15")).unwrap();
        assert!(granted.funds(date("2026-03-14")) && !granted.funds(date("2026-03-15")));
        assert!(!asked.funds(date("2026-03-02")), "asked for is not paid for");
        assert!(grant(&granted, date("2026-05-01")).is_err());
        assert!(refuse(&granted, "x").is_err());
        assert_eq!(extend(&granted, date("2026-04-10")).unwrap().to_night, date("2026-04-10"));
        assert!(extend(&granted, date("2026-03-15")).is_err(), "no night more");
        assert!(extend(&asked, date("2026-05-01")).is_err());
        let ended = close(&granted, date("2026-03-10"), "left").unwrap();
        assert!(ended.funds(date("2026-03-09")) && !ended.funds(date("2026-03-10")));
        assert!(close(&granted, date("2026-03-01"), "left").is_err(), "it paid for a night");
    }
}

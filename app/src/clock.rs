//! Time as a parameter: the instant, and the service day it belongs to.

use std::sync::{Arc, RwLock};

use chrono::{DateTime, Duration, NaiveDate, NaiveTime, TimeZone, Timelike, Utc};
use chrono_tz::Tz;

/// Where the deployment's nights are: the zone, and the hour a service day begins.
#[derive(Clone)]
pub struct Clock {
    source: Source,
    zone: Tz,
    cut_off: NaiveTime,
}

#[derive(Clone)]
enum Source {
    System,
    /// Tests and demonstrations stop the clock and move it by hand.
    Stopped(Arc<RwLock<DateTime<Utc>>>),
}

impl Clock {
    pub fn system() -> Self {
        Self { source: Source::System, zone: chrono_tz::Europe::Paris, cut_off: six() }
    }

    /// A clock that shows this local time until [`Clock::set`].
    pub fn stopped_at(local: chrono::NaiveDateTime) -> Self {
        let zone = chrono_tz::Europe::Paris;
        let instant = zone.from_local_datetime(&local).earliest();
        let instant = instant.map(|time| time.with_timezone(&Utc)).unwrap_or_default();
        Self { source: Source::Stopped(Arc::new(RwLock::new(instant))), zone, cut_off: six() }
    }

    /// Moves a stopped clock; the system's own does not move.
    pub fn set(&self, local: chrono::NaiveDateTime) {
        if let Source::Stopped(cell) = &self.source
            && let Some(instant) = self.zone.from_local_datetime(&local).earliest()
        {
            *cell.write().expect("no panic while held") = instant.with_timezone(&Utc);
        }
    }

    /// The instant, to the microsecond: what both engines can keep.
    pub fn now(&self) -> DateTime<Utc> {
        let now = match &self.source {
            #[expect(clippy::disallowed_methods, reason = "the one place that asks the system")]
            Source::System => Utc::now(),
            Source::Stopped(cell) => *cell.read().expect("no panic while held"),
        };
        now.with_nanosecond(now.nanosecond() / 1_000 * 1_000).unwrap_or(now)
    }

    /// The night in course: before the cut-off (06:00) it is still yesterday's.
    pub fn tonight(&self) -> NaiveDate {
        self.night_of(self.now())
    }

    /// The night an instant belongs to, in local time.
    pub fn night_of(&self, instant: DateTime<Utc>) -> NaiveDate {
        let local = instant.with_timezone(&self.zone).naive_local();
        if local.time() < self.cut_off { local.date() - Duration::days(1) } else { local.date() }
    }

    pub fn local(&self, instant: DateTime<Utc>) -> chrono::NaiveDateTime {
        instant.with_timezone(&self.zone).naive_local()
    }

    /// The instant a day is over.
    pub fn end_of(&self, day: NaiveDate) -> DateTime<Utc> {
        let midnight = crate::nights::next(day).and_time(chrono::NaiveTime::MIN);
        self.instant(midnight).unwrap_or_else(|| midnight.and_utc())
    }

    /// The instant of a local date and time, the earlier one when it happens twice.
    pub fn instant(&self, local: chrono::NaiveDateTime) -> Option<DateTime<Utc>> {
        self.zone.from_local_datetime(&local).earliest().map(|time| time.with_timezone(&Utc))
    }
}

fn six() -> NaiveTime {
    NaiveTime::from_hms_opt(6, 0, 0).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDateTime;

    use super::*;

    fn utc(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn an_arrival_before_six_belongs_to_the_night_before() {
        let clock = Clock::stopped_at(NaiveDateTime::default());
        for (instant, night) in [
            ("2026-03-28T23:40:00Z", "2026-03-28"), // 00:40 local, winter
            ("2026-03-29T03:59:00Z", "2026-03-28"), // 05:59 local, summer begins at 2
            ("2026-03-29T04:00:00Z", "2026-03-29"),
            ("2026-10-25T00:30:00Z", "2026-10-24"), // 02:30 the first time
            ("2026-10-25T01:30:00Z", "2026-10-24"), // 02:30 the second time
        ] {
            assert_eq!(clock.night_of(utc(instant)).to_string(), night, "{instant}");
        }
    }
}

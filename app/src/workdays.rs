//! The days a service works: neither weekends, nor the public holidays of metropolitan
//! France (Code du travail, L.3133-1), nor the days it closes by itself.

use chrono::{Datelike, Days, NaiveDate, Weekday};

/// The last day somebody could decide before `end`'s morning: strictly before it.
pub fn last_before(end: NaiveDate, closing: &[NaiveDate]) -> NaiveDate {
    let mut day = end - Days::new(1);
    while !is_worked(day, closing) {
        day = day - Days::new(1);
    }
    day
}

pub fn is_worked(day: NaiveDate, closing: &[NaiveDate]) -> bool {
    let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    !weekend && !is_holiday(day) && !closing.contains(&day)
}

pub fn is_holiday(day: NaiveDate) -> bool {
    const FIXED: [(u32, u32); 8] =
        [(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)];
    // Easter Monday, Ascension, Whit Monday.
    const AFTER_EASTER: [i64; 3] = [1, 39, 50];
    FIXED.contains(&(day.month(), day.day()))
        || easter(day.year()).is_some_and(|sunday| {
            let days = (day - sunday).num_days();
            AFTER_EASTER.contains(&days)
        })
}

/// Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher).
fn easter(year: i32) -> Option<NaiveDate> {
    let golden = year % 19;
    let (century, of_century) = (year / 100, year % 100);
    let moon = (8 * century + 13) / 25;
    let epact = (19 * golden + century - century / 4 - moon + 15) % 30;
    let sunday = (32 + 2 * (century % 4) + 2 * (of_century / 4) - epact - of_century % 4) % 7;
    let late = (golden + 11 * epact + 22 * sunday) / 451;
    let march = epact + sunday - 7 * late + 22;
    let first = NaiveDate::from_ymd_opt(year, 3, 1)?;
    Some(first + Days::new(u64::try_from(march - 1).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn easter_is_where_the_almanac_has_it() {
        for sunday in
            ["1961-04-02", "2000-04-23", "2008-03-23", "2024-03-31", "2026-04-05", "2038-04-25"]
        {
            assert_eq!(easter(date(sunday).year()), Some(date(sunday)));
        }
    }

    #[test]
    fn the_holidays_of_2026() {
        let first = date("2026-01-01");
        let found: Vec<_> = first.iter_days().take(365).filter(|day| is_holiday(*day)).collect();
        let expected = [
            "2026-01-01",
            "2026-04-06",
            "2026-05-01",
            "2026-05-08",
            "2026-05-14",
            "2026-05-25",
            "2026-07-14",
            "2026-08-15",
            "2026-11-01",
            "2026-11-11",
            "2026-12-25",
        ];
        assert_eq!(found, expected.map(date));
    }

    /// Domain H-08: funded until Sunday 17 May, Ascension on Thursday, the service closed on Friday.
    #[test]
    fn an_end_on_a_sunday_is_decided_on_the_last_day_somebody_works() {
        let closing = [date("2026-05-15")];
        for (end, expected) in [
            ("2026-05-17", "2026-05-13"),
            ("2026-05-18", "2026-05-13"),
            ("2026-05-19", "2026-05-18"),
            ("2026-05-14", "2026-05-13"),
            ("2026-05-13", "2026-05-12"),
        ] {
            assert_eq!(last_before(date(end), &closing), date(expected), "{end}");
        }
        assert_eq!(last_before(date("2026-05-17"), &[]), date("2026-05-15"));
    }
}

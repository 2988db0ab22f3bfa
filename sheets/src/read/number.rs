//! The numbers of spreadsheets, as the text a person sees.

use chrono::{Days, NaiveDate, NaiveDateTime, TimeDelta};

/// What the format of a cell makes of its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    Number,
    Date,
    Time,
    /// Hours that may be more than a day.
    Duration,
}

/// A number as it is stored, without the `.0` of whole numbers and rounded to the 15 digits that a spreadsheet shows:
/// what was typed as `19.99` is often stored as `19.989999999999998`.
pub(super) fn number(stored: &str) -> String {
    let stored = stored.trim();
    match stored.parse::<f64>() {
        Ok(value) if value.is_finite() => plain(value),
        _ => stored.to_owned(),
    }
}

fn plain(value: f64) -> String {
    let rounded = format!("{value:.14e}").parse::<f64>().unwrap_or(value);
    // Adding zero makes zero of minus zero.
    format!("{}", rounded + 0.0)
}

/// A number that stands for a day, an hour or both, as ISO 8601 has it. What stands for none is a number.
pub(super) fn moment(stored: &str, shown: Shown, from_1904: bool) -> String {
    let value = match stored.trim().parse::<f64>() {
        Ok(value) if (0.0..3_000_000.0).contains(&value) && shown != Shown::Number => value,
        _ => return number(stored),
    };
    #[expect(clippy::cast_possible_truncation, reason = "checked above")]
    let seconds = (value * 86_400.0).round() as i64;
    if shown == Shown::Duration || (shown == Shown::Time && seconds < 86_400) {
        return clock(seconds);
    }
    let text = day_zero(value, from_1904)
        .and_then(|zero| zero.checked_add_signed(TimeDelta::seconds(seconds)))
        .map(|moment| iso(&moment.format("%Y-%m-%dT%H:%M:%S").to_string()));
    text.unwrap_or_else(|| number(stored))
}

fn clock(seconds: i64) -> String {
    format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// Excel has a 29 February 1900, its day 60, which never was.
fn day_zero(value: f64, from_1904: bool) -> Option<NaiveDateTime> {
    let zero = if from_1904 {
        NaiveDate::from_ymd_opt(1904, 1, 1)
    } else if value >= 61.0 {
        NaiveDate::from_ymd_opt(1899, 12, 30)
    } else if (1.0..60.0).contains(&value) {
        NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(1))
    } else {
        None
    };
    zero?.and_hms_opt(0, 0, 0)
}

/// A moment without its hour where that is midnight, and without parts of a second.
pub(super) fn iso(text: &str) -> String {
    let text = text.trim();
    let seconds = match text.char_indices().nth(19) {
        Some((end, '.')) => &text[..end],
        _ => text,
    };
    seconds.strip_suffix("T00:00:00").unwrap_or(seconds).to_owned()
}

/// An hour or a duration that is written `PT18H30M00S`.
pub(super) fn iso_time(text: &str) -> String {
    let parsed = || {
        let (hours, rest) = text.strip_prefix("PT")?.split_once('H')?;
        let (minutes, rest) = rest.split_once('M')?;
        let whole = rest.strip_suffix('S')?.split(['.', ',']).next()?;
        let part = |digits: &str| digits.parse::<u32>().ok();
        let (hours, minutes, seconds) = (part(hours)?, part(minutes)?, part(whole)?);
        Some(format!("{hours:02}:{minutes:02}:{seconds:02}"))
    };
    parsed().unwrap_or_else(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_as_a_person_sees_them() {
        let cases = [
            ("12", "12"),
            ("12.0", "12"),
            ("-0", "0"),
            ("0.1", "0.1"),
            ("19.989999999999998", "19.99"),
            ("0.30000000000000004", "0.3"),
            ("1E-3", "0.001"),
            ("1.5E3", "1500"),
            ("123456789012345", "123456789012345"),
            ("-1234.5", "-1234.5"),
            ("NaN", "NaN"),
            ("abc", "abc"),
        ];
        for (stored, seen) in cases {
            assert_eq!(number(stored), seen);
        }
    }

    #[test]
    fn moments_are_iso_in_both_systems() {
        let cases = [
            ("46093", Shown::Date, false, "2026-03-12"),
            ("46093.770833333336", Shown::Date, false, "2026-03-12T18:30:00"),
            ("46093.999999999", Shown::Date, false, "2026-03-13"),
            ("44631", Shown::Date, true, "2026-03-12"),
            ("1", Shown::Date, false, "1900-01-01"),
            ("59", Shown::Date, false, "1900-02-28"),
            ("60", Shown::Date, false, "60"),
            ("61", Shown::Date, false, "1900-03-01"),
            ("0", Shown::Date, false, "0"),
            ("0", Shown::Date, true, "1904-01-01"),
            ("-5", Shown::Date, false, "-5"),
            ("1e9", Shown::Date, false, "1000000000"),
            ("0.75", Shown::Time, false, "18:00:00"),
            ("46093.75", Shown::Time, false, "2026-03-12T18:00:00"),
            ("1.5", Shown::Duration, false, "36:00:00"),
            ("46093", Shown::Number, false, "46093"),
        ];
        for (stored, shown, from_1904, seen) in cases {
            assert_eq!(moment(stored, shown, from_1904), seen, "{stored} {shown:?}");
        }
    }

    #[test]
    fn written_moments_lose_what_says_nothing() {
        assert_eq!(iso("2026-03-12T00:00:00"), "2026-03-12");
        assert_eq!(iso("2026-03-12T18:30:00.000000000"), "2026-03-12T18:30:00");
        assert_eq!(iso("2026-03-12"), "2026-03-12");
        assert_eq!(iso_time("PT18H30M05S"), "18:30:05");
        assert_eq!(iso_time("PT36H00M00.5S"), "36:00:00");
        assert_eq!(iso_time("P1D"), "P1D");
    }
}

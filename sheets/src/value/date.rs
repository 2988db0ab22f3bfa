//! Dates as people and programs write them, the day before the month.

use super::month;
use super::number::decimal;
use chrono::{Days, NaiveDate};

/// From which day a spreadsheet counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Epoch {
    /// Excel on Windows, and nearly every file: 1 is 1900-01-01, and there is a 29 February 1900.
    Y1900,
    /// Old Excel on Mac: 0 is 1904-01-01.
    Y1904,
}

/// A date: `2026-03-12`, `12/03/2026`, `1/3/26`, `12.03.2026`, `12 mars 2026`, `March 12, 2026`; what comes after
/// it, as an hour, is left out.
///
/// The day always comes before the month, but where the month is a name or the year comes first. Of years in two
/// digits, 00 to 49 are of this century and 50 to 99 of the last. Years before 1800 or after 2199 are mistakes.
pub fn date(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    let day = match split_time(text) {
        Some((day, time)) if is_time(time) => day,
        Some(_) | None => text,
    };
    let parts: Vec<&str> = day
        .split(|char: char| char.is_whitespace() || matches!(char, '/' | '-' | '.' | ','))
        .filter(|part| !part.is_empty())
        .collect();
    let [first, second, third] = parts.as_slice() else { return None };
    if first.len() == 4 && digits(first) {
        return ymd(first, month_number(second)?, third);
    }
    if !first.starts_with(|char: char| char.is_ascii_digit()) {
        return ymd(third, month(first)?, second);
    }
    ymd(third, month_number(second)?, first)
}

/// A date, or the number that a spreadsheet keeps for it (`46093`), for cells that lost their format.
pub fn date_or_serial(text: &str, epoch: Epoch) -> Option<NaiveDate> {
    date(text).or_else(|| serial(decimal(text)?, epoch))
}

/// The day of a spreadsheet's number; its decimals are the hour. None for days before 1900 or after 2199.
pub fn serial(number: f64, epoch: Epoch) -> Option<NaiveDate> {
    if !(0.0..200_000.0).contains(&number) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked above")]
    let days = number as u64;
    let (year, month, day) = match (epoch, days) {
        (Epoch::Y1900, 0 | 60) => return None,
        (Epoch::Y1900, ..60) => (1899, 12, 31),
        (Epoch::Y1900, _) => (1899, 12, 30),
        (Epoch::Y1904, _) => (1904, 1, 1),
    };
    plausible(NaiveDate::from_ymd_opt(year, month, day)?.checked_add_days(Days::new(days))?)
}

/// Splits at the first space or `T` that an hour follows.
fn split_time(text: &str) -> Option<(&str, &str)> {
    let colon = text.find(':').unwrap_or(text.len());
    let at = text[..colon].rfind([' ', 'T', '\u{a0}'])?;
    let (day, time) = text.split_at(at);
    Some((day.trim_end_matches(','), time.trim_start_matches([' ', 'T', '\u{a0}'])))
}

fn is_time(text: &str) -> bool {
    let begins =
        text.split(':').next().is_some_and(|hour| (1..=2).contains(&hour.len()) && digits(hour));
    begins && text.contains(':') && text.len() <= 40
}

fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn month_number(text: &str) -> Option<u32> {
    if digits(text) && text.len() <= 2 { text.parse().ok() } else { month(text) }
}

fn ymd(year: &str, month: u32, day: &str) -> Option<NaiveDate> {
    let day = day.strip_suffix("er").unwrap_or(day);
    if !digits(year) || !digits(day) || day.len() > 2 {
        return None;
    }
    let year = match (year.len(), year.parse::<i32>().ok()?) {
        (4, year) => year,
        (2, year @ ..50) => 2000 + year,
        (2, year) => 1900 + year,
        _ => return None,
    };
    plausible(NaiveDate::from_ymd_opt(year, month, day.parse().ok()?)?)
}

fn plausible(date: NaiveDate) -> Option<NaiveDate> {
    use chrono::Datelike as _;
    (1800..2200).contains(&date.year()).then_some(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(year, month, day)
    }

    #[test]
    fn dates_are_understood_or_refused() {
        let twelfth = day(2026, 3, 12);
        let cases = [
            ("2026-03-12", twelfth),
            ("2026/3/12", twelfth),
            ("2026-03-12T18:30:00", twelfth),
            ("2026-03-12T18:30:00.123+02:00", twelfth),
            ("2026-03-12 18:30", twelfth),
            ("12/03/2026", twelfth),
            ("12/3/26", twelfth),
            (" 12.03.2026 ", twelfth),
            ("12-03-2026", twelfth),
            ("12/03/2026 18:30:05", twelfth),
            ("12 mars 2026", twelfth),
            ("12 Mar 2026", twelfth),
            ("12-Mar-26", twelfth),
            ("March 12, 2026", twelfth),
            ("1er mars 2026", day(2026, 3, 1)),
            ("01/02/60", day(1960, 2, 1)),
            ("29/02/2024", day(2024, 2, 29)),
            ("29/02/2023", None),
            ("03/25/2026", None),
            ("12/03/0026", None),
            ("12/03", None),
            ("12/03/202", None),
            ("46093", None),
            ("12/03/2026 matin", None),
            ("", None),
            ("demain", None),
        ];
        for (text, expected) in cases {
            assert_eq!(date(text), expected, "{text:?}");
        }
    }

    #[test]
    fn a_serial_is_a_date_only_when_asked() {
        let cases = [
            ("46093", Epoch::Y1900, day(2026, 3, 12)),
            ("46093.75", Epoch::Y1900, day(2026, 3, 12)),
            ("44631", Epoch::Y1904, day(2026, 3, 12)),
            ("1", Epoch::Y1900, day(1900, 1, 1)),
            ("59", Epoch::Y1900, day(1900, 2, 28)),
            ("60", Epoch::Y1900, None),
            ("61", Epoch::Y1900, day(1900, 3, 1)),
            ("0", Epoch::Y1900, None),
            ("0", Epoch::Y1904, day(1904, 1, 1)),
            ("-3", Epoch::Y1900, None),
            ("12/03/2026", Epoch::Y1900, day(2026, 3, 12)),
        ];
        for (text, epoch, expected) in cases {
            assert_eq!(date_or_serial(text, epoch), expected, "{text:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_is_too_strange(text in "[0-9 /.:Ta-zé-]{0,20}|\\PC*") {
            let _ = date_or_serial(&text, Epoch::Y1900);
        }

        #[test]
        fn a_written_date_is_read_back(days in 0_u64..100_000) {
            let date_written = NaiveDate::from_ymd_opt(1900, 1, 1).unwrap() + Days::new(days);
            for form in ["%Y-%m-%d", "%d/%m/%Y", "%d %B %Y", "%d.%m.%Y", "%B %d, %Y", "%Y-%m-%dT%H:%M"] {
                let text = date_written.and_hms_opt(7, 5, 0).unwrap().format(form).to_string();
                proptest::prop_assert_eq!(date(&text), Some(date_written), "{}", text);
            }
        }
    }
}

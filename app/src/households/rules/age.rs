//! Ages are of a night, from the birth date; without one they are what was stated (H-6).

use chrono::{Datelike, Months, NaiveDate};

use crate::households::AgeBand;

pub const ADULT_YEARS: u32 = 18;
pub const INFANT_YEARS: u32 = 3;

/// Whole years on that night; `None` before birth. Born on 29 February, one turns on 1 March.
pub fn years_on(birth: NaiveDate, night: NaiveDate) -> Option<u32> {
    night.years_since(birth)
}

/// Whole months on that night: how the age of an infant is said.
pub fn months_on(birth: NaiveDate, night: NaiveDate) -> Option<u32> {
    let months = (night.year() - birth.year()) * 12 + night.month().cast_signed()
        - birth.month().cast_signed()
        - i32::from(night.day() < birth.day());
    u32::try_from(months).ok()
}

pub fn band_on(birth: Option<NaiveDate>, stated: AgeBand, night: NaiveDate) -> AgeBand {
    let Some(birth) = birth else { return stated };
    match years_on(birth, night) {
        Some(ADULT_YEARS..) => AgeBand::Adult,
        Some(INFANT_YEARS..) => AgeBand::Child,
        _ => AgeBand::Infant,
    }
}

/// Whoever was born on this date or before is that old on `night`.
pub fn born_at_latest(years: u32, night: NaiveDate) -> NaiveDate {
    night.checked_sub_months(Months::new(years * 12)).unwrap_or(NaiveDate::MIN)
}

#[cfg(test)]
mod tests {
    use chrono::Duration;
    use proptest::prelude::*;

    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn bands_change_on_the_birthday_and_not_before() {
        for (birth, night, expected) in [
            ("2008-05-12", "2026-05-11", AgeBand::Child),
            ("2008-05-12", "2026-05-12", AgeBand::Adult),
            ("2023-05-20", "2026-05-19", AgeBand::Infant),
            ("2023-05-20", "2026-05-20", AgeBand::Child),
            ("2008-02-29", "2026-02-28", AgeBand::Child),
            ("2008-02-29", "2026-03-01", AgeBand::Adult),
            ("2010-02-28", "2028-02-29", AgeBand::Adult),
            ("2026-05-12", "2026-05-12", AgeBand::Infant),
        ] {
            let band = band_on(Some(date(birth)), AgeBand::Unknown, date(night));
            assert_eq!(band, expected, "born {birth}, night {night}");
        }
    }

    #[test]
    fn without_a_date_the_band_is_what_was_stated() {
        for band in AgeBand::ALL {
            assert_eq!(band_on(None, *band, date("2026-05-12")), *band);
        }
    }

    #[test]
    fn an_infant_is_said_in_months() {
        assert_eq!(months_on(date("2025-10-31"), date("2026-05-30")), Some(6));
        assert_eq!(months_on(date("2025-10-31"), date("2026-05-31")), Some(7));
        assert_eq!(months_on(date("2026-06-01"), date("2026-05-31")), None);
    }

    proptest! {
        #[test]
        fn the_latest_birth_date_says_the_same_as_the_age(
            birth in 0i64..30_000, night in 0i64..30_000, years in 0u32..40,
        ) {
            let day = |n| date("1960-01-01") + Duration::days(n);
            let (birth, night) = (day(birth), day(night));
            let old_enough = years_on(birth, night).is_some_and(|age| age >= years);
            prop_assert_eq!(old_enough, birth <= born_at_latest(years, night));
        }

        #[test]
        fn nobody_grows_younger(birth in 0i64..3_000, night in 0i64..20_000) {
            let day = |n| date("1990-01-01") + Duration::days(n);
            let rank = |band| match band {
                AgeBand::Infant => 0,
                AgeBand::Child => 1,
                _ => 2,
            };
            let on = |night| rank(band_on(Some(day(birth)), AgeBand::Unknown, night));
            prop_assert!(on(day(night)) <= on(day(night + 1)));
        }
    }
}

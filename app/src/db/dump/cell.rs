//! One value of a row, between either engine and JSON.

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use serde::{Serialize, Serializer};
use serde_json::Value;
use sqlx::{ColumnIndex, Database, Decode, Row, Type};
use uuid::Uuid;

use super::catalog::Kind;

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell {
    Uuid(Option<Uuid>),
    Text(Option<String>),
    Date(Option<NaiveDate>),
    Instant(Option<DateTime<Utc>>),
    Integer(Option<i64>),
    Real(Option<f64>),
    Boolean(Option<bool>),
}

/// Binds a cell to a query of whichever engine.
macro_rules! bind_cell {
    ($query:expr, $cell:expr) => {
        match $cell {
            Cell::Uuid(value) => $query.bind(value),
            Cell::Text(value) => $query.bind(value),
            Cell::Date(value) => $query.bind(value),
            Cell::Instant(value) => $query.bind(value),
            Cell::Integer(value) => $query.bind(value),
            Cell::Real(value) => $query.bind(value),
            Cell::Boolean(value) => $query.bind(value),
        }
    };
}
pub(super) use bind_cell;

impl Cell {
    pub(super) fn of_row<'r, R>(row: &'r R, place: usize, kind: Kind) -> Result<Self, sqlx::Error>
    where
        R: Row,
        usize: ColumnIndex<R>,
        Uuid: Decode<'r, R::Database> + Type<R::Database>,
        String: Decode<'r, R::Database> + Type<R::Database>,
        NaiveDate: Decode<'r, R::Database> + Type<R::Database>,
        DateTime<Utc>: Decode<'r, R::Database> + Type<R::Database>,
        i64: Decode<'r, R::Database> + Type<R::Database>,
        f64: Decode<'r, R::Database> + Type<R::Database>,
        bool: Decode<'r, R::Database> + Type<R::Database>,
        R::Database: Database,
    {
        Ok(match kind {
            Kind::Uuid => Self::Uuid(row.try_get(place)?),
            Kind::Text => Self::Text(row.try_get(place)?),
            Kind::Date => Self::Date(row.try_get(place)?),
            Kind::Instant => Self::Instant(row.try_get(place)?),
            Kind::Integer => Self::Integer(row.try_get(place)?),
            Kind::Real => Self::Real(row.try_get(place)?),
            Kind::Boolean => Self::Boolean(row.try_get(place)?),
        })
    }

    /// `None` when the value is not of that kind.
    pub(super) fn of_json(kind: Kind, value: &Value) -> Option<Self> {
        let text = value.as_str();
        Some(match kind {
            _ if value.is_null() => Self::absent(kind),
            Kind::Uuid => Self::Uuid(Some(Uuid::parse_str(text?).ok()?)),
            Kind::Text => Self::Text(Some(text?.to_owned())),
            Kind::Date => Self::Date(Some(text?.parse().ok()?)),
            Kind::Instant => {
                let instant = DateTime::parse_from_rfc3339(text?).ok()?;
                Self::Instant(Some(instant.with_timezone(&Utc)))
            }
            Kind::Integer => Self::Integer(Some(value.as_i64()?)),
            Kind::Real => Self::Real(Some(value.as_f64()?)),
            Kind::Boolean => Self::Boolean(Some(value.as_bool()?)),
        })
    }

    fn absent(kind: Kind) -> Self {
        match kind {
            Kind::Uuid => Self::Uuid(None),
            Kind::Text => Self::Text(None),
            Kind::Date => Self::Date(None),
            Kind::Instant => Self::Instant(None),
            Kind::Integer => Self::Integer(None),
            Kind::Real => Self::Real(None),
            Kind::Boolean => Self::Boolean(None),
        }
    }
}

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Uuid(value) => value.serialize(serializer),
            Self::Text(value) => value.serialize(serializer),
            Self::Date(value) => value.serialize(serializer),
            Self::Instant(value) => value
                .map(|instant| instant.to_rfc3339_opts(SecondsFormat::AutoSi, true))
                .serialize(serializer),
            Self::Integer(value) => value.serialize(serializer),
            // JSON has no word for it, and null would be another value.
            Self::Real(Some(value)) if !value.is_finite() => {
                Err(serde::ser::Error::custom("a number that is not finite"))
            }
            Self::Real(value) => value.serialize(serializer),
            Self::Boolean(value) => value.serialize(serializer),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn there_and_back(kind: Kind, cell: &Cell) -> Option<Cell> {
        let text = serde_json::to_string(cell).unwrap();
        Cell::of_json(kind, &serde_json::from_str(&text).unwrap())
    }

    proptest! {
        #[test]
        fn a_value_survives_the_text(
            id in any::<u128>(), text in any::<String>(), days in -100_000i32..100_000,
            micros in 0i64..4_000_000_000_000_000, integer in any::<i64>(),
            real in any::<f64>().prop_filter("finite", |real| real.is_finite()), boolean in any::<bool>(),
        ) {
            let date = NaiveDate::default() + chrono::Duration::days(days.into());
            for (kind, cell) in [
                (Kind::Uuid, Cell::Uuid(Some(Uuid::from_u128(id)))),
                (Kind::Text, Cell::Text(Some(text))),
                (Kind::Date, Cell::Date(Some(date))),
                (Kind::Instant, Cell::Instant(DateTime::from_timestamp_micros(micros))),
                (Kind::Integer, Cell::Integer(Some(integer))),
                (Kind::Real, Cell::Real(Some(real))),
                (Kind::Boolean, Cell::Boolean(Some(boolean))),
            ] {
                prop_assert_eq!(there_and_back(kind, &cell), Some(cell));
                prop_assert_eq!(there_and_back(kind, &Cell::absent(kind)), Some(Cell::absent(kind)));
            }
        }
    }

    #[test]
    fn what_is_not_of_the_kind_is_not_guessed() {
        for (kind, value) in [
            (Kind::Uuid, serde_json::json!("42")),
            (Kind::Text, serde_json::json!(42)),
            (Kind::Date, serde_json::json!("12/03/2026")),
            (Kind::Instant, serde_json::json!("2026-03-12")),
            (Kind::Integer, serde_json::json!(1.5)),
            (Kind::Boolean, serde_json::json!(1)),
        ] {
            assert_eq!(Cell::of_json(kind, &value), None, "{kind:?} {value}");
        }
    }

    #[test]
    fn a_number_that_is_not_finite_is_refused_rather_than_lost() {
        assert!(serde_json::to_string(&Cell::Real(Some(f64::NAN))).is_err());
    }
}

//! A statement whose number of parameters is known only when it is written.

use chrono::NaiveDate;
use sqlx::{AssertSqlSafe, FromRow, postgres::PgRow, sqlite::SqliteRow};
use uuid::Uuid;

use super::{Db, Stored, Tx};
use crate::{on_pool, on_tx};

/// A longer list is asked for in parts: engines allow tens of thousands of parameters,
/// their plans are not worth waiting for.
pub const LIST_MAX: usize = 500;

#[derive(Clone, Debug)]
pub enum Value {
    Text(String),
    Id(Uuid),
    Night(NaiveDate),
    Count(i64),
}

/// SQL is only ever added from literals; what was typed goes into `values`.
#[derive(Clone, Debug, Default)]
pub struct Statement {
    sql: String,
    values: Vec<Value>,
}

impl Statement {
    /// Begins with these parameters: `$1`, `$2` and so on.
    pub fn given(values: impl IntoIterator<Item = Value>) -> Self {
        Self { sql: String::new(), values: values.into_iter().collect() }
    }

    pub fn add(&mut self, sql: &'static str) -> &mut Self {
        self.sql.push_str(sql);
        self
    }

    /// A parameter.
    pub fn bind(&mut self, value: Value) -> &mut Self {
        self.values.push(value);
        self.again(self.values.len())
    }

    /// Parameters between commas.
    pub fn list(&mut self, values: impl IntoIterator<Item = Value>) -> &mut Self {
        for (index, value) in values.into_iter().enumerate() {
            if index > 0 {
                self.sql.push_str(", ");
            }
            self.bind(value);
        }
        self
    }

    /// Rows of two parameters: `($4, $5), ($6, $7)`.
    pub fn pairs(&mut self, pairs: impl IntoIterator<Item = (Value, Value)>) -> &mut Self {
        for (index, (a, b)) in pairs.into_iter().enumerate() {
            self.sql.push_str(if index > 0 { ", (" } else { "(" });
            self.list([a, b]);
            self.sql.push(')');
        }
        self
    }

    fn again(&mut self, number: usize) -> &mut Self {
        self.sql.push('$');
        self.sql.push_str(&number.to_string());
        self
    }

    pub async fn rows<T>(self, db: &Db) -> Stored<Vec<T>>
    where
        T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin,
    {
        let Self { sql, values } = self;
        Ok(on_pool!(db, |c| {
            let mut query = sqlx::query_as(AssertSqlSafe(sql));
            for value in values {
                query = match value {
                    Value::Text(text) => query.bind(text),
                    Value::Id(id) => query.bind(id),
                    Value::Night(night) => query.bind(night),
                    Value::Count(count) => query.bind(count),
                };
            }
            query.fetch_all(c).await
        })?)
    }

    pub async fn run(self, tx: &mut Tx) -> Stored<()> {
        let Self { sql, values } = self;
        on_tx!(tx, |c| {
            let mut query = sqlx::query(AssertSqlSafe(sql));
            for value in values {
                query = match value {
                    Value::Text(text) => query.bind(text),
                    Value::Id(id) => query.bind(id),
                    Value::Night(night) => query.bind(night),
                    Value::Count(count) => query.bind(count),
                };
            }
            query.execute(c).await.map(|_| ())
        })?;
        Ok(())
    }
}

pub fn texts<'a>(texts: impl IntoIterator<Item = &'a String>) -> impl Iterator<Item = Value> {
    texts.into_iter().cloned().map(Value::Text)
}

pub fn ids(ids: &[Uuid]) -> impl Iterator<Item = Value> {
    ids.iter().copied().map(Value::Id)
}

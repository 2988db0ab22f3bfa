//! A statement whose number of parameters is known only when it is written.

use chrono::NaiveDate;
use sqlx::{AssertSqlSafe, FromRow, postgres::PgRow, sqlite::SqliteRow};
use uuid::Uuid;

use crate::{
    access::Actor,
    db::{Db, Stored, Tx},
    on_pool, on_tx,
};

/// Parameters a statement takes at most here: engines allow tens of thousands, plans
/// of such statements are not worth waiting for.
pub(super) const LIST_MAX: usize = 500;

#[derive(Clone, Debug)]
pub(super) enum Value {
    Text(String),
    Id(Uuid),
    Night(NaiveDate),
    Count(i64),
}

/// SQL is only ever added from literals; what was typed goes into `values`.
#[derive(Clone, Debug, Default)]
pub(super) struct Statement {
    sql: String,
    values: Vec<Value>,
}

impl Statement {
    /// Begins with the three parameters of `visible_household!()`.
    pub(super) fn scoped(actor: &Actor) -> Self {
        let (user, tonight, tail) = super::scope(actor);
        Self {
            sql: String::new(),
            values: vec![Value::Id(user), Value::Night(tonight), Value::Night(tail)],
        }
    }

    /// `$2` of a scoped statement.
    pub(super) fn tonight(&self) -> NaiveDate {
        match self.values.get(1) {
            Some(Value::Night(night)) => *night,
            _ => NaiveDate::default(),
        }
    }

    pub(super) fn add(&mut self, sql: &'static str) -> &mut Self {
        self.sql.push_str(sql);
        self
    }

    /// A parameter.
    pub(super) fn bind(&mut self, value: Value) -> &mut Self {
        self.values.push(value);
        self.again(self.values.len())
    }

    /// Parameters between commas.
    pub(super) fn list(&mut self, values: impl IntoIterator<Item = Value>) -> &mut Self {
        for (index, value) in values.into_iter().enumerate() {
            if index > 0 {
                self.sql.push_str(", ");
            }
            self.bind(value);
        }
        self
    }

    /// Rows of two parameters: `($4, $5), ($6, $7)`.
    pub(super) fn pairs(&mut self, pairs: impl IntoIterator<Item = (Value, Value)>) -> &mut Self {
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

    pub(super) async fn rows<T>(self, db: &Db) -> Stored<Vec<T>>
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

    pub(super) async fn run(self, tx: &mut Tx) -> Stored<()> {
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

pub(super) fn texts<'a>(
    texts: impl IntoIterator<Item = &'a String>,
) -> impl Iterator<Item = Value> {
    texts.into_iter().cloned().map(Value::Text)
}

pub(super) fn ids(ids: &[Uuid]) -> impl Iterator<Item = Value> {
    ids.iter().copied().map(Value::Id)
}

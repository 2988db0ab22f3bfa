//! What the database checks row by row waits until every row is there.

use sqlx::{AssertSqlSafe, PgConnection};

use super::{
    DumpError,
    catalog::{Table, quoted},
    refused,
};
use crate::{
    db::{Stored, Tx, TxInner},
    execute,
};

/// Statements that give PostgreSQL its checks back.
pub(super) struct Waiting(Vec<String>);

/// Rows may refer to rows that come later, even of their own table; and what triggers
/// do for one new row (queue for its room, refuse a change) is not meant for all at once.
/// Uniqueness and overlaps are refused all the same.
pub(super) async fn suspend(tx: &mut Tx, tables: &[Table]) -> Stored<Waiting> {
    let TxInner::Postgres(transaction) = &mut tx.inner else {
        execute!(tx, "pragma defer_foreign_keys = on")?;
        // Kilobytes: a transaction this large would be written to disk again and again.
        execute!(tx, "pragma cache_size = -262144")?;
        return Ok(Waiting(Vec::new()));
    };
    let references: Vec<(String, String)> = sqlx::query_as(
        "select conrelid::regclass::text, quote_ident(conname) from pg_constraint
         where contype = 'f' and not condeferrable and connamespace = current_schema()::regnamespace",
    )
    .fetch_all(&mut **transaction)
    .await?;
    let mut back = Vec::new();
    for (table, name) in references {
        let reference = format!("alter table {table} alter constraint {name}");
        run(transaction, format!("{reference} deferrable initially deferred")).await?;
        back.push(format!("{reference} not deferrable"));
    }
    for table in tables {
        let name = quoted(&table.name);
        run(transaction, format!("alter table {name} disable trigger user")).await?;
        back.push(format!("alter table {name} enable trigger user"));
    }
    Ok(Waiting(back))
}

pub(super) async fn resume(tx: &mut Tx, waiting: Waiting) -> Result<(), DumpError> {
    match &mut tx.inner {
        TxInner::Sqlite(turn) => {
            let broken: Option<(String, Option<i64>, String, i64)> =
                sqlx::query_as("pragma foreign_key_check")
                    .fetch_optional(turn.connection())
                    .await?;
            if let Some((table, _, parent, _)) = broken {
                return refused(format!(
                    "a row of {table} refers to a row of {parent} that is not in the file"
                ));
            }
        }
        TxInner::Postgres(transaction) => {
            run(transaction, "set constraints all immediate".to_owned()).await?;
            for statement in waiting.0 {
                run(transaction, statement).await?;
            }
        }
    }
    Ok(())
}

async fn run(connection: &mut PgConnection, sql: String) -> Result<(), sqlx::Error> {
    let done = sqlx::query(AssertSqlSafe(sql)).execute(connection).await;
    done.map(|_| ())
}

//! Every SQL text of the product is understood by both engines, whether a story uses it or not.

use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection, SqlSafeStr, SqliteConnection};

use crate::support::{
    postgres,
    source::sources,
    sql::{Statement, statements},
    world::{Empty, World},
};

const FOLDERS: [&str; 2] = ["app/src", "server/src"];

/// What the values of parameters are; the source does not say which is which.
const TYPES: [&str; 8] =
    ["date", "text", "uuid", "timestamptz", "bigint", "integer", "boolean", "double precision"];

fn readable() -> Vec<(Statement, String)> {
    let all = statements(&sources(&FOLDERS)).into_iter();
    all.filter_map(|mut statement| statement.sql.take().map(|sql| (statement, sql))).collect()
}

fn report(faults: &[String]) {
    assert!(faults.is_empty(), "{} are not understood:\n{}", faults.len(), faults.join("\n"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sqlite_understands_every_query() {
    let empty = Empty::sqlite();
    let world = World::open(&empty.url).await;
    world.app.db.migrate().await.unwrap();
    let mut connection = SqliteConnection::connect(&empty.url).await.unwrap();
    let mut faults = Vec::new();
    for (Statement { path, line, .. }, sql) in readable() {
        if let Err(error) = connection.prepare(AssertSqlSafe(sql).into_sql_str()).await {
            faults.push(format!("{path}:{line}: {error}"));
        }
    }
    report(&faults);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn postgres_understands_every_query() {
    let Some(server) = postgres::server() else {
        return;
    };
    let empty = Empty::postgres(server).await;
    let world = World::open(&empty.url).await;
    world.app.db.migrate().await.unwrap();
    let mut connection = PgConnection::connect(&empty.url).await.unwrap();
    let mut faults = Vec::new();
    for (Statement { path, line, .. }, sql) in readable() {
        let prepared = connection.prepare(AssertSqlSafe(sql.clone()).into_sql_str()).await;
        if let Err(error) = prepared
            && !some_types_fit(&mut connection, &sql).await
        {
            faults.push(format!("{path}:{line}: {error}"));
        }
    }
    report(&faults);
}

/// Bound, a parameter has the type of its value; alone, `coalesce($1, '9999-12-31')` is text.
/// Whether the query is understood once one parameter, or two, are of some type.
async fn some_types_fit(connection: &mut PgConnection, sql: &str) -> bool {
    let count = (1..30).take_while(|n| sql.contains(&format!("${n}"))).count();
    for first in 0..count {
        for second in first..count {
            for (one, other) in TYPES.iter().flat_map(|one| TYPES.map(|other| (*one, other))) {
                let mut types = vec!["unknown"; count];
                types[second] = other;
                types[first] = one;
                if (first != second || one == other) && fits(connection, sql, &types).await {
                    return true;
                }
            }
        }
    }
    false
}

async fn fits(connection: &mut PgConnection, sql: &str, types: &[&str]) -> bool {
    let attempt = format!("prepare attempt ({}) as {sql}; deallocate attempt", types.join(", "));
    sqlx::raw_sql(AssertSqlSafe(attempt)).execute(connection).await.is_ok()
}

#[test]
fn every_query_can_be_read_in_the_source() {
    let all = statements(&sources(&FOLDERS));
    assert!(all.len() > 20, "the queries are no longer found: {}", all.len());
    let unread: Vec<_> = all
        .iter()
        .filter(|statement| statement.sql.is_none())
        .map(|statement| format!("{}:{}", statement.path, statement.line))
        .collect();
    assert!(
        unread.is_empty(),
        "write these as a string, a constant, or `concat!` of them:\n{}",
        unread.join("\n")
    );
}

#[test]
fn sql_is_lowercase() {
    let mut faults = Vec::new();
    for (Statement { path, line, .. }, sql) in readable() {
        // What stands between quotes is a value.
        let text: String = sql.split('\'').step_by(2).collect();
        if text.chars().any(|letter| letter.is_ascii_uppercase()) {
            faults.push(format!("{path}:{line}"));
        }
    }
    assert!(faults.is_empty(), "keywords and names in capitals:\n{}", faults.join("\n"));
}

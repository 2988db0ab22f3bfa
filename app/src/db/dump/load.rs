//! Loading a dump: everything or nothing, into an empty database.

use std::io::BufRead;

use serde_json::{Map, Value};
use sqlx::AssertSqlSafe;

use super::{
    Count, DumpError, FORMAT, FORMAT_VERSION, Header, TableHeader,
    catalog::{self, Table, quoted},
    cell::{Cell, bind_cell},
    checks, migrations, refused,
};
use crate::{
    db::{Db, Stored, Tx, TxInner},
    on_pool, on_tx,
};

/// Values of one statement. SQLite finds each by its name among all: many more are slower.
const VALUES_MAX: usize = 400;

/// What to do with rows that are there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Present {
    Refuse,
    /// PostgreSQL only: a SQLite database is replaced as a file.
    Replace,
}

impl Db {
    /// Loads a dump in one transaction. A database without tables is given those of
    /// the dump's own time first, and what was added since afterwards.
    pub async fn load(
        &self,
        mut input: impl BufRead,
        present: Present,
    ) -> Result<Vec<Count>, DumpError> {
        let header = read_header(&mut input)?;
        self.prepare_for(&header).await?;
        let mut tx = self.begin().await?;
        let tables = tables_of(&mut tx).await?;
        check_tables(&header, &tables)?;
        if present == Present::Replace {
            clear(&mut tx, &tables).await?;
        }
        if let Some(table) = first_with_rows(&mut tx, &tables).await? {
            return refused(format!("the database is not empty: {table} has rows"));
        }
        let waiting = checks::suspend(&mut tx, &tables).await?;
        let counts = load_rows(&mut tx, input, &tables).await?;
        for (expected, (name, rows)) in header.tables.iter().zip(&counts) {
            if expected.rows != *rows {
                let expected = expected.rows;
                return refused(format!(
                    "the file is cut short: {rows} rows of {name} instead of {expected}"
                ));
            }
        }
        checks::resume(&mut tx, waiting).await?;
        tx.save().await?;
        self.migrate().await?;
        Ok(counts)
    }

    /// Whether no table has a row. A database without tables is empty.
    pub async fn is_empty(&self) -> Result<bool, DumpError> {
        if migrations::applied(&self.engine).await?.is_empty() {
            return Ok(true);
        }
        let mut tx = self.begin().await?;
        let tables = tables_of(&mut tx).await?;
        Ok(first_with_rows(&mut tx, &tables).await?.is_none())
    }

    /// How many rows each table has.
    pub async fn counts(&self) -> Result<Vec<Count>, DumpError> {
        let mut tx = self.begin().await?;
        let tables = tables_of(&mut tx).await?;
        drop(tx);
        let mut counts = Vec::with_capacity(tables.len());
        for table in tables {
            let sql = format!("select count(*) from {}", quoted(&table.name));
            let rows =
                on_pool!(self, |c| sqlx::query_scalar(AssertSqlSafe(sql)).fetch_one(c).await)?;
            counts.push((table.name, rows));
        }
        Ok(counts)
    }

    async fn prepare_for(&self, header: &Header) -> Result<(), DumpError> {
        let known = migrations::known(&self.engine);
        if let Some(unknown) = header.migrations.iter().find(|each| !known.contains(each)) {
            return refused(format!(
                "the file was exported by a newer escale: this one does not know migration {unknown}"
            ));
        }
        let applied = migrations::applied(&self.engine).await?;
        if applied.is_empty() {
            migrations::run_these(&self.engine, &header.migrations).await?;
        } else if let Some(later) = applied.iter().find(|each| !header.migrations.contains(each)) {
            return refused(format!(
                "the file is older than the database's tables (it has no {later}): load it into a database that has no tables yet"
            ));
        } else if let Some(missing) = header.migrations.iter().find(|each| !applied.contains(each))
        {
            return refused(format!(
                "the database's tables are older than the file (no {missing}): run `escale migrate` first"
            ));
        }
        Ok(())
    }
}

fn read_header(input: &mut impl BufRead) -> Result<Header, DumpError> {
    let mut line = String::new();
    input.read_line(&mut line)?;
    let Ok(header) = serde_json::from_str::<Header>(&line) else {
        return refused("this is not an export of escale: its first line is no header");
    };
    if header.format != FORMAT || header.version != FORMAT_VERSION {
        let (format, version) = (header.format, header.version);
        return refused(format!(
            "the file is in format {format} {version}; this escale reads {FORMAT} {FORMAT_VERSION}"
        ));
    }
    Ok(header)
}

async fn tables_of(tx: &mut Tx) -> Stored<Vec<Table>> {
    match &mut tx.inner {
        TxInner::Sqlite(turn) => catalog::of_sqlite(turn.connection()).await,
        TxInner::Postgres(transaction) => catalog::of_postgres(transaction).await,
    }
}

fn check_tables(header: &Header, tables: &[Table]) -> Result<(), DumpError> {
    for (there, table) in header.tables.iter().zip(tables) {
        let here = TableHeader::of(table, there.rows);
        if *there != here {
            return refused(format!("the file's table {there:?} is not the database's {here:?}"));
        }
    }
    if header.tables.len() != tables.len() {
        return refused("the file and the database do not have the same tables");
    }
    Ok(())
}

async fn first_with_rows(tx: &mut Tx, tables: &[Table]) -> Stored<Option<String>> {
    for table in tables {
        let sql = format!("select 1 from {} limit 1", quoted(&table.name));
        let found = on_tx!(tx, |c| sqlx::query(AssertSqlSafe(sql))
            .fetch_optional(c)
            .await
            .map(|row| row.is_some()))?;
        if found {
            return Ok(Some(table.name.clone()));
        }
    }
    Ok(None)
}

async fn clear(tx: &mut Tx, tables: &[Table]) -> Stored<()> {
    let TxInner::Postgres(transaction) = &mut tx.inner else {
        return Ok(());
    };
    let names: Vec<_> = tables.iter().map(|table| quoted(&table.name)).collect();
    // What is append-only refuses deletes row by row; an operator's truncate is another thing.
    let sql = format!("truncate {}", names.join(", "));
    sqlx::query(AssertSqlSafe(sql)).execute(&mut **transaction).await?;
    Ok(())
}

/// Rows of one table, and the line of the first, until there are enough for a statement.
struct Batch {
    table: usize,
    line: usize,
    rows: Vec<Vec<Cell>>,
}

async fn load_rows(
    tx: &mut Tx,
    input: impl BufRead,
    tables: &[Table],
) -> Result<Vec<Count>, DumpError> {
    let mut counts: Vec<Count> = tables.iter().map(|table| (table.name.clone(), 0)).collect();
    let mut batch = Batch { table: 0, line: 2, rows: Vec::new() };
    for (number, line) in (2..).zip(input.lines()) {
        let line = line?;
        let (place, cells) = read_row(&line, tables, batch.table)
            .or_else(|problem| refused(format!("line {number}: {problem}")))?;
        let full = (batch.rows.len() + 1) * cells.len() > VALUES_MAX;
        if place != batch.table || full {
            insert(tx, tables, &mut batch).await?;
            (batch.table, batch.line) = (place, number);
        }
        batch.rows.push(cells);
        counts[place].1 += 1;
    }
    insert(tx, tables, &mut batch).await?;
    Ok(counts)
}

/// The table's place and the row's cells; `likely` is where the row before was.
fn read_row(line: &str, tables: &[Table], likely: usize) -> Result<(usize, Vec<Cell>), String> {
    let mut row: Map<String, Value> =
        serde_json::from_str(line).map_err(|error| format!("no row in JSON: {error}"))?;
    let name = row.remove("table").unwrap_or_default();
    let is_named = |table: &Table| name.as_str() == Some(table.name.as_str());
    let place = if tables.get(likely).is_some_and(is_named) {
        likely
    } else {
        tables.iter().position(is_named).ok_or_else(|| format!("there is no table {name}"))?
    };
    let table = &tables[place];
    let mut cells = Vec::with_capacity(table.columns.len());
    for column in &table.columns {
        let at = || format!("{}.{}", table.name, column.name);
        let value = row.remove(&column.name).ok_or_else(|| format!("{} is missing", at()))?;
        let cell = Cell::of_json(column.kind, &value);
        cells.push(cell.ok_or_else(|| format!("{} is no {}: {value}", at(), column.kind.name()))?);
    }
    match row.keys().next() {
        Some(unknown) => Err(format!("{} has no column {unknown}", table.name)),
        None => Ok((place, cells)),
    }
}

async fn insert(tx: &mut Tx, tables: &[Table], batch: &mut Batch) -> Result<(), DumpError> {
    let rows = std::mem::take(&mut batch.rows);
    if rows.is_empty() {
        return Ok(());
    }
    let (table, line) = (&tables[batch.table], batch.line);
    let width = table.columns.len();
    let row = |first: usize| {
        let places: Vec<_> =
            (1..=width).map(|place| format!("${}", first * width + place)).collect();
        format!("({})", places.join(", "))
    };
    let values: Vec<_> = (0..rows.len()).map(row).collect();
    let (name, columns, values) = (quoted(&table.name), table.column_list(), values.join(", "));
    let sql = format!("insert into {name} ({columns}) values {values}");
    let done = on_tx!(tx, |c| {
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for cell in rows.into_iter().flatten() {
            query = bind_cell!(query, cell);
        }
        query.execute(c).await.map(|_| ())
    });
    done.or_else(|error| refused(format!("line {line} and after, table {}: {error}", table.name)))
}

//! Writing a dump: everything as it was at one instant, while others go on writing.

use std::io::{self, Write};

use chrono::{DateTime, Utc};
use futures::TryStreamExt;
use serde::{Serialize, Serializer, ser::SerializeMap};
use sqlx::AssertSqlSafe;

use super::{
    Count, DumpError, FORMAT, FORMAT_VERSION, Header, TableHeader,
    catalog::{self, Table, quoted},
    cell::Cell,
    migrations, refused,
};
use crate::db::{Db, Engine};

/// A row on its line: the table, then the columns in the table's order.
struct Line<'a> {
    table: &'a Table,
    cells: &'a [Cell],
}

impl Serialize for Line<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.cells.len() + 1))?;
        map.serialize_entry("table", &self.table.name)?;
        for (column, cell) in self.table.columns.iter().zip(self.cells) {
            map.serialize_entry(&column.name, cell)?;
        }
        map.end()
    }
}

/// One text for both engines, on a connection whose transaction sees one instant.
macro_rules! write_all {
    ($connection:expr, $header:expr, $tables:expr, $text_order:expr, $out:expr) => {{
        for table in $tables {
            let count = format!("select count(*) from {}", quoted(&table.name));
            let rows =
                sqlx::query_scalar(AssertSqlSafe(count)).fetch_one(&mut *$connection).await?;
            $header.tables.push(TableHeader::of(table, rows));
        }
        write_line($out, &$header)?;
        for table in $tables {
            let mut rows =
                sqlx::query(AssertSqlSafe(table.select($text_order))).fetch(&mut *$connection);
            while let Some(row) = rows.try_next().await? {
                let cells = table.columns.iter().enumerate();
                let cells: Vec<Cell> = cells
                    .map(|(place, column)| Cell::of_row(&row, place, column.kind))
                    .collect::<Result<_, _>>()?;
                let cells = &cells;
                write_line($out, &Line { table, cells })?;
            }
        }
    }};
}

impl Db {
    /// Writes every row of every table. Other writers neither wait nor show.
    pub async fn dump(
        &self,
        out: &mut impl Write,
        at: DateTime<Utc>,
    ) -> Result<Vec<Count>, DumpError> {
        let migrations = migrations::applied(&self.engine).await?;
        if migrations.is_empty() {
            return refused("this database has no tables yet: there is nothing to export");
        }
        let mut header = Header {
            format: FORMAT.to_owned(),
            version: FORMAT_VERSION,
            exported_at: at,
            migrations,
            tables: Vec::new(),
        };
        match &self.engine {
            Engine::Sqlite { readers, .. } => {
                let mut transaction = readers.begin().await?;
                let tables = &catalog::of_sqlite(&mut transaction).await?;
                write_all!(transaction, header, tables, "", out);
            }
            Engine::Postgres(pool) => {
                let snapshot = "begin isolation level repeatable read read only";
                let mut transaction = pool.begin_with(snapshot).await?;
                let tables = &catalog::of_postgres(&mut transaction).await?;
                write_all!(transaction, header, tables, " collate \"C\"", out);
            }
        }
        out.flush()?;
        let tables = header.tables.into_iter();
        Ok(tables.map(|table| (table.name, table.rows)).collect())
    }
}

fn write_line(out: &mut impl Write, line: &impl Serialize) -> Result<(), DumpError> {
    serde_json::to_writer(&mut *out, line).map_err(io::Error::from)?;
    out.write_all(b"\n")?;
    Ok(())
}

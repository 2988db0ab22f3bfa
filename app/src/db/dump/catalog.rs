//! The tables as the database's own catalog describes them, the same on both engines.

use sqlx::{FromRow, PgConnection, SqliteConnection};

use crate::db::{StoreError, Stored};

/// What a column holds. Both engines store each of these without loss.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Uuid,
    Text,
    Date,
    Instant,
    Integer,
    Real,
    Boolean,
}

impl Kind {
    const NAMES: [(&str, Self); 10] = [
        ("uuid", Self::Uuid),
        ("text", Self::Text),
        ("date", Self::Date),
        ("timestamptz", Self::Instant),
        ("timestamp with time zone", Self::Instant),
        ("integer", Self::Integer),
        ("bigint", Self::Integer),
        ("double precision", Self::Real),
        ("boolean", Self::Boolean),
        ("bool", Self::Boolean),
    ];

    fn parse(declared: &str) -> Option<Self> {
        let declared = declared.to_lowercase();
        Self::NAMES.iter().find(|(name, _)| *name == declared).map(|(_, kind)| *kind)
    }

    /// The first name that the engines have for it.
    pub(super) fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, kind)| *kind == self).map_or("text", |(name, _)| name)
    }
}

#[derive(Debug)]
pub(super) struct Column {
    pub(super) name: String,
    pub(super) kind: Kind,
    in_key: bool,
}

#[derive(Debug)]
pub(super) struct Table {
    pub(super) name: String,
    pub(super) columns: Vec<Column>,
}

#[derive(FromRow)]
struct ColumnRow {
    table_name: String,
    column_name: String,
    declared: String,
    in_key: bool,
}

/// A table, and one that its rows refer to.
type Reference = (String, String);

impl Table {
    /// Its columns, comma separated.
    pub(super) fn column_list(&self) -> String {
        let names: Vec<_> = self.columns.iter().map(|column| quoted(&column.name)).collect();
        names.join(", ")
    }

    /// Reads every row in an order that both engines agree on.
    pub(super) fn select(&self, text_order: &str) -> String {
        let columns: Vec<_> = self
            .columns
            .iter()
            .map(|column| match column.kind {
                // One width to decode, whatever the column's.
                Kind::Integer => format!("cast({} as bigint)", quoted(&column.name)),
                _ => quoted(&column.name),
            })
            .collect();
        let keyed = self.columns.iter().any(|column| column.in_key);
        let order: Vec<_> = self
            .columns
            .iter()
            .filter(|column| column.in_key || !keyed)
            .map(|column| {
                let collation = if column.kind == Kind::Text { text_order } else { "" };
                format!("{}{collation} nulls first", quoted(&column.name))
            })
            .collect();
        let (columns, order) = (columns.join(", "), order.join(", "));
        format!("select {columns} from {} order by {order}", quoted(&self.name))
    }
}

pub(super) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

pub(super) async fn of_sqlite(connection: &mut SqliteConnection) -> Stored<Vec<Table>> {
    let columns = sqlx::query_as(
        "select t.name as table_name, c.name as column_name, c.type as declared, c.pk > 0 as in_key
         from sqlite_schema t join pragma_table_info(t.name) c
         where t.type = 'table' and t.name not like 'sqlite!_%' escape '!' and t.name <> '_sqlx_migrations'
         order by t.name, c.cid",
    )
    .fetch_all(&mut *connection)
    .await?;
    let references = sqlx::query_as(
        "select distinct t.name, f.\"table\" from sqlite_schema t join pragma_foreign_key_list(t.name) f
         where t.type = 'table'",
    )
    .fetch_all(connection)
    .await?;
    tables(columns, &references)
}

pub(super) async fn of_postgres(connection: &mut PgConnection) -> Stored<Vec<Table>> {
    let columns = sqlx::query_as(
        "select t.relname::text as table_name, c.attname::text as column_name,
                format_type(c.atttypid, null) as declared,
                coalesce(c.attnum = any (k.indkey::int2[]), false) as in_key
         from pg_class t
         join pg_attribute c on c.attrelid = t.oid and c.attnum > 0 and not c.attisdropped
         left join pg_index k on k.indrelid = t.oid and k.indisprimary
         where t.relkind = 'r' and t.relnamespace = current_schema()::regnamespace
           and t.relname <> '_sqlx_migrations'
         order by t.relname collate \"C\", c.attnum",
    )
    .fetch_all(&mut *connection)
    .await?;
    let references = sqlx::query_as(
        "select distinct t.relname::text, r.relname::text
         from pg_constraint f join pg_class t on t.oid = f.conrelid join pg_class r on r.oid = f.confrelid
         where f.contype = 'f' and t.relnamespace = current_schema()::regnamespace",
    )
    .fetch_all(connection)
    .await?;
    tables(columns, &references)
}

fn tables(columns: Vec<ColumnRow>, references: &[Reference]) -> Stored<Vec<Table>> {
    let mut tables: Vec<Table> = Vec::new();
    for row in columns {
        let kind = Kind::parse(&row.declared).ok_or_else(|| {
            let (table, column) = (&row.table_name, &row.column_name);
            let message =
                format!("{table}.{column} is of type {}, which cannot be exported", row.declared);
            StoreError::Broken(sqlx::Error::Protocol(message))
        })?;
        if tables.last().is_none_or(|last| last.name != row.table_name) {
            tables.push(Table { name: row.table_name, columns: Vec::new() });
        }
        if let Some(table) = tables.last_mut() {
            let (name, in_key) = (row.column_name, row.in_key);
            table.columns.push(Column { name, kind, in_key });
        }
    }
    Ok(referred_first(tables, references))
}

/// Each table after those its rows refer to, by name where that leaves a choice.
fn referred_first(mut waiting: Vec<Table>, references: &[Reference]) -> Vec<Table> {
    let mut ordered: Vec<Table> = Vec::with_capacity(waiting.len());
    while !waiting.is_empty() {
        let is_ready = |table: &Table| {
            references.iter().all(|(from, to)| {
                from != &table.name || to == from || ordered.iter().any(|done| &done.name == to)
            })
        };
        // A circle has no first table: the checks wait for the end of the transaction anyway.
        let next = waiting.iter().position(is_ready).unwrap_or(0);
        ordered.push(waiting.remove(next));
    }
    ordered
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(names: &[&str]) -> Vec<Table> {
        let table = |name: &&str| Table { name: (*name).to_owned(), columns: Vec::new() };
        names.iter().map(table).collect()
    }

    #[test]
    fn a_table_comes_after_those_it_refers_to() {
        let references: Vec<Reference> = [("a", "b"), ("b", "c"), ("b", "b"), ("d", "a")]
            .map(|(from, to)| (from.to_owned(), to.to_owned()))
            .into();
        let ordered = referred_first(named(&["a", "b", "c", "d"]), &references);
        let names: Vec<_> = ordered.iter().map(|table| table.name.as_str()).collect();
        assert_eq!(names, ["c", "b", "a", "d"]);
    }

    #[test]
    fn a_circle_of_references_keeps_every_table() {
        let references: Vec<Reference> =
            [("a", "b"), ("b", "a")].map(|(from, to)| (from.to_owned(), to.to_owned())).into();
        assert_eq!(referred_first(named(&["a", "b"]), &references).len(), 2);
    }

    #[test]
    fn an_unknown_type_is_refused_with_its_column() {
        let row = ColumnRow {
            table_name: "site".to_owned(),
            column_name: "photo".to_owned(),
            declared: "bytea".to_owned(),
            in_key: false,
        };
        let refusal = tables(vec![row], &[]).unwrap_err().to_string();
        assert!(refusal.contains("site.photo is of type bytea"), "{refusal}");
    }
}

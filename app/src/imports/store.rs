//! Batches, what sources call our sites, and what was decided about their words.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sqlx::FromRow;
use uuid::Uuid;

use super::record::Decided;
use crate::{
    db::{Db, Stored, Tx},
    execute, read_all, read_one, tx_all, tx_one,
};

/// A file taken in.
#[derive(Clone, Debug, FromRow)]
pub struct Batch {
    pub id: Uuid,
    pub profile: String,
    pub file_names: String,
    /// JSON of a [`super::Report`].
    pub report: String,
    pub applied_at: DateTime<Utc>,
    pub applied_by: Option<String>,
    pub undone_at: Option<DateTime<Utc>>,
}

pub struct NewBatch<'a> {
    pub id: Uuid,
    pub profile: &'a str,
    pub file_names: &'a str,
    pub content_hash: &'a str,
    pub report: &'a str,
    pub by: Option<Uuid>,
}

pub async fn insert_batch(tx: &mut Tx, new: &NewBatch<'_>, at: DateTime<Utc>) -> Stored<()> {
    execute!(
        tx,
        "insert into import_batch (id, profile, file_names, content_hash, report, applied_at, applied_by)
         values ($1, $2, $3, $4, $5, $6, $7)",
        new.id,
        new.profile,
        new.file_names,
        new.content_hash,
        new.report,
        at,
        new.by
    )?;
    Ok(())
}

pub async fn batches(db: &Db, limit: i64) -> Stored<Vec<Batch>> {
    Ok(read_all!(
        db,
        "select b.id, b.profile, b.file_names, b.report, b.applied_at, u.name as applied_by, b.undone_at
         from import_batch b left join user_account u on u.id = b.applied_by
         order by b.applied_at desc, b.id desc limit $1",
        limit
    )?)
}

pub async fn batch(db: &Db, id: Uuid) -> Stored<Option<Batch>> {
    Ok(read_one!(
        db,
        "select b.id, b.profile, b.file_names, b.report, b.applied_at, u.name as applied_by, b.undone_at
         from import_batch b left join user_account u on u.id = b.applied_by where b.id = $1",
        id
    )?)
}

/// `false` when it was taken back before.
pub async fn mark_undone(
    tx: &mut Tx,
    id: Uuid,
    by: Option<Uuid>,
    at: DateTime<Utc>,
) -> Stored<bool> {
    let rows = execute!(
        tx,
        "update import_batch set undone_at = $2, undone_by = $3 where id = $1 and undone_at is null",
        id,
        at,
        by
    )?;
    Ok(rows == 1)
}

pub async fn decided(db: &Db, source: &str) -> Stored<Decided> {
    let rows: Vec<(String, String, Option<String>)> =
        read_all!(db, "select field, word, becomes from import_word where source = $1", source)?;
    Ok(rows.into_iter().map(|(field, word, becomes)| ((field, word), becomes)).collect())
}

pub struct Decision<'a> {
    pub source: &'a str,
    pub field: &'a str,
    pub word: &'a str,
    /// `None` leaves its rows out, always.
    pub becomes: Option<&'a str>,
    pub by: Option<Uuid>,
}

pub async fn decide(tx: &mut Tx, decision: &Decision<'_>, at: DateTime<Utc>) -> Stored<()> {
    execute!(
        tx,
        "insert into import_word (source, field, word, becomes, decided_at, decided_by)
         values ($1, $2, $3, $4, $5, $6)
         on conflict (source, field, word) do update
            set becomes = excluded.becomes, decided_at = excluded.decided_at, decided_by = excluded.decided_by",
        decision.source,
        decision.field,
        decision.word,
        decision.becomes,
        at,
        decision.by
    )?;
    Ok(())
}

/// Our sites by the source's code.
pub async fn site_keys(tx: &mut Tx, source: &str) -> Stored<HashMap<String, Uuid>> {
    let rows: Vec<(String, Uuid)> =
        tx_all!(tx, "select key, site_id from site_source where source = $1", source)?;
    Ok(rows.into_iter().collect())
}

pub async fn insert_site_key(
    tx: &mut Tx,
    source: &str,
    key: &str,
    site: Uuid,
    command: Uuid,
) -> Stored<()> {
    execute!(
        tx,
        "insert into site_source (source, key, site_id, command_id) values ($1, $2, $3, $4)",
        source,
        key,
        site,
        command
    )?;
    Ok(())
}

pub async fn site_by_code(tx: &mut Tx, code: &str) -> Stored<Option<Uuid>> {
    let row: Option<(Uuid,)> = tx_one!(tx, "select id from site where code = $1", code)?;
    Ok(row.map(|(id,)| id))
}

//! Lists of households, and finding one by any clue.

use std::collections::HashMap;

use uuid::Uuid;

use crate::{
    access::{Actor, Class, Need as Want},
    context::App,
    error::Outcome,
    households::{
        Card, Filter, Need, Only, Sort, Tonight,
        rules::search::{Candidate, rank, terms},
        store,
    },
};

pub const PAGE_ROWS: usize = 50;

/// What the address of the list asks for.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    pub query: String,
    pub sort: Option<Sort>,
    pub only: Option<Only>,
    pub need: Option<Need>,
    /// From 1.
    pub page: usize,
}

pub struct Page {
    pub rows: Vec<Row>,
    pub total: usize,
    /// More than are counted: the search is too wide.
    pub more: bool,
    pub page: usize,
    pub pages: usize,
    pub names: bool,
}

pub struct Row {
    pub card: Card,
    pub tonight: Option<Tonight>,
}

pub async fn search(app: &App, actor: &Actor, asked: &Asked) -> Outcome<Page> {
    actor.require(Class::Household, Want::Read)?;
    let names = actor.may_read(Class::Identity);
    let page = asked.page.max(1);
    let (ids, total, more) = if asked.query.trim().is_empty() {
        listed(app, actor, asked, page, names).await?
    } else {
        found(app, actor, asked, page, names).await?
    };
    let mut cards = store::cards_of(&app.db, actor, &ids).await?;
    let mut nights = store::nights::tonight_of(&app.db, app.clock.tonight(), &ids).await?;
    // A host keeps a household a day longer than its stay: where it went is not its own.
    nights.retain(|_, tonight| actor.sees_site(tonight.site_id));
    let rows: Vec<_> = ids.iter().filter_map(|id| row(*id, &mut cards, &mut nights)).collect();
    if names {
        super::log_reads(app, actor, rows.iter().map(|row| row.card.id).collect());
    }
    Ok(Page { rows, total, more, page, pages: total.div_ceil(PAGE_ROWS).max(1), names })
}

fn row(
    id: Uuid,
    cards: &mut HashMap<Uuid, Card>,
    nights: &mut HashMap<Uuid, Tonight>,
) -> Option<Row> {
    Some(Row { card: cards.remove(&id)?, tonight: nights.remove(&id) })
}

/// A page of ids, how many there are in all, and whether that is only a floor.
type Slice = (Vec<Uuid>, usize, bool);

async fn listed(
    app: &App,
    actor: &Actor,
    asked: &Asked,
    page: usize,
    names: bool,
) -> Outcome<Slice> {
    let filter = asked.filter();
    let sort = match asked.sort {
        Some(sort) if names || sort != Sort::Name => sort,
        None if names => Sort::Name,
        _ => Sort::Code,
    };
    let rows = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let offset = rows((page - 1).saturating_mul(PAGE_ROWS));
    let ids = store::list::list(&app.db, actor, filter, sort, rows(PAGE_ROWS), offset).await?;
    let total = store::list::count(&app.db, actor, filter).await?;
    Ok((ids, usize::try_from(total).unwrap_or_default(), false))
}

async fn found(
    app: &App,
    actor: &Actor,
    asked: &Asked,
    page: usize,
    names: bool,
) -> Outcome<Slice> {
    let terms = terms(&asked.query);
    let found = store::search::find(&app.db, actor, &terms, asked.filter()).await?;
    let mut ranked = rank(&terms, found.candidates);
    match asked.sort {
        Some(Sort::Name) if names => ranked.sort_by(|a, b| a.sort_name.cmp(&b.sort_name)),
        Some(Sort::Code) => ranked.sort_by(|a, b| a.code.cmp(&b.code)),
        _ => {}
    }
    let total = ranked.len();
    let ids = ranked
        .into_iter()
        .skip((page - 1).saturating_mul(PAGE_ROWS))
        .take(PAGE_ROWS)
        .map(|Candidate { id, .. }| id)
        .collect();
    Ok((ids, total, found.more))
}

impl Asked {
    fn filter(&self) -> Filter {
        Filter { only: self.only, need: self.need }
    }
}

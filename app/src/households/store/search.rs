//! Finding households by their words, and by the site or the room of tonight.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use sqlx::FromRow;
use uuid::Uuid;

use super::list::add_filter;
use crate::{
    access::{Actor, Class},
    db::{
        Db, Stored,
        statement::{LIST_MAX, Statement, Value, texts},
    },
    households::{
        Filter,
        rules::{
            search::{Candidate, Closeness, Term},
            words,
        },
    },
    read_all, visible_household,
};

/// Words of the dictionary one term may stand for: beyond, it says too little.
const WORDS_MAX: usize = 400;
/// Rows looked at before ranking: beyond, the search is too wide to be read anyway.
const ROWS_MAX: i64 = 4_000;

/// What was found, and whether there was more than one may read.
#[derive(Debug, Default)]
pub struct Found {
    pub candidates: Vec<Candidate>,
    pub more: bool,
}

/// Every word a term stands for: of households, of sites, of rooms.
#[derive(Debug, Default)]
struct Meaning {
    words: Vec<String>,
    sites: Vec<Uuid>,
    room: Option<String>,
}

/// The households that answer every term, as far as the actor may know of them.
pub async fn find(db: &Db, actor: &Actor, terms: &[Term], filter: Filter) -> Stored<Found> {
    let meanings = meanings(db, actor, terms).await?;
    let impossible = meanings.iter().any(Meaning::is_empty);
    if meanings.is_empty() || impossible {
        return Ok(Found::default());
    }
    let mut found = matching(db, actor, &meanings, filter).await?;
    if found.more {
        // Too many to see them all: at least none that is exactly what was typed is left out.
        let exact: Vec<_> =
            terms.iter().zip(&meanings).map(|(term, meaning)| meaning.exactly(term)).collect();
        if !exact.iter().any(Meaning::is_empty) {
            let first = matching(db, actor, &exact, filter).await?;
            let known: HashSet<_> = first.candidates.iter().map(|each| each.id).collect();
            found.candidates.retain(|each| !known.contains(&each.id));
            found.candidates.extend(first.candidates);
        }
    }
    Ok(found)
}

impl Meaning {
    fn is_empty(&self) -> bool {
        self.words.is_empty() && self.sites.is_empty() && self.room.is_none()
    }

    fn exactly(&self, term: &Term) -> Self {
        let exact = |word: &&String| term.closeness(word) == Some(Closeness::Exact);
        Self { words: self.words.iter().filter(exact).cloned().collect(), ..Self::default() }
    }
}

async fn meanings(db: &Db, actor: &Actor, terms: &[Term]) -> Stored<Vec<Meaning>> {
    let names = actor.may_read(Class::Identity);
    let mut asked: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, term) in terms.iter().enumerate() {
        for key in term.keys(names) {
            asked.entry(key).or_default().push(index);
        }
    }
    let mut words: Vec<BTreeSet<(Closeness, usize, String)>> = vec![BTreeSet::new(); terms.len()];
    for (key, word) in dictionary(db, asked.keys()).await? {
        for index in asked.get(&key).into_iter().flatten() {
            if let Some(closeness) = terms[*index].closeness(&word) {
                words[*index].insert((closeness, word.len(), word.clone()));
            }
        }
    }
    let sites = site_words(db).await?;
    let meaning = |(term, words): (&Term, BTreeSet<(Closeness, usize, String)>)| Meaning {
        words: words.into_iter().take(WORDS_MAX).map(|(_, _, word)| word).collect(),
        sites: sites
            .iter()
            .filter(|(site, words)| actor.sees_site(*site) && term.names(words))
            .map(|(site, _)| *site)
            .collect(),
        room: term.room().map(str::to_owned),
    };
    Ok(terms.iter().zip(words).map(meaning).collect())
}

/// The words of the dictionary under these keys.
pub(super) async fn dictionary<'a>(
    db: &Db,
    keys: impl IntoIterator<Item = &'a String>,
) -> Stored<Vec<(String, String)>> {
    let mut keys = texts(keys).take(LIST_MAX).peekable();
    if keys.peek().is_none() {
        return Ok(Vec::new());
    }
    let mut statement = Statement::default();
    statement.add("select key, word from search_key where key in (");
    statement.list(keys).add(")");
    statement.rows(db).await
}

async fn site_words(db: &Db) -> Stored<Vec<(Uuid, Vec<String>)>> {
    let rows: Vec<(Uuid, String)> = read_all!(db, "select id, name from site order by id")?;
    let words = |(id, name): (Uuid, String)| (id, words::words(&name));
    Ok(rows.into_iter().map(words).collect())
}

#[derive(FromRow)]
struct Row {
    id: Uuid,
    code: String,
    sort_name: String,
    word: Option<String>,
}

async fn matching(db: &Db, actor: &Actor, meanings: &[Meaning], filter: Filter) -> Stored<Found> {
    let words: BTreeSet<_> = meanings.iter().flat_map(|each| &each.words).collect();
    let mut statement = super::scoped(actor);
    statement.add("select h.id, h.code, h.sort_name, w.word from household h");
    statement.add(" left join search_word w on w.household_id = h.id and w.word in (");
    if words.is_empty() {
        statement.add("''");
    }
    statement.list(texts(words)).add(") where h.merged_into is null");
    for meaning in meanings {
        add_meaning(&mut statement, meaning);
    }
    add_filter(&mut statement, filter, actor.tonight);
    statement.add(" and ").add(visible_household!());
    statement.add(" limit ").bind(Value::Count(ROWS_MAX));
    let rows: Vec<Row> = statement.rows(db).await?;
    let more = i64::try_from(rows.len()).is_ok_and(|n| n >= ROWS_MAX);
    let mut candidates: HashMap<Uuid, Candidate> = HashMap::new();
    for row in rows {
        let candidate = candidates.entry(row.id).or_insert_with(|| Candidate {
            id: row.id,
            code: row.code,
            sort_name: row.sort_name,
            words: Vec::new(),
        });
        candidate.words.extend(row.word);
    }
    let candidates = candidates.into_values().collect();
    Ok(Found { candidates, more })
}

/// `and h.id in (…)`: those one term stands for.
fn add_meaning(statement: &mut Statement, meaning: &Meaning) {
    let mut begun = false;
    let mut next = |statement: &mut Statement| {
        statement.add(if begun { " union all " } else { " and h.id in (" });
        begun = true;
    };
    if !meaning.words.is_empty() {
        next(statement);
        statement.add("select household_id from search_word where word in (");
        statement.list(texts(&meaning.words)).add(")");
    }
    if !meaning.sites.is_empty() {
        next(statement);
        statement.add(
            "select coalesce(bh.merged_into, bh.id) from booking b join household bh on bh.id = b.household_id
             where b.state = 'arrived' and b.site_id in (",
        );
        statement.list(crate::db::statement::ids(&meaning.sites)).add(")");
    }
    if let Some(room) = &meaning.room {
        next(statement);
        statement.add(
            "select coalesce(bh.merged_into, bh.id) from unit u join occupation o on o.unit_id = u.id
             join booking b on b.id = o.booking_id join household bh on bh.id = b.household_id
             where o.superseded_at is null and o.kind = 'stay' and o.from_night <= $2
               and (o.to_night is null or o.to_night > $2) and b.state = 'arrived' and (lower(u.label) = ",
        );
        statement.bind(Value::Text(room.clone()));
        statement.add(" or lower(u.label) like ");
        statement.bind(Value::Text(format!("% {room}"))).add(")");
    }
    statement.add(")");
}

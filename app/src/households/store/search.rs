//! The words households are found by: kept with every change, looked up exactly.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::NaiveDate;
use sqlx::FromRow;
use uuid::Uuid;

use super::{
    list::{Filter, add_filter},
    members,
    statement::{LIST_MAX, Statement, Value, texts},
};
use crate::{
    access::{Actor, Class},
    db::{Db, Stored, Tx},
    execute,
    households::{
        Member,
        rules::{
            composition::reference,
            duplicates::Traits,
            search::{Candidate, Closeness, Term},
            words,
        },
    },
    read_all, tx_all, visible_household,
};

/// Words of the dictionary one term may stand for: beyond, it says too little.
const WORDS_MAX: usize = 400;
/// Rows looked at before ranking: beyond, the search is too wide to be read anyway.
const ROWS_MAX: i64 = 4_000;
const DUPLICATES_MAX: i64 = 200;

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

/// Brings the words of a household up to date. Called last in a change: it waits for
/// whoever else changes words.
pub async fn index(tx: &mut Tx, household: Uuid, tonight: NaiveDate) -> Stored<()> {
    let (sort_name, wanted) = words_of(tx, household, tonight).await?;
    execute!(
        tx,
        "update household set sort_name = $2 where id = $1 and sort_name <> $2",
        household,
        sort_name
    )?;
    let rows: Vec<(String,)> = tx_all!(
        tx,
        "select word from search_word where household_id = $1",
        household
    )?;
    let known: BTreeSet<_> = rows.into_iter().map(|(word,)| word).collect();
    let gone: Vec<_> = known.difference(&wanted).cloned().collect();
    let new: Vec<_> = wanted.difference(&known).cloned().collect();
    if gone.is_empty() && new.is_empty() {
        return Ok(());
    }
    execute!(tx, "update search_turn set id = id where id = 1")?;
    learn(tx, household, &new).await?;
    forget(tx, household, &gone).await
}

/// Where a list puts the household, and the words it is found by; none once merged.
async fn words_of(
    tx: &mut Tx,
    household: Uuid,
    tonight: NaiveDate,
) -> Stored<(String, BTreeSet<String>)> {
    let Some(row) = super::any_in(tx, household).await? else {
        return Ok(<_>::default());
    };
    if row.merged_into.is_some() {
        return Ok(<_>::default());
    }
    let codes: Vec<(String,)> = tx_all!(
        tx,
        "select code from household where id = $1 or merged_into = $1",
        household
    )?;
    let members = members::of_household_in(tx, household).await?;
    let there = findable(&members, tonight);
    let mut wanted: BTreeSet<_> = codes.iter().map(|(code,)| words::code_word(code)).collect();
    wanted.extend(words::words(&row.alias));
    wanted.extend(words::phone_word(&row.phone));
    for member in &there {
        wanted.extend(words::words(&member.person.family_name));
        wanted.extend(words::words(&member.person.first_name));
        wanted.extend(member.person.birth_date.map(words::birth_word));
    }
    let lead = reference(&members, tonight).map(|member| &member.person);
    let mut sorted = lead.map_or_else(Vec::new, |person| {
        [
            words::words(&person.family_name),
            words::words(&person.first_name),
        ]
        .concat()
    });
    if sorted.is_empty() {
        sorted = words::words(&row.alias);
    }
    Ok((sorted.join(" "), wanted))
}

/// Those of tonight and later; of a household of nobody, the last there were.
fn findable(members: &[Member], tonight: NaiveDate) -> Vec<&Member> {
    let until = |member: &&Member| member.spell.to_night.unwrap_or(NaiveDate::MAX);
    let there: Vec<_> = members
        .iter()
        .filter(|member| until(member) > tonight)
        .collect();
    if !there.is_empty() {
        return there;
    }
    let last = members.iter().map(|member| until(&member)).max();
    members
        .iter()
        .filter(|member| Some(until(member)) == last)
        .collect()
}

async fn learn(tx: &mut Tx, household: Uuid, new: &[String]) -> Stored<()> {
    let keys: Vec<_> = new
        .iter()
        .flat_map(|word| words::keys(word).into_iter().map(move |key| (key, word)))
        .collect();
    for some in keys.chunks(LIST_MAX) {
        let mut statement = Statement::default();
        let pairs = some
            .iter()
            .map(|(key, word)| (Value::Text(key.clone()), Value::Text((*word).clone())));
        statement.add("insert into search_key (key, word) values ");
        statement.pairs(pairs);
        statement.add(" on conflict (key, word) do nothing");
        statement.run(tx).await?;
    }
    for some in new.chunks(LIST_MAX) {
        let mut statement = Statement::default();
        statement.add("insert into search_word (word, household_id) values ");
        let pairs = some
            .iter()
            .map(|word| (Value::Text(word.clone()), Value::Id(household)));
        statement.pairs(pairs);
        statement.run(tx).await?;
    }
    Ok(())
}

/// A word nobody is found by any more leaves the dictionary with its last household:
/// a name that is erased is erased here too.
async fn forget(tx: &mut Tx, household: Uuid, gone: &[String]) -> Stored<()> {
    for some in gone.chunks(LIST_MAX) {
        let mut statement = Statement::default();
        statement.add("delete from search_word where household_id = ");
        statement.bind(Value::Id(household)).add(" and word in (");
        statement.list(texts(some)).add(")");
        statement.run(tx).await?;
        let mut statement = Statement::default();
        statement.add("delete from search_key where word in (");
        statement.list(texts(some));
        statement
            .add(") and not exists (select 1 from search_word w where w.word = search_key.word)");
        statement.run(tx).await?;
    }
    Ok(())
}

/// The households that answer every term, as far as the actor may know of them.
pub async fn find(db: &Db, actor: &Actor, terms: &[Term], filter: &Filter) -> Stored<Found> {
    let meanings = meanings(db, actor, terms).await?;
    let impossible = meanings.iter().any(Meaning::is_empty);
    if meanings.is_empty() || impossible {
        return Ok(Found::default());
    }
    let mut found = matching(db, actor, &meanings, filter).await?;
    if found.more {
        // Too many to see them all: at least none that is exactly what was typed is left out.
        let exact: Vec<_> = terms
            .iter()
            .zip(&meanings)
            .map(|(term, meaning)| meaning.exactly(term))
            .collect();
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
        Self {
            words: self.words.iter().filter(exact).cloned().collect(),
            ..Self::default()
        }
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
        words: words
            .into_iter()
            .take(WORDS_MAX)
            .map(|(_, _, word)| word)
            .collect(),
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
async fn dictionary<'a>(
    db: &Db,
    keys: impl IntoIterator<Item = &'a String>,
) -> Stored<Vec<(String, String)>> {
    let mut statement = Statement::default();
    statement.add("select key, word from search_key where key in (");
    statement.list(texts(keys).take(LIST_MAX)).add(")");
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

async fn matching(db: &Db, actor: &Actor, meanings: &[Meaning], filter: &Filter) -> Stored<Found> {
    let words: BTreeSet<_> = meanings.iter().flat_map(|each| &each.words).collect();
    let mut statement = Statement::scoped(actor);
    statement.add("select h.id, h.code, h.sort_name, w.word from household h");
    statement.add(" left join search_word w on w.household_id = h.id and w.word in (");
    if words.is_empty() {
        statement.add("''");
    }
    statement
        .list(texts(words))
        .add(") where h.merged_into is null");
    for meaning in meanings {
        add_meaning(&mut statement, meaning);
    }
    add_filter(&mut statement, filter);
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
        statement.add(if begun {
            " union all "
        } else {
            " and h.id in ("
        });
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
        statement
            .list(super::statement::ids(&meaning.sites))
            .add(")");
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

/// Households of the actor's that may be the one being written down; the rules decide.
pub async fn perhaps(db: &Db, actor: &Actor, traits: &Traits<'_>) -> Stored<Vec<Uuid>> {
    let typed: BTreeSet<_> = [traits.family_name, traits.first_name, traits.alias]
        .into_iter()
        .flat_map(words::words)
        .collect();
    let keys: BTreeSet<_> = typed
        .iter()
        .flat_map(|word| words::shortened(word).into_iter().chain([word.clone()]))
        .collect();
    let mut close = BTreeSet::new();
    if !keys.is_empty() {
        for (_, word) in dictionary(db, &keys).await? {
            if typed.iter().any(|each| words::is_close(each, &word)) {
                close.insert(word);
            }
        }
    }
    let phone = words::phone_word(traits.phone);
    if close.is_empty() && phone.is_none() {
        return Ok(Vec::new());
    }
    let mut statement = Statement::scoped(actor);
    statement.add("select h.id from household h where h.merged_into is null and h.id in (");
    statement.add("select household_id from search_word where word = ");
    statement.bind(Value::Text(phone.unwrap_or_default()));
    if !close.is_empty() {
        statement.add(" union all select household_id from search_word where word in (");
        statement.list(texts(close.iter().take(LIST_MAX)));
        statement.add(") group by household_id having count(*) >= 2");
    }
    if let Some(birth) = traits.birth_date.filter(|_| !close.is_empty()) {
        statement.add(
            " union all select a.household_id from search_word a join search_word b on b.household_id = a.household_id
             where a.word = ",
        );
        statement.bind(Value::Text(words::birth_word(birth)));
        statement.add(" and b.word in (");
        statement.list(texts(close.iter().take(LIST_MAX))).add(")");
    }
    statement.add(") and ").add(visible_household!());
    statement.add(" limit ").bind(Value::Count(DUPLICATES_MAX));
    let rows: Vec<(Uuid,)> = statement.rows(db).await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// What the rules compare: each person of tonight in these households, with the
/// household's phone and alias.
pub async fn known_traits(db: &Db, night: NaiveDate, households: &[Uuid]) -> Stored<Vec<Known>> {
    if households.is_empty() {
        return Ok(Vec::new());
    }
    let mut statement = Statement::default();
    statement.add(
        "select h.id, h.phone, h.alias, m.role = 'reference' as is_reference, p.family_name, p.first_name, p.birth_date
         from household h join membership m on m.household_id = h.id and m.superseded_at is null
         join person p on p.id = m.person_id where m.from_night <= ",
    );
    statement.bind(Value::Night(night));
    statement.add(" and (m.to_night is null or m.to_night > ");
    statement.bind(Value::Night(night)).add(") and h.id in (");
    statement
        .list(super::statement::ids(households))
        .add(") order by h.id");
    statement.rows(db).await
}

/// A person as the search for duplicates knows them.
#[derive(Clone, Debug, FromRow)]
pub struct Known {
    pub id: Uuid,
    phone: String,
    alias: String,
    is_reference: bool,
    family_name: String,
    first_name: String,
    birth_date: Option<NaiveDate>,
}

impl Known {
    pub fn traits(&self) -> Traits<'_> {
        Traits {
            family_name: &self.family_name,
            first_name: &self.first_name,
            // The alias is a name of whoever answers for the household.
            alias: if self.is_reference { &self.alias } else { "" },
            birth_date: self.birth_date,
            phone: &self.phone,
        }
    }
}

//! The words a household is found by, brought up to date with every change.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use uuid::Uuid;

use super::members;
use crate::{
    db::{
        Stored, Tx,
        statement::{LIST_MAX, Statement, Value, texts},
    },
    execute,
    households::{
        Member,
        rules::{composition::reference, words},
    },
    tx_all,
};

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
    let rows: Vec<(String,)> =
        tx_all!(tx, "select word from search_word where household_id = $1", household)?;
    let known: BTreeSet<_> = rows.into_iter().map(|(word,)| word).collect();
    let gone: Vec<_> = known.difference(&wanted).cloned().collect();
    let new: Vec<_> = wanted.difference(&known).cloned().collect();
    if gone.is_empty() && new.is_empty() {
        return Ok(());
    }
    execute!(tx, "insert into search_turn (id) values (1) on conflict (id) do update set id = 1")?;
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
    let codes: Vec<(String,)> =
        tx_all!(tx, "select code from household where id = $1 or merged_into = $1", household)?;
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
        [words::words(&person.family_name), words::words(&person.first_name)].concat()
    });
    if sorted.is_empty() {
        sorted = words::words(&row.alias);
    }
    Ok((sorted.join(" "), wanted))
}

/// Those of tonight and later; of a household of nobody, the last there were.
fn findable(members: &[Member], tonight: NaiveDate) -> Vec<&Member> {
    let until = |member: &&Member| member.spell.to_night.unwrap_or(NaiveDate::MAX);
    let there: Vec<_> = members.iter().filter(|member| until(member) > tonight).collect();
    if !there.is_empty() {
        return there;
    }
    let last = members.iter().map(|member| until(&member)).max();
    members.iter().filter(|member| Some(until(member)) == last).collect()
}

async fn learn(tx: &mut Tx, household: Uuid, new: &[String]) -> Stored<()> {
    let keys: Vec<_> = new
        .iter()
        .flat_map(|word| words::keys(word).into_iter().map(move |key| (key, word)))
        .collect();
    for some in keys.chunks(LIST_MAX) {
        let mut statement = Statement::default();
        let pairs =
            some.iter().map(|(key, word)| (Value::Text(key.clone()), Value::Text((*word).clone())));
        statement.add("insert into search_key (key, word) values ");
        statement.pairs(pairs);
        statement.add(" on conflict (key, word) do nothing");
        statement.run(tx).await?;
    }
    for some in new.chunks(LIST_MAX) {
        let mut statement = Statement::default();
        statement.add("insert into search_word (word, household_id) values ");
        let pairs = some.iter().map(|word| (Value::Text(word.clone()), Value::Id(household)));
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

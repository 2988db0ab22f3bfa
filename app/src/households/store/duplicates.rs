//! Households that may be the one somebody is about to write down.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use sqlx::FromRow;
use uuid::Uuid;

use super::search::dictionary;
use crate::{
    access::Actor,
    db::{
        Db, Stored,
        statement::{LIST_MAX, Statement, Value, ids, texts},
    },
    households::rules::{duplicates::Traits, words},
    visible_household,
};

const DUPLICATES_MAX: i64 = 200;

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
    let mut statement = super::scoped(actor);
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
    statement.list(ids(households)).add(") order by h.id");
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

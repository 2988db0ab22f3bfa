//! Households in one line: a few queries for any number of them.

use std::collections::HashMap;

use chrono::NaiveDate;
use sqlx::FromRow;
use uuid::Uuid;

use crate::{
    access::{Actor, Class},
    codes::split_codes,
    db::{
        Db, Stored,
        statement::{LIST_MAX, ids},
    },
    households::{
        AgeBand, Card, Member, MemberRole, Membership, Need, Person, ReasonIn,
        rules::composition::{compose, reference},
    },
    read_all, visible_household,
};

/// One row a member of tonight; one row of nulls for a household of nobody. A merged
/// household is shown as the one that speaks for it, unless that one is restricted.
macro_rules! card_select {
    () => {
        "select h.id, h.code, t.alias, t.needs, t.restricted, t.territory, h.merged_into,
                m.role, p.id as person_id, p.family_name, p.first_name, p.birth_date, p.age_band
         from household h
         join household t on t.id = coalesce(h.merged_into, h.id)
         left join membership m on m.household_id = t.id and m.superseded_at is null
             and m.from_night <= $2 and (m.to_night is null or m.to_night > $2)
         left join person p on p.id = m.person_id
         where (not t.restricted or exists (
             select 1 from household_circle tc where tc.household_id = t.id and tc.user_id = $1))
           and "
    };
}

#[derive(FromRow)]
struct Row {
    id: Uuid,
    code: String,
    alias: String,
    needs: String,
    restricted: bool,
    territory: String,
    merged_into: Option<Uuid>,
    role: Option<MemberRole>,
    person_id: Option<Uuid>,
    family_name: Option<String>,
    first_name: Option<String>,
    birth_date: Option<NaiveDate>,
    age_band: Option<AgeBand>,
}

pub async fn card(db: &Db, actor: &Actor, id: Uuid) -> Stored<Option<Card>> {
    let (user, tonight, tail) = super::scope(actor);
    let rows = read_all!(
        db,
        concat!(card_select!(), "h.id = $4 and ", visible_household!()),
        user,
        tonight,
        tail,
        id
    )?;
    Ok(deal(actor, rows).remove(&id))
}

/// The cards of those the actor may know of; the others are absent.
pub async fn cards_of(db: &Db, actor: &Actor, wanted: &[Uuid]) -> Stored<HashMap<Uuid, Card>> {
    let mut cards = HashMap::with_capacity(wanted.len());
    for some in wanted.chunks(LIST_MAX) {
        let mut statement = super::scoped(actor);
        statement.add(card_select!()).add("h.id in (");
        statement.list(ids(some)).add(") and ");
        statement.add(visible_household!());
        cards.extend(deal(actor, statement.rows(db).await?));
    }
    Ok(cards)
}

fn deal(actor: &Actor, rows: Vec<Row>) -> HashMap<Uuid, Card> {
    let names = actor.may_read(Class::Identity);
    let mut households: HashMap<Uuid, Vec<Row>> = HashMap::new();
    for row in rows {
        households.entry(row.id).or_default().push(row);
    }
    let cards = households.into_values();
    cards
        .filter_map(|rows| of_rows(&rows, names, actor.tonight))
        .map(|card| (card.id, card))
        .collect()
}

fn of_rows(rows: &[Row], names: bool, tonight: NaiveDate) -> Option<Card> {
    let first = rows.first()?;
    let members: Vec<_> = rows.iter().filter_map(|row| member(row, tonight)).collect();
    let composition = compose(members.iter().map(|member| member.person.band_on(tonight)));
    let name = reference(&members, tonight).map(|member| member.person.name());
    let label = name
        .filter(|name| !name.is_empty())
        .or_else(|| Some(first.alias.clone()).filter(|alias| !alias.is_empty()));
    Some(Card {
        id: first.id,
        code: first.code.clone(),
        label: label.filter(|_| names),
        persons: composition.persons(),
        adults: composition.adults,
        children: composition.children,
        infants: composition.infants,
        unknown: composition.unknown,
        minors_alone: composition.minors_alone(),
        needs: split_codes(&first.needs, Need::parse),
        restricted: first.restricted,
        territory: first.territory.clone(),
        merged_into: first.merged_into,
    })
}

/// The member a row is about, as much of them as a card needs.
fn member(row: &Row, tonight: NaiveDate) -> Option<Member> {
    let id = row.person_id?;
    Some(Member {
        spell: Membership {
            id,
            person_id: id,
            household_id: row.id,
            from_night: tonight,
            to_night: None,
            role: row.role?,
            reason_in: ReasonIn::Intake,
            reason_out: None,
        },
        person: Person {
            id,
            family_name: row.family_name.clone()?,
            first_name: row.first_name.clone()?,
            birth_date: row.birth_date,
            age_band: row.age_band?,
            died_on: None,
        },
    })
}

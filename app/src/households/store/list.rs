//! Lists of households, page by page.

use chrono::NaiveDate;
use sqlx::FromRow;
use uuid::Uuid;

use crate::{
    access::{Actor, Role},
    db::{
        Db, Stored,
        statement::{Statement, Value},
    },
    households::{Filter, Only, Sort, rules::age},
    visible_household,
};

/// Every household a narrow right can reach, found from the right and not by trying each.
/// It takes in too many, never too few: `visible_household!()` decides.
const NEAR: &str =
    " and h.id in (select coalesce(n.merged_into, n.id) from household n where n.id in (
    select na.household_id from assignment na join access_grant ng on ng.mandate_id = na.mandate_id
        where ng.user_id = $1
    union all
    select nb.household_id from booking nb where nb.state in ('confirmed', 'arrived', 'departed')
        and nb.site_id in (
            select ns.id from site ns join access_grant ng on ng.organisation_id = ns.manager_id
                where ng.user_id = $1
            union all
            select gs.site_id from grant_site gs join access_grant ng on ng.id = gs.grant_id
                where ng.user_id = $1)
    union all
    select nh.id from household nh where nh.created_by = $1))";

#[derive(FromRow)]
struct Row {
    id: Uuid,
}

/// One page of the actor's households, in order.
pub async fn list(
    db: &Db,
    actor: &Actor,
    filter: Filter,
    sort: Sort,
    limit: i64,
    offset: i64,
) -> Stored<Vec<Uuid>> {
    let mut statement = super::scoped(actor);
    statement.add("select h.id from household h");
    if sort == Sort::Arrival {
        statement.add(
            " left join (select coalesce(bh.merged_into, bh.id) as household_id, max(b.arrived_on) as arrived_on
                from booking b join household bh on bh.id = b.household_id
                where b.state = 'arrived' group by coalesce(bh.merged_into, bh.id)) s on s.household_id = h.id",
        );
    }
    add_scope(&mut statement, actor, filter);
    statement.add(match sort {
        Sort::Name => " order by h.sort_name, h.id",
        Sort::Code => " order by h.code",
        Sort::Arrival => " order by s.arrived_on desc nulls last, h.code",
    });
    statement.add(" limit ").bind(Value::Count(limit));
    statement.add(" offset ").bind(Value::Count(offset));
    let rows: Vec<Row> = statement.rows(db).await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// How many of the actor's households there are.
pub async fn count(db: &Db, actor: &Actor, filter: Filter) -> Stored<i64> {
    let mut statement = super::scoped(actor);
    statement.add("select count(*) from household h");
    add_scope(&mut statement, actor, filter);
    let rows: Vec<(i64,)> = statement.rows(db).await?;
    Ok(rows.first().map_or(0, |(count,)| *count))
}

fn add_scope(statement: &mut Statement, actor: &Actor, filter: Filter) {
    statement.add(" where h.merged_into is null");
    if !reaches_an_organisation(actor) {
        statement.add(NEAR);
    }
    add_filter(statement, filter, actor.tonight);
    statement.add(" and ").add(visible_household!());
}

pub(super) fn add_filter(statement: &mut Statement, filter: Filter, tonight: NaiveDate) {
    match filter.only {
        Some(Only::Housed) => {
            statement.add(" and ").add(HOUSED);
        }
        Some(Only::NotHoused) => {
            statement.add(" and not ").add(HOUSED);
        }
        Some(Only::MinorsAlone) => {
            statement.add(" and not h.looked_after and exists (select 1 ").add(OF_TONIGHT);
            statement.add(") and not exists (select 1 ").add(OF_TONIGHT);
            statement.add(" and (p.birth_date <= ");
            let birth = age::born_at_latest(age::ADULT_YEARS, tonight);
            statement.bind(Value::Night(birth));
            statement.add(" or (p.birth_date is null and p.age_band in ('adult', 'unknown'))))");
        }
        Some(Only::NightsTwice) => {
            statement.add(
                " and h.id in (select t.household_id from night_overlap t where t.resolved_at is null)",
            );
        }
        None => {}
    }
    if let Some(need) = filter.need {
        statement.add(" and (' ' || h.needs || ' ') like ");
        statement.bind(Value::Text(format!("% {} %", need.code())));
    }
}

const HOUSED: &str = "exists (select 1 from household bh join booking b on b.household_id = bh.id
    where (bh.id = h.id or bh.merged_into = h.id) and b.state = 'arrived')";

const OF_TONIGHT: &str = "from membership m join person p on p.id = m.person_id
    where m.household_id = h.id and m.superseded_at is null and m.from_night <= $2
      and (m.to_night is null or m.to_night > $2)";

fn reaches_an_organisation(actor: &Actor) -> bool {
    [
        Role::Coordinator,
        Role::BookingOfficer,
        Role::Analyst,
        Role::HeadOfMission,
        Role::DataProtection,
    ]
    .into_iter()
    .any(|role| actor.has_role(role))
}

//! The families of some mandates, and when each was seen.

use chrono::NaiveDate;
use sqlx::FromRow;
use uuid::Uuid;

use crate::db::{
    Db, Stored,
    statement::{Statement, Value, ids},
};

#[derive(Clone, Debug, FromRow)]
pub struct Followed {
    pub household_id: Uuid,
    pub worker_id: Option<Uuid>,
    pub worker: Option<String>,
    pub assigned_on: NaiveDate,
    pub first_visit_days: Option<i32>,
    pub contact_days: Option<i32>,
    pub entered_on: Option<NaiveDate>,
    pub first_visit: Option<NaiveDate>,
    pub last_contact: Option<NaiveDate>,
    pub last_seen: Option<NaiveDate>,
    pub next_on: Option<NaiveDate>,
}

/// Led on a night by one of these mandates, or reserved: accepted for a night to come.
pub async fn followed(db: &Db, mandates: &[Uuid], night: NaiveDate) -> Stored<Vec<Followed>> {
    if mandates.is_empty() {
        return Ok(Vec::new());
    }
    let mut statement = Statement::given([Value::Night(night)]);
    statement.add(
        "select a.household_id, a.worker_id, u.name as worker, a.from_night as assigned_on, m.first_visit_days,
                m.contact_days,
                (select min(b.arrived_on) from booking b where b.household_id = a.household_id
                    and b.arrived_on is not null) as entered_on,
                (select min(c.on_day) from contact c where c.household_id = a.household_id and c.superseded_at is null
                    and c.channel in ('visit', 'office', 'interpreter') and c.on_day >= a.from_night) as first_visit,
                (select max(c.on_day) from contact c where c.household_id = a.household_id and c.superseded_at is null
                    and c.channel <> 'failed') as last_contact,
                (select max(c.on_day) from contact c where c.household_id = a.household_id and c.superseded_at is null
                    and c.channel in ('visit', 'office', 'interpreter')) as last_seen,
                (select c.next_on from contact c where c.household_id = a.household_id and c.superseded_at is null
                    and c.next_on is not null
                    and not exists (select 1 from contact d where d.household_id = c.household_id
                        and d.superseded_at is null and d.channel <> 'failed' and d.recorded_at > c.recorded_at)
                    order by c.recorded_at desc limit 1) as next_on
         from assignment a join mandate m on m.id = a.mandate_id left join user_account u on u.id = a.worker_id
         where (a.to_night is null or a.to_night > $1) and a.mandate_id in (",
    );
    statement.list(ids(mandates)).add(") order by a.from_night, a.id");
    statement.rows(db).await
}

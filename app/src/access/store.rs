//! Rights in force, as the database keeps them.

use std::collections::HashMap;

use chrono::NaiveDate;
use sqlx::FromRow;
use uuid::Uuid;

use super::{Grant, Role};
use crate::{
    db::{Db, Stored},
    on_pool,
};

#[derive(FromRow)]
struct GrantRow {
    id: Uuid,
    role: Role,
    organisation_id: Uuid,
    mandate_id: Option<Uuid>,
}

pub async fn grants_of(db: &Db, user: Uuid, tonight: NaiveDate) -> Stored<Vec<Grant>> {
    let rows = on_pool!(db, |c| sqlx::query_as::<_, GrantRow>(
        "select id, role, organisation_id, mandate_id from access_grant
         where user_id = $1 and from_night <= $2 and (to_night is null or to_night > $2)
         order by from_night, id"
    )
    .bind(user)
    .bind(tonight)
    .fetch_all(c)
    .await)?;
    let mut sites: HashMap<Uuid, Vec<Uuid>> = HashMap::new();
    let listed: Vec<(Uuid, Uuid)> = on_pool!(db, |c| sqlx::query_as(
        "select gs.grant_id, gs.site_id from grant_site gs
         join access_grant g on g.id = gs.grant_id where g.user_id = $1"
    )
    .bind(user)
    .fetch_all(c)
    .await)?;
    for (grant, site) in listed {
        sites.entry(grant).or_default().push(site);
    }
    let mut grants = Vec::with_capacity(rows.len());
    for row in rows {
        let own_sites = if row.role.only_own_sites() {
            managed_by(db, row.organisation_id).await?
        } else {
            Vec::new()
        };
        grants.push(Grant {
            role: row.role,
            organisation_id: row.organisation_id,
            mandate_id: row.mandate_id,
            sites: sites.remove(&row.id).unwrap_or_default(),
            own_sites,
        });
    }
    Ok(grants)
}

async fn managed_by(db: &Db, organisation: Uuid) -> Stored<Vec<Uuid>> {
    Ok(on_pool!(db, |c| sqlx::query_scalar("select id from site where manager_id = $1")
        .bind(organisation)
        .fetch_all(c)
        .await)?)
}

/// The households a user may know of, as a condition on `h.id`, with `$1` the user and
/// `$2` tonight. One text for lists, searches and single reads, so that none forgets it.
///
/// The city's and the booking body's people: those on their organisation's account.
/// A host: those promised or present at its sites, and a day after they left.
/// A social worker: those assigned to the mandate, and fifteen days after (O-3).
/// Whoever took a household in at the door, until a booking says where it sleeps.
/// What was known of a merged household is known of the one that speaks for it.
/// A restricted household: whoever is named in its circle, and nobody else.
#[macro_export]
macro_rules! visible_household {
    () => {
        "exists (select 1 from access_grant g
            where g.user_id = $1 and g.from_night <= $2 and (g.to_night is null or g.to_night > $2)
              and ((g.role in ('coordinator', 'booking_officer', 'analyst', 'head_of_mission', 'data_protection')
                    and g.organisation_id = h.organisation_id)
                or (g.role in ('site_manager', 'field_agent') and exists (
                    select 1 from booking vb join site vs on vs.id = vb.site_id
                    where vb.household_id in (select vh.id from household vh where vh.id = h.id or vh.merged_into = h.id)
                      and vb.state in ('confirmed', 'arrived', 'departed')
                      and (vb.departed_on is null or vb.departed_on >= $2)
                      and (vs.manager_id = g.organisation_id
                           or exists (select 1 from grant_site gs where gs.grant_id = g.id and gs.site_id = vs.id))
                      and (not exists (select 1 from grant_site gs where gs.grant_id = g.id)
                           or exists (select 1 from grant_site gs where gs.grant_id = g.id and gs.site_id = vs.id))))
                or (g.role in ('site_manager', 'field_agent') and h.created_by = $1
                    and not exists (select 1 from booking vn where vn.household_id = h.id))
                or (g.role = 'social_worker' and exists (
                    select 1 from assignment va
                    where va.household_id in (select vh.id from household vh where vh.id = h.id or vh.merged_into = h.id)
                      and va.mandate_id = g.mandate_id and va.from_night <= $2
                      and (va.to_night is null or va.to_night > $3)))))
         and (not h.restricted or exists (
            select 1 from household_circle hc where hc.household_id = h.id and hc.user_id = $1))"
    };
}

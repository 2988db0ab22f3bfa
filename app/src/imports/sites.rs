//! The sites of a file: those we know under the source's code, and those it makes known.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;
use uuid::Uuid;

use super::store;
use crate::{
    access::{
        Actor,
        journal::{self, Change, Subject},
    },
    context::App,
    db::{Stored, Tx},
    organisations::{self, Kind as OrganisationKind},
    sites::{self, Measure, Site, SiteKind, SiteState},
};

/// What a file says of a site; the first row that names it tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    pub name: String,
    pub kind: SiteKind,
    pub measure: Measure,
    pub address: String,
    pub territory: String,
    /// The organisation that runs it.
    pub operator: String,
    pub closes_on: Option<NaiveDate>,
}

/// Who takes a file in, and when: what every row it writes carries.
#[derive(Clone, Copy)]
pub struct By<'a> {
    pub app: &'a App,
    pub actor: Option<&'a Actor>,
    pub command: Uuid,
    pub at: DateTime<Utc>,
}

/// Our sites by the code a source gives them.
pub type Known = HashMap<String, Uuid>;

/// Finds each site by the source's code, then by our own code.
pub async fn known(
    tx: &mut Tx,
    source: &str,
    codes: impl Iterator<Item = &String>,
) -> Stored<Known> {
    let mut known = store::site_keys(tx, source).await?;
    for code in codes {
        if !known.contains_key(code)
            && let Some(site) = store::site_by_code(tx, code).await?
        {
            known.insert(code.clone(), site);
        }
    }
    Ok(known)
}

/// Makes the sites that are not known, and remembers what the source calls each.
pub async fn create(
    tx: &mut Tx,
    by: By<'_>,
    source: &str,
    told: &BTreeMap<String, Told>,
    known: &mut Known,
) -> Stored<u64> {
    let named = store::site_keys(tx, source).await?;
    let mut operators: HashMap<String, Uuid> =
        organisations::store::names(tx).await?.into_iter().map(|(id, name)| (name, id)).collect();
    let mut created = 0;
    for (code, site) in told {
        let id = if let Some(id) = known.get(code) {
            *id
        } else {
            let manager = operator(tx, by, source, &site.operator, &mut operators).await?;
            let id = insert(tx, by, code, site, manager).await?;
            known.insert(code.clone(), id);
            created += 1;
            id
        };
        if !named.contains_key(code) {
            store::insert_site_key(tx, source, code, id, by.command).await?;
        }
        tx.touch(id);
    }
    Ok(created)
}

/// The organisation of that name, made known when it is not.
async fn operator(
    tx: &mut Tx,
    by: By<'_>,
    source: &str,
    name: &str,
    operators: &mut HashMap<String, Uuid>,
) -> Stored<Uuid> {
    let name = if name.is_empty() { source } else { name };
    if let Some(id) = operators.get(name) {
        return Ok(*id);
    }
    let id = Uuid::now_v7();
    organisations::store::insert(tx, id, name, OrganisationKind::Host, by.at).await?;
    note(tx, by, Subject::Organisation, id, &json!({ "name": name })).await?;
    operators.insert(name.to_owned(), id);
    Ok(id)
}

async fn insert(tx: &mut Tx, by: By<'_>, code: &str, told: &Told, manager: Uuid) -> Stored<Uuid> {
    let site = Site {
        id: Uuid::now_v7(),
        code: code.to_owned(),
        name: if told.name.is_empty() { code.to_owned() } else { told.name.clone() },
        kind: told.kind,
        measure: told.measure,
        state: SiteState::Open,
        manager_id: manager,
        address: told.address.clone(),
        territory: told.territory.clone(),
        territory_name: told.territory.clone(),
        latitude: None,
        longitude: None,
        amenities: String::new(),
        checkin_from: "14:00".to_owned(),
        checkout_until: "12:00".to_owned(),
        no_show_at: "22:00".to_owned(),
        agreement_ends: None,
        closes_on: told.closes_on,
        stay_target_nights: None,
        version: 1,
    };
    sites::store::insert(tx, &site, by.at).await?;
    note(tx, by, Subject::Site, site.id, &json!(site)).await?;
    Ok(site.id)
}

async fn note(
    tx: &mut Tx,
    by: By<'_>,
    subject: Subject,
    id: Uuid,
    after: &serde_json::Value,
) -> Stored<()> {
    let change = Change {
        command: by.command,
        subject,
        subject_id: id,
        action: "import",
        night: by.app.clock.tonight(),
        before: None,
        after: Some(after),
        reason: None,
    };
    journal::record(tx, &by.app.clock, by.actor, change).await
}

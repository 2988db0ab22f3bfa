//! Writing what the comparison found, in its transaction.

use std::collections::HashMap;

use serde_json::json;
use uuid::Uuid;

use super::compare::Plan;
use crate::{
    access::journal::{self, Change, Subject},
    bookings::{
        self,
        save::{Stop, save_change},
    },
    codes::human_code,
    db::Tx,
    enrolments::{self, Programme},
    error::{AppError, Outcome},
    households::{
        self, Household,
        rules::intake::role_of,
        rules::{change, intake::NewPerson},
    },
    imports::sites::{self as imported, By},
    occupation, presence, sites, units,
};

/// Answers the sites whose rooms or nights may have changed.
pub async fn apply(tx: &mut Tx, by: By<'_>, source: &str, mut plan: Plan) -> Outcome<Vec<Uuid>> {
    let told = std::mem::take(&mut plan.told);
    imported::create(tx, by, source, &told, &mut plan.known).await?;
    places(tx, by, &plan).await?;
    persons(tx, by, source, &plan).await?;
    households(tx, by, source, &plan).await?;
    let change =
        change::Plan { ended: plan.members.ended.clone(), begun: plan.members.begun.clone() };
    households::store::members::carry_out(tx, &change, by.command, by.at).await?;
    rooms(tx, by, &plan).await?;
    stays(tx, by, &plan).await?;
    for (enrolment, replaces) in &plan.enrolments {
        if let Some(before) = replaces {
            enrolments::store::supersede(tx, *before, by.command, by.at).await?;
        }
        enrolments::store::insert(tx, enrolment, by.command, by.at).await?;
    }
    for (code, row, replaces) in &plan.presence {
        let Some(site_id) = plan.known.get(code) else { continue };
        if let Some(before) = replaces {
            presence::store::supersede(tx, *before, by.command, by.at).await?;
        }
        let row = presence::Presence { site_id: *site_id, ..row.clone() };
        presence::store::insert(tx, &row, by.command, by.at).await?;
    }
    let tonight = by.app.clock.tonight();
    for household in &plan.touched {
        households::store::refresh(tx, *household, tonight).await?;
    }
    let sites: Vec<Uuid> = plan.known.into_values().collect();
    for site in &sites {
        tx.touch(*site);
    }
    Ok(sites)
}

/// How each site counts its nights, and what it has.
async fn places(tx: &mut Tx, by: By<'_>, plan: &Plan) -> Outcome<()> {
    for (code, kind, nights) in &plan.programmes {
        let Some(site_id) = plan.known.get(code) else { continue };
        let programme = Programme { site_id: *site_id, kind: *kind, nights: *nights };
        enrolments::store::insert_programme(tx, &programme, by.command).await?;
    }
    for (code, capacity, replaces) in &plan.capacities {
        let Some(site) = plan.known.get(code) else { continue };
        if let Some(before) = replaces {
            sites::store::replace_capacity(tx, *before, by.command, by.at).await?;
        }
        sites::store::insert_capacity_of(tx, *site, capacity, by.command, by.at).await?;
    }
    Ok(())
}

async fn persons(tx: &mut Tx, by: By<'_>, source: &str, plan: &Plan) -> Outcome<()> {
    for (key, person) in &plan.persons {
        let new = NewPerson {
            id: person.id,
            family_name: person.family_name.clone(),
            first_name: person.first_name.clone(),
            birth_date: person.birth_date,
            age_band: person.age_band,
            role: role_of(person.age_band),
        };
        households::store::members::insert_person(tx, &new, by.at).await?;
        enrolments::store::insert_person_key(tx, source, key, person.id, by.command).await?;
    }
    for (before, after) in &plan.renamed {
        households::store::members::update_person(tx, after).await?;
        let household = households::store::members::last_household(tx, after.id).await?;
        let (before, after) = (json!(before), json!(after));
        note(tx, by, household.unwrap_or_default(), "identity", Some(&before), &after).await?;
    }
    Ok(())
}

async fn households(tx: &mut Tx, by: By<'_>, source: &str, plan: &Plan) -> Outcome<()> {
    let mut accounts: HashMap<Uuid, Uuid> = HashMap::new();
    let city = households::store::city(tx).await?;
    for (id, key, code) in &plan.households {
        let Some(site) = plan.known.get(code) else { continue };
        let account = match (city, accounts.get(site)) {
            (Some(city), _) => city,
            (None, Some(known)) => *known,
            (None, None) => {
                let found = sites::store::site_in(tx, *site).await?.ok_or(AppError::Internal)?;
                accounts.insert(*site, found.manager_id);
                found.manager_id
            }
        };
        let household = Household {
            id: *id,
            code: human_code('F', *id),
            organisation_id: account,
            alias: String::new(),
            phone: String::new(),
            language: String::new(),
            territory: String::new(),
            needs: String::new(),
            animals: 0,
            note: String::new(),
            restricted: false,
            merged_into: None,
            merged_on: None,
            version: 1,
            created_at: by.at,
        };
        let author = by.actor.map(|actor| actor.user_id);
        households::store::insert(tx, &household, author).await?;
        enrolments::store::insert_household_key(tx, source, key, *id, by.command).await?;
        note(tx, by, *id, "import", None, &json!(household.details())).await?;
    }
    Ok(())
}

async fn note(
    tx: &mut Tx,
    by: By<'_>,
    household: Uuid,
    action: &'static str,
    before: Option<&serde_json::Value>,
    after: &serde_json::Value,
) -> Outcome<()> {
    let change = Change {
        command: by.command,
        subject: Subject::Household,
        subject_id: household,
        action,
        night: by.app.clock.tonight(),
        before,
        after: Some(after),
        reason: None,
    };
    Ok(journal::record(tx, &by.app.clock, by.actor, change).await?)
}

async fn rooms(tx: &mut Tx, by: By<'_>, plan: &Plan) -> Outcome<()> {
    for (code, unit) in &plan.stays.made {
        let Some(site_id) = plan.known.get(code) else { continue };
        let unit = units::Unit { site_id: *site_id, ..unit.clone() };
        units::store::insert(tx, &unit, by.at).await?;
    }
    for unit in &plan.stays.grown {
        if !units::store::update(tx, unit).await? {
            return Err(Stop::Taken.told());
        }
    }
    Ok(())
}

async fn stays(tx: &mut Tx, by: By<'_>, plan: &Plan) -> Outcome<()> {
    let author = by.actor.map(|actor| actor.user_id);
    // What is given back first: its places may be somebody else's already.
    for (before, change) in &plan.stays.changed {
        let release = bookings::rules::Change { add: Vec::new(), ..change.clone() };
        save_change(by.app, by.actor, tx, by.command, before, &release, None)
            .await
            .map_err(Stop::told)?;
    }
    for (_, change) in &plan.stays.changed {
        for line in &change.add {
            occupation::store::insert(tx, line, by.command, by.at).await?;
        }
    }
    for (code, booking, lines) in &plan.stays.new {
        let Some(site_id) = plan.known.get(code) else { continue };
        let booking = bookings::Booking { site_id: *site_id, ..booking.clone() };
        bookings::store::insert(tx, &booking, author, by.at).await?;
        for line in lines {
            occupation::store::insert(tx, line, by.command, by.at).await?;
        }
        let after = json!(booking);
        let change = Change {
            command: by.command,
            subject: Subject::Booking,
            subject_id: booking.id,
            action: "import",
            night: by.app.clock.tonight(),
            before: None,
            after: Some(&after),
            reason: None,
        };
        journal::record(tx, &by.app.clock, by.actor, change).await?;
    }
    Ok(())
}

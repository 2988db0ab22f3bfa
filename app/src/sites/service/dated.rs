//! What a site has for a time, added and ended.

use serde_json::json;
use uuid::Uuid;

use super::{Noted, note};
use crate::{
    access::{Actor, Class, Need, journal},
    context::App,
    db::Tx,
    error::{AppError, Outcome},
    sites::{Capacity, Contact, Opening, Price, rules, store},
};

/// One dated thing of a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dated {
    Contact(Contact),
    Opening(Opening),
    /// Takes its nights from rows of the same kind.
    Capacity(Capacity),
    /// Takes its nights from other prices.
    Price(Price),
}

/// The same, already there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    Contact,
    Opening,
    Capacity,
    Price,
}

impl Dated {
    fn which(&self) -> Which {
        match self {
            Self::Contact(_) => Which::Contact,
            Self::Opening(_) => Which::Opening,
            Self::Capacity(_) => Which::Capacity,
            Self::Price(_) => Which::Price,
        }
    }
}

impl Which {
    pub fn parse(code: &str) -> Option<Self> {
        match code {
            "contact" => Some(Self::Contact),
            "opening" => Some(Self::Opening),
            "capacity" => Some(Self::Capacity),
            "price" => Some(Self::Price),
            _ => None,
        }
    }

    pub fn code(self) -> &'static str {
        match self {
            Self::Contact => "contact",
            Self::Opening => "opening",
            Self::Capacity => "capacity",
            Self::Price => "price",
        }
    }

    fn added(self) -> &'static str {
        match self {
            Self::Contact => "contact_added",
            Self::Opening => "opening_added",
            Self::Capacity => "capacity_added",
            Self::Price => "price_added",
        }
    }

    fn ended(self) -> &'static str {
        match self {
            Self::Contact => "contact_ended",
            Self::Opening => "opening_ended",
            Self::Capacity => "capacity_ended",
            Self::Price => "price_ended",
        }
    }

    /// Prices are money: whoever runs a site does not set what is paid for it.
    fn class(self) -> Class {
        match self {
            Self::Price => Class::Money,
            _ => Class::Sites,
        }
    }
}

pub async fn add(
    app: &App,
    actor: &Actor,
    command: Uuid,
    site: Uuid,
    added: &Dated,
) -> Outcome<()> {
    let which = added.which();
    actor.require_at(site, which.class(), Need::Write)?;
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    if journal::claim(&mut tx, &app.clock, Some(actor), command, &()).await?.is_some() {
        return Ok(());
    }
    store::site_in(&mut tx, site).await?.ok_or(AppError::NotFound)?;
    let after = match added {
        Dated::Contact(contact) => {
            store::insert_contact(&mut tx, site, contact).await?;
            json!(contact)
        }
        Dated::Opening(opening) => {
            store::insert_opening(&mut tx, site, opening).await?;
            json!(opening)
        }
        Dated::Capacity(capacity) => {
            make_room_for_capacity(app, &mut tx, site, capacity).await?;
            store::insert_capacity(&mut tx, site, capacity, now).await?;
            json!(capacity)
        }
        Dated::Price(price) => {
            make_room_for_price(app, &mut tx, site, price).await?;
            store::insert_price(&mut tx, site, price, now).await?;
            json!(price)
        }
    };
    finish(app, tx, actor, command, Noted::new(site, which.added()).after(&after)).await
}

pub async fn end(
    app: &App,
    actor: &Actor,
    command: Uuid,
    site: Uuid,
    which: Which,
    id: Uuid,
) -> Outcome<()> {
    actor.require_at(site, which.class(), Need::Write)?;
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    if journal::claim(&mut tx, &app.clock, Some(actor), command, &()).await?.is_some() {
        return Ok(());
    }
    let before = match which {
        Which::Contact => {
            let contact = store::contact_in(&mut tx, site, id).await?;
            store::end_contact(&mut tx, id, now).await?;
            contact.map(|row| json!(row))
        }
        Which::Opening => {
            let opening = store::opening_in(&mut tx, site, id).await?;
            store::end_opening(&mut tx, id, now).await?;
            opening.map(|row| json!(row))
        }
        Which::Capacity => {
            let rows = store::capacities_in(&mut tx, site).await?;
            store::end_capacity(&mut tx, id, now).await?;
            rows.iter().find(|row| row.id == id).map(|row| json!(row))
        }
        Which::Price => {
            let rows = store::prices_in(&mut tx, site).await?;
            store::end_price(&mut tx, id, now).await?;
            rows.iter().find(|row| row.id == id).map(|row| json!(row))
        }
    };
    // Of another site, or ended before: the transaction is dropped.
    let before = before.ok_or(AppError::NotFound)?;
    finish(app, tx, actor, command, Noted::new(site, which.ended()).before(&before)).await
}

async fn finish(
    app: &App,
    mut tx: Tx,
    actor: &Actor,
    command: Uuid,
    noted: Noted<'_>,
) -> Outcome<()> {
    note(app, &mut tx, actor, command, noted).await?;
    tx.touch(noted.site);
    tx.save().await?;
    Ok(app.index.refresh_site(&app.db, noted.site).await?)
}

/// Rows of the same kind give up the nights of the new one and keep the others.
async fn make_room_for_capacity(app: &App, tx: &mut Tx, site: Uuid, new: &Capacity) -> Outcome<()> {
    let now = app.clock.now();
    for old in store::capacities_in(tx, site).await? {
        if old.kind != new.kind || !old.nights().overlaps(new.nights()) {
            continue;
        }
        store::end_capacity(tx, old.id, now).await?;
        for nights in rules::remains(old.nights(), new.nights()) {
            let kept = Capacity {
                id: Uuid::now_v7(),
                from_night: nights.from(),
                to_night: nights.to(),
                ..old.clone()
            };
            store::insert_capacity(tx, site, &kept, now).await?;
        }
    }
    Ok(())
}

async fn make_room_for_price(app: &App, tx: &mut Tx, site: Uuid, new: &Price) -> Outcome<()> {
    let now = app.clock.now();
    for old in store::prices_in(tx, site).await? {
        if !old.nights().overlaps(new.nights()) {
            continue;
        }
        store::end_price(tx, old.id, now).await?;
        for nights in rules::remains(old.nights(), new.nights()) {
            let kept = Price {
                id: Uuid::now_v7(),
                from_night: nights.from(),
                to_night: nights.to(),
                ..old.clone()
            };
            store::insert_price(tx, site, &kept, now).await?;
        }
    }
    Ok(())
}

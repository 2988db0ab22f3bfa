//! A change of one household: taken at the version it was read, recorded, indexed, kept.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;
use uuid::Uuid;

use crate::{
    access::{
        Actor, Class, Need,
        journal::{self, Change, Subject},
    },
    bookings::{
        self,
        rules::resize,
        save::{Stop, save_change},
    },
    context::App,
    db::Tx,
    error::{Alternative, AppError, Obstacle, Outcome},
    households::{
        EventKind, Household, Member,
        rules::{change::Plan, composition::growth},
        store,
    },
    i18n::Message,
    occupation,
};

/// What a form says of the household it changes.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    pub command: Uuid,
    pub id: Uuid,
    /// As it was when the form was shown.
    pub version: i32,
}

/// A household nobody else changes until this is kept or dropped.
pub(super) struct Work<'a> {
    app: &'a App,
    pub(super) actor: &'a Actor,
    pub(super) command: Uuid,
    pub(super) tx: Tx,
    pub(super) household: Household,
    /// Every row in force, past nights included.
    pub(super) members: Vec<Member>,
    pub(super) tonight: NaiveDate,
    pub(super) now: DateTime<Utc>,
    /// Households whose words may have changed.
    changed: Vec<Uuid>,
    /// Units in which another number of persons sleeps.
    units: Vec<Uuid>,
}

pub(super) enum Begun<'a> {
    Work(Box<Work<'a>>),
    /// The command was carried out before: its answer.
    Already(Uuid),
}

/// One line of the journal about a household.
pub(super) struct Line<'a> {
    pub(super) household: Uuid,
    pub(super) action: &'static str,
    pub(super) night: NaiveDate,
    pub(super) before: Option<&'a Value>,
    pub(super) after: Option<&'a Value>,
}

/// Claims the command, then takes the household. `answer` is what a replay is told.
pub(super) async fn begin<'a>(
    app: &'a App,
    actor: &'a Actor,
    target: Target,
    answer: Uuid,
) -> Outcome<Begun<'a>> {
    actor.require(Class::Household, Need::Write)?;
    let mut tx = app.db.begin().await?;
    let claimed = journal::claim(&mut tx, &app.clock, Some(actor), target.command, &answer).await?;
    if let Some(before) = claimed {
        return Ok(Begun::Already(before));
    }
    let household = take(&mut tx, actor, target.id, target.version).await?;
    let members = store::members::of_household_in(&mut tx, target.id).await?;
    Ok(Begun::Work(Box::new(Work {
        app,
        actor,
        command: target.command,
        tx,
        household,
        members,
        tonight: app.clock.tonight(),
        now: app.clock.now(),
        changed: vec![target.id],
        units: Vec::new(),
    })))
}

/// The household, held until the transaction ends.
pub(super) async fn take(tx: &mut Tx, actor: &Actor, id: Uuid, version: i32) -> Outcome<Household> {
    let found = store::visible_in(tx, actor, id).await?;
    let household = found.ok_or(AppError::NotFound)?;
    if let Some(other) = household.merged_into {
        return Err(AppError::Conflict(Box::new(Obstacle {
            message: Message::new("households-merged-already"),
            alternatives: vec![Alternative {
                message: Message::new("households-open-merged"),
                href: format!("/households/{other}"),
            }],
        })));
    }
    if !store::advance(tx, id, version).await? {
        return Err(changed_meanwhile());
    }
    Ok(Household { version: version + 1, ..household })
}

pub(super) fn changed_meanwhile() -> AppError {
    AppError::conflict(Message::new("households-changed-meanwhile"))
}

impl Work<'_> {
    /// Names are written by those who may write them; others leave them blank.
    pub(super) fn writes_names(&self) -> bool {
        self.actor.may_write(Class::Identity)
    }

    pub(super) async fn carry_out(&mut self, plan: &Plan) -> Outcome<()> {
        store::members::carry_out(&mut self.tx, plan, self.command, self.now).await?;
        Ok(())
    }

    /// Notes that something dated happened to this household.
    pub(super) async fn happened(
        &mut self,
        kind: EventKind,
        night: NaiveDate,
        person: Option<Uuid>,
    ) -> Outcome<()> {
        let event = store::events::NewEvent {
            household: self.household.id,
            kind,
            night,
            person,
            other: None,
        };
        self.note(event).await
    }

    pub(super) async fn note(&mut self, event: store::events::NewEvent) -> Outcome<()> {
        store::events::insert(&mut self.tx, event, self.command, self.now).await?;
        Ok(())
    }

    pub(super) async fn journal(&mut self, line: Line<'_>) -> Outcome<()> {
        let change = Change {
            command: self.command,
            subject: Subject::Household,
            subject_id: line.household,
            action: line.action,
            night: line.night,
            before: line.before,
            after: line.after,
            reason: None,
        };
        journal::record(&mut self.tx, &self.app.clock, Some(self.actor), change).await?;
        Ok(())
    }

    /// Reads the members again, and has their number sleep where the household is booked.
    pub(super) async fn count_again(&mut self) -> Outcome<()> {
        let household = self.household.id;
        let after = store::members::of_household_in(&mut self.tx, household).await?;
        let before = std::mem::replace(&mut self.members, after.clone());
        self.resize_stays(household, &growth(&before, &after)).await
    }

    pub(super) async fn resize_stays(
        &mut self,
        household: Uuid,
        growth: &[(NaiveDate, i32)],
    ) -> Outcome<()> {
        let Some((night, _)) = growth.first() else {
            return Ok(());
        };
        let booked = bookings::store::of_household_from(&mut self.tx, household, *night).await?;
        for booking in booked {
            let lines = occupation::store::of_booking(&mut self.tx, booking.id).await?;
            if let Some(change) = resize(&booking, &lines, growth) {
                let Self { app, actor, command, .. } = *self;
                save_change(app, Some(actor), &mut self.tx, command, &booking, &change, None)
                    .await
                    .map_err(Stop::told)?;
                self.units.extend(change.units(&lines));
            }
        }
        Ok(())
    }

    /// The words of this other household may have changed too.
    pub(super) fn also_changed(&mut self, household: Uuid) {
        self.changed.push(household);
    }

    /// Brings the words up to date, commits, and has the night index follow.
    pub(super) async fn keep(mut self: Box<Self>) -> Outcome<()> {
        for household in self.changed {
            store::refresh(&mut self.tx, household, self.tonight).await?;
            self.tx.touch(household);
        }
        self.tx.save().await?;
        Ok(self.app.index.refresh_units(&self.app.db, &self.units).await?)
    }
}

//! Dated changes of who belongs where. A row is never changed: a plan says which rows
//! lose their force and which take it.

use chrono::NaiveDate;
use uuid::Uuid;

use super::composition::{empty_night, seniority};
use crate::{
    error::AppError,
    households::{Member, MemberRole, Membership, ReasonIn, ReasonOut},
    i18n::Message,
};

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    pub ended: Vec<Uuid>,
    pub begun: Vec<Membership>,
}

/// Why a change cannot stand, and which part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    Night(Message),
    Person(Message),
}

/// Every form about a change names its fields so.
impl From<Refusal> for AppError {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Night(message) => Self::field("night", message),
            Refusal::Person(message) => Self::field("person", message),
        }
    }
}

type Planned = Result<Plan, Refusal>;

impl Plan {
    /// The rows in force once the plan is carried out.
    #[must_use]
    pub fn applied_to(&self, rows: &[Membership]) -> Vec<Membership> {
        let kept = rows.iter().filter(|row| !self.ended.contains(&row.id));
        kept.chain(&self.begun).cloned().collect()
    }

    /// Ends a row's force, and lets its nights before `night` stand if there are any.
    fn end(&mut self, row: &Membership, night: NaiveDate, reason: ReasonOut) {
        self.ended.push(row.id);
        if row.from_night < night {
            self.begun.push(Membership {
                id: Uuid::now_v7(),
                to_night: Some(night),
                reason_out: Some(reason),
                ..row.clone()
            });
        }
    }

    /// The row's nights from `night` on, elsewhere or in another role.
    fn go_on(&mut self, row: &Membership, night: NaiveDate, change: Change) {
        self.begun.push(Membership {
            id: Uuid::now_v7(),
            household_id: change.household,
            from_night: row.from_night.max(night),
            role: change.role,
            reason_in: change.reason,
            ..row.clone()
        });
    }
}

#[derive(Clone, Copy)]
struct Change {
    household: Uuid,
    role: MemberRole,
    reason: ReasonIn,
}

/// No change is of a night to come.
pub fn check_night(night: NaiveDate, tonight: NaiveDate) -> Result<(), Refusal> {
    if night > tonight {
        return Err(Refusal::Night(
            Message::new("households-night-to-come").with("tonight", tonight),
        ));
    }
    Ok(())
}

/// Nobody comes to a household before it is one.
pub fn check_since(members: &[Member], night: NaiveDate) -> Result<(), Refusal> {
    let first = members.iter().map(|member| member.spell.from_night).min();
    match first {
        Some(first) if night < first => {
            Err(Refusal::Night(Message::new("households-before-it-was").with("date", first)))
        }
        _ => Ok(()),
    }
}

/// Somebody belongs to the household from `night` on. `rows` are the person's, anywhere.
pub fn join(rows: &[Membership], new: Membership) -> Planned {
    if let Some(row) = rows.iter().find(|row| row.nights().overlaps(new.nights())) {
        return Err(Refusal::Person(
            Message::new("households-person-elsewhere").with("date", row.from_night),
        ));
    }
    Ok(Plan { ended: Vec::new(), begun: vec![new] })
}

/// Somebody no longer belongs to the household from `night` on.
pub fn leave(
    members: &[Member],
    person: Uuid,
    night: NaiveDate,
    reason: ReasonOut,
    tonight: NaiveDate,
) -> Planned {
    check_night(night, tonight)?;
    let row = &open_row(members, person)?.spell;
    if night <= row.from_night {
        return Err(Refusal::Night(
            Message::new("households-left-before-coming").with("date", row.from_night),
        ));
    }
    let mut plan = Plan::default();
    plan.end(row, night, reason);
    succeed(&mut plan, members, &[person], night);
    // Somebody's death may leave a household of nobody; a departure may not.
    if reason != ReasonOut::Death {
        keep_somebody(&plan, members, night, tonight)?;
    }
    Ok(plan)
}

/// Somebody had been written down by mistake: they were never there.
pub fn strike_out(members: &[Member], person: Uuid, tonight: NaiveDate) -> Planned {
    let rows: Vec<_> = members.iter().filter(|member| member.person.id == person).collect();
    let Some(first) = rows.iter().map(|member| member.spell.from_night).min() else {
        return Err(not_a_member());
    };
    let mut plan =
        Plan { ended: rows.iter().map(|member| member.spell.id).collect(), begun: Vec::new() };
    succeed(&mut plan, members, &[person], first);
    keep_somebody(&plan, members, first, tonight)?;
    Ok(plan)
}

/// Some members become a household of their own from `night` on; the nights before
/// stay with this one (H-4).
pub fn split(
    members: &[Member],
    persons: &[Uuid],
    night: NaiveDate,
    new_household: Uuid,
    tonight: NaiveDate,
) -> Planned {
    check_night(night, tonight)?;
    if persons.is_empty() {
        return Err(Refusal::Person(Message::new("households-split-nobody")));
    }
    let mut moving = Vec::new();
    for person in persons {
        moving.push(open_row(members, *person)?);
    }
    let staying =
        members.iter().any(|member| member.spell.is_open() && !persons.contains(&member.person.id));
    if !staying {
        return Err(Refusal::Person(Message::new("households-split-everybody")));
    }
    let mut plan = Plan::default();
    let lead = first_of(&moving, night);
    for member in &moving {
        plan.end(&member.spell, night, ReasonOut::Split);
        let change = Change {
            household: new_household,
            role: role_in_new(member, lead),
            reason: ReasonIn::Split,
        };
        plan.go_on(&member.spell, night, change);
    }
    succeed(&mut plan, members, persons, night);
    keep_somebody(&plan, members, night, tonight)?;
    Ok(plan)
}

/// The members of `source` belong to `target` from `tonight` on, except those who are
/// somebody `target` already has. No night before is touched (H-4, H-5).
pub fn merge(source: &[Member], target: Uuid, same: &[Uuid], tonight: NaiveDate) -> Plan {
    let mut plan = Plan::default();
    for member in source.iter().filter(|member| member.spell.is_open()) {
        plan.end(&member.spell, tonight, ReasonOut::Merge);
        if !same.contains(&member.person.id) {
            let change = Change {
                household: target,
                role: without_lead(member.spell.role),
                reason: ReasonIn::Merge,
            };
            plan.go_on(&member.spell, tonight, change);
        }
    }
    plan
}

/// Another member answers for the household from `night` on.
pub fn appoint(members: &[Member], person: Uuid, night: NaiveDate) -> Planned {
    let next = open_row(members, person)?;
    let mut plan = Plan::default();
    if next.spell.role == MemberRole::Reference {
        return Ok(plan);
    }
    let before = members
        .iter()
        .find(|member| member.spell.is_open() && member.spell.role == MemberRole::Reference);
    if let Some(before) = before {
        switch_role(&mut plan, &before.spell, night, MemberRole::Adult);
    }
    switch_role(&mut plan, &next.spell, night, MemberRole::Reference);
    Ok(plan)
}

/// When the reference person is among those who go, the next one answers from that night on.
fn succeed(plan: &mut Plan, members: &[Member], gone: &[Uuid], night: NaiveDate) {
    let open = || members.iter().filter(|member| member.spell.is_open());
    let lost = open().any(|member| {
        member.spell.role == MemberRole::Reference && gone.contains(&member.person.id)
    });
    let staying: Vec<_> = open().filter(|member| !gone.contains(&member.person.id)).collect();
    if let Some(heir) = lost.then(|| first_of(&staying, night)).flatten()
        && let Some(member) = staying.iter().find(|member| member.person.id == heir)
    {
        switch_role(plan, &member.spell, night, MemberRole::Reference);
    }
}

fn switch_role(plan: &mut Plan, row: &Membership, night: NaiveDate, role: MemberRole) {
    plan.end(row, night, ReasonOut::Role);
    let whole = row.from_night >= night;
    let change = Change {
        household: row.household_id,
        role,
        reason: if whole { row.reason_in } else { ReasonIn::Role },
    };
    plan.go_on(row, night, change);
}

fn first_of(members: &[&Member], night: NaiveDate) -> Option<Uuid> {
    let first = members.iter().min_by_key(|member| seniority(member, night));
    first.map(|member| member.person.id)
}

fn role_in_new(member: &Member, lead: Option<Uuid>) -> MemberRole {
    if lead == Some(member.person.id) {
        MemberRole::Reference
    } else {
        without_lead(member.spell.role)
    }
}

fn without_lead(role: MemberRole) -> MemberRole {
    match role {
        MemberRole::Reference => MemberRole::Adult,
        other => other,
    }
}

/// H-2: on every night from `night` on somebody belongs to the household.
fn keep_somebody(
    plan: &Plan,
    members: &[Member],
    night: NaiveDate,
    tonight: NaiveDate,
) -> Result<(), Refusal> {
    let household = members.first().map(|member| member.spell.household_id);
    let rows: Vec<_> = members.iter().map(|member| member.spell.clone()).collect();
    let mut after = plan.applied_to(&rows);
    after.retain(|row| Some(row.household_id) == household);
    match empty_night(&after, night, tonight) {
        Some(empty) => {
            Err(Refusal::Person(Message::new("households-nobody-left").with("date", empty)))
        }
        None => Ok(()),
    }
}

fn open_row(members: &[Member], person: Uuid) -> Result<&Member, Refusal> {
    members
        .iter()
        .find(|member| member.person.id == person && member.spell.is_open())
        .ok_or_else(not_a_member)
}

fn not_a_member() -> Refusal {
    Refusal::Person(Message::new("households-not-a-member"))
}

#[cfg(test)]
pub(super) mod tests;

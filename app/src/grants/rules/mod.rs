//! Which rights may be given, and how one ends.

use chrono::NaiveDate;
use uuid::Uuid;

use super::{Held, Site, Wanted};
use crate::{
    access::Role,
    error::{Alternative, AppError, Obstacle, Outcome},
    i18n::{Arg, Message},
    nights::Nights,
    organisations::{Mandate, Organisation, rules::matches},
};

/// Where a right stands on a night.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    InForce,
    ToCome,
    Ended,
    /// Taken back before its first night.
    Cancelled,
}

impl Held {
    pub fn standing(&self, tonight: NaiveDate) -> Standing {
        match Nights::new(self.from_night, self.to_night) {
            None => Standing::Cancelled,
            Some(nights) if nights.contains(tonight) => Standing::InForce,
            Some(nights) if nights.from() > tonight => Standing::ToCome,
            Some(_) => Standing::Ended,
        }
    }

    fn holds_on(&self, night: NaiveDate) -> bool {
        Nights::new(self.from_night, self.to_night).is_some_and(|nights| nights.contains(night))
    }
}

/// A follow-up right is a mandate's: it reaches that mandate's families and no other.
pub fn needs_mandate(role: Role) -> bool {
    role == Role::SocialWorker
}

/// Whoever comes for an operation leaves with it.
pub fn needs_end(role: Role) -> bool {
    role == Role::FieldAgent
}

/// What the database knows when a right is asked for.
pub struct Facts<'a> {
    pub tonight: NaiveDate,
    pub organisation: &'a Organisation,
    pub mandate: Option<&'a Mandate>,
    /// Every site that may be chosen.
    pub sites: &'a [Site],
    /// What the user holds already, in the past too.
    pub held: &'a [Held],
}

/// The nights of the right, or everything that is wrong with it.
pub fn check(wanted: &Wanted, facts: &Facts<'_>) -> Outcome<Nights> {
    let mut problems = Vec::new();
    let nights = Nights::new(wanted.from, wanted.to);
    if wanted.from < facts.tonight {
        problems.push(("from", Message::new("grants-from-past")));
    }
    if wanted.to.is_none() && needs_end(wanted.role) {
        problems.push(("to", Message::new("grants-end-needed")));
    }
    match nights {
        None => problems.push(("to", Message::new("grants-order"))),
        Some(nights) => problems.extend(check_frame(nights, facts)),
    }
    problems.extend(check_mandate(wanted, facts));
    problems.extend(check_sites(wanted, facts));
    let Some(nights) = nights.filter(|_| problems.is_empty()) else {
        return Err(AppError::Invalid { fields: problems });
    };
    match facts.held.iter().find(|held| covers(held, wanted, nights)) {
        Some(held) => Err(already(held)),
        None => Ok(nights),
    }
}

type Problem = (&'static str, Message);

/// A right ends with the organisation and with the mandate it is given under.
fn check_frame(nights: Nights, facts: &Facts<'_>) -> Option<Problem> {
    if let Some(closed) = facts.organisation.closed_on
        && !facts.organisation.is_open_during(nights)
    {
        let message = Message::new("organisations-closed-then").with("on", closed);
        return Some(("to", message));
    }
    let mandate = facts.mandate?;
    if nights.from() < mandate.from_night {
        let message = Message::new("grants-mandate-later").with("from", mandate.from_night);
        return Some(("from", message));
    }
    let end = mandate.to_night?;
    if nights.to().is_none_or(|to| to > end) {
        return Some(("to", Message::new("grants-mandate-ends").with("to", end)));
    }
    None
}

fn check_mandate(wanted: &Wanted, facts: &Facts<'_>) -> Option<Problem> {
    let key = match (needs_mandate(wanted.role), wanted.mandate_id) {
        (true, None) => "grants-mandate-needed",
        (false, Some(_)) => "grants-mandate-useless",
        (_, Some(_))
            if facts
                .mandate
                .is_none_or(|mandate| mandate.organisation_id != wanted.organisation_id) =>
        {
            "field-choice"
        }
        _ => return None,
    };
    Some(("mandate_id", Message::new(key)))
}

/// Without a list, a site-bound right reaches the sites its organisation manages:
/// there must be some, or the right would open nothing.
fn check_sites(wanted: &Wanted, facts: &Facts<'_>) -> Option<Problem> {
    let known = |id: &Uuid| facts.sites.iter().any(|site| site.id == *id);
    let manages = |site: &Site| site.manager_id == wanted.organisation_id;
    let key = if !wanted.role.only_own_sites() && !wanted.sites.is_empty() {
        "grants-sites-useless"
    } else if !wanted.sites.iter().all(known) {
        "field-choice"
    } else if wanted.role.only_own_sites()
        && wanted.sites.is_empty()
        && !facts.sites.iter().any(manages)
    {
        "grants-sites-needed"
    } else {
        return None;
    };
    Some(("sites", Message::new(key)))
}

/// Whether a right already held gives all that is wanted on some of its nights.
fn covers(held: &Held, wanted: &Wanted, nights: Nights) -> bool {
    let same = held.role == wanted.role
        && held.organisation_id == wanted.organisation_id
        && held.mandate_id == wanted.mandate_id;
    let listed = |id: &Uuid| held.sites.iter().any(|site| site.id == *id);
    let as_far = held.sites.is_empty() && wanted.sites.is_empty()
        || !wanted.sites.is_empty() && wanted.sites.iter().all(listed);
    let shared =
        Nights::new(held.from_night, held.to_night).is_some_and(|other| other.overlaps(nights));
    same && as_far && shared
}

fn already(held: &Held) -> AppError {
    let role = Arg::Key(super::role_key(held.role));
    let message = match held.to_night {
        Some(to) => Message::new("grants-already-until").with("role", role).with("to", to),
        None => Message::new("grants-already").with("role", role),
    };
    AppError::Conflict(Box::new(Obstacle {
        message,
        alternatives: vec![Alternative {
            message: Message::new("grants-see"),
            href: super::path(held.id),
        }],
    }))
}

/// Refuses an end that rewrites the past, that lengthens, or that leaves whoever
/// acts without the right to undo it. `others` are the other rights of the same user.
pub fn may_end(
    held: &Held,
    on: NaiveDate,
    tonight: NaiveDate,
    actor: Uuid,
    others: &[Held],
) -> Outcome<()> {
    if matches!(held.standing(tonight), Standing::Ended | Standing::Cancelled) {
        return Err(AppError::conflict(Message::new("grants-ended-already")));
    }
    if on < tonight {
        return Err(AppError::invalid("on", "grants-end-past"));
    }
    if on < held.from_night {
        let message = Message::new("grants-end-before").with("from", held.from_night);
        return Err(AppError::field("on", message));
    }
    if let Some(to) = held.to_night
        && on >= to
    {
        let message = Message::new("grants-end-later").with("to", to);
        return Err(AppError::field("on", message));
    }
    let still = |other: &Held| other.role == Role::Administrator && other.holds_on(on);
    let oneself = held.user_id == actor && held.role == Role::Administrator;
    if oneself && !others.iter().any(still) {
        return Err(AppError::conflict(Message::new("grants-last-administrator")));
    }
    Ok(())
}

/// The sites some of the names typed, separated by commas, are found in; all when none is.
pub fn found<'a>(sites: &'a [Site], typed: &str) -> Vec<&'a Site> {
    let names: Vec<_> = typed.split([',', ';']).filter(|name| !name.trim().is_empty()).collect();
    let fits = |site: &&Site| {
        let texts = [site.code.as_str(), site.name.as_str(), site.territory_name.as_str()];
        names.is_empty() || names.iter().any(|name| matches(name, &texts))
    };
    sites.iter().filter(fits).collect()
}

#[cfg(test)]
mod tests;

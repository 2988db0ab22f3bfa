//! Two households that are one: a reunification, or the same family written down twice.

use std::collections::BTreeSet;

use serde_json::json;
use uuid::Uuid;

use super::{
    intake::differences,
    work::{Begun, Line, Target, Work, begin, take},
};
use crate::{
    access::{Actor, Class, Need as Want},
    context::App,
    error::{Alternative, AppError, Obstacle, Outcome},
    households::{
        Details, EventKind, Household, Member, Need, Overlap,
        rules::{
            change,
            composition::members_on,
            duplicates::{Traits, are_likely_one},
            overlap,
        },
        store::{self, events::NewEvent},
    },
    i18n::Message,
};

/// The two sides before anything is done, for a person to compare.
pub struct Comparison {
    pub target: Household,
    pub target_members: Vec<Member>,
    pub source: Household,
    pub source_members: Vec<Member>,
    /// Persons of the source who are likely somebody the target has.
    pub likely_same: Vec<Uuid>,
    /// Nights both slept somewhere: sites, from, to.
    pub overlaps: Vec<(String, String, crate::nights::Nights)>,
    pub tonight: chrono::NaiveDate,
}

pub struct Merge {
    pub source: Uuid,
    pub source_version: i32,
    /// Persons of the source who are somebody the target has.
    pub same: Vec<Uuid>,
}

pub async fn compare(app: &App, actor: &Actor, target: Uuid, source: Uuid) -> Outcome<Comparison> {
    actor.require(Class::Household, Want::Write)?;
    actor.require(Class::Identity, Want::Read)?;
    let tonight = app.clock.tonight();
    let mut tx = app.db.begin().await?;
    let target = visible(&mut tx, actor, target).await?;
    let source = visible(&mut tx, actor, source).await?;
    let ours = store::nights::slept(&mut tx, target.id).await?;
    let theirs = store::nights::slept(&mut tx, source.id).await?;
    let target_members = store::members_on(&mut tx, target.id, tonight).await?;
    let source_members = store::members_on(&mut tx, source.id, tonight).await?;
    drop(tx);
    super::log_reads(app, actor, vec![target.id, source.id]);
    let found = overlap::overlaps(&ours, &theirs);
    let bookings: BTreeSet<_> = found.iter().flat_map(|(a, b, _)| [*a, *b]).collect();
    let bookings: Vec<_> = bookings.into_iter().collect();
    let sites = store::nights::booking_sites(&app.db, &bookings).await?;
    let site = |booking: &Uuid| {
        let found = sites.get(booking);
        found.map_or_else(String::new, |(_, site)| site.clone())
    };
    Ok(Comparison {
        likely_same: likely_same(&source, &source_members, &target, &target_members),
        overlaps: found.iter().map(|(a, b, nights)| (site(a), site(b), *nights)).collect(),
        target,
        target_members,
        source,
        source_members,
        tonight,
    })
}

async fn visible(tx: &mut crate::db::Tx, actor: &Actor, id: Uuid) -> Outcome<Household> {
    let found = store::visible_in(tx, actor, id).await?;
    let household = found.ok_or(AppError::NotFound)?;
    match household.merged_into {
        Some(_) => Err(AppError::conflict(Message::new("households-merged-already"))),
        None => Ok(household),
    }
}

/// Likely the same person: by name and birth date; the phone is a household's, not a person's.
fn likely_same(
    source: &Household,
    theirs: &[Member],
    target: &Household,
    ours: &[Member],
) -> Vec<Uuid> {
    fn traits<'a>(member: &'a Member, household: &'a Household) -> Traits<'a> {
        let leads = member.spell.role == crate::households::MemberRole::Reference;
        Traits {
            family_name: &member.person.family_name,
            first_name: &member.person.first_name,
            alias: if leads { &household.alias } else { "" },
            birth_date: member.person.birth_date,
            phone: "",
        }
    }
    let same = theirs.iter().filter(|member| {
        ours.iter().any(|other| are_likely_one(&traits(member, source), &traits(other, target)))
    });
    same.map(|member| member.person.id).collect()
}

/// The source's members belong to the target from tonight on; both codes are kept, no
/// night before changes, and nights both slept somewhere are listed for a person.
pub async fn merge(app: &App, actor: &Actor, target: Target, merge: Merge) -> Outcome<()> {
    actor.require(Class::Identity, Want::Read)?;
    if merge.source == target.id {
        return Err(AppError::invalid("with", "households-merge-itself"));
    }
    let Begun::Work(mut work) = begin(app, actor, target, target.id).await? else {
        return Ok(());
    };
    let source = take(&mut work.tx, actor, merge.source, merge.source_version).await?;
    let apart = store::incompatible_with(&mut work.tx, target.id).await?;
    if apart.contains(&source.id) {
        return Err(kept_apart(target.id));
    }
    let (tonight, now) = (work.tonight, work.now);
    let ours = store::nights::slept(&mut work.tx, target.id).await?;
    let theirs = store::nights::slept(&mut work.tx, source.id).await?;
    let members = store::members::of_household_in(&mut work.tx, source.id).await?;
    let plan = change::merge(&members, target.id, &merge.same, tonight);
    work.carry_out(&plan).await?;
    for (first, second, nights) in overlap::overlaps(&ours, &theirs) {
        let overlap = Overlap {
            id: Uuid::now_v7(),
            household_id: target.id,
            booking_id: first,
            other_booking_id: second,
            from_night: nights.from(),
            to_night: nights.to(),
            decision: None,
        };
        store::nights::insert_overlap(&mut work.tx, &overlap, target.command, now).await?;
    }
    join_details(&mut work, &source).await?;
    store::merge_into(&mut work.tx, source.id, target.id, tonight).await?;
    for (household, kind, other) in
        [(source.id, EventKind::Merged, target.id), (target.id, EventKind::Merge, source.id)]
    {
        let event = NewEvent { household, kind, night: tonight, person: None, other: Some(other) };
        work.note(event).await?;
    }
    let after = json!({ "merged_into": target.id, "same": merge.same });
    let line = Line {
        household: source.id,
        action: "merged",
        night: tonight,
        before: None,
        after: Some(&after),
    };
    work.journal(line).await?;
    let still_there = members_on(&members, tonight).count();
    tracing::debug!(persons = still_there, "merged two households");
    work.also_changed(source.id);
    work.keep().await
}

fn kept_apart(target: Uuid) -> AppError {
    AppError::Conflict(Box::new(Obstacle {
        message: Message::new("households-merge-apart"),
        alternatives: vec![Alternative {
            message: Message::new("households-open-file"),
            href: format!("/households/{target}#apart"),
        }],
    }))
}

/// What the target lacks comes from the source; what restricts either restricts both.
async fn join_details(work: &mut Work<'_>, source: &Household) -> Outcome<()> {
    let ours = work.household.details();
    let theirs = source.details();
    let or = |own: &String, other: String| {
        if own.is_empty() { other } else { own.clone() }
    };
    let needs = |need: &Need| ours.needs.contains(need) || theirs.needs.contains(need);
    let joined = Details {
        alias: or(&ours.alias, theirs.alias.clone()),
        phone: or(&ours.phone, theirs.phone.clone()),
        language: or(&ours.language, theirs.language.clone()),
        territory: or(&ours.territory, theirs.territory.clone()),
        note: or(&ours.note, theirs.note.clone()),
        needs: Need::ALL.iter().copied().filter(needs).collect(),
        animals: ours.animals.max(theirs.animals),
        restricted: ours.restricted || theirs.restricted,
    };
    let household = work.household.clone().with(joined.clone());
    store::update(&mut work.tx, &household).await?;
    if joined.restricted {
        let mut circle: BTreeSet<_> = [work.actor.user_id].into();
        circle.extend(store::circle::named(&mut work.tx, source.id).await?);
        for user in circle {
            store::circle::name(&mut work.tx, household.id, user).await?;
        }
    }
    let (before, after) = differences(&ours, &joined);
    let line = Line {
        household: household.id,
        action: "merge",
        night: work.tonight,
        before: Some(&before),
        after: Some(&after),
    };
    work.journal(line).await
}

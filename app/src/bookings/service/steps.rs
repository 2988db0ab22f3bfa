//! Each step of a booking after it was made.

use chrono::NaiveDate;
use uuid::Uuid;

use super::{Asked, Claimed, claim_lines, obstacles};
use crate::{
    access::{Actor, Class},
    bookings::{
        Booking, CancelReason, Claim, DepartureReason, RefusalReason, Side,
        check::{check_household, check_site},
        rules::{self, Ruled},
        store,
    },
    context::App,
    error::Outcome,
    i18n::Message,
    nights::Nights,
    occupation::Line,
};

/// Names the household of a booking made without one.
pub async fn name(
    app: &App,
    actor: &Actor,
    command: Uuid,
    booking: Uuid,
    household: Uuid,
) -> Outcome<()> {
    asked(app, actor, command, booking, Class::Bookings, None)
        .carry_out(async |tx, booking, _| {
            check_household(tx, actor, household, booking.site_id, booking.nights(), booking.id)
                .await?;
            Ok(rules::name(booking, household)?)
        })
        .await
}

pub async fn confirm(app: &App, actor: &Actor, command: Uuid, booking: Uuid) -> Outcome<()> {
    by_rule(&asked(app, actor, command, booking, Class::Bookings, None), rules::confirm).await
}

pub async fn refuse(
    app: &App,
    actor: &Actor,
    command: Uuid,
    booking: Uuid,
    side: Side,
    reason: RefusalReason,
) -> Outcome<()> {
    let asked = asked(app, actor, command, booking, Class::Bookings, None);
    by_rule(&asked, |booking, lines| rules::refuse(booking, lines, side, reason, actor.tonight))
        .await
}

pub async fn cancel(
    app: &App,
    actor: &Actor,
    command: Uuid,
    booking: Uuid,
    reason: CancelReason,
) -> Outcome<()> {
    let asked = asked(app, actor, command, booking, Class::Bookings, None);
    by_rule(&asked, |booking, lines| rules::cancel(booking, lines, reason, actor.tonight)).await
}

/// Somebody came; refused while the household before is still in the unit.
pub async fn arrive(
    app: &App,
    actor: &Actor,
    command: Uuid,
    booking: Uuid,
    night: NaiveDate,
) -> Outcome<()> {
    asked(app, actor, command, booking, Class::Arrivals, None)
        .carry_out(async |tx, booking, lines| {
            for line in lines.iter().filter(|line| !line.shared) {
                if let Some(other) =
                    store::not_yet_gone(tx, line.unit_id, night, booking.id).await?.first()
                {
                    return Err(obstacles::still_there(tx, actor, other, line.unit_id)
                        .await?
                        .into());
                }
            }
            Ok(rules::arrive(booking, lines, night, actor.tonight)?)
        })
        .await
}

pub async fn no_show(
    app: &App,
    actor: &Actor,
    command: Uuid,
    booking: Uuid,
    night: NaiveDate,
) -> Outcome<()> {
    let asked = asked(app, actor, command, booking, Class::Arrivals, None);
    by_rule(&asked, |booking, lines| rules::no_show(booking, lines, night, actor.tonight)).await
}

pub async fn extend(
    app: &App,
    actor: &Actor,
    command: Uuid,
    booking: Uuid,
    to: Option<NaiveDate>,
) -> Outcome<()> {
    asked(app, actor, command, booking, Class::Bookings, None)
        .carry_out(async |tx, booking, lines| {
            let change = rules::extend(booking, lines, to)?;
            if let Some(nights) = booking.to_night.and_then(|end| Nights::new(end, to)) {
                check_site(tx, booking.site_id, nights).await?;
                if let Some(household) = booking.household_id {
                    check_household(tx, actor, household, booking.site_id, nights, booking.id)
                        .await?;
                }
            }
            Ok(change)
        })
        .await
}

pub async fn shorten(
    app: &App,
    actor: &Actor,
    command: Uuid,
    booking: Uuid,
    to: NaiveDate,
) -> Outcome<()> {
    let asked = asked(app, actor, command, booking, Class::Bookings, None);
    by_rule(&asked, |booking, lines| rules::shorten(booking, lines, to, actor.tonight)).await
}

/// From one unit of the site to one or several others, from a night on.
pub struct Move {
    pub from: Uuid,
    pub targets: Vec<Claim>,
    pub night: NaiveDate,
    pub over_capacity: Option<String>,
}

pub async fn move_unit(
    app: &App,
    actor: &Actor,
    command: Uuid,
    booking: Uuid,
    wanted: &Move,
) -> Outcome<()> {
    asked(app, actor, command, booking, Class::Arrivals, wanted.over_capacity.as_deref())
        .carry_out(async |tx, booking, lines| {
            let end =
                lines.iter().rfind(|line| line.unit_id == wanted.from).map(|line| line.to_night);
            let nights =
                Nights::new(wanted.night, end.ok_or(Message::new("bookings-move-not-there"))?)
                    .ok_or(Message::new("bookings-move-late"))?;
            let claimed = Claimed {
                booking: booking.id,
                site: booking.site_id,
                nights,
                claims: &wanted.targets,
                over_capacity: wanted.over_capacity.is_some(),
            };
            let targets = claim_lines(app, actor, tx, command, claimed).await?;
            Ok(rules::move_unit(booking, lines, wanted.from, &targets, wanted.night)?)
        })
        .await
}

pub async fn depart(
    app: &App,
    actor: &Actor,
    command: Uuid,
    booking: Uuid,
    on: NaiveDate,
    reason: DepartureReason,
) -> Outcome<()> {
    let asked = asked(app, actor, command, booking, Class::Arrivals, None);
    by_rule(&asked, |booking, lines| rules::depart(booking, lines, on, reason, actor.tonight)).await
}

pub(super) fn asked<'a>(
    app: &'a App,
    actor: &'a Actor,
    command: Uuid,
    booking: Uuid,
    class: Class,
    reason: Option<&'a str>,
) -> Asked<'a> {
    Asked { app, actor, command, booking, class, reason }
}

async fn by_rule(asked: &Asked<'_>, rule: impl FnOnce(&Booking, &[Line]) -> Ruled) -> Outcome<()> {
    asked.carry_out(async |_, booking, lines| Ok(rule(booking, lines)?)).await
}

//! Who follows the families: workers of each operator, and what they did.

use app::{
    access::Role,
    accounts::store::{NewGrant, NewUser, insert_grant, insert_user},
    db::{Stored, Tx},
    execute,
    requests::{self, Request, RequestState, Slept, Source},
    tx_all,
};
use chrono::{Days, Duration, NaiveDate};
use uuid::Uuid;

use super::{chance::Chance, lives::Cast, words};

/// Nobody signs in with it.
const NO_PASSWORD: &str = "!";
/// One family in so many has lost its operator a few days ago.
const LOST_ONE_IN: usize = 60;

pub(super) async fn build(
    tx: &mut Tx,
    chance: &mut Chance,
    cast: &Cast,
    (own, workers): (Uuid, usize),
) -> Stored<()> {
    close_left(tx).await?;
    ask(tx, chance, cast).await?;
    let mut teams = Vec::new();
    for (place, mandate) in cast.mandates.iter().enumerate() {
        let first = (place == 0).then_some(own);
        teams.push((*mandate, team(tx, chance, cast, *mandate, first, workers).await?));
    }
    for (mandate, team) in teams {
        let followed: Vec<(Uuid, Uuid, NaiveDate)> = tx_all!(
            tx,
            "select id, household_id, from_night from assignment where mandate_id = $1 and to_night is null order by id",
            mandate
        )?;
        for (number, (assignment, household, since)) in followed.into_iter().enumerate() {
            if number % LOST_ONE_IN == LOST_ONE_IN - 1 && since < cast.tonight - Days::new(9) {
                end(tx, assignment, cast.tonight - Days::new(1 + chance.below(8) as u64)).await?;
                continue;
            }
            let worker = team[number % team.len()];
            execute!(tx, "update assignment set worker_id = $2 where id = $1", assignment, worker)?;
            follow(tx, chance, cast, (household, worker), since).await?;
        }
    }
    Ok(())
}

/// Families that left without a place ask for one again, and wait tonight.
async fn ask(tx: &mut Tx, chance: &mut Chance, cast: &Cast) -> Stored<()> {
    let gone: Vec<(Uuid,)> = tx_all!(
        tx,
        "select b.household_id from booking b join household h on h.id = b.household_id
         where b.reason = 'left_without_notice' and not h.restricted
         order by b.departed_on desc, b.id limit 18"
    )?;
    let sources = [Source::Call115, Source::Outreach, Source::District, Source::Return];
    let slept = [Slept::Street, Slept::ThirdParty, Slept::Car, Slept::PaidHotel];
    for (number, (household,)) in gone.into_iter().enumerate() {
        let hours = 2 + i64::try_from(chance.below(200)).unwrap_or(0);
        let at = cast.now - Duration::hours(hours);
        let (source, slept) = (sources[chance.below(4)], slept[chance.below(4)]);
        let mut request = Request::new(chance.id(), household, source, slept, at);
        if number % 3 > 0 {
            request.state = RequestState::Evaluated;
        }
        requests::store::insert(tx, &request, cast.coordinator).await?;
    }
    Ok(())
}

/// A family that left is no longer followed.
async fn close_left(tx: &mut Tx) -> Stored<()> {
    execute!(
        tx,
        "update assignment set ended_reason = 'household_left', to_night = (
             select max(b.departed_on) from booking b where b.household_id = assignment.household_id)
         where exists (select 1 from booking b where b.household_id = assignment.household_id and b.departed_on > assignment.from_night)
           and not exists (select 1 from booking b where b.household_id = assignment.household_id
               and b.state in ('requested', 'held', 'confirmed', 'arrived'))"
    )?;
    Ok(())
}

async fn end(tx: &mut Tx, assignment: Uuid, on: NaiveDate) -> Stored<()> {
    execute!(
        tx,
        "update assignment set to_night = $2, ended_reason = 'mandate_ended' where id = $1",
        assignment,
        on
    )?;
    Ok(())
}

/// The workers of a mandate; the demonstration's own is the first of hers.
async fn team(
    tx: &mut Tx,
    chance: &mut Chance,
    cast: &Cast,
    mandate: Uuid,
    first: Option<Uuid>,
    workers: usize,
) -> Stored<Vec<Uuid>> {
    let organisations: Vec<(Uuid,)> =
        tx_all!(tx, "select organisation_id from mandate where id = $1", mandate)?;
    let Some((organisation,)) = organisations.first().copied() else {
        return Ok(Vec::new());
    };
    execute!(
        tx,
        "update mandate set caseload_max = 25, first_visit_days = 5, contact_days = 30 where id = $1",
        mandate
    )?;
    let mut team: Vec<Uuid> = first.into_iter().collect();
    while team.len() < workers {
        let user_id = chance.id();
        let name = format!(
            "{} {}",
            words::FIRST_NAMES[chance.below(words::FIRST_NAMES.len())],
            words::FAMILY_NAMES[chance.below(words::FAMILY_NAMES.len())]
        );
        let email = format!("{user_id}@demo.escale.example");
        let user = NewUser {
            id: user_id,
            organisation_id: organisation,
            email: &email,
            name: &name,
            password_hash: NO_PASSWORD,
        };
        insert_user(tx, user, cast.now).await?;
        let grant = NewGrant {
            user_id,
            role: Role::SocialWorker,
            organisation_id: organisation,
            mandate_id: Some(mandate),
            from_night: cast.since,
        };
        insert_grant(tx, &grant, cast.now).await?;
        team.push(user_id);
    }
    Ok(team)
}

/// A first visit, mostly in time, and the last contacts.
async fn follow(
    tx: &mut Tx,
    chance: &mut Chance,
    cast: &Cast,
    (household, worker): (Uuid, Uuid),
    since: NaiveDate,
) -> Stored<()> {
    let first = since + Days::new(1 + chance.below(8) as u64);
    let mut days = vec![(first, "visit")];
    let mut last = cast.tonight - Days::new(chance.below(40) as u64);
    for _ in 0..3 {
        let channel = ["visit", "office", "phone", "interpreter", "failed"][chance.below(5)];
        days.push((last, channel));
        last = last - Days::new(15 + chance.below(25) as u64);
    }
    for (on, channel) in days.into_iter().filter(|(on, _)| *on >= first && *on <= cast.tonight) {
        let themes = ["schooling", "housing", "health_cover", "resources", "domiciliation"];
        let id = chance.id();
        execute!(
            tx,
            "insert into contact (id, household_id, worker_id, on_day, channel, themes, command_id, recorded_at)
             values ($1, $2, $3, $4, $5, $6, $1, $7)",
            id,
            household,
            worker,
            on,
            channel,
            themes[chance.below(themes.len())],
            cast.now
        )?;
    }
    Ok(())
}

//! Sites, units, closures; places, the board, today, trends.

use app::{
    access::Actor,
    board,
    closures::{self, Cause, rules::NewClosure, service::NewEnd},
    counts::Measured,
    error::Outcome,
    execute,
    nights::Nights,
    places::{self, Wish},
    sites::{
        self, Contact, Measure, Price, PriceBasis, SiteKind, SiteState,
        rules::Step,
        service::{Dated, Filter, NewSite, Which},
    },
    today::{
        self,
        service::{Group, Line, Question, Slice, answers as answers_of},
    },
    trends,
    units::{
        self,
        rules::{Changes, Wanted},
        service::NewUnits,
    },
};
use uuid::Uuid;

use super::{
    calls,
    case::{Case, among},
};
use crate::support::world::{id, night};

calls!(
    "sites::list" => list,
    "sites::sheet" => sheet,
    "sites::managers" => managers,
    "sites::create" => create,
    "sites::edit" => edit,
    "sites::take_step" => take_step,
    "sites::add" => add,
    "sites::add / a price" => add_price,
    "sites::end" => end,
    "sites::end / a price" => end_price,
    "units::at_site" => units_at_site,
    "units::create" => create_units,
    "units::edit" => edit_units,
    "closures::of_site" => closures_of_site,
    "closures::taken_units" => taken_units,
    "closures::close" => close,
    "closures::move_end" => move_end,
    "places::find" => find,
    "places::card" => card,
    "board::load" => load,
    "board::day" => day,
    "board::sites_to_open" => sites_to_open,
    "today::today" => today,
    "today::today / unnamed" => today_unnamed,
    "today::answers" => answers,
    "today::may_hear" => may_hear,
    "today::may_hear / family" => may_hear_of_a_family,
    "trends::trend" => trend,
);

fn now() -> Uuid {
    Uuid::now_v7()
}

async fn list(case: &Case<'_>) -> Outcome<()> {
    let list = sites::service::list(case.app(), case.actor, &Filter::default()).await?;
    assert_eq!(list.total, list.rows.len(), "the count tells what is shown");
    among(list.rows.iter().any(|row| row.site.id == case.site()))
}

async fn sheet(case: &Case<'_>) -> Outcome<()> {
    sites::service::sheet(case.app(), case.actor, case.site()).await.map(drop)
}

async fn managers(case: &Case<'_>) -> Outcome<()> {
    sites::service::managers(case.app(), case.actor).await.map(drop)
}

fn a_site(manager: Uuid) -> NewSite {
    NewSite {
        code: String::new(),
        name: "Les Essais".to_owned(),
        kind: SiteKind::HotelAllotment,
        measure: Measure::ByUnit,
        manager_id: manager,
        address: String::new(),
        territory: "75118".to_owned(),
        territory_name: "Paris 18e".to_owned(),
        latitude: None,
        longitude: None,
        amenities: Vec::new(),
        checkin_from: "14:00".to_owned(),
        checkout_until: "12:00".to_owned(),
        no_show_at: "22:00".to_owned(),
        agreement_ends: None,
        stay_target_nights: None,
    }
}

/// A new site is nobody's yet: in scope for whoever's right lists no site.
async fn create(case: &Case<'_>) -> Outcome<()> {
    let mut actor = case.actor.clone();
    if case.inside {
        actor.grants[0].sites.clear();
    }
    sites::service::create(case.app(), &actor, now(), &a_site(id("host-a"))).await.map(drop)
}

async fn edit(case: &Case<'_>) -> Outcome<()> {
    let site = sites::store::site(&case.app().db, case.site()).await?.unwrap();
    let new = NewSite { code: site.code, ..a_site(site.manager_id) };
    sites::service::edit(case.app(), case.actor, now(), site.id, site.version, &new).await
}

/// A site that is only a prospect: its next step hinders nobody.
async fn prospect(case: &Case<'_>) -> (Uuid, Actor) {
    let (site, mut actor) = (now(), case.actor.clone());
    let mut tx = case.begin().await;
    execute!(
        tx,
        "insert into site (id, code, name, kind, measure, state, manager_id, territory, territory_name, created_at)
         values ($1, $2, $2, 'hotel_allotment', 'by_unit', 'prospect', $3, '75118', 'Paris 18e', $4)",
        site,
        site.to_string(),
        id("host-a"),
        case.world.clock.now()
    )
    .unwrap();
    tx.save().await.unwrap();
    if case.inside {
        let grant = &mut actor.grants[0];
        if grant.sites.is_empty() { &mut grant.own_sites } else { &mut grant.sites }.push(site);
    }
    (site, actor)
}

async fn take_step(case: &Case<'_>) -> Outcome<()> {
    let (site, actor) = prospect(case).await;
    let step = Step { to: SiteState::Visited, on: None, review_on: None, reason: String::new() };
    sites::service::take_step(case.app(), &actor, now(), site, 1, &step).await
}

fn contact() -> Dated {
    let text = String::new;
    Dated::Contact(Contact {
        id: now(),
        label: "Veilleur".to_owned(),
        phone: text(),
        email: text(),
    })
}

fn price() -> Dated {
    Dated::Price(Price {
        id: now(),
        from_night: night("2026-03-01"),
        to_night: None,
        basis: PriceBasis::PerPerson,
        amount_cents: 1750,
        infants_free_below: 2,
    })
}

async fn add(case: &Case<'_>) -> Outcome<()> {
    sites::service::add(case.app(), case.actor, now(), case.site(), &contact()).await
}

async fn add_price(case: &Case<'_>) -> Outcome<()> {
    sites::service::add(case.app(), case.actor, now(), case.site(), &price()).await
}

async fn end(case: &Case<'_>) -> Outcome<()> {
    ended(case, contact(), Which::Contact).await
}

async fn end_price(case: &Case<'_>) -> Outcome<()> {
    ended(case, price(), Which::Price).await
}

async fn ended(case: &Case<'_>, dated: Dated, which: Which) -> Outcome<()> {
    let (Dated::Contact(Contact { id, .. }) | Dated::Price(Price { id, .. })) = dated else {
        unreachable!("neither is made here");
    };
    // A booking officer writes both, at every site.
    let fanny = case.world.actor("fanny").await;
    sites::service::add(case.app(), &fanny, now(), case.site(), &dated).await.unwrap();
    sites::service::end(case.app(), case.actor, now(), case.site(), which, id).await
}

async fn units_at_site(case: &Case<'_>) -> Outcome<()> {
    units::service::at_site(case.app(), case.actor, case.site()).await.map(drop)
}

async fn create_units(case: &Case<'_>) -> Outcome<()> {
    let label = now().to_string().split_off(10);
    let new = NewUnits {
        site_id: case.site(),
        wanted: vec![Wanted { label, places: None }],
        places: 2,
        cots: 0,
        floor: None,
        step_free: false,
        wheelchair: false,
        kitchen: false,
        private_bath: true,
        shared: false,
        in_service_from: night("2026-01-01"),
        in_service_to: None,
    };
    units::service::create(case.app(), case.actor, now(), &new).await.map(drop)
}

async fn edit_units(case: &Case<'_>) -> Outcome<()> {
    let (seen, changes) =
        ([(case.unit().await, 1)], Changes { cots: Some(1), ..Changes::default() });
    let edited = units::service::edit(case.app(), case.actor, now(), case.site(), &seen, &changes);
    edited.await.map(drop)
}

async fn closures_of_site(case: &Case<'_>) -> Outcome<()> {
    closures::service::of_site(case.app(), case.actor, case.site()).await.map(drop)
}

async fn taken_units(case: &Case<'_>) -> Outcome<()> {
    let nights = Nights::open(night("2026-03-12"));
    let asked = [case.unit().await];
    let taken = closures::service::taken_units(case.app(), case.actor, case.site(), &asked, nights);
    taken.await.map(drop)
}

async fn closure(case: &Case<'_>) -> NewClosure {
    NewClosure {
        site_id: case.site(),
        unit_ids: vec![case.unit().await],
        cause: Cause::Bedbugs,
        detail: String::new(),
        owner: "Hygiène 2000".to_owned(),
        from: night("2026-03-12"),
        to: Some(night("2026-03-20")),
        review_on: None,
        degraded: Vec::new(),
        decided_by: String::new(),
        degraded_reason: String::new(),
    }
}

async fn close(case: &Case<'_>) -> Outcome<()> {
    let new = closure(case).await;
    closures::service::close(case.app(), case.actor, now(), &new).await.map(drop)
}

async fn move_end(case: &Case<'_>) -> Outcome<()> {
    let (fanny, new) = (case.world.actor("fanny").await, closure(case).await);
    let closed = closures::service::close(case.app(), &fanny, now(), &new).await.unwrap();
    let end = NewEnd {
        closure_id: closed,
        version: 1,
        unit_ids: Vec::new(),
        to: Some(night("2026-03-15")),
        review_on: None,
    };
    closures::service::move_end(case.app(), case.actor, now(), &end).await.map(drop)
}

async fn find(case: &Case<'_>) -> Outcome<()> {
    let wish = Wish {
        adults: 1,
        children: 0,
        cots: 0,
        nights: Nights::between(night("2026-03-12"), night("2026-03-14")).unwrap(),
        requirements: Vec::new(),
        territory: String::new(),
        kind: None,
        site: None,
        near: None,
    };
    let found = places::service::find(case.app(), case.actor, &wish).await?;
    among(found.offers.iter().any(|offer| offer.site_id == case.site()))
}

async fn card(case: &Case<'_>) -> Outcome<()> {
    let family = case.family().await;
    places::service::card(case.app(), case.actor, family.id).await.map(drop)
}

async fn load(case: &Case<'_>) -> Outcome<()> {
    let window = Nights::between(night("2026-03-12"), night("2026-03-26")).unwrap();
    board::service::load(case.app(), case.actor, case.site(), window).await.map(drop)
}

async fn day(case: &Case<'_>) -> Outcome<()> {
    let tonight = case.world.clock.tonight();
    board::service::day(case.app(), case.actor, case.site(), tonight).await.map(drop)
}

async fn sites_to_open(case: &Case<'_>) -> Outcome<()> {
    let sites = board::service::sites_to_open(case.app(), case.actor, "").await?;
    among(sites.iter().any(|site| site.id == case.site()))
}

async fn today(case: &Case<'_>) -> Outcome<()> {
    is_today(case, case.booked().await.id).await
}

async fn today_unnamed(case: &Case<'_>) -> Outcome<()> {
    is_today(case, case.unnamed().await.id).await
}

async fn is_today(case: &Case<'_>, booking: Uuid) -> Outcome<()> {
    let groups = today::service::today(case.app(), case.actor, usize::MAX).await?;
    among(groups.iter().any(|group| answers_with(group, booking)))
}

async fn answers(case: &Case<'_>) -> Outcome<()> {
    let booking = case.booked().await.id;
    let slice = Slice { offset: 0, limit: usize::MAX };
    let arrivals = answers_of(case.app(), case.actor, Question::Arrivals, slice).await?;
    among(answers_with(&arrivals, booking))
}

fn answers_with(group: &Group, booking: Uuid) -> bool {
    group.lines.iter().any(|line| matches!(line, Line::Booking(item) if item.summary.id == booking))
}

async fn may_hear(case: &Case<'_>) -> Outcome<()> {
    among(today::service::may_hear(case.app(), case.actor, case.site()).await?)
}

async fn may_hear_of_a_family(case: &Case<'_>) -> Outcome<()> {
    let family = case.family().await;
    among(today::service::may_hear(case.app(), case.actor, family.id).await?)
}

async fn trend(case: &Case<'_>) -> Outcome<()> {
    case.arrived("2026-03-10").await;
    let asked = trends::Asked {
        from: night("2026-03-01"),
        to: night("2026-03-12"),
        grain: trends::Grain::Night,
        measure: Measured::Unit,
        split: Some(trends::Split::Site),
        kind: String::new(),
        public: String::new(),
        known_on: None,
    };
    let trend = trends::service::trend(case.app(), case.actor, asked).await?;
    let site = sites::store::site(&case.app().db, case.site()).await?.unwrap();
    among(trend.parts.iter().any(|part| [&site.code, &site.name].contains(&&part.word)))
}

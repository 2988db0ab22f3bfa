//! Who reaches what: every service of [`FEATURES`], for every role, in its scope and out of
//! it, as one table.

mod case;
mod hidden;
mod of_bookings;
mod of_funding;
mod of_households;
mod of_requests;
mod of_sites;
mod of_support;

use app::{
    access::Role,
    error::{AppError, Outcome},
};

use crate::support::{source::sources, world::World};
use case::Case;

/// `+` done, `-` forbidden, `o` not found, as for what does not exist.
///
/// A role's right lists one site. Out of scope, the site is another, and the household is on
/// the account of another organisation and sleeps there. After a stroke, the row says what
/// alone is on the other side. Lists do what they are asked when the site or the household
/// is among what they answer.
///
/// CO coordinator, FA field agent, SW social worker, BO booking officer, SM site manager,
/// AN analyst, HM head of mission, AD administrator, DP data protection.
const TABLE: &str = "
                            in scope                    out of scope
                            CO FA SW BO SM AN HM AD DP  CO FA SW BO SM AN HM AD DP
sites::list                 +  +  +  +  +  +  +  +  +   o  o  o  o  o  o  o  o  o
sites::sheet                +  +  +  +  +  +  +  +  +   o  o  o  o  o  o  o  o  o
sites::managers             +  +  +  +  +  +  +  +  +   +  +  +  +  +  +  +  +  +
sites::create               +  -  -  +  -  -  -  -  -   -  -  -  -  -  -  -  -  -
sites::edit                 +  -  -  +  +  -  -  -  -   o  o  o  o  o  o  o  o  o
sites::take_step            +  -  -  +  +  -  -  -  -   o  o  o  o  o  o  o  o  o
sites::add                  +  -  -  +  +  -  -  -  -   o  o  o  o  o  o  o  o  o
sites::add / a price        -  -  -  +  -  -  -  -  -   o  o  o  o  o  o  o  o  o
sites::end                  +  -  -  +  +  -  -  -  -   o  o  o  o  o  o  o  o  o
sites::end / a price        -  -  -  +  -  -  -  -  -   o  o  o  o  o  o  o  o  o
units::at_site              +  +  +  +  +  +  +  +  +   o  o  o  o  o  o  o  o  o
units::create               +  -  -  +  +  -  -  -  -   o  o  o  o  o  o  o  o  o
units::edit                 +  -  -  +  +  -  -  -  -   o  o  o  o  o  o  o  o  o
closures::of_site           +  +  +  +  +  +  +  +  +   o  o  o  o  o  o  o  o  o
closures::taken_units       +  +  +  +  +  +  +  +  +   o  o  o  o  o  o  o  o  o
closures::close             +  -  -  +  +  -  -  -  -   o  o  o  o  o  o  o  o  o
closures::move_end          +  -  -  +  +  -  -  -  -   o  o  o  o  o  o  o  o  o

places::find                +  -  -  +  -  -  -  -  -   o  -  -  o  -  -  -  -  -
places::card                +  +  +  +  +  +  +  o  +   o  o  o  o  o  o  o  o  o
board::load                 +  +  +  +  +  +  +  -  +   o  o  o  o  o  o  o  o  o
board::day                  +  +  +  +  +  +  +  -  +   o  o  o  o  o  o  o  o  o
board::sites_to_open        +  +  +  +  +  +  +  o  +   o  o  o  o  o  o  o  o  o
today::today                +  +  +  +  +  +  +  o  +   o  o  o  o  o  o  o  o  o
today::answers              +  +  +  +  +  +  +  o  +   o  o  o  o  o  o  o  o  o
today::may_hear             +  +  +  +  +  +  +  +  +   o  o  o  o  o  o  o  o  o
today::may_hear / family    +  +  +  +  +  +  +  o  +   o  o  o  o  o  o  o  o  o
today::today / unnamed      +  +  +  +  +  +  +  o  +   o  o  o  o  o  o  o  o  o
trends::trend               +  -  +  +  +  +  +  +  +   o  -  o  o  o  o  o  o  o

households::search          +  +  +  +  +  +  +  -  +   o  o  o  o  o  o  o  -  o
households::open            +  +  +  +  +  +  +  -  +   o  o  o  o  o  o  o  -  o
households::may_open        +  +  +  +  +  +  +  o  +   o  o  o  o  o  o  o  o  o
households::intake          +  +  +  +  +  -  -  -  -   +  +  +  +  +  -  -  -  -
households::edit            +  +  +  +  +  -  -  -  -   o  o  o  o  o  -  -  -  -
households::birth           +  +  +  +  +  -  -  -  -   o  o  o  o  o  -  -  -  -
households::arrival         +  +  +  +  +  -  -  -  -   o  o  o  o  o  -  -  -  -
households::departure       +  +  +  +  +  -  -  -  -   o  o  o  o  o  -  -  -  -
households::death           +  +  +  +  +  -  -  -  -   o  o  o  o  o  -  -  -  -
households::mistake         +  +  +  +  +  -  -  -  -   o  o  o  o  o  -  -  -  -
households::identity        +  +  +  -  -  -  -  -  -   o  o  o  o  o  -  -  -  -
households::split           +  +  +  +  +  -  -  -  -   o  o  o  o  o  -  -  -  -
households::undo            +  +  +  +  +  -  -  -  -   o  o  o  o  o  -  -  -  -
households::restrict        +  +  +  +  +  -  -  -  -   o  o  o  o  o  -  -  -  -
households::name            +  +  +  +  +  -  -  -  -   o  o  o  o  o  -  -  -  -
households::unname          +  +  +  +  +  -  -  -  -   o  o  o  o  o  -  -  -  -
households::keep_apart      +  +  +  +  +  -  -  -  -   o  o  o  o  o  -  -  -  -
households::lift_apart      +  +  +  +  +  -  -  -  -   o  o  o  o  o  -  -  -  -
households::lift_apart / it o  o  o  o  o  -  -  -  -   o  o  o  o  o  -  -  -  -
households::decide          +  +  +  +  +  -  -  -  -   o  o  o  o  o  -  -  -  -
households::compare         +  +  +  +  +  -  -  -  -   o  o  o  o  o  -  -  -  -
households::compare / it    o  o  o  o  o  -  -  -  -   o  o  o  o  o  -  -  -  -
households::merge           +  +  +  +  +  -  -  -  -   o  o  o  o  o  -  -  -  -
households::merge / it      o  o  o  o  o  -  -  -  -   o  o  o  o  o  -  -  -  -

bookings::show              +  +  +  +  +  +  +  o  +   o  o  o  o  o  o  o  o  o
bookings::show / unnamed    +  +  +  +  +  +  +  o  +   o  o  o  o  o  o  o  o  o
bookings::sheet             +  +  +  +  +  +  +  o  +   o  o  o  o  o  o  o  o  o
bookings::of_household      +  +  +  +  +  +  +  o  +   o  o  o  o  o  o  o  o  o
bookings::of_household / it o  o  o  o  o  o  o  o  o   o  o  o  o  o  o  o  o  o
bookings::draft             +  -  -  +  -  -  -  -  -   o  o  o  o  o  o  o  o  o
bookings::draft / family    o  -  -  o  -  -  -  -  -   o  o  o  o  o  o  o  o  o
bookings::place             +  -  -  +  -  -  -  -  -   o  o  o  o  o  o  o  o  o
bookings::place / family    o  -  -  o  -  -  -  -  -   o  o  o  o  o  o  o  o  o
bookings::place / crowded   +  -  -  -  -  -  -  -  -   o  o  o  o  o  o  o  o  o
bookings::name              +  -  -  +  -  -  -  -  -   o  o  o  o  o  o  o  o  o
bookings::name / family     o  -  -  o  -  -  -  -  -   o  o  o  o  o  o  o  o  o
bookings::confirm           +  -  -  +  -  -  -  o  -   o  o  o  o  o  o  o  o  o
bookings::refuse            +  -  -  +  -  -  -  o  -   o  o  o  o  o  o  o  o  o
bookings::cancel            +  -  -  +  -  -  -  o  -   o  o  o  o  o  o  o  o  o
bookings::arrive            +  +  -  +  +  -  -  o  -   o  o  o  o  o  o  o  o  o
bookings::no_show           +  +  -  +  +  -  -  o  -   o  o  o  o  o  o  o  o  o
bookings::extend            +  -  -  +  -  -  -  o  -   o  o  o  o  o  o  o  o  o
bookings::shorten           +  -  -  +  -  -  -  o  -   o  o  o  o  o  o  o  o  o
bookings::move_unit         +  +  -  +  +  -  -  o  -   o  o  o  o  o  o  o  o  o
bookings::depart            +  +  -  +  +  -  -  o  -   o  o  o  o  o  o  o  o  o
bookings::transfer          +  -  -  +  -  -  -  o  -   o  o  o  o  o  o  o  o  o
bookings::transfer / site   o  -  -  o  -  -  -  o  -   o  o  o  o  o  o  o  o  o
bookings::undo              +  +  -  +  +  -  -  o  -   o  o  o  o  o  o  o  o  o

funding::of_household       +  -  +  +  -  +  +  -  +   o  -  o  o  -  o  o  -  o
funding::add                +  -  -  -  -  -  +  -  -   o  -  -  -  -  -  o  -  -
funding::grant              +  -  -  -  -  -  +  -  -   o  -  -  -  -  -  o  -  -
funding::refuse             +  -  -  -  -  -  +  -  -   o  -  -  -  -  -  o  -  -
funding::extend             +  -  -  -  -  -  +  -  -   o  -  -  -  -  -  o  -  -
funding::close              +  -  -  -  -  -  +  -  -   o  -  -  -  -  -  o  -  -
renewals::due               +  -  +  +  -  +  +  -  +   o  -  o  o  -  o  o  -  o
renewals::preview           +  -  -  -  -  -  +  -  -   o  -  -  -  -  -  o  -  -
renewals::extend            +  -  -  -  -  -  +  -  -   o  -  -  -  -  -  o  -  -
renewals::refuse            +  -  -  -  -  -  +  -  -   o  -  -  -  -  -  o  -  -
renewals::closing_days      +  -  +  +  -  +  +  -  +   +  -  +  +  -  +  +  -  +
renewals::add_closing_day   +  -  -  -  -  -  +  -  -   +  -  -  -  -  -  +  -  -

assignments::of_household   +  -  +  -  -  +  +  -  +   o  -  o  -  -  o  o  -  o
assignments::offer          +  -  +  -  -  -  -  -  -   o  -  o  -  -  -  -  -  -
assignments::accept         o  -  +  -  -  -  -  -  -   o  -  o  -  -  -  -  -  -
assignments::refuse         o  -  +  -  -  -  -  -  -   o  -  o  -  -  -  -  -  -
assignments::withdraw       +  -  +  -  -  -  -  -  -   o  -  o  -  -  -  -  -  -
assignments::end            +  -  +  -  -  -  -  -  -   o  -  o  -  -  -  -  -  -
assignments::entrust        -  -  +  -  -  -  -  -  -   o  -  o  -  -  -  -  -  -
assignments::offered        o  -  +  -  -  o  o  -  o   o  -  o  -  -  o  o  -  o
assignments::without_lead   +  -  +  -  -  +  +  -  +   o  -  o  -  -  o  o  -  o
assignments::lots           +  -  +  -  -  +  +  -  +   +  -  +  -  -  +  +  -  +
contacts::of_household      +  -  +  -  -  -  -  -  -   o  -  o  -  -  -  -  -  -
contacts::log               -  -  +  -  -  -  -  -  -   -  -  o  -  -  -  -  -  -
contacts::take_back         -  -  +  -  -  -  -  -  -   -  -  o  -  -  -  -  -  -
portfolio::families         o  -  +  -  -  -  -  -  -   o  -  o  -  -  -  -  -  -

requests::receive           +  +  +  -  -  -  -  -  -   o  o  o  -  -  -  -  -  -
requests::evaluate          +  +  +  -  -  -  -  -  -   o  o  o  -  -  -  -  -  -
requests::park              +  +  +  -  -  -  -  -  -   o  o  o  -  -  -  -  -  -
requests::close             +  +  +  -  -  -  -  -  -   o  o  o  -  -  -  -  -  -
requests::reopen            +  +  +  -  -  -  -  -  -   o  o  o  -  -  -  -  -  -
requests::answer            +  +  +  -  -  -  -  -  -   o  o  o  -  -  -  -  -  -
requests::move_to           +  -  -  -  -  -  -  -  -   o  -  -  -  -  -  -  -  -
requests::review            +  -  -  -  -  -  -  -  -   o  -  -  -  -  -  -  -  -
requests::sheet             +  +  +  +  -  +  +  -  +   o  o  o  o  -  o  o  -  o
requests::of_household      +  +  +  +  -  +  +  -  +   o  o  o  o  -  o  o  -  o
requests::evening           +  +  +  +  -  +  +  -  +   o  o  o  o  -  o  o  -  o
requests::publish           +  -  -  -  -  -  -  -  -   +  -  -  -  -  -  -  -  -
";

/// Each role in a world of its own, on both engines: `reach::analyst::postgres`.
macro_rules! each_role {
    ($($name:ident: $role:ident),+ $(,)?) => {
        on_both!($($name),+);
        $(async fn $name(world: World) {
            agrees(world, Role::$role).await;
        })+
    };
}

each_role!(
    coordinator: Coordinator,
    field_agent: FieldAgent,
    social_worker: SocialWorker,
    booking_officer: BookingOfficer,
    site_manager: SiteManager,
    analyst: Analyst,
    head_of_mission: HeadOfMission,
    administrator: Administrator,
    data_protection: DataProtection,
);

struct Row {
    /// `bookings::place / family`
    name: &'static str,
    cells: Vec<&'static str>,
}

impl Row {
    fn cell(&self, role: Role, inside: bool) -> &'static str {
        let column = Role::ALL.iter().position(|each| *each == role).unwrap();
        self.cells[if inside { column } else { column + Role::ALL.len() }]
    }

    /// `bookings::place`
    fn service(&self) -> &'static str {
        self.name.split(" / ").next().unwrap()
    }
}

fn table() -> Vec<Row> {
    let rows = TABLE.lines().filter(|line| line.contains("::"));
    rows.map(|line| {
        let (name, cells) = line.split_at(28);
        let cells: Vec<_> = cells.split_whitespace().collect();
        assert_eq!(cells.len(), 2 * Role::ALL.len(), "{line}");
        assert!(cells.iter().all(|cell| ["+", "-", "o"].contains(cell)), "{line}");
        Row { name: name.trim_end(), cells }
    })
    .collect()
}

async fn agrees(world: World, role: Role) {
    let actor = case::settle(&world, role).await;
    let mut faults = Vec::new();
    for row in table() {
        for inside in [true, false] {
            let case = Case { world: &world, actor: &actor, inside };
            let found = answer(&case, row.name).await;
            let expected = row.cell(role, inside);
            if mark(&found) != expected {
                let scope = if inside { "in scope" } else { "out of scope" };
                faults.push(format!("{} {scope}: {expected} and not {found:?}", row.name));
            }
        }
    }
    assert!(faults.is_empty(), "{role:?}:\n{}", faults.join("\n"));
}

async fn answer(case: &Case<'_>, name: &str) -> Outcome<()> {
    if let Some(answer) = of_sites::answer(case, name).await {
        return answer;
    }
    if let Some(answer) = of_households::answer(case, name).await {
        return answer;
    }
    if let Some(answer) = of_funding::answer(case, name).await {
        return answer;
    }
    if let Some(answer) = of_requests::answer(case, name).await {
        return answer;
    }
    if let Some(answer) = of_support::answer(case, name).await {
        return answer;
    }
    let answer = of_bookings::answer(case, name).await;
    answer.unwrap_or_else(|| panic!("nothing calls {name}"))
}

fn mark(outcome: &Outcome<()>) -> &'static str {
    match outcome {
        Ok(()) => "+",
        Err(AppError::Forbidden) => "-",
        Err(AppError::NotFound) => "o",
        Err(_) => "neither",
    }
}

/// Writes `answer`: one line a row of the table.
macro_rules! calls {
    ($($name:literal => $call:ident),+ $(,)?) => {
        pub(super) async fn answer(
            case: &super::case::Case<'_>,
            name: &str,
        ) -> Option<app::error::Outcome<()>> {
            Some(match name {
                $($name => Box::pin($call(case)).await,)+
                _ => return None,
            })
        }
    };
}
use calls;

const FEATURES: [&str; 15] = [
    "assignments",
    "board",
    "bookings",
    "closures",
    "contacts",
    "funding",
    "households",
    "places",
    "portfolio",
    "renewals",
    "requests",
    "sites",
    "today",
    "trends",
    "units",
];

#[test]
fn every_service_somebody_calls_is_in_the_table() {
    let mut services = Vec::new();
    for source in sources(&["app/src"]).iter().filter(|source| source.has_role("service")) {
        let feature = source.feature().unwrap();
        if !FEATURES.contains(&feature) {
            continue;
        }
        for function in source.text.split("\npub async fn ").skip(1) {
            let (head, _) = function.split_once("{\n").unwrap();
            // What nobody calls but the clock asks nobody's rights.
            if head.contains("actor: &Actor") {
                let name = head.split('(').next().unwrap();
                services.push(format!("{feature}::{name}"));
            }
        }
    }
    services.sort();
    let mut rows: Vec<_> = table().iter().map(|row| row.service().to_owned()).collect();
    rows.sort();
    rows.dedup();
    assert_eq!(rows, services, "on the left the table, on the right the source");
}

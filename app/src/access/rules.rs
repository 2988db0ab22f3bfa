//! Domain B.2 as one table.

use super::{Class, Role};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    None,
    Read,
    Write,
}

#[derive(Clone, Copy, Debug)]
pub enum Need {
    Read,
    Write,
}

impl From<Need> for Reach {
    fn from(need: Need) -> Self {
        match need {
            Need::Read => Self::Read,
            Need::Write => Self::Write,
        }
    }
}

/// One row a role; columns in the order of [`Class`]: aggregates, sites, household,
/// identity, support, sensitive, money, accounts, journals, bookings, arrivals, over-capacity,
/// funding, assignments, requests.
const TABLE: [(Role, &str); 9] = [
    (Role::Coordinator, "rwwwr-r--wwwwww"),
    (Role::FieldAgent, "-rww------w---w"),
    (Role::SocialWorker, "rrwww----r--rww"),
    (Role::BookingOfficer, "rwwr--w--ww-r-r"),
    (Role::SiteManager, "rwwr-----rw----"),
    (Role::Analyst, "wrr---r--r--rrr"),
    (Role::HeadOfMission, "wrr---r--r-wwrr"),
    (Role::Administrator, "rr-----w-------"),
    (Role::DataProtection, "rrr-----rr--rrr"),
];

pub fn reach(role: Role, class: Class) -> Reach {
    let column = Class::ALL.iter().position(|each| *each == class).unwrap_or(usize::MAX);
    let row = TABLE.iter().find(|(each, _)| *each == role).map_or("", |(_, row)| row);
    match row.as_bytes().get(column) {
        Some(b'w') => Reach::Write,
        Some(b'r') => Reach::Read,
        _ => Reach::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_has_a_full_row() {
        for role in Role::ALL {
            let row = TABLE.iter().find(|(each, _)| each == role).map(|(_, row)| *row);
            assert_eq!(row.map(str::len), Some(Class::ALL.len()), "{role:?}");
        }
    }

    #[test]
    fn some_lines_of_the_domain() {
        for (role, class, expected) in [
            (Role::Analyst, Class::Identity, Reach::None),
            (Role::Analyst, Class::Household, Reach::Read),
            (Role::BookingOfficer, Class::Support, Reach::None),
            (Role::SocialWorker, Class::Money, Reach::None),
            (Role::Administrator, Class::Household, Reach::None),
            (Role::SiteManager, Class::Money, Reach::None),
            (Role::HeadOfMission, Class::Identity, Reach::None),
            (Role::Coordinator, Class::Bookings, Reach::Write),
        ] {
            assert_eq!(reach(role, class), expected, "{role:?} {class:?}");
        }
    }

    #[test]
    fn nobody_writes_journals_and_only_the_administrator_accounts() {
        for role in Role::ALL {
            assert!(reach(*role, Class::Journals) < Reach::Write);
            let writes = reach(*role, Class::Accounts) == Reach::Write;
            assert_eq!(writes, *role == Role::Administrator);
        }
    }
}

//! The first time a household is written down: six fields on a phone.

use chrono::NaiveDate;
use uuid::Uuid;

use super::age::band_on;
use crate::{
    access::{Actor, Role},
    error::AppError,
    households::{AgeBand, MemberRole, NOTE_CHARACTERS_MAX, Need},
    i18n::Message,
};

pub const PERSONS_MAX: i32 = 20;

/// What was typed, read.
#[derive(Clone, Debug, Default)]
pub struct Intake {
    pub command: Uuid,
    pub family_name: String,
    pub first_name: String,
    pub alias: String,
    pub birth_date: Option<NaiveDate>,
    pub adults: i32,
    /// Infants included.
    pub children: i32,
    pub infants: i32,
    pub phone: String,
    pub needs: Vec<Need>,
    pub language: String,
    pub territory: String,
    pub animals: i32,
    pub note: String,
    pub restricted: bool,
    /// The first night they are a household for us; `None` is tonight.
    pub since: Option<NaiveDate>,
    /// Whoever writes has seen the likely duplicates and says this is another household.
    pub is_another: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPerson {
    pub id: Uuid,
    pub family_name: String,
    pub first_name: String,
    pub birth_date: Option<NaiveDate>,
    pub age_band: AgeBand,
    pub role: MemberRole,
}

/// Every problem at once. `names`: whoever writes may write names.
pub fn check(intake: &Intake, names: bool, tonight: NaiveDate) -> Result<(), AppError> {
    let mut fields = Vec::new();
    let known_by = [&intake.family_name, &intake.first_name, &intake.alias];
    if names && known_by.iter().all(|name| name.is_empty()) {
        fields.push(("family_name", Message::new("households-name-needed")));
    }
    if intake.adults + intake.children == 0 {
        fields.push(("adults", Message::new("households-nobody")));
    }
    if intake.infants > intake.children {
        fields.push(("infants", Message::new("households-infants-among-children")));
    }
    if intake.since.is_some_and(|since| since > tonight) {
        fields.push(("since", Message::new("households-night-to-come").with("tonight", tonight)));
    }
    if let Some(birth) = intake.birth_date {
        if birth > tonight {
            fields.push(("birth_date", Message::new("households-born-later")));
        } else if !is_counted(intake, birth, tonight) {
            fields.push(("birth_date", Message::new("households-birth-not-counted")));
        }
    }
    if intake.note.chars().count() > NOTE_CHARACTERS_MAX {
        let message = Message::new("field-too-long").with("n", NOTE_CHARACTERS_MAX);
        fields.push(("note", message));
    }
    if fields.is_empty() { Ok(()) } else { Err(AppError::Invalid { fields }) }
}

/// Whether the reference person, that old, is among those who were counted.
fn is_counted(intake: &Intake, birth: NaiveDate, tonight: NaiveDate) -> bool {
    if band_on(Some(birth), AgeBand::Unknown, tonight) == AgeBand::Adult {
        intake.adults > 0
    } else {
        intake.children > 0
    }
}

/// The persons of a new household, the reference person first.
pub fn persons(intake: &Intake, tonight: NaiveDate) -> Vec<NewPerson> {
    let first = match intake.birth_date {
        Some(birth) => band_on(Some(birth), AgeBand::Unknown, tonight),
        None if intake.adults > 0 => AgeBand::Adult,
        None => AgeBand::Child,
    };
    let mut left = [
        (AgeBand::Adult, intake.adults),
        (AgeBand::Child, intake.children - intake.infants),
        (AgeBand::Infant, intake.infants),
    ];
    // The reference person is one of those counted, if only in a neighbouring band.
    let own = left.iter().position(|(band, n)| *band == first && *n > 0);
    let own = own.or_else(|| left.iter().skip(1).position(|(_, n)| *n > 0).map(|at| at + 1));
    if let Some(at) = own {
        left[at].1 -= 1;
    }
    let reference = NewPerson {
        id: Uuid::now_v7(),
        family_name: intake.family_name.clone(),
        first_name: intake.first_name.clone(),
        birth_date: intake.birth_date,
        age_band: first,
        role: MemberRole::Reference,
    };
    let others = left.iter().flat_map(|(band, n)| {
        (0..*n).map(|_| NewPerson {
            id: Uuid::now_v7(),
            family_name: String::new(),
            first_name: String::new(),
            birth_date: None,
            age_band: *band,
            role: role_of(*band),
        })
    });
    std::iter::once(reference).chain(others).collect()
}

pub fn role_of(band: AgeBand) -> MemberRole {
    match band {
        AgeBand::Adult => MemberRole::Adult,
        AgeBand::Child | AgeBand::Infant => MemberRole::Child,
        AgeBand::Unknown => MemberRole::Other,
    }
}

/// On whose account somebody writes a household down; `None`: the city's.
pub fn account_of(actor: &Actor) -> Option<Uuid> {
    let own = actor
        .grants
        .iter()
        .find(|grant| matches!(grant.role, Role::Coordinator | Role::BookingOfficer));
    own.map(|grant| grant.organisation_id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::households::rules::composition::compose;

    fn tonight() -> NaiveDate {
        "2026-03-12".parse().unwrap()
    }

    fn intake(adults: i32, children: i32, infants: i32) -> Intake {
        Intake { family_name: "Diarra".to_owned(), adults, children, infants, ..Intake::default() }
    }

    #[test]
    fn as_many_persons_as_were_counted_with_one_who_answers() {
        for (adults, children, infants, birth) in [
            (2, 3, 1, None),
            (1, 0, 0, Some("1990-01-01")),
            (0, 2, 2, None),
            (0, 2, 0, Some("2010-01-01")),
            (1, 1, 1, Some("2010-01-01")),
        ] {
            let typed = Intake {
                birth_date: birth.map(|text: &str| text.parse().unwrap()),
                ..intake(adults, children, infants)
            };
            let persons = persons(&typed, tonight());
            let leads = persons.iter().filter(|person| person.role == MemberRole::Reference);
            assert_eq!(leads.count(), 1);
            let sum = compose(
                persons.iter().map(|person| band_on(person.birth_date, person.age_band, tonight())),
            );
            assert_eq!((sum.adults, sum.children), (adults, children), "{birth:?}");
        }
    }

    #[test]
    fn what_cannot_stand_is_said_field_by_field() {
        let named = |change: fn(&mut Intake)| {
            let mut intake = intake(1, 1, 0);
            change(&mut intake);
            match check(&intake, true, tonight()) {
                Ok(()) => Vec::new(),
                Err(AppError::Invalid { fields }) => fields.iter().map(|(name, _)| *name).collect(),
                Err(other) => panic!("{other:?}"),
            }
        };
        assert_eq!(named(|_| {}), Vec::<&str>::new());
        assert_eq!(named(|each| each.family_name.clear()), ["family_name"]);
        assert_eq!(named(|each| (each.adults, each.children) = (0, 0)), ["adults"]);
        assert_eq!(named(|each| each.infants = 2), ["infants"]);
        assert_eq!(named(|each| each.since = Some(crate::nights::next(tonight()))), ["since"]);
        assert_eq!(
            named(|each| (each.children, each.birth_date) = (0, "2015-01-01".parse().ok())),
            ["birth_date"]
        );
    }
}

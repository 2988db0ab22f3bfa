//! The numbers of the HMIS standard, and our words. Two lists of destinations are in use: the
//! one before October 2023, and the one since, whose numbers have three digits.

use super::{Destination, NightsOf, Relationship};
use crate::sites::SiteKind;

/// Bed nights, among the services.
pub const BED_NIGHT: i32 = 200;

/// Night by night, among the ways an emergency shelter follows who is there.
pub const NIGHT_BY_NIGHT: &str = "3";

/// Nobody was asked, or nobody wrote it down.
pub const NOT_COLLECTED: i64 = 99;

pub fn relationship(code: &str) -> Relationship {
    match code {
        "1" => Relationship::Head,
        "2" => Relationship::Child,
        "3" => Relationship::Partner,
        "4" => Relationship::Relative,
        "5" => Relationship::Other,
        _ => Relationship::Unknown,
    }
}

pub fn of_relationship(relationship: Relationship) -> i64 {
    match relationship {
        Relationship::Head => 1,
        Relationship::Child => 2,
        Relationship::Partner => 3,
        Relationship::Relative => 4,
        Relationship::Other => 5,
        Relationship::Unknown => NOT_COLLECTED,
    }
}

/// `None` for a number of neither list.
pub fn destination(code: &str) -> Option<Destination> {
    Some(match code {
        "1" | "18" | "101" | "118" => Destination::EmergencyShelter,
        "2" | "27" | "302" | "327" => Destination::StableShelter,
        "3" | "26" | "426" => Destination::SupportedHousing,
        "4" | "204" => Destination::Psychiatric,
        "5" | "25" | "29" | "205" | "225" | "329" => Destination::OtherInstitution,
        "6" | "206" => Destination::Hospital,
        "7" | "207" => Destination::Prison,
        "10" | "11" | "21" | "410" | "411" | "421" => Destination::PrivateHousing,
        "12" | "13" | "32" | "312" | "313" | "332" => Destination::FamilyTemporary,
        "15" | "215" => Destination::PlacedChild,
        "16" | "116" => Destination::Street,
        "14" | "17" | "314" => Destination::Other,
        "19" | "20" | "28" | "33" | "34" | "435" => Destination::SocialHousing,
        "22" | "23" | "422" | "423" => Destination::FamilyDurable,
        "24" => Destination::Death,
        "31" => Destination::IntermediatedRental,
        "8" | "9" | "30" | "37" | "99" => Destination::Unknown,
        _ => return None,
    })
}

/// Where the source's own number is not known: the one of the older list that says least wrong.
pub fn of_destination(destination: Option<Destination>) -> i64 {
    let Some(destination) = destination else { return NOT_COLLECTED };
    match destination {
        Destination::SocialHousing => 20,
        Destination::PrivateHousing => 10,
        Destination::IntermediatedRental => 31,
        Destination::SupportedHousing => 3,
        Destination::StableShelter | Destination::Asylum => 2,
        Destination::EmergencyShelter => 1,
        Destination::FamilyDurable => 22,
        Destination::FamilyTemporary => 12,
        Destination::Hospital => 6,
        Destination::Psychiatric => 4,
        Destination::Prison => 7,
        Destination::PlacedChild => 15,
        Destination::OtherInstitution => 29,
        Destination::OtherTerritory | Destination::Other => 17,
        Destination::Street | Destination::Excluded => 16,
        Destination::FundingEnded | Destination::Unknown => 30,
        Destination::Death => 24,
    }
}

/// What a kind of programme is for us. `tracking` is `None` in the lists since October 2023,
/// where the kind itself tells who is followed night by night.
pub fn programme(kind: i32, tracking: Option<&str>) -> (SiteKind, NightsOf) {
    match (kind, tracking) {
        (1, None | Some(NIGHT_BY_NIGHT)) => (SiteKind::MiseALabri, NightsOf::Seen),
        (0 | 1 | 8, _) => (SiteKind::Chu, NightsOf::Stayed),
        (2, _) => (SiteKind::Chrs, NightsOf::Stayed),
        (3 | 9 | 10, _) => (SiteKind::Other, NightsOf::MovedIn),
        (13, _) => (SiteKind::Iml, NightsOf::MovedIn),
        _ => (SiteKind::Other, NightsOf::Nowhere),
    }
}

/// The kind of a site no source ever told: an emergency shelter, unless it is something else.
pub fn of_kind(kind: SiteKind) -> i32 {
    match kind {
        SiteKind::Chrs => 2,
        SiteKind::Iml => 13,
        SiteKind::Other => 7,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::enrolments::DestinationGroup;

    #[test]
    fn what_is_written_of_a_destination_is_read_as_of_its_group() {
        for each in Destination::ALL {
            let read = destination(&of_destination(Some(*each)).to_string());
            let group = read.map(Destination::group);
            let expected = match each.group() {
                DestinationGroup::Asylum => DestinationGroup::StableShelter,
                DestinationGroup::LeftTerritory => DestinationGroup::Other,
                DestinationGroup::Ended if *each == Destination::Excluded => {
                    DestinationGroup::Street
                }
                DestinationGroup::Ended => DestinationGroup::Unknown,
                own => own,
            };
            assert_eq!(group, Some(expected), "{each:?}");
        }
    }

    #[test]
    fn an_unknown_destination_is_unknown_and_a_wrong_number_none() {
        for code in ["8", "9", "30", "99"] {
            assert_eq!(destination(code), Some(Destination::Unknown));
        }
        assert_eq!(destination("0"), None);
        assert_eq!(of_destination(None), NOT_COLLECTED);
    }

    #[test]
    fn every_relationship_comes_back() {
        for each in Relationship::ALL {
            assert_eq!(relationship(&of_relationship(*each).to_string()), *each);
        }
    }
}

//! When an organisation may be closed, and how names are compared.

use chrono::NaiveDate;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
use uuid::Uuid;

use super::Organisation;
use crate::{
    access::Role,
    error::{Alternative, AppError, Obstacle, Outcome},
    grants,
    i18n::{Arg, Message},
    nights::Nights,
};

/// A right that would still be in force once its organisation is closed.
#[derive(Clone, Debug)]
pub struct Holder {
    pub grant_id: Uuid,
    pub name: String,
    pub role: Role,
    pub to_night: Option<NaiveDate>,
}

impl Organisation {
    pub fn is_open_on(&self, night: NaiveDate) -> bool {
        self.closed_on.is_none_or(|closed| night < closed)
    }

    /// Whether every one of these nights comes before the closing.
    pub fn is_open_during(&self, nights: Nights) -> bool {
        match (self.closed_on, nights.to()) {
            (None, _) => true,
            (Some(closed), Some(to)) => to <= closed,
            (Some(_), None) => false,
        }
    }
}

/// Refuses to close an organisation some right still depends on, and names each one.
pub fn may_close(on: NaiveDate, tonight: NaiveDate, holders: &[Holder]) -> Outcome<()> {
    if on < tonight {
        return Err(AppError::invalid("on", "organisations-close-past"));
    }
    if holders.is_empty() {
        return Ok(());
    }
    let alternatives = holders.iter().map(|holder| {
        let (name, role) = (holder.name.as_str(), grants::role_key(holder.role));
        let message = match holder.to_night {
            Some(to) => Message::new("organisations-close-holder")
                .with("name", name)
                .with("role", Arg::Key(role))
                .with("to", to),
            None => Message::new("organisations-close-holder-open")
                .with("name", name)
                .with("role", Arg::Key(role)),
        };
        Alternative { message, href: grants::path(holder.grant_id) }
    });
    Err(AppError::Conflict(Box::new(Obstacle {
        message: Message::new("organisations-close-held").with("n", holders.len()).with("on", on),
        alternatives: alternatives.collect(),
    })))
}

/// A mandate's nights, within the life of its organisation.
pub fn mandate_nights(
    organisation: &Organisation,
    from: NaiveDate,
    to: Option<NaiveDate>,
) -> Outcome<Nights> {
    let nights =
        Nights::new(from, to).ok_or(AppError::invalid("to", "organisations-mandate-order"))?;
    match organisation.closed_on {
        Some(closed) if !organisation.is_open_during(nights) => {
            Err(AppError::field("to", Message::new("organisations-closed-then").with("on", closed)))
        }
        _ => Ok(nights),
    }
}

/// Lower case, no accents: how names are compared and searched.
pub fn fold(text: &str) -> String {
    text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}

/// Whether each word typed is somewhere in these texts.
pub fn matches(typed: &str, texts: &[&str]) -> bool {
    let texts: Vec<_> = texts.iter().map(|text| fold(text)).collect();
    fold(typed).split_whitespace().all(|word| texts.iter().any(|text| text.contains(word)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::organisations::Kind;

    fn day(d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, d).unwrap()
    }

    fn organisation(closed_on: Option<NaiveDate>) -> Organisation {
        Organisation {
            id: Uuid::nil(),
            name: "Les Amandiers".to_owned(),
            kind: Kind::Support,
            closed_on,
            version: 1,
        }
    }

    #[test]
    fn closing_waits_for_every_right_and_names_them() {
        let held = |to_night| Holder {
            grant_id: Uuid::nil(),
            name: "Ana".to_owned(),
            role: Role::SocialWorker,
            to_night,
        };
        assert_eq!(may_close(day(12), day(12), &[]), Ok(()));
        assert!(matches!(may_close(day(11), day(12), &[]), Err(AppError::Invalid { .. })));
        let Err(AppError::Conflict(obstacle)) =
            may_close(day(12), day(12), &[held(None), held(Some(day(20)))])
        else {
            panic!("closed over somebody's head")
        };
        let keys: Vec<_> = obstacle.alternatives.iter().map(|each| each.message.key).collect();
        assert_eq!(keys, ["organisations-close-holder-open", "organisations-close-holder"]);
    }

    #[test]
    fn a_closed_organisation_takes_nothing_on_beyond_its_last_night() {
        let closing = organisation(Some(day(20)));
        for (from, to, open) in
            [(12, Some(20), true), (12, Some(21), false), (12, None, false), (20, Some(21), false)]
        {
            let nights = Nights::new(day(from), to.map(day)).unwrap();
            assert_eq!(closing.is_open_during(nights), open, "{from} {to:?}");
            assert!(organisation(None).is_open_during(nights));
        }
        assert!(closing.is_open_on(day(19)) && !closing.is_open_on(day(20)));
    }

    #[test]
    fn names_are_found_without_accents_and_in_any_order() {
        let texts = ["Élodie Nguyên", "elodie@amandiers.example"];
        for typed in ["elodie", "NGUYEN élo", "amandiers", "", "  "] {
            assert!(matches(typed, &texts), "{typed}");
        }
        assert!(!matches("elodie dupont", &texts));
    }
}

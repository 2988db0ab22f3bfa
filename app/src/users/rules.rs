//! Which users a filter keeps, and who may not be shut out.

use chrono::{Duration, NaiveDate};
use uuid::Uuid;

use super::{Account, Listed, State};
use crate::{
    access::Role,
    error::{Alternative, AppError, Obstacle, Outcome},
    i18n::Message,
    organisations::rules::matches,
};

/// A right that ends within this many nights is shown as ending.
pub const ENDING_NIGHTS: i64 = 30;

#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub typed: String,
    pub organisation: Option<Uuid>,
    pub role: Option<Role>,
    pub state: Option<State>,
}

impl Filter {
    pub fn keeps(&self, user: &Listed, tonight: NaiveDate) -> bool {
        let account = &user.account;
        matches(&self.typed, &[&account.name, &account.email])
            && self.organisation.is_none_or(|id| account.organisation_id == id)
            && self.role.is_none_or(|role| user.rights.iter().any(|right| right.role == role))
            && self.state.is_none_or(|state| user.is(state, tonight))
    }
}

impl Listed {
    pub fn is(&self, state: State, tonight: NaiveDate) -> bool {
        let active = self.account.disabled_at.is_none();
        match state {
            State::Active => active,
            State::Disabled => !active,
            State::WithoutRight => active && self.rights.is_empty(),
            State::Ending => active && self.next_end(tonight).is_some(),
        }
    }

    /// The first night some right will no longer hold, when that is soon.
    pub fn next_end(&self, tonight: NaiveDate) -> Option<NaiveDate> {
        let soon = tonight + Duration::days(ENDING_NIGHTS);
        let ends = self.rights.iter().filter_map(|right| right.to_night);
        ends.filter(|end| *end <= soon).min()
    }
}

/// An address somebody can sign in with, in lower case.
pub fn email(typed: &str) -> Option<String> {
    let email = typed.trim().to_lowercase();
    let (local, domain) = email.split_once('@')?;
    let plain = !email.contains(|c: char| c.is_whitespace() || c.is_control());
    let whole = !local.is_empty()
        && !domain.contains('@')
        && domain.contains('.')
        && !domain.starts_with('.')
        && !domain.ends_with('.');
    (plain && whole).then_some(email)
}

/// Nobody shuts themselves out: somebody else must still be there to open again.
pub fn may_disable(actor: Uuid, account: &Account) -> Outcome<()> {
    if account.id == actor {
        return Err(AppError::conflict(Message::new("users-disable-oneself")));
    }
    if account.disabled_at.is_some() {
        return Err(AppError::conflict(Message::new("users-already-disabled")));
    }
    Ok(())
}

/// One's own password is changed by whoever knows it, not by whoever holds the session.
pub fn may_reset(actor: Uuid, account: &Account) -> Outcome<()> {
    if account.id != actor {
        return Ok(());
    }
    Err(AppError::Conflict(Box::new(Obstacle {
        message: Message::new("users-reset-oneself"),
        alternatives: vec![Alternative {
            message: Message::new("users-reset-own-account"),
            href: "/account".to_owned(),
        }],
    })))
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;
    use crate::users::InForce;

    fn tonight() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, 12).unwrap()
    }

    fn listed(disabled: bool, rights: &[(Role, Option<i64>)]) -> Listed {
        let right = |(role, nights): &(Role, Option<i64>)| InForce {
            user_id: Uuid::nil(),
            role: *role,
            to_night: nights.map(|n| tonight() + Duration::days(n)),
        };
        Listed {
            account: Account {
                id: Uuid::nil(),
                organisation_id: Uuid::from_u128(7),
                organisation: "Mission".to_owned(),
                email: "ana@mission.example".to_owned(),
                name: "Ana Bélier".to_owned(),
                disabled_at: disabled.then_some(DateTime::UNIX_EPOCH),
                created_at: DateTime::UNIX_EPOCH,
                version: 1,
            },
            rights: rights.iter().map(right).collect(),
        }
    }

    #[test]
    fn a_state_keeps_who_it_says() {
        use State::{Active, Disabled, Ending, WithoutRight};
        let none = listed(false, &[]);
        let lasting = listed(false, &[(Role::Analyst, None), (Role::Coordinator, Some(31))]);
        let ending = listed(false, &[(Role::Analyst, None), (Role::Coordinator, Some(30))]);
        let gone = listed(true, &[(Role::Analyst, Some(3))]);
        for (user, expected) in [
            (&none, [true, true, false, false]),
            (&lasting, [true, false, false, false]),
            (&ending, [true, false, true, false]),
            (&gone, [false, false, false, true]),
        ] {
            let found = [Active, WithoutRight, Ending, Disabled].map(|s| user.is(s, tonight()));
            assert_eq!(found, expected, "{user:?}");
        }
    }

    #[test]
    fn filters_narrow_together() {
        let user = listed(false, &[(Role::Analyst, None)]);
        let filter = |typed: &str, organisation, role| Filter {
            typed: typed.to_owned(),
            organisation,
            role,
            state: None,
        };
        for (filter, kept) in [
            (filter("", None, None), true),
            (filter("belier", Some(Uuid::from_u128(7)), Some(Role::Analyst)), true),
            (filter("belier", Some(Uuid::from_u128(8)), None), false),
            (filter("", None, Some(Role::Coordinator)), false),
            (filter("ben", None, None), false),
        ] {
            assert_eq!(filter.keeps(&user, tonight()), kept, "{filter:?}");
        }
    }

    #[test]
    fn an_address_is_whole_and_in_lower_case() {
        assert_eq!(email(" Ana@Mission.EXAMPLE ").as_deref(), Some("ana@mission.example"));
        for typed in [
            "",
            "ana",
            "@mission.example",
            "ana@mission",
            "ana@a@b.example",
            "ana b@c.example",
            "ana@.example",
            "ana@example.",
        ] {
            assert_eq!(email(typed), None, "{typed}");
        }
    }

    #[test]
    fn nobody_shuts_themselves_out() {
        let ana = listed(false, &[]).account;
        let other = Uuid::from_u128(9);
        assert!(may_disable(ana.id, &ana).is_err() && may_reset(ana.id, &ana).is_err());
        assert!(may_disable(other, &ana).is_ok() && may_reset(other, &ana).is_ok());
        assert!(may_disable(other, &listed(true, &[]).account).is_err());
    }
}

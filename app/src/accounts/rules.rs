//! What a password must be, and how long a session lives.

use chrono::{DateTime, Duration, Utc};

use super::Session;
use crate::i18n::Message;

pub const PASSWORD_CHARACTERS_MIN: usize = 12;
pub const PASSWORD_CHARACTERS_MAX: usize = 256;
/// A session nobody uses ends after this long …
pub const IDLE_MINUTES_MAX: i64 = 30;
/// … and any session after this long (domain E.2).
pub const SESSION_HOURS_MAX: i64 = 12;
/// Failed sign-ins of one e-mail or one address before it has to wait.
pub const ATTEMPTS_MAX: i64 = 10;
pub const ATTEMPTS_MINUTES: i64 = 15;

/// Refuses what is short, what is long enough to be an attack, and what is guessed
/// first: common passwords and those made of the person's own name or address.
pub fn check_password(password: &str, known: &[&str]) -> Result<(), Message> {
    let length = password.chars().count();
    if length < PASSWORD_CHARACTERS_MIN {
        return Err(Message::new("accounts-password-short").with("n", PASSWORD_CHARACTERS_MIN));
    }
    if length > PASSWORD_CHARACTERS_MAX {
        return Err(Message::new("accounts-password-long").with("n", PASSWORD_CHARACTERS_MAX));
    }
    // What is left without the person's own words must still be something.
    let lower = password.to_lowercase();
    let own = known.iter().filter(|word| word.len() >= 3);
    let rest = own.fold(lower, |rest, word| rest.replace(&word.to_lowercase(), ""));
    if rest.chars().filter(|c| c.is_alphanumeric()).count() < PASSWORD_CHARACTERS_MIN / 2 {
        return Err(Message::new("accounts-password-common"));
    }
    if zxcvbn::zxcvbn(password, known).score() < zxcvbn::Score::Three {
        return Err(Message::new("accounts-password-common"));
    }
    Ok(())
}

/// Whether a session still opens anything.
pub fn is_alive(session: &Session, now: DateTime<Utc>) -> bool {
    session.revoked_at.is_none()
        && now - session.seen_at < Duration::minutes(IDLE_MINUTES_MAX)
        && now - session.created_at < Duration::hours(SESSION_HOURS_MAX)
}

/// The browser's family, enough to recognise one's own device.
pub fn agent_family(user_agent: &str) -> String {
    let browser =
        [("Firefox/", "Firefox"), ("Edg/", "Edge"), ("Chrome/", "Chrome"), ("Safari/", "Safari")]
            .into_iter()
            .find(|(mark, _)| user_agent.contains(mark))
            .map_or("?", |(_, name)| name);
    let system = [
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    ]
    .into_iter()
    .find(|(mark, _)| user_agent.contains(mark))
    .map_or("?", |(_, name)| name);
    format!("{browser} · {system}")
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn passwords_that_are_refused() {
        for (password, key) in [
            ("court", "accounts-password-short"),
            ("password1234", "accounts-password-common"),
            ("123456789012", "accounts-password-common"),
            ("aaaaaaaaaaaaaaaa", "accounts-password-common"),
            ("ana.dupont.escale", "accounts-password-common"),
        ] {
            let known = ["ana", "dupont", "escale"];
            assert_eq!(check_password(password, &known).unwrap_err().key, key, "{password}");
        }
        assert!(check_password("corbeau lanterne 47 quai", &["ana"]).is_ok());
    }

    #[test]
    fn a_session_ends_when_idle_when_old_and_when_revoked() {
        let start: DateTime<Utc> = "2026-03-12T08:00:00Z".parse().unwrap();
        let session = Session {
            token_hash: String::new(),
            user_id: Uuid::nil(),
            form_token: String::new(),
            agent: String::new(),
            created_at: start,
            seen_at: start + Duration::hours(11),
            revoked_at: None,
        };
        assert!(is_alive(&session, start + Duration::minutes(11 * 60 + 29)));
        assert!(!is_alive(&session, start + Duration::minutes(11 * 60 + 30)));
        let busy = Session { seen_at: start + Duration::hours(12), ..session.clone() };
        assert!(!is_alive(&busy, start + Duration::hours(12)));
        let revoked = Session { revoked_at: Some(start), ..session };
        assert!(!is_alive(&revoked, start));
    }
}

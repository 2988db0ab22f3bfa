//! The forms of signing in and of one's own account.

use super::{rules, service};
use crate::{
    error::{AppError, Outcome},
    form::{Form, Reader},
    i18n::Lang,
    visit::{Done, Visit},
};

pub async fn run(action: &str, visit: &Visit, form: &Form) -> Outcome<Done> {
    match action {
        "sign_in" => sign_in(visit, form).await,
        "sign_out" => sign_out(visit).await,
        "prefer" => prefer(visit, form).await,
        "change_password" => change_password(visit, form).await,
        "revoke" => revoke(visit, form).await,
        _ => Err(AppError::NotFound),
    }
}

async fn sign_in(visit: &Visit, form: &Form) -> Outcome<Done> {
    let mut reader = Reader::new(form);
    let email = reader.required("email", 200);
    let password = form.raw("password").unwrap_or_default().to_owned();
    let next = reader.text("next", 2_000);
    reader.finish(())?;
    let signed_in =
        service::sign_in(&visit.app, &email, &password, &visit.address, &visit.agent).await?;
    let mut done = Done::to(local_address(&next));
    done.cookies.push(session_cookie(visit, &signed_in.secret, rules::SESSION_HOURS_MAX * 3600));
    Ok(done)
}

async fn sign_out(visit: &Visit) -> Outcome<Done> {
    let actor = visit.actor()?;
    service::sign_out(&visit.app, actor, visit.secret.as_deref().unwrap_or_default()).await?;
    let mut done = Done::to("/sign-in").saying("accounts-signed-out");
    done.cookies.push(session_cookie(visit, "", 0));
    Ok(done)
}

async fn prefer(visit: &Visit, form: &Form) -> Outcome<Done> {
    let language = Lang::parse(form.text("language")).unwrap_or(visit.lang).code();
    let theme = match form.text("theme") {
        kept @ ("light" | "dark" | "auto") => kept,
        _ => visit.theme.as_str(),
    };
    if let Ok(actor) = visit.actor() {
        service::prefer(&visit.app, actor, language, theme).await?;
    }
    let mut done = Done::to(local_address(form.text("next")));
    for (name, value) in [("language", language), ("theme", theme)] {
        done.cookies.push(format!("{name}={value}; Path=/; Max-Age=31536000; SameSite=Lax"));
    }
    Ok(done)
}

async fn change_password(visit: &Visit, form: &Form) -> Outcome<Done> {
    let user = visit.user()?;
    let current = form.raw("current").unwrap_or_default();
    let wanted = form.raw("wanted").unwrap_or_default();
    service::change_password(&visit.app, user, current, wanted).await?;
    let mut done = Done::to("/sign-in").saying("accounts-password-changed");
    done.cookies.push(session_cookie(visit, "", 0));
    Ok(done)
}

async fn revoke(visit: &Visit, form: &Form) -> Outcome<Done> {
    service::revoke(&visit.app, visit.actor()?, form.text("session")).await?;
    Ok(Done::to("/account").saying("accounts-session-revoked"))
}

/// `__Host-` ties the cookie to this host over https; plain http has no such thing.
pub fn cookie_name(secure: bool) -> &'static str {
    if secure { "__Host-session" } else { "session" }
}

fn session_cookie(visit: &Visit, secret: &str, seconds: i64) -> String {
    let secure = visit.app.settings.secure_cookies;
    let name = cookie_name(secure);
    let mark = if secure { "; Secure" } else { "" };
    format!("{name}={secret}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{mark}")
}

/// Only ever a path of this very site. Browsers read `\` as `/` and leave out tabs and
/// line ends, so that `/<tab>/example.org` would be another site.
pub fn local_address(next: &str) -> &str {
    let local = next.starts_with('/')
        && !next.starts_with("//")
        && !next.contains(|letter: char| letter == '\\' || letter.is_control());
    if local { next } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::local_address;

    #[test]
    fn one_is_never_sent_elsewhere() {
        for elsewhere in [
            "https://example.org",
            "//example.org",
            "/\\example.org",
            "/\t/example.org",
            "/\n/example.org",
            "javascript:x",
            "",
        ] {
            assert_eq!(local_address(elsewhere), "/", "{elsewhere}");
        }
        assert_eq!(local_address("/sites?q=1"), "/sites?q=1");
    }
}

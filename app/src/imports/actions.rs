//! The forms of imports.

use std::time::Duration;

use uuid::Uuid;

use super::{
    drafts, profile,
    service::{self, Decision, Mode},
};
use crate::{
    error::{AppError, Outcome},
    form::{Form, Reader},
    i18n::Message,
    visit::{Done, Visit},
};

/// A longer run goes on by itself: the page says so, and shows it when it is there.
const WAIT: Duration = Duration::from_secs(20);

/// Chosen for a word whose rows are left out, always.
pub const LEFT_OUT: &str = "left_out";

pub async fn run(action: &str, visit: &Visit, form: &Form) -> Outcome<Done> {
    match action {
        "look" => look(visit, form),
        "apply" => apply(visit, form).await,
        "drop" => forget(visit, form),
        "decide" => decide(visit, form).await,
        "undo" => undo(visit, form).await,
        _ => Err(AppError::NotFound),
    }
}

/// The file was kept before the form came here; see `server::http::uploads`.
fn look(visit: &Visit, form: &Form) -> Outcome<Done> {
    service::require(visit.actor()?)?;
    let mut reader = Reader::new(form);
    let file = reader.id_or_none("file");
    if file.is_none() {
        reader.refuse("file", Message::new("imports-no-file"));
    }
    let profile = reader.required("profile", 80);
    reader.finish(())?;
    let file = file.map(|id| id.to_string()).unwrap_or_default();
    let fields = [("file", &*file), ("name", form.text("file_name")), ("profile", &*profile)];
    Ok(Done::to(Form::default().address_with("/imports/draft", &fields)))
}

struct Draft {
    file: Uuid,
    profile: profile::Profile,
    source: service::Source,
}

/// The file and the profile an address or a form names.
fn draft(visit: &Visit, form: &Form) -> Outcome<Draft> {
    let mut reader = Reader::new(form);
    let file = reader.id("file");
    reader.finish(())?;
    let profile = profile::find(form.text("profile")).ok_or(AppError::NotFound)?;
    let name = form.text("name");
    let source = drafts::find(file, visit.user()?.id, name).ok_or_else(gone)?;
    Ok(Draft { file, profile, source })
}

fn gone() -> AppError {
    AppError::conflict(Message::new("imports-draft-gone"))
}

/// What the file an address names would change.
pub async fn preview(visit: &Visit) -> Outcome<super::Report> {
    let Draft { profile, source, .. } = draft(visit, &visit.query)?;
    service::take_in(&visit.app, Some(visit.actor()?), &profile, vec![source], Mode::DryRun).await
}

async fn apply(visit: &Visit, form: &Form) -> Outcome<Done> {
    let (app, actor, user) = (visit.app.clone(), visit.actor()?.clone(), visit.user()?.id);
    let anyway = Reader::new(form).flag("anyway");
    let Draft { file, profile, source } = draft(visit, form)?;
    let mode = if anyway { Mode::ApplyAnyway } else { Mode::Apply };
    // Not cut short when the browser goes away.
    let run = tokio::spawn(async move {
        let report = service::take_in(&app, Some(&actor), &profile, vec![source], mode).await;
        if report.as_ref().is_ok_and(|report| report.applied) {
            drafts::forget(file, user);
        }
        report
    });
    match tokio::time::timeout(WAIT, run).await {
        Err(_) => Ok(Done::to("/imports").saying("imports-going-on")),
        Ok(ended) => {
            let report = ended.map_err(|_| AppError::Internal)??;
            if report.applied {
                Ok(Done::to("/imports").saying("imports-applied"))
            } else {
                Err(AppError::conflict(Message::new("imports-blocked")))
            }
        }
    }
}

fn forget(visit: &Visit, form: &Form) -> Outcome<Done> {
    let mut reader = Reader::new(form);
    let file = reader.id("file");
    reader.finish(())?;
    drafts::forget(file, visit.user()?.id);
    Ok(Done::to("/imports").saying("imports-dropped"))
}

/// `becomes` is one of our words, or [`LEFT_OUT`].
async fn decide(visit: &Visit, form: &Form) -> Outcome<Done> {
    let actor = visit.actor()?;
    let mut reader = Reader::new(form);
    let field = reader.required("field", 40);
    let unknown = reader.required("word", 200);
    let becomes = reader.required("becomes", 40);
    reader.finish(())?;
    let profile = profile::find(visit.query.text("profile")).ok_or(AppError::NotFound)?;
    let decision = Decision {
        source: &profile.source,
        field: &field,
        word: &unknown,
        becomes: (becomes != LEFT_OUT).then_some(&*becomes),
        by: Some(actor.user_id),
    };
    service::decide(&visit.app, actor, &decision).await?;
    Ok(Done::to(visit.query.address_with(&visit.path, &[])).saying("imports-decided"))
}

async fn undo(visit: &Visit, form: &Form) -> Outcome<Done> {
    let mut reader = Reader::new(form);
    let (command, batch) = (reader.command(), reader.id("batch"));
    reader.finish(())?;
    service::undo(&visit.app, Some(visit.actor()?), command, batch).await?;
    Ok(Done::to("/imports").saying("imports-undone"))
}

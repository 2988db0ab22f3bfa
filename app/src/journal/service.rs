//! Reading histories and the access log, as far as the reader's scope goes.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use serde_json::Value;
use uuid::Uuid;

use super::{
    Read,
    rules::{self, FieldChange, Shown},
    store::{self, Narrowed},
};
use crate::{
    access::{
        Actor, Class, Need, Role,
        journal::{self, Entry, Subject},
    },
    context::App,
    error::{AppError, Outcome},
    nights, organisations, users,
};

const PAGE_ENTRIES: usize = 50;

/// A page of what happened to one subject.
pub struct History {
    /// Its code or its name.
    pub of: String,
    /// The page of the subject itself.
    pub page: String,
    pub told: Vec<Told>,
    /// What the ids in it stand for.
    pub labels: HashMap<Uuid, String>,
    /// The last entry of this page, when there are older ones.
    pub older: Option<Uuid>,
}

/// One entry of the journal, as far as the reader may know it.
pub struct Told {
    pub at: DateTime<Utc>,
    pub night: NaiveDate,
    pub author: Option<String>,
    pub role: String,
    pub subject: Subject,
    pub action: String,
    pub changes: Vec<FieldChange>,
    pub reason: Option<Shown>,
}

pub async fn history(
    app: &App,
    actor: &Actor,
    subject: Subject,
    id: Uuid,
    older: Option<Uuid>,
) -> Outcome<History> {
    let scope = scope(app, actor, subject, id).await?;
    if matches!(subject, Subject::Household | Subject::Booking) {
        journal::read(&app.db, &app.clock, actor, subject, id).await;
    }
    let limit = i64::try_from(PAGE_ENTRIES + 1).unwrap_or(i64::MAX);
    let mut entries = store::entries(&app.db, id, scope.since, older, limit).await?;
    let more = entries.len() > PAGE_ENTRIES;
    entries.truncate(PAGE_ENTRIES);
    let older = entries.last().filter(|_| more).map(|entry| entry.id);
    let told: Vec<_> = entries.into_iter().map(|entry| tell(actor, entry)).collect();
    Ok(History { of: scope.of, page: scope.page, labels: labels(app, &told).await?, told, older })
}

/// What of a subject the reader may know.
struct Scope {
    of: String,
    page: String,
    /// Nothing known before this instant.
    since: Option<DateTime<Utc>>,
}

/// Out of scope, of a class the reader has no part in, or absent: the same answer.
async fn scope(app: &App, actor: &Actor, subject: Subject, id: Uuid) -> Outcome<Scope> {
    match subject {
        Subject::Household => household(app, actor, id).await,
        Subject::Booking => booking(app, actor, id).await,
        Subject::Site | Subject::Unit | Subject::Closure => {
            let found = store::of_site(&app.db, subject, id).await?;
            let (site, of) =
                found.filter(|(site, _)| actor.sees_site(*site)).ok_or(AppError::NotFound)?;
            let page = format!("/sites/{site}");
            Ok(Scope { of, page, since: None })
        }
        Subject::User | Subject::Organisation if !actor.may_read(Class::Accounts) => {
            Err(AppError::NotFound)
        }
        Subject::User => {
            let account = users::store::account(&app.db, id).await?;
            let of = account.ok_or(AppError::NotFound)?.name;
            Ok(Scope { of, page: users::path(id), since: None })
        }
        Subject::Organisation => {
            let found = organisations::store::organisation(&app.db, id).await?;
            let of = found.ok_or(AppError::NotFound)?.name;
            Ok(Scope { of, page: organisations::path(id), since: None })
        }
    }
}

async fn household(app: &App, actor: &Actor, id: Uuid) -> Outcome<Scope> {
    let found = store::household(&app.db, actor, id).await?;
    let (of, ties) =
        found.filter(|_| actor.may_read(Class::Household)).ok_or(AppError::NotFound)?;
    let since = if rules::reads_all(&actor.grants, &ties) {
        None
    } else {
        let host = as_host(actor);
        let promises = store::promises(&app.db, id).await?;
        let here = promises.iter().filter(|(site, _)| host.sees_site(*site));
        let first = here.map(|(_, at)| *at).min();
        Some(first.ok_or(AppError::NotFound)?)
    };
    let page = format!("/households/{id}");
    Ok(Scope { of, page, since })
}

async fn booking(app: &App, actor: &Actor, id: Uuid) -> Outcome<Scope> {
    let found = store::booking(&app.db, id).await?;
    let row = found.filter(|_| actor.may_read(Class::Bookings)).ok_or(AppError::NotFound)?;
    let allowed = match row.household_id {
        None => actor.sees_site(row.site_id),
        Some(household) => match store::household(&app.db, actor, household).await? {
            None => false,
            Some((_, ties)) => {
                rules::reads_all(&actor.grants, &ties) || as_host(actor).sees_site(row.site_id)
            }
        },
    };
    if !allowed {
        return Err(AppError::NotFound);
    }
    let page = format!("/bookings/{id}");
    Ok(Scope { of: row.code, page, since: None })
}

/// The actor with the rights of a host alone.
fn as_host(actor: &Actor) -> Actor {
    let mut host = actor.clone();
    host.grants.retain(|grant| grant.role == Role::SiteManager);
    host
}

fn tell(actor: &Actor, entry: Entry) -> Told {
    let parse =
        |text: Option<String>| text.and_then(|text| serde_json::from_str::<Value>(&text).ok());
    let (before, after) = (parse(entry.before), parse(entry.after));
    let may_read = |class| actor.may_read(class);
    Told {
        at: entry.at,
        night: entry.night,
        author: entry.author,
        role: entry.role,
        subject: entry.subject,
        changes: rules::changes(entry.subject, before.as_ref(), after.as_ref(), may_read),
        reason: rules::reason_for(entry.subject, entry.reason.as_deref(), may_read),
        action: entry.action,
    }
}

async fn labels(app: &App, told: &[Told]) -> Outcome<HashMap<Uuid, String>> {
    let mut labels = HashMap::new();
    for id in ids_in(told) {
        if let Some(label) = store::label(&app.db, id).await? {
            labels.insert(id, label);
        }
    }
    Ok(labels)
}

/// Every id among the values told, once.
fn ids_in(told: &[Told]) -> HashSet<Uuid> {
    let changes = told.iter().flat_map(|told| &told.changes);
    let values = changes.flat_map(|change| change.before.iter().chain(&change.after));
    let texts = values.flat_map(|value| match value {
        Shown::Text(text) => std::slice::from_ref(text),
        Shown::List(texts) => texts,
        Shown::Flag(_) | Shown::Kept => &[],
    });
    texts.filter_map(|text| Uuid::parse_str(text).ok()).collect()
}

/// The access log as asked for: days are local, both included.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    pub user: Option<Uuid>,
    pub code: String,
    pub older: Option<Uuid>,
}

pub struct Log {
    pub reads: Vec<Read>,
    pub readers: Vec<(Uuid, String)>,
    pub older: Option<Uuid>,
}

/// Who read which personal record. For whoever reviews it: the data-protection
/// officer, and the administrator who must act on a lost phone.
pub async fn access_log(app: &App, actor: &Actor, asked: Asked) -> Outcome<Log> {
    if !may_review(actor) {
        actor.require(Class::Journals, Need::Read)?;
    }
    let readers = store::readers(&app.db).await?;
    let midnight = |date: NaiveDate| app.clock.instant(date.and_time(NaiveTime::MIN));
    let code = asked.code.trim().to_uppercase();
    let subject_id = if code.is_empty() {
        None
    } else {
        match store::with_code(&app.db, &code).await? {
            Some(id) => Some(id),
            None => {
                return Ok(Log { reads: Vec::new(), readers, older: None });
            }
        }
    };
    let by = Narrowed {
        from: asked.from.and_then(midnight),
        to: asked.to.map(nights::next).and_then(midnight),
        user: asked.user,
        subject_id,
        older: asked.older,
    };
    let limit = i64::try_from(PAGE_ENTRIES + 1).unwrap_or(i64::MAX);
    let mut reads = store::reads(&app.db, by, limit).await?;
    let more = reads.len() > PAGE_ENTRIES;
    reads.truncate(PAGE_ENTRIES);
    Ok(Log { older: reads.last().filter(|_| more).map(|read| read.id), reads, readers })
}

/// Whether the access log is the actor's to review.
pub fn may_review(actor: &Actor) -> bool {
    actor.may_read(Class::Journals) || actor.may_read(Class::Accounts)
}

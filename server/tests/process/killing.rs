//! Killed at any moment while people book: what was answered is kept, what was not is kept
//! whole or not at all, and sending it again makes one booking of it.

use std::{
    io,
    path::PathBuf,
    sync::{
        Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering},
        mpsc::channel,
    },
    thread,
};

use chrono::{Days, NaiveDate};
use sqlx::{Connection, SqliteConnection, sqlite::SqliteConnectOptions};
use tokio::runtime::Runtime;
use uuid::Uuid;

use crate::support::{Answer, Home, PASSWORD, Serving, ask, post_as, send};

const KILLS: usize = 50;
const CLIENTS: usize = 6;
/// It is killed after so many answers, at most.
const ANSWERS_MAX: usize = 16;
const TODAY: &str = "2026-03-12T18:30:00";

/// Rooms free on all these nights: each booking asks for one night of one of them.
const FIRST_NIGHT: &str = "2026-04-01";
const END: &str = "2027-01-01";

/// A booking somebody asked for: the very request, and where it was answered to go.
#[derive(Clone)]
struct Sent {
    command: Uuid,
    unit: Uuid,
    night: NaiveDate,
    request: String,
    answered: Option<String>,
}

#[test]
fn fifty_kills_while_people_book_lose_nothing_they_were_answered() {
    let home = Home::new();
    home.done(&["demo", "--size", "small", "--today", TODAY]);
    let mut chance = fastrand::Rng::with_seed(20_260_312);
    let mut serving = home.serve(&["--today", TODAY]);
    let cookie = serving.sign_in("coordination@demo.escale.example", PASSWORD).unwrap();
    let desk = Desk { rooms: free_rooms(&serving, &cookie), cookie, turn: AtomicUsize::new(0) };
    let database = Database::of(home.path("data/escale.db"));
    let before = database.bookings();
    let (mut all, mut unanswered, mut kept) = (Vec::new(), 0, 0);

    for kill in 0..KILLS {
        let sent = book_until_killed(serving, &desk, chance.usize(1..=ANSWERS_MAX));
        serving = home.serve(&["--today", TODAY]);
        database.assert_sound();

        let (answered, in_flight): (Vec<_>, Vec<_>) =
            sent.into_iter().partition(|each| each.answered.is_some());
        for each in &answered {
            assert_eq!(database.kept(each), each.answered, "kill {kill}: it was answered");
        }
        assert!(in_flight.len() <= CLIENTS, "kill {kill}: {} in flight", in_flight.len());
        let survivors = in_flight.iter().filter(|each| database.kept(each).is_some()).count();
        let expected = before + all.len() + answered.len() + survivors;
        assert_eq!(database.bookings(), expected, "kill {kill}: and no other");

        // A browser that heard nothing sends the same form again.
        for mut each in in_flight {
            let first = database.kept(&each);
            each.answered = sent_again(&serving, &each);
            assert!(first.is_none() || first == each.answered, "kill {kill}: another one");
            assert_eq!(database.kept(&each), each.answered, "kill {kill}");
            all.push(each);
            unanswered += 1;
        }
        let last = answered.last().expect("killed after an answer");
        assert_eq!(sent_again(&serving, last), last.answered, "kill {kill}: the same answer");
        assert_eq!(
            serving.get(last.answered.as_deref().unwrap(), &desk.cookie).status,
            200,
            "kill {kill}"
        );
        all.extend(answered);
        kept += survivors;
        assert_eq!(database.bookings(), before + all.len(), "kill {kill}: each once");
    }
    for each in &all {
        assert_eq!(database.kept(each), each.answered, "at the end");
    }
    serving.stop();
    assert!(unanswered > 0, "every kill missed: nothing was in flight");
    println!("{KILLS} kills: {} bookings, {unanswered} in flight, {kept} of them kept", all.len());
}

/// Who books, and what is left to book.
struct Desk {
    rooms: Vec<(Uuid, Uuid)>,
    cookie: String,
    turn: AtomicUsize,
}

impl Desk {
    /// The next room and night nobody was given, and the address of its form.
    fn next(&self) -> (Uuid, NaiveDate, String) {
        let turn = self.turn.fetch_add(1, Ordering::SeqCst);
        let (site, unit) = self.rooms[turn % self.rooms.len()];
        let night = FIRST_NIGHT.parse::<NaiveDate>().unwrap()
            + Days::new((turn / self.rooms.len()).try_into().unwrap());
        let next = night + Days::new(1);
        assert!(
            next < END.parse().unwrap(),
            "all rooms are taken: shorten the test or lengthen the year"
        );
        let query = format!("site={site}&unit={unit}&persons=1&from={night}&to={next}");
        (unit, night, format!("/bookings/new?{query}"))
    }
}

fn free_rooms(serving: &Serving, cookie: &str) -> Vec<(Uuid, Uuid)> {
    let query = format!("/api/places?adults=1&from={FIRST_NIGHT}&to={END}");
    let answer = serving.get(&query, cookie);
    let (_, body) = answer.text.split_once("\r\n\r\n").unwrap();
    let found: serde_json::Value = serde_json::from_str(body).unwrap();
    let id = |value: &serde_json::Value| value.as_str().unwrap().parse().unwrap();
    let offers = found["offers"].as_array().unwrap().iter();
    let alone = offers.filter(|offer| offer["units"][0]["shared"] == false);
    let rooms: Vec<_> =
        alone.map(|offer| (id(&offer["site_id"]), id(&offer["units"][0]["id"]))).collect();
    assert!(rooms.len() > 3, "{found}");
    rooms
}

/// Everybody books until the server is gone, which is after so many answers.
fn book_until_killed(serving: Serving, desk: &Desk, answers: usize) -> Vec<Sent> {
    let (sent, killed) = (Mutex::new(Vec::new()), AtomicBool::new(false));
    thread::scope(|scope| {
        let (sender, answered) = channel();
        for _ in 0..CLIENTS {
            let (sender, address) = (sender.clone(), &serving.address);
            let (sent, killed) = (&sent, &killed);
            scope.spawn(move || {
                while book(address, desk, sent) {
                    // Nobody counts any more once it is killed.
                    let _ = sender.send(());
                }
                assert!(killed.load(Ordering::SeqCst), "the server went away by itself");
            });
        }
        drop(sender);
        for _ in 0..answers {
            answered.recv().expect("somebody books");
        }
        killed.store(true, Ordering::SeqCst);
        serving.signal("KILL");
    });
    let (status, _) = serving.end();
    assert!(!status.success());
    sent.into_inner().unwrap()
}

/// Opens the form, sends it, reads the answer. `false` once the server is gone.
fn book(address: &str, desk: &Desk, sent: &Mutex<Vec<Sent>>) -> bool {
    let (unit, night, path) = desk.next();
    let Ok(page) = send(address, &ask(&path, &desk.cookie)) else { return false };
    let Some(mut fields) = page.form("bookings.place") else { return false };
    let value = |name: &str| fields.iter().find(|(each, _)| each == name).unwrap().1.clone();
    let command = value("command_id");
    for (name, value) in &mut fields {
        if name == "reference" {
            value.clone_from(&command);
        }
    }
    let form = serde_urlencoded::to_string(&fields).unwrap();
    let request = post_as(&desk.cookie, &path, &form);
    let command = command.parse().unwrap();
    let booking = Sent { command, unit, night, request: request.clone(), answered: None };
    sent.lock().unwrap().push(booking);
    let Some(location) = answer_of(send(address, &request)) else { return false };
    let mut sent = sent.lock().unwrap();
    sent.iter_mut().find(|each| each.command == command).unwrap().answered = Some(location);
    true
}

/// Where an answer leads; nothing when there was none.
fn answer_of(answer: io::Result<Answer>) -> Option<String> {
    let answer = answer.ok().filter(|answer| answer.status != 0)?;
    assert_eq!(answer.status, 303, "{}", answer.text);
    Some(answer.header("location")?.to_owned())
}

fn sent_again(serving: &Serving, sent: &Sent) -> Option<String> {
    answer_of(send(&serving.address, &sent.request))
}

/// The database file, beside the server that serves it.
struct Database {
    file: PathBuf,
    runtime: Runtime,
}

/// What is kept of a command: its answers, and rows of the journal, lines, and bookings.
#[derive(Debug, PartialEq, Eq)]
struct Rows {
    answers: Vec<String>,
    journal: Vec<Uuid>,
    lines: Vec<(Uuid, Uuid, NaiveDate, Option<NaiveDate>)>,
    bookings: Vec<(Uuid, String)>,
}

impl Database {
    fn of(file: PathBuf) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        Self { file, runtime: runtime.unwrap() }
    }

    /// A new connection each time: none is open when the server is killed.
    fn ask<T>(&self, ask: impl AsyncFnOnce(&mut SqliteConnection) -> sqlx::Result<T>) -> T {
        let options = SqliteConnectOptions::new().filename(&self.file).read_only(true);
        self.runtime.block_on(async {
            let mut connection = SqliteConnection::connect_with(&options).await.unwrap();
            let answer = ask(&mut connection).await.unwrap();
            connection.close().await.unwrap();
            answer
        })
    }

    fn bookings(&self) -> usize {
        let count = "select count(*) from booking";
        let count: i64 = self.ask(async |c| sqlx::query_scalar(count).fetch_one(c).await);
        count.try_into().unwrap()
    }

    fn assert_sound(&self) {
        let check = "pragma integrity_check";
        let said: Vec<String> = self.ask(async |c| sqlx::query_scalar(check).fetch_all(c).await);
        assert_eq!(said, ["ok"]);
        let check = "pragma foreign_key_check";
        let faults = self.ask(async |c| sqlx::query(check).fetch_all(c).await);
        assert_eq!(faults.len(), 0, "rows whose other half is missing");
    }

    /// The address of the one booking a command made, whole; nothing when it left nothing.
    fn kept(&self, sent: &Sent) -> Option<String> {
        let rows = self.rows(sent.command);
        let Some((id, reference)) = rows.bookings.first().cloned() else {
            let nothing =
                Rows { answers: vec![], journal: vec![], lines: vec![], bookings: vec![] };
            assert_eq!(rows, nothing, "half a booking");
            return None;
        };
        let next = sent.night + Days::new(1);
        let whole = Rows {
            answers: vec![format!("\"{id}\"")],
            journal: vec![id],
            lines: vec![(id, sent.unit, sent.night, Some(next))],
            bookings: vec![(id, reference)],
        };
        assert_eq!(rows, whole, "one booking, whole");
        Some(format!("/bookings/{id}"))
    }

    fn rows(&self, command: Uuid) -> Rows {
        self.ask(async |c| {
            let answers = "select answer from command where id = $1";
            let journal = "select subject_id from journal where command_id = $1";
            let lines = "select booking_id, unit_id, from_night, to_night from occupation
                 where command_id = $1 and superseded_at is null";
            let bookings =
                "select id, code from booking where reference = $1 and state = 'confirmed'";
            Ok(Rows {
                answers: sqlx::query_scalar(answers).bind(command).fetch_all(&mut *c).await?,
                journal: sqlx::query_scalar(journal).bind(command).fetch_all(&mut *c).await?,
                lines: sqlx::query_as(lines).bind(command).fetch_all(&mut *c).await?,
                bookings: sqlx::query_as(bookings).bind(command.to_string()).fetch_all(c).await?,
            })
        })
    }
}

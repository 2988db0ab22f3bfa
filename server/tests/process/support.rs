//! The program in a folder of its own, and a browser of few words.

use std::{
    env,
    io::{self, BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Output, Stdio},
    sync::{
        Mutex,
        mpsc::{Receiver, channel},
    },
    time::Duration,
};

use scraper::{Html, Selector};
use tempfile::TempDir;

pub(crate) const PASSWORD: &str = "demonstration-escale";
/// What takes longer than this does not come.
const PATIENCE: Duration = Duration::from_mins(1);

/// Where the program runs: nothing of the machine's own options reaches it.
pub(crate) struct Home(TempDir);

impl Home {
    pub(crate) fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    /// A folder with the demonstration in it.
    pub(crate) fn with_demo() -> Self {
        let home = Self::new();
        home.done(&["demo", "--size", "small"]);
        home
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_escale"));
        for (name, _) in env::vars_os() {
            let text = name.to_string_lossy();
            if text.starts_with("ESCALE_") || text == "DATABASE_URL" {
                command.env_remove(&name);
            }
        }
        command.current_dir(self.0.path()).args(words).stdin(Stdio::null());
        command
    }

    pub(crate) fn run(&self, words: &[&str]) -> Output {
        self.command(words).output().unwrap()
    }

    /// Runs what must succeed; answers what it printed.
    pub(crate) fn done(&self, words: &[&str]) -> String {
        let output = self.run(words);
        let complaint = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{words:?}: {complaint}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// Runs what must fail, wrongly asked (2) or not (1); answers the complaint.
    pub(crate) fn refused(&self, code: i32, words: &[&str]) -> String {
        refusal(code, &mut self.command(words))
    }

    /// Runs it with a line on standard input.
    pub(crate) fn told(&self, line: &str, words: &[&str]) -> Output {
        let mut child = self
            .command(words)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        writeln!(child.stdin.take().unwrap(), "{line}").unwrap();
        child.wait_with_output().unwrap()
    }

    pub(crate) fn serve(&self, words: &[&str]) -> Serving {
        Serving::start(self.command(&["serve", "--listen", "127.0.0.1:0"]).args(words))
    }
}

pub(crate) fn refusal(code: i32, command: &mut Command) -> String {
    let output = command.output().unwrap();
    let complaint = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(code), "{complaint}");
    complaint
}

/// A running server; killed when dropped.
pub(crate) struct Serving {
    child: Child,
    lines: Mutex<Receiver<String>>,
    pub(crate) log: Vec<String>,
    pub(crate) address: String,
    pub(crate) metrics: Option<String>,
}

impl Serving {
    fn start(command: &mut Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let (sender, lines) = channel();
        let log = BufReader::new(child.stderr.take().unwrap());
        std::thread::spawn(move || {
            for line in log.lines().map_while(Result::ok) {
                let _ = sender.send(line);
            }
        });
        let mut said = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
        let mut metrics = None;
        let address = loop {
            let Some(line) = said.next() else {
                let log: Vec<_> = lines.iter().collect();
                panic!("it did not start: {}", log.join("\n"));
            };
            let (what, url) = line.split_once(" http://").unwrap();
            let address = url.split('/').next().unwrap().to_owned();
            match what {
                "serving" => break address,
                _ => metrics = Some(address),
            }
        };
        let serving = Self { child, lines: Mutex::new(lines), log: Vec::new(), address, metrics };
        serving.wait_until_ready();
        serving
    }

    fn wait_until_ready(&self) {
        let mut pause = Duration::from_millis(1);
        while self.get("/readyz", "").status != 200 {
            assert!(pause < PATIENCE, "it is never ready");
            std::thread::sleep(pause);
            pause *= 2;
        }
    }

    /// Waits until the log says it.
    pub(crate) fn wait_for(&mut self, words: &str) {
        loop {
            let line = self.lines.get_mut().unwrap().recv_timeout(PATIENCE);
            let line = line.unwrap_or_else(|_| panic!("never said: {words}"));
            let found = line.contains(words);
            self.log.push(line);
            if found {
                return;
            }
        }
    }

    pub(crate) fn signal(&self, name: &str) {
        let id = self.child.id().to_string();
        let sent = Command::new("kill").args(["-s", name, &id]).status().unwrap();
        assert!(sent.success());
    }

    /// Waits until it has ended; answers how, and all it logged.
    pub(crate) fn end(mut self) -> (ExitStatus, String) {
        let status = self.child.wait().unwrap();
        self.log.extend(self.lines.get_mut().unwrap().iter());
        (status, self.log.join("\n"))
    }

    pub(crate) fn stop(self) {
        self.signal("TERM");
        let (status, log) = self.end();
        assert!(status.success(), "{log}");
    }

    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    pub(crate) fn get(&self, path: &str, cookie: &str) -> Answer {
        get(&self.address, path, cookie)
    }

    /// The cookie of a new session.
    pub(crate) fn sign_in(&self, email: &str, password: &str) -> Option<String> {
        let form = sign_in_form(email, password);
        let answer = self.send(&post("/sign-in", &form));
        let cookie = answer.header("set-cookie")?.split(';').next()?;
        Some(cookie.to_owned()).filter(|_| answer.status == 303)
    }

    pub(crate) fn is_signed_in(&self, cookie: &str) -> bool {
        self.get("/account", cookie).status == 200
    }

    fn send(&self, request: &str) -> Answer {
        send(&self.address, request).unwrap()
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) text: String,
}

impl Answer {
    pub(crate) fn read(mut stream: TcpStream) -> Self {
        let mut text = String::new();
        stream.read_to_string(&mut text).unwrap();
        Self::of(text)
    }

    fn of(text: String) -> Self {
        let status = text.split(' ').nth(1).and_then(|code| code.parse().ok());
        Self { status: status.unwrap_or(0), text }
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let head = self.text.split("\r\n\r\n").next()?;
        head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
    }

    /// What a browser would send of the page's form of this action, all fields as they are.
    pub(crate) fn form(&self, does: &str) -> Option<Vec<(String, String)>> {
        let [forms, fields] = ["form", "input[name]"].map(|each| Selector::parse(each).unwrap());
        let html = Html::parse_document(&self.text);
        html.select(&forms).find_map(|form| {
            let fields = form.select(&fields).filter_map(|field| {
                let value = field.attr("value").unwrap_or_default();
                Some((field.attr("name")?.to_owned(), value.to_owned()))
            });
            let fields: Vec<_> = fields.collect();
            fields.iter().any(|(name, value)| name == "do" && value == does).then_some(fields)
        })
    }
}

/// One request; what came back of the answer, to the end unless the server went away.
pub(crate) fn send(address: &str, request: &str) -> io::Result<Answer> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.write_all(request.as_bytes())?;
    let mut bytes = Vec::new();
    let ended = stream.read_to_end(&mut bytes);
    let answer = Answer::of(String::from_utf8_lossy(&bytes).into_owned());
    match ended {
        Err(error) if answer.status == 0 => Err(error),
        _ => Ok(answer),
    }
}

pub(crate) fn get(address: &str, path: &str, cookie: &str) -> Answer {
    send(address, &ask(path, cookie)).unwrap()
}

pub(crate) fn ask(path: &str, cookie: &str) -> String {
    format!("GET {path} HTTP/1.1\r\nhost: escale\r\ncookie: {cookie}\r\nconnection: close\r\n\r\n")
}

pub(crate) fn post(path: &str, form: &str) -> String {
    post_as("", path, form)
}

/// A form of somebody who is signed in.
pub(crate) fn post_as(cookie: &str, path: &str, form: &str) -> String {
    let length = form.len();
    format!(
        "POST {path} HTTP/1.1\r\nhost: escale\r\ncookie: {cookie}\r\nconnection: close\r\n\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: {length}\r\n\r\n{form}"
    )
}

pub(crate) fn sign_in_form(email: &str, password: &str) -> String {
    let (email, password) = (email.replace('@', "%40"), password.replace(' ', "+"));
    format!("do=accounts.sign_in&email={email}&password={password}")
}

/// An export without its first line, which says when it was made.
pub(crate) fn rows(home: &Home, database: &Path) -> String {
    let url = format!("sqlite:{}", database.display());
    let text = home.done(&["export", "--database-url", &url]);
    text.split_once('\n').unwrap().1.to_owned()
}

/// How many rows an export has of a table.
pub(crate) fn count(rows: &str, table: &str) -> usize {
    let start = format!("{{\"table\":\"{table}\",");
    rows.lines().filter(|line| line.starts_with(&start)).count()
}

//! A private PostgreSQL for the run: started once, gone with the test process.

use std::{
    env, fs,
    io::{BufRead, BufReader},
    os::unix::{
        fs::{MetadataExt, chown},
        process::CommandExt,
    },
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{
        OnceLock,
        atomic::{AtomicU32, Ordering},
    },
};

use sqlx::{AssertSqlSafe, Connection, PgConnection};

pub(crate) struct Server {
    home: PathBuf,
    databases: AtomicU32,
    /// The server stops when its end of the pipe closes, however the tests end.
    _keeper: Child,
}

/// Nothing of a test survives it, so nothing needs to reach the disk.
const SETTINGS: &str = "
listen_addresses = ''
max_connections = 300
shared_buffers = 64MB
fsync = off
synchronous_commit = off
full_page_writes = off
wal_level = minimal
max_wal_senders = 0
autovacuum = off
";

/// Starts, says so, waits for its input to end, and leaves nothing behind.
const KEEPER: &str = r#"
"$1/pg_ctl" -D "$2/data" -l "$2/log" -w start >/dev/null && echo ready
cat >/dev/null
"$1/pg_ctl" -D "$2/data" -m immediate stop >/dev/null
rm -rf "$2"
"#;

/// The server of this run, or nothing where PostgreSQL is not installed and not required.
pub(crate) fn server() -> Option<&'static Server> {
    static SERVER: OnceLock<Option<Server>> = OnceLock::new();
    SERVER
        .get_or_init(|| {
            let found = programs();
            let required = env::var_os("CI").is_some()
                || env::var("ESCALE_TEST_POSTGRES").is_ok_and(|wish| wish == "required");
            assert!(
                found.is_some() || !required,
                "PostgreSQL is required here and was not found: install it (script/setup)"
            );
            if found.is_none() {
                println!("PostgreSQL was not found: its stories are skipped (script/setup)");
            }
            found.map(|programs| start(&programs))
        })
        .as_ref()
}

impl Server {
    pub(crate) fn url(&self, database: &str) -> String {
        let home = self.home.display();
        format!("postgres://escale@localhost/{database}?host={home}")
    }

    /// A new database, empty or the copy of another; answers its name.
    pub(crate) async fn create(&self, template: Option<&str>) -> String {
        let name = format!("t_{}", self.databases.fetch_add(1, Ordering::Relaxed));
        let template = template.unwrap_or("template0");
        self.administer(format!("create database {name} template {template}")).await;
        name
    }

    pub(crate) async fn remove(&self, name: &str) {
        self.administer(format!("drop database {name} with (force)")).await;
    }

    async fn administer(&self, statement: String) {
        let mut connection = PgConnection::connect(&self.url("postgres")).await.unwrap();
        sqlx::raw_sql(AssertSqlSafe(statement)).execute(&mut connection).await.unwrap();
        connection.close().await.unwrap();
    }
}

/// Debian keeps the server's programs out of the path; others do not.
fn programs() -> Option<PathBuf> {
    let debian = fs::read_dir("/usr/lib/postgresql").into_iter().flatten();
    let mut found: Vec<(u32, PathBuf)> = debian
        .flatten()
        .filter_map(|version| {
            let number = version.file_name().to_str()?.parse().ok()?;
            Some((number, version.path().join("bin")))
        })
        .filter(|(_, folder)| folder.join("initdb").exists())
        .collect();
    found.sort();
    let newest = found.pop().map(|(_, folder)| folder);
    newest.or_else(|| {
        env::split_paths(&env::var_os("PATH")?).find(|folder| folder.join("initdb").exists())
    })
}

fn start(programs: &Path) -> Server {
    let home = tempfile::Builder::new().prefix("escale-pg-").tempdir();
    let home = home.unwrap().keep();
    let owner = unprivileged(&home);
    if let Some((user, group)) = owner {
        chown(&home, Some(user), Some(group)).unwrap();
    }
    let command = |program: &Path| {
        let mut command = Command::new(program);
        if let Some((user, group)) = owner {
            command.uid(user).gid(group);
        }
        command.current_dir(&home);
        command
    };
    let made = command(&programs.join("initdb"))
        .args(["-A", "trust", "-U", "escale", "-E", "UTF8", "--locale=C"])
        .args(["--no-sync", "--no-instructions", "-D"])
        .arg(home.join("data"))
        .output()
        .unwrap();
    let complaint = String::from_utf8_lossy(&made.stderr);
    assert!(made.status.success(), "initdb: {complaint}");
    let sockets = format!("unix_socket_directories = '{}'\n", home.display());
    fs::write(home.join("data/postgresql.auto.conf"), SETTINGS.to_owned() + &sockets).unwrap();

    let mut keeper = command(Path::new("/bin/sh"))
        .args(["-c", KEEPER, "keeper"])
        .args([programs, &home])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        // Out of reach of the terminal's interrupt: it has something to clean up.
        .process_group(0)
        .spawn()
        .unwrap();
    let mut answer = String::new();
    BufReader::new(keeper.stdout.take().unwrap()).read_line(&mut answer).unwrap();
    let log = fs::read_to_string(home.join("log")).unwrap_or_default();
    assert_eq!(answer.trim(), "ready", "PostgreSQL did not start: {log}");
    Server { home, databases: AtomicU32::new(0), _keeper: keeper }
}

/// PostgreSQL refuses to run as root: somebody else's ids, when that is who we are.
fn unprivileged(ours: &Path) -> Option<(u32, u32)> {
    if fs::metadata(ours).unwrap().uid() != 0 {
        return None;
    }
    let users = fs::read_to_string("/etc/passwd").unwrap();
    let ids = |name: &str| {
        let line = users.lines().find(|line| line.split(':').next() == Some(name))?;
        let mut fields = line.split(':').skip(2);
        Some((fields.next()?.parse().ok()?, fields.next()?.parse().ok()?))
    };
    Some(ids("postgres").or_else(|| ids("nobody")).unwrap())
}

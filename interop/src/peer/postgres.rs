//! PostgreSQL's server and the client of `examples/postgres`. Its log has neither `-PLUS` nor the channel binding;
//! its comparison of the binding is visible in the error for an attacker in the middle.
use crate::{
    bench::Bench,
    cell::{Credential, Protocol, Record, Row, Seen, Server, Tls, USER, Version},
    entry::{Entry, Peer},
    install,
    middle::Impostor,
    process::{Daemon, client, free_ports, read, run, wait_for},
    program,
};
use std::{
    ffi::OsStr,
    fs,
    os::unix::fs::{PermissionsExt as _, chown},
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

pub(crate) const ENTRY: Entry = Entry {
    name: "postgresql",
    server: Server::Theirs,
    slow: 1,
    programs: &["python3", "setpriv"],
    packages: &["postgresql", "python3"],
    rows,
    open,
};

const PLUS: &str = "SCRAM-SHA-256-PLUS";
/// The user that it runs as, because it does not run as root.
const NOBODY: u32 = 65_534;

fn rows() -> Vec<Row> {
    let mut rows = Vec::new();
    for version in [Version::V12, Version::V13] {
        let row = Row::new(Server::Theirs, Protocol::Postgres, Tls::Starttls(version), PLUS);
        rows.push(row.clone().bound_by("tls-server-end-point"));
        // It compares the channel binding before the proof.
        let found_out = row.found_out();
        rows.push(Row { wrong: found_out.right.clone(), ..found_out });
    }
    rows
}

struct Postgres {
    room: PathBuf,
    client: PathBuf,
    ca: PathBuf,
    impostor: Impostor,
    port: u16,
    /// Its log, and the length that belongs to earlier cells.
    log: PathBuf,
    told: usize,
    count: u32,
    _daemon: Daemon,
}

fn open(bench: &Bench) -> Result<Box<dyn Peer>, String> {
    let failed = |error: std::io::Error| error.to_string();
    let room = bench.room("postgresql")?;
    let client = program::example("postgres", &room.join("example"))?;
    let data = room.join("data");
    let [cert, key, password] = ["server.pem", "server.key", "password"].map(|name| room.join(name));
    fs::copy(&bench.cert, &cert).and_then(|_| fs::copy(&bench.key, &key)).map_err(failed)?;
    fs::copy(bench.password_file(Credential::Right), &password).map_err(failed)?;
    fs::create_dir(&data).map_err(failed)?;
    for file in [&key, &password, &data] {
        chown(file, Some(NOBODY), Some(NOBODY)).map_err(failed)?;
    }
    for file in [&key, &password] {
        fs::set_permissions(file, fs::Permissions::from_mode(0o600)).map_err(failed)?;
    }
    let programs = programs().ok_or("no PostgreSQL below /usr/lib/postgresql")?;
    let mut initdb = Command::new("timeout");
    initdb.args(["-k", "1", "120", "setpriv"]).args(AS_NOBODY).arg(programs.join("initdb"));
    initdb.args(["--no-sync", "-A", "scram-sha-256", "-U", USER]);
    initdb.arg("--pwfile").arg(&password).arg("-D").arg(&data);
    initdb.env_clear().env("PATH", install::path()).env("LC_ALL", "C").env("HOME", &room).current_dir(&room);
    let made = run(initdb, "", &room.join("initdb.log"))?;
    if !made.ok {
        return Err(format!("initdb: {}", made.output));
    }
    let [port] = free_ports()?;
    let log = room.join("out");
    let postgres = programs.join("postgres");
    let mut arguments: Vec<String> = AS_NOBODY.map(String::from).into();
    arguments.extend([postgres.display().to_string(), "-D".into(), data.display().to_string()]);
    let settings = [
        format!("port={port}"),
        "listen_addresses=127.0.0.1".into(),
        "unix_socket_directories=".into(),
        "ssl=on".into(),
        format!("ssl_cert_file={}", cert.display()),
        format!("ssl_key_file={}", key.display()),
        "ssl_min_protocol_version=TLSv1.2".into(),
        "fsync=off".into(),
        "log_connections=on".into(),
    ];
    arguments.extend(settings.into_iter().flat_map(|setting| ["-c".into(), setting]));
    let arguments: Vec<&OsStr> = arguments.iter().map(OsStr::new).collect();
    let mut daemon = Daemon::start(Path::new("/usr/bin/setpriv"), &arguments, &room, &log)?;
    // Its messages go to its error stream.
    let log = log.with_extension("err");
    let is_up = || {
        let up = read(&log).contains("ready to accept connections");
        (up || daemon.is_gone()).then_some(up)
    };
    if wait_for(Duration::from_secs(30), is_up) != Some(true) {
        return Err(format!("PostgreSQL does not start; see {}", log.display()));
    }
    let (ca, impostor, told) = (bench.ca.clone(), bench.impostor.clone(), read(&log).len());
    Ok(Box::new(Postgres { room, client, ca, impostor, port, log, told, count: 0, _daemon: daemon }))
}

const AS_NOBODY: [&str; 5] = ["--reuid", "65534", "--regid", "65534", "--clear-groups"];

/// Returns the folder of the newest version.
fn programs() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").ok()?.flatten();
    let programs = versions.map(|version| version.path().join("bin"));
    programs.filter(|programs| programs.join("postgres").is_file()).max()
}

impl Peer for Postgres {
    fn attempt(&mut self, row: &Row, credential: Credential) -> Result<Seen, String> {
        self.count += 1;
        let room = self.room.join(format!("{:03}", self.count));
        fs::create_dir(&room).map_err(|error| error.to_string())?;
        self.told = read(&self.log).len();
        let route = self.impostor.route(row, &room, self.port)?;
        let version = if row.tls.version() == Some(Version::V12) { "1.2" } else { "1.3" };
        let mut command = client(&self.client, &room);
        command.args(["login", &route.port.to_string()]).arg(&self.ca);
        command.args([USER, credential.password(), version]);
        let finished = run(command, "", &room.join("log"))?;
        let client_in = finished.ok;
        let bound = "in: SCRAM-SHA-256-PLUS, tls-server-end-point, server verified: true";
        if client_in && !finished.output.contains(bound) {
            return Err(format!("the client says {}", finished.output));
        }
        let some = || Some(self.records(row, client_in)).filter(|records| !records.is_empty());
        let records = wait_for(Duration::from_secs(3), some).unwrap_or_default();
        Ok(Seen { records, client_in })
    }
}

impl Postgres {
    fn records(&self, row: &Row, client_in: bool) -> Vec<Record> {
        let log = read(&self.log);
        let lines = log.get(self.told..).unwrap_or_default().lines();
        lines.filter_map(|line| record(line, row, client_in)).collect()
    }
}

/// Parses a line; data that the log omits is taken from the client.
fn record(line: &str, row: &Row, client_in: bool) -> Option<Record> {
    let refused = |why: &str| Some(row.rejected(Some(PLUS), why));
    if line.contains("SCRAM channel binding check failed") {
        return refused("binding-mismatch");
    }
    if line.contains(&format!("password authentication failed for user \"{USER}\"")) {
        return refused("bad-credentials");
    }
    let (_, rest) = line.split_once(&format!("connection authorized: user={USER} "))?;
    let (_, tls) = rest.split_once("protocol=")?;
    let tls = tls.split(',').next().unwrap_or_default();
    let binding = client_in.then(|| "tls-server-end-point".into());
    Some(Record { binding, tls: tls.into(), ..row.accepted(PLUS) })
}

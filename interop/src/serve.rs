//! Our server with other clients.
use crate::{
    administer::{administer, data},
    bench::Bench,
    cell::{Credential, Protocol, Record, Row, Seen, Tls, USER},
    entry::Peer,
    files::write,
    keys::KeyFiles,
    middle::Impostor,
    process::{Daemon, Finished, read, run, wait_for},
    token::token,
};
use serde_json::Value;
use std::{
    ffi::OsStr,
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

/// The data that a client needs for one login.
pub(crate) struct Login<'a> {
    pub(crate) row: &'a Row,
    pub(crate) credential: Credential,
    /// The correct password and a wrong one.
    passwords: [&'static str; 2],
    /// Our own program, which is a client too.
    pub(crate) countersign: &'a Path,
    pub(crate) port: u16,
    /// The authority to trust.
    pub(crate) ca: &'a Path,
    /// The client's home folder, with its configuration.
    pub(crate) room: &'a Path,
    /// The client's key, registered or not.
    pub(crate) key: KeyFiles,
}

impl Login<'_> {
    pub(crate) fn password(&self) -> &'static str {
        let [right, wrong] = self.passwords;
        if self.credential == Credential::Right { right } else { wrong }
    }

    pub(crate) fn token(&self) -> String {
        token(self.credential)
    }
}

/// Returns a client's command.
pub(crate) type Make = fn(&Login<'_>) -> Result<(Command, String), String>;

/// A client program.
pub(crate) struct Client {
    pub(crate) name: &'static str,
    /// The command for a login and its input.
    pub(crate) command: Make,
    /// Whether the client reports success.
    pub(crate) is_in: fn(&Finished, &Login<'_>) -> bool,
}

/// Exit code 0 means success. It is never the only criterion.
pub(crate) fn by_exit_code(finished: &Finished, _: &Login<'_>) -> bool {
    finished.ok
}

/// Our server with a client.
struct Served {
    client: Client,
    passwords: [&'static str; 2],
    countersign: PathBuf,
    room: PathBuf,
    ca: PathBuf,
    impostor: Impostor,
    ready: Value,
    record: PathBuf,
    /// The number of records that belong to earlier cells.
    told: usize,
    count: u32,
    /// The folder of the clients' keys.
    keys: PathBuf,
    _daemon: Daemon,
}

/// Starts the server with the account on its command line.
pub(crate) fn serve(bench: &Bench, client: Client) -> Result<Box<dyn Peer>, String> {
    let passwords = [Credential::Right, Credential::Wrong].map(Credential::password);
    let user = format!("{USER}:{}", Credential::Right.password());
    let keys = KeyFiles::registered(&bench.folder);
    let keys: Vec<_> = keys.iter().map(|key| format!("{USER}:{}", key.crt.display())).collect();
    let mut arguments = vec!["--user", &*user];
    arguments.extend(keys.iter().flat_map(|key| ["--user-key", key]));
    start(bench, &bench.countersign, client, passwords, &arguments)
}

/// Starts the server with this TLS library and a certificate for which an attacker has a counterpart.
pub(crate) fn serve_bound(bench: &Bench, client: Client, library: &str) -> Result<Box<dyn Peer>, String> {
    let program = if library == "openssl" { bench.with_openssl()? } else { &bench.countersign };
    let passwords = [Credential::Right, Credential::Wrong].map(Credential::password);
    let user = format!("{USER}:{}", Credential::Right.password());
    let [cert, key] = [&bench.cert, &bench.key].map(|file| file.display().to_string());
    let more = ["--user", &user, "--tls", library, "--cert", &cert, "--key", &key];
    start(bench, program, client, passwords, &more)
}

/// Starts the server with accounts with these names and passwords, and with this option.
pub(crate) fn serve_names(
    bench: &Bench,
    client: Client,
    names: &[&str],
    passwords: [&'static str; 2],
    more: &[&str],
) -> Result<Box<dyn Peer>, String> {
    let users: Vec<_> = names.iter().map(|name| format!("{name}:{}", passwords[0])).collect();
    let mut arguments = more.to_vec();
    arguments.extend(users.iter().flat_map(|user| ["--user", user]));
    start(bench, &bench.countersign, client, passwords, &arguments)
}

/// Starts the server with the account in a database, created by an administrator's commands with these passwords.
/// It has a CRAM-MD5 record only if `making` requires one.
pub(crate) fn serve_data(
    bench: &Bench,
    client: Client,
    passwords: [&'static str; 2],
    making: &[&str],
) -> Result<Box<dyn Peer>, String> {
    let room = bench.room(client.name)?;
    administer(bench, &room, &["account", "add", USER], passwords[0])?;
    administer(bench, &room, &[&["password", "set", USER], making].concat(), passwords[0])?;
    start(bench, &bench.countersign, client, passwords, &["--data", &data(&room)?])
}

/// Starts the server with an imported account: a passwd-file of one line with this record.
pub(crate) fn serve_imported(bench: &Bench, client: Client, record: &str) -> Result<Box<dyn Peer>, String> {
    let room = bench.room(client.name)?;
    let users = room.join("users");
    write(&users, &format!("{USER}:{record}\n"))?;
    let users = users.to_str().ok_or("a folder that is no UTF-8")?;
    administer(bench, &room, &["password", "import", users, "--format", "dovecot"], "")?;
    let passwords = [Credential::Right, Credential::Wrong].map(Credential::password);
    start(bench, &bench.countersign, client, passwords, &["--data", &data(&room)?])
}

/// Starts the server with these accounts.
pub(crate) fn start(
    bench: &Bench,
    program: &Path,
    client: Client,
    passwords: [&'static str; 2],
    accounts: &[&str],
) -> Result<Box<dyn Peer>, String> {
    let room = bench.room(client.name)?;
    let record = room.join("serve.json");
    let token = format!("{USER}:{}", token(Credential::Right));
    // Every second cell is a wrong password from the same address.
    let limits = if accounts.contains(&"--limit-address") { "--limits" } else { "--no-limits" };
    let switches = ["serve", "--json", "--token", &token, "--cram-md5", "--anonymous", limits];
    let mut arguments = [&switches, accounts].concat();
    for listener in ["--imap", "--imaps", "--submission", "--submissions", "--pop3", "--pop3s", "--sieve"] {
        arguments.extend([listener, "127.0.0.1:0"]);
    }
    let arguments: Vec<&OsStr> = arguments.into_iter().map(OsStr::new).collect();
    let mut daemon = Daemon::start(program, &arguments, &room, &record)?;
    let ready = wait_for(Duration::from_secs(20), || {
        let text = read(&record);
        let line = text.split_once('\n').map(|(line, _)| line.to_owned());
        if line.is_none() && daemon.is_gone() { Some(String::new()) } else { line }
    });
    let ready: Value =
        ready.and_then(|line| serde_json::from_str(&line).ok()).ok_or("countersign serve does not start")?;
    let countersign = bench.countersign.clone();
    let ca = ready["ca"].as_str().map_or_else(|| bench.ca.clone(), PathBuf::from);
    let impostor = bench.impostor.clone();
    Ok(Box::new(Served {
        client,
        passwords,
        countersign,
        room,
        ca,
        impostor,
        ready,
        record,
        told: 0,
        count: 0,
        keys: bench.folder.clone(),
        _daemon: daemon,
    }))
}

impl Peer for Served {
    fn attempt(&mut self, row: &Row, credential: Credential) -> Result<Seen, String> {
        self.count += 1;
        let listener = match (row.protocol, row.tls) {
            (Protocol::Imap, Tls::Implicit(_)) => "imaps",
            (Protocol::Imap, _) => "imap",
            (Protocol::Smtp, Tls::Implicit(_)) => "submissions",
            (Protocol::Smtp, _) => "submission",
            (Protocol::Pop3, Tls::Implicit(_)) => "pop3s",
            (Protocol::Pop3, _) => "pop3",
            (Protocol::Sieve, _) => "sieve",
            (Protocol::Postgres, _) => return Err("countersign has no PostgreSQL".into()),
        };
        let text = |key: &str| self.ready[key].as_str().ok_or(format!("serve tells no {key}"));
        let port = text(listener)?.rsplit(':').next().and_then(|port| port.parse().ok()).ok_or("no port")?;
        let room = self.room.join(format!("{:03}", self.count));
        std::fs::create_dir(&room).map_err(|error| error.to_string())?;
        let (passwords, countersign) = (self.passwords, self.countersign.as_path());
        let key = KeyFiles::of(&self.keys, credential, row.variant);
        let route = self.impostor.route(row, &room, port)?;
        let (port, ca) = (route.port, self.ca.as_path());
        let login = Login { row, credential, passwords, countersign, port, ca, room: &room, key };
        let (command, input) = (self.client.command)(&login)?;
        let finished = run(command, &input, &room.join("log"))?;
        let client_in = (self.client.is_in)(&finished, &login);
        let wanted = row.want(credential).records.len();
        // A record is written before its reply is sent, so it exists unless the client has disconnected early.
        let enough = || Some(self.records()).filter(|records| records.len() >= wanted);
        let records = wait_for(Duration::from_secs(2), enough).unwrap_or_else(|| self.records());
        self.told += records.len();
        Ok(Seen { records, client_in })
    }
}

impl Served {
    /// Returns the records since the last cell.
    fn records(&self) -> Vec<Record> {
        let text = read(&self.record);
        let whole = text.rsplit_once('\n').map_or("", |(whole, _)| whole);
        let values = whole.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
        values.filter(|value| value["event"] == "login").skip(self.told).map(|value| record(&value)).collect()
    }
}

/// Parses the output of `serve --json`.
pub(crate) fn record(value: &Value) -> Record {
    let text = |key: &str| value[key].as_str().map(String::from);
    Record {
        mechanism: text("mechanism"),
        binding: text("binding"),
        account: text("account"),
        tls: text("tls").unwrap_or_default(),
        verdict: text("result").unwrap_or_default(),
    }
}

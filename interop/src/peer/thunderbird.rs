//! Thunderbird without a window: with its key, and with a password, in plaintext inside TLS (PLAIN) and encrypted
//! (CRAM-MD5).
use crate::{
    bench::Bench,
    cell::{Credential, Protocol, Row, Seen, Server, TLS_KEY, Tls, USER, Version},
    entry::{Entry, Peer},
    files::write,
    process::{Daemon, Finished, client_for},
    serve::{Client, Login, start},
    thunderbird::{LOGIN, MARIONETTE, folder, prepare, run},
};
use std::{path::PathBuf, process::Command};

pub(crate) const ENTRY: Entry = Entry {
    name: NAME,
    server: Server::Ours,
    slow: 1,
    programs: &["thunderbird", "certutil", "pk12util", "python3"],
    packages: &["thunderbird", "libnss3-tools", "python3"],
    rows,
    open,
};

const NAME: &str = "thunderbird";
const BOTH: [Credential; 2] = [Credential::Right, Credential::Wrong];

fn rows() -> Vec<Row> {
    let imap = Tls::ENCRYPTED.map(|tls| Row::by_key(Protocol::Imap, tls));
    let both = [Protocol::Imap, Protocol::Smtp].into_iter();
    let passwords = both.flat_map(|protocol| Tls::ENCRYPTED.map(|tls| by_password(protocol, tls)));
    imap.into_iter().chain(Tls::ENCRYPTED.map(submitting_by_key)).chain(passwords.flatten()).collect()
}

/// It does not support EXTERNAL for submission. Configured without a mechanism, it submits its message as the
/// owner of its key.
fn submitting_by_key(tls: Tls) -> Row {
    let mut row = Row::by_key(Protocol::Smtp, tls);
    row.mechanism = TLS_KEY;
    row.right.records.retain(|record| record.mechanism.as_deref() == Some(TLS_KEY));
    row
}

/// After a wrong password it tries all other plaintext mechanisms: AUTHENTICATE LOGIN, and in IMAP the command
/// LOGIN.
fn by_password(protocol: Protocol, tls: Tls) -> [Row; 2] {
    let row = |mechanism| Row::new(Server::Ours, protocol, tls, mechanism);
    let mut plain = row("PLAIN");
    let login = plain.rejected(Some("LOGIN"), "bad-credentials");
    let more = if protocol == Protocol::Imap { 2 } else { 1 };
    plain.wrong.records.extend(std::iter::repeat_n(login, more));
    [plain, row("CRAM-MD5")]
}

/// Our server and running instances of Thunderbird, because its start takes most of the time of a login.
struct Running {
    server: Box<dyn Peer>,
    room: PathBuf,
    /// Each has a profile of this name.
    thunderbirds: Vec<(String, Daemon)>,
}

fn open(bench: &Bench) -> Result<Box<dyn Peer>, String> {
    let passwords = BOTH.map(Credential::password);
    let user = format!("{USER}:{}", Credential::Right.password());
    let known = format!("{USER}:{}", bench.key_file(Credential::Right, "crt").display());
    let [cert, key] = [&bench.cert, &bench.key].map(|file| file.display().to_string());
    let more = ["--user", &user, "--user-key", &known, "--cert", &cert, "--key", &key];
    let client = Client { name: NAME, command, is_in };
    let server = start(bench, &bench.countersign, client, passwords, &more)?;
    let room = bench.room(NAME)?;
    for has_key in [true, false] {
        for credential in BOTH {
            prepare(bench, &room, has_key, credential)?;
        }
    }
    Ok(Box::new(Running { server, room, thunderbirds: Vec::new() }))
}

impl Peer for Running {
    fn attempt(&mut self, row: &Row, credential: Credential) -> Result<Seen, String> {
        // Both halves of a cell at once; those for the other kind of credential have ended.
        let names = BOTH.map(|credential| folder(row.has_key(), credential));
        self.thunderbirds.retain(|(running, _)| names.contains(running));
        for name in names {
            if !self.thunderbirds.iter().any(|(running, _)| *running == name) {
                let thunderbird = run(&self.room, &name)?;
                self.thunderbirds.push((name, thunderbird));
            }
        }
        self.server.attempt(row, credential)
    }
}

/// Instructs the running instance to log in.
fn command(login: &Login<'_>) -> Result<(Command, String), String> {
    let room = login.room.parent().ok_or("no folder")?;
    let [driver, script] = ["driver.py", "login.js"].map(|name| login.room.join(name));
    write(&driver, MARIONETTE)?;
    write(&script, LOGIN)?;
    let row = login.row;
    let socket = if matches!(row.tls, Tls::Implicit(_)) { 3 } else { 2 };
    let version = if row.tls.version() == Some(Version::V12) { 3 } else { 4 };
    let method = match (row.protocol, row.mechanism) {
        (Protocol::Smtp, TLS_KEY) => 1,
        (_, "PLAIN") => 3,
        (_, "CRAM-MD5") => 4,
        _ => 7,
    };
    let mut command = client_for(90, "python3", login.room);
    command.arg("-I").arg(driver).arg(room.join(folder(row.has_key(), login.credential))).arg(script);
    command.arg(if row.protocol == Protocol::Imap { "imap" } else { "smtp" });
    command.args([login.port, socket, method, version].map(|number| number.to_string()));
    Ok((command, String::new()))
}

fn is_in(finished: &Finished, _: &Login<'_>) -> bool {
    finished.ok && finished.output.contains("status 0\n")
}

//! Exim, over GnuTLS: its own drivers `plaintext` and `cram_md5`, and `dovecot`, which leaves the rest to Dovecot's auth
//! process.
use super::dovecot::PACKAGES;
use crate::{
    bench::Bench,
    cell::{Credential, Protocol, Record, Row, Seen, Server, Tls, UNCLEAR, USER},
    dovecot::Dovecot,
    dovecot_log::between,
    entry::{Entry, Peer},
    install,
    login::{Room, login},
    process::{Daemon, free_ports, read, wait_for},
};
use std::{
    ffi::OsStr,
    fs,
    net::TcpStream,
    os::unix::fs::{PermissionsExt as _, chown},
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

pub(crate) const ENTRY: Entry = Entry {
    name: "exim",
    server: Server::Theirs,
    slow: 1,
    programs: &["exim4", "dovecot"],
    packages: &["exim4-daemon-heavy", PACKAGES[0], PACKAGES[1], PACKAGES[2], PACKAGES[3]],
    rows,
    open,
};

/// What each mechanism is called in the configuration; the first three are Exim's own.
const AUTHENTICATORS: [(&str, &str); 7] = [
    ("PLAIN", "own_plain"),
    ("LOGIN", "own_login"),
    ("CRAM-MD5", "own_cram"),
    ("SCRAM-SHA-1", "dovecot_sha1"),
    ("SCRAM-SHA-256", "dovecot_sha256"),
    ("OAUTHBEARER", "dovecot_bearer"),
    ("XOAUTH2", "dovecot_xoauth2"),
];

fn kinds() -> Vec<Tls> {
    [&[Tls::None], &Tls::ENCRYPTED[..]].concat()
}

fn rows() -> Vec<Row> {
    let row = |tls, name| Row::new(Server::Theirs, Protocol::Smtp, tls, name);
    let mut rows = Vec::new();
    for tls in kinds() {
        let names = AUTHENTICATORS.into_iter().map(|(name, _)| name);
        // Our client keeps tokens for TLS.
        let names = names.filter(|name| tls != Tls::None || !name.contains("OAUTH"));
        rows.extend(names.map(|name| row(tls, name)));
    }
    rows
}

/// The line of a client that has left.
const ENDED: &str = " ended: by <";

struct Exim {
    ports: [u16; 5],
    log: PathBuf,
    room: Room,
    // Stopped in this order.
    _daemon: Daemon,
    dovecot: Dovecot,
}

fn open(bench: &Bench) -> Result<Box<dyn Peer>, String> {
    let failed = |error: std::io::Error| error.to_string();
    let dovecot = Dovecot::start(bench, "exim-dovecot", None)?;
    let home = bench.room("exim")?;
    let program = install::find("exim4").ok_or("no exim4")?;
    let uid = own_user()?;
    let spool = home.join("spool");
    fs::create_dir(&spool).map_err(failed)?;
    for folder in [&home, &spool] {
        chown(folder, Some(uid), None).map_err(failed)?;
    }
    let key = home.join("server.key");
    fs::copy(&bench.key, &key).map_err(failed)?;
    chown(&key, Some(uid), None).map_err(failed)?;
    let ports = free_ports()?;
    let file = home.join("exim.conf");
    fs::write(&file, configuration(bench, &home, &key, ports, dovecot.auth)).map_err(failed)?;
    fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).map_err(failed)?;
    let arguments = [OsStr::new("-C"), file.as_os_str(), OsStr::new("-bdf")];
    let mut daemon = Daemon::start(&program, &arguments, &home, &home.join("out"))?;
    let log = home.join("mainlog");
    // It says nothing of a visitor who leaves before there is TLS, and listens at all of them at once.
    let in_the_clear = [ports[0], ports[1], ports[2]];
    let is_up = || {
        let up = in_the_clear.iter().all(|port| TcpStream::connect(("127.0.0.1", *port)).is_ok());
        (up || daemon.is_gone()).then_some(up)
    };
    if wait_for(Duration::from_secs(20), is_up) != Some(true) {
        return Err(format!("exim does not start; see {}", log.display()));
    }
    // Those connections were visitors, too: their farewells come before the first cell.
    let gone = || (read(&log).matches(ENDED).count() >= in_the_clear.len()).then_some(());
    wait_for(Duration::from_secs(10), gone).ok_or("exim does not notice that a client has left")?;
    Ok(Box::new(Exim { ports, log, room: Room::new(bench, "login-exim")?, _daemon: daemon, dovecot }))
}

/// The user that it changes to has this name whatever is configured; installing its package makes it, unpacking does not.
fn own_user() -> Result<u32, String> {
    const NAME: &str = "Debian-exim";
    let uid = || {
        let passwd = read(Path::new("/etc/passwd"));
        let line = passwd.lines().find_map(|line| line.strip_prefix(NAME)?.strip_prefix(":x:"));
        line.and_then(|rest| rest.split(':').next()?.parse().ok())
    };
    if let Some(uid) = uid() {
        return Ok(uid);
    }
    let words =
        ["--system", "--no-create-home", "--home-dir", "/nonexistent", "--shell", "/usr/sbin/nologin"];
    let made = Command::new("useradd").args(words).arg(NAME).status().map_err(|error| error.to_string())?;
    uid().ok_or(format!("no user {NAME}: {made}"))
}

fn configuration(bench: &Bench, home: &Path, key: &Path, ports: [u16; 5], auth: u16) -> String {
    let (d, cert, key) = (home.display(), bench.cert.display(), key.display());
    let [clear, starttls12, starttls13, implicit12, implicit13] = ports;
    let (user, password) = (USER, Credential::Right.password());
    let mut text = format!(
        "log_file_path = {d}/%slog
spool_directory = {d}/spool
pid_file_path = {d}/pid
primary_hostname = localhost
local_interfaces = 127.0.0.1
daemon_smtp_ports = {clear} : {starttls12} : {starttls13} : {implicit12} : {implicit13}
tls_on_connect_ports = {implicit12} : {implicit13}
tls_advertise_hosts = ${{if eq{{$received_port}}{{{clear}}}{{}}{{*}}}}
tls_require_ciphers = NORMAL:-VERS-ALL:+VERS-TLS${{if inlist{{$received_port}}{{{starttls12}:{implicit12}}}{{1.2}}{{1.3}}}}
tls_certificate = {cert}
tls_privatekey = {key}
host_lookup =
rfc1413_query_timeout = 0s
smtp_accept_max = 0
log_selector = -all
acl_smtp_quit = ended
acl_smtp_notquit = ended
begin acl
ended:
  accept logwrite = ended: by <$sender_host_authenticated> as <$authenticated_id> tls <$tls_in_ver>
begin authenticators
own_plain:
  driver = plaintext
  public_name = PLAIN
  server_prompts = :
  server_condition = ${{if and{{{{eq{{$auth2}}{{{user}}}}}{{eq{{$auth3}}{{{password}}}}}}}}}
  server_set_id = $auth2
own_login:
  driver = plaintext
  public_name = LOGIN
  server_prompts = <| Username: | Password:
  server_condition = ${{if and{{{{eq{{$auth1}}{{{user}}}}}{{eq{{$auth2}}{{{password}}}}}}}}}
  server_set_id = $auth1
own_cram:
  driver = cram_md5
  public_name = CRAM-MD5
  server_secret = ${{if eq{{$auth1}}{{{user}}}{{{password}}}fail}}
  server_set_id = $auth1
"
    );
    for (name, authenticator) in AUTHENTICATORS.iter().skip(3) {
        text += &format!(
            "{authenticator}:\n  driver = dovecot\n  public_name = {name}\n  server_socket = 127.0.0.1 {auth}\n  \
             server_set_id = $auth1\n"
        );
    }
    text
}

impl Peer for Exim {
    fn attempt(&mut self, row: &Row, credential: Credential) -> Result<Seen, String> {
        let port = kinds().into_iter().zip(self.ports).find(|(tls, _)| *tls == row.tls).ok_or("no port")?.1;
        self.dovecot.begin();
        let told = read(&self.log).len();
        let client_in = login(&mut self.room, row, credential, port)?;
        let records = || {
            let log = read(&self.log).split_off(told);
            let ends = log.matches(ENDED).count();
            (ends > 0).then(|| (0..ends).map(|_| record(&log)).collect())
        };
        Ok(Seen { records: wait_for(Duration::from_secs(3), records).unwrap_or_default(), client_in })
    }
}

/// What is logged when a client leaves; before that, there is a line for each refusal.
fn record(log: &str) -> Record {
    let mechanism = |authenticator: &str| {
        let found = AUTHENTICATORS.iter().find(|(_, name)| *name == authenticator);
        found.map(|(mechanism, _)| String::from(*mechanism))
    };
    let refused = log.lines().filter(|line| line.contains(" authenticator failed for ")).collect::<Vec<_>>();
    let (authenticator, account, verdict) = match refused[..] {
        [] => (between(log, ENDED, ">"), between(log, " as <", ">"), "accepted"),
        [line] if line.contains(": 535 Incorrect authentication data (set_id=") => {
            let words = line.split_once(" authenticator failed").map(|(before, _)| before);
            let authenticator = words.and_then(|before| before.split(' ').next_back());
            (authenticator, between(line, "(set_id=", ")"), "rejected:bad-credentials")
        }
        _ => (None, None, UNCLEAR),
    };
    let tls = match between(log, " tls <", ">") {
        Some("TLS1.2") => "TLSv1.2",
        Some("TLS1.3") => "TLSv1.3",
        Some("") => "none",
        _ => "unclear",
    };
    Record {
        mechanism: authenticator.and_then(mechanism),
        binding: None,
        account: account.map(Into::into),
        tls: tls.into(),
        verdict: verdict.into(),
    }
}

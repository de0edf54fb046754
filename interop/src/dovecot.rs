//! Dovecot in the foreground.
use crate::{
    bench::Bench,
    cell::{Credential, Record, USER, Version},
    dovecot_log::logins,
    dovecot_services::services,
    dovecot_tls,
    files::write,
    install,
    process::{Daemon, free_ports, read, wait_for},
    relay, token,
};
use std::{
    ffi::OsStr,
    fs,
    net::TcpStream,
    os::unix::fs::{PermissionsExt as _, chown},
    path::{Path, PathBuf},
    time::Duration,
};

/// A server; its permitted TLS versions are the same for all ports.
pub(crate) struct Dovecot {
    pub(crate) imap: u16,
    pub(crate) imaps: u16,
    pub(crate) submission: u16,
    pub(crate) submissions: u16,
    pub(crate) pop3: u16,
    pub(crate) pop3s: u16,
    pub(crate) sieve: u16,
    /// For servers that delegate authentication to Dovecot.
    pub(crate) auth: u16,
    log: PathBuf,
    /// The length of the log that belongs to earlier cells.
    told: usize,
    _daemon: Daemon,
}

impl Dovecot {
    /// Starts a server without TLS, or with only this version.
    pub(crate) fn start(bench: &Bench, name: &str, version: Option<Version>) -> Result<Self, String> {
        Self::start_with(bench, name, version, &user())
    }

    /// Starts a server with this line as its passwd-file.
    pub(crate) fn start_with(
        bench: &Bench,
        name: &str,
        version: Option<Version>,
        user: &str,
    ) -> Result<Self, String> {
        Self::start_as(bench, name, version, user, "")
    }

    /// Starts a server that authenticates clients by certificates of the test authority, without passwords.
    pub(crate) fn start_for_certificates(
        bench: &Bench,
        name: &str,
        version: Version,
    ) -> Result<Self, String> {
        let more = dovecot_tls::certificates(&bench.ca);
        Self::start_as(bench, name, Some(version), &user(), &more)
    }

    /// Starts a server with additional settings before the password databases.
    pub(crate) fn start_as(
        bench: &Bench,
        name: &str,
        version: Option<Version>,
        user: &str,
        more: &str,
    ) -> Result<Self, String> {
        let room = bench.room(name)?;
        let program = install::find("dovecot").ok_or("no dovecot")?;
        let ports = free_ports()?;
        let [imap, imaps, submission, submissions, pop3, pop3s, sieve, auth] = ports;
        let log = room.join("dovecot.log");
        fs::write(&log, "").map_err(|error| error.to_string())?;
        let file = room.join("dovecot.conf");
        let users = room.join("users");
        write(&users, &format!("{user}\n"))?;
        // Dovecot reads it in a process with few privileges.
        let mode = fs::Permissions::from_mode(0o644);
        fs::set_permissions(&users, mode).map_err(|error| error.to_string())?;
        write(&file, &configuration(bench, &room, &program, version, ports, relay::start()?, more)?)?;
        let arguments = [OsStr::new("-F"), OsStr::new("-c"), file.as_os_str()];
        let mut daemon = Daemon::start(&program, &arguments, &room, &room.join("out"))?;
        let is_up = || {
            let listens = |port| TcpStream::connect(("127.0.0.1", port)).is_ok();
            let all = [imap, submission, pop3, sieve, auth].into_iter().all(listens);
            (all || daemon.is_gone()).then_some(all)
        };
        if wait_for(Duration::from_secs(20), is_up) != Some(true) {
            return Err(format!("dovecot does not start; see {}", log.display()));
        }
        let told = read(&log).len();
        Ok(Self {
            imap,
            imaps,
            submission,
            submissions,
            pop3,
            pop3s,
            sieve,
            auth,
            log,
            told,
            _daemon: daemon,
        })
    }

    /// Returns the log since the start of the cell.
    pub(crate) fn log(&self) -> String {
        read(&self.log).get(self.told..).unwrap_or_default().into()
    }

    /// Starts a cell.
    pub(crate) fn begin(&mut self) {
        self.told = read(&self.log).len();
    }

    /// Returns the logins that ended since the start of the cell, usually one. Dovecot's processes log separately,
    /// so related lines need not be adjacent.
    pub(crate) fn records(&self) -> Vec<Record> {
        let whole = |records: &Vec<Record>| !records.is_empty() && records.iter().all(Record::is_whole);
        let records = || Some(logins(&self.log())).filter(whole);
        wait_for(Duration::from_secs(3), records).unwrap_or_else(|| logins(&self.log()))
    }
}

/// Returns the line of the account.
fn user() -> String {
    format!("{USER}:{{PLAIN}}{}", Credential::Right.password())
}

fn configuration(
    bench: &Bench,
    room: &Path,
    program: &Path,
    version: Option<Version>,
    mut ports: [u16; 8],
    relay: u16,
    more: &str,
) -> Result<String, String> {
    let failed = |error: std::io::Error| error.to_string();
    let users = room.join("users");
    let passwd = read(Path::new("/etc/passwd"));
    let has = |name: &str| passwd.lines().any(|line| line.starts_with(&format!("{name}:")));
    // Its own users exist only if the package is installed.
    let [internal, group, login] =
        if has("dovenull") { ["dovecot", "dovecot", "dovenull"] } else { ["daemon", "daemon", "nobody"] };
    let mail = room.join("mail");
    fs::create_dir_all(&mail).map_err(failed)?;
    let line = passwd.lines().find(|line| line.starts_with(&format!("{internal}:")));
    let uid = line.and_then(|line| line.split(':').nth(2)?.parse().ok());
    chown(&mail, uid, None).map_err(failed)?;
    token::dovecot(room)?;
    if version.is_none() {
        let [_, imaps, _, submissions, _, pop3s, ..] = &mut ports;
        for port in [imaps, submissions, pop3s] {
            *port = 0;
        }
    }
    let services = services(ports);
    let tls = dovecot_tls::setting(bench, room, version)?;
    let (root, libraries, d) = (install::root_of(program), install::libraries(), room.display());
    let lib = root.join("usr/lib/dovecot");
    let (lib, users) = (lib.display(), users.display());
    Ok(format!(
        "base_dir = {d}/run
state_dir = {d}/run
libexec_dir = {lib}
mail_plugin_dir = {lib}/modules
log_path = {d}/dovecot.log
import_environment = OPENSSL_CONF={d}/openssl.cnf LD_LIBRARY_PATH={libraries} TZ
default_internal_user = {internal}
default_internal_group = {group}
default_login_user = {login}
protocols = imap submission pop3 sieve
listen = 127.0.0.1
mail_location = maildir:{d}/mail/%n
first_valid_uid = 1
auth_mechanisms = plain login cram-md5 scram-sha-1 scram-sha-256 oauthbearer xoauth2
auth_debug = yes
auth_failure_delay = 0
disable_plaintext_auth = no
ssl = {tls}
login_log_format_elements = user=<%u> method=%m tls=<%k> session=<%{{session}}>
{more}passdb {{
  driver = oauth2
  mechanisms = oauthbearer xoauth2
  default_fields = nodelay=y
  args = {d}/oauth2.conf
}}
passdb {{
  driver = passwd-file
  args = scheme=PLAIN {users}
  default_fields = nodelay=y
}}
userdb {{
  driver = static
  args = uid={internal} gid={group} home={d}/mail/%n
}}
submission_relay_host = 127.0.0.1
submission_relay_port = {relay}
hostname = localhost
{services}"
    ))
}

//! Exim in the foreground, over GnuTLS, with configurable authenticators.
use crate::{
    bench::Bench,
    cell::{Record, UNCLEAR},
    dovecot_log::between,
    files::write,
    install,
    mta::{is_up, user},
    process::{Daemon, free_ports, read, wait_for},
};
use std::{
    ffi::OsStr,
    fs,
    os::unix::fs::{PermissionsExt as _, chown},
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

/// The names of the mechanisms in its configuration.
pub(crate) type Names = &'static [(&'static str, &'static str)];

/// A server with a port for each kind of TLS.
pub(crate) struct Exim {
    pub(crate) ports: [u16; 5],
    names: Names,
    log: PathBuf,
    /// The length of the log that belongs to earlier cells.
    told: usize,
    _daemon: Daemon,
}

/// The log line of a client that has disconnected.
const ENDED: &str = " ended: by <";

impl Exim {
    /// Starts a server with these authenticators and additional main settings. Files that are already in its
    /// folder change owner; Cyrus SASL reads its configuration there.
    pub(crate) fn start(
        bench: &Bench,
        home: &Path,
        names: Names,
        authenticators: &str,
        more: &str,
    ) -> Result<Self, String> {
        let failed = |error: std::io::Error| error.to_string();
        let program = install::find("exim4").ok_or("no exim4")?;
        let uid = own_user()?;
        let spool = home.join("spool");
        fs::create_dir(&spool).map_err(failed)?;
        let own = fs::read_dir(home).map_err(failed)?.map(|entry| Ok(entry.map_err(failed)?.path()));
        for place in own.chain([Ok(home.to_owned())]).collect::<Result<Vec<_>, String>>()? {
            chown(place, Some(uid), None).map_err(failed)?;
        }
        let key = home.join("server.key");
        fs::copy(&bench.key, &key).map_err(failed)?;
        chown(&key, Some(uid), None).map_err(failed)?;
        let ports = free_ports()?;
        let file = home.join("configuration");
        let text = main_settings(bench, home, &key, ports, more) + "begin authenticators\n" + authenticators;
        write(&file, &text)?;
        fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).map_err(failed)?;
        let sasl = format!("SASL_CONF_PATH={}", home.display());
        let arguments = [OsStr::new(&sasl), program.as_os_str(), OsStr::new("-C"), file.as_os_str()];
        let arguments = [&arguments[..], &[OsStr::new("-bdf")]].concat();
        let mut daemon = Daemon::start(Path::new("/usr/bin/env"), &arguments, home, &home.join("out"))?;
        let log = home.join("mainlog");
        // It does not log a connection that ends before TLS starts, and opens all ports at once.
        is_up("exim", &ports[..3], (&log, ENDED), || daemon.is_gone())?;
        Ok(Self { ports, names, log, told: 0, _daemon: daemon })
    }

    /// Starts a cell.
    pub(crate) fn begin(&mut self) {
        self.told = read(&self.log).len();
    }

    /// Returns the records of clients that have disconnected since then.
    pub(crate) fn records(&self) -> Vec<Record> {
        let records = || {
            let log = read(&self.log).split_off(self.told);
            let ends = log.matches(ENDED).count();
            (ends > 0).then(|| (0..ends).map(|_| record(&log, self.names)).collect())
        };
        wait_for(Duration::from_secs(3), records).unwrap_or_default()
    }
}

/// Returns its user ID. The user has this name whatever is configured; it exists after installation of the
/// package, not after unpacking.
fn own_user() -> Result<u32, String> {
    const NAME: &str = "Debian-exim";
    if let Some(uid) = user(NAME) {
        return Ok(uid);
    }
    let words =
        ["--system", "--no-create-home", "--home-dir", "/nonexistent", "--shell", "/usr/sbin/nologin"];
    let made = Command::new("useradd").args(words).arg(NAME).status().map_err(|error| error.to_string())?;
    user(NAME).ok_or(format!("no user {NAME}: {made}"))
}

fn main_settings(bench: &Bench, home: &Path, key: &Path, ports: [u16; 5], more: &str) -> String {
    let (d, cert, key) = (home.display(), bench.cert.display(), key.display());
    let [clear, starttls12, starttls13, implicit12, implicit13] = ports;
    format!(
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
keep_environment = SASL_CONF_PATH
{more}begin acl
ended:
  accept logwrite = ended: by <$sender_host_authenticated> as <$authenticated_id> tls <$tls_in_ver>
"
    )
}

/// Parses the log of a client that has disconnected; each rejection has a line before that.
fn record(log: &str, names: Names) -> Record {
    let mechanism = |authenticator: &str| {
        let found = names.iter().find(|(_, name)| *name == authenticator);
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

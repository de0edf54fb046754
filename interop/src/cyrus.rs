//! Cyrus imapd in the foreground. It supports the -PLUS names with `tls-unique`.
use crate::{
    bench::Bench,
    cell::{Credential, Tls, USER, Version},
    files::write,
    install,
    process::{Daemon, client, free_ports, read, run, wait_for},
    syslog::Syslog,
};
use std::{
    ffi::OsStr,
    fs,
    net::TcpStream,
    os::unix::fs::chown,
    path::{Path, PathBuf},
    time::Duration,
};

/// A server with a port for each kind of TLS.
pub(crate) struct Cyrus {
    ports: [u16; 5],
    log: PathBuf,
    /// The length of the log that belongs to earlier cells.
    told: usize,
    _daemon: Daemon,
    _syslog: Syslog,
}

/// The user that it changes to: its own exists only if the package is installed.
const DAEMON: u32 = 1;

impl Cyrus {
    pub(crate) fn start(bench: &Bench) -> Result<Self, String> {
        let room = bench.room("cyrus")?;
        let log = room.join("syslog");
        let syslog = Syslog::listen(&log)?;
        let ports = free_ports()?;
        let [master, imapd] = ["cyrmaster", "imapd"].map(install::find);
        let (master, imapd) = (master.ok_or("no cyrmaster")?, imapd.ok_or("no imapd")?);
        // Only the current user has access to the unpacked files.
        let own = room.join("imapd");
        fs::copy(imapd, &own).map_err(|error| error.to_string())?;
        let imapd = own;
        set_up(bench, &room)?;
        let [main, services] = ["imapd-none.conf", "cyrus.conf"].map(|name| room.join(name));
        let kinds = [("none", ""), ("1_2", ""), ("1_2", " -s"), ("1_3", ""), ("1_3", " -s")];
        let lines = kinds.iter().zip(ports).enumerate().map(|(number, ((version, more), port))| {
            let (imapd, file) = (imapd.display(), room.join(format!("imapd-{version}.conf")));
            let command = format!("\"{imapd} -C {}{more}\" listen=\"127.0.0.1:{port}\"", file.display());
            format!("  imap{number} cmd={command} prefork=1\n")
        });
        let lines: String = lines.collect();
        let text = format!("START {{\n}}\nSERVICES {{\n{lines}}}\nEVENTS {{\n}}\n");
        fs::write(&services, text).map_err(|error| error.to_string())?;
        let pid = room.join("master.pid");
        let arguments = ["-C".as_ref(), main.as_os_str(), "-M".as_ref(), services.as_os_str()];
        let arguments = [&arguments[..], &["-p".as_ref(), pid.as_os_str(), OsStr::new("-D")]].concat();
        let mut daemon = Daemon::start(&master, &arguments, &room, &room.join("out"))?;
        let is_up = || {
            let up = ports.iter().all(|port| TcpStream::connect(("127.0.0.1", *port)).is_ok());
            (up || daemon.is_gone()).then_some(up)
        };
        if wait_for(Duration::from_secs(20), is_up) != Some(true) {
            return Err(format!("Cyrus does not start; see {}", log.display()));
        }
        Ok(Self { ports, log, told: 0, _daemon: daemon, _syslog: syslog })
    }

    /// Returns the port for this kind of TLS.
    pub(crate) fn port(&self, tls: Tls) -> u16 {
        let [none, starttls12, implicit12, starttls13, implicit13] = self.ports;
        match tls {
            Tls::None => none,
            Tls::Starttls(Version::V12) => starttls12,
            Tls::Implicit(Version::V12) => implicit12,
            Tls::Starttls(Version::V13) => starttls13,
            Tls::Implicit(Version::V13) => implicit13,
        }
    }

    /// Starts a cell.
    pub(crate) fn begin(&mut self) {
        self.told = read(&self.log).len();
    }

    /// Returns the log since then.
    pub(crate) fn log(&self) -> String {
        read(&self.log).get(self.told..).unwrap_or_default().into()
    }
}

/// Creates the database of Cyrus SASL with the only account.
pub(crate) fn users(room: &Path, realm: &str) -> Result<PathBuf, String> {
    let users = room.join("sasldb2");
    let mut add = client("saslpasswd2", room);
    add.args(["-p", "-c", "-u", realm, "-f"]).arg(&users).arg(USER);
    let added = run(add, Credential::Right.password(), &room.join("saslpasswd2.log"))?;
    if added.ok { Ok(users) } else { Err(format!("saslpasswd2: {}", added.output)) }
}

/// Creates its folders, its only account and its configuration.
fn set_up(bench: &Bench, room: &Path) -> Result<(), String> {
    let failed = |error: std::io::Error| error.to_string();
    let folders =
        ["db", "proc", "log", "msg", "ptclient", "quota", "rpm", "socket", "sync", "user", "lock", "backup"];
    let folders = folders.map(|name| room.join("var").join(name));
    for folder in folders.iter().chain([&room.join("spool")]) {
        fs::create_dir_all(folder).map_err(failed)?;
        chown(folder, Some(DAEMON), Some(DAEMON)).map_err(failed)?;
    }
    let own = [&bench.cert, &bench.key, &bench.ca];
    let [cert, key, ca] = ["server.pem", "server.key", "ca.pem"].map(|name| room.join(name));
    for (from, to) in own.into_iter().zip([&cert, &key, &ca]) {
        fs::copy(from, to).map_err(failed)?;
        chown(to, Some(DAEMON), Some(DAEMON)).map_err(failed)?;
    }
    let users = users(room, "localhost")?;
    for file in [&room.join("var"), &users] {
        chown(file, Some(DAEMON), Some(DAEMON)).map_err(failed)?;
    }
    for version in ["none", "1_2", "1_3"] {
        let file = room.join(format!("imapd-{version}.conf"));
        write(&file, &configuration(room, version))?;
        chown(file, Some(DAEMON), Some(DAEMON)).map_err(failed)?;
    }
    Ok(())
}

/// Returns the configuration without TLS, or with only this version. With TLS it requests an optional client
/// certificate.
fn configuration(room: &Path, version: &str) -> String {
    let d = room.display();
    let tls = format!(
        "tls_server_cert: {d}/server.pem
tls_server_key: {d}/server.key
tls_client_ca_file: {d}/ca.pem
tls_client_certs: optional
tls_versions: tls{version}
tls_session_timeout: 0
"
    );
    let tls = if version == "none" { "" } else { &tls };
    format!(
        "cyrus_user: daemon
cyrus_group: daemon
configdirectory: {d}/var
defaultpartition: default
partition-default: {d}/spool
servername: localhost
allowplaintext: yes
failedloginpause: 0
sasl_pwcheck_method: auxprop
sasl_auxprop_plugin: sasldb
sasl_sasldb_path: {d}/sasldb2
sasl_mech_list: PLAIN LOGIN CRAM-MD5 EXTERNAL SCRAM-SHA-1 SCRAM-SHA-256 SCRAM-SHA-512
sasl_log_level: 5
{tls}"
    )
}

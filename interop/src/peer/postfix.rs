//! Postfix, which delegates SASL to Dovecot's auth process.
use crate::{
    bench::Bench,
    cell::{Credential, Protocol, Record, Row, Seen, Server, Tls, UNCLEAR, USER, Version},
    dovecot::Dovecot,
    dovecot_log::between,
    entry::{Entry, Peer},
    install,
    login::{Room, login},
    mta::{is_up, kinds, port, user},
    process::{Daemon, free_ports, read, wait_for},
};
use std::{
    ffi::OsStr,
    fs,
    os::unix::fs::chown,
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

pub(crate) const ENTRY: Entry = Entry {
    name: "postfix",
    server: Server::Theirs,
    slow: 1,
    programs: &["postfix", "dovecot"],
    packages: &["postfix", "dovecot-imapd", "dovecot-submissiond", "dovecot-pop3d", "dovecot-managesieved"],
    rows,
    open,
};

fn rows() -> Vec<Row> {
    let row = |tls, name| Row::new(Server::Theirs, Protocol::Smtp, tls, name);
    let mut rows = Vec::new();
    for tls in kinds() {
        rows.extend(
            ["PLAIN", "LOGIN", "CRAM-MD5", "SCRAM-SHA-1", "SCRAM-SHA-256"].map(|name| row(tls, name)),
        );
        if tls != Tls::None {
            // Our client sends tokens only inside TLS.
            rows.extend(["OAUTHBEARER", "XOAUTH2"].map(|name| row(tls, name)));
        }
    }
    rows
}

struct Postfix {
    ports: [u16; 5],
    log: PathBuf,
    room: Room,
    // Stopped in this order.
    _daemon: Daemon,
    dovecot: Dovecot,
}

fn open(bench: &Bench) -> Result<Box<dyn Peer>, String> {
    let failed = |error: std::io::Error| error.to_string();
    let dovecot = Dovecot::start(bench, "postfix-dovecot", None)?;
    let home = bench.room("postfix")?;
    let program = install::find("postfix").ok_or("no postfix")?;
    let root = install::root_of(&program);
    let uid = user("postfix");
    let uid = uid.ok_or("postfix has no user of its own, and does not run as another's")?;
    for folder in ["etc", "data", "spool"] {
        fs::create_dir_all(home.join(folder)).map_err(failed)?;
    }
    chown(home.join("data"), Some(uid), None).map_err(failed)?;
    let ports = free_ports()?;
    let etc = home.join("etc");
    fs::write(etc.join("main.cf"), main_cf(bench, &home, &root, dovecot.auth)).map_err(failed)?;
    fs::write(etc.join("master.cf"), master_cf(ports)).map_err(failed)?;
    fs::write(etc.join("dynamicmaps.cf"), "").map_err(failed)?;
    // It creates the folders of its queue.
    let checked = Command::new(program).arg("-c").arg(&etc).arg("check").output().map_err(failed)?;
    if !checked.status.success() {
        return Err(format!("postfix check: {}", String::from_utf8_lossy(&checked.stdout)));
    }
    let log = home.join("log");
    let master = root.join("usr/lib/postfix/sbin/master");
    let arguments = [OsStr::new("-c"), etc.as_os_str(), OsStr::new("-d")];
    let mut daemon = Daemon::start(&master, &arguments, &home, &log)?;
    is_up("postfix", &ports, (&log, ": disconnect from "), || daemon.is_gone())?;
    Ok(Box::new(Postfix { ports, log, room: Room::new(bench, "login-postfix")?, _daemon: daemon, dovecot }))
}

fn main_cf(bench: &Bench, home: &Path, root: &Path, auth: u16) -> String {
    let (d, lib) = (home.display(), root.join("usr/lib/postfix"));
    let (lib, cert, key) = (lib.display(), bench.cert.display(), bench.key.display());
    format!(
        "compatibility_level = 3.6
queue_directory = {d}/spool
data_directory = {d}/data
daemon_directory = {lib}/sbin
shlib_directory = {lib}
maillog_file = /dev/stdout
myhostname = localhost
mydestination =
mynetworks =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
alias_maps =
local_recipient_maps =
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = inet:127.0.0.1:{auth}
smtpd_sasl_security_options = noanonymous
smtpd_tls_cert_file = {cert}
smtpd_tls_key_file = {key}
smtpd_tls_loglevel = 1
smtpd_relay_restrictions = permit_sasl_authenticated, reject
smtpd_peername_lookup = no
smtpd_error_sleep_time = 0
"
    )
}

/// Returns a service for each kind of TLS.
fn master_cf(ports: [u16; 5]) -> String {
    let mut text = String::from(
        "anvil unix - - n - 1 anvil\n\
         tlsmgr unix - - n 1000? 1 tlsmgr\n\
         rewrite unix - - n - - trivial-rewrite\n\
         proxymap unix - - n - - proxymap\n\
         postlog unix-dgram n - n - 1 postlogd\n",
    );
    for (port, tls) in ports.into_iter().zip(kinds()) {
        text += &format!("127.0.0.1:{port} inet n - n - - smtpd\n");
        let kind = match tls {
            Tls::None => "smtpd_tls_security_level=none",
            Tls::Starttls(_) => "smtpd_tls_security_level=may",
            Tls::Implicit(_) => "smtpd_tls_wrappermode=yes",
        };
        text += &format!("  -o {kind}\n");
        if let Some(version) = tls.version() {
            let version = if version == Version::V12 { "TLSv1.2" } else { "TLSv1.3" };
            text +=
                &format!("  -o smtpd_tls_protocols={version} -o smtpd_tls_mandatory_protocols={version}\n");
        }
    }
    text
}

impl Peer for Postfix {
    fn attempt(&mut self, row: &Row, credential: Credential) -> Result<Seen, String> {
        let port = port(self.ports, row.tls)?;
        self.dovecot.begin();
        let told = read(&self.log).len();
        let client_in = login(&mut self.room, row, credential, port)?;
        // Two programs log independently.
        let record = || {
            let log = read(&self.log).split_off(told);
            log.contains(": disconnect from ").then(|| record(&log, &self.dovecot.log()))
        };
        let whole = wait_for(Duration::from_secs(3), || record().filter(Record::is_whole));
        Ok(Seen { records: whole.or_else(record).into_iter().collect(), client_in })
    }
}

/// Combines the logs: Postfix has the verdict and the kind of TLS, Dovecot's auth process the mechanism, the user
/// and the reason.
fn record(postfix: &str, dovecot: &str) -> Record {
    let begun = dovecot.lines().filter_map(|line| between(line, "client in: AUTH\t", "\tservice=smtp"));
    let begun: Vec<&str> = begun.filter_map(|words| words.split('\t').nth(1)).collect();
    let mechanism = begun.join("+");
    let failed = format!(": SASL {mechanism} authentication failed");
    let mismatch = format!("({USER},127.0.0.1): Password mismatch");
    let verdict = if postfix.contains(" auth=1 ") && !postfix.contains("authentication failed") {
        "accepted"
    } else if postfix.contains(" auth=0/1 ") && postfix.contains(&failed) && dovecot.contains(&mismatch) {
        "rejected:bad-credentials"
    } else {
        UNCLEAR
    };
    let out = dovecot.lines().filter_map(|line| line.split_once("client passdb out: "));
    let mut account =
        out.filter_map(|(_, words)| words.split('\t').find_map(|word| word.strip_prefix("user=")));
    Record {
        mechanism: (!mechanism.is_empty()).then_some(mechanism),
        binding: None,
        account: account.next_back().map(Into::into),
        tls: between(postfix, " TLS connection established from unknown[127.0.0.1]: ", " ")
            .unwrap_or("none")
            .into(),
        verdict: verdict.into(),
    }
}

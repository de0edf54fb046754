//! Exim: its own drivers `plaintext`, `cram_md5` and `external`; `dovecot`, which delegates SASL to Dovecot's auth
//! process; and `cyrus_sasl`, which uses a library.
use super::dovecot::PACKAGES;
use crate::{
    bench::Bench,
    cell::{Credential, Protocol, Row, Seen, Server, Tls, USER},
    cyrus,
    dovecot::Dovecot,
    entry::{Entry, Peer},
    exim::{Exim, Names},
    login::{Room, login},
    mta::{kinds, port},
};

pub(crate) const ENTRY: Entry = Entry {
    name: "exim",
    server: Server::Theirs,
    slow: 1,
    programs: &["exim4", "dovecot"],
    packages: &["exim4-daemon-heavy", PACKAGES[0], PACKAGES[1], PACKAGES[2], PACKAGES[3]],
    rows: || rows(WITH_DOVECOT),
    open: |bench| {
        let dovecot = Dovecot::start(bench, "exim-dovecot", None)?;
        let home = bench.room("exim")?;
        let server = Exim::start(bench, &home, WITH_DOVECOT, &with_dovecot(dovecot.auth), "")?;
        open(bench, server, Some(dovecot), "login-exim")
    },
};

pub(crate) const CYRUS: Entry = Entry {
    name: "exim-cyrus-sasl",
    programs: &["exim4", "saslpasswd2"],
    packages: &["exim4-daemon-heavy", "sasl2-bin", "libsasl2-modules"],
    rows: || rows(WITH_CYRUS),
    open: |bench| {
        let home = bench.room("exim-cyrus-sasl")?;
        let users = cyrus::users(&home, "localhost")?;
        let configuration = format!(
            "pwcheck_method: auxprop\nauxprop_plugin: sasldb\nsasldb_path: {}\nlog_level: 5\n",
            users.display()
        );
        crate::files::write(&home.join("exim.conf"), &configuration)?;
        let more = format!("tls_try_verify_hosts = *\ntls_verify_certificates = {}\n", bench.ca.display());
        let server = Exim::start(bench, &home, WITH_CYRUS, &with_cyrus(), &more)?;
        open(bench, server, None, "login-exim-cyrus-sasl")
    },
    ..ENTRY
};

/// The first three are Exim's own.
const WITH_DOVECOT: Names = &[
    ("PLAIN", "own_plain"),
    ("LOGIN", "own_login"),
    ("CRAM-MD5", "own_cram"),
    ("SCRAM-SHA-1", "dovecot_sha1"),
    ("SCRAM-SHA-256", "dovecot_sha256"),
    ("OAUTHBEARER", "dovecot_bearer"),
    ("XOAUTH2", "dovecot_xoauth2"),
];

/// The first is Exim's own.
const WITH_CYRUS: Names = &[
    ("EXTERNAL", "own_external"),
    ("PLAIN", "cyrus_plain"),
    ("LOGIN", "cyrus_login"),
    ("CRAM-MD5", "cyrus_cram"),
    ("SCRAM-SHA-1", "cyrus_sha1"),
    ("SCRAM-SHA-256", "cyrus_sha256"),
    ("SCRAM-SHA-512", "cyrus_sha512"),
];

fn rows(names: Names) -> Vec<Row> {
    let row = |tls, name| Row::new(Server::Theirs, Protocol::Smtp, tls, name);
    let mut rows = Vec::new();
    for tls in kinds() {
        let names = names.iter().map(|(name, _)| *name);
        // Our client sends tokens and keys only inside TLS.
        let names = names.filter(|name| tls != Tls::None || !(name.contains("OAUTH") || *name == "EXTERNAL"));
        rows.extend(names.map(|name| row(tls, name)));
    }
    rows
}

struct Served {
    room: Room,
    // Stopped in this order.
    server: Exim,
    dovecot: Option<Dovecot>,
}

fn open(bench: &Bench, server: Exim, dovecot: Option<Dovecot>, room: &str) -> Result<Box<dyn Peer>, String> {
    Ok(Box::new(Served { room: Room::new(bench, room)?, server, dovecot }))
}

impl Peer for Served {
    fn attempt(&mut self, row: &Row, credential: Credential) -> Result<Seen, String> {
        let port = port(self.server.ports, row.tls)?;
        self.dovecot.iter_mut().for_each(Dovecot::begin);
        self.server.begin();
        let client_in = login(&mut self.room, row, credential, port)?;
        Ok(Seen { records: self.server.records(), client_in })
    }
}

fn with_dovecot(auth: u16) -> String {
    let (user, password) = (USER, Credential::Right.password());
    let mut text = format!(
        "own_plain:
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
    for (name, authenticator) in WITH_DOVECOT.iter().skip(3) {
        text += &format!(
            "{authenticator}:\n  driver = dovecot\n  public_name = {name}\n  server_socket = 127.0.0.1 {auth}\n  \
             server_set_id = $auth1\n"
        );
    }
    text
}

/// A client with a certificate of the authority has the identity of its common name; a different requested name is
/// rejected. The library appends its realm to a name.
fn with_cyrus() -> String {
    let mut text = String::from(
        "own_external:
  driver = external
  public_name = EXTERNAL
  server_advertise_condition = ${if def:tls_in_cipher}
  server_condition = ${if and{{bool{$tls_in_certificate_verified}}{inlist{$auth1}{:${certextract{subject,CN}{$tls_in_peercert}}}}}}
  server_set_id = ${certextract{subject,CN}{$tls_in_peercert}}
",
    );
    for (name, authenticator) in WITH_CYRUS.iter().skip(1) {
        text += &format!(
            "{authenticator}:\n  driver = cyrus_sasl\n  public_name = {name}\n  server_hostname = localhost\n  \
             server_realm = localhost\n  server_set_id = ${{local_part:$auth1}}\n"
        );
    }
    text
}

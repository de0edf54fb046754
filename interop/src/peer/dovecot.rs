//! Dovecot: IMAP, submission, POP3 and ManageSieve. The version in Debian 12 has no -PLUS.
use crate::{
    bench::Bench,
    cell::{Credential, Protocol, Row, Seen, Server, Tls, Version},
    dovecot::Dovecot,
    entry::{Entry, Peer},
    login::{Room, login},
};

pub(crate) const ENTRY: Entry = Entry {
    name: "dovecot",
    server: Server::Theirs,
    slow: 1,
    programs: &["dovecot"],
    packages: PACKAGES,
    rows,
    open,
};

/// Dovecot with certificates of an authority, whose names are account names.
pub(crate) const CERTIFICATES: Entry =
    Entry { name: "dovecot-external", rows: by_certificate, open: open_for_certificates, ..ENTRY };

/// All packages that its configuration needs.
pub(crate) const PACKAGES: &[&str] =
    &["dovecot-imapd", "dovecot-submissiond", "dovecot-pop3d", "dovecot-managesieved"];

fn rows() -> Vec<Row> {
    let mut rows = Vec::new();
    for protocol in [Protocol::Imap, Protocol::Smtp, Protocol::Pop3, Protocol::Sieve] {
        for tls in protocol.lines() {
            let names: &[_] = match tls {
                // Our client sends tokens only inside TLS.
                Tls::None => &["LOGIN", "CRAM-MD5"],
                _ => &["LOGIN", "CRAM-MD5", "OAUTHBEARER", "XOAUTH2"],
            };
            rows.extend(names.iter().map(|name| Row::new(Server::Theirs, protocol, tls, name)));
            rows.extend(
                ["PLAIN", "SCRAM-SHA-1", "SCRAM-SHA-256"]
                    .map(|name| Row::new(Server::Theirs, protocol, tls, name)),
            );
        }
    }
    rows
}

/// The wrong certificate has the same name and is from an untrusted authority.
fn by_certificate() -> Vec<Row> {
    let protocols = [Protocol::Imap, Protocol::Smtp, Protocol::Pop3, Protocol::Sieve];
    let lines = protocols
        .into_iter()
        .flat_map(|protocol| protocol.lines().into_iter().map(move |tls| (protocol, tls)));
    let encrypted = lines.filter(|(_, tls)| *tls != Tls::None);
    let mut rows: Vec<_> =
        encrypted.map(|(protocol, tls)| Row::new(Server::Theirs, protocol, tls, "EXTERNAL")).collect();
    for record in rows.iter_mut().flat_map(|row| &mut row.wrong.records) {
        // The name in such a certificate is not logged.
        record.account = Some(String::new());
    }
    rows
}

struct Servers {
    clear: Option<Dovecot>,
    v12: Dovecot,
    v13: Dovecot,
    room: Room,
}

fn open(bench: &Bench) -> Result<Box<dyn Peer>, String> {
    Ok(Box::new(Servers {
        clear: Some(Dovecot::start(bench, "dovecot-clear", None)?),
        v12: Dovecot::start(bench, "dovecot-tls12", Some(Version::V12))?,
        v13: Dovecot::start(bench, "dovecot-tls13", Some(Version::V13))?,
        room: Room::new(bench, "login-dovecot")?,
    }))
}

fn open_for_certificates(bench: &Bench) -> Result<Box<dyn Peer>, String> {
    Ok(Box::new(Servers {
        clear: None,
        v12: Dovecot::start_for_certificates(bench, "dovecot-external12", Version::V12)?,
        v13: Dovecot::start_for_certificates(bench, "dovecot-external13", Version::V13)?,
        room: Room::new(bench, "login-dovecot-external")?,
    }))
}

impl Peer for Servers {
    fn attempt(&mut self, row: &Row, credential: Credential) -> Result<Seen, String> {
        let server = match row.tls.version() {
            None => self.clear.as_mut().ok_or("no Dovecot without TLS")?,
            Some(Version::V12) => &mut self.v12,
            Some(Version::V13) => &mut self.v13,
        };
        let port = match (row.protocol, row.tls) {
            (Protocol::Imap, Tls::Implicit(_)) => server.imaps,
            (Protocol::Imap, _) => server.imap,
            (Protocol::Smtp, Tls::Implicit(_)) => server.submissions,
            (Protocol::Smtp, _) => server.submission,
            (Protocol::Pop3, Tls::Implicit(_)) => server.pop3s,
            (Protocol::Pop3, _) => server.pop3,
            (Protocol::Sieve, _) => server.sieve,
            (Protocol::Postgres, _) => return Err("Dovecot has no PostgreSQL".into()),
        };
        server.begin();
        let client_in = login(&mut self.room, row, credential, port)?;
        Ok(Seen { records: server.records(), client_in })
    }
}

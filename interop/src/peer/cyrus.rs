//! Our client with OpenSSL, bound by `tls-unique` to Cyrus imapd.
use super::bound::HEADERS;
use crate::{
    cell::{Credential, Protocol, Record, Row, Seen, Server, Tls, Version},
    cyrus::Cyrus,
    entry::{Entry, Peer},
    files::write,
    login::{Room, login},
    middle::Impostor,
    process::wait_for,
};
use std::time::Duration;

pub(crate) const ENTRY: Entry = Entry {
    name: "cyrus-imapd",
    server: Server::Theirs,
    slow: 1,
    programs: &["cyrmaster", "imapd", "saslpasswd2", "python3"],
    packages: &[
        "cyrus-common",
        "cyrus-imapd",
        "sasl2-bin",
        "libsasl2-modules",
        "python3",
        HEADERS[0],
        HEADERS[1],
    ],
    rows,
    open: |bench| {
        let server = Cyrus::start(bench)?;
        let room = Room::with_openssl(bench, "login-cyrus")?;
        Ok(Box::new(Served { server, room, impostor: bench.impostor.clone(), count: 0 }))
    },
};

/// Under TLS 1.3 it offers -PLUS for a binding that is not defined there, so our client has nothing for it.
fn rows() -> Vec<Row> {
    let mut rows = Vec::new();
    for tls in [Tls::Starttls(Version::V12), Tls::Implicit(Version::V12)] {
        for mechanism in ["SCRAM-SHA-1-PLUS", "SCRAM-SHA-256-PLUS", "SCRAM-SHA-512-PLUS"] {
            let row = Row::new(Server::Theirs, Protocol::Imap, tls, mechanism).bound_by("tls-unique");
            let found_out = row.clone().found_out();
            rows.push(row);
            rows.push(Row { wrong: found_out.right.clone(), ..found_out });
        }
    }
    rows
}

struct Served {
    server: Cyrus,
    room: Room,
    impostor: Impostor,
    count: u32,
}

impl Peer for Served {
    fn attempt(&mut self, row: &Row, credential: Credential) -> Result<Seen, String> {
        self.count += 1;
        let port = if matches!(row.tls, Tls::Implicit(_)) { self.server.imaps } else { self.server.imap };
        let folder = self.room.folder().join(format!("way-{}", self.count));
        std::fs::create_dir(&folder).map_err(|error| error.to_string())?;
        // What OpenSSL is to speak is its own configuration's affair.
        let file = self.room.folder().join("openssl.cnf");
        write(&file, ONLY_TLS12)?;
        let route = self.impostor.route(row, &folder, port)?;
        self.server.begin();
        let client_in = login(&mut self.room, row, credential, route.port)?;
        let some = || Some(records(&self.server.log(), row)).filter(|records| !records.is_empty());
        let records = wait_for(Duration::from_secs(3), some).unwrap_or_default();
        Ok(Seen { records, client_in })
    }
}

const ONLY_TLS12: &str = "openssl_conf = a\n[a]\nssl_conf = b\n[b]\nsystem_default = c\n[c]\nMinProtocol = TLSv1.2\n\
    MaxProtocol = TLSv1.2\n";

/// Its log names the mechanism and the version of TLS, and why somebody is refused; not the binding that is good, but
/// the one that is not.
fn records(log: &str, row: &Row) -> Vec<Record> {
    let tls = log.split_once(": starttls: ").and_then(|(_, rest)| rest.split(' ').next()).unwrap_or_default();
    let record = |line: &str| {
        let record = if let Some((_, rest)) = line.split_once(": badlogin: ") {
            let why = match () {
                () if rest.contains("Channel bindings mismatch") => "binding-mismatch",
                () if rest.contains("StoredKey mismatch") => "bad-credentials",
                () => "unclear",
            };
            let (mechanism, user) = rest.split_once("] ")?.1.split_once(" (")?;
            let user = user.split(')').next().map(String::from);
            Record { account: user, ..row.rejected(Some(mechanism), why) }
        } else {
            let (_, rest) = line.split_once(": login: ")?;
            let mut words = rest.split_once("] ")?.1.split(' ');
            let (user, mechanism) = (words.next()?, words.next()?.strip_suffix("+TLS")?);
            let binding = row.right.records.first().and_then(|record| record.binding.clone());
            Record { account: Some(user.into()), binding, ..row.accepted(mechanism) }
        };
        Some(Record { tls: tls.into(), ..record })
    };
    log.lines().filter_map(record).collect()
}

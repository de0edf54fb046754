//! Cyrus imapd: all its mechanisms, with our client on rustls; and `tls-unique`, for which our client uses
//! OpenSSL.
use super::bound::HEADERS;
use crate::{
    cell::{Credential, Protocol, Record, Row, Seen, Server, Version},
    cyrus::Cyrus,
    entry::{Entry, Peer},
    login::{Room, login},
    middle::Impostor,
    process::wait_for,
    variant::BY_OPENSSL,
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
        let room = |name, library| Room::for_cyrus(bench, name, library);
        let (rustls, openssl) = (room("login-cyrus", "rustls")?, room("login-cyrus-openssl", "openssl")?);
        Ok(Box::new(Served { server, rustls, openssl, impostor: bench.impostor.clone(), count: 0 }))
    },
};

fn rows() -> Vec<Row> {
    let mut rows = Vec::new();
    for tls in Protocol::Imap.lines() {
        let row = |mechanism| Row::new(Server::Theirs, Protocol::Imap, tls, mechanism);
        rows.extend(["PLAIN", "LOGIN", "CRAM-MD5", "SCRAM-SHA-1", "SCRAM-SHA-256", "SCRAM-SHA-512"].map(row));
        let plus = ["SCRAM-SHA-1-PLUS", "SCRAM-SHA-256-PLUS", "SCRAM-SHA-512-PLUS"].map(row);
        match tls.version() {
            None => continue,
            Some(Version::V12) => rows.extend(plus.into_iter().flat_map(|row| {
                let row = row.bound_by("tls-unique");
                let found_out = row.clone().found_out();
                [row, Row { wrong: found_out.right.clone(), ..found_out }]
            })),
            Some(Version::V13) => rows.extend(plus.map(undefined)),
        }
        rows.push(row("SCRAM-SHA-512").variant(BY_OPENSSL));
        rows.push(by_certificate(row("EXTERNAL")));
    }
    rows
}

const UNDEFINED: &str = "Cyrus imapd lists -PLUS under TLS 1.3, too, and takes nothing but tls-unique, which is not defined there: \
    countersign says tls-exporter, which is what TLS 1.3 has, and Cyrus refuses that before it looks at the proof; --mechanism \
    with a bare name logs in";

fn undefined(row: Row) -> Row {
    let record = row.rejected(Some(row.mechanism), "unsupported-binding");
    row.refused(vec![record], UNDEFINED)
}

/// With a certificate of an untrusted authority Cyrus aborts the handshake.
fn by_certificate(mut row: Row) -> Row {
    let verdict = "rejected:certificate".into();
    row.wrong.records =
        vec![Record { mechanism: None, binding: None, account: None, tls: "none".into(), verdict }];
    row
}

struct Served {
    server: Cyrus,
    rustls: Room,
    openssl: Room,
    impostor: Impostor,
    count: u32,
}

impl Peer for Served {
    fn attempt(&mut self, row: &Row, credential: Credential) -> Result<Seen, String> {
        self.count += 1;
        // rustls does not support tls-unique.
        let bound = row.mechanism.ends_with("-PLUS") && row.tls.version() == Some(Version::V12);
        let room = if bound || row.variant == BY_OPENSSL { &mut self.openssl } else { &mut self.rustls };
        let folder = room.folder().join(format!("way-{}", self.count));
        std::fs::create_dir(&folder).map_err(|error| error.to_string())?;
        let route = self.impostor.route(row, &folder, self.server.port(row.tls))?;
        self.server.begin();
        let client_in = login(room, row, credential, route.port)?;
        let some = || Some(records(&self.server.log(), row)).filter(|records| !records.is_empty());
        let records = wait_for(Duration::from_secs(3), some).unwrap_or_default();
        Ok(Seen { records, client_in })
    }
}

/// A proof, a password with PLAIN and with LOGIN, a digest.
const MISMATCHES: [&str; 4] =
    ["StoredKey mismatch", "Password verification failed", "checkpass failed", "incorrect digest response"];

/// Parses its log, which has the mechanism, the TLS version and the reason of a rejection. It has the channel
/// binding only if that is wrong.
fn records(log: &str, row: &Row) -> Vec<Record> {
    let tls = log.split_once(": starttls: ").and_then(|(_, rest)| rest.split(' ').next()).unwrap_or("none");
    let record = |line: &str| {
        let record = if line.contains(" negotiation failed: ") && log.contains(": verify error:num=20:") {
            by_certificate(row.clone()).wrong.records.pop()?
        } else if let Some((_, rest)) = line.split_once(": badlogin: ") {
            let why = match () {
                () if rest.contains("Channel bindings mismatch") => "binding-mismatch",
                () if rest.contains("Expected: tls-unique, received: tls-exporter") => "unsupported-binding",
                () if MISMATCHES.iter().any(|words| rest.contains(words)) => "bad-credentials",
                () => "unclear",
            };
            let (mechanism, user) = rest.split_once("] ")?.1.split_once(" (")?;
            let user = user.split(')').next().map(String::from);
            Record { account: user, ..row.rejected(Some(mechanism), why) }
        } else {
            let (_, rest) = line.split_once(": login: ")?;
            let mut words = rest.split_once("] ")?.1.split(' ');
            let (user, mechanism) = (words.next()?, words.next()?);
            // Only for exchanges inside TLS.
            let mechanism = mechanism.strip_suffix("+TLS").unwrap_or(mechanism);
            let binding = row.right.records.first().and_then(|record| record.binding.clone());
            Record { account: Some(user.into()), binding, ..row.accepted(mechanism) }
        };
        Some(Record { tls: tls.into(), ..record })
    };
    log.lines().filter_map(record).collect()
}

//! imtest, smtptest, pop3test and sivtest of Cyrus imapd, with Cyrus SASL over OpenSSL. They do not verify the
//! server's certificate.
use crate::{
    cell::{Protocol, Row, Server, Tls, Version},
    entry::Entry,
    files::write,
    process::{Finished, client_for},
    serve::{Client, Login, serve},
};
use std::process::Command;

pub(crate) const ENTRY: Entry = Entry {
    name: "imtest",
    server: Server::Ours,
    slow: 1,
    programs: &["imtest", "smtptest", "pop3test", "sivtest"],
    packages: &["cyrus-clients", "libsasl2-modules"],
    rows,
    open: |bench| serve(bench, Client { name: "imtest", command, is_in }),
};

/// The variant in which imtest chooses the mechanism.
pub(super) const AUTO: &str = "told no mechanism";

/// The variant that requires channel binding.
pub(super) const PLUS: &str = "told -PLUS";

const NO_KEY: &str =
    "inside TLS imtest has no certificate: where it is given one, it wants STARTTLS, and finds none";

const LITERALS: &str = "sivtest reads a challenge only as a literal, and waits for ever for one when the challenge is a quoted \
    string; sieveshell, of the same makers, reads both";

fn rows() -> Vec<Row> {
    let mut rows = Vec::new();
    for protocol in [Protocol::Imap, Protocol::Smtp, Protocol::Pop3, Protocol::Sieve] {
        for tls in protocol.lines() {
            let row = |mechanism| Row::new(Server::Ours, protocol, tls, mechanism);
            // It waits until it is stopped, so it runs once.
            if protocol == Protocol::Sieve && tls == Tls::None {
                let scram = row("SCRAM-SHA-256");
                let cancelled = scram.rejected(Some(scram.mechanism), "cancelled");
                rows.push(scram.refused(vec![cancelled], LITERALS));
            } else if protocol != Protocol::Sieve {
                rows.extend(["SCRAM-SHA-1", "SCRAM-SHA-256", "SCRAM-SHA-512"].map(row));
            }
            if tls != Tls::None {
                rows.push(row("PLAIN"));
                if protocol != Protocol::Sieve {
                    rows.extend(["LOGIN", "CRAM-MD5"].map(row));
                }
            }
            rows.extend(by_key(protocol, tls));
        }
    }
    rows
}

/// It uses its key only with STARTTLS, which is tested once.
fn by_key(protocol: Protocol, tls: Tls) -> Option<Row> {
    match tls {
        Tls::Starttls(_) => {
            let row = Row::by_key(protocol, tls);
            // Here it tries all mechanisms that the server lists.
            let tries = matches!(protocol, Protocol::Smtp | Protocol::Sieve);
            Some(if tries { row.tries_unlisted() } else { row })
        }
        Tls::Implicit(Version::V13) if protocol == Protocol::Imap => {
            Some(Row::new(Server::Ours, protocol, tls, "EXTERNAL").refused(Vec::new(), NO_KEY))
        }
        _ => None,
    }
}

pub(super) fn command(login: &Login<'_>) -> Result<(Command, String), String> {
    let Login { row, port, room, .. } = login;
    let (program, farewell) = match row.protocol {
        Protocol::Imap => ("imtest", ". LOGOUT\r\n"),
        Protocol::Smtp => ("smtptest", "QUIT\r\n"),
        Protocol::Pop3 => ("pop3test", "QUIT\r\n"),
        Protocol::Sieve => ("sivtest", "LOGOUT\r\n"),
        Protocol::Postgres => return Err("there is no such test".into()),
    };
    // With a challenge in quotes it waits until it is stopped.
    let patience = if (row.protocol, row.tls) == (Protocol::Sieve, Tls::None) { 3 } else { 15 };
    let mut command = client_for(patience, program, room);
    // With this option it uses channel binding under the name without -PLUS.
    let plus = format!("{}-PLUS", row.mechanism);
    let mechanism = if row.variant.contains(PLUS) { &plus } else { row.mechanism };
    command.args(["-p", &port.to_string(), "-a", row.user, "-u", row.user]);
    command.args(["-w", login.password(), "-l", "0"]);
    if row.variant != AUTO {
        command.args(["-m", mechanism]);
    }
    if matches!(row.tls, Tls::Implicit(_)) {
        command.arg("-s");
    }
    if row.has_key() {
        command.arg("-t").arg(&login.key.pem);
    } else if matches!(row.tls, Tls::Starttls(_)) {
        command.args(["-t", ""]);
    }
    if let Some(version) = row.tls.version() {
        let version = if version == Version::V12 { "TLSv1.2" } else { "TLSv1.3" };
        let file = room.join("openssl.cnf");
        let text = format!(
            "openssl_conf = a\n[a]\nssl_conf = b\n[b]\nsystem_default = c\n\
             [c]\nMinProtocol = {version}\nMaxProtocol = {version}\n"
        );
        write(&file, &text)?;
        command.env("OPENSSL_CONF", file);
    }
    command.arg("localhost");
    // It forwards its input after the login, successful or not.
    Ok((command, farewell.into()))
}

pub(super) fn is_in(finished: &Finished, _: &Login<'_>) -> bool {
    finished.output.lines().any(|line| line.starts_with("Authenticated."))
}

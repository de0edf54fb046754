//! gnutls-cli: TLS only, with a certificate and with a raw public key (RFC 7250); and PLAIN, typed manually.
use super::openssl::{all_typed, is_in, lines, scheme, typed};
use crate::{
    cell::{Protocol, Row, Server, Tls, Version},
    entry::Entry,
    process::client_for,
    serve::{Client, Login, serve},
};
use std::process::Command;

pub(crate) const ENTRY: Entry = Entry {
    name: "gnutls-cli",
    server: Server::Ours,
    slow: 1,
    programs: &["gnutls-cli"],
    packages: &["gnutls-bin"],
    rows,
    open: |bench| serve(bench, Client { name: "gnutls-cli", command, is_in }),
};

const OK_AND_MORE: &str =
    "in ManageSieve gnutls-cli waits for an OK with a text behind it, which a greeting need not have";
const RAW: &str = "raw public key";

fn rows() -> Vec<Row> {
    let implicit =
        [Version::V12, Version::V13].map(|version| Row::by_key(Protocol::Imap, Tls::Implicit(version)));
    let raw = Row::by_key(Protocol::Imap, Tls::Implicit(Version::V13)).variant(RAW);
    let others = Row::by_keys_of_others(Protocol::Imap, Tls::Implicit(Version::V13));
    let by_hand = [Protocol::Imap, Protocol::Smtp, Protocol::Pop3].into_iter().flat_map(all_typed);
    let [sieve, ..] = typed(Protocol::Sieve, Tls::Starttls(Version::V13));
    let by_hand = by_hand.chain([sieve.refused(Vec::new(), OK_AND_MORE)]);
    implicit.into_iter().chain([raw]).chain(others).chain(by_hand).collect()
}

fn command(login: &Login<'_>) -> Result<(Command, String), String> {
    let key = &login.key;
    let version = if login.row.tls.version() == Some(Version::V12) { "1.2" } else { "1.3" };
    // It waits for that text for ten seconds.
    let patience = if login.row.protocol == Protocol::Sieve { 3 } else { 15 };
    let mut command = client_for(patience, "gnutls-cli", login.room);
    // Not --crlf, which would affect only the last line of its input.
    command.args(["--no-ocsp", "--port"]).arg(login.port.to_string());
    if matches!(login.row.tls, Tls::Starttls(_)) {
        command.arg(format!("--starttls-proto={}", scheme(login.row.protocol)));
    }
    command.arg(format!("--x509cafile={}", login.ca.display()));
    let priority = format!("--priority=NORMAL:-VERS-ALL:+VERS-TLS{version}");
    if !login.row.has_key() {
        command.args([&priority, "localhost"]);
        return Ok((command, lines(login).replace('\n', "\r\n")));
    }
    if login.row.variant == RAW {
        command.arg(format!("--rawpkfile={}", key.spki.display()));
        command.arg(format!("--rawpkkeyfile={}", key.key.display()));
        command.arg(format!("{priority}:+CTYPE-CLI-RAWPK"));
    } else {
        command.arg(format!("--x509certfile={}", key.crt.display()));
        command.arg(format!("--x509keyfile={}", key.key.display()));
        command.arg(priority);
    }
    command.arg("localhost");
    Ok((command, "b SELECT INBOX\r\nc LOGOUT\r\n".into()))
}

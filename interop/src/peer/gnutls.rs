//! gnutls-cli: TLS and nothing else, with a certificate and with a raw public key (RFC 7250).
use super::openssl::is_in;
use crate::{
    cell::{Protocol, Row, Server, Tls, Version},
    entry::Entry,
    process::client,
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

const RAW: &str = "raw public key";

fn rows() -> Vec<Row> {
    let implicit =
        [Version::V12, Version::V13].map(|version| Row::by_key(Protocol::Imap, Tls::Implicit(version)));
    let raw = Row::by_key(Protocol::Imap, Tls::Implicit(Version::V13)).variant(RAW);
    let others = Row::by_keys_of_others(Protocol::Imap, Tls::Implicit(Version::V13));
    implicit.into_iter().chain([raw]).chain(others).collect()
}

fn command(login: &Login<'_>) -> Result<(Command, String), String> {
    let key = &login.key;
    let version = if login.row.tls.version() == Some(Version::V12) { "1.2" } else { "1.3" };
    let mut command = client("gnutls-cli", login.room);
    command.args(["--crlf", "--no-ocsp", "--port"]).arg(login.port.to_string());
    command.arg(format!("--x509cafile={}", login.ca.display()));
    let priority = format!("--priority=NORMAL:-VERS-ALL:+VERS-TLS{version}");
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
    Ok((command, "b SELECT INBOX\nc LOGOUT\n".into()))
}

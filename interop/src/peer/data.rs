//! Accounts in a database: created by `account add` and `password set`, served by `serve --data`, with non-ASCII
//! passwords. The accounts have the records of the default recipe, so every mechanism has one.
use super::{curl, gsasl};
use crate::{
    cell::{Protocol, Row, Server, Tls, Version},
    entry::Entry,
    process::client,
    serve::{Client, Login, by_exit_code, serve_data},
};
use std::process::Command;

/// With an emoji, which is newer than SASLprep: a client that prepares passwords sends it unchanged.
const PASSWORDS: [&str; 2] = ["schöne Grüße 🐴", "schöne Grüße"];
/// For clients that send no characters newer than SASLprep.
const ACCENTS: [&str; 2] = ["schöne Grüße", "schone Grusse"];

pub(crate) const GSASL: Entry = Entry {
    name: "gsasl-data",
    server: Server::Ours,
    slow: 1,
    programs: &["gsasl"],
    packages: &["gsasl"],
    rows: || {
        let row =
            |protocol, mechanism| Row::new(Server::Ours, protocol, Tls::Starttls(Version::V13), mechanism);
        let rows = |protocol| {
            [
                row(protocol, "PLAIN"),
                row(protocol, "SCRAM-SHA-1").variant("--no-cb"),
                row(protocol, "SCRAM-SHA-1-PLUS"),
                row(protocol, "SCRAM-SHA-256").variant("--no-cb"),
                row(protocol, "SCRAM-SHA-256-PLUS"),
            ]
        };
        [Protocol::Imap, Protocol::Smtp].into_iter().flat_map(rows).collect()
    },
    open: |bench| {
        let client =
            Client { name: "gsasl-data", command: |login| utf8(gsasl::command(login)?), is_in: by_exit_code };
        serve_data(bench, client, ACCENTS, &[])
    },
};

pub(crate) const CURL: Entry = Entry {
    name: "curl-data",
    server: Server::Ours,
    slow: 1,
    programs: &["curl"],
    packages: &["curl"],
    rows: || {
        let row = |protocol| Row::new(Server::Ours, protocol, Tls::Implicit(Version::V13), "PLAIN");
        vec![row(Protocol::Imap), row(Protocol::Smtp)]
    },
    open: |bench| {
        let client =
            Client { name: "curl-data", command: |login| utf8(curl::command(login)?), is_in: by_exit_code };
        serve_data(bench, client, PASSWORDS, &[])
    },
};

/// Some programs need to know the encoding of their command line.
pub(super) fn utf8((mut command, input): (Command, String)) -> Result<(Command, String), String> {
    command.env("LC_ALL", "C.UTF-8");
    Ok((command, input))
}

/// All names, strongest first.
pub(super) const MECHANISMS: [&str; 9] = [
    "SCRAM-SHA-512-PLUS",
    "SCRAM-SHA3-512-PLUS",
    "SCRAM-SHA-256-PLUS",
    "SCRAM-SHA-1-PLUS",
    "SCRAM-SHA-512",
    "SCRAM-SHA3-512",
    "SCRAM-SHA-256",
    "SCRAM-SHA-1",
    "PLAIN",
];

/// Tests the whole path from the administrator's commands to our own client.
pub(crate) const LOGIN: Entry = Entry {
    name: "login-data",
    server: Server::Ours,
    slow: 1,
    programs: &[],
    packages: &[],
    rows: || {
        let row =
            |protocol, mechanism| Row::new(Server::Ours, protocol, Tls::Implicit(Version::V13), mechanism);
        let rows = |protocol| MECHANISMS.map(|mechanism| row(protocol, mechanism));
        [Protocol::Imap, Protocol::Smtp].into_iter().flat_map(rows).collect()
    },
    open: |bench| {
        let client = Client { name: "login-data", command: our_login, is_in: by_exit_code };
        serve_data(bench, client, PASSWORDS, &[])
    },
};

pub(super) fn our_login(login: &Login<'_>) -> Result<(Command, String), String> {
    let scheme = if login.row.protocol == Protocol::Imap { "imaps" } else { "smtps" };
    let mut command = client(login.countersign, login.room);
    command.arg("login").arg(format!("{scheme}://localhost:{}", login.port)).arg("--ca").arg(login.ca);
    command.args(["--user", login.row.user, "--mechanism", login.row.mechanism, "--json"]);
    command.env("COUNTERSIGN_PASSWORD", login.password());
    Ok((command, String::new()))
}

//! openssl s_client: TLS and nothing else, so the commands of IMAP are ours.
use crate::{
    cell::{Protocol, Row, Server, Tls, Version},
    entry::Entry,
    process::{Finished, client},
    serve::{Client, Login, serve},
};
use std::{path::Path, process::Command};

pub(crate) const ENTRY: Entry = Entry {
    name: "openssl",
    server: Server::Ours,
    slow: 1,
    programs: &["openssl"],
    packages: &["openssl"],
    rows,
    open: |bench| serve(bench, Client { name: "openssl", command, is_in }),
};

fn rows() -> Vec<Row> {
    let row = |tls| match Row::by_key(Protocol::Imap, tls) {
        // The command is sent whatever the server lists.
        row if matches!(tls, Tls::Starttls(_)) => row.tries_unlisted(),
        row => row,
    };
    let others = Row::by_keys_of_others(Protocol::Imap, Tls::Implicit(Version::V13));
    Tls::ENCRYPTED.map(row).into_iter().chain(others).collect()
}

fn command(login: &Login<'_>) -> Result<(Command, String), String> {
    Ok(with_certificate(login, &login.key.pem))
}

/// With the certificate and the key in this file.
pub(super) fn with_certificate(login: &Login<'_>, pem: &Path) -> (Command, String) {
    let mut command = client("openssl", login.room);
    command
        .args(["s_client", "-quiet", "-verify_quiet", "-verify_return_error", "-crlf", "-CAfile"])
        .arg(login.ca);
    command.arg("-connect").arg(format!("localhost:{}", login.port)).arg("-cert").arg(pem);
    command.arg(if login.row.tls.version() == Some(Version::V12) { "-tls1_2" } else { "-tls1_3" });
    if matches!(login.row.tls, Tls::Starttls(_)) {
        command.args(["-starttls", "imap"]);
        return (command, "a AUTHENTICATE EXTERNAL =\nb SELECT INBOX\nc LOGOUT\n".into());
    }
    (command, "b SELECT INBOX\nc LOGOUT\n".into())
}

/// Whoever is in selects the mailbox.
pub(crate) fn is_in(finished: &Finished, _: &Login<'_>) -> bool {
    finished.output.contains("b OK [READ-WRITE] SELECT completed")
}

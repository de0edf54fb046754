//! openssl s_client: TLS only, so the commands of IMAP and of submission are ours.
use crate::{
    cell::{Protocol, Row, Server, Tls, Version},
    entry::Entry,
    process::{Finished, client},
    serve::{Client, Login, serve},
};
use base64ct::{Base64, Encoding as _};
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
    let by_hand = MAIL.into_iter().flat_map(all_typed);
    Tls::ENCRYPTED.map(row).into_iter().chain(others).chain(by_hand).collect()
}

const MAIL: [Protocol; 4] = [Protocol::Imap, Protocol::Smtp, Protocol::Pop3, Protocol::Sieve];

/// PLAIN as typed manually: with an initial response, with none, and with an empty one, which names no user.
const INITIAL: &str = "initial response";
const NONE: &str = "no initial response";
const EMPTY: &str = "initial response =";
const NOBODY: &str = "an initial response of = is an empty message: PLAIN has a name in it";

pub(super) fn all_typed(protocol: Protocol) -> Vec<Row> {
    let encrypted = protocol.lines().into_iter().filter(|tls| *tls != Tls::None);
    encrypted.flat_map(|tls| typed(protocol, tls)).collect()
}

pub(super) fn typed(protocol: Protocol, tls: Tls) -> [Row; 3] {
    let row = |variant| Row::new(Server::Ours, protocol, tls, "PLAIN").variant(variant);
    let empty = row(EMPTY);
    let malformed = empty.rejected(Some("PLAIN"), "malformed");
    [row(INITIAL), row(NONE), empty.refused(vec![malformed], NOBODY)]
}

/// Returns the lines after TLS.
pub(super) fn lines(login: &Login<'_>) -> String {
    let row = login.row;
    let message = Base64::encode_string(format!("\0{}\0{}", row.user, login.password()).as_bytes());
    let after = match row.variant {
        INITIAL => format!(" {message}\n"),
        NONE => format!("\n{message}\n"),
        _ => " =\n".into(),
    };
    if row.protocol == Protocol::Smtp {
        // openssl has sent EHLO for STARTTLS; it must be sent again afterwards.
        return format!("EHLO localhost\nAUTH PLAIN{after}NOOP\nQUIT\n");
    }
    match row.protocol {
        Protocol::Pop3 => format!("AUTH PLAIN{after}STAT\nQUIT\n"),
        Protocol::Sieve => sieve(row.variant, &message),
        _ => format!("a AUTHENTICATE PLAIN{after}b SELECT INBOX\nc LOGOUT\n"),
    }
}

/// ManageSieve has strings, so an empty one needs no special notation.
fn sieve(variant: &str, message: &str) -> String {
    let after = match variant {
        INITIAL => format!(" \"{message}\"\n"),
        NONE => format!("\n\"{message}\"\n"),
        _ => " \"\"\n".into(),
    };
    format!("AUTHENTICATE \"PLAIN\"{after}LISTSCRIPTS\nLOGOUT\n")
}

fn command(login: &Login<'_>) -> Result<(Command, String), String> {
    if login.row.has_key() {
        return Ok(with_certificate(login, &login.key.pem));
    }
    let mut command = tls_to(login);
    if matches!(login.row.tls, Tls::Starttls(_)) {
        command.args(["-starttls", scheme(login.row.protocol)]);
    }
    Ok((command, lines(login)))
}

/// Returns the name of a protocol for STARTTLS in openssl and gnutls-cli.
pub(super) fn scheme(protocol: Protocol) -> &'static str {
    match protocol {
        Protocol::Smtp => "smtp",
        Protocol::Pop3 => "pop3",
        Protocol::Sieve => "sieve",
        Protocol::Imap | Protocol::Postgres => "imap",
    }
}

/// Returns the command with the certificate and the key in this file.
pub(super) fn with_certificate(login: &Login<'_>, pem: &Path) -> (Command, String) {
    let mut command = tls_to(login);
    command.arg("-cert").arg(pem);
    if matches!(login.row.tls, Tls::Starttls(_)) {
        command.args(["-starttls", "imap"]);
        return (command, "a AUTHENTICATE EXTERNAL =\nb SELECT INBOX\nc LOGOUT\n".into());
    }
    (command, "b SELECT INBOX\nc LOGOUT\n".into())
}

fn tls_to(login: &Login<'_>) -> Command {
    let mut command = client("openssl", login.room);
    command
        .args(["s_client", "-quiet", "-verify_quiet", "-verify_return_error", "-crlf", "-CAfile"])
        .arg(login.ca);
    command.arg("-connect").arg(format!("localhost:{}", login.port));
    command.arg(if login.row.tls.version() == Some(Version::V12) { "-tls1_2" } else { "-tls1_3" });
    command
}

/// An authenticated client selects the mailbox or reports that it is empty; submission reports success,
/// ManageSieve lists scripts.
pub(crate) fn is_in(finished: &Finished, _: &Login<'_>) -> bool {
    let signs = ["b OK [READ-WRITE] SELECT completed", "235 2.7.0", "+OK 0 0", "OK\r\nOK\r\n"];
    signs.iter().any(|yes| finished.output.contains(yes))
}

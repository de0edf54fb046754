//! fetchmail, with its own mechanisms over OpenSSL. A password is sent with USER and PASS in POP3 and with the
//! LOGIN command in IMAP.
use crate::{
    cell::{Protocol, Row, Server, Tls, Version},
    entry::Entry,
    files::write,
    process::{Finished, client},
    serve::{Client, Login, serve},
};
use std::process::Command;

pub(crate) const ENTRY: Entry = Entry {
    name: "fetchmail",
    server: Server::Ours,
    slow: 1,
    programs: &["fetchmail"],
    packages: &["fetchmail"],
    rows,
    open: |bench| serve(bench, Client { name: "fetchmail", command, is_in }),
};

fn rows() -> Vec<Row> {
    let row = |protocol, tls, mechanism| Row::new(Server::Ours, protocol, tls, mechanism);
    let pop3 = Tls::ENCRYPTED.map(|tls| row(Protocol::Pop3, tls, "USER"));
    let imap = Tls::ENCRYPTED
        .into_iter()
        .flat_map(|tls| ["LOGIN", "CRAM-MD5"].map(|name| row(Protocol::Imap, tls, name)));
    let keys = Tls::ENCRYPTED.map(|tls| Row::by_key(Protocol::Imap, tls));
    let without =
        row(Protocol::Pop3, Tls::Starttls(Version::V13), "EXTERNAL").refused(Vec::new(), NO_EXTERNAL);
    pop3.into_iter().chain(imap).chain(keys).chain([without]).collect()
}

const NO_EXTERNAL: &str =
    "told to use EXTERNAL in POP3, fetchmail says USER, has no password for it, and leaves";

pub(super) fn command(login: &Login<'_>) -> Result<(Command, String), String> {
    let Login { row, port, room, ca, .. } = login;
    let (user, password, ca) = (row.user, login.password(), ca.display());
    let tls = match (row.tls, row.tls.version()) {
        (_, None) => "sslproto ''".into(),
        (tls, Some(version)) => {
            let ssl = if matches!(tls, Tls::Implicit(_)) { "ssl " } else { "" };
            let version = if version == Version::V12 { "1.2" } else { "1.3" };
            format!("{ssl}sslproto 'TLS{version}' sslcertck sslcertfile '{ca}'")
        }
    };
    let protocol = match row.protocol {
        Protocol::Pop3 => "pop3",
        Protocol::Imap => "imap",
        _ => return Err("fetchmail is told of POP3 and IMAP only".into()),
    };
    let auth = match row.mechanism {
        "CRAM-MD5" => "cram-md5",
        _ if row.has_key() => "external",
        _ => "password",
    };
    let secret = if row.has_key() {
        format!("sslcert '{}' sslkey '{}'", login.key.crt.display(), login.key.key.display())
    } else {
        format!("password '{password}'")
    };
    let file = room.join("fetchmailrc");
    write(
        &file,
        &format!(
            "poll localhost port {port} protocol {protocol} auth {auth} user '{user}' {secret} {tls} \
             mda '/bin/cat'\n"
        ),
    )?;
    let mut command = client("fetchmail", room);
    command.args(["-f", "fetchmailrc", "-vvv", "--check", "--nosyslog"]);
    Ok((command, String::new()))
}

/// Exit code 1 can mean that there is no mail.
pub(super) fn is_in(finished: &Finished, login: &Login<'_>) -> bool {
    let end = format!("No mail for {} at localhost", login.row.user);
    finished.output.lines().any(|line| line.contains(&end))
}

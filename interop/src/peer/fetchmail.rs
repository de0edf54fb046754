//! fetchmail, with its own mechanisms over OpenSSL. A password is USER and PASS in POP3.
use crate::{
    bench::write,
    cell::{Protocol, Row, Server, Tls, USER, Version},
    entry::Entry,
    process::{Finished, client},
    serve::{Client, Login, serve},
};
use std::process::Command;

pub(crate) const ENTRY: Entry = Entry {
    name: "fetchmail",
    server: Server::Ours,
    programs: &["fetchmail"],
    packages: &["fetchmail"],
    rows,
    open: |bench| serve(bench, Client { name: "fetchmail", command, is_in }),
};

fn rows() -> Vec<Row> {
    Tls::ENCRYPTED.map(|tls| Row::new(Server::Ours, Protocol::Pop3, tls, "USER")).into()
}

fn command(login: &Login<'_>) -> Result<(Command, String), String> {
    let Login { row, port, room, ca, .. } = login;
    let (password, ca) = (login.password(), ca.display());
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
        _ => return Err("fetchmail is told of POP3 only".into()),
    };
    let file = room.join("fetchmailrc");
    write(
        &file,
        &format!(
            "poll localhost port {port} protocol {protocol} auth password user '{USER}' password '{password}' {tls} \
             mda '/bin/cat'\n"
        ),
    )?;
    let mut command = client("fetchmail", room);
    command.args(["-f", "fetchmailrc", "-vvv", "--check", "--nosyslog"]);
    Ok((command, String::new()))
}

/// Exit code 1 means that there is no mail, among other things.
fn is_in(finished: &Finished, _: &Login<'_>) -> bool {
    finished.output.lines().any(|line| line.contains("No mail for user at localhost"))
}

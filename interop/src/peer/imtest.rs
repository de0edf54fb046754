//! imtest and smtptest of Cyrus imapd, with Cyrus SASL over OpenSSL. They do not look at the server's certificate.
use crate::{
    bench::write,
    cell::{Protocol, Row, Server, Tls, USER, Version},
    entry::Entry,
    process::{Finished, client},
    serve::{Client, Login, serve},
};
use std::process::Command;

pub(crate) const ENTRY: Entry = Entry {
    name: "imtest",
    server: Server::Ours,
    programs: &["imtest", "smtptest"],
    packages: &["cyrus-clients", "libsasl2-modules"],
    rows,
    open: |bench| serve(bench, Client { name: "imtest", command, is_in }),
};

fn rows() -> Vec<Row> {
    let mut rows = Vec::new();
    for protocol in [Protocol::Imap, Protocol::Smtp] {
        for tls in [&[Tls::None], &Tls::ENCRYPTED[..]].concat() {
            let row = |mechanism| Row::new(Server::Ours, protocol, tls, mechanism);
            rows.extend(["SCRAM-SHA-1", "SCRAM-SHA-256", "SCRAM-SHA-512"].map(row));
            if tls != Tls::None {
                rows.push(row("PLAIN"));
            }
        }
    }
    rows
}

fn command(login: &Login<'_>) -> Result<(Command, String), String> {
    let Login { row, port, room, .. } = login;
    let imap = row.protocol == Protocol::Imap;
    let mut command = client(if imap { "imtest" } else { "smtptest" }, room);
    command.args(["-p", &port.to_string(), "-m", row.mechanism, "-a", USER, "-u", USER]);
    command.args(["-w", login.password(), "-l", "0"]);
    match row.tls {
        Tls::None => &mut command,
        Tls::Starttls(_) => command.args(["-t", ""]),
        Tls::Implicit(_) => command.arg("-s"),
    };
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
    // It passes on what it is fed with once it has logged in, or has not.
    Ok((command, if imap { ". LOGOUT\r\n" } else { "QUIT\r\n" }.into()))
}

fn is_in(finished: &Finished, _: &Login<'_>) -> bool {
    finished.output.lines().any(|line| line.starts_with("Authenticated."))
}

//! gsasl, the command of GNU SASL, over GnuTLS. It supports only STARTTLS, and never sends an initial response.
use crate::{
    cell::{Protocol, Record, Row, Server, Tls, Version, Want},
    entry::Entry,
    process::client,
    serve::{Client, Login, by_exit_code, serve},
};
use std::process::Command;

pub(crate) const ENTRY: Entry = Entry {
    name: "gsasl",
    server: Server::Ours,
    slow: 1,
    programs: &["gsasl"],
    packages: &["gsasl"],
    rows,
    open: |bench| serve(bench, Client { name: "gsasl", command, is_in: by_exit_code }),
};

const NO_BINDING: &str = "TLS 1.2 has tls-unique as its binding, which rustls does not have, so countersign offers no \
    -PLUS there, and refuses it by name";
const CLEAR: &str = "countersign does not take a password in the clear: PLAIN needs TLS first";

/// Its hashes, without and with channel binding.
const SCRAM: [(&str, &str); 2] =
    [("SCRAM-SHA-1", "SCRAM-SHA-1-PLUS"), ("SCRAM-SHA-256", "SCRAM-SHA-256-PLUS")];

fn rows() -> Vec<Row> {
    let mut rows = Vec::new();
    for protocol in [Protocol::Imap, Protocol::Smtp] {
        let plain = Row::new(Server::Ours, protocol, Tls::None, "PLAIN");
        let needs_tls = plain.rejected(None, "needs-tls");
        rows.push(plain.refused(vec![needs_tls], CLEAR));
        rows.extend(SCRAM.map(|(bare, _)| Row::new(Server::Ours, protocol, Tls::None, bare)));
        for version in [Version::V12, Version::V13] {
            let row = |mechanism| Row::new(Server::Ours, protocol, Tls::Starttls(version), mechanism);
            rows.extend(["PLAIN", "LOGIN", "CRAM-MD5"].map(row));
            rows.push(Row::by_key(protocol, Tls::Starttls(version)).tries_unlisted());
            for (bare, plus) in SCRAM {
                rows.push(row(bare).variant("--no-cb"));
                let plus = row(plus);
                let not_offered = plus.rejected(None, "not-offered");
                rows.push(match version {
                    Version::V12 => plus.refused(vec![not_offered], NO_BINDING),
                    Version::V13 => plus,
                });
            }
        }
    }
    // Anonymous: there is no password that could be wrong.
    let anonymous = Row::new(Server::Ours, Protocol::Imap, Tls::Starttls(Version::V13), "ANONYMOUS");
    let record = Record { account: Some("anonymous".into()), ..anonymous.accepted("ANONYMOUS") };
    let right = Want { records: vec![record], client_in: true, why: None };
    let wrong = Want { why: Some("ANONYMOUS has no password that could be wrong"), ..right.clone() };
    rows.push(Row { right, wrong, ..anonymous });
    rows
}

pub(super) fn command(login: &Login<'_>) -> Result<(Command, String), String> {
    let row = login.row;
    let mut command = client("gsasl", login.room);
    command.arg(match row.protocol {
        Protocol::Imap => "--imap",
        Protocol::Smtp => "--smtp",
        _ => return Err("gsasl has IMAP and SMTP only".into()),
    });
    command.arg(format!("--connect=localhost:{}", login.port)).arg("--hostname=localhost").arg("--verbose");
    if row.has_key() {
        let key = &login.key;
        command.args(["-m", row.mechanism]);
        command.arg(format!("--x509-cert-file={}", key.crt.display()));
        command.arg(format!("--x509-key-file={}", key.key.display()));
    } else {
        command.args(["-m", row.mechanism, "-a", row.user, "-p", login.password()]);
    }
    if row.mechanism == "ANONYMOUS" {
        command.args(["-n", "somebody"]);
    }
    match row.tls.version() {
        None => command.arg("--no-starttls"),
        Some(version) => {
            let version = if version == Version::V12 { "1.2" } else { "1.3" };
            command.arg("--starttls").arg(format!("--x509-ca-file={}", login.ca.display()));
            command.arg(format!("--priority=NORMAL:-VERS-ALL:+VERS-TLS{version}"))
        }
    };
    if row.variant.starts_with("--") {
        command.arg(row.variant);
    }
    Ok((command, String::new()))
}

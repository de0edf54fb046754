//! curl, over OpenSSL. Debian's build has no SCRAM.
use crate::{
    cell::{Protocol, Row, Server, TLS_KEY, Tls, Version, Want},
    entry::Entry,
    keys::P12_PASSWORD,
    process::client,
    serve::{Client, Login, by_exit_code, serve},
    variant::{LEGACY_P12, P12},
};
use std::process::Command;

pub(crate) const ENTRY: Entry = Entry {
    name: "curl",
    server: Server::Ours,
    slow: 1,
    programs: &["curl"],
    packages: &["curl"],
    rows,
    open: |bench| serve(bench, Client { name: "curl", command, is_in: by_exit_code }),
};

const INSTEAD: &str = "told to use XOAUTH2, curl takes OAUTHBEARER where that is offered as well";

const EQUALS: &str = "curl answers the empty challenge of EXTERNAL with =, which stands for an empty initial response and \
    for nothing else (RFC 4954, RFC 5034), so it is refused as no base64; --sasl-ir sends it where it belongs";

/// With a registered key and without an initial response: submission accepts the key alone, EXTERNAL fails.
fn asked_for(row: Row) -> Row {
    let mut records = row.right.records.clone();
    records.pop();
    records.push(row.rejected(Some("EXTERNAL"), "undecodable"));
    Row { right: Want { records, client_in: false, why: Some(EQUALS) }, ..row }
}

fn rows() -> Vec<Row> {
    let mut rows = Vec::new();
    for tls in Tls::ENCRYPTED {
        let row = |protocol, mechanism| Row::new(Server::Ours, protocol, tls, mechanism);
        rows.push(row(Protocol::Imap, "PLAIN"));
        rows.push(row(Protocol::Imap, "PLAIN").variant("--sasl-ir"));
        for protocol in [Protocol::Imap, Protocol::Smtp] {
            rows.extend(["LOGIN", "CRAM-MD5", "OAUTHBEARER"].map(|mechanism| row(protocol, mechanism)));
        }
        rows.push(row(Protocol::Smtp, "LOGIN").variant("--sasl-ir"));
        if tls == Tls::Starttls(Version::V13) {
            let xoauth2 = row(Protocol::Imap, "XOAUTH2");
            let instead = |records, client_in| Want { records, client_in, why: Some(INSTEAD) };
            let right = instead(vec![xoauth2.accepted("OAUTHBEARER")], true);
            let wrong = instead(vec![xoauth2.rejected(Some("OAUTHBEARER"), "bad-credentials")], false);
            rows.push(Row { right, wrong, ..xoauth2 });
        }
        rows.push(row(Protocol::Smtp, "PLAIN"));
        rows.push(row(Protocol::Smtp, "PLAIN").variant("--sasl-ir"));
        rows.push(row(Protocol::Pop3, "PLAIN"));
        rows.push(row(Protocol::Pop3, "PLAIN").variant("--sasl-ir"));
        rows.push(Row::by_key(Protocol::Imap, tls));
        for protocol in [Protocol::Smtp, Protocol::Pop3] {
            rows.push(asked_for(Row::by_key(protocol, tls)));
            rows.push(Row::by_key(protocol, tls).variant("--sasl-ir"));
        }
    }
    let implicit = Tls::Implicit(Version::V13);
    rows.extend(Row::by_keys_of_others(Protocol::Imap, implicit));
    rows.extend([P12, LEGACY_P12].map(|variant| Row::by_key(Protocol::Imap, implicit).variant(variant)));
    rows
}

pub(super) fn command(login: &Login<'_>) -> Result<(Command, String), String> {
    let row = login.row;
    let mut command = client("curl", login.room);
    command.args(["-q", "-sv", "--max-time", "12", "--noproxy", "*"]);
    if row.has_key() {
        match &login.key.p12 {
            Some(p12) => command
                .args(["--cert-type", "P12", "--cert"])
                .arg(format!("{}:{P12_PASSWORD}", p12.display())),
            None => command.arg("--cert").arg(&login.key.pem),
        };
    }
    if row.mechanism == "EXTERNAL" {
        command.args(["--user", ":"]);
    } else if row.mechanism.contains("OAUTH") {
        command.arg("--user").arg(format!("{}:", row.user)).arg("--oauth2-bearer").arg(login.token());
    } else if !row.has_key() {
        command.arg("--user").arg(format!("{}:{}", row.user, login.password()));
    }
    if row.mechanism != TLS_KEY {
        command.arg("--login-options").arg(format!("AUTH={}", row.mechanism));
    }
    if row.variant == "--sasl-ir" {
        command.arg("--sasl-ir");
    }
    if let Some(version) = row.tls.version() {
        let (only, max) = if version == Version::V12 { ("--tlsv1.2", "1.2") } else { ("--tlsv1.3", "1.3") };
        command.args(["--ssl-reqd", only, "--tls-max", max, "--cacert"]).arg(login.ca);
    }
    let secure = if matches!(row.tls, Tls::Implicit(_)) { "s" } else { "" };
    match row.protocol {
        Protocol::Imap => {
            command.arg(format!("imap{secure}://localhost:{}/", login.port));
            Ok((command, String::new()))
        }
        Protocol::Pop3 => {
            command.arg(format!("pop3{secure}://localhost:{}/", login.port));
            Ok((command, String::new()))
        }
        Protocol::Sieve | Protocol::Postgres => Err("curl has neither".into()),
        Protocol::Smtp => {
            command.args(["--mail-from", "user@localhost", "--mail-rcpt", "user@localhost", "-T", "-"]);
            command.arg(format!("smtp{secure}://localhost:{}/client", login.port));
            Ok((command, "Subject: interop\r\n\r\nHello\r\n".into()))
        }
    }
}

//! swaks, with Perl's Authen::SASL. Submission only.
use crate::{
    cell::{Protocol, Row, Server, Tls, Version},
    entry::Entry,
    process::client,
    serve::{Client, Login, by_exit_code, serve},
};
use std::process::Command;

pub(crate) const ENTRY: Entry = Entry {
    name: "swaks",
    server: Server::Ours,
    slow: 1,
    programs: &["swaks"],
    packages: &[
        "swaks",
        "libauthen-sasl-perl",
        "libdigest-hmac-perl",
        "libnet-ssleay-perl",
        "libio-socket-ssl-perl",
    ],
    rows,
    open: |bench| serve(bench, Client { name: "swaks", command, is_in: by_exit_code }),
};

fn rows() -> Vec<Row> {
    let row = |tls, mechanism| Row::new(Server::Ours, Protocol::Smtp, tls, mechanism);
    let mechanisms = ["PLAIN", "LOGIN", "CRAM-MD5"];
    let rows = Tls::ENCRYPTED.into_iter().flat_map(|tls| mechanisms.map(|mechanism| row(tls, mechanism)));
    rows.chain([by_key()]).collect()
}

const NO_EXTERNAL: &str = "swaks does not know EXTERNAL, and with nothing else to do it does not connect";

fn by_key() -> Row {
    Row::by_key(Protocol::Smtp, Tls::Implicit(Version::V13)).refused(Vec::new(), NO_EXTERNAL)
}

pub(super) fn command(login: &Login<'_>) -> Result<(Command, String), String> {
    let Login { row, port, room, ca, .. } = login;
    let mut command = client("swaks", room);
    command.args(["--server", "localhost", "--port", &port.to_string(), "--quit-after", "AUTH"]);
    command.arg(if matches!(row.tls, Tls::Implicit(_)) { "--tls-on-connect" } else { "--tls" });
    let version = if row.tls.version() == Some(Version::V12) { "tlsv1_2" } else { "tlsv1_3" };
    command.args(["--tls-protocol", version, "--tls-verify", "--tls-ca-path"]).arg(ca);
    if row.has_key() {
        command.arg("--tls-cert").arg(&login.key.crt).arg("--tls-key").arg(&login.key.key);
    }
    command.args(["--auth", row.mechanism, "--auth-user", row.user, "--auth-password", login.password()]);
    command.args(["--from", "user@localhost", "--to", "user@localhost"]);
    Ok((command, String::new()))
}

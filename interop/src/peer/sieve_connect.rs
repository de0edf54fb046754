//! sieve-connect, in Perl, over OpenSSL: ManageSieve with STARTTLS.
use crate::{
    cell::{Protocol, Row, Server, Tls, Version},
    entry::Entry,
    process::client,
    serve::{Client, Login, by_exit_code, serve},
};
use std::process::Command;

pub(crate) const ENTRY: Entry = Entry {
    name: "sieve-connect",
    server: Server::Ours,
    slow: 1,
    programs: &["sieve-connect"],
    packages: &["sieve-connect"],
    rows,
    open: |bench| serve(bench, Client { name: "sieve-connect", command, is_in: by_exit_code }),
};

fn rows() -> Vec<Row> {
    let versions = [Version::V12, Version::V13].into_iter();
    versions.map(|version| Row::new(Server::Ours, Protocol::Sieve, Tls::Starttls(version), "PLAIN")).collect()
}

pub(super) fn command(login: &Login<'_>) -> Result<(Command, String), String> {
    let Login { row, port, room, ca, .. } = login;
    let mut command = client("sieve-connect", room);
    command.args(["--debug", "--server", "localhost", "--port", &port.to_string(), "--user", row.user]);
    command.args(["--authmech", row.mechanism, "--passwordfd", "0", "--list", "--tlscafile"]).arg(ca);
    Ok((command, format!("{}\n", login.password())))
}

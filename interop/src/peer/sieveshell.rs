//! sieveshell of Cyrus imapd, with Cyrus SASL: ManageSieve without TLS.
use crate::{
    cell::{Protocol, Row, Server, Tls, USER, Want},
    entry::Entry,
    process::client,
    serve::{Client, Login, by_exit_code, serve},
};
use std::process::Command;

pub(crate) const ENTRY: Entry = Entry {
    name: "sieveshell",
    server: Server::Ours,
    slow: 1,
    programs: &["sieveshell"],
    packages: &["cyrus-admin", "libsasl2-modules"],
    rows,
    open: |bench| serve(bench, Client { name: "sieveshell", command, is_in: by_exit_code }),
};

const STRONGEST: &str = "takes the strongest that both ends have";

/// When one mechanism fails, it tries the next.
fn rows() -> Vec<Row> {
    let row = Row::new(Server::Ours, Protocol::Sieve, Tls::None, "SCRAM-SHA-512").variant(STRONGEST);
    let tried = ["SCRAM-SHA-512", "SCRAM-SHA-256", "SCRAM-SHA-1"];
    let records = tried.map(|mechanism| row.rejected(Some(mechanism), "bad-credentials")).into();
    vec![Row { wrong: Want { records, ..row.wrong.clone() }, ..row }]
}

fn command(login: &Login<'_>) -> Result<(Command, String), String> {
    let mut command = client("sieveshell", login.room);
    command.args(["-u", USER, "-a", USER, "-p", login.password(), "-e", "list"]);
    command.arg(format!("localhost:{}", login.port));
    Ok((command, String::new()))
}

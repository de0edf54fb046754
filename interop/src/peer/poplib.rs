//! Python's poplib, which supports only USER and PASS.
use crate::{
    cell::{Protocol, Row, Server, Tls, Version},
    entry::Entry,
    process::client,
    serve::{Client, Login, by_exit_code, serve},
};
use std::process::Command;

pub(crate) const ENTRY: Entry = Entry {
    name: "poplib",
    server: Server::Ours,
    slow: 1,
    programs: &["python3"],
    packages: &["python3"],
    rows,
    open: |bench| serve(bench, Client { name: "poplib", command, is_in: by_exit_code }),
};

const POP3: &str = "
import poplib, ssl, sys
tls, version, port, ca, user, password = sys.argv[1:]
context = ssl.create_default_context(cafile=ca)
context.minimum_version = context.maximum_version = ssl.TLSVersion[version]
if tls == 'implicit':
    mailbox = poplib.POP3_SSL('localhost', int(port), context=context)
else:
    mailbox = poplib.POP3('localhost', int(port))
    mailbox.stls(context)
assert 'SASL' in mailbox.capa()
mailbox.user(user)
mailbox.pass_(password)
assert mailbox.stat() == (0, 0)
mailbox.quit()
";

fn rows() -> Vec<Row> {
    Tls::ENCRYPTED.map(|tls| Row::new(Server::Ours, Protocol::Pop3, tls, "USER")).into()
}

pub(super) fn command(login: &Login<'_>) -> Result<(Command, String), String> {
    let Login { row, port, room, ca, .. } = login;
    let mut command = client("python3", room);
    let kind = if matches!(row.tls, Tls::Implicit(_)) { "implicit" } else { "starttls" };
    let version = if row.tls.version() == Some(Version::V12) { "TLSv1_2" } else { "TLSv1_3" };
    command.args(["-c", POP3, kind, version, &port.to_string()]).arg(ca).args([row.user, login.password()]);
    Ok((command, String::new()))
}

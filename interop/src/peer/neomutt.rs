//! neomutt, with GNU SASL over GnuTLS. Its configuration is that of mutt.
use super::mutt;
use crate::{
    cell::{Protocol, Row, Server, Tls, Version},
    entry::Entry,
    process::Finished,
    serve::{Client, Login, serve},
};
use std::process::Command;

pub(crate) const ENTRY: Entry = Entry {
    name: "neomutt",
    server: Server::Ours,
    slow: 1,
    programs: &["neomutt", "script"],
    packages: &["neomutt"],
    rows,
    open: |bench| {
        let client = Client { name: "neomutt", command, is_in };
        serve(bench, client)
    },
};

const NO_BINDING: &str = "told to use SCRAM-SHA-256, neomutt takes SCRAM-SHA-256-PLUS for submission where that is offered, and \
    has no channel binding for it";

/// In IMAP its list accepts neither SCRAM nor CRAM-MD5.
fn rows() -> Vec<Row> {
    let mut rows = Vec::new();
    for tls in Tls::ENCRYPTED {
        let row = |protocol, mechanism| Row::new(Server::Ours, protocol, tls, mechanism);
        rows.extend(["PLAIN", "LOGIN"].map(|mechanism| twice(row(Protocol::Imap, mechanism))));
        rows.extend(["OAUTHBEARER", "XOAUTH2"].map(|mechanism| row(Protocol::Imap, mechanism)));
        rows.push(twice(row(Protocol::Smtp, "PLAIN")));
        let scram = row(Protocol::Smtp, "SCRAM-SHA-256");
        let plus = scram.rejected(Some("SCRAM-SHA-256-PLUS"), "cancelled");
        let is_offered = tls.version() == Some(Version::V13);
        rows.push(if is_offered { scram.refused(vec![plus], NO_BINDING) } else { scram });
    }
    rows
}

/// It tries a rejected password a second time.
pub(super) fn twice(mut row: Row) -> Row {
    row.wrong.records.extend(row.wrong.records.clone());
    row
}

pub(super) fn command(login: &Login<'_>) -> Result<(Command, String), String> {
    mutt::command_of("neomutt", "-l .muttdebug", login)
}

/// In IMAP it disconnects before the reply to its selection of the mailbox, which follows the login.
pub(super) fn is_in(finished: &Finished, login: &Login<'_>) -> bool {
    match login.row.protocol {
        Protocol::Imap => finished.output.contains("Selecting "),
        _ => mutt::is_in(finished, login),
    }
}

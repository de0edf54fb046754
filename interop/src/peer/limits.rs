//! A client with a wrong password, which is then throttled. All other rows have no limits.
use super::curl;
use crate::{
    administer::{administer, data},
    cell::{Protocol, Row, Server, Tls, USER, Version},
    entry::Entry,
    serve::{Client, by_exit_code, start},
};

/// Long enough for the password policy.
const PASSWORDS: [&str; 2] = ["pencil and paper", "eraser and paper"];

const HELD: &str = "one login from this address has failed, which is the limit here: whoever comes from there next is \
    told to try later, whatever the password";

pub(crate) const ENTRY: Entry = Entry {
    name: "curl-limits",
    server: Server::Ours,
    programs: &["curl"],
    packages: &["curl"],
    slow: 1,
    rows: || {
        let row = |protocol| Row::new(Server::Ours, protocol, Tls::Implicit(Version::V13), "PLAIN");
        let held = |protocol| {
            let row = row(protocol);
            let records = vec![row.rejected(Some("PLAIN"), "throttled")];
            row.refused(records, HELD)
        };
        vec![row(Protocol::Imap), held(Protocol::Imap), held(Protocol::Smtp), held(Protocol::Pop3)]
    },
    open: |bench| {
        let client = Client { name: "curl-limits", command: curl::command, is_in: by_exit_code };
        let room = bench.room(client.name)?;
        administer(bench, &room, &["account", "add", USER], PASSWORDS[0])?;
        administer(bench, &room, &["password", "set", USER], PASSWORDS[0])?;
        let more = ["--data", &data(&room)?, "--limit-address", "1/1", "--limit-delay", "0"];
        start(bench, &bench.countersign, client, PASSWORDS, &more)
    },
};

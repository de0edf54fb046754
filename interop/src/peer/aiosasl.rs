//! aiosasl, the SASL library of Python's aioxmpp: a separate SCRAM implementation, which can send the flag `y`.
//! The framing is ours.
use super::{
    frames,
    names::{NAMES, PASSWORDS},
};
use crate::{
    bench::Bench,
    cell::{Protocol, Row, Server, Tls, Version, Want},
    entry::{Entry, Peer},
    serve::{Client, Login, by_exit_code, serve, serve_names},
};
use std::process::Command;

/// The server offers -PLUS where possible: under TLS 1.3.
pub(crate) const ENTRY: Entry = Entry {
    name: "aiosasl",
    server: Server::Ours,
    slow: 1,
    programs: &["python3"],
    packages: &["python3", "python3-aiosasl"],
    rows,
    open: |bench| serve(bench, Client { name: "aiosasl", command, is_in: by_exit_code }),
};

pub(crate) const NO_PLUS: Entry = Entry {
    name: "aiosasl-no-plus",
    rows: || {
        let row = |tls, mechanism| Row::new(Server::Ours, Protocol::Imap, tls, mechanism).variant(Y);
        let mut rows = Vec::new();
        for tls in Tls::ENCRYPTED {
            rows.extend(BARE.map(|mechanism| row(tls, mechanism)));
        }
        for (what, name) in NAMES {
            let row = row(Tls::Implicit(Version::V13), "SCRAM-SHA-256").variant(what).named(name);
            let malformed = row.rejected(Some(row.mechanism), "malformed");
            rows.push(if name.contains(',') { row.refused(vec![malformed], UNESCAPED) } else { row });
        }
        rows
    },
    open: open_without,
    ..ENTRY
};

const BARE: [&str; 2] = ["SCRAM-SHA-1", "SCRAM-SHA-256"];
const UNESCAPED: &str = "aiosasl writes a comma in a name as it is, where SCRAM's messages have =2C: what comes behind it is no \
    attribute";
/// The client supports channel binding and did not see that the server does.
const Y: &str = "flag y";

fn open_without(bench: &Bench) -> Result<Box<dyn Peer>, String> {
    let client = Client { name: "aiosasl-no-plus", command, is_in: by_exit_code };
    let names = ["user", NAMES[0].1, NAMES[1].1, NAMES[2].1];
    serve_names(bench, client, &names, PASSWORDS, &["--no-plus", "imap,submission,pop3,sieve"])
}

fn rows() -> Vec<Row> {
    let mut rows = Vec::new();
    for protocol in [Protocol::Imap, Protocol::Smtp] {
        for tls in Tls::ENCRYPTED {
            let row = |mechanism| Row::new(Server::Ours, protocol, tls, mechanism);
            rows.extend(BARE.map(row));
            // The server offered -PLUS and the client did not see it, so an attacker changed the list. That is
            // reported only to a client with the correct password.
            let downgraded = row("SCRAM-SHA-256").variant(Y);
            let record = downgraded.rejected(Some("SCRAM-SHA-256"), "downgrade");
            let right = Want { records: vec![record], client_in: false, why: None };
            let is_offered = tls.version() == Some(Version::V13);
            rows.push(if is_offered { Row { right, ..downgraded } } else { downgraded });
        }
    }
    rows
}

fn command(login: &Login<'_>) -> Result<(Command, String), String> {
    let flag = if login.row.variant == Y { "y" } else { "n" };
    frames::command(login, SCRIPT, flag, login.room)
}

const SCRIPT: &str = r#"
import asyncio, aiosasl


class Frames(aiosasl.SASLInterface):
    async def initiate(self, mechanism, payload=None):
        return self.answered(start(mechanism, payload))

    async def respond(self, payload):
        return self.answered(turn(payload))

    async def abort(self):
        say("*")
        line()
        return aiosasl.SASLState.FAILURE, None

    def answered(self, challenge):
        state = aiosasl.SASLState.SUCCESS if challenge is None else aiosasl.SASLState.CHALLENGE
        return state, challenge


async def main():
    async def credentials():
        return user, password
    scram = aiosasl.SCRAM(credentials, after_scram_plus=extra == "y")
    token = scram.any_supported([mechanism])
    assert token, "it does not have this mechanism"
    await scram.authenticate(aiosasl.SASLStateMachine(Frames()), token)


asyncio.run(main())
"#;

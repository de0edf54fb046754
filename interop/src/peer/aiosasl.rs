//! aiosasl, the SASL library of Python's aioxmpp: a SCRAM of its own, which can say the flag `y`. The frames around it
//! are ours.
use super::names::{NAMES, PASSWORDS};
use crate::{
    bench::Bench,
    cell::{Protocol, Row, Server, Tls, Version, Want},
    entry::{Entry, Peer},
    files::write,
    process::client,
    serve::{Client, Login, by_exit_code, serve, serve_names},
};
use std::process::Command;

/// The server has -PLUS where it can: under TLS 1.3.
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
/// The client could have bound, and has not seen that the server can.
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
            // That -PLUS was offered, and the client has not seen it, is somebody's doing: that is told to whoever has
            // the right password.
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
    let Login { row, port, room, ca, .. } = login;
    let file = room.join("client.py");
    write(&file, SCRIPT)?;
    let mut command = client("python3", room);
    let protocol = if row.protocol == Protocol::Imap { "imap" } else { "smtp" };
    let tls = if matches!(row.tls, Tls::Implicit(_)) { "implicit" } else { "starttls" };
    let version = if row.tls.version() == Some(Version::V12) { "TLSv1_2" } else { "TLSv1_3" };
    let flag = if row.variant == Y { "y" } else { "n" };
    command.arg("-I").arg(file).args([protocol, tls, version, row.mechanism, flag]);
    command.args([row.user, login.password(), &port.to_string()]).arg(ca).env("LC_ALL", "C.UTF-8");
    Ok((command, String::new()))
}

const SCRIPT: &str = r#"
import asyncio, base64, socket, ssl, sys
import aiosasl

protocol, tls, version, mechanism, flag, user, password, port, ca = sys.argv[1:]
context = ssl.create_default_context(cafile=ca)
context.minimum_version = context.maximum_version = ssl.TLSVersion[version]
stream = socket.create_connection(("localhost", int(port)))


def line():
    text = b""
    while not text.endswith(b"\r\n"):
        octet = stream.recv(1)
        assert octet, "the server has left"
        text += octet
    return text.rstrip().decode()


def say(text):
    stream.sendall(text.encode() + b"\r\n")


def hello():
    if protocol == "smtp":
        say("EHLO localhost")
        while line().startswith("250-"):
            pass


if tls == "implicit":
    stream = context.wrap_socket(stream, server_hostname="localhost")
line()
hello()
if tls == "starttls":
    say("STARTTLS" if protocol == "smtp" else "s STARTTLS")
    line()
    stream = context.wrap_socket(stream, server_hostname="localhost")
    hello()


class Frames(aiosasl.SASLInterface):
    async def initiate(self, mechanism, payload=None):
        command = "AUTH" if protocol == "smtp" else "a AUTHENTICATE"
        return self.turn(f"{command} {mechanism}", payload)

    async def respond(self, payload):
        return self.turn("", payload)

    async def abort(self):
        say("*")
        line()
        return aiosasl.SASLState.FAILURE, None

    def turn(self, before, payload):
        encoded = None if payload is None else base64.b64encode(payload).decode()
        if before:
            encoded = before if payload is None else f"{before} {encoded or '='}"
        say(encoded)
        answer = line()
        while answer.startswith("* "):
            answer = line()
        if answer.startswith(("+ ", "334 ")):
            return aiosasl.SASLState.CHALLENGE, base64.b64decode(answer.split(" ", 1)[1])
        if answer.startswith(("a OK", "235 ")):
            return aiosasl.SASLState.SUCCESS, None
        raise aiosasl.AuthenticationFailure(answer)


async def main():
    async def credentials():
        return user, password
    scram = aiosasl.SCRAM(credentials, after_scram_plus=flag == "y")
    token = scram.any_supported([mechanism])
    assert token, "it does not have this mechanism"
    await scram.authenticate(aiosasl.SASLStateMachine(Frames()), token)


asyncio.run(main())
say("QUIT" if protocol == "smtp" else "q LOGOUT")
line()
"#;

//! The environment of a Python SASL library: a connection, and the framing of IMAP and of submission.
use crate::{
    cell::{Protocol, Tls, Version},
    files::write,
    process::client,
    serve::Login,
};
use std::{path::Path, process::Command};

/// Runs a program that logs in with this script behind the framing, with an additional argument `extra` and an
/// additional library path.
pub(super) fn command(
    login: &Login<'_>,
    script: &str,
    extra: &str,
    libraries: &Path,
) -> Result<(Command, String), String> {
    let Login { row, port, room, ca, .. } = login;
    let file = room.join("client.py");
    write(&file, &format!("{FRAMES}{script}{FAREWELL}"))?;
    let mut command = client("python3", room);
    let protocol = if row.protocol == Protocol::Imap { "imap" } else { "smtp" };
    let (tls, version) = match (row.tls, row.tls.version()) {
        (_, None) => ("none", "TLSv1_3"),
        (tls, Some(version)) => (
            if matches!(tls, Tls::Implicit(_)) { "implicit" } else { "starttls" },
            if version == Version::V12 { "TLSv1_2" } else { "TLSv1_3" },
        ),
    };
    command.arg("-I").arg(file).args([protocol, tls, version, row.mechanism, extra]);
    command.args([row.user, login.password(), &port.to_string()]).arg(ca).arg(libraries);
    command.env("LC_ALL", "C.UTF-8");
    Ok((command, String::new()))
}

/// `turn` sends a message, after its command if there is one, and returns a challenge, or nothing for success.
const FRAMES: &str = r#"
import base64, socket, ssl, sys

protocol, tls, version, mechanism, extra, user, password, port, ca, libraries = sys.argv[1:]
sys.path.insert(0, libraries)
context = ssl.create_default_context(cafile=ca)
context.minimum_version = context.maximum_version = ssl.TLSVersion[version]
stream = socket.create_connection(("localhost", int(port)))


class Refused(Exception):
    pass


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


def start(mechanism, message):
    command = "AUTH" if protocol == "smtp" else "a AUTHENTICATE"
    return turn(message, f"{command} {mechanism}")


def turn(message, command=""):
    encoded = None if message is None else base64.b64encode(message).decode()
    if command:
        encoded = command if message is None else f"{command} {encoded or '='}"
    say(encoded)
    answer = line()
    while answer.startswith("* "):
        answer = line()
    if answer.startswith(("+ ", "334 ")):
        return base64.b64decode(answer.split(" ", 1)[1])
    if answer.startswith(("a OK", "235 ")):
        return None
    raise Refused(answer)


"#;

const FAREWELL: &str = r#"
say("QUIT" if protocol == "smtp" else "q LOGOUT")
line()
"#;

//! A daemon with the user amy, and eve, whose account is closed.
use super::peer::more;
use crate::support::{identity, untrusted};
use auth_daemon_protocols::dovecot::{
    FailureCode,
    server::{
        AwaitPid, AwaitVersion, Exchange, Failure, Message, Open, PidStep, Step, Success, Untrusted,
        VersionStep,
    },
};
use std::{
    io::{Read as _, Write as _},
    os::unix::net::{UnixListener, UnixStream},
    time::Duration,
};

/// Our daemon, for one connection. `late`: it lists its mechanisms without the caller's version.
pub(super) fn serve(listener: &UnixListener, late: bool) {
    let (mut stream, _) = listener.accept().unwrap();
    let (greeting, connection) = untrusted().accept(identity(1));
    stream.write_all(greeting.as_bytes()).unwrap();
    let (mut octets, mut then) = if late {
        let (list, then) = connection.list_now();
        stream.write_all(list.as_bytes()).unwrap();
        (more(&mut stream), then)
    } else {
        listed(connection, &mut stream)
    };
    let mut open = loop {
        let mut input = &octets[..];
        then = match then.receive(&mut input) {
            PidStep::Read(then) => then,
            PidStep::Open(open) => {
                octets = input.to_vec();
                break open;
            }
            PidStep::Close(violation) => panic!("{violation}"),
        };
        octets = more(&mut stream);
    };
    loop {
        open = carry_out(open, &octets, &mut stream);
        octets = vec![0; 4096];
        match stream.read(&mut octets) {
            Ok(length @ 1..) => octets.truncate(length),
            _ => return,
        }
    }
}

/// The list for the caller's version, and what follows it.
fn listed(
    mut connection: AwaitVersion<Untrusted>,
    stream: &mut UnixStream,
) -> (Vec<u8>, AwaitPid<Untrusted>) {
    loop {
        let octets = more(stream);
        let mut input = &octets[..];
        connection = match connection.receive(&mut input) {
            VersionStep::Read(then) => then,
            VersionStep::Send { list, then } => {
                stream.write_all(list.as_bytes()).unwrap();
                return (input.to_vec(), then);
            }
            VersionStep::Close(violation) => panic!("{violation}"),
        };
    }
}

/// All steps of these octets.
fn carry_out(mut open: Open<Untrusted>, octets: &[u8], stream: &mut UnixStream) -> Open<Untrusted> {
    let mut input = octets;
    loop {
        let mut step = open.receive(&mut input, Duration::ZERO);
        if let Step::Read(open) = step {
            return open;
        }
        open = loop {
            step = match step {
                Step::Start { request, exchange, then } => match request.initial_response() {
                    Some(message) => judge(message.expose(), exchange, then),
                    None => then.challenge(exchange, &Message::new(b"").unwrap()),
                },
                Step::Respond { response, exchange, then } => {
                    judge(response.message().expose(), exchange, then)
                }
                Step::Send { line, then } | Step::Conclude { line, then, .. } => {
                    stream.write_all(line.as_bytes()).unwrap();
                    break then;
                }
                other => panic!("{other:?}"),
            };
        };
    }
}

fn judge(message: &[u8], exchange: Exchange, open: Open<Untrusted>) -> Step<Untrusted> {
    match message {
        // doveadm's client asks to act as itself.
        b"amy\0amy\0pencil" | b"\0amy\0pencil" => open.accept(exchange, Success::new("amy").unwrap()),
        b"eve\0eve\0pencil" | b"\0eve\0pencil" => {
            open.reject(exchange, Failure::because(FailureCode::UserDisabled, Some("eve")))
        }
        _ => open.reject(exchange, Failure::credentials(None)),
    }
}

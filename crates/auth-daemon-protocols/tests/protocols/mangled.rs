//! Every transcript cut off at each octet, and with each octet changed: no end panics, and none says more than it may.
use crate::{
    script::{Script, octets},
    support::{MECHANISMS, SECOND, identity, mechanism},
};
use auth_daemon_protocols::dovecot::{
    client::{self, OfferStep, Request, Response, Start},
    server::{Failure, Listener, Message, PidStep, Step, Success, Trusted, VersionStep},
};
use std::time::Duration;

/// All that one end says in a transcript.
fn said(script: &Script, end: &str) -> Vec<u8> {
    let lines = script.lines.iter().filter_map(|line| line.strip_prefix(end));
    lines.flat_map(|line| [&octets(line)[..], b"\n"].concat()).collect()
}

/// A server that answers everything in some way, for this input. How many logins?
fn serve(listener: &Listener<Trusted>, mut input: &[u8]) -> usize {
    let (_, connection) = listener.accept(identity(1));
    let VersionStep::Send { then, .. } = connection.receive(&mut input) else { return 0 };
    let PidStep::Open(mut open) = then.receive(&mut input) else { return 0 };
    let (mut logins, mut now) = (0, Duration::ZERO);
    loop {
        now += SECOND;
        let mut step = open.receive(&mut input, now);
        open = loop {
            step = match step {
                Step::Read(_) | Step::Close(_) => return logins,
                Step::Start { exchange, then, .. } => match exchange.id().line_id() % 3 {
                    0 => then.accept(
                        exchange,
                        Success::new("amy").unwrap().with_message(Message::new(b"v=x").unwrap()),
                    ),
                    1 => then.challenge(exchange, &Message::new(b"").unwrap()),
                    _ => then.reject(
                        exchange,
                        Failure::credentials(None).with_message(Message::new(b"x").unwrap()),
                    ),
                },
                Step::Respond { exchange, then, .. } => then.accept(exchange, Success::new("amy").unwrap()),
                Step::Conclude { then, .. } => {
                    logins += 1;
                    break then;
                }
                Step::Send { then, .. }
                | Step::End { then, .. }
                | Step::Refuse { then, .. }
                | Step::Discard(then) => break then,
            };
        };
    }
}

/// A client that starts 3 exchanges, and this input. How many outcomes?
fn ask(mut input: &[u8]) -> usize {
    let (_, connecting) = client::connect(42.try_into().unwrap(), 1);
    let OfferStep::Ready(mut open) = connecting.receive(&mut input) else { return 0 };
    let session = auth_daemon_protocols::dovecot::Session::new("imap");
    let name = open.mechanisms()[0].name().to_owned();
    for _ in 0..3 {
        let Start::Started { then, .. } = open.start(&Request::new(&name, &session), 99 * SECOND) else {
            panic!()
        };
        open = then;
    }
    let mut outcomes = 0;
    loop {
        open = match open.receive(&mut input, Duration::ZERO) {
            client::Step::Read(_) | client::Step::Close(_) => return outcomes,
            client::Step::Challenge { exchange, then, .. } => {
                let client::Step::Send { then, .. } = then.respond(exchange, &Response::new(b"x").unwrap())
                else {
                    panic!()
                };
                then
            }
            client::Step::Bind { exchange, then, .. } => {
                let client::Step::End { then, .. } = then.cancel(exchange.id()) else { panic!() };
                then
            }
            client::Step::Accept { then, .. }
            | client::Step::Reject { then, .. }
            | client::Step::End { then, .. } => {
                outcomes += 1;
                then
            }
            client::Step::Send { then, .. } | client::Step::Discard(then) => then,
        };
        assert!(outcomes <= 3, "more outcomes than exchanges");
    }
}

#[test]
fn transcripts_cut_off_or_changed_anywhere() {
    let listener = Listener::trusted(MECHANISMS.map(mechanism).to_vec(), 5 * SECOND).unwrap();
    for script in Script::all() {
        for (end, run) in
            [("C: ", &(|input: &[u8]| serve(&listener, input)) as &dyn Fn(&[u8]) -> usize), ("S: ", &ask)]
        {
            let whole = said(&script, end);
            run(&whole);
            for at in 0..whole.len() {
                run(&whole[..at]);
                let mut other = whole.clone();
                for change in [0x01, 0x10, 0x80, 0xff] {
                    other[at] = whole[at] ^ change;
                    run(&other);
                }
                for octet in *b"\t\n\r\0\x01= #9" {
                    other[at] = octet;
                    run(&other);
                }
            }
        }
    }
}

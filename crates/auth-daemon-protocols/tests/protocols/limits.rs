//! Attacks on memory and places, by their numbers in `docs/attacks.md`; deadlines.
use crate::support::{SECOND, caller, open, untrusted, written};
use auth_daemon_protocols::{
    dovecot::{
        Session, Violation, client,
        server::{Ended, Exchange, Failure, Message, Open, Refusal, Step, Untrusted},
    },
    limits::{MAX_LINE, MAX_MESSAGE, MAX_NAME},
    saslauthd,
};
use std::time::Duration;

const NOW: Duration = Duration::ZERO;

fn auth(id: u32) -> String {
    format!("AUTH\t{id}\tLOGIN\tservice=smtp\n")
}

fn start(open: Open<Untrusted>, id: u32, now: Duration) -> (Exchange, Open<Untrusted>) {
    match open.receive(&mut auth(id).as_bytes(), now) {
        Step::Start { exchange, then, .. } => (exchange, then),
        other => panic!("{other:?}"),
    }
}

fn idle(open: Open<Untrusted>, id: u32, now: Duration) -> Open<Untrusted> {
    let (exchange, then) = start(open, id, now);
    let Step::Send { then, .. } = then.challenge(exchange, &Message::new(b"").unwrap()) else { panic!() };
    then
}

#[test]
fn a190_a_line_of_more_than_16384_octets_ends_the_connection() {
    let line = |length: usize| {
        let begin = "AUTH\t1\tPLAIN\tservice=smtp\tpadding=";
        format!("{begin}{}\n", "a".repeat(length - begin.len()))
    };
    let step = open(&untrusted(), 1, 4).receive(&mut line(MAX_LINE).as_bytes(), NOW);
    assert!(matches!(step, Step::Start { .. }));
    let step = open(&untrusted(), 1, 4).receive(&mut line(MAX_LINE + 1).as_bytes(), NOW);
    assert!(matches!(step, Step::Close(Violation::LineTooLong)));
}

#[test]
fn a190_a_line_without_an_end_is_not_kept_beyond_its_limit() {
    let mut connection = open(&untrusted(), 1, 4);
    for _ in 0..16 {
        let Step::Read(then) = connection.receive(&mut &[b'A'; 1024][..], NOW) else { panic!() };
        connection = then;
    }
    assert!(matches!(connection.receive(&mut &b"A"[..], NOW), Step::Close(Violation::LineTooLong)));
    let input = vec![b'O'; MAX_LINE + 1];
    let step = caller(1, &["PLAIN"]).receive(&mut &input[..], NOW);
    assert!(matches!(step, client::Step::Close(Violation::LineTooLong)));
}

#[test]
fn a190_what_is_written_fits_in_a_line() {
    use auth_daemon_protocols::dovecot::server::Success;
    let (exchange, then) = match open(&untrusted(), 1, 4)
        .receive(&mut &b"AUTH\t4294967295\tLOGIN\tservice=smtp\tfinal-resp-ok\n"[..], NOW)
    {
        Step::Start { exchange, then, .. } => (exchange, then),
        other => panic!("{other:?}"),
    };
    let name = "\t".repeat(MAX_NAME);
    let success = Success::new(&name).unwrap().original_user(&name).unwrap().anonymous();
    let message = Message::new(&[0xff; MAX_MESSAGE]).unwrap();
    assert!(written(&then.accept(exchange, success.with_message(message))).len() <= MAX_LINE);
    assert!(Success::new(&"a".repeat(MAX_NAME + 1)).is_err() && Success::new("").is_err());
    assert!(Message::new(&[0; MAX_MESSAGE + 1]).is_err());

    let session = Session::new("imap");
    let request = client::Request::new("X", &session);
    let client::Start::Started { then, .. } = caller(1, &["X"]).start(&request, SECOND) else { panic!() };
    let client::Step::Bind { exchange, then, .. } =
        then.receive(&mut &b"CONT\t1\t\tchannel_binding=tls-exporter\n"[..], NOW)
    else {
        panic!()
    };
    let response = client::Response::new(&[0; auth_daemon_protocols::limits::MAX_RESPONSE]).unwrap();
    let binding = client::Binding::new(&[0; auth_daemon_protocols::limits::MAX_BINDING]).unwrap();
    let client::Step::Send { line, .. } = then.bind(exchange, &binding, &response) else { panic!() };
    assert!(line.as_bytes().len() <= MAX_LINE);
}

#[test]
fn a191_the_65th_exchange_ends_the_oldest_that_waits_for_its_client() {
    let mut connection = open(&untrusted(), 1, 4);
    // The oldest of all is in the application's hands.
    let (first, then) = start(connection, 1, NOW);
    connection = then;
    for id in 2..=64 {
        connection = idle(connection, id, NOW);
    }
    let auth = auth(65);
    let mut input = auth.as_bytes();
    let Step::End { exchange, why, line, then } = connection.receive(&mut input, NOW) else { panic!() };
    assert_eq!((exchange.line_id(), why), (2, Ended::Displaced));
    assert_eq!(line.as_bytes(), b"FAIL\t2\treason=Authentication request timed out\n");
    let Step::Start { then, .. } = then.receive(&mut input, NOW) else { panic!() };
    assert_eq!(written(&then.reject(first, Failure::credentials(None))), b"FAIL\t1\n");
}

#[test]
fn a191_an_application_never_works_on_more_than_64() {
    for (minor, temporary) in [(4, true), (2, false)] {
        let mut connection = open(&untrusted(), 1, minor);
        let mut exchanges = Vec::new();
        for id in 1..=64 {
            let (exchange, then) = start(connection, id, NOW);
            exchanges.push(exchange);
            // A cancelled one is worked on still.
            connection = match id % 2 {
                0 => then,
                _ => match then.receive(&mut format!("CANCEL\t{id}\n").as_bytes(), NOW) {
                    Step::End { then, .. } => then,
                    other => panic!("{other:?}"),
                },
            };
        }
        let step = connection.receive(&mut auth(99).as_bytes(), NOW);
        if !temporary {
            assert!(matches!(step, Step::Close(Violation::TooManyExchanges)));
            continue;
        }
        assert_eq!(written(&step), b"FAIL\t99\tcode=temp_fail\n");
        let Step::Refuse { why: Refusal::TooMany, then, .. } = step else { panic!() };
        // The answer to a cancelled one, which nothing is written of, makes room.
        let Step::Discard(then) = then.reject(exchanges.remove(0), Failure::credentials(None)) else {
            panic!()
        };
        assert!(matches!(then.receive(&mut auth(99).as_bytes(), NOW), Step::Start { .. }));
    }
}

#[test]
fn a_deadline_is_that_of_the_exchange_and_not_of_its_last_message() {
    let then = idle(open(&untrusted(), 1, 4), 1, 10 * SECOND);
    let then = idle(then, 2, 20 * SECOND);
    assert_eq!(then.deadline(), Some(160 * SECOND));
    let Step::Respond { exchange, then, .. } = then.receive(&mut &b"CONT\t1\t\n"[..], 100 * SECOND) else {
        panic!()
    };
    assert_eq!(then.deadline(), Some(160 * SECOND));
    let Step::End { why: Ended::TimedOut, then, .. } = then.receive(&mut &b""[..], 160 * SECOND) else {
        panic!()
    };
    assert_eq!(then.deadline(), Some(170 * SECOND));
    let Step::Discard(then) = then.reject(exchange, Failure::credentials(None)) else { panic!() };
    let Step::End { then, .. } = then.receive(&mut &b""[..], 170 * SECOND) else { panic!() };
    assert_eq!(then.deadline(), None);
    // A time that cannot be is no panic.
    let then = idle(then, 3, Duration::MAX);
    assert!(matches!(then.receive(&mut &b""[..], Duration::MAX), Step::End { .. }));
}

#[test]
fn a193_a_nul_cannot_cut_a_name_off() {
    let line = "AUTH\t1\tPLAIN\tservice=smtp\0\tsecured\n";
    assert!(matches!(
        open(&untrusted(), 1, 4).receive(&mut line.as_bytes(), NOW),
        Step::Close(Violation::Nul)
    ));
    let octets = b"\0\x08root\0amy\0\x01p\0\x04imap\0\0";
    assert!(matches!(
        saslauthd::server::Connection::new().receive(&mut &octets[..]),
        saslauthd::server::Step::Refuse(_)
    ));
    assert!(saslauthd::Request::new("root\0amy", b"p", "", "").is_err());
}

#[test]
fn a194_nothing_follows_the_response() {
    for behind in ["secured", "valid-client-cert", "resp=YQ==", ""] {
        let line = format!("AUTH\t1\tPLAIN\tservice=smtp\tresp=YQ==\t{behind}\n");
        let step = open(&untrusted(), 1, 4).receive(&mut line.as_bytes(), NOW);
        assert!(matches!(step, Step::Close(Violation::AfterResponse)), "{behind}");
    }
}

//! Attacks on the answers of exchanges, by their numbers in `docs/attacks.md`.
use crate::support::{SECOND, auth, caller, idle, open, start, untrusted, written};
use auth_daemon_protocols::dovecot::{
    Session, Violation,
    client::{self, RejectionKind},
    server::{Ended, Failure, Outcome, Step, Success},
};
use std::time::Duration;

const NOW: Duration = Duration::ZERO;

#[test]
fn a188_the_id_of_an_open_exchange_ends_the_connection() {
    for first in [true, false] {
        let then = if first {
            start(open(&untrusted(), 1, 4), &auth(7)).1
        } else {
            idle(open(&untrusted(), 1, 4), 7)
        };
        assert!(matches!(then.receive(&mut auth(7).as_bytes(), NOW), Step::Close(Violation::IdInUse)));
    }
}

#[test]
fn a188_a_late_answer_does_not_reach_the_next_exchange_of_the_id() {
    let (first, then) = start(open(&untrusted(), 1, 4), &auth(7));
    let Step::End { exchange: ended, why: Ended::Cancelled, then, .. } =
        then.receive(&mut &b"CANCEL\t7\n"[..], NOW)
    else {
        panic!()
    };
    assert_eq!(ended, first.id());
    let (second, then) = start(then, &auth(7));
    assert_ne!(second.id(), ended);
    let Step::Discard(then) = then.accept(first, Success::new("amy").unwrap()) else { panic!() };
    let step = then.reject(second, Failure::credentials(Some("bob")));
    assert_eq!(written(&step), b"FAIL\t7\tuser=bob\n");
}

#[test]
fn a188_a_client_uses_an_id_once_and_ignores_a_late_answer() {
    let session = Session::new("imap");
    let request = client::Request::new("PLAIN", &session);
    let client::Start::Started { exchange: first, then, .. } = caller(1, &["PLAIN"]).start(&request, SECOND)
    else {
        panic!()
    };
    let client::Step::End { then, .. } = then.cancel(first) else { panic!() };
    let client::Start::Started { exchange: second, then, .. } = then.start(&request, SECOND) else {
        panic!()
    };
    let mut input = &b"OK\t1\tuser=root\nOK\t3\tuser=root\nFAIL\t2\tuser=amy\n"[..];
    let client::Step::Reject { exchange, .. } = then.receive(&mut input, NOW) else { panic!() };
    assert_eq!((exchange, second.line_id()), (second, 2));
}

#[test]
fn a189_what_is_wrong_with_one_exchange_ends_that_one() {
    // CVE-2025-59028: invalid base64 of one client ended the logins of all.
    let mut connection = open(&untrusted(), 1, 4);
    for id in 1..=3 {
        connection = idle(connection, id);
    }
    for (line, why, answer) in [
        ("CONT\t2\t!!!!\n", Some(Ended::InvalidBase64), "FAIL\t2\tcode=invalid_base64\t"),
        ("AUTH\t9\tPLAIN\tservice=smtp\tresp=!!!!\n", None, "FAIL\t9\tcode=invalid_base64\t"),
        ("AUTH\t9\tNONE\tservice=smtp\n", None, "FAIL\t9\n"),
        ("CONT\t9\tYQ==\n", None, "FAIL\t9\treason=Authentication request timed out\n"),
    ] {
        let step = connection.receive(&mut line.as_bytes(), NOW);
        assert!(std::str::from_utf8(written(&step)).unwrap().starts_with(answer), "{line:?}");
        connection = match step {
            Step::End { why: ended, then, .. } if why == Some(ended) => then,
            Step::Refuse { then, .. } | Step::Send { then, .. } if why.is_none() => then,
            other => panic!("{other:?}"),
        };
    }
    for id in [1, 3] {
        let line = format!("CONT\t{id}\tYW15\n");
        let Step::Respond { exchange, then, .. } = connection.receive(&mut line.as_bytes(), NOW) else {
            panic!()
        };
        let Step::Conclude { outcome, line, then, .. } = then.accept(exchange, Success::new("amy").unwrap())
        else {
            panic!()
        };
        assert_eq!(
            (outcome, line.as_bytes()),
            (Outcome::Accepted, format!("OK\t{id}\tuser=amy\n").as_bytes())
        );
        connection = then;
    }
}

#[test]
fn a189_an_exchange_of_another_connection_is_not_answered() {
    let (other, _) = start(open(&untrusted(), 2, 4), &auth(1));
    let (own, then) = start(open(&untrusted(), 1, 4), &auth(1));
    let Step::Discard(then) = then.accept(other, Success::new("root").unwrap()) else { panic!() };
    assert_eq!(written(&then.reject(own, Failure::credentials(None))), b"FAIL\t1\n");
}

#[test]
fn a189_a_message_that_nothing_waits_for_ends_its_exchange_alone() {
    let (exchange, then) = start(idle(open(&untrusted(), 1, 4), 2), &auth(1));
    let Step::End { why: Ended::Unexpected, line, then, .. } =
        then.receive(&mut &b"CONT\t1\tYQ==\n"[..], NOW)
    else {
        panic!()
    };
    assert_eq!(line.as_bytes(), b"FAIL\t1\n");
    let Step::Discard(then) = then.accept(exchange, Success::new("amy").unwrap()) else { panic!() };
    assert!(matches!(then.receive(&mut &b"CONT\t2\tYQ==\n"[..], NOW), Step::Respond { .. }));
}

#[test]
fn a192_a_login_is_no_login_if_the_account_is_closed_or_has_no_name() {
    let session = Session::new("imap");
    let request = client::Request::new("PLAIN", &session);
    let answer = |line: &str| {
        let client::Start::Started { then, .. } = caller(1, &["PLAIN"]).start(&request, SECOND) else {
            panic!()
        };
        then.receive(&mut line.as_bytes(), NOW)
    };
    let closed = answer("OK\t1\tuser=amy\tnologin=yes\treason=Closed\n");
    assert!(
        matches!(closed, client::Step::Reject { rejection, .. } if rejection.kind() == RejectionKind::AccountClosed)
    );
    for line in
        ["OK\t1\n", "OK\t1\tuser=\n", "OK\t1\tuser\n", "OK\t1\tuser=\u{1}\n", "OK\t1\tuser=amy\tresp=!\n"]
    {
        assert!(
            matches!(answer(line), client::Step::End { why: client::Ended::InvalidAnswer, .. }),
            "{line:?}"
        );
    }
    let shown = format!("{:?}", answer("OK\t1\tuser=amy\tpass=pencil\tproxy\n"));
    assert!(!shown.contains("pencil"), "{shown}");
}

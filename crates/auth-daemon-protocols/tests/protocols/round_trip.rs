//! What one end writes, the other end reads.
use crate::support::{SECOND, caller, open, trusted};
use auth_daemon_protocols::dovecot::{
    BindingType, FailureCode, Fingerprint, Session, Transport,
    client::{self, Binding, Certificate, RejectionKind, Response},
    server::{BindingAnswer, Failure, Message, Step, Success},
};
use proptest::prelude::*;
use std::time::Duration;

const NOW: Duration = Duration::ZERO;

fn text() -> impl Strategy<Value = String> {
    prop_oneof![any::<String>(), "[\0\x01\t\r\n=a]{0,20}"]
}

fn octets() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(any::<u8>(), 0..200)
}

prop_compose! {
    fn session()(
        service in text().prop_filter("a service", |service| !service.is_empty()),
        transport in prop::sample::select(vec![Transport::Clear, Transport::Secured, Transport::Tls]),
        ips in any::<(Option<std::net::IpAddr>, Option<std::net::IpAddr>)>(),
        ports in any::<(Option<u16>, Option<u16>)>(),
        texts in prop::collection::vec(prop::option::of(text()), 3),
        flags in any::<[bool; 3]>(),
    ) -> Session {
        let mut session = Session::new(&service);
        session.transport = transport;
        (session.local_ip, session.remote_ip) = ips;
        (session.local_port, session.remote_port) = ports;
        let mut texts = texts.into_iter();
        session.local_name = texts.next().unwrap();
        session.session_id = texts.next().unwrap();
        session.ja3_hash = texts.next().unwrap();
        [session.no_login, session.no_penalty, session.debug] = flags;
        session
    }
}

proptest! {
    #[test]
    fn requests(session in session(), message in prop::option::of(octets()), name in prop::option::of(text()), print in prop::option::of(any::<[u8; 32]>())) {
        let print = print.and_then(|octets| Fingerprint::from_octets(&octets));
        let certificate = Certificate::unverified(print.clone(), print.clone()).verified(name.as_deref());
        let request = client::Request::new("EXTERNAL", &session).certificate(&certificate);
        let request = match &message {
            Some(message) => request.initial_response(message),
            None => request,
        };
        let client::Start::Started { line, .. } = caller(1, &["EXTERNAL"]).start(&request, SECOND) else { panic!() };
        let mut input = line.as_bytes();
        let Step::Start { request, then, .. } = open(&trusted(), 1, 4).receive(&mut input, NOW) else { panic!() };
        prop_assert_eq!(request.session(), &session);
        prop_assert_eq!(request.initial_response().map(|message| message.expose().to_vec()), message);
        prop_assert!(request.takes_final_response() && request.certificate().is_verified());
        prop_assert_eq!(request.certificate().user_name(), name.as_deref());
        prop_assert_eq!(request.certificate().key_fingerprint(), print.as_ref());
        // All of it was one line.
        prop_assert!(matches!(then.receive(&mut input, NOW), Step::Read(_)));
    }

    #[test]
    fn exchanges(challenge in octets(), response in octets(), binding in prop::collection::vec(any::<u8>(), 1..64), last in prop::option::of(octets()), user in text(), alone: bool, bind: bool) {
        let session = Session::new("imap");
        let request = client::Request::new("SCRAM-SHA-256-PLUS", &session);
        let client::Start::Started { line, then: mut caller, .. } = caller(1, &["SCRAM-SHA-256-PLUS"]).start(&request, SECOND) else { panic!() };
        let Step::Start { exchange, then, .. } = open(&trusted(), 1, 4).receive(&mut line.as_bytes(), NOW) else { panic!() };
        let message = Message::new(&challenge).unwrap();
        let step = match bind {
            true => then.request_binding(exchange.into_binding().unwrap(), BindingType::TlsExporter, (!alone).then_some(&message)),
            false => then.challenge(exchange, &message),
        };
        let Step::Send { line, then: daemon } = step else { panic!() };
        let step = match caller.receive(&mut line.as_bytes(), NOW) {
            client::Step::Challenge { message, exchange, then } => {
                prop_assert!(!bind && message.expose() == challenge);
                then.respond(exchange, &Response::new(&response).unwrap())
            }
            client::Step::Bind { message, kind: Some(BindingType::TlsExporter), exchange, then } => {
                prop_assert!(bind && message.map(|message| message.expose().to_vec()) == (!alone).then_some(challenge));
                then.bind(exchange, &Binding::new(&binding).unwrap(), &Response::new(&response).unwrap())
            }
            _ => panic!(),
        };
        let client::Step::Send { line, then } = step else { panic!() };
        caller = then;
        let Step::Respond { response: read, exchange, then: daemon } = daemon.receive(&mut line.as_bytes(), NOW) else { panic!() };
        let wanted = if bind && alone { &[][..] } else { &response };
        prop_assert_eq!(read.message().expose(), wanted);
        match read.binding() {
            BindingAnswer::Given(octets) => prop_assert!(bind && octets.expose() == binding),
            BindingAnswer::NotAsked => prop_assert!(!bind),
            BindingAnswer::Missing => prop_assert!(false),
        }
        let with = last.as_deref().map(|last| Message::new(last).unwrap());
        let step = match Success::new(&user) {
            Ok(success) => daemon.accept(exchange, with.into_iter().fold(success, Success::with_message)),
            Err(_) => daemon.reject(exchange, with.into_iter().fold(Failure::because(FailureCode::UserDisabled, None), Failure::with_message)),
        };
        let Step::Conclude { line, .. } = step else { panic!() };
        match caller.receive(&mut line.as_bytes(), NOW) {
            client::Step::Accept { login, .. } => {
                prop_assert_eq!(login.user(), user);
                prop_assert_eq!(login.message().map(|message| message.expose().to_vec()), last);
            }
            client::Step::Reject { rejection, .. } => {
                prop_assert_eq!(rejection.kind(), RejectionKind::Code(FailureCode::UserDisabled));
                prop_assert!(user.is_empty() || user.len() > 1024);
                prop_assert_eq!(rejection.message().map(|message| message.expose().to_vec()), last);
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn any_pieces_are_the_same(line in "AUTH\t1\tPLAIN\tservice=imap(\t[a-z=\x01]{0,9}){0,5}(\r)?\n", cuts in prop::collection::vec(0..80_usize, 0..5)) {
        let whole = open(&trusted(), 1, 4).receive(&mut line.as_bytes(), NOW);
        let mut connection = open(&trusted(), 1, 4);
        let mut cuts: Vec<_> = cuts.into_iter().map(|cut| cut.min(line.len() - 1)).collect();
        cuts.sort_unstable();
        let mut from = 0;
        for cut in cuts {
            let Step::Read(then) = connection.receive(&mut &line.as_bytes()[from..cut], NOW) else { panic!() };
            (connection, from) = (then, cut);
        }
        let pieces = connection.receive(&mut &line.as_bytes()[from..], NOW);
        prop_assert_eq!(format!("{pieces:?}"), format!("{whole:?}"));
    }

    #[test]
    fn any_octets_are_read_to_an_end(octets in prop::collection::vec(prop_oneof![any::<u8>(), Just(b'\t'), Just(b'\n'), Just(b'1')], 0..300), begin in prop::sample::select(vec!["", "AUTH\t1\tPLAIN\t", "CONT\t1\t", "CANCEL\t", "OK\t1\t", "FAIL\t1\t"])) {
        let input = [begin.as_bytes(), &octets].concat();
        let mut rest = &input[..];
        let mut connection = open(&trusted(), 1, 4);
        loop {
            connection = match connection.receive(&mut rest, NOW) {
                Step::Read(_) | Step::Close(_) => break,
                Step::Send { then, .. } | Step::Start { then, .. } | Step::Respond { then, .. } | Step::Conclude { then, .. } | Step::End { then, .. } | Step::Refuse { then, .. } | Step::Discard(then) => then,
            };
        }
        let _ = caller(1, &["PLAIN"]).receive(&mut &input[..], NOW);
    }
}

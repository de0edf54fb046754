//! The caller's end.
use crate::{
    script::{Heard, Script, octets, shown},
    support::{SECOND, caller},
};
use auth_daemon_protocols::{
    Output,
    dovecot::{
        Fingerprint, Session, Transport, Violation,
        client::{
            AwaitOffer, Binding, BindingExchange, Certificate, Ended, Exchange, ExchangeId, NotStarted,
            OfferStep, Open, Request, Response, Start, Step, connect,
        },
    },
};
use std::{collections::HashMap, time::Duration};

/// The client's turn in either kind.
enum ClientAction {
    Plain(Exchange),
    Binding(BindingExchange),
}

struct Caller {
    heard: Heard,
    turns: HashMap<u32, ClientAction>,
    started: HashMap<u32, ExchangeId>,
    now: Duration,
}

/// Replays what the client's end of a transcript has.
pub(crate) fn replay(script: &Script, handshake: impl FnOnce(Output, AwaitOffer, &[u8]) -> Open) {
    let done = script.lines.iter().position(|line| line == "S: DONE").unwrap();
    let greeting: Vec<u8> = script.lines[..done + 1]
        .iter()
        .filter_map(|line| Some([&octets(line.strip_prefix("S: ")?)[..], b"\n"].concat()))
        .flatten()
        .collect();
    let (hello, connecting) = connect(42.try_into().unwrap(), 1);
    let mut open = handshake(hello, connecting, &greeting);
    let (turns, started) = (HashMap::new(), HashMap::new());
    let mut caller = Caller { heard: Heard::default(), turns, started, now: Duration::ZERO };
    for line in &script.lines[done + 1..] {
        let place = format!("{}: {line}", script.name);
        if let Some(said) = line.strip_prefix("S: ") {
            let input = [&octets(said)[..], b"\n"].concat();
            open = caller.drive(open, &input);
        } else if let Some(wanted) = line.strip_prefix("C: ") {
            caller.heard.expect_line(wanted, &place);
        } else if let Some(wanted) = line.strip_prefix("client< ") {
            caller.heard.expect_event(wanted, &place);
        } else if let Some(seconds) = line.strip_prefix("time ") {
            caller.now = Duration::from_secs(seconds.parse().unwrap());
            open = caller.drive(open, b"");
        } else if let Some(call) = line.strip_prefix("client> ") {
            open = caller.say(open, call);
        }
    }
    caller.heard.expect_nothing(&script.name);
}

impl Caller {
    fn drive(&mut self, open: Open, input: &[u8]) -> Open {
        let input = &mut &input[..];
        let mut step = open.receive(input, self.now);
        loop {
            let then = match step {
                Step::Read(open) => return open,
                step => self.carry_out(step),
            };
            step = then.receive(input, self.now);
        }
    }

    fn carry_out(&mut self, step: Step) -> Open {
        let (then, event) = match step {
            Step::Read(then) => (then, None),
            Step::Discard(then) => (then, Some("discard".into())),
            Step::Send { line, then } => {
                self.heard.write(line.as_bytes());
                (then, None)
            }
            Step::Challenge { message, exchange, then } => {
                let id = exchange.id().line_id();
                self.turns.insert(id, ClientAction::Plain(exchange));
                (then, Some(format!("challenge {id} {}", shown(message.expose()))))
            }
            Step::Bind { message, kind, exchange, then } => {
                let id = exchange.id().line_id();
                self.turns.insert(id, ClientAction::Binding(exchange));
                let kind = kind.map_or("unknown", |kind| kind.name());
                let message = message.map_or("-".into(), |message| shown(message.expose()));
                (then, Some(format!("bind {id} {kind} {message}")))
            }
            Step::Accept { exchange, login, then } => {
                let anonymous = if login.is_anonymous() { " anonymous" } else { "" };
                let message =
                    login.message().map_or("".into(), |message| format!(" {}", shown(message.expose())));
                (then, Some(format!("accept {} {}{anonymous}{message}", exchange.line_id(), login.user())))
            }
            Step::Reject { exchange, rejection, then } => {
                let message =
                    rejection.message().map_or("".into(), |message| format!(" {}", shown(message.expose())));
                (then, Some(format!("reject {} {:?}{message}", exchange.line_id(), rejection.kind())))
            }
            Step::End { exchange, why, line, then } => {
                self.heard.write(line.as_bytes());
                (then, Some(format!("end {} {why:?}", exchange.line_id())))
            }
            Step::Close(violation) => panic!("{violation}"),
        };
        self.heard.events.extend(event);
        then
    }

    fn say(&mut self, open: Open, call: &str) -> Open {
        let mut words = call.splitn(4, ' ');
        let (verb, first) = (words.next().unwrap(), words.next().unwrap());
        let second = words.next();
        if verb == "start" {
            let session = Session::new(second.unwrap());
            let request = Request::new(first, &session);
            let request = match words.next().unwrap() {
                "-" => request,
                message => request.initial_response(&octets(message)),
            };
            return match open.start(&request, self.now + 30 * SECOND) {
                Start::Started { exchange, line, then } => {
                    self.heard.write(line.as_bytes());
                    self.started.insert(exchange.line_id(), exchange);
                    then
                }
                Start::Refused { why, then } => {
                    self.heard.events.push_back(format!("refused {why:?}"));
                    then
                }
            };
        }
        let id = first.parse().unwrap();
        let text = |text: Option<&str>| Response::new(&octets(text.unwrap_or_default())).unwrap();
        let step = match (verb, self.turns.remove(&id)) {
            ("cancel", turn) => {
                // The turn stays, to be answered too late.
                self.turns.extend(turn.map(|turn| (id, turn)));
                open.cancel(self.started[&id])
            }
            ("respond", Some(ClientAction::Plain(exchange))) => {
                open.respond(exchange, &text(call.splitn(3, ' ').nth(2)))
            }
            ("bind", Some(ClientAction::Binding(exchange))) => {
                let binding = Binding::new(&octets(second.unwrap())).unwrap();
                open.bind(exchange, &binding, &text(words.next()))
            }
            _ => panic!("{call}: not this turn"),
        };
        self.carry_out(step)
    }
}

fn started(open: Open, request: &Request<'_>) -> (ExchangeId, Vec<u8>, Open) {
    match open.start(request, 30 * SECOND) {
        Start::Started { exchange, line, then } => (exchange, line.as_bytes().to_vec(), then),
        Start::Refused { why, .. } => panic!("{why}"),
    }
}

#[test]
fn all_parameters_are_in_dovecots_order() {
    let mut session = Session::new("imap");
    session.transport = Transport::Tls;
    session.session_id = Some("aB=c".into());
    session.local_ip = Some("192.0.2.1".parse().unwrap());
    session.remote_ip = Some("2001:db8::7".parse().unwrap());
    session.local_port = Some(993);
    session.remote_port = Some(50000);
    session.ja3_hash = Some("0123".into());
    session.local_name = Some("mail.example.org".into());
    session.no_login = true;
    let print = Fingerprint::from_octets(&[0xab; 16]);
    let certificate = Certificate::unverified(print.clone(), print).verified(Some("amy"));
    let request = Request::new("EXTERNAL", &session).certificate(&certificate).initial_response(b"");
    let (_, line, _) = started(caller(1, &["EXTERNAL"]), &request);
    let wanted = "AUTH⇥1⇥EXTERNAL⇥service=imap⇥final-resp-ok⇥secured=tls⇥valid-client-cert⇥cert_username=amy⇥\
        ssl_client_cert_fp=abababababababababababababababab⇥ssl_client_cert_pubkey_fp=abababababababababababababababab⇥\
        session=aB=c⇥lip=192.0.2.1⇥rip=2001:db8::7⇥lport=993⇥rport=50000⇥ssl_ja3_hash=0123⇥\
        local_name=mail.example.org⇥nologin⇥resp==\n";
    assert_eq!(shown(&line), wanted);
}

#[test]
fn a_request_that_cannot_be_sent_leaves_the_connection() {
    let session = Session::new("imap");
    let refused = |open: Open, request: &Request<'_>, wanted| match open.start(request, SECOND) {
        Start::Refused { why, then } if why == wanted => then,
        other => panic!("{other:?}"),
    };
    let open = refused(caller(1, &["PLAIN"]), &Request::new("LOGIN", &session), NotStarted::Mechanism);
    let open = refused(open, &Request::new("PLAIN", &Session::new("")), NotStarted::NoService);
    let long = Request::new("PLAIN", &session).initial_response(&[b'a'; 12_289]);
    let mut open = refused(open, &long, NotStarted::TooLong);
    for _ in 0..64 {
        open = started(open, &Request::new("PLAIN", &session)).2;
    }
    let open = refused(open, &Request::new("PLAIN", &session), NotStarted::TooMany);
    // One that ends makes room.
    let Step::Reject { then, .. } = open.receive(&mut &b"FAIL\t9\n"[..], Duration::ZERO) else { panic!() };
    assert_eq!(started(then, &Request::new("PLAIN", &session)).0.line_id(), 65);
}

#[test]
fn a_greeting_that_is_not_that_of_a_client_socket_closes() {
    let close = |greeting: &str| {
        let (_, connecting) = connect(42.try_into().unwrap(), 1);
        match connecting.receive(&mut greeting.as_bytes()) {
            OfferStep::Close(violation) => Some(violation),
            OfferStep::Read(_) | OfferStep::Ready(_) => None,
        }
    };
    assert_eq!(close("MECH\tPLAIN\n"), Some(Violation::NoVersion));
    assert_eq!(close("VERSION\t2\t0\n"), Some(Violation::Version));
    assert_eq!(close("VERSION\t1\n"), Some(Violation::Version));
    assert_eq!(close("VERSION\t1\t4\nSPID\t7\n"), Some(Violation::NoMechanisms));
    assert_eq!(close("VERSION\t1\t4\nDONE\n"), Some(Violation::NoMechanisms));
    let lines = "X\n".repeat(300);
    assert_eq!(close(&format!("VERSION\t1\t4\n{lines}")), Some(Violation::LongGreeting));
    assert_eq!(close("VERSION\t1\t9\nMECH\tPLAIN\nDONE\n"), None);
}

#[test]
fn an_answer_out_of_turn_is_no_login() {
    let session = Session::new("imap");
    let (exchange, _, open) = started(caller(1, &["LOGIN"]), &Request::new("LOGIN", &session));
    let mut input = &b"CONT\t1\t\nOK\t1\tuser=amy\n"[..];
    let Step::Challenge { exchange: turn, then, .. } = open.receive(&mut input, Duration::ZERO) else {
        panic!()
    };
    let Step::End { exchange: ended, why, then, .. } = then.receive(&mut input, Duration::ZERO) else {
        panic!()
    };
    assert_eq!((ended, why), (exchange, Ended::InvalidAnswer));
    assert!(matches!(then.respond(turn, &Response::new(b"amy").unwrap()), Step::Discard(_)));
}

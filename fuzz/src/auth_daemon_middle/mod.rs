//! A caller and a daemon of Dovecot's authentication protocol, with an attacker between them who changes, drops,
//! repeats and forges lines. The actions of both applications are derived from the input as well.
//!
//! ```text
//! input = moves, each an octet and its argument (another octet)
//! ```
mod deliver;

use crate::auth_daemon_lines::{connected, open};
use auth_daemon_protocols::{
    dovecot::{
        BindingType, Session,
        client::{self, Binding, Request, Response, Start},
        server::{self, Exchange, ExchangeId, Failure, Message, Step, Success, Trusted},
    },
    limits::MAX_LINE,
};
use std::{
    collections::{HashMap, VecDeque},
    time::Duration,
};

/// A name that tries to add fields and lines.
const EVIL: &str = "\tvalid-client-cert\tuser=root\r\nOK\t1\tuser=root\n\0\u{1}";
const MADE_UP: [&str; 8] = [
    "AUTH\t1\tPLAIN\tservice=imap",
    "AUTH\t1\tSCRAM-SHA-256-PLUS\tservice=imap\tfinal-resp-ok",
    "CANCEL\t1",
    "CONT\t1\t",
    "CONT\t1\tYQ==\tchannel_binding=Yg==",
    "OK\t1\tuser=x",
    "FAIL\t1",
    "CONT\t1\t#\tchannel_binding=tls-exporter",
];

/// The state except for the moves.
struct Scene {
    caller: Option<client::Open>,
    daemon: Option<server::Open<Trusted>>,
    to_daemon: VecDeque<Vec<u8>>,
    to_caller: VecDeque<Vec<u8>>,
    now: Duration,
    meddled: bool,
    started: Vec<client::ExchangeId>,
    outcomes: HashMap<client::ExchangeId, bool>,
    turns: VecDeque<Turn>,
    work: VecDeque<Exchange>,
    /// The daemon's exchange for each line id, and the exchanges that have ended.
    current: HashMap<u32, ExchangeId>,
    ended: Vec<ExchangeId>,
    logins: usize,
}

enum Turn {
    Plain(client::Exchange),
    Binding(client::BindingExchange),
}

/// Returns whether a client logged in and both ends agree on it.
pub fn run(input: &[u8]) -> bool {
    let mut scene = Scene {
        caller: Some(connected()),
        daemon: Some(open(4)),
        to_daemon: VecDeque::new(),
        to_caller: VecDeque::new(),
        now: Duration::ZERO,
        meddled: false,
        started: Vec::new(),
        outcomes: HashMap::new(),
        turns: VecDeque::new(),
        work: VecDeque::new(),
        current: HashMap::new(),
        ended: Vec::new(),
        logins: 0,
    };
    for pair in input.chunks_exact(2).take(400) {
        scene.play(pair[0], pair[1]);
    }
    let agreed = scene.outcomes.values().filter(|accepted| **accepted).count();
    assert!(scene.meddled || agreed <= scene.logins, "logins: the daemon does not know of it");
    agreed > 0 && scene.logins > 0
}

impl Scene {
    fn play(&mut self, what: u8, argument: u8) {
        match what {
            b's' => self.start(argument),
            b'k' => self.cancel(argument),
            b'r' => self.respond(argument),
            b'w' => self.work(argument),
            b'>' => self.deliver(argument, true),
            b'<' => self.deliver(argument, false),
            b't' => self.now = self.now.saturating_add(Duration::from_secs(argument.into())),
            b'm' => {
                self.meddled = true;
                self.to_daemon.push_back(made_up(argument));
            }
            b'n' => {
                self.meddled = true;
                self.to_caller.push_back(made_up(argument));
            }
            _ => {}
        }
    }

    fn start(&mut self, argument: u8) {
        let Some(caller) = self.caller.take() else { return };
        let mut session = Session::new("imap");
        session.local_name = (argument & 1 == 1).then(|| EVIL.into());
        let name = ["PLAIN", "LOGIN", "SCRAM-SHA-256-PLUS", "EXTERNAL"][usize::from(argument >> 1 & 3)];
        let mut request = Request::new(name, &session);
        if argument & 8 == 8 {
            request = request.initial_response(EVIL.as_bytes());
        }
        self.caller = Some(match caller.start(&request, self.now.saturating_add(Duration::from_secs(200))) {
            Start::Started { exchange, line, then } => {
                assert!(!self.started.contains(&exchange), "ids: one is used twice");
                self.started.push(exchange);
                self.to_daemon.push_back(one_line(line.as_bytes()));
                then
            }
            Start::Refused { then, .. } => then,
        });
    }

    fn cancel(&mut self, argument: u8) {
        let Some(id) = self.started.get(usize::from(argument)).copied() else { return };
        if let Some(caller) = self.caller.take() {
            self.caller_step(caller.cancel(id));
        }
    }

    fn respond(&mut self, argument: u8) {
        let Some(turn) = self.turns.pop_front() else { return };
        let Some(caller) = self.caller.take() else { return };
        let response = Response::new([&b""[..], EVIL.as_bytes()][usize::from(argument & 1)]).expect("short");
        self.caller_step(match turn {
            Turn::Plain(exchange) => caller.respond(exchange, &response),
            Turn::Binding(exchange) => {
                caller.bind(exchange, &Binding::new(b"binding").expect("short"), &response)
            }
        });
    }

    /// Answers the oldest or the newest exchange of the daemon's application.
    fn work(&mut self, argument: u8) {
        let next = if argument & 64 == 0 { self.work.pop_front() } else { self.work.pop_back() };
        let Some(exchange) = next else { return };
        let Some(daemon) = self.daemon.take() else { return };
        let id = exchange.id();
        let message = || Message::new(EVIL.as_bytes()).expect("short");
        // Each exchange has a different user.
        let success = || Success::new(&format!("{id:?}{EVIL}")).expect("a name");
        let step = match argument & 7 {
            0 => daemon.accept(exchange, success()),
            1 => daemon.accept(exchange, success().with_message(message())),
            2 => daemon.reject(exchange, Failure::credentials(Some(EVIL))),
            3 => daemon.reject(exchange, Failure::credentials(None).with_message(message())),
            4 => daemon.challenge(exchange, &message()),
            kind => match exchange.into_binding() {
                Ok(exchange) => {
                    let message = (kind == 5).then(message);
                    daemon.request_binding(exchange, BindingType::TlsExporter, message.as_ref())
                }
                Err(exchange) => daemon.challenge(exchange, &message()),
            },
        };
        let answered = !matches!(step, Step::Discard(_));
        assert!(!answered || self.current.get(&id.line_id()) == Some(&id), "answers: to another exchange");
        self.daemon_step(step);
    }
}

/// Returns a forged line for one of 32 ids.
fn made_up(argument: u8) -> Vec<u8> {
    let id = format!("\t{}", argument >> 3);
    MADE_UP[usize::from(argument & 7)].replacen("\t1", &id, 1).into_bytes()
}

/// Checks that an end has written exactly one line, which the other end reads.
fn one_line(octets: &[u8]) -> Vec<u8> {
    let line = octets.strip_suffix(b"\n").expect("lines: no end");
    assert!(!line.iter().any(|octet| matches!(octet, b'\n' | b'\r' | 0)), "lines: more than one");
    assert!(line.len() <= MAX_LINE, "lines: too long");
    line.to_vec()
}

//! SCRAM-SHA-256-PLUS by the family's crates over the codec: the daemon asks for the channel binding first, alone, because a
//! server's exchange starts with what it knows of the connection.
use crate::support::{SECOND, caller, open, untrusted};
use auth_daemon_protocols::dovecot::{
    BindingType, Session,
    client::{self, Binding, Request, Response, Start},
    server::{BindingAnswer, Exchange, ExchangeId, Failure, Message, Open, Step, Success, Untrusted},
};
use sasl_core::{
    Awaiting, BindingKind, Bindings, ChannelBinding, Client, ClientRegistry, Entropy, Profile, Records,
    Secret, Security, Server, ServerRegistry,
    client::{self as sasl_client, Credentials, Preference},
    server::{self as sasl_server, Ask, Decision, Found, Verdict},
};
use sasl_scram::{
    ClientSettings, Decoys, ScramClient, ScramRecord, ScramServer, ServerSettings, Sha256, Stored,
};
use std::{collections::HashMap, sync::Arc, time::Duration};

const NOW: Duration = Duration::ZERO;
const PLUS: &str = "SCRAM-SHA-256-PLUS";

fn bindings(octets: &[u8]) -> Bindings {
    ChannelBinding::new(BindingKind::TlsExporter, octets).into_iter().collect()
}

/// The daemon's application.
struct Directory {
    records: Records,
    /// First messages whose channel binding is asked for.
    first: HashMap<ExchangeId, Vec<u8>>,
    waiting: HashMap<ExchangeId, Awaiting<Server>>,
}

impl Directory {
    fn new() -> Self {
        let stored =
            Stored::<Sha256>::derive(&Secret::new("pencil"), 4096, Entropy::new([1; 32])).unwrap().run();
        let records = Records::new([Arc::new(ScramRecord::new(&stored)) as _]);
        Self { records, first: HashMap::new(), waiting: HashMap::new() }
    }

    fn step(&mut self, step: Step<Untrusted>) -> (Vec<u8>, Open<Untrusted>) {
        let step = match step {
            Step::Start { request, exchange, then } => {
                self.first.insert(exchange.id(), request.initial_response().unwrap().expose().to_vec());
                then.request_binding(exchange.into_binding().unwrap(), BindingType::TlsExporter, None)
            }
            Step::Respond { response, exchange, then } => {
                let sasl = match (self.first.remove(&exchange.id()), response.binding()) {
                    (Some(first), BindingAnswer::Given(octets)) => start(&bindings(octets.expose()), &first),
                    (None, _) => {
                        self.waiting.remove(&exchange.id()).unwrap().receive(response.message().expose())
                    }
                    (Some(_), _) => panic!("no binding"),
                };
                self.answer(sasl, exchange, then)
            }
            step => step,
        };
        match step {
            Step::Send { line, then } | Step::Conclude { line, then, .. } => (line.as_bytes().to_vec(), then),
            other => panic!("{other:?}"),
        }
    }

    fn answer(
        &mut self,
        mut sasl: sasl_core::Step<Server>,
        exchange: Exchange,
        open: Open<Untrusted>,
    ) -> Step<Untrusted> {
        use sasl_core::Step as Sasl;
        loop {
            sasl = match sasl {
                Sasl::Ask(Ask::Lookup(asked)) => asked.answer(Found::Account(self.records.clone())),
                Sasl::Ask(Ask::Authorize(asked)) => asked.answer(Decision::GrantAuthenticated),
                Sasl::Ask(other) => other.decline(),
                Sasl::Work(work) => work.run(),
                Sasl::Send { message, then } => {
                    self.waiting.insert(exchange.id(), then);
                    return open.challenge(exchange, &Message::new(&message).unwrap());
                }
                Sasl::Done(Verdict::Accepted(accepted)) => {
                    let proof = accepted.success_data().map(|data| Message::new(data).unwrap());
                    let success = Success::new(accepted.account()).unwrap();
                    return open.accept(exchange, proof.into_iter().fold(success, Success::with_message));
                }
                Sasl::Done(Verdict::Rejected(_)) => return open.reject(exchange, Failure::credentials(None)),
                Sasl::Receive(never) => match never {},
            };
        }
    }
}

/// The codec puts data with the outcome where the caller can take them, so the profile has room for them.
fn start(bindings: &Bindings, first: &[u8]) -> sasl_core::Step<Server> {
    let line =
        sasl_server::Connection::new(Profile::LDAP, Security::Verified).with_bindings(bindings.clone());
    let settings = ServerSettings::new(Decoys::new([2; 32], 4096));
    let offer = ServerRegistry::new().with(ScramServer::<Sha256>::plus(&settings)).offer(&line);
    offer.start(PLUS, Some(first), Entropy::new([4; 32])).unwrap()
}

/// A client's messages up to the next that it waits for.
fn message(mut step: sasl_core::Step<Client>) -> (Vec<u8>, Awaiting<Client>) {
    loop {
        step = match step {
            sasl_core::Step::Ask(sasl_client::Ask::Credentials(asked)) => {
                asked.answer(Credentials::new("amy", Secret::new("pencil"))).unwrap()
            }
            sasl_core::Step::Work(work) => work.run().unwrap(),
            sasl_core::Step::Send { message, then } => return (message.to_vec(), then),
            other => panic!("{other:?}"),
        };
    }
}

/// Whether the client is in, with the server's proof, if these are the bindings of the two ends.
fn log_in(of_client: &[u8], of_server: &[u8]) -> bool {
    let line =
        sasl_client::Connection::new(Profile::LDAP, Security::Verified).with_bindings(bindings(of_client));
    let registry = ClientRegistry::new().with(ScramClient::<Sha256>::plus(&ClientSettings::new()));
    let choice = registry.choose([PLUS], &line, &Preference::password()).unwrap();
    let (first, mut sasl) = message(choice.start(Entropy::new([3; 32])).unwrap());

    let session = Session::new("imap");
    let request = Request::new(PLUS, &session).initial_response(&first);
    let Start::Started { line, then: mut caller, .. } = caller(1, &[PLUS]).start(&request, SECOND) else {
        panic!()
    };
    let (mut directory, mut daemon, mut line) =
        (Directory::new(), open(&untrusted(), 1, 4), line.as_bytes().to_vec());
    loop {
        let (answer, then) = directory.step(daemon.receive(&mut &line[..], NOW));
        daemon = then;
        let step = match caller.receive(&mut &answer[..], NOW) {
            client::Step::Bind { kind: Some(BindingType::TlsExporter), message: None, exchange, then } => {
                then.bind(exchange, &Binding::new(of_server).unwrap(), &Response::new(b"").unwrap())
            }
            client::Step::Challenge { message: challenge, exchange, then } => {
                let (response, waits) = message(sasl.receive(challenge.expose()).unwrap());
                sasl = waits;
                then.respond(exchange, &Response::new(&response).unwrap())
            }
            client::Step::Accept { login, .. } => {
                assert_eq!(login.user(), "amy");
                let proof = login.message().map(|message| message.expose().to_vec());
                let sasl_core::Step::Done(done) = sasl.success(proof.as_deref()).unwrap() else { panic!() };
                return done.server_verified() && done.binding() == Some(BindingKind::TlsExporter);
            }
            client::Step::Reject { .. } => return false,
            other => panic!("{other:?}"),
        };
        let client::Step::Send { line: response, then } = step else { panic!() };
        (line, caller) = (response.as_bytes().to_vec(), then);
    }
}

#[test]
fn scram_with_a_channel_binding_that_the_daemon_asks_for_alone() {
    assert!(log_in(b"binding of one connection", b"binding of one connection"));
    assert!(!log_in(b"binding of one connection", b"binding of another one"));
}

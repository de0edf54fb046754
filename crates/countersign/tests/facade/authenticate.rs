//! The asynchronous driver, with a client at the other end of an in-memory wire.
use crate::{credentials, recipe, secret};
use countersign::{
    Awaiting, Directory, Entropy, Secret, Security, ServerRegistry, Step, Unavailable, Wire, Work,
    authenticate, client_registry,
    drive::{ClientAction, Response, turn},
    sasl::{
        Client, Profile, Server,
        client::{self, Credentials, Preference},
        server::{self, Authorize, Decision, Found, Rejection, Verdict},
    },
    scram::{Decoys, ScramServer, ServerSettings, Sha256},
    server_registry,
};
use std::{
    io,
    pin::pin,
    sync::Mutex,
    task::{Context, Poll, Waker},
};

/// amy, whose password is `pencil`; carl, whose account is disabled.
#[derive(Default)]
struct Accounts {
    away: bool,
    /// The verdicts that were settled: accepted, or why not.
    settled: Mutex<Vec<Option<Rejection>>>,
}

fn outcome(verdict: &Verdict) -> Option<Rejection> {
    match verdict {
        Verdict::Accepted(_) => None,
        Verdict::Rejected(rejected) => Some(rejected.reason()),
    }
}

impl Directory for Accounts {
    async fn find(&self, user: &str) -> Result<Found, Unavailable> {
        if self.away {
            Err(io::Error::from(io::ErrorKind::TimedOut))?;
        }
        Ok(match user {
            "amy" | "carl" => Found::Account(credentials("pencil").records()),
            _ => Found::Unknown { canonical: user.into() },
        })
    }

    async fn run(&self, work: Work<Server>) -> Step<Server> {
        work.run()
    }

    async fn authorize(&self, question: &Authorize) -> Result<Decision, Unavailable> {
        Ok(match question.authenticated() {
            "carl" => Decision::Deny(Rejection::Disabled),
            _ => Decision::GrantAuthenticated,
        })
    }

    fn settle(&self, verdict: &Verdict) {
        self.settled.lock().unwrap().push(outcome(verdict));
    }
}

/// A client, and how many challenges it answers before the connection breaks.
struct Peer<'a> {
    client: Option<Awaiting<Client>>,
    credentials: Credentials,
    answers: usize,
    /// What had been settled at each challenge.
    settled: Vec<usize>,
    accounts: &'a Accounts,
}

impl Wire for Peer<'_> {
    type Error = io::Error;

    async fn challenge(&mut self, challenge: &[u8], max_message: usize) -> Result<Response, io::Error> {
        self.settled.push(self.accounts.settled.lock().unwrap().len());
        self.answers = self.answers.checked_sub(1).ok_or(io::ErrorKind::BrokenPipe)?;
        let step = self.client.take().expect("a client that waits").receive(challenge);
        match step.and_then(|step| turn(step, || self.credentials.clone())) {
            Ok(ClientAction::Send(message, then)) => {
                self.client = Some(then);
                let message = message.unwrap_or_default();
                assert!(message.len() <= max_message);
                Ok(Response::Message(message.to_vec().into()))
            }
            _ => Ok(Response::Cancelled),
        }
    }
}

/// What the futures wait for is always there.
fn ready<T>(future: impl Future<Output = T> + Send) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("it waits for something"),
    }
}

struct Ended {
    verdict: Result<Verdict, io::Error>,
    /// What was settled when each challenge was sent.
    before: Vec<usize>,
}

fn run(accounts: &Accounts, name: &str, user: &str, password: &str, answers: usize) -> Ended {
    run_on(&server_registry(&secret(), &recipe()), accounts, name, [user, password], answers)
}

fn run_on(
    registry: &ServerRegistry,
    accounts: &Accounts,
    name: &str,
    [user, password]: [&str; 2],
    answers: usize,
) -> Ended {
    let offer = registry.offer(&server::Connection::new(Profile::MAIL, Security::Verified));
    let line = client::Connection::new(Profile::MAIL, Security::Verified);
    let choice = client_registry().choose([name], &line, &Preference::password().pin(name)).unwrap();
    let begun = choice.start(Entropy::new([6; 32])).unwrap();
    let credentials = Credentials::new(user, Secret::new(password));
    let Ok(ClientAction::Send(message, then)) = turn(begun, || credentials.clone()) else {
        panic!("a client speaks first")
    };
    let step = offer.start(name, message.as_deref(), Entropy::new([5; 32])).unwrap();
    let mut peer = Peer { client: Some(then), credentials, answers, settled: Vec::new(), accounts };
    let verdict = ready(authenticate(step, accounts, &mut peer));
    Ended { verdict, before: peer.settled }
}

const NAMES: [&str; 3] = ["SCRAM-SHA-256", "PLAIN", "LOGIN"];

#[test]
fn a_verdict_is_reached_and_settled_once_by_every_mechanism() {
    for name in NAMES {
        for (user, password, expected) in [
            ("amy", "pencil", None),
            ("amy", "stylus", Some(Rejection::BadCredentials)),
            ("bob", "pencil", Some(Rejection::BadCredentials)),
            ("carl", "pencil", Some(Rejection::Disabled)),
        ] {
            let accounts = Accounts::default();
            let ended = run(&accounts, name, user, password, 9);
            assert_eq!(outcome(&ended.verdict.unwrap()), expected, "{name} {user}");
            assert_eq!(*accounts.settled.lock().unwrap(), [expected]);
        }
    }
}

#[test]
fn a_directory_that_is_away_makes_the_login_unavailable() {
    for name in NAMES {
        let accounts = Accounts { away: true, ..Accounts::default() };
        let ended = run(&accounts, name, "amy", "pencil", 9);
        assert_eq!(outcome(&ended.verdict.unwrap()), Some(Rejection::Unavailable), "{name}");
    }
}

#[test]
fn a147_a_rejection_is_settled_before_the_client_hears_of_it() {
    let settings = ServerSettings::new(Decoys::new([2; 32], 4096)).telling_errors();
    let registry = ServerRegistry::new().with(ScramServer::<Sha256>::bare(&settings));
    let accounts = Accounts::default();
    // The first challenge has the salt, the second one the error.
    for answers in [9, 1] {
        let ended = run_on(&registry, &accounts, "SCRAM-SHA-256", ["amy", "stylus"], answers);
        assert_eq!(ended.before, [0, 1]);
        assert_eq!(accounts.settled.lock().unwrap().split_off(0), [Some(Rejection::BadCredentials)]);
    }
}

#[test]
fn a099_a_connection_that_breaks_is_an_error_and_is_settled_as_cancelled() {
    for (answers, expected) in [(0, Rejection::Cancelled), (1, Rejection::Unacknowledged)] {
        let accounts = Accounts::default();
        let ended = run(&accounts, "SCRAM-SHA-256", "amy", "pencil", answers);
        assert_eq!(ended.verdict.unwrap_err().kind(), io::ErrorKind::BrokenPipe);
        assert_eq!(*accounts.settled.lock().unwrap(), [Some(expected)]);
    }
}

//! Lines of Dovecot's authentication protocol and requests of saslauthd's. What one end reads, the other end
//! writes, and it must read the same again. The first octet selects the reader.
use auth_daemon_protocols::{
    dovecot::{
        Mechanism, Properties, Session,
        client::{self, Certificate, OfferStep, Request, Start},
        server::{self, Identity, Listener, Message, PidStep, Step, Success, Trusted, VersionStep},
        user,
    },
    saslauthd,
};
use std::time::Duration;

const NOW: Duration = Duration::ZERO;
/// The readers: a daemon, a caller, the two ends of a user socket, a caller's handshake, saslauthd.
pub const READERS: &[u8] = b"dcuvga";
const NAMES: [&str; 4] = ["PLAIN", "LOGIN", "SCRAM-SHA-256-PLUS", "EXTERNAL"];

pub fn run(input: &[u8]) -> bool {
    let Some((reader, octets)) = input.split_first() else { return false };
    match reader {
        b'd' => daemon(octets),
        b'c' => caller(octets),
        b'u' => user_daemon(octets),
        b'v' => user_caller(octets),
        b'g' => greeting(octets),
        b'a' => password(octets),
        _ => false,
    }
}

/// Returns a daemon's connection after its handshake.
pub(crate) fn open(minor: u32) -> server::Open<Trusted> {
    let mechanism = |name: &str| {
        let plus = if name.ends_with("-PLUS") { Properties::MUTUAL_PLUS } else { Properties::NONE };
        Mechanism::new(name, plus).expect("a name")
    };
    let listener =
        Listener::trusted(NAMES.map(mechanism).to_vec(), Duration::from_secs(150)).expect("a list");
    let (_, connection) = listener.accept(Identity { process: 7, connection: 1, cookie: [0; 16] });
    let hello = format!("VERSION\t1\t{minor}\nCPID\t42\n");
    let mut input = hello.as_bytes();
    let VersionStep::Send { then, .. } = connection.receive(&mut input) else { panic!("a version") };
    let PidStep::Open(open) = then.receive(&mut input) else { panic!("a process") };
    open
}

/// Returns a caller's connection after its handshake.
pub(crate) fn connected() -> client::Open {
    let (_, connecting) = client::connect(42.try_into().expect("not 0"), 1);
    let list: String = NAMES.iter().map(|name| format!("MECH\t{name}\n")).collect();
    let greeting = format!("VERSION\t1\t4\n{list}SPID\t7\nDONE\n");
    let OfferStep::Ready(open) = connecting.receive(&mut greeting.as_bytes()) else { panic!("a greeting") };
    open
}

fn started(request: &Request<'_>) -> Option<(Vec<u8>, client::Open)> {
    match connected().start(request, Duration::MAX) {
        Start::Started { line, then, .. } => Some((line.as_bytes().to_vec(), then)),
        // With escapes, unescaped fields can exceed a line.
        Start::Refused { why, .. } => {
            assert_eq!(why, client::NotStarted::TooLong, "requests: not written");
            None
        }
    }
}

fn daemon(octets: &[u8]) -> bool {
    let Step::Start { request, .. } = open(4).receive(&mut &octets[..], NOW) else { return false };
    let claims = request.certificate();
    let prints = [claims.certificate_fingerprint(), claims.key_fingerprint()];
    let [certificate, key] = prints.map(Option::<&_>::cloned);
    let mut certificate = Certificate::unverified(certificate, key);
    if claims.is_verified() {
        certificate = certificate.verified(claims.user_name());
    }
    let mut again = Request::new(request.mechanism().name(), request.session()).certificate(&certificate);
    if let Some(message) = request.initial_response() {
        again = again.initial_response(message.expose());
    }
    let Some((line, _)) = started(&again) else { return true };
    let mut rest = &line[..];
    let Step::Start { request: read, then, .. } = open(4).receive(&mut rest, NOW) else {
        panic!("requests: not read again")
    };
    assert_eq!(read.session(), request.session(), "requests: another session");
    assert_eq!(read.certificate().user_name(), claims.user_name(), "requests: another name");
    assert_eq!(read.certificate().key_fingerprint(), claims.key_fingerprint(), "requests: another key");
    let message =
        |request: &server::Request<Trusted>| request.initial_response().map(|one| one.expose().to_vec());
    assert_eq!(message(&read), message(&request), "requests: another response");
    assert!(matches!(then.receive(&mut rest, NOW), Step::Read(_)), "requests: more than a line");
    true
}

fn caller(octets: &[u8]) -> bool {
    let session = Session::new("imap");
    let (_, open_caller) = started(&Request::new("PLAIN", &session)).expect("a line");
    match open_caller.receive(&mut &octets[..], NOW) {
        client::Step::Accept { login, .. } => {
            let Ok(mut success) = Success::new(login.user()) else { return true };
            if let Some(Ok(message)) = login.message().map(|message| Message::new(message.expose())) {
                success = success.with_message(message);
            }
            let request = &b"AUTH\t1\tPLAIN\tservice=imap\tfinal-resp-ok\n"[..];
            let Step::Start { exchange, then, .. } = open(4).receive(&mut &request[..], NOW) else {
                panic!("a request")
            };
            let Step::Conclude { line, .. } = then.accept(exchange, success) else {
                panic!("answers: not written")
            };
            let (_, open_caller) = started(&Request::new("PLAIN", &session)).expect("a line");
            let client::Step::Accept { login: read, .. } = open_caller.receive(&mut line.as_bytes(), NOW)
            else {
                panic!("answers: not read again")
            };
            assert_eq!(read.user(), login.user(), "answers: another user");
            true
        }
        client::Step::Reject { .. } | client::Step::Challenge { .. } | client::Step::Bind { .. } => true,
        _ => false,
    }
}

fn user_daemon(octets: &[u8]) -> bool {
    use user::{client, server};
    let (_, connection) = server::accept(7, 1);
    let server::VersionStep::Open(daemon) = connection.receive(&mut &b"VERSION\t1\t1\n"[..]) else {
        panic!("a version")
    };
    let server::Step::LookUp { user, service, .. } = daemon.receive(&mut &octets[..]) else { return false };
    let client::Start::Started { line, .. } = user_connected().look_up(&user, &service) else { return true };
    let (_, connection) = server::accept(7, 1);
    let server::VersionStep::Open(daemon) = connection.receive(&mut &b"VERSION\t1\t1\n"[..]) else {
        panic!("a version")
    };
    let server::Step::LookUp { user: read, service: of, .. } = daemon.receive(&mut line.as_bytes()) else {
        panic!("names: not read again")
    };
    assert_eq!((read, of), (user, service), "names: another one");
    true
}

fn user_connected() -> user::client::Open {
    use user::client::{GreetingStep, connect};
    let (_, connecting) = connect(1);
    let GreetingStep::Ready(open) = connecting.receive(&mut &b"VERSION\t1\t4\nSPID\t7\n"[..]) else {
        panic!("a greeting")
    };
    open
}

fn user_caller(octets: &[u8]) -> bool {
    use user::client::{Start, Step};
    let Start::Started { lookup: own, then, .. } = user_connected().look_up("amy", "smtp") else {
        panic!("a name")
    };
    match then.receive(&mut &octets[..]) {
        Step::Answer { lookup, .. } => {
            assert_eq!(lookup, own, "names: of another lookup");
            true
        }
        Step::Read(_) | Step::Close(_) => false,
    }
}

fn greeting(octets: &[u8]) -> bool {
    let (_, connecting) = client::connect(42.try_into().expect("not 0"), 1);
    match connecting.receive(&mut &octets[..]) {
        OfferStep::Ready(open) => {
            assert!(!open.mechanisms().is_empty(), "lists: empty");
            true
        }
        OfferStep::Read(_) | OfferStep::Close(_) => false,
    }
}

fn password(octets: &[u8]) -> bool {
    use saslauthd::{client::ask, server};
    let mut rest = octets;
    let server::Step::Check { request, .. } = server::Connection::new().receive(&mut rest) else {
        return false;
    };
    let (written, _) = ask(&request);
    assert!(octets.starts_with(written.as_bytes()), "passwords: another request");
    true
}

//! Connections after their handshakes.
use auth_daemon_protocols::dovecot::{
    Mechanism, Properties,
    client::{self, OfferStep},
    server::{self, Identity, Listener, PidStep, Trust, Trusted, Untrusted, VersionStep},
};
use std::time::Duration;

pub(crate) const SECOND: Duration = Duration::from_secs(1);
pub(crate) const MECHANISMS: [&str; 4] = ["PLAIN", "LOGIN", "SCRAM-SHA-256-PLUS", "EXTERNAL"];

/// A mechanism with the properties that Dovecot lists it with.
pub(crate) fn mechanism(name: &str) -> Mechanism {
    let properties = match name {
        "PLAIN" | "LOGIN" => Properties::PLAINTEXT,
        "CRAM-MD5" => Properties::DICTIONARY,
        "ANONYMOUS" => Properties::ANONYMOUS,
        name if name.ends_with("-PLUS") => Properties::MUTUAL_PLUS,
        name if name.starts_with("SCRAM") => Properties::MUTUAL,
        _ => Properties::NONE,
    };
    Mechanism::new(name, properties).unwrap()
}

pub(crate) fn identity(connection: u32) -> Identity {
    Identity { process: 7, connection, cookie: core::array::from_fn(|at| u8::try_from(at).unwrap()) }
}

pub(crate) fn untrusted() -> Listener<Untrusted> {
    Listener::untrusted(MECHANISMS.map(mechanism).to_vec(), 150 * SECOND).unwrap()
}

pub(crate) fn trusted() -> Listener<Trusted> {
    Listener::trusted(MECHANISMS.map(mechanism).to_vec(), 150 * SECOND).unwrap()
}

/// The connection of a caller of this minor version.
pub(crate) fn open<T: Trust>(listener: &Listener<T>, connection: u32, minor: u32) -> server::Open<T> {
    let (_, greeted) = listener.accept(identity(connection));
    let hello = format!("VERSION\t1\t{minor}\nCPID\t42\n");
    let mut input = hello.as_bytes();
    let VersionStep::Send { then, .. } = greeted.receive(&mut input) else { panic!() };
    let PidStep::Open(open) = then.receive(&mut input) else { panic!() };
    open
}

/// The connection of a caller to a server that lists these.
pub(crate) fn caller(connection: u32, names: &[&str]) -> client::Open {
    let (_, connecting) = client::connect(42.try_into().unwrap(), connection);
    let list: String = names.iter().map(|name| format!("MECH\t{name}\n")).collect();
    let greeting = format!("VERSION\t1\t4\n{list}SPID\t7\nCUID\t1\nCOOKIE\t00\nDONE\n");
    let OfferStep::Ready(open) = connecting.receive(&mut greeting.as_bytes()) else { panic!() };
    open
}

/// What a step writes.
pub(crate) fn written<T: Trust>(step: &server::Step<T>) -> &[u8] {
    use server::Step;
    match step {
        Step::Send { line, .. }
        | Step::Conclude { line, .. }
        | Step::End { line, .. }
        | Step::Refuse { line, .. } => line.as_bytes(),
        _ => b"",
    }
}

/// The exchange that a line starts.
pub(crate) fn start<T: Trust>(open: server::Open<T>, line: &str) -> (server::Exchange, server::Open<T>) {
    match open.receive(&mut line.as_bytes(), Duration::ZERO) {
        server::Step::Start { exchange, then, .. } => (exchange, then),
        other => panic!("{line:?}: {other:?}"),
    }
}

/// A request without an initial response.
pub(crate) fn auth(id: u32) -> String {
    format!("AUTH\t{id}\tLOGIN\tservice=smtp\n")
}

/// An exchange that waits for its client.
pub(crate) fn idle<T: Trust>(open: server::Open<T>, id: u32) -> server::Open<T> {
    let (exchange, then) = start(open, &auth(id));
    let server::Step::Send { then, .. } = then.challenge(exchange, &server::Message::new(b"").unwrap())
    else {
        panic!()
    };
    then
}

//! The daemon's end.
//!
//! ```text
//!  Listener ── accept ──► AwaitVersion ── receive ──► AwaitPid ── receive ──► Open ◄─────────────────┐
//!                          (greeting)      (list)                              │ receive(input, now) │
//!                                                                              ▼                     │
//!       Read   Send   Start {request, exchange}   Respond {response, exchange}   Conclude   End ..  ─┤
//!                         │                          │                                               │
//!                         └── challenge / request_binding / accept / reject (exchange, ..) ──────────┘
//! ```
//!
//! ```
//! use auth_daemon_protocols::dovecot::{Mechanism, Properties, server::*};
//! use core::time::Duration;
//!
//! let plain = Mechanism::new("PLAIN", Properties::PLAINTEXT).unwrap();
//! let listener = Listener::untrusted(vec![plain], Duration::from_secs(150)).unwrap();
//! let (greeting, connection) = listener.accept(Identity { process: 7, connection: 1, cookie: [0; 16] });
//! assert_eq!(greeting.as_bytes(), b"VERSION\t1\t4\n");
//!
//! // The first lines of Postfix.
//! let mut input = &b"VERSION\t1\t0\nCPID\t42\nAUTH\t1\tPLAIN\tservice=smtp\tnologin\tresp=AGFteQBwZW5jaWw=\n"[..];
//! let VersionStep::Send { list, then } = connection.receive(&mut input) else { panic!() };
//! assert!(list.as_bytes().starts_with(b"MECH\tPLAIN\tplaintext\nSPID\t7\nCUID\t1\nCOOKIE\t"));
//! let PidStep::Open(open) = then.receive(&mut input) else { panic!() };
//!
//! let Step::Start { request, exchange, then } = open.receive(&mut input, Duration::ZERO) else { panic!() };
//! assert_eq!(request.initial_response().unwrap().expose(), b"\0amy\0pencil");
//! let Step::Conclude { line, then, .. } = then.accept(exchange, Success::new("amy").unwrap()) else { panic!() };
//! assert_eq!(line.as_bytes(), b"OK\t1\tuser=amy\n");
//! assert!(matches!(then.receive(&mut input, Duration::ZERO), Step::Read(_)));
//! ```
mod answer;
mod certificate;
mod engine;
mod event;
mod exchange;
mod handshake;
mod listener;
mod open;
mod request;
mod response;
mod trust;

pub use answer::{BadName, Failure, Message, Success};
pub use certificate::CertificateClaims;
pub use event::Ended;
pub use exchange::{BindingExchange, Exchange, ExchangeId, Outcome};
pub use handshake::{AwaitPid, AwaitVersion, Identity, PidStep, VersionStep};
pub use listener::{BadList, Listener};
pub use open::{Open, Step};
pub use request::{Refusal, Request};
pub use response::{BindingAnswer, Response};
pub use trust::{Trust, Trusted, Untrusted};

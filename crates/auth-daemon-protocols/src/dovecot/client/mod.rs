//! The caller's end: a mail server that authenticates its clients with a daemon.
//!
//! ```text
//!  connect ──► AwaitOffer ── receive ──► Open ◄─────────────────────────────────────────────────┐
//!              (VERSION,     (MECH ..)    │ start(request)        receive(input, now)           │
//!               CPID)                     ▼                            │                        │
//!                                   Started {exchange}                 ▼                        │
//!                     Read   Challenge {message, exchange}   Bind {..}   Accept   Reject   End ─┤
//!                                  └── respond (exchange, ..)   └── bind (exchange, ..)         │
//!                                               └───────────────────┴───────────────────────────┘
//! ```
//!
//! ```
//! use auth_daemon_protocols::dovecot::{Session, client::*};
//! use core::{num::NonZeroU32, time::Duration};
//!
//! let (hello, connection) = connect(NonZeroU32::new(42).unwrap(), 1);
//! assert_eq!(hello.as_bytes(), b"VERSION\t1\t4\nCPID\t42\n");
//! let mut input = &b"VERSION\t1\t4\nMECH\tPLAIN\tplaintext\nSPID\t7\nCUID\t1\nCOOKIE\t00\nDONE\n"[..];
//! let OfferStep::Ready(open) = connection.receive(&mut input) else { panic!() };
//! assert_eq!(open.mechanisms()[0].name(), "PLAIN");
//!
//! let session = Session::new("imap");
//! let request = Request::new("PLAIN", &session).initial_response(b"\0amy\0pencil");
//! let Start::Started { exchange, line, then } = open.start(&request, Duration::from_secs(30)) else { panic!() };
//! assert_eq!(line.as_bytes(), b"AUTH\t1\tPLAIN\tservice=imap\tfinal-resp-ok\tresp=AGFteQBwZW5jaWw=\n");
//!
//! let mut input = &b"OK\t1\tuser=amy\n"[..];
//! let Step::Accept { exchange: accepted, login, .. } = then.receive(&mut input, Duration::ZERO) else { panic!() };
//! assert_eq!((accepted, login.user()), (exchange, "amy"));
//! ```
mod answer;
mod engine;
mod exchange;
mod handshake;
mod open;
mod request;

pub use answer::{Login, Rejection, RejectionKind};
pub use exchange::{BindingExchange, Ended, Exchange, ExchangeId};
pub use handshake::{AwaitOffer, OfferStep, connect};
pub use open::{Open, Start, Step};
pub use request::{Binding, Certificate, NotStarted, Request, Response};

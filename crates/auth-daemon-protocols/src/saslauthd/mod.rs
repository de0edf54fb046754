//! The protocol of Cyrus SASL's saslauthd: one request and one answer on each connection.
//!
//! ```text
//!  C: login, password, service, realm [, client]      each a length of 2 octets, in network order, and that many octets
//!  S: OK..   or   NO..                                likewise
//! ```
//!
//! It supports only passwords and does not describe the client's connection. The fifth string (`IP;port` of the
//! client) exists only in the development branch of Cyrus SASL; its daemon waits for it, and the released clients
//! never send it. This server accepts it if it arrives together with the rest, because its clients write all
//! strings at once.
//!
//! Sources: Cyrus SASL's `saslauthd/ipc_unix.c`, `saslauthd-main.c` and `lib/checkpw.c`, and recorded messages of
//! saslauthd 2.1.28 and its callers (libsasl, testsaslauthd, Exim).
//!
//! ```
//! use auth_daemon_protocols::saslauthd::{Answer, Reply, Request, client, server};
//!
//! let request = Request::new("amy", b"pencil", "imap", "example.org").unwrap();
//! let (octets, caller) = client::ask(&request);
//! let server::Step::Check { request, then } = server::Connection::new().receive(&mut octets.as_bytes()) else { panic!() };
//! assert_eq!((request.account().as_str(), request.password().expose()), ("amy@example.org", &b"pencil"[..]));
//! let line = then.answer(Reply::Accept);
//! assert_eq!(line.as_bytes(), b"\0\x02OK");
//! assert!(matches!(caller.receive(line.as_bytes()), client::Step::Answered(Answer::Accepted)));
//! ```
pub mod client;
pub mod server;

mod reply;
mod request;

pub use reply::{Answer, Reply};
pub use request::{BadRequest, Request};

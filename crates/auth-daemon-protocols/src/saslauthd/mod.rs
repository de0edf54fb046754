//! The protocol of Cyrus SASL's saslauthd: one request, one answer, and the connection ends.
//!
//! ```text
//!  C: login, password, service, realm [, client]      each a length of 2 octets, in network order, and that many octets
//!  S: OK..   or   NO..                                likewise
//! ```
//!
//! It knows passwords alone, and says nothing of how the client is connected. The fifth string (`IP;port` of the client) is
//! that of Cyrus SASL's development branch; its daemon waits for it, and the released clients never send it. This server takes
//! it where it has arrived with the rest, as its clients write all of it at once.
//!
//! Sources: Cyrus SASL's `saslauthd/ipc_unix.c`, `saslauthd-main.c` and `lib/checkpw.c`, and what saslauthd 2.1.28 and its
//! callers (libsasl, testsaslauthd, Exim) were recorded to say.
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

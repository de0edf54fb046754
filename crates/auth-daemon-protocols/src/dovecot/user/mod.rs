//! The user socket, for account lookups without a login.
//!
//! ```text
//!  S: VERSION 1 4, SPID process                 (at once)
//!  C: VERSION 1 minor
//!  C: USER id name service=smtp
//!  S: USER id name uid= gid= home=   /   NOTFOUND id   /   FAIL id
//! ```
//!
//! It discloses whether an account exists to every process that can open it. Use a separate socket with mode 0600,
//! and none unless a caller needs it (chasquid looks up each recipient).
//!
//! ```
//! use auth_daemon_protocols::dovecot::user::{Account, client, server};
//!
//! let (greeting, daemon) = server::accept(7, 1);
//! let (hello, caller) = client::connect(1);
//! let client::GreetingStep::Ready(caller) = caller.receive(&mut greeting.as_bytes()) else { panic!() };
//! let server::VersionStep::Open(daemon) = daemon.receive(&mut hello.as_bytes()) else { panic!() };
//!
//! let client::Start::Started { lookup, line, then: caller } = caller.look_up("amy", "smtp") else { panic!() };
//! assert_eq!(line.as_bytes(), b"USER\t1\tamy\tservice=smtp\n");
//! let server::Step::LookUp { user, lookup: asked, then: daemon, .. } = daemon.receive(&mut line.as_bytes()) else { panic!() };
//! assert_eq!(user, "amy");
//! let mut account = Account::default();
//! account.uid = Some(1000);
//! let server::Step::Send { line, .. } = daemon.found(asked, "amy", &account) else { panic!() };
//! assert_eq!(line.as_bytes(), b"USER\t1\tamy\tuid=1000\n");
//!
//! let client::Step::Answer { lookup: answered, answer, .. } = caller.receive(&mut line.as_bytes()) else { panic!() };
//! assert_eq!(answered, lookup);
//! assert!(matches!(answer, client::Answer::Found { user, .. } if user == "amy"));
//! ```
pub mod client;
pub mod server;

mod account;

pub use account::Account;

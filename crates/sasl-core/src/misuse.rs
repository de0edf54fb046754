//! Misuse that does not compile. Each case below is a doctest that must fail with the given compiler error. The
//! first is a variant that must pass, so that the others do not fail for another reason.
//!
//! ```
//! use sasl_core::{
//!     Awaiting, ClientRegistry, Server, ServerRegistry, Step, client::{self, Choice, Preference},
//!     mechanism::ServerMechanism, server::{self, Ask, Offer, Verdict},
//! };
//! fn once(then: Awaiting<Server>) -> Step<Server> { then.receive(b"") }
//! fn verdicts(verdict: Verdict) -> bool {
//!     match verdict { Verdict::Accepted(_) => true, Verdict::Rejected(_) => false }
//! }
//! fn offer(registry: &ServerRegistry, line: &server::Connection) -> Offer { registry.offer(line) }
//! fn choose(registry: &ClientRegistry, line: &client::Connection) -> Choice {
//!     registry.choose(["PLAIN"], line, &Preference::password()).unwrap()
//! }
//! fn add(registry: ServerRegistry, mechanism: impl ServerMechanism + 'static) -> ServerRegistry { registry.with(mechanism) }
//! fn asks(ask: Ask) -> Step<Server> {
//!     match ask { Ask::Lookup(asked) => asked.unavailable(), other => other.decline() }
//! }
//! ```
//!
//! A handle cannot be used twice:
//! ```compile_fail,E0382
//! use sasl_core::{Awaiting, Server};
//! fn twice(then: Awaiting<Server>) {
//!     let _ = then.receive(b"one");
//!     let _ = then.receive(b"two");
//! }
//! ```
//!
//! An exchange that has failed cannot continue:
//! ```compile_fail,E0382
//! use sasl_core::{Awaiting, Client};
//! fn go_on(then: Awaiting<Client>) {
//!     if then.receive(b"bad").is_err() {
//!         let _ = then.success(None);
//!     }
//! }
//! ```
//!
//! An acceptance cannot be created by the application:
//! ```compile_fail,E0451
//! use sasl_core::server::Accepted;
//! fn forge() -> Accepted {
//!     Accepted { mechanism: "PLAIN", proved: unreachable!() }
//! }
//! ```
//!
//! A client's registry offers nothing, and a server's chooses nothing:
//! ```compile_fail,E0599
//! use sasl_core::{ClientRegistry, server::{Connection, Offer}};
//! fn offer(registry: &ClientRegistry, line: &Connection) -> Offer { registry.offer(line) }
//! ```
//! ```compile_fail,E0599
//! use sasl_core::{ServerRegistry, client::{Choice, Connection, Preference}};
//! fn choose(registry: &ServerRegistry, line: &Connection) -> Choice {
//!     registry.choose(["PLAIN"], line, &Preference::password()).unwrap()
//! }
//! ```
//!
//! Nor does a registry take the other end of a mechanism:
//! ```compile_fail,E0277
//! use sasl_core::{mechanism::ClientMechanism, ServerRegistry};
//! fn add(registry: ServerRegistry, mechanism: impl ClientMechanism + 'static) -> ServerRegistry { registry.with(mechanism) }
//! ```
//!
//! A lookup cannot be answered with a check, nor a check with records:
//! ```compile_fail,E0308
//! use sasl_core::{Asked, server::{Check, Lookup, Step}};
//! fn mixed_up(asked: Asked<Lookup>) -> Step { asked.answer(Check::Match) }
//! ```
//! ```compile_fail,E0308
//! use sasl_core::{Asked, server::{CheckPassword, Decision, Step}};
//! fn mixed_up(asked: Asked<CheckPassword>) -> Step { asked.answer(Decision::GrantAuthenticated) }
//! ```
//!
//! A rejection cannot be ignored:
//! ```compile_fail,E0004
//! use sasl_core::server::Verdict;
//! fn who(verdict: Verdict) -> String {
//!     match verdict { Verdict::Accepted(accepted) => accepted.account().into() }
//! }
//! ```
//! ```compile_fail,E0005
//! use sasl_core::server::Verdict;
//! fn who(verdict: Verdict) -> String {
//!     let Verdict::Accepted(accepted) = verdict;
//!     accepted.account().into()
//! }
//! ```
//!
//! Questions added in a later version cannot be ignored:
//! ```compile_fail,E0004
//! use sasl_core::server::{Ask, Step};
//! fn only_lookups(ask: Ask) -> Step { match ask { Ask::Lookup(asked) => asked.unavailable() } }
//! ```
//!
//! A step cannot be dropped without a warning:
//! ```compile_fail
//! #![deny(unused_must_use)]
//! use sasl_core::{Awaiting, Server};
//! fn forget(then: Awaiting<Server>) { then.receive(b""); }
//! ```
//!
//! Secrets cannot be compared with `==`, nor printed:
//! ```compile_fail,E0369
//! fn same(one: sasl_core::Secret, other: sasl_core::Secret) -> bool { one == other }
//! ```
//! ```compile_fail,E0277
//! fn show(secret: sasl_core::Secret) -> String { format!("{secret}") }
//! ```
//!
//! Entropy cannot be used for two exchanges:
//! ```compile_fail,E0382
//! use sasl_core::{Entropy, server::Offer};
//! fn twice(offer: &Offer, entropy: Entropy) {
//!     let _ = offer.start("PLAIN", None, entropy);
//!     let _ = offer.start("PLAIN", None, entropy);
//! }
//! ```
//!
//! A server never waits for a peer that sends the first message, so its loop has no arm for it:
//! ```
//! use sasl_core::{Server, Step};
//! fn name(step: Step<Server>) -> &'static str {
//!     match step {
//!         Step::Send { .. } => "send",
//!         Step::Ask(_) => "ask",
//!         Step::Work(_) => "work",
//!         Step::Done(_) => "done",
//!     }
//! }
//! ```

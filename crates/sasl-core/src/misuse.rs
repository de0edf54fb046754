//! What must not be done does not compile. Each case below is a doctest that has to fail, with the compiler's
//! code for it; the first is its twin that has to pass, so that none of them fails for another reason.
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
//! Nor can an exchange that has failed go on:
//! ```compile_fail,E0382
//! use sasl_core::{Awaiting, Client};
//! fn go_on(then: Awaiting<Client>) {
//!     if then.receive(b"bad").is_err() {
//!         let _ = then.success(None);
//!     }
//! }
//! ```
//!
//! Acceptance cannot be made:
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
//! Rejection cannot be overlooked:
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
//! Nor a question that is newer than the program:
//! ```compile_fail,E0004
//! use sasl_core::server::{Ask, Step};
//! fn only_lookups(ask: Ask) -> Step { match ask { Ask::Lookup(asked) => asked.unavailable() } }
//! ```
//!
//! A step cannot be dropped unnoticed:
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
//! A server never has to wait for a peer that speaks first, so its loop has no arm for it:
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

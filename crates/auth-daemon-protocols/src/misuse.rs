//! Misuse that does not compile. Each case below is a doctest that must fail with the given compiler error. The
//! first is a variant that must pass, so that the others do not fail for another reason.
//!
//! ```
//! use auth_daemon_protocols::dovecot::server::*;
//! use core::time::Duration;
//! fn key(request: &Request<Trusted>) -> bool { request.certificate().key_fingerprint().is_some() }
//! fn once(open: Open<Untrusted>, exchange: Exchange) -> Step<Untrusted> { open.reject(exchange, Failure::credentials(None)) }
//! fn read(open: Open<Untrusted>) -> Step<Untrusted> { open.receive(&mut &b""[..], Duration::ZERO) }
//! fn list(connection: AwaitVersion<Untrusted>) -> VersionStep<Untrusted> { connection.receive(&mut &b""[..]) }
//! ```
//!
//! The request of an untrusted connection has no certificate:
//! ```compile_fail,E0599
//! use auth_daemon_protocols::dovecot::server::*;
//! fn key(request: &Request<Untrusted>) -> bool { request.certificate().key_fingerprint().is_some() }
//! ```
//!
//! It cannot be passed to code for a trusted connection:
//! ```compile_fail,E0308
//! use auth_daemon_protocols::dovecot::server::*;
//! fn trust(request: Request<Untrusted>) -> Request<Trusted> { request }
//! ```
//!
//! Certificate data cannot be constructed, nor can a third kind of socket be defined:
//! ```compile_fail,E0451
//! use auth_daemon_protocols::dovecot::server::CertificateClaims;
//! fn forge() -> CertificateClaims { CertificateClaims { verified: true, ..unreachable!() } }
//! ```
//! ```compile_fail,E0603
//! use auth_daemon_protocols::dovecot::server::trust::sealed::Sealed;
//! ```
//!
//! An exchange cannot be answered twice:
//! ```compile_fail,E0382
//! use auth_daemon_protocols::dovecot::server::*;
//! fn twice(one: Open<Untrusted>, other: Open<Untrusted>, exchange: Exchange) {
//!     let _ = one.reject(exchange, Failure::credentials(None));
//!     let _ = other.accept(exchange, Success::new("amy").unwrap());
//! }
//! ```
//!
//! A connection cannot be used after it was closed or before its handshake:
//! ```compile_fail,E0382
//! use auth_daemon_protocols::dovecot::server::*;
//! use core::time::Duration;
//! fn go_on(open: Open<Untrusted>) {
//!     if let Step::Close(_) = open.receive(&mut &b"x\n"[..], Duration::ZERO) {
//!         let _ = open.receive(&mut &b"AUTH\n"[..], Duration::ZERO);
//!     }
//! }
//! ```
//! ```compile_fail,E0599
//! use auth_daemon_protocols::dovecot::server::*;
//! fn early(connection: AwaitVersion<Untrusted>, exchange: Exchange) { let _ = connection.reject(exchange, Failure::credentials(None)); }
//! ```
//!
//! A channel binding cannot be requested from a caller that does not support it:
//! ```compile_fail,E0308
//! use auth_daemon_protocols::dovecot::{BindingType, server::*};
//! fn ask(open: Open<Untrusted>, exchange: Exchange) { let _ = open.request_binding(exchange, BindingType::TlsExporter, None); }
//! ```
//!
//! A step cannot be dropped without a warning:
//! ```compile_fail
//! #![deny(unused_must_use)]
//! use auth_daemon_protocols::dovecot::server::*;
//! fn forget(open: Open<Untrusted>, exchange: Exchange) { open.reject(exchange, Failure::credentials(None)); }
//! ```
//!
//! Secrets cannot be compared with `==` or printed:
//! ```compile_fail,E0369
//! fn same(one: auth_daemon_protocols::Secret, other: auth_daemon_protocols::Secret) -> bool { one == other }
//! ```
//! ```compile_fail,E0277
//! fn show(secret: auth_daemon_protocols::Secret) -> String { format!("{secret}") }
//! ```

//! Calls that must not be possible do not compile. Each case below is a doctest that has to fail, with the compiler's code for
//! it; the first is its twin that has to pass, so that none of them fails for another reason.
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
//! Nor can it become one of a trusted connection:
//! ```compile_fail,E0308
//! use auth_daemon_protocols::dovecot::server::*;
//! fn trust(request: Request<Untrusted>) -> Request<Trusted> { request }
//! ```
//!
//! What a caller says of a certificate cannot be made, nor a third kind of socket:
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
//! A connection cannot be used again after it was closed, nor before its handshake:
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
//! A channel binding is not asked for where the caller cannot give one:
//! ```compile_fail,E0308
//! use auth_daemon_protocols::dovecot::{BindingType, server::*};
//! fn ask(open: Open<Untrusted>, exchange: Exchange) { let _ = open.request_binding(exchange, BindingType::TlsExporter, None); }
//! ```
//!
//! A step cannot be dropped unnoticed:
//! ```compile_fail
//! #![deny(unused_must_use)]
//! use auth_daemon_protocols::dovecot::server::*;
//! fn forget(open: Open<Untrusted>, exchange: Exchange) { open.reject(exchange, Failure::credentials(None)); }
//! ```
//!
//! Secrets cannot be compared with `==`, nor printed:
//! ```compile_fail,E0369
//! fn same(one: auth_daemon_protocols::Secret, other: auth_daemon_protocols::Secret) -> bool { one == other }
//! ```
//! ```compile_fail,E0277
//! fn show(secret: auth_daemon_protocols::Secret) -> String { format!("{secret}") }
//! ```

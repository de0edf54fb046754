//! The generation of a key with a certificate that all programs accept.
//!
//! This crate reads only the key of a certificate, but other programs require a plausible certificate: version 3,
//! a name for its selection, and the usage for client authentication. It is valid from the day before its
//! generation without an end date (RFC 5280 section 4.1.2.5), because only the presenting program would check the
//! expiry.
//!
//! ```
//! use tls_pubkey_auth::generate::{Request, generate};
//! let now = 1_795_000_000; // seconds since 1970: the caller's clock
//! let made = generate(&Request::new("alice's laptop", now))?;
//! assert!(made.certificate_pem().starts_with("-----BEGIN CERTIFICATE-----\n"));
//! println!("register {}", made.spki().fingerprint());
//! # Ok::<(), tls_pubkey_auth::generate::GenerateError>(())
//! ```
mod encode;
mod make;

pub use make::{GenerateError, Generated, NewKey, Request, generate};

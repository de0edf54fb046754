//! A new key, with a certificate that every program takes.
//!
//! The certificate is a letter to carry the key in, and nothing that this crate reads. But other programs want it to
//! look like one: version 3, a name to be picked by, made for client authentication, valid since yesterday and for
//! as long as dates go, because what expires is asked about by nobody but the program that should present it.
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

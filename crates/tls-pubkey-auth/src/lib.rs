//! The public key of a TLS client as its identity.
//!
//! A user registers the key of a device. A client that proves possession of the key in a TLS handshake is
//! authenticated as that user. No password is sent and no authority is involved. Only the key of a certificate
//! counts, not its names, dates, version, extensions or signature.
//!
//! ```text
//!   TLS handshake            after it, on every connection, full or resumed
//!   ┌──────────────────┐     ┌────────────┐     ┌───────────┐     ┌──────────────────────────┐
//!   │ ClientKeyVerifier│────►│ client_key │────►│ directory │────►│ EXTERNAL, or a login     │
//!   │ possession only  │     │ Spki       │     │ KeyRecord │     │ by the protocol's rules  │
//!   └──────────────────┘     └────────────┘     └───────────┘     └──────────────────────────┘
//! ```
//!
//! ```
//! use tls_pubkey_auth::{Claim, KeyFile, KeyRecord};
//!
//! // Registration: the administrator has a certificate, any certificate.
//! let file = KeyFile::read(include_bytes!("../tests/certificates/go-minimal.pem"))?;
//! let record =
//!     KeyRecord::register(Claim::trusted_by_administrator(file.spki), "alice", "alice@example.org", None).unwrap();
//! assert_eq!(record.spki.kind().to_string(), "ed25519");
//! assert_eq!(record.login_name, "alice@example.org");
//! # Ok::<(), tls_pubkey_auth::KeyError>(())
//! ```
//!
//! What a known key is good for (a greeting with PREAUTH, an offer of EXTERNAL) is a rule of the protocol inside TLS: for mail
//! `sasl_mail::decide_key_auth` has it.
//!
//! The directory looks a key up by its [`Fingerprint`] and compares the [`Spki`] itself. It does so after *every*
//! handshake, because a resumed one runs no verifier: otherwise a removed key would remain valid until its session
//! ticket expires.
//!
//! # Features
//!
//! Without any the crate is `no_std` with `alloc`: keys, fingerprints, `tls-server-end-point`.
//!
//! | feature | adds |
//! |---|---|
//! | `rustls` | [`rustls`]: the verifier, configurations of listeners, a connection's key and channel bindings, the client's side |
//! | `openssl` | `openssl`: the same for OpenSSL, and `tls-unique` |
//! | `native-tls` | `native_tls`: the only channel binding type of this library |
//! | `ca` | [`ca`]: certificate authorities, revocation lists and the names in certificates |
//! | `generate` | [`generate`]: a new key with a certificate that all programs accept |
//!
//! # Channel binding types of the TLS libraries
//!
//! | | `tls-exporter` | `tls-unique` | `tls-server-end-point` |
//! |---|---|---|---|
//! | rustls | TLS 1.3; 1.2 if the configuration requires an extended master secret | never | both |
//! | OpenSSL | TLS 1.3; 1.2 on request, if the connection has an extended master secret | TLS 1.2, on the same condition | both |
//! | native-tls | never | never | both |
//!
//! # Rust
//!
//! Rust 1.88 or newer; `no_std` with `alloc` without features; each feature needs `std`. Only a minor release may
//! raise that version, never a patch release.
//!
//! # What it promises
//!
//! * A key counts only if possession of it was proved on this connection. Its account is looked up on every
//!   connection.
//! * Authentication by key does not use an X.509 parser: only the key of the certificate is read.
//! * Weak, unknown and non-canonical keys belong to no account. A connection with an unknown key continues as one
//!   without a key.
//! * No input from the peer causes a panic, unbounded work or unbounded memory. There is no unsafe code.
#![no_std]
#![warn(missing_debug_implementations)]
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::unreachable,
        clippy::todo,
        clippy::indexing_slicing,
        clippy::arithmetic_side_effects
    )
)]
extern crate alloc;
#[cfg(any(
    feature = "rustls",
    feature = "generate",
    feature = "ca",
    feature = "openssl",
    feature = "native-tls"
))]
extern crate std;

#[cfg(feature = "ca")]
pub mod ca;
#[cfg(feature = "generate")]
pub mod generate;
#[cfg(feature = "native-tls")]
pub mod native_tls;
#[cfg(feature = "openssl")]
pub mod openssl;
#[cfg(feature = "rustls")]
pub mod rustls;

#[cfg(any(feature = "rustls", feature = "openssl"))]
mod alpn;
#[cfg(any(feature = "rustls", feature = "openssl", feature = "native-tls"))]
mod bindings;
mod certificate;
#[cfg(any(feature = "ca", feature = "generate"))]
mod date;
mod der;
mod ec;
mod ed25519;
mod end_point;
mod error;
mod fingerprint;
mod fingerprint_error;
mod identity;
mod kind;
mod pem;
mod possession;
#[cfg(any(feature = "rustls", feature = "openssl"))]
mod proved;
#[cfg(any(feature = "rustls", feature = "openssl"))]
mod proved_chain;
mod record;
mod rsa;
mod spelling;
mod spki;

#[cfg(any(feature = "rustls", feature = "openssl"))]
pub use alpn::Alpn;
#[cfg(any(feature = "rustls", feature = "openssl", feature = "native-tls"))]
pub use bindings::{ConnectionBindings, Tls12Exporter};
pub use certificate::{MAX_CERTIFICATE, MAX_CHAIN, MAX_CHAIN_OCTETS};
pub use end_point::{EndPoint, tls_server_end_point};
pub use error::KeyError;
pub use fingerprint::Fingerprint;
pub use fingerprint_error::FingerprintError;
pub use identity::{CertifiedName, Identity};
pub use kind::KeyKind;
pub use pem::KeyFile;
pub use possession::{Challenge, Claim};
#[cfg(any(feature = "rustls", feature = "openssl"))]
pub use proved::{ClientKey, HandshakeNotComplete, ProvedKey};
#[cfg(any(feature = "rustls", feature = "openssl"))]
pub use proved_chain::ProvedChain;
pub use record::{KeyRecord, NotRegistered};
pub use spki::Spki;

/// The README's example is run with the tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

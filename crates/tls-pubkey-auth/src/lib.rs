//! The public key of a TLS client as its identity.
//!
//! A person registers a device's key; whoever proves possession of it in a TLS handshake is that person. No password
//! crosses the line, no authority signs anything, and nothing of a certificate counts but the key in it: not its
//! names, dates, version, extensions or signature.
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
//! handshake: a resumed one runs no verifier, so a key that was removed would otherwise live on in a ticket.
//!
//! # Features
//!
//! Without any the crate is `no_std` with `alloc`: keys, fingerprints, `tls-server-end-point`.
//!
//! | feature | adds |
//! |---|---|
//! | `rustls` | [`rustls`]: the verifier, configurations of listeners, a connection's key and bindings, the client's side |
//! | `openssl` | `openssl`: the same for OpenSSL, which has `tls-unique` as well |
//! | `native-tls` | `native_tls`: the one binding that this library gives |
//! | `ca` | [`ca`]: certificate authorities, revocation lists and the names in certificates, for those who have them |
//! | `generate` | [`generate`]: a new key with a certificate that every program takes |
//!
//! # Which stack gives which binding
//!
//! | | `tls-exporter` | `tls-unique` | `tls-server-end-point` |
//! |---|---|---|---|
//! | rustls | TLS 1.3; 1.2 if the configuration demands an extended master secret | never | both |
//! | OpenSSL | TLS 1.3; 1.2 on request, if the connection has an extended master secret | TLS 1.2, likewise | both |
//! | native-tls | never | never | both |
//!
//! # Rust
//!
//! Rust 1.88 or newer; `no_std` with `alloc` without features; each of them needs `std`. A later release may ask for a newer one, never a patch of one.
//!
//! # What it promises
//!
//! * A key counts only once its possession has been proved on this connection, and whose it is, is asked anew on every connection.
//! * No X.509 parser runs on the way to a login by key: what is not the key is not looked at.
//! * Keys that are weak, of an unknown kind, or not canonical are nobody's; an unknown key leaves the connection as it is without one.
//! * No octets from the other end make it panic, work or remember without limit, and there is no unsafe code.
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

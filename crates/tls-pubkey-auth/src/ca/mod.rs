//! Certificate authorities, for sites that identify clients by certified names.
//!
//! A site that authenticates clients by certificates with Dovecot or Postfix can keep its certificates. This is
//! not part of the TLS handshake, which proves possession of the key and nothing else. [`identify`] runs after it
//! on the connection's chain, with the current time and the current revocation lists, also on resumed sessions.
//!
//! ```text
//!   after the handshake
//!   ┌───────┐    ┌────────────────────────────┐    ┌──────────────────┐    ┌───────────────┐
//!   │ chain │───►│ an authority has signed it,│───►│ one name, of one │───►│ CertifiedName │
//!   │       │    │ valid, for clients, not    │    │ source, and not  │    │ anchor + name │
//!   └───────┘    │ revoked                    │    │ a second one     │    └───────────────┘
//!                └────────────────────────────┘    └──────────────────┘
//! ```
//!
//! ```
//! use tls_pubkey_auth::ca::{Authorities, Authority, Crls, NameSource, NotIdentified, identify};
//! # let provider = rustls::crypto::ring::default_provider();
//! let algorithms = provider.signature_verification_algorithms.all;
//! let pem = include_bytes!("../../tests/authorities/ca.pem");
//! let authorities = Authorities::new(algorithms, Authority::read_pem(pem)?)?;
//! let crls = Crls::read_pem(include_bytes!("../../tests/authorities/crl.pem"), &authorities)?;
//!
//! // After the handshake: `rustls::client_chain` returns the chain of a connection with the proof of its key.
//! let chain = [include_bytes!("../../tests/authorities/alice.der").as_slice().into()];
//! let now = 1_800_000_000; // seconds since 1970: the caller's clock
//! let alice = identify(&chain, &authorities, &crls, now, NameSource::Email)?;
//! assert_eq!(alice.name(), "alice@example.org");
//!
//! let mallory = [include_bytes!("../../tests/authorities/foreign.der").as_slice().into()];
//! let refused = identify(&mallory, &authorities, &crls, now, NameSource::Email);
//! assert_eq!(refused.unwrap_err(), NotIdentified::UnknownAuthority);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! The site selects one field for names, and no other is used as a fallback. The field counts only if it has
//! exactly one value, because programs disagree on which of two common names is the first.
mod address;
mod attributes;
mod authorities;
mod authority;
mod chain;
mod crl;
mod crls;
mod dates;
mod extensions;
#[cfg(fuzzing)]
#[doc(hidden)]
pub mod fuzzing;
mod identify;
mod layout;
mod name;
#[cfg(any(feature = "rustls", feature = "openssl"))]
mod proved_name;
mod refused;
mod source;
mod text;
mod unusable;

pub use authorities::{Authorities, MAX_AUTHORITIES};
pub use authority::Authority;
pub use chain::MAX_INTERMEDIATES;
pub use crls::Crls;
pub use identify::identify;
#[cfg(any(feature = "rustls", feature = "openssl"))]
pub use proved_name::ProvedName;
pub use refused::NotIdentified;
pub use source::NameSource;
pub use unusable::Unusable;

//! Support for rustls 0.23 with any provider; the default provider of the process is never used.
//!
//! A server creates a [`Listener`] once, selects a configuration for each ClientHello, and calls [`client_key`]
//! after the handshake. The handshake proves possession and nothing else; the account is the result of a lookup.
//!
//! ```no_run
//! # use std::{error::Error, sync::Arc};
//! # use tls_pubkey_auth::{ClientKey, rustls::{Listener, ListenerOptions, client_key}};
//! # use rustls::pki_types::{CertificateDer, PrivateKeyDer};
//! # fn directory(_: &tls_pubkey_auth::Fingerprint) {}
//! # fn main() -> Result<(), Box<dyn Error>> {
//! # let (chain, key): (Vec<CertificateDer<'static>>, PrivateKeyDer<'static>) = todo!();
//! let provider = Arc::new(rustls::crypto::ring::default_provider());
//! let listener = Listener::new(provider, chain, key, ListenerOptions::default())?;
//!
//! let (mut socket, _) = std::net::TcpListener::bind("127.0.0.1:1993")?.accept()?;
//! let mut acceptor = rustls::server::Acceptor::default();
//! let accepted = loop {
//!     acceptor.read_tls(&mut socket)?;
//!     if let Some(accepted) = acceptor.accept().map_err(|(error, _)| error)? {
//!         break accepted;
//!     }
//! };
//! let config = Arc::clone(listener.choose(&accepted.client_hello()));
//! let mut connection = accepted.into_connection(config).map_err(|(error, _)| error)?;
//! while connection.is_handshaking() {
//!     connection.complete_io(&mut socket)?;
//! }
//! match client_key(&connection, listener.verifiable())? {
//!     ClientKey::Proved(key) => directory(&key.fingerprint()),
//!     ClientKey::Absent | ClientKey::Unusable(_) => {}
//! }
//! # Ok(())
//! # }
//! ```
mod bindings;
mod client_chain;
mod client_key;
mod credential;
mod listener;
mod schemes;
mod signed;
mod sound;
mod verifiable;
mod verifier;

pub use bindings::{client_bindings, server_bindings};
pub use client_chain::client_chain;
pub use client_key::client_key;
pub use credential::{Credential, CredentialError};
pub use listener::{Listener, ListenerError, ListenerOptions, Resumption};
pub use signed::SignatureRefused;
pub use sound::{InsecureConfig, check_config};
pub use verifiable::Verifiable;
pub use verifier::{ClientKeyVerifier, PeerForm};

//! Support for OpenSSL 3 with the crate `openssl`: the channel bindings of both ends, including `tls-unique`, and
//! the keys of a server's clients.
//!
//! A server creates a [`Listener`] once, starts each connection with [`Listener::ssl`], and calls [`client_key`]
//! and [`server_bindings`] after the handshake. It accepts certificates; only rustls supports raw public keys (RFC
//! 7250).
//!
//! ```no_run
//! # use std::{error::Error, fs};
//! # use openssl::{pkey::PKey, ssl::SslStream, x509::X509};
//! # use tls_pubkey_auth::{ClientKey, Tls12Exporter, openssl::{Listener, ListenerOptions, client_key, server_bindings}};
//! # fn directory(_: &tls_pubkey_auth::Fingerprint) {}
//! # fn main() -> Result<(), Box<dyn Error>> {
//! let chain = X509::stack_from_pem(&fs::read("chain.pem")?)?;
//! let key = PKey::private_key_from_pem(&fs::read("key.pem")?)?;
//! let listener = Listener::new(&chain, &key, ListenerOptions::default())?;
//!
//! let (socket, _) = std::net::TcpListener::bind("127.0.0.1:1993")?.accept()?;
//! let mut stream = SslStream::new(listener.ssl()?, socket)?;
//! stream.accept()?;
//! match client_key(stream.ssl())? {
//!     ClientKey::Proved(key) => directory(&key.fingerprint()),
//!     ClientKey::Absent | ClientKey::Unusable(_) => {}
//! }
//! let bindings = server_bindings(stream.ssl(), listener.end_point(), Tls12Exporter::Never)?;
//! # let _ = bindings.unique;
//! # Ok(())
//! # }
//! ```
mod bindings;
mod client_chain;
mod client_key;
mod listener;

pub use bindings::{client_bindings, sent_end_point, server_bindings};
pub use client_chain::client_chain;
pub use client_key::client_key;
pub use listener::{Listener, ListenerError, ListenerOptions, no_renegotiation};

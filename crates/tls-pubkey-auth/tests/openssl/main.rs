//! Handshakes with OpenSSL and native-tls, one file per room; with rustls at the other end, where it has what is
//! compared.
mod across;
mod alpn;
mod client_chains;
mod client_keys;
mod end_point;
#[path = "../tls/fixtures.rs"]
mod fixtures;
mod native;
mod odd;
mod rig;
mod schemes;
mod unique;

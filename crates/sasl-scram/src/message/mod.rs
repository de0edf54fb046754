//! The four messages and what they are made of (RFC 5802 section 7), reader and writer of each side by side.
pub(crate) mod attribute;
pub(crate) mod client_final;
pub(crate) mod client_first;
pub(crate) mod gs2;
pub(crate) mod saslname;
pub(crate) mod server_final;
pub(crate) mod server_first;

//! The four messages and their parts (RFC 5802 section 7), each with its reader and writer.
pub(crate) mod attribute;
pub(crate) mod client_final;
pub(crate) mod client_first;
pub(crate) mod gs2;
pub(crate) mod saslname;
pub(crate) mod server_final;
pub(crate) mod server_first;

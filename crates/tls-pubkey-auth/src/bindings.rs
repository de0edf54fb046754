//! The channel bindings that a connection has.
use crate::end_point::EndPoint;
use core::fmt;

/// The bindings of a connection, taken once, right after its handshake. Which of them there can be is a matter of the
/// library, of the version of TLS and of the server's certificate.
#[derive(Clone, PartialEq, Eq)]
pub struct ConnectionBindings {
    /// `tls-exporter` (RFC 9266).
    pub exporter: Option<[u8; 32]>,
    /// `tls-unique` (RFC 5929 section 3): the first Finished message of TLS 1.2. Never under TLS 1.3, where it is not
    /// defined.
    pub unique: Option<[u8; 12]>,
    /// `tls-server-end-point` (RFC 5929 section 4), where it is defined for the server's certificate.
    pub server_end_point: Option<EndPoint>,
}

/// Whether `tls-exporter` may be used under TLS 1.2.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tls12Exporter {
    /// No: without an extended master secret two connections can have the same, and rustls does not tell.
    #[default]
    Never,
    /// There is to be an extended master secret. With rustls the configuration's `require_ems` has to be set; OpenSSL
    /// is asked whether this connection has one.
    EmsRequired,
}

impl fmt::Debug for ConnectionBindings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ConnectionBindings")
            .field("exporter", &self.exporter.is_some())
            .field("unique", &self.unique.is_some())
            .field("server_end_point", &self.server_end_point.is_some())
            .finish()
    }
}

//! The channel bindings of a connection.
use crate::end_point::EndPoint;
use core::fmt;

/// The channel bindings of a connection, read once, directly after its handshake. The available types depend on
/// the library, the TLS version and the server's certificate.
#[derive(Clone, PartialEq, Eq)]
pub struct ConnectionBindings {
    /// `tls-exporter` (RFC 9266).
    pub exporter: Option<[u8; 32]>,
    /// `tls-unique` (RFC 5929 section 3): the first Finished message of TLS 1.2. It is undefined for TLS 1.3 and
    /// then absent.
    pub unique: Option<[u8; 12]>,
    /// `tls-server-end-point` (RFC 5929 section 4), if it is defined for the server's certificate.
    pub server_end_point: Option<EndPoint>,
}

/// The condition for `tls-exporter` under TLS 1.2 (RFC 9266 section 4.2).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tls12Exporter {
    /// Not under TLS 1.2. Without an extended master secret two connections can have the same value, and rustls
    /// does not report it.
    #[default]
    Never,
    /// Only with an extended master secret (RFC 7627). With rustls the configuration must set `require_ems`;
    /// OpenSSL reports whether the connection has one.
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

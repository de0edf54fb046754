//! Channel bindings.
use core::fmt;

/// A channel binding type that a server can request (RFC 5929, RFC 9266).
///
/// The set is fixed, so that text of a client never becomes a `channel_binding=` field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum BindingType {
    /// `tls-exporter` (RFC 9266).
    TlsExporter,
    /// `tls-unique` (RFC 5929 section 3).
    TlsUnique,
    /// `tls-server-end-point` (RFC 5929 section 4). Dovecot's login processes do not support it.
    TlsServerEndPoint,
}

impl BindingType {
    /// Returns the registered name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::TlsExporter => "tls-exporter",
            Self::TlsUnique => "tls-unique",
            Self::TlsServerEndPoint => "tls-server-end-point",
        }
    }

    /// Finds the type by its registered name.
    ///
    /// ```
    /// use auth_daemon_protocols::dovecot::BindingType;
    /// assert_eq!(BindingType::from_name("tls-exporter"), Some(BindingType::TlsExporter));
    /// assert_eq!(BindingType::from_name("foo"), None);
    /// ```
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::TlsExporter, Self::TlsUnique, Self::TlsServerEndPoint]
            .into_iter()
            .find(|kind| kind.name() == name)
    }
}

impl fmt::Display for BindingType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

//! `server-error-value`: the reason for a server's rejection (RFC 5802 section 7).
use core::fmt;
use sasl_core::UntrustedText;

/// A value of `server-error-value` (RFC 5802 section 7).
///
/// A server of this crate sends all of them except `unknown-user`, which would reveal accounts. It sends one only
/// if the protocol's failure reply can carry it, or if configured
/// ([`ServerSettings::telling_errors`](crate::ServerSettings::telling_errors)). The table has the values and the log's
/// reasons:
///
/// | cause | value | [`Rejection`](sasl_core::server::Rejection) |
/// |---|---|---|
/// | not UTF-8, not base64, not in the grammar | `invalid-encoding` | malformed |
/// | `m=` | `extensions-not-supported` | malformed |
/// | a name with an invalid escape, or an invalid name | `invalid-username-encoding` | malformed |
/// | a nonce too short, too long, or not the agreed one | `other-error` | malformed |
/// | `-PLUS` without channel binding | `other-error` | malformed |
/// | `p=` without `-PLUS`, at a server that forbids it | `other-error` | malformed |
/// | `p=`, and the connection has no channel binding | `channel-binding-not-supported` | malformed |
/// | `p=` of a type that the connection does not have | `unsupported-channel-binding-type` | malformed |
/// | the proof is wrong, or the account does not exist | `invalid-proof` | bad credentials |
/// | the proof is correct, the channel binding differs | `channel-bindings-dont-match` | binding mismatch |
/// | the proof is correct, and the client believed that there is no channel binding | `server-does-support-channel-binding` | downgrade |
/// | the directory is unavailable | `no-resources` | unavailable |
///
/// A client of this crate accepts all of them, in place of the server's challenge or of its proof, as untrusted
/// text: they are not signed. [`heard`] finds the value in an error's [`said`](sasl_core::Error::said).
///
/// [`heard`]: Self::heard
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ServerError {
    /// `invalid-encoding`
    InvalidEncoding,
    /// `extensions-not-supported`
    ExtensionsNotSupported,
    /// `invalid-proof`
    InvalidProof,
    /// `channel-bindings-dont-match`
    ChannelBindingsDontMatch,
    /// `server-does-support-channel-binding`
    ServerDoesSupportChannelBinding,
    /// `channel-binding-not-supported`
    ChannelBindingNotSupported,
    /// `unsupported-channel-binding-type`
    UnsupportedChannelBindingType,
    /// `unknown-user`, sent only by other servers.
    UnknownUser,
    /// `invalid-username-encoding`
    InvalidUsernameEncoding,
    /// `no-resources`
    NoResources,
    /// `other-error`
    OtherError,
}

impl ServerError {
    /// All values in the order of RFC 5802.
    pub const ALL: [Self; 11] = [
        Self::InvalidEncoding,
        Self::ExtensionsNotSupported,
        Self::InvalidProof,
        Self::ChannelBindingsDontMatch,
        Self::ServerDoesSupportChannelBinding,
        Self::ChannelBindingNotSupported,
        Self::UnsupportedChannelBindingType,
        Self::UnknownUser,
        Self::InvalidUsernameEncoding,
        Self::NoResources,
        Self::OtherError,
    ];

    /// Returns the value as it follows `e=`.
    pub const fn value(self) -> &'static str {
        self.message().split_at(2).1
    }

    /// `server-error = "e=" server-error-value`
    pub(crate) const fn message(self) -> &'static str {
        match self {
            Self::InvalidEncoding => "e=invalid-encoding",
            Self::ExtensionsNotSupported => "e=extensions-not-supported",
            Self::InvalidProof => "e=invalid-proof",
            Self::ChannelBindingsDontMatch => "e=channel-bindings-dont-match",
            Self::ServerDoesSupportChannelBinding => "e=server-does-support-channel-binding",
            Self::ChannelBindingNotSupported => "e=channel-binding-not-supported",
            Self::UnsupportedChannelBindingType => "e=unsupported-channel-binding-type",
            Self::UnknownUser => "e=unknown-user",
            Self::InvalidUsernameEncoding => "e=invalid-username-encoding",
            Self::NoResources => "e=no-resources",
            Self::OtherError => "e=other-error",
        }
    }

    /// Returns the value in a server's explanation, or `None` if RFC 5802 does not define it. It is not signed:
    /// display it, and do not act on it.
    pub fn heard(said: &UntrustedText) -> Option<Self> {
        Self::ALL.into_iter().find(|error| error.value() == said.as_untrusted_str())
    }
}

impl fmt::Display for ServerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.value())
    }
}

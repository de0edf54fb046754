//! `server-error-value`: why a server has refused, in its words (RFC 5802 section 7).
use core::fmt;
use sasl_core::UntrustedText;

/// The values that RFC 5802 knows.
///
/// A server of this crate sends all of them but `unknown-user`, which would tell who has an account; and it sends one
/// only where the protocol's "failure" has room for it, or where the site asks for it
/// ([`ServerSettings::telling_errors`](crate::ServerSettings::telling_errors)). This is what it says, and what goes into its log:
///
/// | what has happened | value | [`Rejection`](sasl_core::server::Rejection) |
/// |---|---|---|
/// | not UTF-8, not base64, not in the grammar | `invalid-encoding` | malformed |
/// | `m=` | `extensions-not-supported` | malformed |
/// | a name that is wrongly escaped, or that cannot be one | `invalid-username-encoding` | malformed |
/// | a nonce too short, too long, or not the agreed one | `other-error` | malformed |
/// | `-PLUS` without a binding | `other-error` | malformed |
/// | `p=` under a bare name, to a server that takes that strictly | `other-error` | malformed |
/// | `p=`, and the server has no binding | `channel-binding-not-supported` | malformed |
/// | `p=` of a type that the connection does not have | `unsupported-channel-binding-type` | malformed |
/// | the proof is wrong, or nobody has that name | `invalid-proof` | bad credentials |
/// | the proof is right, the binding is another | `channel-bindings-dont-match` | binding mismatch |
/// | the proof is right, and the client was told that there is no binding | `server-does-support-channel-binding` | downgrade |
/// | the directory does not answer | `no-resources` | unavailable |
///
/// A client of this crate hears all of them, in place of the server's challenge or of its proof, as text that is not to be
/// trusted: nobody has signed it. [`heard`] finds the value in an error's [`said`](sasl_core::Error::said).
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
    /// `unknown-user`: other servers'.
    UnknownUser,
    /// `invalid-username-encoding`
    InvalidUsernameEncoding,
    /// `no-resources`
    NoResources,
    /// `other-error`
    OtherError,
}

impl ServerError {
    /// Every value, in the order of RFC 5802.
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

    /// The value, as it stands behind `e=`.
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

    /// The value that a server has given as its reason; none for what RFC 5802 does not know. Nobody has signed it: show
    /// it, and do not act on it.
    pub fn heard(said: &UntrustedText) -> Option<Self> {
        Self::ALL.into_iter().find(|error| error.value() == said.as_untrusted_str())
    }
}

impl fmt::Display for ServerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.value())
    }
}

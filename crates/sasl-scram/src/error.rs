//! The errors in a message, and how each end reports them.
use crate::server_error::ServerError;
use sasl_core::Error;

/// An error in the peer's message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Not UTF-8, not base64, or not in the grammar of RFC 5802 section 7.
    Grammar,
    /// `m=`: an unsupported mandatory extension (RFC 5802 section 5.1).
    MandatoryExtension,
    /// A name with an invalid escape, or an invalid name.
    Name,
    /// A nonce that is too short, too long, or different from the agreed one.
    Nonce,
    /// A `-PLUS` mechanism with a header without channel binding.
    PlusUnbound,
    /// A channel binding under a mechanism name without `-PLUS`, at a server that forbids it.
    BareBound,
    /// A channel binding, at a server that has none.
    NoBindingHere,
    /// A channel binding of a type that this connection does not have.
    BindingType,
}

impl Fault {
    /// Returns the value that a server sends for this error.
    pub(crate) const fn value(self) -> ServerError {
        match self {
            Self::Grammar => ServerError::InvalidEncoding,
            Self::MandatoryExtension => ServerError::ExtensionsNotSupported,
            Self::Name => ServerError::InvalidUsernameEncoding,
            Self::Nonce | Self::PlusUnbound | Self::BareBound => ServerError::OtherError,
            Self::NoBindingHere => ServerError::ChannelBindingNotSupported,
            Self::BindingType => ServerError::UnsupportedChannelBindingType,
        }
    }

    const fn text(self) -> &'static str {
        match self {
            Self::Grammar => "SCRAM: malformed message",
            Self::MandatoryExtension => "SCRAM: unknown mandatory extension",
            Self::Name => "SCRAM: malformed name",
            Self::Nonce => "SCRAM: invalid nonce",
            Self::PlusUnbound => "SCRAM: -PLUS mechanism without channel binding",
            Self::BareBound => "SCRAM: channel binding under a mechanism name without -PLUS",
            Self::NoBindingHere => "SCRAM: channel binding not available on this connection",
            Self::BindingType => "SCRAM: channel binding type not available on this connection",
        }
    }
}

/// The server's proof is invalid: one text for all causes.
pub(crate) const NOT_VERIFIED: Error = Error::new(
    sasl_core::ErrorKind::ServerNotVerified,
    "SCRAM: the server has not proved that it knows the password",
);

impl From<Fault> for Error {
    fn from(fault: Fault) -> Self {
        Self::peer(fault.text())
    }
}

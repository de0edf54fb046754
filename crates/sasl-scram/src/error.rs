//! What can be wrong with a message, and how each end says it.
use crate::server_error::ServerError;
use sasl_core::Error;

/// What is wrong with what the peer has sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Not UTF-8, not base64, or not in the grammar of RFC 5802 section 7.
    Grammar,
    /// `m=`: an extension that one has to understand (section 5.1).
    MandatoryExtension,
    /// A name that is not escaped rightly, or not one that can be.
    Name,
    /// A nonce that is too short, too long, or not the one that was agreed on.
    Nonce,
    /// A `-PLUS` mechanism without a binding in its header.
    PlusUnbound,
    /// A bare name with a binding in its header, to a server that is strict about it.
    BareBound,
    /// A binding, to a server that has none.
    NoBindingHere,
    /// A binding of a type that this connection does not have.
    BindingType,
}

impl Fault {
    /// What a server says of it.
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
            Self::Grammar => "SCRAM: the message is not well-formed",
            Self::MandatoryExtension => "SCRAM: a mandatory extension that is not known",
            Self::Name => "SCRAM: the name is not well-formed",
            Self::Nonce => "SCRAM: the nonce is not acceptable",
            Self::PlusUnbound => "SCRAM: a -PLUS mechanism without a binding",
            Self::BareBound => "SCRAM: a binding under a bare name",
            Self::NoBindingHere => "SCRAM: no channel binding here",
            Self::BindingType => "SCRAM: a channel binding that is not had",
        }
    }
}

/// The server's proof is wrong: the same words for every way in which it can be.
pub(crate) const NOT_VERIFIED: Error = Error::new(
    sasl_core::ErrorKind::ServerNotVerified,
    "SCRAM: the server has not proved that it knows the password",
);

impl From<Fault> for Error {
    fn from(fault: Fault) -> Self {
        Self::peer(fault.text())
    }
}

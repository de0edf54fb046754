//! The client's message in its two forms: key-value pairs that each end in `%x01`, and a final `%x01`.
mod claims;
mod oauthbearer;
mod pairs;
mod saslname;
mod token;
mod xoauth2;

pub(crate) use claims::Claims;

use crate::dialect::Dialect;
use alloc::vec::Vec;
use sasl_core::Error;
use zeroize::Zeroizing;

/// The error for a malformed message.
pub(crate) const FORM: Error = Error::peer("OAuth: malformed message");

pub(crate) fn read(dialect: Dialect, message: &[u8]) -> Result<Claims<'_>, Error> {
    match dialect {
        Dialect::OAuthBearer => oauthbearer::read(message),
        Dialect::XOAuth2 => xoauth2::read(message),
    }
}

/// Writes the message. Returns `None` if a part contains a forbidden character or a required part is empty.
pub(crate) fn write(dialect: Dialect, claims: &Claims<'_>) -> Option<Zeroizing<Vec<u8>>> {
    match dialect {
        Dialect::OAuthBearer => oauthbearer::write(claims),
        Dialect::XOAuth2 => xoauth2::write(claims),
    }
}

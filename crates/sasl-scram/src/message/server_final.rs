//! `server-final-message = (server-error / verifier) ["," extensions]`
use super::attribute::Attributes;
use crate::{error::Fault, hash::Octets};
use alloc::string::String;
use base64ct::{Base64, Encoding};

/// The server's last message, read. Nobody signs it, so its extensions mean nothing.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum ServerFinal<'a, O> {
    /// `v=`; `None` when it has another length than the hash.
    Verifier(Option<O>),
    /// `e=`: why not, as the server says.
    Error(&'a [u8]),
}

impl<'a, O: Octets> ServerFinal<'a, O> {
    pub(crate) fn read(message: &'a [u8]) -> Result<Self, Fault> {
        let mut attributes = Attributes::new(message)?;
        let read = match attributes.peek() {
            Some(b'e') => Self::Error(attributes.expect(b'e')?),
            _ => {
                let mut signature = O::zero();
                let text = attributes.expect(b'v')?;
                let octets = Base64::decode(text, signature.as_mut()).map_err(|_| Fault::Grammar)?;
                Self::Verifier(O::from_slice(octets))
            }
        };
        attributes.extensions(None)?;
        Ok(read)
    }
}

/// The server's proof.
pub(crate) fn write(signature: &[u8]) -> String {
    let mut message = String::from("v=");
    message.push_str(&Base64::encode_string(signature));
    message
}

//! `server-final-message = (server-error / verifier) ["," extensions]` (RFC 5802 section 7)
use super::attribute::Attributes;
use crate::{base64, error::Fault, hash::Octets};
use sasl_core::mechanism::Message;

/// A parsed server-final-message. It is not signed, so its extensions are ignored.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum ServerFinal<'a, O> {
    /// `v=`; `None` if its length is not that of the hash.
    Verifier(Option<O>),
    /// `e=`: the reason for a rejection, as the server states it.
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
                let length = base64::decode_octets(text, &mut signature).ok_or(Fault::Grammar)?;
                if length > O::LENGTH {
                    return Err(Fault::Grammar);
                }
                Self::Verifier((length == O::LENGTH).then_some(signature))
            }
        };
        attributes.extensions(None)?;
        Ok(read)
    }
}

/// The length in octets of the longest server proof: `v=` and 64 octets in base64.
const LONGEST: usize = 2 + base64::text_length(64);

/// Writes the server's proof.
#[inline]
pub(crate) fn write<O: Octets>(signature: &O) -> Message {
    let mut message = [0; LONGEST];
    let [v, equals, text @ ..] = &mut message;
    (*v, *equals) = (b'v', b'=');
    let length = base64::encode_here(signature.as_ref(), text).len().saturating_add(2);
    Message::copied(message.get(..length).unwrap_or_default())
}

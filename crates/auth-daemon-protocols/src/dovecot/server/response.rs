//! The command `CONT` of a client.
use super::{
    super::{
        base64,
        fields::{Fields, parameter},
        version::Minor,
    },
    exchange::Asked,
};
use crate::secret::Secret;

/// The client's decoded message and the channel binding that was requested with the challenge.
#[derive(Debug)]
pub struct Response {
    message: Secret,
    binding: BindingAnswer,
}

/// The answer to a request for a channel binding.
#[derive(Debug)]
pub enum BindingAnswer {
    /// No binding was requested; data for it is ignored.
    NotAsked,
    /// A binding was requested, and the field is missing or malformed. The mechanism cannot succeed.
    Missing,
    /// The binding's octets on the client's connection to the caller.
    Given(Secret),
}

impl Response {
    /// Returns the mechanism's message, which is empty if only the channel binding was requested.
    pub const fn message(&self) -> &Secret {
        &self.message
    }

    /// Returns the channel binding.
    pub const fn binding(&self) -> &BindingAnswer {
        &self.binding
    }
}

/// Reads the fields after `CONT` and the id. Returns `None` if they are not valid base64.
pub(crate) fn read(text: &[u8], fields: Fields<'_>, asked: Asked, minor: Minor) -> Option<Response> {
    let mut third = fields.peekable();
    if minor < Minor::CHANNEL_BINDING && third.peek().is_some() {
        return None;
    }
    // `#`: there is no message for the mechanism, only the fields that follow.
    let message = match text {
        b"#" if asked == Asked::Binding => Secret::default(),
        text => base64::decode(text)?,
    };
    let binding = match asked {
        Asked::Message => BindingAnswer::NotAsked,
        Asked::MessageAndBinding | Asked::Binding => {
            let mut values =
                third.map(parameter).filter(|(name, _)| *name == b"channel_binding").map(|(_, value)| value);
            // Exactly once, and not empty. Base64 needs no escape.
            match (values.next().and_then(base64::decode), values.next()) {
                (Some(octets), None) if !octets.expose().is_empty() => BindingAnswer::Given(octets),
                _ => BindingAnswer::Missing,
            }
        }
    };
    Some(Response { message, binding })
}

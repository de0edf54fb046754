//! An attacker in the middle.
use std::collections::HashMap;

/// The sender of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum From {
    /// The client.
    Client,
    /// The server.
    Server,
}

/// What happens to a message in place of its delivery.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// The connection breaks: the server gets a cancelled exchange, the client gets [`ErrorKind::Cancelled`].
    ///
    /// [`ErrorKind::Cancelled`]: sasl_core::ErrorKind::Cancelled
    Dropped,
    /// The attacker drops the message and reports success to the client, with this data if any.
    Success(Option<Vec<u8>>),
    /// The attacker drops the message and reports failure to the client.
    Failure,
    /// The attacker drops the message and sends this challenge to the client; the client's answer is forwarded.
    Challenge(Vec<u8>),
}

type Hook<'a> = Box<dyn FnMut(From, usize, &mut Vec<u8>) + 'a>;

/// The line between both ends, which also records the transcript.
#[derive(Default)]
pub(crate) struct Middle<'a> {
    pub(crate) hook: Option<Hook<'a>>,
    pub(crate) fates: HashMap<(From, usize), Fate>,
    pub(crate) transcript: Vec<(From, Vec<u8>)>,
}

impl Middle<'_> {
    /// Returns the message that the other end gets, or what happens in its place.
    pub(crate) fn pass(&mut self, from: From, message: &[u8]) -> Result<Vec<u8>, Fate> {
        let nth = self.transcript.iter().filter(|(by, _)| *by == from).count();
        self.transcript.push((from, message.to_vec()));
        if let Some(fate) = self.fates.remove(&(from, nth)) {
            return Err(fate);
        }
        let mut message = message.to_vec();
        if let Some(hook) = &mut self.hook {
            hook(from, nth, &mut message);
        }
        Ok(message)
    }
}

//! Somebody in the middle.
use std::collections::HashMap;

/// Which end a message is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum From {
    /// The client.
    Client,
    /// The server.
    Server,
}

/// What the middle does instead of delivering a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// The connection breaks: the server sees a cancelled exchange, the client [`ErrorKind::Cancelled`].
    ///
    /// [`ErrorKind::Cancelled`]: sasl_core::ErrorKind::Cancelled
    Dropped,
    /// The middle keeps it and tells the client that it is in, with these data if any.
    Success(Option<Vec<u8>>),
    /// The middle keeps it and tells the client that it is refused.
    Failure,
    /// The middle keeps it and hands the client this challenge; the client's answer travels on.
    Challenge(Vec<u8>),
}

type Hook<'a> = Box<dyn FnMut(From, usize, &mut Vec<u8>) + 'a>;

/// What lies between both ends; it also keeps the transcript.
#[derive(Default)]
pub(crate) struct Middle<'a> {
    pub(crate) hook: Option<Hook<'a>>,
    pub(crate) fates: HashMap<(From, usize), Fate>,
    pub(crate) transcript: Vec<(From, Vec<u8>)>,
}

impl Middle<'_> {
    /// A message as the other end gets it, or what it gets instead.
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

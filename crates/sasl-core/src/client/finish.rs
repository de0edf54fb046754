//! From a mechanism's satisfaction to an outcome: the server still has to say yes.
use super::{ask::Ask, explanation::MayExplain, outcome::Authenticated};
use crate::{
    awaiting::Awaiting,
    binding::BindingKind,
    door,
    error::{Error, ErrorKind},
    exchange::{Client, Ending, Next, Side},
    extensions::Extensions,
    frame::Frame,
    message::Message,
    record::Records,
    step::Step,
};
use core::fmt;

/// What a mechanism has left to say.
pub struct Finish {
    pub(super) message: Option<Message>,
    pub(super) server_verified: bool,
    pub(super) binding: Option<BindingKind>,
    explained: Option<&'static [u8]>,
    pub(super) extensions: Extensions,
    pub(super) keys: Records,
}

impl Finish {
    /// The server has proved itself; nothing is left to say.
    pub fn verified() -> Self {
        Self { server_verified: true, ..Self::new(None) }
    }

    /// This is all there is to say, and the server cannot prove itself.
    pub fn with_final_message(message: impl Into<Message>) -> Self {
        Self::new(Some(message.into()))
    }

    fn new(message: Option<Message>) -> Self {
        let (extensions, keys) = (Extensions::NONE, Records::default());
        Self { message, server_verified: false, binding: None, explained: None, extensions, keys }
    }

    /// .. on this channel, if it is bound.
    #[must_use]
    pub fn bound(self, binding: Option<BindingKind>) -> Self {
        Self { binding, ..self }
    }

    /// .. and a server that says no may explain it with one more challenge, which is answered with this (RFC 7628
    /// section 3.2.3). The explanation is part of the error: [`Error::said`].
    #[must_use]
    pub fn with_error_reply(self, answer: &'static [u8]) -> Self {
        Self { explained: Some(answer), ..self }
    }

    /// .. with these extensions from the server, under its proof.
    #[must_use]
    pub fn with_extensions(self, extensions: Extensions) -> Self {
        Self { extensions, ..self }
    }

    /// .. and these keys for the next login, because the application asked for them.
    #[must_use]
    pub fn with_client_keys(self, keys: Records) -> Self {
        Self { keys, ..self }
    }

    pub(super) fn into_outcome(self, frame: Frame) -> Result<Authenticated, Error> {
        // Asked for again at the end, so that no path of a mechanism can lose it (CVE-2025-49146).
        if frame.require_binding && self.binding.is_none() {
            return Err(Error::new(
                ErrorKind::Policy,
                "a channel binding is required and the exchange has none",
            ));
        }
        if frame.proves_server && !self.server_verified {
            return Err(Error::new(ErrorKind::ServerNotVerified, "the server has not proved itself"));
        }
        let Self { message: _, server_verified, binding, explained: _, extensions, keys } = self;
        Ok(Authenticated { mechanism: frame.mechanism, server_verified, binding, extensions, keys })
    }
}

impl Side for Client {
    type Ask = Ask;
    type Outcome = Authenticated;
    /// A server that speaks first.
    type Opening = Awaiting<Self>;
    type Own = MayExplain;
    type Finish = Finish;
    type Handed = Result<Step<Self>, Error>;

    fn conclude(mut finish: Finish, frame: Frame) -> Result<Ending<Self>, Error> {
        // A message that arrived as a challenge is answered, with an empty message if there is nothing to say.
        let last = finish.message.take().unwrap_or_default();
        let explained = finish.explained;
        let outcome = finish.into_outcome(frame)?;
        Ok(match explained {
            None => Ending::Fixed(last, outcome),
            Some(answer) => Ending::Own(last, MayExplain::Not { outcome, answer }),
        })
    }

    fn hand(next: Result<Next<Self>, Error>, frame: Frame) -> Result<Step<Self>, Error> {
        door::present(next?, frame)
    }

    fn frame(ask: &mut Ask, frame: Frame) {
        ask.set_frame(frame);
    }
}

impl fmt::Debug for Finish {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Finish(..)")
    }
}

//! The end of a mechanism's exchange. The server still has to report success.
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

/// The result of a client's mechanism, with the message that remains to be sent.
pub struct Finish {
    pub(super) message: Option<Message>,
    pub(super) server_verified: bool,
    pub(super) binding: Option<BindingKind>,
    explained: Option<&'static [u8]>,
    pub(super) extensions: Extensions,
    pub(super) keys: Records,
}

impl Finish {
    /// Finishes with a server that has proved itself, and with no message to send.
    pub fn verified() -> Self {
        Self { server_verified: true, ..Self::new(None) }
    }

    /// Finishes with a last message to a server that cannot prove itself.
    pub fn with_final_message(message: impl Into<Message>) -> Self {
        Self::new(Some(message.into()))
    }

    fn new(message: Option<Message>) -> Self {
        let (extensions, keys) = (Extensions::NONE, Records::default());
        Self { message, server_verified: false, binding: None, explained: None, extensions, keys }
    }

    /// Sets the channel binding of the exchange, if it has one.
    #[must_use]
    pub fn bound(self, binding: Option<BindingKind>) -> Self {
        Self { binding, ..self }
    }

    /// Allows the server to explain a failure in one more challenge, which is answered with `answer` (RFC 7628
    /// section 3.2.3). The explanation becomes part of the error: [`Error::said`].
    #[must_use]
    pub fn with_error_reply(self, answer: &'static [u8]) -> Self {
        Self { explained: Some(answer), ..self }
    }

    /// Sets the extensions that the server sent under its proof.
    #[must_use]
    pub fn with_extensions(self, extensions: Extensions) -> Self {
        Self { extensions, ..self }
    }

    /// Sets the keys for the next login, which the application requested.
    #[must_use]
    pub fn with_client_keys(self, keys: Records) -> Self {
        Self { keys, ..self }
    }

    pub(super) fn into_outcome(self, frame: Frame) -> Result<Authenticated, Error> {
        // Checked again at the end, so that no path of a mechanism can omit it (CVE-2025-49146).
        if frame.require_binding && self.binding.is_none() {
            return Err(Error::new(
                ErrorKind::Policy,
                "channel binding is required, and the exchange has none",
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
    /// A server that sends the first message.
    type Opening = Awaiting<Self>;
    type Own = MayExplain;
    type Finish = Finish;
    type Handed = Result<Step<Self>, Error>;

    fn conclude(mut finish: Finish, frame: Frame) -> Result<Ending<Self>, Error> {
        // A challenge must be answered; the answer is empty if the mechanism has no message to send.
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

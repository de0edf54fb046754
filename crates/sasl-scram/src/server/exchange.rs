//! A server's exchange: the data that all states need, and the state.
use super::{await_final::AwaitFinal, await_first::AwaitFirst, await_keys::AwaitKeys};
use crate::{error::Fault, hash::Hash, server_error::ServerError, settings::Shared, transcript::Transcript};
use alloc::{boxed::Box, sync::Arc};
use core::mem;
use sasl_core::{
    Error, Server,
    mechanism::{Next, Receive, Resume},
    server::{Finish, Found, Lookup, OfferedBindings, Rejection, Setup},
};

/// One exchange. Its box is reused from the first message to the last, so there is one allocation.
pub(crate) struct Exchange<H: Hash> {
    shared: Arc<Shared<H>>,
    transcript: Transcript,
    state: State<H>,
}

/// The expected event. Each state is consumed by it and returns the next one.
enum State<H: Hash> {
    /// The client-first-message.
    AwaitFirst(AwaitFirst),
    /// The application's answer to the lookup.
    AwaitKeys(AwaitKeys),
    /// The client-final-message.
    AwaitFinal(AwaitFinal<H>),
    /// No state: the exchange ends or gets its next state.
    Taken,
}

/// A server's first state.
pub(crate) fn start<H: Hash>(shared: Arc<Shared<H>>, plus: bool, setup: Setup) -> Next<Server> {
    let OfferedBindings { available, offered, .. } = setup.bindings;
    let protection = shared.common.protection::<H>(&setup.announced);
    let nonce = shared.common.nonce(&setup.entropy);
    let state = State::AwaitFirst(AwaitFirst { nonce, plus, available, offered, protection });
    Next::receive_state(Box::new(Exchange { shared, transcript: Transcript::new(), state }))
}

impl<H: Hash> Exchange<H> {
    fn take(&mut self) -> State<H> {
        mem::replace(&mut self.state, State::Taken)
    }

    /// Rejects a client that violated the protocol.
    fn refuse(&self, fault: Fault) -> Next<Server> {
        Next::finish(self.shared.refusal(Rejection::Malformed, fault.value()))
    }
}

impl<H: Hash> Receive<Server> for Exchange<H> {
    fn receive(mut self: Box<Self>, message: &[u8]) -> Result<Next<Server>, Error> {
        match self.take() {
            State::AwaitFirst(state) => Ok(match state.read(&self.shared, &mut self.transcript, message) {
                Ok((next, lookup)) => {
                    self.state = State::AwaitKeys(next);
                    Next::ask_state(lookup, self)
                }
                Err(fault) => self.refuse(fault),
            }),
            State::AwaitFinal(state) => Ok(match state.read(&mut self.transcript, message) {
                Ok(Ok(finish)) => Next::finish(finish),
                Ok(Err((reason, error))) => Next::finish(self.shared.refusal(reason, error)),
                Err(fault) => self.refuse(fault),
            }),
            State::AwaitKeys(_) | State::Taken => {
                Err(Error::internal("SCRAM: a message was received in a state that expects none"))
            }
        }
    }
}

impl<H: Hash> Resume<Lookup> for Exchange<H> {
    fn resume(mut self: Box<Self>, question: Lookup, answer: Found) -> Result<Next<Server>, Error> {
        let State::AwaitKeys(state) = self.take() else {
            return Err(Error::internal("SCRAM: a lookup was answered in a state that expects none"));
        };
        let (next, message) = state.challenge(&self.shared.decoys, &mut self.transcript, question, &answer);
        self.state = State::AwaitFinal(next);
        Ok(Next::send_state(message, self))
    }

    fn unavailable(self: Box<Self>) -> Option<Finish> {
        Some(self.shared.refusal(Rejection::Unavailable, ServerError::NoResources))
    }
}

#[cfg(test)]
mod tests {
    use super::{Exchange, State};
    use crate::{Decoys, ServerSettings, Sha256, settings::Shared, transcript::Transcript};
    use alloc::{borrow::ToOwned, boxed::Box, sync::Arc};
    use sasl_core::{
        ErrorKind,
        mechanism::{Receive as _, Resume as _},
        server::{Found, Lookup},
    };

    #[test]
    fn a_state_that_cannot_be_is_internal_and_not_blamed_on_the_client() {
        let shared = Arc::new(Shared::<Sha256>::new(&ServerSettings::new(Decoys::new([7; 32], 4096))));
        let exchange = || {
            let (shared, transcript) = (Arc::clone(&shared), Transcript::new());
            Box::new(Exchange { shared, transcript, state: State::Taken })
        };
        assert_eq!(exchange().receive(b"n,,n=amy,r=abcdefgh").unwrap_err().kind(), ErrorKind::Internal);
        let lookup = Lookup::new("amy".to_owned(), None, "SCRAM-SHA-256");
        let found = Found::Unknown { canonical: "amy".into() };
        assert_eq!(exchange().resume(lookup, found).unwrap_err().kind(), ErrorKind::Internal);
    }
}

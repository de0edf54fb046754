//! What a server holds of an exchange.
use crate::{
    error::Fault,
    hash::Hash,
    nonce::Nonce,
    protection::Protection,
    record::ScramRecord,
    settings::Shared,
    transcript::{Span, Transcript},
};
use alloc::{boxed::Box, string::String, sync::Arc};
use sasl_core::{
    Bindings, ChannelBinding, Error, Extensions, Kind, Next, Receive, Server,
    server::{OfferedBindings, Rejection, Setup},
};

/// One exchange. Its box moves along from the first message to the last.
pub(crate) struct Exchange<H: Hash> {
    pub(super) shared: Arc<Shared<H>>,
    pub(super) phase: Phase,
    pub(super) transcript: Transcript,
    /// Octets of the gs2 header, at the transcript's start.
    pub(super) header: u32,
    /// Where in the transcript the nonce stands: the client's, then the whole.
    pub(super) nonce: Span,
    /// Once the user has been looked up: an account's, or a decoy's.
    pub(super) record: Option<Arc<ScramRecord<H>>>,
    /// The name as it was prepared and asked for.
    pub(super) user: String,
    pub(super) authzid: Option<Box<str>>,
    /// What the client binds with.
    pub(super) binding: Option<ChannelBinding>,
    /// The client has been told that this server cannot bind.
    pub(super) downgraded: bool,
    /// What the client has said beyond what is needed.
    pub(super) extensions: Extensions,
    /// The digest of what has been announced, until it is sent.
    pub(super) protection: Option<Protection>,
}

/// What is to come.
pub(super) enum Phase {
    First(First),
    /// This end's part of the nonce.
    Keys(Nonce),
    Final,
}

/// What only the first message needs.
pub(super) struct First {
    pub(super) nonce: Nonce,
    pub(super) plus: bool,
    pub(super) available: Bindings,
    pub(super) offered: bool,
}

/// A server's first state.
pub(crate) fn start<H: Hash>(
    shared: Arc<Shared<H>>,
    plus: bool,
    setup: Setup,
) -> Result<Next<Server>, Error> {
    if shared.decoys.is_none() {
        return Err(Error::new(Kind::Application, "SCRAM: made for clients only, it has no decoys"));
    }
    let OfferedBindings { available, offered, .. } = setup.bindings;
    let protection = shared.protection(&setup.announced);
    let nonce = shared.nonce(&setup.entropy);
    Ok(Next::receive_state(Box::new(Exchange {
        shared,
        phase: Phase::First(First { nonce, plus, available, offered }),
        transcript: Transcript::new(),
        header: 0,
        nonce: Span::default(),
        record: None,
        user: String::new(),
        authzid: None,
        binding: None,
        downgraded: false,
        extensions: Extensions::NONE,
        protection,
    })))
}

impl<H: Hash> Exchange<H> {
    /// The client has broken the protocol.
    pub(super) fn refuse(&self, fault: Fault) -> Next<Server> {
        Next::finish(self.shared.refusal(Rejection::Malformed, fault.value()))
    }
}

impl<H: Hash> Receive<Server> for Exchange<H> {
    fn receive(mut self: Box<Self>, message: &[u8]) -> Result<Next<Server>, Error> {
        match core::mem::replace(&mut self.phase, Phase::Final) {
            Phase::First(first) => Ok(self.read_first(first, message)),
            // Between the two the application is asked, and nobody is heard.
            Phase::Keys(_) | Phase::Final => Ok(self.read_final(message)),
        }
    }
}

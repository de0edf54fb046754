//! What a server's mechanism is given at its start.
use crate::{announced::Advertised, binding::Bindings, entropy::Entropy, identity::ExternalIdentity};

/// The facts of one exchange. Made by the frame; a mechanism's own tests make one with [`Setup::new`].
#[non_exhaustive]
#[derive(Debug)]
pub struct Setup {
    /// For nonces and challenges.
    pub entropy: Entropy,
    /// What the connection can be bound by, and what the client could know of it.
    pub bindings: OfferedBindings,
    /// Who the client is by what lies beneath.
    pub external: Option<ExternalIdentity>,
    /// What this server offers on the connection.
    pub announced: Advertised,
}

/// The channel bindings of a connection, seen from one exchange.
#[non_exhaustive]
#[derive(Clone, Debug, Default)]
pub struct OfferedBindings {
    /// Those that the connection has.
    pub available: Bindings,
    /// A mechanism that binds is offered on this connection: a client that claims the server cannot bind has
    /// been lied to.
    pub offered: bool,
}

impl Setup {
    /// A connection without bindings and without an external identity.
    pub fn new(entropy: Entropy) -> Self {
        let (bindings, announced) = (OfferedBindings::default(), Advertised::default());
        Self { entropy, bindings, external: None, announced }
    }
}

//! The arguments of a server's mechanism.
use crate::{announced::Advertised, binding::Bindings, entropy::Entropy, identity::ExternalIdentity};

/// The arguments of one exchange. The frame creates them; the tests of a mechanism use [`Setup::new`].
#[non_exhaustive]
#[derive(Debug)]
pub struct Setup {
    /// Randomness for nonces and challenges.
    pub entropy: Entropy,
    /// The channel bindings of the connection, and whether they are offered.
    pub bindings: OfferedBindings,
    /// The client's identity as proved by the lower layer.
    pub external: Option<ExternalIdentity>,
    /// The mechanisms and binding types that this server advertises on the connection.
    pub announced: Advertised,
}

/// The channel bindings of a connection, seen from one exchange.
#[non_exhaustive]
#[derive(Clone, Debug, Default)]
pub struct OfferedBindings {
    /// The channel bindings that the connection has.
    pub available: Bindings,
    /// A mechanism with channel binding is offered on this connection. A client that claims that the server has
    /// none received a changed list.
    pub offered: bool,
}

impl Setup {
    /// Creates the setup for a connection without channel bindings and without an external identity.
    pub fn new(entropy: Entropy) -> Self {
        let (bindings, announced) = (OfferedBindings::default(), Advertised::default());
        Self { entropy, bindings, external: None, announced }
    }
}

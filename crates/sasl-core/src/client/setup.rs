//! What a client's mechanism is given at its start.
use crate::{announced::Advertised, binding::ChannelBinding, entropy::Entropy};

/// The facts of one exchange. Made by the frame; a mechanism's own tests make one with [`Setup::new`].
#[non_exhaustive]
#[derive(Debug)]
pub struct Setup {
    /// For nonces.
    pub entropy: Entropy,
    /// What to say about channel binding.
    pub binding: BindingFlag,
    /// What the server has said of itself, as far as this client has heard.
    pub announced: Advertised,
}

/// The `gs2-cbind-flag` of RFC 5801 section 4, as the frame has decided it.
#[derive(Clone, Debug, Default)]
pub enum BindingFlag {
    /// `n`: this client has no binding, or has been told not to use it.
    #[default]
    NotSupported,
    /// `y`: this client has one and thinks that the server does not support any.
    NotAdvertised,
    /// `p`: bind with this.
    Bound(ChannelBinding),
}

impl Setup {
    /// A connection without a binding.
    pub fn new(entropy: Entropy) -> Self {
        Self { entropy, binding: BindingFlag::NotSupported, announced: Advertised::default() }
    }

    /// With this to say about channel binding.
    #[must_use]
    pub fn with_binding(self, binding: BindingFlag) -> Self {
        Self { binding, ..self }
    }

    /// With what the server has said of itself.
    #[must_use]
    pub fn with_announced(self, announced: Advertised) -> Self {
        Self { announced, ..self }
    }
}

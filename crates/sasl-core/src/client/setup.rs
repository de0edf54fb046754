//! The arguments of a client's mechanism.
use crate::{announced::Advertised, binding::ChannelBinding, entropy::Entropy};

/// The arguments of one exchange. The frame creates them; the tests of a mechanism use [`Setup::new`].
#[non_exhaustive]
#[derive(Debug)]
pub struct Setup {
    /// Randomness for nonces.
    pub entropy: Entropy,
    /// The channel binding, or the flag to send in its place.
    pub binding: BindingFlag,
    /// The lists that the server advertised, as this client received them.
    pub announced: Advertised,
}

/// The `gs2-cbind-flag` of RFC 5801 section 4, chosen by the frame.
#[derive(Clone, Debug, Default)]
pub enum BindingFlag {
    /// `n`: this client has no channel binding, or does not use it.
    #[default]
    NotSupported,
    /// `y`: this client has a channel binding and believes that the server does not support one.
    NotAdvertised,
    /// `p`: this client uses this channel binding.
    Bound(ChannelBinding),
}

impl Setup {
    /// Creates the setup for a connection without channel binding.
    pub fn new(entropy: Entropy) -> Self {
        Self { entropy, binding: BindingFlag::NotSupported, announced: Advertised::default() }
    }

    /// Sets the channel binding flag.
    #[must_use]
    pub fn with_binding(self, binding: BindingFlag) -> Self {
        Self { binding, ..self }
    }

    /// Sets the lists that the server advertised.
    #[must_use]
    pub fn with_announced(self, announced: Advertised) -> Self {
        Self { announced, ..self }
    }
}

//! What a client has asked for in its first message.
use alloc::boxed::Box;
use sasl_core::{ChannelBinding, mechanism::Extensions};

/// What the client-first-message decides for the rest of the exchange.
pub(super) struct Requested {
    /// Octets of the gs2 header, at the transcript's start.
    pub(super) header: u32,
    pub(super) authzid: Option<Box<str>>,
    /// What the client binds with.
    pub(super) binding: Option<ChannelBinding>,
    /// The client was given to believe that this server cannot bind.
    pub(super) downgraded: bool,
    /// What the client has sent beyond the required attributes.
    pub(super) extensions: Extensions,
}

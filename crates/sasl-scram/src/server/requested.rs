//! The request in the client's first message.
use alloc::boxed::Box;
use sasl_core::{ChannelBinding, mechanism::Extensions};

/// The parameters that the client-first-message sets for the rest of the exchange.
pub(super) struct Requested {
    /// The length of the gs2 header in octets, at the start of the transcript.
    pub(super) header: u32,
    pub(super) authzid: Option<Box<str>>,
    /// The client's channel binding.
    pub(super) binding: Option<ChannelBinding>,
    /// Whether the client believed that this server has no channel binding.
    pub(super) downgraded: bool,
    /// The optional extensions of the client.
    pub(super) extensions: Extensions,
}

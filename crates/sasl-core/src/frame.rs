//! The state that the frame keeps for the whole exchange.
use crate::{
    profile::Profile,
    properties::{Binds, Properties},
};

/// The terms of one exchange, part of every handle.
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    pub(crate) mechanism: &'static str,
    pub(crate) max_message: u32,
    pub(crate) success_data: bool,
    pub(crate) failure_data: bool,
    /// The outcome must have a channel binding, because the mechanism always has one or the client requires it.
    pub(crate) require_binding: bool,
    /// The mechanism was chosen because it verifies the server: the client's outcome must say that it did.
    pub(crate) proves_server: bool,
}

impl Frame {
    /// The placeholder in a handle that a mechanism has created and the frame has not yet completed.
    pub(crate) const UNSET: Self = Self {
        mechanism: "",
        max_message: 0,
        success_data: false,
        failure_data: false,
        require_binding: false,
        proves_server: false,
    };

    pub(crate) fn new(mechanism: &'static str, traits: Properties, profile: Profile) -> Self {
        Self {
            mechanism,
            max_message: profile.max_message.max(traits.max_message),
            success_data: profile.success_data,
            failure_data: profile.failure_data,
            require_binding: traits.binds == Binds::Always,
            proves_server: traits.proves_server,
        }
    }

    /// Returns whether the message exceeds the limit of this exchange.
    pub(crate) fn is_too_long(&self, message: &[u8]) -> bool {
        u32::try_from(message.len()).map_or(true, |length| length > self.max_message)
    }
}

//! What the frame remembers about an exchange from its first step to its last.
use crate::{
    profile::Profile,
    properties::{Binds, Properties},
};

/// The terms of one exchange; travels inside every handle.
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    pub(crate) mechanism: &'static str,
    pub(crate) max_message: u32,
    pub(crate) success_data: bool,
    pub(crate) failure_data: bool,
    /// The outcome must be bound to the channel: the mechanism always is, or the client insists.
    pub(crate) require_binding: bool,
    /// The mechanism was chosen for it: the client's outcome must say that the server has proved itself.
    pub(crate) proves_server: bool,
}

impl Frame {
    /// What a handle holds between its making in a mechanism and the door, which fills it in.
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

    /// The message is longer than this exchange reads.
    pub(crate) fn is_too_long(&self, message: &[u8]) -> bool {
        u32::try_from(message.len()).map_or(true, |length| length > self.max_message)
    }
}

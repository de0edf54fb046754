//! What a mechanism has proved, on its way to the verdict.
use crate::{binding::BindingKind, extensions::Extensions, message::Message, untrusted::UntrustedText};
use alloc::string::String;

/// In a box of its own from here to the verdict: what is handed on at every step is small.
pub(super) struct Proved {
    pub(super) authenticated: String,
    /// The identity that is asked for; once that is decided, the one that is granted.
    pub(super) acts_as: Option<String>,
    pub(super) binding: Option<BindingKind>,
    pub(super) trace: Option<UntrustedText>,
    pub(super) extensions: Extensions,
    /// What goes with success.
    pub(super) last: Option<Message>,
}

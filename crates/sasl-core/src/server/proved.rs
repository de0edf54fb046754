//! The identity that a mechanism has proved, until the verdict.
use crate::{binding::BindingKind, extensions::Extensions, message::Message, untrusted::UntrustedText};
use alloc::string::String;

/// Boxed from here to the verdict, so that the value that moves with every step stays small.
pub(super) struct Proved {
    pub(super) authenticated: String,
    /// The requested identity; after the authorization, the granted one.
    pub(super) acts_as: Option<String>,
    pub(super) binding: Option<BindingKind>,
    pub(super) trace: Option<UntrustedText>,
    pub(super) extensions: Extensions,
    /// The data for the success reply.
    pub(super) last: Option<Message>,
}

//! A configuration file: every long option of a command is a key, so that both have one definition.
mod fault;
mod given;
mod keys;
mod text;

pub(super) use fault::Unread;
pub(super) use given::Given;

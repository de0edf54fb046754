//! A configuration file: every long option of a command is a key, so that both have one definition.
mod arguments;
mod fault;
mod keys;
mod text;

pub(super) use arguments::Arguments;
pub(super) use fault::Unread;

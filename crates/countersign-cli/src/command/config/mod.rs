//! A configuration file: every long option of a command is a key of it, so that there is one definition of both.
mod fault;
mod given;
mod keys;
mod text;

pub(super) use fault::Unread;
pub(super) use given::Given;

//! Lines over sockets, for both ends.
mod conversation;
mod lines;
mod stream;

pub(crate) use conversation::{Conversation, Ended, stopped};
pub(crate) use lines::{Line, Lines};
pub(crate) use stream::Stream;

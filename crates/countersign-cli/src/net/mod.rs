//! Lines over sockets, for client and server.
mod conversation;
mod http;
mod lines;
mod session_token;
mod stream;
mod timeouts;

pub(crate) use conversation::{Conversation, Ended, stopped};
pub(crate) use lines::{Ending, Line, Lines};
pub(crate) use session_token::SessionToken;
pub(crate) use stream::Stream;
pub(crate) use timeouts::Timeouts;

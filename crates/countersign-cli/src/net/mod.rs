//! Lines over sockets, for client and server.
mod conversation;
mod http;
mod lines;
mod patience;
mod stream;
mod ticket;

pub(crate) use conversation::{Conversation, Ended, stopped};
pub(crate) use lines::{Ending, Line, Lines};
pub(crate) use patience::Patience;
pub(crate) use stream::Stream;
pub(crate) use ticket::Ticket;

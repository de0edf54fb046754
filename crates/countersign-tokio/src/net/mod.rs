//! Lines over sockets, for client and server.
mod challenges;
mod http;
mod lines;
mod stream;
mod timeouts;

pub use challenges::Challenges;
pub use http::Http;
pub use lines::{Ending, Endless, Line, Lines};
pub use stream::Stream;
pub use timeouts::Timeouts;

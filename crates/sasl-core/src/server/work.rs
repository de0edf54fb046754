//! A server's work that is not wanted any more.
use super::{rejection::Rejection, verdict::Verdict};
use crate::{exchange::Server, work::Work};

impl Work<Server> {
    /// The client is gone, or its time is over.
    pub fn cancel(self) -> Verdict {
        Verdict::rejected(self.frame, Rejection::Cancelled)
    }

    /// There is too much to do: the login is rejected as temporarily unavailable.
    pub fn unavailable(self) -> Verdict {
        Verdict::rejected(self.frame, Rejection::Unavailable)
    }
}

//! The cancellation of a server's work.
use super::{rejection::Rejection, verdict::Verdict};
use crate::{exchange::Server, work::Work};

impl Work<Server> {
    /// Ends the exchange because the client disconnected or timed out.
    pub fn cancel(self) -> Verdict {
        Verdict::rejected(self.frame, Rejection::Cancelled)
    }

    /// Rejects the login as temporarily unavailable because the server is overloaded.
    pub fn unavailable(self) -> Verdict {
        Verdict::rejected(self.frame, Rejection::Unavailable)
    }
}

//! A suspended exchange.
use countersign::{
    Asked, Awaiting, Step, Work,
    mail::{limits, line::Line, smtp::server},
    sasl::{
        Server, WorkProgress,
        server::{Accepted, Ask, CheckPassword, Decision, Found, Lookup, Verdict},
    },
};

/// The units of work in one slice: a fraction of a millisecond.
pub(crate) const SLICE: u32 = 512;

/// The event that a connection waits for during its login. Every variant owns the exchange, if there is one.
pub(crate) enum Login {
    /// A command.
    Nothing,
    /// The client's next line.
    Client(Awaiting<Server>),
    /// The directory's records.
    Lookup(Asked<Lookup>),
    /// The records to check a password against.
    CheckPassword(Asked<CheckPassword>),
    /// The next slice of work.
    Turn(Work<Server>),
    /// No further event.
    In(Accepted),
}

impl Login {
    /// Runs the exchange until it has to wait. Output for the client is appended to `out`.
    pub(crate) fn go(mut step: Step<Server>, out: &mut String) -> Self {
        loop {
            step = match step {
                Step::Send { message, then } => {
                    out.push_str(&server::challenge(&message));
                    return Self::Client(then);
                }
                Step::Ask(Ask::Lookup(asked)) => return Self::Lookup(asked),
                Step::Ask(Ask::CheckPassword(asked)) => return Self::CheckPassword(asked),
                Step::Ask(Ask::Authorize(asked)) => asked.answer(Decision::GrantAuthenticated),
                Step::Ask(other) => other.decline(),
                Step::Work(work) => return Self::Turn(work),
                Step::Done(Verdict::Accepted(accepted)) => {
                    out.push_str(&server::success().line());
                    return Self::In(accepted);
                }
                Step::Done(Verdict::Rejected(rejected)) => {
                    out.push_str(&server::reply(rejected.reason()).line());
                    return Self::Nothing;
                }
            }
        }
    }

    /// Handles the client's line.
    pub(crate) fn line(then: Awaiting<Server>, line: &[u8], out: &mut String) -> Self {
        Self::go(Line::read(line, limits::RESPONSE_LINE).deliver_to(then), out)
    }

    /// Handles the directory's answer, or its absence. A state that does not wait for one is unchanged.
    pub(crate) fn found(self, found: Option<Found>, out: &mut String) -> Self {
        let step = match (self, found) {
            (Self::Lookup(asked), Some(found)) => asked.answer(found),
            (Self::Lookup(asked), None) => asked.unavailable(),
            (Self::CheckPassword(asked), Some(found)) => asked.verify_against(found),
            (Self::CheckPassword(asked), None) => asked.unavailable(),
            (other, _) => return other,
        };
        Self::go(step, out)
    }

    /// Does one slice of work.
    pub(crate) fn turn(self, out: &mut String) -> Self {
        match self {
            Self::Turn(work) => match work.run_for(SLICE) {
                WorkProgress::Pending(rest) => Self::Turn(rest),
                WorkProgress::Complete(step) => Self::go(step, out),
            },
            other => other,
        }
    }
}

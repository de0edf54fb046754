//! The plan of an exchange, which depends only on the seed and the exchange's number.
use super::world::{ACCOUNTS, MECHANISMS, PROFILES};
use crate::random::Random;

/// The credential of the client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attempt {
    /// The correct password or token.
    Right,
    /// That of another account.
    Wrong,
    /// A name without an account.
    Nobody,
    /// The correct password on another connection, as with an attacker in the middle. For `-PLUS`.
    Between,
}

/// The fault of an exchange.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// No fault.
    None,
    /// The directory does not answer.
    LookupFails,
    /// The directory answers later, and the exchange continues on another thread.
    LookupLate,
    /// The last question is answered later, on another thread.
    DecisionLate,
    /// The last question is not answered.
    DecisionFails,
    /// The client has disconnected when the server sends this message; the server cancels the exchange or drops
    /// it.
    Vanishes { message: u8, told: bool },
    /// The server's work is started and cancelled.
    WorkDropped { told: bool },
    /// The server's work is started here and completed on another thread.
    WorkMoves,
    /// The client's work is cancelled, and the client disconnects.
    ClientWorkDropped,
}

/// The plan of an exchange.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    pub number: u64,
    pub mechanism: usize,
    pub profile: usize,
    pub account: usize,
    pub attempt: Attempt,
    pub fault: Fault,
}

impl Plan {
    /// Returns the plan of this exchange, and the rest of its random numbers.
    pub fn new(seed: u64, number: u64) -> (Self, Random) {
        let mut random = Random::new(seed, number);
        let mechanism = random.below(MECHANISMS.len());
        let attempt = match random.below(10) {
            0..5 => Attempt::Right,
            5..8 => Attempt::Wrong,
            8 if MECHANISMS[mechanism].ends_with("-PLUS") => Attempt::Between,
            _ => Attempt::Nobody,
        };
        let told = random.below(2) == 0;
        let fault = match random.below(20) {
            0 => Fault::LookupFails,
            1 | 2 => Fault::LookupLate,
            3 => Fault::DecisionLate,
            4 => Fault::DecisionFails,
            5 | 6 => Fault::Vanishes { message: 1 + random.below(3) as u8, told },
            7 => Fault::WorkDropped { told },
            8 => Fault::WorkMoves,
            9 => Fault::ClientWorkDropped,
            _ => Fault::None,
        };
        let (profile, account) = (random.below(PROFILES.len()), random.below(ACCOUNTS));
        (Self { number, mechanism, profile, account, attempt, fault }, random)
    }

    /// Returns the name of the mechanism.
    pub fn name(&self) -> &'static str {
        MECHANISMS[self.mechanism]
    }
}

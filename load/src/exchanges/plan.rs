//! What is to happen in an exchange: it follows from the seed and the exchange's number, and from nothing else.
use super::world::{ACCOUNTS, MECHANISMS, PROFILES};
use crate::random::Random;

/// What the client comes with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attempt {
    /// Its own password or token.
    Right,
    /// Another's.
    Wrong,
    /// A name that nobody has.
    Nobody,
    /// The right password, at the end of another connection: somebody stands between. For `-PLUS`.
    Between,
}

/// What goes wrong on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// Nothing.
    None,
    /// The directory does not answer.
    LookupFails,
    /// It answers later, and the exchange goes on on another thread.
    LookupLate,
    /// So do the last question and its answer.
    DecisionLate,
    /// The last question has no answer.
    DecisionFails,
    /// The client is gone when the server sends this message; the server tells the exchange, or drops it.
    Vanishes { message: u8, told: bool },
    /// The server's work is begun, and given up.
    WorkDropped { told: bool },
    /// It is begun here, and done on another thread.
    WorkMoves,
    /// The client's work is given up, and the client with it.
    ClientWorkDropped,
}

/// One exchange.
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
    /// The plan of this exchange, and the numbers that are left for it.
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

    /// The mechanism's name.
    pub fn name(&self) -> &'static str {
        MECHANISMS[self.mechanism]
    }
}

//! The check whether an exchange has ended as planned.
use super::{
    exchange::Ended,
    plan::{Attempt, Fault},
    world::name,
};
use countersign::sasl::{
    ErrorKind,
    server::{Rejection, Verdict},
};
use std::{collections::BTreeMap, ops::AddAssign};

/// The outcome in the words of the table.
pub type Word = &'static str;

/// The numbers of exchanges by outcome.
#[derive(Default)]
pub struct Tally {
    pub ends: BTreeMap<Word, u64>,
    /// The number of wrong outcomes; the first ones are described.
    pub wrong: u64,
    pub first: Option<String>,
}

impl Tally {
    pub fn count(&mut self, ended: &Ended) {
        match judge(ended) {
            Ok(word) => *self.ends.entry(word).or_default() += 1,
            Err(why) => {
                self.wrong += 1;
                self.first.get_or_insert_with(|| format!("{why}: {:?}", ended.plan));
            }
        }
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        for (word, count) in other.ends {
            *self.ends.entry(word).or_default() += count;
        }
        self.wrong += other.wrong;
        self.first = self.first.take().or(other.first);
    }
}

fn judge(ended: &Ended) -> Result<Word, &'static str> {
    match (ended.struck, ended.plan.fault) {
        (_, Fault::None) | (false, _) => whole(ended, ["in", "refused"]),
        (true, Fault::LookupLate | Fault::DecisionLate | Fault::WorkMoves) => {
            whole(ended, ["in, on another thread", "refused, on another thread"])
        }
        (true, Fault::LookupFails | Fault::DecisionFails) => {
            refused(ended, Rejection::Unavailable)?;
            Ok("the directory was away")
        }
        (true, Fault::Vanishes { .. } | Fault::ClientWorkDropped) => {
            nobody(ended)?;
            Ok("the client has vanished")
        }
        (true, Fault::WorkDropped { .. }) => {
            nobody(ended)?;
            Ok("the server's work was dropped")
        }
    }
}

/// Checks an exchange without a fault except a delay.
fn whole(ended: &Ended, [accepted, rejected]: [Word; 2]) -> Result<Word, &'static str> {
    match ended.plan.attempt {
        Attempt::Right => {
            let Some(Verdict::Accepted(server)) = &ended.verdict else { return Err("a right login failed") };
            let Some(Ok(client)) = &ended.client else {
                return Err("the client of a right login is not sure");
            };
            let scram = ended.plan.name().starts_with("SCRAM-");
            if server.account() != name(ended.plan.account) {
                return Err("a login to another account");
            }
            if client.server_verified() != scram {
                return Err("a server that has not proved itself, or one that cannot have");
            }
            if server.binding() != client.binding() {
                return Err("the ends do not agree on a binding");
            }
            if server.binding().is_some() != ended.plan.name().ends_with("-PLUS") {
                return Err("a binding is not there, or should not be");
            }
            Ok(accepted)
        }
        Attempt::Between => refused(ended, Rejection::BindingMismatch).map(|()| rejected),
        Attempt::Wrong | Attempt::Nobody => refused(ended, Rejection::BadCredentials).map(|()| rejected),
    }
}

fn refused(ended: &Ended, reason: Rejection) -> Result<(), &'static str> {
    match (&ended.verdict, &ended.client) {
        (Some(Verdict::Accepted(_)), _) => Err("let in"),
        (_, Some(Ok(_))) => Err("the client believes that it is in"),
        (Some(Verdict::Rejected(rejected)), Some(Err(error)))
            if rejected.reason() == reason
                // LDAP's failure carries `e=no-resources` while the client waits for a challenge.
                && (error.kind() == ErrorKind::Refused || reason == Rejection::Unavailable) =>
        {
            Ok(())
        }
        _ => Err("refused for another reason, or not in so many words"),
    }
}

/// Checks that a disconnected client is not authenticated; an earlier verdict is final.
fn nobody(ended: &Ended) -> Result<(), &'static str> {
    match (&ended.verdict, &ended.client) {
        (Some(Verdict::Accepted(_)), _) => Err("let in after it had gone"),
        (_, Some(_)) => Err("the client has not disconnected"),
        (None, None) => Ok(()),
        (Some(Verdict::Rejected(rejected)), None) => match rejected.reason() {
            Rejection::Cancelled | Rejection::Unacknowledged => Ok(()),
            Rejection::BadCredentials | Rejection::BindingMismatch
                if ended.plan.attempt != Attempt::Right =>
            {
                Ok(())
            }
            _ => Err("a client that has gone was refused for another reason"),
        },
    }
}

//! The client's choice of a mechanism, independent of the order of the server's list.
use super::{
    Step,
    connection::Connection,
    preference::Preference,
    rank::{Rank, SkipReason, rank},
    setup::{BindingFlag, Setup},
};
use crate::{
    announced::Advertised,
    awaiting::{Awaiting, Turn},
    door,
    entropy::Entropy,
    error::Error,
    exchange::Move,
    frame::Frame,
    mechanism::traits::ClientMechanism,
    properties::Binds,
    registry::ClientRegistry,
};
use alloc::{sync::Arc, vec::Vec};
use core::fmt;

/// A chosen mechanism that is ready to start.
#[derive(Clone)]
pub struct Choice {
    mechanism: Arc<dyn ClientMechanism>,
    flag: BindingFlag,
    announced: Advertised,
    frame: Frame,
    passed_over: Vec<(&'static str, SkipReason)>,
}

/// The error for a list of mechanisms of which the client can use none.
#[derive(Clone, PartialEq, Eq)]
pub struct NoUsableMechanism {
    passed_over: Vec<(&'static str, SkipReason)>,
}

impl ClientRegistry {
    /// Returns the names of all mechanisms in order of preference. [`choose`](Self::choose) takes the first that
    /// the server lists and that the connection and the preference allow.
    pub fn preference_order(&self) -> Vec<&'static str> {
        let rank = |mechanism: &Arc<dyn ClientMechanism>| {
            Rank::of(mechanism.name().as_str(), mechanism.properties())
        };
        let mut mechanisms: Vec<_> = self.mechanisms.iter().collect();
        mechanisms.sort_by_key(|mechanism| core::cmp::Reverse(rank(mechanism)));
        mechanisms.into_iter().map(|mechanism| mechanism.name().as_str()).collect()
    }

    /// Chooses the strongest mechanism that the server lists and that the connection and the preference allow.
    ///
    /// EXTERNAL is preferred if the connection has a key, then mechanisms with channel binding, then the stronger
    /// ones. Names are compared as a whole and without regard to case. There is no automatic fallback to a weaker
    /// mechanism.
    ///
    /// # Errors
    /// [`NoUsableMechanism`], with the reason for each mechanism. Nothing has been sent.
    pub fn choose<'a>(
        &self,
        offered: impl IntoIterator<Item = &'a str>,
        connection: &Connection,
        preference: &Preference,
    ) -> Result<Choice, NoUsableMechanism> {
        let offered: Vec<&str> = offered.into_iter().collect();
        let mut best: Option<(Rank, &Arc<dyn ClientMechanism>)> = None;
        let mut passed_over = Vec::new();
        for mechanism in self.mechanisms.iter() {
            match rank(&**mechanism, &offered, connection, preference) {
                Err(why) => passed_over.push((mechanism.name().as_str(), why)),
                Ok(rank) => {
                    let weaker = match &mut best {
                        Some((best_rank, _)) if rank < *best_rank => Some(mechanism),
                        best => best.replace((rank, mechanism)).map(|(_, old)| old),
                    };
                    passed_over
                        .extend(weaker.map(|mechanism| (mechanism.name().as_str(), SkipReason::Weaker)));
                }
            }
        }
        let Some((_, mechanism)) = best else { return Err(NoUsableMechanism { passed_over }) };
        let flag = flag(mechanism.properties().binds, &offered, connection);
        let mut frame = Frame::new(mechanism.name().as_str(), mechanism.properties(), connection.profile);
        frame.require_binding |= preference.require_binding;
        let announced = Advertised::heard(offered).with_same_bindings(&connection.announced);
        Ok(Choice { mechanism: Arc::clone(mechanism), flag, announced, frame, passed_over })
    }
}

/// Chooses the `gs2-cbind-flag` (RFC 5802 section 6). It is `y` only if this client supports channel binding and
/// the server lists no `-PLUS` name, known to this client or not.
fn flag(binds: Binds, offered: &[&str], connection: &Connection) -> BindingFlag {
    let is_plus = |name: &str| name.to_ascii_uppercase().ends_with("-PLUS");
    match (binds, connection.bindings.preferred()) {
        (Binds::Always, Some(binding)) => BindingFlag::Bound(binding.clone()),
        (Binds::Bare, Some(_)) if !offered.iter().any(|name| is_plus(name)) => BindingFlag::NotAdvertised,
        _ => BindingFlag::NotSupported,
    }
}

impl Choice {
    /// Returns the name of the mechanism.
    pub fn name(&self) -> &'static str {
        self.mechanism.name().as_str()
    }

    /// Returns the mechanisms that were not chosen, each with the reason.
    pub fn passed_over(&self) -> &[(&'static str, SkipReason)] {
        &self.passed_over
    }

    /// Starts the exchange. If the first step is [`Step::Send`](crate::Step::Send), its message is the initial
    /// response. If it is [`Step::Receive`](crate::Step::Receive), there is no initial response.
    ///
    /// # Errors
    /// Returned by the mechanism if the setup lacks something that it needs.
    pub fn start(self, entropy: Entropy) -> Result<Step, Error> {
        let Self { mechanism, flag, announced, frame, passed_over: _ } = self;
        let next = mechanism.client(Setup::new(entropy).with_binding(flag).with_announced(announced))?;
        match next.0 {
            Move::Receive(_, state) => Ok(Step::Receive(Awaiting { turn: Turn::Message(state), frame })),
            _ => door::present(next, frame),
        }
    }
}

impl NoUsableMechanism {
    /// Returns all mechanisms of the registry, each with the reason why it was not chosen.
    pub fn passed_over(&self) -> &[(&'static str, SkipReason)] {
        &self.passed_over
    }
}

impl fmt::Debug for Choice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Choice").field("name", &self.name()).field("passed_over", &self.passed_over).finish()
    }
}

impl fmt::Display for NoUsableMechanism {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no usable mechanism")?;
        self.passed_over.iter().enumerate().try_for_each(|(at, (name, why))| {
            let separator = if at == 0 { ":" } else { "," };
            write!(f, "{separator} {name} ({why})")
        })
    }
}

impl fmt::Debug for NoUsableMechanism {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("NoUsableMechanism").field(&self.passed_over).finish()
    }
}

impl core::error::Error for NoUsableMechanism {}

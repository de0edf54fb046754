//! The choice of a mechanism: one answer for every order of the server's list.
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

/// A mechanism, chosen and ready to start.
#[derive(Clone)]
pub struct Choice {
    mechanism: Arc<dyn ClientMechanism>,
    flag: BindingFlag,
    announced: Advertised,
    frame: Frame,
    passed_over: Vec<(&'static str, SkipReason)>,
}

/// None of the mechanisms will do.
#[derive(Clone, PartialEq, Eq)]
pub struct NoUsableMechanism {
    passed_over: Vec<(&'static str, SkipReason)>,
}

impl ClientRegistry {
    /// Every mechanism's name in the order of the choice: [`choose`](Self::choose) takes the first that the server lists
    /// and the connection and the preference allow.
    pub fn preference_order(&self) -> Vec<&'static str> {
        let rank = |mechanism: &Arc<dyn ClientMechanism>| {
            Rank::of(mechanism.name().as_str(), mechanism.properties())
        };
        let mut mechanisms: Vec<_> = self.mechanisms.iter().collect();
        mechanisms.sort_by_key(|mechanism| core::cmp::Reverse(rank(mechanism)));
        mechanisms.into_iter().map(|mechanism| mechanism.name().as_str()).collect()
    }

    /// The strongest of our mechanisms that the server lists and the connection and the preference allow.
    ///
    /// EXTERNAL when there is a key; then what binds to the channel; then by strength. Names compare whole and
    /// without case. It decides once: nothing falls back to a weaker mechanism by itself.
    ///
    /// # Errors
    /// [`NoUsableMechanism`], which tells what was wrong with each. Nothing has been sent.
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

/// RFC 5802 section 6: `y` only when this client could bind and the server lists no `-PLUS` name at all, be it
/// one that this client does not know.
fn flag(binds: Binds, offered: &[&str], connection: &Connection) -> BindingFlag {
    let is_plus = |name: &str| name.to_ascii_uppercase().ends_with("-PLUS");
    match (binds, connection.bindings.preferred()) {
        (Binds::Always, Some(binding)) => BindingFlag::Bound(binding.clone()),
        (Binds::Bare, Some(_)) if !offered.iter().any(|name| is_plus(name)) => BindingFlag::NotAdvertised,
        _ => BindingFlag::NotSupported,
    }
}

impl Choice {
    /// The mechanism's name.
    pub fn name(&self) -> &'static str {
        self.mechanism.name().as_str()
    }

    /// The other mechanisms and why they were passed over.
    pub fn passed_over(&self) -> &[(&'static str, SkipReason)] {
        &self.passed_over
    }

    /// Begin. A first [`Step::Send`](crate::Step::Send) is the initial response; a first
    /// [`Step::Receive`](crate::Step::Receive) means that there is none.
    ///
    /// # Errors
    /// What the mechanism lacks.
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
    /// Every mechanism of the registry and why it was passed over.
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
        f.write_str("none of this client's mechanisms will do")?;
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

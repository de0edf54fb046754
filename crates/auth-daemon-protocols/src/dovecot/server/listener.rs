//! The settings of a socket.
use super::{
    super::{line::Writer, lines::Lines, mechanism::Mechanism, version},
    handshake::{AwaitVersion, Common, Identity},
    request::needs_binding,
    trust::{Trust, Trusted, Untrusted},
};
use crate::output::Output;
use alloc::{sync::Arc, vec::Vec};
use core::{fmt, marker::PhantomData, time::Duration};

/// The settings of a socket: its mechanisms, the timeout of an exchange, and whether its peers can send
/// certificate data.
#[derive(Clone, Debug)]
pub struct Listener<T: Trust> {
    mechanisms: Arc<[Mechanism]>,
    exchange_time: Duration,
    trust: PhantomData<T>,
}

/// The error for a list without a mechanism for all callers (they treat an empty list as an error), or with a
/// duplicate name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadList;

impl fmt::Display for BadList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the list has no mechanism without channel binding, or a duplicate name")
    }
}

impl core::error::Error for BadList {}

impl Listener<Untrusted> {
    /// Creates the settings of a socket for any caller: Postfix, Exim, chasquid.
    ///
    /// `exchange_time` is the timeout of an exchange, from its request to its outcome. (Dovecot: 150 s.)
    ///
    /// # Errors
    /// [`BadList`] if the list is invalid.
    pub fn untrusted(mechanisms: Vec<Mechanism>, exchange_time: Duration) -> Result<Self, BadList> {
        Self::new(mechanisms, exchange_time)
    }
}

impl Listener<Trusted> {
    /// Creates the settings of a socket whose peers are trusted, including their certificate data. The operating
    /// system must restrict it to trusted processes (mode 0600, or a check of `SO_PEERCRED` before
    /// [`accept`](Self::accept)).
    ///
    /// # Errors
    /// [`BadList`] if the list is invalid.
    pub fn trusted(mechanisms: Vec<Mechanism>, exchange_time: Duration) -> Result<Self, BadList> {
        Self::new(mechanisms, exchange_time)
    }
}

impl<T: Trust> Listener<T> {
    fn new(mechanisms: Vec<Mechanism>, exchange_time: Duration) -> Result<Self, BadList> {
        let mut names: Vec<_> = mechanisms.iter().map(Mechanism::name).collect();
        names.sort_unstable();
        names.dedup();
        if names.len() != mechanisms.len() || mechanisms.iter().all(needs_binding) {
            return Err(BadList);
        }
        Ok(Self { mechanisms: mechanisms.into(), exchange_time, trust: PhantomData })
    }

    /// Starts a connection. Write the greeting at once.
    pub fn accept(&self, identity: Identity) -> (Output, AwaitVersion<T>) {
        let common = Common {
            identity,
            mechanisms: Arc::clone(&self.mechanisms),
            exchange_time: self.exchange_time,
            lines: Lines::default(),
            trust: PhantomData,
        };
        (version::write(Writer::default()).finish(), AwaitVersion(common))
    }
}

//! A socket's settings.
use super::{
    super::{line::Writer, lines::Lines, mechanism::Mechanism, version},
    handshake::{AwaitVersion, Common, Identity},
    request::needs_binding,
    trust::{Trust, Trusted, Untrusted},
};
use crate::output::Output;
use alloc::{sync::Arc, vec::Vec};
use core::{fmt, marker::PhantomData, time::Duration};

/// What all connections of a socket have: its mechanisms, the time of an exchange, and whether its peers may speak of
/// certificates.
#[derive(Clone, Debug)]
pub struct Listener<T: Trust> {
    mechanisms: Arc<[Mechanism]>,
    exchange_time: Duration,
    trust: PhantomData<T>,
}

/// The list has no mechanism that every caller can be shown (callers take an empty list for a fault), or one name twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadList;

impl fmt::Display for BadList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the list has no mechanism without channel binding, or one name twice")
    }
}

impl core::error::Error for BadList {}

impl Listener<Untrusted> {
    /// Makes the settings of a socket that any caller may have: Postfix, Exim, chasquid.
    ///
    /// An exchange takes at most `exchange_time`, from its request to its outcome. (Dovecot: 150 s.)
    ///
    /// # Errors
    /// [`BadList`].
    pub fn untrusted(mechanisms: Vec<Mechanism>, exchange_time: Duration) -> Result<Self, BadList> {
        Self::new(mechanisms, exchange_time)
    }
}

impl Listener<Trusted> {
    /// Makes the settings of a socket of which the operating system lets none but trusted processes in (mode 0600, or a check
    /// of `SO_PEERCRED` before [`accept`](Self::accept)): their word on certificates is taken.
    ///
    /// # Errors
    /// [`BadList`].
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

    /// Begins a connection: write the greeting at once.
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

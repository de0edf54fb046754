//! Keys and certificates that let nobody in. They are no login attempts, so they are counted and not held against anybody.
use countersign::keys::ca::NotIdentified;
use std::sync::atomic::{AtomicU64, Ordering};

/// Why a key that was proved is no identity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WhyNot {
    /// Nobody has registered it. Some clients present one to everybody.
    Unknown,
    /// Its account is disabled.
    Disabled,
    /// The directory has not answered.
    Unavailable,
    /// Nobody has registered it, and what its certificate says does not count.
    Certificate(NotIdentified),
    /// The certificate counts, and nobody has the name in it.
    NoAccount,
}

impl WhyNot {
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Disabled => "disabled",
            Self::Unavailable => "unavailable",
            Self::Certificate(why) => why.label(),
            Self::NoAccount => "no-account",
        }
    }
}

/// How many there have been since the server began, of each kind.
#[derive(Debug, Default)]
pub(crate) struct RefusedKeys {
    unknown: AtomicU64,
    disabled: AtomicU64,
    unavailable: AtomicU64,
    certificates: AtomicU64,
}

impl RefusedKeys {
    /// One more; how many there are with it.
    pub(super) fn count(&self, why: WhyNot) -> u64 {
        let counter = match why {
            WhyNot::Unknown => &self.unknown,
            WhyNot::Disabled => &self.disabled,
            WhyNot::Unavailable => &self.unavailable,
            WhyNot::Certificate(_) | WhyNot::NoAccount => &self.certificates,
        };
        counter.fetch_add(1, Ordering::Relaxed).saturating_add(1)
    }
}

//! Keys and certificates that let nobody in. They are no login attempts, so they are counted and not held against anybody.
use countersign::keys::{KeyError, ca::NotIdentified};
use std::borrow::Cow;
use std::sync::atomic::{AtomicU64, Ordering};

/// Why a key that was presented is no identity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WhyNot {
    /// Nobody has registered it. Some clients present one to everybody.
    Unknown,
    /// It cannot count: its kind, size or form, or the certificate cannot be parsed. Possession may not have been proved.
    Unusable(KeyError),
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
    pub(super) fn word(self) -> Cow<'static, str> {
        match self {
            Self::Unknown => "unknown".into(),
            Self::Unusable(why) => format!("unusable:{}", why.label()).into(),
            Self::Disabled => "disabled".into(),
            Self::Unavailable => "unavailable".into(),
            Self::Certificate(why) => why.label().into(),
            Self::NoAccount => "no-account".into(),
        }
    }
}

/// How many there have been since the server began, of each kind.
#[derive(Debug, Default)]
pub(crate) struct RefusedKeys {
    unknown: AtomicU64,
    unusable: AtomicU64,
    disabled: AtomicU64,
    unavailable: AtomicU64,
    certificates: AtomicU64,
}

impl RefusedKeys {
    /// One more; how many there are with it.
    pub(super) fn count(&self, why: WhyNot) -> u64 {
        let counter = match why {
            WhyNot::Unknown => &self.unknown,
            WhyNot::Unusable(_) => &self.unusable,
            WhyNot::Disabled => &self.disabled,
            WhyNot::Unavailable => &self.unavailable,
            WhyNot::Certificate(_) | WhyNot::NoAccount => &self.certificates,
        };
        counter.fetch_add(1, Ordering::Relaxed).saturating_add(1)
    }
}

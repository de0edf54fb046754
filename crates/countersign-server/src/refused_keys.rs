//! Keys and certificates that are not accepted. They are not login attempts, so they are counted without rate limits.
use countersign::keys::{KeyError, ca::NotIdentified};
use std::borrow::Cow;
use std::sync::atomic::{AtomicU64, Ordering};

/// Why a presented key is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum KeyRejection {
    /// It is not registered. Some clients present one to every server.
    Unknown,
    /// Its kind, size or format is not supported, or the certificate cannot be parsed. Possession may be unproved.
    Unusable(KeyError),
    /// Its account is disabled.
    Disabled,
    /// The directory did not answer.
    Unavailable,
    /// It is not registered, and its certificate is not valid.
    Certificate(NotIdentified),
    /// The certificate is valid, and no account has its name.
    NoAccount,
}

impl KeyRejection {
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

/// The counts by reason since the server started.
#[derive(Debug, Default)]
pub struct RefusedKeys {
    unknown: AtomicU64,
    unusable: AtomicU64,
    disabled: AtomicU64,
    unavailable: AtomicU64,
    certificates: AtomicU64,
}

impl RefusedKeys {
    /// Counts one; returns the new count.
    pub(super) fn count(&self, why: KeyRejection) -> u64 {
        let counter = match why {
            KeyRejection::Unknown => &self.unknown,
            KeyRejection::Unusable(_) => &self.unusable,
            KeyRejection::Disabled => &self.disabled,
            KeyRejection::Unavailable => &self.unavailable,
            KeyRejection::Certificate(_) | KeyRejection::NoAccount => &self.certificates,
        };
        counter.fetch_add(1, Ordering::Relaxed).saturating_add(1)
    }
}
